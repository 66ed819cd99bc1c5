//! The card of an article, and which picture stands for a page.

use super::pieces::Cx;
use super::{Card, PageImage};
use crate::card::{self, Map};
use crate::country::CountryCode;
use crate::document::{Image, Summary};
use crate::index::{Flag, SourceId};
use crate::value::EntityKind;

/// Countries that are named where an article has no topic.
const NAMED: usize = 2;

pub(super) fn of_article(cx: Cx, id: &SourceId) -> Option<Card> {
    let article = cx.reader.document(id)?;
    Some(Card {
        title: article.title.clone(),
        section: section(cx, article),
        site: cx.frame.site.title.clone(),
        right_to_left: cx.language.direction() == "rtl",
        accent: cx.frame.site.accent.clone(),
        countries: article.countries.iter().copied().filter(|code| has_usual_flag(cx, *code)).collect(),
        map: map(cx, article),
    })
}

fn section(cx: Cx, article: &Summary) -> Option<String> {
    if let Some(topic) = cx.named(EntityKind::Topic, &article.topics).into_iter().next() {
        return Some(topic.name);
    }
    let countries = cx.countries(&article.countries[..article.countries.len().min(NAMED)]);
    let names: Vec<String> = countries.into_iter().map(|country| country.name).collect();
    (!names.is_empty()).then(|| cx.locale.list(&names))
}

/// The site's own flags are files, which a card cannot show.
fn has_usual_flag(cx: Cx, code: CountryCode) -> bool {
    cx.reader.country(code).is_some_and(|(_, country)| country.flag == Some(Flag::Dataset))
}

fn map(cx: Cx, article: &Summary) -> Option<Map> {
    if article.countries.is_empty() {
        return None;
    }
    let reacting: Vec<CountryCode> = article.reactions.iter().filter_map(|reaction| reaction.by.country()).collect();
    let locator = cx.reader.atlas().locator(&article.countries, &reacting)?;
    let outlines = locator.outlines(cx.reader.atlas());
    let dots = locator.marks.iter().filter(|mark| mark.about).filter_map(|mark| mark.dot);
    Some(Map {
        view: [locator.view.x, locator.view.y, locator.view.width, locator.view.height],
        land: outlines.land,
        voices: outlines.others,
        about: outlines.about,
        dots: dots.map(|dot| (dot.x, dot.y)).collect(),
    })
}

/// The picture by which others show a page: its own, or its card.
pub(super) fn page_image(cx: Cx, page: &Summary) -> Option<PageImage> {
    let own = page.image.as_ref();
    let card = || {
        let (url, is_drawn) = cx.reader.card(page)?;
        let size = |pixels: u16| is_drawn.then_some(pixels.into());
        let (width, height) = (size(card::WIDTH), size(card::HEIGHT));
        Some(PageImage { url: cx.frame.canonical(&url)?, alt: page.title.clone(), credit: None, width, height })
    };
    let shareable = own.filter(|image| image.is_shareable()).map(|image| own_image(cx, image));
    // What no one else shows can still be told of in structured data.
    shareable.or_else(card).or_else(|| own.map(|image| own_image(cx, image)))
}

fn own_image(cx: Cx, image: &Image) -> PageImage {
    let (url, size) = cx.shared_picture(&image.src);
    let (width, height) = size.unzip();
    PageImage { url: cx.whole(&url), alt: image.alt.clone(), credit: image.credit.clone(), width, height }
}
