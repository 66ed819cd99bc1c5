//! A build from what the last one remembers writes the bytes that a clean one writes, and no more than it has to.
//!
//! `NUTGRAF_STEPS` says how many changes are tried, `NUTGRAF_SEED` which.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::build::{self, Built, Preview, Reason, Request, Shown, Silent, Touched};
use nutgraf::output::Output;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRng, TestRunner};
use support::changes::{self, Edit, Files, SLOTS};
use support::{Site, files_below, request};

fn build(request: &Request) -> Built {
    let output = Output::open(&request.root.join("public"), &request.root, || ()).unwrap();
    build::build(request, output, &Silent).unwrap()
}

/// What readers see: all files but the marker, which tells two builds apart.
fn seen(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let public = root.join("public");
    let files = if public.is_dir() { files_below(&public) } else { BTreeMap::new() };
    files.into_iter().map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}

// Random changes

/// A change of a site or of how it is built.
#[derive(Debug, Clone)]
enum Step {
    /// Of documents.
    Documents(Vec<Edit>),
    /// A file that is no document, and one of its texts; the first is that it is not there.
    File(usize, usize),
    /// With drafts, with what is later, and when.
    Request(bool, bool, usize),
    /// A build that is interrupted before its end.
    Interrupted,
    /// Something befalls what was remembered.
    Memory(Loss),
}

#[derive(Debug, Clone, Copy)]
enum Loss {
    Deleted,
    Truncated,
    Corrupted,
}

/// Files that are no documents, and what they can hold.
const FILES: &[(&str, &[&str])] = &[
    (
        "nutgraf.yaml",
        &[
            "title: T\nLINTS",
            "title: Another\nLINTS",
            "title: T\npage_size: 2\nLINTS",
            "title: T\npage_size: 2\nauthor: Desk\nmenu:\n  - {name: Start, url: /articles/}\nLINTS",
            "title: T\nlanguage: ru\nLINTS",
            "title: T\nbase_url: https://example.com/below/\nLINTS",
            "title: T\nbase_url: https://example.com/\ncards: false\nLINTS",
            "title: T\ncountries: {FR: {name: Gaul, capital: Lutetia}}\nLINTS",
            "title: T\nautolink: none\nLINTS",
            "title: T\nsearch: false\nLINTS",
            "title: T\naccent: '#0b6e4f'\nredirects: {/from/: /articles/one/}\nextra: {motto: Slow}\nLINTS",
            "title: T\nlimits: {sitemap_urls: 4}\nrelations: false\nLINTS",
            "title: T\ndata: false\nfeed: {limit: 2}\nLINTS",
            "title: [\n",
        ],
    ),
    (
        "templates/article.html",
        &[
            "",
            "<p>{{ article.title }}{% include \"part.html\" %}</p>",
            "{% extends \"@default/article.html\" %}",
            "<p>{{ site.title }} {{ article.title }}</p>",
        ],
    ),
    ("templates/part.html", &["", "<b>part</b>", "<b>{{ page.url }}</b>"]),
    ("templates/special.html", &["", "<p>special</p>", "<p>special {{ article.title | default(value=\"-\") }}</p>"]),
    ("templates/page.html", &["", "{{ plain.title }} {{ asset(path=\"pixel.txt\") }}", "{{ plain.title }}"]),
    ("templates/feed-entry.html", &["", "{{ article.title }} {{ article.text | safe }}"]),
    ("static/pixel.txt", &["", "one", "two"]),
    ("static/nutgraf.css", &["", "p { color: teal }", "p { color: navy }"]),
    ("static/old/index.html", &["", "static"]),
    ("static/search/pagefind/pagefind.js", &["", "own"]),
    // Of these, one is cut off.
    ("static/drawn.svg", &["", "<svg width='30' height='20'/>", "<svg width='30' height='40'/>", "<svg width='3"]),
    ("content/drawn.md", &["", "---\ntitle: Drawn\n---\n![It](/drawn.svg)\n", "---\ntitle: Drawn\n---\nText.\n"]),
    ("content/articles/chart.csv", &["", "1", "22", "3"]),
    // A table that is wrong is an error, as one is that is missing.
    ("content/sums.csv", &["Year,Sum\n2020,1\n", "Year,Sum\n2020,1\n2021,2\n", "", "Year,Sum\n2020,one\n"]),
    (
        "content/sums.md",
        &["", "---\ntitle: Sums\n---\n```{chart}\ndata: sums.csv\n```\n", "---\ntitle: Sums\n---\nText.\n"],
    ),
    // The widths of a picture that is drawn.
    ("content/seen.png", &["600", "500", "", "20"]),
    ("content/seen.md", &["", "---\ntitle: Seen\n---\n![It](seen.png)\n", "---\ntitle: Seen\n---\nText.\n"]),
];

const LINTS: &str = "lints: {broken-link: warn, broken-anchor: warn, unknown-wikilink: warn}\n";
const NOWS: [&str; 5] = [
    "2026-06-01T00:00:00Z",
    "2027-01-01T00:00:00Z",
    "2028-06-01T00:00:00Z",
    "2026-01-02T00:00:00Z",
    "2026-01-04T06:00:00Z",
];

fn step() -> impl Strategy<Value = Step> {
    let memory = prop_oneof![Just(Loss::Deleted), Just(Loss::Truncated), Just(Loss::Corrupted)];
    prop_oneof![
        10 => changes::step().prop_map(Step::Documents),
        5 => (0..FILES.len(), any::<usize>()).prop_map(|(file, text)| Step::File(file, text)),
        1 => (any::<bool>(), any::<bool>(), 0..NOWS.len()).prop_map(|(drafts, future, now)| Step::Request(drafts, future, now)),
        1 => Just(Step::Interrupted),
        1 => memory.prop_map(Step::Memory),
    ]
}

/// A site that changes.
struct Changing {
    site: Site,
    files: Files,
    others: Vec<usize>,
    request: Request,
}

impl Changing {
    fn new(start: &[changes::State]) -> Self {
        let site = Site::empty();
        fs::create_dir(site.path("content")).unwrap();
        let request = request(site.root());
        let this = Self { files: Files::new(start), others: vec![0; FILES.len()], site, request };
        this.files.all().for_each(|(path, bytes)| this.put(path, bytes.as_deref()));
        (0..FILES.len()).for_each(|file| this.put_other(file));
        this
    }

    fn put(&self, path: &str, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.site.write(path, bytes),
            None => drop(fs::remove_file(self.site.path(path))),
        }
    }

    fn put_other(&self, file: usize) {
        let (path, texts) = FILES[file];
        let text = texts[self.others[file] % texts.len()].replace("LINTS", LINTS);
        let bytes = match path.ends_with("seen.png") {
            true => text.parse().map_or_else(|_| Vec::new(), |width| drawn(width, 4, 9)),
            false => text.into_bytes(),
        };
        self.put(path, (!bytes.is_empty()).then_some(bytes.as_slice()));
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Documents(edits) => {
                let touched: BTreeSet<usize> = edits.iter().flat_map(|edit| self.files.edit(edit)).collect();
                let all: Vec<_> = self.files.all().collect();
                for slot in touched {
                    self.put(SLOTS[slot].path, all[slot].1.as_deref());
                }
            }
            Step::File(file, text) => {
                self.others[*file] = *text;
                self.put_other(*file);
            }
            Step::Request(drafts, future, now) => {
                let now = NOWS[*now].parse().unwrap();
                self.request = Request { drafts: *drafts, future: *future, now, ..self.request.clone() };
            }
            Step::Interrupted => {
                let output = Output::open(&self.site.path("public"), self.site.root(), || ()).unwrap();
                let staging = output.stage().unwrap();
                staging.write("index.html", b"half").unwrap();
                staging.write("half/index.html", b"half").unwrap();
            }
            Step::Memory(loss) => self.remembered().iter().for_each(|file| befall(file, *loss)),
        }
    }

    fn remembered(&self) -> Vec<PathBuf> {
        let folder = self.site.path(".nutgraf");
        // The spare tree is no memory: its files are the site's own.
        let is_memory = |path: &str| !path.split('/').any(|part| part == "spare");
        let files = if folder.is_dir() { files_below(&folder) } else { BTreeMap::new() };
        files.into_iter().filter(|(path, _)| is_memory(path)).map(|(_, file)| file).collect()
    }

    /// A clean build of a copy, and what it writes.
    fn clean(&self) -> (Built, BTreeMap<String, Vec<u8>>) {
        let copy = Site::empty();
        for folder in ["content", "templates", "static"] {
            fs::create_dir_all(self.site.path(folder)).unwrap();
            for (path, file) in files_below(&self.site.path(folder)) {
                copy.write(&format!("{folder}/{path}"), &fs::read(file).unwrap());
            }
        }
        fs::create_dir_all(copy.path("content")).unwrap();
        copy.write("nutgraf.yaml", &fs::read(self.site.path("nutgraf.yaml")).unwrap());
        let built = build(&Request { root: copy.root().to_path_buf(), ..self.request.clone() });
        let files = seen(copy.root());
        (built, files)
    }
}

fn befall(file: &Path, loss: Loss) {
    let mut bytes = fs::read(file).unwrap();
    match loss {
        Loss::Deleted => return fs::remove_file(file).unwrap(),
        Loss::Truncated => bytes.truncate(bytes.len() / 2),
        Loss::Corrupted => bytes.iter_mut().skip(7).step_by(31).for_each(|byte| *byte ^= 0x55),
    }
    fs::write(file, bytes).unwrap();
}

fn run(start: &[changes::State], steps: &[Step]) -> Result<(), String> {
    let mut changing = Changing::new(start);
    build(&changing.request);
    for (number, step) in steps.iter().enumerate() {
        let fail = |what: &str| Err(format!("step {number}, {step:?}: {what}"));
        changing.take(step);
        let before = seen(changing.site.root());
        let built = build(&changing.request);
        let after = seen(changing.site.root());
        let (clean, expected) = changing.clean();
        if built.report != clean.report {
            return fail(&format!("it reports {:#?}\nclean it is {:#?}", built.report, clean.report));
        }
        if built.report.errors() > 0 {
            match after == before {
                true => continue,
                false => return fail("with errors the site changed"),
            }
        }
        let paths: BTreeSet<&String> = after.keys().chain(expected.keys()).collect();
        if let Some(path) = paths.into_iter().find(|path| after.get(*path) != expected.get(*path)) {
            let text = |files: &BTreeMap<String, Vec<u8>>| {
                files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            };
            let reason = built.reasons.get(path);
            return fail(&format!("{path} ({reason:?}) is\n{:?}\nclean it is\n{:?}", text(&after), text(&expected)));
        }
    }
    Ok(())
}

/// How many steps a case has.
const STEPS: u32 = 6;

#[test]
fn any_changes_are_built_as_from_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let cases = number("NUTGRAF_STEPS").unwrap_or(60).div_ceil(STEPS);
    let config = Config { cases, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
    let seed = number("NUTGRAF_SEED").unwrap_or(1).to_le_bytes().repeat(8);
    let mut runner = TestRunner::new_with_rng(config.clone(), TestRng::from_seed(config.rng_algorithm, &seed));
    let strategy = (changes::start(), vec(step(), STEPS as usize));
    if let Err(error) = runner.run(&strategy, |(start, steps)| run(&start, &steps).map_err(TestCaseError::fail)) {
        panic!("{error}");
    }
}

// What is rendered, exactly: these hold only where a build remembers the last one.

/// Six explainers, two and two of one topic or country, one with a link to another.
fn six() -> Site {
    let article = |title: &str, day: u8, more: &str, text: &str| {
        format!("---\ntitle: {title}\nsummary: S.\ndate: 2026-01-0{day}\ntakeaways: [One]\n{more}---\n{text}\n")
    };
    Site::empty()
        .with("nutgraf.yaml", "title: Six\n")
        .with("content/articles/a.md", &article("A", 1, "topics: [Water]\n", "Text."))
        .with("content/articles/b.md", &article("B", 2, "topics: [Water]\n", "Text."))
        .with("content/articles/c.md", &article("C", 3, "authors: [Sam]\n", "See [a](a.md)."))
        .with("content/articles/d.md", &article("D", 4, "people: [Ada]\n", "Text."))
        .with("content/articles/e.md", &article("E", 5, "organizations: [Office]\n", "Text."))
        .with("content/articles/f.md", &article("F", 6, "", "Text."))
        .with("content/about.md", "---\ntitle: About\n---\nText.\n")
}

/// The pages that a build renders after a change, without what is no HTML.
fn rendered(site: &Site, change: impl FnOnce(&Site)) -> Vec<String> {
    let first = build(&request(site.root()));
    assert_eq!(first.report.errors(), 0, "{:?}", first.report);
    change(site);
    let built = build(&request(site.root()));
    assert_eq!(built.report.errors(), 0, "{:?}", built.report);
    built
        .rendered()
        .map(str::to_owned)
        .filter(|path| path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html"))
        .collect()
}

fn edit(path: &'static str, from: &'static str, to: &'static str) -> impl FnOnce(&Site) {
    move |site| {
        let text = fs::read_to_string(site.path(path)).unwrap();
        assert!(text.contains(from));
        site.write(path, text.replacen(from, to, 1).as_bytes());
    }
}

fn all_pages(site: &Site) -> Vec<String> {
    build(&request(site.root()))
        .reasons
        .into_keys()
        .filter(|path| path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html"))
        .collect()
}

const ARTICLES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn of_articles() -> Vec<String> {
    ARTICLES.map(|name| format!("articles/{name}/index.html")).into()
}

#[test]
fn what_did_not_change_is_not_rendered() {
    let site = six();
    build(&request(site.root()));
    assert_eq!(build(&request(site.root())).rendered().count(), 0);
}

#[test]
fn a_picture_beside_an_article_is_copied_and_not_rendered() {
    let site = six().with("content/articles/a.png", "A picture");
    build(&request(site.root()));
    edit("content/articles/a.md", "Text.", "Texts.")(&site);
    let built = build(&request(site.root()));
    // Its page, itself as data, and the feeds that hold its text.
    let expected = ["articles/a/index.html", "articles/a/index.json", "feed.json", "feed.xml"];
    let of_topic = ["topics/water/feed.json", "topics/water/feed.xml"];
    assert_eq!(built.rendered().collect::<BTreeSet<_>>(), expected.into_iter().chain(of_topic).collect());
    assert_eq!(built.reasons["articles/a.png"], Reason::Copied);
}

// Pictures

/// A picture of one colour.
fn drawn(width: u32, height: u32, colour: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(width, height, image::Rgb([colour, 20, 20]));
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Six articles, of which one shows a picture, and the home page with it.
fn with_picture() -> Site {
    let site = six();
    edit("content/articles/a.md", "topics:", "image: {src: port.png, alt: A port}\ntopics:")(&site);
    site.write("content/articles/port.png", &drawn(900, 30, 100));
    site
}

/// The copies of pictures in the output folder.
fn copies(site: &Site) -> Vec<String> {
    seen(site.root()).into_keys().filter(|path| path.contains("/port.") && path != "articles/port.png").collect()
}

fn is_as_clean(site: &Site) {
    let incremental = seen(site.root());
    fs::remove_dir_all(site.path("public")).unwrap();
    fs::remove_dir_all(site.path(".nutgraf")).unwrap();
    build(&request(site.root()));
    assert!(incremental == seen(site.root()), "a clean build is another");
}

#[test]
fn copies_of_a_picture_are_made_once() {
    let site = with_picture();
    let first = build(&request(site.root()));
    let copies = copies(&site);
    assert_eq!(copies.len(), 4, "480 and 900 wide, as PNG and WebP: {copies:?}");
    assert!(copies.iter().all(|path| first.reasons[path] == Reason::New));
    edit("content/articles/a.md", "Text.", "Texts.")(&site);
    let second = build(&request(site.root()));
    assert!(copies.iter().all(|path| second.reasons[path] == Reason::Unchanged), "{:?}", second.reasons);
    is_as_clean(&site);
}

#[test]
fn a_changed_picture_gives_other_copies_and_renders_the_pages_that_show_it() {
    let site = with_picture();
    build(&request(site.root()));
    let before = copies(&site);
    let shown = rendered(&site, |site| site.write("content/articles/port.png", &drawn(700, 30, 200)));
    assert!(shown.contains(&"articles/a/index.html".to_owned()) && shown.contains(&"index.html".to_owned()));
    assert!(!shown.contains(&"articles/d/index.html".to_owned()), "{shown:?}");
    let after = copies(&site);
    assert_eq!(after.len(), 4);
    assert!(before.iter().all(|path| !after.contains(path)));
    is_as_clean(&site);
}

#[test]
fn copies_come_and_go_with_the_text_that_shows_them() {
    let site = with_picture();
    rendered(&site, edit("content/articles/b.md", "Text.", "![A port](port.png)"));
    edit("content/articles/a.md", "image: {src: port.png, alt: A port}\n", "")(&site);
    build(&request(site.root()));
    assert_eq!(copies(&site).len(), 4, "another article shows it");
    edit("content/articles/b.md", "![A port](port.png)", "[A port](port.png)")(&site);
    build(&request(site.root()));
    assert_eq!(copies(&site), Vec::<String>::new());
    is_as_clean(&site);
}

#[test]
fn a_picture_that_goes_or_breaks_is_an_error_until_it_is_back() {
    let site = with_picture();
    build(&request(site.root()));
    let before = seen(site.root());
    for broken in [None, Some(&b"no picture"[..]), Some(&drawn(900, 30, 100)[..80])] {
        fs::remove_file(site.path("content/articles/port.png")).unwrap_or_default();
        if let Some(bytes) = broken {
            site.write("content/articles/port.png", bytes);
        }
        let built = build(&request(site.root()));
        assert_eq!(built.report.errors(), 1, "{:?}", built.report);
        assert!(built.written.is_none() && seen(site.root()) == before);
    }
    site.write("content/articles/port.png", &drawn(900, 30, 100));
    assert_eq!(build(&request(site.root())).report.errors(), 0);
    assert!(seen(site.root()) == before);
}

#[test]
fn a_copy_that_was_deleted_is_made_again() {
    let site = with_picture();
    build(&request(site.root()));
    let before = seen(site.root());
    fs::remove_dir_all(site.path("public")).unwrap();
    build(&request(site.root()));
    assert!(seen(site.root()) == before);
}

#[test]
fn a_preview_shows_the_copies_that_a_build_makes() {
    let site = with_picture();
    build(&request(site.root()));
    let mut preview = Preview::open(request(site.root()), &Silent).unwrap();
    let bytes = |preview: &Preview, path: &str| match preview.file(path) {
        Some(Shown::Made { bytes, .. }) => Some(bytes.to_vec()),
        _ => None,
    };
    let before = copies(&site);
    for path in &before {
        assert_eq!(bytes(&preview, path), fs::read(site.path("public").join(path)).ok(), "{path}");
    }
    site.write("content/articles/port.png", &drawn(700, 30, 200));
    preview.refresh(&Touched::Paths(["content/articles/port.png".into()].into())).unwrap();
    build(&request(site.root()));
    assert!(before.iter().all(|path| bytes(&preview, path).is_none()));
    assert!(copies(&site).iter().all(|path| bytes(&preview, path).is_some()));
}

// CSV files

/// Six articles, of which one draws a chart of a file.
fn with_csv() -> Site {
    let site = six();
    edit("content/articles/a.md", "Text.", "Text.\n\n```{chart}\ndata: trade.csv\n```")(&site);
    site.write("content/articles/trade.csv", b"Year,Exports\n2001,10\n2002,40\n");
    site
}

fn page(site: &Site) -> String {
    fs::read_to_string(site.path("public/articles/a/index.html")).unwrap()
}

#[test]
fn a_changed_csv_renders_the_pages_that_show_it() {
    let site = with_csv();
    build(&request(site.root()));
    assert!(page(&site).contains(">10<") && page(&site).contains("/articles/trade.csv"));
    let shown = rendered(&site, |site| site.write("content/articles/trade.csv", b"Year,Exports\n2001,77\n2002,40\n"));
    assert!(page(&site).contains(">77<"));
    assert!(shown.contains(&"articles/a/index.html".to_owned()), "{shown:?}");
    let is_of_a = |path: &String| path.contains("articles/a/") || !path.starts_with("articles/");
    assert!(shown.iter().all(is_of_a), "{shown:?}");
    assert!(!shown.contains(&"index.html".to_owned()), "{shown:?}");
    is_as_clean(&site);
}

#[test]
fn a_csv_that_no_chart_names_is_not_read() {
    let site = with_csv().with("content/articles/other.csv", "one\n\"\n");
    assert_eq!(build(&request(site.root())).report.errors(), 0);
    let shown = rendered(&site, edit("content/articles/b.md", "Text.", "Text.\n\n```{chart}\ndata: trade.csv\n```"));
    assert!(
        shown.contains(&"articles/b/index.html".to_owned()) && !shown.contains(&"articles/a/index.html".to_owned())
    );
    is_as_clean(&site);
}

#[test]
fn a_csv_that_goes_or_breaks_is_an_error_until_it_is_back() {
    let site = with_csv();
    build(&request(site.root()));
    let before = seen(site.root());
    for broken in [None, Some(&b"Year,Exports\n"[..]), Some(&b"Year,Exports\n2001,\xff\n"[..]), Some(&b"a,b\n1\n"[..])]
    {
        fs::remove_file(site.path("content/articles/trade.csv")).unwrap_or_default();
        if let Some(bytes) = broken {
            site.write("content/articles/trade.csv", bytes);
        }
        let built = build(&request(site.root()));
        assert_eq!(built.report.errors(), 1, "{:?}", built.report);
        assert!(built.written.is_none() && seen(site.root()) == before);
    }
    site.write("content/articles/trade.csv", b"Year,Exports\n2001,10\n2002,40\n");
    assert_eq!(build(&request(site.root())).report.errors(), 0);
    assert!(seen(site.root()) == before);
}

#[test]
fn a_preview_follows_a_csv() {
    let site = with_csv().with("content/articles/late.csv", "Year,Exports\n2001,55\n");
    let mut preview = Preview::open(request(site.root()), &Silent).unwrap();
    let shown = |preview: &Preview| match preview.file("articles/a/index.html") {
        Some(Shown::Made { bytes, .. }) => String::from_utf8(bytes.to_vec()).unwrap(),
        _ => String::new(),
    };
    assert!(shown(&preview).contains(">10<"));
    site.write("content/articles/trade.csv", b"Year,Exports\n2001,77\n");
    preview.refresh(&Touched::Paths(["content/articles/trade.csv".into()].into())).unwrap();
    assert!(shown(&preview).contains(">77<"));
    edit("content/articles/a.md", "trade.csv", "late.csv")(&site);
    preview.refresh(&Touched::Paths(["content/articles/a.md".into()].into())).unwrap();
    assert!(shown(&preview).contains(">55<"));
}

// Texts

#[test]
fn a_template_renders_nothing_that_is_no_page() {
    let site = six().with("templates/article.html", "<p>{{ article.title }}</p>");
    build(&request(site.root()));
    edit("templates/article.html", "<p>", "<p class=x>")(&site);
    let built = build(&request(site.root()));
    assert_eq!(built.rendered().collect::<Vec<_>>(), of_articles());
    assert_eq!(built.reasons["feed.xml"], Reason::SameContent);
}

#[test]
fn a_changed_text_renders_its_page() {
    assert_eq!(rendered(&six(), edit("content/articles/a.md", "Text.", "Texts.")), ["articles/a/index.html"]);
}

/// What a build makes again after a change of an article, on a site with cards.
fn made_with_cards(from: &'static str, to: &'static str) -> BTreeSet<String> {
    let site = six().with("nutgraf.yaml", "title: Six\nbase_url: https://example.com/\n");
    assert!(build(&request(site.root())).rendered().any(|path| path == "articles/a/card.png"));
    edit("content/articles/a.md", from, to)(&site);
    build(&request(site.root())).rendered().map(str::to_owned).collect()
}

#[test]
fn a_card_is_drawn_again_only_where_it_shows_something_else() {
    let of_text = made_with_cards("Text.", "Texts.");
    assert!(of_text.contains("articles/a/index.html") && !of_text.iter().any(|path| path.ends_with("/card.png")));
    let of_title = made_with_cards("title: A", "title: Another");
    let cards: Vec<_> = of_title.iter().filter(|path| path.ends_with("/card.png")).collect();
    assert_eq!(cards, ["articles/a/card.png"]);
    let of_dek = made_with_cards("summary: S.", "summary: Other.");
    assert!(of_dek.contains("articles/a/index.html") && !of_dek.contains("articles/a/card.png"));
}

#[test]
fn moved_lines_render_nothing() {
    let moved = edit("content/articles/a.md", "---\ntitle", "---\n\n# A remark\ntitle");
    assert_eq!(rendered(&six(), moved), Vec::<String>::new());
}

#[test]
fn a_changed_title_renders_the_pages_that_show_it() {
    let pages = rendered(&six(), edit("content/articles/a.md", "title: A", "title: Aa"));
    // Itself, the explainer related to it, the lists; not the one that only links to it.
    let expected = [
        "articles/a/index.html",
        "articles/b/index.html",
        "articles/index.html",
        "index.html",
        "topics/water/index.html",
    ];
    assert_eq!(pages, expected);
}

#[test]
fn a_template_renders_its_pages() {
    let site = six().with("templates/article.html", "<p>{{ article.title }}</p>");
    assert_eq!(rendered(&site, edit("templates/article.html", "<p>", "<p class=x>")), of_articles());
}

#[test]
fn a_part_renders_the_pages_that_include_it() {
    let site = six()
        .with("templates/article.html", "<p>{{ article.title }}{% include \"part.html\" %}</p>")
        .with("templates/part.html", "<b>part</b>");
    assert_eq!(rendered(&site, edit("templates/part.html", "part", "parts")), of_articles());
}

#[test]
fn the_title_of_the_site_renders_all_pages() {
    let site = six();
    let pages = rendered(&site, edit("nutgraf.yaml", "Six", "Seven"));
    assert_eq!(pages, all_pages(&site));
}

#[test]
fn a_static_file_renders_no_page() {
    assert_eq!(rendered(&six(), |site| site.write("static/new.txt", b"new")), Vec::<String>::new());
}

#[test]
fn a_new_explainer_renders_itself_and_the_lists_it_is_in() {
    let text = "---\ntitle: G\nsummary: S.\ndate: 2026-01-07\ntakeaways: [One]\npeople: [Ada]\n---\nText.\n";
    let pages = rendered(&six(), |site| site.write("content/articles/g.md", text.as_bytes()));
    let expected = [
        "articles/d/index.html",
        "articles/g/index.html",
        "articles/index.html",
        "index.html",
        "people/ada/index.html",
    ];
    assert_eq!(pages, expected);
}

// Pages of the list of all explainers

#[test]
fn pages_of_the_list_follow_explainers_that_come_and_go_at_any_place() {
    let paged = || six().with("nutgraf.yaml", "title: Six\npage_size: 2\n");
    let another =
        |date: &str| format!("---\ntitle: Another\nsummary: S.\ndate: {date}\ntakeaways: [One]\n---\nText.\n");
    let all: [fn(&Site, &str); 3] = [
        |site, another| site.write("content/articles/another.md", another.as_bytes()),
        |site, _| fs::remove_file(site.path("content/articles/e.md")).unwrap(),
        |site, another| {
            site.write("content/articles/another.md", another.as_bytes());
            site.write("content/articles/oldest.md", another.replace("2026", "2025").as_bytes());
        },
    ];
    for (change, date) in all.into_iter().zip(["2025-01-01", "", "2026-01-09"]) {
        let site = paged();
        build(&request(site.root()));
        change(&site, &another(date));
        build(&request(site.root()));
        let other = paged();
        change(&other, &another(date));
        build(&request(other.root()));
        assert_eq!(seen(site.root()), seen(other.root()), "{date}");
    }
}

// Sites without `content/`

/// Lets a file be as old as files are that nobody has written lately, so that its time is believed.
fn age(path: &Path, minutes: u64) {
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(60 * minutes);
    fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
}

#[test]
fn a_file_beside_an_article_at_the_root_is_seen_to_change() {
    let text = "---\ntitle: A\nsummary: S.\ndate: 2026-01-01\ntakeaways: [One]\n---\n```{chart}\ndata: sums.csv\n```\n[Notes](notes.txt)\n";
    let site = Site::empty().with("a.md", text).with("sums.csv", "Year,Sum\n2020,1\n").with("notes.txt", "One");
    for file in ["a.md", "sums.csv", "notes.txt"] {
        age(&site.path(file), 60);
    }
    build(&request(site.root()));
    let same = build(&request(site.root()));
    assert!(same.reasons.values().all(|reason| *reason == Reason::Unchanged));
    site.write("sums.csv", b"Year,Sum\n2020,2\n");
    age(&site.path("sums.csv"), 30);
    assert!(build(&request(site.root())).rendered().any(|path| path == "articles/a/index.html"));
    site.write("notes.txt", b"Two");
    age(&site.path("notes.txt"), 30);
    build(&request(site.root()));
    assert!(seen(site.root()).into_values().any(|bytes| bytes == b"Two"));
    let other = Site::empty().with("a.md", text).with("sums.csv", "Year,Sum\n2020,2\n").with("notes.txt", "Two");
    build(&request(other.root()));
    assert_eq!(seen(site.root()), seen(other.root()));
}

#[test]
fn a_template_that_was_exchanged_for_one_as_old_and_as_long_is_seen_to_change() {
    let template = "<p>{{ article.title }}</p>";
    let text = "---\ntitle: A\nsummary: S.\ndate: 2026-01-01\ntakeaways: [One]\n---\nText.\n";
    let site = Site::empty().with("nutgraf.yaml", "title: T\n").with("content/articles/a.md", text);
    let write = |text: &str| {
        site.write("templates/article.html", text.as_bytes());
        let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
        fs::File::options().write(true).open(site.path("templates/article.html")).unwrap().set_modified(then).unwrap();
    };
    write(template);
    for file in ["nutgraf.yaml", "content/articles/a.md"] {
        age(&site.path(file), 60);
    }
    build(&request(site.root()));
    let same = build(&request(site.root()));
    assert!(same.reasons.values().all(|reason| *reason == Reason::Unchanged), "{:?}", same.reasons);
    write(&template.replace("p>", "b>"));
    build(&request(site.root()));
    assert!(seen(site.root())["articles/a/index.html"].starts_with(b"<b>"));
}

// What a search is answered from

/// The files of the bundle that a build made, or kept.
fn of_bundle(built: &Built) -> BTreeMap<String, Reason> {
    let is_of_bundle = |path: &str| path.starts_with("search/pagefind/");
    built.reasons.iter().filter(|(path, _)| is_of_bundle(path)).map(|(path, reason)| (path.clone(), *reason)).collect()
}

fn is_kept(built: &Built) -> bool {
    let bundle = of_bundle(built);
    bundle.len() > 5 && bundle.values().all(|reason| *reason == Reason::Unchanged)
}

#[test]
fn the_search_is_made_again_when_its_words_changed_and_only_then() {
    let text = "---\ntitle: G\nsummary: S.\ndate: 2026-01-07\ntakeaways: [One]\n---\n![Alt](a.svg)\n";
    let site = six().with("content/articles/g.md", text).with("content/articles/a.svg", "<svg width='3' height='2'/>");
    let made = of_bundle(&build(&request(site.root())));
    assert!(made.len() > 5 && made.values().all(|reason| *reason == Reason::Index), "{made:?}");
    edit("content/articles/g.md", "![Alt]", "![Another alternative]")(&site);
    let same_words = build(&request(site.root()));
    assert!(same_words.rendered().any(|path| path == "articles/g/index.html"));
    assert!(is_kept(&same_words), "{:?}", of_bundle(&same_words));
    site.write("templates/article.html", b"<p>{{ article.title }}</p>");
    assert!(is_kept(&build(&request(site.root()))), "a template changes no words");
    edit("content/articles/a.md", "Text.", "A ceasefire.")(&site);
    let again = of_bundle(&build(&request(site.root())));
    assert!(again.values().all(|reason| *reason == Reason::Index), "{again:?}");
    let gone: Vec<_> = made.keys().filter(|path| !again.contains_key(*path)).collect();
    assert!(!gone.is_empty(), "files are named by what they hold");
    assert!(gone.iter().all(|path| !site.path("public").join(path).exists()), "{gone:?}");
}

#[test]
fn without_search_there_is_nothing_of_it() {
    let site = six();
    build(&request(site.root()));
    assert!(seen(site.root())["index.html"].windows(9).any(|part| part == b"/search/\""));
    site.write("nutgraf.yaml", b"title: Six\nsearch: false\n");
    let built = build(&request(site.root()));
    assert_eq!(of_bundle(&built), BTreeMap::new());
    let files = seen(site.root());
    assert!(!files.keys().any(|path| path.contains("search")), "{:?}", files.keys());
    assert!(!files["index.html"].windows(7).any(|part| part == b"/search"), "the menu leads nowhere");
}
