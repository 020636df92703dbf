//! Signatures as the Standard Webhooks specification describes them, so that receivers can verify
//! events with its libraries.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What every secret begins with.
const PREFIX: &str = "whsec_";

/// The secret that these bytes make.
#[must_use]
pub fn new_secret(bytes: &[u8; 32]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

/// A key that signs, ready for use.
#[derive(Debug)]
pub struct Signer(hmac::Key);

impl Signer {
    /// Reads a secret; `None` where it is none.
    #[must_use]
    pub fn new(secret: &str) -> Option<Self> {
        let bytes = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
        Some(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The signature of an event that is sent at this second.
    #[must_use]
    pub fn sign(&self, id: &str, second: i64, body: &str) -> String {
        let mut signing = hmac::Context::with_key(&self.0);
        signing.update(format!("{id}.{second}.").as_bytes());
        signing.update(body.as_bytes());
        format!("v1,{}", STANDARD.encode(signing.sign()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specifications_own_example_comes_out() {
        let signer = Signer::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature = signer.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_new_secret_can_be_read() {
        let secret = new_secret(&[7; 32]);
        assert!(secret.starts_with("whsec_") && Signer::new(&secret).is_some());
        assert!(Signer::new("7").is_none() && Signer::new("whsec_!").is_none());
    }
}
