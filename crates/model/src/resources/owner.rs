//! Owners: who holds a link's accounts, in three shapes.

mod business;
mod common;
mod individual;
mod standard;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

pub use business::{
    BusinessOwner, BusinessPatrimony, BusinessProfile, BusinessRelation, EconomicActivity,
    InformedRevenue, Party, PartyDocumentKind, PartyKind, PersonKind,
};
pub use common::{
    Frequency, OwnerAddress, OwnerDocument, OwnerDocumentId, OwnerDocumentKind, OwnerEmail,
    OwnerPhone, OwnerProduct, OwnerProductKind, PhoneKind, Procurator, ProcuratorKind,
};
pub use individual::{
    Filiation, FiliationKind, Gender, IndividualOwner, IndividualPatrimony, IndividualProfile,
    IndividualRelation, InformedIncome, MaritalStatus, Nationality, NationalityDocument,
    OccupationCode, PayrollAccount, SalaryPortabilityRequest,
};
pub use standard::{StandardDocumentId, StandardOwner};

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::filter::{Filter, FilterKind, Operator};
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA, TOKEN};
use crate::time::Timestamp;

/// The declaration.
pub static OWNERS: Resource = Resource {
    kind: Kind::Owners,
    path: "/api/owners/",
    title: "Owners",
    item: "owner",
    about: "Who holds the accounts of a link: the person's or company's name, documents, addresses \
            and what they declared to the institution.",
    capability: "OWNERS",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("OWNERS", "owners"),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::CREATED_AT,
        filters::exact("email", "email", "e-mail address"),
        Filter {
            name: "display_name",
            kind: FilterKind::Text,
            operators: &[Operator::Contains],
            at: "display_name",
            about: "full name",
        },
    ],
    request: &Body {
        name: "OwnerRetrieval",
        about: "Reads the owners of a link's accounts from its institution.",
        fields: &[LINK, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Owner>(),
    check: |text| serde_json::from_str::<Owner>(text).map(drop),
};

/// Who holds the accounts of a link. The shape depends on the institution.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Owner {
    /// A person, as Open Finance Brasil describes one.
    Individual(Box<IndividualOwner>),
    /// A company, as Open Finance Brasil describes one.
    Business(Box<BusinessOwner>),
    /// A person or company, as other institutions describe them.
    Standard(Box<StandardOwner>),
}

/// The keys that tell the shapes apart.
#[derive(Deserialize)]
struct Shape {
    birth_date: Option<IgnoredAny>,
    company_name: Option<IgnoredAny>,
}

/// The shape is told by its keys. A derived reading would try one shape after the other on a buffered
/// copy, which cannot hold exact decimals.
impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get();
        let shape: Shape = serde_json::from_str(text).map_err(D::Error::custom)?;
        let owner = if shape.birth_date.is_some() {
            serde_json::from_str(text).map(Self::Individual)
        } else if shape.company_name.is_some() {
            serde_json::from_str(text).map(Self::Business)
        } else {
            serde_json::from_str(text).map(Self::Standard)
        };
        owner.map_err(D::Error::custom)
    }
}

impl Item for Owner {
    const KIND: Kind = Kind::Owners;

    fn id(&self) -> Uuid {
        match self {
            Self::Individual(owner) => owner.id,
            Self::Business(owner) => owner.id,
            Self::Standard(owner) => owner.id,
        }
    }

    /// The institution's own key; where it has none, the link has one owner.
    fn identity(&self) -> Cow<'_, str> {
        let key = match self {
            Self::Individual(owner) => &owner.internal_identification,
            Self::Business(owner) => &owner.internal_identification,
            Self::Standard(owner) => &owner.internal_identification,
        };
        key.as_deref().unwrap_or_default().into()
    }

    fn created_at(&self) -> Timestamp {
        match self {
            Self::Individual(owner) => owner.created_at,
            Self::Business(owner) => owner.created_at,
            Self::Standard(owner) => owner.created_at,
        }
    }

    fn collected_at(&self) -> Timestamp {
        match self {
            Self::Individual(owner) => owner.collected_at,
            Self::Business(owner) => owner.collected_at,
            Self::Standard(owner) => owner.collected_at,
        }
    }
}
