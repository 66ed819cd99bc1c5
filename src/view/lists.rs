//! Home, the archive, the countries, the corrections; and pages without content of their own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::map;
use super::pieces::{Cx, word};
use super::prose::{self, Directives};
use super::{
    ArchiveView, Content, CorrectionsView, CountriesView, EntityLink, HomeView, PageView, RedirectView, RegionView,
    SearchView, article, destination_url,
};
use crate::document::{Body, Notice, Summary};
use crate::index::{Destination, SourceId};
use crate::value::{EntityKind, Slug, UrlPath};

const HOME_ARTICLES: usize = 13;
const HOME_ENTITIES: usize = 12;

pub(super) fn home(cx: Cx, body: Option<&Body>) -> PageView {
    let mut directives = Directives::new();
    let file = cx.reader.home();
    let title = file.map(|(_, file)| file.title.clone()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| cx.frame.site.title.clone());
    let text = file.zip(body).map(|((_, file), body)| cx.own(file).html(&body.text, &mut directives));
    let (shown, has_more) = cx.reader.newest(None, HOME_ARTICLES);
    let covered = |kind| most_covered(cx, kind);
    let content = HomeView {
        title: title.clone(),
        text: text.unwrap_or_default(),
        articles: cx.cards(shown),
        more: has_more.then(|| archive_url(cx, 0)),
        map: map::world(cx),
        countries: covered(EntityKind::Country),
        topics: covered(EntityKind::Topic),
    };
    let mut meta = match file {
        Some((id, file)) => article::meta(cx, id, file, "home"),
        None => cx.meta("home", String::new()),
    };
    meta.title = title;
    let template = file.map_or_else(|| "home.html".to_owned(), |(_, file)| article::template(cx, file, "home.html"));
    PageView { template, meta, content: Content::Home(content), directives }
}

fn most_covered(cx: Cx, kind: EntityKind) -> Vec<EntityLink> {
    let entities = cx.reader.most_covered(kind, HOME_ENTITIES);
    entities.into_iter().map(|(id, entity)| cx.counted_link(id, entity)).collect()
}

pub(super) fn archive(cx: Cx, number: Option<usize>) -> PageView {
    let (articles, page) = cx.reader.archive(number);
    let content = ArchiveView {
        articles: cx.cards(articles),
        number,
        newer: page.newer.map(|number| archive_url(cx, number)),
        older: page.older.map(|number| archive_url(cx, number)),
    };
    let title = match number {
        Some(number) => {
            format!("{}, {}", cx.plain("archive"), word(cx, "archive-page", "number", number.to_string()))
        }
        None => cx.plain("archive"),
    };
    let mut meta = cx.meta("archive", title);
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    meta.description = Some(cx.plain("archive-intro"));
    meta.data = cx.data_of_page();
    page_view("archive.html", meta, Content::Archive(content))
}

fn archive_url(cx: Cx, number: usize) -> String {
    cx.frame.href(&archive_path(number))
}

/// A page of the archive; 0 is its front.
pub(super) fn archive_path(number: usize) -> UrlPath {
    match number {
        0 => UrlPath::page(&["articles"]),
        number => UrlPath::page(&["articles", "page", &number.to_string()]),
    }
}

pub(super) fn countries(cx: Cx) -> PageView {
    // Places of no region stand last.
    let mut regions: BTreeMap<(bool, String), Vec<EntityLink>> = BTreeMap::new();
    for (id, entity, _) in cx.reader.entities(EntityKind::Country) {
        let link = cx.counted_link(id, entity);
        let name = link.region.clone().unwrap_or_default();
        regions.entry((entity.region.is_none(), name)).or_default().push(link);
    }
    let regions = regions.into_iter().map(|((_, name), mut countries)| {
        countries.sort_by_cached_key(|country| (Slug::of(&country.name), country.name.clone()));
        RegionView { name, countries }
    });
    let mut meta = cx.meta("countries", cx.plain("countries"));
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    meta.description = Some(cx.plain("countries-intro"));
    meta.data = cx.data_of_page();
    page_view(
        "countries.html",
        meta,
        Content::Countries(CountriesView { map: map::world(cx), regions: regions.collect() }),
    )
}

pub(super) fn corrections(cx: Cx) -> PageView {
    let mut found: Vec<(&'static str, &Notice, &SourceId, &Summary)> = Vec::new();
    for id in cx.reader.articles() {
        let Some(article) = cx.reader.document(id) else { continue };
        found.extend(article.corrections.iter().map(|notice| ("correction", notice, id, &**article)));
        found.extend(article.updates.iter().map(|notice| ("update", notice, id, &**article)));
    }
    found.sort_by_key(|(_, notice, ..)| Reverse(notice.date.instant()));
    let mut directives = Directives::new();
    let notices = found.into_iter().map(|(kind, notice, id, article)| {
        let mut view = cx.foreign(article).notice(kind, notice, &mut directives);
        view.article = prose::article_link(cx, id);
        view
    });
    let notices = notices.collect();
    let mut meta = cx.meta("corrections", cx.plain("corrections"));
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    meta.description = Some(cx.plain("corrections-intro"));
    let content = Content::Corrections(CorrectionsView { notices });
    PageView { directives, ..page_view("corrections.html", meta, content) }
}

pub(super) fn search(cx: Cx) -> PageView {
    let mut meta = cx.meta("search", cx.plain("search"));
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    meta.description = Some(cx.plain("search-intro"));
    let bundle = format!("{}pagefind/", meta.url);
    page_view("search.html", meta, Content::Search(SearchView { bundle, archive: archive_url(cx, 0) }))
}

pub(super) fn not_found(cx: Cx) -> PageView {
    let mut meta = cx.meta("not-found", cx.plain("not-found"));
    meta.noindex = true;
    meta.canonical = None;
    page_view("404.html", meta, Content::NotFound)
}

pub(super) fn redirect(cx: Cx, destination: &Destination) -> PageView {
    let mut meta = cx.meta("redirect", cx.plain("moved"));
    meta.noindex = true;
    meta.canonical = match destination {
        Destination::Site(path) => cx.frame.canonical(path),
        Destination::Web(url) => Some(url.as_str().to_owned()),
    };
    let url = destination_url(destination, cx.frame);
    page_view("redirect.html", meta, Content::Redirect(RedirectView { url }))
}

fn page_view(template: &str, meta: super::PageMeta, content: Content) -> PageView {
    PageView { template: template.to_owned(), meta, content, directives: Directives::new() }
}
