//! What finding mentions costs: `cargo bench --bench mentions`.
//!
//! An explainer of a thousand words is parsed in English, and in a language of which the gazetteer
//! knows no names, where nothing is searched and decided; the difference is what mentions cost. And
//! plain text is searched and decided, alone.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement may fail, and be rough")]

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use nutgraf::country::Countries;
use nutgraf::document::{self, Dialect};
use nutgraf::gazetteer::Gazetteer;
use nutgraf::value::LanguageTag;

fn main() {
    let gazetteer = Gazetteer::new(&Countries::embedded(), &[]);
    let prose = prose();
    let article = article(&prose);
    let dialect = |language: &str| Dialect {
        language: LanguageTag::parse(language).unwrap(),
        timezone: jiff::tz::TimeZone::UTC,
        html: nutgraf::config::HtmlPolicy::Sanitize,
        autolink: nutgraf::config::Autolink::First,
        directives: BTreeSet::new(),
        flat: false,
    };
    let compare = |what: &str, texts: &[String]| {
        let parse = |language: &str| {
            let dialect = dialect(language);
            let one = |text: &String| document::parse("content/articles/a.md", black_box(text), &gazetteer, &dialect);
            fastest(200, || texts.iter().map(one).collect::<Vec<_>>())
        };
        let (with, without) = (parse("en"), parse("eo"));
        let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        println!("{what}: {words} words");
        println!("  parsed with mentions   {with:>10.1?}");
        println!("  parsed without         {without:>10.1?}");
        println!("  mentions add           {:>9.1} %", 100.0 * (with.as_secs_f64() / without.as_secs_f64() - 1.0));
    };
    compare("an article dense with names", &[article]);
    compare("the demonstration's articles", &demonstration());

    let english = LanguageTag::english();
    let paragraphs: Vec<&str> = prose.split("\n\n").collect();
    let whole = fastest(200, || {
        let passages: Vec<_> = paragraphs.iter().map(|text| gazetteer.search(black_box(*text), &english)).collect();
        gazetteer.decide(&passages)
    });
    let search =
        fastest(200, || paragraphs.iter().map(|text| gazetteer.search(black_box(*text), &english)).collect::<Vec<_>>());
    println!("search alone             {search:>10.1?}");
    let per_megabyte = whole.as_secs_f64() * 1e6 / prose.len() as f64;
    println!(
        "search and decide        {whole:>10.1?} for {} bytes, {:.1} ms for a megabyte",
        prose.len(),
        per_megabyte * 1e3
    );
}

/// The shortest of many times: what other programs do to the machine only adds.
fn fastest<T>(times: usize, run: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..times).map(once).min().unwrap()
}

/// The explainers of the demonstration site.
fn demonstration() -> Vec<String> {
    let entries = fs::read_dir("content/articles").unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// About a thousand words of the evaluation's passages, without their marks.
fn prose() -> String {
    let marked = fs::read_to_string("tests/mentions/more-passages.txt").unwrap();
    let cases: Vec<&str> = marked.split("\n---\n").skip(1).take(6).collect();
    let mut text = String::new();
    for part in cases.join("\n\n").split('{') {
        match part.split_once('}') {
            Some((mark, after)) => {
                text.push_str(mark.split_once(':').map_or(mark, |(_, name)| name));
                text.push_str(after);
            }
            None => text.push_str(part),
        }
    }
    text
}

/// The prose with the parts that a newsroom's explainer has.
fn article(prose: &str) -> String {
    let parts = prose.split("\n\n").enumerate().map(|(at, paragraph)| match at % 5 {
        0 => format!("## Part {at} of the *matter*\n\n{paragraph} [@one]"),
        2 => format!("> {paragraph}\n\n- **One** thing\n- [another](https://example.org/{at})"),
        _ => paragraph.to_owned(),
    });
    let body = parts.collect::<Vec<_>>().join("\n\n");
    format!(
        "---\ntitle: What was agreed\nsummary: And what it changes.\ndate: 2025-11-06\ncountries: [KZ, IL]\n\
         topics: [Abraham Accords]\ntakeaways:\n  - The first in five years\n  - Trade matters more than troops\n\
         timeline:\n  - {{date: 2020-09-15, title: Signed}}\n  - {{date: 2025-11-06, title: Joined}}\n\
         sources:\n  - {{id: one, title: A source, url: https://example.org/}}\n---\n{body}"
    )
}
