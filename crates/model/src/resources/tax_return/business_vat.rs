//! Value-added tax in a company's return of a month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// Value-added tax of the month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatDetermination {
    /// What was bought and paid.
    pub montos_actos_actividades_pagados: PaidActivities,
    /// What of it was at the ordinary rate.
    pub detalle_total_actos_actividades_pagados_tasa_16: PaidAtOrdinaryRate,
    /// The tax in it.
    pub determinacion_iva_acreditable: CreditableVat,
    /// From sales to what is due.
    pub determinacion_iva: VatBalance,
    /// What was sold at the ordinary rate.
    pub detalle_valor_actos_actividades_gravados_tasa_16: SoldAtOrdinaryRate,
}

/// What was bought and paid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PaidActivities {
    /// At the ordinary rate.
    pub total_actos_actividades_pagados_tasa_16: Line,
    /// Imports at 11 %.
    pub total_actos_actividades_pagados_importacion_bienes_tasa_11: Line,
    /// At the northern border's rate.
    pub total_actos_actividades_sujetos_estimulo_rfn: Line,
    /// At zero.
    pub total_actos_actividades_pagados_tasa_0: Line,
    /// Imports at the ordinary rate.
    pub total_actos_actividades_pagados_importacion_bienes_tasa_16: Line,
    /// Without tax.
    pub total_actos_actividades_pagados_no_paga_iva: Line,
}

/// Purchases at the ordinary rate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PaidAtOrdinaryRate {
    /// Interest.
    pub intereses_pagados_tasa_16: Line,
    /// Everything else.
    pub otros_actos_pagados_tasa_16: Line,
    /// Royalties.
    pub regalias_pagadas_tasa_16: Line,
    /// All of it.
    pub total_actos_pagados_tasa_16: Line,
}

/// The tax of purchases that counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditableVat {
    /// At the ordinary rate.
    pub total_iva_actos_actividades_pagados_tasa_16: Line,
    /// For sales without tax.
    pub iva_trasladado_o_pagado_adquisicion_bienes_distintos_inversiones_actos_no_obligados_pago_impuesto:
        Line,
    /// At the northern border's rate.
    pub iva_pagado_sujeto_estimulo_rfn: Line,
    /// Imports for sales without tax.
    pub iva_trasladado_o_pagado_importacion_inversiones_actos_no_obligados_pago_impuesto: Line,
    /// Imports.
    pub total_actos_actividades_pagados_importacion_bienes_tasa_16: Line,
    /// For sales of both kinds.
    pub iva_bienes_utilizados_indistintamente_actos_gravados_o_actos_no_obligados_pago_impuesto:
        Line,
    /// The share that counts, article 5.
    pub proporcion_utilizada_conforme_art_5: Line,
    /// All that suppliers charged.
    pub total_iva_trasladado_contribuyente: Line,
    /// The share that counts, article 5-B.
    pub proporcion_utilizada_conforme_art_5_b: Line,
    /// For taxed sales.
    pub iva_trasladado_adquisicion_bienes_distintos_inversiones_actos_gravados: Line,
    /// Imports for taxed sales.
    pub iva_pagado_importacion_adquisicion_bienes_distintos_inversiones_actos_gravados: Line,
    /// What counts.
    pub iva_acreditable: Line,
    /// Adjustment upwards.
    pub monto_acreditable_actualizado_a_incrementar_derivado_ajuste: Line,
    /// Imported investments.
    pub iva_pagado_importacion_inversiones_actos_gravados: Line,
    /// All that counts in the month.
    pub total_iva_acreditable_periodo: Line,
    /// For taxed sales, altogether.
    pub total_iva_actos_actividades_gravados: Line,
    /// Imports at 11 %.
    pub total_actos_actividades_pagados_importacion_bienes_tasa_11: Line,
    /// Investments for taxed sales.
    pub iva_trasladado_adquisicion_inversiones_actos_gravados: Line,
    /// What counts for sales of both kinds.
    pub iva_acreditable_bienes_utilizados_indistintamente_actos_gravados_o_actos_no_obligados_pago_impuesto:
        Line,
}

/// From sales to what is due.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatBalance {
    /// Sales at the ordinary rate.
    pub valor_actos_actividades_gravados_tasa_16: Line,
    /// Other amounts in favour.
    pub otras_cantidades_a_favor_contribuyente: Line,
    /// Sales at 11 %.
    pub valor_actos_actividades_gravados_tasa_11: Line,
    /// What is due.
    pub cantidad_a_cargo: Line,
    /// Exports at zero.
    pub valor_actos_actividades_gravados_tasa_0_exportacion: Line,
    /// Balance in favour.
    pub saldo_a_favor: Line,
    /// Other sales at zero.
    pub valor_actos_actividades_gravados_tasa_9_otros: Line,
    /// What was paid back at once.
    pub devolucion_inmediata_obtenida: Line,
    /// All taxed sales.
    pub suma_actos_actividades_gravados: Line,
    /// What the month leaves in favour.
    pub saldo_a_favor_periodo: Line,
    /// Exempt sales.
    pub valor_actos_actividades_no_se_deba_pagar_impuesto_exentos: Line,
    /// Balances of earlier months that are used.
    pub acreditamiento_saldo_favor_periodos_anteriores: Line,
    /// The tax of the sales.
    pub impuesto_causado: Line,
    /// What is left after balances.
    pub diferencia_a_cargo: Line,
    /// Adjustment downwards.
    pub cantidad_actualizada_a_reintegrarse_derivada_de_ajuste: Line,
    /// Excise on alcohol.
    pub ieps_acreditable_alcohol: Line,
    /// What customers kept back.
    pub iva_retenido_al_contribuyente: Line,
    /// What the month leaves to pay.
    pub impuesto_a_cargo: Line,
    /// The tax of purchases that counts.
    pub total_iva_acreditable: Line,
    /// Balance of excise on alcohol.
    pub remanente_saldo_favor_ieps_alcohol: Line,
    /// Other amounts to pay.
    pub otras_cantidades_a_cargo_contribuyente: Line,
}

/// Sales at the ordinary rate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SoldAtOrdinaryRate {
    /// Interest.
    pub intereses_cobrados_tasa_16: Line,
    /// Everything else.
    pub otros_actos_actividades_gravados_tasa_16: Line,
    /// Royalties within a group.
    pub regalias_entre_partes_relacionadas_tasa_16: Line,
    /// All of it.
    pub total_actos_actividades_gravados_tasa_16: Line,
}
