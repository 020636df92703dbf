//! A company's return of a year.

use caudal_model::resources::tax_return::{
    AdditionalData, BusinessYearlyReturn, ClosingFigures, CompanyDeductions,
    CompanyEarlierInformation, CompanyInformation, CompanyTax, CompanyTaxDetermination,
    CompanyTaxPayment, DeclaredDetermination, DeclaredIncome, DistributedProfits, TaxReturn,
};

use super::super::{Life, Request};
use super::company_year_statements::{position, reconciliation, results};
use super::{Filing, coefficient, no, pesos, positive, unselected};
use crate::company::{Account, Ledger, YearReturn};

/// From this year on, returns no longer repeat the statements.
const WITHOUT_STATEMENTS_YEAR: i16 = 2022;

/// The return of this year.
pub(super) fn year_return(
    life: &Life<'_>,
    request: Request<'_>,
    ledger: &Ledger,
    year: &YearReturn,
) -> TaxReturn {
    let filing = Filing {
        life,
        request,
        chance: year.chance,
        filed: year.filed,
        year: year.year,
        month: None,
    };
    let stamp = filing.stamp();
    let old = year.year < WITHOUT_STATEMENTS_YEAR;
    let trade = ledger.profile.trade;
    let form = BusinessYearlyReturn {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        informacion_general: filing.general(),
        datos_adicionales: Some(additional()),
        estado_resultados: old.then(|| Box::new(results(trade, year))),
        estado_posicion_financiera_balance: old.then(|| Box::new(position(year))),
        conciliacion_entre_resultado_contable_fiscal: old.then(|| Box::new(reconciliation(year))),
        deducciones_autorizadas: Some(Box::new(deductions(year))),
        cifras_cierre_ejercicio: Some(closing(year)),
        determinacion_del_impuesto_sobre_la_renta: Some(Box::new(tax(year))),
        dividendos_o_utilidades_distribuidos: distributed(ledger, year),
        detalle_pago_r1_isr_personas_morales: Some(payment(year)),
        ingressos: (!old).then(|| income(year)),
        determinacion: (!old).then(|| determination(year)),
        pdf: None,
        receipt_pdf: None,
    };
    let papers = filing.papers(&TaxReturn::BusinessYearly(Box::new(form.clone())));
    TaxReturn::BusinessYearly(Box::new(BusinessYearlyReturn {
        pdf: papers.0,
        receipt_pdf: papers.1,
        ..form
    }))
}

fn additional() -> AdditionalData {
    AdditionalData {
        indica_si_optas_por_dictaminar_tus_estados_financieros: no(),
        estas_obligado_a_presentar_la_informacion_sobre_tu_situacion_fiscal: no(),
        estas_obligado_unicamente_por_supuesto_distinto_al_de_haber_realizado_operaciones_con_residentes_extranjero: unselected(),
        estas_obligado_unicamente_por_supuesto_distinto_al_de_haber_realizado_operaciones_con_residentes_extranjero_inferiores_100mdp: unselected(),
        optas_por_presentar_informacion_sobre_tu_situacion_fiscal: unselected(),
        indica_si_te_dedicas_exclisivamente_a_generacion_energia_fuentes_renovables_o_cogeneracion_electricidad_eficiente: no(),
    }
}

fn deductions(year: &YearReturn) -> CompanyDeductions {
    let (wages, security) = (
        year.books.debit(Account::Wages),
        year.books.debit(Account::EmployerSecurity),
    );
    CompanyDeductions {
        sueldos_salarios: positive(wages),
        cuotas_imss: positive(security),
        otras_deducciones_autorizadas: pesos(year.deductions - wages - security),
        total_deducciones_autorizadas: pesos(year.deductions),
        ..CompanyDeductions::default()
    }
}

fn closing(year: &YearReturn) -> ClosingFigures {
    let left: i64 = year.losses_left.iter().map(|(_, loss)| loss).sum();
    ClosingFigures {
        perdidas_fiscales_de_ejercicios_anteriores_pendientes_de_amortizar_actualiazadas: positive(
            left,
        ),
        saldo_promedio_anual_de_creditos: pesos(year.books.debit(Account::Receivables)),
        saldo_promedio_anual_de_deudas: pesos(year.books.credit(Account::Payables)),
        coeficiente_de_utilidad_por_aplicar_en_ejercicio_siguiente: coefficient(year.coefficient),
        saldo_actualizado_de_cuenta_de_capital_de_aportacion: pesos(
            year.books.credit(Account::Capital) + year.books.credit(Account::Contributions),
        ),
        ..ClosingFigures::default()
    }
}

fn tax(year: &YearReturn) -> CompanyTax {
    CompanyTax {
        determinacion_del_impuesto_sobre_la_renta: CompanyTaxDetermination {
            total_ingresos_acumulables: pesos(year.income),
            total_deducciones_autorizadas_y_deduccion_inmediata_inversiones: pesos(year.deductions),
            utilidad_o_perdida_fiscal_antes_de_ptu: pesos(year.profit),
            utilidad_fiscal_del_ejercicio: positive(year.profit),
            perdidas_fiscales_de_ejercicios_anteriores_que_se_aplican_en_ejercicio: positive(
                year.losses_used,
            ),
            resultado_fiscal: pesos(year.taxable),
            impuesto_causado_en_ejercicio: pesos(year.tax),
            tienes_estimulos_fiscales_a_acreditar: unselected(),
            impuesto_sobre_la_renta_del_ejercicio: pesos(year.tax),
            pagos_provisionales_efectuados_enterados_a_federacion: positive(year.advances),
            diferencia_a_cargo: positive(year.difference),
            isr_a_cargo_del_ejercicio: positive(year.difference),
            isr_a_favor_del_ejercicio: positive(-year.difference),
            ..CompanyTaxDetermination::default()
        },
        impuesto_sobre_ingresos_sujetos_a_regimenes_fiscales_preferentes: None,
        datos_informativos_ejercicio: CompanyInformation::default(),
        datos_informativos_ejercicios_anteriores_aplicados_en_ejercicio:
            CompanyEarlierInformation::default(),
    }
}

/// What the owner took out of the company in the year.
fn distributed(ledger: &Ledger, year: &YearReturn) -> DistributedProfits {
    DistributedProfits {
        provenientes_de_cuenta_de_utilidad_fisica_neta_cufin_generada_a_partir_de_2014: positive(
            ledger.drawn_in(year.year),
        ),
        ..DistributedProfits::default()
    }
}

fn payment(year: &YearReturn) -> CompanyTaxPayment {
    let due = year.difference.max(0);
    CompanyTaxPayment {
        a_cargo: pesos(due),
        total_contribuciones: pesos(due),
        desea_aplicar_alguna_compensacion_o_estimulo: no(),
        cantidad_a_cargo: pesos(due),
        opta_por_pagar_parcialidades: unselected(),
        cantidad_a_favor: positive(-year.difference),
        cantidad_a_pagar: pesos(due),
        ..CompanyTaxPayment::default()
    }
}

fn income(year: &YearReturn) -> DeclaredIncome {
    DeclaredIncome {
        ventas_servicios_nacionales: pesos(year.books.credit(Account::SalesAtHome)),
        ventas_servicios_extranjero: pesos(year.books.credit(Account::SalesAbroad)),
        ganancia_cambiaria: pesos(year.books.credit(Account::ExchangeGain)),
        devoluciones_descuentos_bonificaciones: pesos(year.books.debit(Account::Returns)),
        total_ingresos_acumulables: pesos(year.income),
    }
}

fn determination(year: &YearReturn) -> DeclaredDetermination {
    DeclaredDetermination {
        total_ingresos_acumulables: pesos(year.income),
        total_deducciones_autorizadas: pesos(year.deductions),
        utilidad_o_perdida_fiscal_antes_de_ptu: pesos(year.profit),
        perdidas_fiscales_de_ejercicios_anteriores: pesos(year.losses_used),
        resultado_fiscal: pesos(year.taxable),
        impuesto_causado_en_ejercicio: pesos(year.tax),
        pagos_provisionales: pesos(year.advances),
        impuesto_retenido: pesos(0),
        impuesto_a_cargo: pesos(year.difference.max(0)),
        impuesto_a_favor: pesos((-year.difference).max(0)),
    }
}
