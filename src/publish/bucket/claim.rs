//! The manifest of a bucket, which is only ever written over the one that was read.

use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, UpdateVersion};

use super::BucketStore;
use super::said::{is_web_page, web_page};
use crate::publish::{Done, Manifest, PublishError, Version};

const FILE: &str = "manifest.json";

impl BucketStore {
    pub(super) async fn manifest(&self) -> Result<Option<(Manifest, Version)>, PublishError> {
        let found = self.kept.get(FILE).await.map_err(|error| self.explained("read the manifest", error))?;
        let Some((bytes, version)) = found else { return Ok(None) };
        if is_web_page(&bytes) {
            return Err(PublishError::refused(web_page(&self.place)));
        }
        let place = format!("{} of {}", self.kept.key(FILE).map_or(FILE.to_owned(), |key| key.to_string()), self.place);
        Ok(Some((Manifest::from_bytes(&bytes, &place)?, version)))
    }

    /// Writes the manifest over the one of that version; if there is another by now, somebody else was quicker.
    pub(super) async fn write_manifest(&self, manifest: &Manifest, over: &Version) -> Result<Version, PublishError> {
        let bytes = manifest.to_bytes();
        let mode = match over == &Version::default() {
            true => PutMode::Create,
            false => PutMode::Update(UpdateVersion { e_tag: over.tag.clone(), version: over.generation.clone() }),
        };
        let doing = "write the manifest";
        let key = self.kept.key(FILE).map_err(|error| self.explained(doing, error))?;
        match self.kept.store.put_opts(&key, bytes.clone().into(), PutOptions::from(mode)).await {
            Ok(put) => Ok(Version { tag: put.e_tag, generation: put.version }),
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => self.overtaken(manifest).await,
            Err(error) => Err(self.explained(doing, error)),
        }
    }

    /// Another manifest is there. It is ours if the answer to our first try was lost on the way.
    async fn overtaken(&self, ours: &Manifest) -> Result<Version, PublishError> {
        match self.manifest().await? {
            Some((there, version)) if there == *ours => Ok(version),
            Some((there, _)) => Err(PublishError::Overtaken { by: there.last_by(), done: Done::default() }),
            None => Err(PublishError::Overtaken { by: "somebody".to_owned(), done: Done::default() }),
        }
    }

    /// Fails when somebody else wrote the manifest since we did.
    pub(super) async fn is_still_ours(&self, version: &Version) -> Result<(), PublishError> {
        let doing = "look at the manifest";
        let key = self.kept.key(FILE).map_err(|error| self.explained(doing, error))?;
        let there = self.kept.store.head(&key).await.map_err(|error| self.explained(doing, error))?;
        if there.e_tag == version.tag {
            return Ok(());
        }
        let by = self.manifest().await?.map_or_else(|| "somebody".to_owned(), |(there, _)| there.last_by());
        Err(PublishError::Overtaken { by, done: Done::default() })
    }
}
