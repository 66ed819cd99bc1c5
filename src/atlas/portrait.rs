//! A country's own map: its shape among its neighbours, on a projection of its own.

use super::drawing::{Drawing, Plan, Rect};
use super::label::{self, Label, Name};
use super::land;
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
    anchor: Name,
}

/// A country around another.
#[derive(Debug, Clone, PartialEq)]
pub struct Surrounding {
    /// Which.
    pub code: CountryCode,
    /// Its path.
    pub path: String,
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
const WIDEST: f64 = 5200.0;
/// How much wider each look for other land is than the one before.
const WIDER: f64 = 1.6;
/// Other land is enough when it covers this share of a portrait.
const ENOUGH: f64 = 0.015;
/// A country that is narrower and lower than this share of the width needs a dot.
const SMALL: f64 = 0.014;

impl Atlas {
    /// The map of a country and of what is around it; `None` if it has no place.
    pub fn portrait(&self, code: CountryCode) -> Option<Portrait> {
        let ground = self.ground();
        let topology = Topology::embedded();
        let main = ground.territories.get(&code).map(|territory| &territory.main[..]).unwrap_or_default();
        let centre = land::middle(topology, main).or_else(|| self.centre(code))?;
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
        let mut around: Vec<Surrounding> = drawn
            .map(|(code, shape)| Surrounding { code, place: name(&shape, &view, false), path: shape.path() })
            .collect();
        around.sort_by(|a, b| {
            let rank = |other: &Surrounding| (!neighbours.contains(&other.code), -other.place.room.width);
            rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.code.cmp(&b.code))
        });
        let unowned = ground.unowned.iter().filter(|at| drawing.pieces.contains_key(at));
        let unowned: Vec<_> = unowned.flat_map(|at| topology.pieces[*at].rings.clone()).collect();
        let unowned = shape::path(&drawing.rings(&unowned));
        let Some(own) = own else {
            let anchor = view.centre();
            let extent = Rect { x: anchor.x, y: anchor.y, width: 0.0, height: 0.0 };
            let anchor = Name { text: String::new(), anchor, room: Room::default(), extent, beside: true };
            return Portrait { view, own: String::new(), dot: Some(view.centre()), around, unowned, anchor };
        };
        let small = own.rings.is_empty() || own.extent.width.max(own.extent.height) < view.width * SMALL;
        let dot = small.then_some(own.anchor);
        let mut anchor = name(&own, &view, true);
        if small {
            anchor.room = Room::default();
        }
        Portrait { view, own: own.path(), dot, around, unowned, anchor }
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

fn name(shape: &Shape, view: &Rect, beside: bool) -> Name {
    // What is cut off at the side has no room for a name there.
    let left = (shape.anchor.x - shape.room.width / 2.0).max(view.x);
    let right = (shape.anchor.x + shape.room.width / 2.0).min(view.x + view.width);
    let anchor = Point { x: f64::midpoint(left, right), y: shape.anchor.y };
    let room = Room { width: (right - left).max(0.0), ..shape.room };
    Name { text: String::new(), anchor, room, extent: shape.extent, beside }
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
        let own = std::iter::once((code, &self.anchor));
        let around = self.around.iter().map(|other| (other.code, &other.place));
        let (codes, names): (Vec<CountryCode>, Vec<Name>) = own
            .chain(around)
            .filter_map(|(code, place)| Some((code, Name { text: name(code)?, ..place.clone() })))
            .unzip();
        let taken: Vec<Rect> = self.dot.iter().map(|dot| dot_box(*dot, font)).collect();
        // The country's own name may stand beside it, where its neighbours are.
        let labels = label::place(&names, &self.view, font, &taken, |_| false);
        labels.into_iter().map(|label| (codes[label.name], label)).collect()
    }
}
