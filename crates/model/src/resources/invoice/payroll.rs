//! What a payslip tells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::{Date, Timestamp};

/// The pay of one payslip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoicePayroll {
    /// How many days are paid.
    pub days: Option<u32>,
    /// `O` for the usual round, `E` for what is paid beside it.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What the employee gets: earnings and other payments less deductions.
    pub amount: Money,
    /// The version of the payroll part.
    pub version: String,
    /// The first day that is paid.
    pub date_from: Option<Date>,
    /// The last day that is paid.
    pub date_to: Option<Date>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The day of payment.
    pub payment_date: Date,
    /// How often the employee is paid.
    pub periodicity: Option<Periodicity>,
    /// What was earned.
    pub earnings_breakdown: Option<Vec<PayrollEarning>>,
    /// What was taken off.
    pub tax_deductions: Option<Vec<PayrollDeduction>>,
    /// What was paid without being earned.
    pub other_payments: Option<Vec<PayrollOtherPayment>>,
}

/// One thing that was earned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PayrollEarning {
    /// What it is: `SALARY`, `CHRISTMAS_BONUS`. A code without a name stands for itself.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The part that bears income tax.
    pub taxable_amount: Money,
    /// The part that does not.
    pub vat_free_amount: Money,
}

/// One thing that was taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PayrollDeduction {
    /// What it is: `ISR`, `SOCIAL_SECURITY`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How much.
    pub amount: Money,
}

/// One thing that was paid without being earned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PayrollOtherPayment {
    /// What it is: `EMPLOYMENT_SUBSIDY`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How much.
    pub amount: Money,
}

/// How often somebody is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Periodicity {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every ten days.
    TenthDay,
    /// Every two weeks.
    FourteenthDay,
    /// Twice a month.
    FifteenthDay,
    /// Every month.
    Monthly,
    /// Every two months.
    Bimonthly,
    /// By piece of work.
    PerTask,
    /// By commission.
    Commission,
    /// Once.
    OneOff,
    /// Otherwise.
    OtherPeriodicity,
}

impl Periodicity {
    /// By the authority's catalogue of periodicities.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        Some(match code {
            "01" => Self::Daily,
            "02" => Self::Weekly,
            "03" => Self::FourteenthDay,
            "04" => Self::FifteenthDay,
            "05" => Self::Monthly,
            "06" => Self::Bimonthly,
            "07" => Self::PerTask,
            "08" => Self::Commission,
            "09" => Self::OneOff,
            "10" => Self::TenthDay,
            "99" => Self::OtherPeriodicity,
            _ => return None,
        })
    }
}
