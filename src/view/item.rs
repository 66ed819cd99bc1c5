//! Entries of lists that many pages show, finished: each is gathered and rendered once.
//!
//! An explainer stands on some fifty numbered pages and pages of relations, and a large site spends most of its time
//! on them. Nothing in such an entry depends on the page around it: these pages are in the site's language, no text
//! links to them, and what would only repeat the page's subject is left out by the [`Item`] itself.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::pieces::Cx;
use super::prose::Directives;
use super::record::Owner;
use super::{CardView, DateView, DirectiveView, Frame, PageMeta, ReactionView, TimelineEntryView};
use crate::country::CountryCode;
use crate::index::{Event, ReactionRef, Reader, SourceId};
use crate::value::UrlPath;

/// An entry of a list, which looks the same on all pages that show it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// An explainer with its summary, and the level of its heading.
    Card(SourceId, u8),
    /// An explainer's title and date.
    Title(SourceId),
    /// What somebody said, and whether it is told who: not where all is by one.
    Reaction(ReactionRef, bool),
    /// What happened.
    Event {
        /// As the documents tell it.
        event: Event,
        /// The countries that are not named, since the page is of them.
        without: Vec<CountryCode>,
        /// The document that is not named, since it is the file of the page's subject.
        file: Option<SourceId>,
    },
}

/// What an item is rendered from.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemView {
    /// The arguments of its component.
    pub content: ItemContent,
    /// The directives of its texts: name and variable `directive`, by their numbers in the HTML.
    pub directives: Vec<(String, DirectiveView)>,
    /// The variable `page` of the directives' templates, if there are any: of no page in particular.
    pub page: Option<Box<PageMeta>>,
}

/// The component that renders an item, with its arguments.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one lives at a time")]
pub enum ItemContent {
    /// `card_entry`: `item` and `level`.
    Card(CardView, u8),
    /// `title_entry`: `item`.
    Title(CardView),
    /// `reaction`: `item`, `timed` and `who`.
    Reaction(ReactionView, bool),
    /// `event`: `entry`.
    Event(TimelineEntryView),
}

/// An item as templates see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedItem {
    /// A whole `li` of HTML.
    pub html: String,
    /// The page of an explainer.
    pub url: Option<String>,
    /// The title of an explainer or event.
    pub title: Option<String>,
    /// When it was published, said or happened, for machines.
    pub date: Option<String>,
    /// Equal for equal content, whatever the templates make of it.
    pub print: u64,
}

/// For people and templates as it is; where only equality counts, in a binary format, its print stands for it.
impl Serialize for FinishedItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_u64(self.print);
        }
        let mut fields = serializer.serialize_struct("FinishedItem", 4)?;
        fields.serialize_field("html", &self.html)?;
        fields.serialize_field("url", &self.url)?;
        fields.serialize_field("title", &self.title)?;
        fields.serialize_field("date", &self.date)?;
        fields.end()
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
    let cx = Cx::new(reader, frame, &nowhere, &frame.site.language);
    let mut directives = Directives::new();
    let content = match item {
        Item::Card(id, level) => ItemContent::Card(cx.card(id)?, *level),
        Item::Title(id) => ItemContent::Title(cx.card(id)?),
        Item::Reaction(reference, who) => {
            ItemContent::Reaction(cx.gathered_reaction(reference, &mut directives)?, *who)
        }
        Item::Event { event, without, file } => {
            let owner = Owner { file: file.as_ref(), own_page: false, countries: without };
            ItemContent::Event(cx.event(event, owner, &mut directives)?)
        }
    };
    let page = (!directives.is_empty()).then(|| Box::new(cx.meta("listing", frame.site.title.clone())));
    Some(ItemView { content, directives, page })
}

impl Item {
    /// The document that it is of.
    pub fn source(&self) -> Option<&SourceId> {
        match self {
            Self::Card(id, _) | Self::Title(id) => Some(id),
            Self::Reaction(reference, _) => Some(&reference.article),
            Self::Event { event, .. } => event.fullest().map(|entry| &entry.source),
        }
    }
}

impl ItemView {
    /// The same with its HTML.
    pub fn finished(self, html: String, print: u64) -> FinishedItem {
        let machine = |date: DateView| date.machine;
        let (url, title, date) = match self.content {
            ItemContent::Card(card, _) | ItemContent::Title(card) => {
                (Some(card.url), Some(card.title), card.date.map(machine))
            }
            ItemContent::Reaction(reaction, _) => (None, None, reaction.date.or(reaction.reported).map(machine)),
            ItemContent::Event(event) => (None, event.title, Some(event.date.machine)),
        };
        FinishedItem { html, url, title, date, print }
    }
}

impl Cx<'_> {
    fn items(self, items: impl Iterator<Item = Item>, shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        items.filter_map(|item| shared.item(&item)).collect()
    }

    /// Explainers with their summaries, below a heading of a level above.
    pub(super) fn card_items(self, ids: &[SourceId], level: u8, shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        self.items(ids.iter().map(|id| Item::Card(id.clone(), level)), shared)
    }

    /// The titles of explainers.
    pub(super) fn title_items(self, ids: &[SourceId], shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        self.items(ids.iter().map(|id| Item::Title(id.clone())), shared)
    }

    /// Reactions, each with its explainer.
    pub(super) fn reaction_items(
        self,
        references: &[ReactionRef],
        who: bool,
        shared: &dyn Shared,
    ) -> Vec<Arc<FinishedItem>> {
        self.items(references.iter().map(|reference| Item::Reaction(reference.clone(), who)), shared)
    }

    /// Events that stand newest first, as a page shows them: oldest first.
    pub(super) fn event_items(self, events: &[Event], owner: Owner, shared: &dyn Shared) -> Vec<Arc<FinishedItem>> {
        self.items(events.iter().rev().map(|event| self.event_item(event, owner)), shared)
    }

    /// An event leaves out only what it would name, so that most pages share one.
    fn event_item(self, event: &Event, owner: Owner) -> Item {
        let told = event.entries.iter().filter_map(|entry| self.entry_of(entry));
        let named: Vec<CountryCode> = told.flat_map(|(_, _, entry)| &entry.countries).copied().collect();
        let without = owner.countries.iter().filter(|code| named.contains(code)).copied().collect();
        let file = owner.file.filter(|file| event.entries.iter().any(|entry| entry.source == **file)).cloned();
        Item::Event { event: event.clone(), without, file }
    }
}
