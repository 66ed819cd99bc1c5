//! What to write instead: ways out of what an author knows from elsewhere, or wrote in another form.

use super::{Node, Value};

/// Names that other generators give to fields, and what they are called here; the first that a file has is meant.
const ELSEWHERE: [(&str, &[&str]); 43] = [
    ("tag", &["topics"]),
    ("tags", &["topics"]),
    ("category", &["topics"]),
    ("categories", &["topics"]),
    ("taxonomies", &["topics"]),
    ("keywords", &["topics"]),
    ("section", &["topics"]),
    ("topic", &["topics"]),
    ("description", &["summary"]),
    ("excerpt", &["summary"]),
    ("abstract", &["summary"]),
    ("subtitle", &["summary"]),
    ("lastmod", &["updated"]),
    ("last_modified_at", &["updated"]),
    ("modified", &["updated"]),
    ("updatedate", &["updated"]),
    ("pubdate", &["date"]),
    ("published", &["date"]),
    ("publishdate", &["publish_at", "date"]),
    ("expirydate", &["expires_at"]),
    ("author", &["authors"]),
    ("byline", &["authors"]),
    ("cover", &["image"]),
    ("images", &["image"]),
    ("thumbnail", &["image"]),
    ("featured_image", &["image"]),
    ("banner", &["image"]),
    ("hero", &["image"]),
    ("redirect_from", &["aliases"]),
    ("lang", &["language"]),
    ("locale", &["language"]),
    ("languagecode", &["language"]),
    ("default_language", &["language"]),
    ("translationkey", &["translation_key"]),
    ("layout", &["template"]),
    ("type", &["template", "kind"]),
    ("params", &["extra"]),
    ("baseurl", &["base_url"]),
    ("country", &["countries"]),
    ("person", &["people"]),
    ("organization", &["organizations"]),
    ("references", &["sources"]),
    ("events", &["timeline"]),
];

/// The field here that another generator calls `key`.
pub(super) fn name_here(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    let (_, names) = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == key)?;
    names.iter().copied().find(|name| known.contains(name))
}

/// What has no field, and what does its work.
pub(super) fn instead_of(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let is_dated = known.contains(&"date");
    match key.to_ascii_lowercase().as_str() {
        "weight" if is_dated => Some("explainers are listed by `date`; take the line out"),
        "weight" => {
            Some("pages have no order of their own: `menu` in nutgraf.yaml says which are in the menu, and where")
        }
        "url" | "permalink" | "path" if known.contains(&"aliases") => {
            Some("the end of an address is its `slug`; old addresses that should lead here are `aliases`")
        }
        "toc" | "math" | "comments" | "showtoc" => {
            Some("take the line out, or put it below `extra:` for a template of yours")
        }
        _ => None,
    }
}

/// How something that has fields is written.
pub(super) fn as_lines(what: &str) -> &'static str {
    match what {
        "an article" => "begin with\ntitle: …\nsummary: …\ndate: 2025-11-06",
        "a page" | "nutgraf.yaml" => "begin with a line `title: …`",
        "a source" => "write\n- title: what it is called\n  url: https://…",
        "a reaction" => "write\n- country: KZ\n  stance: supportive\n  text: what was said",
        "a timeline entry" => "write\n- date: 2020-09-15\n  text: what happened",
        "a question" => "write\n- question: …\n  answer: …",
        "a part of the background" => "write\n- title: …\n  text: …",
        "a menu item" => "write\n- name: …\n  url: /…/",
        "a list" => "write\nlist:\n  kind: article",
        "an image" => "write\nimage:\n  src: port.jpg\n  alt: what it shows",
        "a country" => "write\nKZ:\n  name: …",
        "a publish target" => "write\nlive:\n  to: file:///srv/site",
        _ => "write each value on a line of its own, as in `title: …`",
    }
}

/// How a value of the wanted type is written.
pub(super) fn as_value(name: &str, wanted: &str, node: &Node) -> String {
    match (wanted, &node.value) {
        ("a text", Value::Sequence(items)) => match &items[..] {
            [Node { value: Value::Scalar(only), .. }] if is_plain(&only.text) => {
                format!("write it without brackets and `- `: `{name}: {}`", only.text)
            }
            _ => format!("write one text, as in `{name}: …`; in quotes it may begin with a bracket"),
        },
        ("a text", _) => format!("write one text, as in `{name}: …`; in quotes it may have a `: ` in it"),
        ("true or false" | "`true` or `false`", _) => format!("write `{name}: true` or `{name}: false`"),
        ("a whole number", _) => format!("write it in digits alone, as in `{name}: 20`"),
        ("a number", _) => format!("write it in digits, as in `{name}: 12.5`"),
        ("a list", _) => "begin each item with `- `".to_owned(),
        _ => format!("write each on a line of its own below `{name}:`, as in `  key: value`"),
    }
}

/// Whether a text means itself without quotes.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.contains([',', '[', ']', '{', '}', '#', ':', '\n', '"', '\'', '`'])
}
