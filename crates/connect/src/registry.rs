//! The connectors that a deployment has switched on, and the institutions they reach together.

use std::collections::HashMap;
use std::sync::Arc;

use caudal_model::resources::institution::Institution;

use crate::connector::Connector;

/// An institution's place in the catalogue, and how it is reached.
type Reached = (usize, Arc<dyn Connector>);

/// Every connector of a deployment, and which one reaches which institution.
#[derive(Clone, Default)]
pub struct Connectors {
    institutions: Arc<[Institution]>,
    by_name: Arc<HashMap<String, Reached>>,
}

impl Connectors {
    /// Gathers connectors. Where two reach an institution of the same name, the first one serves it.
    #[must_use]
    pub fn new(connectors: impl IntoIterator<Item = Arc<dyn Connector>>) -> Self {
        let mut institutions = Vec::new();
        let mut by_name = HashMap::new();
        for connector in connectors {
            for institution in connector.institutions() {
                by_name.entry(institution.name.clone()).or_insert_with(|| {
                    institutions.push(institution.clone());
                    (institutions.len() - 1, Arc::clone(&connector))
                });
            }
        }
        Self {
            institutions: institutions.into(),
            by_name: Arc::new(by_name),
        }
    }

    /// Every institution, in the order of the catalogue.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The institution of this name, and how it is reached.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(&Institution, &Arc<dyn Connector>)> {
        let (at, connector) = self.by_name.get(name)?;
        Some((self.institutions.get(*at)?, connector))
    }
}

impl std::fmt::Debug for Connectors {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Connectors({} institutions)", self.institutions.len())
    }
}
