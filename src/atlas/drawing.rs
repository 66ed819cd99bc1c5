//! A part of the globe laid flat, cut at a frame, with no more points than it can afford.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::project::{LonLat, Point, Projection};
use super::simplify;
use super::topology::{ArcRef, Piece, Topology};

/// What is drawn: a rectangle of the plane, and how finely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plan {
    pub(super) projection: Projection,
    /// In kilometres on the projection's plane.
    pub(super) frame: Rect,
    /// Kilometres in a unit of the drawing, whose points have whole numbers.
    pub(super) unit: f64,
    /// Points at most, besides the ends of borders.
    pub(super) budget: usize,
    /// The least triangle, in square units, that is worth a point.
    pub(super) least: f64,
}

/// A rectangle; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A point of a drawing.
pub(super) type Dot = (i32, i32);

/// The pieces within a frame, laid flat; the origin is the frame's upper left corner.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Drawing {
    /// In units.
    pub(super) frame: Rect,
    lines: BTreeMap<usize, Vec<Dot>>,
    /// The pieces in the frame and how far each extends, cut at the frame's margin.
    pub(super) pieces: BTreeMap<usize, Rect>,
    /// How far each piece extends, the largest first.
    pub(super) extents: Vec<Rect>,
}

/// How far beyond the frame lines are cut, as a share of its width.
const MARGIN: f64 = 0.02;
/// A ring that covers fewer square units is left out.
const LEAST_RING: f64 = 4.0;

impl Drawing {
    pub(super) fn new(topology: &Topology, plan: &Plan) -> Self {
        let frame = Rect { x: 0.0, y: 0.0, width: plan.frame.width / plan.unit, height: plan.frame.height / plan.unit };
        let mut flat: BTreeMap<usize, Vec<Point>> = BTreeMap::new();
        let mut pieces = BTreeMap::new();
        for (at, piece) in topology.pieces.iter().enumerate().filter(|(_, piece)| plan.may_show(piece)) {
            for arc in piece.rings.iter().flatten() {
                flat.entry(arc.arc).or_insert_with(|| plan.flat(topology, arc.arc));
            }
            let outline = piece.rings.first().into_iter().flatten();
            let points = outline.flat_map(|arc| &flat[&arc.arc]);
            if points.clone().any(|point| frame.holds(*point))
                && let Some(extent) = Rect::around(points.copied())
            {
                pieces.insert(at, extent);
            }
        }
        let used = pieces.keys().flat_map(|at| &topology.pieces[*at].rings).flatten().map(|arc| arc.arc);
        let used: BTreeMap<usize, &Vec<Point>> = used.map(|arc| (arc, &flat[&arc])).collect();
        let lines = simplified(&used, plan);
        let mut extents: Vec<Rect> = pieces.values().copied().collect();
        extents.sort_by(|a, b| b.area().total_cmp(&a.area()));
        Self { frame, lines, pieces, extents }
    }

    /// Rings as closed lines; one that is too small to see is left out.
    pub(super) fn rings(&self, rings: &[Vec<ArcRef>]) -> Vec<Vec<Dot>> {
        rings.iter().filter_map(|ring| self.ring(ring)).collect()
    }

    fn ring(&self, ring: &[ArcRef]) -> Option<Vec<Dot>> {
        let mut dots: Vec<Dot> = Vec::new();
        for arc in ring {
            let line = self.lines.get(&arc.arc)?;
            let next = |at: usize| line[if arc.reversed { line.len() - 1 - at } else { at }];
            dots.extend((0..line.len()).map(next));
        }
        dots.dedup();
        while dots.len() > 1 && dots.first() == dots.last() {
            dots.pop();
        }
        (dots.len() > 2 && area(&dots).abs() >= LEAST_RING).then_some(dots)
    }
}

/// Signed, in square units.
pub(super) fn area(ring: &[Dot]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    let twice = ring.iter().zip(next).map(|(a, b)| f64::from(a.0) * f64::from(b.1) - f64::from(b.0) * f64::from(a.1));
    twice.sum::<f64>() / 2.0
}

fn simplified(arcs: &BTreeMap<usize, &Vec<Point>>, plan: &Plan) -> BTreeMap<usize, Vec<Dot>> {
    let lines: BTreeMap<usize, Vec<Point>> = arcs.iter().map(|(arc, line)| (*arc, simplify::spared(line))).collect();
    let weights: BTreeMap<usize, Vec<f64>> = lines.iter().map(|(arc, line)| (*arc, simplify::weights(line))).collect();
    let threshold = simplify::threshold(weights.values().flatten(), plan.budget).max(plan.least);
    let keep = |(arc, line): (&usize, &Vec<Point>)| {
        let kept = line.iter().zip(&weights[arc]).filter(|(_, weight)| **weight >= threshold);
        let mut dots: Vec<Dot> = kept.map(|(point, _)| point.rounded()).collect();
        dots.dedup();
        (*arc, dots)
    };
    lines.iter().map(keep).collect()
}

impl Plan {
    /// Whether a piece can reach into the frame: a quick look that spares most of the work.
    fn may_show(&self, piece: &Piece) -> bool {
        let Projection::Azimuthal(centre) = self.projection else { return true };
        let corner = (self.frame.x.abs().max((self.frame.x + self.frame.width).abs()))
            .hypot(self.frame.y.abs().max((self.frame.y + self.frame.height).abs()));
        let distance = piece.bounds.centre().distance(centre) - piece.reach;
        distance < azimuthal_degrees(corner)
    }

    /// An arc on the drawing, cut at the margin. To cut point by point keeps common borders common.
    fn flat(&self, topology: &Topology, arc: usize) -> Vec<Point> {
        let line = &topology.arcs.get(arc).points;
        let turn = self.projection.turn(line);
        let margin = self.frame.width / self.unit * MARGIN;
        let (right, bottom) = (self.frame.width / self.unit + margin, self.frame.height / self.unit + margin);
        let place = |place: &LonLat| {
            let point = self.place(LonLat { lon: place.lon + turn, ..*place });
            Point { x: point.x.clamp(-margin, right), y: point.y.clamp(-margin, bottom) }
        };
        line.iter().map(place).collect()
    }

    /// Where a place is on the drawing, or would be.
    pub(super) fn place(&self, place: LonLat) -> Point {
        let on_plane = self.projection.project(place);
        Point { x: (on_plane.x - self.frame.x) / self.unit, y: (on_plane.y - self.frame.y) / self.unit }
    }
}

/// The angle at which Lambert's azimuthal projection puts a place so many kilometres from the centre.
fn azimuthal_degrees(distance: f64) -> f64 {
    2.0 * (distance / (2.0 * 6371.0)).min(1.0).asin().to_degrees()
}

impl Point {
    pub(super) fn rounded(self) -> Dot {
        #[allow(clippy::cast_possible_truncation, reason = "a drawing is some thousand units wide")]
        let rounded = (self.x.round() as i32, self.y.round() as i32);
        rounded
    }
}

impl From<Dot> for Point {
    fn from(dot: Dot) -> Self {
        Self { x: f64::from(dot.0), y: f64::from(dot.1) }
    }
}

impl Rect {
    pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let start = (first.x, first.y, first.x, first.y);
        let (left, top, right, bottom) = points.fold(start, |(left, top, right, bottom), point| {
            (left.min(point.x), top.min(point.y), right.max(point.x), bottom.max(point.y))
        });
        Some(Self { x: left, y: top, width: right - left, height: bottom - top })
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x) && (self.y..=self.y + self.height).contains(&point.y)
    }

    /// Whether all of `other` lies in it.
    pub(super) fn holds_all(&self, other: &Self) -> bool {
        self.holds(Point { x: other.x, y: other.y }) && self.holds(other.corner())
    }

    /// The point of it that is nearest to another.
    pub(super) fn nearest(&self, point: Point) -> Point {
        Point { x: point.x.clamp(self.x, self.x + self.width), y: point.y.clamp(self.y, self.y + self.height) }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self::around([Point { x: self.x, y: self.y }, self.corner(), Point { x: other.x, y: other.y }, other.corner()])
            .unwrap_or(self)
    }

    pub(super) fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Its middle.
    pub(super) fn centre(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// Its upper left corner.
    pub(super) fn start(&self) -> Point {
        Point { x: self.x, y: self.y }
    }

    /// Its lower right corner.
    pub(super) fn corner(&self) -> Point {
        Point { x: self.x + self.width, y: self.y + self.height }
    }

    /// A rectangle of that size with the same middle.
    pub(super) fn resized(&self, width: f64, height: f64) -> Self {
        let centre = self.centre();
        Self { x: centre.x - width / 2.0, y: centre.y - height / 2.0, width, height }
    }
}
