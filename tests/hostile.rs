//! Very large and twisted input: it is read or refused, without a panic, and in a time that does not
//! grow out of proportion. Nothing here looks at a clock: what takes minutes is ended by the test runner.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;

use support::{Site, built, request};

const HEAD: &str = "---\ntitle: T\nsummary: S\ndate: 2026-01-01\ntakeaways: [x]\n";

/// `count` pieces, each made from its number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// An explainer with this text.
fn text(body: &str) -> String {
    format!("{HEAD}---\n{body}\n")
}

/// An explainer with this in its front matter.
fn field(yaml: &str) -> String {
    format!("{HEAD}{yaml}\n---\nText\n")
}

/// Builds a site of one such explainer and says how many lines the report has.
#[track_caller]
fn survives(name: &str, article: &str) {
    let site = Site::empty().with("content/articles/a.md", article);
    let site = built(&request(site.root()));
    let mut seen = String::new();
    let _ = write!(seen, "{name}: {} files, {} lines of report", site.files.len(), site.report.lines().count());
    println!("{seen}");
    assert!(!site.files.is_empty() || !site.report.is_empty(), "{seen}");
}

#[test]
fn long_lists_in_front_matter() {
    survives("authors", &field(&format!("authors: [{}]", many(3000, |n| format!("A{n}, ")))));
    survives("aliases", &field(&format!("aliases: [{}]", many(3000, |n| format!("/x{n}, ")))));
    survives("unknown keys", &field(&many(3000, |n| format!("k{n}: 1\n"))));
    survives("unknown countries", &field(&format!("countries: [{}]", many(1000, |n| format!("Kazakstn{n}, ")))));
    let reaction = |n| format!("\n  - {{country: KZ, stance: neutral, text: \"Kazakhstan said {n}.\"}}");
    survives("reactions", &field(&format!("reactions:{}", many(3000, reaction))));
    let event = |n| format!("\n  - {{date: 1992, text: \"Kazakhstan did {n}.\"}}");
    survives("timeline", &field(&format!("timeline:{}", many(3000, event))));
    survives("deep YAML", &field(&format!("extra: {}{}", "[".repeat(10_000), "]".repeat(10_000))));
    survives("links in YAML", &field(&format!("background: |\n{}", many(2000, |n| format!("  [a](x{n}.md)\n")))));
}

#[test]
fn links_citations_and_footnotes_that_lead_nowhere() {
    survives("links", &text(&many(3000, |n| format!("[a](x{n}.md)\n"))));
    survives("wikilinks", &text(&many(3000, |n| format!("[[nothing {n}]]\n"))));
    survives("footnotes", &text(&many(3000, |n| format!("a[^{n}] "))));
    let defined = many(3000, |n| format!("a[^{n}] ")) + "\n\n" + &many(3000, |n| format!("[^{n}]: note\n\n"));
    survives("defined footnotes", &text(&defined));
    survives("citations", &text(&many(3000, |n| format!("[@x{n}] "))));
}

#[test]
fn markup_within_markup() {
    survives("quotes", &text(&(">".repeat(20_000) + " x")));
    survives("lists", &text(&many(1500, |n| format!("{}- x\n", "  ".repeat(n)))));
    survives("stars", &text(&"*a ".repeat(50_000)));
    survives("emphasis", &text(&format!("{}a{}", "*".repeat(30_000), "*".repeat(30_000))));
    survives("brackets", &text(&"[".repeat(50_000)));
    survives("links in links", &text(&format!("{}{}", "[a".repeat(20_000), "](x)".repeat(20_000))));
    survives("headings", &text(&"# a\n\n".repeat(5000)));
    survives("directives", &text(&"```{note}\ntext: Peru\n```\n".repeat(2000)));
    let row = format!("{}|\n", "|Peru".repeat(300));
    survives("table", &text(&format!("{row}{}|\n{}", "|-".repeat(300), row.repeat(60))));
}

#[test]
fn raw_html_without_end() {
    survives("elements", &text(&"<b>".repeat(20_000)));
    survives("tags", &text(&"<script ".repeat(20_000)));
    survives("inline tags", &text(&("a ".to_owned() + &"<b ".repeat(20_000))));
    survives("code", &text(&format!("<div>\n{}\n</div>", "<code>x</code> Peru ".repeat(10_000))));
    survives("comments", &text(&"<!-- Peru ".repeat(20_000)));
}

#[test]
fn names_without_end() {
    survives("sentences", &text(&"Kazakhstan, Georgia and Jordan. ".repeat(10_000)));
    survives("lines", &text(&"Kazakhstan Georgia Jordan\n".repeat(10_000)));
    survives("paragraphs", &text(&"Chad Smith met Georgia and Peru.\n\n".repeat(5000)));
    survives("capitals", &text(&"CHAD US GEORGIA ".repeat(10_000)));
    survives("beginnings", &text(&"Côte d’".repeat(20_000)));
    survives("one word", &text(&"a".repeat(1_000_000)));
    survives("addresses", &text(&"https://example.org/Peru ".repeat(10_000)));
}
