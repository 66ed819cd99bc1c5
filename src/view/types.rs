//! What templates receive: closed values in which every URL is final and every text is HTML or
//! plain as its documentation says.
//!
//! This is the contract with a site's own templates. All URLs are ready for an `href`; "HTML" is
//! sanitised and may be marked `safe`; everything else is plain text that the template escapes.

use serde::Serialize;
use serde_json::Value as Json;

/// A date for machines and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For a `datetime` attribute: `2020-09`, `2020-09-15` or RFC 3339.
    pub machine: String,
    /// `15 September 2020`.
    pub human: String,
}

/// Something with a name and an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// As shown.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

/// One entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuItemView {
    /// As shown.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// Whether this page is it, or below it.
    pub current: bool,
}

/// A country, topic, person, organization or author with its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityLink {
    /// `country`, `topic`, `person`, `organization` or `author`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// A country's flag as an emoji.
    pub flag: Option<String>,
    /// A country's ISO 3166-1 alpha-2 code.
    pub code: Option<String>,
    /// A country's region (M49), in words.
    pub region: Option<String>,
    /// How many explainers are about it.
    pub count: usize,
    /// How many explainers name it otherwise.
    pub mentions: usize,
    /// A country's flag as a picture of 4:3.
    pub flag_url: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Its address.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// HTML.
    pub caption: Option<String>,
}

/// An explainer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardView {
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its dek, plain.
    pub dek: String,
    /// First publication.
    pub date: Option<DateView>,
    /// Last change.
    pub updated: Option<DateView>,
    /// Its own language and direction, where they are not the page's.
    pub language: Option<String>,
    /// The countries it is about.
    pub countries: Vec<EntityLink>,
    /// The topics it is about.
    pub topics: Vec<EntityLink>,
    /// Its picture.
    pub image: Option<ImageView>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceLink {
    /// Its title, or its host.
    pub title: String,
    /// Its entry in the article's list, or its address.
    pub url: String,
    /// Its number in the article's list.
    pub number: Option<usize>,
}

/// A stance: supportive, opposed, cautious, neutral, mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StanceView {
    /// For class names: `supportive`.
    pub name: &'static str,
    /// For readers: `Supportive`.
    pub word: String,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReactionView {
    /// The country, if it was one.
    pub country: Option<EntityLink>,
    /// The body or person that spoke.
    pub actor: Option<String>,
    /// The page of that body or person, if it has one.
    pub actor_url: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// For or against.
    pub stance: Option<StanceView>,
    /// HTML: what was said, in the author's words.
    pub text: Option<String>,
    /// HTML: what was said, in the actor's words.
    pub quote: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// On another page than the article's, and without a date of its own: when the article was published.
    pub reported: Option<DateView>,
    /// Where that is known from.
    pub source: Option<SourceLink>,
    /// On another page than the article's: the article.
    pub article: Option<LinkView>,
    /// On another page than the article's: the article's language, where it is not the site's.
    pub language: Option<String>,
}

/// How many reactions there are of one stance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TallyView {
    /// The stance; `None` for those that record none.
    pub stance: Option<StanceView>,
    /// How many.
    pub count: usize,
    /// `3 supportive`.
    pub text: String,
    /// Where the newest of them stands.
    pub article: Option<LinkView>,
}

/// How a country stands to a topic: a row of the stance table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StanceRowView {
    /// The country.
    pub country: EntityLink,
    /// Its newest stance.
    pub stance: Option<StanceView>,
    /// Of when that is: of the reaction, else of its explainer.
    pub date: Option<DateView>,
    /// Where it stands.
    pub article: Option<LinkView>,
    /// A cell for each of the table's stances; `None` where there is no reaction.
    pub tallies: Vec<Option<TallyView>>,
}

/// How countries stand to a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StanceTableView {
    /// The stances that somebody took, supportive first; the last may be none.
    pub stances: Vec<Option<StanceView>>,
    /// By newest stance, then by name.
    pub rows: Vec<StanceRowView>,
}

/// The reactions of one stance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StanceGroup {
    /// The stance; `None` for those that record none.
    pub stance: Option<StanceView>,
    /// In the author's order.
    pub reactions: Vec<ReactionView>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineEntryView {
    /// When.
    pub date: DateView,
    /// What, in a few words.
    pub title: Option<String>,
    /// HTML: what, in full.
    pub text: Option<String>,
    /// Whom it concerns.
    pub countries: Vec<EntityLink>,
    /// Where that is known from.
    pub source: Option<SourceLink>,
    /// On another page than the article's: the articles that tell of it.
    pub articles: Vec<LinkView>,
    /// On another page than the article's: the language of the text, where it is not the site's.
    pub language: Option<String>,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    /// From 2.
    pub level: u8,
    /// For links.
    pub id: String,
    /// Plain.
    pub text: String,
}

/// A part of the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackgroundView {
    /// Its heading.
    pub title: Option<String>,
    /// HTML.
    pub text: String,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// HTML.
    pub question: String,
    /// HTML.
    pub answer: String,
}

/// An entry of the list of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// From 1.
    pub number: usize,
    /// The element's id.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// When the author read it.
    pub accessed: Option<DateView>,
    /// A copy that stays.
    pub archived: Option<String>,
    /// Where the text cites it: `#cite-un-1`.
    pub citations: Vec<String>,
}

/// A dated correction or update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    /// `correction` or `update`.
    pub kind: &'static str,
    /// When.
    pub date: DateView,
    /// HTML.
    pub text: String,
    /// On another page than the article's: the article.
    pub article: Option<LinkView>,
}

/// The same in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranslationView {
    /// BCP 47.
    pub language: String,
    /// The translation's title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its whole address, if the site has a `base_url`.
    pub canonical: Option<String>,
}

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
    /// `author`, `relation`, `listing`, `page`, `corrections`, `not-found` or `redirect`.
    pub kind: &'static str,
    /// Its address on the site.
    pub url: String,
    /// Its whole address, if the site has a `base_url`.
    pub canonical: Option<String>,
    /// Its title.
    pub title: String,
    /// For search engines, plain.
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
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
    /// `extra` of its front matter.
    pub extra: Json,
}

/// A map, drawn by the component `map`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapView {
    /// `world`, `locator` or `portrait`.
    pub kind: &'static str,
    /// What it shows, in a few words: its accessible name.
    pub title: String,
    /// The same as it can be seen, in sentences.
    pub description: String,
    /// For the `viewBox` of an SVG.
    pub view_box: String,
    /// All land of a shared sheet, for the `href` of a `use`.
    pub land: Option<String>,
    /// Paths of land that has no page here, where the map is drawn for itself.
    pub paths: Vec<String>,
    /// The countries it shows, in the order in which they are drawn.
    pub shapes: Vec<MapShapeView>,
    /// Names on the map, once for each width in which it can stand.
    pub labels: Vec<MapLabelsView>,
    /// What its colours mean.
    pub legend: Vec<MapKeyView>,
}

/// A country on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapShapeView {
    /// `own` or `around` on a portrait, `about` or `voice` on a locator, `step-0` (only mentioned) to `step-5` on a map of coverage.
    pub class: String,
    /// For a tooltip: `Kazakhstan: 5 explainers`; empty where the map has very many places.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// Its shape on a shared sheet, for the `href` of a `use`.
    pub sheet: Option<String>,
    /// Its shape as a path, where the map is drawn for itself.
    pub path: Option<String>,
    /// Where it is, if its shape is too small to see.
    pub dot: Option<MapPointView>,
}

/// A point of a map, in its units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapPointView {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
}

/// The names on a map for one width.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapLabelsView {
    /// `narrow`, `middle` or `wide`.
    pub width: &'static str,
    /// The size of the letters, in the map's units.
    pub font: String,
    /// From line to line, in the map's units.
    pub leading: String,
    /// The names that have a place.
    pub names: Vec<MapLabelView>,
}

/// A name on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapLabelView {
    /// As of the country's shape; with `map-name-inside` where it stands on it.
    pub class: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Of the first line's base.
    pub x: String,
    /// Of the first line's base.
    pub y: String,
    /// `start`, `middle` or `end`, for `text-anchor`.
    pub anchor: &'static str,
}

/// What a colour of a map means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapKeyView {
    /// As of the shapes.
    pub class: String,
    /// What it means.
    pub text: String,
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
    pub related: Vec<CardView>,
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

/// A picture of a country's flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagView {
    /// Its address.
    pub url: String,
    /// In pixels of CSS; 4:3, into which a flag of another shape is fitted.
    pub width: u32,
    /// In pixels of CSS.
    pub height: u32,
}

/// A name that is a link where there is a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameView {
    /// As shown.
    pub name: String,
    /// The page, if there is one.
    pub url: Option<String>,
}

/// A fact of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// For class names: `capital`.
    pub key: &'static str,
    /// What: `Capital`.
    pub label: String,
    /// Plain; empty where there are only countries.
    pub value: String,
    /// Countries by name, as for neighbours.
    pub links: Vec<NameView>,
    /// What must be known to read it: `at purchasing-power parity`.
    pub note: Option<String>,
    /// `cldr`, `compiled` or `site`.
    pub source: &'static str,
    /// Its source and vintage in words.
    pub source_text: String,
}

/// How long each list of a page is as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "each is named as the list it counts")]
pub struct CountsView {
    pub explainers: usize,
    pub mentions: usize,
    pub positions: usize,
    pub reactions: usize,
    pub timeline: usize,
    pub first: usize,
    pub second: usize,
}

/// Where each list of a page goes on, if it has older entries: addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "each is named as the list it continues")]
pub struct MoreView {
    pub explainers: Option<String>,
    pub mentions: Option<String>,
    pub positions: Option<String>,
    pub reactions: Option<String>,
    pub timeline: Option<String>,
    pub first: Option<String>,
    pub second: Option<String>,
}

/// A country that explainers are about together with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompanionView {
    /// The country.
    pub country: EntityLink,
    /// How many explainers are about both.
    pub count: usize,
    /// The page of the two, if there is one.
    pub relation: Option<LinkView>,
}

/// `country.html`: the variable `country`. Each list holds its newest entries; `more` leads to the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountryView {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its name.
    pub name: String,
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
    pub reactions: Vec<ReactionView>,
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
    /// Explainers about both, newest first.
    pub articles: Vec<CardView>,
    /// What concerns both, oldest first, each event once.
    pub timeline: Vec<TimelineEntryView>,
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
    pub articles: Vec<CardView>,
    /// Of reactions, newest first.
    pub reactions: Vec<ReactionView>,
    /// Of events, oldest first.
    pub timeline: Vec<TimelineEntryView>,
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

/// `redirect.html`: the variable `redirect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedirectView {
    /// Where the page is now.
    pub url: String,
}

/// `directives/NAME.html`: the variable `directive`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DirectiveView {
    /// `map`.
    Map {
        /// In the author's order.
        countries: Vec<EntityLink>,
        /// Where they are.
        map: Option<MapView>,
        /// HTML.
        caption: Option<String>,
    },
    /// `timeline`.
    Timeline {
        /// Plain.
        title: Option<String>,
        /// In the author's order.
        entries: Vec<TimelineEntryView>,
    },
    /// `reactions`.
    Reactions {
        /// Plain.
        title: Option<String>,
        /// By stance.
        groups: Vec<StanceGroup>,
    },
    /// `chart`.
    Chart {
        /// `bar` or `line`.
        kind: &'static str,
        /// Plain.
        title: Option<String>,
        /// Of the values.
        unit: Option<String>,
        /// In the author's order.
        rows: Vec<ChartRow>,
        /// HTML.
        caption: Option<String>,
        /// For drawing, one for each row.
        points: Vec<ChartPoint>,
    },
    /// `figure`.
    Figure {
        /// The picture.
        image: ImageView,
    },
    /// `quote`.
    Quote {
        /// HTML.
        text: String,
        /// Who said it.
        by: Option<String>,
        /// In which role.
        role: Option<String>,
        /// Where that is known from.
        source: Option<SourceLink>,
    },
    /// `video`.
    Video {
        /// Where it can be watched.
        url: String,
        /// Of the video.
        title: String,
        /// For readers.
        host: String,
        /// A still of it.
        poster: Option<String>,
    },
    /// `note`.
    Note {
        /// Plain.
        title: Option<String>,
        /// HTML.
        text: String,
    },
    /// One that the site's own templates add.
    Custom {
        /// HTML of its `text`.
        text: Option<String>,
        /// All its keys but `text`, as the author wrote them.
        values: Json,
    },
}

/// A value of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartRow {
    /// What.
    pub label: String,
    /// How much, as the author wrote it.
    pub value: String,
}

/// Where a value stands on a chart's axis, in per mille of its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ChartPoint {
    /// The value itself, for a line.
    pub at: i64,
    /// Where its bar begins.
    pub start: i64,
    /// How long its bar is.
    pub length: i64,
}
