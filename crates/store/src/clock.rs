//! The time of a sandbox, where it is not the system's: one row that every process follows.

use caudal_model::Timestamp;

use crate::db::{Query, values};
use crate::error::StoreError;
use crate::store::Store;

const NAME: &str = "sandbox";

/// What time it is in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptClock {
    /// Where it stands, if it is held.
    pub held_at: Option<Timestamp>,
    /// How far it is ahead of the system's clock when it runs, in microseconds.
    pub ahead_us: i64,
}

impl Store {
    /// The sandbox's time; none where nobody has ever held or moved it.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn clock(&self) -> Result<Option<KeptClock>, StoreError> {
        let query = Query::new(
            "SELECT held_at, ahead_us FROM clock WHERE name = $1",
            values![NAME],
        );
        let read = self.db.row(query, |row| {
            Ok(KeptClock {
                held_at: row.optional_timestamp(0)?,
                ahead_us: row.integer(1)?,
            })
        });
        read.await
    }

    /// Sets the sandbox's time for every process.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn set_clock(&self, clock: KeptClock) -> Result<(), StoreError> {
        let query = Query::new(
            "INSERT INTO clock (name, held_at, ahead_us, moving_until) VALUES ($1, $2, $3, 0) \
             ON CONFLICT (name) \
             DO UPDATE SET held_at = excluded.held_at, ahead_us = excluded.ahead_us",
            values![NAME, clock.held_at, clock.ahead_us],
        );
        self.db.count_changed(query).await.map(drop)
    }

    /// Takes the right to move the sandbox's time until this moment of the system's clock, or prolongs
    /// it; false while somebody else has it. The clock must have been set before.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn take_clock(
        &self,
        now: Timestamp,
        held_until: Option<Timestamp>,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        // Whoever has it already names until when.
        let query = Query::new(
            "UPDATE clock SET moving_until = $1 \
             WHERE name = $2 AND (moving_until <= $3 OR moving_until = $4)",
            values![until, NAME, now, held_until.unwrap_or(now)],
        );
        Ok(self.db.count_changed(query).await? == 1)
    }

    /// Whether somebody is moving the sandbox's time at this moment of the system's clock: what falls
    /// due meanwhile is theirs to do.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn clock_is_moving(&self, now: Timestamp) -> Result<bool, StoreError> {
        let query = Query::new(
            "SELECT 1 FROM clock WHERE name = $1 AND moving_until > $2",
            values![NAME, now],
        );
        let found = self.db.row(query, |_| Ok(())).await?;
        Ok(found.is_some())
    }

    /// Gives the right to move the sandbox's time back.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn release_clock(&self, held_until: Timestamp) -> Result<(), StoreError> {
        let query = Query::new(
            "UPDATE clock SET moving_until = 0 WHERE name = $1 AND moving_until = $2",
            values![NAME, held_until],
        );
        self.db.count_changed(query).await.map(drop)
    }
}
