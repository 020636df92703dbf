//! A person as Open Finance Brasil describes one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::common::{
    Frequency, OwnerAddress, OwnerDocument, OwnerDocumentId, OwnerDocumentKind, OwnerEmail,
    OwnerPhone, OwnerProduct, Procurator,
};
use crate::money::Money;
use crate::time::{Date, Timestamp, as_seconds};

/// A person who holds accounts, as Open Finance Brasil describes one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualOwner {
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
    /// The name in the civil register.
    #[schemars(length(max = 128))]
    pub display_name: String,
    /// The name the person goes by.
    #[schemars(length(max = 128))]
    pub social_name: Option<String>,
    /// The day of birth.
    pub birth_date: Date,
    /// The marital status.
    pub marital_status: Option<MaritalStatus>,
    /// What the institution adds about the marital status.
    #[schemars(length(max = 50))]
    pub marital_status_additional_info: Option<String>,
    /// The gender.
    pub gender: Option<Gender>,
    /// The CNPJ of each institution that answers for these facts: 14 digits; never an empty list.
    #[schemars(length(min = 1))]
    pub companies_id: Vec<String>,
    /// Whether the person lives in Brazil.
    pub is_local_resident: bool,
    /// The tax number.
    pub document_id: OwnerDocumentId,
    /// Further documents; never an empty list.
    #[schemars(length(min = 1))]
    pub additional_documents: Vec<OwnerDocument>,
    /// Nationalities besides the Brazilian one; null rather than an empty list.
    #[schemars(length(min = 1))]
    pub nationalities: Option<Vec<Nationality>>,
    /// The main e-mail address.
    #[schemars(email, length(max = 320))]
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
    /// The parents; never an empty list.
    #[schemars(length(min = 1))]
    pub filiations: Vec<Filiation>,
    /// Work, income and belongings, as declared to the institution.
    pub financial_profile: Option<IndividualProfile>,
    /// Since when and how the person is a customer.
    pub financial_relation: Option<IndividualRelation>,
}

/// Marital statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married.
    Married,
    /// Widowed.
    Widowed,
    /// Separated before a court.
    Separated,
    /// Divorced.
    Divorced,
    /// In a stable union.
    CivilUnion,
    /// Another one, described beside it.
    Other,
}

/// Genders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, or not told.
    Other,
}

/// A nationality and the documents that show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Nationality {
    /// The nationality.
    #[schemars(regex(pattern = r"^\S[\s\S]*$"), length(max = 40))]
    pub info: Option<String>,
    /// The documents.
    pub documents: Vec<NationalityDocument>,
}

/// A document of another country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NationalityDocument {
    /// What document it is.
    #[serde(rename = "type")]
    pub kind: Option<OwnerDocumentKind>,
    /// What the institution adds about the kind.
    #[schemars(length(max = 70))]
    pub type_additional_info: Option<String>,
    /// Its number.
    #[schemars(length(max = 40))]
    pub number: String,
    /// When it was issued.
    pub issue_date: Option<Date>,
    /// When it expires.
    pub expiration_date: Option<Date>,
    /// The country that issued it (ISO 3166-1, three letters).
    #[schemars(regex(pattern = r"^[\w]{3}$"), length(max = 3))]
    pub country_of_issuance: Option<String>,
    /// What the institution adds about it.
    #[schemars(length(max = 100))]
    pub additional_info: Option<String>,
}

/// A parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Filiation {
    /// Which parent.
    #[serde(rename = "type")]
    pub kind: Option<FiliationKind>,
    /// The name in the civil register.
    #[schemars(length(max = 70))]
    pub civil_name: String,
    /// The name the parent goes by.
    #[schemars(length(max = 70))]
    pub social_name: Option<String>,
}

/// Which parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FiliationKind {
    /// The mother.
    Mother,
    /// The father.
    Father,
}

/// Work, income and belongings of a person, as declared to the institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualProfile {
    /// The CNPJ of the institution that was told: 14 digits.
    #[schemars(regex(pattern = r"^\d{14}$"), length(max = 14))]
    pub company_id: Option<String>,
    /// Which list the occupation is from.
    pub occupation_code: Option<OccupationCode>,
    /// The occupation: its code in that list, or a description.
    #[schemars(length(max = 100))]
    pub occupation_description: Option<String>,
    /// The income.
    pub informed_income: InformedIncome,
    /// The belongings.
    pub patrimony: Option<IndividualPatrimony>,
}

/// Lists of occupations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OccupationCode {
    /// The list of public offices (RFB).
    BrazilPublicOffice,
    /// The Brazilian list of occupations (CBO).
    BrazilOccupationCode,
    /// None.
    Other,
}

/// An income, as declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InformedIncome {
    /// How often it comes.
    pub frequency: Option<Frequency>,
    /// How much it is each time.
    pub amount: Money,
    /// Its currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: String,
    /// When it was declared.
    pub date: Date,
}

/// Belongings of a person, as declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualPatrimony {
    /// What they are worth.
    pub amount: Money,
    /// The currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: String,
    /// The year they were declared for.
    #[schemars(range(min = 1700, max = 2090))]
    pub year: u32,
}

/// Since when and how a person is a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualRelation {
    /// Since when, to the second.
    #[serde(serialize_with = "as_seconds")]
    #[schemars(with = "Timestamp")]
    pub start_date: Timestamp,
    /// What the person uses, in the institution's words, such as `CONTA_DEPOSITO_A_VISTA`; never an
    /// empty list.
    #[schemars(length(min = 1))]
    pub product_services: Vec<String>,
    /// What the institution adds about them.
    #[schemars(length(max = 100))]
    pub product_services_additional_info: Option<String>,
    /// Who may act for the person.
    pub procurators: Vec<Procurator>,
    /// The accounts.
    pub products: Vec<OwnerProduct>,
    /// Wishes to have a salary paid to another bank, where the institution tells of any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<SalaryPortabilityRequest>")]
    pub salary_portability_requests: Option<Vec<SalaryPortabilityRequest>>,
    /// Accounts that salaries are paid into, where the institution tells of any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<PayrollAccount>")]
    pub payroll_accounts: Option<Vec<PayrollAccount>>,
}

/// A wish to have a salary paid to another bank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SalaryPortabilityRequest {
    /// The employer's name.
    #[schemars(length(max = 80))]
    pub employer_name: String,
    /// The employer's CNPJ (14 digits) or CPF (11).
    #[schemars(regex(pattern = r"^\d{14}$|^\d{11}$"), length(min = 11, max = 14))]
    pub employer_id_number: String,
    /// The CNPJ of the bank that the employer pays through: 14 digits.
    #[schemars(regex(pattern = r"^\d{14}$"), length(min = 14, max = 14))]
    pub employer_bank_id_number: String,
    /// That bank's number in the payment system (ISPB): eight digits.
    #[schemars(regex(pattern = r"^[0-9]{8}$"), length(min = 8, max = 8))]
    pub employer_bank_code: String,
    /// When it was granted.
    pub portability_approval_date: Date,
}

/// An account that a salary is paid into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PayrollAccount {
    /// The employer's name.
    #[schemars(length(max = 80))]
    pub employer_name: String,
    /// The employer's CNPJ (14 digits) or CPF (11).
    #[schemars(regex(pattern = r"^\d{14}$|^\d{11}$"), length(min = 11, max = 14))]
    pub employer_id_number: String,
    /// The CNPJ of the bank that the employer pays through: 14 digits.
    #[schemars(regex(pattern = r"^\d{14}$"), length(min = 14, max = 14))]
    pub employer_bank_id_number: String,
    /// That bank's number in the payment system (ISPB): eight digits.
    #[schemars(regex(pattern = r"^[0-9]{8}$"), length(min = 8, max = 8))]
    pub employer_bank_code: String,
    /// When the account was opened.
    pub account_opening_date: Date,
}
