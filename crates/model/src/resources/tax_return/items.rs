//! The four forms of a return, block by block.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AdditionalData, AdvanceDetermination, AdvancePayments, ClosingFigures, CompanyDeductions,
    CompanyTax, CompanyTaxPayment, DeclaredDetermination, DeclaredIncome, DistributedProfits,
    Dividends, GeneralInformation, InformativeData, PersonalDeductions, PersonalIncomeTax,
    PersonalVat, PositionStatement, ProfessionalServices, Reconciliation, ResultsStatement,
    TaxDetermination, VatDetermination, VatPayments, Wages, Withholdings,
};
use crate::time::Timestamp;

/// A person's return of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalYearlyReturn {
    /// The return's id on this platform.
    pub id: Uuid,
    /// The link through which the return was read.
    pub link: Option<Uuid>,
    /// When the return was read from the tax office.
    pub collected_at: Timestamp,
    /// When the return was first written here.
    pub created_at: Timestamp,
    /// Whose it is, of which period, and when it was filed.
    pub informacion_general: GeneralInformation,
    /// Wages.
    pub sueldos_salarios: Option<Wages>,
    /// A profession or business.
    pub servicios_profesionales: Option<ProfessionalServices>,
    /// Private expenses that may be deducted.
    pub deducciones_personales: Option<PersonalDeductions>,
    /// From income to what is left to pay, or comes back.
    pub determinacion_impuesto: Option<TaxDetermination>,
    /// What others kept back.
    pub retenciones: Option<Withholdings>,
    /// Dividends.
    pub dividendos: Option<Dividends>,
    /// Tax credits.
    pub datos_informativos: Option<InformativeData>,
    /// The return on paper, in base64.
    pub pdf: Option<String>,
    /// The tax office's receipt for it, in base64.
    pub receipt_pdf: Option<String>,
}

/// A person's return of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonalMonthlyReturn {
    /// The return's id on this platform.
    pub id: Uuid,
    /// The link through which the return was read.
    pub link: Option<Uuid>,
    /// When the return was read from the tax office.
    pub collected_at: Timestamp,
    /// When the return was first written here.
    pub created_at: Timestamp,
    /// Whose it is, of which period, and when it was filed.
    pub informacion_general: GeneralInformation,
    /// Income tax.
    pub isr: PersonalIncomeTax,
    /// Value-added tax.
    pub iva: PersonalVat,
    /// The return on paper, in base64.
    pub pdf: Option<String>,
    /// The tax office's receipt for it, in base64.
    pub receipt_pdf: Option<String>,
    /// Always `monthly`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// A company's return of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessYearlyReturn {
    /// The return's id on this platform.
    pub id: Uuid,
    /// The link through which the return was read.
    pub link: Option<Uuid>,
    /// When the return was read from the tax office.
    pub collected_at: Timestamp,
    /// When the return was first written here.
    pub created_at: Timestamp,
    /// Whose it is, of which period, and when it was filed.
    pub informacion_general: GeneralInformation,
    /// Questions that the form asks first.
    pub datos_adicionales: Option<AdditionalData>,
    /// The income statement; null for the years from 2022 on.
    pub estado_resultados: Option<Box<ResultsStatement>>,
    /// The balance sheet; null for the years from 2022 on.
    pub estado_posicion_financiera_balance: Option<Box<PositionStatement>>,
    /// From the books to the taxable result; null for the years from 2022 on.
    pub conciliacion_entre_resultado_contable_fiscal: Option<Box<Reconciliation>>,
    /// What was deducted.
    pub deducciones_autorizadas: Option<Box<CompanyDeductions>>,
    /// Figures that the next year needs.
    pub cifras_cierre_ejercicio: Option<ClosingFigures>,
    /// The tax of the year.
    pub determinacion_del_impuesto_sobre_la_renta: Option<Box<CompanyTax>>,
    /// Profits that were paid out.
    pub dividendos_o_utilidades_distribuidos: DistributedProfits,
    /// The payment of the tax.
    pub detalle_pago_r1_isr_personas_morales: Option<CompanyTaxPayment>,
    /// Income; null for the years before 2022.
    pub ingressos: Option<DeclaredIncome>,
    /// Tax due, or in favour; null for the years before 2022.
    pub determinacion: Option<DeclaredDetermination>,
    /// The return on paper, in base64.
    pub pdf: Option<String>,
    /// The tax office's receipt for it, in base64.
    pub receipt_pdf: Option<String>,
}

/// A company's return of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessMonthlyReturn {
    /// The return's id on this platform.
    pub id: Uuid,
    /// The link through which the return was read.
    pub link: Option<Uuid>,
    /// When the return was read from the tax office.
    pub collected_at: Timestamp,
    /// When the return was first written here.
    pub created_at: Timestamp,
    /// Whose it is, of which period, and when it was filed.
    pub informacion_general: GeneralInformation,
    /// The advance on income tax.
    pub determinacion_isr: AdvanceDetermination,
    /// Payments of income tax.
    pub detalle_pago_isr: Option<Box<AdvancePayments>>,
    /// Value-added tax.
    pub determinacion_iva: Option<Box<VatDetermination>>,
    /// Payments of value-added tax.
    pub detalle_pago_iva: Option<Box<VatPayments>>,
    /// The return on paper, in base64.
    pub pdf: Option<String>,
    /// The tax office's receipt for it, in base64.
    pub receipt_pdf: Option<String>,
    /// Always `monthly`.
    #[serde(rename = "type")]
    pub kind: String,
}
