//! Investments in Brazil: what somebody holds in deposits, bonds, funds and shares.

mod position;
mod terms;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use position::InvestmentBalance;
pub use terms::{
    CalculationBase, Debtor, FundCategory, FundClassification, Indexer, RatePeriodicity, RateType,
    Remuneration, VoucherPayment, VoucherPeriodicity,
};

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static INVESTMENTS: Resource = Resource {
    kind: Kind::Investments,
    path: "/api/br/investments/",
    title: "Investments",
    item: "investment",
    about: "What a customer of a Brazilian bank holds in bank deposits, private debt, government \
            bonds, funds and shares, with its terms and its value at the last reading.",
    capability: "INVESTMENTS",
    operations: Operations::UNRESUMED,
    link_required: true,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("INVESTMENTS", "investments"),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::listed("type", "type", "type"),
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "InvestmentRetrieval",
        about: "Reads the investments of a link from its institution.",
        fields: &[LINK, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Investment>(),
    check: |text| serde_json::from_str::<Investment>(text).map(drop),
};

/// One thing that is held, as it stood when the institution was last read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Investment {
    /// The investment's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The institution's own key: what tells it from the link's other investments.
    #[schemars(regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"), length(max = 100))]
    pub internal_identification: String,
    /// What kind of investment it is.
    #[serde(rename = "type")]
    pub kind: InvestmentKind,
    /// The issuer's CNPJ, the fund's own for a fund; null for government bonds.
    #[schemars(regex(pattern = r"^\d{14}$"), length(max = 14))]
    pub issuer_id_number: Option<String>,
    /// The instrument's number by ISO 6166, where it has one.
    #[schemars(regex(pattern = r"^[A-Z]{2}[A-Z0-9]{9}\d$"), length(max = 12))]
    pub isin_number: Option<String>,
    /// The currency of the amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// `CDB`, `RDB`, `LCI` or `LCA` for bank deposits, `DEBENTURES`, `CRI` or `CRA` for private
    /// debt; the name of the bond or fund, the ticker of the share.
    #[schemars(length(max = 250))]
    pub product_name: String,
    /// Whether what it earns is free of income tax for its holder.
    pub is_tax_exempt: bool,
    /// The code under which the clearing house keeps it; deposits and private debt only.
    #[schemars(length(max = 30))]
    pub clearing_code: Option<String>,
    /// When it falls due; not for funds and shares.
    pub due_date: Option<Date>,
    /// When it was issued; deposits and private debt only.
    pub issue_date: Option<Date>,
    /// When it was bought; not for funds and shares.
    pub purchase_date: Option<Date>,
    /// Until when it cannot be cashed in; deposits and private debt only.
    pub grace_period_date: Option<Date>,
    /// What one unit cost when it was issued; deposits and private debt only.
    pub issue_unit_price: Option<Money>,
    /// How much is held, and what it is worth.
    pub balance: InvestmentBalance,
    /// How it earns.
    pub remuneration: Remuneration,
    /// What kind of fund it is; null for everything else.
    pub classification_details: Option<FundClassification>,
    /// Whether and when it pays interest before its end.
    pub voucher_payment_details: VoucherPayment,
    /// Who owes it in the end; private debt only.
    pub debtor_details: Option<Debtor>,
}

/// The kinds of investments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvestmentKind {
    /// A deposit with a bank: CDB, RDB, LCI, LCA.
    FixedIncomeBanking,
    /// Debt of companies: debentures, CRI, CRA.
    FixedIncomeCredit,
    /// Shares.
    VariableIncome,
    /// A government bond of Tesouro Direto.
    TreasuryBond,
    /// Units of a fund.
    InvestmentFund,
}

impl Item for Investment {
    const KIND: Kind = Kind::Investments;

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
