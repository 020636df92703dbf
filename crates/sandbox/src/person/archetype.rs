//! The kinds of people there are. The table is meant to grow: one row, one sentence, one life.

use caudal_latam::Country;

use crate::chance::Chance;

/// How somebody comes by money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// A contract and a payroll.
    Salaried,
    /// Applications that pay out every few days.
    Gig,
    /// Cash and small transfers, no contract.
    Informal,
    /// Clients who pay invoices of changing size.
    Freelance,
    /// A pension.
    Retired,
    /// An allowance from home and odd jobs.
    Student,
    /// A company's sales.
    Business,
    /// Next to no movement.
    Dormant,
}

/// What somebody has borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Borrowing {
    /// A loan to spend freely.
    Personal,
    /// A loan whose instalments the employer or the pension office deducts.
    Payroll,
    /// A car on credit.
    Auto,
    /// Money for a company's stock and wages.
    WorkingCapital,
}

/// One kind of person.
#[derive(Debug)]
pub(crate) struct Archetype {
    pub(crate) name: &'static str,
    /// One sentence for people.
    pub(crate) sentence: &'static str,
    /// Weights among the archetypes of Brazil, Mexico, Colombia and Chile.
    pub(crate) share: [u32; 4],
    /// Age in 2024, from and to.
    pub(crate) ages: (i64, i64),
    pub(crate) work: Work,
    /// Net income of a month (a company's turnover), from and to, in Brazilian centavos of 2024.
    pub(crate) income: (i64, i64),
    /// Chances in a thousand.
    pub(crate) rents: u32,
    pub(crate) has_savings: u32,
    pub(crate) has_card: u32,
    pub(crate) borrows: u32,
    pub(crate) borrowing: Borrowing,
    /// How much the purchases of people of ordinary means are multiplied, in thousandths.
    pub(crate) appetite: i64,
    /// Cash withdrawals in a thousand months.
    pub(crate) withdrawals: u32,
    /// Whether card bills are left partly unpaid and instalments paid late.
    pub(crate) strained: bool,
    /// Bets in a thousand months.
    pub(crate) bets: u32,
}

const ORDINARY: Archetype = Archetype {
    name: "salaried-middle",
    sentence: "Office worker with a contract, a card paid in full and a little put aside each month.",
    share: [16, 16, 14, 17],
    ages: (25, 58),
    work: Work::Salaried,
    income: (3_500_00, 8_500_00),
    rents: 550,
    has_savings: 850,
    has_card: 950,
    borrows: 350,
    borrowing: Borrowing::Auto,
    appetite: 900,
    withdrawals: 1200,
    strained: false,
    bets: 60,
};

/// The table.
static ARCHETYPES: &[Archetype] = &[
    ORDINARY,
    Archetype {
        name: "salaried-low",
        sentence: "Shop assistant on little more than the minimum wage who pays most things from the account.",
        share: [16, 14, 14, 14],
        ages: (20, 55),
        income: (1_700_00, 2_600_00),
        rents: 600,
        has_savings: 350,
        has_card: 550,
        borrows: 250,
        borrowing: Borrowing::Personal,
        appetite: 480,
        withdrawals: 2500,
        bets: 200,
        ..ORDINARY
    },
    Archetype {
        name: "salaried-high",
        sentence: "Engineer or manager with two incomes' worth of salary, flights, restaurants and investments.",
        share: [6, 5, 5, 8],
        ages: (30, 60),
        income: (14_000_00, 28_000_00),
        rents: 300,
        has_savings: 950,
        has_card: 1000,
        borrows: 250,
        appetite: 1350,
        withdrawals: 500,
        bets: 20,
        ..ORDINARY
    },
    Archetype {
        name: "public-servant",
        sentence: "Teacher or clerk in the public service with a stable wage and a payroll loan.",
        share: [9, 8, 8, 7],
        ages: (30, 64),
        income: (4_000_00, 9_000_00),
        rents: 350,
        has_savings: 700,
        borrows: 700,
        borrowing: Borrowing::Payroll,
        appetite: 800,
        ..ORDINARY
    },
    Archetype {
        name: "young-professional",
        sentence: "Graduate in the first job who shares a flat, orders food in and lives by the telephone.",
        share: [9, 8, 9, 9],
        ages: (22, 30),
        income: (2_800_00, 5_500_00),
        rents: 900,
        has_savings: 600,
        borrows: 100,
        borrowing: Borrowing::Personal,
        appetite: 1050,
        withdrawals: 300,
        bets: 150,
        ..ORDINARY
    },
    Archetype {
        name: "family-provider",
        sentence: "Parent of two whose salary carries school fees, groceries for four and a car on credit.",
        share: [9, 10, 9, 9],
        ages: (32, 52),
        income: (5_500_00, 11_000_00),
        rents: 400,
        borrows: 750,
        appetite: 1000,
        ..ORDINARY
    },
    Archetype {
        name: "gig-driver",
        sentence: "Ride-hailing driver with two applications that pay out every few days, and much fuel to pay.",
        share: [7, 7, 7, 5],
        ages: (22, 55),
        work: Work::Gig,
        income: (2_400_00, 4_800_00),
        has_savings: 300,
        has_card: 600,
        borrows: 450,
        appetite: 700,
        withdrawals: 1800,
        strained: true,
        bets: 300,
        ..ORDINARY
    },
    Archetype {
        name: "street-vendor",
        sentence: "Seller without a contract who deposits cash, receives small transfers and takes cash out.",
        share: [6, 12, 12, 5],
        ages: (20, 62),
        work: Work::Informal,
        income: (1_300_00, 2_900_00),
        has_savings: 250,
        has_card: 250,
        borrows: 120,
        borrowing: Borrowing::Personal,
        appetite: 450,
        withdrawals: 5200,
        bets: 150,
        ..ORDINARY
    },
    Archetype {
        name: "freelancer",
        sentence: "Designer or programmer whose clients pay irregularly and well.",
        share: [6, 5, 6, 6],
        ages: (24, 48),
        work: Work::Freelance,
        income: (4_000_00, 11_000_00),
        has_card: 900,
        borrows: 120,
        borrowing: Borrowing::Personal,
        appetite: 950,
        withdrawals: 500,
        ..ORDINARY
    },
    Archetype {
        name: "retiree",
        sentence: "Retired couple's account: a pension, pharmacies, a payroll loan for the grandchildren.",
        share: [8, 6, 6, 8],
        ages: (63, 84),
        work: Work::Retired,
        income: (1_600_00, 4_800_00),
        rents: 150,
        has_savings: 700,
        has_card: 550,
        borrows: 450,
        borrowing: Borrowing::Payroll,
        appetite: 550,
        withdrawals: 2600,
        bets: 30,
        ..ORDINARY
    },
    Archetype {
        name: "student",
        sentence: "Student with an allowance from home and weekend jobs, and no debts worth the name.",
        share: [6, 6, 7, 7],
        ages: (18, 25),
        work: Work::Student,
        income: (900_00, 1_900_00),
        rents: 300,
        has_savings: 250,
        has_card: 350,
        borrows: 0,
        appetite: 520,
        withdrawals: 700,
        bets: 120,
        ..ORDINARY
    },
    Archetype {
        name: "over-indebted",
        sentence: "Salaried parent who pays part of the card bill, borrows for the rest and pays instalments late.",
        share: [8, 7, 6, 7],
        ages: (27, 55),
        income: (2_400_00, 4_800_00),
        has_savings: 150,
        has_card: 1000,
        borrows: 950,
        borrowing: Borrowing::Personal,
        appetite: 1250,
        strained: true,
        bets: 500,
        ..ORDINARY
    },
    Archetype {
        name: "thrifty-saver",
        sentence: "Careful earner who cooks at home, rides the bus and puts a third of the wage aside.",
        share: [4, 4, 4, 5],
        ages: (26, 60),
        income: (3_500_00, 8_000_00),
        rents: 200,
        has_savings: 1000,
        borrows: 0,
        appetite: 480,
        withdrawals: 800,
        bets: 0,
        ..ORDINARY
    },
    Archetype {
        name: "remittance-receiver",
        sentence: "Home keeper whose family abroad sends money every month, most of it spent in cash.",
        share: [1, 9, 7, 2],
        ages: (25, 62),
        work: Work::Informal,
        income: (1_500_00, 3_200_00),
        rents: 300,
        has_savings: 400,
        has_card: 200,
        borrows: 60,
        borrowing: Borrowing::Personal,
        appetite: 520,
        withdrawals: 4200,
        bets: 40,
        ..ORDINARY
    },
    Archetype {
        name: "micro-business",
        sentence: "Corner shop run as a company: many small sales, suppliers every week, one helper.",
        share: [6, 6, 6, 6],
        ages: (28, 60),
        work: Work::Business,
        income: (18_000_00, 45_000_00),
        rents: 800,
        has_savings: 300,
        has_card: 600,
        borrows: 500,
        borrowing: Borrowing::WorkingCapital,
        ..ORDINARY
    },
    Archetype {
        name: "small-company",
        sentence: "Workshop with eight employees, a dozen customers who pay by invoice, and taxes each month.",
        share: [4, 4, 4, 4],
        ages: (35, 65),
        work: Work::Business,
        income: (90_000_00, 240_000_00),
        rents: 900,
        has_savings: 500,
        has_card: 900,
        borrows: 700,
        borrowing: Borrowing::WorkingCapital,
        ..ORDINARY
    },
];

/// The people behind the documented sandbox users.
pub(crate) mod documented {
    use super::{Archetype, Borrowing, ORDINARY, Work};

    /// Has everything.
    pub(crate) static COMPLETE: Archetype = COMPLETE_PERSON;

    const COMPLETE_PERSON: Archetype = Archetype {
        name: "complete",
        sentence: "Documented user with every product: two current accounts, savings, a card and a loan.",
        income: (6_000_00, 9_000_00),
        has_savings: 1000,
        has_card: 1000,
        borrows: 1000,
        borrowing: Borrowing::Auto,
        appetite: 1000,
        ..ORDINARY
    };

    /// A company that has everything.
    pub(crate) static COMPLETE_COMPANY: Archetype = Archetype {
        name: "complete-company",
        sentence: "Documented company with every product that banks sell to companies.",
        work: Work::Business,
        income: (70_000_00, 120_000_00),
        borrowing: Borrowing::WorkingCapital,
        ..COMPLETE_PERSON
    };

    /// Has next to nothing.
    pub(crate) static QUIET: Archetype = Archetype {
        name: "quiet",
        sentence: "Documented user with two accounts on which something happens four times a year.",
        work: Work::Dormant,
        income: (2_000_00, 3_000_00),
        has_savings: 1000,
        has_card: 0,
        borrows: 0,
        ..ORDINARY
    };

    /// Owes the bank.
    pub(crate) static OVERDRAWN: Archetype = Archetype {
        name: "overdrawn",
        sentence: "Documented user whose current account has been in the red for years.",
        work: Work::Dormant,
        income: (2_000_00, 3_000_00),
        has_savings: 0,
        has_card: 0,
        borrows: 0,
        strained: true,
        ..ORDINARY
    };
}

/// Every archetype of the table.
pub(crate) fn archetypes() -> impl Iterator<Item = &'static Archetype> {
    ARCHETYPES.iter()
}

/// The archetype of a person, or of a company, by the shares of the country.
pub(super) fn draw(chance: Chance, country: Country, company: bool) -> &'static Archetype {
    let column = Country::ALL.iter().position(|known| *known == country);
    chance
        .weighted("archetype", ARCHETYPES, |row| {
            let fits = (row.work == Work::Business) == company;
            let share = column.and_then(|column| row.share.get(column));
            if fits { share.copied().unwrap_or(0) } else { 0 }
        })
        .unwrap_or(&documented::COMPLETE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_of_each_kind_what_it_is() {
        assert!(ARCHETYPES.len() >= 12);
        for row in ARCHETYPES {
            assert!(
                row.sentence.ends_with('.') && row.sentence.len() > 40,
                "{}",
                row.name
            );
            assert!(row.ages.0 >= 18 && row.ages.0 < row.ages.1, "{}", row.name);
            assert!(row.income.0 < row.income.1, "{}", row.name);
        }
        let mut names: Vec<&str> = ARCHETYPES.iter().map(|row| row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ARCHETYPES.len());
    }

    #[test]
    fn companies_are_businesses_and_people_are_not() {
        for turn in 0..200 {
            let chance = Chance::new(turn);
            assert_eq!(draw(chance, Country::Chile, true).work, Work::Business);
            assert_ne!(draw(chance, Country::Chile, false).work, Work::Business);
        }
    }
}
