//! Where a consent stands, and how it comes from there to elsewhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConsentStatus {
    /// Data may be read until it ends.
    Authorised,
    /// The institution waits for a further confirmation, such as a second signature.
    AwaitingAuthorisationConfirmation,
    /// The user was sent to the institution.
    AwaitingAuthorisation,
    /// It was not given, or was taken back.
    Rejected,
    /// Its time is over.
    Expired,
}

/// What can happen to a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsentAct {
    /// The institution asks for a further confirmation.
    AskConfirmation,
    /// The user gives it.
    Authorise,
    /// The user does not give it, or takes it back.
    Reject,
    /// Its time runs out.
    Expire,
    /// The user gives it once more.
    Renew,
}

impl ConsentStatus {
    /// Where it stands after this; none where this cannot happen to it.
    #[must_use]
    pub fn after(self, act: ConsentAct) -> Option<Self> {
        match (self, act) {
            (Self::AwaitingAuthorisation, ConsentAct::AskConfirmation) => {
                Some(Self::AwaitingAuthorisationConfirmation)
            }
            (
                Self::AwaitingAuthorisation | Self::AwaitingAuthorisationConfirmation,
                ConsentAct::Authorise,
            )
            | (Self::Authorised | Self::Expired, ConsentAct::Renew) => Some(Self::Authorised),
            (
                Self::AwaitingAuthorisation
                | Self::AwaitingAuthorisationConfirmation
                | Self::Authorised,
                ConsentAct::Reject,
            ) => Some(Self::Rejected),
            (Self::Authorised, ConsentAct::Expire) => Some(Self::Expired),
            _ => None,
        }
    }

    /// The word for it on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Authorised => "AUTHORISED",
            Self::AwaitingAuthorisationConfirmation => "AWAITING_AUTHORISATION_CONFIRMATION",
            Self::AwaitingAuthorisation => "AWAITING_AUTHORISATION",
            Self::Rejected => "REJECTED",
            Self::Expired => "EXPIRED",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ACTS: [ConsentAct; 5] = [
        ConsentAct::AskConfirmation,
        ConsentAct::Authorise,
        ConsentAct::Reject,
        ConsentAct::Expire,
        ConsentAct::Renew,
    ];

    fn acts() -> impl Strategy<Value = Vec<ConsentAct>> {
        prop::collection::vec(prop::sample::select(ACTS.to_vec()), 0..20)
    }

    proptest! {
        #[test]
        fn whatever_happens_a_consent_keeps_its_laws(acts in acts()) {
            let mut status = ConsentStatus::AwaitingAuthorisation;
            let mut was_given = false;
            for act in acts {
                let Some(next) = status.after(act) else { continue };
                prop_assert_ne!(status, ConsentStatus::Rejected, "what was rejected stays so");
                was_given |= act == ConsentAct::Authorise;
                match next {
                    ConsentStatus::Authorised => prop_assert!(was_given, "only the user gives it"),
                    ConsentStatus::Expired => prop_assert_eq!(status, ConsentStatus::Authorised),
                    ConsentStatus::AwaitingAuthorisation => prop_assert!(false, "nothing leads back"),
                    _ => {}
                }
                status = next;
            }
        }
    }

    #[test]
    fn an_expired_consent_comes_back_only_by_being_given_again() {
        let expired = ConsentStatus::Expired;
        let possible = ACTS.iter().filter(|act| expired.after(**act).is_some());
        assert_eq!(possible.collect::<Vec<_>>(), [&ConsentAct::Renew]);
    }

    #[test]
    fn the_wire_knows_the_same_words() {
        for status in [
            ConsentStatus::Authorised,
            ConsentStatus::AwaitingAuthorisationConfirmation,
            ConsentStatus::AwaitingAuthorisation,
            ConsentStatus::Rejected,
            ConsentStatus::Expired,
        ] {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
