//! CFDI: Mexico's electronic invoices, as values that are written as XML and read back.
//!
//! Versions 4.0 and 3.3 of the invoice with the complements that tell of payments and payroll, and
//! versions 2.0 and 1.0 of the certificate of retentions. The field names are English; each says
//! which attribute of the published schema it is. What the schema knows and these types do not
//! (addenda, complements of single trades) is passed over in reading.
//!
//! [`Cfdi::read`] takes whatever bytes a stranger sends: see [`CfdiError`] for what it refuses.
//! Nothing is verified against the authority: a seal is text here, and [`seal`] makes hollow ones.

#[cfg(test)]
mod any;
mod catalogue;
mod error;
mod markup;
mod node;
mod payment;
mod payroll;
mod retention;
pub mod seal;
mod stamp;
mod tax;
#[cfg(test)]
mod tests;
mod value;
mod voucher;

pub use catalogue::{deduction_name, earning_name, other_payment_name, tax_name};
pub use error::{CfdiError, Place, Problem};
pub use markup::{ATTRIBUTES_MAX, DEPTH_MAX, DOCUMENT_BYTES_MAX, ELEMENTS_MAX, VALUE_BYTES_MAX};
pub use payment::{
    PaidDocument, PaidTax, PaidTaxes, Payment, PaymentRetention, PaymentTax, PaymentTaxes,
    PaymentTotals, Payments,
};
pub use payroll::{
    Deduction, Deductions, Earning, Earnings, Employee, Employer, Incapacity, OtherPayment,
    Overtime, Payroll, PayrollKind, Retirement, Severance, Subsidy,
};
pub use retention::{
    NonResident, Resident, RetainedAmount, Retention, RetentionComplement, RetentionIssuer,
    RetentionPeriod, RetentionReceiver, RetentionTotals, RetentionVersion,
};
pub use stamp::Stamp;
pub use tax::{LineTax, LineTaxes, RetainedTotal, TaxFactor, TaxTotals, TransferredTotal};
pub use value::{Moment, TaxNumber};
pub use voucher::{
    Cfdi, Complement, GlobalPeriod, Issuer, Line, NO_CURRENCY, PaymentMethod, Receiver,
    RelatedDocument, RelatedDocuments, Version, VoucherKind,
};
