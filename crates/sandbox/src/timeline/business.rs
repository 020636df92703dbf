//! A company's month at the bank: the payments of its books.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;

use super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::plan::{Month, Plan, Spending, Step};
use crate::company::{Ledger, Payment, Purpose, Reason};
use crate::person::Person;

/// The second of the day on which an account is opened at which its first money arrives.
const OPENING_SECOND: i32 = 6 * 3600;

/// The plans of a company's month. What the company had in hand before the account was opened comes
/// along on the day of the opening, from its owner.
pub(super) fn plan(
    person: &Person,
    company: &Ledger,
    opened: Option<Date>,
    month: Month,
    plans: &mut Vec<Plan>,
) {
    if let Some(opened) = opened
        && Month::of(opened) == month
    {
        let deed = deed(Reason::Contribution, Instrument::Transfer, owner(person));
        plans.push(Plan {
            date: opened,
            second: OPENING_SECOND,
            chance: person.chance.branch("brought along"),
            step: Step::Receive(company.cash_before(opened), deed),
        });
    }
    plans.extend(company.payments_in(month).map(planned));
}

fn owner(person: &Person) -> Party {
    Party {
        kind: PartyKind::Person,
        name: person.full_name(),
        document: Some(person.tax.number.clone()),
    }
}

fn planned(payment: &Payment) -> Plan {
    let deed = deed(payment.reason, instrument(payment), payment.party.clone());
    let step = match payment.direction {
        Direction::Inflow => Step::Receive(payment.amount, deed),
        Direction::Outflow => Step::Spend(Spending {
            amount: payment.amount,
            deed,
            obligatory: true,
            on_card: false,
            instalments: 1,
            account: 0,
        }),
    };
    Plan {
        date: payment.date,
        second: payment.second,
        chance: payment.chance,
        step,
    }
}

fn deed(reason: Reason, instrument: Instrument, party: Party) -> Deed {
    let (cause, category, subcategory) = meaning(reason);
    Deed {
        cause,
        instrument,
        party,
        label: Label::new(category, subcategory),
    }
}

/// Cause and label of a payment.
fn meaning(reason: Reason) -> (Cause, Category, Subcategory) {
    use Category as C;
    use Subcategory as S;
    match reason {
        Reason::Deal { purpose, .. } => match purpose {
            Purpose::Sale => (Cause::Sale, C::IncomePayments, S::Freelance),
            Purpose::Rent => (Cause::Rent, C::BillsUtilities, S::Rent),
            Purpose::Power => (Cause::Utility, C::BillsUtilities, S::ElectricityEnergy),
            Purpose::Telephone => (Cause::Utility, C::BillsUtilities, S::Telecommunications),
            Purpose::Accounting => (Cause::Supplier, C::HomeLife, S::ProfessionalServices),
            Purpose::Computers => (Cause::Supplier, C::PersonalShopping, S::Electronics),
            Purpose::Stock | Purpose::Supplies | Purpose::Equipment => {
                (Cause::Supplier, C::Transfers, S::Other)
            }
        },
        Reason::Wage { .. } => (Cause::Payroll, C::Transfers, S::Other),
        Reason::Security => (Cause::Tax, C::Taxes, S::GovernmentFees),
        Reason::MonthTaxes { .. } | Reason::YearTax { .. } => (Cause::Tax, C::Taxes, S::IncomeTax),
        Reason::TaxRefund { .. } => (Cause::Tax, C::Taxes, S::TaxReturn),
        Reason::Contribution => (Cause::Support, C::Transfers, S::Other),
        Reason::Funding => (Cause::Funding, C::Transfers, S::Other),
        Reason::Draw => (Cause::Friend, C::Transfers, S::Other),
    }
}

fn instrument(payment: &Payment) -> Instrument {
    match payment.reason {
        Reason::Wage { .. } => Instrument::Payroll,
        Reason::Security | Reason::MonthTaxes { .. } | Reason::YearTax { .. } => Instrument::Bill,
        Reason::Deal { purpose, .. } => match purpose {
            Purpose::Power | Purpose::Telephone => Instrument::Bill,
            Purpose::Stock if payment.chance.happens("bill", 500) => Instrument::Bill,
            _ => Instrument::Transfer,
        },
        _ => Instrument::Transfer,
    }
}
