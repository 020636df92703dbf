//! A company's return of a month.

use caudal_model::resources::tax_return::{
    AdvanceDetermination, AdvancePayments, BusinessMonthlyReturn, GeneralRegime, MonthPayment,
    TaxReturn, VatPayments,
};

use super::super::{Life, Request};
use super::company_vat::vat_determination;
use super::{Filing, coefficient, no, pesos};
use crate::company::{BookedMonth, MonthReturn};
use crate::price::Cents;

/// The return of this month.
pub(super) fn month_return(
    life: &Life<'_>,
    request: Request<'_>,
    booked: &BookedMonth,
) -> TaxReturn {
    let taxes = &booked.taxes;
    let filing = Filing {
        life,
        request,
        chance: taxes.chance,
        filed: taxes.filed,
        year: booked.month.year,
        month: Some(booked.month.month),
    };
    let stamp = filing.stamp();
    let form = BusinessMonthlyReturn {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        informacion_general: filing.general(),
        determinacion_isr: AdvanceDetermination {
            personas_morales_regimen_general: general_regime(taxes),
        },
        detalle_pago_isr: Some(Box::new(AdvancePayments {
            r1_isr_personas_morales: payment(taxes.advance_due),
            r12_isr_retenciones_por_salarios: payment(taxes.kept.wages),
            r13_isr_retenciones_por_asimilados_a_salarios: payment(0),
            r14_isr_retenciones_por_servicios_profesionales: payment(
                taxes.kept.fees + taxes.kept.rent,
            ),
        })),
        determinacion_iva: Some(Box::new(vat_determination(taxes))),
        detalle_pago_iva: Some(Box::new(VatPayments {
            r21_iva: payment(taxes.vat_due),
            r21_iva_retenciones: payment(taxes.kept.vat),
        })),
        pdf: None,
        receipt_pdf: None,
        kind: "monthly".to_owned(),
    };
    let papers = filing.papers(&TaxReturn::BusinessMonthly(Box::new(form.clone())));
    TaxReturn::BusinessMonthly(Box::new(BusinessMonthlyReturn {
        pdf: papers.0,
        receipt_pdf: papers.1,
        ..form
    }))
}

fn general_regime(taxes: &MonthReturn) -> GeneralRegime {
    let so_far = taxes.income + taxes.income_before;
    GeneralRegime {
        suma_ingresos_nominales_meses_anteriores_ejercicio: pesos(taxes.income_before),
        ingresos_nominales_mes_que_declara: pesos(taxes.income),
        total_ingresos_nominales: pesos(so_far),
        coeficiente_utilidad: coefficient(taxes.coefficient),
        utilidad_fiscal_pago_provisional: pesos(taxes.estimate),
        perdidas_fiscales_ejercicios_anteriores_pendientes: pesos(taxes.losses),
        base_gravable_pago_provisional: pesos(taxes.base),
        isr_causado: pesos(taxes.tax),
        impuestos_del_periodo: pesos(taxes.tax),
        pagos_provisionales_efectuados_anterioridad: pesos(taxes.advances_before),
        diferencia_a_cargo: pesos(taxes.advance_due),
        impuesto_a_cargo: pesos(taxes.advance_due),
        ..GeneralRegime::default()
    }
}

/// A payment of this much, without surcharges.
fn payment(amount: Cents) -> MonthPayment {
    MonthPayment {
        a_cargo: pesos(amount),
        parte_actualizada: pesos(0),
        recargos: pesos(0),
        total_de_contribuciones: pesos(amount),
        total_aplicaciones: pesos(0),
        cantidad_a_cargo: pesos(amount),
        aplica_primera_parcialidad: no(),
        cantidad_a_pagar: pesos(amount),
        ..MonthPayment::default()
    }
}
