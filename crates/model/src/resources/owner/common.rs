//! What persons and companies of Open Finance Brasil have in common.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::time::Date;

/// The tax number of a person or company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerDocumentId {
    /// What number it is: `CPF` for persons, `CNPJ` for companies.
    pub document_type: String,
    /// The number, digits only.
    pub document_number: String,
}

/// A further document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerDocument {
    /// What document it is.
    #[serde(rename = "type")]
    pub kind: Option<OwnerDocumentKind>,
    /// What the institution adds about the kind.
    #[schemars(length(max = 70))]
    pub type_additional_info: Option<String>,
    /// Its number.
    #[schemars(length(max = 40))]
    pub number: String,
    /// The digits that protect the number; an empty text where it has none.
    #[schemars(length(max = 2))]
    pub check_digit: String,
    /// When it was issued.
    pub issue_date: Option<Date>,
    /// When it expires.
    pub expiration_date: Option<Date>,
    /// The country that issued it (ISO 3166-1, three letters).
    #[schemars(regex(pattern = r"^[\w]{3}$"), length(max = 3))]
    pub country_of_issuance: Option<String>,
    /// What the institution adds, such as who issued it.
    #[schemars(length(max = 100))]
    pub additional_info: Option<String>,
}

/// Kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OwnerDocumentKind {
    /// A driving licence (CNH).
    DriversLicense,
    /// A passport.
    Passport,
    /// An identity card (RG).
    IdCard,
    /// A tax registration.
    FiscalId,
    /// A registration of a foreign resident (RNE).
    ForeignerRegistrationCard,
    /// Another document, described beside it.
    Other,
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerEmail {
    /// Whether it is the one to use.
    pub is_main: bool,
    /// The address.
    #[schemars(length(max = 320))]
    pub email: String,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerAddress {
    /// Whether it is the one to use.
    pub is_main: bool,
    /// Street and number.
    #[schemars(length(max = 150))]
    pub address: String,
    /// Floor, flat, block.
    #[schemars(length(max = 150))]
    pub additional_info: Option<String>,
    /// The district.
    #[schemars(length(max = 50))]
    pub district_name: Option<String>,
    /// The town.
    #[schemars(length(max = 50))]
    pub town: String,
    /// The town's seven digits at IBGE.
    #[schemars(regex(pattern = r"\d{7}$"), length(max = 7))]
    pub town_code: Option<String>,
    /// The state's two letters.
    #[schemars(length(max = 2))]
    pub state: Option<String>,
    /// The postal code (CEP): eight digits.
    #[schemars(regex(pattern = r"^\d{8}$"), length(max = 8))]
    pub postcode: String,
    /// The country's name.
    #[schemars(length(max = 80))]
    pub country_name: String,
    /// The country (ISO 3166-1, three letters).
    #[schemars(regex(pattern = r"^([A-Z]{3})$"), length(max = 3))]
    pub country_code: Option<String>,
    /// Degrees of latitude, as text.
    #[schemars(regex(pattern = r"^-?\d{1,2}\.\d{1,9}$"), length(max = 13))]
    pub latitude: Option<String>,
    /// Degrees of longitude, as text.
    #[schemars(regex(pattern = r"^-?\d{1,3}\.\d{1,8}$"), length(max = 13))]
    pub longitude: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerPhone {
    /// Whether it is the one to use.
    pub is_main: bool,
    /// Whether it is fixed or mobile.
    #[serde(rename = "type")]
    pub kind: Option<PhoneKind>,
    /// What the institution adds about it.
    #[schemars(length(max = 100))]
    pub additional_info: Option<String>,
    /// The number without country and area: 8 to 11 digits.
    #[schemars(regex(pattern = r"^([0-9]{8,11})$"), length(max = 11))]
    pub number: String,
    /// The country's prefix.
    #[schemars(regex(pattern = r"^\d{1,4}$"), length(max = 4))]
    pub country_code: Option<String>,
    /// The area's prefix.
    #[schemars(regex(pattern = r"^\d{1,2}$"), length(max = 2))]
    pub area_code: Option<String>,
    /// The extension.
    #[schemars(regex(pattern = r"^\d{1,5}$"), length(max = 5))]
    pub extension: Option<String>,
}

/// Kinds of telephone numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PhoneKind {
    /// Fixed.
    Landline,
    /// Mobile.
    Mobile,
    /// Another kind, described beside it.
    Other,
}

/// How often an income or revenue comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Every month.
    Monthly,
    /// Every two months.
    Bimonthly,
    /// Every three months.
    Quarterly,
    /// Every six months.
    Biannually,
    /// Every year.
    Annually,
    /// At another interval.
    Others,
}

/// Who may act for the owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Procurator {
    /// By law or by power of attorney.
    #[serde(rename = "type")]
    pub kind: Option<ProcuratorKind>,
    /// The name in the civil register.
    #[schemars(length(max = 70))]
    pub civil_name: String,
    /// The name the person goes by.
    #[schemars(length(max = 70))]
    pub social_name: Option<String>,
    /// The CPF: eleven digits.
    #[schemars(regex(pattern = r"^\d{11}$"), length(max = 11))]
    pub document_number: String,
}

/// Why somebody may act for an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProcuratorKind {
    /// By law.
    LegalRepresentative,
    /// By power of attorney.
    Attorney,
}

/// An account that the owner holds at the institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerProduct {
    /// What account it is.
    #[serde(rename = "type")]
    pub kind: Option<OwnerProductKind>,
    /// Whether it is held alone or jointly, in the institution's words. Never null for companies.
    pub subtype: Option<String>,
    /// The branch: one to four digits.
    #[schemars(regex(pattern = r"^\d{1,4}$"), length(max = 4))]
    pub agency: Option<String>,
    /// The bank's clearing code: three digits.
    #[schemars(regex(pattern = r"^\d{3}$"), length(max = 3))]
    pub clearing_code: String,
    /// The account number: 8 to 20 digits.
    #[schemars(regex(pattern = r"^\d{8,20}$"), length(max = 20))]
    pub number: String,
    /// The digits that protect the account number.
    #[schemars(length(max = 2))]
    pub check_digit: String,
}

/// Accounts that an owner may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OwnerProductKind {
    /// A savings account.
    SavingsAccount,
    /// A current account.
    CheckingAccount,
}
