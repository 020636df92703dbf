//! Pictures of institutions: drawn from their initials and colour. Nobody's trademark is copied.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use caudal_model::Failure;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};

use crate::app::App;
use crate::entry::Segment;
use crate::problem::Answer;

/// `GET /static/logos/{brand}.svg`
pub(crate) async fn picture(State(app): State<App>, Segment(file): Segment) -> Answer {
    let brand = file.strip_suffix(".svg").ok_or(Failure::NotFound)?;
    let ends = format!("/{file}");
    let institution = app
        .engine
        .every_institution()
        .iter()
        .find(|institution| {
            institution
                .icon_logo
                .as_deref()
                .is_some_and(|at| at.ends_with(&ends))
        })
        .filter(|_| !brand.is_empty())
        .ok_or(Failure::NotFound)?;
    let drawn = drawing(&institution.display_name, &institution.primary_color);
    let mut response = Response::new(Body::from(drawn));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'"),
    );
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=86400"),
    );
    Ok(response)
}

/// A square of the brand's colour with up to two initials.
fn drawing(name: &str, color: &str) -> String {
    let plain = color.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    });
    let color = if plain { color } else { "#445566" };
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|sign| sign.is_alphanumeric())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" role=\"img\">\
         <rect width=\"64\" height=\"64\" rx=\"12\" fill=\"{color}\"/>\
         <text x=\"32\" y=\"42\" font-family=\"sans-serif\" font-size=\"28\" font-weight=\"600\" \
         fill=\"#fff\" text-anchor=\"middle\">{initials}</text></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_name_or_colour_can_break_the_picture() {
        let drawn = drawing("<script> & Banco", "red\"/><script>");
        assert!(!drawn.contains("script"), "{drawn}");
        assert!(drawing("Banco do Brasil", "#FFCC00").contains(">BD<"));
    }
}
