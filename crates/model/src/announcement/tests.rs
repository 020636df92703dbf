use super::*;
use crate::time::Timestamp;
use serde_json::json;
use uuid::Uuid;

fn document(kind: Kind, body: &Value) -> Document {
    let at: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    let body = body.to_string();
    Document {
        kind,
        id: Uuid::nil(),
        identity: body.clone(),
        account: None,
        created_at: at,
        collected_at: at,
        facets: crate::facets::facets_of(kind, &body).unwrap(),
        body,
    }
}

fn today() -> Date {
    "2026-03-01".parse().unwrap()
}

fn data(occurrence: &Occurrence) -> Value {
    Value::Object(occurrence.data.clone())
}

#[test]
fn movements_are_counted_by_direction_between_their_days() {
    let moved = |day: &str, way: &str| {
        document(
            Kind::Transactions,
            &json!({ "value_date": day, "type": way }),
        )
    };
    let documents = [
        moved("2025-12-31", "INFLOW"),
        moved("2025-04-02", "OUTFLOW"),
        moved("2026-02-27", "OUTFLOW"),
    ];
    let told = history(Kind::Transactions, &documents, today());
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].webhook_code, "historical_update");
    let expected = json!({
        "total_transactions": 3,
        "total_inflow_transactions": 1,
        "total_outflow_transactions": 2,
        "first_transaction_date": "2025-04-02",
        "last_transaction_date": "2026-02-27",
    });
    assert_eq!(data(&told[0]), expected);
}

#[test]
fn a_history_without_documents_is_told_with_zero_and_no_days() {
    let told = history(Kind::TaxRetentions, &[], today());
    let expected = json!({
        "total_tax_retentions": 0,
        "first_tax_retention_date": null,
        "last_tax_retention_date": null,
    });
    assert_eq!(data(&told[0]), expected);
    assert!(history(Kind::Receivables, &[], today()).is_empty());
    assert!(history(Kind::ExchangeHistory, &[], today()).is_empty());
}

#[test]
fn invoices_are_told_by_direction_first_the_last_days_then_year_by_year() {
    let issued = |day: &str, way: &str| {
        document(Kind::Invoices, &json!({ "invoice_date": day, "type": way }))
    };
    let documents = [
        issued("2026-02-20", "INFLOW"),
        issued("2025-11-01", "INFLOW"),
        issued("2024-11-01", "INFLOW"),
        issued("2015-01-01", "INFLOW"),
    ];
    let told = history(Kind::Invoices, &documents, today());
    let codes: Vec<_> = told
        .iter()
        .map(|it| (it.webhook_code, it.data["total_invoices"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("initial_inflow_update", 1),
        ("initial_outflow_update", 0),
        ("historical_inflow_update", 2),
        ("historical_inflow_update", 1),
        ("historical_inflow_update", 1),
        ("historical_outflow_update", 0),
    ];
    assert_eq!(codes, expected);
    assert_eq!(told[2].data["first_invoice_date"], "2025-11-01");
    assert_eq!(told[2].data["last_invoice_date"], "2026-02-20");
}

#[test]
fn returns_are_told_by_cadence_with_their_years_as_text() {
    let filed = |year: i64, period: &str| {
        let general = json!({ "ejercicio": year, "periodo_declaracion": period });
        document(Kind::TaxReturns, &json!({ "informacion_general": general }))
    };
    let documents = [
        filed(2023, "Del Ejercicio"),
        filed(2024, "Del Ejercicio"),
        filed(2025, "Enero"),
    ];
    let told = history(Kind::TaxReturns, &documents, today());
    let yearly = json!({
        "type": "yearly",
        "total_tax_returns": 2,
        "first_tax_return_year": "2023",
        "last_tax_return_year": "2024",
    });
    assert_eq!(data(&told[0]), yearly);
    assert_eq!(told[1].data["type"], "monthly");
    assert_eq!(told[1].data["total_tax_returns"], 1);
}

#[test]
fn news_are_told_only_of_the_parts_that_have_any() {
    let invoice = document(Kind::Invoices, &json!({ "type": "OUTFLOW" }));
    let told = news_by_part(Kind::Invoices, Process::Recurrent, &[&invoice]);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].webhook_code, "new_outflow_invoices_available");
    let told = news_by_part(Kind::Invoices, Process::Asynchronous, &[&invoice]);
    assert_eq!(told[0].webhook_code, "new_invoices_available");
    assert_eq!(told[0].data["new_invoices"], 1);
    assert!(news_by_part(Kind::Portfolios, Process::Recurrent, &[]).is_empty());
    let statement = document(Kind::FinancialStatements, &json!({}));
    let told = |process| news_by_part(Kind::FinancialStatements, process, &[&statement]).len();
    assert_eq!(
        (told(Process::Recurrent), told(Process::Asynchronous)),
        (0, 1)
    );
}
