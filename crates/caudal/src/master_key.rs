//! The master key: 32 random bytes in a file that only its owner may read.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_connect::Chance;
use zeroize::Zeroizing;

/// The key in this file, which is made if it is not there.
pub(crate) fn read_or_make(path: &Path) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    match fs::read_to_string(path) {
        Ok(text) => decode(path, &Zeroizing::new(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// What is wrong with the file's permissions, if anything.
pub(crate) fn too_open(path: &Path) -> Option<String> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| format!("mode {mode:o}: run chmod 600 {}", path.display()))
}

fn make(path: &Path) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    // Written beside and linked into place: of two processes that start at once, one key wins, and
    // nobody ever reads half of it.
    let draft = path.with_extension(format!("{}.draft", Chance::system().hexadecimal()?));
    let key = Zeroizing::new(Chance::system().bytes()?);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .with_context(|| format!("cannot write {}", draft.display()))?;
    writeln!(file, "{}", *Zeroizing::new(STANDARD.encode(*key)))?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            decode(path, &Zeroizing::new(fs::read_to_string(path)?))
        }
        Err(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
    }
}

fn decode(path: &Path, text: &str) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).unwrap_or_default());
    match bytes.first_chunk::<32>() {
        Some(key) if bytes.len() == 32 => Ok(Zeroizing::new(*key)),
        _ => bail!(
            "{} does not hold a master key: 32 bytes in Base64",
            path.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/master.key");
        let made = read_or_make(&path).unwrap();
        assert_eq!(*made, *read_or_make(&path).unwrap());
        assert_eq!(too_open(&path), None);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        fs::write(&path, "short").unwrap();
        assert!(read_or_make(&path).is_err());
    }
}
