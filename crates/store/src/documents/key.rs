//! Finding a document's text by its id.

use caudal_model::Kind;
use uuid::Uuid;

use crate::db::{Gather, Gathers, Lookup, Query, Row, Value, values};
use crate::error::StoreError;

/// One document of an organisation.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct DocumentKey {
    pub(super) organisation: Uuid,
    pub(super) kind: Kind,
    pub(super) id: Uuid,
}

impl Lookup for DocumentKey {
    type Found = String;

    fn query(&self) -> Query {
        Query::new(
            "SELECT body FROM documents JOIN bodies USING (seq) \
             WHERE organisation = $1 AND id = $2 AND kind = $3",
            values![self.organisation, self.id, self.kind.as_str()],
        )
    }

    fn query_of_several(keys: &[Self]) -> Query {
        let kinds = keys.iter().map(|key| key.kind.as_str().to_owned());
        Query::new(
            "SELECT number, body FROM UNNEST($1, $2, $3) WITH ORDINALITY \
             AS key (organisation, id, kind, number) \
             JOIN documents USING (organisation, id, kind) JOIN bodies USING (seq)",
            vec![
                Value::Uuids(keys.iter().map(|key| key.organisation).collect()),
                Value::Uuids(keys.iter().map(|key| key.id).collect()),
                Value::Texts(kinds.collect()),
            ],
        )
    }

    fn read(row: &Row<'_>, column: usize) -> Result<String, StoreError> {
        row.text(column)
    }

    fn gather(gathers: &Gathers) -> &Gather<Self> {
        &gathers.documents
    }
}
