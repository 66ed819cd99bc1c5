//! Text → tree.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};

use super::{Entry, Node, Scalar, Style, Value};
use crate::diagnostic::{Code, Diagnostic, Sink, Span};

/// Deeper nesting is refused: no field needs it.
const MAX_DEPTH: usize = 64;
/// More nodes than any front matter has; stops aliases that multiply.
const MAX_NODES: usize = 200_000;

/// Parses the YAML that stands at `range` of the sink's file.
///
/// Returns `None` when there is nothing in it, or nothing that can be read.
pub fn parse(range: Span, sink: &mut Sink) -> Option<Node> {
    let yaml = sink.text().get(range.clone())?;
    let mut builder = Builder {
        parser: Parser::new_from_str(yaml),
        bytes: Bytes::new(yaml, range.start),
        anchors: HashMap::new(),
        nodes: 0,
        duplicates: Vec::new(),
    };
    let parsed = builder.document();
    let duplicates = std::mem::take(&mut builder.duplicates);
    for duplicate in duplicates {
        report_duplicate(&duplicate, sink);
    }
    match parsed {
        Ok(node) => node.filter(|node| node.value != Value::Null),
        Err(mistake) => {
            let end = mistake.at.min(range.end);
            let diagnostic = Diagnostic::new(Code::YamlSyntax, mistake.message);
            sink.report(
                &(end..(end + 1).min(range.end)),
                match mistake.help {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                },
            );
            None
        }
    }
}

struct Duplicate {
    key: String,
    first: Span,
    second: Span,
}

fn report_duplicate(duplicate: &Duplicate, sink: &mut Sink) {
    let first = sink.location(&duplicate.first);
    sink.report(
        &duplicate.second,
        Diagnostic::new(Code::DuplicateKey, format!("`{}` is set twice", duplicate.key))
            .label("this one would replace the first")
            .related(first, "the first is here")
            .help("delete one of them, or join them into one"),
    );
}

/// A mistake of syntax, at a byte of the file.
struct Mistake {
    at: usize,
    message: String,
    help: Option<&'static str>,
}

struct Builder<'t> {
    parser: Parser<'t, StrInput<'t>>,
    bytes: Bytes,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    duplicates: Vec<Duplicate>,
}

impl<'t> Builder<'t> {
    fn document(&mut self) -> Result<Option<Node>, Mistake> {
        loop {
            let (event, marks) = self.next()?;
            match event {
                Event::StreamEnd | Event::DocumentEnd => return Ok(None),
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                event => {
                    let node = self.node(event, marks, 0)?;
                    self.end_of_document()?;
                    return Ok(Some(node));
                }
            }
        }
    }

    /// Nothing may follow the one document.
    fn end_of_document(&mut self) -> Result<(), Mistake> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd, _) => {}
                (_, marks) => {
                    return Err(self.mistake(marks, "a second YAML document begins here", None));
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Marks), Mistake> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(explained(&error, self.bytes.of(error.marker().index()))),
            None => Ok((Event::StreamEnd, Marks::default())),
        }
    }

    fn node(&mut self, event: Event<'t>, marks: Marks, depth: usize) -> Result<Node, Mistake> {
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(self.mistake(marks, "this is nested too deeply, or repeats itself too often", None));
        }
        let mut span = self.span(marks);
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => (scalar(&text, style), anchor),
            Event::SequenceStart(anchor, _) => (self.sequence(&mut span, depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.mapping(&mut span, depth)?, anchor),
            Event::Alias(anchor) => return self.alias(anchor, marks),
            _ => return Err(self.mistake(marks, "a value is missing here", None)),
        };
        let node = Node { span, value };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, marks: Marks) -> Result<Node, Mistake> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(self.mistake(marks, "this alias has no anchor", None));
        };
        let node = Node { span: self.span(marks), value: node.value.clone() };
        self.nodes += size(&node);
        Ok(node)
    }

    fn sequence(&mut self, span: &mut Span, depth: usize) -> Result<Value, Mistake> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, marks) => {
                    self.close(span, marks, items.last());
                    return Ok(Value::Sequence(items));
                }
                (event, marks) => items.push(self.node(event, marks, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, span: &mut Span, depth: usize) -> Result<Value, Mistake> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            if event == Event::MappingEnd {
                self.close(span, marks, entries.last().map(|entry| &entry.value));
                return Ok(Value::Mapping(entries));
            }
            let key = self.key(event, marks)?;
            let (event, marks) = self.next()?;
            let value = self.node(event, marks, depth + 1)?;
            match entries.iter().find(|entry| entry.key == key.0) {
                Some(first) => {
                    self.duplicates.push(Duplicate { key: key.0, first: first.key_span.clone(), second: key.1 });
                }
                None => entries.push(Entry { key: key.0, key_span: key.1, value }),
            }
        }
    }

    fn key(&mut self, event: Event<'t>, marks: Marks) -> Result<(String, Span), Mistake> {
        match event {
            Event::Scalar(text, ..) => Ok((text.into_owned(), self.span(marks))),
            _ => Err(self.mistake(marks, "a key must be a plain text", None)),
        }
    }

    /// Ends a collection: at its closing bracket, or after its last item.
    fn close(&self, span: &mut Span, marks: Marks, last: Option<&Node>) {
        let end = self.bytes.of(marks.end.index());
        let flow = marks.end.index() > marks.start.index();
        span.end = match last {
            Some(last) if !flow => last.span.end,
            _ => end,
        }
        .max(span.start);
    }

    fn span(&self, marks: Marks) -> Span {
        self.bytes.of(marks.start.index())..self.bytes.of(marks.end.index())
    }

    fn mistake(&self, marks: Marks, message: &str, help: Option<&'static str>) -> Mistake {
        Mistake { at: self.bytes.of(marks.start.index()), message: message.to_owned(), help }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" if style == Style::Plain => Value::Null,
        _ => Value::Scalar(Scalar { text: text.to_owned(), style }),
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Sequence(items) => items.iter().map(size).sum(),
        Value::Mapping(entries) => entries.iter().map(|entry| size(&entry.value)).sum(),
        Value::Null | Value::Scalar(_) => 0,
    }
}

/// The parser counts characters; the rest of the program counts bytes of the file.
struct Bytes {
    base: usize,
    /// The byte of every character, unless all are ASCII.
    offsets: Option<Vec<usize>>,
    len: usize,
}

impl Bytes {
    fn new(yaml: &str, base: usize) -> Self {
        let offsets = (!yaml.is_ascii()).then(|| yaml.char_indices().map(|(at, _)| at).collect());
        Self { base, offsets, len: yaml.len() }
    }

    fn of(&self, character: usize) -> usize {
        let within = match &self.offsets {
            Some(offsets) => offsets.get(character).copied().unwrap_or(self.len),
            None => character.min(self.len),
        };
        self.base + within
    }
}

/// Says the parser's mistakes as an editor would understand them.
fn explained(error: &ScanError, at: usize) -> Mistake {
    let info = error.info();
    let (message, help) = if info.contains("mapping values are not allowed") {
        ("this line has a second `: `", Some("put the value in quotes: `title: \"One: two\"`"))
    } else if info.contains("tab") {
        ("YAML is indented by spaces, and here is a tab", Some("replace the tab by two spaces"))
    } else if info.contains("while scanning a quoted scalar") || info.contains("unclosed quote") {
        ("a quotation mark is opened and not closed", Some("close it, or write it twice where it is part of the text"))
    } else if info.contains("did not find expected") || info.contains("simple key") {
        ("this does not fit what stands before it", Some("check the indentation, and that every key ends in `: `"))
    } else {
        return Mistake { at, message: format!("the YAML cannot be read: {info}"), help: None };
    };
    Mistake { at, message: format!("{message} ({info})"), help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut sink = Sink::new("a.md", text);
        let node = parse(0..text.len(), &mut sink);
        (node, sink.finish())
    }

    fn entry(node: &Node, key: &str) -> Node {
        let Value::Mapping(entries) = &node.value else { panic!("not a mapping") };
        entries.iter().find(|entry| entry.key == key).unwrap().value.clone()
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "title: Åland\nlist:\n  - \"a é b\"\n  - x y\nflow: [NO, 1.10]\n";
        let (node, mistakes) = tree(text);
        let node = node.unwrap();
        assert_eq!(mistakes, []);
        assert_eq!(&text[entry(&node, "title").span], "Åland");
        let Value::Sequence(items) = entry(&node, "list").value else { panic!() };
        assert_eq!(&text[items[0].span.clone()], "\"a é b\"");
        assert_eq!(&text[items[1].span.clone()], "x y");
        assert_eq!(&text[entry(&node, "flow").span], "[NO, 1.10]");
    }

    #[test]
    fn duplicate_keys_are_both_named() {
        let (_, mistakes) = tree("a: 1\nb: 2\na: 3\n");
        assert_eq!(mistakes[0].code, Code::DuplicateKey);
        assert_eq!(mistakes[0].location.as_ref().unwrap().line, 3);
        assert_eq!(mistakes[0].related[0].location.line, 1);
    }

    #[test]
    fn aliases_that_multiply_are_refused() {
        let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (name, of) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")] {
            text += &format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n");
        }
        let (node, mistakes) = tree(&text);
        assert!(node.is_none());
        assert_eq!(mistakes[0].code, Code::YamlSyntax);
    }

    #[test]
    fn deep_nesting_is_refused_without_a_crash() {
        let (_, mistakes) = tree(&"[".repeat(100_000));
        assert_eq!(mistakes[0].code, Code::YamlSyntax);
    }

    #[test]
    fn syntax_mistakes_say_what_to_do() {
        let (_, mistakes) = tree("title: One: two\n");
        assert!(mistakes[0].help.as_ref().unwrap().contains("quotes"), "{mistakes:?}");
        let (_, mistakes) = tree("title: \"One\nx: 1\n");
        assert_eq!(mistakes[0].code, Code::YamlSyntax);
    }
}
