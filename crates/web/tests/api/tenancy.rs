//! Two organisations never see each other, through any operation that the contract names.

use caudal_testing::{TestDatabase, both_engines};
use http::Method;
use serde_json::{Value, json};

use crate::server::TestServer;

both_engines!(nobody_reaches_a_foreign_row);

async fn nobody_reaches_a_foreign_row(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let (ours, theirs) = (server.client("ours").await, server.client("theirs").await);
    let link = ours.link("gringotts_br_retail", "bnk100", "full").await;
    let dates = json!({
        "link": link, "date_from": "2026-01-01", "date_to": "2026-02-28",
        "year_from": "2024", "year_to": "2025",
    });
    ours.post("/api/balances/", dates.clone()).await;

    // Consents are listed by their holder.
    let of_link = format!("link={link}&user_document=76109277673");
    let contract = server.stranger().get("/openapi.json").await.json();
    let mut tried = 0;
    for (path, operations) in contract["paths"].as_object().unwrap() {
        // These have tests of their own: they belong to no link.
        let apart = [
            "/api/institutions/",
            "/api/webhooks/",
            "/api/events/",
            "/sandbox/",
        ];
        if apart.iter().any(|prefix| path.starts_with(prefix)) || path == "/api/" {
            continue;
        }
        for method in operations.as_object().unwrap().keys() {
            let method: Method = match method.to_uppercase().parse() {
                Ok(method) if method != "PARAMETERS" => method,
                _ => continue,
            };
            tried += 1;
            if path.contains("{id}") {
                let collection = path.split('{').next().unwrap();
                let listed = ours.get(&format!("{collection}?{of_link}")).await.results();
                // Some resources are of another country than this link's.
                let id = listed.first().and_then(|item| item["id"].as_str());
                let id = id.unwrap_or(&link).to_owned();
                let before = ours.get(&path.replace("{id}", &id)).await;
                let reply = theirs
                    .call(method.clone(), &path.replace("{id}", &id), Some(&dates))
                    .await;
                reply.refused(404, "not_found", None);
                if before.status == 200 {
                    assert_eq!(ours.get(&path.replace("{id}", &id)).await.text, before.text);
                }
            } else if method == Method::GET {
                let seen = theirs
                    .get(&format!("{path}?{of_link}&link__in={link}"))
                    .await;
                assert_eq!(seen.json()["count"], 0, "{path}");
            } else if method == Method::POST && path != "/api/links/" {
                // Where the body is a file, the link stands beside it.
                let beside = format!("{path}?link={link}");
                let mut body = dates.clone();
                if let Some(word) = first_type(&contract, &operations["post"]) {
                    body["type"] = word.clone();
                }
                let reply = theirs.call(method, &beside, Some(&body)).await;
                reply.refused(400, "does_not_exist", Some("link"));
            }
        }
    }
    assert!(tried > 20, "only {tried} operations were tried");
    let unseen: Value = theirs.get("/api/links/").await.json();
    assert_eq!(unseen["count"], 0);
    let ours_still = ours
        .get(&format!("/api/transactions/?link={link}"))
        .await
        .json();
    assert!(
        ours_still["count"].as_u64().unwrap() > 100,
        "nothing of ours was deleted"
    );
}

/// The first of the words that an operation's body may have under `type`.
fn first_type<'a>(contract: &'a Value, operation: &Value) -> Option<&'a Value> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    contract["components"]["schemas"][name]["properties"]["type"]["enum"].get(0)
}
