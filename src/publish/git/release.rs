//! A release as commits: one on the branch, and one that holds it with what is known of it.

use std::ffi::OsStr;

use super::program::{Repository, text};
use crate::publish::{Manifest, PublishError};

/// A tree with the site and its manifest.
pub(super) fn own_tree(repository: &Repository, site: &str, manifest: &Manifest) -> Result<String, PublishError> {
    let doing = "write down what is published";
    let note = repository.object(&["hash-object", "-w", "--stdin"], manifest.to_bytes(), doing)?;
    let site = text(&repository.run(["rev-parse", "--verify", site], doing)?).trim().to_owned();
    let lines = format!("100644 blob {note}\tmanifest.json\n040000 tree {site}\tsite\n");
    repository.object(&["mktree"], lines.into_bytes(), doing)
}

/// A commit that says which release it is, and by whom.
pub(super) fn commit(
    repository: &Repository,
    tree: &str,
    parent: Option<&str>,
    manifest: &Manifest,
) -> Result<String, PublishError> {
    let mut arguments = vec!["commit-tree", tree];
    arguments.extend(parent.iter().flat_map(|parent| ["-p", *parent]));
    let at = format!("@{} +0000", manifest.since().as_second());
    let mut set: Vec<(&str, &OsStr)> =
        vec![("GIT_AUTHOR_DATE", OsStr::new(&at)), ("GIT_COMMITTER_DATE", OsStr::new(&at))];
    // Where nobody told git who they are, the publisher is as good a name.
    let by = OsStr::new(manifest.shown_by());
    if !repository.agrees(["config", "user.email"]) {
        const NAMES: [&str; 4] = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
        set.extend(NAMES.map(|name| (name, by)));
    }
    let commit = repository.feed(&arguments, message(manifest).into_bytes(), &set, "make a commit")?;
    Ok(text(&commit).trim().to_owned())
}

fn message(manifest: &Manifest) -> String {
    let (release, publisher) = (&manifest.release, manifest.shown_by());
    let files = manifest.files.len();
    let address = manifest.base_url.as_ref().map(|url| format!("Nutgraf-Base-URL: {url}\n")).unwrap_or_default();
    format!("Publish {release}: {files} files\n\nNutgraf-Release: {release}\n{address}Nutgraf-Publisher: {publisher}\n")
}
