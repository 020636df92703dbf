//! A person's return of a month.

use caudal_model::resources::tax_return::{
    Line, PersonalIncomeTax, PersonalIncomeTaxDetermination, PersonalIncomeTaxPayment,
    PersonalMonthlyReturn, PersonalVat, PersonalVatDetermination, PersonalVatPayment, TaxReturn,
};

use super::super::{Life, Request};
use super::{Filing, no, pesos};
use crate::price::Cents;
use crate::taxpayer::{DeclaredMonth, Regime, regimes};

/// The return of this month.
pub(super) fn month_return(
    life: &Life<'_>,
    request: Request<'_>,
    declared: &DeclaredMonth,
) -> TaxReturn {
    let filing = Filing {
        life,
        request,
        chance: declared.chance,
        filed: declared.filed,
        year: declared.month.year,
        month: Some(declared.month.month),
    };
    let stamp = filing.stamp();
    let letting = regimes(&life.person).contains(&Regime::Letting);
    let form = PersonalMonthlyReturn {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        informacion_general: filing.general(),
        isr: PersonalIncomeTax {
            tipo: Some(if letting { "PFAI" } else { "PFAE" }.to_owned()),
            determinacion: income_tax(declared, letting),
            detalle_del_pago: income_tax_payment(declared.advance_due),
        },
        iva: vat(declared),
        pdf: None,
        receipt_pdf: None,
        kind: "monthly".to_owned(),
    };
    let papers = filing.papers(&TaxReturn::PersonalMonthly(Box::new(form.clone())));
    TaxReturn::PersonalMonthly(Box::new(PersonalMonthlyReturn {
        pdf: papers.0,
        receipt_pdf: papers.1,
        ..form
    }))
}

fn income_tax(declared: &DeclaredMonth, letting: bool) -> PersonalIncomeTaxDetermination {
    let own = declared.income;
    let of_landlords = |line: Line| line.filter(|_| letting);
    PersonalIncomeTaxDetermination {
        ingresos_periodos_anteriores: pesos(declared.income_before),
        ingresos_periodo: pesos(own.total()),
        total_ingresos: pesos(declared.income_before + own.total()),
        compras_gastos_periodos_anteriores: pesos(0),
        compra_gastos_periodo: pesos(0),
        total_compras_gastos: pesos(0),
        base_gravable_pago_provisional: pesos(declared.base),
        isr_causado: pesos(declared.tax),
        pagos_provisionales_efectuados_anterioridad: pesos(declared.advances_before),
        isr_retenido_periodos_anteriores: pesos(declared.kept_before),
        impuesto_retenido: pesos(own.kept_tax),
        isr_cargo: pesos(declared.advance_due),
        tipo_de_deduccion: letting.then(|| "Deducción opcional".to_owned()),
        optas_por_el_calculo_acumulado: no().filter(|_| letting),
        deduccion_opcional: of_landlords(pesos(declared.deduction)),
        impuesto_predial: of_landlords(pesos(0)),
        total_deducciones_autorizadas: of_landlords(pesos(declared.deduction)),
        tienes_facilidades_administrativas_o_estimulos_deducibles: no().filter(|_| letting),
    }
}

fn income_tax_payment(due: Cents) -> PersonalIncomeTaxPayment {
    PersonalIncomeTaxPayment {
        a_cargo: pesos(due),
        parte_actualizada: pesos(0),
        recargos: pesos(0),
        total_contribuciones: pesos(due),
        total_aplicaciones: pesos(0),
        cantidad_a_cargo: pesos(due),
        cantidad_a_pagar: pesos(due),
    }
}

fn vat(declared: &DeclaredMonth) -> PersonalVat {
    let (own, due) = (declared.income, declared.vat_due);
    PersonalVat {
        determinacion: PersonalVatDetermination {
            actividades_gravadas_tasa_16: pesos(own.taxed),
            actividades_gravadas_tasa_0: pesos(0),
            actividades_exentas: pesos(own.exempt),
            iva_cobrado_periodo_tasa_16: pesos(own.vat),
            iva_acreditable_periodo: pesos(0),
            iva_retenido: pesos(own.kept_vat),
            saldo_a_favor: None,
            impuesto_a_favor: None,
            impuesto_a_cargo: pesos(due),
            cantidad_a_cargo: pesos(due),
        },
        detalle_del_pago: PersonalVatPayment {
            total_contribuciones: pesos(due),
            total_aplicaciones: pesos(0),
            cantidad_a_cargo: pesos(due),
            cantidad_a_pagar: pesos(due),
            a_favor: None,
        },
    }
}
