//! The period that a retrieval asks for.

use caudal_model::{ApiError, Date, Failure, Kind, Values};

/// First and last day of the period, both included; none for a resource without one.
///
/// # Errors
/// `invalid` for a day after today or a period that ends before it begins; `validation_error` for
/// one that is longer than the resource allows.
pub(crate) fn read(
    kind: Kind,
    values: &Values,
    today: Date,
) -> Result<Option<(Date, Date)>, ApiError> {
    let Some(from) = values.date("date_from") else {
        return Ok(None);
    };
    let to = values.date("date_to").unwrap_or(today);
    let mut failures = Vec::new();
    if to > today {
        failures.push(Failure::invalid(
            "date_to",
            "The date must not be in the future.",
        ));
    }
    if from > to.min(today) {
        let message = "The first day must not be after the last one, nor in the future.";
        failures.push(Failure::invalid("date_from", message));
    }
    if let Some(error) = ApiError::collect(failures) {
        return Err(error);
    }
    let days = i64::from(to.0.since(from.0).map_or(i32::MAX, |span| span.get_days()));
    match kind.resource().period_days_max {
        Some(limit) if days > limit => Err(Failure::ValidationError {
            message: "Bad request".into(),
        }
        .into()),
        _ => Ok(Some((from, to))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn period(from: &str, to: &str) -> Result<Option<(Date, Date)>, ApiError> {
        let link = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
        let body = json!({ "link": link, "date_from": from, "date_to": to });
        let values = Kind::Transactions.resource().request.read(&body).unwrap();
        read(Kind::Transactions, &values, "2026-03-01".parse().unwrap())
    }

    #[test]
    fn a_period_lies_in_the_past_and_is_a_year_at_most() {
        assert!(period("2026-03-01", "2026-03-01").unwrap().is_some());
        assert!(period("2025-03-01", "2026-03-01").unwrap().is_some());
        let code = |from, to| {
            period(from, to)
                .unwrap_err()
                .failures()
                .next()
                .unwrap()
                .code()
        };
        assert_eq!(code("2025-02-28", "2026-03-01"), "validation_error");
        assert_eq!(code("2026-02-02", "2026-02-01"), "invalid");
        assert_eq!(code("2026-02-02", "2026-03-02"), "invalid");
    }
}
