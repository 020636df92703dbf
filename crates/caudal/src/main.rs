//! Caudal: a self-hosted open-finance platform for Latin America.
//!
//! This is the program: its command line, its configuration, and the wiring of the parts.

mod arguments;
mod assembly;
mod commands;
mod configuration;
mod master_key;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::configuration::Configuration;

#[global_allocator]
static ALLOCATOR: caudal_allocator::Allocator = caudal_allocator::Allocator;

fn main() -> ExitCode {
    caudal_allocator::economise();
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("caudal: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { command, options } = arguments;
    // What only prints what the program knows needs no configuration and no runtime.
    match &command {
        Some(Command::Openapi) => return commands::contract::openapi(),
        Some(Command::Dictionary(which)) => return commands::contract::dictionary(which),
        _ => {}
    }
    let configuration = Configuration::read(options)?;
    configuration.log.start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command.unwrap_or(Command::Serve) {
            Command::Serve => commands::serve::run(&configuration).await,
            Command::Keys(what) => commands::keys::run(&configuration, what).await,
            Command::Personas(what) => commands::personas::run(&configuration, what).await,
            Command::Faults(what) => commands::faults::run(&configuration, what).await,
            Command::Webhooks(what) => commands::webhooks::run(&configuration, what).await,
            Command::Clock(what) => commands::clock::run(&configuration, what).await,
            Command::Sandbox(what) => commands::sandbox::run(&configuration, what).await,
            Command::Migrate => commands::migrate::run(&configuration).await,
            Command::Doctor => commands::doctor::run(&configuration).await,
            Command::Explain { request_id, json } => {
                commands::explain::run(&configuration, &request_id, json).await
            }
            Command::ImportCfdi { link, files } => {
                commands::import::run(&configuration, link, files).await
            }
            Command::Openapi | Command::Dictionary(_) => Ok(ExitCode::SUCCESS),
        }
    })
}
