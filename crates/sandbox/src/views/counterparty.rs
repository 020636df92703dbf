//! Who stands on the other side of a transfer, as Open Finance Brasil tells it.

use caudal_latam::brazil::{Cpf, check_digit};
use caudal_model::resources::transaction::{Counterparty, CounterpartyKind};

use crate::chance::Chance;
use crate::person::Person;
use crate::timeline::{Cause, Event, Instrument, Party, PartyKind};

/// Digits of a CPF without its marks.
const CPF_DIGITS: usize = 11;

/// Three-digit codes of large banks, at which the people on the other side have their accounts.
const CLEARING_CODES: &[&str] = &[
    "033", "077", "104", "237", "260", "336", "341", "748", "756",
];

/// Who sent or received a transfer; nobody for cards, cash and the bank itself.
pub(super) fn counterparty(person: &Person, event: &Event) -> Option<Counterparty> {
    let party = &event.deed.party;
    let electronic = matches!(
        event.deed.instrument,
        Instrument::Transfer | Instrument::Payroll | Instrument::Bill
    );
    let own = party.kind == PartyKind::Own;
    if !(electronic || own) || party.kind == PartyKind::Bank {
        return None;
    }
    let individual = match party.kind {
        PartyKind::Person => true,
        PartyKind::Own => person.company.is_none(),
        _ => false,
    };
    let chance = Chance::new(0).branch("counterparty").branch(&party.name);
    let document = party
        .document
        .clone()
        .or_else(|| individual.then(|| Cpf::from_base(chance.draw("document")).to_string()));
    let unknown = Counterparty {
        kind: Some(if individual {
            CounterpartyKind::Individual
        } else {
            CounterpartyKind::Company
        }),
        // The contract has room for a CPF alone: a company's number of 14 digits would break clients
        // that check against it.
        document_number: document.filter(|number| number.len() == CPF_DIGITS),
        clearing_code: None,
        agency: None,
        check_digit: None,
        number: None,
    };
    Some(if has_account_elsewhere(event, party) {
        with_account(unknown, chance)
    } else {
        unknown
    })
}

/// Whether the other side is an invented customer of another bank. Public offices and brands are
/// real, so no account is made up for them; a boleto does not say where its money goes.
fn has_account_elsewhere(event: &Event, party: &Party) -> bool {
    let invented = match party.kind {
        PartyKind::Person => true,
        PartyKind::Company => party.document.is_some() && event.deed.cause != Cause::Pension,
        PartyKind::Merchant | PartyKind::Own | PartyKind::Bank => false,
    };
    let transfer = matches!(
        event.deed.instrument,
        Instrument::Transfer | Instrument::Payroll
    );
    invented && transfer
}

/// The account of whom this chance decides: the same whoever pays them, and whenever.
fn with_account(party: Counterparty, chance: Chance) -> Counterparty {
    let number = chance.below("account", 90_000_000) + 10_000_000;
    Counterparty {
        clearing_code: Some(chance.pick("bank", CLEARING_CODES).to_owned()),
        agency: Some(format!("{:04}", chance.between("agency", 1, 6999))),
        number: Some(number.to_string()),
        check_digit: Some(check_digit(number).to_string()),
        ..party
    }
}
