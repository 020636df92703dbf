//! What an institution leaves out, and what it adds: each has its habits.

use caudal_latam::Country;
use caudal_model::resources::institution::Institution;

use crate::chance::Chance;
use crate::person::Person;
use crate::timeline::{Event, Instrument};

/// How many of a thousand payments by debit card have a line of their own until they are final.
const PROVISIONAL_PERMILLE: u128 = 150;

/// The habits of one institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Habit {
    /// For how many of a thousand purchases the merchant is not told.
    unknown_merchants: u32,
    prints_references: bool,
    prints_observations: bool,
}

impl Habit {
    /// The habits of this institution, in every world.
    pub(super) fn of(institution: &Institution) -> Self {
        let chance = Chance::new(0).branch("habit").branch(&institution.name);
        Self {
            unknown_merchants: chance.pick("merchants", &[15, 30, 60, 200]),
            prints_references: chance.happens("references", 750),
            prints_observations: chance.happens("observations", 400),
        }
    }

    /// Whether the institution tells which merchant it was.
    pub(super) fn tells_merchant(self, event: &Event) -> bool {
        (event.key >> 72) % 1000 >= u128::from(self.unknown_merchants)
    }

    /// The bank's reference of a movement.
    pub(super) fn reference(self, event: &Event) -> Option<String> {
        self.prints_references
            .then(|| format!("{:010}", event.key % 10_000_000_000))
    }

    /// What stands below the line: the price abroad, or a card's authorisation.
    pub(super) fn observations(self, event: &Event) -> Option<String> {
        if let Some(price) = event.abroad() {
            let (whole, cents) = (price.amount / 100, price.amount % 100);
            return Some(format!("{} {whole}.{cents:02}", price.currency));
        }
        let by_card = matches!(
            event.deed.instrument,
            Instrument::DebitCard | Instrument::CreditCard
        );
        (by_card && self.prints_observations).then(|| format!("AUT {:06}", event.key % 1_000_000))
    }
}

/// The line of some payments by debit card while they are pending: it names no shop yet.
pub(super) fn provisional(person: &Person, event: &Event) -> Option<String> {
    let fits = event.deed.instrument == Instrument::DebitCard
        && (event.key >> 88) % 1000 < PROVISIONAL_PERMILLE;
    let line = match person.country {
        Country::Brazil => "COMPRA CARTAO EM PROCESSAMENTO",
        Country::Mexico => "COMPRA EN PROCESO",
        Country::Colombia => "COMPRA EN TRAMITE",
        Country::Chile => "COMPRA POR CONFIRMAR",
    };
    fits.then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::institutions;

    #[test]
    fn institutions_differ_in_what_they_leave_out_and_keep_to_it() {
        let habits: Vec<Habit> = institutions().iter().map(Habit::of).collect();
        let again: Vec<Habit> = institutions().iter().map(Habit::of).collect();
        assert_eq!(habits, again);
        assert!(habits.iter().any(|habit| habit.prints_references));
        assert!(habits.iter().any(|habit| !habit.prints_references));
        assert!(habits.iter().any(|habit| habit.prints_observations));
        for left_out in [15, 30, 60, 200] {
            assert!(
                habits
                    .iter()
                    .any(|habit| habit.unknown_merchants == left_out)
            );
        }
    }
}
