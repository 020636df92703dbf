//! Who a taxpayer is to the Mexican tax office: the certificate of fiscal situation.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static TAX_STATUS: Resource = Resource {
    kind: Kind::TaxStatus,
    path: "/api/tax-status/",
    title: "Tax status",
    item: "tax_status_certificate",
    about: "Who a taxpayer is to the Mexican tax office: name, address, trades, regimes and duties, as \
            the certificate of fiscal situation has them.",
    capability: "TAX_STATUS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!(
        "TAX_STATUS",
        "tax_status",
        History::Latest {
            at: "tax_payer_information.last_status_change_date",
            last: "last_status_change_date",
        }
    ),
    manner: Manner::ONE,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "TaxStatusRetrieval",
        about: "Reads the certificate of fiscal situation of a link's owner.",
        fields: &[LINK, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<TaxStatus>(),
    check: |text| serde_json::from_str::<TaxStatus>(text).map(drop),
};

/// A certificate of fiscal situation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxStatus {
    /// The certificate's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the tax office.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Where and when it was issued, in words.
    pub place_and_date_of_issuance: Option<String>,
    /// The taxpayer's name in full.
    pub official_name: Option<String>,
    /// The number of the taxpayer's identity card at the tax office.
    pub id_cif: Option<String>,
    /// Who the taxpayer is.
    #[serde(deserialize_with = "Option::deserialize")]
    pub tax_payer_information: Option<TaxPayer>,
    /// Where the taxpayer is registered.
    pub address: Option<TaxAddress>,
    /// What the taxpayer does.
    pub economic_activity: Option<Vec<TaxActivity>>,
    /// Under which rules the taxpayer is taxed.
    pub regimes: Option<Vec<TaxRegime>>,
    /// What the taxpayer has to file and pay.
    pub obligations: Option<Vec<TaxObligation>>,
    /// What is sealed: day, number and kind of document between bars.
    pub digital_stamp: Option<String>,
    /// The seal, in base64.
    pub digital_stamp_chain: Option<String>,
    /// The certificate on paper, in base64.
    pub pdf: Option<String>,
}

/// Who a taxpayer is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxPayer {
    /// The number (RFC).
    pub rfc: Option<String>,
    /// A person's population number (CURP).
    pub curp: Option<String>,
    /// A person's given names.
    pub name: Option<String>,
    /// A person's first family name.
    pub first_last_name: Option<String>,
    /// A person's second family name.
    pub second_last_name: Option<String>,
    /// Since when the taxpayer has been in business.
    pub start_operations_date: Option<Date>,
    /// `ACTIVO` or `INACTIVO`.
    pub status_padron: Option<String>,
    /// Since when that has been so.
    pub last_status_change_date: Option<Date>,
    /// The name that the taxpayer trades under.
    pub commercial_name: Option<String>,
    /// A company's registered name.
    pub social_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// Where a taxpayer is registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxAddress {
    /// The postal code.
    pub postal_code: Option<String>,
    /// The kind of street.
    pub street_type: Option<String>,
    /// The street.
    pub street: Option<String>,
    /// The number of the house.
    pub exterior_number: Option<String>,
    /// The number within the house.
    pub interior_number: Option<String>,
    /// The quarter.
    pub suburb: Option<String>,
    /// The locality.
    pub locality: Option<String>,
    /// The municipality.
    pub municipality: Option<String>,
    /// The state.
    pub state: Option<String>,
    /// Between which streets it lies.
    pub between_street: Option<Vec<BetweenStreets>>,
}

/// Two streets between which an address lies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BetweenStreets {
    /// One.
    pub street_one: Option<String>,
    /// The other.
    pub street_two: Option<String>,
}

/// One thing that a taxpayer does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxActivity {
    /// In the words of the tax office's list.
    pub economic_activity: Option<String>,
    /// Since when.
    pub initial_date: Option<String>,
    /// Until when.
    pub end_date: Option<Date>,
    /// Its rank, from one.
    pub order: Option<String>,
    /// Its share of the income, in percent.
    pub percentage: Option<String>,
}

/// A set of rules under which somebody is taxed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxRegime {
    /// Its name.
    pub regimen: Option<String>,
    /// Since when.
    pub initial_date: Option<Date>,
    /// Until when.
    pub end_date: Option<Date>,
}

/// Something that has to be filed or paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxObligation {
    /// What.
    pub obligation: Option<String>,
    /// By when, in words.
    pub expiration: Option<String>,
    /// Since when.
    pub initial_date: Option<Date>,
    /// Until when.
    pub end_date: Option<Date>,
}

impl Item for TaxStatus {
    const KIND: Kind = Kind::TaxStatus;

    fn id(&self) -> Uuid {
        self.id
    }

    /// A link has one taxpayer, and a taxpayer one certificate at a time.
    fn identity(&self) -> Cow<'_, str> {
        let payer = self.tax_payer_information.as_ref();
        payer
            .and_then(|payer| payer.rfc.as_deref())
            .unwrap_or_default()
            .into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
