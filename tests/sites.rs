//! Every folder of `tests/sites/` is a site. Its `expect.txt` says what the built pages hold; what
//! stands in its `expected/` is compared byte for byte, and `NUTGRAF_ACCEPT=1` rewrites it.
//! `tests/sites/README.md` explains the format to whoever adds a case.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::build::Request;
use nutgraf::value::BaseUrl;
use serde::Deserialize;
use support::page::Page;
use support::{Built, built, files_below, repository, request};

/// Sites whose authors asked for raw HTML, scripts and all.
const MAY_HAVE_SCRIPT: [&str; 1] = ["raw-html-allow"];

// Cases

fn folder() -> PathBuf {
    repository().join("tests/sites")
}

fn cases() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The line `build: {drafts: true}` of an `expect.txt`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    drafts: bool,
    future: bool,
    now: Option<String>,
    /// `none` for a site that has none.
    base_url: Option<String>,
}

impl Options {
    fn request(&self, root: &Path) -> Request {
        let usual = request(root);
        Request {
            drafts: self.drafts,
            future: self.future,
            now: self.now.as_ref().map_or(usual.now, |now| now.parse().unwrap()),
            base_url: match self.base_url.as_deref() {
                Some("none") => None,
                Some(url) => Some(BaseUrl::parse(url).unwrap()),
                None => usual.base_url,
            },
            ..usual
        }
    }
}

/// One line of an `expect.txt`.
#[derive(Debug)]
struct Expectation {
    line: usize,
    file: String,
    verb: String,
    text: String,
}

/// A build of a case's site, and what is expected of it.
#[derive(Debug, Default)]
struct Run {
    options: Options,
    expectations: Vec<Expectation>,
}

fn runs(case: &str) -> Vec<Run> {
    let text = fs::read_to_string(folder().join(case).join("expect.txt")).unwrap_or_default();
    let mut runs = vec![Run::default()];
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(options) = line.strip_prefix("build:") {
            let options = serde_yaml::from_str(options).unwrap_or_else(|error| panic!("{case}:{}: {error}", at + 1));
            match runs.last_mut() {
                Some(run) if run.expectations.is_empty() => run.options = options,
                _ => runs.push(Run { options, ..Run::default() }),
            }
            continue;
        }
        let mut words = line.splitn(3, ' ');
        let mut word = || words.next().unwrap_or_default().to_owned();
        let expectation = Expectation { line: at + 1, file: word(), verb: word(), text: word() };
        runs.last_mut().unwrap().expectations.push(expectation);
    }
    runs
}

/// What is wrong with a built file, in a few words.
fn verdict(expectation: &Expectation, site: &Built) -> Result<(), String> {
    let Expectation { file, verb, text, .. } = expectation;
    let content = match file.as_str() {
        "report" => Some(site.report.as_str()),
        file => site.text(file),
    };
    let content = match (verb.as_str(), content) {
        ("exists", Some(_)) | ("absent", None) => return Ok(()),
        ("exists" | "contains" | "lacks" | "shows" | "hides", None) => return Err("is not there".into()),
        ("absent", Some(_)) => return Err("is there".into()),
        (_, content) => content.unwrap_or_default(),
    };
    let shown = || Page::read(content).text;
    let fine = match verb.as_str() {
        "contains" => content.contains(text),
        "lacks" => !content.contains(text),
        "shows" => shown().contains(text),
        "hides" => !shown().contains(text),
        _ => return Err(format!("`{verb}` is no verb of this format")),
    };
    if text.is_empty() {
        return Err("a text is missing here".into());
    }
    match fine {
        true => Ok(()),
        false if verb == "shows" || verb == "hides" => Err(format!("the page reads:\n    {}", shown())),
        false => Err(format!("the file holds:\n{content}")),
    }
}

fn accepting() -> bool {
    std::env::var_os("NUTGRAF_ACCEPT").is_some()
}

/// Compares whole files, or takes them over.
fn compare_snapshots(case: &str, site: &Built, wrong: &mut String) {
    let expected = folder().join(case).join("expected");
    if !expected.is_dir() {
        return;
    }
    for (path, file) in files_below(&expected) {
        match site.files.get(&path) {
            Some(bytes) if *bytes == fs::read(&file).unwrap() => {}
            Some(bytes) if accepting() => fs::write(&file, bytes).unwrap(),
            Some(bytes) => {
                let _ = writeln!(wrong, "{case}: {path} is not as in expected/:\n{}", difference(&file, bytes));
            }
            None => {
                let _ = writeln!(wrong, "{case}: {path} was not built");
            }
        }
    }
}

/// The first lines that differ.
fn difference(expected: &Path, built: &[u8]) -> String {
    let expected = fs::read_to_string(expected).unwrap();
    let built = String::from_utf8_lossy(built);
    let lines = built.lines().map(Some).chain(std::iter::repeat(None));
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None)).zip(lines).enumerate();
    let differing = pairs.take_while(|(_, (a, b))| a.is_some() || b.is_some()).filter(|(_, (a, b))| a != b);
    let mut text = String::new();
    for (at, (expected, built)) in differing.take(5) {
        let none = "(nothing)";
        let _ = writeln!(text, "  line {}", at + 1);
        let _ = writeln!(text, "  - {}\n  + {}", expected.unwrap_or(none), built.unwrap_or(none));
    }
    text
}

fn compare_report(case: &str, site: &Built, wrong: &mut String) {
    let file = folder().join(case).join("report.txt");
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if site.report == expected {
        return;
    }
    if accepting() && file.exists() {
        fs::write(&file, &site.report).unwrap();
        return;
    }
    let _ = writeln!(wrong, "{case}: the report is\n{}\nand should be\n{expected}", site.report);
}

fn check(case: &str) -> String {
    let mut wrong = String::new();
    for run in runs(case) {
        let site = built(&run.options.request(&folder().join(case)));
        compare_report(case, &site, &mut wrong);
        compare_snapshots(case, &site, &mut wrong);
        for expectation in &run.expectations {
            if let Err(why) = verdict(expectation, &site) {
                let Expectation { line, file, verb, text } = expectation;
                let _ = writeln!(wrong, "{case}/expect.txt:{line}: {file} {verb} {text}\n  {why}");
            }
        }
    }
    wrong
}

#[test]
fn every_case_is_as_expected() {
    let cases = cases();
    assert!(cases.len() > 15, "the cases are not found");
    let wrong: String = cases.iter().map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_case_expects_something() {
    for case in cases() {
        let snapshots = folder().join(&case).join("expected").is_dir();
        let expectations: usize = runs(&case).iter().map(|run| run.expectations.len()).sum();
        assert!(snapshots || expectations > 0, "{case} expects nothing");
    }
}

// Every field of the front matter

/// The fields of an article's front matter, and of a plain page's `list`.
const FIELDS: [&str; 33] = [
    "title", "summary", "date", "slug", "updated", "authors", "language", "image", "aliases", "draft", "publish_at",
    "expires_at", "review_by", "topics", "people", "organizations", "countries", "takeaways", "background",
    "reactions", "timeline", "questions", "sources", "updates", "corrections", "translation_key", "autolink",
    "unlink", "list", "template", "extra", "", "",
];

/// What stands within a field: `image` needs `alt`, and so on.
const PARTS: [(&str, &[&str]); 9] = [
    ("image", &["src", "alt", "credit", "caption"]),
    ("background", &["title", "text"]),
    ("reactions", &["country", "actor", "role", "stance", "text", "quote", "date", "source"]),
    ("timeline", &["date", "title", "text", "countries", "source"]),
    ("questions", &["question", "answer"]),
    ("sources", &["id", "title", "url", "publisher", "date", "accessed", "archived"]),
    ("updates", &["date", "text"]),
    ("corrections", &["date", "text"]),
    ("list", &["kind", "topics", "countries", "limit", "sort"]),
];
