//! Payslips follow the year's tables: tried over four hundred working lives in four countries.

use std::collections::HashSet;

use caudal_latam::brazil::Pis;
use caudal_latam::calendar::date;
use caudal_latam::mexico::Nss;
use caudal_latam::tariff::whole;
use caudal_latam::{Country, brazil, chile, colombia, mexico};
use jiff::civil::Date;

use super::payslip::Deduction;
use super::*;
use crate::person::{Claim, Work};

const PEOPLE: usize = 400;

/// People on a payroll, in all four countries.
fn employees() -> impl Iterator<Item = (Person, Career)> {
    (0..)
        .zip(Country::ALL.into_iter().cycle())
        .map(|(turn, country)| {
            let claim = Claim::of(5, country, "bank", &format!("worker{turn}"), false);
            Person::of(&claim, None)
        })
        .filter(|person| person.archetype.work == Work::Salaried)
        .map(|person| {
            let career = Career::of(&person, today());
            (person, career)
        })
        .take(PEOPLE)
}

fn today() -> Date {
    date(2026, 11, 21)
}

fn payslips(person: &Person, career: &Career) -> Vec<Payslip> {
    career.payslips(person, date(2024, 1, 1), today())
}

fn deducted(payslip: &Payslip, deduction: Deduction) -> i64 {
    let lines = payslip.deductions.iter();
    let of_kind = lines.filter(|(kind, _)| *kind == deduction);
    of_kind.map(|(_, amount)| amount).sum()
}

#[test]
fn a_wage_less_social_security_and_tax_by_the_years_tables_is_the_net() {
    for (person, career) in employees() {
        for payslip in payslips(&person, &career) {
            if payslip.kind != PayslipKind::Wage {
                continue;
            }
            let job = &career.jobs[payslip.job.unwrap()];
            let (insured, tax) = by_the_tables(&person, job, &payslip);
            assert_eq!(payslip.social_security(), insured, "{payslip:?}");
            assert_eq!(payslip.income_tax(), tax, "{payslip:?}");
            let kept = payslip.gross() - insured - tax;
            let other = payslip.other_paid() - payslip.other_deductions();
            assert_eq!(payslip.net(), kept + other);
        }
    }
}

/// What must be withheld from a wage: social security, and income tax.
fn by_the_tables(person: &Person, job: &Job, payslip: &Payslip) -> (i64, i64) {
    let gross = payslip.gross();
    let Month { year, month } = payslip.month;
    let paid = (payslip.paid_on.year(), payslip.paid_on.month());
    match person.country {
        Country::Brazil => {
            let insured = brazil::payroll::social_security(gross, year, month);
            let tax = brazil::payroll::income_tax(gross, insured, paid.0, paid.1);
            (insured, tax)
        }
        Country::Mexico => {
            let days = payslip.days;
            let (base, daily) = (payslip.contribution_base, payslip.daily_wage);
            let insured = match job.employer.sector {
                Sector::Private => mexico::payroll::imss(base, daily, days, paid.0, paid.1),
                Sector::Public => mexico::payroll::issste(daily, days, paid.0, paid.1),
            };
            let tax = mexico::payroll::wage_tax(gross, days, paid.0, paid.1);
            (insured, tax.tax)
        }
        Country::Colombia => {
            let aid: i64 = payslip.earnings.iter().map(|line| line.exempt).sum();
            let insured = colombia::payroll::contributions(gross - aid, year).total();
            let tax = colombia::payroll::income_tax(gross - aid - insured, year);
            (insured, tax)
        }
        Country::Chile => {
            let (_, charge) = payroll::pension_fund(person);
            let insured = chile::payroll::contributions(gross, charge, year).total();
            (insured, chile::payroll::income_tax(gross - insured, year))
        }
    }
}

#[test]
fn every_payslip_pays_somebody_who_works_there_once() {
    for (person, career) in employees() {
        let mut names = HashSet::new();
        let slips = payslips(&person, &career);
        assert!(!slips.is_empty(), "{} earns nothing", person.full_name());
        for payslip in slips {
            assert!(names.insert(payslip.chance.name()), "{payslip:?}");
            let job = &career.jobs[payslip.job.unwrap()];
            assert!(payslip.net() > 0, "{payslip:?}");
            assert!(payslip.paid_on >= job.start, "{payslip:?} {job:?}");
            assert!(
                payslip.from <= payslip.to && payslip.days <= 30,
                "{payslip:?}"
            );
            if person.country.currency().scale() == 0 {
                assert_eq!(payslip.net(), whole(payslip.net()));
            }
        }
    }
}

#[test]
fn what_is_paid_ahead_is_taken_off_again() {
    for (person, career) in employees().filter(|(person, _)| person.country == Country::Brazil) {
        // From the first wage of whoever began this year to the end of a year that is over.
        let slips = career.payslips(&person, date(2018, 1, 1), date(2026, 1, 20));
        for (place, job) in career.jobs.iter().enumerate() {
            let whole_within =
                job.start >= date(2018, 1, 1) && job.end.is_some_and(|end| end < date(2025, 11, 1));
            if !whole_within {
                continue;
            }
            let of_job = || slips.iter().filter(|slip| slip.job == Some(place));
            let ahead: i64 = of_job().map(Payslip::other_paid).sum();
            let taken: i64 = of_job()
                .map(|slip| deducted(slip, Deduction::Advance))
                .sum();
            assert_eq!(ahead, taken, "{job:?}");
        }
    }
}

#[test]
fn a_year_of_wages_is_what_the_person_lives_on() {
    let mut within = 0;
    let mut whole_years = 0;
    for (person, career) in employees() {
        let year = (date(2025, 1, 1), date(2025, 12, 31));
        let mut held = career.jobs.iter().filter(|job| job.is_held_on(year.0));
        let stays = |job: &Job| job.end.is_none_or(|end| end > year.1);
        let employed = held.next().is_some_and(stays) && held.next().is_none();
        if !employed {
            continue;
        }
        let wages = career.payslips(&person, year.0, year.1);
        let monthly = wages
            .iter()
            .filter(|slip| matches!(slip.kind, PayslipKind::Wage | PayslipKind::Advance))
            .map(Payslip::net)
            .sum::<i64>()
            / 12;
        let lives_on = person.income_in(2025, 6);
        whole_years += 1;
        within += usize::from(monthly * 100 > lives_on * 80 && monthly * 100 < lives_on * 130);
    }
    assert!(whole_years > PEOPLE / 2, "{whole_years}");
    assert!(
        within * 100 >= whole_years * 95,
        "{within} of {whole_years}"
    );
}

#[test]
fn a_later_clock_reveals_more_and_changes_nothing() {
    for (person, career) in employees() {
        let later = Career::of(&person, date(2031, 1, 1));
        assert!(later.jobs.len() >= career.jobs.len());
        for (before, after) in career.jobs.iter().zip(&later.jobs) {
            assert_eq!((before.start, before.end), (after.start, after.end));
            assert_eq!(before.employer.company, after.employer.company);
        }
        assert!(
            later
                .jobs
                .iter()
                .skip(career.jobs.len())
                .all(|job| job.start > today())
        );
    }
}

#[test]
fn jobs_follow_one_another_without_a_long_pause_while_there_is_an_account() {
    for (person, career) in employees() {
        let mut paid_until = date(2021, 1, 1).max(career.jobs[0].start);
        let of_age = date(
            person.birth.year() + 18,
            person.birth.month(),
            person.birth.day(),
        );
        assert!(career.jobs[0].start >= of_age);
        for job in &career.jobs {
            assert!(days_from(paid_until, job.start) < 130, "{job:?}");
            paid_until = paid_until.max(job.end.unwrap());
            assert!(days_from(job.start, job.end.unwrap()) > 15, "{job:?}");
            assert!(job.posts.is_sorted_by_key(|post| post.start));
        }
        assert!(days_from(paid_until, today()) < 130);
    }
}

#[test]
fn social_security_numbers_have_their_check_digits_and_weeks_follow_from_the_jobs() {
    for (person, career) in employees() {
        let number = career.insurance_number(&person);
        match person.country {
            Country::Brazil => assert!(number.unwrap().parse::<Pis>().is_ok()),
            Country::Mexico => {
                let number = number.unwrap();
                assert!(number.parse::<Nss>().is_ok());
                let born = person.birth.year() % 100;
                assert_eq!(number[4..6], format!("{born:02}"));
            }
            Country::Colombia | Country::Chile => assert_eq!(number, None),
        }
        let mut insured = HashSet::new();
        for job in career
            .jobs
            .iter()
            .filter(|job| job.employer.sector == Sector::Private)
        {
            let last = job.ended_by(today()).unwrap_or(today());
            insured.extend(
                (0..days_from(job.start, last))
                    .map(|day| caudal_latam::calendar::shifted(job.start, day)),
            );
        }
        let weeks = career.insurance(&person, today());
        assert_eq!(
            weeks.weeks_contributed,
            i64::try_from(insured.len()).unwrap() / 7
        );
        assert!(weeks.weeks_redeemed <= weeks.weeks_contributed);
        assert!(weeks.weeks_reinstated <= weeks.weeks_redeemed);
    }
}

#[test]
fn the_retired_have_had_jobs_and_live_on_a_pension() {
    let retired = (0..)
        .zip(Country::ALL.into_iter().cycle())
        .map(|(turn, country)| {
            let claim = Claim::of(5, country, "bank", &format!("elder{turn}"), false);
            Person::of(&claim, None)
        })
        .filter(|person| person.archetype.work == Work::Retired)
        .take(300);
    for person in retired {
        let career = Career::of(&person, today());
        let pension = career.pension.as_ref().unwrap();
        assert!(!career.jobs.is_empty(), "{}", person.full_name());
        assert!(
            career
                .jobs
                .iter()
                .all(|job| job.end.unwrap() < pension.start)
        );
        for payslip in career.payslips(&person, date(2024, 1, 1), today()) {
            assert!(matches!(
                payslip.kind,
                PayslipKind::Pension | PayslipKind::PensionBonus
            ));
            assert_eq!(payslip.job, None);
            let difference =
                payslip.net() - person.income_in(payslip.month.year, payslip.month.month);
            assert!(payslip.kind != PayslipKind::Pension || difference.abs() <= 1_00);
        }
    }
}
