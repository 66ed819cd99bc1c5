//! What a release leaves at its target: which files it has, and who put them there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Actor, Hash, PublishError, Remote};

/// The form of manifests that this program writes, and reads.
const VERSION: u32 = 1;

/// What is at a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Whose it is; always `nutgraf`.
    generator: String,
    version: u32,
    /// The release that readers see.
    pub release: ReleaseId,
    /// When it was published first.
    pub published_at: Timestamp,
    /// Who published it: `user@machine:/folder/of/the/site`.
    pub publisher: String,
    /// When and by whom it was shown again, if it was gone back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_again: Option<Shown>,
    /// The address that its pages name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Its files by path.
    pub files: BTreeMap<String, Entry>,
    /// By what its store sees that a file was changed there, of the same length or not: an `ETag`, a time, a checksum.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, String>,
    /// A release that is on its way, or that did not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// Addresses that changed, of which the `invalidate` command has not been told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub invalidations: BTreeSet<String>,
}

/// That readers see a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The release that readers saw until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<ReleaseId>,
}

/// A file at a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it holds, before it is compressed.
    pub hash: Hash,
    /// How many bytes that is.
    pub size: u64,
    /// How many bytes it takes there, if it is compressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<u64>,
    /// What it is sent with, where the target is told.
    #[serde(flatten)]
    pub headers: Headers,
}

impl Entry {
    /// How many bytes it takes at the target.
    pub fn stored_size(&self) -> u64 {
        self.stored.unwrap_or(self.size)
    }
}

/// What a file is sent with, where the target is told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Headers {
    /// `Content-Type`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `Cache-Control`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_control: Option<String>,
    /// `Content-Encoding`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_encoding: Option<String>,
}

/// A release on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Which.
    pub release: ReleaseId,
    /// Whose.
    pub publisher: String,
    /// Since when; to the nanosecond, so that two runs are told apart.
    pub since: Timestamp,
    /// The files that it adds or changes, and those of earlier ones that did not arrive either.
    pub files: BTreeMap<String, Entry>,
}

/// Names a release: when it was published, and what it holds. Later ones sort later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReleaseId(String);

impl ReleaseId {
    /// Of a site whose output has that name, published at that time.
    pub fn new(at: Timestamp, name: &str) -> Self {
        let short = name.get(..8).unwrap_or(name);
        Self(format!("{}-{short}", at.strftime("%Y%m%dT%H%M%SZ")))
    }

    /// Reads what is written so; anything else could be a path.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (!text.is_empty() && text.len() <= 64 && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }
}

impl ReleaseId {
    /// When it was published, by its name.
    fn at(&self) -> Option<Timestamp> {
        let (at, _) = self.0.split_once("Z-")?;
        Some(DateTime::strptime("%Y%m%dT%H%M%S", at).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}

impl TryFrom<String> for ReleaseId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a release's name expected")
    }
}

impl From<ReleaseId> for String {
    fn from(id: ReleaseId) -> Self {
        id.0
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Manifest {
    /// Of a release that is complete.
    pub fn of(
        release: ReleaseId,
        at: Timestamp,
        publisher: &str,
        base_url: Option<String>,
        files: BTreeMap<String, Entry>,
    ) -> Self {
        Self {
            generator: "nutgraf".to_owned(),
            version: VERSION,
            release,
            published_at: at,
            publisher: publisher.to_owned(),
            shown_again: None,
            base_url,
            files,
            marks: BTreeMap::new(),
            pending: None,
            invalidations: BTreeSet::new(),
        }
    }

    /// Of a target where nothing was published yet.
    pub fn empty(publisher: &str) -> Self {
        let none = ReleaseId("none".to_owned());
        Self::of(none, Timestamp::UNIX_EPOCH, publisher, None, BTreeMap::new())
    }

    /// Of a release whose manifest was moved away: all that is there may be somebody else's.
    pub fn unknown(release: ReleaseId) -> Self {
        let at = release.at().unwrap_or(Timestamp::UNIX_EPOCH);
        Self::of(release, at, "somebody", None, BTreeMap::new())
    }

    /// The same release, shown again instead of what is there now.
    #[must_use]
    pub fn again(&self, now: &Remote, by: &Actor) -> Self {
        let invalidations = now.manifest.as_ref().map(|manifest| manifest.invalidations.clone()).unwrap_or_default();
        let instead_of = now.manifest.as_ref().map(|manifest| manifest.release.clone());
        let shown_again = Some(Shown { at: by.after(now), by: by.name.clone(), instead_of });
        Self { shown_again, pending: None, invalidations, ..self.clone() }
    }

    /// The later release that readers saw before they saw this one again, and when and by whom that was taken back.
    pub fn taken_back(&self) -> Option<(&ReleaseId, &Shown)> {
        let shown = self.shown_again.as_ref()?;
        let later = shown.instead_of.as_ref().filter(|release| **release > self.release)?;
        Some((later, shown))
    }

    /// Since when readers see it.
    pub fn since(&self) -> Timestamp {
        self.shown_again.as_ref().map_or(self.published_at, |shown| shown.at)
    }

    /// By whom readers see it.
    pub fn shown_by(&self) -> &str {
        self.shown_again.as_ref().map_or(&self.publisher, |shown| &shown.by)
    }

    /// Who was at the target last.
    pub(super) fn last_by(&self) -> String {
        self.pending.as_ref().map_or(self.shown_by(), |pending| &pending.publisher).to_owned()
    }

    /// Whether its files are these.
    pub fn holds(&self, files: &BTreeMap<String, Entry>) -> bool {
        let same = |(one, other): (&Entry, &Entry)| one.hash == other.hash && one.headers == other.headers;
        self.files.keys().eq(files.keys()) && self.files.values().zip(files.values()).all(same)
    }

    /// The same, with more addresses of which the `invalidate` command is to be told.
    #[must_use]
    pub fn invalidating(mut self, addresses: &BTreeSet<String>) -> Self {
        self.invalidations.extend(addresses.iter().cloned());
        self
    }

    /// The same, when nothing is on its way any more.
    #[must_use]
    pub fn arrived(&self) -> Self {
        Self { pending: None, ..self.clone() }
    }

    /// The same, with the marks that its files have at the target.
    #[must_use]
    pub(super) fn marked(mut self, marks: impl IntoIterator<Item = (String, String)>) -> Self {
        self.marks = marks.into_iter().filter(|(path, _)| self.files.contains_key(path)).collect();
        self
    }

    /// Whether a release ever arrived.
    pub fn is_published(&self) -> bool {
        self.release.0 != "none"
    }

    /// Whether these bytes are a manifest that another version of this program wrote.
    pub(super) fn is_of_another_version(bytes: &[u8]) -> bool {
        form_of(bytes).is_some_and(|form| form != VERSION)
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers by texts: nothing that JSON could not hold.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what [`Manifest::to_bytes`] wrote; `place` is where it was found, for the message.
    pub fn from_bytes(bytes: &[u8], place: &str) -> Result<Self, PublishError> {
        match form_of(bytes) {
            Some(VERSION) => {}
            Some(version) => {
                return Err(PublishError::refused(format!(
                    "{place} was written by another version of Nutgraf (form {version}, and this one knows \
                     {VERSION}); publish with that one, or a later one"
                )));
            }
            None => return Err(not_ours(place)),
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| not_ours(place))?;
        let paths = manifest.files.keys().chain(manifest.pending.iter().flat_map(|pending| pending.files.keys()));
        match paths.into_iter().all(|path| is_path(path)) {
            true => Ok(manifest),
            false => Err(not_ours(place)),
        }
    }
}

/// What tells a manifest from any other file.
#[derive(Debug, Default, Deserialize)]
struct Head {
    generator: Option<String>,
    version: Option<u32>,
}

/// The form of a manifest; `None` of what is none.
fn form_of(bytes: &[u8]) -> Option<u32> {
    let head: Head = serde_json::from_slice(bytes).unwrap_or_default();
    head.version.filter(|_| head.generator.as_deref() == Some("nutgraf"))
}

/// A path below a folder and not out of it.
fn is_path(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', '\0'])
}

fn not_ours(place: &str) -> PublishError {
    PublishError::refused(format!(
        "{place} is damaged, or was not written by Nutgraf, so what is published there is not known; restore it from \
         a copy, or move it away and publish with --force, which takes the files of the site for its own"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let entry = Entry { hash: Hash::of(b"a"), size: 1, stored: None, headers: Headers::default() };
        let id = ReleaseId::new("2026-11-24T17:45:00Z".parse().unwrap(), "0123456789abcdef");
        assert_eq!(id.to_string(), "20261124T174500Z-01234567");
        let manifest = Manifest::of(id, Timestamp::UNIX_EPOCH, "a@b", None, [("index.html".to_owned(), entry)].into());
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes(), "x").unwrap(), manifest);
    }

    /// So that the next one has another name, and a later one.
    #[test]
    fn of_a_release_without_a_manifest_its_time_is_known() {
        let at: Timestamp = "2026-11-24T17:45:00Z".parse().unwrap();
        assert_eq!(Manifest::unknown(ReleaseId::new(at, "0123456789abcdef")).since(), at);
        assert_eq!(Manifest::unknown(ReleaseId::parse("none").unwrap()).since(), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn what_is_no_manifest_is_refused_with_a_way_out() {
        let message = |text: &str| Manifest::from_bytes(text.as_bytes(), "manifest.json").unwrap_err().to_string();
        for foreign in ["", "{", "[]", "{\"name\": \"An app\"}", "{\"generator\": \"nutgraf\", \"version\": 1}"] {
            assert!(message(foreign).contains("not written by Nutgraf"), "{foreign}");
        }
        assert!(message("{\"generator\": \"nutgraf\", \"version\": 9}").contains("form 9"));
        let mut manifest = Manifest::empty("a@b");
        let entry = Entry { hash: Hash::of(b"a"), size: 1, stored: None, headers: Headers::default() };
        manifest.files.insert("../etc/passwd".to_owned(), entry);
        assert!(Manifest::from_bytes(&manifest.to_bytes(), "x").is_err(), "a path that leads out");
    }
}
