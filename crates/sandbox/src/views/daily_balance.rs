//! End-of-day balances of deposit accounts over a period.

use caudal_latam::calendar::shifted;
use caudal_model::resources::daily_balance::{DailyBalance, identity};
use caudal_model::{Date, Kind};

use super::{Life, Request, account, money};
use crate::visit::Scenario;

/// Days that are shown of the documented user with little data.
const LOW_DAYS: i64 = 5;

/// One row for each deposit account and day from its opening on.
pub(super) fn daily_balances(life: &Life<'_>, request: Request<'_>) -> Vec<DailyBalance> {
    let (from, to) = life.days(request.extent.period);
    let from = match life.scenario {
        Scenario::Low => from.max(shifted(to, 1 - LOW_DAYS)),
        _ => from,
    };
    let mut rows = Vec::new();
    for (place, book) in life.open_books().filter(|(_, book)| book.is_deposit()) {
        let shown = account::account(life, request, place, book);
        if request
            .extent
            .account
            .is_some_and(|wanted| wanted != shown.id)
        {
            continue;
        }
        let first = from.max(book.opened);
        let mut events = life.events_of(place).peekable();
        let mut balance = 0;
        let mut day = first;
        while day <= to {
            while let Some(event) = events.next_if(|event| event.date <= day) {
                balance = event.balance;
            }
            let stamp = request
                .stamper
                .stamp(Kind::DailyBalances, &identity(&book.key, Date(day)));
            rows.push(DailyBalance {
                id: stamp.id,
                account: shown.clone(),
                value_date: Date(day),
                balance: money(balance),
                current_balance: None,
                statement: None,
                collected_at: stamp.collected_at,
                created_at: stamp.created_at,
            });
            day = shifted(day, 1);
        }
    }
    rows
}
