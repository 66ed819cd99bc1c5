//! Names in the texts of one document: gathered while they are read, decided when all are known.

use std::collections::BTreeSet;

use crate::config::Autolink;
use crate::country::CountryCode;
use crate::diagnostic::Span;
use crate::gazetteer::{self, Gazetteer, Meant, Mention, Named, Passage, Prospect};

/// The part of a document in which the first mention of each entity becomes a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(in crate::document) enum Scope {
    /// Title, dek and plain texts, in which nothing is linked.
    #[default]
    Head,
    /// The text, with the directives in it.
    Body,
    /// The list of takeaways.
    Takeaways,
    /// The parts of the background.
    Background,
    /// All reactions.
    Reactions,
    /// All events.
    Timeline,
    /// All questions and answers.
    Questions,
    /// Updates and corrections.
    Notices,
    /// The caption of the document's picture.
    Caption,
}

impl Scope {
    /// Whether anything is linked in it.
    pub(super) fn is_linked(self) -> bool {
        self != Self::Head
    }
}

/// A name that was found, or that seemed to be one and was kept out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In bytes of the file, without a possessive.
    pub span: Span,
    /// What is named; of what was kept out, what it seemed to be.
    pub named: Option<Named>,
    /// The rule that found it or kept it out.
    pub rule: &'static str,
    /// Whether it was kept out.
    pub kept_out: bool,
    /// Whether it is a link.
    pub linked: bool,
}

/// The rule of what an author's `unlink` keeps out.
const UNLINK: &str = "unlink";

impl Found {
    /// Why it was kept out, in a few words for its author.
    pub fn why(&self) -> Option<&'static str> {
        match self.rule {
            UNLINK => Some("the article's `unlink` names it"),
            rule => gazetteer::reason(rule),
        }
    }
}

/// Where a candidate of a passage stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) scope: Scope,
    /// Its number among the names of the document, by which its [`super::Part`]s know it; `None`
    /// where a link cannot stand.
    pub(super) link: Option<usize>,
    /// In bytes of the file.
    pub(super) span: Span,
    /// Whether the author linked it, so that it is told of already.
    pub(super) is_wikilink: bool,
}

/// The names of one document, as far as it was read.
#[derive(Debug, Default)]
pub(in crate::document) struct Mentions {
    scope: Scope,
    passages: Vec<Passage>,
    /// Of the candidates of all passages, in the same order.
    places: Vec<Place>,
    /// Links that the author wrote, with their place among the candidates.
    wikilinks: Vec<(usize, Scope, Found)>,
    /// How many names can become links.
    linkable: usize,
    /// Whether only the first mention in a scope can become a link.
    only_firsts: bool,
    /// What certainly becomes a link in a scope, or was one before.
    firsts: BTreeSet<(Scope, Meant)>,
}

/// What became of the names of a document.
#[derive(Debug, Default)]
pub(in crate::document) struct Settled {
    /// In the order in which they were read.
    pub(in crate::document) found: Vec<Found>,
    /// For each name that could be a link, to whom it is one.
    pub(in crate::document) links: Vec<Option<Named>>,
}

/// How an author wants names to be linked.
#[derive(Debug, Clone, Copy)]
pub(in crate::document) struct Wishes<'w> {
    pub(in crate::document) autolink: Autolink,
    /// Names and codes that are neither linked nor counted.
    pub(in crate::document) unlink: &'w [String],
    /// Countries that the document names in its fields: a shared name is more likely one of theirs.
    pub(in crate::document) declared: &'w [CountryCode],
    /// Whose own page this is.
    pub(in crate::document) own: Option<&'w Named>,
    /// The file's text.
    pub(in crate::document) text: &'w str,
}

impl Wishes<'_> {
    /// Whether the author wants what stands there to be left alone: by its name, or by the code or
    /// slug of what it means.
    fn unlinks(&self, span: &Span, named: &Named) -> bool {
        let written = || folded(self.text.get(span.clone()).unwrap_or_default());
        self.unlink.iter().any(|name| match named {
            Named::Country(code) if code.as_str() == name => true,
            Named::Entity(id) if id.slug.as_str() == name => true,
            _ => folded(name) == written(),
        })
    }
}

/// A name in which case, white space and the form of apostrophes make no difference.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'").to_lowercase()
}

impl Mentions {
    /// Begins a part; returns the one before, to go back to.
    pub(in crate::document) fn enter(&mut self, scope: Scope) -> Scope {
        std::mem::replace(&mut self.scope, scope)
    }

    /// The part that is read.
    pub(super) fn scope(&self) -> Scope {
        self.scope
    }

    /// Names where only the first mention in a scope can become a link, of whatever form.
    pub(in crate::document) fn only_firsts() -> Self {
        Self { only_firsts: true, ..Self::default() }
    }

    /// Whether a name could become a link, if a link can stand where it is.
    pub(super) fn may_link(&self, prospect: Prospect) -> bool {
        let is_first = |meant| !self.only_firsts || !self.firsts.contains(&(self.scope, meant));
        self.scope.is_linked()
            && match prospect {
                Prospect::KeptOut => false,
                Prospect::Certain(meant) | Prospect::Likely(meant) => is_first(meant),
                Prospect::Open => true,
            }
    }

    /// A number for a name that can become a link.
    pub(super) fn number(&mut self, prospect: Prospect) -> usize {
        if let Prospect::Certain(meant) = prospect {
            self.firsts.insert((self.scope, meant));
        }
        self.linkable += 1;
        self.linkable - 1
    }

    /// Adds where the next candidate stands, before its passage.
    pub(super) fn add_place(&mut self, place: Place) {
        self.places.push(place);
    }

    /// Adds a passage whose candidates have their places.
    pub(super) fn add(&mut self, passage: Passage) {
        self.passages.push(passage);
    }

    /// A link that the author wrote; it is the entity's first in its scope.
    pub(super) fn add_wikilink(&mut self, named: Named, span: Span) {
        let found = Found { span, named: Some(named), rule: "wikilink", kept_out: false, linked: true };
        self.wikilinks.push((self.places.len(), self.scope, found));
    }

    /// A text without markup, in which nothing is linked.
    pub(super) fn add_plain(&mut self, passage: Passage, to_file: impl Fn(&Span) -> Span) {
        let scope = self.scope;
        let place = |range| Place { scope, link: None, span: to_file(&range), is_wikilink: false };
        self.places.extend(passage.candidates().map(place));
        self.add(passage);
    }

    /// Decides what the names mean, and which become links.
    pub(in crate::document) fn settle(self, gazetteer: &Gazetteer, wishes: &Wishes) -> Settled {
        let decided = gazetteer.decide_each(&self.passages, wishes.declared);
        let mut settled = Settled { found: Vec::with_capacity(decided.len()), links: vec![None; self.linkable] };
        let mut linked: BTreeSet<(Scope, Named)> =
            self.wikilinks.iter().filter_map(|(_, scope, found)| Some((*scope, found.named.clone()?))).collect();
        let mut wikilinks = self.wikilinks.into_iter().peekable();
        for (at, (place, mention)) in self.places.into_iter().zip(decided).enumerate() {
            while let Some((_, _, found)) = wikilinks.next_if(|(before, _, _)| *before <= at) {
                settled.found.push(found);
            }
            if let Some(mention) = mention.filter(|_| !place.is_wikilink) {
                settled.add(mention, place, &mut linked, wishes);
            }
        }
        settled.found.extend(wikilinks.map(|(_, _, found)| found));
        settled.found.sort_by_key(|found| (found.span.start, found.span.end));
        settled
    }
}

impl Settled {
    fn add(
        &mut self,
        mention: Mention,
        Place { scope, link, span, .. }: Place,
        linked: &mut BTreeSet<(Scope, Named)>,
        wishes: &Wishes,
    ) {
        let Mention { named, rule, kept_out, .. } = mention;
        let mut found = Found { span, named, rule, kept_out, linked: false };
        if found.named.as_ref().is_some_and(|named| !kept_out && wishes.unlinks(&found.span, named)) {
            (found.rule, found.kept_out) = (UNLINK, true);
        }
        if let (Some(named), Some(number), false) = (&found.named, link, found.kept_out) {
            let wanted = match wishes.autolink {
                Autolink::None => false,
                Autolink::All => true,
                Autolink::First => !linked.contains(&(scope, named.clone())),
            };
            if wanted && wishes.own != Some(named) {
                linked.insert((scope, named.clone()));
                self.links[number] = Some(named.clone());
                found.linked = true;
            }
        }
        self.found.push(found);
    }
}
