//! Tax retentions: certificates of what a payer kept back for the Mexican tax authority.

use std::borrow::Cow;

use caudal_latam::mexico::cfdi::{Retention, TaxNumber};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::Body;
use crate::document::{Item, Stamper};
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::invoice::{Unfit, wall_clock};
use crate::resources::retrieval::{ATTACH_XML, DATE_FROM, DATE_TO, DIRECTION, LINK, SAVE_DATA};
use crate::resources::transaction::Direction;
use crate::time::{Timestamp, as_milliseconds};

/// The most certificates that the authority shows for one period; the oldest are left out.
pub const TAX_RETENTIONS_MAX: usize = 500;

/// The declaration.
pub static TAX_RETENTIONS: Resource = Resource {
    kind: Kind::TaxRetentions,
    path: "/api/tax-retentions/",
    title: "Tax retentions",
    item: "tax_retention",
    about: "Certificates of what a payer kept back for the Mexican tax authority: on dividends, \
            interest, fees, and sales through platforms.",
    capability: "TAX_RETENTIONS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: Some(365),
    announcement: announced!(
        "TAX_RETENTIONS",
        "tax_retentions",
        History::Dated {
            at: "issued_at",
            first: "first_tax_retention_date",
            last: "last_tax_retention_date",
        }
    ),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::CREATED_AT],
    request: &Body {
        name: "TaxRetentionRetrieval",
        about: "Reads the certificates of a period from the tax authority: 500 at most, so ask for a \
                shorter period where there are more.",
        fields: &[LINK, DATE_FROM, DATE_TO, DIRECTION, ATTACH_XML, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<TaxRetention>(),
    check: |text| serde_json::from_str::<TaxRetention>(text).map(drop),
};

/// One certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxRetention {
    /// The certificate's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The number that the authority gave it.
    pub invoice_identification: Option<Uuid>,
    /// The version of the document's schema.
    pub version: Option<String>,
    /// What was paid, by the authority's catalogue: 14 are dividends, 16 interest, 26 platforms.
    #[serde(deserialize_with = "Option::deserialize")]
    pub code: Option<u32>,
    /// When it was issued. Documents of version 2.0 tell the hour of a local clock without its zone,
    /// and so does this.
    #[serde(serialize_with = "as_milliseconds")]
    pub issued_at: Option<Timestamp>,
    /// When it was stamped, by the same clock.
    #[serde(serialize_with = "as_milliseconds")]
    pub certified_at: Option<Timestamp>,
    /// When it was cancelled, where it was.
    #[serde(serialize_with = "as_milliseconds")]
    pub cancelled_at: Option<Timestamp>,
    /// The taxpayer number of who kept back.
    pub sender_id: Option<String>,
    /// The name of who kept back.
    pub sender_name: Option<String>,
    /// Whether the receiver has a Mexican taxpayer number.
    pub receiver_nationality: Option<Nationality>,
    /// The receiver's taxpayer number; a foreigner's at home.
    pub receiver_id: Option<String>,
    /// The receiver's name.
    pub receiver_name: Option<String>,
    /// What was paid in all.
    pub total_invoice_amount: Option<Money>,
    /// The part of it that bears no tax.
    pub total_exempt_amount: Option<Money>,
    /// What was kept back.
    pub total_retained_amount: Option<Money>,
    /// The part that bears tax.
    pub total_taxable_amount: Option<Money>,
    /// What was kept back, tax by tax.
    pub retention_breakdown: Option<Vec<RetainedPart>>,
    /// The document as XML text, where it was asked for.
    pub xml: Option<String>,
}

/// What was kept back of one tax.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetainedPart {
    /// What it is computed on.
    pub base_amount: Option<Money>,
    /// The tax by the authority's catalogue: `001` ISR, `002` IVA, `003` IEPS.
    pub tax_type: Option<String>,
    /// How much.
    pub retained_amount: Option<Money>,
    /// Whether that settles the tax.
    pub payment_status: Option<RetentionPayment>,
}

/// Whether somebody has a Mexican taxpayer number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Nationality {
    /// They have.
    National,
    /// They have not.
    Foreign,
}

/// Whether what was kept back settles the tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RetentionPayment {
    /// It does.
    Paid,
    /// It counts towards the tax of the year.
    Provisioned,
}

impl TaxRetention {
    /// What readers get of a certificate.
    ///
    /// # Errors
    /// [`Unfit`] when it has no stamp or is not the owner's.
    pub fn from_certificate(
        certificate: &Retention,
        owner: &TaxNumber,
        stamper: &Stamper,
        xml: Option<String>,
    ) -> Result<Self, Unfit> {
        direction(owner, certificate).ok_or(Unfit::OfOthers)?;
        let stamp = certificate.complement.stamp.as_ref();
        let stamp = stamp.ok_or(Unfit::Unstamped)?;
        let seen = stamper.stamp(Kind::TaxRetentions, &stamp.uuid.to_string());
        let (resident, foreigner) = (
            certificate.receiver.resident.as_ref(),
            certificate.receiver.foreigner.as_ref(),
        );
        let issued = certificate.issued_at;
        let totals = &certificate.totals;
        Ok(Self {
            id: seen.id,
            link: Some(stamper.link),
            collected_at: seen.collected_at,
            created_at: seen.created_at,
            invoice_identification: Some(stamp.uuid),
            version: Some(certificate.version.as_str().to_owned()),
            code: Some(certificate.code),
            issued_at: match issued.offset {
                Some(offset) => issued.local.to_zoned(TimeZone::fixed(offset)).ok(),
                None => issued.local.to_zoned(TimeZone::UTC).ok(),
            }
            .map(|zoned| Timestamp(zoned.timestamp())),
            certified_at: wall_clock(stamp.stamped_at),
            cancelled_at: None,
            sender_id: Some(certificate.issuer.tax_number.to_string()),
            sender_name: certificate.issuer.name.clone(),
            receiver_nationality: Some(match resident {
                Some(_) => Nationality::National,
                None => Nationality::Foreign,
            }),
            receiver_id: resident
                .map(|resident| resident.tax_number.to_string())
                .or_else(|| foreigner?.tax_number.clone()),
            receiver_name: resident
                .and_then(|resident| resident.name.clone())
                .or_else(|| Some(foreigner?.name.clone())),
            total_invoice_amount: Some(totals.operation.into()),
            total_exempt_amount: Some(totals.exempt.into()),
            total_retained_amount: Some(totals.retained.into()),
            total_taxable_amount: Some(totals.taxable.into()),
            retention_breakdown: Some(
                totals
                    .taxes
                    .iter()
                    .map(|each| RetainedPart {
                        base_amount: each.base.map(Money),
                        tax_type: each.tax.clone(),
                        retained_amount: Some(each.amount.into()),
                        payment_status: Some(payment(&each.payment_kind)),
                    })
                    .collect(),
            ),
            xml,
        })
    }
}

/// Which way a certificate goes, seen from a taxpayer.
#[must_use]
pub fn direction(owner: &TaxNumber, certificate: &Retention) -> Option<Direction> {
    let resident = certificate.receiver.resident.as_ref();
    if certificate.issuer.tax_number == *owner {
        Some(Direction::Outflow)
    } else if resident.is_some_and(|resident| resident.tax_number == *owner) {
        Some(Direction::Inflow)
    } else {
        None
    }
}

/// Codes since version 2.0, words before.
fn payment(kind: &str) -> RetentionPayment {
    match kind {
        "04" | "Pago provisional" => RetentionPayment::Provisioned,
        _ => RetentionPayment::Paid,
    }
}

impl Item for TaxRetention {
    const KIND: Kind = Kind::TaxRetentions;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.invoice_identification
            .unwrap_or_default()
            .to_string()
            .into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
