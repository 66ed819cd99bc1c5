//! A tree on the disk: whose it is, what it holds, and how it is changed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, Files};
use super::state::State;
use super::{Digest, Release, WriteError, failed};

/// Marks a folder as made by Nutgraf, so that nothing else is ever replaced, and says which tree it is.
pub(super) const MARKER: &str = ".nutgraf";
const MARKER_TEXT: &str = "This folder was made by Nutgraf. The next build replaces it.\n";
/// What file managers leave wherever they look; nobody misses it.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What a folder turns out to be.
#[derive(Debug)]
pub(super) enum Tree {
    /// Nothing, or an empty folder.
    Absent,
    /// Somebody else's.
    Foreign,
    /// Ours, but not finished, or nothing tells what is in it: the whole can be replaced.
    Unknown,
    /// Ours, and we know what is in it.
    Known(Known),
}

/// A tree that was finished, as it is now.
#[derive(Debug)]
pub(super) struct Known {
    /// What it was when it was finished.
    pub(super) release: Release,
    /// What is in it.
    pub(super) held: Held,
    /// Whether no file of it was lost.
    pub(super) whole: bool,
    /// Files that are not ours, sorted.
    pub(super) strangers: Vec<String>,
}

/// What is in a tree of ours.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// The files that are as they were written.
    pub(super) files: Files,
    /// Files that are of no use: of ours with another length, and what file managers left.
    litter: Vec<String>,
    folders: Vec<String>,
}

impl Tree {
    /// Looks at a folder and all that is in it.
    pub(super) fn read(folder: &Path, state: &State) -> Result<Self, WriteError> {
        let Some(marker) = read_marker(folder)? else { return without_marker(folder) };
        let Some(release) = release_in(&marker) else { return Ok(Self::Unknown) };
        match state.manifest(release) {
            Some(manifest) => Ok(Self::Known(compare(release, &manifest, walk(folder)?))),
            None => Ok(Self::Unknown),
        }
    }
}

/// Whether a folder is a tree of ours that was not finished; quicker than to read it.
pub(super) fn is_unfinished(folder: &Path) -> Result<bool, WriteError> {
    Ok(read_marker(folder)?.is_some_and(|marker| release_in(&marker).is_none()))
}

fn read_marker(folder: &Path) -> Result<Option<String>, WriteError> {
    let file = folder.join(MARKER);
    match fs::read(&file) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(failed(&file)(error)),
    }
}

fn without_marker(folder: &Path) -> Result<Tree, WriteError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(if entries.next().is_some() { Tree::Foreign } else { Tree::Absent }),
        Err(error) if is_absent(&error) => Ok(Tree::Absent),
        Err(error) => Err(failed(folder)(error)),
    }
}

/// Whether there is nothing of that name.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn release_in(marker: &str) -> Option<Release> {
    Release::parse(marker.lines().find_map(|line| line.strip_prefix("release "))?)
}

/// Marks a tree: as this release, or as unfinished.
pub(super) fn mark(folder: &Path, release: Option<Release>) -> Result<(), WriteError> {
    let state = release.map_or("unfinished".to_owned(), |release| format!("release {release}"));
    let file = folder.join(MARKER);
    fs::write(&file, format!("{MARKER_TEXT}{state}\n")).map_err(failed(&file))
}

// What is there

/// All that is below a folder, but the marker.
#[derive(Debug, Default)]
struct Walk {
    /// Paths and lengths; `None` for what is no plain file.
    files: Vec<(String, Option<u64>)>,
    folders: Vec<String>,
}

fn walk(folder: &Path) -> Result<Walk, WriteError> {
    let mut found = walk_below(folder, "").map_err(failed(folder))?;
    found.files.retain(|(path, _)| path != MARKER);
    Ok(found)
}

fn walk_below(root: &Path, folder: &str) -> io::Result<Walk> {
    let mut found = Walk::default();
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let path = if folder.is_empty() { String::new() } else { format!("{folder}/") } + &name.to_string_lossy();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            found.folders.push(path);
        } else {
            let length = if kind.is_file() { Some(entry.metadata()?.len()) } else { None };
            found.files.push((path, length));
        }
    }
    let below = found.folders.par_iter().map(|folder| walk_below(root, folder)).collect::<io::Result<Vec<_>>>()?;
    for mut more in below {
        found.files.append(&mut more.files);
        found.folders.append(&mut more.folders);
    }
    Ok(found)
}

/// What was written, against what is there.
fn compare(release: Release, manifest: &Files, found: Walk) -> Known {
    let (mut files, mut litter, mut strangers) = (Files::new(), Vec::new(), Vec::new());
    for (path, length) in found.files {
        match manifest.get(&path) {
            Some(digest) if length == Some(digest.len) => {
                files.insert(path, *digest);
            }
            Some(_) => litter.push(path),
            None if LITTER.contains(&file_name(&path)) => litter.push(path),
            None => strangers.push(path),
        }
    }
    strangers.sort();
    let whole = files.len() == manifest.len();
    Known { release, held: Held { files, litter, folders: found.folders }, whole, strangers }
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

// Changing it

/// Removes all that is in a tree of ours; the marker stays, so that it is known for ours if this is interrupted.
pub(super) fn clear(folder: &Path) -> Result<(), WriteError> {
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let path = entry.path();
        if entry.file_name() == MARKER {
            continue;
        }
        let is_folder = entry.file_type().map_err(failed(&path))?.is_dir();
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(failed(&path))?;
    }
    Ok(())
}

/// Removes a tree of ours.
pub(super) fn remove(folder: &Path) -> Result<(), WriteError> {
    clear(folder)?;
    remove_file(&folder.join(MARKER))?;
    fs::remove_dir(folder).map_err(failed(folder))
}

/// Makes a tree hold just the files `want` of the tree `from`.
pub(super) fn bring_up(folder: &Path, had: &Held, from: &Path, want: &Files) -> Result<(), WriteError> {
    let same = |files: &Files, path: &String, digest: &Digest| files.get(path) == Some(digest);
    let stale = had.files.iter().filter(|(path, digest)| !same(want, path, digest)).map(|(path, _)| path);
    remove_files(folder, stale.chain(&had.litter))?;
    remove_folders(folder, had.folders.iter().map(String::as_str), &manifest::folders(want.keys()));

    let missing: Vec<&String> =
        want.iter().filter(|(path, digest)| !same(&had.files, path, digest)).map(|(path, _)| path).collect();
    create_folders(folder, &manifest::folders(missing.iter().copied()))?;
    missing.into_par_iter().try_for_each(|path| link(&from.join(path), &folder.join(path)))
}

/// Removes files; those that are not there are no longer in anybody's way.
pub(super) fn remove_files<'p>(folder: &Path, paths: impl Iterator<Item = &'p String>) -> Result<(), WriteError> {
    paths.collect::<Vec<_>>().into_par_iter().try_for_each(|path| remove_file(&folder.join(path)))
}

pub(super) fn remove_file(file: &Path) -> Result<(), WriteError> {
    match fs::remove_file(file) {
        Err(error) if !is_absent(&error) => Err(failed(file)(error)),
        _ => Ok(()),
    }
}

/// Removes the folders that are not among `needed`, if they are empty.
pub(super) fn remove_folders<'p>(folder: &Path, all: impl IntoIterator<Item = &'p str>, needed: &BTreeSet<&str>) {
    let gone: BTreeSet<&str> = all.into_iter().filter(|path| !needed.contains(path)).collect();
    for path in gone.into_iter().rev() {
        // One that is not empty is kept for what is in it.
        let _ = fs::remove_dir(folder.join(path));
    }
}

fn create_folders(root: &Path, folders: &BTreeSet<&str>) -> Result<(), WriteError> {
    for folder in folders {
        let folder = root.join(folder);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(&folder)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// One file in two trees, or a copy where the file system knows no links.
fn link(from: &Path, to: &Path) -> Result<(), WriteError> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ())).map_err(failed(to))
}
