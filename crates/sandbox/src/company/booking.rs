//! Living through months: deals are booked, what is due is paid, the month is closed.

use std::sync::Arc;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use jiff::civil::Date;

use super::journal::{Account, Balances};
use super::market::Market;
use super::returns::Tally;
use super::rules::Rules;
use super::staff::{Employee, staff, wages};
use super::trade::Dealings;
use super::{
    Agenda, BookedMonth, Deal, Due, Ledger, Partner, Payment, Profile, Purpose, Reason, Side, Wage,
    YearReturn, part,
};
use crate::chance::Chance;
use crate::person::Person;
use crate::price::{Cents, share};
use crate::timeline::{Month, Party, PartyKind};

/// What a company keeps in hand before its owner takes profit, in thousandths of a month's sales.
pub(super) const KEPT_PERMILLE: i64 = 1_100;
/// Stock that is kept, in thousandths of what a month's sales cost.
const STOCK_PERMILLE: i64 = 1_250;
/// What the equipment is worth when the books begin, in thousandths of a month's sales.
const EQUIPMENT_PERMILLE: i64 = 1_400;
/// Months over which equipment, and computers, are written off.
const EQUIPMENT_MONTHS: i64 = 120;
const COMPUTER_MONTHS: i64 = 40;

/// The books while they are written.
pub(super) struct Books<'a> {
    pub(super) person: &'a Person,
    pub(super) month: Month,
    pub(super) profile: Profile,
    pub(super) rules: Rules,
    market: Market,
    staff: Vec<Arc<Employee>>,
    pub(super) balances: Balances,
    agenda: Agenda,
    pub(super) lasting: Vec<Lasting>,
    /// Goods in store when the books begin.
    pub(super) founding_stock: Cents,
    /// What counts for the month's return.
    pub(super) tally: Tally,
    pub(super) deals: Vec<Deal>,
    pub(super) wages: Vec<Wage>,
    pub(super) payments: Vec<Payment>,
    pub(super) months: Vec<BookedMonth>,
    pub(super) years: Vec<YearReturn>,
}

/// Something that is written off month by month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lasting {
    pub(super) cost: Cents,
    pub(super) months: i64,
    pub(super) written_off: i64,
}

/// What is in hand when the books begin, which every ledger can still tell.
pub(super) fn opening_cash(ledger: &Ledger) -> Cents {
    let Some(first) = ledger.months.first() else {
        return 0;
    };
    let of_month = ledger.payments_in(first.month).map(Payment::signed);
    first.balances.debit(Account::Cash) - of_month.sum::<Cents>()
}

impl<'a> Books<'a> {
    pub(super) fn open(person: &'a Person, month: Month) -> Self {
        let profile = Profile::of(person);
        let founded = person
            .company
            .as_ref()
            .map_or(month.first(), |company| company.founded);
        let mut books = Self {
            person,
            month,
            profile,
            rules: Rules::of(person.country),
            market: Market::of(person, &profile),
            staff: staff(person, &profile, founded),
            balances: Balances::default(),
            agenda: Agenda::new(),
            lasting: Vec::new(),
            founding_stock: 0,
            tally: Tally::default(),
            deals: Vec::new(),
            wages: Vec::new(),
            payments: Vec::new(),
            months: Vec::new(),
            years: Vec::new(),
        };
        books.found();
        books
    }

    /// The first entry: what the owner brought along.
    fn found(&mut self) {
        let turnover = self.turnover();
        let of = |permille| share(self.person.country, turnover, permille);
        self.balances
            .book(Account::Cash, Account::Capital, of(KEPT_PERMILLE));
        let (stock, equipment) = (
            of(self.profile.cost * STOCK_PERMILLE / 1000),
            of(EQUIPMENT_PERMILLE),
        );
        if self.profile.trade.sells_goods() {
            self.founding_stock = stock;
            self.balances
                .book(Account::Inventory, Account::Capital, stock);
        }
        self.balances
            .book(Account::Equipment, Account::Capital, equipment);
        self.lasting.push(Lasting {
            cost: equipment,
            months: EQUIPMENT_MONTHS,
            written_off: 0,
        });
    }

    pub(super) fn finish(self) -> Ledger {
        Ledger {
            profile: self.profile,
            deals: self.deals,
            wages: self.wages,
            payments: self.payments,
            months: self.months,
            years: self.years,
        }
    }

    /// Lives through a month and closes it.
    pub(super) fn live_through(&mut self) {
        self.trade();
        self.pay_staff();
        self.plan_funding();
        self.plan_draw();
        let last = self.month.last();
        while let Some(entry) = self.agenda.first_entry() {
            if entry.key().0 > last {
                break;
            }
            let (date, second, _) = *entry.key();
            let due = entry.remove();
            self.pay(date, second, due);
        }
        self.write_off();
        self.close_month();
        if self.month.month == 12 {
            self.close_year();
        }
        self.month = self.month.next();
    }

    pub(super) fn turnover(&self) -> Cents {
        self.person.income_in(self.month.year, self.month.month)
    }

    fn trade(&mut self) {
        let dealings = Dealings {
            person: self.person,
            profile: &self.profile,
            rules: &self.rules,
            market: &self.market,
            month: self.month,
        };
        let country = self.person.country;
        let sales = dealings.sales();
        let sold: Cents = (sales.iter().filter(|deal| deal.stands()))
            .map(|deal| deal.net)
            .sum();
        let cost = part(country, sold, self.profile.cost, 1000);
        let wanted = if self.profile.trade.sells_goods() {
            let kept = share(
                country,
                self.turnover(),
                self.profile.cost * STOCK_PERMILLE / 1000,
            );
            cost + kept - self.balances.debit(Account::Inventory)
        } else {
            cost
        };
        let purchases = dealings.purchases(wanted.max(0));
        for deal in sales.into_iter().chain(purchases) {
            self.enter(deal);
        }
        if self.profile.trade.sells_goods() {
            let cost = cost.min(self.balances.debit(Account::Inventory));
            self.balances
                .book(Account::CostOfSales, Account::Inventory, cost);
        }
    }

    /// Books an invoice and puts its payments on the agenda.
    fn enter(&mut self, deal: Deal) {
        let place = self.deals.len();
        if deal.stands() {
            match deal.side {
                Side::Sale => self.book_sale(&deal),
                Side::Purchase => self.book_purchase(&deal),
            }
            self.tally.invoice(&deal, &self.rules);
        }
        for instalment in &deal.instalments {
            let reason = Reason::Deal {
                deal: place,
                purpose: deal.purpose,
                number: instalment.number,
            };
            let hours = match deal.side {
                Side::Sale => (13, 17),
                Side::Purchase => (13, 16),
            };
            let chance = deal.payment(instalment.number);
            let party = deal.partner.party();
            self.plan(
                instalment.due,
                hours,
                chance,
                Some(instalment.paid),
                reason,
                party,
            );
        }
        self.deals.push(deal);
    }

    fn book_sale(&mut self, deal: &Deal) {
        let sales = match deal.foreign {
            Some(_) => Account::SalesAbroad,
            None => Account::SalesAtHome,
        };
        let vat = if self.rules.vat_on_cash {
            Account::VatToBeCollected
        } else {
            Account::VatCollected
        };
        let books = &mut self.balances;
        books.book(Account::Receivables, sales, deal.net);
        books.book(Account::Receivables, vat, deal.vat);
        if let Some(note) = deal.credit_note {
            books.book(Account::Returns, Account::Receivables, note.net);
            books.book(vat, Account::Receivables, note.vat);
        }
    }

    fn book_purchase(&mut self, deal: &Deal) {
        let account = match deal.purpose {
            Purpose::Stock => Account::Inventory,
            Purpose::Rent => Account::Rent,
            Purpose::Equipment => Account::Equipment,
            Purpose::Computers => Account::Computers,
            Purpose::Supplies => Account::CostOfSales,
            _ => Account::Services,
        };
        let vat = if self.rules.vat_on_cash {
            Account::VatToBeCredited
        } else {
            Account::VatCredited
        };
        self.balances.book(account, Account::Payables, deal.net);
        self.balances.book(vat, Account::Payables, deal.vat);
        let months = match deal.purpose {
            Purpose::Equipment => EQUIPMENT_MONTHS,
            Purpose::Computers => COMPUTER_MONTHS,
            _ => return,
        };
        self.lasting.push(Lasting {
            cost: deal.net,
            months,
            written_off: 0,
        });
    }

    fn pay_staff(&mut self) {
        let month = self.month;
        for wage in wages(self.person, &self.profile, &self.rules, &self.staff, month) {
            let party = Party {
                kind: PartyKind::Person,
                name: wage.employee.person.full_name(),
                document: Some(wage.employee.person.tax.number.clone()),
            };
            let reason = Reason::Wage {
                wage: self.wages.len(),
            };
            self.plan(
                wage.paid,
                (8, 10),
                wage.chance,
                Some(wage.net),
                reason,
                party,
            );
            self.wages.push(wage);
        }
    }

    fn plan_draw(&mut self) {
        let day = self.person.calendar().on_or_before(self.month.day(27));
        let chance = self.chance("draw");
        let owner = self.owner();
        self.plan(day, (17, 19), chance, None, Reason::Draw, owner);
    }

    /// What investors put in, twice a year, where a company spends more than it earns.
    fn plan_funding(&mut self) {
        let round = self.person.chance.branch("funding");
        let turn = self.month.index() + round.between("month", 0, 5);
        let permille = self.profile.funding * 6;
        if permille == 0 || turn % 6 != 0 {
            return;
        }
        let country = self.person.country;
        let amount = share(country, self.turnover(), permille);
        let day = self.month.day(round.between("day", 2, 6));
        let day = self.person.calendar().on_or_after(day);
        let investor = Partner::company(round.branch("investor"), country).party();
        let chance = round.at(self.month.index());
        self.plan(day, (5, 9), chance, Some(amount), Reason::Funding, investor);
    }

    pub(super) fn owner(&self) -> Party {
        Party {
            kind: PartyKind::Person,
            name: self.person.full_name(),
            document: Some(self.person.tax.number.clone()),
        }
    }

    /// What decides and names something of this month.
    pub(super) fn chance(&self, what: &str) -> Chance {
        let books = self.person.chance.branch("company books");
        books.branch(what).at(self.month.index())
    }

    /// Puts a payment on the agenda, between two hours of its day.
    pub(super) fn plan(
        &mut self,
        date: Date,
        hours: (i64, i64),
        chance: Chance,
        amount: Option<Cents>,
        reason: Reason,
        party: Party,
    ) {
        let second = chance.between("second", hours.0 * 3600, hours.1 * 3600 + 3539);
        let second = i32::try_from(second).unwrap_or(43_200);
        let due = Due {
            chance,
            amount,
            reason,
            party,
        };
        self.agenda.insert((date, second, chance.name()), due);
    }

    /// The day of the following month on which something is due.
    pub(super) fn due_next_month(&self, day: i64) -> Date {
        self.person
            .calendar()
            .on_or_after(self.month.next().day(day))
    }

    /// The month in which Mexico, and nobody else, declares in whole pesos and by last year's profit.
    pub(super) fn is_mexican(&self) -> bool {
        self.person.country == Country::Mexico
    }

    /// Social security is owed at the end of the month and paid in the next.
    pub(super) fn book_security(&mut self, gross: Cents) {
        let country = self.person.country;
        let employer = part(country, gross, self.rules.employer_security, 1000);
        self.balances
            .book(Account::EmployerSecurity, Account::SocialSecurity, employer);
        let owed = self.balances.credit(Account::SocialSecurity);
        let office = Party::named(PartyKind::Company, self.rules.security_office);
        let (day, chance) = (self.due_next_month(17), self.chance("security"));
        if owed > 0 {
            self.plan(day, (9, 12), chance, Some(owed), Reason::Security, office);
        }
    }

    /// The day some days after another on which offices work.
    pub(super) fn office_day(&self, day: Date, days: i64) -> Date {
        self.person.calendar().on_or_after(shifted(day, days))
    }
}
