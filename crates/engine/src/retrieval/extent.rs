//! Which part of a resource a retrieval asks for.

use caudal_latam::calendar::{date, shifted};
use caudal_model::resources::transaction::Direction;
use caudal_model::{ApiError, Cadence, Date, Extent, Failure, Kind, Values};

/// What reaches back no further when only the last day of a period is given.
const OPEN_PERIOD_DAYS: i64 = 365;

/// The extent that a retrieval's body describes.
///
/// # Errors
/// `invalid` for a day after today, a year after this one, or a period that ends before it begins;
/// `validation_error` for one that is longer than the resource allows.
pub(crate) fn read(kind: Kind, values: &Values, today: Date) -> Result<Extent, ApiError> {
    require_years_or_days(kind, values)?;
    let word = values.text("type");
    Ok(Extent {
        period: period(kind, values, today)?,
        account: values.uuid("account").or_else(|| values.uuid("account_id")),
        direction: match word {
            Some("INFLOW") => Some(Direction::Inflow),
            Some("OUTFLOW") => Some(Direction::Outflow),
            _ => None,
        },
        cadence: match word {
            Some("monthly") => Some(Cadence::Monthly),
            Some("yearly") => Some(Cadence::Yearly),
            _ if values.text("year_from").is_some() => Some(Cadence::Yearly),
            _ => None,
        },
        attach_pdf: values.boolean("attach_pdf"),
        attach_xml: values.boolean("attach_xml"),
    })
}

/// Where a body knows both, months are asked for by their days and years by their numbers.
fn require_years_or_days(kind: Kind, values: &Values) -> Result<(), ApiError> {
    let fields = kind.resource().request.fields;
    let knows = |name: &str| fields.iter().any(|field| field.name == name);
    if !(knows("year_from") && knows("date_from")) {
        return Ok(());
    }
    let missing = if values.text("type") == Some("monthly") {
        ["date_from", "date_to"].map(|name| values.date(name).is_none().then_some(name))
    } else {
        ["year_from", "year_to"].map(|name| values.text(name).is_none().then_some(name))
    };
    let failures = missing
        .into_iter()
        .flatten()
        .map(|field| Failure::Required {
            field: field.into(),
        });
    ApiError::collect(failures).map_or(Ok(()), Err)
}

fn period(kind: Kind, values: &Values, today: Date) -> Result<Option<(Date, Date)>, ApiError> {
    let years = (year(values, "year_from"), year(values, "year_to"));
    if let (Some(from), Some(to)) = years
        && values.text("type") != Some("monthly")
    {
        return spanning(from, to, today).map(Some);
    }
    let (from, to) = (values.date("date_from"), values.date("date_to"));
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let to = to.unwrap_or(today);
    let from = from.unwrap_or_else(|| Date(shifted(to.0, -OPEN_PERIOD_DAYS)));
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

fn year(values: &Values, name: &str) -> Option<i16> {
    values.text(name)?.parse().ok()
}

/// Whole years, from the first day of the first to the last day of the last.
fn spanning(from: i16, to: i16, today: Date) -> Result<(Date, Date), ApiError> {
    if to > today.0.year() {
        return Err(Failure::invalid("year_to", "The year must not be in the future.").into());
    }
    if from > to {
        let message = "The first year must not be after the last one.";
        return Err(Failure::invalid("year_from", message).into());
    }
    Ok((Date(date(from, 1, 1)), Date(date(to, 12, 31))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use caudal_model::body::Body;
    use caudal_model::resources::retrieval::{ATTACH_PDF, DIRECTION, YEAR_FROM, YEAR_TO};
    use serde_json::{Value, json};

    fn today() -> Date {
        "2026-03-01".parse().unwrap()
    }

    fn transactions(from: &str, to: &str) -> Result<Option<(Date, Date)>, ApiError> {
        let link = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
        let body = json!({ "link": link, "date_from": from, "date_to": to });
        let values = Kind::Transactions.resource().request.read(&body).unwrap();
        read(Kind::Transactions, &values, today()).map(|extent| extent.period)
    }

    fn yearly(body: &Value) -> Result<Extent, ApiError> {
        let form = Body {
            name: "Test",
            about: "Every key that an extent is read from.",
            fields: &[YEAR_FROM, YEAR_TO, DIRECTION, ATTACH_PDF],
        };
        read(Kind::Owners, &form.read(body)?, today())
    }

    fn code(error: &ApiError) -> &'static str {
        error.failures().next().unwrap().code()
    }

    #[test]
    fn a_period_lies_in_the_past_and_is_a_year_at_most() {
        assert!(transactions("2026-03-01", "2026-03-01").unwrap().is_some());
        assert!(transactions("2025-03-01", "2026-03-01").unwrap().is_some());
        let refused = |from, to| code(&transactions(from, to).unwrap_err());
        assert_eq!(refused("2025-02-28", "2026-03-01"), "validation_error");
        assert_eq!(refused("2026-02-02", "2026-02-01"), "invalid");
        assert_eq!(refused("2026-02-02", "2026-03-02"), "invalid");
    }

    #[test]
    fn returns_are_asked_for_by_years_or_by_the_days_of_months() {
        let returns = |mut body: Value| {
            let link = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
            body["link"] = link.into();
            let values = Kind::TaxReturns.resource().request.read(&body).unwrap();
            read(Kind::TaxReturns, &values, today())
        };
        let yearly = returns(json!({ "year_from": "2024", "year_to": "2025" })).unwrap();
        assert_eq!(yearly.cadence, Some(Cadence::Yearly));
        let days = json!({ "type": "monthly", "date_from": "2025-01-01", "date_to": "2025-06-30" });
        let monthly = returns(days).unwrap();
        assert_eq!(monthly.cadence, Some(Cadence::Monthly));
        assert_eq!(monthly.period.unwrap().1.to_string(), "2025-06-30");
        for (body, count) in [
            (json!({}), 2),
            (json!({ "type": "yearly", "year_from": "2024" }), 1),
            (
                json!({ "type": "monthly", "year_from": "2024", "year_to": "2025" }),
                2,
            ),
        ] {
            let error = returns(body).unwrap_err();
            assert_eq!(code(&error), "required");
            assert_eq!(error.failures().count(), count);
        }
    }

    #[test]
    fn years_are_read_whole_and_end_with_this_one() {
        let body = |from: &str, to: &str| json!({ "year_from": from, "year_to": to, "type": "INFLOW", "attach_pdf": true });
        let extent = yearly(&body("2024", "2026")).unwrap();
        let (from, to) = extent.period.unwrap();
        assert_eq!(
            (from.to_string(), to.to_string()),
            ("2024-01-01".into(), "2026-12-31".into())
        );
        assert_eq!(extent.direction, Some(Direction::Inflow));
        assert!(extent.attach_pdf && !extent.attach_xml);
        assert_eq!(code(&yearly(&body("2026", "2024")).unwrap_err()), "invalid");
        assert_eq!(code(&yearly(&body("2026", "2027")).unwrap_err()), "invalid");
        assert_eq!(code(&yearly(&body("1826", "2026")).unwrap_err()), "invalid");
    }
}
