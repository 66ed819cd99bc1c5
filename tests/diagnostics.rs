//! Bad input, each with its expected report beside it. To add a case:
//!
//! 1. Write `tests/diagnostics/NAME.md`, an article with a mistake, or a folder `tests/diagnostics/NAME/`, a site with one.
//! 2. Run `NUTGRAF_ACCEPT=1 cargo test --test diagnostics`, which writes the report to `tests/diagnostics/NAME.txt`.
//! 3. Read it as its author would: is the place exact, are the words theirs, is the way out useful?
//! 4. If not, correct the `.txt` by hand to what it should be: the test fails until the program says so.
//! 5. Commit both. `tests/diagnostics/README.md` tells the rest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nutgraf::build::{Request, Silent, make};
use nutgraf::diagnostic::{Code, Format, Report, write};
use rayon::prelude::*;
use serde_json::Value as Json;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The instant for which every case is built.
const NOW: &str = "2025-12-01T00:00:00Z";

/// The settings of a case that has none of its own; without a `base_url` every report would begin with that.
const SETTINGS: &str = "title: Nutgraf\nbase_url: https://example.org/\n";

/// In a case's folder: lines `PATH -> TARGET`, made into symbolic links, which not every checkout keeps.
const SYMLINKS: &str = "SYMLINKS";

/// What became of a case.
struct Run {
    name: String,
    /// For people.
    human: String,
    /// For programs: one object a diagnostic.
    objects: Vec<Json>,
    /// The site's files before and after.
    files: (Files, Files),
}

/// The files of a folder with their bytes, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// One test for all: a runner may give each a process of its own, and making the cases is nearly all the work.
#[test]
fn every_case_is_reported_as_it_should_be() {
    let runs: Vec<Run> = cases().par_iter().map(|case| run(case)).collect();
    let wrong = [
        other_reports(&runs),
        told("nothing is reported for", &cases_without_mistake(&runs)),
        told("no case reports", &codes_without_case(&runs)),
        told("these .txt have no case", &expectations_without_case(&runs)),
        told("the human text and the JSON disagree", &of_each(&runs, misplaced)),
        told("these marks are outside the text, or hold the space around it", &of_each(&runs, unmarked)),
        told("files appeared or changed in", &cases_that_wrote(&runs)),
    ];
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Says what is wrong with these, if there are any.
fn told(what: &str, wrong: &[String]) -> Option<String> {
    (!wrong.is_empty()).then(|| format!("{what}:\n{}", wrong.join("\n")))
}

/// Reports that are not as expected, unless these are to be accepted.
fn other_reports(runs: &[Run]) -> Option<String> {
    let accepted = std::env::var("NUTGRAF_ACCEPT").ok();
    let accepts = |name: &str| accepted.as_deref().is_some_and(|wanted| wanted == "1" || name.starts_with(wanted));
    let mut wrong = Vec::new();
    for run in runs {
        let file = folder().join(format!("{}.txt", run.name));
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if accepts(&run.name) {
            fs::write(&file, &run.human).unwrap();
        } else if expected != run.human {
            wrong.push(format!("== {}\n{}", run.name, difference(&expected, &run.human)));
        }
    }
    told(&format!("{} reports differ (- expected, + reported)", wrong.len()), &wrong)
}

fn cases_without_mistake(runs: &[Run]) -> Vec<String> {
    runs.iter().filter(|run| run.human.is_empty()).map(|run| run.name.clone()).collect()
}

fn codes_without_case(runs: &[Run]) -> Vec<String> {
    let codes = runs.iter().flat_map(|run| &run.objects).filter_map(|object| object["code"].as_str());
    let reported: BTreeSet<_> = codes.collect();
    let missing = Code::ALL.iter().map(|code| code.name()).filter(|name| !reported.contains(name));
    missing.map(str::to_owned).collect()
}

fn expectations_without_case(runs: &[Run]) -> Vec<String> {
    let cases: BTreeSet<_> = runs.iter().map(|run| &*run.name).collect();
    names("txt").into_iter().filter(|name| !cases.contains(&**name)).collect()
}

fn cases_that_wrote(runs: &[Run]) -> Vec<String> {
    runs.iter().filter(|run| run.files.0 != run.files.1).map(|run| run.name.clone()).collect()
}

/// What is wrong with each case, with its name.
fn of_each(runs: &[Run], wrong: impl Fn(&Run) -> Vec<String>) -> Vec<String> {
    runs.iter().flat_map(|run| wrong(run).into_iter().map(|text| format!("{}: {text}", run.name))).collect()
}

#[test]
fn a_mistake_leaves_the_published_site_as_it_was() {
    let site = site(&folder().join("three-mistakes-and-one"));
    let (broken, public) = (site.path().join("content/articles/three.md"), site.path().join("public"));
    let text = fs::read(&broken).unwrap();
    fs::remove_file(&broken).unwrap();
    fs::remove_file(site.path().join("content/articles/one.md")).unwrap();

    let good = build(site.path());
    assert_eq!(good.status.code(), Some(0), "{}", String::from_utf8_lossy(&good.stderr));
    let published = files(&public);
    assert!(published.contains_key("articles/good/index.html"));

    fs::write(&broken, text).unwrap();
    let refused = build(site.path());
    assert_eq!(refused.status.code(), Some(1), "{}", String::from_utf8_lossy(&refused.stderr));
    assert_eq!(files(&public), published);
}

// Cases

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The names of the files here that end in `.EXTENSION`.
fn names(extension: &str) -> Vec<String> {
    let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let named = paths.filter(|path| path.extension().is_some_and(|ext| ext == extension));
    named.map(|path| stem(&path)).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Folders, and Markdown files besides the README, in the order of their names.
fn cases() -> Vec<PathBuf> {
    let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let is_article = |path: &Path| path.extension().is_some_and(|ext| ext == "md") && !path.ends_with("README.md");
    let can_run = |path: &Path| cfg!(unix) || !path.join(SYMLINKS).exists();
    let mut cases: Vec<_> =
        paths.filter(|path| is_article(path) || path.is_dir()).filter(|path| can_run(path)).collect();
    cases.sort();
    cases
}

fn run(case: &Path) -> Run {
    let site = site(case);
    let before = files(site.path());
    let request = Request { base_url: None, now: NOW.parse().unwrap(), ..support::request(site.path()) };
    let made = make(&request, &Silent).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    Run {
        name: stem(case),
        human: printed(&made.report, Format::Human),
        objects: printed(&made.report, Format::Json).lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        files: (before, files(site.path())),
    }
}

fn printed(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    write(report, format, false, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A copy of the case that can be built: the folder as it is, or a site around the article.
fn site(case: &Path) -> TempDir {
    let site = tempfile::tempdir().unwrap();
    put(site.path(), "nutgraf.yaml", SETTINGS.as_bytes());
    if case.is_dir() {
        for (path, bytes) in files(case) {
            match path.as_str() {
                SYMLINKS => link_all(site.path(), &String::from_utf8(bytes).unwrap()),
                _ => put(site.path(), &path, &bytes),
            }
        }
    } else {
        let article = format!("content/articles/{}", case.file_name().unwrap().to_string_lossy());
        put(site.path(), &article, &fs::read(case).unwrap());
    }
    site
}

fn put(site: &Path, path: &str, bytes: &[u8]) {
    let file = site.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

fn link_all(site: &Path, lines: &str) {
    for (path, target) in lines.lines().filter_map(|line| line.split_once(" -> ")) {
        let link = site.join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(target, &link);
    }
}

#[cfg(unix)]
fn symlink(target: &str, link: &Path) {
    std::os::unix::fs::symlink(target, link).unwrap();
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) {}

fn files(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let path = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    entries.map(|entry| (path(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn build(site: &Path) -> Output {
    let mut nutgraf = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    nutgraf.args(["build", "--now", NOW, "--root"]).arg(site).output().unwrap()
}

// Comparisons

/// The lines that differ, with two lines around them.
fn difference(expected: &str, reported: &str) -> String {
    let lines = aligned(&expected.lines().collect::<Vec<_>>(), &reported.lines().collect::<Vec<_>>());
    let differs = |at: usize| !lines[at].starts_with(' ');
    let near = |at: usize| (at.saturating_sub(2)..(at + 3).min(lines.len())).any(differs);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| near(*at)) {
        if at > 0 && !near(at - 1) {
            text.push_str("  …\n");
        }
        writeln!(text, "{line}").unwrap();
    }
    text
}

/// All lines of both texts: those of both after ` `, of the first alone after `-`, of the second alone after `+`.
fn aligned(first: &[&str], second: &[&str]) -> Vec<String> {
    let common = common_lines(first, second);
    let (mut a, mut b, mut lines) = (0, 0, Vec::new());
    while a < first.len() || b < second.len() {
        if a < first.len() && b < second.len() && first[a] == second[b] {
            lines.push(format!("  {}", first[a]));
            (a, b) = (a + 1, b + 1);
        } else if b == second.len() || a < first.len() && common[a + 1][b] >= common[a][b + 1] {
            lines.push(format!("- {}", first[a]));
            a += 1;
        } else {
            lines.push(format!("+ {}", second[b]));
            b += 1;
        }
    }
    lines
}

/// How many lines two texts share in order, from every line of each to their ends.
fn common_lines(first: &[&str], second: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; second.len() + 1]; first.len() + 1];
    for a in (0..first.len()).rev() {
        for b in (0..second.len()).rev() {
            common[a][b] = match first[a] == second[b] {
                true => common[a + 1][b + 1] + 1,
                false => common[a + 1][b].max(common[a][b + 1]),
            };
        }
    }
    common
}

/// Where the JSON names another place than the human text's ` --> path:line:column`, or marks another width.
fn misplaced(run: &Run) -> Vec<String> {
    let said = places(&run.human);
    assert_eq!(said.len(), run.objects.len(), "{}: so many diagnostics", run.name);
    let pairs = said.into_iter().zip(&run.objects);
    let places = pairs.map(|((place, carets), object)| {
        (
            format!("{place} {}", "^".repeat(carets)),
            format!("{} {}", place_of(object), "^".repeat(width(run, object).unwrap_or(carets))),
        )
    });
    places.filter(|(said, meant)| said != meant).map(|(said, meant)| format!("{said}, not {meant}")).collect()
}

/// Of each diagnostic of a human text, `path:line:column` and the number of its carets.
fn places(human: &str) -> Vec<(String, usize)> {
    let mut places = Vec::new();
    for line in human.lines() {
        if line.starts_with("error[") || line.starts_with("warning[") {
            places.push((String::from("nowhere"), 0));
        } else if let Some((place, carets)) = places.last_mut() {
            let runs = line.split(|character| character != '^').map(str::len);
            *carets = runs.chain([*carets]).max().unwrap_or_default();
            if let Some(named) = line.trim_start().strip_prefix("--> ") {
                named.clone_into(place);
            }
        }
    }
    places
}

/// `path:line:column` of an object.
fn place_of(object: &Json) -> String {
    match object["path"].as_str() {
        Some(path) => format!("{path}:{}:{}", object["line"], object["column"]),
        None => String::from("nowhere"),
    }
}

/// How many carets an object's mark should have; of text on one line whose characters are all one column wide.
fn width(run: &Run, object: &Json) -> Option<usize> {
    let plain = |text: &String| text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    marked(run, object).filter(plain).map(|text| text.len().max(1))
}

/// Marks that begin or end outside their lines, before they begin, or with white space.
fn unmarked(run: &Run) -> Vec<String> {
    let has_file = |object: &&Json| object["path"].as_str().is_some_and(|path| run.files.0.contains_key(path));
    let tight = |object: &&Json| marked(run, object).is_some_and(|text| text.trim() == text || text == "\t");
    let loose = run.objects.iter().filter(has_file).filter(|object| !tight(object));
    loose.map(Json::to_string).collect()
}

/// The text that an object marks in its file.
fn marked(run: &Run, object: &Json) -> Option<String> {
    let text = String::from_utf8_lossy(run.files.0.get(object["path"].as_str()?)?);
    let start = offset(&text, &object["line"], &object["column"])?;
    let end = offset(&text, &object["end_line"], &object["end_column"])?;
    text.get(start..end).map(str::to_owned)
}

/// The byte at a line and column, both from 1, columns in characters; a byte order mark is none.
fn offset(text: &str, line: &Json, column: &Json) -> Option<usize> {
    let count = |number: &Json| usize::try_from(number.as_u64()?).ok()?.checked_sub(1);
    let (line, column) = (count(line)?, count(column)?);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let line = text[start..].split('\n').next().unwrap_or_default();
    let offsets = line.char_indices().filter(|(_, character)| *character != '\u{feff}').map(|(at, _)| at);
    offsets.chain([line.len()]).map(|at| start + at).nth(column)
}
