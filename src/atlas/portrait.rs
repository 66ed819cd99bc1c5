//! A country's own map: its shape among its neighbours, on a projection of its own.

use super::drawing::{Drawing, Plan, Rect};
use super::label::{self, Label, Name};
use super::locator::dot_box;
use super::project::{LonLat, Point, Projection};
use super::shape::{self, Room, Shape};
use super::sheet::HEIGHT;
use super::topology::Topology;
use super::{Atlas, Ground};
use crate::country::CountryCode;

/// A country among its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// What is shown.
    pub view: Rect,
    /// The country's path, empty where it is too small.
    pub own: String,
    /// Where a dot is needed, because its shape is small or not there.
    pub dot: Option<Point>,
    /// The countries around it, those with a common border first, then the largest.
    pub around: Vec<Surrounding>,
    /// Land that nobody has.
    pub unowned: String,
    shape: Option<Shape>,
    place: Name,
}

/// A country around another.
#[derive(Debug, Clone, PartialEq)]
pub struct Surrounding {
    /// Which.
    pub code: CountryCode,
    /// Its path.
    pub path: String,
    shape: Shape,
    place: Name,
}

/// Units from left to right.
const WIDTH: f64 = 1440.0;
/// Points at most, so that a portrait is below 10 KB gzipped.
const BUDGET: usize = 2200;
/// The least triangle worth a point, in square units.
const LEAST: f64 = 3.0;
/// Space around the country, as a share of what it fills.
const MARGIN: f64 = 0.45;
/// At most so many kilometres.
const MOST: f64 = 1600.0;
/// Kilometres that a portrait shows at least, and at most to find other land around an island.
const NARROWEST: f64 = 400.0;
const WIDEST: f64 = 8000.0;
/// How much wider each look for other land is than the one before.
const WIDER: f64 = 1.6;
/// Other land is enough when it covers this share of a portrait.
const ENOUGH: f64 = 0.05;
/// A country that is narrower and lower than this share of the width needs a dot.
const SMALL: f64 = 0.014;

impl Atlas {
    /// The map of a country and of what is around it; `None` if it has no place.
    pub fn portrait(&self, code: CountryCode) -> Option<Portrait> {
        let ground = self.ground();
        let topology = Topology::embedded();
        let territory = ground.territories.get(&code);
        let main = territory.map(|territory| &territory.main[..]).unwrap_or_default();
        let centre = territory.and_then(|territory| territory.middle).or_else(|| self.centre(code))?;
        let mut frame = frame(topology, main, centre);
        let mut drawing = draw(topology, centre, frame);
        while frame.width < WIDEST && other_land(&drawing, ground, code) < ENOUGH {
            frame = frame.resized(frame.width * WIDER, frame.height * WIDER);
            drawing = draw(topology, centre, frame);
        }
        Some(self.portrait_of(code, ground, &drawing))
    }

    fn portrait_of(&self, code: CountryCode, ground: &Ground, drawing: &Drawing) -> Portrait {
        let topology = Topology::embedded();
        let mut shapes = shape::shapes(topology, drawing, &ground.territories);
        let own = shapes.remove(&code);
        let view = drawing.frame;
        let neighbours = self.countries.get(code).map(|country| &country.neighbours[..]).unwrap_or_default();
        let drawn = shapes.into_iter().filter(|(_, shape)| !shape.rings.is_empty());
        // Where islands are among themselves, names stand beside them on the water.
        let at_sea = self.is_island(code);
        let surrounding = |(code, shape): (CountryCode, Shape)| {
            let place = name(&shape, &view, false, at_sea && self.is_island(code));
            Surrounding { code, path: shape.path(), shape, place }
        };
        let mut around: Vec<Surrounding> = drawn.map(surrounding).collect();
        let is_next = |other: &Surrounding| neighbours.contains(&other.code);
        let room = |other: &Surrounding| other.place.room.width;
        around.sort_by(|a, b| is_next(b).cmp(&is_next(a)).then(room(b).total_cmp(&room(a))).then(a.code.cmp(&b.code)));
        let unowned = ground.unowned.iter().filter(|at| drawing.pieces.contains_key(at));
        let unowned: Vec<_> = unowned.flat_map(|at| topology.pieces[*at].rings.clone()).collect();
        let unowned = shape::path(&drawing.rings(&unowned));
        let Some(own) = own else {
            let (dot, place) = (Some(view.centre()), Name::beside(view.centre()));
            return Portrait { view, own: String::new(), dot, around, unowned, shape: None, place };
        };
        let small = own.rings.is_empty() || own.body.width.max(own.body.height) < view.width * SMALL;
        let dot = small.then(|| own.anchor());
        let place = if small { Name::beside(own.anchor()) } else { name(&own, &view, true, true) };
        Portrait { view, own: own.path(), dot, around, unowned, shape: Some(own), place }
    }

    /// Whether a country borders on no other.
    fn is_island(&self, code: CountryCode) -> bool {
        self.countries.get(code).is_some_and(|country| country.neighbours.is_empty())
    }
}

/// What a map of `main` shows, in kilometres around `centre`.
fn frame(topology: &Topology, main: &[usize], centre: LonLat) -> Rect {
    let rings = main.iter().filter_map(|at| topology.pieces[*at].rings.first());
    let points = rings.flat_map(|ring| topology.ring(ring));
    let projection = Projection::Azimuthal(centre);
    let origin = Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    let own = Rect::around(points.map(|point| projection.project(point))).unwrap_or(origin);
    let margin = (own.width.max(own.height / HEIGHT) * MARGIN).min(MOST);
    let width = (own.width + margin).max((own.height + margin * HEIGHT) / HEIGHT).max(NARROWEST);
    own.resized(width, width * HEIGHT)
}

fn draw(topology: &Topology, centre: LonLat, frame: Rect) -> Drawing {
    let projection = Projection::Azimuthal(centre);
    Drawing::new(topology, &Plan { projection, frame, unit: frame.width / WIDTH, budget: BUDGET, least: LEAST })
}

/// The share of a drawing that the bounds of others' land cover, at most.
fn other_land(drawing: &Drawing, ground: &Ground, code: CountryCode) -> f64 {
    let own = ground.territories.get(&code).map(|territory| &territory.pieces[..]).unwrap_or_default();
    let others = drawing.pieces.iter().filter(|(at, _)| !own.contains(at));
    let covered: f64 = others.map(|(_, extent)| extent.width * extent.height).sum();
    covered / (drawing.frame.width * drawing.frame.height)
}

fn name(shape: &Shape, view: &Rect, marked: bool, beside: bool) -> Name {
    // What is cut off at the side has no room for a name there.
    let (anchor, room) = (shape.anchor(), shape.room());
    let left = (anchor.x - room.width / 2.0).max(view.x);
    let right = (anchor.x + room.width / 2.0).min(view.x + view.width);
    let anchor = Point { x: f64::midpoint(left, right), ..anchor };
    let room = Room { width: (right - left).max(0.0), ..room };
    Name { text: String::new(), anchor, room, body: shape.body, marked, beside, insistent: marked }
}

impl Portrait {
    /// The names of the country and of those around it, in places that do not cover one another.
    /// `font` is the size of the letters in the map's units.
    pub fn labels(
        &self,
        font: f64,
        code: CountryCode,
        name: impl Fn(CountryCode) -> Option<String>,
    ) -> Vec<(CountryCode, Label)> {
        let own = std::iter::once((code, &self.place));
        let around = self.around.iter().map(|other| (other.code, &other.place));
        let (codes, names): (Vec<CountryCode>, Vec<Name>) = own
            .chain(around)
            .filter_map(|(code, place)| Some((code, Name { text: name(code)?, ..place.clone() })))
            .unzip();
        let taken: Vec<Rect> = self.dot.iter().map(|dot| dot_box(*dot, font)).collect();
        let on_own = |rect: &Rect| self.shape.as_ref().is_some_and(|own| own.is_under(rect));
        let on_land = |rect: &Rect| self.around.iter().any(|other| other.shape.is_under(rect));
        let labels = label::place(&names, &self.view, font, &taken, on_own, on_land);
        labels.into_iter().map(|label| (codes[label.name], label)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::atlas::Area;
    use crate::atlas::sheet::tests::gzipped;
    use crate::country::Countries;

    fn code(text: &str) -> CountryCode {
        CountryCode::parse(text).unwrap()
    }

    fn atlas(claims: BTreeMap<Area, CountryCode>) -> Atlas {
        Atlas::new(&Countries::embedded(), claims)
    }

    #[test]
    fn every_country_has_a_small_portrait() {
        let atlas = atlas(BTreeMap::new());
        assert_eq!(atlas.portrait(code("AQ")), None);
        for country in Countries::embedded().iter().filter(|country| country.code != code("AQ")) {
            let portrait = atlas.portrait(country.code).unwrap();
            let around: Vec<&str> = portrait.around.iter().map(|other| other.path.as_str()).collect();
            let size = gzipped(&format!("{}{}{}", portrait.own, portrait.unowned, around.join("\"/><path d=\"")));
            assert!(size < 10 * 1024, "{} has {size} bytes", country.code);
            assert!(!portrait.own.is_empty() || portrait.dot.is_some(), "{}", country.code);
            assert!(!portrait.around.is_empty(), "{} is alone", country.code);
        }
    }

    #[test]
    fn neighbours_are_named_within_the_frame() {
        let portrait = atlas(BTreeMap::new()).portrait(code("KZ")).unwrap();
        let labels = portrait.labels(26.0, code("KZ"), |code| Some(code.to_string().repeat(4)));
        let named: Vec<&str> = labels.iter().map(|(code, _)| code.as_str()).collect();
        for neighbour in ["KZ", "RU", "CN", "UZ", "TM", "KG"] {
            assert!(named.contains(&neighbour), "{named:?}");
        }
        assert!(labels.iter().all(|(_, label)| portrait.view.holds(Point { x: label.x, y: label.y })));
    }

    #[test]
    fn countries_at_180_degrees_are_in_one_piece() {
        let atlas = atlas(BTreeMap::new());
        for (text, share) in [("FJ", 0.0005), ("NZ", 0.02), ("RU", 0.25), ("US", 0.25)] {
            let portrait = atlas.portrait(code(text)).unwrap();
            let body = portrait.place.body;
            let middle = portrait.view.centre();
            assert!((body.centre().x - middle.x).abs() < portrait.view.width * 0.2, "{text}: {body:?}");
            assert!(body.width * body.height > portrait.view.width * portrait.view.height * share, "{text}: {body:?}");
        }
    }

    #[test]
    fn a_place_of_the_sites_own_has_the_areas_it_claims() {
        let claims = BTreeMap::from([(Area::Named("somaliland"), code("XS"))]);
        let portrait = atlas(claims).portrait(code("XS")).unwrap();
        assert!(portrait.own.len() > 100);
        assert!(portrait.around.iter().any(|other| other.code == code("SO")));
        assert_eq!(atlas(BTreeMap::new()).portrait(code("XS")), None);
    }
}
