//! Card sales: what is paid out for them stands on the account, and what is not is outstanding.

use std::collections::BTreeMap;

use caudal_model::resources::receivable::{Receivable, ReceivableStatus};
use caudal_model::{Extent, Kind, Money};
use rust_decimal::Decimal;

use super::persona::{NOW, Persona, Row, SEED, enter, stamper};

/// A clock at which everything since the world's beginning is still told.
const EARLY: &str = "2022-12-20T15:00:00Z";

const LIVES: usize = 300;
const BANKS: [&str; 3] = [
    "gotham_br_business",
    "ironbank_br_business",
    "bancochile_cl_business",
];

fn merchants() -> impl Iterator<Item = Persona> {
    let drawn = (0..LIVES).map(|turn| {
        let bank = BANKS[turn % BANKS.len()];
        enter(SEED, bank, &format!("merchant{turn}"), "secret")
    });
    drawn.chain([enter(SEED, "gotham_br_business", "bnk100", "full")])
}

fn sales(persona: &Persona) -> Vec<Receivable> {
    let documents = persona.documents(Kind::Receivables, None, NOW);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

/// Sales and rows of the account, read in one visit.
fn both(persona: &Persona, now: &str) -> (Vec<Receivable>, Vec<Row>) {
    let kinds = [Kind::Receivables, Kind::Transactions];
    let (bank, visit) = (&persona.institution, &persona.visit);
    let all = persona
        .world
        .fetch_all(visit, bank, &kinds, Extent::default(), &stamper(now));
    let (mut sales, mut rows) = (Vec::new(), Vec::new());
    for document in all {
        if document.kind == Kind::Receivables {
            sales.push(serde_json::from_str(&document.body).unwrap());
        } else {
            rows.push(serde_json::from_str(&document.body).unwrap());
        }
    }
    (sales, rows)
}

#[test]
fn debit_sales_are_paid_out_on_the_next_business_day_with_what_else_is_due() {
    let mut days = 0;
    for persona in merchants() {
        let (sales, rows) = both(&persona, NOW);
        let mut payouts: BTreeMap<String, Money> = BTreeMap::new();
        for row in rows.iter().filter(|row| is_payout(row)) {
            *payouts.entry(row.value_date.clone()).or_default() += row.amount;
        }
        for sale in &sales {
            let debit = sale.scheme.is_some_and(|scheme| !scheme.is_credit());
            if !debit || sale.status != ReceivableStatus::Approved {
                continue;
            }
            let paid = sale.number_of_installments.paid == 1;
            let later = sale.value_date.0.tomorrow().unwrap().to_string();
            let found = payouts.range(later..).next();
            assert_eq!(found.is_some(), paid, "{} {sale:?}", persona.name());
            if let Some((_, amount)) = found {
                assert!(*amount >= sale.net_amount, "{}", persona.name());
                days += 1;
            }
        }
    }
    assert!(days > 500, "only {days} sales");
}

fn is_payout(row: &Row) -> bool {
    let words = ["VENDAS CARTAO", "VENTAS TARJETA", "ABONO VENTAS"];
    words.iter().any(|word| row.description.starts_with(word))
}

#[test]
fn all_that_was_sold_was_paid_out_or_is_outstanding() {
    let mut merchants_seen = 0;
    for persona in merchants() {
        let (sales, rows) = both(&persona, EARLY);
        if sales.is_empty() {
            assert!(!rows.iter().any(is_payout), "{}", persona.name());
            continue;
        }
        let accounts = persona.accounts(EARLY);
        let account = accounts
            .iter()
            .find(|own| own.receivables_data.is_some())
            .unwrap();
        assert!(sales.iter().all(|sale| sale.account.id == account.id));
        let data = account.receivables_data.as_ref().unwrap();
        assert_eq!(account.balance.current, data.current);
        assert!(data.available <= data.current);
        let approved = sales
            .iter()
            .filter(|sale| sale.status == ReceivableStatus::Approved);
        let sold: Money = approved.map(|sale| sale.net_amount).sum();
        let paid: Money = rows
            .iter()
            .filter(|row| is_payout(row))
            .map(|row| row.amount)
            .sum();
        assert_eq!(paid + data.current.unwrap(), sold, "{}", persona.name());
        merchants_seen += 1;
    }
    assert!(merchants_seen > 60, "only {merchants_seen} merchants");
}

#[test]
fn a_sale_is_what_the_customer_paid_less_the_fee() {
    let mut seen = 0;
    for persona in merchants() {
        for sale in sales(&persona) {
            let fees: Money = sale.fees.iter().map(|fee| fee.value).sum();
            assert_eq!(sale.gross_amount - fees, sale.net_amount);
            assert!(fees.0 <= sale.gross_amount.0 * Decimal::new(4, 2));
            let parts = sale.number_of_installments;
            assert!(parts.paid <= parts.total && parts.total >= 1);
            seen += 1;
        }
    }
    assert!(seen > 3_000, "only {seen} sales");
}
