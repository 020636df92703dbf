//! Which part of a link's resources a reading looks at.

use std::collections::BTreeMap;

use caudal_latam::calendar::shifted;
use caudal_model::resources::institution::IntegrationKind;
use caudal_model::{Date, Extent, Kind, Timestamp};

use super::Reading;
use crate::engine::Engine;
use crate::links::LinkRecord;

/// Days before the last reading that a scheduled one reads again, for corrections. In Open Finance
/// Brasil the last days up to today: so many as its quota for recent movements allows.
const LOOK_BACK_DAYS: i64 = 6;
/// The same for invoices, which are cancelled later.
const LOOK_BACK_INVOICE_DAYS: i64 = 60;
/// Days that a scheduled reading goes back at most.
const HISTORY_DAYS_MAX: i64 = 365;

impl Engine {
    /// Which part of which kinds is read.
    pub(super) fn extents(
        &self,
        link: &LinkRecord,
        kinds: &[Kind],
        reading: Reading,
    ) -> Vec<(Extent, Vec<Kind>)> {
        let last = link.object.last_accessed_at;
        let open_finance = link
            .institution(&self.connectors)
            .is_ok_and(|(it, _)| it.integration_type == IntegrationKind::Openfinance);
        let mut by_days: BTreeMap<Option<i64>, Vec<Kind>> = BTreeMap::new();
        for kind in kinds {
            let days = match (reading, last) {
                (Reading::Recurrent { .. }, Some(_)) => look_back_days(*kind),
                _ => None,
            };
            by_days.entry(days).or_default().push(*kind);
        }
        let today = self.now().utc_date();
        let last = last.map_or(today, Timestamp::utc_date);
        let period = |days: i64| {
            let from = if open_finance {
                last.min(Date(shifted(today.0, 1 - days)))
            } else {
                Date(shifted(last.0, -days))
            };
            (from.max(Date(shifted(today.0, -HISTORY_DAYS_MAX))), today)
        };
        // What others refer to comes first: kinds without a period, accounts among them.
        by_days
            .into_iter()
            .map(|(days, kinds)| (Extent::within(days.map(period)), kinds))
            .collect()
    }
}

/// Days before the last reading from which a kind is read again; none for kinds without a period.
fn look_back_days(kind: Kind) -> Option<i64> {
    match kind {
        Kind::Transactions | Kind::InvestmentTransactions => Some(LOOK_BACK_DAYS),
        Kind::Invoices | Kind::ChileInvoices => Some(LOOK_BACK_INVOICE_DAYS),
        _ => None,
    }
}
