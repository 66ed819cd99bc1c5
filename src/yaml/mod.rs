//! YAML as an author wrote it: a small tree with the place of every value.
//!
//! Scalars stay text until a schema asks for something else, so that `NO` is Norway, `1.10` a
//! version and `2020-09` a month.
//!
//! **Architecture invariant.** This room knows the syntax and nothing of what a key means.

mod decode;
mod offsets;
mod parse;
mod ways_out;

pub use decode::{Field, Fields, Spanned};
pub use offsets::{Located, Offsets};
pub use parse::parse;

use crate::diagnostic::Span;

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// In bytes of the whole file, not of the YAML alone.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any other scalar, as text.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order they were written.
    Mapping(Vec<Entry>),
}

/// A text, with how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The content, with quotes, escapes and indentation resolved.
    pub text: String,
    /// Whether it stood there plain, in quotes, or as a block.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'` or `"`.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What the value is, as said to an author.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The value without places, for parts of a file that are the author's own, such as `extra`.
    ///
    /// Plain scalars become booleans and numbers by YAML's core schema.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Scalar(scalar) => scalar.to_json(),
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(entries) => entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
        }
    }
}

impl Scalar {
    fn to_json(&self) -> serde_json::Value {
        let plain = (self.style == Style::Plain).then_some(self.text.as_str());
        match plain {
            Some("true" | "True" | "TRUE") => true.into(),
            Some("false" | "False" | "FALSE") => false.into(),
            Some(text) if is_number(text) => serde_yaml::from_str(text).unwrap_or_else(|_| self.text.clone().into()),
            _ => self.text.clone().into(),
        }
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}
