//! What happened to investments in Brazil: purchases, redemptions, interest, dividends, taxes.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{Announcement, History};
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::investment::Investment;
use crate::resources::retrieval::{DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static INVESTMENT_TRANSACTIONS: Resource = Resource {
    kind: Kind::InvestmentTransactions,
    path: "/api/br/investment-transactions/",
    title: "Investment transactions",
    item: "investment_transaction",
    about: "What happened to the investments of a customer of a Brazilian bank, each with the \
            investment as it stood when it was read.",
    capability: "INVESTMENT_TRANSACTIONS",
    operations: Operations::UNRESUMED,
    link_required: true,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: Some(365),
    announcement: Some(Announcement {
        webhook_type: "INVESTMENT_TRANSACTIONS",
        total: "total_transactions",
        new: "new_investment_transactions",
        new_code: "new_investment_transactions_available",
        scheduled: true,
        history: History::Movements,
    }),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::listed("type", "investment.type", "investment's type"),
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "InvestmentTransactionRetrieval",
        about: "Reads what happened to the investments of a link within a period.",
        fields: &[LINK, DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<InvestmentTransaction>(),
    check: |text| serde_json::from_str::<InvestmentTransaction>(text).map(drop),
};

/// One thing that happened to an investment. Keys that do not apply to its kind are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvestmentTransaction {
    /// The transaction's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The investment, as it stood when this was read.
    pub investment: Investment,
    /// The institution's own key. In the sandbox it is also the key of the bank transaction, where
    /// money moved.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub internal_identification: String,
    /// The day of settlement.
    pub value_date: Date,
    /// What moved before tax; not for shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub gross_value: Option<Money>,
    /// What moved after tax; not for shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub net_value: Option<Money>,
    /// The worth of the trade, of what was asked for, or of what was distributed; shares and funds
    /// only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub value: Option<Money>,
    /// What one unit was worth; for distributions, what was paid on one.
    pub unit_price: Money,
    /// To how many units the price refers; shares only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub price_factor: Option<Money>,
    /// The tax on financial operations (IOF) that was withheld; not for shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub transaction_tax: Option<Money>,
    /// The income tax that was withheld; not for shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub income_tax: Option<Money>,
    /// How many units it was about.
    pub quantity: Money,
    /// Whether money or units came into the investment or left it.
    #[serde(rename = "type")]
    pub direction: InvestmentDirection,
    /// What it was.
    pub subtype: InvestmentEvent,
    /// What it was in words; needed where the subtype is `OUTROS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(max = 100))]
    pub subtype_additional_info: Option<String>,
    /// The share of the index that it earns, as a part of one; deposits and private debt only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub indexer_percentage: Option<Money>,
    /// The rate that was agreed, as a part of one; deposits, private debt and government bonds only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub rate: Option<Money>,
    /// What leaving the fund cost; funds only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub exit_fee: Option<Money>,
    /// The broker's note; trades of shares only.
    pub broker_note_details: Option<BrokerNote>,
}

/// Whether something came into an investment or left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum InvestmentDirection {
    /// It came in.
    #[serde(rename = "INFLOW")]
    Inflow,
    /// It left.
    #[serde(rename = "OUTFLOW")]
    Outflow,
    /// Neither can be said. The contract spells this word so.
    #[serde(rename = "null")]
    Neither,
}

/// What happened to an investment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvestmentEvent {
    /// Money was put into a deposit or fund.
    Aplicacao,
    /// A deposit or fund was cashed in.
    Resgate,
    /// A bond, certificate or share was bought.
    Compra,
    /// A bond, certificate or share was sold.
    Venda,
    /// It was undone.
    Cancelamento,
    /// It fell due and was paid.
    Vencimento,
    /// Interest was paid.
    PagamentoJuros,
    /// Part of what is owed was paid back.
    Amortizacao,
    /// A premium was paid, as for being paid back early.
    #[serde(rename = "PRÊMIO")]
    Premio,
    /// It went to or came from another holder.
    TransferenciaTitularidade,
    /// It went to or came from another institution.
    TransferenciaCustodia,
    /// Units went to or came from another holder or institution.
    TransferenciaDeCotas,
    /// A penalty was paid.
    Multa,
    /// Interest for late payment was paid.
    Mora,
    /// A dividend was paid.
    Dividendos,
    /// Interest on equity was paid.
    Jcp,
    /// Lending shares earned something.
    Alugueis,
    /// Income tax on a fund's gains was taken in units, as every May and November.
    ComeCotas,
    /// Something else; the additional information says what.
    Outros,
}

/// What a broker charged on a day of trading. Amounts are in the investment's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BrokerNote {
    /// The note's number.
    #[schemars(regex(pattern = r"^\d{1,16}$"), length(min = 1, max = 16))]
    pub broker_note_number: String,
    /// The worth of all trades of the day.
    pub gross_value: Money,
    /// What the broker takes.
    pub brokerage_fee: Money,
    /// What settlement costs.
    pub clearing_settlement_fee: Money,
    /// What registration costs.
    pub clearing_registration_fee: Money,
    /// What the exchange takes for the notice of a trade.
    pub stock_exchange_asset_trade_notice_fee: Money,
    /// What the exchange takes for trading.
    pub stock_exchange_fee: Money,
    /// What custody costs.
    pub clearing_custody_fee: Money,
    /// Taxes on the broker's services.
    pub taxes: Money,
    /// Income tax that was withheld.
    pub income_tax: Money,
    /// What was debited or credited in the end.
    pub net_value: Money,
}

impl Item for InvestmentTransaction {
    const KIND: Kind = Kind::InvestmentTransactions;

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
