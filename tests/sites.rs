//! Every folder of `tests/sites/` is a site. Its `expect.txt` says what the built pages hold; what
//! stands in its `expected/` is compared byte for byte, and `NUTGRAF_ACCEPT=1` rewrites it.
//! `tests/sites/README.md` explains the format to whoever adds a case.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

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
        // What is asked for only to be there may be a picture.
        file if matches!(verb.as_str(), "exists" | "absent") => site.files.get(file).map(|_| ""),
        file => site.text(file),
    };
    let content = match (verb.as_str(), content) {
        ("exists", Some(_)) | ("absent", None) | ("empty", Some("")) => return Ok(()),
        ("empty", Some(content)) => return Err(format!("holds:\n{content}")),
        ("exists" | "empty" | "contains" | "lacks" | "shows" | "hides", None) => return Err("is not there".into()),
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

/// What is wrong with a case: what it expects, links, the sitemap. Making it is most of the work, so it is made once for all.
fn check(case: &str) -> String {
    let mut wrong = String::new();
    for run in runs(case) {
        let request = run.options.request(&folder().join(case));
        let site = built(&request);
        // Where lines speak of the report, they say all there is to say.
        if run.expectations.iter().all(|expectation| expectation.file != "report") {
            compare_report(case, &site, &mut wrong);
        }
        compare_snapshots(case, &site, &mut wrong);
        for expectation in &run.expectations {
            if let Err(why) = verdict(expectation, &site) {
                let Expectation { line, file, verb, text } = expectation;
                let _ = writeln!(wrong, "{case}/expect.txt:{line}: {file} {verb} {text}\n  {why}");
            }
        }
        for mistake in links_that_lead_nowhere(case, &site, &request).into_iter().chain(other_sitemap(&site, &request))
        {
            let _ = writeln!(wrong, "{case}: {mistake}");
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

/// The fields of the front matter: an article's, and the `list` of a plain page.
#[rustfmt::skip]
const FIELDS: [&str; 31] = [
    "title", "summary", "date",
    "slug", "updated", "authors", "language", "image", "aliases", "draft",
    "publish_at", "expires_at", "review_by",
    "topics", "people", "organizations",
    "countries",
    "takeaways",
    "background",
    "reactions",
    "timeline",
    "questions",
    "sources",
    "updates", "corrections",
    "translation_key",
    "autolink", "unlink",
    "list",
    "template",
    "extra",
];

/// What stands within a field.
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

/// `title`, and `image.alt` for what stands within a field.
fn fields_and_parts() -> BTreeSet<String> {
    let parts = PARTS.iter().flat_map(|(field, parts)| parts.iter().map(move |part| format!("{field}.{part}")));
    FIELDS.iter().map(|field| (*field).to_owned()).chain(parts).collect()
}

/// The comments `# field: NAME` of the case, each with the number of expectations below it.
fn labels() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(folder().join("every-field/expect.txt")).unwrap();
    let mut labels = BTreeMap::new();
    let mut current: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("# field: ") {
            Some(names) => current = names.split(", ").map(str::to_owned).collect(),
            None if line.is_empty() || line.starts_with('#') || line.starts_with("build:") => {}
            None => current.iter().for_each(|name| *labels.entry(name.clone()).or_default() += 1),
        }
    }
    labels
}

/// The keys that the case's files use.
fn used() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (path, file) in files_below(&folder().join("every-field/content")) {
        let text = fs::read_to_string(file).unwrap_or_default();
        let Some(yaml) = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---\n").next()) else { continue };
        if !(path.starts_with("articles/") || path == "page.md") {
            continue;
        }
        let fields: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(yaml).unwrap();
        for (field, value) in fields {
            let items: Vec<_> = value.as_sequence().into_iter().flatten().chain([&value]).collect();
            let keys = items.into_iter().filter_map(|item| item.as_mapping()).flat_map(serde_yaml::Mapping::keys);
            if PARTS.iter().any(|(name, _)| *name == field) {
                used.extend(keys.map(|key| format!("{field}.{}", key.as_str().unwrap())));
            }
            used.insert(field);
        }
    }
    used
}

#[test]
fn every_field_is_used_and_asserted() {
    let fields = fields_and_parts();
    assert_eq!(used(), fields, "the files of every-field use other fields than there are");
    let labels = labels();
    assert_eq!(labels.keys().cloned().collect::<BTreeSet<_>>(), fields, "expect.txt asserts other fields");
    let empty: Vec<_> = labels.iter().filter(|(_, count)| **count == 0).collect();
    assert!(empty.is_empty(), "nothing is asserted of {empty:?}");
}

/// The fields that a message about an unknown key lists.
fn known_fields(path: &str, text: &str, what: &str) -> BTreeSet<String> {
    let site = support::Site::empty().with(path, text);
    let report = built(&request(site.root())).report.replace("\n  ", " ");
    let about = report.split("\nerror").find(|about| about.contains(&format!("{what} has no field `zzz`")));
    let about = about.unwrap_or_else(|| panic!("nothing is said of {what}: {report}"));
    let list = about.split("its fields are").nth(1).unwrap_or_else(|| panic!("no fields in {about}"));
    let list = list.split("; anything").next().unwrap();
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_program_knows_these_fields_and_no_others() {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let article = |yaml: &str| format!("---\ntitle: T\nsummary: S\ndate: 2026-01-01\n{yaml}\n---\nText\n");
    let known = known_fields("content/articles/a.md", &article("zzz: 1"), "an article");
    let mut fields = owned(&FIELDS);
    fields.remove("list");
    assert_eq!(known, fields);
    let what = |field: &str| match field {
        "image" => "an image",
        "background" => "a part of the background",
        "reactions" => "a reaction",
        "timeline" => "a timeline entry",
        "questions" => "a question",
        "sources" => "a source",
        "updates" => "an update",
        "corrections" => "a correction",
        _ => "a list",
    };
    for (field, parts) in PARTS {
        let (path, text) = match field {
            "list" => ("content/page.md", "---\ntitle: T\nlist: {zzz: 1}\n---\nText\n".to_owned()),
            "image" => ("content/articles/a.md", article("image: {zzz: 1}")),
            _ => ("content/articles/a.md", article(&format!("{field}: [{{zzz: 1}}]"))),
        };
        assert_eq!(known_fields(path, &text, what(field)), owned(parts), "of `{field}`");
    }
}

// Every page of every site

/// A site's pages, read, and its base path.
struct Pages<'s> {
    case: &'s str,
    site: &'s Built,
    base: String,
    pages: BTreeMap<&'s str, Page>,
}

impl<'s> Pages<'s> {
    fn read(case: &'s str, site: &'s Built, request: &Request) -> Self {
        let pages = site.pages().map(|(path, html)| (path, Page::read(html))).collect();
        let base = request.base_url.as_ref().map(|url| url.path().to_owned()).unwrap_or_default();
        Self { case, site, base, pages }
    }

    fn mistakes(&self) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (path, page) in &self.pages {
            let said = |what: String| format!("{}: {path}: {what}", self.case);
            let addresses = page.addresses().filter(|url| !(self.may_have_script() && url.starts_with("javascript:")));
            mistakes.extend(addresses.filter_map(|url| self.broken(path, url)).map(said));
            mistakes.extend(self.of_page(page).into_iter().map(said));
        }
        mistakes
    }

    fn may_have_script(&self) -> bool {
        MAY_HAVE_SCRIPT.contains(&self.case)
    }

    fn of_page(&self, page: &Page) -> Vec<String> {
        let mut mistakes = Vec::new();
        let (ids, twice) = page.ids();
        mistakes.extend(twice.into_iter().map(|id| format!("the id {id} stands twice")));
        let named = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
        let refers = named.into_iter().flat_map(|name| page.values(name)).flat_map(str::split_whitespace);
        mistakes.extend(refers.filter(|id| !ids.contains(id)).map(|id| format!("no element has the id {id}")));
        let titles = page.named("h1").count();
        if titles != 1 {
            mistakes.push(format!("{titles} elements h1"));
        }
        // Below `body` they are those of drawings.
        let head = page.elements.iter().take_while(|element| element.name != "body");
        if head.filter(|element| element.name == "title").count() != 1 {
            mistakes.push("not one title".to_owned());
        }
        if !self.may_have_script() {
            mistakes.extend(page.inline_code().into_iter().map(|code| format!("{code} is inline")));
        }
        mistakes.extend(page.mistakes.iter().cloned());
        mistakes
    }

    /// Why an address leads nowhere, if it does.
    fn broken(&self, from: &str, url: &str) -> Option<String> {
        if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme)) {
            return None;
        }
        let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
        let file = match path {
            "" if anchor.is_some() => from.to_owned(),
            _ => match self.file(path) {
                Some(file) => file,
                None => return Some(format!("{url} does not begin with {}/", self.base)),
            },
        };
        if !self.site.files.contains_key(&file) {
            return Some(format!("{url} leads to {file}, which is not there"));
        }
        let anchor = decoded(anchor.filter(|anchor| !anchor.is_empty())?);
        let found = match self.pages.get(file.as_str()) {
            Some(page) => page.ids().0.contains(anchor.as_str()),
            // A drawing's parts are used by their ids.
            None => self.site.text(&file).is_some_and(|text| text.contains(&format!(" id=\"{anchor}\""))),
        };
        (!found).then(|| format!("{url}: {file} has no id {anchor}"))
    }

    /// The output file of an address within the site.
    fn file(&self, path: &str) -> Option<String> {
        let within = path.strip_prefix(&self.base)?.strip_prefix('/')?;
        let file = decoded(within);
        Some(if file.is_empty() || file.ends_with('/') { file + "index.html" } else { file })
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// Readers on a slow line pay for a map before they see it: its own markup, and the sheet it is cut from.
#[test]
fn an_articles_map_costs_at_most_15_kb() {
    let root = folder().join("maps");
    for root in [repository(), &root] {
        let site = built(&request(root));
        let articles =
            site.pages().filter(|(path, html)| path.starts_with("articles/") && html.contains("map-locator"));
        let articles: Vec<_> = articles.collect();
        assert!(articles.len() > 2, "{} has no maps", root.display());
        for (path, html) in articles {
            for figure in html.split("<figure class=\"map").skip(1) {
                let figure = figure.split("</figure>").next().unwrap();
                let sheet = figure.split("href=\"/maps/").nth(1).unwrap().split('#').next().unwrap();
                let cost = gzipped(figure) + gzipped(site.text(&format!("maps/{sheet}")).unwrap());
                assert!(cost <= 15 * 1024, "{path}: {cost} bytes");
            }
        }
    }
}

fn gzipped(text: &str) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

fn links_that_lead_nowhere(name: &str, site: &Built, request: &Request) -> Vec<String> {
    let pages = Pages::read(name, site, request);
    assert!(pages.pages.len() > 5, "{name} has no pages");
    pages.mistakes()
}

#[test]
fn every_link_of_the_demonstration_leads_somewhere() {
    let of = |base: &str| {
        let request = Request { base_url: BaseUrl::parse(base), ..request(repository()) };
        links_that_lead_nowhere("demonstration", &built(&request), &request)
    };
    let mistakes = [of("https://example.org/"), of("https://example.org/explainers/")].concat();
    assert!(mistakes.is_empty(), "{} mistakes\n{}", mistakes.len(), mistakes.join("\n"));
}

#[test]
fn the_demonstration_site_has_nothing_to_report() {
    assert_eq!(built(&request(repository())).report, "");
}

#[test]
fn the_demonstration_site_uses_every_directive() {
    let files = walkdir::WalkDir::new(repository().join("content")).into_iter().map(Result::unwrap);
    let texts: Vec<String> = files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect();
    let directives = ["map", "timeline", "reactions", "chart", "figure", "quote", "video", "note"];
    let uses = directives.map(|name| format!("```{{{name}}}\n")).into_iter();
    for written in uses.chain(["kind: line\n".to_owned(), ".csv\n".to_owned()]) {
        assert!(texts.iter().any(|text| text.contains(&written)), "no {written}");
    }
}

#[test]
fn nothing_leads_above_a_sub_path() {
    let case = folder().join("sub-path");
    let request = runs("sub-path")[0].options.request(&case);
    let site = built(&request);
    for (path, html) in site.pages() {
        let page = Page::read(html);
        let refresh = page.values("content").filter_map(|content| Some(content.split_once("url=")?.1));
        for url in page.addresses().chain(refresh) {
            let fine = ["/explainers/", "#", "https://", "http://", "mailto:"];
            assert!(fine.iter().any(|start| url.starts_with(start)), "{path}: {url}");
        }
    }
}

// What machines read

/// The texts of an XML document by the path of their element, in order. Panics where it is not well-formed.
fn xml(text: &str) -> Vec<(String, String)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut path, mut found): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => {
                assert!(path.is_empty(), "{path:?} is not closed");
                return found;
            }
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                found.push((path.join("/"), String::new()));
            }
            Event::End(_) => drop(path.pop()),
            // Before the first element there is only white space.
            Event::Text(text) => drop(found.last_mut().map(|(_, own)| own.push_str(&text))),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                found.last_mut().unwrap().1.push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_feed_is_well_formed_and_says_what_was_written() {
    let site = built(&request(&folder().join("scripts-in-fields")));
    let feed = xml(site.text("feed.xml").unwrap());
    let texts =
        |path: &str| feed.iter().filter(|(own, _)| own == path).map(|(_, text)| text.trim()).collect::<Vec<_>>();
    assert!(texts("feed/entry/title").contains(&"<script>alert(\"title\")</script> & \"quotes\" 'n' more"));
    let ids: Vec<_> = texts("feed/entry/id");
    assert!(!ids.is_empty());
    assert!(ids.iter().chain(&texts("feed/id")).all(|id| id.starts_with("https://example.org/")), "{ids:?}");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    for date in texts("feed/entry/updated").into_iter().chain(texts("feed/updated")) {
        assert!(date.parse::<jiff::Timestamp>().is_ok(), "{date}");
    }
    assert!(texts("feed/author/name").iter().all(|name| !name.is_empty()) && !texts("feed/author/name").is_empty());
}

/// What the sitemap lists besides the pages that may be found, or leaves out of them; nothing where there is none.
fn other_sitemap(site: &Built, request: &Request) -> Option<String> {
    let listed: BTreeSet<String> = xml(site.text("sitemap.xml")?)
        .into_iter()
        .filter(|(path, _)| path == "urlset/url/loc")
        .map(|(_, url)| decoded(url.trim()))
        .collect();
    let base = request.base_url.as_ref().unwrap().to_string();
    let may_be_found =
        |html: &str| Page::read(html).named("meta").all(|meta| meta.attribute("content") != Some("noindex"));
    let pages = site.pages().filter(|(path, html)| path.ends_with("index.html") && may_be_found(html));
    let pages: BTreeSet<_> = pages.map(|(path, _)| format!("{base}{}", path.trim_end_matches("index.html"))).collect();
    let other: Vec<_> = listed.symmetric_difference(&pages).collect();
    (!other.is_empty()).then(|| format!("sitemap.xml and the pages differ by {other:?}"))
}
