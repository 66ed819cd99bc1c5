//! What is remembered of real sites is what was known of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::tz::TimeZone;
use nutgraf::config::{Autolink, HtmlPolicy};
use nutgraf::country::Countries;
use nutgraf::diagnostic::Diagnostic;
use nutgraf::document::{self, Dialect, Document};
use nutgraf::gazetteer::Gazetteer;
use nutgraf::ledger::{Changes, DocumentRecord, Ledger};
use nutgraf::value::LanguageTag;
use support::repository;

/// Markdown of the demonstration and of all tests' sites, by where it stands in the repository.
fn texts() -> Vec<(PathBuf, String)> {
    let folders = ["content", "tests/sites"].map(|folder| repository().join(folder));
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    let files = entries.map(|entry| entry.unwrap().into_path());
    let markdown = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    markdown.filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?))).collect()
}

/// As the site that holds it would call it.
fn path_in_site(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    path.rfind("/content/").map_or(path.clone(), |at| path[at + 1..].to_owned())
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(&Countries::embedded(), &[]));

fn parse(path: &Path, text: &str) -> (Option<Document>, Vec<Diagnostic>) {
    let dialect = Dialect {
        language: LanguageTag::english(),
        timezone: TimeZone::get("Asia/Almaty").unwrap(),
        html: HtmlPolicy::default(),
        autolink: Autolink::default(),
        directives: BTreeSet::from(["custom".to_owned()]),
        flat: false,
    };
    document::parse(&path_in_site(path), text, &GAZETTEER, &dialect)
}

fn parsed() -> Vec<(String, String, Option<Document>, Vec<Diagnostic>)> {
    let read = |(place, text): (PathBuf, String)| {
        let (document, diagnostics) = parse(&place, &text);
        (place.to_string_lossy().into_owned(), text, document, diagnostics)
    };
    texts().into_iter().map(read).collect()
}

#[test]
fn every_document_is_stored_as_it_is() {
    let parsed = parsed();
    assert!(parsed.len() > 100, "{}", parsed.len());
    for (place, _, document, _) in parsed {
        let stored: Option<Document> = postcard::from_bytes(&postcard::to_stdvec(&document).unwrap()).unwrap();
        assert_eq!(stored, document, "{place}");
        let digest = |document: &Option<Document>| document.as_ref().map(|document| document.summary.digest());
        assert_eq!(digest(&stored), digest(&document), "{place}");
    }
}

#[test]
fn a_ledger_holds_what_was_known_of_every_document() {
    let record = |(place, text, document, diagnostics): (String, String, Option<Document>, _)| {
        let summary = document.map(|document| document.summary);
        (place, DocumentRecord { hash: text.len() as u64, summary, diagnostics })
    };
    let known: BTreeMap<String, DocumentRecord> = parsed().into_iter().map(record).collect();
    assert!(known.values().any(|record| record.diagnostics.len() > 1));
    let folder = tempfile::tempdir().unwrap();
    let documents = known.iter().map(|(place, record)| (place.as_str(), record.as_ref())).collect();
    let changes = Changes { documents: Some(documents), ..Changes::default() };
    Ledger::empty(folder.path()).save(changes).unwrap();
    assert_eq!(Ledger::open(folder.path()).unwrap().documents().unwrap(), known);
}

/// Moving the lines of any document changes nothing that others see.
#[test]
fn lines_move_unseen() {
    let digest = |path: &Path, text: &str| parse(path, text).0.map(|document| document.summary.digest());
    let with_front_matter = texts().into_iter().filter(|(_, text)| text.starts_with("---\n"));
    for (place, text) in with_front_matter {
        let moved = text.replacen("---\n", "---\n\n# A remark\n", 1).replacen("\n---\n", "\n\n---\n\n\n", 1);
        assert_eq!(digest(&place, &moved), digest(&place, &text), "{}", place.display());
    }
}
