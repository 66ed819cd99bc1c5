//! Maps: the world by coverage, where an article's countries are, a country among its neighbours.

use std::collections::BTreeMap;

use super::pieces::Cx;
use super::{EntityLink, MapKeyView, MapLabelView, MapLabelsView, MapPointView, MapShapeView, MapView};
use crate::atlas::{Label, Locator, Point, Portrait, Rect, SheetId};
use crate::country::CountryCode;
use crate::document::Summary;
use crate::value::EntityKind;

/// A width in which a map can stand: its name, the pixels it is about, and the size of letters there.
type Width = (&'static str, f64, f64);

/// Of a map that is as wide as the text. `nutgraf.css` says where one ends and the next begins.
pub(super) const WIDTHS: [Width; 3] = [("narrow", 330.0, 11.5), ("middle", 480.0, 12.0), ("wide", 690.0, 13.0)];
/// Of a map beside the text.
const BESIDE: [Width; 1] = [("narrow", 300.0, 12.0)];
/// Bands of a map of coverage at most.
const BANDS: u32 = 5;
/// Places of a locator that can be named and be links: more would cost each page too much, and tell nothing.
const CROWDED: usize = 60;
/// Countries that the description of a map of coverage names.
const NAMED: usize = 10;

// The world

/// The world, each country shaded by the number of explainers about it; `None` while there is none.
pub(super) fn world(cx: Cx) -> Option<MapView> {
    let covered = cx.reader.entities(EntityKind::Country).filter_map(|(_, entity, about)| Some((entity.code?, about)));
    let covered: Vec<(CountryCode, usize)> = covered.collect();
    let most = covered.iter().map(|(_, count)| *count).max()?;
    let bands = bands(most);
    let band = |count: usize| bands.iter().rposition(|(least, _)| *least <= count);
    let class = |count: usize| band(count).map_or("step-0".to_owned(), |band| step(band, bands.len()));
    let codes: Vec<CountryCode> = covered.iter().map(|(code, _)| *code).collect();
    let locator = cx.reader.atlas().world(&codes);
    let count = |code| covered.iter().find(|(other, _)| *other == code).map_or(0, |(_, count)| *count);
    let shapes = shapes(cx, &locator, &links(cx, &locator), |code| (class(count(code)), count(code)));
    let mut legend: Vec<MapKeyView> = Vec::new();
    if covered.iter().any(|(_, count)| *count == 0) {
        legend.push(MapKeyView { class: "step-0".to_owned(), text: cx.plain("map-mentioned") });
    }
    legend.extend(
        bands
            .iter()
            .enumerate()
            .map(|(at, band)| MapKeyView { class: step(at, bands.len()), text: band_text(cx, *band) }),
    );
    Some(MapView {
        description: coverage(cx),
        shapes,
        legend,
        ..on_sheet(cx, "world", cx.plain("map-world"), &locator)
    })
}

/// From one to the most, each band about so many times as high as the one before that there are
/// not too many: (1, 1), (2, 3), (4, 7) …
fn bands(most: usize) -> Vec<(usize, usize)> {
    let factor = (2..=most.max(2)).find(|factor| factor.saturating_pow(BANDS) > most).unwrap_or(2);
    let starts = (0..BANDS).map(|power| factor.pow(power)).take_while(|start| *start <= most);
    starts.map(|start| (start, start * factor - 1)).collect()
}

/// The classes go from `step-1` to `step-5`, however many bands there are.
fn step(band: usize, bands: usize) -> String {
    let last = BANDS as usize;
    match bands {
        0 | 1 => format!("step-{}", last - 1),
        _ => format!("step-{}", 1 + band * (last - 1) / (bands - 1)),
    }
}

fn band_text(cx: Cx, (least, most): (usize, usize)) -> String {
    let number = |number: usize| cx.locale.number(number as u64);
    if most > least {
        let arguments = [("from", number(least).into()), ("to", number(most).into())];
        return cx.locale.word("map-band", arguments).unwrap_or_default();
    }
    number(least)
}

/// The countries with the most explainers, in a sentence.
fn coverage(cx: Cx) -> String {
    let most = cx.reader.most_covered(EntityKind::Country, NAMED);
    let named = most.into_iter().map(|(id, entity)| {
        let link = cx.counted_link(id, entity);
        counted(cx, &link.name, link.count)
    });
    let named: Vec<String> = named.collect();
    match named.is_empty() {
        true => String::new(),
        false => super::pieces::word(cx, "map-most-covered", "countries", cx.locale.list(&named)),
    }
}

// Where countries are

/// Where the countries are that an article is about; those that reacted are marked where they are in sight.
/// `None` too where its text has such a map of its own.
pub(super) fn of_article(cx: Cx, article: &Summary) -> Option<MapView> {
    if article.draws_its_countries() {
        return None;
    }
    let reacting: Vec<CountryCode> = article.reactions.iter().filter_map(|reaction| reaction.by.country()).collect();
    locator(cx, &article.countries, &reacting, &BESIDE)
}

/// Where countries are, and others with less weight; `None` where none of them has a place.
pub(super) fn locator(cx: Cx, about: &[CountryCode], others: &[CountryCode], widths: &[Width]) -> Option<MapView> {
    if about.is_empty() {
        return None;
    }
    let locator = cx.reader.atlas().locator(about, others)?;
    let class = |code| if about.contains(&code) { "about".to_owned() } else { "voice".to_owned() };
    let links = links(cx, &locator);
    let name = |code| links.get(&code).map(|link| link.name.clone());
    let is_crowded = locator.marks.len() > CROWDED;
    let labels = widths.iter().filter(|_| !is_crowded).map(|width| {
        let font = font(&locator.view, width);
        labels(width.0, font, locator.labels(cx.reader.atlas(), font, name), class)
    });
    let labels = labels.collect();
    let names = |about: bool| {
        let names = locator.marks.iter().filter(|mark| mark.about == about);
        names.filter_map(|mark| name(mark.code)).collect::<Vec<String>>()
    };
    let (own, voices) = (names(true), names(false));
    let title = super::pieces::word(cx, "map-locator", "countries", cx.locale.list(&own));
    let (mut legend, mut description) = (Vec::new(), String::new());
    if !voices.is_empty() {
        legend = ["about", "voice"]
            .map(|class| MapKeyView { class: class.to_owned(), text: cx.plain(&format!("map-{class}")) })
            .into();
        description = super::pieces::word(cx, "map-voices", "countries", cx.locale.list(&voices));
    }
    // How covered each is, only the map of the world tells: a page would change with every explainer elsewhere.
    let mut shapes = shapes(cx, &locator, &links, |code| (class(code), 0));
    if is_crowded {
        shapes = shapes.into_iter().map(|shape| MapShapeView { title: String::new(), url: None, ..shape }).collect();
    }
    Some(MapView { description, shapes, labels, legend, ..on_sheet(cx, "locator", title, &locator) })
}

// A country

/// A country among its neighbours; `None` for one without a place.
pub(super) fn portrait(cx: Cx, code: CountryCode) -> Option<MapView> {
    let portrait = cx.reader.atlas().portrait(code)?;
    let own = cx.country(code)?;
    let class = |other| if other == code { "own".to_owned() } else { "around".to_owned() };
    let name = |other: CountryCode| {
        let country = || cx.frame.countries.get(other).map(|country| cx.locale.country(country).to_owned());
        cx.country(other).map(|link| link.name).or_else(country)
    };
    let labels = WIDTHS.iter().map(|width| {
        let font = font(&portrait.view, width);
        labels(width.0, font, portrait.labels(font, code, name), class)
    });
    let labels = labels.collect();
    let neighbours = cx.frame.countries.get(code).map(|country| &country.neighbours[..]).unwrap_or_default();
    let borders: Vec<String> = neighbours.iter().filter_map(|other| name(*other)).collect();
    let description = match borders.is_empty() {
        true => String::new(),
        false => {
            let arguments = [("name", own.name.clone().into()), ("countries", cx.locale.list(&borders).into())];
            cx.locale.word("map-borders", arguments).unwrap_or_default()
        }
    };
    let (paths, shapes) = portrait_shapes(cx, &portrait, code);
    Some(MapView {
        kind: "portrait",
        title: super::pieces::word(cx, "map-portrait", "name", own.name),
        description,
        view_box: view_box(&portrait.view),
        land: None,
        paths,
        shapes,
        labels,
        legend: Vec::new(),
    })
}

/// Countries without a page here are land; the country itself is drawn last, over its borders.
fn portrait_shapes(cx: Cx, portrait: &Portrait, code: CountryCode) -> (Vec<String>, Vec<MapShapeView>) {
    let mut paths: Vec<String> = Some(&portrait.unowned).filter(|path| !path.is_empty()).cloned().into_iter().collect();
    let mut shapes = Vec::new();
    for other in &portrait.around {
        let path = other.path.clone();
        match cx.country(other.code) {
            Some(link) => {
                shapes.push(MapShapeView { path: Some(path), ..shape(cx, &link, "around".to_owned(), 0) });
            }
            None => paths.push(path),
        }
    }
    if let Some(link) = cx.country(code) {
        let path = Some(&portrait.own).filter(|path| !path.is_empty()).cloned();
        let own = shape(cx, &link, "own".to_owned(), 0);
        shapes.push(MapShapeView { url: None, path, dot: portrait.dot.map(point), ..own });
    }
    (paths, shapes)
}

// What they have in common

fn on_sheet(cx: Cx, kind: &'static str, title: String, locator: &Locator) -> MapView {
    MapView {
        kind,
        title,
        description: String::new(),
        view_box: view_box(&locator.view),
        land: Some(format!("{}#land", sheet(cx, locator.sheet))),
        paths: Vec::new(),
        shapes: Vec::new(),
        labels: Vec::new(),
        legend: Vec::new(),
    }
}

fn sheet(cx: Cx, id: SheetId) -> String {
    cx.frame.href(&cx.reader.sheet_url(id))
}

/// The countries on a map that have a page.
fn links(cx: Cx, locator: &Locator) -> BTreeMap<CountryCode, EntityLink> {
    locator.marks.iter().filter_map(|mark| Some((mark.code, cx.country(mark.code)?))).collect()
}

/// Countries with less weight come first; of each weight those with dots last, so that no shape
/// covers a dot.
fn shapes(
    cx: Cx,
    locator: &Locator,
    links: &BTreeMap<CountryCode, EntityLink>,
    class: impl Fn(CountryCode) -> (String, usize),
) -> Vec<MapShapeView> {
    let address = sheet(cx, locator.sheet);
    let mut shapes: Vec<MapShapeView> = locator
        .marks
        .iter()
        .rev()
        .filter_map(|mark| {
            let (class, count) = class(mark.code);
            let own = shape(cx, links.get(&mark.code)?, class, count);
            let sheet = mark.shape.then(|| format!("{address}#{}", mark.code));
            Some(MapShapeView { sheet, dot: mark.dot.map(point), ..own })
        })
        .collect();
    shapes.sort_by_key(|shape| (shape.class != "voice", shape.dot.is_some()));
    shapes
}

/// A country that has a page.
fn shape(cx: Cx, link: &EntityLink, class: String, count: usize) -> MapShapeView {
    let title = counted(cx, &link.name, count);
    MapShapeView { class, title, url: Some(link.url.clone()), sheet: None, path: None, dot: None }
}

/// `Kazakhstan: 5 explainers`, or the name alone.
fn counted(cx: Cx, name: &str, count: usize) -> String {
    if count == 0 {
        return name.to_owned();
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    cx.locale.word("map-count", [("name", name.into()), ("count", count.into())]).unwrap_or_default()
}

fn labels(
    width: &'static str,
    font: f64,
    labels: Vec<(CountryCode, Label)>,
    class: impl Fn(CountryCode) -> String,
) -> MapLabelsView {
    let names = labels.into_iter().map(|(code, label)| MapLabelView {
        class: if label.inside { format!("{} map-name-inside", class(code)) } else { class(code) },
        lines: label.lines,
        x: number(label.x),
        y: number(label.y),
        anchor: label.anchor,
        leader: label
            .leader
            .map(|(from, to)| format!("M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y))),
    });
    MapLabelsView { width, font: number(font), leading: number(font * 1.15), names: names.collect() }
}

/// Letters of so many pixels, in the units of a map that stands in that width.
fn font(view: &Rect, (_, pixels, size): &Width) -> f64 {
    view.width / pixels * size
}

fn view_box(view: &Rect) -> String {
    [view.x, view.y, view.width, view.height].map(number).join(" ")
}

fn point(point: Point) -> MapPointView {
    MapPointView { x: number(point.x), y: number(point.y) }
}

/// With one decimal at most.
fn number(number: f64) -> String {
    let mut rounded = format!("{number:.1}");
    if rounded.ends_with(".0") {
        rounded.truncate(rounded.len() - ".0".len());
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_grow_with_what_is_covered() {
        assert_eq!(bands(1), [(1, 1)]);
        assert_eq!(bands(5), [(1, 1), (2, 3), (4, 7)]);
        assert_eq!(bands(31).len(), 5);
        assert_eq!(bands(32), [(1, 2), (3, 8), (9, 26), (27, 80)]);
        assert_eq!(bands(0), []);
    }

    #[test]
    fn bands_use_the_whole_scale() {
        assert_eq!(step(0, 1), "step-4");
        assert_eq!([0, 1, 2].map(|band| step(band, 3)), ["step-1", "step-3", "step-5"]);
        assert_eq!([0, 4].map(|band| step(band, 5)), ["step-1", "step-5"]);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([12.0, 0.25, -3.04].map(number), ["12", "0.2", "-3"]);
    }
}
