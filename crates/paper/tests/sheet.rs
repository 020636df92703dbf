//! What a printed sheet says, read back by another library.

#![expect(clippy::expect_used, reason = "the reader of a test may fail loudly")]

use caudal_latam::Country;
use caudal_paper::{Sheet, print};
use jiff::civil::date;
use lopdf::Document;
use serde_json::{Value, json};

fn sheet() -> Sheet<'static> {
    Sheet {
        country: Country::Chile,
        title: "Informe de deudas",
        office: "Comisión para el Mercado Financiero",
        holder: "María Ñáñez Güell",
        number: "RUT 12345678-5",
        issued: date(2026, 3, 12),
        remark: "Datos inventados, sin validez",
    }
}

/// The text of every page, without the breaks of lines.
fn pages(document: &Value) -> Vec<String> {
    let file = print(&sheet(), document).expect("a sheet");
    let read = Document::load_mem(&file).expect("a readable file");
    let numbers: Vec<u32> = read.get_pages().into_keys().collect();
    let text = |number| read.extract_text(&[number]).expect("text");
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    numbers
        .into_iter()
        .map(|number| flat(text(number)))
        .collect()
}

#[test]
fn a_sheet_says_who_issued_it_for_whom_and_everything_the_document_does() {
    let document = json!({
        "id": "0d3ffb69-f83b-456e-ad8e-208d0998d71d",
        "total": 6506000,
        "personal_data": { "full_name": "María Ñáñez Güell", "document_id_type": "RUT" },
        "direct_debts": [
            { "financial_institution": "Banco de Chile", "amount": 5000000, "current": null },
            { "financial_institution": "Itaú Chile", "amount": 1506000, "current": true },
        ],
        "emails": [],
        "pdf": null,
    });
    let text = pages(&document).concat();
    for said in [
        "Comisión para el Mercado Financiero",
        "Informe de deudas",
        "RUT 12345678-5",
        "12/03/2026",
        "6.506.000",
        "Datos personales",
        "María Ñáñez Güell",
        "Deudas directas",
        "Institución",
        "Banco de Chile",
        "Itaú Chile",
        "1.506.000",
        "—",
        "Datos inventados, sin validez",
        "Página 1 de 1",
    ] {
        assert!(text.contains(said), "{said} is missing");
    }
    assert!(!text.contains("0d3ffb69"), "ids are the platform's");
}

#[test]
fn long_documents_go_on_over_numbered_pages_and_lose_nothing() {
    let rows: Vec<Value> = (1..=400)
        .map(|row| json!({ "name": format!("Fila {row:03}"), "amount": row }))
        .collect();
    let seal = "A1b2".repeat(400);
    let found = pages(&json!({ "list": rows, "digital_stamp": seal }));
    assert!(found.len() > 5, "{} pages", found.len());
    let count = found.len();
    for (place, page) in found.iter().enumerate() {
        assert!(page.contains(&format!("Página {} de {count}", place + 1)));
    }
    let text = found.concat();
    for row in 1..=400 {
        assert!(text.contains(&format!("Fila {row:03}")));
    }
    assert!(text.replace(' ', "").contains(&seal));
    // The titles of the columns stand on every page of the table.
    assert!(text.matches("Monto").count() >= count - 1);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = json!({ "a": [{ "b": { "c": "é" } }], "d": 1 });
    assert_eq!(
        print(&sheet(), &document).unwrap(),
        print(&sheet(), &document).unwrap()
    );
    let other = Sheet {
        issued: date(2026, 3, 13),
        ..sheet()
    };
    assert_ne!(
        print(&sheet(), &document).unwrap(),
        print(&other, &document).unwrap()
    );
}

#[test]
fn odd_documents_are_printed_too() {
    for document in [
        json!({}),
        json!([]),
        json!(null),
        json!("text"),
        json!([[1, [2]], {"a": {}}]),
    ] {
        assert_eq!(pages(&document).len(), 1);
    }
}
