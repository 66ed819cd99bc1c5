//! What machines read: feeds, data, sitemaps, structured data; each held to its own standard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use nutgraf::build::Request;
use quick_xml::events::Event;
use serde_json::Value as Json;
use support::{Built, Site, built, repository, request};

const CASES: [&str; 8] = [
    "archive",
    "countries",
    "country-data",
    "every-field",
    "feed-and-sitemap",
    "languages",
    "markdown",
    "scripts-in-fields",
];

fn sites() -> impl Iterator<Item = (&'static str, Built)> {
    let cases = CASES.iter().map(|case| (*case, built(&request(&repository().join("tests/sites").join(case)))));
    cases.chain(std::iter::once_with(|| ("the demonstration", built(&request(repository())))))
}

fn json_of(built: &Built, path: &str) -> Json {
    serde_json::from_str(built.text(path).unwrap_or_else(|| panic!("{path} is not there"))).unwrap()
}

// Data

/// `/schemas/NAME.json` of an address.
fn schema_file(data: &Json) -> String {
    data["$schema"].as_str().unwrap().strip_prefix("https://example.org/").unwrap().to_owned()
}

#[test]
fn data_is_as_its_schema_says() {
    let mut kinds = BTreeSet::new();
    for (site, built) in sites() {
        let mut compiler = boon::Compiler::new();
        compiler.set_default_draft(boon::Draft::V2020_12);
        for path in built.files.keys().filter(|path| path.starts_with("schemas/")) {
            compiler.add_resource(&format!("https://example.org/{path}"), json_of(&built, path)).unwrap();
        }
        let data = built.files.keys().filter(|path| path.ends_with("/index.json"));
        for path in data {
            let data = json_of(&built, path);
            let mut schemas = boon::Schemas::new();
            let schema = format!("https://example.org/{}", schema_file(&data));
            let schema = compiler.compile(&schema, &mut schemas).unwrap();
            if let Err(error) = schemas.validate(&data, schema) {
                panic!("{site} {path}: {error:#}");
            }
            kinds.insert(schema_file(&data));
        }
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
}

#[test]
fn a_schema_refuses_what_it_does_not_know() {
    let built = built(&request(&repository().join("tests/sites/every-field")));
    let path = built.files.keys().find(|path| path.starts_with("articles/") && path.ends_with("/index.json")).unwrap();
    let mut data = json_of(&built, path);
    data["surprise"] = Json::from(1);
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("https://example.org/s", json_of(&built, "schemas/article.json")).unwrap();
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("https://example.org/s", &mut schemas).unwrap();
    assert!(schemas.validate(&data, schema).is_err());
}

#[test]
fn pages_lead_to_their_data() {
    let built = built(&request(&repository().join("tests/sites/archive")));
    let data: Vec<&String> = built.files.keys().filter(|path| path.ends_with("index.json")).collect();
    assert!(data.len() > 3, "{data:?}");
    for path in data {
        let page = built.text(&path.replace("index.json", "index.html")).unwrap();
        assert!(page.contains(&format!("type=\"application/json\" href=\"/{path}\"")), "{path}");
    }
}

// Feeds

#[test]
fn a_template_that_fails_on_the_text_of_a_feed_is_told_of() {
    let site = Site::empty()
        .with("content/articles/a.md", "---\ntitle: A\nsummary: S.\ndate: 2026-01-01\ntakeaways: [One]\n---\nText.\n")
        .with("templates/feed-entry.html", "{{ article.title }}\n{{ article.nothing.at_all }}\n");
    let report = built(&request(site.root())).report;
    assert!(report.contains("templates/feed-entry.html:2"), "{report}");
}

/// Depth, name, attributes, text.
type Element = (usize, String, Vec<(String, String)>, String);

/// The elements of an XML document.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.expand_empty_elements = true;
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let mut attributes = start.attributes();
                let attributes = attributes.with_checks(true).map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                let name = start.name().as_ref().to_owned();
                let element = (open.len(), name, attributes.collect(), String::new());
                open.push(found.len());
                found.push(element);
            }
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    found[*at].3.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let text = format!("&{};", &*reference);
                found[*open.last().unwrap()].3.push_str(&quick_xml::escape::unescape(&text).unwrap());
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("{other:?}"),
        }
    }
    found
}

/// RFC 4287: what a feed and an entry must have once, and in which form.
fn atom_mistakes(xml: &str) -> Vec<String> {
    let elements = elements(xml);
    let mut mistakes = Vec::new();
    let mut ids = BTreeSet::new();
    let starts: Vec<usize> =
        (0..elements.len()).filter(|at| matches!(elements[*at].1.as_str(), "feed" | "entry")).collect();
    for start in starts {
        let depth = elements[start].0;
        let own =
            elements[start + 1..].iter().take_while(|(own, ..)| *own > depth).filter(|(own, ..)| *own == depth + 1);
        let own: Vec<_> = own.collect();
        for name in ["id", "title", "updated"] {
            let found = own.iter().filter(|(_, own, ..)| own == name).count();
            if found != 1 {
                mistakes.push(format!("{} {name} in {}", found, elements[start].1));
            }
        }
        for (_, name, attributes, text) in own {
            match name.as_str() {
                "updated" | "published" if text.parse::<jiff::Timestamp>().is_err() => {
                    mistakes.push(format!("{name} is {text}"));
                }
                "id" if !ids.insert(text.clone()) => mistakes.push(format!("{text} twice")),
                "id" if !text.starts_with("https://") => mistakes.push(format!("id is {text}")),
                "link" => {
                    let href = attributes.iter().find(|(name, _)| name == "href");
                    mistakes
                        .extend(href.is_none_or(|(_, href)| !href.starts_with("https://")).then(|| "link".to_owned()));
                }
                "content" => {
                    if *attributes != [("type".to_owned(), "html".to_owned())] {
                        mistakes.push(format!("content is {attributes:?}"));
                    }
                    mistakes.extend(html_mistakes(text));
                }
                _ => {}
            }
        }
    }
    mistakes
}

/// A feed reader knows neither our page nor our scripts.
fn html_mistakes(html: &str) -> Vec<String> {
    let page = support::page::Page::read(&format!("<!doctype html><title>x</title>{html}"));
    let relative = page.addresses().filter(|url| !url.contains(':')).map(|url| format!("{url} is relative"));
    let wrong =
        page.elements.iter().filter(|element| ["script", "style", "svg", "form"].contains(&element.name.as_str()));
    relative.chain(wrong.map(|element| format!("<{}>", element.name))).chain(page.inline_code()).collect()
}

#[test]
fn feeds_hold_whole_texts_by_the_letter_of_their_standards() {
    let mut entries = 0;
    for (site, built) in sites() {
        for path in built.files.keys().filter(|path| path.ends_with("feed.xml")) {
            assert_eq!(atom_mistakes(built.text(path).unwrap()), [] as [String; 0], "{site} {path}");
        }
        for path in built.files.keys().filter(|path| path.ends_with("feed.json")) {
            let feed = json_of(&built, path);
            assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
            assert!(feed["title"].is_string() && feed["feed_url"].as_str().unwrap().starts_with("https://"));
            for item in feed["items"].as_array().unwrap() {
                assert!(item["id"].is_string() && !item["content_html"].as_str().unwrap().is_empty(), "{site} {path}");
                assert_eq!(html_mistakes(item["content_html"].as_str().unwrap()), [] as [String; 0], "{site} {path}");
                entries += 1;
            }
        }
    }
    assert!(entries > 20, "{entries}");
}

#[test]
fn a_wrong_feed_is_seen() {
    let feed = "<feed><id>x</id><title/><updated>today</updated><entry><content type=\"html\">&lt;a href=\"/x\"></content></entry></feed>";
    assert_eq!(atom_mistakes(feed).len(), 6, "{:?}", atom_mistakes(feed));
}

// Sitemaps

fn locations(xml: &str) -> Vec<String> {
    elements(xml).into_iter().filter(|(_, name, ..)| name == "loc").map(|(.., text)| text).collect()
}

fn with_settings(settings: &str, now: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("content/articles");
    std::fs::create_dir_all(&articles).unwrap();
    std::fs::write(folder.path().join("nutgraf.yaml"), settings).unwrap();
    for day in 1..6 {
        let article =
            format!("---\ntitle: Day {day}\nsummary: S.\ndate: 2026-01-0{day}T12:00:00\ntakeaways: [T]\n---\nText.\n");
        std::fs::write(articles.join(format!("d{day}.md")), article).unwrap();
    }
    built(&Request { now: now.parse().unwrap(), ..request(Path::new(folder.path())) })
}

#[test]
fn a_long_sitemap_is_an_index_of_parts() {
    let whole = with_settings("title: T\n", "2027-01-01T00:00:00Z");
    let all = locations(whole.text("sitemap.xml").unwrap());
    assert!(all.len() > 6 && !whole.files.contains_key("sitemap-1.xml"));
    let parted = with_settings("title: T\nlimits: {sitemap_urls: 3}\n", "2027-01-01T00:00:00Z");
    let parts = locations(parted.text("sitemap.xml").unwrap());
    assert_eq!(parts.len(), all.len().div_ceil(3));
    let of_parts =
        parts.iter().map(|url| locations(parted.text(url.strip_prefix("https://example.org/").unwrap()).unwrap()));
    let of_parts: Vec<Vec<String>> = of_parts.collect();
    assert!(of_parts.iter().all(|part| (1..=3).contains(&part.len())));
    assert_eq!(of_parts.concat(), all);
}

#[test]
fn news_is_two_days_old_at_most() {
    let titles = |now: &str| {
        let built = with_settings("title: T\n", now);
        assert!(built.text("robots.txt").unwrap().contains("https://example.org/sitemap-news.xml"));
        let elements = elements(built.text("sitemap-news.xml").unwrap());
        elements.into_iter().filter(|(_, name, ..)| name == "news:title").map(|(.., text)| text).collect::<Vec<_>>()
    };
    assert_eq!(titles("2026-01-04T11:59:59Z"), ["Day 3", "Day 2"]);
    assert_eq!(titles("2026-01-04T12:00:00Z"), ["Day 4", "Day 3", "Day 2"]);
    assert_eq!(titles("2026-02-04T12:00:00Z"), [] as [&str; 0]);
}

// Structured data

#[test]
fn pages_say_what_they_hold_and_no_title_ends_their_script() {
    for (site, built) in sites() {
        for (path, html) in built.pages().filter(|(path, _)| *path != "404.html") {
            let Some((_, after)) = html.split_once("<script type=\"application/ld+json\">") else {
                assert!(
                    html.contains("http-equiv=\"refresh\"") || !html.contains("<body class=\"kind-"),
                    "{site} {path}"
                );
                continue;
            };
            let text = after.split_once("</script>").unwrap().0;
            let graph: Json = serde_json::from_str(text).unwrap_or_else(|error| panic!("{site} {path}: {error}"));
            assert!(!text.contains(['<', '>', '&']), "{site} {path}");
            assert!(!graph["@graph"].as_array().unwrap().is_empty(), "{site} {path}");
        }
    }
}
