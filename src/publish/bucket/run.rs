//! A plan, carried out: claim the target, keep what will be replaced, put up wave after wave, delete, be done.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::{Attribute, Attributes, ObjectStore, PutOptions};

use super::{AT_ONCE, BucketStore, mark};
use crate::publish::{
    Actor, Delete, Done, Entry, Headers, Manifest, Pending, Plan, Progress, PublishError, Remote, Site, Upload, pack,
};

/// What is to become of a bucket.
#[derive(Debug)]
pub(super) struct Run<'r> {
    /// What its manifest will say.
    pub(super) next: Manifest,
    pub(super) plan: &'r Plan,
    pub(super) remote: &'r Remote,
    pub(super) by: &'r Actor,
    pub(super) source: Source<'r>,
}

/// Where the bytes of files come from.
#[derive(Debug)]
pub(super) enum Source<'r> {
    /// The site on this machine; what is compressed is remembered in `cache`.
    Here { site: &'r Site, cache: PathBuf },
    /// What the bucket keeps of earlier releases.
    Kept,
}

/// A file that was put up.
#[derive(Debug)]
struct Put {
    size: u64,
    mark: Option<String>,
}

/// How much is done, counted by many requests at once.
#[derive(Debug, Default)]
struct Counter {
    /// The target is claimed: from here on it is for a run to complete.
    begun: AtomicBool,
    uploaded: AtomicUsize,
    deleted: AtomicUsize,
}

impl Counter {
    fn done(&self, run: &Run) -> Done {
        Done {
            uploaded: self.uploaded.load(Ordering::Relaxed),
            uploads: run.plan.uploads.len(),
            deleted: self.deleted.load(Ordering::Relaxed),
            begun: self.begun.load(Ordering::Relaxed),
        }
    }
}

impl BucketStore {
    pub(super) async fn carry_out(&self, run: &Run<'_>, progress: &dyn Progress) -> Result<Done, PublishError> {
        let counter = Counter::default();
        let result = self.steps(run, &counter, progress).await;
        result.map(|()| counter.done(run)).map_err(|error| error.after(counter.done(run)))
    }

    async fn steps(&self, run: &Run<'_>, counter: &Counter, progress: &dyn Progress) -> Result<(), PublishError> {
        let mut next = run.next.clone();
        run.as_before(&mut next);
        let claimed = self.write_manifest(&run.claim(), &run.remote.version).await?;
        counter.begun.store(true, Ordering::Relaxed);
        self.keep(run, progress).await?;
        progress.begin("publishing", run.plan.uploads.len());
        for wave in run.plan.waves() {
            self.is_still_ours(&claimed).await?;
            for (path, Put { size, mark }) in self.put_up(wave, run, counter, progress).await? {
                if let Some(entry) = next.files.get_mut(&path) {
                    entry.stored = (size != entry.size).then_some(size);
                }
                next.marks.remove(&path);
                next.marks.extend(mark.map(|mark| (path, mark)));
            }
        }
        // Until they are deleted, they are ours to delete.
        next.pending = run.still_to_delete();
        let shown = self.write_manifest(&next, &claimed).await?;
        if next.pending.take().is_some() {
            self.delete(run, counter, progress).await?;
            self.write_manifest(&next, &shown).await?;
        }
        // The site is published; what is left over is found again by the next run.
        let _ = self.write_release(&next).await;
        let _ = self.forget_unneeded().await;
        Ok(())
    }

    /// Puts up files that do not depend on one another, and says how each is there.
    async fn put_up(
        &self,
        wave: &[Upload],
        run: &Run<'_>,
        counter: &Counter,
        progress: &dyn Progress,
    ) -> Result<Vec<(String, Put)>, PublishError> {
        let uploads = stream::iter(wave).map(|upload| async move {
            let Some(entry) = run.next.files.get(&upload.path) else { return Ok(None) };
            let bytes = self.bytes(&upload.path, entry, run).await?;
            let size = bytes.len() as u64;
            let mark = self.put(&upload.path, bytes, &entry.headers).await?;
            counter.uploaded.fetch_add(1, Ordering::Relaxed);
            progress.step();
            Ok::<_, PublishError>(Some((upload.path.clone(), Put { size, mark })))
        });
        let put: Vec<_> = uploads.buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(put.into_iter().flatten().collect())
    }

    /// As they are stored.
    async fn bytes(&self, path: &str, entry: &Entry, run: &Run<'_>) -> Result<Vec<u8>, PublishError> {
        match &run.source {
            Source::Here { site, cache } => {
                let file = site.file(path);
                let read = pack::stored(&file, entry, cache);
                read.map_err(|error| PublishError::failed(format!("read {}", file.display()), error))
            }
            Source::Kept => {
                let found = self.kept_bytes(path, entry).await?;
                let doing = format!("get what was kept of {path}");
                found.ok_or_else(|| PublishError::failed(doing, "it is gone, or was changed by hand"))
            }
        }
    }

    /// Puts up a file; by what it is told from what others put there.
    async fn put(&self, path: &str, bytes: Vec<u8>, headers: &Headers) -> Result<Option<String>, PublishError> {
        let failed = |error| self.explained(&format!("put {path}"), error);
        let key = self.site.key(path).map_err(failed)?;
        let options = PutOptions::from(attributes(headers));
        let put = self.site.store.put_opts(&key, bytes.into(), options).await.map_err(failed)?;
        Ok(put.e_tag.as_deref().map(mark))
    }

    async fn delete(&self, run: &Run<'_>, counter: &Counter, progress: &dyn Progress) -> Result<(), PublishError> {
        progress.begin("deleting", run.plan.deletes.len());
        let deletes = stream::iter(&run.plan.deletes).map(|Delete { path, .. }| async move {
            let deleted = self.site.delete(path).await;
            deleted.map_err(|error| self.explained(&format!("delete {path}"), error))?;
            counter.deleted.fetch_add(1, Ordering::Relaxed);
            progress.step();
            Ok::<_, PublishError>(())
        });
        deletes.buffer_unordered(AT_ONCE).try_collect().await
    }
}

fn attributes(headers: &Headers) -> Attributes {
    let pairs = [
        (Attribute::ContentType, &headers.content_type),
        (Attribute::CacheControl, &headers.cache_control),
        (Attribute::ContentEncoding, &headers.content_encoding),
    ];
    pairs.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
}

impl Run<'_> {
    /// What is there, and that this run is about to change it: the first thing written, and the only one until then.
    fn claim(&self) -> Manifest {
        let mut claim = self.remote.manifest.clone().unwrap_or_else(|| Manifest::empty(&self.by.name));
        // What did not arrive earlier may be there, whole or not: it stays known until a run comes to its end.
        let mut files = claim.pending.take().map(|pending| pending.files).unwrap_or_default();
        let uploads = self.plan.uploads.iter().filter_map(|upload| self.next.files.get_key_value(&upload.path));
        files.extend(uploads.map(|(path, entry)| (path.clone(), entry.clone())));
        claim.pending = Some(self.pending(files));
        claim
    }

    fn still_to_delete(&self) -> Option<Pending> {
        let before = self.remote.manifest.as_ref()?;
        let of_pending = before.pending.as_ref().map(|pending| &pending.files);
        let entry = |path: &str| before.files.get(path).or_else(|| of_pending?.get(path));
        let deletes = self.plan.deletes.iter();
        let files: BTreeMap<_, _> =
            deletes.filter_map(|delete| Some((delete.path.clone(), entry(&delete.path)?.clone()))).collect();
        (!files.is_empty()).then(|| self.pending(files))
    }

    fn pending(&self, files: BTreeMap<String, Entry>) -> Pending {
        Pending { release: self.next.release.clone(), publisher: self.by.name.clone(), since: self.by.now, files }
    }

    /// What is not put up again takes as many bytes as before, and has the same mark.
    fn as_before(&self, next: &mut Manifest) {
        next.marks.clear();
        let Some(before) = &self.remote.manifest else { return };
        for (path, entry) in &mut next.files {
            entry.stored = before.files.get(path).and_then(|before| before.stored);
            next.marks.extend(before.marks.get(path).map(|mark| (path.clone(), mark.clone())));
        }
    }
}
