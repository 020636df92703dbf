//! One sale or purchase: what the invoice says, and the payments by which it is settled.

use std::sync::Arc;

use caudal_latam::Country;
use jiff::civil::Date;

use super::partner::Partner;
use super::rules::part;
use super::ware::Ware;
use crate::chance::Chance;
use crate::price::Cents;

/// A sale or a purchase.
#[derive(Clone, Debug)]
pub(crate) struct Deal {
    /// Names the deal and decides what is still open about it.
    pub(crate) chance: Chance,
    pub(crate) side: Side,
    pub(crate) purpose: Purpose,
    pub(crate) partner: Arc<Partner>,
    pub(crate) issued: Date,
    pub(crate) second: i32,
    pub(crate) ware: &'static Ware,
    pub(crate) quantity: i64,
    /// Before tax and discount, in the country's money: the quantity times the price of one.
    pub(crate) gross: Cents,
    pub(crate) discount: Cents,
    /// Before tax, after the discount.
    pub(crate) net: Cents,
    /// The rate of value-added tax in thousandths; nothing where the ware is exempt.
    pub(crate) vat_rate: Option<i64>,
    pub(crate) vat: Cents,
    /// Kept back by who pays: income tax and value-added tax.
    pub(crate) kept_income_tax: Cents,
    pub(crate) kept_vat: Cents,
    /// What is to be paid: net and tax, less what is kept back.
    pub(crate) total: Cents,
    /// The invoice in another currency.
    pub(crate) foreign: Option<Foreign>,
    pub(crate) terms: Terms,
    pub(crate) fate: Fate,
    pub(crate) credit_note: Option<CreditNote>,
    /// By what the deal is paid; nothing for one that was cancelled.
    pub(crate) instalments: Vec<Instalment>,
}

/// Which side of the counter the company stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Sale,
    Purchase,
}

/// What a deal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Sale,
    /// Goods to sell, or to make what is sold.
    Stock,
    /// What others do towards a service.
    Supplies,
    Rent,
    Power,
    Telephone,
    Accounting,
    Equipment,
    Computers,
}

/// When an invoice is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// At once and whole.
    AtOnce,
    /// Later, in one part or several.
    Deferred,
}

/// What became of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Standing,
    /// Withdrawn before anything was paid; another invoice may stand in its place.
    Cancelled {
        on: Date,
        replaced: bool,
    },
    /// Stands in the place of a cancelled one, which is named.
    Replacing {
        cancelled: Chance,
    },
}

/// An invoice's amounts abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) currency: &'static str,
    /// What one unit costs at home on the day of the invoice, in ten-thousandths.
    pub(crate) rate: i64,
    pub(crate) net: Cents,
}

/// A part of the price that was given back on paper before it was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CreditNote {
    pub(crate) issued: Date,
    pub(crate) net: Cents,
    pub(crate) vat: Cents,
}

/// One payment of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instalment {
    /// Counted from one.
    pub(crate) number: u32,
    pub(crate) due: Date,
    /// What the invoice owes less after it.
    pub(crate) settled: Cents,
    /// What moves at the bank: the same but for invoices abroad, whose rate has changed.
    pub(crate) paid: Cents,
    /// The rate of that day, in ten-thousandths, for invoices abroad.
    pub(crate) rate: Option<i64>,
    /// Price and taxes in it.
    pub(crate) net: Cents,
    pub(crate) vat: Cents,
    pub(crate) kept_income_tax: Cents,
    pub(crate) kept_vat: Cents,
}

impl Foreign {
    /// What it is worth at home.
    pub(super) fn at_home(self, country: Country) -> Cents {
        part(country, self.net, self.rate, 10_000)
    }
}

impl Deal {
    /// Whether the invoice counts.
    pub(crate) fn stands(&self) -> bool {
        !matches!(self.fate, Fate::Cancelled { .. })
    }

    /// What is to be paid once a credit note is taken off.
    pub(crate) fn owed(&self) -> Cents {
        let given_back = self.credit_note.map_or(0, |note| note.net + note.vat);
        self.total - given_back
    }

    /// Value-added tax once a credit note is taken off.
    pub(crate) fn vat_owed(&self) -> Cents {
        self.vat - self.credit_note.map_or(0, |note| note.vat)
    }

    /// The second of the day of its withdrawal at which a cancelled invoice is taken back, and the one
    /// in its place is written.
    pub(crate) fn withdrawn_second(&self) -> i32 {
        self.second.max(12 * 3600) + 3600
    }

    /// What names one of its payments, at the bank as well as in the books.
    pub(crate) fn payment(&self, number: u32) -> Chance {
        self.chance.branch("payment").at(i64::from(number))
    }
}
