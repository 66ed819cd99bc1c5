//! Entries of lists that many pages show, finished: each is gathered and rendered once.
//!
//! On a large site each stands on many numbered pages and pages of relations. Nothing in such an entry depends on the page around it but its language: no text links to these pages,
//! and what would only repeat the page's subject is left out by the [`Item`] itself.

use std::hash::Hash;
use std::sync::Arc;

use serde::ser::{Serialize, Serializer};
use xxhash_rust::xxh3::Xxh3Default;

use super::pieces::Cx;
use super::prose::Directives;
use super::record::Owner;
use super::{CardView, DirectiveView, Frame, LinkView, PageMeta, ReactionView, TimelineEntryView};
use crate::country::CountryCode;
use crate::index::{Event, ReactionRef, Reader, SourceId};
use crate::locale::Locale;
use crate::value::{LanguageTag, UrlPath};

/// An entry of a list, which looks the same on all pages that show it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item<'a> {
    /// What it shows.
    pub kind: ItemKind<'a>,
    /// Of the pages.
    pub language: &'a LanguageTag,
}

/// What an entry of a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ItemKind<'a> {
    /// An explainer with its summary, and the level of its heading.
    Card(&'a SourceId, Look, u8),
    /// An explainer's title and date.
    Title(&'a SourceId),
    /// What somebody said, and whether it is told who: not where all is by one.
    Reaction(&'a ReactionRef, bool),
    /// What happened.
    Event {
        /// As the documents tell it.
        event: &'a Event,
        /// The countries that are not named, since the page is of them.
        without: Vec<CountryCode>,
        /// The document that is not named, since it is the file of the page's subject.
        file: Option<&'a SourceId>,
    },
}

/// How a card is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// One below the other.
    Row,
    /// Side by side.
    Plain,
}

/// A hash so long that no two items of a site share it, in a fraction of the room that they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemKey(u128);

/// What an item is rendered from.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// The arguments of its component.
    pub content: ItemContent,
    /// The directives of its texts: name and variable `directive`, by their numbers in the HTML.
    pub directives: Vec<(String, DirectiveView)>,
    /// The variable `page` of the directives' templates, if there are any: of no page in particular.
    pub page: Option<Box<PageMeta>>,
    /// Of the interface's words.
    pub locale: &'static Locale,
}

/// The component that renders an item, with its arguments.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one lives at a time")]
pub enum ItemContent {
    /// `card_entry`: `item`, `look` and `level`.
    Card(CardView, Look, u8),
    /// `title_entry`: `item`.
    Title(CardView),
    /// `reaction`: `item`, `timed` and `who`.
    Reaction(ReactionView, bool),
    /// `event`: `entry`.
    Event(TimelineEntryView),
}

/// An item with its HTML, which is all that templates see of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedItem {
    /// A whole `li`.
    pub html: Box<str>,
    /// The page and the title of an explainer.
    pub link: Option<LinkView>,
    /// Equal for equal content, whatever the templates make of it.
    pub print: u64,
}

/// For templates its HTML; where only equality counts, in a binary format, its print stands for it.
impl Serialize for FinishedItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.serialize_str(&self.html),
            false => serializer.serialize_u64(self.print),
        }
    }
}

/// What is made once for many pages.
pub trait Shared {
    /// An explainer's whole text as feeds carry it; `None` where it cannot be had now.
    fn text(&self, id: &SourceId) -> Option<Arc<str>>;

    /// An entry of a list; `None` where its document is gone.
    fn item(&self, item: &Item) -> Option<Arc<FinishedItem>>;
}

/// Gathers an item.
pub fn item(item: &Item, reader: Reader, frame: &Frame) -> Option<ItemView> {
    // No page has this address, so that no text takes itself to be at home.
    let nowhere = UrlPath::file(&["."]);
    let cx = Cx::new(reader, frame, &nowhere, item.language);
    let mut directives = Directives::new();
    let content = match &item.kind {
        ItemKind::Card(id, look, level) => ItemContent::Card(cx.card(id)?, *look, *level),
        ItemKind::Title(id) => ItemContent::Title(cx.card(id)?),
        ItemKind::Reaction(reference, who) => {
            ItemContent::Reaction(cx.gathered_reaction(reference, &mut directives)?, *who)
        }
        ItemKind::Event { event, without, file } => {
            let owner = Owner { file: *file, own_page: false, countries: without };
            ItemContent::Event(cx.event(event, owner, &mut directives)?)
        }
    };
    let page = (!directives.is_empty()).then(|| Box::new(cx.meta("listing", frame.site.title.clone())));
    Some(ItemView { content, directives, page, locale: cx.locale })
}

impl Item<'_> {
    /// What it is kept by: no two of a site have the same.
    pub fn key(&self) -> ItemKey {
        let mut hasher = Xxh3Default::new();
        self.hash(&mut hasher);
        ItemKey(hasher.digest128())
    }

    /// The document that it is of.
    pub fn source(&self) -> Option<&SourceId> {
        match &self.kind {
            ItemKind::Card(id, ..) | ItemKind::Title(id) => Some(id),
            ItemKind::Reaction(reference, _) => Some(&reference.article),
            ItemKind::Event { event, .. } => event.fullest().map(|entry| &entry.source),
        }
    }
}

impl Look {
    /// As in class names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Plain => "plain",
        }
    }
}

impl ItemView {
    /// The same with its HTML.
    pub fn finished(self, html: &str, print: u64) -> FinishedItem {
        let link = match self.content {
            ItemContent::Card(card, ..) | ItemContent::Title(card) => {
                Some(LinkView { name: card.title, url: card.url })
            }
            ItemContent::Reaction(..) | ItemContent::Event(_) => None,
        };
        // A copy takes just the room that it needs.
        FinishedItem { html: Box::from(html), link, print }
    }
}

impl Cx<'_> {
    fn items<'k>(self, kinds: impl Iterator<Item = ItemKind<'k>>, shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        let item = |kind| shared.item(&Item { kind, language: self.language });
        kinds.filter_map(item).collect()
    }

    /// Explainers with their summaries; the level is that of their headings.
    pub(super) fn card_items(
        self,
        ids: &[SourceId],
        (look, level): (Look, u8),
        shared: &dyn Shared,
    ) -> Vec<Arc<FinishedItem>> {
        self.items(ids.iter().map(|id| ItemKind::Card(id, look, level)), shared)
    }

    /// The titles of explainers.
    pub(super) fn title_items(self, ids: &[SourceId], shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        self.items(ids.iter().map(ItemKind::Title), shared)
    }

    /// Reactions, each with its explainer.
    pub(super) fn reaction_items(
        self,
        references: &[ReactionRef],
        who: bool,
        shared: &dyn Shared,
    ) -> Vec<Arc<FinishedItem>> {
        self.items(references.iter().map(|reference| ItemKind::Reaction(reference, who)), shared)
    }

    /// Events that stand newest first, as a page shows them: oldest first.
    pub(super) fn event_items(self, events: &[Event], owner: Owner, shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        self.items(events.iter().rev().map(|event| self.event_item(event, owner)), shared)
    }

    /// An event leaves out only what it would name, so that most pages share one.
    fn event_item<'k>(self, event: &'k Event, owner: Owner<'k>) -> ItemKind<'k> {
        let told = event.entries.iter().filter_map(|entry| self.entry_of(entry));
        let named: Vec<CountryCode> = told.flat_map(|(_, _, entry)| &entry.countries).copied().collect();
        let without = owner.countries.iter().filter(|code| named.contains(code)).copied().collect();
        let file = owner.file.filter(|file| event.entries.iter().any(|entry| entry.source == **file));
        ItemKind::Event { event, without, file }
    }
}
