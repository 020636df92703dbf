//! Closing months and years: what is declared to the tax office, and what is paid because of it.

use caudal_latam::Country;
use jiff::civil::Date;

use super::booking::Books;
use super::deal::{Deal, Instalment, Purpose, Side};
use super::journal::{Account, Balances, Side as BookSide};
use super::rules::{Rules, declared, part};
use super::staff::Wage;
use super::{BookedMonth, Reason};
use crate::chance::Chance;
use crate::price::Cents;
use crate::timeline::{Month, Party, PartyKind};

/// Years over which a loss may be set against profits.
const LOSS_YEARS: i16 = 10;
/// Years back in which a profit is looked for to estimate this year's by.
const COEFFICIENT_YEARS: usize = 5;
/// Days after a year's return on which what was paid too much comes back.
const REFUND_DAYS: i64 = 40;

/// Amounts by how value-added tax treats them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VatTotals {
    /// At the ordinary rate, the border's included.
    pub(crate) taxed: Cents,
    pub(crate) zero: Cents,
    pub(crate) exempt: Cents,
    /// The tax itself.
    pub(crate) vat: Cents,
}

/// What counts for the return of the month that is lived through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) sold: VatTotals,
    pub(crate) bought: VatTotals,
    /// Sales invoiced.
    pub(crate) income: Cents,
    pub(crate) gross_wages: Cents,
    pub(crate) kept: Kept,
}

/// Taxes that the company keeps back from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) wages: Cents,
    pub(crate) rent: Cents,
    pub(crate) fees: Cents,
    pub(crate) vat: Cents,
}

/// The return of a month: amounts as they are declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MonthReturn {
    pub(crate) chance: Chance,
    pub(crate) filed: Date,
    pub(crate) sold: VatTotals,
    pub(crate) bought: VatTotals,
    /// Value-added tax of the month by itself: owed above zero, in favour below.
    pub(crate) vat_difference: Cents,
    /// What earlier months left in favour and takes off it.
    pub(crate) vat_credit_used: Cents,
    pub(crate) vat_due: Cents,
    pub(crate) income: Cents,
    pub(crate) income_before: Cents,
    /// The share of the income that is taken for profit, in ten-thousandths.
    pub(crate) coefficient: i64,
    /// The profit so far that follows.
    pub(crate) estimate: Cents,
    pub(crate) losses: Cents,
    pub(crate) base: Cents,
    pub(crate) tax: Cents,
    pub(crate) advances_before: Cents,
    pub(crate) advance_due: Cents,
    pub(crate) kept: Kept,
    /// Everything that is paid with the return.
    pub(crate) total: Cents,
}

/// The return of a year, and the books behind it.
#[derive(Clone, Debug)]
pub(crate) struct YearReturn {
    pub(crate) year: i16,
    pub(crate) chance: Chance,
    pub(crate) filed: Date,
    /// The books at the end of the year as they are declared, its tax included, before they are
    /// closed.
    pub(crate) books: Balances,
    pub(crate) opening_stock: Cents,
    /// Sales as they were invoiced and gains of exchange: what is declared as income.
    pub(crate) income: Cents,
    /// Everything that is taken off it.
    pub(crate) deductions: Cents,
    /// Profit before losses of earlier years; below zero for a loss.
    pub(crate) profit: Cents,
    pub(crate) losses_used: Cents,
    pub(crate) taxable: Cents,
    pub(crate) tax: Cents,
    pub(crate) advances: Cents,
    /// What is left to pay; below zero for what comes back.
    pub(crate) difference: Cents,
    /// The coefficient for the next year's advances, in ten-thousandths.
    pub(crate) coefficient: i64,
    /// Losses that later years may still use.
    pub(crate) losses_left: Vec<(i16, Cents)>,
}

impl VatTotals {
    fn add(&mut self, net: Cents, vat: Cents, rate: Option<i64>) {
        match rate {
            None => self.exempt += net,
            Some(0) => self.zero += net,
            Some(_) => self.taxed += net,
        }
        self.vat += vat;
    }

    fn declared(self, country: Country) -> Self {
        Self {
            taxed: declared(country, self.taxed),
            zero: declared(country, self.zero),
            exempt: declared(country, self.exempt),
            vat: declared(country, self.vat),
        }
    }
}

impl Tally {
    /// An invoice was written.
    pub(super) fn invoice(&mut self, deal: &Deal, rules: &Rules) {
        if deal.side == Side::Sale {
            self.income += deal.net;
        }
        if rules.vat_on_cash {
            return;
        }
        let note = deal.credit_note.map_or(0, |note| note.net);
        let totals = match deal.side {
            Side::Sale => &mut self.sold,
            Side::Purchase => &mut self.bought,
        };
        totals.add(deal.net - note, deal.vat_owed(), deal.vat_rate);
    }

    /// An invoice was paid, or a part of it.
    pub(super) fn payment(&mut self, deal: &Deal, part: &Instalment, rules: &Rules) {
        if deal.side == Side::Purchase {
            self.kept.vat += part.kept_vat;
            match deal.purpose {
                Purpose::Rent => self.kept.rent += part.kept_income_tax,
                _ => self.kept.fees += part.kept_income_tax,
            }
        }
        if rules.vat_on_cash {
            let totals = match deal.side {
                Side::Sale => &mut self.sold,
                Side::Purchase => &mut self.bought,
            };
            // What is sold abroad is worth what came in for it.
            let value = if deal.foreign.is_some() {
                part.paid
            } else {
                part.net
            };
            totals.add(value, part.vat, deal.vat_rate);
        }
    }

    /// A wage was paid.
    pub(super) fn wage(&mut self, wage: &Wage) {
        self.gross_wages += wage.gross;
        self.kept.wages += wage.income_tax;
    }
}

impl Books<'_> {
    /// Closes the month: value-added tax, advances on income tax, what was kept back.
    pub(super) fn close_month(&mut self) {
        let tally = std::mem::take(&mut self.tally);
        self.book_security(tally.gross_wages);
        let filed = self.due_next_month(self.rules.due_day);
        let mut taxes = self.income_part(&tally, filed);
        self.close_vat(&tally, &mut taxes);
        let country = self.person.country;
        taxes.kept = Kept {
            wages: declared(country, tally.kept.wages),
            rent: declared(country, tally.kept.rent),
            fees: declared(country, tally.kept.fees),
            vat: declared(country, tally.kept.vat),
        };
        taxes.total = taxes.vat_due + taxes.advance_due + taxes.kept.total();
        // Fractions that are kept back and not declared are the company's.
        let rounding = self.balances.credit(Account::KeptBack) - taxes.kept.total();
        self.balances
            .book(Account::KeptBack, Account::Rounding, rounding);
        if self.rules.profit == 0 {
            let due = taxes.advance_due;
            self.balances
                .book(Account::TurnoverTax, Account::IncomeTax, due);
        }
        let reason = Reason::MonthTaxes {
            month: self.months.len(),
        };
        let office = Party::named(PartyKind::Company, self.rules.office);
        if taxes.total > 0 {
            self.plan(
                filed,
                (9, 12),
                taxes.chance,
                Some(taxes.total),
                reason,
                office,
            );
        }
        self.months.push(BookedMonth {
            month: self.month,
            balances: self.balances.clone(),
            taxes,
        });
    }

    fn close_vat(&mut self, tally: &Tally, taxes: &mut MonthReturn) {
        let country = self.person.country;
        taxes.sold = tally.sold.declared(country);
        taxes.bought = tally.bought.declared(country);
        let difference = taxes.sold.vat - taxes.bought.vat;
        taxes.vat_difference = difference;
        let in_favour = self.balances.debit(Account::VatSettled).max(0);
        taxes.vat_credit_used = in_favour.min(difference.max(0));
        taxes.vat_due = (difference - taxes.vat_credit_used).max(0);
        let books = &mut self.balances;
        let (collected, credited) = (
            books.credit(Account::VatCollected),
            books.debit(Account::VatCredited),
        );
        books.book(Account::VatCollected, Account::VatSettled, collected);
        books.book(Account::VatSettled, Account::VatCredited, credited);
        let rounding = collected - credited - difference;
        books.book(Account::VatSettled, Account::Rounding, rounding);
    }

    fn income_part(&mut self, tally: &Tally, filed: Date) -> MonthReturn {
        let country = self.person.country;
        let earlier: Vec<MonthReturn> = (self.months.iter())
            .filter(|booked| booked.month.year == self.month.year)
            .map(|booked| booked.taxes)
            .collect();
        let sum = |of: fn(&MonthReturn) -> Cents| earlier.iter().map(of).sum::<Cents>();
        let mut taxes = MonthReturn {
            chance: self.chance("taxes"),
            filed,
            sold: VatTotals::default(),
            bought: VatTotals::default(),
            vat_difference: 0,
            vat_credit_used: 0,
            vat_due: 0,
            income: declared(country, tally.income),
            income_before: sum(|month| month.income),
            coefficient: self.coefficient(),
            estimate: 0,
            losses: self.losses(),
            base: 0,
            tax: 0,
            advances_before: sum(|month| month.advance_due),
            advance_due: 0,
            kept: Kept::default(),
            total: 0,
        };
        let so_far = taxes.income + taxes.income_before;
        if !self.is_mexican() {
            taxes.base = taxes.income;
            taxes.tax = part(country, taxes.base, self.rules.advance, 1000);
            taxes.advance_due = declared(country, taxes.tax);
            return taxes;
        }
        taxes.estimate = declared(country, part(country, so_far, taxes.coefficient, 10_000));
        taxes.base = (taxes.estimate - taxes.losses).max(0);
        let tax = part(country, taxes.base, self.rules.profit, 1000);
        taxes.tax = declared(country, tax);
        taxes.advance_due = (taxes.tax - taxes.advances_before).max(0);
        taxes
    }

    /// What last year's profit says about this year's; in January and February, last year's return
    /// is still to come.
    fn coefficient(&self) -> i64 {
        let known = if self.month.month < 3 { 1 } else { 0 };
        let years = self.years.iter().rev().skip(known).take(COEFFICIENT_YEARS);
        years
            .map(|year| year.coefficient)
            .find(|coefficient| *coefficient > 0)
            .unwrap_or(0)
    }

    /// Losses of earlier years that are not used up.
    fn losses(&self) -> Cents {
        let oldest = self.month.year - LOSS_YEARS;
        let left = self.years.last().map(|year| year.losses_left.as_slice());
        (left.unwrap_or_default().iter())
            .filter(|(year, _)| *year >= oldest)
            .map(|(_, loss)| loss)
            .sum()
    }

    /// Books what is paid with a month's return.
    pub(super) fn settle_month(&mut self, month: usize) {
        let Some(taxes) = self.months.get(month).map(|booked| booked.taxes) else {
            return;
        };
        let books = &mut self.balances;
        books.book(Account::VatSettled, Account::Cash, taxes.vat_due);
        books.book(Account::IncomeTax, Account::Cash, taxes.advance_due);
        books.book(Account::KeptBack, Account::Cash, taxes.kept.total());
    }

    /// Closes the year: its tax, what of it is left to pay, and the accounts of income and expenses.
    pub(super) fn close_year(&mut self) {
        let country = self.person.country;
        let year = self.month.year;
        let months = self
            .months
            .iter()
            .filter(|booked| booked.month.year == year);
        let advances = months.map(|booked| booked.taxes.advance_due).sum::<Cents>();
        let mut books = self.balances.declared(country);
        let income = [
            Account::SalesAtHome,
            Account::SalesAbroad,
            Account::ExchangeGain,
        ];
        let income: Cents = income.iter().map(|account| books.credit(*account)).sum();
        let profit = books.total(BookSide::Result);
        let losses_used = self.losses().min(profit.max(0));
        let taxable = (profit - losses_used).max(0);
        let tax = declared(country, part(country, taxable, self.rules.profit, 1000));
        let difference = if self.rules.profit > 0 {
            tax - advances
        } else {
            0
        };
        self.balances
            .book(Account::IncomeTaxOfYear, Account::IncomeTax, tax);
        books.book(Account::IncomeTaxOfYear, Account::IncomeTax, tax);
        let chance = self.chance("year");
        let filed = self.year_filed(chance);
        let closed = YearReturn {
            year,
            chance,
            filed,
            books,
            opening_stock: self.opening_stock(),
            income,
            deductions: income - profit,
            profit,
            losses_used,
            taxable,
            tax,
            advances,
            difference,
            coefficient: if income > 0 {
                profit.max(0) / 100 * 10_000 / (income / 100).max(1)
            } else {
                0
            },
            losses_left: self.losses_left(year, profit, losses_used),
        };
        let (place, office) = (
            self.years.len(),
            Party::named(PartyKind::Company, self.rules.office),
        );
        if difference > 0 {
            let reason = Reason::YearTax { year: place };
            self.plan(filed, (9, 12), chance, Some(difference), reason, office);
        } else if difference < 0 {
            let reason = Reason::TaxRefund { year: place };
            let day = self.office_day(filed, REFUND_DAYS);
            self.plan(day, (9, 12), chance, Some(-difference), reason, office);
        }
        self.years.push(closed);
        self.balances.close_year();
    }

    /// Some day of the weeks before the last on which a year may be declared.
    fn year_filed(&self, chance: Chance) -> Date {
        let (month, day) = self.rules.yearly_due;
        let due = Month {
            year: self.month.year + 1,
            month,
        };
        let early = chance.between("early", 0, 20);
        self.person.calendar().on_or_before(due.day(day - early))
    }

    fn opening_stock(&self) -> Cents {
        let before = self.month.year - 1;
        let year = self.years.iter().find(|closed| closed.year == before);
        match year {
            Some(closed) => closed.books.debit(Account::Inventory),
            None => declared(self.person.country, self.founding_stock),
        }
    }

    fn losses_left(&self, year: i16, profit: Cents, mut used: Cents) -> Vec<(i16, Cents)> {
        let before = self.years.last().map(|closed| closed.losses_left.clone());
        let mut left: Vec<(i16, Cents)> = before
            .unwrap_or_default()
            .into_iter()
            .filter(|(of, _)| *of > year - LOSS_YEARS)
            .map(|(of, loss)| {
                let taken = loss.min(used);
                used -= taken;
                (of, loss - taken)
            })
            .filter(|(_, loss)| *loss > 0)
            .collect();
        if profit < 0 {
            left.push((year, -profit));
        }
        left
    }
}

impl Kept {
    pub(crate) fn total(self) -> Cents {
        self.wages + self.rent + self.fees + self.vat
    }
}
