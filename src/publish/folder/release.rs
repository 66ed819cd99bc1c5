//! One release: a folder with all files, of which those that did not change are the same as in the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::layout::{PART, failed, sync_folder};
use crate::publish::{Entry, Hash, Manifest, Progress, PublishError, Work};

/// A file as a release has it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) size: u64,
    /// When it was changed last.
    pub(super) mark: Option<String>,
}

/// All files below a folder.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<String, Found>, PublishError> {
    // Somebody removed it by hand: there is nothing, which the next release mends.
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let entry = |entry: walkdir::Result<walkdir::DirEntry>| {
        let entry = entry.map_err(|error| PublishError::failed(format!("read {}", folder.display()), error))?;
        if entry.file_type().is_dir() {
            return Ok(None);
        }
        let metadata = entry.metadata().ok();
        let size = metadata.as_ref().map_or(0, fs::Metadata::len);
        let mark = metadata.and_then(|metadata| mark(&metadata));
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        Ok(Some((path.to_string_lossy().replace('\\', "/"), Found { size, mark })))
    };
    let files = WalkDir::new(folder).min_depth(1).into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// Whoever writes into a file leaves another time at it.
fn mark(metadata: &fs::Metadata) -> Option<String> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{}.{:09}", since.as_secs(), since.subsec_nanos()))
}

/// The files of a release that hold something else though they are as long; `closely` also where no mark says so.
pub(super) fn damaged(
    folder: &Path,
    release: &Manifest,
    found: &BTreeMap<String, Found>,
    closely: bool,
) -> BTreeSet<String> {
    let doubted = release.files.par_iter().filter(|(path, entry)| {
        let file = found.get(*path).filter(|file| file.size == entry.size);
        file.is_some_and(|file| closely || file.mark.is_none() || file.mark.as_ref() != release.marks.get(*path))
    });
    doubted.filter(|(path, entry)| !holds(&folder.join(path), entry)).map(|(path, _)| path.clone()).collect()
}

/// What cannot be read holds nothing.
fn holds(file: &Path, entry: &Entry) -> bool {
    fs::read(file).is_ok_and(|bytes| Hash::of(&bytes) == entry.hash)
}

/// Whether two files hold the same.
pub(super) fn are_same(one: &Path, other: &Path) -> bool {
    let read = |file: &Path| fs::read(file).ok();
    read(one).is_some_and(|one| Some(one) == read(other))
}

/// Lets a release that is there have files of another one, too.
pub(super) fn carry_over(from: &Path, to: &Path, files: &[&str]) -> Result<(), PublishError> {
    create_folders(to, files.iter().copied())?;
    files.iter().map(|path| (from.join(path), to.join(path))).try_for_each(|(from, to)| {
        if are_same(&from, &to) {
            return Ok(());
        }
        // It may be one with a file of a third release, so it is not written into.
        let _ = fs::remove_file(&to);
        link(&from, &to).map_err(failed("write", &to))
    })
}

/// Makes a release from the site here and from the release before; until it is whole it has another name.
pub(super) fn make(
    folder: &Path,
    before: Option<&Path>,
    work: &Work,
    progress: &dyn Progress,
) -> Result<(), PublishError> {
    let mut part = folder.as_os_str().to_owned();
    part.push(PART);
    let part = Path::new(&part);
    let new: BTreeSet<&str> = work.plan.uploads.iter().map(|upload| upload.path.as_str()).collect();
    let kept = kept(work, &new);
    create_folders(part, new.iter().copied().chain(kept.iter().copied()))?;
    progress.begin("publishing", new.len());
    new.par_iter().try_for_each(|path| {
        let to = part.join(path);
        copy(&work.site.file(path), &to).map_err(failed("write", &to))?;
        progress.step();
        Ok(())
    })?;
    if let Some(before) = before {
        kept.par_iter().try_for_each(|path| {
            let to = part.join(path);
            link(&before.join(path), &to).map_err(failed("write", &to))
        })?;
    }
    sync_folder(part);
    fs::rename(part, folder).map_err(failed("make", folder))
}

/// What the release before has and this one keeps: files that did not change, and those of others.
fn kept<'w>(work: &'w Work, new: &BTreeSet<&str>) -> Vec<&'w str> {
    let deleted: BTreeSet<&str> = work.plan.deletes.iter().map(|delete| delete.path.as_str()).collect();
    let there = work.remote.files.keys().map(String::as_str);
    there.filter(|path| !new.contains(path) && !deleted.contains(path)).collect()
}

fn create_folders<'p>(root: &Path, files: impl Iterator<Item = &'p str>) -> Result<(), PublishError> {
    let folders: BTreeSet<&str> = files.map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    folders
        .iter()
        .map(|folder| root.join(folder))
        .try_for_each(|folder| fs::create_dir_all(&folder).map_err(failed("make the folder", &folder)))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}

/// One file in two releases, or a copy where the file system knows no links.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| copy(from, to))
}
