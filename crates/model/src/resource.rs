//! The table of resources: what each is, where it lives and what can be done with it.

use std::fmt;

use schemars::{Schema, SchemaGenerator};

use crate::announcement::Announcement;
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
    /// Relations with employers and what they paid (Brazil).
    Employments,
    /// Reports of a working life (Mexico).
    EmploymentRecords,
    /// Whom somebody works for now (Mexico).
    CurrentEmployments,
    /// Employers' contributions month by month (Colombia), as older clients read them.
    ColombianEmployments,
    /// The tax office's file on somebody (Chile).
    ChileTaxStatus,
    /// What somebody owes to all banks (Chile).
    ChileDebtReports,
    /// What somebody bought and sold (Chile).
    ChileInvoices,
    /// Income tax returns, as older clients read them (Colombia).
    TaxDeclarations,
    /// Bills of credit cards.
    Bills,
    /// Returns filed with the tax office (Mexico).
    TaxReturns,
    /// Who a taxpayer is to the tax office (Mexico).
    TaxStatus,
    /// What the tax office thinks of a taxpayer (Mexico).
    TaxComplianceStatus,
    /// A company's yearly statements (Mexico).
    FinancialStatements,
    /// What is held in deposits, bonds, funds and shares (Brazil).
    Investments,
    /// What happened to investments (Brazil).
    InvestmentTransactions,
    /// Contracts of foreign exchange (Brazil).
    Exchanges,
    /// What happened to contracts of foreign exchange (Brazil).
    ExchangeHistory,
    /// Investments by kind, as older clients read them.
    Portfolios,
    /// What happened in portfolios, as older clients read it.
    PortfolioTransactions,
    /// Card sales of merchants, as older clients read them.
    Receivables,
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
    /// How it is announced to webhooks; not at all where the contract has no event for it.
    pub announcement: Option<Announcement>,
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
    /// The kind whose documents its own are parts of: they are read with them, deleted with them and
    /// listed below them, at a path with the `{id}` of the whole.
    pub part_of: Option<Kind>,
    /// Whether an organisation may delete only so many of its items in a minute.
    pub deleted_sparingly: bool,
}

impl Manner {
    /// A retrieval that saves answers a list and 201.
    pub const ORDINARY: Self = Self {
        answers_one: false,
        created_only_when_new: false,
        part_of: None,
        deleted_sparingly: false,
    };
    /// As [`Self::ORDINARY`], but a retrieval answers one object.
    pub const ONE: Self = Self {
        answers_one: true,
        ..Self::ORDINARY
    };

    /// As [`Self::ORDINARY`], but an organisation may delete only so many items in a minute.
    pub const KEPT: Self = Self {
        deleted_sparingly: true,
        ..Self::ORDINARY
    };

    /// As [`Self::ORDINARY`], for parts of documents of another kind.
    #[must_use]
    pub const fn part_of(whole: Kind) -> Self {
        Self {
            part_of: Some(whole),
            ..Self::ORDINARY
        }
    }
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
    /// Nothing but lists: the rest is done by the whole that its items are parts of.
    pub const LIST: Self = Self {
        list: true,
        retrieve: false,
        resume: false,
        detail: false,
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
        Self::Employments,
        Self::EmploymentRecords,
        Self::CurrentEmployments,
        Self::ColombianEmployments,
        Self::ChileTaxStatus,
        Self::ChileDebtReports,
        Self::ChileInvoices,
        Self::TaxDeclarations,
        Self::Bills,
        Self::TaxReturns,
        Self::TaxStatus,
        Self::TaxComplianceStatus,
        Self::FinancialStatements,
        Self::Investments,
        Self::InvestmentTransactions,
        Self::Exchanges,
        Self::ExchangeHistory,
        Self::Portfolios,
        Self::PortfolioTransactions,
        Self::Receivables,
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
            Self::Employments => "employments",
            Self::EmploymentRecords => "employment_records",
            Self::CurrentEmployments => "current_employments",
            Self::ColombianEmployments => "colombian_employments",
            Self::ChileTaxStatus => "chile_tax_status",
            Self::ChileDebtReports => "chile_debt_reports",
            Self::ChileInvoices => "chile_invoices",
            Self::TaxDeclarations => "tax_declarations",
            Self::Bills => "bills",
            Self::TaxReturns => "tax_returns",
            Self::TaxStatus => "tax_status",
            Self::TaxComplianceStatus => "tax_compliance_status",
            Self::FinancialStatements => "financial_statements",
            Self::Investments => "investments",
            Self::InvestmentTransactions => "investment_transactions",
            Self::Exchanges => "exchanges",
            Self::ExchangeHistory => "exchange_history",
            Self::Portfolios => "portfolios",
            Self::PortfolioTransactions => "portfolio_transactions",
            Self::Receivables => "receivables",
            Self::Invoices => "invoices",
            Self::TaxRetentions => "tax_retentions",
        }
    }

    /// The kinds whose documents are parts of this kind's.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        let is_part = move |kind: &Self| kind.resource().manner.part_of == Some(self);
        Self::ALL.iter().copied().filter(is_part)
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

    /// The countries of a kind that shares its word with kinds of other countries.
    fn countries(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Employments => Some(&["BR"]),
            Self::ColombianEmployments => Some(&["CO"]),
            Self::ChileInvoices | Self::ChileTaxStatus | Self::ChileDebtReports => Some(&["CL"]),
            Self::TaxDeclarations => Some(&["CO"]),
            Self::TaxReturns
            | Self::TaxStatus
            | Self::TaxComplianceStatus
            | Self::FinancialStatements => Some(&["MX"]),
            Self::Investments
            | Self::InvestmentTransactions
            | Self::Exchanges
            | Self::ExchangeHistory => Some(&["BR"]),
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
            Self::Employments => &resources::employment::EMPLOYMENTS,
            Self::EmploymentRecords => &resources::employment_record::EMPLOYMENT_RECORDS,
            Self::CurrentEmployments => &resources::current_employment::CURRENT_EMPLOYMENTS,
            Self::ColombianEmployments => &resources::colombian_employment::COLOMBIAN_EMPLOYMENTS,
            Self::ChileTaxStatus => &resources::chile_tax_status::CHILE_TAX_STATUS,
            Self::ChileDebtReports => &resources::chile_debt_report::CHILE_DEBT_REPORTS,
            Self::ChileInvoices => &resources::chile_invoice::CHILE_INVOICES,
            Self::TaxDeclarations => &resources::tax_declaration::TAX_DECLARATIONS,
            Self::Bills => &resources::bill::BILLS,
            Self::TaxReturns => &resources::tax_return::TAX_RETURNS,
            Self::TaxStatus => &resources::tax_status::TAX_STATUS,
            Self::TaxComplianceStatus => &resources::tax_compliance_status::TAX_COMPLIANCE_STATUS,
            Self::FinancialStatements => &resources::financial_statement::FINANCIAL_STATEMENTS,
            Self::Investments => &resources::investment::INVESTMENTS,
            Self::InvestmentTransactions => {
                &resources::investment_transaction::INVESTMENT_TRANSACTIONS
            }
            Self::Exchanges => &resources::exchange::EXCHANGES,
            Self::ExchangeHistory => &resources::exchange::EXCHANGE_HISTORY,
            Self::Portfolios => &resources::portfolio::PORTFOLIOS,
            Self::PortfolioTransactions => {
                &resources::portfolio_transaction::PORTFOLIO_TRANSACTIONS
            }
            Self::Receivables => &resources::receivable::RECEIVABLES,
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
