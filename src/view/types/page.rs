//! What every page is told, and what each kind of page shows.

use std::sync::Arc;

use super::{
    BackgroundView, CardView, CompanionView, CountsView, DateView, EntityLink, FactView, FlagView, HeadingView,
    ImageView, LinkView, MapView, MenuItemView, MoreView, NoticeView, QuestionView, ReactionView, SourceView,
    StanceGroup, StanceTableView, TallyView, TimelineEntryView, TranslationView,
};
use crate::view::item::FinishedItem;
use serde::Serialize;
use serde_json::Value as Json;

/// What every page is told of the site: the variable `site`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// Its home page.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its Atom feed, if it has a `base_url`.
    pub feed: Option<String>,
    /// The same as JSON Feed.
    pub json_feed: Option<String>,
    /// A picture for browser tabs.
    pub icon: Option<String>,
    /// Its stylesheet.
    pub stylesheet: String,
    /// `extra` of `nutgraf.yaml`.
    pub extra: Json,
}

/// A feed that a page offers besides the site's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// What it is of.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// What every page is told of itself: the variable `page`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageMeta {
    /// `home`, `article`, `archive`, `countries`, `country`, `topic`, `person`, `organization`,
    /// `author`, `relation`, `listing`, `page`, `corrections`, `search`, `not-found` or `redirect`.
    pub kind: &'static str,
    /// Its address on the site.
    pub url: String,
    /// Its whole address, if the site has a `base_url`.
    pub canonical: Option<String>,
    /// Its title.
    pub title: String,
    /// For search engines, plain.
    pub description: Option<String>,
    /// Of what authors wrote on it: BCP 47.
    pub language: String,
    /// The same as Open Graph writes it: `en_GB`; without a region, `en`.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Of the interface's words on it, and so of the page as a whole.
    pub interface_language: String,
    /// `ltr` or `rtl`.
    pub interface_direction: &'static str,
    /// `language` where it is not the interface's, so that texts have to say it.
    pub text_language: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Navigation, with this page's place in it.
    pub menu: Vec<MenuItemView>,
    /// From the home page to this page's parent.
    pub breadcrumbs: Vec<LinkView>,
    /// The same in other languages.
    pub translations: Vec<TranslationView>,
    /// Its own feeds: Atom, then JSON Feed.
    pub feeds: Vec<FeedLink>,
    /// The same as data, if the site has that.
    pub data: Option<String>,
    /// The picture by which others show it.
    pub image: Option<PageImage>,
    /// When it was first published, where it says so: RFC 3339.
    pub published: Option<String>,
    /// When it last changed, likewise.
    pub modified: Option<String>,
    /// The addresses of its authors' pages.
    pub authors: Vec<String>,
    /// The first of its topics.
    pub section: Option<String>,
    /// Where a page has translations: all of them, itself too, and the one for everybody else.
    pub languages: Vec<VersionLink>,
    /// What it says in the vocabulary of schema.org: JSON-LD in which nothing can end a `script` element.
    pub structured_data: Option<String>,
    /// `extra` of its front matter.
    pub extra: Json,
}

/// A page in one of its languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct VersionLink {
    /// BCP 47, or `x-default`.
    pub language: String,
    /// Its whole address.
    pub url: String,
}

/// The picture by which others show a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageImage {
    /// Its whole address, if the site has a `base_url`.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// In pixels, where that is known.
    pub width: Option<u32>,
    /// In pixels, where that is known.
    pub height: Option<u32>,
}

/// `article.html`: the variable `article`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleView {
    /// The title.
    pub title: String,
    /// HTML.
    pub dek: String,
    /// Bylines.
    pub authors: Vec<EntityLink>,
    /// The same as one text: `A and B`.
    pub byline: Option<String>,
    /// First publication.
    pub date: Option<DateView>,
    /// Last change.
    pub updated: Option<DateView>,
    /// When an editor means to look at it again.
    pub review_by: Option<DateView>,
    /// At 230 words a minute, at least 1.
    pub reading_minutes: usize,
    /// Its picture.
    pub image: Option<ImageView>,
    /// HTML, each.
    pub takeaways: Vec<String>,
    /// The headings of the text.
    pub contents: Vec<HeadingView>,
    /// HTML.
    pub text: String,
    /// What went before.
    pub background: Vec<BackgroundView>,
    /// What happened.
    pub timeline: Vec<TimelineEntryView>,
    /// Who said what, by stance: supportive first, unrecorded last.
    pub reactions: Vec<StanceGroup>,
    /// Where the countries it is about are.
    pub map: Option<MapView>,
    /// What readers ask.
    pub questions: Vec<QuestionView>,
    /// Numbered.
    pub sources: Vec<SourceView>,
    /// Newest first.
    pub corrections: Vec<NoticeView>,
    /// Newest first.
    pub updates: Vec<NoticeView>,
    /// What it is about.
    pub countries: Vec<EntityLink>,
    /// What it is about.
    pub topics: Vec<EntityLink>,
    /// Whom it is about.
    pub people: Vec<EntityLink>,
    /// Which bodies it is about.
    pub organizations: Vec<EntityLink>,
    /// Pairs of these countries that have a page, most covered first.
    pub relations: Vec<LinkView>,
    /// Others that share what it is about.
    pub related: Vec<Arc<FinishedItem>>,
    /// How to cite it, plain.
    pub citation: String,
}

/// `home.html`: the variable `home`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeView {
    /// The title.
    pub title: String,
    /// HTML: the text of `content/index.md`, often empty.
    pub text: String,
    /// The newest explainers.
    pub articles: Vec<CardView>,
    /// The archive, if it has more.
    pub more: Option<String>,
    /// The world by coverage.
    pub map: Option<MapView>,
    /// Most covered first.
    pub countries: Vec<EntityLink>,
    /// Most covered first.
    pub topics: Vec<EntityLink>,
}

/// `archive.html`: the variable `archive`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveView {
    /// Newest first.
    pub articles: Vec<CardView>,
    /// The page's number, counted from the oldest; none on `/articles/` itself.
    pub number: Option<usize>,
    /// The page of newer ones.
    pub newer: Option<String>,
    /// The page of older ones.
    pub older: Option<String>,
}

/// `countries.html`: the variable `countries`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountriesView {
    /// The world by coverage.
    pub map: Option<MapView>,
    /// By name.
    pub regions: Vec<RegionView>,
}

/// The countries of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegionView {
    /// Its name.
    pub name: String,
    /// By name.
    pub countries: Vec<EntityLink>,
}

/// `country.html`: the variable `country`. Each list holds its newest entries; `more` leads to the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountryView {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The same in the site's language, by which a search is narrowed down.
    pub site_name: String,
    /// The same within a sentence: `the United Arab Emirates`.
    pub name_in_text: String,
    /// Its flag as an emoji.
    pub flag: String,
    /// It and what is around it.
    pub map: Option<MapView>,
    /// Its flag as a picture.
    pub flag_image: Option<FlagView>,
    /// Other names, which the site gives it.
    pub alternate_names: Vec<String>,
    /// HTML: the editor's summary, often empty.
    pub dek: String,
    /// HTML: the editor's text, often empty.
    pub text: String,
    /// From the dataset, with the site's overrides.
    pub facts: Vec<FactView>,
    /// Where the facts come from, a sentence a source; the site's own are not in it.
    pub facts_sources: Vec<String>,
    /// Explainers about it, newest first.
    pub about: Vec<CardView>,
    /// Explainers that mention it, newest first.
    pub mentioning: Vec<CardView>,
    /// The reactions it made, newest first.
    pub positions: Vec<ReactionView>,
    /// All reactions it made, by stance.
    pub positions_tally: Vec<TallyView>,
    /// What others said in explainers about it, newest first.
    pub reactions: Vec<ReactionView>,
    /// All that others said, by stance.
    pub reactions_tally: Vec<TallyView>,
    /// What happened, oldest first, each event once.
    pub timeline: Vec<TimelineEntryView>,
    /// The countries it is covered with most.
    pub companions: Vec<CompanionView>,
    /// How long each list is.
    pub counts: CountsView,
    /// Where each list goes on.
    pub more: MoreView,
    /// Of the editor's text.
    pub sources: Vec<SourceView>,
}

/// One of the two countries of a relation, and what it said of the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideView {
    /// The country.
    pub country: EntityLink,
    /// Its name within a sentence.
    pub name_in_text: String,
    /// Its flag as a picture.
    pub flag_image: Option<FlagView>,
    /// What it said in explainers about the other, newest first.
    pub reactions: Vec<Arc<FinishedItem>>,
    /// All of it, by stance.
    pub tally: Vec<TallyView>,
}

/// `relation.html`: the variable `relation`. Each list holds its newest entries; `more` leads to the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationView {
    /// `Israel and Kazakhstan`.
    pub title: String,
    /// By slug.
    pub first: SideView,
    /// By slug.
    pub second: SideView,
    /// The newest explainers about both, newest first.
    pub articles: Vec<Arc<FinishedItem>>,
    /// Older ones, of which the titles are enough.
    pub other_articles: Vec<Arc<FinishedItem>>,
    /// What concerns both, oldest first, each event once.
    pub timeline: Vec<Arc<FinishedItem>>,
    /// How long each list is.
    pub counts: CountsView,
    /// Where each list goes on.
    pub more: MoreView,
}

/// `listing.html`: the variable `listing`: a numbered page of a list of an entity or a relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListingView {
    /// `explainers`, `mentions`, `positions`, `reactions`, `timeline`, `first` or `second`.
    pub kind: &'static str,
    /// What the list is.
    pub title: String,
    /// Whose it is.
    pub subject: LinkView,
    /// Of explainers, newest first.
    pub articles: Vec<Arc<FinishedItem>>,
    /// Of reactions, newest first.
    pub reactions: Vec<Arc<FinishedItem>>,
    /// Of events, oldest first.
    pub timeline: Vec<Arc<FinishedItem>>,
    /// The page's number, counted from the oldest.
    pub number: usize,
    /// The page of newer ones.
    pub newer: Option<String>,
    /// The page of older ones.
    pub older: Option<String>,
}

/// `topic.html`, `person.html`, `organization.html`, `author.html`: the variable `entity`. Each list holds its
/// newest entries; `more` leads to the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityView {
    /// `topic`, `person`, `organization` or `author`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Other names.
    pub alternate_names: Vec<String>,
    /// HTML.
    pub dek: String,
    /// HTML.
    pub text: String,
    /// Its entry in another catalogue.
    pub same_as: Option<LinkView>,
    /// Its picture.
    pub image: Option<ImageView>,
    /// Newest first.
    pub articles: Vec<CardView>,
    /// Explainers that mention it, newest first; only what has a file is looked for.
    pub mentioning: Vec<CardView>,
    /// Of a topic.
    pub stances: StanceTableView,
    /// Of a person or organization: what it said, newest first.
    pub positions: Vec<ReactionView>,
    /// All that it said, by stance.
    pub positions_tally: Vec<TallyView>,
    /// Oldest first, each event once.
    pub timeline: Vec<TimelineEntryView>,
    /// How long each list is.
    pub counts: CountsView,
    /// Where each list goes on.
    pub more: MoreView,
    /// Of its text.
    pub sources: Vec<SourceView>,
}

/// `page.html`: the variable `plain`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlainView {
    /// The title.
    pub title: String,
    /// HTML.
    pub dek: String,
    /// HTML.
    pub text: String,
    /// The headings of the text.
    pub contents: Vec<HeadingView>,
    /// If it says so.
    pub date: Option<DateView>,
    /// If it says so.
    pub updated: Option<DateView>,
    /// Bylines.
    pub authors: Vec<EntityLink>,
    /// Its picture.
    pub image: Option<ImageView>,
    /// Of its text.
    pub sources: Vec<SourceView>,
    /// What its `list` found, of articles.
    pub articles: Vec<CardView>,
    /// What its `list` found, of entities.
    pub entities: Vec<EntityLink>,
}

/// `corrections.html`: the variable `corrections`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionsView {
    /// Newest first.
    pub notices: Vec<NoticeView>,
}

/// `search.html`: the variable `search`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// The folder that a search is answered from.
    pub bundle: String,
    /// The list of all explainers, for who has no script.
    pub archive: String,
}

/// `redirect.html`: the variable `redirect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedirectView {
    /// Where the page is now.
    pub url: String,
}
