//! The table of resources: what each is, where it lives and what can be done with it.

use std::fmt;

use schemars::{Schema, SchemaGenerator};

use crate::body::Body;
use crate::filter::Filter;
use crate::resources;
use crate::resources::institution::Institution;

/// Which resource a document belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Who holds the link's accounts.
    Owners,
    /// Accounts, cards and loans.
    Accounts,
    /// Balances of deposit accounts at this moment (Brazil).
    Balances,
    /// Movements of accounts and cards.
    Transactions,
    /// End-of-day balances over a period, as older clients read them.
    DailyBalances,
    /// The tax office's file on somebody (Chile).
    ChileTaxStatus,
    /// What somebody owes to all banks (Chile).
    ChileDebtReports,
    /// Bills of credit cards.
    Bills,
    /// Electronic invoices (Mexico).
    Invoices,
    /// Certificates of what was kept back for the tax authority (Mexico).
    TaxRetentions,
}

/// One resource of the API. The five operations are the same code for all of them.
pub struct Resource {
    /// The kind of its documents.
    pub kind: Kind,
    /// The collection's path, with both slashes: `/api/accounts/`.
    pub path: &'static str,
    /// Its name for people, in the plural: `Accounts`.
    pub title: &'static str,
    /// One item of it, in the singular: `account`.
    pub item: &'static str,
    /// What it holds, in a paragraph.
    pub about: &'static str,
    /// What an institution's `resources` must list for it to be offered.
    pub capability: &'static str,
    /// What can be done with it.
    pub operations: Operations,
    /// Whether a list must name its link.
    pub link_required: bool,
    /// Whether its documents belong to accounts, which are then read and kept before them.
    pub refers_to_accounts: bool,
    /// Whether it is loaded when a link is made: everything that needs no period.
    pub loaded_with_link: bool,
    /// The longest period that one retrieval may ask for, in days.
    pub period_days_max: Option<i64>,
    /// Where its operations answer otherwise than most do.
    pub manner: Manner,
    /// The filters of its list, besides paging and field selection.
    pub filters: &'static [Filter],
    /// What a retrieval may say.
    pub request: &'static Body,
    /// The schema of one item.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Reads a document as its struct: the proof that a text is of this resource.
    pub check: fn(&str) -> serde_json::Result<()>,
}

/// How a resource's operations answer; most are [`Manner::ORDINARY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Whether a retrieval answers one object rather than a list.
    pub answers_one: bool,
    /// Whether a retrieval that brings nothing new answers 200 rather than 201.
    pub created_only_when_new: bool,
}

impl Manner {
    /// A retrieval that saves answers a list and 201.
    pub const ORDINARY: Self = Self {
        answers_one: false,
        created_only_when_new: false,
    };
    /// As [`Self::ORDINARY`], but a retrieval answers one object.
    pub const ONE: Self = Self {
        answers_one: true,
        ..Self::ORDINARY
    };
}

/// Which of the five operations a resource offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operations {
    /// `GET` on the collection.
    pub list: bool,
    /// `POST` on the collection: fetch from the institution.
    pub retrieve: bool,
    /// `PATCH` on the collection: go on after a token was asked for.
    pub resume: bool,
    /// `GET` on one item.
    pub detail: bool,
    /// `DELETE` on one item.
    pub delete: bool,
}

impl Operations {
    /// All five.
    pub const ALL: Self = Self {
        list: true,
        retrieve: true,
        resume: true,
        detail: true,
        delete: true,
    };
    /// Read only: what is fetched is neither resumed nor deleted by itself.
    pub const READ: Self = Self {
        list: true,
        retrieve: true,
        resume: false,
        detail: true,
        delete: false,
    };
    /// Everything but resuming.
    pub const UNRESUMED: Self = Self {
        resume: false,
        ..Self::ALL
    };
}

impl Kind {
    /// Every kind there is, in the order in which a link's data is loaded: a kind comes after those
    /// it refers to.
    pub const ALL: &'static [Self] = &[
        Self::Owners,
        Self::Accounts,
        Self::Balances,
        Self::Transactions,
        Self::DailyBalances,
        Self::ChileTaxStatus,
        Self::ChileDebtReports,
        Self::Bills,
        Self::Invoices,
        Self::TaxRetentions,
    ];

    /// The name under which documents of this kind are stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Accounts => "accounts",
            Self::Balances => "balances",
            Self::Transactions => "transactions",
            Self::DailyBalances => "daily_balances",
            Self::ChileTaxStatus => "chile_tax_status",
            Self::ChileDebtReports => "chile_debt_reports",
            Self::Bills => "bills",
            Self::Invoices => "invoices",
            Self::TaxRetentions => "tax_retentions",
        }
    }

    /// The kind of this stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// Whether an institution offers this kind: it lists the word for it, and the word means this kind
    /// in its country.
    #[must_use]
    pub fn is_offered_by(self, institution: &Institution) -> bool {
        let capability = self.resource().capability;
        let listed = institution.resources.iter().any(|name| name == capability);
        let here = |countries: &[&str]| countries.contains(&institution.country_code.as_str());
        listed && self.countries().is_none_or(here)
    }

    /// The countries of a kind that shares its word with another country's kind.
    fn countries(self) -> Option<&'static [&'static str]> {
        match self {
            Self::ChileTaxStatus | Self::ChileDebtReports => Some(&["CL"]),
            Self::Invoices | Self::TaxRetentions => Some(&["MX"]),
            _ => None,
        }
    }

    /// The declaration of this kind.
    #[must_use]
    pub fn resource(self) -> &'static Resource {
        match self {
            Self::Owners => &resources::owner::OWNERS,
            Self::Accounts => &resources::account::ACCOUNTS,
            Self::Balances => &resources::balance::BALANCES,
            Self::Transactions => &resources::transaction::TRANSACTIONS,
            Self::DailyBalances => &resources::daily_balance::DAILY_BALANCES,
            Self::ChileTaxStatus => &resources::chile_tax_status::CHILE_TAX_STATUS,
            Self::ChileDebtReports => &resources::chile_debt_report::CHILE_DEBT_REPORTS,
            Self::Bills => &resources::bill::BILLS,
            Self::Invoices => &resources::invoice::INVOICES,
            Self::TaxRetentions => &resources::tax_retention::TAX_RETENTIONS,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Resource({})", self.path)
    }
}
