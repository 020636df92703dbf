//! From a company's books to its taxable result.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// From the result of the books to that of the tax office, up to the year 2021.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reconciliation {
    /// Net result of the books.
    pub utilidad_o_perdida_neta: Line,
    /// Effects of restatement.
    pub efectos_reexpresion: Line,
    /// Effects of inflation.
    pub resultado_posicion_monetaria: Line,
    /// Net result without them.
    pub utilidad_o_perdida_neta_historica: Line,
    /// Income for the tax office only.
    pub ingresos_fiscales_no_contables: Line,
    /// Inflation that counts as income.
    pub ajuste_anual_inflacion_acumulable: Line,
    /// Payments of customers in advance.
    pub anticipos_de_clientes: Line,
    /// Interest for late payment that was collected.
    pub intereses_moratorios_efectivamente_cobrados: Line,
    /// Gains on shares.
    pub ganancia_en_enajenacion_acciones_por_reembolso_capital: Line,
    /// Gains on land and equipment.
    pub ganancia_en_enajenacion_de_terrenos_y_activo_fijo: Line,
    /// Stock that counts as income.
    pub inventario_acumulable_del_ejercicio: Line,
    /// Other such income.
    pub otros_ingresos_fiscales_no_contables: Line,
    /// Expenses of the books only.
    pub deducciones_contables_no_fiscales: Line,
    /// Cost of sales by the books.
    pub costo_de_ventas_contable: Line,
    /// Depreciation by the books.
    pub depreciacion_y_amortizacion_contable: Line,
    /// Expenses that may not be deducted.
    pub gastos_que_no_reunen_requisitos_fiscales: Line,
    /// Taxes on income and shared profit.
    pub isr_ietu_impac_ptu: Line,
    /// Losses on shares.
    pub perdida_contable_enajenacion_de_acciones: Line,
    /// Losses on equipment.
    pub perdida_contable_enajenacion_de_activo_fijo: Line,
    /// Share in subsidiaries' loss.
    pub perdida_en_participacion_subsidiaria: Line,
    /// Interest beyond the market.
    pub intereses_devengados_que_exceden_valor_mercado_y_moratorios_pagados_o_no: Line,
    /// Other such expenses.
    pub otras_deducciones_contables_no_fiscales: Line,
    /// Deductions for the tax office only.
    pub deducciones_fiscales_no_contables: Line,
    /// Inflation that may be deducted.
    pub ajuste_anual_inflacion_deducible: Line,
    /// Cost of sales by tax law.
    pub costo_vendido_fiscal: Line,
    /// Depreciation by tax law.
    pub deduccion_inversiones: Line,
    /// Immediate depreciation.
    pub estimulo_fiscal_por_deduccion_inmediata_inversiones: Line,
    /// Donations of necessities.
    pub donacion_bienes_basicos_subsistencia_humana: Line,
    /// Relief for employing the disabled or elderly.
    pub estimulo_fiscal_contratacion_personas_discapacidad_yo_mayores: Line,
    /// Their income tax.
    pub deduccion_impuesto_sobre_renta_retenido_personas_discapacidad_yo_mayores: Line,
    /// Losses on shares by tax law.
    pub perdida_fiscal_en_enajenacion_acciones: Line,
    /// Losses on land and equipment by tax law.
    pub perdida_fiscal_en_enajenacion_de_terrenos_y_activo_fijo: Line,
    /// Interest for late payment that was paid.
    pub intereses_moratorios_efectivamente_pagados: Line,
    /// Other such deductions.
    pub otras_deducciones_fiscales_no_contables: Line,
    /// Income of the books only.
    pub ingresos_contables_no_fiscales: Line,
    /// Interest for late payment that accrued.
    pub intereses_moratorios_devengados_a_favor_cobrados_o_no: Line,
    /// Advances of earlier years.
    pub anticipos_de_clientes_ejercicios_anteriores: Line,
    /// Taxes in favour.
    pub saldos_a_favor_impuestos_y_su_actualizacion: Line,
    /// Gains on equipment by the books.
    pub utilidad_contable_enajenacion_de_activo_fijo: Line,
    /// Gains on shares by the books.
    pub utilidad_contable_enajenacion_de_acciones: Line,
    /// Share in subsidiaries' profit.
    pub utilidad_en_participacion_subsidiaria: Line,
    /// Other such income.
    pub otros_ingresos_contables_no_fiscales: Line,
    /// The result of the tax office.
    pub utilidad_o_perdida_fiscal_antes_de_ptu: Line,
}

/// What was deducted, by kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyDeductions {
    /// Wages.
    pub sueldos_salarios: Line,
    /// Fees to persons.
    pub honorarios_pagados_a_personas_fisicas: Line,
    /// Royalties and technical help.
    pub regalias_y_asistencia_tecnica: Line,
    /// Donations.
    pub donativos_otorgados: Line,
    /// Rent to persons.
    pub uso_o_goce_temporal_de_bienes_pagados_a_personas_fisicas: Line,
    /// Freight to persons.
    pub fletes_y_acarreos_pagados_a_parsonas_fisicas: Line,
    /// Other taxes.
    pub contribuciones_pagadas_excepto_isr_ietu_impac_iva_ieps: Line,
    /// Insurance.
    pub seguros_fianzas: Line,
    /// Bad debts.
    pub perdida_por_creditos_incobrables: Line,
    /// Travel.
    pub viaticos_y_gastos_viaje: Line,
    /// Fuel.
    pub combustible_y_lubricantes: Line,
    /// Wage credit of former years.
    pub credito_al_salario_no_disminuido_de_contribuciones: Line,
    /// Contributions for housing and old age.
    pub aportaciones_sar_infonavit_y_jubilaciones_vejez: Line,
    /// Contributions to pension funds.
    pub aportaciones_para_fondos_de_pensiones_y_jubilaciones: Line,
    /// Social security.
    pub cuotas_imss: Line,
    /// Restaurants.
    pub consumos_en_restaurantes: Line,
    /// Losses on derivatives.
    pub perdida_por_operaciones_financieras_derivadas: Line,
    /// Meals of the staff.
    pub deduccion_por_concepto_de_ayuda_alimentaria_para_trabajadores: Line,
    /// Pay that is free of tax for the staff.
    pub monto_total_pagos_que_sean_ingresos_exentos_para_trabajador: Line,
    /// Deductible at 47 % of such pay.
    pub monto_deducible_al_47_pagos_son_ingresos_exentos_para_trabajador: Line,
    /// Deductible at 53 % of such pay.
    pub monto_deducible_al_53_pagos_son_ingresos_exentos_para_trabajador: Line,
    /// Rent of electric cars.
    pub uso_o_goce_temporal_de_automoviles_baterias_electricas_o_electricos_con_motor_combustion_o_hidrogeno:
        Line,
    /// All other deductions.
    pub otras_deducciones_autorizadas: Line,
    /// All deductions.
    pub total_deducciones_autorizadas: Line,
}

/// Figures that the next year needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClosingFigures {
    /// Losses that may still be used.
    pub perdidas_fiscales_de_ejercicios_anteriores_pendientes_de_amortizar_actualiazadas: Line,
    /// Average of claims.
    pub saldo_promedio_anual_de_creditos: Line,
    /// Average of debts.
    pub saldo_promedio_anual_de_deudas: Line,
    /// The coefficient of profit for the next year's advances.
    pub coeficiente_de_utilidad_por_aplicar_en_ejercicio_siguiente: Line,
    /// Share in a group.
    pub porcentaje_de_participacion_consolidable: Line,
    /// Income tax beyond the former tax on assets.
    pub isr_causado_en_exceso_del_impac_en_los_3_ejercicios_anteriores_pendientes_aplicar: Line,
    /// Taxed profits up to 2013.
    pub saldo_actualizado_de_cuenta_de_utilidad_fiscal_neta_2013_y_anteriores: Line,
    /// Taxed profits from 2014 on.
    pub saldo_actualizado_de_cuenta_de_utilidad_fiscal_neta_a_partir_2014_y_anteriores: Line,
    /// Reinvested profits.
    pub saldo_actualizado_de_cuenta_de_utilidad_fiscal_reinvertida: Line,
    /// Contributed capital.
    pub saldo_actualizado_de_cuenta_de_capital_de_aportacion: Line,
    /// Taxed profits of renewable energy.
    pub saldo_de_cuenta_de_utilidad_fiscal_neta_por_inversion_en_renovables: Line,
}
