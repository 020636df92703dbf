//! Absolute addresses: the scheme and host that the client used, as far as it can be known.

use http::HeaderMap;
use http::header::HOST;

/// `https://api.example` as the client sees this server. Behind a proxy the forwarded values count.
pub(crate) fn base(headers: &HeaderMap) -> String {
    let first = |name: &str| {
        let value = headers.get(name)?.to_str().ok()?;
        value.split(',').next().map(str::trim)
    };
    let scheme = first("x-forwarded-proto").filter(|scheme| matches!(*scheme, "http" | "https"));
    let host = first("x-forwarded-host")
        .or_else(|| first(HOST.as_str()))
        .filter(|host| is_host(host));
    format!(
        "{}://{}",
        scheme.unwrap_or("http"),
        host.unwrap_or("localhost")
    )
}

/// A host name or address with an optional port, and nothing that could end the address early.
fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 255
        && text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']')
        })
}

/// The address of another page of the same list: the same query with only the page changed.
pub(crate) fn page(base: &str, path: &str, query: &str, page: u64) -> String {
    let mut address = format!("{base}{path}?");
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        if pair != "page" && !pair.starts_with("page=") {
            address.push_str(pair);
            address.push('&');
        }
    }
    address.push_str(&format!("page={page}"));
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn the_client_finds_itself_in_the_address() {
        assert_eq!(
            base(&headers(&[("host", "127.0.0.1:8000")])),
            "http://127.0.0.1:8000"
        );
        let proxied = [
            ("host", "inner"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "a.b"),
        ];
        assert_eq!(base(&headers(&proxied)), "https://a.b");
        assert_eq!(
            base(&headers(&[("host", "evil\"/><script>")])),
            "http://localhost"
        );
    }

    #[test]
    fn other_pages_keep_every_filter() {
        let next = page(
            "http://h",
            "/api/accounts/",
            "page=2&page_size=10&name=a%20b",
            3,
        );
        assert_eq!(
            next,
            "http://h/api/accounts/?page_size=10&name=a%20b&page=3"
        );
    }
}
