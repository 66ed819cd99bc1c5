//! Rendered Markdown: HTML, and the gaps in it that only the whole site can fill.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Directive;
use crate::document::{Asset, LinkTarget};

/// One Markdown text, rendered as far as its own file allows.
///
/// They are most of what is kept of a site, and so are in one piece each, as postcard writes [`Words`] and then the gaps
/// with their places in the HTML, in order.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Prose(#[serde(with = "serde_bytes")] Box<[u8]>);

/// What a text says by itself: it is read without the gaps.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Words<'a> {
    count: usize,
    html: &'a str,
    /// `None` where the HTML reads the same.
    plain: Option<&'a str>,
}

type Gaps = Vec<(usize, Gap)>;

/// What stands between two pieces of HTML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Gap {
    /// The address a link leads to, within an `href`.
    Href(Box<LinkTarget>),
    /// A picture of the site, of which copies are made.
    Picture(Box<InlinePicture>),
    /// The name of what a wikilink leads to.
    NameOf(Box<LinkTarget>),
    /// A citation of a source of the same document.
    Citation(Box<Citation>),
    /// Begins a name that [`Summary::name_links`](crate::document::Summary::name_links) may make a link.
    NameStart(usize),
    /// Ends it.
    NameEnd(usize),
    /// A word of the interface.
    Word(Box<str>),
    /// A directive, drawn by a template.
    Directive(Box<Directive>),
}

/// A picture within a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlinePicture {
    /// The file.
    pub src: Asset,
    /// What it shows.
    pub alt: String,
    /// What is said of it when it is pointed at; may be empty.
    pub title: String,
}

/// A place that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The source's place in the document's list, from 0.
    pub source: usize,
    /// Which citation of it this is, from 1.
    pub occurrence: usize,
}

/// Noncharacters that mark a gap in HTML while it is made; reading replaces them in what authors write.
pub(super) const GAP_START: char = '\u{FDD0}';
pub(super) const GAP_END: char = '\u{FDD1}';

impl Prose {
    /// HTML with marks where the gaps are, each with its number among `gaps`; the same without markup; and its words.
    pub(super) fn new(marked: &str, gaps: Vec<Gap>, plain: &str, words: usize) -> Self {
        let (html, gaps) = cut(marked, gaps);
        let plain = Some(plain).filter(|plain| **plain != *html);
        // An empty text takes no room.
        if html.is_empty() && gaps.is_empty() && plain.is_none() {
            return Self::default();
        }
        // Nothing in it is of unknown length, which is all that could fail.
        Self(postcard::to_stdvec(&(Words { count: words, html: &html, plain }, gaps)).unwrap_or_default().into())
    }

    /// Of a text without markup.
    #[cfg(test)]
    pub(crate) fn of_text(text: &str) -> Self {
        Self::new(text, Vec::new(), text, 0)
    }

    fn words_and_rest(&self) -> (Words<'_>, &[u8]) {
        postcard::take_from_bytes(&self.0).unwrap_or_default()
    }

    fn said(&self) -> Words<'_> {
        self.words_and_rest().0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// HTML, each piece with the gap after it; after the last there is none.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<Gap>)> {
        let (Words { html, .. }, rest) = self.words_and_rest();
        let gaps: Gaps = postcard::from_bytes(rest).unwrap_or_default();
        let ends = gaps.into_iter().map(|(at, gap)| (at, Some(gap)));
        ends.chain([(html.len(), None)]).scan(0, |start, (end, gap)| {
            let piece = html.get(*start..end).unwrap_or_default();
            *start = end;
            Some((piece, gap))
        })
    }

    /// Without markup, for descriptions and data.
    pub fn plain(&self) -> &str {
        let said = self.said();
        said.plain.unwrap_or(said.html)
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        self.said().count
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Prose").field(&self.said()).field(&self.pieces().collect::<Vec<_>>()).finish()
    }
}

/// Takes the marks out of HTML; a mark that a sanitiser took out has no gap.
fn cut(marked: &str, gaps: Vec<Gap>) -> (String, Vec<(usize, Gap)>) {
    let mut html = String::with_capacity(marked.len());
    let mut placed = Vec::with_capacity(gaps.len());
    let mut gaps: Vec<Option<Gap>> = gaps.into_iter().map(Some).collect();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once(GAP_START) {
        let Some((number, after)) = after.split_once(GAP_END) else { break };
        html.push_str(before);
        let gap = number.parse::<usize>().ok().and_then(|number| gaps.get_mut(number)?.take());
        placed.extend(gap.map(|gap| (html.len(), gap)));
        rest = after;
    }
    html.push_str(rest);
    (html, placed)
}

/// The mark of a gap, written from its end on; formatting takes ten times as long.
pub(super) fn mark(mut number: usize, bytes: &mut [u8; 22]) -> &str {
    let (start, end) = (GAP_START.len_utf8(), bytes.len() - GAP_END.len_utf8());
    GAP_END.encode_utf8(&mut bytes[end..]);
    let mut at = end;
    while at > start && (at == end || number > 0) {
        at -= 1;
        bytes[at] = b"0123456789"[number % 10];
        number /= 10;
    }
    GAP_START.encode_utf8(&mut bytes[at - start..at]);
    str::from_utf8(&bytes[at - start..]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(number: usize) -> String {
        mark(number, &mut [0; 22]).to_owned()
    }

    #[test]
    fn gaps_stand_where_their_marks_stood() {
        let html = format!("{}a{}é{}{}", marked(1), marked(0), marked(2), marked(10));
        let prose = Prose::new(&html, vec![Gap::NameStart(7), Gap::NameEnd(8), Gap::Word("w".into())], "aé", 1);
        let pieces: Vec<_> = prose.pieces().collect();
        let (start, end, word) = (Gap::NameStart(7), Gap::NameEnd(8), Gap::Word("w".into()));
        assert_eq!(pieces, [("", Some(end)), ("a", Some(start)), ("é", Some(word)), ("", None)]);
    }

    #[test]
    fn a_text_without_markup_is_kept_once() {
        let plain = |html: &str, plain| Prose::new(html, vec![Gap::NameStart(0)], plain, 1);
        let same = plain(&format!("a{}b", marked(0)), "ab");
        assert_eq!((same.plain(), same.said().plain), ("ab", None));
        assert_eq!(plain("a <b>b</b>", "a b").plain(), "a b");
        assert_eq!(plain("", ""), Prose::default());
        assert_eq!(Prose::default().plain(), "");
    }
}
