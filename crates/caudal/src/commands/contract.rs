//! `caudal openapi` and `caudal dictionary`: the contract, from the same declarations that serve it.

use std::process::ExitCode;

use crate::arguments::DictionaryArguments;
use crate::commands::answer;

/// Prints the OpenAPI document.
pub(crate) fn openapi() -> anyhow::Result<ExitCode> {
    let document = caudal_model::openapi::document(env!("CARGO_PKG_VERSION"));
    answer(&serde_json::to_string_pretty(&document)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the fields of one resource or of all.
pub(crate) fn dictionary(which: &DictionaryArguments) -> anyhow::Result<ExitCode> {
    let tables = caudal_model::openapi::dictionaries();
    let wanted = which.resource.as_deref();
    let rows: Vec<_> = tables
        .into_iter()
        .filter(|row| wanted.is_none_or(|name| name.eq_ignore_ascii_case(&row.resource)))
        .collect();
    if rows.is_empty() {
        anyhow::bail!("there is no resource {}", wanted.unwrap_or_default());
    }
    if which.json {
        answer(&serde_json::to_string_pretty(&rows)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    answer("resource,name,type,nullable,description,values")?;
    for row in rows {
        let values = row.values.join(" ");
        let cells = [&row.resource, &row.name, &row.kind, &row.nullable.to_string()];
        let cells = cells.map(|cell| quoted(cell)).join(",");
        answer(&format!("{cells},{},{}", quoted(&row.description), quoted(&values)))?;
    }
    Ok(ExitCode::SUCCESS)
}
