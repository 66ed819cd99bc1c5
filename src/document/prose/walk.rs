//! The walk over the Markdown events.

mod code;
mod footnotes;
mod headings;
mod passages;
mod references;
mod tables;

use std::mem;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, InlineStr, LinkType, Options as Syntax, Parser, Tag, TagEnd, html::push_html,
};

use super::super::Heading;
use super::gaps::{GAP_END, GAP_START, mark};
use super::{Flavour, Gap, Prose, Rendered, Shared, html, shortcode};
use crate::config::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::yaml::{Located, Offsets};
use code::OpenCode;
use footnotes::Footnote;
use headings::OpenHeading;
use passages::OpenPassage;
pub(in crate::document) use references::undefined_source;
use references::{OpenImage, is_citation};
use tables::OpenTable;

/// How one text is rendered.
#[derive(Debug, Clone, Copy)]
pub(in crate::document) struct Options<'a> {
    pub(in crate::document) flavour: Flavour,
    /// Where the text stands in its file.
    pub(in crate::document) offsets: &'a Offsets,
    /// Whether a first heading of level 1 is the page's title, and taken out.
    pub(in crate::document) take_title: bool,
}

const SYNTAX: Syntax = Syntax::ENABLE_TABLES
    .union(Syntax::ENABLE_FOOTNOTES)
    .union(Syntax::ENABLE_STRIKETHROUGH)
    .union(Syntax::ENABLE_TASKLISTS)
    .union(Syntax::ENABLE_SMART_PUNCTUATION)
    .union(Syntax::ENABLE_HEADING_ATTRIBUTES)
    .union(Syntax::ENABLE_GFM)
    .union(Syntax::ENABLE_DEFINITION_LIST)
    .union(Syntax::ENABLE_WIKILINKS);

/// How many elements may stand within one another.
const MAX_DEPTH: i32 = 200;

/// Renders one text.
pub(in crate::document) fn render(text: &str, options: Options, shared: &mut Shared, sink: &mut Sink) -> Rendered {
    let cleaned = text.contains([GAP_START, GAP_END]).then(|| text.replace([GAP_START, GAP_END], "\u{FFFD}"));
    let text = cleaned.as_deref().unwrap_or(text);
    let on_broken = |link: BrokenLink| citation(&link);
    let parser = Parser::new_with_broken_link_callback(text, SYNTAX, Some(on_broken));
    let mut walker = Walker::new(text, options, shared, sink);
    for (event, range) in parser.into_offset_iter() {
        walker.event(event, range);
    }
    walker.close_passage();
    walker.report_undefined_footnotes();
    walker.report_shortcodes();
    walker.finish()
}

/// Keeps `[@id]` as a link that the walk turns into a citation.
fn citation<'l>(link: &BrokenLink) -> Option<(CowStr<'l>, CowStr<'l>)> {
    link.reference.starts_with('@').then(|| (CowStr::from(link.reference.to_string()), CowStr::from("")))
}

struct Walker<'t, 'o, 's, 'a, 'k> {
    text: &'t str,
    located: Located<'o, 't>,
    options: Options<'o>,
    shared: &'s mut Shared<'a>,
    sink: &'s mut Sink<'k>,
    out: Vec<Event<'t>>,
    /// Outer texts while a footnote's definition is read.
    outer: Vec<(String, Vec<Event<'t>>)>,
    gaps: Vec<Gap>,
    /// The text without markup.
    plain: String,
    words: usize,
    headings: Vec<Heading>,
    title: Option<String>,
    heading: Option<OpenHeading>,
    image: Option<OpenImage>,
    code: Option<OpenCode>,
    /// Where text stands in the Markdown, and not code.
    texts: Vec<Span>,
    /// Within `[@id]`, whose text is replaced.
    citing: bool,
    has_raw_html: bool,
    /// How many elements are open.
    depth: i32,
    /// How many scripts and style sheets are open, whose text is no prose.
    in_unseen: i32,
    too_deep: bool,
    table: OpenTable,
    footnotes: Vec<Footnote<'t>>,
    passage: OpenPassage,
}

impl<'t, 'o, 's, 'a, 'k> Walker<'t, 'o, 's, 'a, 'k> {
    fn new(text: &'t str, options: Options<'o>, shared: &'s mut Shared<'a>, sink: &'s mut Sink<'k>) -> Self {
        Self {
            text,
            located: Located::new(options.offsets, text),
            options,
            shared,
            sink,
            out: Vec::new(),
            outer: Vec::new(),
            gaps: Vec::new(),
            plain: String::new(),
            words: 0,
            headings: Vec::new(),
            title: None,
            heading: None,
            image: None,
            code: None,
            texts: Vec::new(),
            citing: false,
            has_raw_html: false,
            depth: 0,
            in_unseen: 0,
            too_deep: false,
            table: OpenTable::default(),
            footnotes: Vec::new(),
            passage: OpenPassage::default(),
        }
    }

    fn event(&mut self, event: Event<'t>, range: Span) {
        if self.citing && !matches!(event, Event::End(TagEnd::Link)) {
            return;
        }
        match event {
            Event::Start(tag) => {
                self.deepen(1, &range);
                self.passage_start(&tag, &range);
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.passage_end(tag);
                self.end(tag);
            }
            // What a script or style sheet says goes with it.
            Event::Text(_) | Event::Code(_) if self.in_unseen > 0 => {}
            Event::Text(text) => self.push_text(text, range),
            Event::Code(code) => {
                self.passage_gap(&range);
                self.note_text(&code, &code);
                if self.image.is_none() {
                    self.out.push(Event::Code(code));
                }
            }
            Event::Html(raw) => self.raw_html(raw, range),
            Event::InlineHtml(raw) => {
                self.passage_raw_inline(&raw);
                self.raw_html(raw, range);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.passage_break(&range);
                self.note_text(" ", " ");
                if self.image.is_none() {
                    self.out.push(if event == Event::HardBreak { Event::InlineHtml("<br>\n".into()) } else { event });
                }
            }
            Event::Rule => self.push_html("<hr>\n".into()),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            other => self.out.push(other),
        }
    }

    /// Browsers and the sanitiser take ever longer for elements within elements.
    fn deepen(&mut self, by: i32, range: &Span) {
        self.depth += by;
        if self.depth > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let span = self.file_span(&(range.start..range.start + 1));
            let diagnostic = Diagnostic::new(Code::TooDeep, "this stands in too many other elements");
            self.sink.report(&span, diagnostic.help(format!("at most {MAX_DEPTH} stand within one another")));
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Span) {
        match tag {
            Tag::Heading { level, id, .. } => self.start_heading(level, id, range),
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                self.wikilink(&dest_url, has_pothole, range);
            }
            Tag::Link { link_type, dest_url, .. } if is_citation(link_type) => {
                self.citing = true;
                self.cite(&dest_url, &range);
            }
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, &range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row("<thead>\n<tr>", "th"),
            Tag::TableRow => self.start_row("<tr>", "td"),
            Tag::TableCell => self.start_cell(),
            Tag::FootnoteDefinition(label) => {
                let outer = mem::take(&mut self.out);
                self.outer.push((label.to_string(), outer));
            }
            Tag::HtmlBlock => self.passage_raw_block(&range),
            other => self.out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Link if self.citing => self.citing = false,
            TagEnd::Link => self.push_inline("</a>".into()),
            TagEnd::Image => self.end_image(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::BlockQuote(Some(_)) => self.push_html("</div>\n".into()),
            TagEnd::Table => self.push_html("</tbody>\n</table>\n</div>\n".into()),
            TagEnd::TableHead => self.push_html("</tr>\n</thead>\n<tbody>\n".into()),
            TagEnd::TableRow => self.push_html("</tr>\n".into()),
            TagEnd::TableCell => {
                self.note_text(" ", " ");
                let name = self.table.cell;
                self.push_inline(format!("</{name}>"));
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::HtmlBlock => {}
            other => {
                if matches!(other, TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListTitle) {
                    self.note_text(" ", " ");
                }
                self.out.push(Event::End(other));
            }
        }
    }

    // Text

    fn push_text(&mut self, text: CowStr<'t>, range: Span) {
        if let Some(code) = &mut self.code {
            // Line by line: in a YAML block, each is indented anew.
            let mut at = range.start;
            for line in text.split_inclusive('\n') {
                code.pieces.push((code.text.len(), at));
                code.text.push_str(line);
                at += line.len();
            }
            return;
        }
        self.texts.push(range.clone());
        self.passage_text(&text, &range);
        // Smart punctuation must not change ids, so they are made from the source.
        let source = self.text.get(range).unwrap_or(&text).to_owned();
        self.note_text(&text, &source);
        if self.image.is_none() {
            self.out.push(Event::Text(text));
        }
    }

    fn note_text(&mut self, text: &str, source: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.source.push_str(source);
            heading.text.push_str(text);
        }
        self.words += text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let needless_space = text == " " && (self.plain.is_empty() || self.plain.ends_with(' '));
        if !needless_space {
            self.plain.push_str(text);
        }
    }

    fn push_html(&mut self, html: String) {
        self.out.push(Event::Html(html.into()));
    }

    fn push_inline(&mut self, html: String) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    /// The mark that stands in the HTML for what the whole site resolves.
    fn gap(&mut self, gap: Gap) -> String {
        self.gaps.push(gap);
        format!("{GAP_START}{}{GAP_END}", self.gaps.len() - 1)
    }

    /// The same for each of many: without a place of its own in memory.
    fn mark(&mut self, gap: Gap) -> CowStr<'t> {
        self.gaps.push(gap);
        let number = self.gaps.len() - 1;
        let inline = InlineStr::try_from(mark(number, &mut [0; 22]));
        inline.map_or_else(|_| format!("{GAP_START}{number}{GAP_END}").into(), CowStr::Inlined)
    }

    fn file_span(&self, range: &Span) -> Span {
        self.located.to_file(range, self.sink.text())
    }

    // What other generators replace

    fn report_shortcodes(&mut self) {
        if !self.text.contains("{{") && !self.text.contains("{%") {
            return;
        }
        for found in shortcode::find(self.text) {
            if footnotes::is_within(&self.texts, found.range.start) {
                let span = self.file_span(&found.range);
                self.sink.report(&span, found.diagnostic(&self.shared.dialect.directives));
            }
        }
    }

    // Raw HTML

    fn raw_html(&mut self, raw: CowStr<'t>, range: Span) {
        match self.shared.dialect.html {
            HtmlPolicy::Escape => self.out.push(Event::Text(raw)),
            HtmlPolicy::Allow => self.out.push(Event::Html(raw)),
            HtmlPolicy::Sanitize => {
                self.has_raw_html = true;
                self.deepen(html::nesting(&raw), &range);
                self.in_unseen = (self.in_unseen + html::nesting_of(&raw, &html::UNSEEN)).max(0);
                for id in html::ids(&raw) {
                    self.shared.anchors.reserve(&id);
                }
                if let Some(what) = html::removed(&raw) {
                    let span = self.file_span(&(range.start..range.start + raw.trim_end().len().max(1)));
                    self.sink.report(
                        &span,
                        Diagnostic::new(Code::HtmlRemoved, format!("`{what}` is taken out of the page")).help(
                            "`markdown: {html: allow}` in nutgraf.yaml keeps all HTML, if all authors are trusted",
                        ),
                    );
                }
                self.out.push(Event::Html(raw));
            }
        }
    }

    // The end

    fn finish(mut self) -> Rendered {
        self.push_footnotes();
        if self.options.flavour == Flavour::Inline {
            unwrap_paragraph(&mut self.out);
        }
        let mut html = String::with_capacity(self.text.len() * 2);
        push_html(&mut html, self.out.into_iter());
        if self.has_raw_html && !self.too_deep {
            html = html::sanitize(&html);
        }
        let prose = Prose::new(&html, self.gaps, self.plain.trim_end(), self.words);
        Rendered { prose, headings: self.headings, title: self.title }
    }
}

/// Takes the `<p>` off a text that is one paragraph.
fn unwrap_paragraph(events: &mut Vec<Event>) {
    let paragraphs = events.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count();
    let one = matches!(events.first(), Some(Event::Start(Tag::Paragraph)))
        && matches!(events.last(), Some(Event::End(TagEnd::Paragraph)));
    if one && paragraphs == 1 {
        events.pop();
        events.remove(0);
    }
}
