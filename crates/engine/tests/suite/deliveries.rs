//! Deliveries to receivers that do as a test tells them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use caudal_connect::{Answered, Chance, Clock, Connectors, Context, OutboundError, Outgoing};
use caudal_engine::{
    DELIVERY_TIME_MAX, Engine, FAILING_DAYS_MAX, Journal, Sender, Settings, Vault, WEBHOOKS_MAX,
    WebhookChange, Worker,
};
use caudal_model::event::{Event, Occurrence, Process};
use caudal_model::resources::webhook::{EventRecord, Webhook};
use caudal_model::{Identities, Timestamp};
use caudal_store::Batch;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Map, Value, json};
use uuid::Uuid;

both_engines!(
    an_event_goes_out_as_it_is_to_everybody,
    secrets_are_shown_once_and_kept_sealed,
    a_failing_receiver_is_tried_again_and_then_given_up,
    a_receiver_decides_when_it_is_asked_again_within_limits,
    a_webhook_that_takes_nothing_for_days_is_disabled,
    a_receiver_that_takes_one_in_a_while_stays,
    an_event_goes_out_again_as_it_was,
    a_dead_receiver_does_not_hold_up_the_others,
    a_batch_without_hope_is_given_back,
    the_worker_delivers_what_it_is_told_of,
    limits_and_addresses_are_checked,
);

/// Receivers by the path of their address.
#[derive(Debug, Default)]
struct Receivers {
    /// What each answers; those that are not named answer 200.
    answers: Mutex<HashMap<String, Answer>>,
    received: Mutex<Vec<Outgoing>>,
    silent: AtomicUsize,
}

#[derive(Clone, Copy, Debug)]
enum Answer {
    Status(u16, Option<&'static str>),
    /// Nothing, for as long as one may take.
    Silence,
}

#[async_trait]
impl Sender for Receivers {
    async fn check(&self, url: &str) -> Result<(), OutboundError> {
        match url.contains("internal") {
            true => Err(OutboundError::Forbidden),
            false => Ok(()),
        }
    }

    async fn send(&self, outgoing: Outgoing) -> Result<Answered, OutboundError> {
        assert_eq!(outgoing.time_max, DELIVERY_TIME_MAX);
        let answer = self.answers.lock().unwrap().get(&outgoing.url).copied();
        let (status, retry_after) = match answer {
            None => (200, None),
            Some(Answer::Status(status, retry_after)) => (status, retry_after),
            Some(Answer::Silence) => {
                self.silent.fetch_add(1, Ordering::SeqCst);
                std::future::pending::<()>().await;
                return Err(OutboundError::Late);
            }
        };
        self.received.lock().unwrap().push(outgoing);
        Ok(Answered {
            status,
            retry_after: retry_after.map(str::to_owned),
            body: b"noted".to_vec(),
            whole: true,
        })
    }
}

impl Receivers {
    fn answer(&self, url: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(url.to_owned(), answer);
    }

    fn take(&self) -> Vec<Outgoing> {
        std::mem::take(&mut *self.received.lock().unwrap())
    }
}

struct Deployment {
    engine: Arc<Engine>,
    receivers: Arc<Receivers>,
    organisation: Uuid,
}

impl Deployment {
    async fn start(database: &TestDatabase) -> Self {
        let receivers = Arc::new(Receivers::default());
        let context = Context {
            clock: Clock::held("2026-03-10T15:00:00Z".parse().unwrap()),
            chance: Chance::system(),
        };
        let engine = Engine::new(
            database.open().await,
            Connectors::new([]),
            Identities::new(b"test"),
            Vault::new(&[7; 32], Chance::system()).unwrap(),
            context,
            Settings::default(),
        );
        let sender = Arc::clone(&receivers) as Arc<dyn Sender>;
        let engine = Arc::new(engine.with_sender(sender));
        let organisation = engine.organisation("acme").await.unwrap().id;
        Self {
            engine,
            receivers,
            organisation,
        }
    }

    async fn webhook(&self, url: &str) -> Webhook {
        let body = json!({ "url": url, "authorization_header": "Bearer abc" });
        let made = self.engine.register_webhook(self.organisation, &body).await;
        made.unwrap()
    }

    /// Announces as many events and answers their ids.
    async fn announce(&self, count: usize) -> Vec<Uuid> {
        let mut batch = Batch::new();
        let mut ids = Vec::new();
        for _ in 0..count {
            let event = event();
            ids.push(event.id);
            let (now, system) = (self.engine.now(), self.engine.clock().unheld());
            batch.announce(self.organisation, &event, now, system);
        }
        self.engine.store().write(batch).await.unwrap();
        self.engine.wake_deliveries();
        ids
    }

    /// Delivers what is due so many seconds from now.
    async fn deliver(&self, seconds: i64) -> usize {
        let at = self.engine.clock().unheld().microseconds() + seconds * 1_000_000;
        let at = Timestamp::from_microseconds(at).unwrap();
        self.engine.deliver_due_at(at).await.unwrap()
    }

    async fn record(&self, event: Uuid) -> EventRecord {
        self.engine
            .event_record(self.organisation, event)
            .await
            .unwrap()
    }

    async fn is_enabled(&self, webhook: &Webhook) -> bool {
        let found = self.engine.webhook(self.organisation, webhook.id).await;
        found.unwrap().enabled
    }
}

fn event() -> Event {
    Event {
        id: Uuid::from_bytes(Chance::system().bytes().unwrap()[..16].try_into().unwrap()),
        link: Uuid::from_u128(1),
        request_id: "0123456789abcdef0123456789abcdef".to_owned(),
        external_id: Some("user-1".to_owned()),
        occurrence: Occurrence {
            webhook_type: "ACCOUNTS",
            process: Process::Historical,
            webhook_code: "historical_update",
            data: Map::from_iter([("total_accounts".to_owned(), json!(3))]),
        },
    }
}

const ONE: &str = "https://one.example.com/in";
const TWO: &str = "https://two.example.com/in";

async fn an_event_goes_out_as_it_is_to_everybody(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    let (one, two) = (deployment.webhook(ONE).await, deployment.webhook(TWO).await);
    assert_ne!(one.secret, two.secret);
    let id = deployment.announce(1).await[0];
    assert_eq!(deployment.deliver(0).await, 2);
    assert_eq!(deployment.deliver(999).await, 0);
    let received = deployment.receivers.take();
    for outgoing in &received {
        let header = |name: &str| outgoing.headers[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "application/json");
        assert_eq!(header("authorization"), "Bearer abc");
        assert_eq!(
            header("user-agent"),
            format!("caudal/{}", env!("CARGO_PKG_VERSION"))
        );
        assert_eq!(header("webhook-id"), id.as_simple().to_string());
        assert!(header("webhook-signature").starts_with("v1,"));
        let second: i64 = header("webhook-timestamp").parse().unwrap();
        let now = deployment.engine.clock().unheld().0.as_second();
        assert!((now - 60..=now).contains(&second), "by the system's time");
        let body: Value = serde_json::from_slice(&outgoing.body).unwrap();
        assert_eq!(body["webhook_id"], id.as_simple().to_string());
        assert_eq!(body["data"], json!({ "total_accounts": 3 }));
    }
    let signatures: Vec<_> = received
        .iter()
        .map(|it| &it.headers["webhook-signature"])
        .collect();
    assert_ne!(signatures[0], signatures[1]);
    let record = deployment.record(id).await;
    assert_eq!(record.deliveries.len(), 2);
    assert_eq!(record.deliveries[0].state, "delivered");
    assert_eq!(record.deliveries[0].attempts[0].answer, "noted");
}

async fn secrets_are_shown_once_and_kept_sealed(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    let made = deployment.webhook(ONE).await;
    let secret = made.secret.clone().unwrap();
    assert_eq!(made.authorization_header.as_deref(), Some("Bearer abc"));
    let kept = deployment
        .engine
        .store()
        .webhooks(deployment.organisation)
        .await
        .unwrap();
    for (sealed, plain) in [
        (&kept[0].secret, secret.as_bytes()),
        (
            kept[0].authorization_header.as_ref().unwrap(),
            b"Bearer abc",
        ),
    ] {
        assert!(!sealed.windows(plain.len()).any(|window| window == plain));
    }
    let shown = deployment
        .engine
        .webhooks(deployment.organisation)
        .await
        .unwrap();
    assert_eq!(shown[0].secret, None);
    assert_eq!(shown[0].authorization_header.as_deref(), Some("***"));
    let change = WebhookChange {
        authorization_header: Some(None),
        enabled: None,
    };
    let changed = deployment
        .engine
        .modify_webhook(deployment.organisation, made.id, change);
    assert_eq!(changed.await.unwrap().authorization_header, None);
    deployment.announce(1).await;
    deployment.deliver(0).await;
    assert!(
        !deployment.receivers.take()[0]
            .headers
            .contains_key("authorization")
    );
}

async fn a_failing_receiver_is_tried_again_and_then_given_up(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    deployment.webhook(ONE).await;
    deployment.receivers.answer(ONE, Answer::Status(410, None));
    let id = deployment.announce(1).await[0];
    // The pauses are one to five minutes long.
    for (before, due) in [
        (-1, 0),
        (59, 60),
        (179, 180),
        (359, 360),
        (599, 600),
        (899, 900),
    ] {
        assert_eq!(deployment.deliver(before - 1).await, 0, "{before}");
        assert_eq!(deployment.deliver(due + 5).await, 1, "{due}");
        // Later attempts are measured from here.
        let next = deployment.record(id).await.deliveries[0].next_attempt_at;
        assert_eq!(next.is_some(), due < 900);
    }
    assert_eq!(deployment.deliver(99_999).await, 0);
    let delivery = deployment.record(id).await.deliveries[0].clone();
    assert_eq!(
        (delivery.state.as_str(), delivery.attempts.len()),
        ("failed", 6)
    );
    assert!(
        delivery
            .attempts
            .iter()
            .all(|attempt| attempt.status == Some(410))
    );
    let ids: Vec<_> = deployment.receivers.take();
    assert!(
        ids.windows(2)
            .all(|two| two[0].headers["webhook-id"] == two[1].headers["webhook-id"])
    );
}

async fn a_receiver_decides_when_it_is_asked_again_within_limits(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    deployment.webhook(ONE).await;
    deployment
        .receivers
        .answer(ONE, Answer::Status(503, Some("99999")));
    deployment.announce(1).await;
    assert_eq!(deployment.deliver(0).await, 1);
    assert_eq!(deployment.deliver(3_590).await, 0);
    deployment.receivers.answer(ONE, Answer::Status(200, None));
    assert_eq!(deployment.deliver(3_601).await, 1);
    assert_eq!(deployment.deliver(99_999).await, 0);
}

async fn a_webhook_that_takes_nothing_for_days_is_disabled(database: TestDatabase) {
    const DAYS: i64 = FAILING_DAYS_MAX * 86_400;
    let deployment = Deployment::start(&database).await;
    let webhook = deployment.webhook(ONE).await;
    deployment.receivers.answer(ONE, Answer::Status(500, None));
    deployment.announce(1).await;
    deployment.deliver(0).await;
    deployment.announce(3).await;
    assert_eq!(deployment.deliver(DAYS - 60).await, 4);
    assert!(deployment.is_enabled(&webhook).await);
    let waiting = deployment.announce(1).await[0];
    deployment.deliver(DAYS + 60).await;
    assert!(!deployment.is_enabled(&webhook).await);
    assert_eq!(
        deployment.record(waiting).await.deliveries[0].state,
        "failed"
    );
    assert_eq!(
        deployment.deliver(DAYS + 9_999).await,
        0,
        "everything was given up"
    );
    let unheard = deployment.announce(1).await[0];
    assert!(deployment.record(unheard).await.deliveries.is_empty());
    let enabled = WebhookChange {
        enabled: Some(true),
        authorization_header: None,
    };
    let organisation = deployment.organisation;
    let changed = deployment
        .engine
        .modify_webhook(organisation, webhook.id, enabled);
    assert!(changed.await.unwrap().enabled);
    deployment.announce(1).await;
    assert_eq!(deployment.deliver(DAYS + 9_999).await, 1);
    assert!(deployment.is_enabled(&webhook).await, "it starts anew");
}

async fn a_receiver_that_takes_one_in_a_while_stays(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    let webhook = deployment.webhook(ONE).await;
    for day in 0..9 {
        deployment.receivers.answer(ONE, Answer::Status(500, None));
        deployment.announce(1).await;
        deployment.deliver(day * 86_400).await;
        deployment.receivers.answer(ONE, Answer::Status(204, None));
        deployment.deliver(day * 86_400 + 3_600).await;
    }
    assert!(deployment.is_enabled(&webhook).await);
}

async fn an_event_goes_out_again_as_it_was(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    deployment.webhook(ONE).await;
    let ids = deployment.announce(3).await;
    deployment.deliver(0).await;
    let first = deployment.receivers.take();
    let newcomer = deployment.webhook(TWO).await;
    let organisation = deployment.organisation;
    let body = json!({ "webhook": newcomer.id });
    let replayed = deployment
        .engine
        .replay_event(organisation, ids[1], &body)
        .await
        .unwrap();
    assert_eq!(replayed.deliveries, 1);
    assert_eq!(deployment.deliver(1).await, 1);
    let again = deployment.receivers.take();
    assert_eq!(again[0].url, TWO);
    let sent = |all: &[Outgoing], id: Uuid| {
        let id = id.as_simple().to_string();
        let mut all = all
            .iter()
            .filter(|it| it.headers["webhook-id"] == id.as_str());
        all.next().unwrap().body.clone()
    };
    assert_eq!(sent(&again, ids[1]), sent(&first, ids[1]));
    let replayed = deployment
        .engine
        .replay_events(organisation, &json!({ "after": 0 }))
        .await;
    assert_eq!(replayed.unwrap().deliveries, 6);
    assert_eq!(deployment.deliver(2).await, 6);
}

async fn a_dead_receiver_does_not_hold_up_the_others(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    deployment.webhook(ONE).await;
    deployment.webhook(TWO).await;
    deployment.receivers.answer(ONE, Answer::Silence);
    let (journal, _) = Journal::open(Arc::clone(&deployment.engine));
    let worker = Worker::start(Arc::clone(&deployment.engine), journal, "worker".into());
    deployment.announce(600).await;
    while deployment.receivers.received.lock().unwrap().len() < 600 {
        tokio::task::yield_now().await;
    }
    let received = deployment.receivers.take();
    assert!(received.iter().all(|outgoing| outgoing.url == TWO));
    assert!(
        deployment.receivers.silent.load(Ordering::SeqCst) <= 32,
        "sixteen per batch"
    );
    drop(worker);
}

async fn a_batch_without_hope_is_given_back(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    deployment.webhook(ONE).await;
    deployment.receivers.answer(ONE, Answer::Status(500, None));
    let ids = deployment.announce(40).await;
    // Sixteen are tried, then two at a time.
    assert_eq!(deployment.deliver(0).await, 40);
    for id in ids {
        assert_eq!(deployment.record(id).await.deliveries[0].attempts.len(), 1);
    }
}

async fn the_worker_delivers_what_it_is_told_of(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    let webhook = deployment.webhook(ONE).await;
    let (journal, _) = Journal::open(Arc::clone(&deployment.engine));
    let worker = Worker::start(Arc::clone(&deployment.engine), journal, "worker".into());
    let request = "0123456789abcdef0123456789abcdef".to_owned();
    let organisation = deployment.organisation;
    let event = deployment
        .engine
        .test_webhook(organisation, webhook.id, request)
        .await
        .unwrap();
    let waiting = async {
        while deployment.record(event.id).await.deliveries[0].state != "delivered" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting)
        .await
        .unwrap();
    worker.stop().await;
    assert_eq!(deployment.receivers.take().len(), 1);
}

async fn limits_and_addresses_are_checked(database: TestDatabase) {
    let deployment = Deployment::start(&database).await;
    let register = async |body: Value| {
        let made = deployment
            .engine
            .register_webhook(deployment.organisation, &body)
            .await;
        made.map_err(|error| error.answer().body("x")[0]["field"].clone())
    };
    assert_eq!(register(json!({})).await.unwrap_err(), "url");
    let internal = json!({ "url": "https://internal.example.com/" });
    assert_eq!(register(internal).await.unwrap_err(), "url");
    let longest = format!("Bearer {}", "x".repeat(993));
    for (authorization, fits) in [
        (longest.as_str(), true),
        (&format!("{longest}x"), false),
        ("Bearer\r\nX-Evil: 1", false),
        ("Bearer ç", false),
        (" Bearer a", false),
    ] {
        let body = json!({ "url": ONE, "authorization_header": authorization });
        assert_eq!(register(body).await.is_ok(), fits, "{authorization}");
    }
    for _ in 1..WEBHOOKS_MAX {
        register(json!({ "url": ONE })).await.unwrap();
    }
    assert_eq!(
        register(json!({ "url": ONE })).await.unwrap_err(),
        "non_field_errors"
    );
}
