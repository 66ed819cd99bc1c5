//! The files of a tree, and the name that they give it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use xxhash_rust::xxh3::xxh3_64;

use super::Digest;

/// The files of a tree by path, with `/`.
pub(super) type Files = BTreeMap<String, Digest>;

/// Names a whole tree: two trees of one name hold the same files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Release(u64);

impl Release {
    /// Of a tree with this manifest.
    pub(super) fn of(manifest: &str) -> Self {
        Self(xxh3_64(manifest.as_bytes()))
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        number(text).map(Self)
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Sixteen digits, so that half a number is none.
fn number(text: &str) -> Option<u64> {
    let plain = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u64::from_str_radix(text, 16).ok())?
}

/// `hash length path`, each ended by a zero byte, which no path can hold.
pub(super) fn encode(files: &Files) -> String {
    use fmt::Write;
    let mut text = String::new();
    for (path, digest) in files {
        // Writing to a string cannot fail.
        let _ = write!(text, "{:016x} {} {path}\0", digest.hash, digest.len);
    }
    text
}

/// Reads what [`encode`] wrote.
pub(super) fn decode(text: &str) -> Option<Files> {
    text.split_terminator('\0').map(entry).collect()
}

fn entry(line: &str) -> Option<(String, Digest)> {
    let (hash, rest) = line.split_once(' ')?;
    let (len, path) = rest.split_once(' ')?;
    Some((path.to_owned(), Digest { len: len.parse().ok()?, hash: number(hash)? }))
}

/// The folders in which these files lie, each before what is in it.
pub(super) fn folders<'p>(paths: impl IntoIterator<Item = &'p String>) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path.as_str();
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let paths = ["index.html", "a b/c\nd.html", "қазақ/index.html"];
        let files: Files = paths.map(|path| (path.to_owned(), Digest::of(path.as_bytes()))).into();
        let text = encode(&files);
        assert_eq!(decode(&text), Some(files));
        assert_eq!(Release::parse(&Release::of(&text).to_string()), Some(Release::of(&text)));
        assert_eq!(decode("nonsense"), None);
    }

    #[test]
    fn folders_stand_before_what_is_in_them() {
        let paths = ["a/b/c.html", "a/d.html", "e.html"].map(str::to_owned);
        assert_eq!(folders(&paths).into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
