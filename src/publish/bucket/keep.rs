//! Earlier releases of a bucket: what they need is kept, what none needs any more is not.

use std::collections::BTreeSet;

use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::{GetOptions, ObjectStore, ObjectStoreExt, PutOptions};

use super::run::Run;
use super::{AT_ONCE, BucketStore, KEPT};
use crate::publish::{Entry, Manifest, Plan, Progress, PublishError, ReleaseId, pack};

/// Where a release's manifest is.
pub(super) fn file_of(release: &ReleaseId) -> String {
    format!("releases/{release}.json")
}

/// Where a file that was replaced is.
pub(super) fn object_of(entry: &Entry) -> String {
    format!("objects/{}", pack::name(entry))
}

impl BucketStore {
    /// Keeps the present release: its manifest, and the files that will be replaced or deleted.
    ///
    /// All of it is done before the first of them is, so what is kept already was kept by a run that was interrupted.
    pub(super) async fn keep(&self, run: &Run<'_>, progress: &dyn Progress) -> Result<(), PublishError> {
        let Some(present) = run.remote.manifest.as_ref().filter(|manifest| manifest.is_published()) else {
            return Ok(());
        };
        self.write_release(present).await?;
        let kept = self.kept.list("objects").await.map_err(|error| self.explained("list what is kept", error))?;
        let mut names = BTreeSet::new();
        let copies: Vec<(&str, String)> = run
            .plan
            .touched()
            .filter_map(|path| Some((path, present.files.get(path)?)))
            .filter(|(path, entry)| run.remote.is_whole(path, entry))
            // What is kept already and has another length was changed by hand.
            .filter(|(_, entry)| kept.get(&object_of(entry)) != Some(&entry.stored_size()))
            .map(|(path, entry)| (path, object_of(entry)))
            .filter(|(_, name)| names.insert(name.clone()))
            .collect();
        progress.begin("keeping", copies.len());
        let copies = stream::iter(copies).map(|(path, name)| async move {
            let result = self.keep_file(path, &name).await;
            result.map_err(|error| self.explained(&format!("keep a copy of {path}"), error))?;
            progress.step();
            Ok::<_, PublishError>(())
        });
        copies.buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn keep_file(&self, path: &str, name: &str) -> object_store::Result<()> {
        let (from, to) = (self.site.key(path)?, self.kept.key(name)?);
        if self.keeps_beside() {
            return self.site.store.copy(&from, &to).await;
        }
        let found = self.site.store.get_opts(&from, GetOptions::default()).await?;
        let options = PutOptions::from(found.attributes.clone());
        let bytes = found.bytes().await?;
        self.kept.store.put_opts(&to, bytes.into(), options).await.map(|_| ())
    }

    pub(super) async fn write_release(&self, manifest: &Manifest) -> Result<(), PublishError> {
        let manifest = manifest.arrived();
        let file = file_of(&manifest.release);
        let failed = |error| self.explained(&format!("put {file}"), error);
        let key = self.kept.key(&file).map_err(failed)?;
        self.kept.store.put(&key, manifest.to_bytes().into()).await.map(|_| ()).map_err(failed)
    }

    /// All releases that can be gone back to, and the present one, the latest first.
    pub(super) async fn manifests(&self) -> Result<Vec<Manifest>, PublishError> {
        let present = self.manifest().await?.map(|(manifest, _)| manifest).filter(Manifest::is_published);
        let mut manifests = Vec::new();
        for release in self.release_names().await? {
            if present.as_ref().is_some_and(|present| present.release == release) {
                continue;
            }
            let file = file_of(&release);
            let found = self.kept.get(&file).await.map_err(|error| self.explained(&format!("get {file}"), error))?;
            if let Some((bytes, _)) = found {
                manifests.push(Manifest::from_bytes(&bytes, &file)?);
            }
        }
        manifests.extend(present);
        manifests.sort_by(|one, other| other.release.cmp(&one.release));
        Ok(manifests)
    }

    async fn release_names(&self) -> Result<Vec<ReleaseId>, PublishError> {
        let files = self.kept.list("releases").await.map_err(|error| self.explained("list the releases", error))?;
        let names = files.keys().filter_map(|file| file.strip_prefix("releases/")?.strip_suffix(".json"));
        Ok(names.filter_map(ReleaseId::parse).collect())
    }

    /// Whether all that a plan takes from what is kept is there, byte for byte. All of it is read, once more than to put
    /// it up: when that has begun it is too late.
    pub(super) async fn holds_all(&self, release: &Manifest, plan: &Plan) -> Result<(), PublishError> {
        let wanted = plan.uploads.iter().filter_map(|upload| Some((&upload.path, release.files.get(&upload.path)?)));
        let read = stream::iter(wanted).map(|(path, entry)| async move {
            let bytes = self.kept_bytes(path, entry).await?;
            Ok::<_, PublishError>(bytes.is_none().then_some(path))
        });
        let read: Vec<_> = read.buffered(AT_ONCE).try_collect().await?;
        let missing: Vec<_> = read.into_iter().flatten().collect();
        match missing.first() {
            None => Ok(()),
            Some(first) => Err(PublishError::refused(format!(
                "of release {}, {} not kept any more, or changed there by hand, {first} for one; publish the site that \
                 it showed instead, or go back to another",
                release.release,
                if missing.len() == 1 { "1 file is".to_owned() } else { format!("{} files are", missing.len()) },
            ))),
        }
    }

    /// Removes the releases that are too many, and then what none of the others needs; says how many files that were.
    pub(super) async fn forget_unneeded(&self) -> Result<usize, PublishError> {
        let manifests = self.manifests().await?;
        let present = self.manifest().await?.map(|(manifest, _)| manifest.release);
        let mut old: Vec<String> = Vec::new();
        let mut needed: BTreeSet<String> = BTreeSet::new();
        for (at, manifest) in manifests.iter().enumerate() {
            match at < KEPT || present.as_ref() == Some(&manifest.release) {
                true => needed.extend(manifest.files.values().map(object_of)),
                false => old.push(file_of(&manifest.release)),
            }
        }
        let kept = self.kept.list("objects").await.map_err(|error| self.explained("list what is kept", error))?;
        let unneeded: Vec<String> = kept.into_keys().filter(|name| !needed.contains(name)).collect();
        let files = unneeded.len();
        // A release that could not be shown whole is not to be listed.
        for gone in [old, unneeded] {
            let deletes = stream::iter(gone).map(|path| async move {
                self.kept.delete(&path).await.map_err(|error| self.explained(&format!("delete {path}"), error))
            });
            deletes.buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        }
        Ok(files)
    }
}
