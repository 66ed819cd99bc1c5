//! Staging and the swap: the folder that readers see is the whole old site or the whole new one.
//!
//! **Architecture invariant.** Knows files and bytes, and nothing of what they mean.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

/// Marks a folder as made by Nutgraf, so that nothing else is ever replaced.
const MARKER: &str = ".nutgraf";
const MARKER_TEXT: &str = "This folder was made by Nutgraf. The next build replaces it.\n";

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Below the output folder, with `/`.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of another file.
    CopyOf(PathBuf),
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder holds what Nutgraf did not make, or must not replace.
    Refused(String),
    /// The machine failed.
    Failed {
        /// On which file or folder.
        path: PathBuf,
        /// How.
        error: io::Error,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => f.write_str(reason),
            Self::Failed { path, error } => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// Says whether a site at `root` may be written to `folder`, before any work is done for it.
pub fn may_write(folder: &Path, root: &Path) -> Result<(), WriteError> {
    let resolved = resolve(folder);
    let root = resolve(root);
    if root.starts_with(&resolved) {
        return refused(folder, "is the site itself or a folder around it");
    }
    let sources = ["content", "templates", "static"].map(|name| root.join(name));
    if sources.iter().any(|source| resolved.starts_with(source)) {
        return refused(folder, "is among the site's own sources");
    }
    if folder.is_file() {
        return refused(folder, "is a file");
    }
    let made_by_us = folder.join(MARKER).is_file();
    let empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !made_by_us && !empty() {
        return refused(folder, "holds files that Nutgraf did not make");
    }
    Ok(())
}

fn refused(folder: &Path, why: &str) -> Result<(), WriteError> {
    let folder = folder.display();
    Err(WriteError::Refused(format!(
        "the output folder {folder} {why}; choose another with --output, or empty it first"
    )))
}

/// The path without links and `..`, as far as it exists.
fn resolve(path: &Path) -> PathBuf {
    let absolute = without_dots(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()));
    let existing = absolute.ancestors().find_map(|ancestor| {
        let resolved = ancestor.canonicalize().ok()?;
        Some(resolved.join(absolute.strip_prefix(ancestor).ok()?))
    });
    existing.unwrap_or(absolute)
}

fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// Writes the whole site beside `folder` and then puts it in its place.
///
/// Call [`may_write`] first.
pub fn write(folder: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    // A link to a folder stays one: what it leads to is replaced.
    let folder = &resolve(folder);
    let staging = sibling(folder, "new");
    let written = fill(&staging, files).and_then(|()| swap(&staging, folder));
    if written.is_err() {
        // The first error says what failed; what is left of the attempt is in nobody's way.
        let _ = remove(&staging);
    }
    written
}

fn fill(staging: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    remove(staging)?;
    create_dir(staging)?;
    write_file(&staging.join(MARKER), &Content::Bytes(MARKER_TEXT.into()))?;
    create_folders(staging, files)?;
    files.par_iter().try_for_each(|file| write_file(&staging.join(&file.path), &file.content))
}

/// A hidden folder beside another, so that a rename stays within the file system.
fn sibling(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    // Two builds at once do not write into one another's attempt.
    folder.with_file_name(format!(".{name}.nutgraf-{what}-{}", std::process::id()))
}

fn create_folders(staging: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    let folders: BTreeSet<&str> = files.iter().filter_map(|file| Some(file.path.rsplit_once('/')?.0)).collect();
    folders.into_iter().try_for_each(|folder| create_dir(&staging.join(folder)))
}

fn create_dir(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(failed(path))
}

fn write_file(path: &Path, content: &Content) -> Result<(), WriteError> {
    match content {
        Content::Bytes(bytes) => fs::write(path, bytes).map_err(failed(path)),
        Content::CopyOf(source) => fs::copy(source, path).map(|_| ()).map_err(failed(source)),
    }
}

fn remove(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(folder)(error)),
        _ => Ok(()),
    }
}

fn failed(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |error| WriteError::Failed { path: path.clone(), error }
}

/// Puts the new folder in the place of the old one.
fn swap(staging: &Path, folder: &Path) -> Result<(), WriteError> {
    if !folder.exists() {
        return fs::rename(staging, folder).map_err(failed(folder));
    }
    if exchange(staging, folder) {
        return remove(staging);
    }
    let old = sibling(folder, "old");
    remove(&old)?;
    fs::rename(folder, &old).map_err(failed(folder))?;
    fs::rename(staging, folder).map_err(failed(folder))?;
    remove(&old)
}

/// Exchanges two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), content: Content::Bytes(text.into()) }
    }

    #[test]
    fn the_new_site_replaces_the_old_one_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        write(&folder, &[file("a/b.html", "old"), file("gone.html", "old")]).unwrap();
        write(&folder, &[file("a/b.html", "new")]).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a/b.html")).unwrap(), "new");
        assert!(!folder.join("gone.html").exists());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_nutgraf_did_not_make_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        fs::create_dir(&folder).unwrap();
        assert!(may_write(&folder, root.path()).is_ok(), "an empty folder is fine");
        fs::write(folder.join("thesis.txt"), "x").unwrap();
        assert!(may_write(&folder, root.path()).is_err());
        for wrong in [root.path().to_path_buf(), root.path().join("content/x"), root.path().join("a/..")] {
            assert!(may_write(&wrong, root.path()).is_err(), "{}", wrong.display());
        }
    }
}
