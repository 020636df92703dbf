//! Telling receivers what happened to a link.

use std::collections::BTreeMap;

use caudal_model::{Event, Occurrence};
use caudal_store::Batch;

use crate::engine::Engine;
use crate::links::LinkRecord;

impl Engine {
    /// What happened to a link, as an event. Its id follows from the request that brought it about:
    /// work that is done a second time says nothing that was not said before. The discriminator
    /// tells apart what one request says more than once.
    pub(crate) fn event(
        &self,
        link: &LinkRecord,
        request_id: &str,
        occurrence: Occurrence,
        discriminator: &str,
    ) -> Event {
        let id = self.identities.uuid(&[
            b"event",
            link.organisation.as_bytes(),
            link.id().as_bytes(),
            request_id.as_bytes(),
            occurrence.webhook_type.as_bytes(),
            occurrence.webhook_code.as_bytes(),
            discriminator.as_bytes(),
        ]);
        Event {
            id,
            link: link.id(),
            request_id: request_id.to_owned(),
            external_id: link.object.external_id.clone(),
            occurrence,
        }
    }

    /// Adds to the batch that all of this happened to the link, in this order, because of this
    /// request.
    pub(crate) fn announce(
        &self,
        batch: &mut Batch,
        link: &LinkRecord,
        request_id: &str,
        occurrences: impl IntoIterator<Item = Occurrence>,
    ) {
        let mut said: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for occurrence in occurrences {
            let before = said
                .entry((occurrence.webhook_type, occurrence.webhook_code))
                .or_default();
            let event = self.event(link, request_id, occurrence, &before.to_string());
            *before += 1;
            let deliver_at = self.context.clock.unheld();
            batch.announce(link.organisation, &event, self.now(), deliver_at);
        }
    }
}
