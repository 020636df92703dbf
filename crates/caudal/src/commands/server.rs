//! A running server, as commands ask it over HTTP.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_connect::{Answered, Outbound, OutboundError, Outgoing, Reach, SystemResolver};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;

use crate::arguments::ServerArguments;
use crate::configuration::{Configuration, read_key};

/// The largest answer that is read, in bytes.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A server, and the key that it is asked with.
pub(crate) struct Server {
    /// Where it is, without a slash at the end.
    pub(crate) address: String,
    /// What asks it, and whomever else the operator names.
    pub(crate) client: Outbound,
    authorization: HeaderValue,
}

impl Server {
    /// The server that the arguments name, or the configuration.
    ///
    /// # Errors
    /// Where no key is known, or one of the wrong form.
    pub(crate) fn named(
        configuration: &Configuration,
        arguments: &ServerArguments,
    ) -> anyhow::Result<Self> {
        let key = match &arguments.key {
            Some(pair) => Some(read_key(pair, "--key")?),
            None => configuration.bootstrap_key.clone(),
        };
        let (id, password) = key.context("which key? Give it with --key ID:PASSWORD")?;
        let pair = STANDARD.encode(format!("{id}:{password}"));
        let mut authorization = HeaderValue::try_from(format!("Basic {pair}"))?;
        authorization.set_sensitive(true);
        let address = arguments.server.clone();
        let address = address.unwrap_or_else(|| format!("http://{}", configuration.listen));
        Ok(Self {
            address: address.trim_end_matches('/').to_owned(),
            // The operator named the address.
            client: Outbound::new(Reach::Anywhere, Arc::new(SystemResolver)),
            authorization,
        })
    }

    /// Sends a request and answers whatever comes back.
    ///
    /// # Errors
    /// Where nothing comes back in time.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        time_max: Duration,
    ) -> Result<Answered, OutboundError> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, self.authorization.clone());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let outgoing = Outgoing {
            method,
            url: format!("{}{path}", self.address),
            headers,
            body: body.map(Value::to_string).unwrap_or_default().into(),
            time_max,
            answer_bytes_max: ANSWER_BYTES_MAX,
        };
        self.client.send(outgoing).await
    }

    /// Asks for something of the sandbox; answers the JSON that comes back.
    ///
    /// # Errors
    /// What the server refuses, in its words.
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        time_max: Duration,
    ) -> anyhow::Result<Value> {
        let server = &self.address;
        let answered = self.send(method, path, body, time_max).await;
        let answered = answered.with_context(|| format!("asking {server}"))?;
        let said: Option<Value> = serde_json::from_slice(&answered.body).ok();
        match (answered.status, said) {
            (200..=299, said) => Ok(said.unwrap_or(Value::Null)),
            (401, _) => bail!("{server} does not know this key"),
            (404, _) => bail!("{server} has no such thing; is it a sandbox?"),
            (status, said) => bail!(refusal(server, status, said.as_ref())),
        }
    }
}

/// What a server refuses, one line for each problem.
fn refusal(server: &str, status: u16, said: Option<&Value>) -> String {
    let problems = said.and_then(Value::as_array).map(Vec::as_slice);
    let mut lines = vec![format!("{server} answered {status}")];
    for problem in problems.unwrap_or_default() {
        let word = |key: &str| problem.get(key).and_then(Value::as_str);
        let field = word("field").map(|field| format!("{field}: "));
        lines.push(format!(
            "  {}{}",
            field.unwrap_or_default(),
            word("message").unwrap_or_default()
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        let said = json!([
            { "code": "invalid", "field": "by", "message": "Write a span." },
            { "code": "unexpected_error", "message": "No." },
        ]);
        assert_eq!(
            refusal("http://a", 400, Some(&said)),
            "http://a answered 400\n  by: Write a span.\n  No."
        );
        assert_eq!(refusal("http://a", 502, None), "http://a answered 502");
    }
}
