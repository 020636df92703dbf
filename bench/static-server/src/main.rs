//! Serves files from memory: `caudal-static-server READY_FILE FILE…` answers `/0`, `/1`, … with the
//! first file, the second, and so on. It is the ceiling that the bench compares with: the same accept
//! loop, router and answer, without authentication, database or rendering. What is posted to `/hook` it
//! takes and forgets: a receiver of webhooks that is as fast as one can be.

use std::path::PathBuf;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{get, post};
use caudal_web::{Limits, Server};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let ready = paths.next().context("usage: READY_FILE FILE…")?;
    let taken = post(|_: Bytes| async { StatusCode::NO_CONTENT });
    let mut router = Router::new().route("/hook", taken);
    for (number, path) in paths.enumerate() {
        let text = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let body = Bytes::from(text);
        let answer = move || {
            let body = body.clone();
            async move { ([(CONTENT_TYPE, "application/json")], body) }
        };
        router = router.route(&format!("/{number}"), get(answer));
    }
    let server = Server::bind("127.0.0.1:0", Limits::default()).await?;
    std::fs::write(ready, format!("http://{}", server.address()?))?;
    server.serve(router, std::future::pending()).await;
    Ok(())
}
