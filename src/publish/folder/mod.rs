//! A folder of this machine: a link that leads to the present release, and is exchanged as a whole.

mod layout;
mod release;

use std::collections::BTreeSet;
use std::path::Path;

use layout::{Layout, Lock};

use super::store::not_whole;
use super::{Actor, Done, Manifest, Progress, PublishError, ReleaseId, Remote, Store, Version, Work};
use crate::output::Finished;

/// So many releases are kept, with the present one.
pub(super) const KEPT: usize = 5;

/// A folder of this machine.
#[derive(Debug)]
pub struct FolderStore {
    layout: Layout,
}

impl FolderStore {
    /// For the site at `root`, which is elsewhere.
    pub fn new(folder: &Path, root: &Path) -> Result<Self, PublishError> {
        let layout = Layout::of(folder)?;
        if [layout.served(), layout.releases()].iter().any(|place| Finished::overlaps(place, root)) {
            return Err(PublishError::refused(format!(
                "{} is in the site's own folder, or around it; publish to a folder elsewhere, as in `file:///srv/site`",
                layout.served().display()
            )));
        }
        Ok(Self { layout })
    }

    /// Locks the folder, and sees whether it is still as it was.
    fn lock(&self, expected: &Remote) -> Result<Lock, PublishError> {
        let lock = self.layout.lock()?;
        let now = self.layout.present()?;
        match version(now.as_ref()) == expected.version {
            true => Ok(lock),
            false => {
                let by = now.map_or_else(|| "somebody".to_owned(), |manifest| manifest.last_by());
                Err(PublishError::Overtaken { by, done: Done::default() })
            }
        }
    }

    /// Whether all files of a release are there still, byte for byte.
    fn is_whole(&self, release: &Manifest) -> Result<(), PublishError> {
        let folder = self.layout.folder(&release.release);
        let there = release::files(&folder)?;
        let damaged = release::damaged(&folder, release, &there, true);
        let is_there = |path: &str, size: u64| there.get(path).is_some_and(|file| file.size == size);
        let missing = release.files.iter().filter(|(path, entry)| !is_there(path, entry.size));
        let missing: BTreeSet<&String> = missing.map(|(path, _)| path).chain(&damaged).collect();
        not_whole(&release.release, &missing.into_iter().collect::<Vec<_>>())
    }

    /// What is there, and of it what holds something else than it should.
    fn found(&self, closely: bool) -> Result<Remote, PublishError> {
        let Some(manifest) = self.layout.present()? else {
            let files = self.layout.nothing_served()?;
            return Ok(Remote { files, version: version(None), ..Remote::default() });
        };
        let folder = self.layout.folder(&manifest.release);
        let found = release::files(&folder)?;
        let damaged = release::damaged(&folder, &manifest, &found, closely);
        let files = found.into_iter().map(|(path, file)| (path, file.size)).collect();
        Ok(Remote { version: version(Some(&manifest)), manifest: Some(manifest), files, damaged })
    }

    /// Shows readers a release that lies ready.
    fn show(&self, manifest: &Manifest) -> Result<(), PublishError> {
        self.layout.write_manifest(manifest, layout::READY)?;
        self.layout.lead_to(&manifest.release)?;
        self.layout.settle(&manifest.release)
    }
}

impl Store for FolderStore {
    fn place(&self) -> String {
        self.layout.served().display().to_string()
    }

    fn look(&self) -> Result<Remote, PublishError> {
        self.found(false)
    }

    fn look_closely(&self) -> Result<Remote, PublishError> {
        self.found(true)
    }

    fn check_access(&self) -> Result<(), PublishError> {
        self.layout.check_access()
    }

    fn publish(&self, work: &Work, progress: &dyn Progress) -> Result<Done, PublishError> {
        let _lock = self.lock(work.remote)?;
        self.layout.clear_unfinished()?;
        let next = work.anew();
        let before = work.remote.manifest.as_ref().map(|manifest| self.layout.folder(&manifest.release));
        release::make(&self.layout.folder(&next.release), before.as_deref(), work, progress)?;
        let made = release::files(&self.layout.folder(&next.release))?;
        let next = next.marked(made.into_iter().filter_map(|(path, file)| Some((path, file.mark?))));
        self.show(&next)?;
        self.layout.forget_all_but(KEPT, &next.release);
        let (uploads, deleted) = (work.plan.uploads.len(), work.plan.deletes.len());
        Ok(Done { uploaded: uploads, uploads, deleted, begun: true })
    }

    fn releases(&self) -> Result<Vec<Manifest>, PublishError> {
        self.layout.manifests()
    }

    fn check_back(&self, to: &Manifest, remote: &Remote, by: &Actor) -> Result<(), PublishError> {
        remote.refuse_foreign(&self.place(), to, by)?;
        self.is_whole(to)
    }

    fn roll_back(
        &self,
        to: &Manifest,
        remote: &Remote,
        by: &Actor,
        _progress: &dyn Progress,
    ) -> Result<Done, PublishError> {
        let _lock = self.lock(remote)?;
        self.check_back(to, remote, by)?;
        if let Some(present) = remote.manifest.as_ref().filter(|present| present.release != to.release) {
            let foreign = remote.foreign().filter(|path| !to.files.contains_key(*path)).map(String::as_str);
            let [from, into] = [present, to].map(|manifest| self.layout.folder(&manifest.release));
            release::carry_over(&from, &into, &foreign.collect::<Vec<_>>())?;
        }
        self.show(&to.again(remote, by))?;
        Ok(Done { begun: true, ..Done::default() })
    }

    fn only_in(&self, release: &Manifest) -> Result<Vec<String>, PublishError> {
        let folder = self.layout.folder(&release.release);
        let served = self.layout.served();
        let foreign = release::files(&folder)?.into_keys().filter(|path| !release.files.contains_key(path));
        Ok(foreign.filter(|path| !release::are_same(&folder.join(path), &served.join(path))).collect())
    }

    fn purge(&self, release: &ReleaseId) -> Result<usize, PublishError> {
        let _lock = self.layout.lock()?;
        let files = release::files(&self.layout.folder(release))?.len();
        self.layout.forget(release)?;
        Ok(files)
    }

    fn remember_invalidations(&self, paths: &BTreeSet<String>) -> Result<(), PublishError> {
        let _lock = self.layout.lock()?;
        let Some(mut manifest) = self.layout.present()? else { return Ok(()) };
        manifest.invalidations.clone_from(paths);
        self.layout.write_manifest(&manifest, layout::SHOWN)
    }
}

fn version(present: Option<&Manifest>) -> Version {
    let tag = present.map(|manifest| format!("{} {}", manifest.release, manifest.since()));
    Version { tag, generation: None }
}
