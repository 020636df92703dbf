//! From a URL to a pool: parameters, encryption, limits.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::StoreError;

/// How long to wait for a connection: for one to be free, to be made, to be checked; in seconds.
const CONNECT_SECONDS: u64 = 10;
/// What every connection is set to: no compiling of queries, which takes longer than ours run, and
/// a limit of a minute to any statement.
const SESSION_OPTIONS: &str = "-c jit=off -c statement_timeout=60000 -c synchronous_commit=on";

/// What our URLs say beyond what the driver understands.
struct Address {
    config: Config,
    encrypted: bool,
    authorities: Option<String>,
}

pub(super) fn pool(url: &str, connections: usize) -> Result<Pool, StoreError> {
    let address = Address::parse(url)?;
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = if address.encrypted {
        let encryption = encryption(address.authorities.as_deref())?;
        Manager::from_config(
            address.config,
            MakeRustlsConnect::new(encryption),
            recycling,
        )
    } else {
        Manager::from_config(address.config, NoTls, recycling)
    };
    let limit = Some(Duration::from_secs(CONNECT_SECONDS));
    Pool::builder(manager)
        .max_size(connections)
        .timeouts(Timeouts {
            wait: limit,
            create: limit,
            recycle: limit,
        })
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

impl Address {
    fn parse(url: &str) -> Result<Self, StoreError> {
        let (base, parameters) = url.split_once('?').unwrap_or((url, ""));
        let mut encrypted = false;
        let mut authorities = None;
        let mut others = Vec::new();
        for parameter in parameters
            .split('&')
            .filter(|parameter| !parameter.is_empty())
        {
            match parameter.split_once('=') {
                Some(("sslmode", "disable" | "allow" | "prefer")) => encrypted = false,
                Some(("sslmode", "require" | "verify-ca" | "verify-full")) => encrypted = true,
                Some(("sslmode", _)) => return Err(StoreError::Url("unknown sslmode".to_owned())),
                Some(("sslrootcert", path)) => authorities = Some(path.to_owned()),
                _ => others.push(parameter),
            }
        }
        let url = format!("{base}?{}", others.join("&"));
        // The driver's own message may quote the URL, and with it the password.
        let parsed = url.trim_end_matches('?').parse::<Config>();
        let mut config = parsed.map_err(|_| {
            StoreError::Url("it is not postgres://user:password@host:port/database".to_owned())
        })?;
        config.ssl_mode(if encrypted {
            SslMode::Require
        } else {
            SslMode::Disable
        });
        if config.get_options().is_none() {
            config.options(SESSION_OPTIONS);
        }
        if config.get_application_name().is_none() {
            config.application_name("caudal");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(CONNECT_SECONDS));
        }
        Ok(Self {
            config,
            encrypted,
            authorities,
        })
    }
}

fn encryption(authorities: Option<&str>) -> Result<ClientConfig, StoreError> {
    let mut roots = RootCertStore::empty();
    match authorities {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let unusable = || StoreError::Url("sslrootcert is not a file of certificates".into());
            for certificate in CertificateDer::pem_file_iter(path).map_err(|_| unusable())? {
                let certificate = certificate.map_err(|_| unusable())?;
                roots.add(certificate).map_err(|_| unusable())?;
            }
            if roots.is_empty() {
                return Err(unusable());
            }
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Address, StoreError> {
        Address::parse(url)
    }

    #[test]
    fn encryption_is_what_the_url_asks_for() {
        assert!(!parse("postgres://a:b@localhost/c").unwrap().encrypted);
        assert!(
            !parse("postgres://a@localhost/c?sslmode=prefer")
                .unwrap()
                .encrypted
        );
        let verified = parse("postgres://a@h/c?sslmode=verify-full&sslrootcert=/ca.pem").unwrap();
        assert!(verified.encrypted);
        assert_eq!(verified.authorities.as_deref(), Some("/ca.pem"));
        assert!(parse("postgres://a@h/c?sslmode=perhaps").is_err());
    }

    #[test]
    fn no_password_is_ever_quoted() {
        for url in [
            "postgres://user:s3cret@host:port/db",
            "postgres://user:s3cret@host/db?nonsense=1",
        ] {
            let error = parse(url).err().unwrap();
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
        }
    }
}
