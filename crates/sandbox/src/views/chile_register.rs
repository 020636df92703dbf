//! What stands in Chile's registers of purchases and sales: which documents a company's deals became,
//! and which of them are only registered in sum.

use std::collections::BTreeMap;

use caudal_latam::calendar::date;
use jiff::civil::DateTime;

use super::Life;
use crate::chance::Chance;
use crate::company::{CreditNote, Deal, Ledger, PartnerKind, Side};
use crate::price::Cents;
use crate::timeline::at_second;

// The tax office's numbers of documents.
const INVOICE: u16 = 33;
const EXEMPT_INVOICE: u16 = 34;
pub(super) const RECEIPT: u16 = 39;
const PAYMENT_VOUCHER: u16 = 48;
const CREDIT_NOTE: u16 = 61;
const EXPORT_INVOICE: u16 = 110;

/// Sales at the counter of a thousand for which the card's voucher is the receipt.
const VOUCHER_PERMILLE: u32 = 400;

/// A document that stands in a register by itself: a deal's invoice, or the note that corrects it.
pub(super) struct Entry<'a> {
    pub(super) deal: &'a Deal,
    pub(super) code: u16,
    pub(super) folio: i64,
    pub(super) note: Option<CreditNote>,
    /// The folio of the invoice that a note corrects.
    pub(super) corrects: Option<i64>,
}

/// Every document of a company's deals, in the order in which they were made. Folios run by kind of
/// document; those of suppliers are theirs.
pub(super) fn entries<'a>(life: &Life<'_>, ledger: &'a Ledger) -> Vec<Entry<'a>> {
    let own = life.person.chance.branch("folios");
    let mut issued: BTreeMap<u16, i64> = BTreeMap::new();
    let mut next = |code: u16| {
        let first = || own.at(i64::from(code)).between("first", 100, 9_000);
        let folio = issued.entry(code).or_insert_with(first);
        *folio += 1;
        *folio
    };
    let mut entries = Vec::new();
    for deal in ledger.deals.iter().filter(|deal| !is_summed(deal)) {
        let code = code_of(deal);
        let theirs = |what: &str| deal.chance.branch("folio").between(what, 1_000, 9_999_999);
        let mut folio = |code, what| match deal.side {
            Side::Sale => next(code),
            Side::Purchase => theirs(what),
        };
        let number = folio(code, "invoice");
        entries.push(Entry {
            deal,
            code,
            folio: number,
            note: None,
            corrects: None,
        });
        if let Some(note) = deal.credit_note {
            entries.push(Entry {
                deal,
                code: CREDIT_NOTE,
                folio: folio(CREDIT_NOTE, "note"),
                note: Some(note),
                corrects: Some(number),
            });
        }
    }
    entries
}

/// Whether a sale went over the counter without the customer's number.
pub(super) fn is_summed(deal: &Deal) -> bool {
    deal.side == Side::Sale && deal.partner.kind == PartnerKind::Public
}

pub(super) fn code_of(deal: &Deal) -> u16 {
    if deal.foreign.is_some() {
        EXPORT_INVOICE
    } else if is_taxed(deal) {
        INVOICE
    } else {
        EXEMPT_INVOICE
    }
}

pub(super) fn is_taxed(deal: &Deal) -> bool {
    deal.vat_rate.is_some_and(|rate| rate > 0)
}

impl Entry<'_> {
    pub(super) fn issued(&self) -> jiff::civil::Date {
        self.note.map_or(self.deal.issued, |note| note.issued)
    }

    pub(super) fn moment(&self) -> DateTime {
        at_second(self.issued(), self.deal.second)
    }

    /// What it comes to before tax and the tax; a note's amounts are above zero like an invoice's.
    pub(super) fn amounts(&self) -> (Cents, Cents) {
        match self.note {
            Some(note) => (note.net, note.vat),
            None => (self.deal.net, self.deal.vat),
        }
    }

    /// What names it for ever.
    pub(super) fn chance(&self) -> Chance {
        self.deal.chance.branch("register").at(i64::from(self.code))
    }
}

/// The sales over the counter of one month with one kind of receipt.
pub(super) struct Sum {
    pub(super) first: jiff::civil::Date,
    pub(super) last: jiff::civil::Date,
    pub(super) code: u16,
    pub(super) count: u32,
    pub(super) taxed: Cents,
    pub(super) exempt: Cents,
    pub(super) vat: Cents,
    pub(super) changed: DateTime,
}

/// The sums of every month, as far as it has passed.
pub(super) fn sums(life: &Life<'_>, ledger: &Ledger) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for deal in ledger.deals.iter().filter(|deal| is_summed(deal)) {
        let moment = at_second(deal.issued, deal.second);
        if moment > life.now || !deal.stands() {
            continue;
        }
        let code = if deal.chance.happens("voucher", VOUCHER_PERMILLE) {
            PAYMENT_VOUCHER
        } else {
            RECEIPT
        };
        let first = date(deal.issued.year(), deal.issued.month(), 1);
        let known = sums
            .iter()
            .rposition(|sum| (sum.first, sum.code) == (first, code));
        let place = known.unwrap_or_else(|| {
            sums.push(Sum {
                first,
                last: first.last_of_month(),
                code,
                count: 0,
                taxed: 0,
                exempt: 0,
                vat: 0,
                changed: moment,
            });
            sums.len() - 1
        });
        if let Some(sum) = sums.get_mut(place) {
            sum.count += 1;
            sum.vat += deal.vat;
            sum.changed = sum.changed.max(moment);
            *(if is_taxed(deal) {
                &mut sum.taxed
            } else {
                &mut sum.exempt
            }) += deal.net;
        }
    }
    sums
}
