//! The people behind the documented sandbox users.

use super::kind::{
    Archetype, Borrowing, Customers, Household, ORDINARY, ORDINARY_COMPANY, Venture, Work,
};

/// Has everything.
pub(crate) static COMPLETE: Archetype = Archetype {
    name: "complete",
    number: 0,
    sentence: "Documented user with every product: two current accounts, savings, a card and a loan.",
    household: Household::Family,
    income: (6_000_00, 9_000_00),
    owns_car: 1000,
    has_savings: 1000,
    has_card: 1000,
    invests: 1000,
    borrows: 1000,
    borrowing: Borrowing::Auto,
    appetite: 1000,
    ..ORDINARY
};

/// A company that has everything.
pub(crate) static COMPLETE_COMPANY: Archetype = Archetype {
    name: "complete-company",
    number: 0,
    sentence: "Documented company with every product that banks sell to companies.",
    ages: (25, 58),
    income: (70_000_00, 120_000_00),
    has_savings: 1000,
    has_card: 1000,
    invests: 1000,
    borrows: 1000,
    venture: Venture {
        trades: ["Metalúrgica", "Manufacturas", "Industrias", "Maestranza"],
        customers: Customers::Companies,
        sales: (16, 24),
        staff: 4,
        ..ORDINARY_COMPANY.venture
    },
    ..ORDINARY_COMPANY
};

/// Has next to nothing.
pub(crate) static QUIET: Archetype = Archetype {
    name: "quiet",
    number: 0,
    sentence: "Documented user with two accounts and a card on which something happens four times a year.",
    work: Work::Dormant,
    income: (2_000_00, 3_000_00),
    has_savings: 1000,
    has_card: 1000,
    invests: 0,
    borrows: 0,
    ..ORDINARY
};

/// Owes the bank.
pub(crate) static OVERDRAWN: Archetype = Archetype {
    name: "overdrawn",
    number: 0,
    sentence: "Documented user whose current account has been in the red for years.",
    work: Work::Dormant,
    income: (2_000_00, 3_000_00),
    has_savings: 0,
    has_card: 0,
    invests: 0,
    borrows: 0,
    strained: true,
    ..ORDINARY
};
