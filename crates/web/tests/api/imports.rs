//! Invoices that their owner brings along: all or none, never twice, and only the owner's.

use std::io::{Cursor, Write as _};

use axum::body::Body;
use caudal_engine::{ARCHIVE_FILES_MAX, IMPORT_BYTES_MAX};
use caudal_testing::{TestDatabase, both_engines};
use http::{Method, Request};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::server::{Client, Reply, TestServer};

both_engines!(
    what_is_brought_along_is_read_like_what_is_fetched,
    an_archive_is_stored_whole,
    nothing_is_stored_twice,
    what_the_authority_said_stays,
    one_fault_leaves_everything_out,
    hostile_documents_are_refused,
    hostile_archives_are_refused,
    only_a_tax_authoritys_links_take_documents,
    another_organisations_link_is_not_there,
);

/// The taxpayer of the samples, by whose number the sandbox knows somebody.
const OWNER: &str = "GODE561231GR8";

const INCOME: &str = include_str!("../../../latam/tests/cfdi/income_40.xml");
const PAYROLL: &str = include_str!("../../../latam/tests/cfdi/payroll_40.xml");
const PAYMENT: &str = include_str!("../../../latam/tests/cfdi/payment_40.xml");
const CREDIT_NOTE: &str = include_str!("../../../latam/tests/cfdi/credit_note_33.xml");
const RETENTION: &str = include_str!("../../../latam/tests/cfdi/retention_20.xml");

async fn taxpayer(client: &Client) -> String {
    let credentials = json!({
        "institution": "sat_mx_fiscal", "username": OWNER, "password": "secreto1",
        "fetch_resources": [],
    });
    let made = client.post("/api/links/", credentials).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn bring(client: &Client, link: &str, bytes: impl Into<Vec<u8>>) -> Reply {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/api/invoices/import/?link={link}"))
        .body(Body::from(bytes.into()))
        .unwrap();
    client.send(request).await
}

async fn stored(client: &Client, link: &str) -> Vec<Value> {
    let path = format!("/api/invoices/?link={link}&page_size=1000");
    client.get(&path).await.results()
}

/// An archive of files by name.
fn archive<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn what_is_brought_along_is_read_like_what_is_fetched(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let before = stored(&client, &link).await.len();
    let made = bring(&client, &link, PAYROLL).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let invoice = &made.json()[0];
    assert_eq!(invoice["type"], "INFLOW");
    assert_eq!(invoice["invoice_type"], "Nómina");
    assert_eq!(invoice["payroll"]["periodicity"], "FIFTEENTH_DAY");
    assert_eq!(invoice["payroll"]["amount"], json!(12908.73));
    assert_eq!(invoice["payroll"]["tax_deductions"][1]["type"], "ISR");
    assert_eq!(invoice["xml"].as_str(), Some(PAYROLL));
    let id = invoice["id"].as_str().unwrap();
    let one = client.get(&format!("/api/invoices/{id}/")).await;
    assert_eq!(one.json(), *invoice);
    let number = "0B9D3C1E-52B5-4F1C-8C4C-7F3C9A0C1D2E";
    for filter in [
        format!("invoice_identification={number}"),
        "invoice_date=2024-06-14&total_amount=12908.73".to_owned(),
        "invoice_date__lt=2024-06-15&invoice_date__gt=2024-06-13&type=INFLOW&total_amount=12908.73"
            .to_owned(),
    ] {
        let path = format!("/api/invoices/?link={link}&{filter}");
        assert_eq!(
            client.get(&path).await.results().as_slice(),
            std::slice::from_ref(invoice),
            "{path}"
        );
    }
    assert_eq!(stored(&client, &link).await.len(), before + 1);
}

async fn an_archive_is_stored_whole(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let files = archive([
        ("2024/a.xml", INCOME.as_bytes()),
        ("2024/b.XML", PAYROLL.as_bytes()),
        ("2024/b.pdf", b"%PDF-1.7".as_slice()),
        ("__MACOSX/2024/._a.xml", b"\0\0".as_slice()),
        ("p.xml", PAYMENT.as_bytes()),
    ]);
    let made = bring(&client, &link, files).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let kinds: Vec<Value> = made
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["invoice_type"].clone())
        .collect();
    assert_eq!(kinds, ["Ingreso", "Nómina", "Pago"]);
    let made = made.json();
    let income = &made[0];
    assert_eq!(income["sender_id"], "PMO010101000");
    assert_eq!(income["payment_method"], "PPD");
    assert_eq!(income["tax_details"]["total_tax_retained"], json!(1200.00));
    let line = &income["invoice_details"][0];
    assert_eq!(line["tax_percentage"], json!(16));
    assert_eq!(line["transferred_taxes"][0]["tax"], "IVA");
    assert_eq!(
        line["retained_taxes"][0]["retained_tax_amount"],
        json!(1200.00)
    );
    let paid = &made[2]["payments"][0];
    assert_eq!(paid["date"], "2024-04-01T12:00:00.000Z");
    let document = &paid["related_documents"][0];
    assert_eq!(
        document["invoice_identification"],
        income["invoice_identification"]
    );
    assert_eq!(document["outstanding_balance"], json!(6920.00));
    assert_eq!(document["payment_method"], "PPD");
}

async fn nothing_is_stored_twice(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let first = bring(&client, &link, INCOME).await.json();
    let count = stored(&client, &link).await.len();
    let copies = archive([("a.xml", INCOME.as_bytes()), ("b.xml", INCOME.as_bytes())]);
    let again = bring(&client, &link, copies).await;
    assert_eq!(again.status, 201, "{}", again.text);
    assert_eq!(again.json(), first);
    assert_eq!(stored(&client, &link).await.len(), count);
}

async fn what_the_authority_said_stays(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let body = json!({
        "link": link, "date_from": "2025-03-11", "date_to": "2026-03-10",
        "type": null, "attach_xml": true,
    });
    let fetched = client.post("/api/invoices/", body).await;
    assert_eq!(fetched.status, 201, "{}", fetched.text);
    let fetched = fetched.json();
    let fetched = fetched.as_array().unwrap();
    assert!(!fetched.is_empty());
    for invoice in fetched.iter().filter(|each| each["xml"].is_string()) {
        let brought = bring(&client, &link, invoice["xml"].as_str().unwrap()).await;
        assert!(brought.json()[0] == *invoice, "{}", invoice["id"]);
    }
}

async fn one_fault_leaves_everything_out(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let before = stored(&client, &link).await;
    let broken = PAYROLL.replace("FechaPago=\"2024-06-14\"", "FechaPago=\"2024-06-31\"");
    let unstamped = INCOME.replace("tfd:TimbreFiscalDigital", "tfd:Timbre");
    for (file, fault) in [
        (broken.as_str(), "Comprobante/Complemento/Nomina/@FechaPago"),
        (unstamped.as_str(), "no stamp"),
        (CREDIT_NOTE, "neither issued nor received"),
        (RETENTION, "this is no CFDI"),
        ("", "there is no element"),
    ] {
        let files = archive([
            ("good.xml", INCOME.as_bytes()),
            ("bad.xml", file.as_bytes()),
        ]);
        let refused = bring(&client, &link, files).await;
        refused.refused(400, "invalid", Some("file"));
        let message = refused.json()[0]["message"].as_str().unwrap().to_owned();
        assert!(message.starts_with("body/bad.xml: "), "{message}");
        assert!(message.contains(fault), "{message}");
        assert_eq!(stored(&client, &link).await, before);
    }
}

async fn hostile_documents_are_refused(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let before = stored(&client, &link).await;
    let root = PAYROLL.find("<cfdi:Comprobante").unwrap();
    let preceded = |by: &str| format!("{by}{}", &PAYROLL[root..]).into_bytes();
    let filled = |with: &str| PAYROLL.replace("Pago de nómina", with).into_bytes();
    let latin = PAYROLL.chars().map(|sign| sign as u8).collect();
    let hostile: Vec<Vec<u8>> = vec![
        preceded("<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"),
        preceded("<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
        filled("&a;"),
        filled(&"x".repeat(100_000)),
        filled("\0"),
        "<a>".repeat(200_000).into_bytes(),
        "<".repeat(200_000).into_bytes(),
        latin,
        PAYROLL.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        vec![0xff; 4096],
        b"{\"link\":1}".to_vec(),
        b"%PDF-1.7".to_vec(),
    ];
    for bytes in hostile {
        bring(&client, &link, bytes)
            .await
            .refused(400, "invalid", Some("file"));
    }
    bring(&client, &link, "")
        .await
        .refused(400, "required", Some("file"));
    let large = vec![b' '; IMPORT_BYTES_MAX + 1];
    bring(&client, &link, large)
        .await
        .refused(413, "request_too_large", None);
    assert_eq!(stored(&client, &link).await, before);
}

async fn hostile_archives_are_refused(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = taxpayer(&client).await;
    let before = stored(&client, &link).await;
    let whole = archive([("a.xml", INCOME.as_bytes())]);
    let bomb = vec![b' '; 7_000_000];
    let names: Vec<String> = (0..=ARCHIVE_FILES_MAX)
        .map(|turn| format!("{turn}.xml"))
        .collect();
    let many = names.iter().map(|name| (name.as_str(), b"<a/>".as_slice()));
    let inner = archive([("bomb.xml", bomb.as_slice())]);
    let mut altered = whole.clone();
    let middle = altered.len() / 3;
    altered[middle] ^= 0xff;
    let mut counted = whole.clone();
    let end = counted.len() - 12;
    counted[end..end + 2].copy_from_slice(&u16::MAX.to_le_bytes());
    for bytes in [
        archive([("bomb.xml", bomb.as_slice())]),
        archive([("inner.zip", inner.as_slice())]),
        archive(many),
        archive([]),
        whole[..whole.len() - 8].to_vec(),
        whole[..40].to_vec(),
        altered,
        counted,
        b"PK\x03\x04".to_vec(),
        b"PK\x05\x06".to_vec(),
    ] {
        bring(&client, &link, bytes)
            .await
            .refused(400, "invalid", Some("file"));
    }
    assert_eq!(stored(&client, &link).await, before);
}

async fn only_a_tax_authoritys_links_take_documents(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let bank = client.link("erebor_mx_retail", "bnk101", "nodata").await;
    bring(&client, &bank, INCOME)
        .await
        .refused(400, "unsupported_operation", None);
    bring(&client, "nothing", INCOME)
        .await
        .refused(400, "invalid", Some("link"));
    let nobody = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
    bring(&client, nobody, INCOME)
        .await
        .refused(400, "does_not_exist", Some("link"));
    let request = Request::post("/api/invoices/import/")
        .body(Body::from(INCOME))
        .unwrap();
    client
        .send(request)
        .await
        .refused(400, "required", Some("link"));
    let read = client.get("/api/invoices/import/").await;
    read.refused(405, "method_not_allowed", None);
}

async fn another_organisations_link_is_not_there(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let (acme, rival) = (server.client("acme").await, server.client("rival").await);
    let link = taxpayer(&acme).await;
    let before = stored(&acme, &link).await;
    bring(&rival, &link, INCOME)
        .await
        .refused(400, "does_not_exist", Some("link"));
    assert_eq!(stored(&acme, &link).await, before);
}
