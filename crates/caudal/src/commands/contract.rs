//! `caudal openapi` and `caudal dictionary`: the contract, from the same declarations that serve it.

use std::process::ExitCode;

use caudal_model::{Kind, openapi};

use crate::arguments::DictionaryArguments;
use crate::commands::answer;

/// Prints the OpenAPI document.
pub(crate) fn openapi() -> anyhow::Result<ExitCode> {
    let document = openapi::document(env!("CARGO_PKG_VERSION"));
    answer(&serde_json::to_string_pretty(&document)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the fields of one resource, or which resources there are.
pub(crate) fn dictionary(which: &DictionaryArguments) -> anyhow::Result<ExitCode> {
    let mut tables = vec![
        ("institutions".to_owned(), openapi::institution_dictionary()),
        ("links".to_owned(), openapi::link_dictionary()),
        ("consents".to_owned(), openapi::consent_dictionary()),
    ];
    tables.extend(Kind::ALL.iter().map(|kind| {
        let resource = kind.resource();
        let name = resource.path.trim_matches('/').trim_start_matches("api/");
        (name.to_owned(), openapi::dictionary(resource))
    }));
    let names = || {
        tables
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let Some(wanted) = &which.resource else {
        answer(&names())?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some((_, entries)) = tables.iter().find(|(name, _)| name == wanted) else {
        anyhow::bail!("there is no resource {wanted}; there are:\n{}", names());
    };
    if which.json {
        answer(&serde_json::to_string_pretty(entries)?)?;
    } else {
        answer(openapi::csv(entries).trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}
