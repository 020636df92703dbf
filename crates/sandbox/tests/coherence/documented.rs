//! The documented sandbox users do what their documentation says.

use caudal_model::Kind;
use caudal_model::failure::LoginError;
use caudal_model::resources::account::AccountCategory;
use caudal_sandbox::{Access, Credentials, Visit, World};
use uuid::Uuid;

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
    world.login(Uuid::nil(), &institution(&world, bank), credentials)
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
        for kind in Kind::ALL {
            let count = persona.documents(*kind, None, NOW).len();
            assert!((1..=10).contains(&count), "{bank} {kind}: {count}");
        }
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
