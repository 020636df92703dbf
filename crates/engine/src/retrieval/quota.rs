//! The calls that Open Finance Brasil grants: so many in a month, by holder and kind of data.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::institution::IntegrationKind;
use caudal_model::{Date, Extent, Failure, Kind, Timestamp};
use caudal_store::{Batch, Quota};

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::LinkRecord;

/// Movements of so many days up to today count as recent ones.
const RECENT_DAYS: i64 = 6;

/// A kind of call that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Owners,
    Accounts,
    Transactions,
    RecentTransactions,
    Balances,
    Bills,
}

impl Call {
    /// The call that reading this takes; none for what is not counted.
    fn of(kind: Kind, extent: Extent, today: Date) -> Option<Self> {
        match kind {
            Kind::Owners => Some(Self::Owners),
            Kind::Accounts => Some(Self::Accounts),
            Kind::Balances => Some(Self::Balances),
            Kind::Bills => Some(Self::Bills),
            Kind::Transactions => {
                let recent = Date(shifted(today.0, -RECENT_DAYS));
                let is_recent = extent.period.is_some_and(|(from, _)| from > recent);
                Some(if is_recent {
                    Self::RecentTransactions
                } else {
                    Self::Transactions
                })
            }
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Accounts => "accounts",
            Self::Transactions => "transactions",
            Self::RecentTransactions => "recent_transactions",
            Self::Balances => "balances",
            Self::Bills => "bills",
        }
    }

    /// How many the network grants in a month.
    fn monthly_limit(self) -> u32 {
        match self {
            Self::Owners | Self::Accounts | Self::Transactions => 8,
            Self::RecentTransactions => 240,
            Self::Balances => 420,
            Self::Bills => 30,
        }
    }
}

/// The month in which calls count at this moment, by the network's clock.
pub(crate) fn month_of(now: Timestamp) -> String {
    let day = now.date_in(&Country::Brazil.zone()).0;
    format!("{:04}-{:02}", day.year(), day.month())
}

impl Engine {
    /// Adds the calls that reading these kinds takes to the batch; answers the kinds for which there
    /// was a call left. Institutions outside Open Finance grant as many as one likes.
    ///
    /// # Errors
    /// A fault of the store.
    pub(crate) async fn within_quota(
        &self,
        link: &LinkRecord,
        kinds: &[Kind],
        extent: Extent,
        batch: &mut Batch,
    ) -> Outcome<Vec<Kind>> {
        let (institution, _) = link.institution(&self.connectors)?;
        let is_counted = institution.integration_type == IntegrationKind::Openfinance;
        if !is_counted || !self.settings.operational_limits {
            return Ok(kinds.to_vec());
        }
        let now = self.now();
        let (month, today) = (month_of(now), now.date_in(&Country::Brazil.zone()));
        // The same for every link of the user there, and different for every organisation.
        let holder = self.identities.digest(&[
            b"operational limits",
            link.object.institution_user_id.as_bytes(),
        ]);
        let used = self.store.calls_used(link.organisation, &holder, &month);
        let used = used.await?;
        let is_left = |kind: Kind| {
            Call::of(kind, extent, today).is_none_or(|call| {
                let spent = used.iter().find(|(name, _)| name == call.as_str());
                spent.is_none_or(|(_, used)| *used < i64::from(call.monthly_limit()))
            })
        };
        // Nothing is loaded that would refer to accounts which are not.
        let accounts = !kinds.contains(&Kind::Accounts) || is_left(Kind::Accounts);
        let is_granted =
            |kind: &Kind| is_left(*kind) && (accounts || !kind.resource().refers_to_accounts);
        let granted: Vec<Kind> = kinds.iter().copied().filter(is_granted).collect();
        for call in granted
            .iter()
            .filter_map(|kind| Call::of(*kind, extent, today))
        {
            let quota = Quota {
                holder: &holder,
                call: call.as_str(),
                month: &month,
                limit: call.monthly_limit(),
            };
            batch.use_call(link.organisation, quota);
        }
        Ok(granted)
    }

    /// As [`Self::within_quota`], for a retrieval that wants this and nothing else.
    ///
    /// # Errors
    /// `operational_limits_reached` when no call is left.
    pub(crate) async fn require_call(
        &self,
        link: &LinkRecord,
        kind: Kind,
        extent: Extent,
        batch: &mut Batch,
    ) -> Outcome<()> {
        let granted = self.within_quota(link, &[kind], extent, batch).await?;
        if granted.is_empty() {
            return Err(Failure::OperationalLimitsReached.into());
        }
        Ok(())
    }

    /// What went wrong when a retrieval could not be written: perhaps another one took the last call.
    pub(crate) async fn unwritten(
        &self,
        link: &LinkRecord,
        kind: Kind,
        extent: Extent,
        error: EngineError,
    ) -> EngineError {
        if matches!(error, EngineError::Conflict)
            && let Err(refused) = self
                .require_call(link, kind, extent, &mut Batch::new())
                .await
        {
            return refused;
        }
        error
    }

    /// Notes which of these kinds were not granted.
    pub(crate) fn note_ungranted(&self, caller: &Caller, wanted: &[Kind], granted: &[Kind]) {
        let missing = wanted.iter().filter(|kind| !granted.contains(kind));
        let names: Vec<_> = missing.map(|kind| kind.as_str()).collect();
        if !names.is_empty() {
            let what = format!("no calls left this month for {}", names.join(", "));
            caller.trace.note(self.now(), what);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_begins_at_the_networks_midnight() {
        let month = |text: &str| month_of(text.parse().unwrap());
        assert_eq!(month("2026-04-01T02:59:59Z"), "2026-03");
        assert_eq!(month("2026-04-01T03:00:00Z"), "2026-04");
    }

    #[test]
    fn the_limits_are_those_of_the_network() {
        for (call, limit) in [
            (Call::Owners, 8),
            (Call::Accounts, 8),
            (Call::Transactions, 8),
            (Call::RecentTransactions, 240),
            (Call::Balances, 420),
            (Call::Bills, 30),
        ] {
            assert_eq!(call.monthly_limit(), limit, "{call:?}");
        }
    }

    proptest! {
        #[test]
        fn only_the_last_six_days_are_recent(back in 0_i64..400) {
            let today: Date = "2026-03-10".parse().unwrap();
            let from = Date(shifted(today.0, -back));
            let extent = Extent::within(Some((from, today)));
            let call = Call::of(Kind::Transactions, extent, today);
            let expected = if back < RECENT_DAYS {
                Call::RecentTransactions
            } else {
                Call::Transactions
            };
            prop_assert_eq!(call, Some(expected));
        }
    }
}
