//! The spare tree, while a build writes to it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::digest::{CopyError, copied};
use super::manifest::{self, Files};
use super::open::Output;
use super::tree::{self, Held, MARKER};
use super::{Digest, Release, WriteError, exchange, failed};

/// The next tree: at first as the one that readers see, then as the build makes it.
///
/// Many threads may write at once.
#[derive(Debug)]
pub struct Staging {
    output: Output,
    /// What was written or kept.
    files: Mutex<Files>,
    finished: bool,
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            // Half a tree may have filled the disk; what cannot be removed now, the next build removes.
            let _ = tree::remove(&self.output.place.spare);
        }
    }
}

/// What a build changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files that are new.
    pub added: usize,
    /// Files that are gone.
    pub removed: usize,
    /// What readers see now.
    pub release: Release,
}

impl Staging {
    /// Brings the spare tree, which is marked as unfinished and holds what `had` says, to the state of the live one.
    pub(super) fn begin(output: Output, had: &Held) -> Result<Self, WriteError> {
        let staging = Self { output, files: Mutex::default(), finished: false };
        let Output { place, live, .. } = &staging.output;
        tree::bring_up(&place.spare, had, &place.live, &live.files)?;
        Ok(staging)
    }

    /// Writes a file, unless it holds these bytes already.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Digest, WriteError> {
        let digest = Digest::of(bytes);
        if self.before(path) != Some(digest) {
            let file = self.file(path)?;
            create(&file, &self.output.place.spare)?.write_all(bytes).map_err(failed(&file))?;
        }
        Ok(self.note(path, digest))
    }

    /// Copies a file, unless it holds the same already.
    pub fn copy(&self, path: &str, source: &Path) -> Result<Digest, WriteError> {
        if let Some(same) = self.unchanged(path, source).map_err(failed(source))? {
            return Ok(self.note(path, same));
        }
        let from = File::open(source).map_err(failed(source))?;
        let file = self.file(path)?;
        let digest = copied(from, create(&file, &self.output.place.spare)?).map_err(|failure| match failure {
            CopyError::Read(error) => failed(source)(error),
            CopyError::Write(error) => failed(&file)(error),
        })?;
        Ok(self.note(path, digest))
    }

    /// Leaves a file as readers see it now; `false` if they see none, so that it has to be written.
    pub fn keep(&self, path: &str) -> bool {
        let before = self.before(path);
        before.map(|digest| self.note(path, digest)).is_some()
    }

    /// Shows readers the new tree, without the files that were neither written nor kept.
    ///
    /// Before they see it `save` is called, for what the caller has to remember of it. Where nothing changed, readers
    /// go on seeing the same tree.
    pub fn finish(mut self, save: impl FnOnce(&Release) -> io::Result<()>) -> Result<Written, WriteError> {
        let files = std::mem::take(self.files.get_mut().unwrap_or_else(PoisonError::into_inner));
        let output = &self.output;
        let (spare, live) = (&output.place.spare, &output.live);
        remove_orphans(spare, &live.files, &files)?;

        let manifest = manifest::encode(&files);
        let release = Release::of(&manifest);
        output.state.remember(release, &manifest)?;
        tree::mark(spare, Some(release))?;
        save(&release).map_err(failed(output.state()))?;

        if live.release != Some(release) || live.files != files {
            exchange::exchange(&output.place)?;
            if live.release.is_none() {
                remove_replaced(output);
            }
        }
        output.state.forget_others(&[Some(release), live.release].into_iter().flatten().collect::<Vec<_>>());
        let written = compare(&live.files, &files, release);
        self.finished = true;
        Ok(written)
    }

    /// The files that were written or kept until now, with their bytes.
    pub fn sizes(&self) -> Vec<(String, u64)> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().map(|(path, digest)| (path.clone(), digest.len)).collect()
    }

    /// A folder for what is to be remembered of the output folder.
    pub fn state(&self) -> &Path {
        self.output.state()
    }

    /// What readers see of that path.
    fn before(&self, path: &str) -> Option<Digest> {
        self.output.live.files.get(path).copied()
    }

    fn note(&self, path: &str, digest: Digest) -> Digest {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), digest);
        digest
    }

    /// What a file holds, if readers see the same.
    fn unchanged(&self, path: &str, source: &Path) -> io::Result<Option<Digest>> {
        let Some(before) = self.before(path) else { return Ok(None) };
        if fs::metadata(source)?.len() != before.len {
            return Ok(None);
        }
        Ok(Some(Digest::of_file(source)?).filter(|digest| *digest == before))
    }

    /// Where a path is in the spare tree.
    fn file(&self, path: &str) -> Result<PathBuf, WriteError> {
        let below = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !below || path.is_empty() || path == MARKER {
            return Err(WriteError::Refused(format!("`{path}` is no name for a file of a site")));
        }
        Ok(self.output.place.spare.join(path))
    }
}

/// A new file: one that is there may be a file of the other tree as well, and is never written to.
fn create(file: &Path, tree: &Path) -> Result<File, WriteError> {
    // Of a new page, most often only the folder is missing.
    let folder_is_made = || file.parent().is_some_and(|folder| fs::create_dir(folder).is_ok());
    match File::create_new(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder_is_made() => File::create_new(file),
        created => created,
    }
    .or_else(|_| {
        make_way(file, tree)?;
        File::create_new(file).map_err(failed(file))
    })
}

/// Removes what stood in the place of a file or of a folder around it, and makes the folders.
fn make_way(file: &Path, tree: &Path) -> Result<(), WriteError> {
    if file.is_dir() {
        fs::remove_dir_all(file).map_err(failed(file))?;
    }
    tree::remove_file(file)?;
    let Some(folder) = file.parent() else { return Ok(()) };
    let around = folder.ancestors().take_while(|folder| *folder != tree);
    for folder in around.filter(|folder| folder.is_file()) {
        // Another thread may have been quicker; if not, the next step says what failed.
        let _ = fs::remove_file(folder);
    }
    fs::create_dir_all(folder).map_err(failed(folder))
}

fn remove_orphans(tree: &Path, before: &Files, after: &Files) -> Result<(), WriteError> {
    let folders = manifest::folders(after.keys());
    let orphans: Vec<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    // Where a folder was written in the place of a file, the file is gone.
    tree::remove_files(tree, orphans.iter().copied().filter(|path| !folders.contains(path.as_str())))?;
    tree::remove_folders(tree, manifest::folders(orphans), &folders);
    Ok(())
}

/// Removes what stood in the place of the first tree of which anything is known.
fn remove_replaced(output: &Output) {
    let spare = &output.place.spare;
    // What cannot be removed now, the next build finds unfinished.
    let _ = match output.live.unknown {
        true => tree::remove(spare),
        // An empty folder, or nothing.
        false => fs::remove_dir(spare).map_err(failed(spare)),
    };
}

fn compare(before: &Files, after: &Files, release: Release) -> Written {
    let added = after.keys().filter(|path| !before.contains_key(*path)).count();
    let removed = before.keys().filter(|path| !after.contains_key(*path)).count();
    let differs = |(path, digest): &(&String, &Digest)| before.get(*path).is_some_and(|before| before != *digest);
    Written { changed: after.iter().filter(differs).count(), added, removed, release }
}
