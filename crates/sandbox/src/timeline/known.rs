//! What a bank knows at a moment of what happened: for a few days it shows some payments by card with
//! another sum than the final one, and some twice.
//!
//! A restaurant's tip is added after the card was read; a terminal sends a payment again, and the bank
//! drops the copy when it settles. Both are decided by the event's own key, and both are over on the day
//! on which the payment is final, so a later reading shows one sum and one payment, under the same key.
//! Balances are those of what is shown.

use caudal_latam::Country;
use caudal_model::resources::transaction::Subcategory;
use jiff::civil::Date;

use super::event::{Event, Instrument};
use crate::book::Book;
use crate::price::{Cents, share};

/// How many of a thousand pending payments in restaurants and bars lack the tip, and how many of all
/// are shown twice.
const TIP_PERMILLE: u128 = 250;
const TWICE_PERMILLE: u128 = 15;
/// What is shown while the tip is missing, in thousandths of the final sum.
const WITHOUT_TIP_PERMILLE: i64 = 909;
/// No payment takes longer to become final.
const PENDING_DAYS_MAX: i64 = 6;
/// What tells the key of a copy from that of its original.
const COPY: u128 = 0x7477_6963 << 96;

/// The events as the bank shows them on a day.
pub(super) fn as_known(
    mut events: Vec<Event>,
    country: Country,
    books: &[Book],
    today: Date,
) -> Vec<Event> {
    let oldest = caudal_latam::calendar::shifted(today, -PENDING_DAYS_MAX);
    let first = events.partition_point(|event| event.date < oldest);
    let recent = events.split_off(first);
    let spare = lowest_balances(&recent, books);
    let mut shifts: Vec<Cents> = vec![0; books.len()];
    for mut event in recent {
        let Some(shift) = shifts.get_mut(event.book) else {
            continue;
        };
        let open = may_change(&event, books) && !event.is_settled(today);
        if open && lacks_tip(&event) {
            let shown = share(country, event.amount, WITHOUT_TIP_PERMILLE).max(1);
            *shift += event.amount - shown;
            event.amount = shown;
        }
        event.balance += *shift;
        let spare = spare.get(event.book).copied().unwrap_or(0);
        let copied = open && is_sent_twice(&event) && spare >= event.amount && *shift >= 0;
        let copy = copied.then(|| {
            *shift -= event.amount;
            Event {
                key: event.key ^ COPY,
                balance: event.balance - event.amount,
                ..event.clone()
            }
        });
        events.push(event);
        events.extend(copy);
    }
    events
}

/// The least that each book holds over the events.
fn lowest_balances(events: &[Event], books: &[Book]) -> Vec<Cents> {
    let lowest = |place| {
        let of_book = events.iter().filter(|event| event.book == place);
        of_book.map(|event| event.balance).min().unwrap_or(0)
    };
    (0..books.len()).map(lowest).collect()
}

/// Whether it is a payment by debit card; bills of credit cards stand as they were printed.
fn may_change(event: &Event, books: &[Book]) -> bool {
    event.deed.instrument == Instrument::DebitCard
        && event.abroad().is_none()
        && books.get(event.book).is_some_and(Book::is_deposit)
}

fn lacks_tip(event: &Event) -> bool {
    let tipped = matches!(
        event.deed.label.subcategory,
        Subcategory::Restaurants | Subcategory::BarsNightclubs
    );
    tipped && (event.key >> 40) % 1000 < TIP_PERMILLE
}

fn is_sent_twice(event: &Event) -> bool {
    (event.key >> 56) % 1000 < TWICE_PERMILLE
}
