//! A company's tax of the year, and its payment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// Questions that the form asks first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AdditionalData {
    /// Whether the statements are audited.
    pub indica_si_optas_por_dictaminar_tus_estados_financieros: Option<String>,
    /// Whether more must be told.
    pub estas_obligado_a_presentar_la_informacion_sobre_tu_situacion_fiscal: Option<String>,
    /// Whether for other reasons than dealings abroad.
    pub estas_obligado_unicamente_por_supuesto_distinto_al_de_haber_realizado_operaciones_con_residentes_extranjero:
        Option<String>,
    /// Whether for other reasons than small dealings abroad.
    pub estas_obligado_unicamente_por_supuesto_distinto_al_de_haber_realizado_operaciones_con_residentes_extranjero_inferiores_100mdp:
        Option<String>,
    /// Whether more is told freely.
    pub optas_por_presentar_informacion_sobre_tu_situacion_fiscal: Option<String>,
    /// Whether it makes clean energy and nothing else.
    pub indica_si_te_dedicas_exclisivamente_a_generacion_energia_fuentes_renovables_o_cogeneracion_electricidad_eficiente:
        Option<String>,
}

/// The tax of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyTax {
    /// From income to what is due.
    pub determinacion_del_impuesto_sobre_la_renta: CompanyTaxDetermination,
    /// Tax on income from tax havens.
    pub impuesto_sobre_ingresos_sujetos_a_regimenes_fiscales_preferentes: Line,
    /// Reliefs of the year.
    pub datos_informativos_ejercicio: CompanyInformation,
    /// Reliefs of earlier years.
    pub datos_informativos_ejercicios_anteriores_aplicados_en_ejercicio: CompanyEarlierInformation,
}

/// From income to what is due.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyTaxDetermination {
    /// All income.
    pub total_ingresos_acumulables: Line,
    /// All deductions.
    pub total_deducciones_autorizadas_y_deduccion_inmediata_inversiones: Line,
    /// Further deduction of contract makers.
    pub deduccion_adicional_por_pago_servicios_personales_en_operacion_maquila: Line,
    /// Profit, or loss below zero.
    pub utilidad_o_perdida_fiscal_antes_de_ptu: Line,
    /// Profit shared with the staff.
    pub ptu_pagada_en_el_ejercicio: Line,
    /// Profit of the year.
    pub utilidad_fiscal_del_ejercicio: Line,
    /// Losses of earlier years set against it.
    pub perdidas_fiscales_de_ejercicios_anteriores_que_se_aplican_en_ejercicio: Line,
    /// What is taxed.
    pub resultado_fiscal: Line,
    /// The tax on it.
    pub impuesto_causado_en_ejercicio: Line,
    /// Whether there are reliefs.
    pub tienes_estimulos_fiscales_a_acreditar: Option<String>,
    /// Income tax of the year.
    pub impuesto_sobre_la_renta_del_ejercicio: Line,
    /// Advances of the year.
    pub pagos_provisionales_efectuados_enterados_a_federacion: Line,
    /// What others kept back.
    pub impuesto_retenido_al_contribuyente: Line,
    /// Tax paid abroad.
    pub impuesto_acreditable_pagado_en_extranjero: Line,
    /// Tax paid on dividends.
    pub impuesto_acreditable_por_dividendos_o_utilidades_distribuidos: Line,
    /// Other amounts to pay.
    pub otras_cantidades_a_cargo: Line,
    /// Other amounts in favour.
    pub otras_cantidades_a_favor: Line,
    /// What is left.
    pub diferencia_a_cargo: Line,
    /// What is due.
    pub isr_a_cargo_del_ejercicio: Line,
    /// What comes back.
    pub isr_a_favor_del_ejercicio: Line,
}

/// Reliefs of the year, for information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyInformation {
    /// For scrapping vehicles.
    pub monto_aplicado_del_estimulo_fiscal_de_chatarrizacion: Line,
    /// Rent of cars.
    pub monto_deducible_de_pagos_efectuados_por_uso_o_goce_temporal_automoviles: Line,
    /// Former tax on assets that was recovered.
    pub impac_recuperado_en_ejercicio_derivado_de_deconsolidacion: Line,
    /// Aid of the government.
    pub ingresos_obtenidos_por_apoyos_gubernamentales: Line,
    /// Expenses of research.
    pub gastos_realidados_en_ejercicio_por_proyectos_en_investigacion_desarrollo_tecnologico: Line,
    /// Credit for research.
    pub credito_fiscal_autorizado_en_ejercicio_por_proyectos_en_investigacion_desarrollo_tecnologico_pendiente_aplicar:
        Line,
    /// Credit for the arts.
    pub credito_fiscal_autorizado_en_ejercicio_por_proyectos_de_inversion_en_artes_pendiente_aplicar:
        Line,
    /// Credit for sports.
    pub credito_fiscal_autorizado_en_ejercicio_por_inversion_en_proyectos_programas_para_deporte_de_alto_rendimiento_pendiente_aplicar:
        Line,
    /// Credit for charging stations.
    pub saldo_pendiente_aplicar_por_inversion_en_equipos_de_alimentacion_vehiculos_electricos: Line,
    /// Credit for the cinema.
    pub credito_fiscal_autorizado_en_ejercicio_a_produccion_distribucion_cinematografica_nacional_pendiente_aplicar:
        Line,
}

/// Reliefs of earlier years, for information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyEarlierInformation {
    /// For the cinema, used.
    pub total_estimulo_produccion_y_distribucion_cinematografica_nacional_ejercicios_anteriores_aplicado_en_ejercicio:
        Line,
    /// For sports, left.
    pub saldo_credito_fiscal_autorizado_ejercicios_anteriores_por_inversion_en_proyectos_programas_para_deporte_alto_rendimiento_pendiente_aplicar:
        Line,
    /// For research, left.
    pub saldo_credito_fiscal_autorizado_ejercicios_anteriores_por_proyectos_investigacion_desarrollo_tecnologico_pendiente_aplicar:
        Line,
    /// For the arts, left.
    pub saldo_credito_fiscal_autorizado_ejercicios_anteriores_por_proyectos_inversion_artes_pendiente_aplicar:
        Line,
    /// For the cinema, left.
    pub saldo_credito_fiscal_autorizado_ejercicios_anteriores_a_produccion_distribucion_nacional_pendiente_aplicar:
        Line,
}

/// Profits that were paid out, by the account they come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DistributedProfits {
    /// Taxed profits up to 2013.
    pub provenientes_de_cuenta_de_utilidad_fisica_neta_cufin_generada_en_2013_y_anteriores: Line,
    /// Taxed profits from 2014 on.
    pub provenientes_de_cuenta_de_utilidad_fisica_neta_cufin_generada_a_partir_de_2014: Line,
    /// Reinvested profits.
    pub provenientes_de_cuenta_de_utilidad_fisica_neta_reinvertida_cufinre: Line,
    /// Untaxed ones, in cash.
    pub no_provenientes_de_cufin_ni_cufinre_en_efectivo: Line,
    /// Untaxed ones, in shares.
    pub no_provenientes_de_cufin_ni_cufinre_en_acciones: Line,
    /// Tax on untaxed ones.
    pub monto_del_impuesto_pagado_no_proveniente_de_cufin_ni_cufinre: Line,
    /// Tax on reinvested ones.
    pub monto_del_impuesto_pagado_de_utilidades_provenientes_de_cufinre: Line,
    /// Profits of renewable energy.
    pub provenientes_de_cuenta_de_utilidad_fiscal_neta_por_inversion_en_energia_de_fuentes_renovables_o_sistemas_cogeneracion_electricidad_eficiente:
        Line,
}

/// The payment of the year's tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyTaxPayment {
    /// What is due.
    pub a_cargo: Line,
    /// Adjustment for inflation.
    pub parte_actualizada: Line,
    /// Surcharge for being late.
    pub recargos: Line,
    /// Fine.
    pub multa_por_correccion: Line,
    /// All of it.
    pub total_contribuciones: Line,
    /// Whether something is set against it.
    pub desea_aplicar_alguna_compensacion_o_estimulo: Option<String>,
    /// What is left.
    pub cantidad_a_cargo: Line,
    /// Whether it is paid in parts.
    pub opta_por_pagar_parcialidades: Option<String>,
    /// The first part.
    pub importe_de_primera_parcialidad: Line,
    /// The rest.
    pub importe_sin_primera_parcialidad: Line,
    /// What comes back.
    pub cantidad_a_favor: Line,
    /// What is paid.
    pub cantidad_a_pagar: Line,
}

/// Income of the year as declared from 2022 on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredIncome {
    /// Sales at home.
    pub ventas_servicios_nacionales: Line,
    /// Sales abroad.
    pub ventas_servicios_extranjero: Line,
    /// Gains of exchange.
    pub ganancia_cambiaria: Line,
    /// Returns and discounts, which are deductions.
    pub devoluciones_descuentos_bonificaciones: Line,
    /// All income.
    pub total_ingresos_acumulables: Line,
}

/// The tax of the year as declared from 2022 on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredDetermination {
    /// All income.
    pub total_ingresos_acumulables: Line,
    /// All deductions.
    pub total_deducciones_autorizadas: Line,
    /// Profit, or loss below zero.
    pub utilidad_o_perdida_fiscal_antes_de_ptu: Line,
    /// Losses of earlier years set against it.
    pub perdidas_fiscales_de_ejercicios_anteriores: Line,
    /// What is taxed.
    pub resultado_fiscal: Line,
    /// The tax on it.
    pub impuesto_causado_en_ejercicio: Line,
    /// Advances of the year.
    pub pagos_provisionales: Line,
    /// What others kept back.
    pub impuesto_retenido: Line,
    /// What is due.
    pub impuesto_a_cargo: Line,
    /// What comes back.
    pub impuesto_a_favor: Line,
}
