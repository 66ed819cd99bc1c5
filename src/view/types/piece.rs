//! What pages are made of.

use serde::Serialize;

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
    /// Of its name, where that is not the page's.
    pub language: Option<String>,
}

/// A country, topic, person, organization or author with its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityLink {
    /// `country`, `topic`, `person`, `organization` or `author`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The same in the site's language.
    pub site_name: String,
    /// Its page.
    pub url: String,
    /// A country's flag as an emoji.
    pub flag: Option<String>,
    /// A country's ISO 3166-1 alpha-2 code.
    pub code: Option<String>,
    /// A country's region (M49), in words.
    pub region: Option<String>,
    /// How many explainers are about it, where a list tells that; else 0.
    pub count: usize,
    /// How many explainers name it otherwise, likewise.
    pub mentions: usize,
    /// A country's flag as a picture of 4:3.
    pub flag_url: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Its address, or that of a copy that all browsers show.
    pub url: String,
    /// In pixels, where it is known.
    pub width: Option<u32>,
    /// In pixels, where it is known.
    pub height: Option<u32>,
    /// Copies of other widths, as in `srcset`; none of what is shown as it is.
    pub srcset: Option<String>,
    /// The same copies in WebP, where the picture itself is in another format.
    pub webp: Option<String>,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// HTML.
    pub caption: Option<String>,
    /// Of its words, where that is not the page's.
    pub language: Option<String>,
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
    /// Of its text, where that is not the page's.
    pub language: Option<String>,
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
