//! What documents say was paid is what moved at the bank, at that moment and to the cent.

use std::cell::Cell;
use std::collections::HashMap;

use caudal_latam::mexico::cfdi::{Cfdi, VoucherKind};
use caudal_model::resources::transaction::Direction;
use jiff::civil::DateTime;
use rust_decimal::{Decimal, RoundingStrategy};
use uuid::Uuid;

use super::super::super::{decimal, holder};
use super::{Filed, a_month, each_company, everything, filed, of_kind};
use crate::book::books;
use crate::timeline::{Event, timeline};
use crate::views::Life;
use crate::visit::Scenario;

/// What moved on the company's account at a bank.
struct Bank {
    events: Vec<Event>,
    opened: jiff::civil::Date,
}

impl Bank {
    fn of(life: &Life<'_>) -> Self {
        let books = books(
            &life.person,
            "bank",
            12,
            Scenario::Ordinary,
            life.now.date(),
        );
        let opened = books[0].opened;
        let mut events = timeline(&life.person, &books, life.now).events;
        events.retain(|event| event.book == 0);
        Self { events, opened }
    }

    fn moved(&self, counts: impl Fn(&Event) -> bool) -> bool {
        self.events.iter().any(counts)
    }
}

/// What a receipt says was paid, in pesos, and when.
fn paid(document: &Cfdi) -> (DateTime, Decimal) {
    let payment = &document.complement.payments.as_ref().unwrap().payments[0];
    let rate = payment.exchange_rate.unwrap_or(Decimal::ONE);
    let amount =
        (payment.amount * rate).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    (payment.paid_at, amount)
}

#[test]
fn receipts_are_the_transfers_of_the_bank() {
    let met = Cell::new(0);
    each_company(|turn, life, _| {
        let bank = Bank::of(life);
        let own = holder(&life.person);
        let first = a_month(turn).max(crate::timeline::Month::of(bank.opened));
        for filed in of_kind(&filed(life, first, first.next()), VoucherKind::Payment) {
            let document = &filed.document;
            let (at, amount) = paid(document);
            let direction = if document.issuer.tax_number == own {
                Direction::Inflow
            } else {
                Direction::Outflow
            };
            if at.date() < bank.opened {
                continue;
            }
            let same = |event: &Event| {
                event.moment() == at
                    && decimal(event.amount) == amount
                    && event.direction == direction
            };
            assert!(bank.moved(same), "{at} {amount}");
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 2_000, "only {} receipts", met.get());
}

#[test]
fn payslips_are_the_wages_that_left_the_bank() {
    let met = Cell::new(0);
    each_company(|turn, life, _| {
        let bank = Bank::of(life);
        let first = a_month(turn).max(crate::timeline::Month::of(bank.opened));
        for filed in of_kind(&filed(life, first, first), VoucherKind::Payroll) {
            let document = &filed.document;
            let slip = &document.complement.payrolls[0];
            if slip.paid_on < bank.opened {
                continue;
            }
            let employee = document.receiver.tax_number.as_str();
            let same = |event: &Event| {
                event.date == slip.paid_on
                    && decimal(event.amount) == document.total
                    && event.direction == Direction::Outflow
                    && event.deed.party.document.as_deref() == Some(employee)
            };
            assert!(bank.moved(same), "{} {}", slip.paid_on, document.total);
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 1_000, "only {} payslips", met.get());
}

#[test]
fn receipts_of_an_invoice_go_on_from_one_another_until_nothing_is_left() {
    let (settled, corrected) = (Cell::new(0), Cell::new(0));
    each_company(|turn, life, _| {
        if turn % 4 > 0 {
            return;
        }
        let documents = everything(life);
        let mut given_back: HashMap<Uuid, Decimal> = HashMap::new();
        for filed in of_kind(&documents, VoucherKind::Expense) {
            let invoice = filed.document.related[0].documents[0].uuid;
            given_back.insert(invoice, filed.document.total);
        }
        let mut open: HashMap<Uuid, (u32, Decimal)> = HashMap::new();
        let receipts = |filed: &&Filed| filed.document.kind == VoucherKind::Payment;
        let deferred = |filed: &&Filed| filed.document.payment_form.as_deref() == Some("99");
        for filed in documents.iter().filter(deferred) {
            if filed.document.kind == VoucherKind::Income {
                let number = super::number(&filed.document);
                let back = given_back.get(&number).copied().unwrap_or_default();
                corrected.set(corrected.get() + usize::from(!back.is_zero()));
                open.insert(number, (0, filed.document.total - back));
            }
        }
        for filed in documents.iter().filter(receipts) {
            let payments = filed.document.complement.payments.as_ref().unwrap();
            let paid = &payments.payments[0].documents[0];
            let (count, left) = open.get_mut(&paid.uuid).unwrap();
            *count += 1;
            assert_eq!(paid.partiality, Some(*count));
            assert_eq!(paid.previous_balance, Some(*left));
            *left -= paid.paid.unwrap();
            assert_eq!(paid.outstanding_balance, Some(*left));
            settled.set(settled.get() + usize::from(left.is_zero()));
        }
        assert!(open.values().all(|(_, left)| *left >= Decimal::ZERO));
    });
    assert!(settled.get() > 3_000, "only {}", settled.get());
    assert!(corrected.get() > 50, "only {}", corrected.get());
}
