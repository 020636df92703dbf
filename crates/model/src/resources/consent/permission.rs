//! What a consent allows to read: the network's permissions, by group.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The network's permissions by group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Permissions {
    /// Accounts: what they hold, their limits and their movements.
    pub accounts: Vec<String>,
    /// Cards: their limits, bills and movements.
    pub credit_cards: Vec<String>,
    /// Loans, financings, overdrafts and discounted receivables.
    pub credit_operations: Vec<String>,
    /// Who the holder is.
    pub register: Vec<String>,
    /// What every other permission needs.
    pub resources: Vec<String>,
    /// Deposits, bonds, funds and shares.
    pub investments: Vec<String>,
}

const ACCOUNTS: &[&str] = &[
    "ACCOUNTS_READ",
    "ACCOUNTS_BALANCES_READ",
    "ACCOUNTS_TRANSACTIONS_READ",
    "ACCOUNTS_OVERDRAFT_LIMITS_READ",
];
const CREDIT_CARDS: &[&str] = &[
    "CREDIT_CARDS_ACCOUNTS_READ",
    "CREDIT_CARDS_ACCOUNTS_LIMITS_READ",
    "CREDIT_CARDS_ACCOUNTS_BILLS_READ",
    "CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ",
    "CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ",
];
const CREDIT_PRODUCTS: &[&str] = &[
    "LOANS",
    "FINANCINGS",
    "UNARRANGED_ACCOUNTS_OVERDRAFT",
    "INVOICE_FINANCINGS",
];
const CREDIT_PARTS: &[&str] = &[
    "READ",
    "WARRANTIES_READ",
    "SCHEDULED_INSTALMENTS_READ",
    "PAYMENTS_READ",
];
const INVESTMENTS: &[&str] = &[
    "BANK_FIXED_INCOMES_READ",
    "CREDIT_FIXED_INCOMES_READ",
    "FUNDS_READ",
    "VARIABLE_INCOMES_READ",
    "TREASURE_TITLES_READ",
];

impl Permissions {
    /// Everything that a person can allow, or a company.
    #[must_use]
    pub fn everything(of_company: bool) -> Self {
        let holder = if of_company { "BUSINESS" } else { "PERSONAL" };
        // The network itself writes "aditional".
        let register = ["IDENTIFICATIONS_READ", "ADITTIONALINFO_READ"];
        let credit = CREDIT_PRODUCTS.iter().flat_map(|product| {
            let named = move |part: &&str| format!("{product}_{part}");
            CREDIT_PARTS.iter().map(named)
        });
        Self {
            accounts: owned(ACCOUNTS),
            credit_cards: owned(CREDIT_CARDS),
            credit_operations: credit.collect(),
            register: register
                .map(|part| format!("CUSTOMERS_{holder}_{part}"))
                .to_vec(),
            resources: owned(&["RESOURCES_READ"]),
            investments: owned(INVESTMENTS),
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_companies_differ_in_who_they_are() {
        let (person, company) = (
            Permissions::everything(false),
            Permissions::everything(true),
        );
        assert_eq!(
            person.register,
            [
                "CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ",
                "CUSTOMERS_PERSONAL_ADITTIONALINFO_READ"
            ]
        );
        assert_eq!(
            company.register,
            [
                "CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ",
                "CUSTOMERS_BUSINESS_ADITTIONALINFO_READ"
            ]
        );
        assert_eq!(person.credit_operations, company.credit_operations);
        assert_eq!(person.credit_operations.len(), 16);
        assert_eq!(
            person.credit_operations[9],
            "UNARRANGED_ACCOUNTS_OVERDRAFT_WARRANTIES_READ"
        );
    }
}
