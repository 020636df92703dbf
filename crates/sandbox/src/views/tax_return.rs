//! Returns filed with Mexico's tax office: a company's from its books, a person's from payslips and
//! what reaches the bank.

mod company_month;
mod company_vat;
mod company_year;
mod company_year_statements;
mod person_month;
mod person_year;
#[cfg(test)]
mod returns_test;

use caudal_latam::Country;
use caudal_model::resources::tax_return::{GeneralInformation, Line, TaxReturn};
use caudal_model::{Cadence, Kind, Money, Stamp};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::printed::printed;
use super::tax_status::MONTHS;
use super::{Life, Request};
use crate::chance::Chance;
use crate::price::Cents;
use crate::taxpayer::{declared_months, declared_years};
use crate::timeline::Month;

/// How many returns of years and of months are shown when nothing is said about the period.
const YEARS_SHOWN: usize = 5;
const MONTHS_SHOWN: usize = 12;

/// Who takes returns in, and the titles of a return and of its receipt.
const OFFICE: &str = "Servicio de Administración Tributaria";
const RETURN: &str = "Declaración de impuestos";
const RECEIPT: &str = "Acuse de recibo de la declaración";

/// One filing: whose, of which period, when.
struct Filing<'a> {
    life: &'a Life<'a>,
    request: Request<'a>,
    chance: Chance,
    filed: Date,
    year: i16,
    /// The month, counted from one; nothing for a year.
    month: Option<i8>,
}

/// The returns that were filed by now, oldest first: those of years, then those of months.
pub(super) fn tax_returns(life: &Life<'_>, request: Request<'_>) -> Vec<TaxReturn> {
    if life.person.country != Country::Mexico {
        return Vec::new();
    }
    let mut returns = Vec::new();
    if request.extent.cadence != Some(Cadence::Monthly) {
        returns.extend(of_years(life, request));
    }
    if request.extent.cadence != Some(Cadence::Yearly) {
        returns.extend(of_months(life, request));
    }
    returns
}

/// The years that were declared by now and are asked for: the last few when nothing is said.
fn of_years(life: &Life<'_>, request: Request<'_>) -> Vec<TaxReturn> {
    let (today, period) = (life.now.date(), request.extent.period);
    let wanted = |year: i16, filed: Date| {
        let asked = period.is_none_or(|(from, to)| (from.0.year()..=to.0.year()).contains(&year));
        filed <= today && asked
    };
    let count = period.is_none().then_some(YEARS_SHOWN);
    if let Some(ledger) = &life.company {
        let years = ledger
            .years
            .iter()
            .filter(|year| wanted(year.year, year.filed));
        let years = last(years.collect(), count).into_iter();
        return years
            .map(|year| company_year::year_return(life, request, ledger, year))
            .collect();
    }
    let mut years = declared_years(life);
    years.retain(|year| wanted(year.year, year.filed));
    let years = last(years, count);
    years
        .iter()
        .map(|year| person_year::year_return(life, request, year))
        .collect()
}

/// The months that were declared by now and are asked for: the last dozen when nothing is said.
fn of_months(life: &Life<'_>, request: Request<'_>) -> Vec<TaxReturn> {
    let (today, period) = (life.now.date(), request.extent.period);
    let wanted = |month: Month, filed: Date| {
        let asked = period.is_none_or(|(from, to)| month.last() >= from.0 && month.first() <= to.0);
        filed <= today && asked
    };
    let count = period.is_none().then_some(MONTHS_SHOWN);
    if let Some(ledger) = &life.company {
        let months =
            (ledger.months.iter()).filter(|booked| wanted(booked.month, booked.taxes.filed));
        let months = last(months.collect(), count).into_iter();
        return months
            .map(|month| company_month::month_return(life, request, month))
            .collect();
    }
    let mut months = declared_months(life);
    months.retain(|month| wanted(month.month, month.filed));
    let months = last(months, count);
    months
        .iter()
        .map(|month| person_month::month_return(life, request, month))
        .collect()
}

fn last<T>(mut all: Vec<T>, count: Option<usize>) -> Vec<T> {
    match count {
        Some(count) => all.split_off(all.len().saturating_sub(count)),
        None => all,
    }
}

impl Filing<'_> {
    /// The number that the tax office gave it: no two filings of one taxpayer share it.
    fn number(&self) -> String {
        let month = self.month.unwrap_or(0);
        let rest = self.chance.below("filing", 100_000_000);
        format!("{:02}{month:02}{rest:08}", self.year % 100)
    }

    fn general(&self) -> GeneralInformation {
        let person = &self.life.person;
        let company = person.company.as_ref();
        let month = self
            .month
            .and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?));
        GeneralInformation {
            rfc: Some(person.holder_paper().number.clone()),
            nombre: company.is_none().then(|| person.full_name().to_uppercase()),
            denominacion_razon_social: company.map(|company| company.name.to_uppercase()),
            tipo_declaracion: Some("Normal".to_owned()),
            tipo_complementaria: None,
            ejercicio: Some(self.year),
            periodo_declaracion: Some(month.map_or("Del Ejercicio", |month| month).to_owned()),
            fecha_hora_presentacion: self.filed_at(),
            numero_operacion: Some(self.number()),
        }
    }

    /// When it was filed, with the offset of the capital's clocks.
    fn filed_at(&self) -> Option<String> {
        let hour = i8::try_from(self.chance.between("hour", 9, 20)).ok()?;
        let minute = i8::try_from(self.chance.between("minute", 0, 59)).ok()?;
        let moment = self.filed.at(hour, minute, 0, 0);
        let zoned = moment.to_zoned(self.life.person.country.zone()).ok()?;
        Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    fn stamp(&self) -> Stamp {
        self.request.stamper.stamp(Kind::TaxReturns, &self.number())
    }

    /// The return on paper, and its receipt, where papers are asked for.
    fn papers(&self, filled: &TaxReturn) -> (Option<String>, Option<String>) {
        let sheet = printed(self.life, self.request, (OFFICE, RETURN), filled);
        let receipt = printed(self.life, self.request, (OFFICE, RECEIPT), filled.general());
        (sheet, receipt)
    }
}

/// An amount in whole pesos, as forms have it.
fn pesos(amount: Cents) -> Line {
    Some(Money(Decimal::from((amount + 50).div_euclid(100))))
}

/// The amount where it is above zero.
fn positive(amount: Cents) -> Line {
    (amount > 0).then_some(amount).and_then(pesos)
}

/// A number in ten-thousandths.
fn coefficient(value: i64) -> Line {
    Some(Money(Decimal::new(value, 4)))
}

fn no() -> Option<String> {
    Some("NO".to_owned())
}

fn unselected() -> Option<String> {
    Some("SIN SELECCIÓN".to_owned())
}
