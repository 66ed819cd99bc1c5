//! A country on a drawing: its path, and where its name would stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use super::drawing::{Dot, Drawing, Rect, area};
use super::land::Territory;
use super::project::Point;
use super::stitch;
use super::topology::Topology;
use crate::country::CountryCode;

/// Closed lines in the units of a map, which all that show them share.
pub type Rings = Arc<[Vec<Dot>]>;

/// A country on a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Closed lines; none where it is too small to draw.
    pub(super) rings: Rings,
    /// How far its main land extends.
    pub(super) extent: Rect,
    /// How far its largest island extends, which is all of most countries.
    pub(super) body: Rect,
    /// How far all of it extends.
    bounds: Rect,
    /// Whether all its main pieces are on the drawing.
    pub(super) is_whole: bool,
    /// Where a name has most room, and how much: looked for when it is first asked for.
    place: OnceLock<(Point, Room)>,
}

/// Room for a name around a point, in units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Room {
    /// From border to border.
    pub width: f64,
    /// The same distance up as down.
    pub height: f64,
}

pub(super) fn shapes(
    topology: &Topology,
    drawing: &Drawing,
    territories: &BTreeMap<CountryCode, Territory>,
) -> BTreeMap<CountryCode, Shape> {
    let shape = |territory: &Territory| shape(topology, drawing, territory);
    territories.iter().filter_map(|(code, territory)| Some((*code, shape(territory)?))).collect()
}

fn shape(topology: &Topology, drawing: &Drawing, territory: &Territory) -> Option<Shape> {
    let shown: Vec<usize> = territory.pieces.iter().copied().filter(|at| drawing.pieces.contains_key(at)).collect();
    let extents = territory.main.iter().filter_map(|at| drawing.pieces.get(at)).copied();
    let extent = extents.reduce(Rect::with).or_else(|| drawing.pieces.get(shown.first()?).copied())?;
    let is_whole = territory.main.iter().all(|at| drawing.pieces.contains_key(at));
    let rings = drawing.rings(&stitch::outline(topology, &shown));
    let largest = largest(&rings);
    let around = |dots: &mut dyn Iterator<Item = &Dot>| Rect::around(dots.map(|dot| Point::from(*dot)));
    let body = largest.and_then(|ring| around(&mut ring.iter())).unwrap_or(extent.resized(0.0, 0.0));
    let bounds = around(&mut rings.iter().flatten()).unwrap_or(body);
    Some(Shape { rings: rings.into(), extent, body, bounds, is_whole, place: OnceLock::new() })
}

impl Shape {
    /// The `d` of an SVG path; empty where it is too small to draw.
    pub(super) fn path(&self) -> String {
        path(&self.rings)
    }

    /// Where a name has most room.
    pub(super) fn anchor(&self) -> Point {
        self.place().0
    }

    /// How much room a name has there.
    pub(super) fn room(&self) -> Room {
        self.place().1
    }

    fn place(&self) -> (Point, Room) {
        let looked_for = || roomiest(&self.rings).unwrap_or((self.extent.centre(), Room::default()));
        *self.place.get_or_init(looked_for)
    }

    /// Whether a view shows any of it.
    pub(super) fn is_seen(&self, view: &Rect) -> bool {
        !self.rings.is_empty() && self.bounds.meets(view)
    }

    /// Whether a low rectangle lies over it, as far as its upper, middle and lower line show.
    pub(super) fn is_under(&self, rect: &Rect) -> bool {
        let lines = [rect.y, rect.y + rect.height / 2.0, rect.y + rect.height];
        self.bounds.meets(rect) && lines.iter().any(|y| is_crossed(&self.rings, *y, rect.x, rect.x + rect.width))
    }

    /// The part of it that a view shows, as far as names are concerned.
    pub(super) fn within(&self, view: &Rect) -> (Point, Room) {
        let cut = |dot: &Dot| view.nearest(Point::from(*dot)).rounded();
        let rings = self.rings.iter().map(|ring| ring.iter().map(cut).collect::<Vec<Dot>>());
        let rings: Vec<Vec<Dot>> = rings.collect();
        roomiest(&rings).unwrap_or_else(|| (self.anchor(), Room::default()))
    }
}

/// Relative lines between whole numbers.
pub(super) fn path(rings: &[Vec<Dot>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut at = ring[0];
        let _ = write!(path, "M{} {}l", at.0, at.1);
        for (number, dot) in ring.iter().enumerate().skip(1) {
            let (dx, dy) = (dot.0 - at.0, dot.1 - at.1);
            at = *dot;
            let _ = match number > 1 && dx >= 0 {
                true => write!(path, " {dx}"),
                false => write!(path, "{dx}"),
            };
            let _ = if dy < 0 { write!(path, "{dy}") } else { write!(path, " {dy}") };
        }
        path.push('z');
    }
    path
}

/// Rows of a ring that are looked at for a name's place.
const ROWS: i32 = 24;
/// A name is about so many times as wide as it is high.
const NAME: f64 = 5.0;

fn largest(rings: &[Vec<Dot>]) -> Option<&Vec<Dot>> {
    rings.iter().max_by(|a, b| area(a).abs().total_cmp(&area(b).abs()))
}

/// Where a name has most room among rings, and how much, as high as the largest of them: a name is
/// a wide and low thing.
fn roomiest(rings: &[Vec<Dot>]) -> Option<(Point, Room)> {
    let largest = largest(rings)?;
    let span = |(top, bottom): (i32, i32), dot: &Dot| (top.min(dot.1), bottom.max(dot.1));
    let (top, bottom) = largest.iter().fold((i32::MAX, i32::MIN), span);
    let (highest, lowest) = rings.iter().flatten().fold((top, bottom), span);
    let (highest, lowest) = (f64::from(highest), f64::from(lowest));
    let upright: Vec<Vec<Dot>> = rings.iter().map(|ring| ring.iter().map(|dot| (dot.1, dot.0)).collect()).collect();
    let rows = (0..ROWS).map(|row| f64::from(top) + f64::from(bottom - top) * (f64::from(row) + 0.5) / f64::from(ROWS));
    let mut best = (Point { x: 0.0, y: 0.0 }, Room::default());
    for (y, (left, right)) in rows.flat_map(|y| chords(rings, y).into_iter().map(move |chord| (y, chord))) {
        let at = Point { x: f64::midpoint(left, right), y };
        // No column is higher than all rings: where even that were too little, none is looked for.
        let most = Room { width: right - left, height: 2.0 * (y - highest).min(lowest - y) };
        if most.worth() < best.1.worth() {
            continue;
        }
        let column = chords(&upright, at.x).into_iter().find(|(above, below)| (*above..=*below).contains(&y));
        let height = column.map_or(0.0, |(above, below)| 2.0 * (y - above).min(below - y));
        let room = Room { height, ..most };
        if room.worth() >= best.1.worth() {
            best = (at, room);
        }
    }
    Some(best)
}

impl Room {
    /// The narrower of the two counts for most.
    fn worth(self) -> f64 {
        self.width * self.height / (self.width + self.height * NAME).max(f64::MIN_POSITIVE)
    }
}

/// Where a horizontal line runs within rings, and not in their holes.
fn chords(rings: &[Vec<Dot>], y: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = crossings(rings, y).collect();
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Whether a horizontal line runs within rings anywhere between two of its points. It does where it
/// crosses a side there, or where an odd number of sides is left of both.
fn is_crossed(rings: &[Vec<Dot>], y: f64, left: f64, right: f64) -> bool {
    let mut within = false;
    for x in crossings(rings, y).filter(|x| *x < right) {
        if x > left {
            return true;
        }
        within = !within;
    }
    within
}

/// Where a horizontal line crosses the sides of rings.
fn crossings(rings: &[Vec<Dot>], y: f64) -> impl Iterator<Item = f64> {
    let sides = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().skip(1).chain(ring.first())));
    sides.filter_map(move |(a, b)| {
        let (a, b) = (Point::from(*a), Point::from(*b));
        ((a.y <= y) != (b.y <= y)).then(|| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_and_short() {
        let ring = vec![(10, 20), (15, 20), (15, 10), (9, 10)];
        assert_eq!(path(std::slice::from_ref(&ring)), "M10 20l5 0 0-10-6 0z");
        assert_eq!(path(&[ring, vec![(0, 0), (-1, 2), (3, 3)]]), "M10 20l5 0 0-10-6 0zM0 0l-1 2 4 1z");
    }

    #[test]
    fn a_name_stands_where_there_is_room() {
        // An L: a high, narrow part at the left and a low, wide one at the bottom.
        let ring = vec![(0, 0), (20, 0), (20, 60), (100, 60), (100, 100), (0, 100)];
        let (anchor, room) = roomiest(std::slice::from_ref(&ring)).unwrap();
        assert_eq!((anchor.x, room.width), (50.0, 100.0));
        assert!(anchor.y > 60.0 && room.height > 20.0, "{anchor:?} {room:?}");
    }

    fn square(from: i32, to: i32) -> Vec<Dot> {
        vec![(from, from), (to, from), (to, to), (from, to)]
    }

    #[test]
    fn a_line_runs_within_rings_and_not_in_their_holes() {
        let rings = [square(20, 80), square(0, 100)];
        let ends = [-10.0, 0.0, 10.0, 20.0, 50.0, 80.0, 90.0, 100.0, 110.0];
        for y in [-5.0, 10.0, 20.0, 50.0, 99.0] {
            for (at, left) in ends.into_iter().enumerate() {
                for right in ends.into_iter().skip(at + 1) {
                    let meets = chords(&rings, y).into_iter().any(|(from, to)| from < right && left < to);
                    assert_eq!(is_crossed(&rings, y, left, right), meets, "from {left} to {right} at {y}");
                }
            }
        }
    }

    #[test]
    fn a_name_stands_in_no_hole() {
        let (anchor, _) = roomiest(&[square(0, 100), square(20, 80)]).unwrap();
        assert!(!(20.0..80.0).contains(&anchor.x) || !(20.0..80.0).contains(&anchor.y), "{anchor:?}");
    }
}
