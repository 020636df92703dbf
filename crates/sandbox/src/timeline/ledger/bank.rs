//! What the bank does: savings and loans.

use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::plan::{Plan, Spending, Step};
use super::Ledger;
use crate::person::{Borrowing, Company};
use crate::price::{Cents, payable, round_figure, share};

/// What stays in the account when the rest is put aside, in thousandths of a month's income.
const KEPT_PERMILLE: i64 = 650;
/// Less than this is not worth putting aside.
const WORTH_SAVING_PERMILLE: i64 = 80;
/// Interest of a month on savings.
const SAVINGS_PERMILLE: i64 = 4;
/// How much of a loan is spent on what it was taken for.
const PURPOSE_PERMILLE: i64 = 880;
/// Instalments that somebody in arrears pays at once at most.
const INSTALMENTS_AT_ONCE_MAX: u32 = 2;

impl Ledger<'_> {
    /// Puts aside what is not needed; who has no savings account buys an investment elsewhere, and a
    /// company pays its owner.
    pub(super) fn save(&mut self, plan: &Plan) {
        let country = self.person.country;
        let income = self.income(plan.date);
        let owed: Cents = (self.books.iter().zip(&self.accounts))
            .filter(|(book, _)| book.card().is_some())
            .map(|(_, state)| state.balance.max(0))
            .sum();
        let surplus = self.balance(0) - share(country, income, KEPT_PERMILLE) - owed;
        if surplus < share(country, income, WORTH_SAVING_PERMILLE) {
            return;
        }
        let amount = round_figure(country, surplus);
        if amount > surplus {
            return;
        }
        if let (Some(savings), None) = (self.savings(plan.date), &self.person.company) {
            self.transfer(0, savings, amount, plan.moment());
            return;
        }
        let (cause, party, label) = match &self.person.company {
            Some(_) => (
                Cause::Friend,
                Party {
                    kind: PartyKind::Person,
                    name: self.person.full_name(),
                    document: Some(self.person.tax.number.clone()),
                },
                Label::new(Category::Transfers, Subcategory::Other),
            ),
            None => (
                Cause::Investment,
                Party::named(PartyKind::Bank, ""),
                Label::new(Category::InvestmentsSavings, self.outlet_of_savings()),
            ),
        };
        let deed = Deed {
            cause,
            instrument: if cause == Cause::Friend {
                Instrument::Transfer
            } else {
                Instrument::Internal
            },
            party,
            label,
        };
        self.post(0, Direction::Outflow, amount, &deed, plan.moment());
    }

    /// What savings are put into that do not stay at the bank.
    fn outlet_of_savings(&self) -> Subcategory {
        let invests = self.person.archetype.invests;
        if self.person.chance.happens("invests", invests) {
            Subcategory::InvestmentFunds
        } else {
            Subcategory::FixedIncome
        }
    }

    pub(super) fn pocket(&mut self, plan: &Plan, amount: Cents) {
        let second = self.books.get(1).filter(|book| book.opened <= plan.date);
        if second.is_some() && self.balance(0) - amount >= self.reserve(plan.date) {
            let amount = round_figure(self.person.country, amount);
            self.transfer(0, 1, amount, plan.moment());
        }
    }

    pub(super) fn earn(&mut self, plan: &Plan, savings: usize) {
        let interest = share(self.person.country, self.balance(savings), SAVINGS_PERMILLE);
        let label = Label::new(Category::IncomePayments, Subcategory::Interest);
        let deed = bank_deed(Cause::Interest, label);
        self.post(savings, Direction::Inflow, interest, &deed, plan.moment());
    }

    /// Pays a loan out and plans what it was taken for; a car's price goes to the seller at once.
    pub(super) fn pay_out(&mut self, plan: &Plan, loan: usize) {
        let Some(terms) = self.books.get(loan).and_then(|book| book.loan()) else {
            return;
        };
        if matches!(terms.kind, Borrowing::Auto | Borrowing::Home) {
            return;
        }
        let amount = terms.principal;
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

    /// Pays what is due of a loan. Who is strained pays only out of what is there, and catches up later.
    pub(super) fn pay_loan(&mut self, plan: &Plan, loan: usize, upto: u32) {
        let Some(terms) = self.books.get(loan).and_then(|book| book.loan()) else {
            return;
        };
        let (instalment, of) = (terms.instalment, terms.count);
        let subcategory = match terms.kind {
            Borrowing::Auto => Subcategory::Auto,
            Borrowing::Home => Subcategory::Mortgage,
            _ => Subcategory::Personal,
        };
        let paid = self.accounts.get(loan).map_or(0, |state| state.paid);
        for number in (paid + 1..=upto).take(INSTALMENTS_AT_ONCE_MAX as usize) {
            let at = plan.moment().named(u128::from(number) << 8);
            if self.person.archetype.strained && self.balance(0) < instalment {
                return;
            }
            self.provide(0, instalment, at);
            let label = Label::new(Category::CreditsLoans, subcategory);
            let deed = bank_deed(Cause::LoanInstalment { number, of }, label);
            self.post(0, Direction::Outflow, instalment, &deed, at);
            self.post(loan, Direction::Inflow, instalment, &deed, at);
            if let Some(state) = self.accounts.get_mut(loan) {
                state.paid = number;
            }
        }
    }
}

pub(super) fn bank_deed(cause: Cause, label: Label) -> Deed {
    Deed {
        cause,
        instrument: Instrument::Internal,
        party: Party::named(PartyKind::Bank, ""),
        label,
    }
}
