//! The pictures of a site: looked at where they changed, copied in other sizes where they are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Failed;
use super::look::Look;
use super::site::Site;
use crate::diagnostic::Diagnostic;
use crate::picture::{self, Fault, MAX_BYTES, Picture, Pictures, Variant};
use crate::source::{self, Source, Stamp};

/// What is known of the pictures, and as what files they were looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownPictures {
    pub(super) stamps: BTreeMap<String, Stamp>,
    pub(super) pictures: Arc<Pictures>,
}

/// Looks at the pictures beside articles and in `static/`; those with the stamp that is known are not read again.
pub(super) fn look_at(
    look: &Look,
    assets: &BTreeSet<String>,
    root: &Path,
    known: &KnownPictures,
) -> Result<KnownPictures, Failed> {
    let statics = look.tree.statics.iter().map(|source| &source.path);
    let files: BTreeSet<&String> = assets.iter().chain(statics).filter(|path| picture::is_picture(path)).collect();
    let looked: Result<Vec<_>, Failed> = files.into_par_iter().map(|path| one(path, root, known)).collect();
    let (mut stamps, mut pictures) = (BTreeMap::new(), Pictures::new());
    for (path, stamp, picture) in looked?.into_iter().flatten() {
        stamps.insert(path.clone(), stamp);
        pictures.insert(path, picture);
    }
    let pictures = if *known.pictures == pictures { known.pictures.clone() } else { Arc::new(pictures) };
    Ok(KnownPictures { stamps, pictures })
}

type Looked = (String, Stamp, Result<Picture, Fault>);

fn one(path: &str, root: &Path, known: &KnownPictures) -> Result<Option<Looked>, Failed> {
    let source = Source { path: path.to_owned(), file: root.join(path) };
    let Some(stamp) = source::stamp(&source)? else { return Ok(None) };
    let picture = match known.pictures.get(path) {
        Some(picture) if known.stamps.get(path) == Some(&stamp) => picture.clone(),
        _ if stamp.len > MAX_BYTES => Err(Fault::TooManyBytes(stamp.len)),
        _ => picture::inspect(&source::read(&source)?),
    };
    Ok(Some((path.to_owned(), stamp, picture)))
}

impl Site {
    /// Copies of a picture; where none are asked for it is only seen to be whole.
    pub(super) fn copies(&self, file: &str, variants: &[Variant]) -> Result<Result<Vec<Vec<u8>>, Fault>, Failed> {
        let known = self.pictures.pictures.get(file).and_then(|picture| picture.as_ref().ok());
        let changed = || Failed::Changed(file.to_owned());
        let (picture, encoding) = known.and_then(|it| Some((it, it.encoding?))).ok_or_else(changed)?;
        let bytes = source::read(&Source { path: file.to_owned(), file: self.request.root.join(file) })?;
        // Its name says what it was when it was looked at.
        if xxh3_64(&bytes) != picture.hash {
            return Err(changed());
        }
        Ok(picture::encode(&bytes, encoding, variants))
    }

    /// What is wrong with pictures as they are decoded, at the places that show them.
    pub(super) fn faults(&self, faults: &BTreeMap<String, Fault>) -> Vec<Diagnostic> {
        let findings = faults.iter().flat_map(|(file, fault)| self.index.faults_of_picture(file, fault));
        let mut texts = BTreeMap::new();
        findings.map(|finding| self.located(finding, &mut texts)).collect()
    }
}
