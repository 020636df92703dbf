//! A person's return of a month: a profession or business, or letting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// Income tax of the month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalIncomeTax {
    /// `PFAE` for a profession or business, `PFAI` for letting.
    pub tipo: Option<String>,
    /// From income to what is due.
    pub determinacion: PersonalIncomeTaxDetermination,
    /// What is paid.
    pub detalle_del_pago: PersonalIncomeTaxPayment,
}

/// From income to what is due.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalIncomeTaxDetermination {
    /// Income of the year's earlier months.
    pub ingresos_periodos_anteriores: Line,
    /// Income of the month.
    pub ingresos_periodo: Line,
    /// Both together.
    pub total_ingresos: Line,
    /// Expenses of the earlier months.
    pub compras_gastos_periodos_anteriores: Line,
    /// Expenses of the month.
    pub compra_gastos_periodo: Line,
    /// Both together.
    pub total_compras_gastos: Line,
    /// What is taxed.
    pub base_gravable_pago_provisional: Line,
    /// The tax by the tariff.
    pub isr_causado: Line,
    /// What was paid in earlier months.
    pub pagos_provisionales_efectuados_anterioridad: Line,
    /// What was kept back in earlier months.
    pub isr_retenido_periodos_anteriores: Line,
    /// What was kept back in the month.
    pub impuesto_retenido: Line,
    /// What is due.
    pub isr_cargo: Line,
    /// How a landlord deducts: really, or by a flat share.
    #[serde(
        rename = "tipo_de_deduccíon",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub tipo_de_deduccion: Option<String>,
    /// Whether a landlord adds months up.
    #[serde(
        rename = "optas_por_el_cálculo_acumulado",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub optas_por_el_calculo_acumulado: Option<String>,
    /// The flat share.
    #[serde(
        rename = "deduccíon_opcional",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub deduccion_opcional: Line,
    /// Property tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impuesto_predial: Line,
    /// What a landlord takes off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_deducciones_autorizadas: Line,
    /// Whether there are further reliefs.
    #[serde(
        rename = "tienes_facilidades_administrativas_o_estímulos_deducibles",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub tienes_facilidades_administrativas_o_estimulos_deducibles: Option<String>,
}

/// The payment of income tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalIncomeTaxPayment {
    /// What is due.
    pub a_cargo: Line,
    /// Adjustment for inflation.
    pub parte_actualizada: Line,
    /// Surcharge for being late.
    pub recargos: Line,
    /// All of it.
    pub total_contribuciones: Line,
    /// What is set against it.
    pub total_aplicaciones: Line,
    /// What is left.
    pub cantidad_a_cargo: Line,
    /// What is paid.
    pub cantidad_a_pagar: Line,
}

/// Value-added tax of the month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalVat {
    /// From sales to what is due.
    pub determinacion: PersonalVatDetermination,
    /// What is paid.
    pub detalle_del_pago: PersonalVatPayment,
}

/// From sales and purchases to what is due.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalVatDetermination {
    /// Sales at the ordinary rate.
    pub actividades_gravadas_tasa_16: Line,
    /// Sales at zero.
    pub actividades_gravadas_tasa_0: Line,
    /// Sales that are exempt.
    pub actividades_exentas: Line,
    /// Tax that customers paid.
    pub iva_cobrado_periodo_tasa_16: Line,
    /// Tax that was paid to suppliers.
    pub iva_acreditable_periodo: Line,
    /// Tax that customers kept back.
    pub iva_retenido: Line,
    /// Balance in favour of earlier months.
    pub saldo_a_favor: Line,
    /// What the month leaves in favour.
    pub impuesto_a_favor: Line,
    /// What the month leaves to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impuesto_a_cargo: Line,
    /// What is left after balances in favour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cantidad_a_cargo: Line,
}

/// The payment of value-added tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalVatPayment {
    /// All of it.
    pub total_contribuciones: Line,
    /// What is set against it.
    pub total_aplicaciones: Line,
    /// What is left.
    pub cantidad_a_cargo: Line,
    /// What is paid.
    pub cantidad_a_pagar: Line,
    /// What is left in favour.
    pub a_favor: Line,
}
