//! A branch of a git repository: a commit a release, exchanged in one step by `git push --atomic`.
//!
//! Beside the branch, `refs/nutgraf/BRANCH.site/current` and `…/releases/ID` lead to commits that hold the manifest and
//! the files of a release. All of them move together or not at all, so that nothing is ever half published.

mod patience;
mod program;
mod release;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use tempfile::TempDir;

use super::{
    Actor, Done, Hash, KEPT, Manifest, Pending, Progress, PublishError, ReleaseId, Remote, Store, Version, Work,
};
use crate::config::History;
use crate::output;
use program::{Repository, text};

/// A branch of a git repository.
#[derive(Debug)]
pub struct GitStore {
    remote: String,
    branch: String,
    history: History,
    /// A bare repository that is kept, so that little is fetched.
    kept: PathBuf,
    /// One for this run, for what is looked at: looking changes nothing.
    looked: Mutex<Option<TempDir>>,
    /// What is set for git where it speaks with the host.
    set: OnceLock<Vec<(&'static str, String)>>,
}

/// What the remote's names lead to.
type Refs = BTreeMap<String, String>;

impl GitStore {
    /// For the site at `root`.
    pub fn new(remote: &str, branch: &str, history: History, root: &Path) -> Self {
        let remote = whole(remote, root);
        let name = Hash::of(remote.as_bytes()).to_string();
        let kept = root.join(".nutgraf").join("git").join(&name[..16]);
        Self { remote, branch: branch.to_owned(), history, kept, looked: Mutex::new(None), set: OnceLock::new() }
    }

    fn set(&self) -> &[(&'static str, String)] {
        self.set.get_or_init(patience::settings)
    }

    fn head(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    fn ours(&self, name: &str) -> String {
        format!("refs/nutgraf/{}.site/{name}", self.branch)
    }

    fn current(&self) -> String {
        self.ours("current")
    }

    fn release(&self, id: &ReleaseId) -> String {
        self.ours(&format!("releases/{id}"))
    }

    // Looking

    /// A repository with these commits in it, which is not kept unless it was there.
    fn reader(&self, wanted: &[&String]) -> Result<Repository, PublishError> {
        let kept = Repository::found(&self.kept);
        if let Some(kept) = kept.as_ref().filter(|kept| wanted.iter().all(|commit| kept.has(commit))) {
            return Ok(kept.clone());
        }
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match &*looked {
            Some(folder) => folder,
            None => looked.insert(tempfile::tempdir().map_err(|error| PublishError::failed("make a folder", error))?),
        };
        let reader = Repository::made(folder.path())?.with(kept.as_ref());
        self.fetch(&reader, wanted)?;
        Ok(reader)
    }

    fn fetch(&self, into: &Repository, wanted: &[&String]) -> Result<(), PublishError> {
        let names: Vec<&str> = wanted.iter().filter(|commit| !into.has(commit)).map(|commit| commit.as_str()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let arguments = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--end-of-options"];
        let all = arguments.into_iter().chain([self.remote.as_str()]).chain(names);
        into.reach(all, self.set(), &format!("fetch {}", self.place())).map(|_| ())
    }

    /// The repository that is kept, with these commits in it.
    fn writer(&self, wanted: &[&String]) -> Result<Repository, PublishError> {
        if let Some(folder) = self.kept.parent() {
            let made = std::fs::create_dir_all(folder);
            made.map_err(|error| PublishError::failed(format!("make the folder {}", folder.display()), error))?;
        }
        let kept = Repository::made(&self.kept)?;
        self.fetch(&kept, wanted)?;
        Ok(kept)
    }

    fn refs(&self) -> Result<Refs, PublishError> {
        let (head, ours) = (self.head(), self.ours("*"));
        let arguments = ["ls-remote", "--quiet", "--end-of-options", &self.remote, &head, &ours];
        // Nothing is asked of a repository of ours, but git wants to be in one.
        let listed = program::ask(&arguments, self.set(), &format!("reach {}", self.place()))?;
        let line = |line: &str| line.split_once('\t').map(|(object, name)| (name.to_owned(), object.to_owned()));
        Ok(text(&listed).lines().filter_map(line).collect())
    }

    fn version(&self, refs: &Refs) -> Version {
        let of = |name: &str| refs.get(name).cloned();
        Version { tag: of(&self.head()), generation: of(&self.current()) }
    }

    fn manifest(&self, reader: &Repository, commit: &str) -> Result<Manifest, PublishError> {
        match self.manifest_bytes(reader, commit)? {
            Some(bytes) => Manifest::from_bytes(&bytes, &format!("{} ({})", self.place(), self.current())),
            None => Err(PublishError::refused(format!(
                "{} of {} is damaged, or was not written by Nutgraf, so what is published there is not known; publish \
                 with --force, which takes the files of the site for its own",
                self.current(),
                self.remote
            ))),
        }
    }

    /// As it is stored; `None` where there is none, which is not to be taken for git failing.
    fn manifest_bytes(&self, reader: &Repository, commit: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let doing = format!("read what was published to {}", self.place());
        let listed = reader.run(["ls-tree", "--full-tree", "--name-only", commit, "manifest.json"], &doing)?;
        if listed.is_empty() {
            return Ok(None);
        }
        reader.run(["cat-file", "blob", &format!("{commit}:manifest.json")], &doing).map(Some)
    }

    /// What is known of the present release; where that is damaged, nothing, if it is to be overruled.
    fn present(
        &self,
        reader: &Repository,
        commit: Option<&String>,
        overrule: bool,
    ) -> Result<Option<Manifest>, PublishError> {
        let Some(commit) = commit else { return Ok(None) };
        let is_damaged = |bytes: Option<Vec<u8>>| bytes.is_none_or(|bytes| !Manifest::is_of_another_version(&bytes));
        match self.manifest(reader, commit) {
            Err(PublishError::Refused(_)) if overrule && is_damaged(self.manifest_bytes(reader, commit)?) => Ok(None),
            manifest => manifest.map(Some),
        }
    }

    fn found(&self, overrule: bool) -> Result<Remote, PublishError> {
        let refs = self.refs()?;
        let version = self.version(&refs);
        let wanted: Vec<&String> = version.tag.iter().chain(&version.generation).collect();
        if wanted.is_empty() {
            return Ok(Remote { version, ..Remote::default() });
        }
        let reader = self.reader(&wanted)?;
        let mut manifest = self.present(&reader, version.generation.as_ref(), overrule)?;
        let mut files = BTreeMap::new();
        if let Some(head) = &version.tag {
            files = reader.files(head)?.into_iter().map(|(path, blob)| (path, blob.size)).collect();
            if let (Some(manifest), Some(own)) = (&mut manifest, &version.generation) {
                manifest.pending = Self::on_top(&reader, head, own, manifest)?;
            }
        }
        Ok(Remote { manifest, version, files, ..Remote::default() })
    }

    /// What somebody put on top of our release, where it changes files of ours.
    fn on_top(
        reader: &Repository,
        head: &str,
        release: &str,
        ours: &Manifest,
    ) -> Result<Option<Pending>, PublishError> {
        let doing = "compare the branch with the last release";
        let changed = reader.run(["diff-tree", "-r", "-z", "--name-only", &format!("{release}:site"), head], doing)?;
        let changed = changed.split(|byte| *byte == 0).map(text);
        let files: BTreeMap<_, _> =
            changed.filter_map(|path| Some((path.clone(), ours.files.get(&path)?.clone()))).collect();
        if files.is_empty() {
            return Ok(None);
        }
        let by = text(&reader.run(["log", "-1", "--format=%an <%ae>%n%cI", head], doing)?);
        let (publisher, time) = by.trim().split_once('\n').unwrap_or((by.trim(), ""));
        let since = time.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Some(Pending { release: ours.release.clone(), publisher: publisher.to_owned(), since, files }))
    }

    // Exchanging

    /// Moves the branch and what is said of it, if it is still as it was.
    fn push(
        &self,
        from: &Repository,
        expected: &Version,
        moves: &[(String, Option<String>)],
    ) -> Result<(), PublishError> {
        let lease = |name: String, was: Option<&String>| {
            format!("--force-with-lease={name}:{}", was.map_or("", String::as_str))
        };
        let mut arguments: Vec<String> =
            ["push", "--atomic", "--quiet", "--no-verify", "--no-signed"].map(str::to_owned).into();
        arguments.push(lease(self.head(), expected.tag.as_ref()));
        arguments.push(lease(self.current(), expected.generation.as_ref()));
        arguments.extend(["--end-of-options".to_owned(), self.remote.clone()]);
        let names = moves.iter().map(|(name, to)| match to {
            // Other names than the two are nobody's but ours.
            Some(to) => format!("+{to}:{name}"),
            None => format!(":{name}"),
        });
        // A leading plus would overrule the lease.
        let leased = [self.head(), self.current()];
        arguments.extend(names.map(|name| {
            let is_leased = leased.iter().any(|leased| name.ends_with(&format!(":{leased}")));
            if is_leased { name.trim_start_matches('+').to_owned() } else { name }
        }));
        let Err(error) = from.reach(&arguments, self.set(), &format!("push to {}", self.place())) else {
            return Ok(());
        };
        self.after_failure(expected, moves, error)
    }

    /// A push that failed: whether it did so after all was done, or because somebody was quicker.
    fn after_failure(
        &self,
        expected: &Version,
        moves: &[(String, Option<String>)],
        error: PublishError,
    ) -> Result<(), PublishError> {
        let Ok(refs) = self.refs() else { return Err(error) };
        if moves.iter().all(|(name, to)| refs.get(name) == to.as_ref()) {
            return Ok(());
        }
        if self.version(&refs) == *expected {
            return Err(error);
        }
        let by = self.look().ok().and_then(|now| Some(now.manifest?.shown_by().to_owned()));
        Err(PublishError::Overtaken { by: by.unwrap_or_else(|| "somebody".to_owned()), done: Done::default() })
    }

    /// A commit on the branch, and the release's own; both are pushed.
    fn exchange(
        &self,
        writer: &Repository,
        tree: &str,
        manifest: &Manifest,
        expected: &Version,
        forget: &[ReleaseId],
    ) -> Result<(), PublishError> {
        let parent = expected.tag.as_ref().filter(|_| self.history == History::Continued);
        let head = release::commit(writer, tree, parent.map(String::as_str), manifest)?;
        let own = release::own_tree(writer, tree, manifest)?;
        let own = release::commit(writer, &own, None, manifest)?;
        let mut moves = vec![
            (self.head(), Some(head)),
            (self.current(), Some(own.clone())),
            (self.release(&manifest.release), Some(own)),
        ];
        moves.extend(forget.iter().map(|id| (self.release(id), None)));
        self.push(writer, expected, &moves)
    }

    /// The releases that are kept there, the latest last.
    fn ids(&self, refs: &Refs) -> Vec<ReleaseId> {
        let start = self.ours("releases/");
        refs.keys().filter_map(|name| ReleaseId::parse(name.strip_prefix(&start)?)).collect()
    }
}

impl Store for GitStore {
    fn place(&self) -> String {
        format!("{}#{}", self.remote, self.branch)
    }

    fn look(&self) -> Result<Remote, PublishError> {
        self.found(false)
    }

    fn look_closely(&self) -> Result<Remote, PublishError> {
        self.found(true)
    }

    fn publish(&self, work: &Work, progress: &dyn Progress) -> Result<Done, PublishError> {
        let expected = &work.remote.version;
        let writer = self.writer(&expected.tag.iter().collect::<Vec<_>>())?;
        let paths: Vec<&str> = work.plan.uploads.iter().map(|upload| upload.path.as_str()).collect();
        progress.begin("publishing", paths.len());
        let files: Vec<PathBuf> = paths.iter().map(|path| work.site.file(path)).collect();
        let objects = writer.store_files(&files)?;
        let with = paths.iter().map(|path| (*path).to_owned()).zip(objects);
        let without = work.plan.deletes.iter().map(|delete| delete.path.clone());
        let tree = writer.tree(expected.tag.as_deref(), without, with)?;
        let next = work.next();
        let mut kept = self.ids(&self.refs()?);
        kept.retain(|id| *id != next.release);
        let old = kept.len().saturating_sub(KEPT - 1);
        self.exchange(&writer, &tree, &next, expected, &kept[..old])?;
        for _ in &paths {
            progress.step();
        }
        let (uploads, deleted) = (paths.len(), work.plan.deletes.len());
        Ok(Done { uploaded: uploads, uploads, deleted, begun: true })
    }

    fn releases(&self) -> Result<Vec<Manifest>, PublishError> {
        let refs = self.refs()?;
        let commits: Vec<String> =
            self.ids(&refs).iter().filter_map(|id| refs.get(&self.release(id))).cloned().collect();
        let reader = self.reader(&commits.iter().collect::<Vec<_>>())?;
        commits.iter().rev().map(|commit| self.manifest(&reader, commit)).collect()
    }

    fn check_back(&self, to: &Manifest, remote: &Remote, by: &Actor) -> Result<(), PublishError> {
        remote.refuse_foreign(&self.place(), to, by)
    }

    fn roll_back(
        &self,
        to: &Manifest,
        remote: &Remote,
        by: &Actor,
        progress: &dyn Progress,
    ) -> Result<Done, PublishError> {
        self.check_back(to, remote, by)?;
        let refs = self.refs()?;
        let Some(earlier) = refs.get(&self.release(&to.release)) else {
            return Err(PublishError::refused(format!("{} has no release {}", self.place(), to.release)));
        };
        progress.begin("going back", 1);
        let expected = &remote.version;
        let wanted: Vec<&String> = expected.tag.iter().chain([earlier]).collect();
        let writer = self.writer(&wanted)?;
        let files = writer.files(&format!("{earlier}:site"))?;
        let with = files.into_iter().filter(|(path, _)| to.files.contains_key(path));
        let ours = remote.manifest.iter().flat_map(|manifest| manifest.files.keys()).cloned();
        let tree = writer.tree(expected.tag.as_deref(), ours, with.map(|(path, blob)| (path, blob.object)))?;
        self.exchange(&writer, &tree, &to.again(remote, by), expected, &[])?;
        progress.step();
        Ok(Done { begun: true, ..Done::default() })
    }

    fn purge(&self, release: &ReleaseId) -> Result<usize, PublishError> {
        if self.history == History::Continued {
            return Err(PublishError::refused(format!(
                "the history of {} holds every release for good; with `history: orphan` the next one begins a new \
                 history, and what is before it can be purged",
                self.place()
            )));
        }
        let refs = self.refs()?;
        let Some(commit) = refs.get(&self.release(release)) else { return Ok(0) };
        let files = self.manifest(&self.reader(&[commit])?, commit)?.files.len();
        let writer = self.writer(&[])?;
        self.push(&writer, &self.version(&refs), &[(self.release(release), None)])?;
        Ok(files)
    }

    fn remember_invalidations(&self, paths: &BTreeSet<String>) -> Result<(), PublishError> {
        let refs = self.refs()?;
        let Some(own) = refs.get(&self.current()) else { return Ok(()) };
        let writer = self.writer(&[own])?;
        let mut manifest = self.manifest(&writer, own)?;
        manifest.invalidations.clone_from(paths);
        let tree = release::own_tree(&writer, &format!("{own}:site"), &manifest)?;
        let own = release::commit(&writer, &tree, None, &manifest)?;
        let moves = [(self.current(), Some(own.clone())), (self.release(&manifest.release), Some(own))];
        self.push(&writer, &self.version(&refs), &moves)
    }
}

/// A repository in a folder is named from the site's.
fn whole(remote: &str, root: &Path) -> String {
    let path = remote.strip_prefix("file:").filter(|path| !path.starts_with("//"));
    match path {
        Some(path) => {
            format!("file://{}", output::canonical(&root.join(path)).display())
        }
        None => remote.to_owned(),
    }
}
