//! Balances of deposit accounts at this moment.

use caudal_model::Kind;
use caudal_model::resources::balance::Balance;

use super::{Life, Request, account, money};

/// One balance for each current and savings account.
pub(super) fn balances(life: &Life<'_>, request: Request<'_>) -> Vec<Balance> {
    let deposits = life.open_books().filter(|(_, book)| book.is_deposit());
    deposits
        .map(|(place, book)| {
            let stamp = request.stamper.stamp(Kind::Balances, &book.key);
            let own = request.stamper.stamp(Kind::Accounts, &book.key);
            Balance {
                id: stamp.id,
                link: request.stamper.link,
                account_id: own.id,
                account_internal_identification: book.key.clone(),
                collected_at: stamp.collected_at,
                created_at: stamp.created_at,
                last_updated_at: request.stamper.now,
                currency: life.currency(),
                // Nothing is available in an overdrawn account; how far it is overdrawn stands there.
                available: money(life.balance(place).max(0)),
                blocked: money(account::blocked(life, place, book)),
                automatically_invested: money(book.swept(life.balance(place))),
            }
        })
        .collect()
}
