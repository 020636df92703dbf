//! The sandbox's institutions, on bad days.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use caudal_connect::{
    Connector, ConnectorError, Credentials, Fetch, Login, LoginRequest, Visit, World,
};
use caudal_model::Document;
use caudal_model::resources::institution::Institution;
use caudal_sandbox::Access;

use crate::chance::Dice;

/// How often an institution fails, in percent.
const DOWN_PERCENT: usize = 8;
const NONSENSE_PERCENT: usize = 2;

pub(crate) struct Bank {
    world: Arc<World>,
    dice: Dice,
    pub(crate) well: AtomicBool,
}

impl Bank {
    pub(crate) fn new(world: Arc<World>, dice: Dice) -> Self {
        Self {
            world,
            dice,
            well: AtomicBool::new(false),
        }
    }

    fn fail(&self) -> Result<(), ConnectorError> {
        if self.well.load(Ordering::Relaxed) {
            return Ok(());
        }
        if self.dice.percent(DOWN_PERCENT) {
            return Err(ConnectorError::Down);
        }
        if self.dice.percent(NONSENSE_PERCENT) {
            return Err(ConnectorError::Unexpected("nonsense".to_owned()));
        }
        Ok(())
    }
}

#[async_trait]
impl Connector for Bank {
    fn institutions(&self) -> &[Institution] {
        self.world.institutions()
    }

    fn check(&self, _: &Institution, _: &Credentials) -> Result<(), ConnectorError> {
        Ok(())
    }

    async fn login(&self, request: LoginRequest<'_>) -> Result<Login, ConnectorError> {
        self.fail()?;
        match self
            .world
            .login(request.institution, request.credentials, None)
        {
            Access::Open(visit) => Ok(Login::Open(Visit(serde_json::to_vec(&visit).unwrap()))),
            other => panic!("the simulated people have no such day: {other:?}"),
        }
    }

    async fn resume(&self, _: &Visit, _: Option<&str>) -> Result<Login, ConnectorError> {
        Err(ConnectorError::SessionExpired)
    }

    async fn fetch(&self, fetch: Fetch<'_>) -> Result<Vec<Document>, ConnectorError> {
        self.fail()?;
        let visit = serde_json::from_slice(&fetch.visit.0).unwrap();
        let found = self.world.fetch_all(
            &visit,
            fetch.institution,
            fetch.kinds,
            fetch.extent,
            fetch.stamper,
        );
        self.fail()?;
        Ok(found)
    }
}
