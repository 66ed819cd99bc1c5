//! Whether what a bucket holds is what was put there, also where it is as long.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::{StreamExt, TryStreamExt, stream};

use super::{AT_ONCE, BucketStore, Listed, keep};
use crate::publish::{Entry, Hash, Manifest, PublishError, pack};

impl BucketStore {
    /// The files of a release that hold something else though they are as long; `closely` also where only reading them
    /// would tell.
    pub(super) async fn damaged(
        &self,
        release: &Manifest,
        there: &BTreeMap<String, Listed>,
        closely: bool,
    ) -> Result<BTreeSet<String>, PublishError> {
        let as_long = release
            .files
            .iter()
            .filter(|(path, entry)| there.get(*path).is_some_and(|file| file.size == entry.stored_size()));
        let mark = |path: &str| Some((release.marks.get(path)?, there.get(path)?.mark.as_ref()?));
        let (same, other): (Vec<_>, Vec<_>) =
            as_long.partition(|(path, _)| mark(path).is_some_and(|(noted, listed)| noted == listed));
        if closely {
            return self.holding_something_else(other).await;
        }
        // A host that lists no mark as it said it when the file was put says nothing by them.
        let others = other.into_iter().map(|(path, _)| path).filter(|path| mark(path).is_some());
        Ok(if same.is_empty() { BTreeSet::new() } else { others.cloned().collect() })
    }

    async fn holding_something_else(&self, files: Vec<(&String, &Entry)>) -> Result<BTreeSet<String>, PublishError> {
        let read = stream::iter(files).map(|(path, entry)| async move {
            let found = self.site.get(path).await.map_err(|error| self.explained(&format!("get {path}"), error))?;
            let is_whole = found.is_some_and(|(bytes, _)| holds(bytes, entry));
            Ok::<_, PublishError>((!is_whole).then(|| path.clone()))
        });
        let damaged: Vec<_> = read.buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(damaged.into_iter().flatten().collect())
    }

    /// The bytes of a file of an earlier release, from what is kept, or from where it was; `None` where neither has them.
    pub(super) async fn kept_bytes(&self, path: &str, entry: &Entry) -> Result<Option<Vec<u8>>, PublishError> {
        let failed = |error| self.explained(&format!("get what was kept of {path}"), error);
        let kept = self.kept.get(&keep::object_of(entry)).await.map_err(failed)?;
        if let Some(bytes) = kept.map(|(bytes, _)| bytes).filter(|bytes| holds(bytes.clone(), entry)) {
            return Ok(Some(bytes));
        }
        // What was not kept yet was not replaced either.
        let there = self.site.get(path).await.map_err(failed)?;
        Ok(there.map(|(bytes, _)| bytes).filter(|bytes| holds(bytes.clone(), entry)))
    }
}

/// Whether stored bytes are those of a file.
fn holds(bytes: Vec<u8>, entry: &Entry) -> bool {
    Hash::of(&pack::unpacked(bytes, entry.headers.content_encoding.as_deref())) == entry.hash
}
