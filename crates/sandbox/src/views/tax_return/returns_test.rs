//! Returns agree with payslips, with what reaches the bank, and with the statements: over 300 taxpayers.

use caudal_latam::Country;
use caudal_latam::calendar::date;
use caudal_model::resources::financial_statement::FinancialStatement;
use caudal_model::resources::institution::Institution;
use caudal_model::resources::tax_return::TaxReturn;
use caudal_model::{Cadence, Extent, Identities, Money, Stamper};
use uuid::Uuid;

use super::super::financial_statement::financial_statements;
use super::super::{Life, Request};
use super::tax_returns;
use crate::catalogue;
use crate::person::archetypes;
use crate::price::Cents;
use crate::visit::{Access, Credentials, Visit};

const PEOPLE: usize = 300;
const SEED: u64 = 7;

fn each_taxpayer(usernames: impl Iterator<Item = String>, check: impl Fn(&Life<'_>, Request<'_>)) {
    let institutions = catalogue::institutions();
    let named = |each: &&Institution| each.name == "tatooine_mx_fiscal";
    let office = institutions.iter().find(named).unwrap();
    let stamper = Stamper::new(
        Identities::new(b"returns"),
        Uuid::from_u128(1),
        "2026-05-20T15:00:00Z".parse().unwrap(),
    );
    let extent = Extent::default();
    let request = Request {
        extent,
        stamper: &stamper,
    };
    for username in usernames {
        let credentials = Credentials {
            username: username.clone(),
            ..Credentials::default()
        };
        let Access::Open(visit) = Visit::login(office, &credentials, None) else {
            panic!("{username}");
        };
        let life = Life::new(SEED, Country::Mexico, &visit, office, request, true);
        check(&life, request);
    }
}

fn cents(line: Option<Money>) -> Cents {
    line.unwrap_or_default().cents().unwrap()
}

/// Companies of every kind, again and again under other names.
fn companies() -> impl Iterator<Item = String> {
    let kinds: Vec<&str> = archetypes()
        .filter(|kind| kind.is_company())
        .map(|kind| kind.name)
        .collect();
    let names: Vec<String> = kinds.iter().map(|name| name.replace('-', "_")).collect();
    names.into_iter().filter(|name| name.len() <= 16)
}

#[test]
fn wages_in_a_years_return_are_the_sum_of_its_payslips() {
    let mut years = std::cell::Cell::new(0);
    each_taxpayer(
        (0..PEOPLE).map(|turn| format!("employee{turn}")),
        |life, request| {
            for filed in tax_returns(life, request) {
                let TaxReturn::PersonalYearly(filed) = filed else {
                    continue;
                };
                let Some(wages) = &filed.sueldos_salarios else {
                    continue;
                };
                let year = filed.informacion_general.ejercicio.unwrap();
                let (from, to) = (date(year, 1, 1), date(year, 12, 31));
                let payslips = life.career.payslips(&life.person, from, to);
                let gross: Cents = payslips.iter().map(|slip| slip.gross()).sum();
                let tax: Cents = payslips.iter().map(|slip| slip.income_tax()).sum();
                assert_eq!(cents(wages.ingreso_anual), gross);
                assert_eq!(cents(wages.impuesto_retenido), tax);
                let free = cents(wages.ingresos_exentos);
                assert_eq!(cents(wages.ingresos_acumulables) + free, gross);
                let by_payer: Cents = wages
                    .retenedores
                    .iter()
                    .map(|payer| cents(payer.ingreso_anual))
                    .sum();
                assert_eq!(by_payer, gross);
                let end = filed.determinacion_impuesto.as_ref().unwrap();
                assert_eq!(
                    cents(end.isr_conforme_tarifa_final)
                        - cents(end.isr_retenido)
                        - cents(end.pagos_provisionales),
                    cents(end.isr_cargo) - cents(end.isr_favorable)
                );
                years.set(years.get() + 1);
            }
        },
    );
    assert!(*years.get_mut() > 500, "only {} years", years.get());
}

#[test]
fn months_of_ones_own_income_add_up_to_the_year() {
    let years = std::cell::Cell::new(0);
    each_taxpayer(
        (0..PEOPLE).map(|turn| format!("client{turn}")),
        |life, request| {
            let everything = Request {
                extent: Extent::within(Some((
                    "2021-01-01".parse().unwrap(),
                    "2026-05-20".parse().unwrap(),
                ))),
                ..request
            };
            let returns = tax_returns(life, everything);
            for filed in &returns {
                let TaxReturn::PersonalYearly(filed) = filed else {
                    continue;
                };
                let Some(own) = &filed.servicios_profesionales else {
                    continue;
                };
                let year = filed.informacion_general.ejercicio;
                let months = returns.iter().filter_map(|other| match other {
                    TaxReturn::PersonalMonthly(month)
                        if month.informacion_general.ejercicio == year =>
                    {
                        Some(month)
                    }
                    _ => None,
                });
                let (mut income, mut advances) = (0, 0);
                for month in months {
                    income += cents(month.isr.determinacion.ingresos_periodo);
                    advances += cents(month.isr.determinacion.isr_cargo);
                    let vat = &month.iva.determinacion;
                    let due = cents(vat.iva_cobrado_periodo_tasa_16) - cents(vat.iva_retenido);
                    assert_eq!(
                        cents(month.iva.detalle_del_pago.cantidad_a_pagar),
                        due.max(0)
                    );
                }
                assert_eq!(cents(own.ingresos.total_ingresos), income);
                assert_eq!(
                    cents(
                        own.pagos_provisionales
                            .pagos_provisionales_efectuados_en_ejercicio
                    ),
                    advances
                );
                years.set(years.get() + 1);
            }
        },
    );
    assert!(years.get() > 50, "only {} years", years.get());
}

#[test]
fn a_companys_returns_and_statements_say_the_same() {
    let tried = std::cell::Cell::new(0);
    each_taxpayer(companies(), |life, request| {
        let returns = tax_returns(life, request);
        assert_eq!(returns.len(), 5 + 12, "{}", life.person.archetype.name);
        let statements = financial_statements(life, request);
        assert_eq!(statements.len(), 3);
        statements.iter().for_each(balances);
        for filed in &returns {
            let TaxReturn::BusinessYearly(filed) = filed else {
                continue;
            };
            let tax = &filed
                .determinacion_del_impuesto_sobre_la_renta
                .as_ref()
                .unwrap()
                .determinacion_del_impuesto_sobre_la_renta;
            let year = filed.informacion_general.ejercicio.unwrap();
            assert_eq!(filed.estado_resultados.is_some(), year < 2022);
            assert_eq!(filed.determinacion.is_some(), year >= 2022);
            if let Some(position) = &filed.estado_posicion_financiera_balance {
                let both = position.capital_contable.suma_pasivo_mas_capital_contable;
                assert_eq!(position.activo.suma_activo, both);
            }
            if let Some(statement) = statements
                .iter()
                .find(|other| other.year == year.to_string())
            {
                let result = &statement.income_statement;
                let before = cents(result.income_before_taxes) + cents(result.loss_before_taxes);
                assert_eq!(before, cents(tax.utilidad_o_perdida_fiscal_antes_de_ptu));
                assert_eq!(
                    cents(result.income_taxes),
                    cents(tax.impuesto_sobre_la_renta_del_ejercicio)
                );
                tried.set(tried.get() + 1);
            }
        }
    });
    assert!(tried.get() > 30, "only {} statements", tried.get());
}

/// Assets are debts and equity, and the income statement adds up.
fn balances(statement: &FinancialStatement) {
    let sheet = &statement.balance_sheet;
    let assets = cents(sheet.current_assets.total) + cents(sheet.non_current_assets.total);
    let debts = cents(sheet.current_liabilities.total) + cents(sheet.non_current_liabilities.total);
    assert_eq!(assets, debts + cents(sheet.equity.total));
    let result = &statement.income_statement;
    let gross = cents(result.gross_profit) + cents(result.gross_loss);
    let cost = cents(result.cost_of_goods_sold) + cents(result.cost_of_services_sold);
    assert_eq!(gross, cents(result.net_revenue) - cost);
    let operating = cents(result.operating_income) + cents(result.operating_loss);
    assert_eq!(operating, gross - cents(result.operating_expenses));
    assert_eq!(result.gross_profit.is_some(), result.gross_loss.is_none());
    let finance = cents(result.income_statement_financial_gains)
        + cents(result.income_statement_financial_costs);
    assert_eq!(cents(result.financial_result), finance);
    let net = cents(result.net_income) + cents(result.net_loss);
    assert_eq!(net, operating + finance - cents(result.income_taxes));
}

#[test]
fn what_is_asked_for_is_what_comes() {
    each_taxpayer(companies().take(2), |life, request| {
        let asked = |cadence, from: &str, to: &str| {
            let extent = Extent {
                cadence: Some(cadence),
                ..Extent::within(Some((from.parse().unwrap(), to.parse().unwrap())))
            };
            tax_returns(life, Request { extent, ..request }).len()
        };
        assert_eq!(asked(Cadence::Yearly, "2022-01-01", "2023-12-31"), 2);
        assert_eq!(asked(Cadence::Monthly, "2025-01-01", "2025-06-30"), 6);
        assert_eq!(asked(Cadence::Yearly, "2026-01-01", "2026-12-31"), 0);
        let extent = Extent {
            attach_pdf: true,
            ..Extent::default()
        };
        for filed in tax_returns(life, Request { extent, ..request })
            .iter()
            .take(1)
        {
            let text = serde_json::to_string(filed).unwrap();
            assert!(text.contains("\"pdf\":\"JVBER") && text.contains("\"receipt_pdf\":\"JVBER"));
        }
    });
}
