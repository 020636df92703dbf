//! One operation of the API, and how it is written in the document.

use serde_json::{Map, Value, json};

use super::answers::Answer;
use super::parameters;
use super::refusals;
use super::schemas::Schemas;
use crate::body::Body;
use crate::filter::Filter;

/// What there is to say about one method of one path.
pub(super) struct Endpoint {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) tag: &'static str,
    /// The operation's id: unique, in camel case.
    pub(super) id: String,
    pub(super) summary: String,
    pub(super) about: String,
    pub(super) query: Query,
    pub(super) body: Option<&'static Body>,
    /// The media types of the files that it takes instead.
    pub(super) files: &'static [&'static str],
    pub(super) answers: Vec<(u16, Answer)>,
    /// The statuses of its refusals.
    pub(super) failures: &'static [u16],
    /// Whether it can be asked to answer at once and do its work afterwards.
    pub(super) deferrable: bool,
}

/// What a request may say in its query.
pub(super) enum Query {
    /// Nothing.
    None,
    /// Which link is meant, and which keys of the answer it wants.
    OfLink,
    /// Whose items are meant, a page, and which keys it wants.
    OfHolder,
    /// Which keys of the answer it wants.
    Selected,
    /// Where to read on in the change feed, and what of it.
    Feed,
    /// Filters, a page, and which keys it wants.
    Filtered {
        filters: &'static [Filter],
        /// What is listed, in the plural.
        items: String,
        /// Whether the link must be named.
        link_required: bool,
    },
}

impl Endpoint {
    pub(super) fn operation(&self, schemas: &mut Schemas) -> Value {
        let mut operation = Map::new();
        operation.insert("operationId".into(), self.id.as_str().into());
        operation.insert("tags".into(), json!([self.tag]));
        operation.insert("summary".into(), self.summary.as_str().into());
        operation.insert("description".into(), self.about.as_str().into());
        let parameters = self.parameters();
        if !parameters.is_empty() {
            operation.insert("parameters".into(), parameters.into());
        }
        if let Some(body) = self.body {
            let content = json!({ "application/json": { "schema": schemas.body(body) } });
            let request = json!({ "required": true, "content": content });
            operation.insert("requestBody".into(), request);
        }
        if !self.files.is_empty() {
            let file = json!({ "schema": { "type": "string", "format": "binary" } });
            let content: Map<String, Value> = self
                .files
                .iter()
                .map(|&kind| (kind.to_owned(), file.clone()))
                .collect();
            let request = json!({ "required": true, "content": content });
            operation.insert("requestBody".into(), request);
        }
        operation.insert("responses".into(), self.responses(schemas).into());
        operation.into()
    }

    fn parameters(&self) -> Vec<Value> {
        let mut all = Vec::new();
        if self.path.contains("{id}/") {
            all.push(parameters::id(&self.path));
        }
        match &self.query {
            Query::None => {}
            Query::OfLink => {
                all.push(parameters::link());
                all.extend(parameters::selection());
            }
            Query::Feed => all.extend(parameters::feed()),
            Query::OfHolder => {
                all.push(parameters::holder());
                all.extend(parameters::paging());
                all.extend(parameters::selection());
            }
            Query::Selected => all.extend(parameters::selection()),
            Query::Filtered {
                filters,
                items,
                link_required,
            } => {
                for filter in *filters {
                    all.extend(parameters::filter(filter, items, *link_required));
                }
                all.extend(parameters::paging());
                all.extend(parameters::selection());
            }
        }
        if self.deferrable {
            all.push(parameters::request_mode());
        }
        all
    }

    fn responses(&self, schemas: &mut Schemas) -> Map<String, Value> {
        let mut responses = Map::new();
        for (status, answer) in &self.answers {
            responses.insert(status.to_string(), answer.response(schemas));
        }
        for status in self.failures {
            responses.insert(status.to_string(), refusals::failure(*status));
        }
        responses
    }
}
