//! The second factor: how the institution asks for its token.

use caudal_model::failure::TokenGeneration;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// The kinds of second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Factor {
    /// The user reads a token from a device of their own.
    Text,
    /// The user scans a picture and reads the token from the application.
    Qr,
    /// The user types a number into a device and reads the token from it.
    Numeric,
}

const QR_SIDE_PIXELS: u32 = 200;

impl Factor {
    pub(super) fn of(username: &str) -> Self {
        match username {
            "mfa_qr" => Self::Qr,
            "mfa_numeric" => Self::Numeric,
            _ => Self::Text,
        }
    }

    /// The question; each attempt gets another one.
    pub(super) fn challenge(self, username: &str, attempt: u32) -> TokenGeneration {
        let code = Chance::new(0)
            .branch("challenge")
            .branch(username)
            .at(i64::from(attempt))
            .between("code", 10_000, 99_999);
        let (kind, instructions, value) = match self {
            Self::Text => (
                "text",
                "Enter the token that your bank's application or device shows you.",
                None,
            ),
            Self::Qr => (
                "qr",
                "Scan the QR code with your bank's application and enter the token it shows you.",
                qr(&format!("https://bank.example/token/{code}")),
            ),
            Self::Numeric => (
                "numeric",
                "Type this number into your token device and enter the answer it shows you.",
                Some(code.to_string()),
            ),
        };
        TokenGeneration {
            kind: kind.to_owned(),
            instructions: instructions.to_owned(),
            value,
            expects_user_input: true,
        }
    }
}

/// A picture of the text as a data URI.
fn qr(text: &str) -> Option<String> {
    let picture = QrCode::new(text.as_bytes())
        .ok()?
        .render::<svg::Color<'_>>()
        .min_dimensions(QR_SIDE_PIXELS, QR_SIDE_PIXELS)
        .build();
    let escaped: String = picture
        .chars()
        .map(|character| match character {
            '%' => "%25".to_owned(),
            '#' => "%23".to_owned(),
            '"' => "'".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\n' | '\r' => " ".to_owned(),
            plain => plain.to_string(),
        })
        .collect();
    Some(format!("data:image/svg+xml,{escaped}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_factor_asks_in_its_own_way() {
        let text = Factor::of("anyone").challenge("anyone", 1);
        assert_eq!((text.kind.as_str(), text.value), ("text", None));
        let qr = Factor::of("mfa_qr").challenge("mfa_qr", 1).value.unwrap();
        assert!(qr.starts_with("data:image/svg+xml,"), "{qr}");
        let numeric = Factor::of("mfa_numeric");
        assert_ne!(
            numeric.challenge("mfa_numeric", 1).value,
            numeric.challenge("mfa_numeric", 2).value
        );
    }
}
