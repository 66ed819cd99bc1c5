//! The pages of countries and relations as a site grows: what is long is cut, and what is old stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use support::page::Page;
use support::{Built, Site, built, request};

/// An explainer about two countries, with so many reactions and events, all dated by its number.
fn explainer(number: usize, entries: usize) -> String {
    let date = format!("{}-{:02}-{:02}", 2000 + number / 336, number % 336 / 28 + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: Explainer {number}\nsummary: A summary.\ndate: {date}\ntakeaways: [One thing]\n\
         topics: [Water]\ncountries: [KZ, IL]\nreactions:\n"
    );
    for at in 0..entries {
        let _ = writeln!(text, "  - {{country: KZ, stance: neutral, text: Said {number}/{at}., date: {date}}}");
        let _ = writeln!(text, "  - {{country: UZ, stance: opposed, text: Objected {number}/{at}., date: {date}}}");
    }
    text.push_str("timeline:\n");
    for at in 0..entries {
        let _ = writeln!(text, "  - {{date: {date}, title: Event {number}/{at}, countries: [KZ, IL]}}");
    }
    text + "---\nText.\n"
}

fn site_of(explainers: usize, entries: usize) -> Site {
    let site = Site::empty().with("nutgraf.yaml", "title: T\npage_size: 20\n");
    (0..explainers)
        .fold(site, |site, number| site.with(&format!("content/articles/e{number}.md"), &explainer(number, entries)))
}

/// How many entries of each kind a page shows.
fn entries(html: &str) -> [usize; 3] {
    let page = Page::read(html);
    let of_class = |class: &str| page.values("class").filter(|own| *own == class).count();
    let explainers = page.values("class").filter(|own| own.starts_with("card ") || *own == "index-title").count();
    [explainers, of_class("reaction"), of_class("event")]
}

#[test]
fn no_page_grows_without_end() {
    let site = built(&request(site_of(30, 20).root()));
    assert_eq!(site.report, "");
    for (path, html) in site.pages().filter(|(path, _)| !path.starts_with("articles/")) {
        let [explainers, reactions, events] = entries(html);
        // A country has two lists of explainers and two of reactions.
        assert!(
            explainers <= 40 && reactions <= 40 && events <= if path.contains("/page/") { 80 } else { 20 },
            "{path}: {explainers} {reactions} {events}"
        );
    }
    assert_eq!(entries(site.text("countries/kazakhstan/index.html").unwrap()), [20, 40, 20]);
    assert!(site.text("countries/kazakhstan/positions/page/30/index.html").is_some());
    assert!(site.text("countries/kazakhstan/positions/page/31/index.html").is_none());
}

#[test]
fn every_entry_stands_on_a_numbered_page() {
    let site = built(&request(site_of(9, 9).root()));
    for (folder, word) in [
        ("countries/kazakhstan/positions/", "Said"),
        ("countries/kazakhstan/reactions/", "Objected"),
        ("countries/kazakhstan/timeline/", "Event"),
        ("countries/israel/timeline/", "Event"),
        ("topics/water/timeline/", "Event"),
        ("relations/israel-kazakhstan/timeline/", "Event"),
        ("relations/israel-kazakhstan/kazakhstan/", "Said"),
    ] {
        let texts: Vec<String> = pages_below(&site, folder).map(|(_, html)| Page::read(html).text).collect();
        // Of 81 entries 20 stand on a page, of events 80.
        assert_eq!(texts.len(), if word == "Event" { 2 } else { 5 }, "{folder}");
        for (number, at) in (0..9).flat_map(|number| (0..9).map(move |at| (number, at))) {
            let entry = format!("{word} {number}/{at}");
            let found = texts.iter().filter(|text| text.contains(&entry)).count();
            assert_eq!(found, 1, "{folder}: {entry}");
        }
    }
}

fn pages_below<'s>(site: &'s Built, folder: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
    site.pages().filter(move |(path, _)| path.starts_with(folder))
}

#[test]
fn a_new_explainer_changes_only_the_newest_pages() {
    let site = site_of(9, 9);
    let before = built(&request(site.root()));
    let site = site.with("content/articles/e9.md", &explainer(9, 9));
    let after = built(&request(site.root()));
    let is_numbered = |path: &&String| path.contains("/page/") && !path.starts_with("articles/");
    let changed: BTreeSet<&str> = before
        .files
        .iter()
        .filter(|(path, bytes)| is_numbered(path) && after.files.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(!changed.is_empty());
    // The last page of each list was not full, and had nothing newer.
    let is_last = |path: &str| {
        let (list, page) = path.split_once("/page/").unwrap();
        let next: usize = page.split('/').next().unwrap().parse::<usize>().unwrap() + 1;
        !before.files.contains_key(&format!("{list}/page/{next}/index.html"))
    };
    let old: Vec<_> = changed.iter().filter(|path| !is_last(path)).collect();
    assert!(old.is_empty(), "{old:?}");
}

#[test]
fn an_explainer_about_a_crowd_makes_no_relations() {
    let crowd = "[AD, AE, AF, AG, AL, AM, AO, AR, AT, AU, AZ, BA, BB]";
    let article = |title: &str, countries: &str| {
        format!(
            "---\ntitle: {title}\nsummary: S.\ndate: 2026-01-01\ntakeaways: [T]\ncountries: {countries}\n---\nText.\n"
        )
    };
    let site = Site::empty().with("content/articles/a.md", &article("A", crowd));
    let site = site.with("content/articles/b.md", &article("B", crowd));
    let built = built(&request(site.root()));
    assert!(!built.files.keys().any(|path| path.starts_with("relations/")));
    assert!(!built.text("countries/andorra/index.html").unwrap().contains("block-companions"));
}

#[test]
fn a_site_can_do_without_pages_of_relations() {
    let site = site_of(3, 1);
    let with = built(&request(site.root()));
    assert!(with.files.contains_key("relations/israel-kazakhstan/index.html"));
    site.write("nutgraf.yaml", b"title: T\nrelations: false\n");
    let without = built(&request(site.root()));
    assert!(!without.files.keys().any(|path| path.starts_with("relations/")));
    let linked = without.pages().find(|(_, html)| html.contains("/relations/"));
    assert_eq!(linked.map(|(path, _)| path), None);
    assert!(without.text("countries/kazakhstan/index.html").unwrap().contains("block-companions"));
}

#[test]
fn an_event_of_many_explainers_is_told_once() {
    let article = |number: usize| {
        format!(
            "---\ntitle: Explainer {number}\nsummary: S.\ndate: 2026-01-{:02}\ntakeaways: [T]\ncountries: [KZ]\n\
             timeline:\n  - {{date: 1991-12-16, title: Independence}}\n---\nText.\n",
            number + 1
        )
    };
    let site = (0..6)
        .fold(Site::empty(), |site, number| site.with(&format!("content/articles/e{number}.md"), &article(number)));
    let built = built(&request(site.root()));
    let html = built.text("countries/kazakhstan/index.html").unwrap();
    let text = Page::read(html).text;
    assert_eq!(entries(html)[2], 1);
    assert!(text.contains("Told in 6 explainers Explainer 5 Explainer 4 Explainer 3"), "{text}");
}
