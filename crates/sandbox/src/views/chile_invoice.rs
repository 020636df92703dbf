//! Chile's registers of purchases and sales, read off a company's deals, and the fee receipts of people.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::chile_invoice::{
    ChileInvoice, ChileInvoiceStatus, SalesDetails, SummaryDetails,
};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Date, Kind, Timestamp};
use jiff::civil::DateTime;

use super::chile_details::{is_kept, ordinary_sale, purchase};
use super::chile_fee_receipt::fee_receipts;
use super::chile_register::{Entry, RECEIPT, Sum, code_of, entries, is_taxed, sums};
use super::invoice::days;
use super::{Life, Request, money};
use crate::chance::Chance;
use crate::company::{Deal, Fate, Ledger, PartnerKind, Side, Terms};
use crate::price::Cents;

/// The numbers under which everybody books customers at the counter, and those abroad.
const CONSUMER: (&str, &str) = ("66666666-6", "Consumidor final");
const FOREIGNER: &str = "55555555-5";
/// A buyer may refuse a document for so many days; then it counts as acknowledged.
const DAYS_TO_REFUSE: i64 = 8;

/// The documents of a period, and the months' sums of what is only registered in sum.
pub(super) fn invoices(life: &Life<'_>, request: Request<'_>) -> Vec<ChileInvoice> {
    if life.person.country != Country::Chile {
        return Vec::new();
    }
    let days = days(life, request);
    let mut found = match &life.company {
        Some(ledger) => registered(life, ledger, request, days),
        None => fee_receipts(life, request, days),
    };
    if let Some(direction) = request.extent.direction {
        found.retain(|document| document.direction == direction);
    }
    found
}

/// What stands in a company's registers.
fn registered(
    life: &Life<'_>,
    ledger: &Ledger,
    request: Request<'_>,
    (from, to): (jiff::civil::Date, jiff::civil::Date),
) -> Vec<ChileInvoice> {
    let register = Register { life, request };
    let mut found = Vec::new();
    for entry in entries(life, ledger) {
        if entry.issued() >= from && entry.issued() <= to && entry.moment() <= life.now {
            found.extend(register.document(&entry));
        }
    }
    for sum in sums(life, ledger) {
        if sum.last >= from && sum.first <= to {
            found.extend(register.sum(&sum));
        }
    }
    found
}

/// Whoever writes the documents of one taxpayer.
struct Register<'a> {
    life: &'a Life<'a>,
    request: Request<'a>,
}

impl Register<'_> {
    fn document(&self, entry: &Entry<'_>) -> Option<ChileInvoice> {
        let deal = entry.deal;
        let (net, vat) = entry.amounts();
        let (taxed, exempt) = if is_taxed(deal) { (net, 0) } else { (0, net) };
        let moment = entry.moment();
        let received = moment
            .saturating_add(jiff::Span::new().minutes(entry.chance().between("received", 1, 90)));
        let acknowledged = self.acknowledged(entry, received);
        let claimed = self.claimed(entry);
        let sale = deal.side == Side::Sale;
        let own = (self.number(), self.life.person.holder_name());
        let other = match deal.partner.kind {
            PartnerKind::Foreign => (FOREIGNER.to_owned(), deal.partner.name.clone()),
            _ => (deal.partner.document.clone(), deal.partner.name.clone()),
        };
        let ((sender_id, sender_name), (receiver_id, receiver_name)) =
            if sale { (own, other) } else { (other, own) };
        let identity = format!("{sender_id} {} {}", entry.code, entry.folio);
        let stamp = self.request.stamper.stamp(Kind::ChileInvoices, &identity);
        Some(ChileInvoice {
            id: stamp.id,
            link: Some(self.request.stamper.link),
            created_at: stamp.created_at,
            collected_at: stamp.collected_at,
            total_amount: money(net + vat),
            net_amount: money(taxed),
            vat_amount: money(vat),
            currency: self.life.currency(),
            issue_date: Date(entry.issued()),
            received_at: instant(received)?,
            acknowledged_at: acknowledged.and_then(instant),
            claim_date: claimed.map(Date),
            status: match (claimed, acknowledged) {
                (Some(_), _) => ChileInvoiceStatus::Rejected,
                (None, None) if !sale => ChileInvoiceStatus::Pending,
                _ => ChileInvoiceStatus::Registered,
            },
            document_code: entry.code,
            category: category(deal).to_owned(),
            folio: entry.folio.to_string(),
            sender_id,
            sender_name,
            receiver_id,
            receiver_name,
            direction: direction(deal.side),
            purchase_invoice_details: (!sale).then(|| purchase(deal, exempt, vat)),
            sales_invoice_details: sale.then(|| self.sale(entry, exempt, vat)),
            summary_invoice_details: None,
        })
    }

    fn sum(&self, sum: &Sum) -> Option<ChileInvoice> {
        let sender_id = self.number();
        let month = sum.first.strftime("%Y-%m").to_string();
        let identity = format!("{sender_id} {} {month}", sum.code);
        let stamp = self.request.stamper.stamp(Kind::ChileInvoices, &identity);
        let changed = instant(sum.changed)?;
        Some(ChileInvoice {
            id: stamp.id,
            link: Some(self.request.stamper.link),
            created_at: stamp.created_at,
            collected_at: stamp.collected_at,
            total_amount: money(sum.taxed + sum.exempt + sum.vat),
            net_amount: money(sum.taxed),
            vat_amount: money(sum.vat),
            currency: self.life.currency(),
            issue_date: Date(sum.first),
            received_at: changed,
            acknowledged_at: None,
            claim_date: None,
            status: ChileInvoiceStatus::Registered,
            document_code: sum.code,
            category: if sum.code == RECEIPT {
                "BOLETA_ELECTRONICA"
            } else {
                "COMPROBANTE_PAGO"
            }
            .to_owned(),
            folio: "0".to_owned(),
            sender_id,
            sender_name: self.life.person.holder_name(),
            receiver_id: CONSUMER.0.to_owned(),
            receiver_name: CONSUMER.1.to_owned(),
            direction: Direction::Outflow,
            purchase_invoice_details: None,
            sales_invoice_details: None,
            summary_invoice_details: Some(SummaryDetails {
                month,
                updated_at: changed,
                total_documents: sum.count,
                tax_exempt_amount: money(sum.exempt),
            }),
        })
    }

    fn number(&self) -> String {
        self.life.person.holder_paper().number.clone()
    }

    /// When the buyer acknowledged a document, or could no longer refuse it; at once where it was
    /// paid at once.
    fn acknowledged(&self, entry: &Entry<'_>, received: DateTime) -> Option<DateTime> {
        let chance = entry.chance();
        let hours = match entry.deal.terms {
            Terms::AtOnce => chance.between("acknowledged", 1, 6),
            Terms::Deferred => chance.between("acknowledged", 20, DAYS_TO_REFUSE * 24),
        };
        let moment = received.saturating_add(jiff::Span::new().hours(hours));
        (moment <= self.life.now && entry.deal.stands()).then_some(moment)
    }

    /// The day on which the buyer refused it.
    fn claimed(&self, entry: &Entry<'_>) -> Option<jiff::civil::Date> {
        let Fate::Cancelled { on, .. } = entry.deal.fate else {
            return None;
        };
        let day = on.min(shifted(entry.deal.issued, DAYS_TO_REFUSE));
        (day <= self.life.now.date()).then_some(day)
    }

    /// A note names the invoice that it corrects, an invoice abroad its buyer.
    fn sale(&self, entry: &Entry<'_>, exempt: Cents, vat: Cents) -> SalesDetails {
        let foreign = entry.deal.foreign.is_some();
        let abroad = |chance: Chance| {
            let number = chance.below("abroad", 90_000_000) + 10_000_000;
            format!("{}-{:07}", number / 1_000_000, number % 1_000_000)
        };
        // A customer abroad keeps their number whatever they buy.
        let customer = Chance::new(0).branch(&entry.deal.partner.name);
        SalesDetails {
            reference_document_type: entry.corrects.map(|_| code_of(entry.deal).to_string()),
            reference_document_folio: entry.corrects.map(|folio| folio.to_string()),
            foreign_recipient_id: foreign.then(|| abroad(customer)),
            foreign_recipient_nationality: foreign.then(|| "ESTADOS UNIDOS".to_owned()),
            ..ordinary_sale(&self.life.person, exempt, vat)
        }
    }
}

fn category(deal: &Deal) -> &'static str {
    match deal.side {
        Side::Purchase if is_kept(deal) => "Activo Fijo",
        _ => "Del Giro",
    }
}

fn direction(side: Side) -> Direction {
    match side {
        Side::Sale => Direction::Outflow,
        Side::Purchase => Direction::Inflow,
    }
}

/// A moment by Chile's clock.
pub(super) fn instant(moment: DateTime) -> Option<Timestamp> {
    let zoned = moment.to_zoned(Country::Chile.zone()).ok()?;
    Some(Timestamp(zoned.timestamp()))
}
