//! What a person in Colombia declares for a year, on form 210: wages and pensions by their payslips, and
//! what own work and rents brought.

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::colombia::income_tax::{fee_behind, free_part, taxed_pension, yearly};
use jiff::civil::Date;

use crate::career::{Career, PayslipKind};
use crate::chance::Chance;
use crate::person::Person;
use crate::price::{Cents, share};
use crate::timeline::{Cause, Month, Receipt, receipts};

/// Days after the first of August of the next year on which people declare, and pay.
const FILED_DAYS: (i64, i64) = (11, 83);
/// Days from the return to the refund.
const REFUND_DAYS: (i64, i64) = (20, 60);
/// What people who work for themselves pay to social security: 28.5 % of two fifths of their fees, in
/// thousandths of all of them.
const OWN_SECURITY_PERMILLE: i64 = 114;

/// The income of one year, and what was taken off it along the way.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ColombianYear {
    pub(crate) year: i16,
    pub(crate) wages: Cents,
    pub(crate) wage_security: Cents,
    pub(crate) fees: Cents,
    pub(crate) fee_security: Cents,
    pub(crate) rents: Cents,
    pub(crate) pension: Cents,
    pub(crate) pension_security: Cents,
    /// Income tax that employers and clients kept back.
    pub(crate) withheld: Cents,
}

/// The day on which the return of a year is handed in.
pub(crate) fn filed_on(person: &Person, year: i16) -> Date {
    let (low, high) = FILED_DAYS;
    let days = chance(person, year).between("filed", low, high);
    person
        .calendar()
        .on_or_before(shifted(date(year + 1, 8, 1), days))
}

/// The day on which what was paid too much for a year comes back.
pub(crate) fn refunded_on(person: &Person, year: i16) -> Date {
    let (low, high) = REFUND_DAYS;
    let days = chance(person, year).between("refunded", low, high);
    let day = shifted(filed_on(person, year), days);
    person.calendar().on_or_after(day)
}

fn chance(person: &Person, year: i16) -> Chance {
    person.chance.branch("form 210").at(i64::from(year))
}

impl ColombianYear {
    /// What somebody declares for a year; nothing where nothing was earned that is declared.
    pub(crate) fn of(person: &Person, career: &Career, year: i16) -> Option<Self> {
        let mut declared = Self {
            year,
            ..Self::default()
        };
        for payslip in career.payslips(person, date(year, 1, 1), date(year, 12, 31)) {
            let (gross, security) = (payslip.gross(), payslip.social_security());
            if matches!(
                payslip.kind,
                PayslipKind::Pension | PayslipKind::PensionBonus
            ) {
                declared.pension += gross;
                declared.pension_security += security;
            } else {
                declared.wages += gross;
                declared.wage_security += security;
            }
            declared.withheld += payslip.income_tax();
        }
        let mut month = Month {
            year: year - 1,
            month: 12,
        };
        while month.year <= year {
            for receipt in receipts(person, month) {
                if receipt.moment.year() == year {
                    declared.receive(&receipt);
                }
            }
            month = month.next();
        }
        declared.fee_security = share(Country::Colombia, declared.fees, OWN_SECURITY_PERMILLE);
        let earned = declared.wages + declared.fees + declared.rents + declared.pension;
        (earned > 0).then_some(declared)
    }

    /// Companies keep tax back of what they pay for work; applications and tenants do not.
    fn receive(&mut self, receipt: &Receipt) {
        match receipt.cause {
            Cause::RentReceived => self.rents += receipt.amount,
            Cause::Invoice if receipt.party.document.is_some() => {
                let fee = fee_behind(receipt.amount);
                self.fees += fee;
                self.withheld += fee - receipt.amount;
            }
            _ => self.fees += receipt.amount,
        }
    }

    pub(crate) fn net_wages(self) -> Cents {
        self.wages - self.wage_security
    }

    pub(crate) fn net_fees(self) -> Cents {
        self.fees - self.fee_security
    }

    pub(crate) fn net_pension(self) -> Cents {
        self.pension - self.pension_security
    }

    /// What is free of tax of what was earned by work.
    pub(crate) fn exempt(self) -> Cents {
        free_part(self.net_wages() + self.net_fees(), self.year)
    }

    /// What is taxed, pensions aside.
    pub(crate) fn ordinary(self) -> Cents {
        self.net_wages() + self.net_fees() + self.rents - self.exempt()
    }

    pub(crate) fn taxable_pension(self) -> Cents {
        taxed_pension(self.net_pension(), self.year)
    }

    /// The year's tax.
    pub(crate) fn tax(self) -> Cents {
        yearly(self.ordinary() + self.taxable_pension(), self.year)
    }

    /// What is left to pay of it.
    pub(crate) fn payable(self) -> Cents {
        (self.tax() - self.withheld).max(0)
    }

    /// What was paid too much.
    pub(crate) fn refundable(self) -> Cents {
        (self.withheld - self.tax()).max(0)
    }
}
