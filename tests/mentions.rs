//! How well countries are found: every file of `tests/mentions/` is a category, every case a
//! paragraph in which the mentions are marked as `{KZ:Kazakh}`; `{~KZ:Astana}` is neither right nor
//! wrong. `cargo test --test mentions -- --nocapture` prints the table and every mistake.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use nutgraf::config::{Autolink, HtmlPolicy};
use nutgraf::country::Countries;
use nutgraf::document::{self, Dialect};
use nutgraf::gazetteer::{Gazetteer, Named};
use nutgraf::value::LanguageTag;

/// A case, with what an editor would find in it.
struct Case {
    text: String,
    gold: Vec<(Range<usize>, String)>,
    neutral: Vec<Range<usize>>,
}

#[derive(Default, Clone, Copy)]
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
fn found(gazetteer: &Gazetteer, text: &str) -> Vec<(Range<usize>, String)> {
    let dialect = Dialect {
        language: LanguageTag::parse("en").unwrap(),
        timezone: jiff::tz::TimeZone::UTC,
        html: HtmlPolicy::Sanitize,
        autolink: Autolink::First,
        directives: BTreeSet::new(),
        flat: true,
    };
    let mentions = document::mentions("-", text, gazetteer, &dialect).into_iter().filter(|found| !found.kept_out);
    let countries = mentions.filter_map(|found| match found.named {
        Some(Named::Country(code)) => Some((found.span, code.to_string())),
        _ => None,
    });
    countries.collect()
}

fn score(gazetteer: &Gazetteer, case: &Case, name: &str) -> Score {
    let found = found(gazetteer, &case.text);
    let overlaps =
        |range: &Range<usize>| case.neutral.iter().any(|other| range.start < other.end && other.start < range.end);
    let mut score = Score::default();
    for mention in &found {
        if case.gold.contains(mention) {
            score.right += 1;
        } else if !overlaps(&mention.0) {
            score.wrong += 1;
            println!("{name}: wrong {} `{}` in: {}", mention.1, &case.text[mention.0.clone()], case.text);
        }
    }
    for gold in case.gold.iter().filter(|gold| !found.contains(gold)) {
        score.missed += 1;
        println!("{name}: missed {} `{}` in: {}", gold.1, &case.text[gold.0.clone()], case.text);
    }
    score
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of a test")]
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[test]
fn countries_are_found_as_an_editor_would_find_them() {
    let gazetteer = Gazetteer::new(&Countries::embedded(), &[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mentions");
    let mut table: BTreeMap<String, (usize, Score)> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let text: String = text.split_inclusive('\n').skip_while(|line| line.starts_with('#')).collect();
        for case in text.split("\n---\n").map(|case| parse(case.trim_matches('\n'))) {
            let found = score(&gazetteer, &case, &name);
            let (cases, total) = table.entry(name.clone()).or_default();
            *cases += 1;
            total.right += found.right;
            total.wrong += found.wrong;
            total.missed += found.missed;
        }
    }
    let mut all = Score::default();
    println!("{:<22} {:>5} {:>6} {:>6} {:>6}  precision  recall", "category", "cases", "right", "wrong", "missed");
    for (name, (cases, score)) in &table {
        print_row(name, *cases, *score);
        all.right += score.right;
        all.wrong += score.wrong;
        all.missed += score.missed;
    }
    print_row("all", table.values().map(|(cases, _)| cases).sum(), all);
    // Floors, to be raised with the rules. The cases are read as plain text, so what is Markdown in
    // them counts against the rules here.
    assert!(ratio(all.right, all.right + all.wrong) >= 0.94, "precision");
    assert!(ratio(all.right, all.right + all.missed) >= 0.98, "recall");
}

fn print_row(name: &str, cases: usize, score: Score) {
    let precision = ratio(score.right, score.right + score.wrong);
    let recall = ratio(score.right, score.right + score.missed);
    println!(
        "{name:<22} {cases:>5} {:>6} {:>6} {:>6}  {precision:>9.3}  {recall:>6.3}",
        score.right, score.wrong, score.missed
    );
}
