//! `caudal doctor`: what is wrong with this installation, and how to mend it.

use std::process::ExitCode;

use caudal_store::Store;

use crate::assembly::open_store;
use crate::commands::answer;
use crate::configuration::Configuration;
use crate::master_key;

/// One thing that was looked at: what, and what is wrong with it.
struct Finding {
    what: String,
    wrong: Option<String>,
}

/// Looks at everything and says what it found; fails when anything is wrong.
pub(crate) async fn run(configuration: &Configuration) -> anyhow::Result<ExitCode> {
    let mut findings = Vec::new();
    match open_store(configuration).await {
        Ok(store) => {
            findings.extend(look_at_database(&store).await);
            store.close().await;
        }
        Err(error) => {
            findings.push(Finding {
                what: "database".into(),
                wrong: Some(format!("{error:#}")),
            });
        }
    }
    findings.push(look_at_master_key(configuration));
    findings.push(look_at_address(configuration).await);
    let mut healthy = true;
    for Finding { what, wrong } in findings {
        match wrong {
            None => answer(&format!("ok    {what}"))?,
            Some(wrong) => {
                healthy = false;
                answer(&format!("FAIL  {what}: {wrong}"))?;
            }
        }
    }
    Ok(if healthy {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn look_at_database(store: &Store) -> Vec<Finding> {
    let answers = Finding {
        what: format!("{} answers", store.engine()),
        wrong: store.ping().await.err().map(|error| error.to_string()),
    };
    let wrong = match store.pending_migrations().await {
        Ok(pending) if pending.is_empty() => None,
        Ok(pending) => Some(format!(
            "run `caudal migrate`; not applied yet: {}",
            pending.join(", ")
        )),
        Err(error) => Some(error.to_string()),
    };
    vec![
        answers,
        Finding {
            what: "tables are up to date".into(),
            wrong,
        },
    ]
}

fn look_at_master_key(configuration: &Configuration) -> Finding {
    let path = &configuration.master_key_file;
    let what = format!("master key in {}", path.display());
    if !path.exists() {
        let wrong = "there is none yet: `caudal serve` makes one at its first start";
        return Finding {
            what,
            wrong: Some(wrong.into()),
        };
    }
    let wrong = match master_key::read_or_make(path) {
        Ok(_) => master_key::too_open(path),
        Err(error) => Some(format!("{error:#}")),
    };
    Finding { what, wrong }
}

async fn look_at_address(configuration: &Configuration) -> Finding {
    let what = format!("{} can be listened on", configuration.listen);
    let bound = tokio::net::TcpListener::bind(&configuration.listen).await;
    let wrong = bound.err().map(|error| {
        format!("{error}: is Caudal running already? Otherwise choose another --listen")
    });
    Finding { what, wrong }
}
