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

/// What the sanitiser would take out of a piece of raw HTML, as said to its author.
pub(super) fn removed(raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    let tag = lower
        .trim_start()
        .strip_prefix('<')
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default());
    match tag {
        Some(tag) if FORBIDDEN.contains(&tag) => return Some(format!("<{tag}>")),
        _ => {}
    }
    FORBIDDEN
        .iter()
        .find(|tag| lower.contains(&format!("<{tag}")))
        .map(|tag| format!("<{tag}>"))
        .or_else(|| attribute(&lower))
}

const FORBIDDEN: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "form", "button", "select", "textarea", "link", "meta", "base",
    "frame", "frameset", "applet", "svg", "math", "template", "noscript", "dialog",
];

fn attribute(lower: &str) -> Option<String> {
    if !lower.starts_with('<') {
        return None;
    }
    let names = lower.split(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '/');
    let handler = names
        .filter_map(|word| word.split_once('=').map(|(name, _)| name))
        .find(|name| name.starts_with("on") || *name == "style");
    match handler {
        Some(name) => Some(format!("{name}=")),
        None => lower.contains("javascript:").then(|| "javascript:".to_owned()),
    }
}

/// Text for between tags or quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}

/// Appends text for between tags or quotes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
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
