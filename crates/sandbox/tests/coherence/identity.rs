//! Who somebody is: papers, employer, and that the same people are met again.

use std::collections::{HashMap, HashSet};

use caudal_latam::brazil::{Cnpj, Cpf};
use caudal_latam::chile::Rut;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_latam::mexico::{Clabe, Curp, Rfc};
use caudal_model::Kind;
use caudal_model::resources::owner::Owner;

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
    for persona in personas(40) {
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
fn one_employer_pays_every_salary() {
    let mut salaries = 0;
    for persona in personas(60) {
        let rows = persona.rows(Some(("2025-12-01", "2026-03-12")), NOW);
        let mut payers: HashMap<String, usize> = HashMap::new();
        for row in rows.iter().filter(|row| row.subcategory == "Salary") {
            let words: Vec<&str> = row.description.split(' ').collect();
            let payer = words
                .iter()
                .rev()
                .take(2)
                .copied()
                .collect::<Vec<_>>()
                .join(" ");
            assert_eq!(row.direction, "INFLOW");
            *payers.entry(payer).or_default() += 1;
            salaries += 1;
        }
        // The line may be cut where the cause's words are longer, so a payer has few spellings.
        assert!(payers.len() <= 3, "{}: {payers:?}", persona.name());
    }
    assert!(salaries > 100, "only {salaries} salaries were looked at");
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
    let company = owner(&enter(SEED, "ofmockbank_br_retail", "50685362006773", ""));
    assert_eq!(paper(&company).1, "50685362006773");
    let Owner::Business(company) = company else {
        panic!("a company is expected")
    };
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
