//! What an address says: whether it is encrypted, and whom to connect to.

use std::net::{IpAddr, Ipv4Addr};

use http::Uri;

use super::Reach;
use super::client::OutboundError;

/// The longest URL, in bytes.
const URL_BYTES_MAX: usize = 2_000;
/// The longest name of a host, in bytes.
const HOST_BYTES_MAX: usize = 253;

/// Whom to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) encrypted: bool,
    pub(super) host: Host,
    pub(super) port: u16,
}

/// A host, by name or by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    Name(String),
    Address(IpAddr),
}

/// Reads a URL.
pub(super) fn parse(url: &str) -> Result<Uri, OutboundError> {
    if url.len() > URL_BYTES_MAX {
        return Err(OutboundError::Address("the address is too long"));
    }
    url.parse()
        .map_err(|_| OutboundError::Address("it is not an address: write https://host/path"))
}

impl Target {
    /// What a URL says, if it may be called at all; where a name leads is not known yet.
    pub(super) fn of(uri: &Uri, reach: Reach) -> Result<Self, OutboundError> {
        let refused = OutboundError::Address;
        let encrypted = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if reach.allows_plain() => false,
            Some("http") => return Err(refused("the address must begin with https://")),
            _ => return Err(refused("the address must begin with https:// or http://")),
        };
        let authority = uri
            .authority()
            .ok_or(refused("the address names no host"))?;
        if authority.as_str().contains('@') {
            return Err(refused("the address may not hold a user or a password"));
        }
        let behind_host = authority.as_str().get(authority.host().len()..);
        let port = match behind_host.unwrap_or_default().strip_prefix(':') {
            None => Some(if encrypted { 443 } else { 80 }),
            Some(digits) => digits.parse().ok().filter(|port| *port > 0),
        };
        let target = Self {
            encrypted,
            host: Host::read(authority.host())?,
            port: port.ok_or(refused("the address has no valid port"))?,
        };
        match target.host {
            Host::Address(address) if !reach.allows(address) => Err(OutboundError::Forbidden),
            _ => Ok(target),
        }
    }
}

impl Host {
    fn read(text: &str) -> Result<Self, OutboundError> {
        let wrong = OutboundError::Address("the address names no valid host");
        if let Some(inner) = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            let address = inner.parse().map_err(|_| wrong)?;
            return Ok(Self::Address(IpAddr::V6(address)));
        }
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        let name = text.strip_suffix('.').unwrap_or(text);
        let labels_fit = name.split('.').all(|label| (1..=63).contains(&label.len()));
        if name.len() > HOST_BYTES_MAX || !name.bytes().all(sign) || !labels_fit {
            return Err(wrong);
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        if number(last).is_some() || last.bytes().all(|byte| byte.is_ascii_digit()) {
            let address = ipv4(name).ok_or(wrong)?;
            return Ok(Self::Address(IpAddr::V4(address)));
        }
        Ok(Self::Name(name.to_ascii_lowercase()))
    }
}

/// An IPv4 address in any of its spellings: one to four numbers, the last of which fills what is left.
fn ipv4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u32> = text.split('.').map(number).collect::<Option<_>>()?;
    let (&last, leading) = parts.split_last()?;
    let shown = u32::try_from(leading.len())
        .ok()
        .filter(|count| *count < 4)?;
    let left_bits = 32 - 8 * shown;
    if left_bits < 32 && last >> left_bits != 0 {
        return None;
    }
    let mut bits = last;
    for (place, part) in (0_u32..).zip(leading) {
        if *part > 255 {
            return None;
        }
        bits |= part << (24 - 8 * place);
    }
    Some(Ipv4Addr::from_bits(bits))
}

/// A number as addresses have it: decimal, hexadecimal behind `0x`, octal behind `0`.
fn number(text: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    match lower.strip_prefix("0x") {
        Some("") => Some(0),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            u32::from_str_radix(digits, 16).ok()
        }
        Some(_) => None,
        None if !lower.bytes().all(|byte| byte.is_ascii_digit()) => None,
        None => match lower.strip_prefix('0') {
            Some("") => Some(0),
            Some(digits) => u32::from_str_radix(digits, 8).ok(),
            None => lower.parse().ok(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str, reach: Reach) -> Result<Target, OutboundError> {
        Target::of(&parse(url)?, reach)
    }

    #[test]
    fn an_address_leads_to_one_host_and_port() {
        let target = read("https://Hooks.Example.com./in?a=b#c", Reach::Public).unwrap();
        assert_eq!(target.host, Host::Name("hooks.example.com".into()));
        assert_eq!((target.encrypted, target.port), (true, 443));
        let target = read("http://8.8.8.8:8080", Reach::PublicAndLoopback).unwrap();
        assert_eq!((target.encrypted, target.port), (false, 8080));
    }

    #[test]
    fn every_spelling_of_an_internal_address_is_refused() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "0x7f.0.0.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "0300.0250.1",
            "017700000001",
            "127.0.0.1.",
            "0",
            "0x",
            "10.1",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[fd00::1]",
            "169.254.169.254",
            "0xa9fea9fe",
        ] {
            let read = read(&format!("https://{host}/"), Reach::Public);
            assert!(
                matches!(read, Err(OutboundError::Forbidden)),
                "{host}: {read:?}"
            );
        }
    }

    #[test]
    fn a_sandbox_may_call_its_own_machine_and_nothing_else_internal() {
        let allowed = |url| read(url, Reach::PublicAndLoopback).is_ok();
        assert!(allowed("http://127.0.0.1:3000/hook"));
        assert!(allowed("http://[::1]:3000/hook"));
        assert!(!allowed("http://10.0.0.1/"));
        assert!(!allowed("http://0.0.0.0/"));
        assert!(!allowed("http://169.254.169.254/latest/meta-data/"));
    }

    #[test]
    fn what_is_no_address_of_a_host_is_refused() {
        for url in [
            "",
            "hooks",
            "/hooks",
            "ftp://example.com/",
            "https://",
            "https:///x",
            "file:///etc/passwd",
            "https://user@example.com/",
            "https://user:secret@example.com/",
            "https://example.com:0/",
            "https://example.com:99999/",
            "https://exa mple.com/",
            "https://ex%61mple.com/",
            "https://exämple.com/",
            "https://1.2.3.4.5/",
            "https://256.1.1.1/",
            "https://1.2.3.999/",
            "https://08.1.1.1/",
            "https://a..b/",
            "https://[fe80::1%25eth0]/",
            "https://[::1/",
            "https://4294967296/",
            "javascript:alert(1)",
        ] {
            let read = read(url, Reach::Anywhere);
            assert!(
                matches!(read, Err(OutboundError::Address(_))),
                "{url}: {read:?}"
            );
        }
        let longest = format!("https://example.com/{}", "x".repeat(URL_BYTES_MAX - 20));
        assert!(read(&longest, Reach::Public).is_ok());
        assert!(read(&format!("{longest}x"), Reach::Public).is_err());
        assert!(
            read("http://example.com/", Reach::Public).is_err(),
            "not encrypted"
        );
    }
}
