//! Conditions as SQL. What a condition means is said by [`Condition::matches`]; this says the same
//! to a database. A value only ever travels as a parameter, never inside the text.

use std::fmt::Write as _;

use caudal_model::{Condition, Date, Operand, Operator};
use jiff::civil;
use uuid::Uuid;

use crate::db::{Engine, Query, Value};
use crate::facets::{self, FOLDED, LIST, NUMBER};

/// A filter's own column, by the type of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// An id.
    Id(&'static str),
    /// A moment in microseconds, compared by its day in UTC.
    Moment(&'static str),
    /// Text.
    Text(&'static str),
}

/// A statement that grows. Its parameters are numbered in the order in which they are written,
/// as both engines need it.
pub(crate) struct Sql {
    engine: Engine,
    text: String,
    values: Vec<Value>,
}

/// The values of a condition, all of one type.
enum Operands {
    Ids(Vec<Uuid>),
    Texts(Vec<String>),
}

const DAY_MICROSECONDS: i64 = 86_400_000_000;

impl Sql {
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            text: String::new(),
            values: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Query {
        Query::new(self.text, self.values)
    }

    /// Writes text that is ours.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Writes a parameter.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        // Writing to a string does not fail.
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Writes a condition, in parentheses.
    pub(crate) fn condition(&mut self, condition: &Condition, columns: &[(&str, Column)]) {
        self.push("(");
        let name = condition.filter.name;
        let own = columns.iter().find(|(column, _)| *column == name);
        match (own.map(|(_, column)| *column), condition.operator) {
            // Everything contains all of nothing.
            (_, Operator::AllIn) if condition.operands.is_empty() => {
                self.push("TRUE");
            }
            (Some(Column::Moment(column)), _) => self.days(column, condition),
            (None, Operator::AllIn) => self.all_in(name, &condition.operands),
            (None, Operator::Contains | Operator::Partial) => {
                self.contains(name, &condition.operands);
            }
            (Some(Column::Id(column)), operator) => {
                self.compare(column, operator, &Operands::ids(&condition.operands));
            }
            (Some(Column::Text(column)), operator) => {
                self.compare(column, operator, &Operands::texts(&condition.operands));
            }
            (None, operator) => {
                let operands = &condition.operands;
                let numbers = matches!(operands.first(), Some(Operand::Number(_)));
                let facet = match numbers {
                    true => facet(name, &NUMBER.to_string()),
                    false => facet(name, ""),
                };
                self.compare(&facet, operator, &Operands::texts(operands));
            }
        }
        self.push(")");
    }

    fn compare(&mut self, subject: &str, operator: Operator, operands: &Operands) {
        let ordered = operands.ordered(subject, self.engine);
        match operator {
            Operator::Equal => self.order(subject, "=", operands.at(0)),
            Operator::Greater => self.order(&ordered, ">", operands.at(0)),
            Operator::GreaterOrEqual => self.order(&ordered, ">=", operands.at(0)),
            Operator::Less => self.order(&ordered, "<", operands.at(0)),
            Operator::LessOrEqual => self.order(&ordered, "<=", operands.at(0)),
            Operator::Range => {
                self.order(&ordered, ">=", operands.at(0));
                self.push(" AND ");
                self.order(&ordered, "<=", operands.at(1));
            }
            Operator::In => self.any(subject, operands),
            Operator::NotIn => {
                self.push("(");
                self.any(subject, operands);
                self.push(") IS NOT TRUE");
            }
            Operator::AllIn | Operator::Contains | Operator::Partial => {
                self.push("FALSE");
            }
        }
    }

    fn order(&mut self, subject: &str, sign: &str, operand: Option<Value>) {
        match operand {
            None => self.push("FALSE"),
            Some(operand) => self
                .push(subject)
                .push(" ")
                .push(sign)
                .push(" ")
                .bind(operand),
        };
    }

    /// One parameter however many values there are, so that the text stays the same.
    fn any(&mut self, subject: &str, operands: &Operands) {
        if let (Some(only), None) = (operands.at(0), operands.at(1)) {
            return self.order(subject, "=", Some(only));
        }
        let (each, values) = match operands {
            Operands::Ids(ids) => ("unhex(value)", Value::Uuids(ids.clone())),
            Operands::Texts(texts) => ("value", Value::Texts(texts.clone())),
        };
        match self.engine {
            Engine::Postgres => self.push(subject).push(" = ANY(").bind(values).push(")"),
            Engine::Sqlite => self
                .push(subject)
                .push(" IN (SELECT ")
                .push(each)
                .push(" FROM json_each(")
                .bind(values)
                .push("))"),
        };
    }

    fn contains(&mut self, name: &str, operands: &[Operand]) {
        let Some(Operand::Text(part)) = operands.first() else {
            self.push("FALSE");
            return;
        };
        let position = match self.engine {
            Engine::Sqlite => "instr",
            Engine::Postgres => "strpos",
        };
        let facet = facet(name, &FOLDED.to_string());
        self.push(position).push("(").push(&facet).push(", ");
        self.bind(part.as_str()).push(") > 0");
    }

    fn all_in(&mut self, name: &str, operands: &[Operand]) {
        let Operands::Texts(words) = Operands::texts(operands) else {
            return;
        };
        if operands
            .iter()
            .any(|operand| !matches!(operand, Operand::Text(_)))
        {
            self.push("FALSE");
            return;
        }
        match self.engine {
            Engine::Postgres => {
                let name = quoted(&format!("{name}{LIST}"));
                // Containment rather than `?&`, which also takes a lone word for a list.
                let words = serde_json::Value::from(words).to_string();
                self.push(&format!("(facets -> {name}) @> ")).bind(words)
            }
            Engine::Sqlite => {
                let path = quoted(&format!("$.\"{name}{LIST}\""));
                self.push("NOT EXISTS (SELECT 1 FROM json_each(")
                    .bind(Value::Texts(words))
                    .push(") AS asked WHERE asked.value NOT IN ")
                    .push(&format!("(SELECT value FROM json_each(facets, {path})))"))
            }
        };
    }

    /// Compares a moment's day in UTC: each day is a range of moments.
    fn days(&mut self, column: &str, condition: &Condition) {
        let days = condition.operands.iter();
        let days: Vec<i64> = days.filter_map(day_start).collect();
        let (first, second) = (days.first().copied(), days.get(1).copied());
        let begin = first.map(Value::from);
        let end = first.map(|day| Value::from(day + DAY_MICROSECONDS));
        match condition.operator {
            Operator::Greater => self.order(column, ">=", end),
            Operator::GreaterOrEqual => self.order(column, ">=", begin),
            Operator::Less => self.order(column, "<", begin),
            Operator::LessOrEqual => self.order(column, "<", end),
            Operator::Range => self.moments(column, first, second),
            Operator::Equal => self.moments(column, first, first),
            Operator::In => self.any_day(column, &days),
            Operator::NotIn => {
                self.push("NOT (");
                self.any_day(column, &days);
                self.push(")");
            }
            Operator::AllIn | Operator::Contains | Operator::Partial => {
                self.push("FALSE");
            }
        }
    }

    fn any_day(&mut self, column: &str, days: &[i64]) {
        self.push("FALSE");
        for day in days {
            self.push(" OR (");
            self.moments(column, Some(*day), Some(*day));
            self.push(")");
        }
    }

    fn moments(&mut self, column: &str, first: Option<i64>, last: Option<i64>) {
        self.order(column, ">=", first.map(Value::from));
        self.push(" AND ");
        let end = last.map(|day| Value::from(day + DAY_MICROSECONDS));
        self.order(column, "<", end);
    }
}

impl Operands {
    fn ids(operands: &[Operand]) -> Self {
        let ids = operands.iter().filter_map(|operand| match operand {
            Operand::Uuid(id) => Some(*id),
            _ => None,
        });
        Self::Ids(ids.collect())
    }

    fn texts(operands: &[Operand]) -> Self {
        let texts = operands.iter().map(|operand| match operand {
            Operand::Text(text) => text.clone(),
            Operand::Uuid(id) => id.to_string(),
            Operand::Date(date) => date.to_string(),
            Operand::Number(number) => facets::sortable(*number),
        });
        Self::Texts(texts.collect())
    }

    fn at(&self, place: usize) -> Option<Value> {
        match self {
            Self::Ids(ids) => ids.get(place).copied().map(Value::from),
            Self::Texts(texts) => texts.get(place).map(|text| Value::from(text.as_str())),
        }
    }

    /// The subject as it sorts: by bytes. SQLite always does, PostgreSQL by the locale of the
    /// database unless told otherwise.
    fn ordered(&self, subject: &str, engine: Engine) -> String {
        match (self, engine) {
            (Self::Texts(_), Engine::Postgres) => format!("{subject} COLLATE \"C\""),
            _ => subject.to_owned(),
        }
    }
}

fn facet(name: &str, mark: &str) -> String {
    format!("(facets ->> {})", quoted(&format!("{name}{mark}")))
}

fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// The moment at which a day begins in UTC, in microseconds since 1970.
fn day_start(operand: &Operand) -> Option<i64> {
    let Operand::Date(Date(day)) = operand else {
        return None;
    };
    let days = civil::date(1970, 1, 1).until(*day).ok()?.get_days();
    Some(i64::from(days) * DAY_MICROSECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_where_their_moments_begin() {
        for (day, begins) in [
            ("1970-01-01", 0),
            ("1969-12-31", -DAY_MICROSECONDS),
            ("2026-11-20", 1_795_132_800_000_000),
            ("9999-12-31", 253_402_214_400_000_000),
            ("0000-01-01", -62_167_219_200_000_000),
        ] {
            assert_eq!(
                day_start(&Operand::Date(day.parse().unwrap())),
                Some(begins)
            );
        }
    }

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(facet("it's", "#"), "(facets ->> 'it''s#')");
    }
}
