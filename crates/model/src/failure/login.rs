//! What can come between a user and their institution: a question, or a refused login.

/// A question that the institution asks the user before it lets them in (status 428).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// What the resuming request names: 32 hexadecimal digits.
    pub session: String,
    /// Seconds until the session can no longer be resumed.
    pub expiry_seconds: i64,
    /// The link that is waiting.
    pub link: uuid::Uuid,
    /// How the token is generated.
    pub token: TokenGeneration,
}

/// How the user comes by the token that the institution asks for.
#[derive(
    Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct TokenGeneration {
    /// The kind of challenge: `numeric`, `qr`, `text` or `inputless`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What to tell the user.
    pub instructions: String,
    /// The challenge itself: a code to show, an image as a data URI, or a question.
    pub value: Option<String>,
    /// False when the user confirms elsewhere and there is nothing to type.
    pub expects_user_input: bool,
}

/// Why an institution refused a login (code `login_error`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginError {
    /// Wrong user or password.
    InvalidCredentials,
    /// A token is needed and this institution cannot ask for it here.
    UnsupportedToken,
    /// Something unforeseen at the institution.
    Unexpected,
    /// Known to be wrong, so not tried again.
    NotAttempted,
    /// A credential the institution needs was not given.
    MissingCredentials,
    /// The institution forbids this user to enter.
    Forbidden,
    /// The institution has locked this user out.
    Locked,
}

impl LoginError {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::InvalidCredentials => "Invalid credentials provided to login to the institution",
            Self::UnsupportedToken => {
                "A MFA token is required by the institution, but it's not supported yet."
            }
            Self::Unexpected => {
                "Impossible to login, something unexpected happened while logging into the \
                 institution. Try again later."
            }
            Self::NotAttempted => "Login not attempted due to invalid credentials",
            Self::MissingCredentials => "Missing credentials to login to the institution",
            Self::Forbidden => "The user account access was forbidden by the institution",
            Self::Locked => {
                "The user account is locked, user needs to contact the institution to unlock it"
            }
        }
    }
}
