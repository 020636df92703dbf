//! Movements that somebody adds to an account of a sandbox, for its institution to show from then on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::{Body, Field, FieldKind};
use crate::money::Money;
use crate::resources::transaction::{Category, Direction, TransactionStatus};
use crate::time::{Date, Timestamp};

/// The largest movement, in hundredths of its currency.
pub const INJECTION_CENTS_MAX: i64 = 99_999_999_999;
/// The longest description, in characters.
pub const INJECTION_DESCRIPTION_CHARACTERS_MAX: usize = 200;

/// Every [`Category`] as it is written.
const CATEGORIES: &[&str] = &[
    "Bills & Utilities",
    "Credits & Loans",
    "Deposits",
    "Fees & Charges",
    "Food & Groceries",
    "Home & Life",
    "Income & Payments",
    "Insurance",
    "Investments & Savings",
    "Online Platforms & Leisure",
    "Personal Shopping",
    "Taxes",
    "Transfers",
    "Transport & Travel",
    "Unknown",
    "Withdrawal & ATM",
];

const AMOUNT: Field = Field {
    name: "amount",
    kind: FieldKind::Amount {
        min: 1,
        max: INJECTION_CENTS_MAX,
    },
    required: false,
    about: "How much moves, with no more decimals than the account's currency has.",
};

const STATUS: Field = Field {
    name: "status",
    kind: FieldKind::Choice(&["PROCESSED", "PENDING"]),
    required: false,
    about: "Whether it is booked; `PROCESSED` when nothing is said.",
};

const DESCRIPTION: Field = Field {
    name: "description",
    kind: FieldKind::Text {
        min: 1,
        max: INJECTION_DESCRIPTION_CHARACTERS_MAX,
        form: None,
    },
    required: false,
    about: "What the statement says.",
};

/// Adds a movement.
pub static INJECTION_CREATE: Body = Body {
    name: "SandboxTransactionCreation",
    about: "A movement that the institution shows from now on.",
    fields: &[
        Field {
            name: "account",
            kind: FieldKind::Uuid,
            required: true,
            about: "The current or savings account that the money moves on.",
        },
        Field {
            required: true,
            ..AMOUNT
        },
        Field {
            name: "type",
            kind: FieldKind::Choice(&["INFLOW", "OUTFLOW"]),
            required: true,
            about: "Whether the money comes in or goes out.",
        },
        DESCRIPTION,
        Field {
            name: "value_date",
            kind: FieldKind::Date,
            required: false,
            about: "The day, within the last year; today when nothing is said.",
        },
        STATUS,
        Field {
            name: "category",
            kind: FieldKind::Choice(CATEGORIES),
            required: false,
            about: "What the money is for; `Unknown` when nothing is said.",
        },
    ],
};

/// Changes a movement.
pub static INJECTION_PATCH: Body = Body {
    name: "SandboxTransactionChange",
    about: "What the institution corrects. What is left out stays as it is.",
    fields: &[AMOUNT, DESCRIPTION, STATUS],
};

/// A movement that was added to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SandboxTransaction {
    /// Its id.
    pub id: Uuid,
    /// When it was added.
    pub created_at: Timestamp,
    /// The institution that shows it.
    pub institution: String,
    /// The account through which it was added.
    pub account: Uuid,
    /// The institution's own key of that account, which every link of the same login shows.
    pub account_internal_identification: String,
    /// The institution's own key of the movement: what finds it among the transactions.
    pub internal_identification: String,
    /// How much moves.
    pub amount: Money,
    /// Its currency (ISO 4217).
    pub currency: String,
    /// Whether the money comes in or goes out.
    #[serde(rename = "type")]
    pub direction: Direction,
    /// What the statement says.
    pub description: String,
    /// The day on which it takes effect.
    pub value_date: Date,
    /// Whether it is booked.
    pub status: TransactionStatus,
    /// What it is for.
    pub category: Category,
}

impl SandboxTransaction {
    /// What it does to its account's balance.
    #[must_use]
    pub fn effect(&self) -> Money {
        match self.direction {
            Direction::Inflow => self.amount,
            Direction::Outflow => Money::ZERO - self.amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_can_be_read() {
        for word in CATEGORIES {
            serde_json::from_value::<Category>((*word).into()).unwrap();
        }
    }
}
