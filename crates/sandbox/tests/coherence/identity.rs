//! Who somebody is: papers, employer, and that the same people are met again.

use std::collections::HashSet;

use caudal_latam::brazil::{Cnpj, Cpf};
use caudal_latam::chile::Rut;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_latam::mexico::{Clabe, Curp, Rfc};
use caudal_model::Kind;
use caudal_model::resources::owner::{Gender, Owner};

use super::persona::{NOW, SEED, enter, personas};

const PEOPLE: usize = 200;

fn owner(persona: &super::persona::Persona) -> Owner {
    let documents = persona.documents(Kind::Owners, None, NOW);
    assert_eq!(documents.len(), 1, "{}", persona.name());
    serde_json::from_str(&documents[0].body).unwrap()
}

/// Kind and number of the document, and the name, of an owner of either shape.
fn paper(owner: &Owner) -> (String, String, String) {
    match owner {
        Owner::Individual(owner) => (
            owner.document_id.document_type.clone(),
            owner.document_id.document_number.clone(),
            owner.display_name.clone(),
        ),
        Owner::Business(owner) => (
            owner.document_id.document_type.clone(),
            owner.document_id.document_number.clone(),
            owner.company_name.clone(),
        ),
        Owner::Standard(owner) => {
            let document = owner.document_id.clone();
            (
                document.document_type,
                document.document_number,
                owner.display_name.clone(),
            )
        }
    }
}

#[test]
fn identifiers_have_valid_check_digits_and_belong_to_one_person() {
    let mut seen = HashSet::new();
    for persona in personas(PEOPLE) {
        let (kind, number, _) = paper(&owner(&persona));
        let valid = match kind.as_str() {
            "CPF" => number.parse::<Cpf>().is_ok(),
            "CNPJ" => number.parse::<Cnpj>().is_ok(),
            "RFC" => number.parse::<Rfc>().is_ok(),
            "CURP" => number.parse::<Curp>().is_ok(),
            "CC" => number.parse::<Cedula>().is_ok(),
            "NIT" => number.parse::<Nit>().is_ok(),
            "RUT" => number.parse::<Rut>().is_ok(),
            other => panic!("{other}"),
        };
        assert!(valid, "{} {kind} {number}", persona.name());
        assert!(seen.insert(number), "{}", persona.name());
        for account in persona.accounts(NOW) {
            if account.public_identification_name.as_deref() == Some("CLABE") {
                let clabe = account.public_identification_value.unwrap();
                assert!(clabe.parse::<Clabe>().is_ok(), "{clabe}");
            }
        }
    }
}

#[test]
fn contact_data_cannot_reach_anybody() {
    for persona in personas(PEOPLE) {
        let body = &persona.documents(Kind::Owners, None, NOW)[0].body;
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        let email = value["email"].as_str().unwrap();
        let domain = email.split_once('@').unwrap().1;
        assert!(
            ["example.com", "example.org", "example.net"].contains(&domain),
            "{email}"
        );
        assert!(value["phone_number"].as_str().unwrap().starts_with('+'));
    }
}

#[test]
fn a_document_number_means_the_same_person_at_every_institution() {
    let at = |bank| paper(&owner(&enter(SEED, bank, "529.982.247-25", "x")));
    let first = at("ofmockbank_br_retail");
    assert_eq!(first.1, "52998224725");
    assert_eq!(at("ofnubank_br_retail"), first);
    assert_eq!(at("erebor_br_retail"), first);
    assert_eq!(at("inss_br_employment"), first);
}

#[test]
fn the_mock_banks_people_have_their_documented_names() {
    let ralph = paper(&owner(&enter(
        SEED,
        "ofmockbank_br_retail",
        "76109277673",
        "",
    )));
    assert_eq!(
        ralph,
        ("CPF".into(), "76109277673".into(), "Ralph Bragg".into())
    );
}

#[test]
fn the_mock_banks_person_is_a_grown_man_with_a_job_and_a_past() {
    let ralph = enter(SEED, "ofmockbank_br_retail", "76109277673", "");
    let Owner::Individual(known) = owner(&ralph) else {
        panic!("a person is expected")
    };
    assert_eq!(known.gender, Some(Gender::Male));
    assert_eq!(known.birth_date.to_string(), "1984-05-17");
    assert_eq!(known.email, owner_email(&ralph, "2025-01-01T00:00:00Z"));
    let rows = ralph.rows(None, NOW);
    assert!(rows.len() > 300, "{} transactions", rows.len());
    let salaries = rows.iter().filter(|row| row.subcategory == "Salary");
    assert!(salaries.count() >= 12);
    assert_eq!(
        rows,
        enter(SEED, "ofmockbank_br_retail", "76109277673", "x").rows(None, NOW)
    );
}

fn owner_email(persona: &super::persona::Persona, now: &str) -> Option<String> {
    let body = &persona.documents(Kind::Owners, None, now)[0].body;
    let value: serde_json::Value = serde_json::from_str(body).unwrap();
    value["email"].as_str().map(str::to_owned)
}

#[test]
fn the_mock_banks_company_lists_its_owner_as_a_party() {
    let company = owner(&enter(SEED, "ofmockbank_br_retail", "50685362006773", ""));
    assert_eq!(paper(&company).1, "50685362006773");
    let Owner::Business(company) = company else {
        panic!("a company is expected")
    };
    assert_eq!(company.company_name, "Bragg Mechanics");
    assert_eq!(company.parties[0].document_number, "76109277673");
    assert_eq!(
        company.parties[0].display_name.as_deref(),
        Some("Ralph Bragg")
    );
}

#[test]
fn employment_institutions_know_owners_and_nothing_else() {
    let worker = enter(SEED, "planet_mx_employment", "BLPM951331IONVGR54", "");
    assert!(matches!(owner(&worker), Owner::Standard(_)));
    assert_eq!(paper(&owner(&worker)).0, "CURP");
    for kind in [Kind::Accounts, Kind::Transactions, Kind::Balances] {
        assert!(worker.documents(kind, None, NOW).is_empty());
    }
}

#[test]
fn counterparties_at_other_banks_have_an_account_there() {
    let (mut with, mut without) = (0, 0);
    for turn in 0..20 {
        let persona = enter(SEED, "ofmockbank_br_retail", &format!("person{turn}"), "");
        for document in
            persona.documents(Kind::Transactions, Some(("2026-01-01", "2026-03-12")), NOW)
        {
            let row: serde_json::Value = serde_json::from_str(&document.body).unwrap();
            let party = &row["counterparty"];
            if party.is_null() {
                continue;
            }
            if let Some(number) = party["document_number"].as_str() {
                assert!(number.parse::<Cpf>().is_ok(), "{number}");
            }
            let Some(code) = party["clearing_code"].as_str() else {
                assert!(party["number"].is_null() && party["agency"].is_null());
                without += 1;
                continue;
            };
            let digits = |name: &str, least: usize, most: usize| {
                let value = party[name].as_str().unwrap();
                assert!((least..=most).contains(&value.len()), "{name} {value}");
                assert!(
                    value.bytes().all(|byte| byte.is_ascii_digit()),
                    "{name} {value}"
                );
                value.parse::<u64>().unwrap()
            };
            assert_eq!(code.len(), 3);
            digits("agency", 1, 4);
            let number = digits("number", 8, 20);
            let check = caudal_latam::brazil::check_digit(number).to_string();
            assert_eq!(party["check_digit"].as_str(), Some(check.as_str()));
            with += 1;
        }
    }
    assert!(
        with > 50 && without > 20,
        "{with} with and {without} without an account"
    );
}
