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
        yaml,
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
            let start = (range.start + mistake.span.start).min(range.end);
            let span = start..(range.start + mistake.span.end).clamp(start, range.end);
            let diagnostic = Diagnostic::new(Code::YamlSyntax, mistake.message);
            sink.report(
                &span,
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

/// A mistake of syntax, in bytes of the YAML.
struct Mistake {
    span: Span,
    message: String,
    help: Option<String>,
}

struct Builder<'t> {
    yaml: &'t str,
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
                    return Err(self.mistake(marks, "a second YAML document begins here"));
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Marks), Mistake> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.explained(&error)),
            None => Ok((Event::StreamEnd, Marks::default())),
        }
    }

    fn explained(&self, error: &ScanError) -> Mistake {
        let at = self.bytes.of(error.marker().index()) - self.bytes.base;
        if let Some((place, sign)) = text_in_brackets(self.yaml, at) {
            return unquoted_line(self.yaml, place, sign);
        }
        let earlier_line = |place: &(usize, char)| self.yaml[place.0..at].contains('\n');
        match unclosed_bracket(self.yaml, at).filter(earlier_line) {
            Some((place, '[')) => Mistake {
                span: place..place + 1,
                message: "this `[` is never closed".to_owned(),
                help: Some("add a `]` where the list ends".to_owned()),
            },
            Some((place, _)) => Mistake {
                span: place..place + 1,
                message: "this `{` is never closed".to_owned(),
                help: Some("add a `}` where the mapping ends".to_owned()),
            },
            None => explained(error.info(), self.yaml, at),
        }
    }

    fn node(&mut self, event: Event<'t>, marks: Marks, depth: usize) -> Result<Node, Mistake> {
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(self.mistake(marks, "this is nested too deeply, or repeats itself too often"));
        }
        let mut span = self.span(marks);
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
                    return Err(self.tagged(&span));
                }
                self.trim(&mut span);
                (scalar(&text, style), anchor)
            }
            Event::SequenceStart(anchor, _) => (self.sequence(&mut span, depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.mapping(&mut span, depth)?, anchor),
            Event::Alias(anchor) => return self.alias(anchor, marks),
            _ => return Err(self.mistake(marks, "a value is missing here")),
        };
        let node = Node { span, value };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, marks: Marks) -> Result<Node, Mistake> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(self.mistake(marks, "this alias has no anchor"));
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
            _ => Err(self.mistake(marks, "a key must be a plain text")),
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

    /// A text that begins with `!` was taken for a type.
    fn tagged(&self, span: &Span) -> Mistake {
        let start = span.start - self.bytes.base;
        let line = self.yaml[..start.min(self.yaml.len())].rfind('\n').map_or(0, |end| end + 1);
        let from = self.yaml[line..].find('!').map_or(start, |at| line + at);
        unquoted(self.yaml, from, '!')
    }

    /// A block reaches to the next key; its text ends before.
    fn trim(&self, span: &mut Span) {
        if let Some(written) = self.yaml.get(span.start - self.bytes.base..span.end - self.bytes.base) {
            span.end = span.start + written.trim_end().len();
        }
    }

    fn span(&self, marks: Marks) -> Span {
        self.bytes.of(marks.start.index())..self.bytes.of(marks.end.index())
    }

    fn mistake(&self, marks: Marks, message: &str) -> Mistake {
        let start = self.bytes.of(marks.start.index()) - self.bytes.base;
        Mistake { span: start..start + 1, message: message.to_owned(), help: None }
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
fn explained(info: &str, yaml: &str, at: usize) -> Mistake {
    let mistake = |message: &str, help: &str| Mistake {
        span: at..at + 1,
        message: message.to_owned(),
        help: Some(help.to_owned()),
    };
    if let Some(sign) = yaml[at.min(yaml.len())..].chars().next().filter(|sign| "&*!@`%".contains(*sign)) {
        return unquoted(yaml, at, sign);
    }
    if info.contains("mapping values are not allowed") {
        mistake(&format!("this line has a second `: ` ({info})"), "put the value in quotes: `title: \"One: two\"`")
    } else if let Some(span) = indented_by_tab(yaml, at).filter(|_| info.contains("tab")) {
        Mistake { span, ..mistake("YAML is indented by spaces, and here is a tab", "replace the tab by two spaces") }
    } else if ["while scanning a quoted scalar", "unclosed quote", "indentation in quoted scalar"]
        .iter()
        .any(|said| info.contains(said))
    {
        mistake(
            &format!("a quotation mark is opened and not closed ({info})"),
            "close it, or write it twice where it is part of the text",
        )
    } else if info.contains("invalid trailing content") {
        mistake(
            "the text goes on after its closing quotation mark",
            "write the mark twice where it is part of the text, or put the whole text in the other kind of quotes",
        )
    } else if info.contains("simple key expect") {
        let help = "write a space after the colon; a text of several lines is indented by two spaces";
        Mistake { span: line_before(yaml, at), ..mistake("this line is not `key: value`", help) }
    } else if info.contains("did not find expected") || info.contains("simple key") {
        mistake(
            &format!("this does not fit what stands before it ({info})"),
            "check the indentation, and that every key ends in `: `",
        )
    } else {
        Mistake { span: at..at + 1, message: format!("the YAML cannot be read: {info}"), help: None }
    }
}

/// A value on the line of `at` that begins with a bracket and goes on after it is closed: a text such
/// as `[@source] says so`, and no list.
fn text_in_brackets(yaml: &str, at: usize) -> Option<(usize, char)> {
    let start = yaml[..at.min(yaml.len())].rfind('\n').map_or(0, |end| end + 1);
    let line = yaml[start..].lines().next()?;
    let value = line.find(": ").map_or_else(|| line.find("- ").map(|at| at + 2), |at| Some(at + 2))?;
    let text = line[value..].trim_start();
    let sign = text.chars().next().filter(|sign| matches!(sign, '[' | '{'))?;
    let after = text[closing_bracket(text)? + 1..].trim();
    let goes_on = !after.is_empty() && !after.starts_with([',', ']', '}', '#']);
    goes_on.then(|| (start + line.len() - text.len(), sign))
}

/// Where the bracket that a text begins with is closed.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, character)| {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

fn unquoted_line(yaml: &str, at: usize, sign: char) -> Mistake {
    let text = yaml[at..].lines().next().unwrap_or_default().trim_end();
    Mistake {
        span: at..at + 1,
        message: format!("a text that begins with `{sign}` must stand in quotes"),
        help: Some(format!("put the whole text in quotes: `\"{text}\"`")),
    }
}

/// A plain text cannot begin with a sign that YAML has another use for.
fn unquoted(yaml: &str, at: usize, sign: char) -> Mistake {
    let rest = yaml[at..].lines().next().unwrap_or_default();
    let in_flow = unclosed_bracket(yaml, at).is_some();
    let end = if in_flow { rest.find([',', ']', '}']).unwrap_or(rest.len()) } else { rest.len() };
    let text = rest[..end].trim_end();
    let shown = if sign == '`' { "`` ` ``".to_owned() } else { format!("`{sign}`") };
    Mistake {
        span: at..at + 1,
        message: format!("a text that begins with {shown} must stand in quotes"),
        help: Some(format!("put the whole text in quotes: `\"{text}\"`")),
    }
}

/// The indentation of the first line from `at`'s on that holds a tab.
fn indented_by_tab(yaml: &str, at: usize) -> Option<Span> {
    let mut start = yaml[..at.min(yaml.len())].rfind('\n').map_or(0, |end| end + 1);
    for line in yaml[start..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line[..indent].contains('\t') {
            return Some(start..start + indent);
        }
        start += line.len();
    }
    None
}

/// The last line with something in it that begins before `at`.
fn line_before(yaml: &str, at: usize) -> Span {
    let before = yaml[..at.min(yaml.len())].trim_end();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    start + (before[start..].len() - before[start..].trim_start().len())..before.len()
}

/// The innermost `[` or `{` before `at` that nothing closes.
fn unclosed_bracket(yaml: &str, at: usize) -> Option<(usize, char)> {
    let mut open = Vec::new();
    for (place, character) in yaml[..yaml.floor_char_boundary(at)].char_indices() {
        match character {
            '[' | '{' => open.push((place, character)),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
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
        let lines = [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")]
            .map(|(name, of)| format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 9].join(", ")));
        let text = format!("a: &a [x, x, x, x, x, x, x, x, x, x]\n{}", lines.concat());
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
