//! Prints the OpenAPI document.
#![expect(clippy::print_stdout, reason = "printing is what it does")]

fn main() -> serde_json::Result<()> {
    let document = caudal_model::openapi::document(env!("CARGO_PKG_VERSION"));
    println!("{}", serde_json::to_string_pretty(&document)?);
    Ok(())
}
