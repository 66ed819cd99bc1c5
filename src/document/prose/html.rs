//! Raw HTML in Markdown: what stays and what goes.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Harmless elements stay, with what they need to be accessible. Built once: it is a constant.
static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .link_rel(None)
        .add_generic_attributes(["id", "class", "lang", "dir", "title", "role", "tabindex"])
        .add_generic_attribute_prefixes(["aria-"])
        .add_tags([
            "section",
            "input",
            "figure",
            "figcaption",
            "details",
            "summary",
            "mark",
            "time",
            "picture",
            "audio",
            "video",
            "source",
            "track",
            "abbr",
            "cite",
            "dfn",
            "kbd",
            "samp",
            "var",
            "small",
            "sub",
            "sup",
            "u",
            "wbr",
        ])
        .rm_clean_content_tags([] as [&str; 0])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("ol", ["start", "reversed", "type"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading", "decoding"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type", "srcset", "media"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label"])
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    builder
});

/// The HTML without what could harm a reader.
pub(super) fn sanitize(html: &str) -> String {
    SANITIZER.clean(html).to_string()
}

/// The tags of a piece of raw HTML, each without its brackets; what stands in one is not one itself.
fn tags(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        loop {
            let tag = &rest[rest.find('<')? + 1..];
            if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                rest = tag;
                continue;
            }
            let (tag, after) = tag.split_at(end_of_tag(tag));
            rest = after;
            return Some(tag);
        }
    })
}

fn opening_tags(raw: &str) -> impl Iterator<Item = &str> {
    tags(raw).filter(|tag| !tag.starts_with('/'))
}

/// What the sanitiser would take out of a piece of raw HTML, as said to its author.
pub(super) fn removed(raw: &str) -> Option<String> {
    opening_tags(raw).find_map(removed_of_tag)
}

/// Of one tag: its name, an attribute, or the scheme of an address.
fn removed_of_tag(tag: &str) -> Option<String> {
    static ALLOWED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| SANITIZER.clone_tags());
    let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
    let name = tag[..name_end].to_ascii_lowercase();
    if !ALLOWED.contains(name.as_str()) {
        return Some(format!("<{name}>"));
    }
    attributes(&tag[name_end..]).into_iter().find_map(|(attribute, value)| {
        let scheme = value.trim().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let unsafe_scheme =
            scheme.filter(|scheme| matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "file"));
        let gone = attribute.starts_with("on") || matches!(attribute.as_str(), "style" | "srcdoc" | "formaction");
        if gone { Some(format!("{attribute}=")) } else { unsafe_scheme.map(|scheme| format!("{scheme}:")) }
    })
}

/// How many more elements are open after a piece of raw HTML than before it.
pub(super) fn nesting(raw: &str) -> i32 {
    count_open(raw, |_| true)
}

/// The same, of elements with one of these names.
pub(super) fn nesting_of(raw: &str, names: &[&str]) -> i32 {
    count_open(raw, |name| names.contains(&name))
}

fn count_open(raw: &str, counts: impl Fn(&str) -> bool) -> i32 {
    const VOID: [&str; 9] = ["br", "hr", "img", "input", "wbr", "source", "track", "area", "col"];
    let name =
        |tag: &str| tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let change = |tag: &str| match tag.strip_prefix('/') {
        Some(closing) => -i32::from(counts(&name(closing))),
        None => {
            let name = name(tag);
            let closed = tag.ends_with('/') || VOID.contains(&name.as_str());
            i32::from(!closed && counts(&name))
        }
    };
    tags(raw).map(change).sum()
}

/// Elements whose text readers never see.
pub(super) const UNSEEN: [&str; 2] = ["script", "style"];

/// Elements whose text is not prose.
pub(super) const SILENT: [&str; 9] = ["script", "style", "code", "pre", "samp", "kbd", "textarea", "template", "svg"];

/// Where the texts stand in a block of raw HTML: between tags, and not in comments, code or scripts.
pub(super) fn texts(raw: &str) -> Vec<std::ops::Range<usize>> {
    let mut texts = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let open = raw[at..].find('<').map_or(raw.len(), |found| at + found);
        if !raw[at..open].trim().is_empty() {
            texts.push(at..open);
        }
        let Some(tag) = raw.get(open + 1..) else { break };
        let silent = SILENT.into_iter().find(|name| {
            let named = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            named && !tag[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        });
        at = match silent {
            _ if tag.starts_with("!--") => tag.find("-->").map_or(raw.len(), |end| open + 1 + end + 3),
            Some(name) => {
                let closes = |at: usize| {
                    tag.get(at + 2..at + 2 + name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name))
                };
                let end = tag.match_indices("</").map(|(at, _)| at).find(|at| closes(*at));
                end.map_or(raw.len(), |end| open + 1 + end)
            }
            None => (open + 1 + end_of_tag(tag) + 1).min(raw.len()),
        };
    }
    texts
}

/// The ids that a piece of raw HTML gives.
pub(super) fn ids(raw: &str) -> Vec<String> {
    let attributes = opening_tags(raw).flat_map(|tag| {
        let name_end = tag.find(char::is_whitespace).unwrap_or(tag.len());
        attributes(&tag[name_end..])
    });
    // HTML allows no white space in an id, and no link could lead there.
    attributes.filter(|(name, id)| name == "id" && !id.contains(char::is_whitespace)).map(|(_, id)| id).collect()
}

/// Where a tag ends: at the first `>` outside quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, character) in tag.char_indices() {
        match (quote, character) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The names, in lower case, and values of a tag's attributes.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let name = rest[..name_end.max(1).min(rest.len())].to_ascii_lowercase();
        rest = rest[name_end.max(1).min(rest.len())..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (start, end) = match quote {
                Some(quote) => (1, after[1..].find(quote).map_or(after.len(), |at| at + 1)),
                None => (0, after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            value = &after[start..end];
            rest = &after[(end + start).min(after.len())..];
        }
        attributes.push((name, value.to_owned()));
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    attributes
}

/// Appends text for between tags or quotes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    html_escape::encode_double_quoted_attribute_to_string(text, out);
}

/// Text for between tags or quotes.
pub(super) fn escape(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_handlers_and_frames_go_and_the_rest_stays() {
        let clean = sanitize(
            "<p class=\"x\" onclick=\"a()\">a<script>b()</script><iframe src=x></iframe><a href=\"javascript:c()\">d</a></p>",
        );
        assert_eq!(clean, "<p class=\"x\">a<a>d</a></p>");
        assert_eq!(
            sanitize("<details open=\"\"><summary>s</summary>t</details>"),
            "<details open=\"\"><summary>s</summary>t</details>"
        );
    }

    #[test]
    fn what_goes_is_named() {
        assert_eq!(removed("<script src=x>").as_deref(), Some("<script>"));
        assert_eq!(removed("<img src=x onerror=alert(1)>").as_deref(), Some("onerror="));
        assert_eq!(removed("<a href=\"javascript:x\">").as_deref(), Some("javascript:"));
        assert_eq!(removed("<b class=\"x\">"), None);
        assert_eq!(removed("</b>"), None);
    }
}
