//! What the tests share: sites to build, and pages to look at.
//!
//! A site is built in memory by the same call as the binary's, so that a test takes milliseconds.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

pub mod changes;
pub mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use nutgraf::build::{self, Made, Request, Silent};
use nutgraf::diagnostic::{self, Format};
use nutgraf::output::Content;
use nutgraf::value::BaseUrl;

/// The repository, whose `content/` is the demonstration site.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary under test.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_nutgraf")
}

/// "Now" for every test that does not say another: later than the dates of all cases.
pub const NOW: &str = "2027-01-01T00:00:00Z";
/// Where the tests' sites stand on the web.
pub const BASE_URL: &str = "https://example.org/";

/// What to build, with the defaults of the tests.
pub fn request(root: &Path) -> Request {
    Request {
        root: root.to_path_buf(),
        base_url: BaseUrl::parse(BASE_URL),
        preview: None,
        drafts: false,
        future: false,
        now: NOW.parse::<Timestamp>().unwrap(),
        deny_warnings: false,
    }
}

/// A site as built.
#[derive(Debug, PartialEq, Eq)]
pub struct Built {
    /// By path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// As people read it.
    pub report: String,
}

/// Builds a site in memory.
pub fn built(request: &Request) -> Built {
    let Made { files, report, .. } = build::make(request, &Silent).expect("the machine works");
    let bytes = |content| match content {
        Content::Bytes(bytes) => bytes,
        Content::CopyOf(file) => fs::read(file).unwrap(),
    };
    let mut printed = Vec::new();
    diagnostic::write(&report, Format::Human, false, &mut printed).unwrap();
    Built {
        files: files.into_iter().map(|file| (file.path, bytes(file.content))).collect(),
        report: String::from_utf8(printed).unwrap(),
    }
}

impl Built {
    /// The text of a file; a picture has none.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|bytes| std::str::from_utf8(bytes).unwrap_or_default())
    }

    /// The HTML pages: path and text.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let html = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "html");
        self.files.keys().filter(move |path| html(path)).map(|path| (path.as_str(), self.text(path).unwrap()))
    }
}

/// The files below a folder, by their paths relative to it with `/`, sorted.
pub fn files_below(folder: &Path) -> BTreeMap<String, PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (relative(entry.path(), folder), entry.path().to_path_buf())).collect()
}

/// A path relative to a folder, with `/`.
pub fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")
}

/// A site in a temporary folder, for tests whose site is a line or two.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A site with one explainer that has nothing to report.
    pub fn small() -> Self {
        Self::empty().with("content/articles/one.md", &article("One", "A sentence."))
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A copy of the demonstration site.
    pub fn demonstration() -> Self {
        let site = Self::empty();
        for (path, file) in files_below(&repository().join("content")) {
            site.write(&format!("content/{path}"), &fs::read(file).unwrap());
        }
        site.write("nutgraf.yaml", &fs::read(repository().join("nutgraf.yaml")).unwrap());
        site
    }

    /// The same with one more file.
    #[must_use]
    pub fn with(self, path: &str, text: &str) -> Self {
        self.write(path, text.as_bytes());
        self
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let file = self.folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file or folder in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }
}

/// The text of an explainer with which nothing is wrong.
pub fn article(title: &str, text: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: A summary.\ndate: 2026-01-15\ntakeaways: [One thing to remember]\n---\n{text}\n"
    )
}
