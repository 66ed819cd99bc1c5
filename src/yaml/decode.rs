//! Tree → typed values, with every mistake at its place.

use super::{Entry, Node, Offsets, Scalar, Value, ways_out};
use crate::diagnostic::{Code, Diagnostic, Sink, Span, nearest};

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// In bytes of the file.
    pub span: Span,
    /// From places within a text to places in the file.
    pub offsets: Offsets,
}

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span, offsets: self.offsets }
    }
}

/// The keys of a mapping, taken one by one; what is left is unknown.
#[derive(Debug)]
pub struct Fields<'n> {
    what: &'static str,
    span: Span,
    entries: &'n [Entry],
    known: Vec<&'static str>,
}

/// One key's value, or one item of a list.
#[derive(Debug, Clone, Copy)]
pub struct Field<'n> {
    /// The key; of an item, the list's key.
    pub name: &'n str,
    /// The key's place; of an item, the item's.
    pub key_span: &'n Span,
    /// The value.
    pub node: &'n Node,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

impl<'n> Fields<'n> {
    /// The keys of `node`, which is `what` ("a reaction", "an article"): reports anything else than a mapping.
    pub fn new(node: &'n Node, what: &'static str, sink: &mut Sink) -> Option<Self> {
        match &node.value {
            Value::Mapping(entries) => Some(Self { what, span: node.span.clone(), entries, known: Vec::new() }),
            _ => {
                let message = format!("{what} is written as `key: value` lines, and this is {}", node.kind());
                let diagnostic = Diagnostic::new(Code::WrongType, message).help(ways_out::as_lines(what));
                sink.report(&node.span, diagnostic);
                None
            }
        }
    }

    /// The field of that name, if it is there and holds something.
    pub fn optional(&mut self, name: &'static str) -> Option<Field<'n>> {
        self.entry(name).filter(|field| field.node.value != Value::Null)
    }

    /// The field of that name; reports when it is missing or empty.
    pub fn required(&mut self, name: &'static str, sink: &mut Sink) -> Option<Field<'n>> {
        let field = self.entry(name);
        match field {
            Some(field) if field.node.value == Value::Null => {
                sink.add(Code::MissingField, field.key_span, format!("`{name}` is empty, and {} needs it", self.what));
                None
            }
            Some(field) => Some(field),
            None => {
                let message = format!("{} needs `{name}`", self.what);
                let help = format!("add a line `{name}: …`");
                sink.report(&self.first_key(), Diagnostic::new(Code::MissingField, message).help(help));
                None
            }
        }
    }

    fn entry(&mut self, name: &'static str) -> Option<Field<'n>> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        let entry = self.entries.iter().find(|entry| entry.key == name)?;
        Some(Field { name: &entry.key, key_span: &entry.key_span, node: &entry.value, is_item: false })
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, sink: &mut Sink) {
        for entry in self.entries.iter().filter(|entry| !self.known.contains(&entry.key.as_str())) {
            sink.report(&entry.key_span, self.unknown(&entry.key));
        }
    }

    fn unknown(&self, key: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::UnknownKey, format!("{} has no field `{key}`", self.what));
        if let Some(instead) = ways_out::instead_of(key, &self.known) {
            return diagnostic.help(instead);
        }
        if let Some(name) = ways_out::name_here(key, &self.known) {
            return diagnostic.label(format!("here it is called `{name}`")).help(format!("write `{name}:` instead"));
        }
        let diagnostic = diagnostic.did_you_mean(nearest(key, self.known.iter().copied()));
        let known = self.known.join("`, `");
        diagnostic.help(match self.known.contains(&"extra") {
            true => format!("its fields are `{known}`; anything of your own goes below `extra:`"),
            false => format!("its fields are `{known}`"),
        })
    }

    /// The place of the first key: where to say what is missing.
    pub fn first_key(&self) -> Span {
        self.entries.first().map_or_else(|| self.span.clone(), |entry| entry.key_span.clone())
    }
}

impl<'n> Field<'n> {
    /// A text; numbers and the like are texts too.
    pub fn text(&self, sink: &mut Sink) -> Option<Spanned<String>> {
        let scalar = self.scalar("a text", sink)?;
        if scalar.text.trim().is_empty() {
            sink.add(Code::MissingField, &self.node.span, format!("`{}` is an empty text", self.name));
            return None;
        }
        // A block ends in a line's end that its author did not mean.
        Some(self.spanned(scalar, scalar.text.trim_end_matches('\n').to_owned()))
    }

    /// `true` or `false`.
    pub fn boolean(&self, sink: &mut Sink) -> Option<bool> {
        let scalar = self.scalar("true or false", sink)?;
        match scalar.text.as_str() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            other => {
                let meant = match other.to_ascii_lowercase().as_str() {
                    "yes" | "on" | "1" => Some("true"),
                    "no" | "off" | "0" => Some("false"),
                    _ => None,
                };
                let diagnostic = match meant {
                    Some(meant) => self.not_of_type("`true` or `false`").label(format!("write `{meant}`")),
                    None => self.wrong_type("`true` or `false`"),
                };
                sink.report(&self.node.span, diagnostic);
                None
            }
        }
    }

    /// A whole number from `least` up.
    pub fn number(&self, least: u64, sink: &mut Sink) -> Option<u64> {
        let scalar = self.scalar("a whole number", sink)?;
        match scalar.text.replace('_', "").parse::<u64>() {
            Ok(number) if number >= least => Some(number),
            Ok(_) => {
                sink.add(Code::InvalidValue, &self.node.span, format!("`{}` is at least {least}", self.name));
                None
            }
            // A number of another form is called one.
            Err(_) if scalar.text.parse::<f64>().is_ok() => {
                let message = format!("`{}` must be a whole number, not `{}`", self.name, scalar.text);
                let help = format!("write it in digits alone, from {least} on");
                sink.report(&self.node.span, Diagnostic::new(Code::WrongType, message).help(help));
                None
            }
            Err(_) => {
                sink.report(&self.node.span, self.wrong_type("a whole number"));
                None
            }
        }
    }

    /// One of `choices`: (name, value).
    pub fn choice<T: Copy>(&self, choices: &[(&'static str, T)], sink: &mut Sink) -> Option<T> {
        let text = self.text(sink)?;
        let found = choices.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            let all = names().collect::<Vec<_>>().join("`, `");
            let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{}` cannot be `{}`", self.name, text.value))
                .did_you_mean(nearest(&text.value, names()))
                .help(format!("it is one of `{all}`"));
            sink.report(&self.node.span, diagnostic);
        }
        found.map(|(_, value)| *value)
    }

    /// The items of a list.
    pub fn list(&self, sink: &mut Sink) -> Vec<Field<'n>> {
        match &self.node.value {
            Value::Sequence(items) => {
                items.iter().map(|node| Field { name: self.name, key_span: &node.span, node, is_item: true }).collect()
            }
            Value::Null => Vec::new(),
            Value::Scalar(scalar) => {
                let item = scalar.text.trim();
                let item = if ways_out::is_plain(item) { item.to_owned() } else { format!("{item:?}") };
                let diagnostic = self.not_of_type("a list").label(format!("for a list of one write `[{item}]`"));
                sink.report(&self.node.span, diagnostic);
                Vec::new()
            }
            Value::Mapping(_) => {
                let diagnostic = self.wrong_type("a list");
                sink.report(self.key_span, diagnostic);
                Vec::new()
            }
        }
    }

    /// The items of a list of mappings.
    pub fn mappings(&self, sink: &mut Sink) -> Vec<Field<'n>> {
        match &self.node.value {
            Value::Scalar(_) => {
                let diagnostic =
                    self.wrong_type("a list").help("begin each item with `- ` and write it as `key: value` lines");
                sink.report(&self.node.span, diagnostic);
                Vec::new()
            }
            _ => self.list(sink),
        }
    }

    /// A list of texts; what is not a text is reported and left out.
    pub fn texts(&self, sink: &mut Sink) -> Vec<Spanned<String>> {
        self.list(sink).iter().filter_map(|item| item.text(sink)).collect()
    }

    /// The keys of a mapping.
    pub fn fields(&self, what: &'static str, sink: &mut Sink) -> Option<Fields<'n>> {
        Fields::new(self.node, what, sink)
    }

    /// The entries of a mapping whose keys are the author's own.
    pub fn entries(&self, sink: &mut Sink) -> Vec<Field<'n>> {
        match &self.node.value {
            Value::Mapping(entries) => entries
                .iter()
                .map(|entry| Field { name: &entry.key, key_span: &entry.key_span, node: &entry.value, is_item: false })
                .collect(),
            Value::Null => Vec::new(),
            _ => {
                sink.report(&self.node.span, self.wrong_type("a mapping of `key: value` lines"));
                Vec::new()
            }
        }
    }

    fn scalar(&self, wanted: &str, sink: &mut Sink) -> Option<&'n Scalar> {
        match &self.node.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::Null if self.is_item => {
                let diagnostic = Diagnostic::new(Code::WrongType, format!("{} is empty", self.called()));
                sink.report(&self.place(), diagnostic.help("write it behind the `-`, or take the line out"));
                None
            }
            Value::Mapping(entries) if self.is_item => {
                let diagnostic = self.wrong_type(wanted);
                let written = &sink.text()[self.node.span.clone()];
                let one_line = entries.len() == 1 && !written.contains('\n') && !written.starts_with('{');
                sink.report(
                    &self.node.span,
                    match one_line {
                        true => diagnostic
                            .help(format!("if the `: ` is part of the text, put the whole in quotes: `\"{written}\"`")),
                        false => diagnostic,
                    },
                );
                None
            }
            _ => {
                sink.report(&self.place(), self.wrong_type(wanted));
                None
            }
        }
    }

    fn place(&self) -> Span {
        match self.node.span.is_empty() {
            true if self.is_item => self.key_span.start..self.key_span.start,
            true => self.key_span.clone(),
            false => self.node.span.clone(),
        }
    }

    /// As said to an author: `topics`, or an item of it.
    fn called(&self) -> String {
        if self.is_item { format!("an item of `{}`", self.name) } else { format!("`{}`", self.name) }
    }

    /// Not of the type that is wanted, with an example of it.
    pub fn wrong_type(&self, wanted: &str) -> Diagnostic {
        let diagnostic = self.not_of_type(wanted);
        match self.is_item && wanted == "a text" {
            true => diagnostic.help("write one text behind the `-`; in quotes it may have brackets and a `: ` in it"),
            false => diagnostic.help(ways_out::as_value(self.name, wanted, self.node)),
        }
    }

    fn not_of_type(&self, wanted: &str) -> Diagnostic {
        let message = format!("{} must be {wanted}, and this is {}", self.called(), self.node.kind());
        Diagnostic::new(Code::WrongType, message)
    }

    fn spanned<T>(&self, scalar: &Scalar, value: T) -> Spanned<T> {
        let span = self.node.span.clone();
        Spanned { value, offsets: Offsets::Scalar { span: span.clone(), style: scalar.style }, span }
    }
}
