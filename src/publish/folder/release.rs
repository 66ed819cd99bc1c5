//! One release: a folder with all files, of which those that did not change are the same as in the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::layout::{PART, failed, sync_folder};
use crate::publish::{Progress, PublishError, Work};

/// All files below a folder, with the bytes that each takes.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<String, u64>, PublishError> {
    // Somebody removed it by hand: there is nothing, which the next release mends.
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let entry = |entry: walkdir::Result<walkdir::DirEntry>| {
        let entry = entry.map_err(|error| PublishError::failed(format!("read {}", folder.display()), error))?;
        if entry.file_type().is_dir() {
            return Ok(None);
        }
        let size = entry.metadata().map_or(0, |metadata| metadata.len());
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        Ok(Some((path.to_string_lossy().replace('\\', "/"), size)))
    };
    let files = WalkDir::new(folder).min_depth(1).into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().flatten().collect())
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
