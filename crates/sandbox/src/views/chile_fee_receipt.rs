//! The receipts that people in Chile write for their fees: when a client or an application has paid.
//!
//! Fees bear no value added tax. Whoever pays one keeps a part back for the income tax of the person; the
//! rest is what reaches the bank.

use caudal_latam::chile::Rut;
use caudal_latam::chile::fees::{fee_behind, kept_back, rate};
use caudal_model::resources::chile_invoice::{ChileInvoice, ChileInvoiceStatus, SalesDetails};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Date, Kind};
use jiff::civil::Date as Day;

use super::chile_details::ordinary_sale;
use super::chile_invoice::instant;
use super::{Life, Request, money};
use crate::book::WORLD_BEGINS_YEAR;
use crate::chance::Chance;
use crate::timeline::{Cause, Month, Party, Receipt, receipts};

/// The tax office's number of an electronic fee receipt.
const FEE_RECEIPT: u16 = 71;

/// The receipts of a period.
pub(super) fn fee_receipts(
    life: &Life<'_>,
    request: Request<'_>,
    (from, to): (Day, Day),
) -> Vec<ChileInvoice> {
    let mut paid = Vec::new();
    let mut month = Month {
        year: WORLD_BEGINS_YEAR,
        month: 1,
    };
    while month.first() <= life.now.date() {
        paid.extend(receipts(&life.person, month));
        month = month.next();
    }
    paid.retain(|receipt| receipt.cause != Cause::RentReceived && receipt.moment <= life.now);
    paid.sort_by_key(|receipt| (receipt.moment, receipt.key));
    // Who is known to nobody before the world begins writes the first receipt then.
    (1_u32..)
        .zip(&paid)
        .filter(|(_, receipt)| (from..=to).contains(&receipt.moment.date()))
        .filter_map(|(folio, receipt)| document(life, request, folio, receipt))
        .collect()
}

fn document(
    life: &Life<'_>,
    request: Request<'_>,
    folio: u32,
    receipt: &Receipt,
) -> Option<ChileInvoice> {
    let person = &life.person;
    let day = receipt.moment.date();
    let fee = fee_behind(receipt.amount, day.year());
    let sender_id = person.holder_paper().number.clone();
    let identity = format!("{sender_id} {FEE_RECEIPT} {folio}");
    let stamp = request.stamper.stamp(Kind::ChileInvoices, &identity);
    Some(ChileInvoice {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        total_amount: money(fee),
        net_amount: money(0),
        vat_amount: money(0),
        currency: life.currency(),
        issue_date: Date(day),
        received_at: instant(receipt.moment)?,
        acknowledged_at: None,
        claim_date: None,
        status: ChileInvoiceStatus::Registered,
        document_code: FEE_RECEIPT,
        category: "Honorarios".to_owned(),
        folio: folio.to_string(),
        sender_id,
        sender_name: person.holder_name(),
        receiver_id: number_of(&receipt.party),
        receiver_name: receipt.party.name.clone(),
        direction: Direction::Outflow,
        purchase_invoice_details: None,
        sales_invoice_details: Some(SalesDetails {
            additional_tax_rate: Some(percent(rate(day.year()))),
            additional_tax_amount: Some(money(kept_back(fee, day.year()))),
            ..ordinary_sale(person, fee, 0)
        }),
        summary_invoice_details: None,
    })
}

/// The number of who pays. Banks tell none of applications; theirs are invented, the same for everybody.
fn number_of(payer: &Party) -> String {
    payer.document.clone().unwrap_or_else(|| {
        let base = Chance::new(0).branch("platform").branch(&payer.name);
        Rut::company(base.draw("number")).to_string()
    })
}

/// Millionths in percent.
fn percent(rate: i64) -> String {
    format!("{}.{:02}", rate / 10_000, rate % 10_000 / 100)
}
