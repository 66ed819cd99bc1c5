//! What is here against what is there: what is to be done, and in which order.
//!
//! A pure function of both, so that what `--dry-run` shows is what is done.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Entry, Manifest, Remote, Wave};

/// What is to be done at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plan {
    /// In the order in which they are put up.
    pub uploads: Vec<Upload>,
    /// After all uploads.
    pub deletes: Vec<Delete>,
    /// Paths of the site where somebody else's files are: not changed unless by force.
    pub foreign: Vec<String>,
    /// How many files are there as they are to be.
    pub unchanged: usize,
}

/// A file to put up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upload {
    /// Its path.
    pub path: String,
    /// How many bytes it has here.
    pub size: u64,
    /// What is new about it.
    pub change: Change,
}

impl Upload {
    /// When it is put up.
    pub fn wave(&self) -> Wave {
        Wave::of(&self.path, self.change == Change::Add)
    }
}

/// What is new about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is not there.
    Add,
    /// It holds something else there, or it is not known whether.
    Change,
    /// It is sent with other headers.
    Headers,
}

/// A file to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delete {
    /// Its path.
    pub path: String,
    /// How many bytes it has, before it is compressed.
    pub size: u64,
}

impl Plan {
    /// How to bring what is there to what is here.
    pub fn new(site: &BTreeMap<String, Entry>, remote: &Remote) -> Self {
        let known = Known::of(remote);
        let mut plan = Self::default();
        for (path, entry) in site {
            match known.change(path, entry) {
                Some(change) => plan.uploads.push(Upload { path: path.clone(), size: entry.size, change }),
                None => plan.unchanged += 1,
            }
            if known.is_foreign(path) {
                plan.foreign.push(path.clone());
            }
        }
        plan.uploads.sort_by(|one, other| (one.wave(), &one.path).cmp(&(other.wave(), &other.path)));
        plan.deletes = known
            .ours()
            .into_iter()
            .filter(|path| !site.contains_key(*path))
            .filter_map(|path| known.delete(path))
            .collect();
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.uploads.is_empty() && self.deletes.is_empty()
    }

    /// The files to put up, wave after wave.
    pub fn waves(&self) -> impl Iterator<Item = &[Upload]> {
        self.uploads.chunk_by(|one, other| one.wave() == other.wave())
    }

    /// The bytes to put up, before they are compressed.
    pub fn size(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.size).sum()
    }

    /// The share of the files there that would be deleted, in percent, rounded up.
    pub fn deleted_percent(&self) -> usize {
        let changed = self.uploads.iter().filter(|upload| upload.change != Change::Add).count();
        let there = self.unchanged + changed + self.deletes.len();
        (self.deletes.len() * 100).div_ceil(there.max(1))
    }

    /// All paths whose bytes, or whose being there, readers will find changed.
    pub fn touched(&self) -> impl Iterator<Item = &str> {
        let uploads = self.uploads.iter().map(|upload| upload.path.as_str());
        uploads.chain(self.deletes.iter().map(|delete| delete.path.as_str()))
    }
}

/// What is known of a target.
struct Known<'r> {
    remote: &'r Remote,
    manifest: Option<&'r Manifest>,
    /// What a release that did not arrive may have put up, whole or not.
    pending: Option<&'r BTreeMap<String, Entry>>,
}

impl<'r> Known<'r> {
    fn of(remote: &'r Remote) -> Self {
        let manifest = remote.manifest.as_ref();
        let pending = manifest.and_then(|manifest| manifest.pending.as_ref()).map(|pending| &pending.files);
        Self { remote, manifest, pending }
    }

    fn entry(&self, path: &str) -> Option<&'r Entry> {
        self.manifest?.files.get(path)
    }

    fn is_pending(&self, path: &str) -> bool {
        self.pending.is_some_and(|files| files.contains_key(path))
    }

    fn ours(&self) -> BTreeSet<&'r String> {
        let files = self.manifest.iter().flat_map(|manifest| manifest.files.keys());
        files.chain(self.pending.iter().flat_map(|files| files.keys())).collect()
    }

    /// Somebody put a file there, and it was not us.
    fn is_foreign(&self, path: &str) -> bool {
        self.remote.files.contains_key(path) && self.entry(path).is_none() && !self.is_pending(path)
    }

    fn change(&self, path: &str, wanted: &Entry) -> Option<Change> {
        let Some(size) = self.remote.files.get(path) else { return Some(Change::Add) };
        match self.entry(path) {
            _ if self.is_pending(path) => Some(Change::Change),
            None => Some(Change::Change),
            Some(there) if there.hash != wanted.hash || there.stored_size() != *size => Some(Change::Change),
            Some(_) if self.remote.damaged.contains(path) => Some(Change::Change),
            Some(there) if there.headers != wanted.headers => Some(Change::Headers),
            Some(_) => None,
        }
    }

    /// What is gone already need not be deleted.
    fn delete(&self, path: &str) -> Option<Delete> {
        let there = *self.remote.files.get(path)?;
        let known = self.entry(path).or_else(|| self.pending?.get(path));
        Some(Delete { path: path.to_owned(), size: known.map_or(there, |entry| entry.size) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Hash, Headers, Pending, ReleaseId};

    fn entry(text: &str) -> Entry {
        Entry { hash: Hash::of(text.as_bytes()), size: text.len() as u64, stored: None, headers: Headers::default() }
    }

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, Entry> {
        files.iter().map(|(path, text)| ((*path).to_owned(), entry(text))).collect()
    }

    /// A target to which these files were published, and where these are.
    fn remote(published: &[(&str, &str)], there: &[(&str, &str)]) -> Remote {
        let mut manifest = Manifest::empty("a@b");
        manifest.files = files(published);
        Remote {
            manifest: Some(manifest),
            files: there.iter().map(|(path, text)| ((*path).to_owned(), text.len() as u64)).collect(),
            ..Remote::default()
        }
    }

    /// A plan in a line: `+a ~b h:c -d !e`.
    fn told(plan: &Plan) -> String {
        let uploads = plan.uploads.iter().map(|upload| match upload.change {
            Change::Add => format!("+{}", upload.path),
            Change::Change => format!("~{}", upload.path),
            Change::Headers => format!("h:{}", upload.path),
        });
        let deletes = plan.deletes.iter().map(|delete| format!("-{}", delete.path));
        let foreign = plan.foreign.iter().map(|path| format!("!{path}"));
        uploads.chain(deletes).chain(foreign).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_here_is_told_from_what_is_there() {
        type Files = &'static [(&'static str, &'static str)];
        let cases: [(Files, Files, Files, &str); 9] = [
            (&[("a", "1")], &[], &[], "+a"),
            (&[("a", "1")], &[("a", "1")], &[("a", "1")], ""),
            (&[("a", "2")], &[("a", "1")], &[("a", "1")], "~a"),
            (&[], &[("a", "1")], &[("a", "1")], "-a"),
            // Deleted there by hand, and not wanted any more.
            (&[], &[("a", "1")], &[], ""),
            // Deleted there by hand, and wanted.
            (&[("a", "1")], &[("a", "1")], &[], "+a"),
            // Changed there by hand.
            (&[("a", "1")], &[("a", "1")], &[("a", "123")], "~a"),
            // Somebody else's, in our way and not.
            (&[("a", "1")], &[], &[("a", "1"), ("b", "1")], "~a !a"),
            (&[("a", "1")], &[("a", "1")], &[("a", "1"), ("b", "1")], ""),
        ];
        for (here, published, there, expected) in cases {
            let plan = Plan::new(&files(here), &remote(published, there));
            assert_eq!(told(&plan), expected, "{here:?} {published:?} {there:?}");
        }
    }

    #[test]
    fn what_a_killed_run_put_up_is_ours_and_put_up_again() {
        let mut remote = remote(&[("a", "1"), ("b", "1")], &[("a", "2"), ("b", "1"), ("c", "3")]);
        let pending = Pending {
            release: ReleaseId::parse("r").unwrap(),
            publisher: "a@b".to_owned(),
            since: jiff::Timestamp::UNIX_EPOCH,
            files: files(&[("a", "2"), ("c", "3"), ("d", "4")]),
        };
        remote.manifest.as_mut().unwrap().pending = Some(pending);
        let plan = Plan::new(&files(&[("a", "1"), ("b", "1"), ("d", "4")]), &remote);
        assert_eq!(told(&plan), "~a +d -c");
    }

    /// Of the same length, but not the same.
    #[test]
    fn what_is_damaged_there_is_put_up_again() {
        let mut there = remote(&[("a", "1"), ("b", "1")], &[("a", "1"), ("b", "1")]);
        there.damaged.insert("b".to_owned());
        assert_eq!(told(&Plan::new(&files(&[("a", "1"), ("b", "1")]), &there)), "~b");
    }

    /// So that it can be compared with what is put up.
    #[test]
    fn a_delete_has_the_size_that_the_file_had_here() {
        let mut remote = remote(&[("a", "123456")], &[("a", "12")]);
        remote.manifest.as_mut().unwrap().files.get_mut("a").unwrap().stored = Some(2);
        assert_eq!(Plan::new(&files(&[]), &remote).deletes[0].size, 6);
    }

    #[test]
    fn other_headers_are_a_change() {
        let mut here = files(&[("a", "1")]);
        here.get_mut("a").unwrap().headers.cache_control = Some("no-cache".to_owned());
        assert_eq!(told(&Plan::new(&here, &remote(&[("a", "1")], &[("a", "1")]))), "h:a");
    }

    #[test]
    fn assets_go_before_pages_and_pages_before_lists() {
        let here = files(&[("index.html", "1"), ("articles/a/index.html", "1"), ("style.css", "1"), ("feed.xml", "1")]);
        let plan = Plan::new(&here, &Remote::default());
        assert_eq!(told(&plan), "+style.css +articles/a/index.html +feed.xml +index.html");
    }

    #[test]
    fn the_share_of_deletes_counts_what_is_there() {
        let there: &[(&str, &str)] = &[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")];
        let plan = Plan::new(&files(&[("a", "1"), ("b", "2"), ("c", "1"), ("new", "1")]), &remote(there, there));
        assert_eq!(plan.deleted_percent(), 25);
        assert_eq!(Plan::default().deleted_percent(), 0);
    }
}
