//! How money comes in without a payroll, a pension or clients: rents, harvests, seasons, the week's
//! round of homes, a partner, the state.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::chance::Chance;
use crate::person::{Company, Person, Work, acquaintance};
use crate::price::{Cents, payable, share};

type Label = (Category, Subcategory);

const FREELANCE: Label = (Category::IncomePayments, Subcategory::Freelance);
const GOVERNMENT: Label = (Category::IncomePayments, Subcategory::Government);
const TRANSFER: Label = (Category::Transfers, Subcategory::Other);

/// Homes or families on somebody's round; each pays for its day of the week.
const ROUND_HOMES: i64 = 4;
/// Tenants of somebody who lives on rents.
const TENANTS: i64 = 4;
/// Months from one loss of a job to the next, and how many of them the state's insurance pays.
const SPELL_MONTHS: i64 = 14;
const INSURED_MONTHS: i64 = 5;
/// How often a tenant pays a month late or not at all, in thousandths.
const TENANT_LATE_PERMILLE: u32 = 30;

/// The plans of a month's income of those whom this file is about; nothing for all others.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let income = person.income_in(month.year, month.month);
    let living = Living {
        person,
        month,
        chance: person.chance.branch("livelihood").at(month.index()),
        income,
    };
    match person.archetype.work {
        Work::Rounds => living.rounds(plans),
        Work::Seasonal => living.season(plans),
        Work::Harvest => living.harvest(plans),
        Work::Landlord => living.rents(plans),
        Work::Supported => living.partner(plans),
        Work::Benefits => {
            living.benefit(450, plans);
            living.odd_jobs((3, 6), 700, plans);
        }
        Work::Unemployed => living.spell(plans),
        _ => {}
    }
}

/// A month of somebody's, and what it should bring.
struct Living<'a> {
    person: &'a Person,
    month: Month,
    chance: Chance,
    income: Cents,
}

impl Living<'_> {
    fn part(&self, permille: i64) -> Cents {
        share(self.person.country, self.income, permille)
    }

    fn receive(
        &self,
        day: i64,
        one: Chance,
        amount: Cents,
        (cause, instrument, party, label): (Cause, Instrument, Party, Label),
    ) -> Plan {
        let date = self.month.day(day);
        Plan::receive(date, one, amount, cause, instrument, party, label)
    }

    /// Each home pays on its own day of every week.
    fn rounds(&self, plans: &mut Vec<Plan>) {
        let homes = self.person.chance.branch("homes");
        for home in 0..ROUND_HOMES {
            let name = acquaintance(homes.at(home), self.person.country);
            for week in 0..4 {
                let one = self.chance.at(home * 10 + week);
                if one.happens("skipped", 60) {
                    continue;
                }
                let amount = self.part(one.around("share", 54, 76));
                let party = Party::named(PartyKind::Person, &name);
                let how = (Cause::Invoice, Instrument::Transfer, party, FREELANCE);
                plans.push(self.receive(week * 7 + home + 2, one, amount, how));
            }
        }
    }

    /// Wages by the week in the country's season, odd jobs for the rest of the year.
    fn season(&self, plans: &mut Vec<Plan>) {
        let in_season = match self.person.country {
            Country::Brazil | Country::Chile => matches!(self.month.month, 11 | 12 | 1..=3),
            Country::Mexico => matches!(self.month.month, 11 | 12 | 1..=4),
            Country::Colombia => matches!(self.month.month, 4..=6 | 10..=12),
        };
        if !in_season {
            self.odd_jobs((3, 6), 620, plans);
            return;
        }
        let contractor = self
            .person
            .chance
            .branch("contractor")
            .at(i64::from(self.month.year));
        let contractor = Company::draw(contractor, self.person.country, None);
        for week in 1..=4 {
            let one = self.chance.at(week);
            let party = Party {
                kind: PartyKind::Company,
                name: contractor.name.clone(),
                document: Some(contractor.paper.number.clone()),
            };
            let how = (Cause::Invoice, Instrument::Transfer, party, FREELANCE);
            plans.push(self.receive(week * 7, one, self.part(one.around("share", 270, 430)), how));
        }
    }

    /// Two harvests a year; in between, milk, eggs and a neighbour's transfers.
    fn harvest(&self, plans: &mut Vec<Plan>) {
        let harvest = match self.person.country {
            Country::Brazil => [3, 8],
            Country::Mexico | Country::Colombia => [5, 11],
            Country::Chile => [2, 5],
        };
        if harvest.contains(&self.month.month) {
            let cooperative = cooperative(self.person.country);
            for turn in 0..2 {
                let one = self.chance.branch("harvest").at(turn);
                let party = Party::named(PartyKind::Company, cooperative);
                let how = (Cause::Sale, Instrument::Transfer, party, FREELANCE);
                let day = one.between("day", 4, 26);
                plans.push(self.receive(day, one, self.part(one.around("share", 1200, 1900)), how));
            }
        }
        self.odd_jobs((4, 7), 520, plans);
    }

    fn rents(&self, plans: &mut Vec<Plan>) {
        let tenants = self.person.chance.branch("tenants");
        for tenant in 0..TENANTS {
            let one = self.chance.at(tenant);
            if one.happens("late", TENANT_LATE_PERMILLE) {
                continue;
            }
            // A flat changes hands every few years, so the name does too.
            let lease = tenants
                .at(tenant)
                .at(i64::from(self.month.year) / (2 + tenant));
            let name = acquaintance(lease, self.person.country);
            let party = Party::named(PartyKind::Person, &name);
            let how = (
                Cause::RentReceived,
                Instrument::Transfer,
                party,
                (Category::IncomePayments, Subcategory::Other),
            );
            let amount = self.part(tenants.at(tenant).between("share", 210, 290));
            plans.push(self.receive(one.between("day", 3, 12), one, amount, how));
        }
    }

    /// A partner's transfer at the beginning of the month, and a smaller one when it is needed.
    fn partner(&self, plans: &mut Vec<Plan>) {
        let partner = acquaintance(self.person.chance.branch("partner"), self.person.country);
        let days = [
            (self.chance.between("day", 2, 7), 720),
            (self.chance.between("second", 16, 20), 240),
        ];
        for (day, permille) in days {
            let party = Party::named(PartyKind::Person, &partner);
            let how = (Cause::Allowance, Instrument::Transfer, party, TRANSFER);
            plans.push(self.receive(day, self.chance.at(day), self.part(permille), how));
        }
        if self.chance.happens("side sale", 300) {
            self.odd_jobs((1, 1), 120, plans);
        }
    }

    /// What the state pays to households with little.
    fn benefit(&self, permille: i64, plans: &mut Vec<Plan>) {
        let (office, every) = match self.person.country {
            Country::Brazil => ("Bolsa Família Caixa", 1),
            Country::Mexico => ("Bienestar Programas Sociales", 2),
            Country::Colombia => ("Renta Ciudadana DPS", 1),
            Country::Chile => ("IPS Subsidio Familiar", 1),
        };
        if self.month.index() % every != 0 {
            return;
        }
        let day = self.person.chance.between("benefit day", 18, 27);
        let date = self.person.calendar().on_or_before(self.month.day(day));
        plans.push(Plan::receive(
            date,
            self.chance.branch("benefit"),
            self.part(permille * every),
            Cause::Benefit,
            Instrument::Payroll,
            Party::named(PartyKind::Company, office),
            GOVERNMENT,
        ));
    }

    /// Months of insurance after the loss of a job, then what can be found.
    fn spell(&self, plans: &mut Vec<Plan>) {
        let phase = self.person.chance.between("spell", 0, SPELL_MONTHS - 1);
        let month = (self.month.index() + phase) % SPELL_MONTHS;
        if month >= INSURED_MONTHS {
            let busy = if month < 9 { 560 } else { 880 };
            self.odd_jobs((3, 7), busy, plans);
            return;
        }
        let office = match self.person.country {
            Country::Brazil => "Seguro Desemprego MTE",
            Country::Mexico => "Seguro de Desempleo",
            Country::Colombia => "Mecanismo de Protección al Cesante",
            Country::Chile => "AFC Seguro de Cesantía",
        };
        // Chile pays less every month; the others stay about level.
        let permille = 760 - month * 60;
        let date = self.person.calendar().on_or_after(self.month.day(11));
        plans.push(Plan::receive(
            date,
            self.chance.branch("insurance"),
            self.part(permille),
            Cause::Benefit,
            Instrument::Payroll,
            Party::named(PartyKind::Company, office),
            GOVERNMENT,
        ));
        self.odd_jobs((0, 2), 180, plans);
    }

    /// Small payments by people, some of them in cash, that make this part of the income together.
    fn odd_jobs(&self, count: (i64, i64), permille: i64, plans: &mut Vec<Plan>) {
        let jobs = self.chance.branch("odd jobs");
        let count = jobs.between("count", count.0, count.1);
        for turn in 0..count {
            let one = jobs.at(turn);
            let amount = self.part(permille * one.around("share", 700, 1300) / 1000) / count;
            let how = if one.happens("cash", 350) {
                (
                    Cause::CashDeposit,
                    Instrument::Cash,
                    Party::named(PartyKind::Bank, ""),
                    (Category::Deposits, Subcategory::Other),
                )
            } else {
                let name = acquaintance(one, self.person.country);
                let friend = Party::named(PartyKind::Person, &name);
                (Cause::Friend, Instrument::Transfer, friend, TRANSFER)
            };
            let amount = payable(self.person.country, amount);
            plans.push(self.receive(one.between("day", 1, 28), one, amount, how));
        }
    }
}

/// Who buys a smallholder's harvest; the names are invented.
fn cooperative(country: Country) -> &'static str {
    match country {
        Country::Brazil => "Cooperativa Agro Serra Azul",
        Country::Mexico => "Cooperativa Valle Dorado",
        Country::Colombia => "Cooperativa de Caficultores Alto Prado",
        Country::Chile => "Cooperativa Frutícola Los Boldos",
    }
}
