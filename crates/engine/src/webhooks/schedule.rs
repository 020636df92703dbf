//! When a delivery is tried again, and when it is given up. Rules without a clock.

use caudal_connect::{Answered, OutboundError};
use caudal_model::Timestamp;
use caudal_store::DeliveryState;

use crate::engine::Settings;

/// The longest pause that a receiver may ask for, in seconds.
pub const RETRY_AFTER_SECONDS_MAX: i64 = 3_600;

/// What becomes of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) state: DeliveryState,
    pub(super) due_at: Option<Timestamp>,
    pub(super) ended_at: Option<Timestamp>,
}

/// What becomes of a delivery after its attempt of this number, counted from one.
pub(super) fn after_attempt(
    attempt: u32,
    answer: &Result<Answered, OutboundError>,
    settings: &Settings,
    now: Timestamp,
) -> Next {
    if answer.as_ref().is_ok_and(taken) {
        return ended(DeliveryState::Delivered, now);
    }
    if attempt > settings.webhook_retries {
        return ended(DeliveryState::Failed, now);
    }
    let asked = answer
        .as_ref()
        .ok()
        .and_then(|answer| retry_after(answer.retry_after.as_deref()?, now));
    let pause = i64::from(settings.webhook_retry_seconds).saturating_mul(i64::from(attempt));
    let pause = pause.max(asked.unwrap_or_default());
    let due_at = now
        .microseconds()
        .saturating_add(pause.saturating_mul(1_000_000));
    Next {
        state: DeliveryState::Pending,
        due_at: Timestamp::from_microseconds(due_at).or(Some(now)),
        ended_at: None,
    }
}

/// Whether an answer says that the event has arrived.
pub(super) fn taken(answer: &Answered) -> bool {
    (200..300).contains(&answer.status)
}

fn ended(state: DeliveryState, now: Timestamp) -> Next {
    Next {
        state,
        due_at: None,
        ended_at: Some(now),
    }
}

/// How many seconds a receiver asks to be left alone: it says so in seconds or as a moment.
fn retry_after(text: &str, now: Timestamp) -> Option<i64> {
    let text = text.trim();
    let seconds = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().unwrap_or(i64::MAX)
    } else {
        let moment = jiff::fmt::rfc2822::parse(text).ok()?;
        moment.timestamp().as_second() - now.0.as_second()
    };
    Some(seconds.clamp(0, RETRY_AFTER_SECONDS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    fn answer(status: u16, retry_after: Option<&str>) -> Result<Answered, OutboundError> {
        Ok(Answered {
            status,
            retry_after: retry_after.map(str::to_owned),
            body: Vec::new(),
            whole: true,
        })
    }

    /// The seconds until the next attempt, if there is one.
    fn pause(attempt: u32, answer: &Result<Answered, OutboundError>) -> Option<i64> {
        let next = after_attempt(attempt, answer, &Settings::default(), now());
        let due_at = next.due_at?;
        assert_eq!(next.state, DeliveryState::Pending);
        Some(due_at.0.as_second() - now().0.as_second())
    }

    #[test]
    fn every_answer_of_the_two_hundreds_will_do_and_no_other() {
        for status in [200, 201, 202, 204, 299] {
            let next = after_attempt(1, &answer(status, Some("9")), &Settings::default(), now());
            assert_eq!(
                (next.state, next.ended_at),
                (DeliveryState::Delivered, Some(now()))
            );
        }
        for status in [100, 199, 300, 301, 404, 410, 500, 503] {
            assert_eq!(pause(1, &answer(status, None)), Some(60), "{status}");
        }
        assert_eq!(pause(1, &Err(OutboundError::Late)), Some(60));
    }

    #[test]
    fn five_further_attempts_each_wait_a_minute_longer() {
        let failed = answer(500, None);
        let pauses: Vec<_> = (1..=6).map(|attempt| pause(attempt, &failed)).collect();
        assert_eq!(
            pauses,
            [Some(60), Some(120), Some(180), Some(240), Some(300), None]
        );
        let next = after_attempt(6, &failed, &Settings::default(), now());
        assert_eq!(
            (next.state, next.ended_at),
            (DeliveryState::Failed, Some(now()))
        );
    }

    #[test]
    fn a_receiver_may_ask_for_more_time_but_not_for_any_time() {
        for (asked, seconds) in [
            ("7", 60),
            ("600", 600),
            ("3600", 3_600),
            ("3601", 3_600),
            ("99999999999999999999", 3_600),
            ("Sun, 01 Mar 2026 12:10:00 GMT", 600),
            ("Sun, 01 Mar 2026 11:00:00 GMT", 60),
            ("Tue, 31 Dec 2999 23:59:59 GMT", 3_600),
            ("soon", 60),
            ("-5", 60),
            ("", 60),
        ] {
            assert_eq!(
                pause(1, &answer(503, Some(asked))),
                Some(seconds),
                "{asked}"
            );
        }
    }
}
