//! The documented sandbox users do what their documentation says.

use caudal_model::Kind;
use caudal_model::failure::LoginError;
use caudal_model::resources::account::AccountCategory;
use caudal_sandbox::{Access, Credentials, Visit, World};

use super::persona::{NOW, SEED, enter, institution};

fn credentials(username: &str, password: &str) -> Credentials {
    Credentials {
        username: username.to_owned(),
        password: Some(password.to_owned()),
        ..Credentials::default()
    }
}

fn login(bank: &str, credentials: &Credentials) -> Access {
    let world = World::new(SEED);
    world.login(&institution(&world, bank), credentials, None)
}

#[test]
fn bnk100_has_everything() {
    for bank in [
        "erebor_br_retail",
        "erebor_mx_retail",
        "gringotts_co_retail",
        "ironbank_br_business",
    ] {
        let persona = enter(SEED, bank, "bnk100", "full");
        let accounts = persona.accounts(NOW);
        assert!(accounts.len() >= 5, "{bank} has {}", accounts.len());
        let count = |category| {
            accounts
                .iter()
                .filter(|own| own.category == Some(category))
                .count()
        };
        assert_eq!(count(AccountCategory::CheckingAccount), 2);
        assert!(count(AccountCategory::SavingsAccount) >= 1);
        assert!(count(AccountCategory::CreditCard) >= 1);
        assert!(count(AccountCategory::LoanAccount) >= 1);
        let rows = persona.rows(Some(("2025-03-13", "2026-03-12")), NOW);
        assert!(rows.len() >= 200, "{bank} has {} transactions", rows.len());
        assert_eq!(persona.documents(Kind::Owners, None, NOW).len(), 1);
        assert!(persona.documents(Kind::Balances, None, NOW).len() >= 3);
    }
}

#[test]
fn bnk101_has_nothing() {
    let persona = enter(SEED, "gringotts_mx_retail", "bnk101", "nodata");
    for kind in Kind::ALL {
        assert!(persona.documents(*kind, None, NOW).is_empty(), "{kind}");
    }
}

#[test]
fn bnk102_has_little() {
    for bank in ["erebor_br_retail", "erebor_mx_retail"] {
        let persona = enter(SEED, bank, "bnk102", "low");
        let offered = |kind: &&Kind| kind.is_offered_by(&persona.institution);
        for kind in Kind::ALL.iter().filter(offered) {
            let count = persona.documents(*kind, None, NOW).len();
            assert!(count <= 10, "{bank} {kind}: {count}");
        }
        for kind in [
            Kind::Owners,
            Kind::Accounts,
            Kind::Balances,
            Kind::Transactions,
            Kind::DailyBalances,
        ] {
            let count = persona.documents(kind, None, NOW).len();
            assert!(count >= 1, "{bank} {kind}: {count}");
        }
    }
}

#[test]
fn taxpayers_are_who_the_documentation_says() {
    let company = enter(SEED, "tatooine_mx_fiscal", "PMO010101000", "business");
    let count = |kind| company.documents(kind, None, NOW).len();
    assert_eq!(count(Kind::TaxReturns), 5 + 12);
    assert_eq!(count(Kind::FinancialStatements), 3);
    for kind in [Kind::TaxStatus, Kind::TaxComplianceStatus] {
        let documents = company.documents(kind, None, NOW);
        assert_eq!(documents.len(), 1);
        assert!(documents[0].body.contains("PMO010101000"));
    }
    let person = enter(SEED, "tatooine_mx_fiscal", "PFIS010101000", "individual");
    let status = person.documents(Kind::TaxStatus, None, NOW);
    assert!(status[0].body.contains("PFIS010101000"));
    let nobody = enter(SEED, "tatooine_mx_fiscal", "fiscal101", "nodata");
    for kind in Kind::ALL {
        assert!(nobody.documents(*kind, None, NOW).is_empty(), "{kind}");
    }
}

#[test]
fn bnk103_is_in_the_red() {
    for bank in ["erebor_br_retail", "erebor_co_retail"] {
        let persona = enter(SEED, bank, "bnk103", "negative");
        let accounts = persona.accounts(NOW);
        assert!(!accounts.is_empty());
        assert!(
            accounts
                .iter()
                .all(|own| own.balance.current.unwrap().is_negative())
        );
        let rows = persona.rows(None, NOW);
        assert!((1..=100).contains(&rows.len()), "{}", rows.len());
        assert!(rows.iter().all(|row| row.balance.unwrap().is_negative()));
    }
}

#[test]
fn refused_users_are_refused() {
    let refused = Access::Refused(LoginError::InvalidCredentials);
    assert_eq!(
        login(
            "erebor_br_retail",
            &credentials("user_invalid", "pass_invalid")
        ),
        refused
    );
    let advanced = Credentials {
        username_type: Some("999".into()),
        ..credentials("adv_anyone", "x")
    };
    assert_eq!(login("ironbank_br_retail", &advanced), refused);
    let long = credentials("1234567890abcdefg", "1234567890abcdefg");
    assert_eq!(login("erebor_br_retail", &long), Access::Malformed);
    assert!(matches!(
        login("erebor_br_retail", &credentials("user_valid", "pass_valid")),
        Access::Open(_)
    ));
    let valid = Credentials {
        username_type: Some("003".into()),
        username2: Some("valid".into()),
        password2: Some("valid".into()),
        ..credentials("adv_valid", "pass_valid")
    };
    assert!(matches!(
        login("ironbank_br_retail", &valid),
        Access::Open(_)
    ));
}

#[test]
fn the_second_factor_asks_until_it_is_answered() {
    let world = World::new(SEED);
    for (user, password, kind) in [
        ("mfa_default", "pass_valid", "text"),
        ("mfa_qr", "qr_code", "qr"),
        ("mfa_numeric", "numeric_code", "numeric"),
        ("somebody", "x", "text"),
    ] {
        let Access::Challenge { visit, token } =
            login("heimdall_mx_retail", &credentials(user, password))
        else {
            panic!("{user} was not asked");
        };
        assert_eq!(token.kind, kind);
        let stored = serde_json::to_string(&visit).unwrap();
        let visit: Visit = serde_json::from_str(&stored).unwrap();
        for wrong in [Some("999999"), Some(""), None] {
            assert!(
                matches!(world.resume(&visit, wrong), Access::Challenge { .. }),
                "{user}"
            );
        }
        assert!(
            matches!(world.resume(&visit, Some("111111")), Access::Open(_)),
            "{user}"
        );
    }
    let at_once = Credentials {
        token: Some("111111".into()),
        ..credentials("mfa_default", "pass_valid")
    };
    assert!(matches!(
        login("heimdall_br_retail", &at_once),
        Access::Open(_)
    ));
}

#[test]
fn the_late_institution_waits_as_it_is_told() {
    for (wish, seconds) in [("7", 7), ("900", 30), ("x", 0), ("", 0)] {
        let late = Credentials {
            username2: Some(wish.into()),
            ..credentials("1", "x")
        };
        let Access::Open(visit) = login("belvo_mx_retail", &late) else {
            panic!("refused")
        };
        assert_eq!(visit.delay_seconds, seconds);
    }
}

#[test]
fn credentials_and_visits_hide_themselves() {
    let secret = credentials("76109277673", "hunter2");
    assert!(!format!("{secret:?}").contains("hunter2"));
    let shown = format!("{:?}", login("ofmockbank_br_retail", &secret));
    assert!(!shown.contains("76109277673"), "{shown}");
}

#[test]
fn every_kind_of_inhabitant_is_reached_by_a_username_in_every_country() {
    let world = World::new(SEED);
    for (kind, _) in World::inhabitants() {
        for country in ["BR", "MX", "CO", "CL"] {
            let reached = world.institutions().iter().any(|bank| {
                bank.country_code == country && World::username(bank, kind, 0).is_some()
            });
            assert!(reached, "{kind} in {country}");
        }
        for bank in [
            "erebor_br_retail",
            "gringotts_mx_retail",
            "erebor_co_retail",
        ] {
            for turn in [0, 1, 9] {
                let username = World::username(&institution(&world, bank), kind, turn).unwrap();
                let persona = enter(SEED, bank, &username, "x");
                assert_eq!(persona.documents(Kind::Owners, None, NOW).len(), 1);
            }
        }
    }
    assert_eq!(
        World::username(&institution(&world, "erebor_br_retail"), "nobody", 0),
        None
    );
}

#[test]
fn a_username_of_a_kind_leads_to_that_kind_by_name_and_by_document() {
    let world = World::new(SEED);
    for bank in ["gringotts_br_retail", "ofmockbank_br_retail", "CL"] {
        let institution = institution(&world, bank);
        let of = |kind: &str, turn| {
            let username = World::username(&institution, kind, turn)?;
            let persona = enter(SEED, bank, &username, "x");
            let rows = persona.rows(Some(("2025-09-01", "2026-03-12")), NOW);
            Some((username, rows))
        };
        for turn in 0..4 {
            let (_, pensions) = of("widow", turn).unwrap();
            assert!(pensions.iter().any(|row| row.subcategory == "Retirement"));
            let (_, wages) = of("factory-worker", turn).unwrap();
            assert!(wages.iter().any(|row| row.subcategory == "Salary"));
            let (_, benefits) = of("benefit-family", turn).unwrap();
            assert!(benefits.iter().any(|row| row.subcategory == "Government"));
        }
        let (first, second) = (of("gambler", 0).unwrap(), of("gambler", 1).unwrap());
        assert_ne!(first.0, second.0);
        assert_ne!(first.1, second.1);
    }
}

#[test]
fn the_documentation_lists_every_kind_of_inhabitant() {
    let page = include_str!("../../../../docs/world.md");
    let listed: Vec<(String, &str)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"))
        .filter_map(|line| {
            let (name, rest) = line.split_once("` | ")?;
            let (number, sentence) = rest.split_once(" | ")?;
            number
                .parse::<u16>()
                .is_ok()
                .then(|| (name.replace('_', "-"), sentence))
        })
        .collect();
    let living: Vec<(String, &str)> = World::inhabitants()
        .map(|(name, sentence)| (name.to_owned(), sentence))
        .collect();
    assert_eq!(listed, living);
    let bank = |country: &str| institution(&World::new(SEED), country);
    for example in [
        World::username(&bank("ofmockbank_br_retail"), "street-vendor", 0),
        World::username(&bank("CL"), "street-vendor", 0),
    ] {
        assert!(page.contains(&format!("`{}`", example.unwrap())));
    }
}
