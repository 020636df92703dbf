//! A company's return of a month: advances on income tax, and what was kept back from others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// From the income of the year so far to the advance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AdvanceDetermination {
    /// By the ordinary rules.
    pub personas_morales_regimen_general: GeneralRegime,
}

/// The advance by the ordinary rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GeneralRegime {
    /// Income of the year's earlier months.
    pub suma_ingresos_nominales_meses_anteriores_ejercicio: Line,
    /// Reliefs.
    pub estimulos_acreditables: Line,
    /// Income of the month.
    pub ingresos_nominales_mes_que_declara: Line,
    /// Reductions.
    pub reducciones: Line,
    /// Income so far.
    pub total_ingresos_nominales: Line,
    /// The tax on it.
    pub impuestos_del_periodo: Line,
    /// The share of the income that is taken for profit.
    pub coeficiente_utilidad: Line,
    /// Advances of earlier months.
    pub pagos_provisionales_efectuados_anterioridad: Line,
    /// The profit that follows.
    pub utilidad_fiscal_pago_provisional: Line,
    /// What others kept back.
    pub impuesto_retenido: Line,
    /// Profit shared with the staff.
    pub ptu: Line,
    /// Other amounts to pay.
    pub otras_cantidades_a_cargo_contribuyente: Line,
    /// Stock that counts as income.
    pub iventario_acumulable: Line,
    /// Other amounts in favour.
    pub otras_cantidades_a_favor_contribuyente: Line,
    /// Profits paid out ahead.
    pub anticipos_rendimientos_distribuidos_periodo: Line,
    /// What is left.
    pub diferencia_a_cargo: Line,
    /// Losses of earlier years.
    pub perdidas_fiscales_ejercicios_anteriores_pendientes: Line,
    /// Immediate depreciation.
    pub estimulo_fiscal_deduccion_inmediata: Line,
    /// Tax of a group.
    pub impuesto_correspondiente_participacion_consolidable: Line,
    /// Relief for first jobs.
    pub deduccion_adicional_fomento_primer_empleo: Line,
    /// Share in a group.
    pub porcentaje_participacion_consolidable: Line,
    /// What is taxed.
    pub base_gravable_pago_provisional: Line,
    /// What is due.
    pub impuesto_a_cargo: Line,
    /// The tax so far.
    pub isr_causado: Line,
    /// Excise on alcohol.
    pub ieps_alcohol: Line,
}

/// The payments of the month's income tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AdvancePayments {
    /// The company's own.
    pub r1_isr_personas_morales: MonthPayment,
    /// Kept back from wages.
    pub r12_isr_retenciones_por_salarios: MonthPayment,
    /// Kept back from what is taxed like wages.
    pub r13_isr_retenciones_por_asimilados_a_salarios: MonthPayment,
    /// Kept back from fees and rent.
    pub r14_isr_retenciones_por_servicios_profesionales: MonthPayment,
}

/// The payments of the month's value-added tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatPayments {
    /// The company's own.
    pub r21_iva: MonthPayment,
    /// Kept back from others.
    pub r21_iva_retenciones: MonthPayment,
}

/// One payment of a month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MonthPayment {
    /// What is due.
    pub a_cargo: Line,
    /// Prize of the sales week.
    pub acreditamiento_sorteo_buen_fin: Line,
    /// Prizes of lotteries.
    pub acreditamiento_sorteos: Line,
    /// Certificates of the treasury.
    pub cretificados_tesofe: Line,
    /// What is in favour.
    pub a_favor: Line,
    /// Adjustment for inflation.
    pub parte_actualizada: Line,
    /// Relief for marine diesel.
    pub diesel_marino: Line,
    /// Surcharge for being late.
    pub recargos: Line,
    /// What is set against it.
    pub total_aplicaciones: Line,
    /// Fine.
    pub multa_por_correccion: Line,
    /// When something was paid before.
    pub fecha_pago_realizado_anterioridad: Option<String>,
    /// All of it.
    pub total_de_contribuciones: Line,
    /// What was paid before.
    pub monto_pagado_anterioridad: Line,
    /// Wage credit of former years.
    pub credito_al_salario: Line,
    /// What was paid within two days.
    pub importe_pagado_ultimas_48_hrs: Line,
    /// Employment subsidy.
    pub subsidio_empleo: Line,
    /// What is left.
    pub cantidad_a_cargo: Line,
    /// Tax on cash deposits of former years.
    pub impuesto_a_depositos_efectivo_acreditable: Line,
    /// Whether it is paid in parts.
    pub aplica_primera_parcialidad: Option<String>,
    /// Balances of other taxes.
    pub compensaciones: Line,
    /// Excise on diesel.
    pub credito_ieps_diesel: Line,
    /// Relief for transport diesel.
    pub diesel_automotriz_transporte: Line,
    /// What comes back.
    pub cantidad_a_favor: Line,
    /// Relief for toll roads.
    pub uso_infraestructura_carretera_cuota: Line,
    /// Other reliefs.
    pub otros_estimulos: Line,
    /// What is paid.
    pub cantidad_a_pagar: Line,
    /// The first part.
    pub importe_1ra_parcialidad: Line,
    /// The rest.
    pub importe_sin_1ra_parcialidad: Line,
}
