//! The life of links as a machine of states: whatever is asked in whatever order, what the engine
//! shows is what a model of a few lines says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use caudal_engine::{Outcome, Settings};
use caudal_model::{Identities, Kind};
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bank::{ACCOUNTS, Bank, TOKEN};
use crate::deployment::{NOW, Process, asked, code, id_of};

both_engines!(every_order_of_events);

const STEPS: u64 = 250;
const USERS: [&str; 4] = ["ana", "bruno", "mfa carla", "mfa diego"];
const PASSWORDS: [&str; 2] = ["right", "new"];
const REFUSALS_MAX: u32 = 6;

/// What a link must look like.
#[derive(Debug)]
struct Modelled {
    user: &'static str,
    /// The password that is kept with it.
    password: &'static str,
    status: &'static str,
    recurrent: bool,
    refusals: u32,
    accounts: u64,
}

/// A question for a token that was asked.
#[derive(Clone, Debug)]
struct Question {
    session: String,
    link: Uuid,
    /// The password that the link gets when it is answered.
    renewed: Option<&'static str>,
    /// Whether it belongs to the link and not to a retrieval.
    of_link: bool,
    /// Whether accounts are read when it is answered.
    loads: bool,
}

struct Life {
    process: Process,
    bank: Arc<Bank>,
    links: BTreeMap<Uuid, Modelled>,
    /// Each user's password at the bank.
    passwords: BTreeMap<&'static str, &'static str>,
    open: Vec<Question>,
    closed: Vec<Question>,
    dice: Identities,
    thrown: u64,
}

async fn every_order_of_events(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    // The same ids in every run, so that the dice mean the same links.
    let repeatable = Settings {
        repeatable: true,
        ..Settings::default()
    };
    let mut life = Life {
        process: Process::start_at(&database, &bank, NOW, repeatable).await,
        bank,
        links: BTreeMap::new(),
        passwords: USERS.iter().map(|user| (*user, "right")).collect(),
        open: Vec::new(),
        closed: Vec::new(),
        dice: Identities::new(b"life cycle"),
        thrown: 0,
    };
    let mut seen = BTreeSet::new();
    for _ in 0..STEPS {
        match life.throw(20) {
            0..3 => life.register().await,
            3..6 => life.resume().await,
            6 => life.resume_again().await,
            7..11 => life.retrieve(1).await,
            11 => life.retrieve(REFUSALS_MAX).await,
            12..14 => life.patch().await,
            14..16 => life.put().await,
            16 => life.delete_account().await,
            17 => life.delete().await,
            _ => life.change_password(),
        }
        life.check().await;
        seen.extend(life.links.values().map(|known| known.status));
    }
    let every = ["invalid", "token_required", "unconfirmed", "valid"];
    assert!(seen.iter().eq(&every), "only {seen:?} came about");
}

impl Life {
    /// A number below this one.
    fn throw(&mut self, below: usize) -> usize {
        self.thrown += 1;
        let digest = self.dice.digest(&[&self.thrown.to_be_bytes()]);
        usize::from(u16::from_be_bytes([digest[0], digest[1]])) % below
    }

    fn any_link(&mut self) -> Option<Uuid> {
        let links: Vec<Uuid> = self.links.keys().copied().collect();
        (!links.is_empty()).then(|| links[self.throw(links.len())])
    }

    async fn register(&mut self) {
        let user = USERS[self.throw(USERS.len())];
        let password = PASSWORDS[self.throw(PASSWORDS.len())];
        let recurrent = self.throw(2) == 0;
        let mode = if recurrent { "recurrent" } else { "single" };
        let more = json!({ "password": password, "access_mode": mode });
        let made = self.process.register(user, more).await;
        if password != self.passwords[user] {
            assert_eq!(code(&made), "login_error");
            return;
        }
        let mut link = Modelled {
            user,
            password,
            status: "valid",
            recurrent,
            refusals: 0,
            accounts: if recurrent { ACCOUNTS } else { 0 },
        };
        if user.starts_with("mfa") {
            link.status = "unconfirmed";
            link.accounts = 0;
            let id = self.asked(&made, None, true, recurrent);
            self.links.insert(id, link);
        } else {
            self.links.insert(id_of(&made.unwrap()), link);
        }
    }

    fn asked<T: std::fmt::Debug>(
        &mut self,
        outcome: &Outcome<T>,
        renewed: Option<&'static str>,
        of_link: bool,
        loads: bool,
    ) -> Uuid {
        let (session, link) = asked(outcome);
        self.open.push(Question {
            session,
            link,
            renewed,
            of_link,
            loads,
        });
        link
    }

    /// Answers a question, rightly or wrongly.
    async fn resume(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let at = self.throw(self.open.len());
        let question = self.open.swap_remove(at);
        self.closed.push(question.clone());
        let token = if self.throw(3) == 0 { "999999" } else { TOKEN };
        let Question {
            session,
            link,
            renewed,
            of_link,
            loads,
        } = question;
        let answer: Outcome<()> = if of_link {
            self.process.resume(&session, token).await.map(drop)
        } else {
            let elsewhere = self.process.resume(&session, token).await;
            assert_eq!(code(&elsewhere), "session_expired", "another collection");
            self.process
                .resume_accounts(&session, token)
                .await
                .map(drop)
        };
        let known = self.links.get_mut(&link).unwrap();
        if token != TOKEN {
            if known.status == "valid" {
                known.status = "token_required";
            }
            assert_eq!(self.asked(&answer, renewed, of_link, loads), link);
            return;
        }
        answer.unwrap();
        known.status = "valid";
        known.refusals = 0;
        known.password = renewed.unwrap_or(known.password);
        if loads {
            known.accounts = ACCOUNTS;
        }
    }

    /// What was answered once, or belonged to a deleted link, is over.
    async fn resume_again(&mut self) {
        if self.closed.is_empty() {
            return;
        }
        let at = self.throw(self.closed.len());
        let Question {
            session, of_link, ..
        } = self.closed[at].clone();
        let late = if of_link {
            self.process.resume(&session, TOKEN).await.map(drop)
        } else {
            self.process
                .resume_accounts(&session, TOKEN)
                .await
                .map(drop)
        };
        assert_eq!(code(&late), "session_expired");
    }

    /// Reads one link so many times.
    async fn retrieve(&mut self, times: u32) {
        let Some(id) = self.any_link() else { return };
        for _ in 0..times {
            self.retrieve_from(id).await;
        }
    }

    async fn retrieve_from(&mut self, id: Uuid) {
        let save = self.throw(3) > 0;
        let read = self.process.accounts(id, save).await;
        let known = self.links.get_mut(&id).unwrap();
        match known.status {
            "unconfirmed" => assert_eq!(code(&read), "unconfirmed_link"),
            "invalid" => assert_eq!(code(&read), "invalid_link"),
            _ if known.password != self.passwords[known.user] => {
                assert_eq!(code(&read), "login_error");
                known.refusals += 1;
                if known.refusals == REFUSALS_MAX {
                    known.status = "invalid";
                }
            }
            _ if known.user.starts_with("mfa") => {
                known.status = "token_required";
                self.asked(&read, None, false, save);
            }
            _ => {
                let read = read.unwrap();
                assert_eq!((read.created, read.bodies.len() as u64), (save, ACCOUNTS));
                known.status = "valid";
                known.refusals = 0;
                if save {
                    known.accounts = ACCOUNTS;
                }
            }
        }
    }

    async fn patch(&mut self) {
        let Some(id) = self.any_link() else { return };
        let recurrent = self.throw(2) == 0;
        let mode = if recurrent { "recurrent" } else { "single" };
        let changed = self.process.patch(id, json!({ "access_mode": mode })).await;
        assert_eq!(changed.unwrap()["access_mode"], mode);
        self.links.get_mut(&id).unwrap().recurrent = recurrent;
    }

    async fn put(&mut self) {
        let Some(id) = self.any_link() else { return };
        let password = PASSWORDS[self.throw(PASSWORDS.len())];
        let renewed = self.process.put(id, password).await;
        let known = self.links.get_mut(&id).unwrap();
        if password != self.passwords[known.user] {
            assert_eq!(code(&renewed), "login_error");
        } else if known.user.starts_with("mfa") {
            if known.status == "valid" {
                known.status = "token_required";
            }
            let loads = known.recurrent;
            self.asked(&renewed, Some(password), true, loads);
        } else {
            assert_eq!(renewed.unwrap()["status"], "valid");
            known.status = "valid";
            known.refusals = 0;
            known.password = password;
            if known.recurrent {
                known.accounts = ACCOUNTS;
            }
        }
    }

    async fn delete_account(&mut self) {
        let (caller, engine) = (self.process.caller(), &self.process.engine);
        let paging = caudal_engine::Paging::default();
        let listed = engine.documents(&caller, Kind::Accounts, Vec::new(), paging);
        let listed = listed.await.unwrap();
        let Some(first) = listed.items.iter().next() else {
            return;
        };
        let first: Value = serde_json::from_str(first).unwrap();
        let deleted = engine.delete_document(&caller, Kind::Accounts, id_of(&first));
        deleted.await.unwrap();
        let link: Uuid = first["link"].as_str().unwrap().parse().unwrap();
        self.links.get_mut(&link).unwrap().accounts -= 1;
    }

    async fn delete(&mut self) {
        let Some(id) = self.any_link() else { return };
        let (caller, engine) = (self.process.caller(), &self.process.engine);
        engine.delete_link(&caller, id).await.unwrap();
        let again = engine.delete_link(&caller, id).await;
        assert_eq!(code(&again), "not_found");
        self.links.remove(&id);
        let (dead, open) = self.open.drain(..).partition(|it| it.link == id);
        self.open = open;
        self.closed.extend::<Vec<Question>>(dead);
        assert_eq!(code(&self.process.link(id).await), "not_found");
        let read = self.process.accounts(id, true).await;
        assert_eq!(code(&read), "does_not_exist");
    }

    fn change_password(&mut self) {
        let user = USERS[self.throw(USERS.len())];
        let password = PASSWORDS[self.throw(PASSWORDS.len())];
        self.bank.change_password(user, password);
        self.passwords.insert(user, password);
    }

    /// What the engine shows is what the model says, link by link and in all.
    async fn check(&self) {
        assert_eq!(self.process.count(None).await, self.links.len() as u64);
        for (id, known) in &self.links {
            let shown = self.process.link(*id).await.unwrap();
            assert_eq!(shown["status"], known.status, "{known:?}");
            let mode = if known.recurrent {
                "recurrent"
            } else {
                "single"
            };
            assert_eq!(shown["access_mode"], mode, "{known:?}");
        }
        let accounts = self.links.values().map(|known| known.accounts).sum::<u64>();
        assert_eq!(self.process.count(Some(Kind::Accounts)).await, accounts);
    }
}
