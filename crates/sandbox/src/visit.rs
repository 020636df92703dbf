//! Logging in: what a user gives, what the institution answers, and what is remembered of it.

mod challenge;
mod scenario;

use std::fmt;

use caudal_model::failure::{LoginError, TokenGeneration};
use caudal_model::resources::institution::{FeatureName, Institution};
use serde::{Deserialize, Serialize};

use crate::persona::Persona;

pub(crate) use challenge::Factor;
pub(crate) use scenario::Scenario;

/// The longest delay that a user may ask of the test institution that answers late.
pub const DELAY_SECONDS_MAX: u32 = 30;

/// Longer usernames do not fit the form of any sandbox bank that takes invented ones.
const USERNAME_LENGTH_MAX: usize = 16;

/// The test institution whose second username is the number of seconds by which it answers late.
const LATE_INSTITUTION: &str = "belvo_mx_retail";

/// The one token that the institutions with a second factor accept.
const ACCEPTED_TOKEN: &str = "111111";

/// What a user types into an institution's form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// The user's name at the institution; a document number at many.
    pub username: String,
    /// The password, where one was given.
    pub password: Option<String>,
    /// The second username, where the institution asks for one.
    pub username2: Option<String>,
    /// The third username, where the institution asks for one.
    pub username3: Option<String>,
    /// The second password, where the institution asks for one.
    pub password2: Option<String>,
    /// The kind of document that the username is, where the institution asks for it.
    pub username_type: Option<String>,
    /// A token given up front.
    pub token: Option<String>,
}

/// Who allows an institution to share data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of the person or company whose data it is.
    pub document: String,
    /// The name of the person who allows it.
    pub name: String,
    /// Whether it is a company's data.
    pub is_company: bool,
}

/// What an institution answers to a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// The user is in.
    Open(Visit),
    /// The institution refuses.
    Refused(LoginError),
    /// The credentials do not fit the institution's form.
    Malformed,
    /// The institution does not answer.
    Down,
    /// The institution asks for a token first.
    Challenge {
        /// What to hand to [`World::resume`](crate::World::resume).
        visit: Visit,
        /// What to tell the user.
        token: TokenGeneration,
    },
}

/// Somebody at an institution: all that is needed to read their data, or to go on after a token.
///
/// It holds a username, which may be a document number, and no password: keep it sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub(crate) username: String,
    pub(crate) scenario: Scenario,
    /// Whom the visitor is, where somebody described it.
    #[serde(default)]
    pub(crate) persona: Option<Box<Persona>>,
    factor: Option<Factor>,
    attempt: u32,
    /// By how many seconds the institution answers late; at most [`DELAY_SECONDS_MAX`].
    pub delay_seconds: u32,
}

impl Visit {
    /// What an institution answers to these credentials, which may be a persona's.
    pub(crate) fn login(
        institution: &Institution,
        credentials: &Credentials,
        persona: Option<&Persona>,
    ) -> Access {
        let username = credentials.username.trim();
        if username.is_empty() || too_long(institution, username) {
            return Access::Malformed;
        }
        if refused(credentials) {
            return Access::Refused(LoginError::InvalidCredentials);
        }
        if let Some(fault) = persona.and_then(|persona| fault(persona, institution, credentials)) {
            return fault;
        }
        let faults = persona.map(|persona| &persona.faults);
        let asked = faults.and_then(|faults| faults.token);
        let delay_asked = faults.map_or(0, |faults| faults.delay_seconds);
        let visit = Self {
            username: username.to_owned(),
            scenario: match persona {
                Some(_) => Scenario::Ordinary,
                None => Scenario::of(username, credentials.password.as_deref()),
            },
            persona: persona.cloned().map(Box::new),
            factor: asked.or_else(|| asks_for_token(institution).then(|| Factor::of(username))),
            attempt: 0,
            delay_seconds: delay(institution, credentials).max(delay_asked),
        };
        match visit.factor {
            Some(_) => visit.resume(credentials.token.as_deref()),
            None => Access::Open(visit),
        }
    }

    /// What the institution answers to a token.
    pub(crate) fn resume(&self, token: Option<&str>) -> Access {
        let Some(factor) = self.factor else {
            return Access::Open(self.clone());
        };
        if token == Some(ACCEPTED_TOKEN) {
            return Access::Open(Self {
                factor: None,
                ..self.clone()
            });
        }
        let attempt = self.attempt.saturating_add(1);
        Access::Challenge {
            token: factor.challenge(&self.username, attempt),
            visit: Self {
                attempt,
                ..self.clone()
            },
        }
    }
}

fn asks_for_token(institution: &Institution) -> bool {
    institution
        .features
        .iter()
        .any(|feature| feature.name == FeatureName::TokenRequired)
}

/// Sandbox banks take invented usernames of at most sixteen characters; wherever documents are
/// usernames, the institution's own form says how long they are.
fn too_long(institution: &Institution, username: &str) -> bool {
    let invented = ["erebor_", "gringotts_", "gotham_", "heimdall_", "ironbank_"];
    invented
        .iter()
        .any(|brand| institution.name.starts_with(brand))
        && username.chars().count() > USERNAME_LENGTH_MAX
}

/// What goes wrong with every login of this persona, or with this password.
fn fault(
    persona: &Persona,
    institution: &Institution,
    credentials: &Credentials,
) -> Option<Access> {
    if persona.faults.down {
        return Some(Access::Down);
    }
    let reason = match persona.faults.login.as_deref() {
        Some("forbidden") => LoginError::Forbidden,
        Some("locked") => LoginError::Locked,
        Some("unexpected") => LoginError::Unexpected,
        Some(_) => LoginError::InvalidCredentials,
        None if persona.accepts(institution, credentials.password.as_deref()) => return None,
        None => LoginError::InvalidCredentials,
    };
    Some(Access::Refused(reason))
}

/// Whether this is the name of a documented user.
pub(crate) fn is_documented(username: &str) -> bool {
    is_refused(username) || Scenario::of(username, None) != Scenario::Ordinary
}

fn is_refused(username: &str) -> bool {
    matches!(username, "user_invalid" | "adv_invalid")
}

/// The documented users whom every institution refuses.
fn refused(credentials: &Credentials) -> bool {
    let refused_type = credentials.username_type.as_deref() == Some("999");
    let refused_second = [&credentials.username2, &credentials.password2]
        .iter()
        .any(|value| value.as_deref() == Some("invalid"));
    is_refused(&credentials.username)
        || credentials.password.as_deref() == Some("pass_invalid")
        || refused_type
        || refused_second
}

fn delay(institution: &Institution, credentials: &Credentials) -> u32 {
    if institution.name != LATE_INSTITUTION {
        return 0;
    }
    let wish = credentials.username2.as_deref().unwrap_or_default().trim();
    let wish = if wish.is_empty() { Ok(0) } else { wish.parse() };
    wish.unwrap_or(0).min(DELAY_SECONDS_MAX)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Credentials(redacted)")
    }
}

impl fmt::Debug for Visit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Visit")
            .field("scenario", &self.scenario)
            .field("delay_seconds", &self.delay_seconds)
            .finish_non_exhaustive()
    }
}
