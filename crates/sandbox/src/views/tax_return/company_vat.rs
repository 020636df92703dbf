//! Value-added tax in a company's return of a month.

use caudal_model::resources::tax_return::{
    CreditableVat, PaidActivities, PaidAtOrdinaryRate, SoldAtOrdinaryRate, VatBalance,
    VatDetermination,
};

use super::{pesos, positive};
use crate::company::MonthReturn;

/// From what was bought and sold to what is due.
pub(super) fn vat_determination(taxes: &MonthReturn) -> VatDetermination {
    let (bought, sold) = (taxes.bought, taxes.sold);
    VatDetermination {
        montos_actos_actividades_pagados: PaidActivities {
            total_actos_actividades_pagados_tasa_16: pesos(bought.taxed),
            total_actos_actividades_sujetos_estimulo_rfn: pesos(0),
            total_actos_actividades_pagados_tasa_0: pesos(bought.zero),
            total_actos_actividades_pagados_no_paga_iva: pesos(bought.exempt),
            ..PaidActivities::default()
        },
        detalle_total_actos_actividades_pagados_tasa_16: PaidAtOrdinaryRate {
            otros_actos_pagados_tasa_16: pesos(bought.taxed),
            total_actos_pagados_tasa_16: pesos(bought.taxed),
            ..PaidAtOrdinaryRate::default()
        },
        determinacion_iva_acreditable: CreditableVat {
            total_iva_actos_actividades_pagados_tasa_16: pesos(bought.vat),
            total_iva_trasladado_contribuyente: pesos(bought.vat),
            iva_trasladado_adquisicion_bienes_distintos_inversiones_actos_gravados: pesos(
                bought.vat,
            ),
            total_iva_actos_actividades_gravados: pesos(bought.vat),
            iva_acreditable: pesos(bought.vat),
            total_iva_acreditable_periodo: pesos(bought.vat),
            ..CreditableVat::default()
        },
        determinacion_iva: balance(taxes),
        detalle_valor_actos_actividades_gravados_tasa_16: SoldAtOrdinaryRate {
            otros_actos_actividades_gravados_tasa_16: pesos(sold.taxed),
            total_actos_actividades_gravados_tasa_16: pesos(sold.taxed),
            ..SoldAtOrdinaryRate::default()
        },
    }
}

fn balance(taxes: &MonthReturn) -> VatBalance {
    let sold = taxes.sold;
    VatBalance {
        valor_actos_actividades_gravados_tasa_16: pesos(sold.taxed),
        valor_actos_actividades_gravados_tasa_0_exportacion: pesos(sold.zero),
        suma_actos_actividades_gravados: pesos(sold.taxed + sold.zero),
        valor_actos_actividades_no_se_deba_pagar_impuesto_exentos: pesos(sold.exempt),
        impuesto_causado: pesos(sold.vat),
        total_iva_acreditable: pesos(taxes.bought.vat),
        impuesto_a_cargo: pesos(taxes.vat_difference.max(0)),
        cantidad_a_cargo: pesos(taxes.vat_difference.max(0)),
        saldo_a_favor: positive(-taxes.vat_difference),
        saldo_a_favor_periodo: pesos((-taxes.vat_difference).max(0)),
        acreditamiento_saldo_favor_periodos_anteriores: positive(taxes.vat_credit_used),
        diferencia_a_cargo: pesos(taxes.vat_due),
        ..VatBalance::default()
    }
}
