//! What documents add up to is what the books say and what was declared.

use std::cell::Cell;

use caudal_latam::Country;
use caudal_latam::mexico::cfdi::{Cfdi, TaxFactor, VoucherKind};
use caudal_latam::tariff::whole;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::certificates;
use super::{Filed, a_month, each_company, filed, of_kind, stands};
use crate::company::{Account, Ledger, MonthReturn, Purpose, Side};
use crate::price::Cents;
use crate::timeline::Month;
use crate::views::Life;

fn cents(amount: Decimal) -> Cents {
    let whole = (amount * Decimal::ONE_HUNDRED)
        .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    whole.to_i64().unwrap()
}

fn part(amount: Option<Decimal>) -> Cents {
    cents(amount.unwrap_or_default())
}

/// What an invoice charges before tax, in pesos.
fn net(document: &Cfdi) -> Cents {
    let net = document.subtotal - document.discount.unwrap_or_default();
    cents(net * document.exchange_rate.unwrap_or(Decimal::ONE))
}

/// Sums of what a month's documents say that moved, by how value-added tax treats it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Moved {
    taxed: Cents,
    zero: Cents,
    exempt: Cents,
    vat: Cents,
}

impl Moved {
    /// What was paid at once with its invoice.
    fn add_invoice(&mut self, document: &Cfdi) {
        let taxes = document.taxes.as_ref().unwrap();
        let added = &taxes.transferred[0];
        let base = net(document);
        match (added.factor, added.rate.map(cents)) {
            (TaxFactor::Exempt, _) => self.exempt += base,
            (_, Some(0)) => self.zero += base,
            _ => self.taxed += base,
        }
        self.vat += part(added.amount);
    }

    /// What was paid of a deferred invoice.
    fn add_receipt(&mut self, document: &Cfdi) {
        let payments = document.complement.payments.as_ref().unwrap();
        let totals = payments.totals.as_ref().unwrap();
        self.taxed += part(totals.base_iva_16) + part(totals.base_iva_8);
        self.zero += part(totals.base_iva_0);
        self.exempt += part(totals.base_iva_exempt);
        self.vat += part(totals.iva_16) + part(totals.iva_8);
    }

    fn of(life: &Life<'_>, documents: &[Filed], issued: bool) -> Self {
        let mut moved = Self::default();
        for filed in documents.iter().filter(|each| stands(each, life, issued)) {
            let document = &filed.document;
            match document.kind {
                VoucherKind::Income if document.payment_form.as_deref() == Some("03") => {
                    moved.add_invoice(document);
                }
                VoucherKind::Payment => moved.add_receipt(document),
                _ => {}
            }
        }
        moved
    }

    fn declared(&self) -> [Cents; 4] {
        [self.taxed, self.zero, self.exempt, self.vat].map(whole)
    }
}

fn taxes(ledger: &Ledger, month: Month) -> MonthReturn {
    let booked = ledger.months.iter().find(|booked| booked.month == month);
    booked.unwrap().taxes
}

/// What a company kept back by its suppliers' invoices: income tax and value-added tax.
fn kept(life: &Life<'_>, documents: &[Filed]) -> (Cents, Cents) {
    let of = |tax: &str| -> Cents {
        of_kind(documents, VoucherKind::Income)
            .filter(|filed| stands(filed, life, false))
            .filter_map(|filed| filed.document.taxes.as_ref())
            .flat_map(|taxes| &taxes.retained)
            .filter(|kept| kept.tax == tax)
            .map(|kept| cents(kept.amount))
            .sum()
    };
    (of("001"), of("002"))
}

#[test]
fn a_months_invoices_are_what_its_return_declares() {
    let (charged, kept_back) = (Cell::new(0), Cell::new(0));
    each_company(|turn, life, ledger| {
        for month in [a_month(turn), a_month(turn + 17)] {
            let documents = filed(life, month, month);
            let taxes = taxes(ledger, month);
            let income: Cents = of_kind(&documents, VoucherKind::Income)
                .filter(|filed| stands(filed, life, true))
                .map(|filed| net(&filed.document))
                .sum();
            assert_eq!(taxes.income, whole(income));
            let sold = Moved::of(life, &documents, true);
            let declared = taxes.sold;
            let lines = [declared.taxed, declared.zero, declared.exempt, declared.vat];
            assert_eq!(lines, sold.declared(), "{} {month:?}", life.visit.username);
            let bought = Moved::of(life, &documents, false);
            let declared = taxes.bought;
            let lines = [declared.taxed, declared.zero, declared.exempt, declared.vat];
            assert_eq!(lines, bought.declared(), "{month:?}");
            charged.set(charged.get() + sold.vat);
            let (income_tax, vat) = kept(life, &documents);
            assert_eq!(taxes.kept.vat, whole(vat));
            let declared = taxes.kept.rent + taxes.kept.fees;
            assert!((declared - income_tax).abs() <= 1_00);
            kept_back.set(kept_back.get() + income_tax);
        }
    });
    assert!(charged.get() > 0 && kept_back.get() > 0);
}

#[test]
fn a_months_payslips_are_the_wages_and_the_tax_that_were_declared() {
    each_company(|turn, life, ledger| {
        let month = a_month(turn);
        let documents = filed(life, month, month);
        let slips = || of_kind(&documents, VoucherKind::Payroll).map(|filed| &filed.document);
        let tax: Cents = slips()
            .flat_map(|document| &document.complement.payrolls)
            .filter_map(|slip| slip.deductions.as_ref())
            .map(|taken_off| part(taken_off.total_taxes))
            .sum();
        assert_eq!(taxes(ledger, month).kept.wages, whole(tax));
        let paid = ledger
            .wages
            .iter()
            .filter(|wage| Month::of(wage.paid) == month);
        assert_eq!(slips().count(), paid.clone().count());
        let gross: Cents = slips().map(|document| cents(document.subtotal)).sum();
        assert_eq!(gross, paid.map(|wage| wage.gross).sum::<Cents>());
    });
}

#[test]
fn a_months_certificates_are_what_its_invoices_kept_back() {
    let met = Cell::new(0);
    each_company(|turn, life, ledger| {
        let month = a_month(turn);
        let documents = filed(life, month, month);
        let certified = certificates(&life.person, ledger);
        let of_month = certified.iter().filter(|each| {
            let period = &each.period;
            (period.year, period.first_month)
                == (
                    u32::from(month.year.unsigned_abs()),
                    u32::from(month.month.unsigned_abs()),
                )
        });
        let of = |tax: &str| -> Cents {
            let kept = of_month.clone().flat_map(|each| &each.totals.taxes);
            kept.filter(|kept| kept.tax.as_deref() == Some(tax))
                .map(|kept| cents(kept.amount))
                .sum()
        };
        assert_eq!((of("001"), of("002")), kept(life, &documents));
        for each in of_month.clone() {
            let sum: Decimal = each.totals.taxes.iter().map(|tax| tax.amount).sum();
            assert_eq!(each.totals.retained, sum);
            assert!(each.code == 1 || each.code == 5);
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 300, "only {} certificates", met.get());
}

#[test]
fn a_years_invoices_are_its_statements() {
    each_company(|turn, life, ledger| {
        let year = &ledger.years[turn % ledger.years.len()];
        let month = |month| Month {
            year: year.year,
            month,
        };
        let documents = filed(life, month(1), month(12));
        let sum = |kind: VoucherKind, counts: &dyn Fn(&Filed) -> bool, of: fn(&Cfdi) -> Cents| {
            let counted = of_kind(&documents, kind).filter(|filed| counts(filed));
            counted.map(|filed| of(&filed.document)).sum::<Cents>()
        };
        let at_home = |filed: &Filed| {
            stands(filed, life, true) && filed.document.receiver.residence.is_none()
        };
        let abroad = |filed: &Filed| {
            stands(filed, life, true) && filed.document.receiver.residence.is_some()
        };
        let issued = |filed: &Filed| stands(filed, life, true);
        let books = &year.books;
        let said = [
            books.credit(Account::SalesAtHome),
            books.credit(Account::SalesAbroad),
            books.debit(Account::Returns),
            books.debit(Account::Wages),
        ];
        let invoiced = [
            sum(VoucherKind::Income, &at_home, net),
            sum(VoucherKind::Income, &abroad, net),
            sum(VoucherKind::Expense, &issued, net),
            sum(VoucherKind::Payroll, &issued, |slip| cents(slip.subtotal)),
        ];
        assert_eq!(said, invoiced.map(whole), "{}", life.visit.username);
        let monthly: Cents = (ledger.months.iter())
            .filter(|booked| booked.month.year == year.year)
            .map(|booked| booked.taxes.income)
            .sum();
        assert!((monthly - invoiced[0] - invoiced[1]).abs() <= 12_00);
        let product = |code: &'static str| {
            move |filed: &Filed| {
                stands(filed, life, false) && filed.document.lines[0].product == code
            }
        };
        let rent = sum(VoucherKind::Income, &product("80131500"), net);
        assert_eq!(books.debit(Account::Rent), whole(rent));
        let services = ["83101800", "83111600", "84111500"];
        let services: Cents = (services.into_iter())
            .map(|code| sum(VoucherKind::Income, &product(code), net))
            .sum();
        assert_eq!(books.debit(Account::Services), whole(services));
    });
}

#[test]
fn every_deal_has_one_invoice_with_its_amounts() {
    let met = Cell::new(0);
    each_company(|turn, life, ledger| {
        let month = a_month(turn);
        let documents = filed(life, month, month);
        let deals = ledger
            .deals
            .iter()
            .filter(|deal| Month::of(deal.issued) == month);
        for deal in deals {
            let number = super::super::deal::number_of(deal);
            let invoice = documents
                .iter()
                .find(|each| super::number(&each.document) == number)
                .unwrap();
            assert_eq!(
                stands(invoice, life, deal.side == Side::Sale),
                deal.stands()
            );
            assert_eq!(net(&invoice.document), deal.net);
            if deal.foreign.is_none() {
                assert_eq!(cents(invoice.document.total), deal.total);
            }
            if deal.purpose == Purpose::Rent {
                assert_eq!(invoice.document.lines[0].product, "80131500");
            }
            assert_eq!(life.person.country, Country::Mexico);
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 6_000, "only {} deals", met.get());
}
