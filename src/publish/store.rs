//! What every kind of target can do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::{
    BucketStore, Done, Entry, FolderStore, GitStore, Headers, Manifest, Pending, Plan, PublishError, ReleaseId, Site,
    SshStore,
};
use crate::config::{Destination, PublishTarget};
use crate::progress::Progress;

/// A place that a site is published to.
///
/// Whatever ends a call, readers see pages whose files are there, and the next [`Store::publish`] ends in the exact
/// site.
pub trait Store {
    /// As a message names it: `/srv/site`, `s3://bucket/prefix`.
    fn place(&self) -> String;

    /// What it would send a file with; nothing where that is the host's own business.
    fn headers(&self, _path: &str) -> Headers {
        Headers::default()
    }

    /// What is there now. Changes nothing.
    fn look(&self) -> Result<Remote, PublishError>;

    /// The same, where all that is there is doubted: also a file that is as long as it should be.
    fn look_closely(&self) -> Result<Remote, PublishError> {
        self.look()
    }

    /// Whether it lets itself be written to, as far as that is seen without doing so.
    fn check_access(&self) -> Result<(), PublishError> {
        Ok(())
    }

    /// Carries out a plan. The target is still as `work.remote` has it, or this ends with [`PublishError::Overtaken`].
    fn publish(&self, work: &Work, progress: &dyn Progress) -> Result<Done, PublishError>;

    /// The releases that can be gone back to and the present one, the latest first.
    fn releases(&self) -> Result<Vec<Manifest>, PublishError>;

    /// Whether a release can be gone back to: all that readers would see again is whole, and in nobody's way.
    fn check_back(&self, to: &Manifest, remote: &Remote, by: &Actor) -> Result<(), PublishError>;

    /// Shows readers an earlier release again, if it can be gone back to. `remote` and `by` are as in [`Work`].
    fn roll_back(
        &self,
        to: &Manifest,
        remote: &Remote,
        by: &Actor,
        progress: &dyn Progress,
    ) -> Result<Done, PublishError>;

    /// The files of others that would go with a release, as readers do not see them now.
    fn only_in(&self, _release: &Manifest) -> Result<Vec<String>, PublishError> {
        Ok(Vec::new())
    }

    /// Removes an earlier release for good, and says how many files went with it: none, where others have the same.
    fn purge(&self, release: &ReleaseId) -> Result<usize, PublishError>;

    /// Remembers of which addresses the `invalidate` command is still to be told.
    fn remember_invalidations(&self, paths: &BTreeSet<String>) -> Result<(), PublishError>;
}

/// What is at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remote {
    /// What the last release left; `None` where nothing was published yet.
    pub manifest: Option<Manifest>,
    /// Of the manifest; when it is another, somebody published meanwhile.
    pub version: Version,
    /// All files that are there, also those of others, with the bytes that each takes.
    pub files: BTreeMap<String, u64>,
    /// Those of the present release that hold something else, though they are as long.
    pub damaged: BTreeSet<String>,
}

impl Remote {
    /// Whether a release is on its way, or did not arrive.
    pub fn is_unfinished(&self) -> bool {
        self.pending().is_some()
    }

    /// Who changed files of the present release at the target, as by a commit, and which.
    pub fn edited_by_another(&self, by: &Actor) -> Option<&Pending> {
        self.pending_of_another(by).filter(|_| self.is_edited())
    }

    /// Whether what is there was changed by others, as against a release that did not arrive.
    pub fn is_edited(&self) -> bool {
        let (Some(manifest), Some(pending)) = (&self.manifest, self.pending()) else { return false };
        let mut paths = pending.files.keys().peekable();
        pending.release == manifest.release
            && paths.peek().is_some()
            && paths.all(|path| manifest.files.contains_key(path))
    }

    /// A release that somebody else put on its way.
    pub fn pending_of_another(&self, by: &Actor) -> Option<&Pending> {
        self.pending().filter(|pending| pending.publisher != by.name)
    }

    /// Where to go back to if nobody says: to the release before the present one.
    ///
    /// From a release that did not arrive, that is the present one; and a way back that was begun is gone to its end.
    pub fn previous<'r>(&self, releases: &'r [Manifest]) -> Option<&'r Manifest> {
        let present = &self.manifest.as_ref()?.release;
        let of = |release: &ReleaseId| releases.iter().find(|manifest| manifest.release == *release);
        match self.pending() {
            Some(pending) => of(&pending.release).or_else(|| of(present)),
            None => releases.iter().filter(|manifest| manifest.release < *present).max_by_key(|it| it.release.clone()),
        }
    }

    /// Whether the file is there as the present release has it.
    pub(super) fn is_whole(&self, path: &str, entry: &Entry) -> bool {
        self.files.get(path) == Some(&entry.stored_size()) && !self.damaged.contains(path)
    }

    /// Files that Nutgraf did not put there.
    pub(super) fn foreign(&self) -> impl Iterator<Item = &String> {
        let ours = |path: &String| {
            let pending = self.pending().is_some_and(|pending| pending.files.contains_key(path));
            pending || self.manifest.as_ref().is_some_and(|manifest| manifest.files.contains_key(path))
        };
        self.files.keys().filter(move |path| !ours(path))
    }

    /// Whether it is known which files there are Nutgraf's.
    pub fn is_recorded(&self) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| !manifest.is_published() || !manifest.files.is_empty())
    }

    /// Refuses to go back where that would replace files of others.
    pub(super) fn refuse_foreign(&self, place: &str, to: &Manifest, by: &Actor) -> Result<(), PublishError> {
        let plan = Plan::new(&to.files, self);
        let Some(first) = plan.foreign.first().filter(|_| !by.force) else { return Ok(()) };
        if !self.is_recorded() {
            return Err(PublishError::refused(format!(
                "there is no record of what was published to {place}, and files there have the names of the release's, \
                 {first} for one; if an earlier release put them there, take them over with --force, and if not, move \
                 them away"
            )));
        }
        Err(PublishError::refused(format!(
            "{place} holds {first}, which Nutgraf did not put there and the release would replace; move it away, or \
             replace it with --force"
        )))
    }

    /// What is on its way, or did not arrive.
    pub fn pending(&self) -> Option<&Pending> {
        self.manifest.as_ref()?.pending.as_ref()
    }
}

/// One state of a target, by which a later one is told from it. A store chooses what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    /// An `ETag`, a commit, a release.
    pub tag: Option<String>,
    /// A generation, where a store has both.
    pub generation: Option<String>,
}

/// Who publishes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `user@machine:/folder/of/the/site`
    pub name: String,
    /// Now.
    pub now: Timestamp,
    /// Whether what others left is overruled.
    pub force: bool,
}

impl Actor {
    /// Now; and as machines' clocks differ, later than what is there was published.
    pub(super) fn after(&self, remote: &Remote) -> Timestamp {
        let next = |manifest: &Manifest| manifest.since().checked_add(SignedDuration::from_secs(1)).ok();
        let earliest = remote.manifest.as_ref().and_then(next);
        earliest.map_or(self.now, |earliest| self.now.max(earliest))
    }
}

/// A plan to be carried out.
#[derive(Debug)]
pub struct Work<'w> {
    /// The site on this machine.
    pub site: &'w Site,
    /// Its files as they will be there.
    pub files: &'w BTreeMap<String, Entry>,
    /// What is to be done.
    pub plan: &'w Plan,
    /// What was there when the plan was made.
    pub remote: &'w Remote,
    /// Who publishes.
    pub by: &'w Actor,
    /// The addresses of which the `invalidate` command is to be told, if there is one.
    pub invalidations: &'w BTreeSet<String>,
}

impl Work<'_> {
    /// What the target's manifest says when the plan is carried out.
    pub fn next(&self) -> Manifest {
        let before = self.remote.manifest.as_ref();
        if let Some(arrived) = before.filter(|before| before.is_published() && before.holds(self.files)) {
            // Only what the last run left behind is to be cleared up.
            return arrived.arrived().invalidating(self.invalidations);
        }
        self.anew()
    }

    /// The same, always by a name that no release there has: for stores that keep each in a folder of its own.
    pub(super) fn anew(&self) -> Manifest {
        let before = self.remote.manifest.as_ref();
        let at = self.by.after(self.remote);
        let release = ReleaseId::new(at, &self.site.release());
        let mut next = Manifest::of(release, at, &self.by.name, self.site.base_url(), self.files.clone());
        next.invalidations = before.map(|before| before.invalidations.clone()).unwrap_or_default();
        next.invalidating(self.invalidations)
    }
}

/// Refuses to show a release of which these files are gone or changed.
pub(super) fn not_whole(release: &ReleaseId, files: &[&String]) -> Result<(), PublishError> {
    let Some(first) = files.first() else { return Ok(()) };
    let gone = match files.len() {
        1 => format!("{first} of release {release} is gone or was changed by hand"),
        many => format!("{many} files of release {release} are gone or were changed by hand, {first} for one"),
    };
    Err(PublishError::refused(format!("{gone}; go back to another, or build and publish what it showed")))
}

/// The store of a target of the site at `root`. Nothing is asked of it yet. `shell` is `RSYNC_RSH` of the environment.
pub fn open(target: &PublishTarget, root: &Path, shell: Option<&str>) -> Result<Box<dyn Store>, PublishError> {
    Ok(match &target.to {
        Destination::Folder(folder) => Box::new(FolderStore::new(&root.join(folder), root)?),
        Destination::Git { remote, branch, history } => Box::new(GitStore::new(remote, branch, *history, root)),
        Destination::Ssh { host, port, path } => Box::new(SshStore::new(host, *port, path, shell)),
        Destination::Bucket(bucket) => Box::new(BucketStore::open(target, bucket)?),
    })
}
