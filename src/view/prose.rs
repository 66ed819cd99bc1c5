//! Rendered Markdown with its gaps filled.

use std::borrow::Cow;

use super::pieces::Cx;
use super::{DirectiveView, chart, map, pieces};
use crate::document::prose::{citation_anchor, source_anchor};
use crate::document::{Citation, Directive, Gap, LinkTarget, Prose, Summary};
use crate::gazetteer::Named;
use crate::index::SourceId;
use crate::value::UrlPath;

/// Begins the number of a directive in a view's HTML. A noncharacter, so no author can write it.
pub const DIRECTIVE_START: char = '\u{FDD0}';
/// Ends it.
pub const DIRECTIVE_END: char = '\u{FDD1}';

/// Directives of one page, by their numbers in its HTML.
pub(super) type Directives = Vec<(String, DirectiveView)>;

/// Whose text is shown, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) cx: Cx<'a>,
    /// The document that holds the text.
    pub(super) owner: &'a Summary,
    /// Whether this is its own page.
    pub(super) own_page: bool,
}

impl Text<'_> {
    /// The text as HTML.
    pub(super) fn html(self, prose: &Prose, directives: &mut Directives) -> String {
        let mut html = String::new();
        let mut linked = None;
        for (text, gap) in prose.pieces() {
            match self.own_page {
                true => html.push_str(text),
                false => html.push_str(&self.without_ids(text)),
            }
            if let Some(gap) = gap {
                self.fill(&gap, &mut linked, &mut html, directives);
            }
        }
        html
    }

    /// `linked` is the name that a link is open for.
    fn fill(self, gap: &Gap, linked: &mut Option<usize>, html: &mut String, directives: &mut Directives) {
        match gap {
            Gap::Href(target) => push_escaped(html, &self.href(target)),
            Gap::Picture(picture) => self.cx.inline_picture(picture, html),
            Gap::NameOf(target) => {
                let fallback = || match &**target {
                    LinkTarget::Wiki { name, .. } => name.clone(),
                    _ => String::new(),
                };
                push_escaped(html, &self.cx.reader.name(target).unwrap_or_else(fallback));
            }
            Gap::Citation(citation) => html.push_str(&self.citation(**citation)),
            Gap::NameStart(number) => {
                *linked = self.open_link(*number, html).then_some(*number);
            }
            Gap::NameEnd(number) if *linked == Some(*number) => html.push_str("</a>"),
            Gap::NameEnd(_) => {}
            Gap::Word(name) => push_escaped(html, &self.cx.locale.plain(name)),
            Gap::Directive(directive) => self.push_directive(directive, html, directives),
        }
    }

    /// On another page, a text's ids could be somebody else's, and links to them lead to its own page.
    fn without_ids(self, html: &str) -> Cow<'_, str> {
        if !html.contains(" id=\"") && !html.contains("href=\"#") {
            return Cow::Borrowed(html);
        }
        let own_page = format!("href=\"{}#", self.cx.frame.href(&self.owner.url));
        let mut plain = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(" id=\"") {
            plain.push_str(before);
            rest = after.split_once('"').map_or("", |(_, after)| after);
        }
        plain.push_str(rest);
        Cow::Owned(plain.replace("href=\"#", &own_page))
    }

    /// The same where the text may be missing.
    pub(super) fn optional(self, prose: Option<&Prose>, directives: &mut Directives) -> Option<String> {
        prose.map(|prose| self.html(prose, directives))
    }

    fn href(self, target: &LinkTarget) -> String {
        let Some((path, anchor)) = self.cx.reader.url(target) else {
            return "#".to_owned();
        };
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        match path == *self.cx.url && !anchor.is_empty() {
            true => anchor,
            false => self.cx.frame.href(&path) + &anchor,
        }
    }

    /// Opens the link that a name in the text is; an entity's own page never links to itself.
    fn open_link(self, number: usize, html: &mut String) -> bool {
        let url = self.name_url(number).filter(|url| url != self.cx.url);
        if let Some(url) = &url {
            html.push_str("<a class=\"entity\" href=\"");
            push_escaped(html, &self.cx.frame.href(url));
            html.push_str("\">");
        }
        url.is_some()
    }

    fn name_url(self, number: usize) -> Option<UrlPath> {
        Some(match self.owner.name_links.get(number)?.as_ref()? {
            Named::Country(code) => self.cx.reader.country(*code)?.0.url(),
            Named::Entity(id) => self.cx.reader.entity(id).map(|_| id.url())?,
        })
    }

    fn citation(self, Citation { source, occurrence }: Citation) -> String {
        let number = source + 1;
        let id = self.owner.sources.get(source).and_then(|source| source.id.as_deref());
        let anchor = source_anchor(source, id);
        let label = pieces::word(self.cx, "cited-source", "number", number.to_string());
        let mut attributes = String::new();
        push_escaped(&mut attributes, &label);
        match self.own_page {
            true => {
                let own = citation_anchor(source, id, occurrence);
                format!(
                    "<sup class=\"citation\"><a href=\"#{anchor}\" id=\"{own}\" aria-label=\"{attributes}\">[{number}]</a></sup>"
                )
            }
            false => {
                let page = self.cx.frame.href(&self.owner.url);
                format!(
                    "<sup class=\"citation\"><a href=\"{page}#{anchor}\" aria-label=\"{attributes}\">[{number}]</a></sup>"
                )
            }
        }
    }

    fn push_directive(self, directive: &Directive, html: &mut String, directives: &mut Directives) {
        let (name, view) = self.directive(directive, directives);
        directives.push((name.to_owned(), view));
        html.push(DIRECTIVE_START);
        html.push_str(&(directives.len() - 1).to_string());
        html.push(DIRECTIVE_END);
    }

    fn directive<'d>(self, directive: &'d Directive, directives: &mut Directives) -> (&'d str, DirectiveView) {
        match directive {
            Directive::Map { countries, caption } => (
                "map",
                DirectiveView::Map {
                    countries: self.cx.countries(countries),
                    map: map::locator(self.cx, countries, &[], &map::WIDTHS),
                    caption: self.optional(caption.as_ref(), directives),
                },
            ),
            Directive::Timeline { title, entries } => (
                "timeline",
                DirectiveView::Timeline {
                    title: title.clone(),
                    entries: entries.iter().map(|entry| self.timeline_entry(entry, directives)).collect(),
                },
            ),
            Directive::Reactions { title, entries } => (
                "reactions",
                DirectiveView::Reactions { title: title.clone(), groups: self.stance_groups(entries, directives) },
            ),
            Directive::Chart(chart) => {
                let caption = self.optional(chart.caption.as_ref(), directives);
                ("chart", DirectiveView::Chart(chart::chart(chart, caption, self.cx)))
            }
            Directive::Figure { image } => ("figure", DirectiveView::Figure { image: self.image(image, directives) }),
            Directive::Quote { text, by, role, source } => (
                "quote",
                DirectiveView::Quote {
                    text: self.html(text, directives),
                    by: by.clone(),
                    role: role.clone(),
                    source: source.as_ref().and_then(|source| self.source_link(source)),
                },
            ),
            Directive::Video { url, title, poster } => (
                "video",
                DirectiveView::Video {
                    url: url.as_str().to_owned(),
                    title: title.clone(),
                    host: url.host().unwrap_or_default(),
                    poster: poster.as_ref().map(|poster| self.cx.picture(poster)),
                },
            ),
            Directive::Note { title, text } => {
                ("note", DirectiveView::Note { title: title.clone(), text: self.html(text, directives) })
            }
            Directive::Custom { name, text, values } => {
                (name, DirectiveView::Custom { text: self.optional(text.as_ref(), directives), values: values.clone() })
            }
        }
    }
}

pub(super) fn push_escaped(html: &mut String, text: &str) {
    html_escape::encode_double_quoted_attribute_to_string(text, html);
}

/// The pages where a text is not at home need the address of its own.
pub(super) fn article_link(cx: Cx, id: &SourceId) -> Option<super::LinkView> {
    let article = cx.reader.document(id)?;
    Some(super::LinkView { name: article.title.clone(), url: cx.frame.href(&article.url) })
}

/// The sources of a page's own text; those citations that it shows in full lead back.
pub(super) fn sources_with_citations(own: Option<Text>, shown: &[&str]) -> Vec<super::SourceView> {
    let mut sources = own.map(Text::sources).unwrap_or_default();
    for source in &mut sources {
        source.citations.retain(|citation| {
            let id = format!("id=\"{}\"", citation.trim_start_matches('#'));
            shown.iter().any(|html| html.contains(&id))
        });
    }
    sources
}

/// The address of a source's entry on its article's page.
pub(super) fn source_url(page: Option<&UrlPath>, cx: Cx, source: usize, id: Option<&str>) -> String {
    let anchor = source_anchor(source, id);
    match page {
        Some(page) => format!("{}#{anchor}", cx.frame.href(page)),
        None => format!("#{anchor}"),
    }
}
