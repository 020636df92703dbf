//! Accounts: deposit accounts, cards and loans, in one shape for all countries.

mod credit;
mod fund;
mod loan;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use credit::{CardNetwork, CreditCard, CreditData, CreditLimit, CreditLimitKind};
pub use fund::{Fund, PublicIdentification, Receivables};
pub use loan::{
    BalloonPayment, ChargeKind, Collateral, ContractedCharge, FeeCharge, FeeFrequency,
    InstallmentFrequency, InterestPeriod, InterestRate, InterestRateData, LoanData, LoanFee,
    LoanFeeKind, RateKind, ReferenceIndex, TaxKind, TermUnit,
};

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::filter::{Filter, FilterKind, Operator};
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::institution::InstitutionKind;
use crate::resources::retrieval::{LINK, SAVE_DATA, TOKEN};
use crate::time::Timestamp;

/// The declaration.
pub static ACCOUNTS: Resource = Resource {
    kind: Kind::Accounts,
    path: "/api/accounts/",
    title: "Accounts",
    item: "account",
    about: "What a person or company holds at an institution: current and savings accounts, credit \
            cards, loans and financings, each with its balance at the last reading.",
    capability: "ACCOUNTS",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("ACCOUNTS", "accounts"),
    manner: Manner::KEPT,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::number(
            "balance__available",
            "balance.available",
            "available balance",
        ),
        filters::number("balance__current", "balance.current", "current balance"),
        Filter {
            name: "category",
            kind: FilterKind::Choice(CATEGORIES),
            operators: Operator::LISTED,
            at: "category",
            about: "category",
        },
        filters::CREATED_AT,
        filters::listed("currency", "currency", "three-letter currency code"),
        filters::listed("institution", "institution.name", "institution's name"),
        Filter {
            name: "name",
            kind: FilterKind::Text,
            operators: &[Operator::Equal, Operator::Contains],
            at: "name",
            about: "name at the institution",
        },
        filters::listed("number", "number", "number at the institution"),
        filters::exact(
            "public_identification_name",
            "public_identification_name",
            "kind of public identification, such as `CLABE`,",
        ),
        filters::exact(
            "public_identification_value",
            "public_identification_value",
            "public identification",
        ),
        filters::exact("type", "type", "type, as the institution calls it,"),
    ],
    request: &Body {
        name: "AccountRetrieval",
        about: "Reads the accounts of a link from its institution.",
        fields: &[LINK, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Account>(),
    check: |text| serde_json::from_str::<Account>(text).map(drop),
};

/// One account, card or loan, as it stood when the institution was last read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// The account's id on this platform; it stays the same when the account is read again.
    pub id: Uuid,
    /// The link through which the account was read.
    pub link: Option<Uuid>,
    /// The institution that keeps the account.
    pub institution: AccountInstitution,
    /// When the account was read from the institution.
    pub collected_at: Timestamp,
    /// When the account was first written here.
    pub created_at: Timestamp,
    /// When the institution was last entered with success for this link.
    pub last_accessed_at: Option<Timestamp>,
    /// What kind of product it is, in terms common to all institutions.
    pub category: Option<AccountCategory>,
    /// Whether the balance is something owned or something owed.
    pub balance_type: Option<BalanceKind>,
    /// The overdraft of a current account; null for products without one.
    pub overdraft: Option<Overdraft>,
    /// The product's type in the institution's own words, such as `CONTA_DEPOSITO_A_VISTA`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The product's subtype in the institution's own words, such as `INDIVIDUAL`.
    pub subtype: String,
    /// What the institution or its customer calls the account.
    pub name: Option<String>,
    /// The account number, without branch and check digit where those are apart.
    pub number: Option<String>,
    /// The branch that keeps the account: one to four digits.
    #[schemars(regex(pattern = r"^\d{1,4}$"), length(max = 4))]
    pub agency: Option<String>,
    /// The digits that protect the account number against slips of the pen.
    #[schemars(length(max = 2))]
    pub check_digit: Option<String>,
    /// How much there is, or how much is owed.
    pub balance: AccountBalance,
    /// The currency of every amount of this account (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: String,
    /// What the public identification is: `AGENCY/NUMBER` and `CREDIT_CARD_NUMBER` in Brazil,
    /// `CLABE` in Mexico.
    pub public_identification_name: Option<String>,
    /// The number by which others may refer to the account; last digits only, with commas, for cards.
    pub public_identification_value: Option<String>,
    /// The institution's own key of the account: what tells it from the link's other accounts.
    #[schemars(regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"), length(max = 100))]
    pub internal_identification: String,
    /// Limits, cards and due dates; only for credit cards.
    pub credit_data: Option<CreditData>,
    /// The contract and its progress; only for loans and financings.
    pub loan_data: Option<LoanData>,
    /// The contract's present edition has this text, which is always null, where an earlier one had
    /// the list that is `funds` now.
    pub funds_data: Option<String>,
    /// The funds of a pension or investment account, where an institution lists them. Null for Open
    /// Finance accounts.
    pub funds: Option<Vec<Fund>>,
    /// Card sales that are still to be paid out to a merchant, where an institution lists them.
    pub receivables_data: Option<Receivables>,
    /// A product number that older clients read. Always null.
    #[schemars(extend("deprecated" = true))]
    pub bank_product_id: Option<String>,
}

/// Which institution keeps an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccountInstitution {
    /// The institution's name, as in the list of institutions.
    pub name: String,
    /// What kind of institution it is.
    #[serde(rename = "type")]
    pub kind: InstitutionKind,
}

/// The kinds of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountCategory {
    /// An advance on deposits: credit on an account in the red.
    AdvanceDepositAccount,
    /// A current account.
    CheckingAccount,
    /// A credit card.
    CreditCard,
    /// Financing of a good, such as a car or a home.
    FinancingAccount,
    /// An investment account.
    InvestmentAccount,
    /// Credit against invoices that are still to be paid.
    InvoiceFinancingAccount,
    /// A loan.
    LoanAccount,
    /// A pension fund.
    PensionFundAccount,
    /// A savings account.
    SavingsAccount,
    /// A product of no kind known here, such as card sales that a merchant is still to be paid for.
    Uncategorized,
}

/// Every [`AccountCategory`] as it is written.
pub const CATEGORIES: &[&str] = &[
    "ADVANCE_DEPOSIT_ACCOUNT",
    "CHECKING_ACCOUNT",
    "CREDIT_CARD",
    "FINANCING_ACCOUNT",
    "INVESTMENT_ACCOUNT",
    "INVOICE_FINANCING_ACCOUNT",
    "LOAN_ACCOUNT",
    "PENSION_FUND_ACCOUNT",
    "SAVINGS_ACCOUNT",
    "UNCATEGORIZED",
];

/// Which side of the ledger a balance stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BalanceKind {
    /// Something the customer owns.
    Asset,
    /// Something the customer owes: cards, loans, financings.
    Liability,
}

/// The amounts of an account at the last reading, in its currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccountBalance {
    /// What the account holds; for a card, what was spent in the open period; for a loan, what
    /// remains to be paid.
    pub current: Option<Money>,
    /// What can be used; for a card, the limit less what was spent; for a loan, what would settle it
    /// today, where the institution says so.
    pub available: Option<Money>,
    /// What is held back for movements under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub blocked: Option<Money>,
    /// What the institution invests by itself, as agreed with the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub automatically_invested: Option<Money>,
}

/// The overdraft of a current account, in its currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Overdraft {
    /// The limit that was agreed.
    pub arranged: Money,
    /// How much of the agreed limit is in use.
    pub used: Money,
    /// How much is in use beyond what was agreed.
    pub unarranged: Money,
}

impl Item for Account {
    const KIND: Kind = Kind::Accounts;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.internal_identification.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
