//! The complement of payments: which invoices a transfer has paid, and what is left of them.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::node::node;
use super::tax::TaxFactor;

node! {
    /// Payments of one receipt, version 2.0 or 1.0 (`Pagos`).
    pub struct Payments {
        /// `Version`.
        version: String = attribute "Version",
        /// What they come to in pesos; version 2.0 only.
        totals: Option<PaymentTotals> = child "Totales",
        /// Each payment.
        payments: Vec<Payment> = child "Pago",
    }
}

node! {
    /// What the payments of a receipt come to, in pesos (`Totales`).
    pub struct PaymentTotals {
        /// `TotalRetencionesIVA`.
        retained_iva: Option<Decimal> = attribute "TotalRetencionesIVA",
        /// `TotalRetencionesISR`.
        retained_isr: Option<Decimal> = attribute "TotalRetencionesISR",
        /// `TotalRetencionesIEPS`.
        retained_ieps: Option<Decimal> = attribute "TotalRetencionesIEPS",
        /// `TotalTrasladosBaseIVA16`.
        base_iva_16: Option<Decimal> = attribute "TotalTrasladosBaseIVA16",
        /// `TotalTrasladosImpuestoIVA16`.
        iva_16: Option<Decimal> = attribute "TotalTrasladosImpuestoIVA16",
        /// `TotalTrasladosBaseIVA8`.
        base_iva_8: Option<Decimal> = attribute "TotalTrasladosBaseIVA8",
        /// `TotalTrasladosImpuestoIVA8`.
        iva_8: Option<Decimal> = attribute "TotalTrasladosImpuestoIVA8",
        /// `TotalTrasladosBaseIVA0`.
        base_iva_0: Option<Decimal> = attribute "TotalTrasladosBaseIVA0",
        /// `TotalTrasladosImpuestoIVA0`.
        iva_0: Option<Decimal> = attribute "TotalTrasladosImpuestoIVA0",
        /// `TotalTrasladosBaseIVAExento`.
        base_iva_exempt: Option<Decimal> = attribute "TotalTrasladosBaseIVAExento",
        /// `MontoTotalPagos`.
        amount: Decimal = attribute "MontoTotalPagos",
    }
}

node! {
    /// One payment (`Pago`).
    pub struct Payment {
        /// When it was made: `FechaPago`.
        paid_at: DateTime = attribute "FechaPago",
        /// How: `03` is a transfer (`FormaDePagoP`).
        form: String = attribute "FormaDePagoP",
        /// `MonedaP`.
        currency: String = attribute "MonedaP",
        /// Pesos for one unit of the currency: `TipoCambioP`.
        exchange_rate: Option<Decimal> = attribute "TipoCambioP",
        /// `Monto`.
        amount: Decimal = attribute "Monto",
        /// The bank's number for it: `NumOperacion`.
        operation_number: Option<String> = attribute "NumOperacion",
        /// The taxpayer number of the payer's bank: `RfcEmisorCtaOrd`.
        payer_bank_tax_number: Option<String> = attribute "RfcEmisorCtaOrd",
        /// The payer's bank, where it is abroad: `NomBancoOrdExt`.
        payer_bank_name: Option<String> = attribute "NomBancoOrdExt",
        /// `CtaOrdenante`.
        payer_account: Option<String> = attribute "CtaOrdenante",
        /// The taxpayer number of the payee's bank: `RfcEmisorCtaBen`.
        payee_bank_tax_number: Option<String> = attribute "RfcEmisorCtaBen",
        /// `CtaBeneficiario`.
        payee_account: Option<String> = attribute "CtaBeneficiario",
        /// The kind of the bank's own proof: `TipoCadPago`.
        proof_kind: Option<String> = attribute "TipoCadPago",
        /// `CertPago`.
        proof_certificate: Option<String> = attribute "CertPago",
        /// `CadPago`.
        proof: Option<String> = attribute "CadPago",
        /// `SelloPago`.
        proof_seal: Option<String> = attribute "SelloPago",
        /// The invoices that it pays.
        documents: Vec<PaidDocument> = child "DoctoRelacionado",
        /// The taxes of what it pays; version 2.0 only.
        taxes: Option<PaymentTaxes> = child "ImpuestosP",
    }
}

node! {
    /// An invoice that a payment pays, in whole or in part (`DoctoRelacionado`).
    pub struct PaidDocument {
        /// `IdDocumento`.
        uuid: Uuid = attribute "IdDocumento",
        /// `Serie`.
        series: Option<String> = attribute "Serie",
        /// `Folio`.
        folio: Option<String> = attribute "Folio",
        /// `MonedaDR`.
        currency: String = attribute "MonedaDR",
        /// Units of the invoice's currency for one of the payment's; version 2.0: `EquivalenciaDR`.
        equivalence: Option<Decimal> = attribute "EquivalenciaDR",
        /// The same in version 1.0: `TipoCambioDR`.
        exchange_rate: Option<Decimal> = attribute "TipoCambioDR",
        /// `PPD`; version 1.0 only: `MetodoDePagoDR`.
        method: Option<String> = attribute "MetodoDePagoDR",
        /// The how-manieth payment of the invoice: `NumParcialidad`.
        partiality: Option<u32> = attribute "NumParcialidad",
        /// `ImpSaldoAnt`.
        previous_balance: Option<Decimal> = attribute "ImpSaldoAnt",
        /// `ImpPagado`.
        paid: Option<Decimal> = attribute "ImpPagado",
        /// `ImpSaldoInsoluto`.
        outstanding_balance: Option<Decimal> = attribute "ImpSaldoInsoluto",
        /// Whether it bears taxes; version 2.0 only: `ObjetoImpDR`.
        tax_object: Option<String> = attribute "ObjetoImpDR",
        /// The taxes in what is paid; version 2.0 only.
        taxes: Option<PaidTaxes> = child "ImpuestosDR",
    }
}

node! {
    /// The taxes in what is paid of one invoice (`ImpuestosDR`).
    pub struct PaidTaxes {
        /// What the receiver kept back.
        retained: Vec<PaidTax> = child "RetencionesDR/RetencionDR",
        /// What the issuer added.
        transferred: Vec<PaidTax> = child "TrasladosDR/TrasladoDR",
    }
}

node! {
    /// One tax in what is paid of one invoice.
    pub struct PaidTax {
        /// `BaseDR`.
        base: Decimal = attribute "BaseDR",
        /// `ImpuestoDR`.
        tax: String = attribute "ImpuestoDR",
        /// `TipoFactorDR`.
        factor: TaxFactor = attribute "TipoFactorDR",
        /// `TasaOCuotaDR`.
        rate: Option<Decimal> = attribute "TasaOCuotaDR",
        /// `ImporteDR`.
        amount: Option<Decimal> = attribute "ImporteDR",
    }
}

node! {
    /// The taxes in one payment, over all its invoices (`ImpuestosP`).
    pub struct PaymentTaxes {
        /// What the receiver kept back.
        retained: Vec<PaymentRetention> = child "RetencionesP/RetencionP",
        /// What the issuer added.
        transferred: Vec<PaymentTax> = child "TrasladosP/TrasladoP",
    }
}

node! {
    /// One tax that was kept back in one payment.
    pub struct PaymentRetention {
        /// `ImpuestoP`.
        tax: String = attribute "ImpuestoP",
        /// `ImporteP`.
        amount: Decimal = attribute "ImporteP",
    }
}

node! {
    /// One tax that was added in one payment.
    pub struct PaymentTax {
        /// `BaseP`.
        base: Decimal = attribute "BaseP",
        /// `ImpuestoP`.
        tax: String = attribute "ImpuestoP",
        /// `TipoFactorP`.
        factor: TaxFactor = attribute "TipoFactorP",
        /// `TasaOCuotaP`.
        rate: Option<Decimal> = attribute "TasaOCuotaP",
        /// `ImporteP`.
        amount: Option<Decimal> = attribute "ImporteP",
    }
}
