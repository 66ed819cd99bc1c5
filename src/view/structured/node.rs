//! A node of a graph of structured data, and its text within a page.

use serde_json::{Map, Value as Json};

/// A node: its type, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node(Map<String, Json>);

impl Node {
    pub(super) fn new(kind: &str) -> Self {
        Self(Map::new()).with("@type", kind)
    }

    /// The same with a property; one without a value is left out.
    pub(super) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        let value = value.into();
        let is_empty = match &value {
            Json::Null => true,
            Json::String(text) => text.is_empty(),
            Json::Array(values) => values.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }
}

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// Nodes as the text of a `script` element. What could end the element, or a line of script, is escaped, so no title can.
pub(super) fn text(graph: Vec<Node>) -> String {
    let graph = Json::from(graph);
    let json = serde_json::json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_element() {
        let title = "</script><script>alert('&')</script>\u{2028}\u{2029}<!--";
        let text = text(vec![Node::new("Thing").with("name", title)]);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{text}");
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(json["@graph"][0]["name"], title);
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let node = Node::new("Thing").with("name", "").with("url", None::<String>).with("about", Vec::<Node>::new());
        assert_eq!(Json::from(node), serde_json::json!({ "@type": "Thing" }));
    }
}
