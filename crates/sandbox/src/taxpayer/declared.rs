//! What a person in Mexico declares: income of their own month by month, wages and all of it by year.

use std::collections::BTreeMap;

use caudal_latam::Country;
use caudal_latam::calendar::date;
use caudal_latam::mexico::payroll::monthly_tax;
use caudal_latam::tariff::whole;
use jiff::civil::Date;

use super::{Fee, Regime, regimes};
use crate::career::{Career, OtherPayment, Payslip};
use crate::chance::Chance;
use crate::company::part;
use crate::person::Person;
use crate::price::Cents;
use crate::timeline::{Cause, Event, Month};
use crate::views::Life;

/// The day of the following month by which a month is declared.
const DUE_DAY: i64 = 17;
/// What landlords may take off their rents without proof, in thousandths.
const LETTING_DEDUCTION: i64 = 350;
/// Rates for who works through applications: value-added tax, what is kept back of it, and of income.
const PLATFORM_VAT: i64 = 160;
const PLATFORM_VAT_KEPT: i64 = 80;
const PLATFORM_TAX_KEPT: i64 = 21;

/// Income of one's own, with the taxes that belong to it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnIncome {
    pub(crate) taxed: Cents,
    pub(crate) exempt: Cents,
    pub(crate) vat: Cents,
    pub(crate) kept_vat: Cents,
    pub(crate) kept_tax: Cents,
}

/// A month that a person declared, in whole pesos.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeclaredMonth {
    pub(crate) month: Month,
    pub(crate) chance: Chance,
    pub(crate) filed: Date,
    pub(crate) income: OwnIncome,
    pub(crate) income_before: Cents,
    pub(crate) deduction: Cents,
    pub(crate) base: Cents,
    pub(crate) tax: Cents,
    pub(crate) kept_before: Cents,
    pub(crate) advances_before: Cents,
    pub(crate) advance_due: Cents,
    pub(crate) vat_due: Cents,
}

/// What one employer paid in a year.
#[derive(Clone, Debug)]
pub(crate) struct YearOfWages {
    pub(crate) document: String,
    pub(crate) name: String,
    pub(crate) taxable: Cents,
    pub(crate) exempt: Cents,
    pub(crate) tax: Cents,
    pub(crate) subsidy: Cents,
}

/// A year that a person declared.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredYear {
    pub(crate) year: i16,
    pub(crate) chance: Chance,
    pub(crate) filed: Date,
    pub(crate) wages: Vec<YearOfWages>,
    pub(crate) own: OwnIncome,
    pub(crate) own_deduction: Cents,
    pub(crate) advances: Cents,
    pub(crate) income: Cents,
    pub(crate) tax: Cents,
    pub(crate) kept: Cents,
    /// Left to pay; below zero for what comes back.
    pub(crate) difference: Cents,
}

impl OwnIncome {
    pub(crate) fn total(self) -> Cents {
        self.taxed + self.exempt
    }

    fn add(&mut self, other: Self) {
        self.taxed += other.taxed;
        self.exempt += other.exempt;
        self.vat += other.vat;
        self.kept_vat += other.kept_vat;
        self.kept_tax += other.kept_tax;
    }

    fn in_pesos(self) -> Self {
        Self {
            taxed: whole(self.taxed),
            exempt: whole(self.exempt),
            vat: whole(self.vat),
            kept_vat: whole(self.kept_vat),
            kept_tax: whole(self.kept_tax),
        }
    }

    /// What a fee is made of that leaves this much at the bank.
    fn of_fee(received: Cents) -> Self {
        let fee = Fee::leaving(received);
        Self {
            taxed: fee.base,
            exempt: 0,
            vat: fee.vat,
            kept_vat: fee.kept_vat,
            kept_tax: fee.kept_tax,
        }
    }

    /// What is behind a movement at the bank.
    fn of(event: &Event) -> Option<Self> {
        let amount = event.amount;
        match event.deed.cause {
            Cause::Invoice if event.deed.party.document.is_some() => Some(Self::of_fee(amount)),
            Cause::RentReceived => Some(Self {
                exempt: amount,
                ..Self::default()
            }),
            Cause::GigPayout => {
                let left = 1000 + PLATFORM_VAT - PLATFORM_VAT_KEPT - PLATFORM_TAX_KEPT;
                let base = part(Country::Mexico, amount, 1000, left);
                let of = |permille| part(Country::Mexico, base, permille, 1000);
                Some(Self {
                    taxed: base,
                    exempt: 0,
                    vat: of(PLATFORM_VAT),
                    kept_vat: of(PLATFORM_VAT_KEPT),
                    kept_tax: of(PLATFORM_TAX_KEPT),
                })
            }
            _ => None,
        }
    }
}

/// The months that a person had to declare and has, oldest first. Who has wages alone declares none,
/// unless they are registered for a profession too.
pub(crate) fn declared_months(life: &Life<'_>) -> Vec<DeclaredMonth> {
    let person = &life.person;
    let declares = |regime: &Regime| !matches!(regime, Regime::Wages | Regime::Nothing);
    let regimes = regimes(person);
    let (true, Some(first)) = (regimes.iter().any(declares), life.books.first()) else {
        return Vec::new();
    };
    let mut income: BTreeMap<i64, OwnIncome> = BTreeMap::new();
    for event in &life.events {
        if let Some(own) = OwnIncome::of(event) {
            income
                .entry(Month::of(event.date).index())
                .or_default()
                .add(own);
        }
    }
    let mut months: Vec<DeclaredMonth> = Vec::new();
    let mut month = Month::of(first.opened);
    while month.last() < life.now.date() {
        let own = income.get(&month.index()).copied().unwrap_or_default();
        let declared = declared_month(person, month, own.in_pesos(), &months);
        if declared.filed > life.now.date() {
            break;
        }
        months.push(declared);
        month = month.next();
    }
    months
}

fn declared_month(
    person: &Person,
    month: Month,
    income: OwnIncome,
    months: &[DeclaredMonth],
) -> DeclaredMonth {
    let earlier = || months.iter().filter(|other| other.month.year == month.year);
    let income_before: Cents = earlier().map(|other| other.income.total()).sum();
    let kept_before: Cents = earlier().map(|other| other.income.kept_tax).sum();
    let advances_before: Cents = earlier().map(|other| other.advance_due).sum();
    let so_far = income.total() + income_before;
    let deduction = deduction(person, so_far);
    let base = so_far - deduction;
    let tax = tariff(base, i64::from(month.month), month.year);
    let already = kept_before + income.kept_tax + advances_before;
    let filed = person.calendar().on_or_after(month.next().day(DUE_DAY));
    DeclaredMonth {
        month,
        chance: person.chance.branch("own month").at(month.index()),
        filed,
        income,
        income_before,
        deduction,
        base,
        tax,
        kept_before,
        advances_before,
        advance_due: (tax - already).max(0),
        vat_due: (income.vat - income.kept_vat).max(0),
    }
}

/// What is taken off without proof.
fn deduction(person: &Person, income: Cents) -> Cents {
    if regimes(person).contains(&Regime::Letting) {
        whole(part(Country::Mexico, income, LETTING_DEDUCTION, 1000))
    } else {
        0
    }
}

/// The tax of some months' income, by the tariff of as many months.
fn tariff(base: Cents, months: i64, year: i16) -> Cents {
    let months = months.max(1);
    whole(monthly_tax(base.max(0) / months, year) * months)
}

/// The years that a person declared by now, oldest first.
pub(crate) fn declared_years(life: &Life<'_>) -> Vec<DeclaredYear> {
    let (person, today) = (&life.person, life.now.date());
    let Some(first) = life.books.first() else {
        return Vec::new();
    };
    if regimes(person).contains(&Regime::Nothing) {
        return Vec::new();
    }
    let months = declared_months(life);
    (first.opened.year()..today.year())
        .map(|year| declared_year(person, &life.career, year, &months))
        .filter(|year| year.filed <= today && (year.income > 0 || year.own.total() > 0))
        .collect()
}

fn declared_year(
    person: &Person,
    career: &Career,
    year: i16,
    months: &[DeclaredMonth],
) -> DeclaredYear {
    let wages = wages(person, career, year);
    let (mut own, mut advances) = (OwnIncome::default(), 0);
    for declared in months.iter().filter(|other| other.month.year == year) {
        own.add(declared.income);
        advances += declared.advance_due;
    }
    let own_deduction = deduction(person, own.total());
    let taxable: Cents = wages.iter().map(|wage| wage.taxable).sum();
    let kept_wages: Cents = wages.iter().map(|wage| wage.tax).sum();
    let income = whole(taxable) + own.total() - own_deduction;
    let (tax, kept) = (tariff(income, 12, year), whole(kept_wages) + own.kept_tax);
    let chance = person.chance.branch("own year").at(i64::from(year));
    let day = i8::try_from(chance.between("day", 1, 29)).unwrap_or(15);
    DeclaredYear {
        year,
        chance,
        filed: person.calendar().on_or_before(date(year + 1, 4, day)),
        wages,
        own,
        own_deduction,
        advances,
        income,
        tax,
        kept,
        difference: tax - kept - advances,
    }
}

/// The wages of a year by who paid them, from the payslips.
pub(crate) fn wages(person: &Person, career: &Career, year: i16) -> Vec<YearOfWages> {
    let mut by_payer: BTreeMap<String, YearOfWages> = BTreeMap::new();
    for payslip in career.payslips(person, date(year, 1, 1), date(year, 12, 31)) {
        let Some(employer) = career.employer(&payslip) else {
            continue;
        };
        let document = employer.company.paper.number.clone();
        let entry = by_payer
            .entry(document.clone())
            .or_insert_with(|| YearOfWages {
                document,
                name: employer.company.name.clone(),
                taxable: 0,
                exempt: 0,
                tax: 0,
                subsidy: 0,
            });
        entry.taxable += payslip
            .earnings
            .iter()
            .map(|line| line.taxable)
            .sum::<Cents>();
        entry.exempt += payslip
            .earnings
            .iter()
            .map(|line| line.exempt)
            .sum::<Cents>();
        entry.tax += payslip.income_tax();
        entry.subsidy += subsidy(&payslip);
    }
    by_payer.into_values().collect()
}

/// What the employer paid out because the employment subsidy exceeds the tax.
fn subsidy(payslip: &Payslip) -> Cents {
    let lines = payslip.other_payments.iter();
    lines
        .filter(|(kind, _)| *kind == OtherPayment::Subsidy)
        .map(|(_, amount)| amount)
        .sum()
}
