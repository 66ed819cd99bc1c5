//! What a page says in the vocabulary of schema.org, as JSON-LD.

mod article;
mod entity;
mod node;

use std::sync::Arc;

use node::{Node, Property};

use super::pieces::Cx;
use super::{CardView, Content, EntityView, FinishedItem, PageMeta, PageView, PlainView, destination_url};
use crate::document::Body;
use crate::index::OutputId;
use crate::value::UrlPath;

/// The text of the page's `script` element; none where there is nothing to tell. `body` is the page's own document's.
pub(super) fn of(cx: Cx, output: &OutputId, page: &PageView, body: Option<&Body>) -> Option<String> {
    let mut graph = match &page.content {
        Content::NotFound | Content::Redirect(_) => return None,
        Content::Article(_) => {
            let OutputId::Document(id) = output else { return None };
            article::nodes(cx, &page.meta, cx.reader.document(id)?, body)
        }
        Content::Home(view) => vec![site(cx), collection(cx, &page.meta, of_cards(&view.articles))],
        Content::Archive(view) => vec![collection(cx, &page.meta, of_cards(&view.articles))],
        Content::Countries(view) => {
            let countries = view.regions.iter().flat_map(|region| &region.countries);
            vec![collection(cx, &page.meta, countries.map(|link| (link.url.as_str(), link.name.as_str())).collect())]
        }
        Content::Country(view) => {
            let country = entity_node(cx, output)?
                .with("alternateName", view.alternate_names.clone())
                .with("identifier", iso_code(&view.code));
            vec![collection(cx, &page.meta, of_cards(&view.about)).with("about", country)]
        }
        Content::Entity(view) => vec![entity_page(cx, &page.meta, output, view)?],
        Content::Relation(view) => {
            let sides = [&view.first, &view.second].map(|side| {
                Node::new("Country").with("name", side.country.name.clone()).with("url", cx.whole(&side.country.url))
            });
            vec![
                collection(cx, &page.meta, of_items(view.articles.iter().chain(&view.other_articles)))
                    .with("about", Vec::from(sides)),
            ]
        }
        Content::Listing(view) => vec![collection(cx, &page.meta, of_items(view.articles.iter()))],
        Content::Plain(view) => vec![plain_page(cx, &page.meta, view)],
        Content::Corrections(_) => vec![web_page(cx, &page.meta, "WebPage")],
        Content::Search(_) => vec![web_page(cx, &page.meta, "SearchResultsPage")],
    };
    graph.extend(breadcrumbs(cx, &page.meta));
    Some(node::text(graph))
}

// Pages

fn web_page(cx: Cx, meta: &PageMeta, kind: &str) -> Node {
    let url = cx.address(cx.url);
    Node::new(kind)
        .with("@id", url.clone())
        .with("url", url)
        .with("name", meta.title.clone())
        .with("description", meta.description.clone())
        .with("inLanguage", meta.language.clone())
        .with("image", image(cx, meta))
        .with("isPartOf", part_of(cx))
}

/// A page that leads to others.
fn collection(cx: Cx, meta: &PageMeta, items: Vec<(&str, &str)>) -> Node {
    web_page(cx, meta, "CollectionPage").with("mainEntity", list(cx, items))
}

fn list(cx: Cx, items: Vec<(&str, &str)>) -> Option<Property> {
    let element = |(at, (url, name)): (usize, (&str, &str))| {
        Node::new("ListItem").with("position", at + 1).with("url", cx.whole(url)).with("name", name)
    };
    let count = items.len();
    let elements: Vec<Node> = items.into_iter().enumerate().map(element).collect();
    let list = Node::new("ItemList").with("numberOfItems", count).with("itemListElement", elements);
    (count > 0).then(|| list.into())
}

fn of_cards(cards: &[CardView]) -> Vec<(&str, &str)> {
    cards.iter().map(|card| (card.url.as_str(), card.title.as_str())).collect()
}

fn of_items<'i>(items: impl Iterator<Item = &'i Arc<FinishedItem>>) -> Vec<(&'i str, &'i str)> {
    items.filter_map(|item| item.link.as_ref()).map(|link| (link.url.as_str(), link.name.as_str())).collect()
}

fn entity_node(cx: Cx, output: &OutputId) -> Option<Node> {
    let OutputId::Entity(id) = output else { return None };
    Some(entity::node(cx, id, cx.reader.entity(id)?))
}

fn iso_code(code: &str) -> Node {
    Node::new("PropertyValue").with("propertyID", "ISO 3166-1 alpha-2").with("value", code)
}

fn entity_page(cx: Cx, meta: &PageMeta, output: &OutputId, view: &EntityView) -> Option<Node> {
    let own = entity_node(cx, output)?.with("alternateName", view.alternate_names.clone());
    Some(match view.kind {
        "author" => web_page(cx, meta, "ProfilePage").with("mainEntity", own),
        _ => collection(cx, meta, of_cards(&view.articles)).with("about", own),
    })
}

fn plain_page(cx: Cx, meta: &PageMeta, view: &PlainView) -> Node {
    let cards = of_cards(&view.articles).into_iter();
    let items: Vec<_> = cards.chain(view.entities.iter().map(|link| (link.url.as_str(), link.name.as_str()))).collect();
    let page = if items.is_empty() { web_page(cx, meta, "WebPage") } else { collection(cx, meta, items) };
    page.with("datePublished", view.date.as_ref().map(|date| date.machine.clone()))
        .with("dateModified", view.updated.as_ref().map(|date| date.machine.clone()))
}

// What pages share

fn home_url(cx: Cx) -> String {
    cx.address(&UrlPath::page(&[]))
}

fn site(cx: Cx) -> Node {
    let url = home_url(cx);
    Node::new("WebSite")
        .with("@id", format!("{url}#website"))
        .with("url", url)
        .with("name", cx.frame.site.title.clone())
        .with("description", cx.frame.site.description.clone())
        .with("inLanguage", cx.frame.site.language.to_string())
        .with("publisher", publisher(cx))
}

/// The site, in short.
fn part_of(cx: Cx) -> Node {
    let url = home_url(cx);
    Node::new("WebSite")
        .with("@id", format!("{url}#website"))
        .with("url", url)
        .with("name", cx.frame.site.title.clone())
}

fn publisher(cx: Cx) -> Node {
    let site = &cx.frame.site;
    let logo = site.publisher_logo.as_ref().map(|logo| cx.whole(&destination_url(logo, cx.frame)));
    let logo = logo.map(|url| Node::new("ImageObject").with("url", url));
    Node::new("Organization")
        .with("name", site.publisher.as_ref().unwrap_or(&site.title).clone())
        .with("url", home_url(cx))
        .with("logo", logo)
}

fn image(cx: Cx, meta: &PageMeta) -> Option<Property> {
    let image = meta.image.as_ref()?;
    let node = Node::new("ImageObject")
        .with("url", cx.whole(&image.url))
        .with("caption", image.alt.clone())
        .with("creditText", image.credit.clone())
        .with("width", image.width.map(pixels))
        .with("height", image.height.map(pixels));
    Some(node.into())
}

/// Pixels have the code E37 in UN/CEFACT's list of units.
fn pixels(number: u32) -> Property {
    Node::new("QuantitativeValue").with("value", number).with("unitCode", "E37").into()
}

/// From the home page to this one.
fn breadcrumbs(cx: Cx, meta: &PageMeta) -> Option<Node> {
    if meta.breadcrumbs.is_empty() {
        return None;
    }
    let parents = meta.breadcrumbs.iter().map(|crumb| (crumb.name.clone(), cx.whole(&crumb.url)));
    let all = parents.chain([(meta.title.clone(), cx.address(cx.url))]);
    let element = |(at, (name, url)): (usize, (String, String))| {
        Node::new("ListItem")
            .with("position", at + 1)
            .with("name", name)
            .with("item", Node::new("WebPage").with("@id", url))
    };
    Some(Node::new("BreadcrumbList").with("itemListElement", all.enumerate().map(element).collect::<Vec<_>>()))
}
