//! Passages: what is searched for names is gathered from the events, and a gap is left in the HTML
//! around each name that could become a link.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::super::mentions::Place;
use super::super::{Gap, html};
use super::Walker;
use crate::diagnostic::Span;
use crate::gazetteer::Prospect;

/// The text of the paragraph, heading, item or cell that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenPassage {
    text: String,
    segments: Vec<Segment>,
    /// Every inline element so far.
    elements: Vec<Element>,
    /// The innermost that is open, by its place among them.
    open: Option<usize>,
    /// Elements of raw HTML that are open in the passage.
    raw: i32,
    /// Those of them whose text is not prose, such as code.
    silent: i32,
    /// Raw links, buttons and the like that are open across passages.
    closed_to_links: i32,
}

/// A piece of text: one event.
#[derive(Debug)]
struct Segment {
    /// Where it begins in the passage.
    start: usize,
    /// Which event of the output it is; `None` where that shows something else.
    out: Option<usize>,
    /// In bytes of the Markdown.
    source: Span,
    /// Whether its bytes are the source's.
    verbatim: bool,
    /// The innermost element around it.
    element: Option<usize>,
    /// Whether a link can stand here.
    linkable: bool,
    /// Whether it is the author's link to an entity.
    wikilink: bool,
}

/// An inline element.
#[derive(Debug, Clone)]
struct Element {
    parent: Option<usize>,
    /// The event that opened it.
    out: usize,
    /// In bytes of the Markdown, with its markers.
    source: Span,
    is_link: bool,
    is_wikilink: bool,
}

/// A place in the output: before the event, or within its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Insertion {
    out: usize,
    /// Within the event's text; `None` is before the event.
    offset: Option<usize>,
}

/// A mark that is put into the output, and where.
type Inserted<'t> = (Insertion, CowStr<'t>);

/// Takes the gaps up to a place off the front.
fn take_to<'g, 't>(gaps: &mut &'g [Inserted<'t>], last: Insertion) -> &'g [Inserted<'t>] {
    let (taken, left) = gaps.split_at(gaps.iter().take_while(|(place, _)| *place <= last).count());
    *gaps = left;
    taken
}

impl<'t> Walker<'t, '_, '_, '_, '_> {
    /// Follows the elements: a block ends the passage before it.
    pub(super) fn passage_start(&mut self, tag: &Tag, source: &Span) {
        let (link, wikilink) = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => (false, false),
            // One to an entity is told of by itself; the text of one to an article is searched as any link's.
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                let name = dest_url.split('#').next().unwrap_or_default();
                (true, self.shared.gazetteer.linked(name).is_some())
            }
            Tag::Link { .. } => (true, false),
            // What a picture shows is said in its own text, which is an attribute.
            Tag::Image { .. } => return,
            _ => return self.close_passage(),
        };
        let passage = &mut self.passage;
        let outer = passage.open.map(|at| &passage.elements[at]);
        let element = Element {
            parent: passage.open,
            out: self.out.len(),
            source: source.clone(),
            is_link: link || outer.is_some_and(|outer| outer.is_link),
            is_wikilink: wikilink || outer.is_some_and(|outer| outer.is_wikilink),
        };
        passage.elements.push(element);
        passage.open = Some(passage.elements.len() - 1);
    }

    pub(super) fn passage_end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {
                self.passage.open = self.passage.open.and_then(|at| self.passage.elements[at].parent);
            }
            TagEnd::Image => {}
            _ => self.close_passage(),
        }
    }

    /// Text that is about to be put out.
    pub(super) fn passage_text(&mut self, text: &str, source: &Span) {
        let verbatim = self.text.get(source.clone()) == Some(text);
        self.push_segment(text, source, Some(self.out.len()), verbatim);
    }

    /// A line's end.
    pub(super) fn passage_break(&mut self, source: &Span) {
        self.push_segment(" ", source, None, false);
    }

    /// What is no text, such as code, and parts the words beside it.
    pub(super) fn passage_gap(&mut self, source: &Span) {
        self.push_segment("\u{FFFC}", source, None, false);
    }

    /// A link to what it names, by the author's hand, without a text of its own.
    pub(super) fn passage_wikilink(&mut self, name: &str, source: &Span) {
        self.push_segment(name, source, None, true);
    }

    /// A tag of raw HTML in a paragraph.
    pub(super) fn passage_raw_inline(&mut self, raw: &str) {
        self.passage.raw = (self.passage.raw + html::nesting(raw)).max(0);
        self.passage.silent = (self.passage.silent + html::nesting_of(raw, &html::SILENT)).max(0);
    }

    /// A block of raw HTML: its text is searched, and nothing in it is linked.
    pub(super) fn passage_raw_block(&mut self, source: &Span) {
        let raw = &self.text[source.clone()];
        for piece in html::texts(raw) {
            self.push_segment(&raw[piece.clone()], &(source.start + piece.start..source.start + piece.end), None, true);
            self.close_passage();
        }
        let depth = self.passage.closed_to_links + html::nesting_of(raw, &["a", "button", "label", "select"]);
        self.passage.closed_to_links = depth.max(0);
    }

    fn push_segment(&mut self, text: &str, source: &Span, out: Option<usize>, verbatim: bool) {
        if self.image.is_some() || self.code.is_some() {
            return;
        }
        let passage = &mut self.passage;
        let text = if passage.silent > 0 { "\u{FFFC}" } else { text };
        let element = passage.open.map(|at| &passage.elements[at]);
        let free = passage.raw == 0 && passage.closed_to_links == 0 && self.heading.is_none();
        let segment = Segment {
            start: passage.text.len(),
            out,
            source: source.clone(),
            verbatim: verbatim && passage.silent == 0,
            element: passage.open,
            linkable: free && !element.is_some_and(|element| element.is_link),
            wikilink: element.is_some_and(|element| element.is_wikilink),
        };
        passage.text.push_str(text);
        passage.segments.push(segment);
    }

    /// Searches the passage for names, and leaves gaps around those that could become links.
    pub(super) fn close_passage(&mut self) {
        let mut passage = std::mem::take(&mut self.passage);
        self.passage.closed_to_links = passage.closed_to_links;
        if passage.segments.is_empty() {
            return;
        }
        let text = without_addresses(std::mem::take(&mut passage.text));
        let found = self.shared.gazetteer.search(text, self.shared.language());
        let mut gaps = Vec::new();
        for (range, prospect) in found.candidates().zip(found.prospects()) {
            let place = self.place(&passage, &range, prospect, &mut gaps);
            self.shared.mentions.add_place(place);
        }
        self.insert(gaps);
        self.shared.mentions.add(found);
    }

    fn place(
        &mut self,
        passage: &OpenPassage,
        range: &Span,
        prospect: Prospect,
        gaps: &mut Vec<Inserted<'t>>,
    ) -> Place {
        let (first, last) = (passage.segment(range.start), passage.segment(range.end - 1));
        // A name that ends in another element than it begins in takes their markers with it.
        let (opened, closed) = passage.apart(first.element, last.element);
        let start = opened.last().map_or_else(|| first.source_at(range.start), |element| element.source.start);
        let end = closed.last().map_or_else(|| last.source_end(range.end), |element| element.source.end);
        let span = self.sink.file_span(&self.file_span(&(start..end.max(start))));
        let is_wikilink = first.wikilink || last.wikilink;
        let can_link = !is_wikilink && self.shared.mentions.may_link(prospect);
        let insertions = if can_link { self.insertions(passage, range) } else { None };
        let link = insertions.map(|(before, after)| {
            let number = self.shared.mentions.number(prospect);
            let (opening, closing) = (self.mark(Gap::NameStart(number)), self.mark(Gap::NameEnd(number)));
            gaps.extend([(before, opening), (after, closing)]);
            number
        });
        Place { scope: self.shared.mentions.scope(), link, span, is_wikilink }
    }

    /// Where a link around the range would begin and end; `None` where it cannot stand.
    fn insertions(&self, passage: &OpenPassage, range: &Span) -> Option<(Insertion, Insertion)> {
        let within = passage.segments_of(range);
        if !within.iter().all(|segment| segment.linkable) {
            return None;
        }
        let (first, last) = (within.first()?, within.last()?);
        let (opened, closed) = passage.apart(first.element, last.element);
        let before = match opened.last() {
            // The link is put around an element that begins with the name.
            Some(outermost) => {
                let begins_it = range.start == first.start && first.out? == outermost.out + opened.len();
                begins_it.then_some(Insertion { out: outermost.out, offset: None })?
            }
            None => Insertion { out: first.out?, offset: Some(range.start - first.start) },
        };
        let out = last.out?;
        let after = match closed.len() {
            0 => Insertion { out, offset: Some(range.end - last.start) },
            closers => {
                let ends_it = self.out.get(out + 1..=out + closers)?.iter().all(|event| matches!(event, Event::End(_)));
                let whole = matches!(&self.out[out], Event::Text(text) if text.len() == range.end - last.start);
                (ends_it && whole).then_some(Insertion { out: out + closers + 1, offset: None })?
            }
        };
        Some((before, after))
    }

    /// Puts the gaps into the output, all in one walk.
    fn insert(&mut self, mut gaps: Vec<Inserted<'t>>) {
        // Stable: where one name ends and the next begins, the first is closed first.
        gaps.sort_by_key(|(place, _)| *place);
        let Some(first) = gaps.first().map(|(place, _)| place.out.min(self.out.len())) else { return };
        let events = self.out.split_off(first);
        let mut left = &gaps[..];
        for (at, event) in (first..).zip(events) {
            let (before, within) =
                (Insertion { out: at, offset: None }, Insertion { out: at, offset: Some(usize::MAX) });
            let before = take_to(&mut left, before);
            let within = take_to(&mut left, within);
            self.push_gaps(before);
            match event {
                Event::Text(text) if !within.is_empty() => self.push_pieces(&text, within),
                other => self.out.push(other),
            }
        }
        self.push_gaps(left);
    }

    fn push_gaps(&mut self, gaps: &[Inserted<'t>]) {
        self.out.extend(gaps.iter().map(|(_, gap)| Event::InlineHtml(gap.clone())));
    }

    /// A text with gaps in it.
    fn push_pieces(&mut self, text: &CowStr<'t>, gaps: &[Inserted<'t>]) {
        let mut done = 0;
        let mut push = |walker: &mut Self, end: usize| {
            if end > done {
                walker.out.push(Event::Text(piece(text, done..end)));
                done = end;
            }
        };
        for (place, gap) in gaps {
            // White space at the end may have been taken away.
            push(self, text.floor_char_boundary(place.offset.unwrap_or_default().min(text.len())));
            self.out.push(Event::InlineHtml(gap.clone()));
        }
        push(self, text.len());
    }
}

/// A part of a text, without a copy where the text is the author's own.
fn piece<'t>(text: &CowStr<'t>, range: Span) -> CowStr<'t> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[range]),
        other => CowStr::from(other[range].to_owned()),
    }
}

impl OpenPassage {
    /// The segment that holds a byte.
    fn segment(&self, at: usize) -> &Segment {
        let next = self.segments.partition_point(|segment| segment.start <= at);
        &self.segments[next.saturating_sub(1)]
    }

    /// The elements around one place that are not around the other, innermost first, and the
    /// other way round.
    fn apart(&self, one: Option<usize>, other: Option<usize>) -> (Vec<&Element>, Vec<&Element>) {
        let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
        let (mut a, mut b) = (one, other);
        // A parent stands before its children, so the later of the two is never around both.
        while a != b {
            let (later, apart) = if a > b { (&mut a, &mut of_one) } else { (&mut b, &mut of_other) };
            let Some(at) = *later else { break };
            apart.push(&self.elements[at]);
            *later = self.elements[at].parent;
        }
        (of_one, of_other)
    }

    /// The segments that hold something of the range.
    fn segments_of(&self, range: &Span) -> &[Segment] {
        let first = self.segments.partition_point(|segment| segment.start <= range.start).saturating_sub(1);
        let end = self.segments.partition_point(|segment| segment.start < range.end);
        &self.segments[first..end]
    }
}

impl Segment {
    /// The end in the Markdown of what ends there in the passage.
    fn source_end(&self, at: usize) -> usize {
        if self.verbatim { self.source_at(at) } else { self.source.end }
    }

    /// The place in the Markdown of a place in the passage.
    fn source_at(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.start } else { self.source.start }
    }
}

/// The text with addresses blanked out byte by byte: no name in one is a mention.
fn without_addresses(text: String) -> String {
    let is_address = |word: &str| word.contains("://") || word.starts_with("www.") || is_email(word);
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return text;
    }
    let mut blanked = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let (bare, space) = word.split_at(word.trim_end().len());
        match is_address(bare) {
            true => blanked.extend(std::iter::repeat_n('\u{1A}', bare.len())),
            false => blanked.push_str(bare),
        }
        blanked.push_str(space);
    }
    blanked
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}
