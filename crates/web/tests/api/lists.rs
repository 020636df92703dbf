//! Pages, filters and selected fields.

use caudal_testing::{TestDatabase, both_engines};
use serde_json::Value;

use crate::server::{Client, TestServer};

both_engines!(
    pages_follow_each_other,
    filters_agree_with_what_is_there,
    fields_and_omit,
    lists_that_need_a_link,
    institutions_are_found,
);

async fn linked(database: TestDatabase) -> (TestServer, Client, String) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk100", "full").await;
    (server, client, link)
}

async fn pages_follow_each_other(database: TestDatabase) {
    let (_server, client, link) = linked(database).await;
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some(format!(
        "http://caudal.test/api/transactions/?link={link}&page_size=37&type__in=INFLOW%2COUTFLOW"
    ));
    let mut count = 0;
    while let Some(address) = next {
        let path = address
            .strip_prefix("http://caudal.test")
            .expect("the host is kept")
            .to_owned();
        assert!(
            path.contains("page_size=37") && path.contains("INFLOW%2COUTFLOW"),
            "{path}"
        );
        let page = client.get(&path).await.json();
        count = page["count"].as_u64().unwrap();
        let results = page["results"].as_array().unwrap();
        seen.extend(
            results
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen.len() as u64, count);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), seen.len(), "no item stands on two pages");
    let list = format!("/api/transactions/?link={link}");
    client
        .get(&format!("{list}&page=9999"))
        .await
        .refused(404, "not_found", None);
    client
        .get(&format!("{list}&page=0"))
        .await
        .refused(400, "invalid", Some("page"));
    client
        .get(&format!("{list}&page_size=x"))
        .await
        .refused(400, "invalid", Some("page_size"));
    let all = client.get(&format!("{list}&page_size=100000")).await.json();
    assert_eq!(
        all["results"].as_array().unwrap().len() as u64,
        count.min(1000)
    );
    let second = client.get(&format!("{list}&page=2")).await.json();
    assert!(second["previous"].as_str().unwrap().ends_with("page=1"));
}

async fn filters_agree_with_what_is_there(database: TestDatabase) {
    let (_server, client, link) = linked(database).await;
    let every = all(&client, &format!("/api/transactions/?link={link}")).await;
    let amount = |item: &Value| item["amount"].as_f64().unwrap();
    let day = |item: &Value| item["value_date"].as_str().unwrap().to_owned();
    let id = |item: &Value| item["id"].as_str().unwrap().to_owned();
    let agree = async |query: &str, keep: &dyn Fn(&Value) -> bool| {
        let found = all(&client, &format!("/api/transactions/?link={link}&{query}")).await;
        let found: Vec<String> = found.iter().map(id).collect();
        let expected: Vec<String> = every.iter().filter(|item| keep(item)).map(id).collect();
        assert_eq!(found, expected, "{query}");
    };
    agree("amount__gte=100.00", &|item| amount(item) >= 100.0).await;
    agree("amount__range=10,50", &|item| {
        (10.0..=50.0).contains(&amount(item))
    })
    .await;
    agree("type=INFLOW", &|item| item["type"] == "INFLOW").await;
    agree("status__in=PENDING,PROCESSED&type=OUTFLOW", &|item| {
        item["type"] == "OUTFLOW"
    })
    .await;
    agree("value_date__lt=2026-01-15", &|item| {
        *day(item) < *"2026-01-15"
    })
    .await;
    agree("value_date__range=2026-01-01,2026-01-31", &|item| {
        ("2026-01-01".."2026-02-01").contains(&day(item).as_str())
    })
    .await;
    let account = every[0]["account"]["id"].as_str().unwrap().to_owned();
    agree(&format!("account={account}"), &|item| {
        item["account"]["id"] == account.as_str()
    })
    .await;
    agree("created_at__gt=2026-03-10", &|_| false).await;
    agree("currency=BRL", &|item| item["currency"] == "BRL").await;
    let accounts = client
        .get("/api/accounts/?name__icontains=zzz")
        .await
        .json();
    assert_eq!(accounts["count"], 0);
    let cards = client
        .get("/api/accounts/?category=CREDIT_CARD")
        .await
        .results();
    assert!(!cards.is_empty() && cards.iter().all(|card| card["category"] == "CREDIT_CARD"));
    client
        .get("/api/accounts/?balance__current__gte=rich")
        .await
        .refused(400, "invalid", Some("balance__current__gte"));
}

/// Every item of a list, page after page.
async fn all(client: &Client, path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next = Some(format!("{path}&page_size=1000"));
    while let Some(path) = next {
        let page = client
            .get(path.trim_start_matches("http://caudal.test"))
            .await
            .json();
        items.extend(page["results"].as_array().unwrap().iter().cloned());
        next = page["next"].as_str().map(str::to_owned);
    }
    items
}

async fn fields_and_omit(database: TestDatabase) {
    let (_server, client, _) = linked(database).await;
    let picked = client
        .get("/api/accounts/?fields=id,balance")
        .await
        .results();
    assert!(
        picked
            .iter()
            .all(|item| item.as_object().unwrap().len() == 2)
    );
    assert!(picked[0]["balance"]["current"].is_number());
    let without = client
        .get("/api/accounts/?omit=balance,credit_data")
        .await
        .results();
    assert!(without[0].get("balance").is_none() && without[0].get("id").is_some());
    let id = picked[0]["id"].as_str().unwrap();
    let one = client
        .get(&format!("/api/accounts/{id}/?fields=name"))
        .await
        .json();
    assert_eq!(one.as_object().unwrap().len(), 1);
}

async fn lists_that_need_a_link(database: TestDatabase) {
    let (_server, client, link) = linked(database).await;
    for path in ["/api/transactions/", "/api/br/balances/"] {
        client
            .get(path)
            .await
            .refused(400, "required", Some("link"));
        assert_eq!(client.get(&format!("{path}?link={link}")).await.status, 200);
        assert_eq!(
            client.get(&format!("{path}?link__in={link}")).await.status,
            200
        );
    }
    let foreign = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
    let none = client
        .get(&format!("/api/transactions/?link={foreign}"))
        .await
        .json();
    assert_eq!(none["count"], 0);
}

async fn institutions_are_found(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let all = client
        .get("/api/institutions/?page_size=1000")
        .await
        .results();
    assert!(all.len() > 80, "{}", all.len());
    let erebor = client.get("/api/institutions/1004/").await.json();
    assert_eq!(erebor["name"], "erebor_mx_retail");
    assert!(
        erebor["logo"]
            .as_str()
            .unwrap()
            .starts_with("http://caudal.test/static/logos/")
    );
    let picture = erebor["logo"]
        .as_str()
        .unwrap()
        .strip_prefix("http://caudal.test")
        .unwrap();
    let picture = server.stranger().get(picture).await;
    assert_eq!(picture.headers["content-type"], "image/svg+xml");
    let count = async |query: &str| {
        client
            .get(&format!("/api/institutions/?{query}"))
            .await
            .json()["count"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(count("name=erebor_mx_retail").await, 1);
    assert!(count("type=fiscal&country_code=CL").await >= 1);
    assert_eq!(count("display_name=erebor").await, 3);
    assert!(count("resources__allin=BALANCES,OWNERS").await > 5);
    assert_eq!(
        count("country_code__in=BR,MX,CO,CL").await,
        all.len() as u64
    );
    client
        .get("/api/institutions/999999/")
        .await
        .refused(404, "not_found", None);
    client
        .get("/api/institutions/erebor/")
        .await
        .refused(404, "not_found", None);
    client
        .get("/api/institutions/?type=bakery")
        .await
        .refused(400, "invalid", Some("type"));
}
