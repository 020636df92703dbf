//! Paying what is due: the money, the taxes that go with it, and what the owner puts in or takes out.

use caudal_model::resources::transaction::Direction;
use jiff::civil::Date;

use super::booking::{Books, KEPT_PERMILLE};
use super::journal::{Account, Side as BookSide};
use super::{Due, Payment, Reason, Side, part};
use crate::chance::Chance;
use crate::price::{Cents, round_figure, share};

impl Books<'_> {
    pub(super) fn pay(&mut self, date: Date, second: i32, due: Due) {
        let amount = due.amount.unwrap_or_else(|| self.profit_to_draw());
        if amount <= 0 {
            return;
        }
        let inflow = match due.reason {
            Reason::Deal { deal, .. } => {
                (self.deals.get(deal)).is_some_and(|deal| deal.side == Side::Sale)
            }
            Reason::TaxRefund { .. } | Reason::Contribution | Reason::Funding => true,
            _ => false,
        };
        if !inflow {
            self.provide(date, second, amount, due.chance);
        }
        self.book_payment(&due, amount);
        self.payments.push(Payment {
            chance: due.chance,
            date,
            second,
            direction: if inflow {
                Direction::Inflow
            } else {
                Direction::Outflow
            },
            amount,
            reason: due.reason,
            party: due.party,
        });
    }

    /// Sees to it that a company can pay: the owner puts in what is missing.
    fn provide(&mut self, date: Date, second: i32, amount: Cents, chance: Chance) {
        let short = amount - self.balances.debit(Account::Cash);
        if short <= 0 {
            return;
        }
        let country = self.person.country;
        let due = Due {
            chance: chance.branch("contribution"),
            amount: Some(round_figure(country, short) + round_figure(country, 0)),
            reason: Reason::Contribution,
            party: self.owner(),
        };
        self.pay(date, second.saturating_sub(1), due);
    }

    /// What is left over, as far as it was earned.
    fn profit_to_draw(&self) -> Cents {
        let country = self.person.country;
        let spare =
            self.balances.debit(Account::Cash) - share(country, self.turnover(), KEPT_PERMILLE);
        let earned =
            self.balances.credit(Account::Retained) + self.balances.total(BookSide::Result);
        let most = spare.min(earned);
        let step = round_figure(country, 0);
        if most < 4 * step {
            return 0;
        }
        most - most.rem_euclid(step)
    }

    fn book_payment(&mut self, due: &Due, amount: Cents) {
        let books = &mut self.balances;
        match due.reason {
            Reason::Deal { deal, number, .. } => self.settle(deal, number),
            Reason::Wage { wage } => {
                let Some(wage) = self.wages.get(wage) else {
                    return;
                };
                books.book(Account::Wages, Account::Cash, wage.net);
                books.book(Account::Wages, Account::KeptBack, wage.income_tax);
                books.book(Account::Wages, Account::SocialSecurity, wage.security);
                self.tally.wage(wage);
            }
            Reason::Security => books.book(Account::SocialSecurity, Account::Cash, amount),
            Reason::MonthTaxes { month } => self.settle_month(month),
            Reason::YearTax { .. } => books.book(Account::IncomeTax, Account::Cash, amount),
            Reason::TaxRefund { .. } => books.book(Account::Cash, Account::IncomeTax, amount),
            Reason::Contribution | Reason::Funding => {
                books.book(Account::Cash, Account::Contributions, amount);
            }
            Reason::Draw => books.book(Account::Retained, Account::Cash, amount),
        }
    }

    /// Books a payment of an invoice, with the taxes that become due by it.
    fn settle(&mut self, deal: usize, number: u32) {
        let Some(deal) = self.deals.get(deal) else {
            return;
        };
        let Some(part) = deal.instalments.iter().find(|part| part.number == number) else {
            return;
        };
        let whole = part.settled + part.kept_income_tax + part.kept_vat;
        let on_cash = self.rules.vat_on_cash;
        let books = &mut self.balances;
        match deal.side {
            Side::Sale => {
                books.book(Account::Cash, Account::Receivables, part.settled);
                let change = part.paid - part.settled;
                if change > 0 {
                    books.book(Account::Cash, Account::ExchangeGain, change);
                } else {
                    books.book(Account::ExchangeLoss, Account::Cash, -change);
                }
                if on_cash {
                    books.book(Account::VatToBeCollected, Account::VatCollected, part.vat);
                }
            }
            Side::Purchase => {
                books.book(Account::Payables, Account::Cash, part.settled);
                books.book(Account::Payables, Account::KeptBack, whole - part.settled);
                if on_cash {
                    books.book(Account::VatCredited, Account::VatToBeCredited, part.vat);
                }
            }
        }
        self.tally.payment(deal, part, &self.rules);
    }

    /// Writes a month off what lasts for years.
    pub(super) fn write_off(&mut self) {
        let country = self.person.country;
        let mut worn = 0;
        for one in &mut self.lasting {
            let upto = |month: i64| part(country, one.cost, month.min(one.months), one.months);
            worn += upto(one.written_off + 1) - upto(one.written_off);
            one.written_off += 1;
        }
        self.lasting.retain(|one| one.written_off < one.months);
        self.balances
            .book(Account::Wear, Account::Depreciation, worn);
    }
}
