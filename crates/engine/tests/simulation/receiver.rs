//! A receiver of webhooks, on bad days.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use caudal_connect::{Answered, OutboundError, Outgoing};
use caudal_engine::Sender;

use crate::chance::Dice;

/// How often a receiver fails, in percent.
const FAILING_PERCENT: usize = 25;

pub(crate) struct Receiver {
    dice: Dice,
    pub(crate) well: AtomicBool,
    /// What it took, by the event's id: the texts and how often each came.
    pub(crate) taken: Mutex<BTreeMap<String, Vec<String>>>,
}

impl std::fmt::Debug for Receiver {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Receiver")
    }
}

impl Receiver {
    pub(crate) fn new(dice: Dice) -> Self {
        Self {
            dice,
            well: AtomicBool::new(false),
            taken: Mutex::default(),
        }
    }
}

#[async_trait]
impl Sender for Receiver {
    async fn check(&self, _: &str) -> Result<(), OutboundError> {
        Ok(())
    }

    async fn send(&self, outgoing: Outgoing) -> Result<Answered, OutboundError> {
        let fails = !self.well.load(Ordering::Relaxed) && self.dice.percent(FAILING_PERCENT);
        // It may take an event and die before it says so.
        if !fails || self.dice.percent(30) {
            let text = String::from_utf8(outgoing.body.to_vec()).unwrap();
            let event: serde_json::Value = serde_json::from_str(&text).unwrap();
            let id = event["webhook_id"].as_str().unwrap().to_owned();
            let mut taken = self.taken.lock().unwrap();
            taken.entry(id).or_default().push(text);
        }
        if fails {
            return Err(OutboundError::Late);
        }
        Ok(Answered {
            status: 200,
            retry_after: None,
            body: Vec::new(),
            whole: true,
        })
    }
}
