//! What a copy of the site knows of a target: the release that it saw there last.
//!
//! A copy that lags behind would take back what others published since. Where files of the present release would become
//! again what they were when this copy saw them, it is asked first; a copy that knows nothing, as each in continuous
//! integration, is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Entry, Hash, Manifest};

/// Where a copy of the site remembers a target.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
}

impl Memory {
    /// Of the target at `place`, in the copy at `root`.
    pub fn of(root: &Path, place: &str) -> Self {
        let name = Hash::of(place.as_bytes()).to_string();
        Self { file: root.join(".nutgraf/published").join(format!("{}.json", &name[..16])) }
    }

    /// The release that was seen last.
    pub fn seen(&self) -> Option<Manifest> {
        Manifest::from_bytes(&fs::read(&self.file).ok()?, "what was seen last").ok()
    }

    /// Remembers a release. Nothing is lost but a question where that fails.
    pub fn remember(&self, release: &Manifest) {
        let _ = self.write(release);
    }

    /// Remembers a release that was seen and not published over, if this copy knows of none. What comes upon it until
    /// the next try is by others.
    pub fn remember_first(&self, release: Option<&Manifest>) {
        if self.seen().is_none() {
            self.remember(&release.map_or_else(|| Manifest::empty(""), Manifest::arrived));
        }
    }

    fn write(&self, release: &Manifest) -> io::Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = self.file.with_extension("new");
        fs::write(&new, release.to_bytes())?;
        fs::rename(new, &self.file)
    }
}

/// The files that were changed, added or deleted at a target since a copy saw it, and that its site would change back.
pub fn undone(site: &BTreeMap<String, Entry>, seen: &Manifest, present: &Manifest) -> Vec<String> {
    let paths: BTreeSet<&String> = seen.files.keys().chain(present.files.keys()).collect();
    let hash = |files: &BTreeMap<String, Entry>, path: &str| files.get(path).map(|entry| entry.hash);
    let is_undone = |path: &&String| {
        let [here, then, now] = [site, &seen.files, &present.files].map(|files| hash(files, path));
        then != now && here == then
    };
    paths.into_iter().filter(is_undone).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Headers;

    fn manifest(files: &str) -> Manifest {
        let mut manifest = Manifest::empty("a@b");
        manifest.files = files.split_whitespace().filter_map(|file| file.split_once(':')).map(entry).collect();
        manifest
    }

    fn entry((path, text): (&str, &str)) -> (String, Entry) {
        let hash = Hash::of(text.as_bytes());
        (path.to_owned(), Entry { hash, size: 1, stored: None, headers: Headers::default() })
    }

    #[test]
    fn what_others_changed_is_told_from_what_changed_here() {
        for (here, seen, present, expected) in [
            // Changed, added and deleted there.
            ("a:1", "a:1", "a:2", "a"),
            ("", "", "a:2", "a"),
            ("a:1", "a:1", "", "a"),
            // Taken over, and changed on.
            ("a:2", "a:1", "a:2", ""),
            ("a:3", "a:1", "a:2", ""),
            // Changed here only.
            ("a:2 b:1", "a:1", "a:1", ""),
            ("", "a:1", "a:1", ""),
        ] {
            let undone = undone(&manifest(here).files, &manifest(seen), &manifest(present));
            assert_eq!(undone.join(" "), expected, "{here:?} {seen:?} {present:?}");
        }
    }
}
