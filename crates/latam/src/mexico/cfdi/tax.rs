//! Taxes of a line and of a whole document.

use rust_decimal::Decimal;

use super::node::node;
use super::value::words;

words! {
    /// How a tax is computed.
    pub enum TaxFactor("Tasa, Cuota or Exento") {
        /// A share of the base.
        Rate = "Tasa",
        /// An amount per unit.
        Quota = "Cuota",
        /// Exempt: neither rate nor amount.
        Exempt = "Exento",
    }
}

node! {
    /// The taxes of one line.
    pub struct LineTaxes {
        /// What the issuer adds.
        transferred: Vec<LineTax> = child "Traslados/Traslado",
        /// What the receiver keeps back.
        retained: Vec<LineTax> = child "Retenciones/Retencion",
    }
}

node! {
    /// One tax of one line.
    pub struct LineTax {
        /// What it is computed on: `Base`.
        base: Decimal = attribute "Base",
        /// The tax: `001` ISR, `002` IVA, `003` IEPS (`Impuesto`).
        tax: String = attribute "Impuesto",
        /// `TipoFactor`.
        factor: TaxFactor = attribute "TipoFactor",
        /// The rate, 0.160000 for 16 %, or the quota: `TasaOCuota`. None for what is exempt.
        rate: Option<Decimal> = attribute "TasaOCuota",
        /// `Importe`. None for what is exempt.
        amount: Option<Decimal> = attribute "Importe",
    }
}

node! {
    /// The taxes of a whole document.
    pub struct TaxTotals {
        /// `TotalImpuestosRetenidos`.
        total_retained: Option<Decimal> = attribute "TotalImpuestosRetenidos",
        /// `TotalImpuestosTrasladados`.
        total_transferred: Option<Decimal> = attribute "TotalImpuestosTrasladados",
        /// What is kept back, by tax.
        retained: Vec<RetainedTotal> = child "Retenciones/Retencion",
        /// What is added, by tax and rate.
        transferred: Vec<TransferredTotal> = child "Traslados/Traslado",
    }
}

node! {
    /// One tax that is kept back, over all lines.
    pub struct RetainedTotal {
        /// The tax: `Impuesto`.
        tax: String = attribute "Impuesto",
        /// `Importe`.
        amount: Decimal = attribute "Importe",
    }
}

node! {
    /// One tax at one rate that is added, over all lines.
    pub struct TransferredTotal {
        /// `Base`; version 3.3 has none.
        base: Option<Decimal> = attribute "Base",
        /// The tax: `Impuesto`.
        tax: String = attribute "Impuesto",
        /// `TipoFactor`.
        factor: TaxFactor = attribute "TipoFactor",
        /// `TasaOCuota`.
        rate: Option<Decimal> = attribute "TasaOCuota",
        /// `Importe`.
        amount: Option<Decimal> = attribute "Importe",
    }
}
