//! Query filters: `amount__gte=100`, `currency__in=BRL,MXN`, `created_at__range=2026-01-01,2026-02-01`.
//!
//! A [`Filter`] is declared once per resource; a query string becomes [`Condition`]s, which the store
//! turns into SQL and which [`Condition::matches`] can also evaluate over a value in memory.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::body::shortened;
use crate::failure::{ApiError, Failure, not_a_uuid};
use crate::time::{Date, Timestamp};

/// The most values that one `__in` filter takes.
pub const FILTER_VALUES_MAX: usize = 1_000;
/// The most characters of one filter value.
pub const FILTER_CHARACTERS_MAX: usize = 1_000;
/// The fewest characters that `__icontains` searches for.
pub const CONTAINS_CHARACTERS_MIN: usize = 3;

/// One filterable value of a resource.
#[derive(Debug, PartialEq)]
pub struct Filter {
    /// The parameter's name without an operator: `balance__current`.
    pub name: &'static str,
    /// What its values look like.
    pub kind: FilterKind,
    /// The operators it offers.
    pub operators: &'static [Operator],
    /// Where the value stands in the document, with dots: `balance.current`.
    pub at: &'static str,
    /// What the value is, as a phrase that completes "Only items whose …".
    pub about: &'static str,
}

/// What the values of a filter look like, and how they compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// A UUID.
    Uuid,
    /// Text, compared exactly.
    Text,
    /// One of a few words; another word is refused.
    Choice(&'static [&'static str]),
    /// An exact decimal.
    Number,
    /// A calendar day.
    Date,
    /// A moment, compared by its calendar day in UTC.
    Moment,
    /// A list of words.
    Words,
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// The same.
    Equal,
    /// Greater, or later.
    Greater,
    /// Greater or the same.
    GreaterOrEqual,
    /// Less, or earlier.
    Less,
    /// Less or the same.
    LessOrEqual,
    /// Between two values, both included.
    Range,
    /// Any of several.
    In,
    /// None of several.
    NotIn,
    /// A list that contains all of several.
    AllIn,
    /// Contains the text, whatever its case; at least three characters.
    Contains,
    /// Contains the text, whatever its case and length, under the filter's bare name.
    Partial,
}

impl Operator {
    /// Equality and the five comparisons.
    pub const COMPARED: &'static [Self] = &[
        Self::Equal,
        Self::Greater,
        Self::GreaterOrEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Range,
    ];
    /// Equality alone.
    pub const EXACT: &'static [Self] = &[Self::Equal];
    /// Equality, or any of several.
    pub const LISTED: &'static [Self] = &[Self::Equal, Self::In];

    /// What follows the filter's name in the parameter.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Equal | Self::Partial => "",
            Self::Greater => "__gt",
            Self::GreaterOrEqual => "__gte",
            Self::Less => "__lt",
            Self::LessOrEqual => "__lte",
            Self::Range => "__range",
            Self::In => "__in",
            Self::NotIn => "__not_in",
            Self::AllIn => "__allin",
            Self::Contains => "__icontains",
        }
    }

    /// Whether the parameter takes several values with commas between them.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Range | Self::In | Self::NotIn | Self::AllIn)
    }
}

/// A value to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A UUID.
    Uuid(Uuid),
    /// Text; lower-cased already where the operator ignores case.
    Text(String),
    /// An exact decimal.
    Number(Decimal),
    /// A calendar day.
    Date(Date),
}

/// One filter of a request. Several are combined with *and*.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The value that is compared.
    pub filter: &'static Filter,
    /// How.
    pub operator: Operator,
    /// With what: one value, or two for a range, or any number for the set operators.
    pub operands: Vec<Operand>,
}

/// Reads the filters out of a query's parameters; parameters that no filter knows are ignored, and
/// so are filters without a value. A set filter may be repeated or comma-separated.
///
/// # Errors
/// `invalid` or `invalid_choice`, one per parameter with a value of the wrong form.
pub fn read_conditions(
    filters: &'static [Filter],
    parameters: &[(String, String)],
) -> Result<Vec<Condition>, ApiError> {
    let mut conditions = Vec::new();
    let mut failures = Vec::new();
    for filter in filters {
        for operator in filter.operators {
            match filter.read(*operator, parameters) {
                Ok(Some(condition)) => conditions.push(condition),
                Ok(None) => {}
                Err(failure) => failures.push(failure),
            }
        }
    }
    ApiError::collect(failures).map_or(Ok(conditions), Err)
}

impl Filter {
    /// The parameter's name with this operator.
    #[must_use]
    pub fn parameter(&self, operator: Operator) -> String {
        format!("{}{}", self.name, operator.suffix())
    }

    fn read(
        &'static self,
        operator: Operator,
        parameters: &[(String, String)],
    ) -> Result<Option<Condition>, Failure> {
        let mut given = parameters.iter().filter(|(name, value)| {
            !value.is_empty()
                && name
                    .strip_prefix(self.name)
                    .is_some_and(|rest| rest == operator.suffix())
        });
        let mut texts: Vec<&str> = Vec::new();
        if operator.takes_several() {
            for (_, value) in given {
                texts.extend(
                    value
                        .split(',')
                        .map(str::trim)
                        .filter(|text| !text.is_empty()),
                );
            }
        } else if let Some((_, last)) = given.next_back() {
            texts.push(last);
        }
        if texts.is_empty() {
            return Ok(None);
        }
        let refuse = |message: String| Failure::invalid(self.parameter(operator), message);
        match (operator, texts.len()) {
            (Operator::Range, 2) => {}
            (Operator::Range, _) => return Err(refuse("Range query expects two values.".into())),
            (_, several) if several > FILTER_VALUES_MAX => {
                return Err(refuse(format!(
                    "No more than {FILTER_VALUES_MAX} values are taken."
                )));
            }
            _ => {}
        }
        let operands = texts
            .into_iter()
            .map(|text| self.operand(operator, text))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Condition {
            filter: self,
            operator,
            operands,
        }))
    }

    fn operand(&self, operator: Operator, text: &str) -> Result<Operand, Failure> {
        let refuse = |message: String| Failure::invalid(self.parameter(operator), message);
        if text.contains('\0') {
            return Err(refuse("Null characters are not allowed.".into()));
        }
        if text.chars().count() > FILTER_CHARACTERS_MAX {
            return Err(refuse(format!(
                "Ensure this value has at most {FILTER_CHARACTERS_MAX} characters."
            )));
        }
        match self.kind {
            FilterKind::Uuid => Uuid::try_parse(text)
                .map(Operand::Uuid)
                .map_err(|_| refuse(not_a_uuid(&shortened(text)))),
            FilterKind::Date | FilterKind::Moment => {
                // A full timestamp stands for its day: older clients send one.
                let day = text.get(..10).filter(|_| text.parse::<Timestamp>().is_ok());
                day.unwrap_or(text)
                    .parse()
                    .map(Operand::Date)
                    .map_err(|_| refuse("Enter a valid date: YYYY-MM-DD.".into()))
            }
            FilterKind::Number => Decimal::from_str(text)
                .map(Operand::Number)
                .map_err(|_| refuse("Enter a number.".into())),
            FilterKind::Choice(words) => {
                if operator == Operator::NotIn || words.contains(&text) {
                    Ok(Operand::Text(text.to_owned()))
                } else {
                    Err(refuse(format!(
                        "Select a valid choice. {} is not one of the available choices.",
                        shortened(text)
                    )))
                }
            }
            FilterKind::Text | FilterKind::Words => {
                if !matches!(operator, Operator::Contains | Operator::Partial) {
                    return Ok(Operand::Text(text.to_owned()));
                }
                let short = text.chars().count() < CONTAINS_CHARACTERS_MIN;
                if short && operator == Operator::Contains {
                    return Err(refuse(format!(
                        "Ensure this value has at least {CONTAINS_CHARACTERS_MIN} characters."
                    )));
                }
                Ok(Operand::Text(text.to_lowercase()))
            }
        }
    }

    /// The filterable value of a document: its facet, or null where there is nothing.
    ///
    /// Numbers stay numbers, moments become their UTC day, lists stay lists.
    #[must_use]
    pub fn facet(&self, document: &Value) -> Value {
        let mut found = document;
        for step in self.at.split('.') {
            match found.get(step) {
                Some(inner) => found = inner,
                None => {
                    found = &Value::Null;
                    break;
                }
            }
        }
        self.facet_of(found)
    }

    /// The facet of the value that stands where this filter looks.
    pub(crate) fn facet_of(&self, found: &Value) -> Value {
        match (self.kind, found) {
            // Where `null` is a word of the filter, nothing can be asked for by that name.
            (FilterKind::Choice(words), Value::Null) if words.contains(&"null") => "null".into(),
            (FilterKind::Moment, Value::String(moment)) => moment
                .parse::<Timestamp>()
                .map_or(Value::Null, |moment| moment.utc_date().to_string().into()),
            (_, found) => found.clone(),
        }
    }
}

/// The facets of a document: one entry per filter that finds a value in it.
#[must_use]
pub fn facets(filters: &[Filter], document: &Value) -> Map<String, Value> {
    filters
        .iter()
        .map(|filter| (filter.name.to_owned(), filter.facet(document)))
        .filter(|(_, facet)| !facet.is_null())
        .collect()
}

impl Condition {
    /// Whether a document with this facet passes. A missing value passes nothing, except that it is
    /// none of any set.
    #[must_use]
    pub fn matches(&self, facet: &Value) -> bool {
        let compare = |operand: &Operand| compare(facet, operand);
        let first = self.operands.first();
        match self.operator {
            Operator::Equal => first.and_then(compare).is_some_and(|order| order.is_eq()),
            Operator::Greater => first.and_then(compare).is_some_and(|order| order.is_gt()),
            Operator::GreaterOrEqual => first.and_then(compare).is_some_and(|order| order.is_ge()),
            Operator::Less => first.and_then(compare).is_some_and(|order| order.is_lt()),
            Operator::LessOrEqual => first.and_then(compare).is_some_and(|order| order.is_le()),
            Operator::Range => {
                let low = first.and_then(compare).is_some_and(|order| order.is_ge());
                low && self
                    .operands
                    .get(1)
                    .and_then(compare)
                    .is_some_and(|order| order.is_le())
            }
            Operator::In => self.any(compare),
            Operator::NotIn => !self.any(compare),
            Operator::AllIn => self.operands.iter().all(|operand| match (facet, operand) {
                (Value::Array(words), Operand::Text(text)) => {
                    words.iter().any(|word| word.as_str() == Some(text))
                }
                _ => false,
            }),
            Operator::Contains | Operator::Partial => match (facet, first) {
                (Value::String(whole), Some(Operand::Text(part))) => {
                    whole.to_lowercase().contains(part)
                }
                _ => false,
            },
        }
    }

    fn any(&self, compare: impl Fn(&Operand) -> Option<std::cmp::Ordering>) -> bool {
        self.operands
            .iter()
            .any(|operand| compare(operand).is_some_and(|order| order.is_eq()))
    }
}

fn compare(facet: &Value, operand: &Operand) -> Option<std::cmp::Ordering> {
    match (facet, operand) {
        (Value::String(found), Operand::Text(text)) => Some(found.as_str().cmp(text)),
        (Value::String(found), Operand::Uuid(id)) => {
            Uuid::try_parse(found).ok().map(|found| found.cmp(id))
        }
        (Value::String(found), Operand::Date(date)) => {
            found.parse::<Date>().ok().map(|found| found.cmp(date))
        }
        (Value::Number(found), Operand::Number(number)) => Decimal::from_str(&found.to_string())
            .ok()
            .map(|found| found.cmp(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    static FILTERS: &[Filter] = &[
        Filter {
            name: "amount",
            kind: FilterKind::Number,
            operators: Operator::COMPARED,
            at: "amount",
            about: "amount",
        },
        Filter {
            name: "name",
            kind: FilterKind::Text,
            operators: &[Operator::Equal, Operator::Contains],
            at: "name",
            about: "name",
        },
        Filter {
            name: "created_at",
            kind: FilterKind::Moment,
            operators: Operator::COMPARED,
            at: "created_at",
            about: "day of writing",
        },
        Filter {
            name: "resources",
            kind: FilterKind::Words,
            operators: &[Operator::AllIn],
            at: "resources",
            about: "resources",
        },
    ];

    fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect()
    }

    fn passes(pairs: &[(&str, &str)], document: &Value) -> bool {
        read_conditions(FILTERS, &query(pairs))
            .unwrap()
            .iter()
            .all(|condition| condition.matches(&condition.filter.facet(document)))
    }

    #[test]
    fn conditions_compare_what_the_document_holds() {
        let document = json!({
            "amount": 12.5, "name": "Seção Única", "created_at": "2026-02-09T23:59:59.999999Z",
            "resources": ["ACCOUNTS", "OWNERS", "BILLS"],
        });
        assert!(passes(
            &[("amount__gte", "12.50"), ("name__icontains", "ÚNI")],
            &document
        ));
        assert!(passes(
            &[("created_at__range", "2026-02-09,2026-02-09")],
            &document
        ));
        assert!(passes(&[("resources__allin", "OWNERS,BILLS")], &document));
        assert!(!passes(
            &[("resources__allin", "OWNERS,INVOICES")],
            &document
        ));
        assert!(!passes(&[("amount__gt", "12.5")], &document));
        assert!(!passes(&[("name", "seção única")], &document));
        assert!(passes(&[("amount", ""), ("unknown", "x")], &document));
    }

    #[test]
    fn values_of_the_wrong_form_name_their_parameter() {
        for (name, value) in [
            ("amount__gte", "many"),
            ("created_at__lt", "yesterday"),
            ("created_at__range", "2026-01-01"),
            ("name__icontains", "ab"),
            ("name", "a\0b"),
        ] {
            let error = read_conditions(FILTERS, &query(&[(name, value)])).unwrap_err();
            assert_eq!(error.failures().next().unwrap().field(), Some(name));
            assert_eq!(error.status(), 400);
        }
    }
}
