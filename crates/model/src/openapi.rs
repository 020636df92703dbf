//! The OpenAPI document and the data dictionary, made from the declarations: what the server does
//! and what it says it does come from the same tables.

mod answers;
mod consents;
mod dictionary;
mod endpoint;
mod faults;
mod parameters;
mod personas;
mod platform;
mod refusals;
mod resource;
mod sandbox;
mod schemas;
mod webhooks;

use serde_json::{Map, Value, json};

pub use dictionary::{
    Entry, consent_dictionary, csv, dictionary, institution_dictionary, link_dictionary,
};
pub use parameters::{
    FEED_LIMIT_DEFAULT, FEED_LIMIT_MAX, FEED_WAIT_SECONDS_MAX, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX,
};

use crate::resource::Kind;
use endpoint::Endpoint;
use schemas::Schemas;

/// The OpenAPI 3.1 document of a server of this version.
#[must_use]
pub fn document(server_version: &str) -> Value {
    let mut schemas = Schemas::new();
    let mut paths = Map::new();
    let resources = Kind::ALL
        .iter()
        .flat_map(|kind| resource::endpoints(kind.resource()));
    for endpoint in platform::endpoints()
        .into_iter()
        .chain(resources)
        .chain(consents::endpoints())
        .chain(personas::endpoints())
        .chain(sandbox::endpoints())
        .chain(webhooks::endpoints())
        .chain(faults::endpoints())
    {
        add(&mut paths, &endpoint, &mut schemas);
    }
    let responses = refusals::failures(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Caudal",
            "version": server_version,
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "The server that gave this document." }],
        "security": [{ "basicAuth": [] }],
        "tags": tags(),
        "paths": paths,
        "components": {
            "securitySchemes": { "basicAuth": {
                "type": "http",
                "scheme": "basic",
                "description": "An API key: its id as the user, its secret as the password.",
            } },
            "parameters": parameters::shared(),
            "responses": responses,
            "schemas": schemas.into_components(),
        },
    })
}

const ABOUT: &str = "Open finance for Latin America: link people's and companies' accounts and read \
them. Lists are paged; amounts are exact decimals; every error is an array of objects with a code, \
a message and a request id.";

fn add(paths: &mut Map<String, Value>, endpoint: &Endpoint, schemas: &mut Schemas) {
    let operation = endpoint.operation(schemas);
    let item = paths
        .entry(endpoint.path.clone())
        .or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(item) = item {
        item.insert(endpoint.method.to_owned(), operation);
    }
}

fn tags() -> Value {
    let resources = Kind::ALL.iter().map(|kind| {
        let resource = kind.resource();
        json!({ "name": resource.title, "description": resource.about })
    });
    platform::tags()
        .into_iter()
        .chain(resources)
        .chain([
            consents::tag(),
            personas::tag(),
            sandbox::tag(),
            faults::tag(),
        ])
        .chain(webhooks::tags())
        .collect()
}
