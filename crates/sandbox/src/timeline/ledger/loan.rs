//! Loans: paid out, paid back, paid late and paid ahead.

use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::plan::{Plan, Spending, Step};
use super::bank::bank_deed;
use super::{Ledger, Moment};
use crate::book::{Amortisation, Book, LoanTerms};
use crate::person::{Borrowing, Company};
use crate::price::{Cents, fraction, share};

/// How much of a loan is spent on what it was taken for.
const PURPOSE_PERMILLE: i64 = 880;
/// Instalments that somebody in arrears, or with money to spare, pays at once at most.
const INSTALMENTS_AT_ONCE_MAX: usize = 2;
/// The fine for a late instalment, in thousandths of it.
pub(crate) const FINE_PERMILLE: i64 = 20;
/// Interest of a day on a late instalment, in millionths: one per cent a month.
const ARREARS_DAY_MILLIONTHS: i64 = 333;

impl<'a> Ledger<'a> {
    /// Pays a loan out and plans what it was taken for; the price of a car or home goes to its seller
    /// at once.
    pub(super) fn pay_out(&mut self, plan: &Plan, loan: usize) {
        let Some(terms) = self.books.get(loan).and_then(|book| book.loan()) else {
            return;
        };
        if matches!(terms.kind, Borrowing::Auto | Borrowing::Home) {
            return;
        }
        let amount = terms.disbursed();
        let label = Label::new(Category::CreditsLoans, Subcategory::Personal);
        let deed = bank_deed(Cause::LoanPayout, label);
        self.post(0, Direction::Inflow, amount, &deed, plan.moment());
        let chance = plan.chance.branch("purpose");
        let seller = Company::draw(chance, self.person.country, None);
        let deed = Deed {
            cause: Cause::Supplier,
            instrument: Instrument::Transfer,
            party: Party {
                kind: PartyKind::Company,
                name: seller.name,
                document: Some(seller.paper.number),
            },
            label: Label::new(Category::HomeLife, Subcategory::HomeDecorAppliances),
        };
        let spending = Spending {
            amount: share(self.person.country, amount, PURPOSE_PERMILLE),
            deed,
            obligatory: false,
            on_card: false,
            instalments: 1,
            account: 0,
        };
        let day = shifted(plan.date, 1);
        self.plan(Plan::new(day, (10, 16), chance, Step::Spend(spending)));
    }

    /// Pays what is due of a loan, with what being late costs. Who is strained pays only out of what is
    /// there, and catches up later.
    pub(super) fn pay_loan(&mut self, plan: &Plan, loan: usize, upto: u32) {
        let Some(terms) = self.books.get(loan).and_then(|book| book.loan()) else {
            return;
        };
        let (paid, ahead) =
            (self.accounts.get(loan)).map_or((0, 0), |state| (state.paid, state.ahead));
        let last = upto.min(terms.count().saturating_sub(ahead));
        for number in (paid + 1..=last).take(INSTALMENTS_AT_ONCE_MAX) {
            let at = plan.moment().named(u128::from(number) << 8);
            let instalment = terms.schedule.instalment(number);
            let (fine, interest) = self.late_charges(terms, number, plan);
            let balloon = if number == terms.count() {
                terms.schedule.balloon
            } else {
                0
            };
            let whole = instalment + fine + interest + balloon;
            if self.person.archetype.strained && self.balance(0) < whole {
                return;
            }
            self.provide(0, whole, at);
            let of = terms.count();
            let label = label(terms.kind);
            self.settle(
                loan,
                instalment,
                Cause::LoanInstalment { number, of },
                label,
                at,
            );
            if fine + interest > 0 {
                let charged = bank_deed(Cause::LoanCharges { number }, label);
                let due = at.named(0x21);
                self.post(loan, Direction::Outflow, fine + interest, &charged, due);
                let cause = Cause::LoanChargesPaid {
                    number,
                    fine,
                    interest,
                };
                self.settle(loan, fine + interest, cause, label, at.named(0x22));
            }
            self.settle(loan, balloon, Cause::LoanBalloon, label, at.named(0x23));
            if let Some(state) = self.accounts.get_mut(loan) {
                state.paid = number;
            }
        }
    }

    /// Fine and interest for an instalment that is paid after its day.
    fn late_charges(&self, terms: &LoanTerms, number: u32, plan: &Plan) -> (Cents, Cents) {
        let due = terms.due(number);
        let days = (plan.date - due).get_days();
        if days <= 0 {
            return (0, 0);
        }
        let (country, instalment) = (self.person.country, terms.schedule.instalment(number));
        let interest = fraction(
            country,
            instalment,
            i64::from(days) * ARREARS_DAY_MILLIONTHS,
        );
        (share(country, instalment, FINE_PERMILLE), interest)
    }

    /// Pays the last instalments of a loan ahead, at what they are worth today: with equal instalments
    /// that shortens it. False when there is none that a surplus would pay.
    pub(super) fn pay_ahead(&mut self, plan: &Plan, surplus: Cents) -> bool {
        let Some((loan, terms)) = self.loan_to_shorten(plan) else {
            return false;
        };
        let mut rest = surplus;
        for turn in 0..INSTALMENTS_AT_ONCE_MAX {
            let (paid, ahead) =
                (self.accounts.get(loan)).map_or((0, 0), |state| (state.paid, state.ahead));
            let number = terms.count().saturating_sub(ahead);
            let cost = terms.schedule.ahead(self.person.country, number, paid);
            if number <= paid + 2 || cost > rest {
                return turn > 0;
            }
            rest -= cost;
            let at = plan.moment().named(u128::from(number) << 8);
            let label = label(terms.kind);
            self.settle(loan, cost, Cause::LoanAhead { number }, label, at);
            let discount = bank_deed(
                Cause::LoanDiscount { number },
                Label::new(Category::FeesCharges, Subcategory::Adjustments),
            );
            let less = terms.schedule.instalment(number) - cost;
            self.post(loan, Direction::Inflow, less, &discount, at.named(0x24));
            if let Some(state) = self.accounts.get_mut(loan) {
                state.ahead += 1;
            }
        }
        true
    }

    fn loan_to_shorten(&self, plan: &Plan) -> Option<(usize, &'a LoanTerms)> {
        let books: &'a [Book] = self.books;
        books
            .iter()
            .enumerate()
            .filter(|(_, book)| book.opened < plan.date)
            .filter_map(|(place, book)| Some((place, book.loan()?)))
            .find(|(place, terms)| {
                let simple = terms.schedule.amortisation == Amortisation::Equal
                    && terms.schedule.balloon == 0
                    && terms.kind != Borrowing::Invoices;
                simple && self.balance(*place) > 0
            })
    }

    /// One payment: out of the first account, onto the loan.
    fn settle(&mut self, loan: usize, amount: Cents, cause: Cause, label: Label, at: Moment) {
        let deed = bank_deed(cause, label);
        self.post(0, Direction::Outflow, amount, &deed, at);
        self.post(loan, Direction::Inflow, amount, &deed, at);
    }
}

fn label(kind: Borrowing) -> Label {
    let subcategory = match kind {
        Borrowing::Auto => Subcategory::Auto,
        Borrowing::Home => Subcategory::Mortgage,
        _ => Subcategory::Personal,
    };
    Label::new(Category::CreditsLoans, subcategory)
}
