//! A node of a graph of structured data, and its text within a page.

use std::io;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::ser::Formatter;

/// A node: its type, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node(Vec<(&'static str, Property)>);

/// What is known of something.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Property {
    Nothing,
    Number(u64),
    Text(String),
    List(Vec<Property>),
    Node(Node),
}

impl Node {
    pub(super) fn new(kind: &str) -> Self {
        Self(Vec::new()).with("@type", kind)
    }

    /// The same with a property; one without a value is left out.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Property>) -> Self {
        let value = value.into();
        let is_empty = match &value {
            Property::Nothing => true,
            Property::Text(text) => text.is_empty(),
            Property::List(values) => values.is_empty(),
            Property::Number(_) | Property::Node(_) => false,
        };
        if !is_empty {
            self.0.push((name, value));
        }
        self
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl From<Node> for Property {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl From<String> for Property {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Property {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Property {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Property {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Property {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Property {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// Nodes as the text of a `script` element.
pub(super) fn text(graph: Vec<Node>) -> String {
    let graph = Node(vec![("@context", "https://schema.org".into()), ("@graph", graph.into())]);
    let mut text = Vec::new();
    // Writing to memory does not fail, and what is written is UTF-8.
    let _ = graph.serialize(&mut serde_json::Serializer::with_formatter(&mut text, WithinScript));
    String::from_utf8(text).unwrap_or_default()
}

/// Escapes what could end the element, or a line of script, so that no title can.
struct WithinScript;

impl Formatter for WithinScript {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (before, escaped) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut characters = escaped.chars();
            let character = characters.next().map_or(0, u32::from);
            write!(writer, "\\u{character:04x}")?;
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

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
        assert_eq!(serde_json::to_value(node).unwrap(), serde_json::json!({ "@type": "Thing" }));
    }
}
