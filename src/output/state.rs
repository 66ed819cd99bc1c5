//! What is remembered of an output folder between builds, and the lock on a site.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::manifest::{self, Files};
use super::place::{resolve, sibling};
use super::{Release, WriteError, failed};

/// The folder of a site's state; it may be deleted at any time.
const FOLDER: &str = ".nutgraf";

/// The state of one output folder, ours alone while this lives.
#[derive(Debug)]
pub(super) struct State {
    folder: PathBuf,
    /// Held open; whatever ends the process, the system unlocks it. None where it is only looked at.
    _lock: Option<File>,
}

impl State {
    /// Locks the site and finds the state of its output folder.
    pub(super) fn open(root: &Path, output: &Path, waiting: impl FnOnce()) -> Result<Self, WriteError> {
        let site = make_folder(root, output)?;
        let lock = lock(&site.join("lock"), waiting)?;
        let folder = site.join(key(&resolve(root), output));
        let manifests = folder.join("manifests");
        fs::create_dir_all(&manifests).map_err(failed(&manifests))?;
        Ok(Self { folder, _lock: Some(lock) })
    }

    /// The state of an output folder, if there is any, to be looked at.
    pub(super) fn find(root: &Path, output: &Path) -> Option<Self> {
        let key = key(&resolve(root), output);
        let places = [root.join(FOLDER), sibling(output, "state")].map(|site| site.join(&key));
        let folder = places.into_iter().find(|folder| folder.join("manifests").is_dir())?;
        Some(Self { folder, _lock: None })
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of a tree; `None` if they are not known.
    pub(super) fn manifest(&self, release: Release) -> Option<Files> {
        let text = fs::read_to_string(self.file(release)).ok()?;
        // A manifest that was damaged has another name.
        (Release::of(&text) == release).then(|| manifest::decode(&text))?
    }

    /// Remembers the files of a tree.
    pub(super) fn remember(&self, release: Release, manifest: &str) -> Result<(), WriteError> {
        let file = self.file(release);
        // Readers may see this very tree: what is known of it is not to be lost.
        let new = file.with_file_name("new");
        fs::write(&new, manifest).map_err(failed(&new))?;
        fs::rename(&new, &file).map_err(failed(&file))
    }

    /// Forgets all trees but these.
    pub(super) fn forget_others(&self, kept: &[Release]) {
        let kept: Vec<PathBuf> = kept.iter().map(|release| self.file(*release)).collect();
        let entries = fs::read_dir(self.folder.join("manifests")).into_iter().flatten().flatten();
        for file in entries.map(|entry| entry.path()).filter(|file| !kept.contains(file)) {
            // What cannot be removed now is removed another time.
            let _ = fs::remove_file(file);
        }
    }

    fn file(&self, release: Release) -> PathBuf {
        self.folder.join("manifests").join(release.to_string())
    }
}

/// The state is in the site's folder, or beside the output where the site's folder can only be read.
fn make_folder(root: &Path, output: &Path) -> Result<PathBuf, WriteError> {
    let own = root.join(FOLDER);
    match make_ignored(&own) {
        Ok(()) => Ok(own),
        Err(error) if is_read_only(&error) => {
            let beside = sibling(output, "state");
            make_ignored(&beside).map_err(failed(&own))?;
            Ok(beside)
        }
        Err(error) => Err(failed(&own)(error)),
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

/// A folder that version control leaves alone.
fn make_ignored(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    match File::create_new(folder.join(".gitignore")) {
        Ok(mut file) => io::Write::write_all(&mut file, b"*\n"),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Locks, and says so if that takes as long as another build.
fn lock(path: &Path, waiting: impl FnOnce()) -> Result<File, WriteError> {
    let file = File::options().create(true).append(true).open(path).map_err(failed(path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().map_err(failed(path))?;
            Ok(file)
        }
        // Some file systems know no locks; two builds at once are rarer than those.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(failed(path)(error)),
    }
}

/// The name of an output folder's state, which stays the same where the whole site is moved.
fn key(root: &Path, output: &Path) -> String {
    let path = output.strip_prefix(root).unwrap_or(output);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}-{:016x}", xxh3_64(path.as_os_str().as_encoded_bytes()))
}
