//! A whole server without a socket: real store, real engine, real sandbox, a clock that stands still.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_connect::{Chance, Clock, Connector, Connectors, Context, SandboxConnector, World};
use caudal_engine::{Engine, Journal, Personas, Settings, Vault};
use caudal_model::Identities;
use caudal_store::{Store, StoreOptions};
use caudal_testing::TestDatabase;
use caudal_web::{App, Features};
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// When every test happens.
pub(crate) const NOW: &str = "2026-03-10T15:00:00Z";

/// A server with two organisations.
pub(crate) struct TestServer {
    pub(crate) engine: Arc<Engine>,
    pub(crate) router: Router,
    journal: Journal,
    context: Context,
    features: Features,
    pub(crate) database: TestDatabase,
}

/// One organisation's client.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    authorization: Option<String>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
}

impl TestServer {
    pub(crate) async fn start(database: TestDatabase) -> Self {
        Self::start_with(
            database,
            Settings {
                repeatable: true,
                ..Settings::default()
            },
        )
        .await
    }

    pub(crate) async fn start_with(database: TestDatabase, settings: Settings) -> Self {
        let clock = Clock::held(NOW.parse().unwrap());
        let context = Context {
            clock,
            chance: Chance::seeded(b"test"),
        };
        Self::open(database, settings, context, Features::default()).await
    }

    /// The same server with these switches.
    pub(crate) async fn with(self, features: Features) -> Self {
        let (settings, context) = (self.engine.settings(), self.context);
        self.engine.store().close().await;
        Self::open(self.database, settings, context, features).await
    }

    /// The same server at another moment.
    pub(crate) async fn at(self, now: &str) -> Self {
        let context = Context {
            clock: Clock::held(now.parse().unwrap()),
            chance: self.context.chance.clone(),
        };
        let settings = self.engine.settings();
        self.engine.store().close().await;
        Self::open(self.database, settings, context, self.features).await
    }

    async fn open(
        database: TestDatabase,
        settings: Settings,
        context: Context,
        features: Features,
    ) -> Self {
        let store = Store::open(database.url(), &StoreOptions::default())
            .await
            .unwrap();
        let identities = Identities::new(b"test");
        let world = Arc::new(World::new(7));
        let personas = Personas::new(store.clone(), Arc::clone(&world), identities.clone());
        let sandbox: Arc<dyn Connector> = Arc::new(SandboxConnector::with_personas(
            world,
            Arc::new(personas.clone()),
        ));
        let engine = Arc::new(Engine::new(
            store,
            Connectors::new([sandbox]),
            identities,
            Vault::new(&[7; 32], Chance::system()).unwrap(),
            context.clone(),
            settings,
        ));
        let (journal, _) = Journal::open(Arc::clone(&engine));
        let app = App::new(
            Arc::clone(&engine),
            journal.clone(),
            features,
            Some(personas),
        );
        let router = caudal_web::router(app);
        Self {
            engine,
            router,
            journal,
            context,
            features,
            database,
        }
    }

    /// The same deployment in another process: only the database is shared.
    pub(crate) async fn restarted(self) -> Self {
        let features = self.features;
        self.with(features).await
    }

    pub(crate) fn journal(&self) -> Journal {
        self.journal.clone()
    }

    /// A client with a key of the organisation of this name.
    pub(crate) async fn client(&self, organisation: &str) -> Client {
        let organisation = self.engine.organisation(organisation).await.unwrap();
        let key = self.engine.create_key(organisation.id, None).await.unwrap();
        let pair = STANDARD.encode(format!("{}:{}", key.id, key.password));
        Client {
            router: self.router.clone(),
            authorization: Some(format!("Basic {pair}")),
        }
    }

    /// A client without a key.
    pub(crate) fn stranger(&self) -> Client {
        Client {
            router: self.router.clone(),
            authorization: None,
        }
    }
}

impl Client {
    /// The same client before another router.
    pub(crate) fn through(&self, router: Router) -> Self {
        Self {
            router,
            authorization: self.authorization.clone(),
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let (mut parts, body) = request.into_parts();
        parts
            .headers
            .entry("host")
            .or_insert("caudal.test".parse().unwrap());
        self.send_as_it_is(Request::from_parts(parts, body)).await
    }

    /// Sends a request to which nothing is added but the key.
    pub(crate) async fn send_as_it_is(&self, mut request: Request<Body>) -> Reply {
        if let Some(authorization) = &self.authorization {
            let headers = request.headers_mut();
            headers
                .entry("authorization")
                .or_insert(authorization.parse().unwrap());
        }
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Reply {
        let request = Request::builder().method(method).uri(path);
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.call(Method::POST, path, Some(&body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PATCH, path, Some(&body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PUT, path, Some(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.call(Method::DELETE, path, None).await
    }

    /// Sends a request whose work is to be done later.
    pub(crate) async fn later(&self, method: Method, path: &str, body: &Value) -> Reply {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("x-belvo-request-mode", "async");
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// Registers a link of a documented user and answers its id.
    pub(crate) async fn link(&self, institution: &str, username: &str, password: &str) -> String {
        let body =
            json!({ "institution": institution, "username": username, "password": password });
        let reply = self.post("/api/links/", body).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        reply.json()["id"].as_str().unwrap().to_owned()
    }
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The results of a list.
    pub(crate) fn results(&self) -> Vec<Value> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()["results"].as_array().unwrap().clone()
    }

    /// Asserts a refusal of the catalogue's form with this status, first code and field.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str, field: Option<&str>) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        let problems = self.json();
        let first = &problems.as_array().expect("an array of problems")[0];
        assert_eq!(first["code"], code, "{}", self.text);
        assert_eq!(
            first.get("field").and_then(Value::as_str),
            field,
            "{}",
            self.text
        );
        let id = first["request_id"].as_str().unwrap();
        assert!(
            id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{id}"
        );
    }
}
