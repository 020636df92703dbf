//! Prints every document that an institution shows of one person, one to a line, and to the error
//! output how long it took to make them:
//! `cargo run --release -p caudal-sandbox --example life -- erebor_br_retail bnk100 full`.

use std::io::Write as _;
use std::time::Instant;

use caudal_model::{Extent, Identities, Kind, Stamper};
use caudal_sandbox::{Access, Credentials, World};
use uuid::Uuid;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let bank = arguments
        .next()
        .unwrap_or_else(|| "erebor_br_retail".into());
    let username = arguments.next().unwrap_or_else(|| "bnk100".into());
    let password = arguments.next();
    let world = World::new(0);
    let institution = world.institutions().iter().find(|known| known.name == bank);
    let institution = institution.ok_or("no such institution")?;
    let credentials = Credentials {
        username,
        password,
        token: Some("111111".into()),
        ..Credentials::default()
    };
    let Access::Open(visit) = world.login(institution, &credentials, None) else {
        return Err("the institution did not let them in".into());
    };
    let now = "2026-11-20T15:00:00Z".parse()?;
    let stamper = Stamper::new(Identities::new(b"example"), Uuid::nil(), now);
    let (mut out, mut timing) = (std::io::stdout().lock(), std::io::stderr().lock());
    let start = Instant::now();
    let all = world.fetch_all(&visit, institution, Kind::ALL, Extent::default(), &stamper);
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    writeln!(timing, "together: {} in {milliseconds:.1} ms", all.len())?;
    drop(all);
    for kind in Kind::ALL {
        let start = Instant::now();
        let documents = world.fetch(&visit, institution, *kind, Extent::default(), &stamper);
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        writeln!(
            timing,
            "{kind}: {} in {milliseconds:.1} ms",
            documents.len()
        )?;
        for document in &documents {
            writeln!(out, "{}", document.body)?;
        }
    }
    Ok(())
}
