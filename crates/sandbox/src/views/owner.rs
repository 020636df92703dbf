//! Owners: the holder of the books, in the shape that the institution speaks.

use caudal_latam::Country;
use caudal_latam::mexico::Sex;
use caudal_model::resources::institution::InstitutionKind;
use caudal_model::resources::owner::{
    BusinessOwner, BusinessProfile, BusinessRelation, EconomicActivity, Filiation, FiliationKind,
    Frequency, Gender, IndividualOwner, IndividualProfile, IndividualRelation, InformedIncome,
    InformedRevenue, MaritalStatus, OccupationCode, Owner, OwnerAddress, OwnerDocument,
    OwnerDocumentId, OwnerDocumentKind, OwnerEmail, OwnerPhone, OwnerProduct, OwnerProductKind,
    Party, PartyDocumentKind, PartyKind, PersonKind, PhoneKind, StandardDocumentId, StandardOwner,
};
use caudal_model::{Date, Kind, Money, Stamp, Timestamp};
use rust_decimal::Decimal;

use super::{Life, Request, money};
use crate::book::Product;
use crate::person::Company;

/// The three digits under which the payment system knows the mock bank.
const CLEARING_CODE: &str = "001";
/// Answers for what the sandbox's banks say of their customers: an invented CNPJ with valid digits.
const REPORTING_COMPANY: &str = "11222333000181";

/// The one owner of a link's accounts.
pub(super) fn owners(life: &Life<'_>, request: Request<'_>) -> Vec<Owner> {
    let first_opened = life
        .books
        .first()
        .is_some_and(|book| book.opened <= life.now.date());
    if !first_opened {
        return Vec::new();
    }
    let key = format!("{:032x}", life.person.chance.branch("owner").name());
    let stamp = request.stamper.stamp(Kind::Owners, &key);
    let link = request.stamper.link;
    let owner = match (&life.person.company, life.open_finance) {
        (Some(company), true) => {
            Owner::Business(Box::new(business(life, company, key, link, stamp)))
        }
        (None, true) => Owner::Individual(Box::new(individual(life, key, link, stamp))),
        (_, false) => Owner::Standard(Box::new(standard(life, key, link, stamp))),
    };
    vec![owner]
}

fn standard(life: &Life<'_>, key: String, link: uuid::Uuid, stamp: Stamp) -> StandardOwner {
    let person = &life.person;
    // Employment institutions know people by the population register, banks by the tax office.
    let paper = match life.institution.kind {
        InstitutionKind::Employment => &person.national,
        _ => person.holder_paper(),
    };
    let of_person = |text: &str| {
        let told = person.company.is_none() && !text.is_empty();
        told.then(|| text.to_owned())
    };
    StandardOwner {
        id: stamp.id,
        link: Some(link),
        internal_identification: Some(key),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        display_name: person.holder_name(),
        email: Some(person.email.clone()),
        phone_number: Some(person.phone.clone()),
        address: Some(address_line(life)),
        document_id: StandardDocumentId {
            document_type: paper.kind.to_owned(),
            document_number: paper.number.clone(),
        },
        business_name: person.company.as_ref().map(|company| company.name.clone()),
        first_name: of_person(&person.given),
        last_name: of_person(&person.paternal),
        second_last_name: of_person(&person.maternal),
    }
}

fn individual(life: &Life<'_>, key: String, link: uuid::Uuid, stamp: Stamp) -> IndividualOwner {
    let person = &life.person;
    let married = person.chance.branch("household").happens("married", 480);
    IndividualOwner {
        id: stamp.id,
        link: Some(link),
        internal_identification: Some(key),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        display_name: person.full_name(),
        social_name: None,
        birth_date: Date(person.birth),
        marital_status: Some(if married {
            MaritalStatus::Married
        } else {
            MaritalStatus::Single
        }),
        marital_status_additional_info: None,
        gender: Some(match person.sex {
            Sex::Female => Gender::Female,
            Sex::Male => Gender::Male,
        }),
        companies_id: vec![REPORTING_COMPANY.to_owned()],
        is_local_resident: true,
        document_id: document_id(life),
        additional_documents: vec![identity_card(life)],
        nationalities: None,
        email: Some(person.email.clone()),
        emails: emails(life),
        address: Some(address_line(life)),
        addresses: vec![address(life)],
        phone_number: Some(person.phone.clone()),
        phone_numbers: phones(life),
        filiations: vec![
            filiation(FiliationKind::Mother, &person.mother),
            filiation(FiliationKind::Father, &person.father),
        ],
        financial_profile: Some(IndividualProfile {
            company_id: Some(REPORTING_COMPANY.to_owned()),
            occupation_code: Some(OccupationCode::Other),
            occupation_description: Some(person.archetype.name.to_owned()),
            informed_income: InformedIncome {
                frequency: Some(Frequency::Monthly),
                amount: money(person.income),
                currency: life.currency(),
                date: Date(opened(life)),
            },
            patrimony: None,
        }),
        financial_relation: Some(IndividualRelation {
            start_date: since(life, stamp.created_at),
            product_services: services(life),
            product_services_additional_info: None,
            procurators: Vec::new(),
            products: products(life),
            salary_portability_requests: None,
            payroll_accounts: None,
        }),
    }
}

fn business(
    life: &Life<'_>,
    company: &Company,
    key: String,
    link: uuid::Uuid,
    stamp: Stamp,
) -> BusinessOwner {
    let person = &life.person;
    BusinessOwner {
        id: stamp.id,
        link: Some(link),
        internal_identification: Some(key),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        company_name: company.name.clone(),
        trade_name: Some(company.name.clone()),
        incorporation_date: Date(company.founded),
        companies_id: vec![REPORTING_COMPANY.to_owned()],
        document_id: document_id(life),
        additional_documents: vec![OwnerDocument {
            kind: Some(OwnerDocumentKind::FiscalId),
            type_additional_info: None,
            ..identity_card(life)
        }],
        email: Some(person.email.clone()),
        emails: emails(life),
        address: Some(address_line(life)),
        addresses: vec![address(life)],
        phone_number: Some(person.phone.clone()),
        phone_numbers: phones(life),
        parties: vec![Party {
            person_type: Some(PersonKind::Individual),
            kind: Some(PartyKind::Administrator),
            display_name: Some(person.full_name()),
            social_name: None,
            company_name: None,
            trade_name: None,
            start_date: Some(Date(company.founded)),
            percentage_type: Some(Money(Decimal::new(100, 2))),
            document_type: Some(PartyDocumentKind::Cpf),
            document_number: person.tax.number.clone(),
            document_issue_date: None,
            document_expiration_date: None,
            document_country: Some("BRA".to_owned()),
            document_additional_info: None,
        }],
        financial_profile: Some(BusinessProfile {
            economic_activities: vec![EconomicActivity {
                is_main: true,
                code: "4520001".to_owned(),
            }],
            informed_revenue: Some(InformedRevenue {
                frequency: Some(Frequency::Monthly),
                frequency_additional_info: None,
                amount: money(person.income),
                currency: life.currency(),
                year: u32::try_from(opened(life).year()).unwrap_or(2019),
            }),
            patrimony: None,
        }),
        financial_relation: Some(BusinessRelation {
            start_date: since(life, stamp.created_at),
            product_services: services(life),
            procurators: Vec::new(),
            products: products(life),
        }),
    }
}

fn document_id(life: &Life<'_>) -> OwnerDocumentId {
    let paper = life.person.holder_paper();
    OwnerDocumentId {
        document_type: paper.kind.to_owned(),
        document_number: paper.number.clone(),
    }
}

fn identity_card(life: &Life<'_>) -> OwnerDocument {
    OwnerDocument {
        kind: Some(OwnerDocumentKind::IdCard),
        type_additional_info: None,
        number: life.person.identity_card.clone(),
        check_digit: String::new(),
        issue_date: None,
        expiration_date: None,
        country_of_issuance: Some(life.person.country.long_code().to_owned()),
        additional_info: Some(format!("SSP/{}", life.person.place.state)),
    }
}

fn filiation(kind: FiliationKind, name: &str) -> Filiation {
    Filiation {
        kind: Some(kind),
        civil_name: name.to_owned(),
        social_name: None,
    }
}

fn emails(life: &Life<'_>) -> Vec<OwnerEmail> {
    vec![OwnerEmail {
        is_main: true,
        email: life.person.email.clone(),
    }]
}

/// The number without country and area, as the contract splits Brazilian ones: `+55`, two digits, rest.
fn phones(life: &Life<'_>) -> Vec<OwnerPhone> {
    let digits: String = life
        .person
        .phone
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    vec![OwnerPhone {
        is_main: true,
        kind: Some(PhoneKind::Mobile),
        additional_info: None,
        number: digits.chars().skip(4).collect(),
        country_code: Some(digits.chars().take(2).collect()),
        area_code: Some(digits.chars().skip(2).take(2).collect()),
        extension: None,
    }]
}

fn address_line(life: &Life<'_>) -> String {
    let person = &life.person;
    format!(
        "{}, {}, {}, {}",
        person.street, person.place.city, person.place.state, person.postcode
    )
}

fn address(life: &Life<'_>) -> OwnerAddress {
    let person = &life.person;
    OwnerAddress {
        is_main: true,
        address: person.street.clone(),
        additional_info: None,
        district_name: Some("Centro".to_owned()),
        town: person.place.city.to_owned(),
        town_code: Some(person.place.code.to_owned()),
        state: Some(person.place.state.to_owned()),
        postcode: person.postcode.clone(),
        country_name: match person.country {
            Country::Brazil => "Brasil",
            Country::Mexico => "México",
            Country::Colombia => "Colombia",
            Country::Chile => "Chile",
        }
        .to_owned(),
        country_code: Some(person.country.long_code().to_owned()),
        latitude: None,
        longitude: None,
    }
}

fn opened(life: &Life<'_>) -> jiff::civil::Date {
    life.open_books()
        .next()
        .map_or(life.now.date(), |(_, book)| book.opened)
}

fn since(life: &Life<'_>, otherwise: Timestamp) -> Timestamp {
    opened(life)
        .at(12, 0, 0, 0)
        .to_zoned(life.person.country.zone())
        .map_or(otherwise, |zoned| Timestamp(zoned.timestamp()))
}

fn services(life: &Life<'_>) -> Vec<String> {
    let mut services: Vec<String> = life
        .open_books()
        .map(|(_, book)| match book.product {
            Product::Checking { .. } => "CONTA_DEPOSITO_A_VISTA",
            Product::Savings => "CONTA_POUPANCA",
            Product::Card(_) => "CARTAO_CREDITO",
            Product::Loan(_) | Product::Advance(_) => "OPERACAO_CREDITO",
        })
        .map(str::to_owned)
        .collect();
    services.dedup();
    services
}

fn products(life: &Life<'_>) -> Vec<OwnerProduct> {
    life.open_books()
        .filter(|(_, book)| book.is_deposit())
        .map(|(_, book)| OwnerProduct {
            kind: Some(match book.product {
                Product::Savings => OwnerProductKind::SavingsAccount,
                _ => OwnerProductKind::CheckingAccount,
            }),
            subtype: Some("INDIVIDUAL".to_owned()),
            agency: Some(book.agency.clone()),
            clearing_code: CLEARING_CODE.to_owned(),
            number: book.number.clone(),
            check_digit: book.check_digit.to_string(),
        })
        .collect()
}
