//! Whether a fault strikes, and what is heard of it.

use std::time::Duration;

use caudal_model::failure::{Failure, LoginError, TokenGeneration};
use caudal_model::resources::fault::{Fault, FaultProfile};
use caudal_model::{Document, Kind};
use uuid::Uuid;

use crate::engine::{Engine, Environment};
use crate::failure::{EngineError, Outcome};

/// By how much a slow institution answers late when nothing is said.
const DELAY_MS_DEFAULT: u32 = 3_000;
/// Of so many items one is missing where data is partial.
const PARTIAL_OF: usize = 3;

/// Where something may go wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) organisation: Uuid,
    pub(crate) institution: &'a str,
    /// None while a link is being made.
    pub(crate) link: Option<Uuid>,
    /// Who logs in, where that is known.
    pub(crate) username: Option<&'a str>,
    /// What is read; nothing at a login.
    pub(crate) kinds: &'a [Kind],
}

/// What goes wrong this time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strikes(Vec<Strike>);

#[derive(Clone, Debug)]
struct Strike {
    profile: FaultProfile,
    delay: Duration,
    resource: Option<String>,
}

/// Whether a fault may be about one resource.
pub(super) fn strikes_readings(profile: FaultProfile) -> bool {
    !matches!(
        profile,
        FaultProfile::MfaStorm | FaultProfile::LoginRefused | FaultProfile::Locked
    )
}

/// Whether a fault that names no resource happens while reading, rather than at the login before.
fn strikes_late(profile: FaultProfile) -> bool {
    matches!(
        profile,
        FaultProfile::QuotaExhausted
            | FaultProfile::PartialData
            | FaultProfile::AccountsGone
            | FaultProfile::SchemaSurprise
    )
}

impl Spot<'_> {
    fn is_met_by(&self, fault: &Fault) -> bool {
        let at_login = self.kinds.is_empty();
        let in_time = match fault.resource.as_deref() {
            Some(word) => self.kinds.iter().any(|kind| is_named(*kind, word)),
            None => at_login != strikes_late(fault.profile),
        };
        let (institution, username) = (fault.institution.as_deref(), fault.username.as_deref());
        in_time
            && institution.is_none_or(|name| name == self.institution)
            && fault.link.is_none_or(|link| Some(link) == self.link)
            && username.is_none_or(|name| Some(name) == self.username)
    }
}

fn is_named(kind: Kind, word: &str) -> bool {
    kind.resource().capability == word
}

impl Strikes {
    /// By how much the institution answers late.
    pub(crate) fn delay(&self) -> Duration {
        self.0
            .iter()
            .map(|strike| strike.delay)
            .max()
            .unwrap_or_default()
    }

    /// What the institution refuses, if it does.
    pub(crate) fn refusal(&self) -> Option<EngineError> {
        self.0.iter().find_map(|strike| match strike.profile {
            FaultProfile::InstitutionDown => Some(Failure::InstitutionDown.into()),
            FaultProfile::TooManySessions => Some(Failure::TooManySessions.into()),
            FaultProfile::QuotaExhausted => Some(Failure::OperationalLimitsReached.into()),
            FaultProfile::LoginRefused => {
                Some(Failure::Login(LoginError::InvalidCredentials).into())
            }
            FaultProfile::Locked => Some(Failure::Login(LoginError::Locked).into()),
            FaultProfile::Flaky => Some(EngineError::fault("a fault of the sandbox: flaky")),
            FaultProfile::SchemaSurprise => Some(EngineError::fault(
                "a fault of the sandbox: an answer that nobody understands",
            )),
            FaultProfile::SlowBank
            | FaultProfile::MfaStorm
            | FaultProfile::PartialData
            | FaultProfile::AccountsGone => None,
        })
    }

    /// What the institution asks for before anybody gets in, if it does.
    pub(crate) fn question(&self) -> Option<TokenGeneration> {
        let asks = |strike: &Strike| strike.profile == FaultProfile::MfaStorm;
        self.0.iter().any(asks).then(|| TokenGeneration {
            kind: "numeric".to_owned(),
            instructions: "Enter the code that your bank has sent you; any will do.".to_owned(),
            value: None,
            expects_user_input: true,
        })
    }

    /// Takes away what is missing this time: accounts with all that belongs to them, or a third of the
    /// items that nothing else refers to.
    pub(crate) fn thin_out(&self, documents: &mut Vec<Document>) {
        let gone = |strike: &Strike| strike.profile == FaultProfile::AccountsGone;
        if self.0.iter().any(gone) {
            documents.retain(|document| !is_of_accounts(document.kind));
        }
        let mut partial = self
            .0
            .iter()
            .filter(|it| it.profile == FaultProfile::PartialData);
        let Some(strike) = partial.next() else { return };
        let mut number = 0_usize;
        documents.retain(|document| {
            let named = strike.resource.as_deref();
            let meant = named.is_none_or(|word| is_named(document.kind, word));
            if !meant || is_referred_to(document.kind) {
                return true;
            }
            number += 1;
            !number.is_multiple_of(PARTIAL_OF)
        });
    }
}

fn is_of_accounts(kind: Kind) -> bool {
    kind == Kind::Accounts || kind.resource().refers_to_accounts
}

/// Whether other documents say that they belong to those of this kind, or these say so of others.
fn is_referred_to(kind: Kind) -> bool {
    let part = kind.resource().manner.part_of.is_some();
    part || kind == Kind::Accounts || kind.parts().next().is_some()
}

impl Engine {
    /// What goes wrong at this spot, this time. Nothing outside a sandbox.
    ///
    /// # Errors
    /// A fault of the store.
    pub(crate) async fn strikes(&self, spot: Spot<'_>) -> Outcome<Strikes> {
        let mut strikes = Strikes::default();
        if self.settings.environment != Environment::Sandbox {
            return Ok(strikes);
        }
        let now = self.now();
        for fault in self.known_faults(spot.organisation).await?.iter() {
            let is_over = fault.until.is_some_and(|until| until <= now);
            if is_over || !spot.is_met_by(fault) || !self.is_drawn(fault)? {
                continue;
            }
            let times = fault.next.unwrap_or(u32::MAX);
            if !self
                .store
                .strike(spot.organisation, fault.id, times)
                .await?
            {
                continue;
            }
            let own = match fault.profile {
                FaultProfile::SlowBank => DELAY_MS_DEFAULT,
                _ => 0,
            };
            strikes.0.push(Strike {
                profile: fault.profile,
                delay: Duration::from_millis(fault.delay_ms.unwrap_or(own).into()),
                resource: fault.resource.clone(),
            });
        }
        Ok(strikes)
    }

    /// Draws whether a fault that could strike does.
    fn is_drawn(&self, fault: &Fault) -> Outcome<bool> {
        let percent = fault.probability.cents().unwrap_or(100);
        if percent >= 100 {
            return Ok(true);
        }
        let [first, second, ..] = self.context.chance.bytes()?;
        Ok(i64::from(u16::from_be_bytes([first, second]) % 100) < percent)
    }
}
