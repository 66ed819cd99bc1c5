//! A folder of a bucket, by `object_store`.
//!
//! Beside it is a folder that readers cannot reach: the manifest, those of earlier releases (`releases/ID.json`), and
//! what they need of files that were replaced or deleted since (`objects/HASH`).

mod claim;
mod connect;
mod doubt;
mod keep;
mod patience;
mod probe;
mod run;
mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use futures_util::TryStreamExt;
use object_store::path::Path as Key;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

pub use patience::Patience;
use patience::Patient;
use said::explain;

use super::headers::Rules;
use super::{
    Actor, Done, Headers, Manifest, Plan, Progress, PublishError, ReleaseId, Remote, Store, Version, Work, pack,
};
use crate::value::BaseUrl;
use run::{Run, Source};

/// So many requests are under way at once.
const AT_ONCE: usize = 8;
/// So many releases are kept, with the present one.
const KEPT: usize = 5;

/// A folder of a bucket.
pub struct BucketStore {
    place: String,
    /// Where the site is.
    site: Folder,
    /// Where earlier releases are.
    kept: Folder,
    rules: Rules,
    /// Whether readers may find the site on the web, and where, if the target says so.
    is_served: bool,
    public: Option<BaseUrl>,
    runtime: tokio::runtime::Runtime,
}

/// A folder of a store.
#[derive(Debug, Clone)]
pub struct Folder {
    store: Arc<dyn ObjectStore>,
    /// Without slashes around it; empty for all of the store.
    prefix: String,
}

impl Folder {
    /// That folder of a store; an empty path for all of it.
    pub fn new(store: Arc<dyn ObjectStore>, prefix: &str) -> Self {
        Self { store, prefix: prefix.trim_matches('/').to_owned() }
    }

    fn key(&self, path: &str) -> object_store::Result<Key> {
        let whole = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Ok(Key::parse(whole)?)
    }

    /// The path of a key below this folder.
    fn path(&self, key: &Key) -> Option<String> {
        let rest = key.as_ref().strip_prefix(&self.prefix)?;
        Some(if self.prefix.is_empty() { rest } else { rest.strip_prefix('/')? }.to_owned())
    }

    /// The files in it, or in a folder of it, with the bytes that each takes.
    async fn list(&self, below: &str) -> object_store::Result<BTreeMap<String, u64>> {
        Ok(self.listed(below).await?.into_iter().map(|(path, file)| (path, file.size)).collect())
    }

    async fn listed(&self, below: &str) -> object_store::Result<BTreeMap<String, Listed>> {
        let prefix = [self.prefix.as_str(), below].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
        let prefix = Key::parse(prefix.join("/"))?;
        let found: Vec<_> = self.store.list(Some(&prefix)).try_collect().await?;
        let file = |meta: ObjectMeta| {
            let mark = meta.e_tag.as_deref().map(mark);
            Some((self.path(&meta.location)?, Listed { size: meta.size, mark }))
        };
        Ok(found.into_iter().filter_map(file).collect())
    }

    async fn get(&self, path: &str) -> object_store::Result<Option<(Vec<u8>, Version)>> {
        match self.store.get(&self.key(path)?).await {
            Ok(found) => {
                let version = Version { tag: found.meta.e_tag.clone(), generation: found.meta.version.clone() };
                Ok(Some((found.bytes().await?.to_vec(), version)))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn delete(&self, path: &str) -> object_store::Result<()> {
        match self.store.delete(&self.key(path)?).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            result => result,
        }
    }
}

/// A file as a store lists it.
#[derive(Debug)]
struct Listed {
    size: u64,
    mark: Option<String>,
}

/// An `ETag`: some hosts quote it where they answer, and do not where they list.
fn mark(tag: &str) -> String {
    tag.trim_start_matches("W/").trim_matches('"').to_owned()
}

/// The same folders, of stores whose requests all end; of one store, if they are so.
fn patient(site: Folder, kept: Folder, patience: Patience) -> (Folder, Folder) {
    let of = |store| -> Arc<dyn ObjectStore> { Arc::new(Patient::new(store, patience)) };
    let is_one = Arc::ptr_eq(&site.store, &kept.store);
    let site = Folder { store: of(site.store), ..site };
    let store = if is_one { site.store.clone() } else { of(kept.store) };
    let kept = Folder { store, ..kept };
    (site, kept)
}

impl fmt::Debug for BucketStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketStore").field("place", &self.place).finish_non_exhaustive()
    }
}

impl BucketStore {
    /// For a site in one folder, with earlier releases in another.
    pub fn new(
        place: &str,
        site: Folder,
        kept: Folder,
        rules: Rules,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| PublishError::failed("start", error))?;
        let (site, kept) = patient(site, kept, patience);
        Ok(Self { place: place.to_owned(), site, kept, rules, is_served: false, public: None, runtime })
    }

    async fn remote(&self, closely: bool) -> Result<Remote, PublishError> {
        let (manifest, version) = match self.manifest().await? {
            Some((manifest, version)) => (Some(manifest), version),
            None => (None, Version::default()),
        };
        let mut files = self.site.listed("").await.map_err(|error| self.explained("list the files", error))?;
        let is_kept = |path: &str| self.site.key(path).is_ok_and(|key| self.kept.path(&key).is_some());
        if self.keeps_beside() {
            files.retain(|path, _| !is_kept(path));
        }
        let damaged = match &manifest {
            Some(manifest) => self.damaged(manifest, &files, closely).await?,
            None => BTreeSet::new(),
        };
        let files = files.into_iter().map(|(path, file)| (path, file.size)).collect();
        Ok(Remote { manifest, version, files, damaged })
    }

    /// Whether earlier releases are in the bucket of the site.
    fn keeps_beside(&self) -> bool {
        Arc::ptr_eq(&self.site.store, &self.kept.store)
    }

    /// What a failure of the store means, before anything was changed.
    fn explained(&self, doing: &str, error: object_store::Error) -> PublishError {
        explain(&self.place, doing, error)
    }

    fn run(&self, run: &Run, progress: &dyn Progress) -> Result<Done, PublishError> {
        self.runtime.block_on(async {
            self.probe(run.next.base_url.as_deref()).await?;
            self.carry_out(run, progress).await
        })
    }
}

impl Store for BucketStore {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn headers(&self, path: &str) -> Headers {
        self.rules.of(path)
    }

    fn look(&self) -> Result<Remote, PublishError> {
        self.runtime.block_on(self.remote(false))
    }

    fn look_closely(&self) -> Result<Remote, PublishError> {
        self.runtime.block_on(self.remote(true))
    }

    fn publish(&self, work: &Work, progress: &dyn Progress) -> Result<Done, PublishError> {
        let cache = work.site.state().join("packed");
        pack::prepare(work, &cache, progress);
        let source = Source::Here { site: work.site, cache };
        let run = Run { next: work.next(), plan: work.plan, remote: work.remote, by: work.by, source };
        self.run(&run, progress)
    }

    fn releases(&self) -> Result<Vec<Manifest>, PublishError> {
        self.runtime.block_on(self.manifests())
    }

    fn check_back(&self, to: &Manifest, remote: &Remote, by: &Actor) -> Result<(), PublishError> {
        remote.refuse_foreign(&self.place, to, by)?;
        self.runtime.block_on(self.holds_all(to, &Plan::new(&to.files, remote)))
    }

    fn roll_back(
        &self,
        to: &Manifest,
        remote: &Remote,
        by: &Actor,
        progress: &dyn Progress,
    ) -> Result<Done, PublishError> {
        self.check_back(to, remote, by)?;
        let plan = Plan::new(&to.files, remote);
        let run = Run { next: to.again(remote, by), plan: &plan, remote, by, source: Source::Kept };
        self.run(&run, progress)
    }

    fn purge(&self, release: &ReleaseId) -> Result<usize, PublishError> {
        self.runtime.block_on(async {
            let file = keep::file_of(release);
            self.kept.delete(&file).await.map_err(|error| self.explained(&format!("delete {file}"), error))?;
            self.forget_unneeded().await
        })
    }

    fn remember_invalidations(&self, paths: &BTreeSet<String>) -> Result<(), PublishError> {
        self.runtime.block_on(async {
            let Some((mut manifest, version)) = self.manifest().await? else { return Ok(()) };
            manifest.invalidations.clone_from(paths);
            self.write_manifest(&manifest, &version).await.map(|_| ())
        })
    }
}
