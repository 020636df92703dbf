//! The filters that several resources share, and short forms of the usual ones.

use crate::filter::{Filter, FilterKind, Operator};

/// By id.
pub(super) const ID: Filter = uuid("id", "id", "id");
/// By link.
pub(super) const LINK: Filter = uuid("link", "link", "link");
/// By link, for items that say it through their account.
pub(super) const LINK_OF_ACCOUNT: Filter = uuid("link", "account.link", "link");
/// By account, for items that hold the whole account.
pub(super) const ACCOUNT: Filter = uuid("account", "account.id", "account");
/// By the day of writing.
pub(super) const CREATED_AT: Filter = moment(
    "created_at",
    "created_at",
    "day of being first written here (UTC)",
);
/// By the day of reading.
pub(super) const COLLECTED_AT: Filter = moment(
    "collected_at",
    "collected_at",
    "day of being read from the institution (UTC)",
);

/// An id: the same, or any of several.
pub(super) const fn uuid(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Uuid, Operator::LISTED, at, about)
}

/// Text: the same.
pub(super) const fn exact(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Text, Operator::EXACT, at, about)
}

/// Text: the same, or any of several.
pub(super) const fn listed(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Text, Operator::LISTED, at, about)
}

/// A word out of a few: the same, or any of several.
pub(super) const fn choice(
    name: &'static str,
    at: &'static str,
    words: &'static [&'static str],
    about: &'static str,
) -> Filter {
    filter(name, FilterKind::Choice(words), Operator::LISTED, at, about)
}

/// An amount, with every comparison.
pub(super) const fn number(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Number, Operator::COMPARED, at, about)
}

/// A calendar day, with every comparison.
pub(super) const fn date(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Date, Operator::COMPARED, at, about)
}

/// A moment by its day, with every comparison.
pub(super) const fn moment(name: &'static str, at: &'static str, about: &'static str) -> Filter {
    filter(name, FilterKind::Moment, Operator::COMPARED, at, about)
}

const fn filter(
    name: &'static str,
    kind: FilterKind,
    operators: &'static [Operator],
    at: &'static str,
    about: &'static str,
) -> Filter {
    Filter {
        name,
        kind,
        operators,
        at,
        about,
    }
}
