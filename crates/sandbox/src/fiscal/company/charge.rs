//! What an invoice charges: its one line, and the taxes of the line and of the whole.

use caudal_latam::mexico::cfdi::{
    Line, LineTax, LineTaxes, RetainedTotal, TaxFactor, TaxTotals, TransferredTotal, Version,
};
use rust_decimal::Decimal;

use super::super::decimal;
use super::super::stamping::modern;
use crate::company::{CreditNote, Deal};
use crate::price::Cents;
use crate::taxpayer::{INCOME_TAX_KEPT, value_added_kept};

/// The amounts of a document, in its own currency.
#[derive(Clone, Copy)]
pub(super) struct Charge {
    pub(super) gross: Cents,
    pub(super) discount: Cents,
    net: Cents,
    vat: Cents,
    /// In millionths; nothing where it is exempt.
    vat_rate: Option<i64>,
    kept_tax: Cents,
    kept_vat: Cents,
}

impl Charge {
    /// What the invoice of a deal charges.
    pub(super) fn of_deal(deal: &Deal) -> Self {
        let own = Self {
            gross: deal.gross,
            discount: deal.discount,
            net: deal.net,
            vat: deal.vat,
            vat_rate: rate(deal),
            kept_tax: deal.kept_income_tax,
            kept_vat: deal.kept_vat,
        };
        match deal.foreign {
            Some(foreign) => Self {
                gross: foreign.net,
                net: foreign.net,
                ..own
            },
            None => own,
        }
    }

    /// What a credit note to a deal gives back.
    pub(super) fn of_note(deal: &Deal, note: CreditNote) -> Self {
        Self {
            gross: note.net,
            discount: 0,
            net: note.net,
            vat: note.vat,
            vat_rate: rate(deal),
            kept_tax: 0,
            kept_vat: 0,
        }
    }

    /// What is to be paid.
    pub(super) fn total(&self) -> Cents {
        self.net + self.vat - self.kept()
    }

    pub(super) fn discount(&self) -> Option<Decimal> {
        (self.discount > 0).then(|| decimal(self.discount))
    }

    fn kept(&self) -> Cents {
        self.kept_tax + self.kept_vat
    }

    /// The line that charges it, for what the given one names.
    pub(super) fn line(&self, version: Version, quantity: i64, named: Line) -> Line {
        let quantity = quantity.max(1);
        Line {
            quantity: Decimal::from(quantity),
            unit_price: decimal(self.gross / quantity),
            amount: decimal(self.gross),
            discount: self.discount(),
            tax_object: modern(version, "02"),
            taxes: Some(self.line_taxes()),
            ..named
        }
    }

    fn line_taxes(&self) -> LineTaxes {
        let tax = |tax: &str, rate: Option<i64>, amount: Cents| LineTax {
            base: decimal(self.net),
            tax: tax.to_owned(),
            factor: factor(rate),
            rate: rate.map(millionths),
            amount: rate.map(|_| decimal(amount)),
        };
        let kept_rate = value_added_kept(self.vat_rate.unwrap_or_default());
        let retained = [
            tax("001", Some(INCOME_TAX_KEPT), self.kept_tax),
            tax("002", Some(kept_rate), self.kept_vat),
        ];
        LineTaxes {
            transferred: vec![tax("002", self.vat_rate, self.vat)],
            retained: if self.kept() > 0 {
                retained.into()
            } else {
                Vec::new()
            },
        }
    }

    /// The taxes of the whole; version 3.3 does not list what is exempt.
    pub(super) fn taxes(&self, version: Version) -> Option<TaxTotals> {
        if self.vat_rate.is_none() && version == Version::V33 {
            return None;
        }
        let retained = [("001", self.kept_tax), ("002", self.kept_vat)];
        let retained = retained.into_iter().filter(|(_, amount)| *amount > 0);
        Some(TaxTotals {
            total_retained: (self.kept() > 0).then(|| decimal(self.kept())),
            total_transferred: self.vat_rate.map(|_| decimal(self.vat)),
            retained: retained
                .map(|(tax, amount)| RetainedTotal {
                    tax: tax.to_owned(),
                    amount: decimal(amount),
                })
                .collect(),
            transferred: vec![TransferredTotal {
                base: (version == Version::V40).then(|| decimal(self.net)),
                tax: "002".to_owned(),
                factor: factor(self.vat_rate),
                rate: self.vat_rate.map(millionths),
                amount: self.vat_rate.map(|_| decimal(self.vat)),
            }],
        })
    }
}

/// The rate of a deal's value-added tax in millionths.
pub(super) fn rate(deal: &Deal) -> Option<i64> {
    deal.vat_rate.map(|permille| permille * 1000)
}

/// How a tax with this rate is reckoned.
pub(super) fn factor(rate: Option<i64>) -> TaxFactor {
    match rate {
        Some(_) => TaxFactor::Rate,
        None => TaxFactor::Exempt,
    }
}

/// A rate as documents write it.
pub(super) fn millionths(rate: i64) -> Decimal {
    Decimal::new(rate, 6)
}
