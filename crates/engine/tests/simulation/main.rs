//! A deterministic simulation: two processes of a deployment over one store, the sandbox's people at a
//! bank that fails, a receiver that fails, and a scheduler that decides who acts next, when time passes
//! and when a process dies. Everything follows from a seed.
//!
//! `CAUDAL_SIMULATION_SEED=1234 cargo nextest run -p caudal-engine --test simulation` runs one seed
//! again; `CAUDAL_SIMULATION_SEEDS=100000` runs more of them.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "which seed is run is said by the environment, and what happens in it is printed"
)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it does not expect has failed"
)]

mod bank;
mod chance;
mod invariants;
mod process;
mod receiver;
mod run;

/// Seeds that each part of the simulation runs when nothing is said; there are four parts.
const SEEDS_PER_PART: u64 = 250;
const PARTS: u64 = 4;

fn part(part: u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    if let Some(seed) = number("CAUDAL_SIMULATION_SEED") {
        if part == 0 {
            runtime.block_on(run::simulate(seed, true));
        }
        return;
    }
    let seeds = number("CAUDAL_SIMULATION_SEEDS").map_or(SEEDS_PER_PART, |all: u64| all / PARTS);
    let mut sums = run::Sums::default();
    for seed in (0..seeds).map(|turn| turn * PARTS + part) {
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            runtime.block_on(run::simulate(seed, false))
        }));
        match outcome {
            Ok(ran) => sums.add(&ran),
            Err(_) => panic!("seed {seed} failed: CAUDAL_SIMULATION_SEED={seed} runs it again"),
        }
    }
    println!("{seeds} seeds: {sums:?}");
    sums.require_variety(seeds);
}

#[test]
fn whatever_dies_in_between_the_effect_is_once_first_part() {
    part(0);
}

#[test]
fn whatever_dies_in_between_the_effect_is_once_second_part() {
    part(1);
}

#[test]
fn whatever_dies_in_between_the_effect_is_once_third_part() {
    part(2);
}

#[test]
fn whatever_dies_in_between_the_effect_is_once_fourth_part() {
    part(3);
}
