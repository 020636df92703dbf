//! Copies of a migrated SQLite file.

use std::fs;
use std::path::{Path, PathBuf};

use caudal_store::{Engine, migrations};
use tempfile::TempDir;

use crate::database::{fingerprint, migrate};

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";

/// A copy in a folder of its own: the URL, and the folder to keep.
pub(crate) async fn copy() -> (String, TempDir) {
    copy_into(&std::env::temp_dir()).await
}

/// A copy in memory where there is a folder for that: flushing costs nothing there.
pub(crate) async fn copy_in_memory() -> (String, TempDir) {
    let memory = PathBuf::from(MEMORY);
    if memory.is_dir() {
        copy_into(&memory).await
    } else {
        copy().await
    }
}

async fn copy_into(place: &Path) -> (String, TempDir) {
    let template = template().await;
    let made = TempDir::with_prefix_in("caudal-test-", place).and_then(|folder| {
        fs::copy(&template, folder.path().join("test.db"))?;
        Ok(folder)
    });
    match made {
        Ok(folder) => (url(&folder.path().join("test.db")), folder),
        Err(error) => panic!("no SQLite database for this test: {error}"),
    }
}

/// The migrated file of this schema. It is made beside its place and then moved there, so several
/// processes may do so at once.
async fn template() -> PathBuf {
    let schema = fingerprint(migrations(Engine::Sqlite));
    let template = std::env::temp_dir().join(format!("caudal-template-{schema}.db"));
    if template.exists() {
        return template;
    }
    let made = TempDir::with_prefix("caudal-template-");
    let folder = match made {
        Ok(folder) => folder,
        Err(error) => panic!("no folder for the SQLite template: {error}"),
    };
    let draft = folder.path().join("template.db");
    migrate(&url(&draft)).await;
    if let Err(error) = fs::rename(&draft, &template) {
        panic!("the SQLite template cannot be put in its place: {error}");
    }
    template
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}
