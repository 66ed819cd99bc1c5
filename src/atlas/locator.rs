//! A map cut from a sheet: where the countries of an article are, or which the site covers.

use std::collections::BTreeSet;

use super::Atlas;
use super::drawing::{Drawing, Rect};
use super::label::{self, Label, Name};
use super::project::Point;
use super::shape::Shape;
use super::sheet::SheetId;
use crate::country::CountryCode;

/// A cut from a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Locator {
    /// The sheet.
    pub sheet: SheetId,
    /// What is shown of it, in its units.
    pub view: Rect,
    /// The countries, those that the map is about first.
    pub marks: Vec<Mark>,
}

/// A country on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which.
    pub code: CountryCode,
    /// Whether the map is about it.
    pub about: bool,
    /// Whether its shape is drawn.
    pub shape: bool,
    /// Where a dot is needed, because its shape is small or not there.
    pub dot: Option<Point>,
    /// Where its name would stand.
    place: Name,
}

/// Space around the countries, as a share of what they fill.
const MARGIN: f64 = 0.26;
/// A map is cut no smaller than this share of its sheet's width, or its lines would look coarse.
const CLOSEST: f64 = 0.24;
/// Land is enough when it covers this share of a map; how much wider each look for it is than the one before.
const ENOUGH: f64 = 0.02;
const WIDER: f64 = 1.5;
/// Countries keep this distance from the edge of a sheet, as a share of its width.
const EDGE: f64 = 0.025;
/// A country needs a dot where the square of its size has sides of less than this share of the map's
/// width; on the world, which is often larger than a locator, of less than that.
const SMALL: f64 = 0.026;
const SMALL_ON_WORLD: f64 = 0.009;

impl Atlas {
    /// A map that holds all of `about`, and marks those of `others` that are on it too; `None`
    /// where none of `about` has a place.
    pub fn locator(&self, about: &[CountryCode], others: &[CountryCode]) -> Option<Locator> {
        let about: Vec<CountryCode> = unique(about);
        let placed = self.placed(&about);
        let (sheet, needed) = self.smallest(&placed)?;
        let view = view(&needed, self.sheet(sheet).drawing);
        let others = unique(others).into_iter().filter(|code| !about.contains(code));
        let marks = placed.iter().filter_map(|code| self.mark(sheet, *code, &view));
        let others =
            others.filter_map(|code| self.mark(sheet, code, &view)).filter(|mark| view.holds(mark.place.anchor));
        let others = others.map(|mark| Mark { about: false, ..mark });
        Some(Locator { sheet, view, marks: marks.chain(others).collect() })
    }

    /// The sheet of [`Atlas::locator`].
    pub fn sheet_of(&self, about: &[CountryCode]) -> Option<SheetId> {
        self.smallest(&self.placed(about)).map(|(sheet, _)| sheet)
    }

    /// A map of the whole world.
    pub fn world(&self, codes: &[CountryCode]) -> Locator {
        let sheet = SheetId::WORLD;
        let view = self.sheet(sheet).drawing.frame;
        Locator { sheet, view, marks: codes.iter().filter_map(|code| self.mark(sheet, *code, &view)).collect() }
    }

    /// Those that have a place.
    fn placed(&self, codes: &[CountryCode]) -> Vec<CountryCode> {
        let is_placed = |code| self.ground().territories.contains_key(&code) || self.centre(code).is_some();
        codes.iter().copied().filter(|code| is_placed(*code)).collect()
    }

    /// The smallest sheet that holds all of these, and what it must show of them.
    fn smallest(&self, placed: &[CountryCode]) -> Option<(SheetId, Rect)> {
        SheetId::all().find_map(|sheet| Some((sheet, self.needed(sheet, placed)?)))
    }

    /// What a sheet must show of countries; `None` if it does not hold one of them.
    fn needed(&self, sheet: SheetId, codes: &[CountryCode]) -> Option<Rect> {
        // Most sheets lie elsewhere: they need not be laid flat to know.
        if !codes.iter().all(|code| self.may_hold(sheet, *code)) {
            return None;
        }
        let mut all: Option<Rect> = None;
        let mut whole = sheet == SheetId::WORLD;
        for code in codes {
            let (extent, is_whole) = self.extent(sheet, *code)?;
            whole |= is_whole;
            all = Some(all.map_or(extent, |all| all.with(extent)));
        }
        // A part stands for a country only beside others that are there as a whole.
        all.filter(|_| whole)
    }

    fn may_hold(&self, sheet: SheetId, code: CountryCode) -> bool {
        match self.ground().territories.get(&code) {
            Some(territory) => territory.may_be_on(sheet, code),
            None => self.centre(code).is_some_and(|centre| sheet.place(centre).is_some()),
        }
    }

    fn extent(&self, sheet: SheetId, code: CountryCode) -> Option<(Rect, bool)> {
        let own = self.sheet(sheet);
        let frame = own.drawing.frame;
        let edge = if sheet == SheetId::WORLD { 0.0 } else { frame.width * EDGE * 2.0 };
        let inner = frame.resized(frame.width - edge, frame.height - edge);
        match own.shapes.get(&code) {
            Some(shape) if shape.is_whole && inner.holds_all(&shape.extent) => Some((shape.extent, true)),
            Some(_) => sheet.core(code).map(|core| (core, false)),
            None if self.ground().territories.contains_key(&code) => None,
            None => {
                let point = sheet.place(self.centre(code)?)?;
                Some((Rect { x: point.x, y: point.y, width: 0.0, height: 0.0 }, true))
            }
        }
    }

    fn mark(&self, sheet: SheetId, code: CountryCode, view: &Rect) -> Option<Mark> {
        let Some(shape) = self.sheet(sheet).shapes.get(&code) else {
            let point = sheet.place(self.centre(code)?).filter(|_| !self.ground().territories.contains_key(&code))?;
            return Some(Mark::dot(code, point, false));
        };
        let drawn = !shape.rings.is_empty();
        let small = if sheet == SheetId::WORLD { SMALL_ON_WORLD } else { SMALL };
        if !drawn || (shape.body.width * shape.body.height).sqrt() < view.width * small {
            return Some(Mark::dot(code, shape.anchor(), drawn));
        }
        // The name of a country that is cut off stands on what is left of it.
        let whole = view.holds_all(&shape.extent);
        let (anchor, room) = if whole { (shape.anchor(), shape.room()) } else { shape.within(view) };
        let place =
            Name { text: String::new(), anchor, room, body: shape.body, marked: true, beside: whole, insistent: false };
        Some(Mark { code, about: true, shape: true, dot: None, place })
    }
}

impl Mark {
    fn dot(code: CountryCode, point: Point, shape: bool) -> Self {
        Self { code, about: true, shape, dot: Some(point), place: Name::beside(point) }
    }
}

impl Locator {
    /// The names of marks, in places that do not cover one another. `font` is the size of the
    /// letters in the map's units; `name` may leave a mark without one.
    pub fn labels(
        &self,
        atlas: &Atlas,
        font: f64,
        name: impl Fn(CountryCode) -> Option<String>,
    ) -> Vec<(CountryCode, Label)> {
        let wanted = self.marks.iter().filter_map(|mark| {
            let text = name(mark.code)?;
            Some((
                mark.code,
                Name { text, beside: mark.place.beside || mark.about, insistent: mark.about, ..mark.place.clone() },
            ))
        });
        let (codes, names): (Vec<CountryCode>, Vec<Name>) = wanted.unzip();
        let dots = self.marks.iter().filter_map(|mark| mark.dot);
        let taken: Vec<Rect> = dots.map(|dot| dot_box(dot, font)).collect();
        let shapes = &atlas.sheet(self.sheet).shapes;
        let shapes_of = |about: bool| -> Vec<&Shape> {
            let marks = self.marks.iter().filter(|mark| mark.about == about);
            marks.filter_map(|mark| shapes.get(&mark.code)).collect()
        };
        let (own, others) = (shapes_of(true), shapes_of(false));
        let is_on = |shapes: &[&Shape], rect: &Rect| shapes.iter().any(|shape| shape.is_under(rect));
        let labels =
            label::place(&names, &self.view, font, &taken, |rect| is_on(&own, rect), |rect| is_on(&others, rect));
        labels.into_iter().map(|label| (codes[label.name], label)).collect()
    }
}

/// In their order, each once.
fn unique(codes: &[CountryCode]) -> Vec<CountryCode> {
    let mut seen = BTreeSet::new();
    codes.iter().copied().filter(|code| seen.insert(*code)).collect()
}

/// What a dot covers: about as wide as a letter is high.
pub(super) fn dot_box(dot: Point, font: f64) -> Rect {
    Rect { x: dot.x, y: dot.y, width: 0.0, height: 0.0 }.resized(font * 0.8, font * 0.8)
}

/// What is cut from a sheet: all that is needed, a margin, the right shape, and land to know the place by.
fn view(needed: &Rect, drawing: &Drawing) -> Rect {
    let frame = &drawing.frame;
    let ratio = frame.height / frame.width;
    let margin = needed.width.max(needed.height / ratio) * MARGIN;
    let mut width = (needed.width + margin).max((needed.height + margin) / ratio).max(frame.width * CLOSEST);
    loop {
        let view = cut(needed, width.min(frame.width), frame);
        if width >= frame.width || has_land(&view, drawing) {
            return view;
        }
        width *= WIDER;
    }
}

fn cut(needed: &Rect, width: f64, frame: &Rect) -> Rect {
    let cut = needed.resized(width, width * frame.height / frame.width);
    // Rounding must not make the cut larger than the frame.
    let (right, bottom) = ((frame.width - cut.width).max(0.0), (frame.height - cut.height).max(0.0));
    Rect { x: cut.x.clamp(0.0, right), y: cut.y.clamp(0.0, bottom), ..cut }
}

/// Whether the bounds of land cover enough of a view. Mostly the largest pieces do.
fn has_land(view: &Rect, drawing: &Drawing) -> bool {
    let enough = view.area() * ENOUGH;
    let mut shown = 0.0;
    drawing.extents.iter().any(|extent| {
        let (from, to) = (view.nearest(extent.start()), view.nearest(extent.corner()));
        shown += (to.x - from.x) * (to.y - from.y);
        shown > enough
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::country::Countries;

    fn atlas() -> Atlas {
        Atlas::new(&Countries::embedded(), BTreeMap::new())
    }

    fn codes(text: &str) -> Vec<CountryCode> {
        text.split(' ').map(|code| CountryCode::parse(code).unwrap()).collect()
    }

    #[test]
    fn the_smallest_sheet_that_holds_all_is_taken() {
        let atlas = atlas();
        for (countries, sheet) in [
            ("IL BH AE", "near-east"),
            ("KZ KG TJ TM UZ", "central-asia"),
            ("KZ TR IL", "middle-east"),
            ("MA IL KZ", "mediterranean-to-steppe"),
            ("UA RU", "central-europe"),
            ("RU CN", "eurasia"),
            ("FR DE", "western-europe"),
            ("US MX", "north-america"),
            ("FJ TO WS", "oceania"),
            ("BR ZA", "world"),
        ] {
            assert_eq!(atlas.sheet_of(&codes(countries)).map(SheetId::name), Some(sheet), "{countries}");
        }
        assert_eq!(atlas.sheet_of(&codes("AQ")), None);
        assert_eq!(atlas.sheet_of(&codes("QQ")), None);
        assert_eq!(atlas.sheet_of(&codes("QQ IL")).map(SheetId::name), Some("near-east"));
    }

    #[test]
    fn every_country_has_a_place_in_sight() {
        let atlas = atlas();
        let countries = Countries::embedded();
        for country in countries.iter().filter(|country| country.code.as_str() != "AQ") {
            let locator = atlas.locator(&[country.code], &[]).unwrap();
            let frame = atlas.sheet(locator.sheet).drawing.frame;
            let mark = &locator.marks[0];
            assert!(frame.holds_all(&locator.view), "{}", country.code);
            assert!(mark.shape || mark.dot.is_some(), "{}", country.code);
            assert!(mark.dot.is_none_or(|dot| locator.view.holds(dot)), "{}", country.code);
            assert!(country.tier > 1 || locator.sheet != SheetId::WORLD, "{} is on no region's sheet", country.code);
        }
    }

    #[test]
    fn what_lies_overseas_does_not_widen_a_map() {
        let atlas = atlas();
        let view = |text| {
            let locator = atlas.locator(&codes(text), &[]).unwrap();
            (locator.sheet.name(), locator.view.width)
        };
        assert_eq!(view("FR").0, "western-europe");
        assert!(view("FR").1 < 1300.0, "{:?}", view("FR"));
        assert_eq!(view("US").0, "north-america");
        assert!(view("US").1 < 1200.0, "{:?}", view("US"));
    }

    #[test]
    fn small_countries_have_a_dot_and_those_that_only_reacted_do_not_widen_a_map() {
        let locator = atlas().locator(&codes("ES GI"), &codes("FR BR ES")).unwrap();
        let of = |code: &str| locator.marks.iter().find(|mark| mark.code.as_str() == code);
        assert!(of("GI").unwrap().dot.is_some() && of("ES").unwrap().dot.is_none());
        assert!(of("FR").is_some() && of("BR").is_none());
        assert_eq!(locator.marks.iter().filter(|mark| mark.code.as_str() == "ES").count(), 1);
    }

    #[test]
    fn what_a_map_is_about_is_named_before_those_that_only_reacted() {
        let (atlas, countries) = (atlas(), Countries::embedded());
        let name = |code| countries.get(code).map(|country| country.name.clone());
        let mut unnamed = Vec::new();
        for country in countries.iter() {
            let others: Vec<CountryCode> = country.neighbours.iter().copied().chain(codes("RU CN US")).collect();
            let alone = vec![country.code];
            let pairs = country.neighbours.iter().map(|other| vec![country.code, *other]);
            for about in std::iter::once(alone).chain(pairs) {
                let Some(locator) = atlas.locator(&about, &others) else { continue };
                let labels = locator.labels(&atlas, locator.view.width / 25.0, name);
                if labels.first().is_none_or(|(code, _)| *code != country.code) {
                    unnamed.push(about);
                }
            }
        }
        // They are small and lie within the other.
        assert_eq!(unnamed, [codes("TL ID"), codes("VA IT")]);
    }

    #[test]
    fn no_name_lies_on_a_country_that_is_not_its_own() {
        let atlas = atlas();
        for countries in ["KZ KG TJ TM UZ", "AR CL", "KP KR JP", "ES PT GI", "IL PS JO LB SY EG"] {
            let locator = atlas.locator(&codes(countries), &[]).unwrap();
            let labels = locator.labels(&atlas, locator.view.width / 25.0, |code| Some(code.to_string().repeat(3)));
            assert!(labels.len() > 1, "{countries}");
            let shapes = &atlas.sheet(locator.sheet).shapes;
            for (code, label) in labels.iter().filter(|(_, label)| label.anchor == "middle") {
                let at = Rect { x: label.x, y: label.y, width: 1.0, height: 0.1 };
                let others = codes(countries).into_iter().filter(|other| other != code);
                assert!(others.filter_map(|other| shapes.get(&other)).all(|shape| !shape.is_under(&at)), "{code}");
            }
        }
    }
}
