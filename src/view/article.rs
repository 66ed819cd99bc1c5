//! An article's page, and a plain page.

use super::card;
use super::machine;
use super::map;
use super::pieces::{self, Cx};
use super::prose::Directives;
use super::{
    ArticleView, BackgroundView, Content, Look, PageMeta, PageView, PlainView, QuestionView, Shared, TranslationView,
    VersionLink,
};
use crate::document::{Body, Kind, ListKind, Notice, Summary};
use crate::index::SourceId;
use crate::value::{EntityKind, Moment};

/// Adults read English prose at about this many words a minute (Brysbaert 2019: 238).
const WORDS_PER_MINUTE: usize = 230;
const RELATED: usize = 3;
const RELATIONS: usize = 6;

pub(super) fn document(cx: Cx, id: &SourceId, body: &Body, shared: &dyn Shared) -> Option<PageView> {
    let summary = cx.reader.document(id)?;
    Some(match summary.kind {
        Kind::Article => article(cx, id, summary, body, shared),
        _ => plain(cx, id, summary, body),
    })
}

/// The whole text for a feed: without what leads on to other explainers.
pub(super) fn feed_entry(cx: Cx, id: &SourceId, summary: &Summary, body: &Body) -> PageView {
    let mut directives = Directives::new();
    let content = Content::Article(article_view(cx, summary, body, &mut directives));
    PageView { template: "feed-entry.html".to_owned(), meta: meta(cx, id, summary, "article"), content, directives }
}

fn article(cx: Cx, id: &SourceId, summary: &Summary, body: &Body, shared: &dyn Shared) -> PageView {
    let mut directives = Directives::new();
    let content = ArticleView {
        map: map::of_article(cx, summary),
        relations: super::country::relation_links(cx, &summary.countries, RELATIONS),
        related: cx.card_items(&cx.reader.related(id, RELATED), (Look::Plain, 3), shared),
        ..article_view(cx, summary, body, &mut directives)
    };
    let mut meta = meta(cx, id, summary, "article");
    meta.breadcrumbs = vec![cx.crumb("home", &[]), cx.crumb("nav-articles", &["articles"])];
    meta.data = cx.data_of_page();
    PageView { template: template(cx, summary, "article.html"), meta, content: Content::Article(content), directives }
}

/// All but what leads on: its map, and other pages.
fn article_view(cx: Cx, summary: &Summary, body: &Body, directives: &mut Directives) -> ArticleView {
    let own = cx.own(summary);
    let authors = cx.named(EntityKind::Author, &summary.authors);
    let names: Vec<_> = authors.iter().map(|author| author.name.clone()).collect();
    let byline = match names.is_empty() {
        true => cx.frame.site.author.clone(),
        false => Some(cx.locale.list(&names)),
    };
    let notices = |kind, notices: &[Notice], directives: &mut Directives| {
        notices.iter().map(|notice| own.notice(kind, notice, directives)).collect()
    };
    ArticleView {
        title: summary.title.clone(),
        dek: own.html(&summary.dek, directives),
        citation: citation(cx, summary, byline.as_deref()),
        authors,
        byline,
        date: summary.date.as_ref().map(|date| cx.day(date)),
        updated: summary.updated.as_ref().map(|date| cx.day(date)),
        review_by: summary.review_by.as_ref().map(|(day, _)| cx.date((*day).into())),
        reading_minutes: body.words.div_ceil(WORDS_PER_MINUTE).max(1),
        image: summary.image.as_ref().map(|image| own.image(image, directives)),
        corrections: notices("correction", &summary.corrections, directives),
        takeaways: body.takeaways.iter().map(|prose| own.html(prose, directives)).collect(),
        contents: pieces::headings(&body.contents),
        text: own.html(&body.text, directives),
        background: body
            .background
            .iter()
            .map(|part| BackgroundView { title: part.title.clone(), text: own.html(&part.text, directives) })
            .collect(),
        timeline: own.timeline(&summary.timeline, directives),
        reactions: own.stance_groups(&summary.reactions, directives),
        map: None,
        questions: body
            .questions
            .iter()
            .map(|item| QuestionView {
                question: own.html(&item.question, directives),
                answer: own.html(&item.answer, directives),
            })
            .collect(),
        sources: own.sources(),
        updates: notices("update", &summary.updates, directives),
        countries: cx.countries(&summary.countries),
        topics: cx.named(EntityKind::Topic, &summary.topics),
        people: cx.named(EntityKind::Person, &summary.people),
        organizations: cx.named(EntityKind::Organization, &summary.organizations),
        relations: Vec::new(),
        related: Vec::new(),
    }
}

/// How to cite: title, byline, site, date, address; what is not known is left out.
fn citation(cx: Cx, summary: &Summary, byline: Option<&str>) -> String {
    let date = summary.date.as_ref().map(|date| cx.locale.day(date));
    let title = pieces::word(cx, "cited-title", "title", summary.title.as_str());
    let site = [Some(cx.site_title_within()), date].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parts = [byline.map(str::to_owned), Some(title), Some(site), cx.frame.canonical(cx.url)];
    let sentence = |part: String| {
        let ended = part.ends_with(['.', '?', '!']) || part.starts_with("http");
        if ended { part } else { part + "." }
    };
    parts.into_iter().flatten().map(sentence).collect::<Vec<_>>().join(" ")
}

fn plain(cx: Cx, id: &SourceId, summary: &Summary, body: &Body) -> PageView {
    let mut directives = Directives::new();
    let own = cx.own(summary);
    let content = PlainView {
        title: summary.title.clone(),
        dek: own.html(&summary.dek, &mut directives),
        text: own.html(&body.text, &mut directives),
        contents: pieces::headings(&body.contents),
        date: summary.date.as_ref().map(|date| cx.day(date)),
        updated: summary.updated.as_ref().map(|date| cx.day(date)),
        authors: cx.named(EntityKind::Author, &summary.authors),
        image: summary.image.as_ref().map(|image| own.image(image, &mut directives)),
        sources: own.sources(),
        articles: match &summary.list {
            Some(query) if query.kind == ListKind::Articles => cx.cards(&cx.reader.listing(query)),
            _ => Vec::new(),
        },
        entities: match &summary.list {
            Some(query) => {
                let found = cx.reader.entity_listing(query);
                found.into_iter().map(|(id, entity)| cx.counted_link(id, entity)).collect()
            }
            None => Vec::new(),
        },
    };
    let mut meta = meta(cx, id, summary, "page");
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    PageView { template: template(cx, summary, "page.html"), meta, content: Content::Plain(content), directives }
}

/// What a document's page says of itself.
pub(super) fn meta(cx: Cx, id: &SourceId, summary: &Summary, kind: &'static str) -> PageMeta {
    let description = Some(summary.dek.plain().to_owned()).filter(|dek| !dek.is_empty());
    let base = cx.meta(kind, summary.title.clone());
    let modified = machine::changed(summary);
    let translations = translations(cx, id);
    PageMeta {
        description: description.or(base.description),
        draft: summary.draft,
        noindex: summary.draft,
        languages: languages(cx, &base.language, base.canonical.as_ref(), &translations),
        translations,
        image: card::page_image(cx, summary),
        published: summary.date.as_ref().map(Moment::rfc3339),
        modified: modified.map(Moment::rfc3339),
        authors: cx.named(EntityKind::Author, &summary.authors).iter().map(|link| cx.whole(&link.url)).collect(),
        section: cx.named(EntityKind::Topic, &summary.topics).into_iter().next().map(|topic| topic.name),
        extra: summary.extra.clone(),
        ..base
    }
}

/// The page and its translations, and for all other readers the one in the site's language, or this.
fn languages(cx: Cx, own: &str, canonical: Option<&String>, others: &[TranslationView]) -> Vec<VersionLink> {
    let Some(canonical) = canonical.filter(|_| !others.is_empty()) else { return Vec::new() };
    let link = |language: &str, url: &String| VersionLink { language: language.to_owned(), url: url.clone() };
    let translations = others.iter().filter_map(|other| Some(link(&other.language, other.canonical.as_ref()?)));
    let mut languages: Vec<_> = std::iter::once(link(own, canonical)).chain(translations).collect();
    languages.sort();
    let site = cx.frame.site.language.to_string();
    let default = languages.iter().find(|version| version.language == site).or(languages.first());
    let default = default.map(|version| link("x-default", &version.url));
    languages.into_iter().chain(default).collect()
}

pub(super) fn translations(cx: Cx, id: &SourceId) -> Vec<TranslationView> {
    cx.reader.translations(id).iter().filter_map(|other| translation(cx, other)).collect()
}

fn translation(cx: Cx, id: &SourceId) -> Option<TranslationView> {
    let summary = cx.reader.document(id)?;
    Some(TranslationView {
        language: cx.frame.language_of(summary).to_string(),
        title: summary.title.clone(),
        url: cx.frame.href(&summary.url),
        canonical: cx.frame.canonical(&summary.url),
    })
}

/// The file's own template, or its kind's; one that is not there is reported by the index.
pub(super) fn template(cx: Cx, summary: &Summary, usual: &str) -> String {
    let own = summary.template.as_ref().map(|(name, _)| name).filter(|name| cx.reader.has_template(name));
    own.map_or_else(|| usual.to_owned(), Clone::clone)
}
