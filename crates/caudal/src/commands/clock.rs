//! `caudal clock`: the time of a running server's sandbox.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use caudal_model::Timestamp;
use caudal_model::resources::clock::{ClockMovement, FallenDue, SandboxClock, span_microseconds};
use http::Method;
use serde_json::{Value, json};

use crate::arguments::ClockCommand;
use crate::commands::answer;
use crate::commands::server::Server;
use crate::configuration::Configuration;

const CLOCK: &str = "/sandbox/clock/";
/// How long a short request may take.
const TIME_MAX: Duration = Duration::from_secs(30);
/// How long one request that moves the clock may take: longer than the server goes on with one.
const ADVANCE_TIME_MAX: Duration = Duration::from_secs(300);
/// How often a terminal is told how far the clock has come.
const PROGRESS_PAUSE: Duration = Duration::from_millis(500);

/// Shows, moves, holds the clock, or lets it run.
pub(crate) async fn run(
    configuration: &Configuration,
    command: ClockCommand,
) -> anyhow::Result<ExitCode> {
    match command {
        ClockCommand::Show { server, json } => {
            let server = Server::named(configuration, &server)?;
            show(server.ask(Method::GET, CLOCK, None, TIME_MAX).await?, json)?;
        }
        ClockCommand::Hold { server, json } => {
            let server = Server::named(configuration, &server)?;
            let held = server.ask(Method::POST, "/sandbox/clock/hold/", None, TIME_MAX);
            show(held.await?, json)?;
        }
        ClockCommand::Run { server, json } => {
            let server = Server::named(configuration, &server)?;
            let running = server.ask(Method::POST, "/sandbox/clock/run/", None, TIME_MAX);
            show(running.await?, json)?;
        }
        ClockCommand::Advance {
            span,
            to,
            server,
            json,
        } => {
            let server = Server::named(configuration, &server)?;
            let to = destination(&server, span.as_deref(), to.as_deref()).await?;
            let moved = advance(&server, to).await?;
            if json {
                answer(&serde_json::to_string(&moved)?)?;
            } else {
                told(&moved)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show(clock: Value, json: bool) -> anyhow::Result<()> {
    if json {
        return answer(&clock.to_string());
    }
    let clock: SandboxClock = serde_json::from_value(clock)?;
    let ahead = clock.ahead_seconds;
    answer(&match (clock.held, ahead) {
        (true, _) => format!("{}, held", clock.now),
        (false, 0) => format!("{}, as the system's clock", clock.now),
        (false, ahead) => format!("{}, running, {ahead} s ahead of the system's", clock.now),
    })
}

/// Where the clock is to move. What is left of a span is asked for as the moment where it ends.
async fn destination(
    server: &Server,
    span: Option<&str>,
    to: Option<&str>,
) -> anyhow::Result<Timestamp> {
    if let Some(to) = to {
        return to
            .parse()
            .ok()
            .with_context(|| format!("{to} is no moment: write one such as 2026-04-01T00:00:00Z"));
    }
    let span = span.unwrap_or_default();
    let wrong = || format!("{span} is no span: write a number and s, m, h, d or w, such as 30d");
    let length = span_microseconds(span).with_context(wrong)?;
    let now = now_at(server).await?;
    let end = now.microseconds().checked_add(length);
    end.and_then(Timestamp::from_microseconds)
        .with_context(|| format!("{span} is too far"))
}

async fn now_at(server: &Server) -> anyhow::Result<Timestamp> {
    let clock = server.ask(Method::GET, CLOCK, None, TIME_MAX).await?;
    let clock: SandboxClock = serde_json::from_value(clock)?;
    Ok(clock.now)
}

/// Moves the clock all the way, in as many requests as that takes.
async fn advance(server: &Server, to: Timestamp) -> anyhow::Result<ClockMovement> {
    let path = "/sandbox/clock/advance/";
    let body = json!({ "to": to.to_string() });
    let mut whole: Option<ClockMovement> = None;
    loop {
        let asking = server.ask(Method::POST, path, Some(&body), ADVANCE_TIME_MAX);
        let moved = watched(server, to, asking).await?;
        let moved: ClockMovement = serde_json::from_value(moved)?;
        let complete = moved.complete;
        whole = Some(match whole {
            None => moved,
            Some(before) => joined(before, moved),
        });
        if complete {
            return whole.context("the clock did not move");
        }
    }
}

fn joined(before: ClockMovement, after: ClockMovement) -> ClockMovement {
    let mut ran = before.ran;
    ran.extend(after.ran);
    ClockMovement {
        from: before.from,
        now: after.now,
        complete: after.complete,
        count: before.count + after.count,
        ran,
    }
}

/// Waits for a movement; a terminal is told meanwhile how far it has come.
async fn watched(
    server: &Server,
    to: Timestamp,
    moving: impl Future<Output = anyhow::Result<Value>>,
) -> anyhow::Result<Value> {
    if !std::io::stderr().is_terminal() {
        return moving.await;
    }
    tokio::pin!(moving);
    loop {
        tokio::select! {
            moved = &mut moving => {
                rewrite("")?;
                return moved;
            }
            () = tokio::time::sleep(PROGRESS_PAUSE) => {
                if let Ok(now) = now_at(server).await {
                    rewrite(&format!("{now} of {to}"))?;
                }
            }
        }
    }
}

/// Replaces the line that a terminal shows last.
fn rewrite(line: &str) -> anyhow::Result<()> {
    let mut terminal = std::io::stderr().lock();
    write!(terminal, "\r\u{1b}[2K{line}")?;
    Ok(terminal.flush()?)
}

fn told(moved: &ClockMovement) -> anyhow::Result<()> {
    for ran in &moved.ran {
        answer(&line(ran))?;
    }
    let listed = moved.ran.len();
    if listed < moved.count {
        answer(&format!("… and {} more", moved.count - listed))?;
    }
    let things = match moved.count {
        0 => "nothing fell due".to_owned(),
        1 => "one thing fell due and was done".to_owned(),
        count => format!("{count} things fell due and were done"),
    };
    answer(&format!("{} -> {}: {things}", moved.from, moved.now))
}

fn line(ran: &FallenDue) -> String {
    let FallenDue {
        at,
        what,
        link,
        request_id,
        status,
    } = ran;
    format!("{at}  {what:<7}  {link}  {status}  {request_id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn movement(from: &str, now: &str, count: usize) -> ClockMovement {
        ClockMovement {
            from: from.parse().unwrap(),
            now: now.parse().unwrap(),
            complete: true,
            count,
            ran: vec![FallenDue {
                at: now.parse().unwrap(),
                what: "refresh".to_owned(),
                link: uuid::Uuid::nil(),
                request_id: "0".repeat(32),
                status: 200,
            }],
        }
    }

    #[test]
    fn a_way_in_several_requests_is_told_as_one() {
        let first = movement("2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z", 1);
        let second = movement("2026-03-08T00:00:00Z", "2026-03-15T00:00:00Z", 2);
        let whole = joined(first.clone(), second.clone());
        assert_eq!((whole.from, whole.now), (first.from, second.now));
        assert_eq!((whole.count, whole.ran.len()), (3, 2));
        assert!(line(&whole.ran[1]).starts_with("2026-03-15T00:00:00.000000Z  refresh  00000000-"));
    }
}
