//! The clock of a sandbox.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::{Body, Field, FieldKind, Form};
use crate::time::Timestamp;

/// Moves the clock.
pub static CLOCK_ADVANCE: Body = Body {
    name: "ClockAdvance",
    about: "How far the clock moves: either by a span or to a moment.",
    fields: &[
        Field {
            name: "by",
            kind: FieldKind::Text {
                min: 2,
                max: 12,
                form: Some(&SPAN_FORM),
            },
            required: false,
            about: "A span: a number and `s`, `m`, `h`, `d` or `w`, such as `30d`.",
        },
        Field {
            name: "to",
            kind: FieldKind::Text {
                min: 20,
                max: 40,
                form: None,
            },
            required: false,
            about: "A moment such as `2026-03-01T12:00:00Z`.",
        },
    ],
};

static SPAN_FORM: Form = Form {
    pattern: r"^\d{1,11}[smhdw]$",
    check: |text| seconds_of(text).is_some(),
    message: "Write a number and one of s, m, h, d or w.",
};

/// How the clock of a sandbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SandboxClock {
    /// What time it is in the sandbox.
    pub now: Timestamp,
    /// Whether it stands still.
    pub held: bool,
    /// How far it is ahead of the system's clock, in seconds; behind it where negative.
    pub ahead_seconds: i64,
}

/// What happened while the clock moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClockMovement {
    /// Where the clock stood before.
    pub from: Timestamp,
    /// Where it stands now.
    pub now: Timestamp,
    /// Whether it came as far as it was to; otherwise ask again for the rest.
    pub complete: bool,
    /// How many things fell due on the way, each of which has been done.
    pub count: usize,
    /// The first thousand of them, in order.
    pub ran: Vec<FallenDue>,
}

/// One thing that fell due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FallenDue {
    /// When it fell due.
    pub at: Timestamp,
    /// What it was: `refresh`, `history`, `stale` or `consent`.
    pub what: String,
    /// The link that it happened to.
    pub link: Uuid,
    /// The id that its events carry.
    #[schemars(regex(pattern = r"^[a-f0-9]{32}$"))]
    pub request_id: String,
    /// How it ended, as the status of a request would say it.
    pub status: u16,
}

/// The microseconds of `90s`, `5m`, `12h`, `30d` or `2w`.
#[must_use]
pub fn span_microseconds(span: &str) -> Option<i64> {
    let (number, seconds) = seconds_of(span)?;
    let count: i64 = number.parse().ok()?;
    count.checked_mul(seconds)?.checked_mul(1_000_000)
}

/// The number of a span, and the seconds of its unit.
fn seconds_of(span: &str) -> Option<(&str, i64)> {
    let (unit_at, unit) = span.char_indices().next_back()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return None,
    };
    let number = span.get(..unit_at)?;
    let digits = !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit());
    digits.then_some((number, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_numbers_with_a_unit() {
        assert_eq!(span_microseconds("90s"), Some(90_000_000));
        assert_eq!(span_microseconds("2w"), Some(14 * 86_400_000_000));
        for wrong in ["", "d", "30", "1y", "-1d", "99999999999999w", "é"] {
            assert_eq!(span_microseconds(wrong), None, "{wrong}");
        }
    }
}
