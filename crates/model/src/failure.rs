//! The error catalogue: every refusal the API knows, with its status, code, message and field.
//!
//! An answer is an array with one object per problem; [`ApiError`] is that array before the
//! request id is known.

mod login;

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::time::Timestamp;

pub use login::{Challenge, LoginError, TokenGeneration};

/// Everything that was wrong with one request. Never empty: the first problem sets the status.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    first: Failure,
    others: Vec<Failure>,
}

impl ApiError {
    /// The HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.first.status()
    }

    /// The problems in the order they were found.
    pub fn failures(&self) -> impl Iterator<Item = &Failure> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Gathers problems; `None` when there are none.
    pub fn collect(failures: impl IntoIterator<Item = Failure>) -> Option<Self> {
        let mut failures = failures.into_iter();
        Some(Self {
            first: failures.next()?,
            others: failures.collect(),
        })
    }

    /// The body of the answer: an array with one object per problem.
    #[must_use]
    pub fn body(&self, request_id: &str) -> Value {
        self.failures()
            .map(|failure| failure.object(request_id))
            .collect()
    }
}

impl From<Failure> for ApiError {
    fn from(first: Failure) -> Self {
        Self {
            first,
            others: Vec::new(),
        }
    }
}

type Text = Cow<'static, str>;

/// One problem of a request, as the catalogue names it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are named as the answer names them")]
pub enum Failure {
    /// A mandatory key is missing.
    Required { field: Text },
    /// Null where a value is needed.
    Null { field: Text },
    /// An empty string where text is needed.
    Blank { field: Text },
    /// A value of the wrong form; the message says which form.
    Invalid { field: Text, message: Text },
    /// A value outside the enumeration.
    InvalidChoice { field: Text, value: String },
    /// The body refers to something that is not there.
    DoesNotExist {
        field: Text,
        by: &'static str,
        value: String,
    },
    /// Something else where a list is needed.
    NotAList { field: Text, got: &'static str },
    /// Text that is too short.
    MinLength { field: Text, limit: usize },
    /// Text that is too long.
    MaxLength { field: Text, limit: usize },
    /// The body is not JSON.
    ParseError { detail: String },
    /// The credentials do not fit the institution's form, or the period is too long.
    ValidationError { message: Text },
    /// The same user of the same institution is linked already.
    Duplicated { institution_user_id: String },
    /// The institution refused the login.
    Login(LoginError),
    /// The user is already logged in there, or the link is being read right now.
    TooManySessions,
    /// The session to resume is gone.
    SessionExpired,
    /// The link's credentials no longer work.
    InvalidLink,
    /// The link's creation still waits for a token.
    UnconfirmedLink,
    /// The institution does not offer this resource.
    UnsupportedOperation,
    /// Recurrent links must store their credentials.
    InvalidCredentialsStorage,
    /// A link that forgets its credentials must say what to fetch.
    InvalidFetchResources,
    /// The period is too short for an estimate.
    InvalidPeriod,
    /// The institution does not answer.
    InstitutionDown,
    /// The institution answers, but not to this.
    InstitutionUnavailable,
    /// The institution is switched off in the catalogue.
    InstitutionInactive,
    /// The institution returned nothing for this request.
    UnavailableData,
    /// The monthly number of calls that Open Finance Brasil allows is used up.
    OperationalLimitsReached,
    /// No valid API key.
    AuthenticationFailed,
    /// Every account of the consent is gone.
    ConsentWithoutAccounts,
    /// The key may not use production.
    AccessToProductionDenied,
    /// The key may not use this resource.
    AccessToResourceDenied,
    /// The institution forbids this.
    PermissionDenied,
    /// An unknown address, or an id that is not the tenant's.
    NotFound,
    /// A page beyond the last.
    InvalidPage,
    /// The link's credentials were dropped as asked.
    ExpiredCredentials,
    /// The address does not know this verb.
    MethodNotAllowed { method: String },
    /// The work took too long; what was fetched is kept.
    RequestTimeout,
    /// The institution asks for a token.
    TokenRequired(Box<Challenge>),
    /// The link's history was read anew a short while ago.
    LinkRefreshed { minutes: u64 },
    /// A key that names no request: empty, too long, or of the wrong form.
    IdempotencyKeyInvalid,
    /// The first request under this key is still being worked on.
    IdempotencyKeyConflict,
    /// The first request under this key asked for something else.
    IdempotencyPayloadMismatch,
    /// Too many requests.
    Throttled { wait_seconds: u64 },
    /// The body is larger than the server reads.
    TooLarge { limit_bytes: usize },
    /// A fault on this side.
    Unexpected,
    /// The server cannot serve for the moment.
    ServiceUnavailable,
}

impl Failure {
    /// A value of the wrong form.
    pub fn invalid(field: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self::Invalid {
            field: field.into(),
            message: message.into(),
        }
    }

    /// The HTTP status that goes with the problem.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::AuthenticationFailed | Self::ConsentWithoutAccounts => 401,
            Self::AccessToProductionDenied
            | Self::AccessToResourceDenied
            | Self::PermissionDenied => 403,
            Self::NotFound | Self::InvalidPage | Self::ExpiredCredentials => 404,
            Self::MethodNotAllowed { .. } => 405,
            Self::RequestTimeout => 408,
            Self::LinkRefreshed { .. } | Self::IdempotencyKeyConflict => 409,
            Self::IdempotencyPayloadMismatch => 422,
            Self::TooLarge { .. } => 413,
            Self::TokenRequired(_) => 428,
            Self::Throttled { .. } => 429,
            Self::Unexpected | Self::ServiceUnavailable => 500,
            _ => 400,
        }
    }

    /// Whether the same request may be answered otherwise a moment later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::InstitutionDown
                | Self::InstitutionUnavailable
                | Self::TooManySessions
                | Self::RequestTimeout
                | Self::Throttled { .. }
                | Self::Unexpected
                | Self::ServiceUnavailable
        )
    }

    /// The machine's name of the problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required { .. } => "required",
            Self::Null { .. } => "null",
            Self::Blank { .. } => "blank",
            Self::Invalid { .. } => "invalid",
            Self::InvalidChoice { .. } => "invalid_choice",
            Self::DoesNotExist { .. } => "does_not_exist",
            Self::NotAList { .. } => "not_a_list",
            Self::MinLength { .. } => "min_length",
            Self::MaxLength { .. } => "max_length",
            Self::ParseError { .. } => "parse_error",
            Self::ValidationError { .. } => "validation_error",
            Self::Duplicated { .. } => "duplicated",
            Self::Login(_) => "login_error",
            Self::TooManySessions => "too_many_sessions",
            Self::SessionExpired => "session_expired",
            Self::InvalidLink => "invalid_link",
            Self::UnconfirmedLink => "unconfirmed_link",
            Self::UnsupportedOperation => "unsupported_operation",
            Self::InvalidCredentialsStorage => "invalid_credentials_storage",
            Self::InvalidFetchResources => "invalid_fetch_resources",
            Self::InvalidPeriod => "invalid_period",
            Self::InstitutionDown => "institution_down",
            Self::InstitutionUnavailable => "institution_unavailable",
            Self::InstitutionInactive => "institution_inactive",
            Self::UnavailableData => "unavailable_data",
            Self::OperationalLimitsReached => "operational_limits_reached",
            Self::AuthenticationFailed => "authentication_failed",
            Self::ConsentWithoutAccounts => "consent_without_accounts",
            Self::AccessToProductionDenied => "access_to_production_denied",
            Self::AccessToResourceDenied => "access_to_resource_denied",
            Self::PermissionDenied => "permission_denied",
            Self::NotFound | Self::InvalidPage => "not_found",
            Self::ExpiredCredentials => "expired_credentials",
            Self::MethodNotAllowed { .. } => "method_not_allowed",
            Self::RequestTimeout => "request_timeout",
            Self::TooLarge { .. } => "request_too_large",
            Self::TokenRequired(_) => "token_required",
            Self::LinkRefreshed { .. } => "link_refreshed",
            Self::IdempotencyKeyInvalid => "idempotency_key_invalid",
            Self::IdempotencyKeyConflict => "idempotency_key_conflict",
            Self::IdempotencyPayloadMismatch => "idempotency_payload_mismatch",
            Self::Throttled { .. } => "throttled",
            Self::Unexpected => "unexpected_error",
            Self::ServiceUnavailable => "service_unavailable",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::Required { .. } => "This field is required.".into(),
            Self::Null { .. } => "This field may not be null.".into(),
            Self::Blank { .. } => "This field may not be blank.".into(),
            Self::Invalid { message, .. } | Self::ValidationError { message } => message.clone(),
            Self::InvalidChoice { value, .. } => {
                format!("\"{value}\" is not a valid choice.").into()
            }
            Self::DoesNotExist { by, value, .. } => {
                format!("Object with {by}={value} does not exist.").into()
            }
            Self::NotAList { got, .. } => format!("Expected a list but got type \"{got}\".").into(),
            Self::MinLength { limit, .. } => {
                format!("Ensure this field has at least {limit} characters.").into()
            }
            Self::MaxLength { limit, .. } => {
                format!("Ensure this field has no more than {limit} characters.").into()
            }
            Self::ParseError { detail } => format!("JSON parse error - {detail}").into(),
            Self::Duplicated { .. } => "Link already exists".into(),
            Self::Login(reason) => reason.message().into(),
            Self::LinkRefreshed { minutes } => format!(
                "The link has already been refreshed. Please wait {minutes} minutes before trying \
                 again."
            )
            .into(),
            Self::IdempotencyKeyInvalid => "The provided idempotency key is invalid.".into(),
            Self::IdempotencyKeyConflict => {
                "A request with this idempotency key is already being processed.".into()
            }
            Self::IdempotencyPayloadMismatch => {
                "A different request with the same idempotency key already exists.".into()
            }
            Self::TooManySessions => {
                "Impossible to login, a session is already opened with the institution for these \
                 credentials"
                    .into()
            }
            Self::SessionExpired => {
                "The session you are trying to resume has expired, please start again from \
                 register/retrieve endpoint"
                    .into()
            }
            Self::InvalidLink => {
                "The link has been invalidated. You may need to update link credentials".into()
            }
            Self::UnconfirmedLink => "The link creation has not been completed yet".into(),
            Self::UnsupportedOperation => {
                "The resource you are trying to access is not supported by this institution".into()
            }
            Self::InvalidCredentialsStorage => "Recurrent links must store the credentials".into(),
            Self::InvalidFetchResources => {
                "Single links without stored credentials must fetch resources".into()
            }
            Self::InvalidPeriod => {
                "The number of days between date_from and date_to must be at least 90 days".into()
            }
            Self::InstitutionDown => "The financial institution is down, try again later".into(),
            Self::InstitutionUnavailable => "The financial institution is unavailable".into(),
            Self::InstitutionInactive => "The institution has been temporarily deactivated".into(),
            Self::UnavailableData => {
                "The institution did not return any data for the request.".into()
            }
            Self::OperationalLimitsReached => {
                "The institution has reached its operational limits".into()
            }
            Self::AuthenticationFailed => "Invalid Secret Keys".into(),
            Self::ConsentWithoutAccounts => {
                "Information cannot be retrieved as the consent has no associated accounts".into()
            }
            Self::AccessToProductionDenied => {
                "You don\u{2019}t have access to production API.".into()
            }
            Self::AccessToResourceDenied => "You don't have access to this resource.".into(),
            Self::PermissionDenied => "You do not have permission to perform this action.".into(),
            Self::NotFound => "Not found.".into(),
            Self::InvalidPage => "Invalid page.".into(),
            Self::ExpiredCredentials => "The credentials of this link have expired".into(),
            Self::MethodNotAllowed { method } => format!("Method \"{method}\" not allowed.").into(),
            Self::RequestTimeout => {
                "The request timed out, you can retry asking for less data by changing your query \
                 parameters"
                    .into()
            }
            Self::TooLarge { limit_bytes } => {
                format!("The request body is larger than {limit_bytes} bytes.").into()
            }
            Self::TokenRequired(_) => "A MFA token is required by the institution to login".into(),
            Self::Throttled { wait_seconds } => {
                format!("Request was throttled. Expected available in {wait_seconds} seconds.")
                    .into()
            }
            Self::Unexpected | Self::ServiceUnavailable => {
                "The request could not be processed because of an internal problem or an answer \
                 of the institution that is not supported"
                    .into()
            }
        }
    }

    /// The key of the request that is to blame, where one is.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Required { field }
            | Self::Null { field }
            | Self::Blank { field }
            | Self::Invalid { field, .. }
            | Self::InvalidChoice { field, .. }
            | Self::DoesNotExist { field, .. }
            | Self::NotAList { field, .. }
            | Self::MinLength { field, .. }
            | Self::MaxLength { field, .. } => Some(field),
            _ => None,
        }
    }

    fn object(&self, request_id: &str) -> Value {
        let mut object = Map::new();
        object.insert("request_id".into(), request_id.into());
        object.insert("message".into(), self.message().into());
        object.insert("code".into(), self.code().into());
        if let Some(field) = self.field() {
            object.insert("field".into(), field.into());
        }
        match self {
            Self::Duplicated {
                institution_user_id,
            } => {
                object.insert(
                    "institution_user_id".into(),
                    institution_user_id.as_str().into(),
                );
            }
            Self::TokenRequired(challenge) => {
                object.insert("session".into(), challenge.session.as_str().into());
                object.insert("expiry".into(), challenge.expiry_seconds.into());
                object.insert("link".into(), challenge.link.to_string().into());
                object.insert("token_generation_data".into(), json!(challenge.token));
            }
            _ => {}
        }
        Value::Object(object)
    }
}

/// The message for something that should have been a UUID; the quotes are typographic on the wire.
#[must_use]
pub fn not_a_uuid(value: &str) -> String {
    format!("\u{201c}{value}\u{201d} is not a valid UUID.")
}

/// Whole seconds from `now` until `then`, never below zero.
#[must_use]
pub fn seconds_until(then: Timestamp, now: Timestamp) -> i64 {
    (then.microseconds() - now.microseconds()).max(0) / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_one_object_per_problem() {
        let error = ApiError::collect([
            Failure::Required {
                field: "link".into(),
            },
            Failure::invalid("date_from", "wrong"),
        ])
        .unwrap();
        assert_eq!(error.status(), 400);
        assert_eq!(
            error.body("a6e1c493d7a29d91aed4338e6fcf077d"),
            json!([
                {"request_id": "a6e1c493d7a29d91aed4338e6fcf077d",
                 "message": "This field is required.", "code": "required", "field": "link"},
                {"request_id": "a6e1c493d7a29d91aed4338e6fcf077d",
                 "message": "wrong", "code": "invalid", "field": "date_from"},
            ])
        );
    }

    #[test]
    fn a_challenge_carries_what_the_client_needs_to_resume() {
        let error = ApiError::from(Failure::TokenRequired(Box::new(Challenge {
            session: "2675b703b9d4451f8d4861a3eee54449".into(),
            expiry_seconds: 720,
            link: uuid::Uuid::nil(),
            token: TokenGeneration {
                kind: "numeric".into(),
                instructions: "Type the code into the app".into(),
                value: Some("12345".into()),
                expects_user_input: true,
            },
        })));
        let body = error.body("x");
        assert_eq!(error.status(), 428);
        assert_eq!(body[0]["expiry"], 720);
        assert_eq!(body[0]["token_generation_data"]["type"], "numeric");
    }
}
