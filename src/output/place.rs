//! Where a site may be written, and where its spare tree stands.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::WriteError;
use super::tree::MARKER;

/// Says whether a site at `root` may be written to `folder`, before any work is done for it.
pub(super) fn may_write(folder: &Path, root: &Path) -> Result<(), WriteError> {
    if !root.is_dir() {
        let root = root.display();
        return Err(WriteError::Refused(format!("there is no folder {root}; --root names the folder of a site")));
    }
    let resolved = resolve(folder);
    let root = resolve(root);
    if root.starts_with(&resolved) {
        return refused(folder, "is the site itself or a folder around it");
    }
    let sources = ["content", "templates", "static", ".nutgraf"].map(|name| root.join(name));
    if sources.iter().any(|source| resolved.starts_with(source)) {
        return refused(folder, "is among the site's own sources");
    }
    if folder.is_file() {
        return refused(folder, "is a file");
    }
    let made_by_us = folder.join(MARKER).is_file();
    let empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !made_by_us && !empty() {
        return refused(folder, "holds files that Nutgraf did not make");
    }
    Ok(())
}

fn refused(folder: &Path, why: &str) -> Result<(), WriteError> {
    let folder = folder.display();
    Err(WriteError::Refused(format!(
        "the output folder {folder} {why}; choose another with --output, or empty it first"
    )))
}

/// The path without links and `..`, as far as it exists.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let absolute = without_dots(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()));
    let existing = absolute.ancestors().find_map(|ancestor| {
        let resolved = ancestor.canonicalize().ok()?;
        // By components, so that nothing to add adds no `/`.
        Some(resolved.components().chain(absolute.strip_prefix(ancestor).ok()?.components()).collect())
    });
    existing.unwrap_or(absolute)
}

/// The path as the system itself follows it, or as far as it exists.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| resolve(path))
}

fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The two trees of an output folder, all on one file system, so that they can change places.
#[derive(Debug)]
pub(super) struct Place {
    /// What readers see.
    pub(super) live: PathBuf,
    /// Where the next tree is made.
    pub(super) spare: PathBuf,
    /// Where the live tree stands for a moment, where two folders cannot be exchanged in one step.
    pub(super) aside: PathBuf,
}

impl Place {
    /// For the output folder `live` of a site at `root`, whose state for it is kept in `state`.
    pub(super) fn new(live: PathBuf, root: &Path, state: &Path) -> Self {
        // In the state folder, which version control ignores, wherever a rename can lead out of it.
        let within = live.starts_with(resolve(root)) && same_file_system(state, &live);
        let beside = |what: &str| if within { state.join(what) } else { sibling(&live, what) };
        Self { spare: beside("spare"), aside: beside("aside"), live }
    }
}

/// A hidden folder beside another.
pub(super) fn sibling(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.nutgraf-{what}"))
}

/// Whether what is made in `state` can be renamed to `folder`, which need not exist.
#[cfg(unix)]
fn same_file_system(state: &Path, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    let parent = folder.ancestors().skip(1).find_map(device);
    parent.is_some() && parent == device(state)
}

#[cfg(not(unix))]
fn same_file_system(_: &Path, _: &Path) -> bool {
    // Below one folder of a site there is hardly another volume.
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nutgraf_did_not_make_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        fs::create_dir(&folder).unwrap();
        assert!(may_write(&folder, root.path()).is_ok(), "an empty folder is fine");
        fs::write(folder.join("thesis.txt"), "x").unwrap();
        assert!(may_write(&folder, root.path()).is_err());
        for wrong in ["", "content/x", "a/..", ".nutgraf/x"].map(|name| root.path().join(name)) {
            assert!(may_write(&wrong, root.path()).is_err(), "{}", wrong.display());
        }
    }

    #[test]
    fn the_spare_tree_is_beside_an_output_folder_elsewhere() {
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let live = resolve(&elsewhere.path().join("site"));
        let place = Place::new(live.clone(), root.path(), root.path());
        assert_eq!(place.spare, live.with_file_name(".site.nutgraf-spare"));
    }
}
