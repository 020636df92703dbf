//! A company as Open Finance Brasil describes one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::common::{
    Frequency, OwnerAddress, OwnerDocument, OwnerDocumentId, OwnerEmail, OwnerPhone, OwnerProduct,
    Procurator,
};
use crate::money::Money;
use crate::time::{Date, Timestamp, as_seconds};

/// A company that holds accounts, as Open Finance Brasil describes one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessOwner {
    /// The owner's id on this platform.
    pub id: Uuid,
    /// The link through which the owner was read.
    pub link: Option<Uuid>,
    /// The institution's own key of the owner.
    pub internal_identification: Option<String>,
    /// When the owner was read from the institution.
    pub collected_at: Timestamp,
    /// When the owner was first written here.
    pub created_at: Timestamp,
    /// The name in the company register.
    #[schemars(length(max = 128))]
    pub company_name: String,
    /// The name it trades under.
    #[schemars(length(max = 128))]
    pub trade_name: Option<String>,
    /// The day of its founding.
    pub incorporation_date: Date,
    /// The CNPJ of each institution that answers for these facts: 14 digits; never an empty list.
    #[schemars(length(min = 1))]
    pub companies_id: Vec<String>,
    /// The tax number.
    pub document_id: OwnerDocumentId,
    /// Further documents; never an empty list.
    #[schemars(length(min = 1))]
    pub additional_documents: Vec<OwnerDocument>,
    /// The main e-mail address.
    #[schemars(email, length(max = 256))]
    pub email: Option<String>,
    /// All e-mail addresses.
    pub emails: Vec<OwnerEmail>,
    /// The main address in one line.
    pub address: Option<String>,
    /// All addresses; never an empty list.
    #[schemars(length(min = 1))]
    pub addresses: Vec<OwnerAddress>,
    /// The main telephone number.
    pub phone_number: Option<String>,
    /// All telephone numbers.
    pub phone_numbers: Vec<OwnerPhone>,
    /// Partners and administrators; never an empty list.
    #[schemars(length(min = 1))]
    pub parties: Vec<Party>,
    /// Trade, revenue and belongings, as declared to the institution.
    pub financial_profile: Option<BusinessProfile>,
    /// Since when and how the company is a customer.
    pub financial_relation: Option<BusinessRelation>,
}

/// A partner or administrator of a company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// A person or a company.
    pub person_type: Option<PersonKind>,
    /// A partner or an administrator.
    #[serde(rename = "type")]
    pub kind: Option<PartyKind>,
    /// A person's name in the civil register.
    #[schemars(length(max = 128))]
    pub display_name: Option<String>,
    /// The name the person goes by.
    #[schemars(length(max = 128))]
    pub social_name: Option<String>,
    /// A company's name in the register.
    #[schemars(length(max = 128))]
    pub company_name: Option<String>,
    /// The name a company trades under.
    #[schemars(length(max = 128))]
    pub trade_name: Option<String>,
    /// Since when.
    pub start_date: Option<Date>,
    /// The share of the company, as a fraction of one: 0.51 is 51 %.
    pub percentage_type: Option<Money>,
    /// What document the party is known by.
    pub document_type: Option<PartyDocumentKind>,
    /// The document's number.
    #[schemars(length(max = 40))]
    pub document_number: String,
    /// When the document was issued.
    pub document_issue_date: Option<Date>,
    /// When the document expires.
    pub document_expiration_date: Option<Date>,
    /// The country that issued it (ISO 3166-1, three letters).
    #[schemars(regex(pattern = r"^(\w{3}){1}$"), length(max = 3))]
    pub document_country: Option<String>,
    /// What the institution adds about the document.
    #[schemars(length(max = 100))]
    pub document_additional_info: Option<String>,
}

/// A person or a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PersonKind {
    /// A person.
    Individual,
    /// A company.
    Company,
}

/// What a party is to a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PartyKind {
    /// It owns a share.
    Member,
    /// It runs the company.
    Administrator,
}

/// Documents that a party is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PartyDocumentKind {
    /// A person's tax number.
    Cpf,
    /// A company's tax number.
    Cnpj,
    /// A travel document that is no passport.
    OtherTravelDocument,
    /// A passport.
    Passport,
}

/// Trade, revenue and belongings of a company, as declared to the institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessProfile {
    /// What the company does.
    pub economic_activities: Vec<EconomicActivity>,
    /// The revenue.
    pub informed_revenue: Option<InformedRevenue>,
    /// The belongings.
    pub patrimony: Option<BusinessPatrimony>,
}

/// One thing that a company does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EconomicActivity {
    /// Whether it is the main one.
    pub is_main: bool,
    /// Its code in the national list (CNAE): two to seven digits.
    #[schemars(regex(pattern = r"^\d{2,7}$"), length(min = 2, max = 7))]
    pub code: String,
}

/// A revenue, as declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InformedRevenue {
    /// How often it comes.
    pub frequency: Option<Frequency>,
    /// What the institution adds about the frequency.
    #[schemars(length(max = 100))]
    pub frequency_additional_info: Option<String>,
    /// How much it is each time.
    pub amount: Money,
    /// Its currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// The year it was declared for.
    #[schemars(range(min = 1700, max = 2090))]
    pub year: u32,
}

/// Belongings of a company, as declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessPatrimony {
    /// What they are worth.
    pub amount: Money,
    /// The currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: String,
    /// When they were declared.
    pub date: Date,
}

/// Since when and how a company is a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessRelation {
    /// Since when, to the second.
    #[serde(serialize_with = "as_seconds")]
    #[schemars(with = "Timestamp")]
    pub start_date: Timestamp,
    /// What the company uses, in the institution's words; never an empty list.
    #[schemars(length(min = 1))]
    pub product_services: Vec<String>,
    /// Who may act for the company.
    pub procurators: Vec<Procurator>,
    /// The accounts.
    pub products: Vec<OwnerProduct>,
}
