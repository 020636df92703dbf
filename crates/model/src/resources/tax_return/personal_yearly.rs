//! A person's return of a year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// Wages of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Wages {
    /// Who paid them.
    pub retenedores: Vec<WagePayer>,
    /// Income tax kept back from them.
    pub impuesto_retenido: Line,
    /// All of them.
    pub ingreso_anual: Line,
    /// The part that is taxed.
    pub ingresos_acumulables: Line,
    /// The part that is free.
    pub ingresos_exentos: Line,
    /// Employment subsidy paid out.
    pub subsidio_empleo: Line,
}

/// An employer of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WagePayer {
    /// The employer's number (RFC).
    pub rfc_retenedor: Option<String>,
    /// The employer's name.
    pub nombre_denominacion_razon_social: Option<String>,
    /// What it paid in the year.
    pub ingreso_anual: Line,
    /// The part of it that is free of tax.
    pub ingresos_exentos: Line,
    /// Employment subsidy that it paid out.
    pub subsidio_empleo: Line,
}

/// Income from a profession or business of one's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProfessionalServices {
    /// What may be taken off.
    pub deducciones_autorizadas: AuthorizedDeductions,
    /// What came in.
    pub ingresos: ProfessionalIncome,
    /// What is left.
    pub resultado_fiscal: FiscalResult,
    /// What was paid ahead.
    pub pagos_provisionales: AdvancesMade,
    /// What customers kept back.
    pub retenciones_isr: KeptByCompanies,
}

/// What a profession or business may take off its income.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorizedDeductions {
    /// Ordinary deductions.
    pub deducciones_autorizadas: Line,
    /// Other ones.
    pub otras_deducciones: Line,
    /// What they were for.
    pub detalle_deducciones: Vec<DeductionDetail>,
    /// All of them.
    pub total_deducciones_autorizadas: Line,
}

/// One kind of deduction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeductionDetail {
    /// Its class.
    pub tipo_deduccion: Option<String>,
    /// What it was for.
    pub concepto: Option<String>,
    /// How much it was.
    pub monto_detallado: Line,
}

/// What a profession or business earned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProfessionalIncome {
    /// The part that is taxed.
    pub ingresos_acumulables: Line,
    /// The part that is free.
    pub ingresos_exentos: Line,
    /// Other income.
    pub otros_ingresos: Line,
    /// All of it.
    pub total_ingresos: Line,
}

/// From profit to what is taxed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FiscalResult {
    /// Income less deductions.
    pub utilidad_fiscal: Line,
    /// Profit shared with the staff.
    pub ptu_pagada_ejercicio: Line,
    /// Losses of earlier years that are set against it.
    pub perdidas_fiscales_ejercicios_anteriores_aplicadas: Line,
    /// What is taxed.
    pub utilidad_gravable: Line,
}

/// What was paid ahead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AdvancesMade {
    /// Advances of the year.
    pub pagos_provisionales_efectuados_en_ejercicio: Line,
}

/// What customers kept back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KeptByCompanies {
    /// Income tax kept back by companies.
    pub isr_retenido_personas_morales: Line,
}

/// Private expenses that the law lets a person deduct, by who was paid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalDeductions {
    /// Doctors, dentists and hospitals.
    pub honorarios_medicos_dentales_hospitalarios: Vec<Deductible>,
    /// Donations.
    pub donativos: Vec<Deductible>,
    /// Voluntary savings for retirement.
    pub aportaciones_voluntarias_complementarias_al_sar: Vec<Deductible>,
    /// Health insurance.
    pub primas_por_seguros_de_gasto_medico: Vec<Deductible>,
}

/// What one receiver was paid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deductible {
    /// The receiver's number (RFC).
    pub rfc_emisor: Option<String>,
    /// How much of it counts.
    pub monto_deducible: Line,
}

/// From income to what is left to pay, or comes back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxDetermination {
    /// What is taxed.
    pub base_gravable: Line,
    /// Private expenses taken off.
    pub deducciones_personales: Line,
    /// Income of all kinds.
    pub ingresos_acumulables: Line,
    /// What comes back.
    pub isr_favorable: Line,
    /// What is left to pay.
    pub isr_cargo: Line,
    /// The tax by the year's tariff.
    pub isr_conforme_tarifa_final: Line,
    /// What was kept back in the year.
    pub isr_retenido: Line,
    /// The account to which it is paid back.
    pub num_clabe: Option<String>,
    /// The bank of that account.
    pub nombre_banco: Option<String>,
    /// What was paid ahead.
    pub pagos_provisionales: Line,
    /// Whether the holder of the account may be verified.
    pub titular_clabe_permite_verificacion: Option<String>,
    /// What is to happen with a balance in favour.
    pub accion_saldo_a_favor: Option<String>,
}

/// What others kept back, by who did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Withholdings {
    /// From wages.
    pub sueldos_salarios: Vec<Withholding>,
    /// From dividends.
    pub dividendos: Vec<Withholding>,
    /// From fees.
    pub servicios_profesionales: Vec<Withholding>,
}

/// What one payer kept back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Withholding {
    /// The payer's number (RFC).
    pub rfc_retenedor: Option<String>,
    /// What it was kept back from.
    pub monto_retenciones: Line,
    /// Income tax kept back.
    pub retenciones_isr: Line,
}

/// Dividends of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dividends {
    /// What is added to the income.
    pub monto_acumulable_dividendos_utilidades: Line,
    /// Tax that the company paid on them.
    pub monto_total_isr_pagado_sociedad: Line,
}

/// Tax credits that are declared for information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InformativeData {
    /// For research and development.
    pub credito_fiscal_autorizado_proyectos_investigacion_desarrollo: Line,
    /// For sports.
    pub credito_fiscal_autorizado_proyectos_apoyo_deporte_alto_rendimiento: Line,
    /// For the arts.
    pub credito_fiscal_autorizado_proyectos_inversion_artes: Line,
    /// For charging stations.
    pub credito_fiscal_autorizado_inversion_equipos_fijos: Line,
    /// For the cinema.
    pub credito_fiscal_autorizado_produccion_distribucion_cinematografica: Line,
    /// Left over for research and development.
    pub saldo_credito_fiscal_autorizado_anteriores_investigacion_desarrollo: Line,
    /// Left over for the arts.
    pub saldo_credito_fiscal_anteriores_proyectos_inversion_artes: Line,
    /// Left over for the cinema.
    pub saldo_credito_fiscal_anteriores_produccion_distribucion_cinematografica: Line,
}
