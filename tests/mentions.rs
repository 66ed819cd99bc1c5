//! How well countries are found: every file of `tests/mentions/` is a category, every case a
//! paragraph in which the mentions are marked as `{KZ:Kazakh}`; `{~KZ:Astana}` is neither right nor
//! wrong. `cargo test --test mentions -- --nocapture` prints the table and every mistake, those of the
//! held-out files apart.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use nutgraf::config::{Autolink, HtmlPolicy};
use nutgraf::country::{Countries, CountryCode};
use nutgraf::document::{self, Dialect, Found};
use nutgraf::gazetteer::{Gazetteer, Named, SiteNames};
use nutgraf::value::LanguageTag;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// A case, with what an editor would find in it.
struct Case {
    text: String,
    gold: Vec<(Range<usize>, String)>,
    neutral: Vec<Range<usize>>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

fn parse(marked: &str) -> Case {
    let (mut text, mut gold, mut neutral) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((mark, after)) = after.split_once('}') else { panic!("an open brace in {marked}") };
        let Some((code, name)) = mark.split_once(':') else { panic!("no code in {{{mark}}}") };
        let range = text.len()..text.len() + name.len();
        text.push_str(name);
        match code.strip_prefix('~') {
            Some(_) => neutral.push(range),
            None => gold.push((range, code.to_owned())),
        }
        rest = after;
    }
    text.push_str(rest);
    Case { text, gold, neutral }
}

/// What the program finds in a case, read as a bare Markdown text.
fn explained(gazetteer: &Gazetteer, text: &str) -> Vec<Found> {
    let dialect = Dialect {
        language: LanguageTag::parse("en").unwrap(),
        timezone: jiff::tz::TimeZone::UTC,
        html: HtmlPolicy::Sanitize,
        autolink: Autolink::First,
        directives: BTreeSet::new(),
        flat: true,
    };
    document::mentions("-", text, gazetteer, &dialect).0
}

/// The countries that are mentioned: where, which, and whether there is a link.
fn found(gazetteer: &Gazetteer, text: &str) -> Vec<(Range<usize>, String, bool)> {
    let mentions = explained(gazetteer, text).into_iter().filter(|found| !found.kept_out);
    let countries = mentions.filter_map(|found| match found.named {
        Some(Named::Country(code)) => Some((found.span, code.to_string(), found.linked)),
        _ => None,
    });
    countries.collect()
}

/// Where a reader would see no link: headings, links, pictures, code and raw HTML.
fn unlinkable(text: &str) -> Vec<Range<usize>> {
    let (mut ranges, mut open) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(text, Options::all()).into_offset_iter() {
        match event {
            Event::Start(
                Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock,
            )
            | Event::Code(_) => ranges.push(range),
            Event::InlineHtml(tag) if tag.starts_with("</") => {
                ranges.extend(open.pop().map(|start| start..range.end));
            }
            Event::InlineHtml(_) => open.push(range.start),
            _ => {}
        }
    }
    ranges
}

/// The links of a case against the first linkable mention of each country.
fn score_links(gazetteer: &Gazetteer, case: &Case) -> Score {
    let unlinkable = unlinkable(&case.text);
    let within = |place: &Range<usize>, ranges: &[Range<usize>]| {
        ranges.iter().any(|range| range.start < place.end && place.start < range.end)
    };
    let mut wanted: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    for (place, code) in case.gold.iter().filter(|(place, _)| !within(place, &unlinkable)) {
        wanted.entry(code).or_insert(place);
    }
    let mut score = Score::default();
    for (place, code, _) in found(gazetteer, &case.text).iter().filter(|(.., linked)| *linked) {
        match wanted.remove(code.as_str()) {
            Some(gold) if gold.start < place.end && place.start < gold.end => score.right += 1,
            _ if within(place, &case.neutral) => {}
            _ => score.wrong += 1,
        }
    }
    score.missed = wanted.len();
    score
}

fn score(gazetteer: &Gazetteer, case: &Case, name: &str) -> Score {
    let found = found(gazetteer, &case.text).into_iter().map(|(place, code, _)| (place, code));
    let found: Vec<(Range<usize>, String)> = found.collect();
    let tell = |what: &str, mention: &(Range<usize>, String)| {
        if !is_held_out(name) || std::env::var_os("NUTGRAF_HELD_OUT").is_some() {
            println!("{name}: {what} {} `{}` in: {}", mention.1, &case.text[mention.0.clone()], case.text);
        }
    };
    let overlaps =
        |range: &Range<usize>| case.neutral.iter().any(|other| range.start < other.end && other.start < range.end);
    let mut score = Score::default();
    for mention in &found {
        if case.gold.iter().any(|gold| is_same(gold, mention)) {
            score.right += 1;
        } else if !overlaps(&mention.0) {
            score.wrong += 1;
            tell("wrong", mention);
        }
    }
    for gold in case.gold.iter().filter(|gold| !found.iter().any(|mention| is_same(gold, mention))) {
        score.missed += 1;
        tell("missed", gold);
    }
    score
}

/// Two places that overlap, of one country: whether marks within a name belong to it makes no difference.
fn is_same(one: &(Range<usize>, String), other: &(Range<usize>, String)) -> bool {
    one.1 == other.1 && one.0.start < other.0.end && other.0.start < one.0.end
}

/// Files that are not to be looked at while the rules are changed, so that they say how well the rules generalise.
fn is_held_out(name: &str) -> bool {
    name.starts_with("held-out")
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of a test")]
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The files of `tests/mentions/`, by name, with their cases.
fn files() -> BTreeMap<String, Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mentions");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let (_, text) = text.split_once('\n').unwrap();
            (name, text.split("\n---\n").map(|case| parse(case.trim_matches('\n'))).collect())
        })
        .collect()
}

#[test]
fn countries_are_found_as_an_editor_would_find_them() {
    let gazetteer = Gazetteer::new(&Countries::embedded(), &[]);
    let mut table: BTreeMap<String, (usize, Score)> = BTreeMap::new();
    for (name, cases) in files() {
        let scores = cases.iter().map(|case| score(&gazetteer, case, &name));
        table.insert(name.clone(), (cases.len(), scores.fold(Score::default(), Score::plus)));
    }
    println!("{:<22} {:>5} {:>6} {:>6} {:>6}  precision  recall", "category", "cases", "right", "wrong", "missed");
    for (name, (cases, score)) in &table {
        print_row(name, *cases, *score);
    }
    let (passages, snippets): (Vec<_>, Vec<_>) = table.iter().partition(|(name, _)| name.ends_with("passages"));
    let passages = total("all passages", &passages);
    let snippets = total("all snippets", &snippets);
    // Floors, to be raised with the rules.
    assert!(snippets.precision() >= 0.995 && snippets.recall() >= 0.995, "snippets");
    assert!(passages.precision() >= 0.995 && passages.recall() >= 0.995, "passages");
}

#[test]
fn the_first_mention_of_each_country_is_the_link() {
    let gazetteer = Gazetteer::new(&Countries::embedded(), &[]);
    for what in ["snippets", "passages"] {
        let files = files().into_iter().filter(|(name, _)| name.ends_with("passages") == (what == "passages"));
        let scores = files.flat_map(|(_, cases)| cases).map(|case| score_links(&gazetteer, &case));
        let score = scores.fold(Score::default(), Score::plus);
        let f1 = 2.0 * score.precision() * score.recall() / (score.precision() + score.recall());
        println!("links of {what}: {score:?}, F1 {f1:.3}");
        assert!(f1 >= 0.99, "{what}: {f1}");
    }
}

#[test]
fn whatever_is_kept_out_is_told_why() {
    let gazetteer = Gazetteer::new(&Countries::embedded(), &[]);
    let all = files().into_values().flatten().flat_map(|case| explained(&gazetteer, &case.text));
    let silent: BTreeSet<_> =
        all.filter(|found| found.kept_out && found.why().is_none()).map(|found| found.rule).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

fn total(name: &str, rows: &[(&String, &(usize, Score))]) -> Score {
    let score = rows.iter().map(|(_, (_, score))| *score).fold(Score::default(), Score::plus);
    print_row(name, rows.iter().map(|(_, (cases, _))| cases).sum(), score);
    score
}

fn print_row(name: &str, cases: usize, score: Score) {
    println!(
        "{name:<22} {cases:>5} {:>6} {:>6} {:>6}  {:>9.3}  {:>6.3}",
        score.right,
        score.wrong,
        score.missed,
        score.precision(),
        score.recall()
    );
}

impl Score {
    fn plus(self, other: Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }

    fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }
}

/// What a text can be made of: names, the words that rules know, marks, and anything at all.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<String>(),
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "Georgia",
    "Jordan",
    "Chad",
    "Congo",
    "Korea",
    "KAZAKHSTAN",
    "Co\u{302}te d\u{2019}Ivoire",
    "US",
    "U.S.",
    "Sino",
    "Turkey",
    "Polish",
    "French",
    "The ",
    " the ",
    " of ",
    " in ",
    "Michael ",
    "Bank of ",
    " Airways",
    " Sea",
    ", Ohio",
    "\u{301}",
    "\u{AD}",
    "'s",
    "\u{2019}s",
    "-",
    "\u{2013}",
    " ",
    "  ",
    "\n",
    ". ",
    "; ",
    ", 34,",
    " said she",
    "French",
    "Emirates",
    "Kiwi",
    "American",
    " and ",
    " are taught",
    " is a",
    " in what ",
    ", two towns",
    " Baker, a nurse",
    "J. ",
    "Banco “",
    "“é",
    "İ",
    "ß",
    "ﬁ",
    "日本",
    "\u{200D}",
    "\u{1F1F0}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_places_within_it(paragraphs in prop::collection::vec(texts(), 1..4), tag in prop::sample::select(&["en", "fr", "zh", "ar", "sw"][..])) {
        let gazetteer = gazetteer_of_a_site();
        let language = LanguageTag::parse(tag).unwrap();
        let passages: Vec<_> = paragraphs.iter().map(|paragraph| gazetteer.search(paragraph, &language)).collect();
        let decided = gazetteer.decide(&passages);
        prop_assert_eq!(&decided, &gazetteer.decide(&passages));
        for ((text, passage), mentions) in paragraphs.iter().zip(&passages).zip(decided) {
            let candidates: Vec<_> = passage.candidates().collect();
            for place in &candidates {
                prop_assert!(text.get(place.clone()).is_some_and(|written| !written.is_empty()), "{:?} of {:?}", place, text);
            }
            prop_assert!(candidates.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?} of {:?}", candidates, text);
            prop_assert!(mentions.iter().all(|mention| candidates.contains(&mention.range)));
            prop_assert!(mentions.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        }
    }
}

fn gazetteer_of_a_site() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
        let of = Named::Country(CountryCode::parse("XS").unwrap());
        let own =
            SiteNames { of, name: Some("Somaliland".into()), alternate_names: vec!["Chad Basin".into(), "日".into()] };
        Gazetteer::new(&Countries::embedded(), &[own])
    });
    &GAZETTEER
}
