//! From a place in a scalar's content back to the file.

use std::cell::OnceCell;

use super::Style;
use crate::diagnostic::Span;

/// Where a text that is handed on (to the Markdown parser, say) stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offsets {
    /// The text is a piece of the file that begins at this byte.
    From(usize),
    /// The text was a YAML scalar: quotes, escapes and indentation stand between.
    Scalar {
        /// The scalar's place in the file.
        span: Span,
        /// How it was written.
        style: Style,
    },
}

/// A text with the way back into its file, walked once however many places are asked for.
#[derive(Debug)]
pub struct Located<'o, 't> {
    offsets: &'o Offsets,
    content: &'t str,
    pieces: OnceCell<Option<Vec<Piece>>>,
}

/// A part of the content, and where it stands in the file.
#[derive(Debug)]
struct Piece {
    at: usize,
    source: Span,
    /// Whether it stands there byte for byte; if not, it is one character.
    verbatim: bool,
}

impl<'o, 't> Located<'o, 't> {
    /// The text that stands where `offsets` says.
    pub fn new(offsets: &'o Offsets, content: &'t str) -> Self {
        Self { offsets, content, pieces: OnceCell::new() }
    }

    /// The place in `file` of `range` of the text; the whole scalar where the two cannot be brought together.
    pub fn to_file(&self, range: &Span, file: &str) -> Span {
        match self.offsets {
            Offsets::From(base) => base + range.start..base + range.end,
            Offsets::Scalar { span, style } => {
                let pieces = self.pieces.get_or_init(|| aligned(self.content, file, span, *style));
                pieces.as_ref().and_then(|pieces| self.within(pieces, range)).unwrap_or_else(|| span.clone())
            }
        }
    }

    fn within(&self, pieces: &[Piece], range: &Span) -> Option<Span> {
        let piece = |at: usize| {
            let after = pieces.partition_point(|piece| piece.at <= at);
            pieces.get(after.checked_sub(1)?).filter(|_| at < self.content.len())
        };
        let (first, last) = (piece(range.start)?, piece(range.end.max(range.start + 1) - 1)?);
        let start = first.start_of(self.content.floor_char_boundary(range.start));
        let end = if range.is_empty() { start } else { last.end_of(self.content.ceil_char_boundary(range.end)) };
        Some(start..end.max(start))
    }
}

impl Piece {
    /// Where in the file the character begins that begins there in the content.
    fn start_of(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.at } else { self.source.start }
    }

    /// Where in the file the character ends that ends there in the content.
    fn end_of(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.at } else { self.source.end }
    }
}

/// Walks content and source side by side.
fn aligned(content: &str, file: &str, span: &Span, style: Style) -> Option<Vec<Piece>> {
    let indent = if style == Style::Block { block_indent(file, span, content) } else { 0 };
    let start = if style == Style::Block { block_start(file, span, content)? } else { span.start };
    let source = file.get(start..span.end)?;
    // The parser places a block scalar after its `|` or `>`.
    let mut cursor = usize::from(style == Style::Quoted);
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some(character) = content[at..].chars().next() {
        let same = verbatim(&content[at..], source.get(cursor..)?, style);
        let (begins, continues) =
            if same > 0 { (cursor, cursor + same) } else { step(source, cursor, character, style)? };
        pieces.push(Piece { at, source: start + begins..start + continues, verbatim: same > 0 });
        at += if same > 0 { same } else { character.len_utf8() };
        cursor = continues;
        if same == 0 && style == Style::Block && character == '\n' {
            let blank = source[cursor..].len() - source[cursor..].trim_start_matches(' ').len();
            cursor += blank.min(indent);
        }
    }
    Some(pieces)
}

const STRIDE: usize = 32;

/// How many bytes at the start of the content stand in the source as they are, without a mark that may mean more there.
fn verbatim(content: &str, source: &str, style: Style) -> usize {
    let may_mean_more: &[u8] = match style {
        Style::Quoted => b"\\'",
        Style::Block => b"\n",
        Style::Plain => b"",
    };
    let stays = |(one, other): &(&[u8], &[u8])| one == other && !may_mean_more.iter().any(|mark| one.contains(mark));
    // Many bytes at once, and then one by one.
    let (content_bytes, source_bytes) = (content.as_bytes(), source.as_bytes());
    let many = content_bytes.chunks_exact(STRIDE).zip(source_bytes.chunks_exact(STRIDE)).take_while(stays).count();
    let (content_left, source_left) = (&content_bytes[many * STRIDE..], &source_bytes[many * STRIDE..]);
    let few = content_left.chunks(1).zip(source_left.chunks(1)).take_while(stays).count();
    content.floor_char_boundary(many * STRIDE + few)
}

/// Where a block begins: the parser places it after the blank lines that its content begins with.
fn block_start(file: &str, span: &Span, content: &str) -> Option<usize> {
    let blank_lines = content.len() - content.trim_start_matches('\n').len();
    let line_start = |at: usize| file.get(..at).map(|before| before.rfind('\n').map_or(0, |end| end + 1));
    match blank_lines {
        0 => Some(span.start),
        _ => (0..blank_lines).try_fold(line_start(span.start)?, |start, _| line_start(start.checked_sub(1)?)),
    }
}

/// How far the lines of a block are indented in the file and not in its content.
fn block_indent(file: &str, span: &Span, content: &str) -> usize {
    let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let line = file[..span.start].rfind('\n').map_or(0, |end| end + 1);
    spaces(&file[line..]).saturating_sub(spaces(content.trim_start_matches('\n')))
}

/// Where `character` of the content begins and ends in the source, from `cursor` on.
fn step(source: &str, mut cursor: usize, character: char, style: Style) -> Option<(usize, usize)> {
    loop {
        let rest = source.get(cursor..)?;
        let here = rest.chars().next()?;
        if style == Style::Quoted && here == '\\' && source.starts_with('"') {
            let length = escape_length(rest);
            let folded_line = rest[1..].starts_with(['\n', '\r']);
            if folded_line {
                cursor += length;
                continue;
            }
            return Some((cursor, cursor + length));
        }
        if here == character {
            let doubled = style == Style::Quoted && here == '\'' && rest.starts_with("''") && source.starts_with('\'');
            return Some((cursor, cursor + here.len_utf8() + usize::from(doubled)));
        }
        if here.is_whitespace() && character.is_whitespace() && matches!(here, '\n' | '\r') {
            // A line's end that was folded into a space, with the indentation that follows.
            let blank = rest.len() - rest.trim_start().len();
            return Some((cursor, cursor + blank.max(1)));
        }
        if !here.is_whitespace() {
            return None;
        }
        cursor += here.len_utf8();
    }
}

/// The length of the escape sequence that `rest` begins with, in a double-quoted scalar.
fn escape_length(rest: &str) -> usize {
    let digits = match rest[1..].chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(other) => return 1 + other.len_utf8(),
        None => return 1,
    };
    (2 + digits).min(rest.len())
}

#[cfg(test)]
mod tests {
    use super::Located;
    use crate::diagnostic::Sink;
    use crate::yaml::{Fields, parse};

    /// Finds `needle` in the scalar of `key` and says what stands in the file there.
    fn found(yaml: &str, needle: &str) -> String {
        let mut sink = Sink::new("a.md", yaml);
        let node = parse(0..yaml.len(), &mut sink).unwrap();
        let mut fields = Fields::new(&node, "a test", &mut sink).unwrap();
        let text = fields.optional("t").unwrap().text(&mut sink).unwrap();
        let at = text.value.find(needle).unwrap();
        yaml[Located::new(&text.offsets, &text.value).to_file(&(at..at + needle.len()), yaml)].to_owned()
    }

    #[test]
    fn all_styles_lead_back_to_the_file() {
        assert_eq!(found("t: plain é [x](y)\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: 'it''s [x](y)'\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: \"a \\\"b\\\" \\u00e9 [x](y)\"\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: |\n  one\n\n  two [x](y)\nz: 1\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: >\n  one\n  two [x](y)\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: one\n  two [x](y)\n", "[x](y)"), "[x](y)");
        assert_eq!(found("t: |2\n    code\n  two\n", "two"), "two");
    }
}
