//! Faults: what an organisation lets go wrong in its sandbox, to see how its client takes it.

mod strike;

use std::sync::Arc;

use caudal_model::resources::fault::{Fault, FaultProfile};
use caudal_model::{Failure, Money, Timestamp, Values};
use caudal_store::{Batch, Fault as Row, Items, Page};
use serde_json::Value;
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::paging::Paging;

pub(crate) use strike::{Spot, Strikes};

/// The most faults of one organisation.
pub const FAULTS_MAX: usize = 100;
/// How long one process may not yet know of a fault that another one was told of, in milliseconds.
pub(crate) const FAULT_CACHE_MS: u64 = 250;
/// How often in a hundred times a flaky institution fails when nothing is said.
const FLAKY_PERCENT_DEFAULT: i64 = 30;

impl Engine {
    /// The organisation's faults, the newest first.
    ///
    /// # Errors
    /// `not_found` beyond the last page.
    pub async fn faults(&self, organisation: Uuid, paging: Paging) -> Outcome<Page> {
        let all = self.store.faults(organisation).await?;
        let size = usize::try_from(paging.page_size).unwrap_or(usize::MAX);
        let skipped = paging
            .page
            .saturating_sub(1)
            .saturating_mul(paging.page_size);
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        let mut items = Items::default();
        for row in all.iter().skip(skipped).take(size) {
            items.push(&serde_json::to_string(&object(row)?)?);
        }
        let count = all.len() as u64;
        paging.existing(Page { count, items })
    }

    /// Lets something go wrong from now on; answers the fault's object.
    ///
    /// # Errors
    /// `does_not_exist` for an institution that is not there; `invalid` for a login's fault with a
    /// resource, and for one fault too many.
    pub async fn add_fault(&self, organisation: Uuid, values: &Values) -> Outcome<String> {
        if self.store.faults(organisation).await?.len() >= FAULTS_MAX {
            let message = format!("There are {FAULTS_MAX} faults: delete one first.");
            return Err(Failure::invalid("profile", message).into());
        }
        let fault = self.described(values)?;
        let mut batch = Batch::new();
        batch.insert_fault(&Row {
            id: fault.id,
            organisation,
            created_at: fault.created_at,
            struck: 0,
            body: serde_json::to_string(&fault)?,
        });
        self.store.write(batch).await?;
        self.faults.invalidate(&organisation);
        Ok(serde_json::to_string(&fault)?)
    }

    /// Lets a fault be over.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_fault(&self, organisation: Uuid, id: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_fault(organisation, id);
        let written = self.store.write(batch).await.map_err(EngineError::from);
        self.faults.invalidate(&organisation);
        match written {
            Err(EngineError::Conflict) => Err(Failure::NotFound.into()),
            other => other,
        }
    }

    /// Lets all faults of the organisation be over.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn delete_faults(&self, organisation: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_faults(organisation);
        self.store.write(batch).await?;
        self.faults.invalidate(&organisation);
        Ok(())
    }

    fn described(&self, values: &Values) -> Outcome<Fault> {
        let word = values.text("profile").unwrap_or_default();
        let profile: FaultProfile = serde_json::from_value(Value::from(word))?;
        let institution = values.text("institution").map(str::to_owned);
        if let Some(name) = &institution
            && self.connectors.find(name).is_none()
        {
            return Err(Failure::DoesNotExist {
                field: "institution".into(),
                by: "name",
                value: name.clone(),
            }
            .into());
        }
        let resource = values.text("resource").map(str::to_owned);
        if resource.is_some() && !strike::strikes_readings(profile) {
            let message = "This happens to logins, which read no resource.";
            return Err(Failure::invalid("resource", message).into());
        }
        let until = values.text("until").map(str::parse::<Timestamp>);
        let small = |name: &str| values.whole(name).and_then(|it| u32::try_from(it).ok());
        Ok(Fault {
            id: self.context.chance.uuid()?,
            created_at: self.now(),
            profile,
            institution,
            link: values.uuid("link"),
            username: values.text("username").map(str::to_owned),
            resource,
            probability: values.amount("probability").unwrap_or_else(|| {
                Money::from_cents(match profile {
                    FaultProfile::Flaky => FLAKY_PERCENT_DEFAULT,
                    _ => 100,
                })
            }),
            next: small("next"),
            delay_ms: small("delay_ms"),
            until: until.and_then(Result::ok),
            struck: 0,
        })
    }

    /// The organisation's faults as this process knows them.
    async fn known_faults(&self, organisation: Uuid) -> Outcome<Arc<Vec<Fault>>> {
        if let Some(known) = self.faults.get(&organisation) {
            return Ok(known);
        }
        let rows = self.store.faults(organisation).await?;
        let faults = rows.iter().map(object).collect::<Outcome<Vec<_>>>()?;
        let faults = Arc::new(faults);
        self.faults.insert(organisation, Arc::clone(&faults));
        Ok(faults)
    }
}

fn object(row: &Row) -> Outcome<Fault> {
    let fault: Fault = serde_json::from_str(&row.body)?;
    Ok(Fault {
        struck: row.struck,
        ..fault
    })
}
