//! The clock of a sandbox: how it is set, here and for every process of the deployment.

use std::sync::Arc;
use std::time::Duration;

use caudal_connect::ClockSetting;
use caudal_model::{Failure, Timestamp};
use caudal_store::KeptClock;

use crate::engine::Engine;
use crate::failure::Outcome;

/// How far a process may be behind another one that moves the clock.
const FOLLOWING_PAUSE: Duration = Duration::from_millis(250);

impl Engine {
    /// Holds a sandbox's clock where it stands.
    ///
    /// # Errors
    /// `not_found` where the clock is the system's.
    pub async fn hold_clock(&self) -> Outcome<()> {
        let setting = self.clock_setting()?;
        let held_at = Some(self.now());
        self.set_clock(ClockSetting { held_at, ..setting }).await
    }

    /// Lets a sandbox's clock run on from where it stands.
    ///
    /// # Errors
    /// `not_found` where the clock is the system's.
    pub async fn run_clock(&self) -> Outcome<()> {
        self.clock_setting()?;
        let ahead_us = self.now().microseconds() - self.context.clock.unheld().microseconds();
        let held_at = None;
        self.set_clock(ClockSetting { held_at, ahead_us }).await
    }

    /// How a sandbox's clock is set.
    ///
    /// # Errors
    /// `not_found` where the clock is the system's.
    pub fn clock_setting(&self) -> Outcome<ClockSetting> {
        let setting = self.context.clock.setting();
        setting.ok_or_else(|| Failure::NotFound.into())
    }

    /// Sets the clock as every process of the deployment has it. At the start of a process the later
    /// of its own and the kept time wins: time that was seen once does not come again.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn follow_clock(&self) -> Outcome<()> {
        let _turn = self.clock_turn.lock().await;
        let (Some(own), Some(kept)) = (self.context.clock.setting(), self.store.clock().await?)
        else {
            return Ok(());
        };
        let kept = ClockSetting {
            held_at: kept.held_at,
            ahead_us: kept.ahead_us,
        };
        if kept != own {
            self.context.clock.set(kept);
        }
        Ok(())
    }

    /// Follows the clock that other processes of the deployment may move; without an end. The system's
    /// clock needs no following.
    pub async fn keep_following_clock(engine: Arc<Self>) {
        while engine.context.clock.setting().is_some() {
            tokio::time::sleep(FOLLOWING_PAUSE).await;
            if let Err(error) = engine.follow_clock().await {
                tracing::warn!(%error, "the clock could not be followed");
            }
        }
    }

    /// Starts with the kept time where it is later than the one that this process was told.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn resume_clock(&self) -> Outcome<()> {
        let Some(own) = self.context.clock.setting() else {
            return Ok(());
        };
        let told = self.now();
        self.follow_clock().await?;
        if own.held_at.is_some() && self.now() < told {
            self.context.clock.set(own);
        }
        if own.held_at.is_some() {
            self.keep_clock().await?;
        }
        Ok(())
    }

    async fn set_clock(&self, setting: ClockSetting) -> Outcome<()> {
        let _turn = self.clock_turn.lock().await;
        self.context.clock.set(setting);
        self.keep_clock().await
    }

    pub(crate) async fn keep_clock(&self) -> Outcome<()> {
        let setting = self.clock_setting()?;
        let kept = KeptClock {
            held_at: setting.held_at,
            ahead_us: setting.ahead_us,
        };
        Ok(self.store.set_clock(kept).await?)
    }

    /// Sets the clock to this moment, held or running as it is.
    pub(crate) async fn move_clock(&self, to: Timestamp) -> Outcome<()> {
        let setting = self.clock_setting()?;
        let moved = match setting.held_at {
            Some(_) => ClockSetting {
                held_at: Some(to),
                ..setting
            },
            None => ClockSetting {
                held_at: None,
                ahead_us: to.microseconds() - self.context.clock.unheld().microseconds(),
            },
        };
        self.set_clock(moved).await
    }
}
