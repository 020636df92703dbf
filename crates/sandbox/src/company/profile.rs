//! What kind of company it is: what it sells, and how the kind it belongs to trades.

use crate::person::{Customers, Person, Season};

/// What a company lives from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trade {
    /// Goods bought to be sold.
    Shop,
    /// Goods of metal, made or brought in for other companies.
    Workshop,
    /// Work rather than goods.
    Services,
    /// Goods for customers abroad.
    Export,
    /// Software.
    StartUp,
}

impl Trade {
    /// What the kinds of companies live from.
    fn of(kind: &str) -> Self {
        match kind {
            "corner-shop" | "online-store" | "wholesaler" => Self::Shop,
            "workshop" | "importer" | "complete-company" => Self::Workshop,
            "exporter" => Self::Export,
            "startup" | "software-house" => Self::StartUp,
            _ => Self::Services,
        }
    }

    /// What the tax office's list of trades calls it.
    pub(crate) fn activity(self) -> &'static str {
        match self {
            Self::Shop => {
                "Comercio al por menor en tiendas de abarrotes, ultramarinos y misceláneas"
            }
            Self::Workshop => "Fabricación de productos de herrería",
            Self::Services => "Servicios de consultoría en administración",
            Self::Export => "Comercio al por mayor de otros alimentos",
            Self::StartUp => "Edición de software, excepto a través de Internet",
        }
    }

    /// Whether it sells goods, which it keeps in store, rather than work.
    pub(crate) fn sells_goods(self) -> bool {
        matches!(self, Self::Shop | Self::Workshop | Self::Export)
    }
}

/// A company's way of doing business. Parts are thousandths of its sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) trade: Trade,
    pub(crate) customers: Customers,
    /// Sales in a month, from and to.
    pub(crate) sales: (i64, i64),
    pub(crate) season: Season,
    /// What the goods cost that are sold, or what a service takes from others.
    pub(crate) cost: i64,
    pub(crate) staff: i64,
    /// What the staff costs, social security included.
    pub(crate) wages: i64,
    pub(crate) rent: i64,
    /// What investors put in.
    pub(crate) funding: i64,
    /// How many of a thousand sales are paid later, in one part or several.
    pub(crate) deferred: u32,
}

/// Sales on credit, in thousandths: nobody gets any at the counter.
const DEFERRED_PERMILLE: u32 = 650;
const DEFERRED_ABROAD_PERMILLE: u32 = 800;

impl Profile {
    /// How this company does business.
    pub(crate) fn of(person: &Person) -> Self {
        let venture = &person.archetype.venture;
        Self {
            trade: Trade::of(person.archetype.name),
            customers: venture.customers,
            sales: venture.sales,
            season: venture.season,
            cost: venture.supplies,
            staff: venture.staff,
            wages: venture.wages,
            rent: venture.rent,
            funding: venture.funding,
            deferred: match venture.customers {
                Customers::People => 0,
                Customers::Companies => DEFERRED_PERMILLE,
                Customers::Abroad => DEFERRED_ABROAD_PERMILLE,
            },
        }
    }
}
