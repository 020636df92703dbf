//! The statements that a company's return repeated up to the year 2021.

use caudal_model::resources::tax_return::{
    Assets, Equity, Liabilities, Parties, PositionStatement, Reconciliation, ResultsStatement,
};

use super::super::financial_statement::operating_expenses;
use super::{pesos, positive};
use crate::company::{Account, BookSide, Trade, YearReturn};
use crate::price::Cents;

/// An amount that concerns nobody of one's own group; nothing where it is zero.
fn strangers(amount: Cents) -> Parties {
    Parties {
        partes_relacionadas: None,
        partes_no_relacionadas: (amount != 0).then_some(amount).and_then(pesos),
        total: (amount != 0).then_some(amount).and_then(pesos),
    }
}

/// The income statement.
pub(super) fn results(trade: Trade, year: &YearReturn) -> ResultsStatement {
    let books = &year.books;
    let (home, abroad) = (
        books.credit(Account::SalesAtHome),
        books.credit(Account::SalesAbroad),
    );
    let (returns, cost) = (
        books.debit(Account::Returns),
        books.debit(Account::CostOfSales),
    );
    let revenue = home + abroad - returns;
    let (gross, running) = (revenue - cost, operating_expenses(books));
    let (gains, costs) = (
        books.credit(Account::ExchangeGain),
        books.debit(Account::ExchangeLoss),
    );
    let net = year.profit - year.tax;
    let stock = books.debit(Account::Inventory);
    let goods = trade.sells_goods();
    ResultsStatement {
        ventas_servicios_nacionales: strangers(home),
        ventas_servicios_extranjero: strangers(abroad),
        devoluciones_descuentos_bonificaciones_ventas_nacionales: strangers(returns),
        ingresos_netos: strangers(revenue),
        inventario_inicial: goods.then_some(year.opening_stock).and_then(pesos),
        compras_netas_nacionales: strangers(if goods {
            cost + stock - year.opening_stock
        } else {
            0
        }),
        inventario_final: goods.then_some(stock).and_then(pesos),
        costo_mercancias: goods.then_some(cost).and_then(pesos),
        costo_ventas_servicios: pesos(cost),
        utilidad_bruta: (gross >= 0).then_some(gross).and_then(pesos),
        perdida_bruta: positive(-gross),
        gastos_operacion: strangers(running),
        utilidad_operacion: (gross >= running)
            .then_some(gross - running)
            .and_then(pesos),
        perdida_operacion: positive(running - gross),
        ganancia_cambiaria: strangers(gains),
        perdida_cambiaria: strangers(costs),
        resultado_integral_financiamiento: (gains != costs)
            .then_some(gains - costs)
            .and_then(pesos),
        utilidad_antes_impuesto: (year.profit >= 0).then_some(year.profit).and_then(pesos),
        perdida_antes_impuesto: positive(-year.profit),
        isr: pesos(year.tax),
        utilidad_neta: (net >= 0).then_some(net).and_then(pesos),
        perdida_neta: positive(-net),
        ..ResultsStatement::default()
    }
}

/// The balance sheet.
pub(super) fn position(year: &YearReturn) -> PositionStatement {
    let books = &year.books;
    let settled = [Account::VatSettled, Account::IncomeTax];
    let pending = books.debit(Account::VatToBeCredited);
    let in_favour: Cents = settled
        .iter()
        .map(|account| books.debit(*account).max(0))
        .sum();
    let assets = books.total(BookSide::Asset) + in_favour;
    let debts = books.total(BookSide::Liability) + in_favour;
    let payables = books.credit(Account::Payables);
    let capital = books.credit(Account::Capital);
    let contributions = books.credit(Account::Contributions);
    let earlier = books.credit(Account::Retained);
    let net = year.profit - year.tax;
    PositionStatement {
        activo: Assets {
            efectivo_caja_depositos_instituciones_credito_nacionales: pesos(
                books.debit(Account::Cash),
            ),
            cuentas_documentos_por_cobrar_nacionales: strangers(books.debit(Account::Receivables)),
            contribuciones_a_favor: positive(in_favour + pending),
            inventarios: positive(books.debit(Account::Inventory)),
            maquinaria_y_equipo: positive(books.debit(Account::Equipment)),
            equipo_de_computo: positive(books.debit(Account::Computers)),
            depreciacion_acumulada: pesos(books.debit(Account::Depreciation)),
            suma_activo: pesos(assets),
            ..Assets::default()
        },
        pasivo: Liabilities {
            cuentas_documentos_por_pagar_nacionales: strangers(payables),
            contribuciones_por_pagar: positive(debts - payables),
            suma_pasivo: pesos(debts),
            ..Liabilities::default()
        },
        capital_contable: Equity {
            capital_social_proveniente_aportaciones: pesos(capital),
            aportaciones_futuros_aumentos_de_capital: positive(contributions),
            utilidades_acumuladas: positive(earlier),
            perdidas_acumuladas: (earlier < 0).then_some(earlier).and_then(pesos),
            utilidad_del_ejercicio: positive(net),
            perdida_del_ejercicio: (net < 0).then_some(net).and_then(pesos),
            suma_capital_contable: pesos(capital + contributions + earlier + net),
            suma_pasivo_mas_capital_contable: pesos(
                debts + capital + contributions + earlier + net,
            ),
            ..Equity::default()
        },
    }
}

/// From the books to the taxable result: here they are the same but for the tax itself.
pub(super) fn reconciliation(year: &YearReturn) -> Reconciliation {
    let net = year.profit - year.tax;
    Reconciliation {
        utilidad_o_perdida_neta: pesos(net),
        utilidad_o_perdida_neta_historica: pesos(net),
        ingresos_fiscales_no_contables: pesos(0),
        deducciones_contables_no_fiscales: pesos(year.tax),
        isr_ietu_impac_ptu: pesos(year.tax),
        deducciones_fiscales_no_contables: pesos(0),
        ingresos_contables_no_fiscales: pesos(0),
        utilidad_o_perdida_fiscal_antes_de_ptu: pesos(year.profit),
        ..Reconciliation::default()
    }
}
