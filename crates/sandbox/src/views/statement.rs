//! A card's billing periods, read from what happened on it.

use caudal_latam::calendar::shifted;
use jiff::civil::Date;

use super::Life;
use crate::book::CardTerms;
use crate::price::Cents;
use crate::timeline::{Cause, Event};

/// One billing period of a card and the bill that closes it.
#[derive(Debug)]
pub(super) struct Statement<'a> {
    /// The last day of the period.
    pub(super) closing: Date,
    /// The day by which the bill is to be paid.
    pub(super) due: Date,
    /// Whether the period is over.
    pub(super) closed: bool,
    /// What the bill before was for.
    pub(super) previous_total: Cents,
    /// What is to be paid; what has come together so far while the period lasts.
    pub(super) total: Cents,
    /// What was charged and given back in the period, and paid on the bill before.
    pub(super) movements: Vec<&'a Event>,
    /// What was paid on this bill.
    pub(super) payments: Vec<&'a Event>,
}

impl Statement<'_> {
    /// What has not been paid of the bill yet.
    pub(super) fn rest(&self) -> Cents {
        let paid: Cents = self.payments.iter().map(|event| event.amount).sum();
        (self.total - paid).max(0)
    }

    /// Whether there is anything to tell about it.
    pub(super) fn is_empty(&self) -> bool {
        self.closed && self.total == 0 && self.movements.is_empty() && self.previous_total == 0
    }

    /// Whether it waits for a payment and is not late.
    fn awaits_payment(&self, today: Date) -> bool {
        self.closed && today <= self.due
    }
}

/// The billing periods of a card, from its opening to the one that lasts.
pub(super) fn statements<'a>(
    life: &'a Life<'_>,
    place: usize,
    terms: &CardTerms,
) -> Vec<Statement<'a>> {
    let today = life.now.date();
    let Some(opened) = life.books.get(place).map(|book| book.opened) else {
        return Vec::new();
    };
    let calendar = life.person.calendar();
    let mut events = life.events_of(place).peekable();
    let mut statements: Vec<Statement<'a>> = Vec::new();
    let mut closing = terms.closing_after(opened);
    let (mut owed, mut previous_total) = (0, 0);
    loop {
        let mut movements = Vec::new();
        while let Some(event) = events.next_if(|event| event.date <= closing) {
            owed = event.balance;
            movements.push(event);
        }
        let paid = |event: &&Event| event.deed.cause == Cause::CardPayment;
        if let Some(before) = statements.last_mut() {
            before.payments = movements.iter().copied().filter(paid).collect();
        }
        let closed = closing < today;
        statements.push(Statement {
            closing,
            due: calendar.on_or_after(CardTerms::due(closing)),
            closed,
            previous_total,
            total: owed,
            movements,
            payments: Vec::new(),
        });
        if !closed {
            break;
        }
        previous_total = owed;
        closing = terms.closing_after(shifted(closing, 1));
    }
    without_what_waits(&mut statements, today);
    statements
}

/// Takes off the open bill what still stands on the one before, as long as that may be paid in time.
fn without_what_waits(statements: &mut [Statement<'_>], today: Date) {
    if let [.., before, open] = statements
        && before.awaits_payment(today)
    {
        open.total -= before.rest();
    }
}

/// The bill that is to be paid next: the closed one while something of it waits, the open one otherwise.
pub(super) fn next_due<'s, 'a>(
    statements: &'s [Statement<'a>],
    today: Date,
) -> Option<&'s Statement<'a>> {
    let waiting = statements
        .iter()
        .rfind(|bill| bill.awaits_payment(today) && bill.rest() > 0);
    waiting.or(statements.last())
}

/// The bill on which a movement of a day stands.
pub(super) fn statement_of<'s, 'a>(
    statements: &'s [Statement<'a>],
    day: Date,
) -> Option<&'s Statement<'a>> {
    let place = statements.partition_point(|bill| bill.closing < day);
    statements.get(place)
}
