//! Owner, account and employer agree: tried over two hundred people who are on a payroll.

use caudal_latam::calendar::{date, shifted};
use caudal_latam::text::folded;
use caudal_latam::{Calendar, Country};
use caudal_model::resources::institution::Institution;
use caudal_model::resources::owner::Owner;
use caudal_model::resources::transaction::{Direction, Transaction};
use caudal_model::{Extent, Identities, Stamper};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Life, Request, account, owner, style, transaction};
use crate::catalogue;
use crate::person::{Claim, Person, Work};
use crate::timeline::{Cause, Event};
use crate::visit::{Access, Credentials, Visit};

const PEOPLE: usize = 200;
const SEED: u64 = 7;
/// One bank of each country that shows accounts.
const BANKS: [(&str, &str); 5] = [
    ("BR", "erebor_br_retail"),
    ("MX", "gringotts_mx_retail"),
    ("CO", "erebor_co_retail"),
    ("CL", ""),
    ("BR", "ofmockbank_br_retail"),
];

/// Calls `check` with the lives of [`PEOPLE`] who are on a payroll, and with what the bank shows.
fn each_employee(check: impl Fn(&Life<'_>, &[(&Event, Transaction)], &Stamper)) {
    let institutions = catalogue::institutions();
    let stamper = Stamper::new(
        Identities::new(b"wages"),
        Uuid::from_u128(1),
        "2026-03-12T15:00:00Z".parse().unwrap(),
    );
    let request = request(&stamper);
    let mut met = 0;
    for turn in 0.. {
        let bank = bank(&institutions, BANKS[turn % BANKS.len()]);
        let country = Country::from_code(&bank.country_code).unwrap();
        let name = format!("employee{turn}");
        let claim = Claim::of(SEED, country, &bank.name, &name, false);
        if Person::of(&claim, None).archetype.work != Work::Salaried {
            continue;
        }
        let life = Life::new(SEED, country, &visit(bank, &name), bank, request, true);
        let (from, to) = life.days(request.extent.period);
        let events = life
            .events
            .iter()
            .filter(|event| (from..=to).contains(&event.date));
        let rows: Vec<_> = events
            .zip(transaction::transactions(&life, request))
            .filter(|(event, _)| is_wage(event.deed.cause))
            .collect();
        check(&life, &rows, &stamper);
        met += 1;
        if met == PEOPLE {
            return;
        }
    }
}

fn bank<'a>(institutions: &'a [Institution], (country, name): (&str, &str)) -> &'a Institution {
    let shows_accounts = |bank: &&Institution| bank.resources.iter().any(|own| own == "ACCOUNTS");
    let mut there = institutions
        .iter()
        .filter(|bank| bank.country_code == country)
        .filter(shows_accounts);
    there
        .find(|bank| bank.name == name || name.is_empty())
        .unwrap()
}

fn visit(bank: &Institution, username: &str) -> Visit {
    let credentials = Credentials {
        username: username.to_owned(),
        ..Credentials::default()
    };
    match Visit::login(bank, &credentials, None) {
        Access::Open(visit) => visit,
        other => panic!("{} {username}: {other:?}", bank.name),
    }
}

/// A year, which is as much as every bank shows.
fn request(stamper: &Stamper) -> Request<'_> {
    let day = |text: &str| text.parse().unwrap();
    Request {
        extent: Extent::within(Some((day("2025-03-13"), day("2026-03-12")))),
        stamper,
    }
}

fn is_wage(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::Salary
            | Cause::SalaryAdvance
            | Cause::YearlyBonus
            | Cause::HolidayBonus
            | Cause::ProfitShare
    )
}

#[test]
fn every_payslip_is_one_credit_and_every_wage_has_its_payslip() {
    each_employee(|life, wages, stamper| {
        let (from, to) = life.days(request(stamper).extent.period);
        let first = from.max(life.books[0].opened);
        let payslips = life.career.payslips(&life.person, first, to);
        // What is paid today may be paid later than now.
        let credited: Vec<_> = wages.iter().filter(|(event, _)| event.date < to).collect();
        let owed = payslips.iter().filter(|payslip| payslip.paid_on < to);
        assert!(
            !payslips.is_empty(),
            "{} earns nothing",
            life.person.full_name()
        );
        assert_eq!(credited.len(), owed.clone().count());
        for payslip in owed {
            let employer = &life.career.employer(payslip).unwrap().company;
            let (event, row) = credited
                .iter()
                .find(|(event, _)| event.key == payslip.chance.name())
                .unwrap_or_else(|| panic!("not paid: {payslip:?}"));
            assert_eq!(event.date, payslip.paid_on);
            assert_eq!(event.amount, payslip.net());
            assert_eq!(event.deed.party.name, employer.name);
            assert_eq!(
                event.deed.party.document.as_ref(),
                Some(&employer.paper.number)
            );
            assert_eq!(row.kind, Some(Direction::Inflow));
            assert_eq!(row.amount.cents(), Some(payslip.net()));
            assert_eq!(row.value_date.0, payslip.paid_on);
        }
    });
}

#[test]
fn wages_come_on_the_countrys_pay_days() {
    each_employee(|life, wages, _| {
        let calendar = life.person.calendar();
        let last_wages: Vec<Date> = life.career.jobs.iter().filter_map(|job| job.end).collect();
        for (event, _) in wages {
            assert!(calendar.is_business_day(event.date), "{event:?}");
            if event.deed.cause != Cause::Salary {
                continue;
            }
            let month = event.date.first_of_month();
            let days = match life.person.country {
                Country::Brazil => brazil(calendar, month),
                Country::Mexico => mexico(calendar, month),
                Country::Colombia => colombia(calendar, month),
                Country::Chile => chile(calendar, month),
            };
            // In Brazil the last wage comes within ten days of the end.
            let last = life.person.country == Country::Brazil
                && last_wages
                    .iter()
                    .any(|end| *end < event.date && shifted(*end, 10) >= event.date);
            assert!(days.contains(&event.date) || last, "{event:?}");
        }
    });
}

/// The fifth business day.
fn brazil(calendar: Calendar, month: Date) -> Vec<Date> {
    let mut open = (0..31)
        .map(|days| shifted(month, days))
        .filter(|day| calendar.is_business_day(*day));
    open.nth(4).into_iter().collect()
}

/// The 15th and the last day, before weekends and feasts.
fn mexico(calendar: Calendar, month: Date) -> Vec<Date> {
    let days = [day_of(month, 15), month.last_of_month()];
    days.map(|day| last_open(calendar, day)).to_vec()
}

/// The 30th, in February the last, before weekends and feasts.
fn colombia(calendar: Calendar, month: Date) -> Vec<Date> {
    vec![last_open(calendar, day_of(month, 30))]
}

/// The last day, before weekends and feasts.
fn chile(calendar: Calendar, month: Date) -> Vec<Date> {
    vec![last_open(calendar, month.last_of_month())]
}

fn day_of(month: Date, day: i8) -> Date {
    date(month.year(), month.month(), day)
}

fn last_open(calendar: Calendar, day: Date) -> Date {
    let mut back = (0..15).map(|days| shifted(day, -days));
    back.find(|day| calendar.is_business_day(*day)).unwrap()
}

#[test]
fn the_banks_line_names_the_employer() {
    each_employee(|_, wages, _| {
        for (event, row) in wages {
            let name = folded(&event.deed.party.name);
            let line = row.description.as_deref().unwrap();
            let shown = (1..=name.len())
                .rev()
                .find(|length| line.ends_with(&name[..*length]))
                .unwrap_or_else(|| panic!("{line} does not name {name}"));
            // A space at the cut is trimmed, so a cut line may be one shorter.
            let cut = line.len() + 1 >= style::LINE_LENGTH_MAX;
            assert!(
                shown == name.len() || (cut && shown >= 12),
                "{line}: {name}"
            );
        }
    });
}

#[test]
fn wages_reach_an_account_of_the_owner_who_is_shown() {
    each_employee(|life, wages, stamper| {
        let request = request(stamper);
        let accounts = account::accounts(life, request);
        let owners = owner::owners(life, request);
        assert_eq!(owners.len(), 1);
        let (document, link) = match &owners[0] {
            Owner::Individual(owner) => (owner.document_id.document_number.clone(), owner.link),
            Owner::Standard(owner) => (owner.document_id.document_number.clone(), owner.link),
            Owner::Business(_) => panic!("an employee is not a company"),
        };
        assert_eq!(document, life.person.tax.number);
        for (event, row) in wages {
            let own = accounts
                .iter()
                .find(|own| own.id == row.account.id)
                .unwrap();
            assert_eq!(own.internal_identification, life.books[event.book].key);
            assert_eq!(own.link, link);
            assert!(life.books[event.book].is_deposit());
        }
    });
}
