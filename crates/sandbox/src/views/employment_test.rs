//! What registers of employment say agrees with what the bank was paid: tried over three hundred people
//! of each country, who are known by their document at both.

use std::collections::BTreeMap;

use caudal_latam::brazil::Cpf;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::colombia::Cedula;
use caudal_latam::mexico::{Curp, Sex};
use caudal_model::resources::current_employment::CurrentStatus;
use caudal_model::resources::employment::{Employment, SalaryKind};
use caudal_model::resources::employment_record::{EmploymentEvent, EmploymentReport};
use caudal_model::resources::institution::Institution;
use caudal_model::{Extent, Identities, Stamper};
use jiff::civil::Date;
use uuid::Uuid;

use super::*;
use crate::career::{Payslip, PayslipKind, Sector};
use crate::catalogue;
use crate::timeline::Cause;
use crate::visit::{Access, Credentials};

const PEOPLE: u64 = 300;
const SEED: u64 = 11;

/// Where people are met, and when.
struct Meeting {
    institutions: Vec<Institution>,
    stamper: Stamper,
}

impl Meeting {
    fn new() -> Self {
        Self {
            institutions: catalogue::institutions(),
            stamper: Stamper::new(
                Identities::new(b"employment"),
                Uuid::from_u128(1),
                "2026-03-12T15:00:00Z".parse().unwrap(),
            ),
        }
    }

    fn request(&self) -> Request<'_> {
        Request {
            extent: Extent::default(),
            stamper: &self.stamper,
        }
    }

    /// The life of whoever this username is at an institution.
    fn at(&self, seed: u64, name: &str, username: &str, lived: bool) -> Life<'_> {
        let institution = self.institutions.iter().find(|one| one.name == name);
        let institution = institution.unwrap_or_else(|| panic!("no {name}"));
        let credentials = Credentials {
            username: username.to_owned(),
            ..Credentials::default()
        };
        let visit = match Visit::login(institution, &credentials, None) {
            Access::Open(visit) => visit,
            other => panic!("{name} {username}: {other:?}"),
        };
        let country = Country::from_code(&institution.country_code).unwrap();
        Life::new(seed, country, &visit, institution, self.request(), lived)
    }
}

fn cpf(turn: u64) -> String {
    Cpf::from_base(100_200_300 + turn * 7919).to_string()
}

fn curp(turn: u64) -> String {
    let year = 1950 + i16::try_from(turn % 54).unwrap();
    let birth = date(year, i8::try_from(turn % 12).unwrap() + 1, 3);
    let sex = if turn.is_multiple_of(2) {
        Sex::Female
    } else {
        Sex::Male
    };
    let state = ["DF", "JC", "NL", "MC"][usize::try_from(turn % 4).unwrap()];
    let names = ["Rosa", "Luis", "Elena"];
    let given = names[usize::try_from(turn % 3).unwrap()];
    Curp::new(given, "Prado", "Nogal", birth, sex, state, 0).to_string()
}

/// What the bank was paid in wages or pensions, with its payslip.
fn paid<'a>(life: &'a Life<'_>) -> Vec<(&'a Event, Payslip)> {
    let first = life.books[0].opened;
    let today = life.now.date();
    let slips = life
        .career
        .payslips(&life.person, first, shifted(today, -1));
    slips
        .into_iter()
        .map(|slip| {
            let event = life
                .events
                .iter()
                .find(|event| event.key == slip.chance.name());
            (event.unwrap_or_else(|| panic!("not paid: {slip:?}")), slip)
        })
        .collect()
}

fn month_of(payslip: &Payslip) -> String {
    format!("{:04}-{:02}", payslip.month.year, payslip.month.month)
}

#[test]
fn the_institute_reports_the_gross_of_what_the_bank_was_paid_by_the_same_employers() {
    let meeting = Meeting::new();
    for turn in 0..PEOPLE {
        let bank = meeting.at(SEED, "erebor_br_retail", &cpf(turn), true);
        let institute = meeting.at(SEED, "inss_br_employment", &cpf(turn), false);
        assert_eq!(bank.person.full_name(), institute.person.full_name());
        let employments = employment::employments(&institute, meeting.request());
        let mut reported: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
        for (event, slip) in paid(&bank).iter().filter(|(_, slip)| slip.job.is_some()) {
            assert_eq!((event.amount, event.date), (slip.net(), slip.paid_on));
            let document = event.deed.party.document.as_deref().unwrap();
            let employment = with_code(&employments, &document[..8]);
            assert_eq!(
                employment.employer_data.name,
                event.deed.party.name.to_uppercase()
            );
            assert!(employment.start_date.0 <= event.date);
            let late = employment.end_date.map(|end| shifted(end.0, 40));
            assert!(late.is_none_or(|late| event.date <= late));
            let regular = matches!(slip.kind, PayslipKind::Wage | PayslipKind::HolidayBonus);
            if regular {
                let sum = reported
                    .entry((document[..8].to_owned(), month_of(slip)))
                    .or_default();
                sum.0 += slip.gross();
                sum.1 += slip.social_security();
            }
        }
        let first = bank.books[0].opened;
        for ((code, month), (gross, retained)) in reported {
            // The month before the account was opened may have been paid in part already.
            if month <= format!("{:04}-{:02}", first.year(), first.month()) {
                continue;
            }
            let rows = with_code(&employments, &code).salaries.iter();
            let row = rows
                .clone()
                .find(|row| row.month == month && row.kind == Some(SalaryKind::Regular))
                .unwrap_or_else(|| panic!("{month} of {code} is not reported"));
            assert_eq!(row.base_amount.cents(), Some(gross), "{month}");
            assert_eq!(row.retained_amount.cents(), Some(retained), "{month}");
        }
    }
}

fn with_code<'a>(employments: &'a [Employment], code: &str) -> &'a Employment {
    let found = employments
        .iter()
        .find(|one| one.employer_data.code == code);
    found.unwrap_or_else(|| panic!("no employment with {code}"))
}

#[test]
fn pensions_and_own_contributions_at_the_institute_are_those_at_the_bank() {
    let meeting = Meeting::new();
    let (mut pensioners, mut contributors) = (0, 0);
    for turn in 0..PEOPLE * 2 {
        let bank = meeting.at(SEED, "erebor_br_retail", &cpf(turn), true);
        let institute = meeting.at(SEED, "inss_br_employment", &cpf(turn), false);
        let employments = employment::employments(&institute, meeting.request());
        let rows: Vec<_> = employments.iter().flat_map(|one| &one.salaries).collect();
        let amounts = |kind| -> Vec<i64> {
            let of_kind = rows.iter().filter(|row| row.kind == Some(kind));
            let amount = of_kind.map(|row| match kind {
                SalaryKind::Voluntary => row.retained_amount,
                _ => row.base_amount,
            });
            amount.map(|amount| amount.cents().unwrap()).collect()
        };
        let credited = |cause: Cause| -> Vec<i64> {
            let events = bank.events.iter().filter(|event| event.deed.cause == cause);
            events
                .filter(|event| event.date < bank.now.date())
                .filter(|event| cause != Cause::Tax || event.deed.party.name.starts_with("Guia da"))
                .map(|event| event.amount)
                .collect()
        };
        let (pensions, credits) = (amounts(SalaryKind::Retirement), credited(Cause::Pension));
        assert!(pensions.ends_with(&credits), "{turn}");
        pensioners += usize::from(!credits.is_empty());
        let (own, debits) = (amounts(SalaryKind::Voluntary), credited(Cause::Tax));
        assert!(own.ends_with(&debits), "{turn} {own:?} {debits:?}");
        contributors += usize::from(!debits.is_empty());
    }
    assert!(
        pensioners > 20 && contributors > 50,
        "{pensioners} {contributors}"
    );
}

#[test]
fn the_report_of_the_imss_tells_the_employers_and_wages_of_the_payslips() {
    let meeting = Meeting::new();
    for turn in 0..PEOPLE {
        let bank = meeting.at(SEED, "banamex_mx_retail", &curp(turn), true);
        let institute = meeting.at(SEED, "imss_mx_employment", &curp(turn), false);
        let [report] = &employment_record::employment_records(&institute, meeting.request())[..]
        else {
            panic!("one report");
        };
        assert_eq!(report.internal_identification, curp(turn));
        for (event, slip) in paid(&bank) {
            assert_eq!((event.amount, event.date), (slip.net(), slip.paid_on));
            let Some(job) = slip.job.map(|place| &bank.career.jobs[place]) else {
                continue;
            };
            let number = Some(&job.employer.registration);
            let record = report
                .employment_records
                .iter()
                .find(|record| record.employer_id.as_ref() == number);
            assert_eq!(record.is_some(), job.employer.sector == Sector::Private);
            let Some(record) = record else { continue };
            assert_eq!(record.employer, event.deed.party.name.to_uppercase());
            assert_eq!(record.start_date.0, job.start);
            assert!(record.start_date.0 <= event.date);
            if slip.kind == PayslipKind::Wage {
                assert_eq!(
                    wage_on(record, slip.to),
                    Some(slip.contribution_base),
                    "{slip:?}"
                );
            }
        }
        agrees_with_itself(&institute, report);
    }
}

/// The daily wage that the updates leave on a day.
fn wage_on(
    record: &caudal_model::resources::employment_record::EmploymentRecord,
    day: Date,
) -> Option<i64> {
    let updates = record.employment_status_updates.iter().flatten().flatten();
    let told = updates.filter(|update| update.update_date.0 <= day);
    let mut wages = told.filter(|update| {
        matches!(
            update.event,
            Some(EmploymentEvent::Hired | EmploymentEvent::SalaryModification)
        )
    });
    wages.next_back()?.base_salary.cents()
}

fn agrees_with_itself(life: &Life<'_>, report: &EmploymentReport) {
    for record in &report.employment_records {
        let updates: Vec<_> = record
            .employment_status_updates
            .iter()
            .flatten()
            .flatten()
            .collect();
        assert_eq!(updates[0].event, Some(EmploymentEvent::Hired));
        assert_eq!(updates[0].update_date, record.start_date);
        assert!(updates.is_sorted_by_key(|update| update.update_date));
        let left = updates
            .iter()
            .find(|update| update.event == Some(EmploymentEvent::DismissedResigned));
        assert_eq!(left.map(|update| update.update_date), record.end_date);
        let last = record.end_date.map_or(life.now.date(), |end| end.0);
        let days = last.since(record.start_date.0).unwrap().get_days() + 1;
        assert_eq!(record.weeks_employed, days / 7);
        assert_eq!(
            wage_on(record, last),
            record.most_recent_base_salary.cents()
        );
        assert_eq!(
            record.monthly_salary,
            worker::monthly(record.most_recent_base_salary.cents().unwrap())
        );
    }
    let open = report
        .employment_records
        .iter()
        .filter(|record| record.end_date.is_none())
        .count();
    let benefits = report
        .personal_data
        .entitlements
        .entitled_to_company_benefits;
    assert_eq!(benefits, open > 0);
    let weeks = report.social_security_summary.as_ref().unwrap();
    let longest = report
        .employment_records
        .iter()
        .map(|record| record.weeks_employed)
        .max();
    assert!(weeks.weeks_contributed.unwrap() >= longest.unwrap_or(0));
    for score in report.employment_scores.iter().flatten() {
        assert!(score.score.is_none_or(|score| (300..=900).contains(&score)));
        assert_eq!(score.score.is_none(), report.employment_records.is_empty());
    }
}

#[test]
fn who_is_employed_now_is_so_in_the_report_too() {
    let meeting = Meeting::new();
    for turn in 0..PEOPLE {
        let life = meeting.at(SEED, "imss_mx_employment", &curp(turn), false);
        let report = &employment_record::employment_records(&life, meeting.request())[0];
        let current = &current_employment::current_employments(&life, meeting.request())[0];
        let open: Vec<_> = report
            .employment_records
            .iter()
            .filter(|record| record.end_date.is_none())
            .collect();
        let held = current
            .current_employment_records
            .as_deref()
            .unwrap_or_default();
        assert_eq!(held.len(), open.len());
        assert_eq!(current.status == CurrentStatus::Employed, !open.is_empty());
        assert_eq!(current.month.is_some(), !open.is_empty());
        for (job, record) in held.iter().zip(open) {
            assert_eq!(Some(&job.employer_id), record.employer_id.as_ref());
            assert_eq!(job.base_salary, Some(record.most_recent_base_salary));
        }
    }
}

#[test]
fn the_issste_knows_the_public_service_and_nothing_else() {
    let meeting = Meeting::new();
    let mut servants = 0;
    for turn in 0..PEOPLE {
        let life = meeting.at(SEED, "issste_mx_employment", &curp(turn), false);
        let report = &employment_record::employment_records(&life, meeting.request())[0];
        let public = life
            .career
            .jobs
            .iter()
            .filter(|job| job.employer.sector == Sector::Public);
        assert_eq!(report.employment_records.len(), public.count());
        servants += usize::from(!report.employment_records.is_empty());
        assert!(report.social_security_summary.is_none() && report.employment_scores.is_none());
        assert!(report.salary_estimation.is_none());
        for record in &report.employment_records {
            assert!(record.employer.contains(';') && record.state.is_none());
            let daily = record.most_recent_base_salary.cents().unwrap();
            assert_eq!(record.monthly_salary.cents(), Some(daily * 30));
        }
    }
    assert!(servants > 40, "{servants}");
}

#[test]
fn documented_workers_have_a_history_with_an_overlap_and_large_and_small_raises() {
    let meeting = Meeting::new();
    for seed in 0..100 {
        for username in ["BLPM951331IONVGR54", "LOLJ970312MBSPPN08"] {
            let life = meeting.at(seed, "planet_mx_employment", username, false);
            let report = &employment_record::employment_records(&life, meeting.request())[0];
            assert_eq!(report.internal_identification, username);
            let records = &report.employment_records;
            assert!(
                (3..=5).contains(&records.len()),
                "{seed} {username}: {}",
                records.len()
            );
            let overlap = records.iter().enumerate().any(|(place, one)| {
                records.iter().skip(place + 1).any(|other| {
                    let ends = other.end_date.is_none_or(|end| end >= one.start_date);
                    ends && one.end_date.is_none_or(|end| end >= other.start_date)
                })
            });
            assert!(overlap, "{seed} {username}");
            let mut changes = Vec::new();
            for record in records {
                let updates = record.employment_status_updates.iter().flatten().flatten();
                let wages: Vec<i64> = updates.filter_map(|one| one.base_salary.cents()).collect();
                changes.extend(
                    wages
                        .windows(2)
                        .map(|pair| (pair[1] - pair[0]) * 1000 / pair[0]),
                );
            }
            assert!(
                changes.iter().any(|change| *change > 20),
                "{seed} {changes:?}"
            );
            let small = |change: &i64| (0..20).contains(change);
            assert!(changes.iter().any(small), "{seed} {changes:?}");
        }
    }
}

#[test]
fn colombias_forms_tell_gross_and_net_of_what_the_bank_was_paid() {
    let meeting = Meeting::new();
    for turn in 0..PEOPLE {
        let card = Cedula::from_base(1_020_304_050 + turn * 131).to_string();
        let bank = meeting.at(SEED, "bancolombia_co_retail", &card, true);
        let forms = meeting.at(SEED, "pila_co_employment", &card, false);
        assert_eq!(bank.person.tax.number, card);
        let employments = colombian_employment::colombian_employments(&forms, meeting.request());
        for (event, slip) in paid(&bank) {
            let told = matches!(slip.kind, PayslipKind::Wage | PayslipKind::Pension);
            // The forms reach back five years.
            if !told || slip.paid_on < date(2021, 4, 1) {
                continue;
            }
            let document = event.deed.party.document.as_ref().unwrap();
            let employment = employments
                .iter()
                .find(|one| one.employer_data.id_number == *document)
                .unwrap_or_else(|| panic!("{document} is not told of"));
            let row = employment
                .salary_and_benefit_details
                .iter()
                .find(|row| row.month == month_of(&slip))
                .unwrap();
            assert_eq!(row.net_amount.cents(), Some(event.amount));
            assert_eq!(row.gross_amount.cents(), Some(slip.gross()));
        }
    }
}

#[test]
fn a_period_keeps_the_relations_that_overlap_it_and_the_pay_of_its_months() {
    let meeting = Meeting::new();
    let day = |text: &str| text.parse::<caudal_model::Date>().unwrap();
    let (from, to) = (day("2025-03-10"), day("2025-05-02"));
    let request = Request {
        extent: Extent::within(Some((from, to))),
        ..meeting.request()
    };
    let mut kept = 0;
    for turn in 0..PEOPLE {
        let life = meeting.at(SEED, "inss_br_employment", &cpf(turn), false);
        let whole = employment::employments(&life, meeting.request());
        let part = employment::employments(&life, request);
        let overlaps =
            |one: &&Employment| one.start_date <= to && one.end_date.is_none_or(|end| end >= from);
        let expected: Vec<_> = whole.iter().filter(overlaps).map(|one| one.id).collect();
        assert_eq!(part.iter().map(|one| one.id).collect::<Vec<_>>(), expected);
        for row in part.iter().flat_map(|one| &one.salaries) {
            assert!(
                ("2025-03".."2025-06").contains(&row.month.as_str()),
                "{}",
                row.month
            );
            kept += 1;
        }
    }
    assert!(kept > 300, "{kept}");
}

#[test]
fn reports_come_on_paper_when_that_is_asked_for() {
    let meeting = Meeting::new();
    let on_paper = Request {
        extent: Extent {
            attach_pdf: true,
            ..Extent::default()
        },
        ..meeting.request()
    };
    for name in ["imss_mx_employment", "issste_mx_employment"] {
        let life = meeting.at(SEED, name, &curp(1), false);
        let plain = &employment_record::employment_records(&life, meeting.request())[0];
        assert!(plain.files.is_none());
        let report = &employment_record::employment_records(&life, on_paper)[0];
        let [file] = report.files.as_deref().unwrap() else {
            panic!("one file");
        };
        assert!(file.kind.ends_with("_120326"), "{}", file.kind);
        // `%PDF` in base64.
        assert!(file.value.as_ref().unwrap().starts_with("JVBERi"));
    }
}
