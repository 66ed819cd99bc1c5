//! The shapes as Natural Earth draws them: arcs that neighbours share, and the pieces they bound.

#[cfg(test)]
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::project::LonLat;
use super::stored;

/// A vertex on the data's own grid: two arcs that meet have equal ends.
pub(super) type Vertex = (i32, i32);

/// An arc of a ring, in the direction in which the ring runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct ArcRef {
    pub(super) arc: usize,
    pub(super) reversed: bool,
}

/// A line that one piece has as its coast, or two have as their border.
#[derive(Debug, Default)]
pub(super) struct Arc {
    pub(super) points: Vec<LonLat>,
    pub(super) start: Vertex,
    pub(super) end: Vertex,
}

/// One polygon: its outline first, then its holes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Piece {
    /// The three digits of ISO 3166-1, or a name where the data has no digits.
    pub(super) feature: String,
    /// Which of the feature's polygons it is, from 0.
    pub(super) polygon: usize,
    pub(super) rings: Vec<Vec<ArcRef>>,
    pub(super) bounds: Bounds,
    /// The largest distance of its outline from the middle of its bounds, in degrees of arc.
    pub(super) reach: f64,
    /// Of its outline, in square kilometres; holes count too.
    pub(super) area: f64,
}

/// What a piece covers, in degrees; `east` may be more than 180.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Bounds {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

/// All arcs and pieces.
#[derive(Debug)]
pub(super) struct Topology<'a> {
    pub(super) arcs: Arcs<'a>,
    pub(super) pieces: &'a [Piece],
}

/// Arcs, each read when it is first asked for.
#[derive(Debug)]
pub(super) struct Arcs<'a> {
    transform: Transform,
    /// As postcard writes the first vertex and the way from each to the next.
    written: Vec<&'a [u8]>,
    read: Vec<OnceLock<Arc>>,
}

/// Kilometres in a degree of latitude.
#[cfg(test)]
const DEGREE: f64 = 111.2;

#[cfg(test)]
const ANTARCTICA: &str = "010";

/// `TopoJSON`, as far as the data uses it.
#[cfg(test)]
#[derive(Deserialize)]
struct TopoJson {
    transform: Transform,
    objects: BTreeMap<String, Object>,
    arcs: Vec<Vec<Vertex>>,
}

/// From the data's grid to degrees.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[cfg(test)]
#[derive(Deserialize)]
struct Object {
    geometries: Vec<Geometry>,
}

#[cfg(test)]
#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    arcs: Option<Polygons>,
    properties: Option<Properties>,
}

#[cfg(test)]
#[derive(Deserialize)]
#[serde(untagged)]
enum Polygons {
    One(Vec<Vec<i32>>),
    Many(Vec<Vec<Vec<i32>>>),
}

#[cfg(test)]
#[derive(Deserialize)]
struct Properties {
    name: Option<String>,
}

/// The shapes as they are published: arcs as they are written, and what they bound.
#[cfg(test)]
pub(super) struct Published {
    pub(super) transform: Transform,
    pub(super) arcs: Vec<Vec<Vertex>>,
    pub(super) pieces: Vec<Piece>,
}

#[cfg(test)]
pub(super) fn parse(text: &str) -> Result<Published, serde_json::Error> {
    let mut file: TopoJson = serde_json::from_str(text)?;
    let arcs: Vec<Arc> = file.arcs.iter().filter_map(|deltas| Arc::new(deltas, &file.transform)).collect();
    let geometries = file.objects.remove("countries").map(|object| object.geometries).unwrap_or_default();
    // A map of the world that shows Antarctica shows little else.
    let geometries = geometries.into_iter().filter(|geometry| geometry.id.as_deref() != Some(ANTARCTICA));
    let pieces = geometries.flat_map(|geometry| pieces(geometry, &arcs)).collect();
    Ok(Published { transform: file.transform, arcs: file.arcs, pieces })
}

impl Topology<'static> {
    /// The shapes in the binary.
    pub(super) fn embedded() -> &'static Self {
        stored::topology()
    }
}

impl Topology<'_> {
    /// The points of a ring, the first of them once.
    pub(super) fn ring(&self, ring: &[ArcRef]) -> Vec<LonLat> {
        unwrapped(ring.iter().flat_map(|arc| {
            let points = &self.arcs.get(arc.arc).points;
            let last = points.len().saturating_sub(1);
            (0..last).map(move |at| points[if arc.reversed { last - at } else { at }])
        }))
    }
}

impl<'a> Arcs<'a> {
    pub(super) fn new(transform: Transform, written: Vec<&'a [u8]>) -> Self {
        let read = written.iter().map(|_| OnceLock::new()).collect();
        Self { transform, written, read }
    }

    /// An arc by its number.
    pub(super) fn get(&self, number: usize) -> &Arc {
        self.read[number].get_or_init(|| {
            let deltas: Vec<Vertex> = postcard::from_bytes(self.written[number]).unwrap_or_default();
            Arc::new(&deltas, &self.transform).unwrap_or_default()
        })
    }
}

impl Arc {
    /// Sums the differences, and turns the grid into degrees; `None` of an arc without vertices.
    pub(super) fn new(deltas: &[Vertex], transform: &Transform) -> Option<Self> {
        let mut at = (0, 0);
        let vertices: Vec<Vertex> = deltas
            .iter()
            .map(|(dx, dy)| {
                at = (at.0 + dx, at.1 + dy);
                at
            })
            .collect();
        let degrees = |vertex: &Vertex| LonLat {
            lon: f64::from(vertex.0) * transform.scale.0 + transform.translate.0,
            lat: f64::from(vertex.1) * transform.scale.1 + transform.translate.1,
        };
        let points = unwrapped(vertices.iter().map(degrees));
        Some(Self { points, start: *vertices.first()?, end: *vertices.last()? })
    }
}

/// Longitudes without jumps at 180°, so that they may be more than 180 or less than -180.
fn unwrapped(points: impl Iterator<Item = LonLat>) -> Vec<LonLat> {
    let mut last: Option<f64> = None;
    points
        .map(|point| {
            let turns = last.map_or(0.0, |last| ((last - point.lon) / 360.0).round());
            let lon = point.lon + turns * 360.0;
            last = Some(lon);
            LonLat { lon, ..point }
        })
        .collect()
}

#[cfg(test)]
fn pieces(geometry: Geometry, arcs: &[Arc]) -> Vec<Piece> {
    let name = geometry.properties.and_then(|properties| properties.name);
    let Some(feature) = geometry.id.or(name) else { return Vec::new() };
    let polygons = match geometry.arcs {
        Some(Polygons::One(polygon)) => vec![polygon],
        Some(Polygons::Many(polygons)) => polygons,
        None => Vec::new(),
    };
    let polygons = polygons.into_iter().enumerate();
    polygons.filter_map(|(at, polygon)| piece(&feature, at, &polygon, arcs)).collect()
}

#[cfg(test)]
fn piece(feature: &str, polygon: usize, rings: &[Vec<i32>], arcs: &[Arc]) -> Option<Piece> {
    let ring = |ring: &Vec<i32>| ring.iter().map(|number| arc_ref(*number, arcs.len())).collect();
    let rings: Option<Vec<Vec<ArcRef>>> = rings.iter().map(ring).collect();
    let rings = rings?;
    let outline = unwrapped(rings.first()?.iter().flat_map(|arc| &arcs[arc.arc].points).copied());
    let bounds = Bounds::of(&outline)?;
    let centre = bounds.centre();
    let reach = outline.iter().map(|point| point.distance(centre)).fold(0.0, f64::max);
    Some(Piece { feature: feature.to_owned(), polygon, rings, bounds, reach, area: area(&outline, centre) })
}

#[cfg(test)]
fn area(outline: &[LonLat], centre: LonLat) -> f64 {
    let next = outline.iter().skip(1).chain(outline.first());
    let scale = DEGREE * DEGREE * centre.lat.to_radians().cos();
    outline.iter().zip(next).map(|(a, b)| a.lon * b.lat - b.lon * a.lat).sum::<f64>().abs() / 2.0 * scale
}

/// A negative number is the arc of its complement, backwards.
#[cfg(test)]
fn arc_ref(number: i32, count: usize) -> Option<ArcRef> {
    let (arc, reversed) = if number < 0 { (!number, true) } else { (number, false) };
    let arc = usize::try_from(arc).ok().filter(|arc| *arc < count)?;
    Some(ArcRef { arc, reversed })
}

impl Bounds {
    #[cfg(test)]
    fn of(points: &[LonLat]) -> Option<Self> {
        let first = points.first()?;
        let start = Self { west: first.lon, south: first.lat, east: first.lon, north: first.lat };
        Some(points.iter().fold(start, |bounds, point| Self {
            west: bounds.west.min(point.lon),
            south: bounds.south.min(point.lat),
            east: bounds.east.max(point.lon),
            north: bounds.north.max(point.lat),
        }))
    }

    pub(super) fn centre(&self) -> LonLat {
        LonLat { lon: f64::midpoint(self.west, self.east), lat: f64::midpoint(self.south, self.north) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_shapes_are_whole() {
        let topology = Topology::embedded();
        assert_eq!((topology.arcs.written.len(), topology.pieces.len() > 1400), (1959, true));
        let closed = topology.pieces.iter().flat_map(|piece| &piece.rings).all(|ring| {
            let ends = |at: &ArcRef| {
                let arc = topology.arcs.get(at.arc);
                if at.reversed { (arc.end, arc.start) } else { (arc.start, arc.end) }
            };
            let next = ring.iter().skip(1).chain(ring.first());
            ring.iter().zip(next).all(|(arc, next)| ends(arc).1 == ends(next).0)
        });
        assert!(closed, "each arc of a ring begins where the one before it ends");
    }

    #[test]
    fn longitudes_do_not_jump() {
        let russia = Topology::embedded().pieces.iter().filter(|piece| piece.feature == "643");
        let widest = russia.map(|piece| piece.bounds).max_by(|a, b| (a.east - a.west).total_cmp(&(b.east - b.west)));
        let widest = widest.unwrap();
        assert!((27.0..28.5).contains(&widest.west) && (189.0..191.0).contains(&widest.east), "{widest:?}");
    }
}
