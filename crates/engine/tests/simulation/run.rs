//! One run: what happens, and when everything has calmed down, whether it came true.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use caudal_connect::{Clock, World};
use caudal_engine::{HistoryLoad, Settings};
use caudal_model::Kind;
use caudal_model::resources::link::{LINK_CREATE, LINK_REFRESH, RefreshRate};
use caudal_testing::TestDatabase;
use serde_json::json;
use uuid::Uuid;

use crate::bank::Bank;
use crate::chance::Dice;
use crate::invariants;
use crate::process::{Accepted, Process, Surroundings};
use crate::receiver::Receiver;

/// Decisions of the scheduler in one run, before it calms down.
const STEPS: usize = 700;
const PROCESSES: usize = 2;
const LINKS_MAX: usize = 2;
const BANK: &str = "erebor_co_retail";
const START: &str = "2026-03-10T15:00:00Z";
const MICROSECONDS_PER_SECOND: i64 = 1_000_000;
/// Longer than any lease, retry of a job or pause between two attempts.
const CALM_SECONDS: i64 = 900;

/// What happened in some runs.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    registered: usize,
    refreshed: usize,
    retrieved: usize,
    deleted: usize,
    died: usize,
    events: usize,
    repeated: usize,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.registered += other.registered;
        self.refreshed += other.refreshed;
        self.retrieved += other.retrieved;
        self.deleted += other.deleted;
        self.died += other.died;
        self.events += other.events;
        self.repeated += other.repeated;
    }

    /// A simulation in which nothing happens proves nothing.
    pub(crate) fn require_variety(&self, seeds: u64) {
        let seeds = usize::try_from(seeds).unwrap();
        for happened in [
            self.registered * 2,
            self.refreshed,
            self.retrieved,
            self.deleted * 4,
            self.died,
            self.events,
            self.repeated * 4,
        ] {
            assert!(happened >= seeds, "too little happens: {self:?}");
        }
    }
}

/// Runs a seed; prints what happens where it is to be looked at.
pub(crate) async fn simulate(seed: u64, told: bool) -> Sums {
    let dice = Dice::new(seed);
    let database = TestDatabase::sqlite_in_memory().await;
    let clock = Clock::simulated(START.parse().unwrap());
    // From here on it runs with what the simulation takes for the system's clock.
    clock.set(caudal_connect::ClockSetting::default());
    let world = Arc::new(World::new(7));
    let surroundings = Surroundings {
        seed,
        store: database.open_in_lockstep().await,
        clock,
        bank: Arc::new(Bank::new(world, dice.clone())),
        receiver: Arc::new(Receiver::new(dice.clone())),
        settings: Settings {
            repeatable: true,
            refresh_rate: RefreshRate::Day,
            history_load: if dice.percent(50) {
                HistoryLoad::Later
            } else {
                HistoryLoad::WithLink
            },
            ..Settings::default()
        },
    };
    let mut run = Run::begin(surroundings, dice, told).await;
    for _ in 0..STEPS {
        run.step();
    }
    run.calm_down().await;
    let sums = run.sums();
    invariants::hold(&run).await;
    sums
}

pub(crate) struct Run {
    pub(crate) surroundings: Surroundings,
    pub(crate) organisation: Uuid,
    pub(crate) accepted: Vec<Accepted>,
    pub(crate) processes: Vec<Process>,
    dice: Dice,
    died: usize,
    users: usize,
    told: bool,
}

impl Run {
    async fn begin(surroundings: Surroundings, dice: Dice, told: bool) -> Self {
        let start = |place| Process::start(&surroundings, place, 0);
        let processes: Vec<Process> = (0..PROCESSES).map(start).collect();
        let engine = &processes[0].engine;
        let organisation = engine.organisation("acme").await.unwrap().id;
        let webhook = json!({ "url": "https://receiver.test/hook" });
        engine
            .register_webhook(organisation, &webhook)
            .await
            .unwrap();
        Self {
            surroundings,
            organisation,
            accepted: Vec::new(),
            processes,
            dice,
            died: 0,
            users: 0,
            told,
        }
    }

    fn say(&self, what: &str) {
        if self.told {
            println!("{} {what}", self.surroundings.clock.now());
        }
    }

    fn step(&mut self) {
        let place = self.dice.below(PROCESSES);
        match self.dice.below(100) {
            0..=1 => self.die(place),
            2..=5 => self.pass_time(),
            6..=8 => self.begin_request(place),
            9..=14 => self.processes[place].begin_job(),
            15..=16 => self.processes[place].begin_agenda(),
            17..=19 => self.processes[place].begin_deliveries(),
            _ => {
                let which = self.dice.below(64);
                let accepted = self.processes[place].go_on(which);
                self.accept(accepted);
            }
        }
    }

    fn accept(&mut self, accepted: impl IntoIterator<Item = Accepted>) {
        for accepted in accepted {
            self.say(&format!("{accepted:?}"));
            self.accepted.push(accepted);
        }
    }

    fn die(&mut self, place: usize) {
        self.say(&format!("process {place} dies"));
        self.died += 1;
        self.processes[place] = Process::start(&self.surroundings, place, self.died);
    }

    fn pass_time(&mut self) {
        let seconds = match self.dice.below(4) {
            0 => 1,
            1 => 70,
            2 => 700,
            _ => 20_000,
        };
        let seconds = seconds + i64::try_from(self.dice.below(60)).unwrap();
        self.surroundings
            .clock
            .pass(seconds * MICROSECONDS_PER_SECOND);
    }

    fn begin_request(&mut self, place: usize) {
        let known: Vec<Uuid> = self
            .accepted
            .iter()
            .filter_map(|accepted| match accepted {
                Accepted::Registered { link } => Some(*link),
                _ => None,
            })
            .collect();
        if known.is_empty() || (self.users < LINKS_MAX && self.dice.percent(30)) {
            return self.register(place);
        }
        let link = known[self.dice.below(known.len())];
        match self.dice.below(10) {
            0..=4 => self.refresh(place, link),
            5..=7 => self.retrieve(place, link),
            8 => self.delete(place, link),
            _ => self.register(place),
        }
    }

    fn register(&mut self, place: usize) {
        if self.users == LINKS_MAX {
            return;
        }
        self.users += 1;
        let body = json!({
            "institution": BANK, "username": "bnk102", "password": "low",
            "fetch_resources": ["OWNERS", "ACCOUNTS", "TRANSACTIONS"],
        });
        let process = &mut self.processes[place];
        let caller = process.caller(self.organisation);
        let engine = Arc::clone(&process.engine);
        process.begin(async move {
            let values = LINK_CREATE.read(&body).unwrap();
            let made = engine.register_link(&caller, &values).await.ok()?;
            let made: serde_json::Value = serde_json::from_str(&made).unwrap();
            let link = made["id"].as_str().unwrap().parse().unwrap();
            Some(Accepted::Registered { link })
        });
    }

    fn refresh(&mut self, place: usize, link: Uuid) {
        let process = &mut self.processes[place];
        let caller = process.caller(self.organisation);
        let engine = Arc::clone(&process.engine);
        process.begin(async move {
            let values = LINK_REFRESH.read(&json!({})).unwrap();
            let accepted = engine.refresh_link_later(&caller, link, &values).await;
            let request_id = caller.request_id;
            accepted
                .ok()
                .map(|()| Accepted::Refresh { link, request_id })
        });
    }

    fn retrieve(&mut self, place: usize, link: Uuid) {
        let process = &mut self.processes[place];
        let caller = process.caller(self.organisation);
        let engine = Arc::clone(&process.engine);
        process.begin(async move {
            let asked = json!({ "link": link, "date_from": "2026-01-01", "date_to": "2026-03-01" });
            let accepted = engine.retrieve_later(&caller, Kind::Transactions, &asked);
            let accepted = accepted.await;
            let request_id = caller.request_id;
            accepted
                .ok()
                .map(|()| Accepted::Retrieval { link, request_id })
        });
    }

    fn delete(&mut self, place: usize, link: Uuid) {
        let process = &mut self.processes[place];
        let caller = process.caller(self.organisation);
        let engine = Arc::clone(&process.engine);
        process.begin(async move {
            let accepted = engine.delete_link_later(&caller, link).await;
            accepted.ok().map(|()| Accepted::Deletion { link })
        });
    }

    /// Nobody fails any more: what was accepted is done, and what is due is delivered.
    async fn calm_down(&mut self) {
        self.surroundings.bank.well.store(true, Ordering::Relaxed);
        self.surroundings
            .receiver
            .well
            .store(true, Ordering::Relaxed);
        for place in 0..PROCESSES {
            let accepted = self.processes[place].finish();
            self.accept(accepted);
        }
        for _ in 0..12 {
            self.surroundings
                .clock
                .pass(CALM_SECONDS * MICROSECONDS_PER_SECOND);
            for _ in 0..8 {
                self.processes[0].begin_agenda();
                self.processes[0].begin_job();
                self.processes[0].finish();
            }
            self.processes[0].begin_deliveries();
            self.processes[0].finish();
        }
        // What was given up while the receiver failed goes out again by hand.
        let engine = &self.processes[0].engine;
        let since = json!({ "failed_since": START });
        engine
            .replay_events(self.organisation, &since)
            .await
            .unwrap();
        self.processes[0].begin_deliveries();
        self.processes[0].finish();
    }

    fn sums(&self) -> Sums {
        let count = |which: fn(&Accepted) -> bool| {
            self.accepted
                .iter()
                .filter(|accepted| which(accepted))
                .count()
        };
        let taken = self.surroundings.receiver.taken.lock().unwrap();
        Sums {
            registered: count(|it| matches!(it, Accepted::Registered { .. })),
            refreshed: count(|it| matches!(it, Accepted::Refresh { .. })),
            retrieved: count(|it| matches!(it, Accepted::Retrieval { .. })),
            deleted: count(|it| matches!(it, Accepted::Deletion { .. })),
            died: self.died,
            events: taken.len(),
            repeated: taken.values().map(|texts| texts.len() - 1).sum(),
        }
    }
}
