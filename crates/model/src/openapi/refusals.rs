//! What the API answers when something is wrong: one response per status, with an example per code.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::answers::REQUEST_ID_PATTERN;
use super::schemas::Schemas;
use crate::failure::{ApiError, Challenge, Failure, LoginError, TokenGeneration};
use crate::time::DateError;

/// A request id, for examples.
const REQUEST_ID: &str = "a6e1c493d7a29d91aed4338e6fcf077d";

/// A reference to the answer with this status.
pub(super) fn failure(status: u16) -> Value {
    json!({ "$ref": format!("#/components/responses/{status}") })
}

/// The answers to refused requests, by status.
pub(super) fn failures(schemas: &mut Schemas) -> Value {
    let mut responses = Map::new();
    for (status, about, examples) in catalogue() {
        let item = match status {
            428 => {
                let token = schemas.of(|generator| generator.subschema_for::<TokenGeneration>());
                schemas.named("TokenRequired", token_required(&token))
            }
            _ => schemas.named("Problem", problem()),
        };
        let examples: Map<String, Value> = examples
            .into_iter()
            .map(|failure| {
                let code = failure.code().to_owned();
                let value = ApiError::from(failure).body(REQUEST_ID);
                (code, json!({ "value": value }))
            })
            .collect();
        let content = json!({
            "schema": { "type": "array", "items": item, "minItems": 1 },
            "examples": examples,
        });
        let response = json!({
            "description": about, "content": { "application/json": content },
        });
        responses.insert(status.to_string(), response);
    }
    responses.into()
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "One problem of a request.",
        "properties": {
            "request_id": {
                "type": "string", "pattern": REQUEST_ID_PATTERN,
                "description": "The request's id: the same in all problems of one answer.",
            },
            "message": { "type": "string", "description": "The problem, for a person." },
            "code": { "type": "string", "description": "The problem, for a program." },
            "field": {
                "type": "string",
                "description": "The key or parameter that is to blame, where one is.",
            },
            "institution_user_id": {
                "type": "string",
                "description": "With `duplicated`: the key of the user who is linked already.",
            },
        },
        "required": ["request_id", "message", "code"],
    })
}

fn token_required(token: &Value) -> Value {
    json!({
        "type": "object",
        "description": "The institution asks the user for a one-time code.",
        "properties": {
            "request_id": {
                "type": "string", "pattern": REQUEST_ID_PATTERN,
                "description": "The request's id.",
            },
            "message": { "type": "string", "description": "The problem, for a person." },
            "code": { "type": "string", "description": "The problem, for a program." },
            "session": {
                "type": "string", "pattern": "^[a-f0-9]{32}$",
                "description": "What the request that goes on must name.",
            },
            "expiry": {
                "type": "integer", "format": "int32", "minimum": 0,
                "description": "For how many seconds one can go on.",
            },
            "link": {
                "type": "string", "format": "uuid",
                "description": "The link that waits.",
            },
            "token_generation_data": token,
        },
        "required": [
            "request_id", "message", "code", "session", "expiry", "link", "token_generation_data",
        ],
    })
}

/// Every status of a refusal, what it means, and the problems that come with it.
fn catalogue() -> Vec<(u16, &'static str, Vec<Failure>)> {
    use Failure as F;
    let mut wrong = wrong_bodies();
    wrong.extend(wrong_links());
    vec![
        (
            400,
            "Something about the request, its link or its institution is wrong.",
            wrong,
        ),
        (
            401,
            "No valid API key, or nothing to read with it.",
            vec![F::AuthenticationFailed, F::ConsentWithoutAccounts],
        ),
        (
            403,
            "The key may not do this.",
            vec![
                F::AccessToProductionDenied,
                F::AccessToResourceDenied,
                F::PermissionDenied,
            ],
        ),
        (
            404,
            "There is no such thing, or no longer.",
            vec![F::NotFound, F::ExpiredCredentials],
        ),
        (
            408,
            "The institution took too long. What was read is kept.",
            vec![F::RequestTimeout],
        ),
        (
            409,
            "It was done a short while ago.",
            vec![F::LinkRefreshed { minutes: 7 }],
        ),
        (
            413,
            "The body is too large.",
            vec![F::TooLarge {
                limit_bytes: 1_048_576,
            }],
        ),
        (
            428,
            "The institution asks the user for a one-time code.",
            vec![F::TokenRequired(Box::new(challenge()))],
        ),
        (
            429,
            "Too many requests.",
            vec![F::Throttled { wait_seconds: 12 }],
        ),
        (
            500,
            "A problem of the server, or an answer of the institution that is not understood.",
            vec![F::Unexpected, F::ServiceUnavailable],
        ),
    ]
}

/// What may be wrong with a body.
fn wrong_bodies() -> Vec<Failure> {
    use Failure as F;
    let user = "sooE7XJWEKypZJR603ecaWYk-8Ap0oD8Nr1pBQ4eG9c=";
    vec![
        F::Required {
            field: "link".into(),
        },
        F::Null {
            field: "link".into(),
        },
        F::Blank {
            field: "username".into(),
        },
        F::invalid("date_from", DateError.to_string()),
        F::InvalidChoice {
            field: "access_mode".into(),
            value: "daily".into(),
        },
        F::DoesNotExist {
            field: "institution".into(),
            by: "name",
            value: "nowhere_mx_retail".into(),
        },
        F::NotAList {
            field: "fetch_resources".into(),
            got: "str",
        },
        F::MinLength {
            field: "external_id".into(),
            limit: 3,
        },
        F::MaxLength {
            field: "external_id".into(),
            limit: 256,
        },
        F::ParseError {
            detail: "expected value at line 1 column 1".into(),
        },
        F::ValidationError {
            message: "Bad request".into(),
        },
        F::Duplicated {
            institution_user_id: user.into(),
        },
    ]
}

/// What may be wrong with a link or its institution.
fn wrong_links() -> Vec<Failure> {
    use Failure as F;
    vec![
        F::Login(LoginError::InvalidCredentials),
        F::TooManySessions,
        F::SessionExpired,
        F::InvalidLink,
        F::UnconfirmedLink,
        F::UnsupportedOperation,
        F::InvalidCredentialsStorage,
        F::InvalidFetchResources,
        F::InstitutionDown,
        F::InstitutionUnavailable,
        F::InstitutionInactive,
        F::UnavailableData,
        F::OperationalLimitsReached,
    ]
}

fn challenge() -> Challenge {
    Challenge {
        session: "2675b703b9d4451f8d4861a3eee54449".into(),
        expiry_seconds: 720,
        link: Uuid::from_u128(0x30cb_4806_6e00_48a4_91c9_ca55_9685_76c8),
        token: TokenGeneration {
            kind: "numeric".into(),
            instructions: "Type this code into your bank's app and send the answer".into(),
            value: Some("12345".into()),
            expects_user_input: true,
        },
    }
}
