//! The catalogue of institutions: the same for every tenant, small, and in memory.

use caudal_model::resources::institution::Institution;
use caudal_model::{Condition, Failure};
use serde_json::Value;

use crate::engine::Engine;
use crate::failure::Outcome;
use crate::paging::Paging;

impl Engine {
    /// The whole catalogue.
    #[must_use]
    pub fn every_institution(&self) -> &[Institution] {
        self.connectors.institutions()
    }

    /// A page of the institutions that pass the filters, and how many pass in all.
    ///
    /// # Errors
    /// `not_found` beyond the last page.
    pub fn institutions(
        &self,
        conditions: &[Condition],
        paging: Paging,
    ) -> Outcome<(u64, Vec<&Institution>)> {
        let passing: Vec<&Institution> = self
            .connectors
            .institutions()
            .iter()
            .filter(|institution| passes(institution, conditions))
            .collect();
        let skipped = usize::try_from(
            paging
                .page
                .saturating_sub(1)
                .saturating_mul(paging.page_size),
        );
        let wanted = usize::try_from(paging.page_size).unwrap_or(usize::MAX);
        let count = passing.len() as u64;
        let page: Vec<&Institution> = passing
            .into_iter()
            .skip(skipped.unwrap_or(usize::MAX))
            .take(wanted)
            .collect();
        if paging.page > 1 && page.is_empty() {
            return Err(Failure::InvalidPage.into());
        }
        Ok((count, page))
    }

    /// The institution of this number.
    ///
    /// # Errors
    /// `not_found`.
    pub fn institution(&self, id: i64) -> Outcome<&Institution> {
        self.connectors
            .institutions()
            .iter()
            .find(|institution| i64::from(institution.id) == id)
            .ok_or_else(|| Failure::NotFound.into())
    }
}

fn passes(institution: &Institution, conditions: &[Condition]) -> bool {
    if conditions.is_empty() {
        return true;
    }
    let value = serde_json::to_value(institution).unwrap_or(Value::Null);
    conditions
        .iter()
        .all(|condition| condition.matches(&condition.filter.facet(&value)))
}
