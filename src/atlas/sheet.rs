//! The sheets of the atlas: the world and its regions, each a file that many pages share.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::drawing::{Drawing, Plan, Rect};
use super::land::Territory;
use super::project::{LonLat, Point, Projection};
use super::shape::{self, Rings, Shape};
use super::stored;
use super::topology::Topology;
use crate::country::CountryCode;

/// A sheet of the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetId(pub(super) usize);

/// What a region's sheet shows: the place in its middle, and half its width in kilometres.
struct Region {
    name: &'static str,
    centre: LonLat,
    half_width: f64,
}

const fn region(name: &'static str, lon: f64, lat: f64, half_width: f64) -> Region {
    Region { name, centre: LonLat { lon, lat }, half_width }
}

/// From the smallest to the largest: the first that holds all places of a map is the one.
const REGIONS: [Region; 17] = [
    region("western-europe", 3.0, 47.5, 2100.0),
    region("near-east", 44.0, 30.5, 2200.0),
    region("central-europe", 20.0, 48.0, 2200.0),
    region("caribbean", -78.0, 17.0, 2400.0),
    region("central-asia", 66.0, 45.0, 2800.0),
    region("west-africa", 3.0, 13.0, 2800.0),
    region("south-asia", 79.0, 24.0, 3000.0),
    region("southeast-asia", 116.0, 6.0, 3500.0),
    region("europe", 17.0, 52.5, 3700.0),
    region("middle-east", 54.0, 36.0, 4300.0),
    region("mediterranean-to-steppe", 36.0, 34.0, 5500.0),
    region("asia", 103.0, 21.0, 6300.0),
    region("south-america", -60.0, -23.0, 6800.0),
    region("oceania", 167.0, -17.0, 6700.0),
    region("africa", 20.0, 1.0, 7200.0),
    region("eurasia", 92.0, 53.0, 7400.0),
    region("north-america", -92.0, 46.0, 7500.0),
];

/// Height of a region's sheet, and of every map cut from it, as a share of its width.
pub(super) const HEIGHT: f64 = 0.62;
/// Units from the left of a sheet to its right.
const WIDTH: f64 = 2000.0;
/// Points of a sheet, so that its file stays below 12 KB gzipped.
const BUDGET: usize = 3200;
/// The least triangle worth a point, in square units.
const LEAST: f64 = 1.5;
/// The world is cut where only water is: in the Bering Strait, 180° from this meridian.
const MERIDIAN: f64 = 11.0;

/// A part of Russia, west of the Urals: on a map of Europe it may stand for the whole.
const CORES: [(&str, &str, [LonLat; 2]); 3] = [
    ("RU", "europe", CORE_OF_RUSSIA),
    ("RU", "mediterranean-to-steppe", CORE_OF_RUSSIA),
    ("RU", "central-europe", CORE_OF_RUSSIA),
];
const CORE_OF_RUSSIA: [LonLat; 2] = [LonLat { lon: 31.0, lat: 48.0 }, LonLat { lon: 45.0, lat: 60.0 }];

/// A sheet as a site has it.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) drawing: &'static Drawing,
    pub(super) shapes: BTreeMap<CountryCode, Shape>,
    /// What nobody has.
    pub(super) unowned: Rings,
}

impl SheetId {
    /// How many there are.
    pub(super) const COUNT: usize = REGIONS.len() + 1;
    /// The whole world.
    pub const WORLD: Self = Self(REGIONS.len());

    /// For its file: `/maps/NAME.svg`.
    pub fn name(self) -> &'static str {
        REGIONS.get(self.0).map_or("world", |region| region.name)
    }

    /// The smallest first, the world last.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self)
    }

    pub(super) fn plan(self) -> Plan {
        let (projection, frame) = match REGIONS.get(self.0) {
            Some(region) => (Projection::Azimuthal(region.centre), region.frame()),
            None => (Projection::EqualEarth(MERIDIAN), world_frame()),
        };
        Plan { projection, frame, unit: frame.width / WIDTH, budget: BUDGET, least: LEAST }
    }

    /// The shapes of the sheet, which no site changes: made once.
    fn drawing(self) -> &'static Drawing {
        static DRAWINGS: [OnceLock<Drawing>; SheetId::COUNT] = [const { OnceLock::new() }; SheetId::COUNT];
        let number = self.0.min(Self::WORLD.0);
        let drawn = || Drawing::new(Topology::embedded(), &self.plan());
        DRAWINGS[number].get_or_init(|| stored::sheet(number).unwrap_or_else(drawn))
    }

    /// The part of a large country that may stand for it on this sheet.
    pub(super) fn core(self, code: CountryCode) -> Option<Rect> {
        let (.., corners) = CORES.iter().find(|(owner, name, _)| *owner == code.as_str() && *name == self.name())?;
        let plan = self.plan();
        let [a, b] = *corners;
        let all = [a, b, LonLat { lat: b.lat, ..a }, LonLat { lat: a.lat, ..b }];
        Rect::around(all.map(|corner| plan.place(corner)))
    }

    /// Where a place is on the sheet, if it is on it.
    pub(super) fn place(self, place: LonLat) -> Option<Point> {
        let plan = self.plan();
        let point = plan.place(LonLat { lon: place.lon + plan.projection.turn(&[place]), ..place });
        let frame = Rect { x: 0.0, y: 0.0, width: plan.frame.width / plan.unit, height: plan.frame.height / plan.unit };
        frame.holds(point).then_some(point)
    }
}

impl Region {
    fn frame(&self) -> Rect {
        let (width, height) = (self.half_width * 2.0, self.half_width * 2.0 * HEIGHT);
        Rect { x: -self.half_width, y: -height / 2.0, width, height }
    }
}

/// From the northernmost land to Cape Horn.
fn world_frame() -> Rect {
    let at = |lon, lat| Projection::EqualEarth(0.0).project(LonLat { lon, lat });
    let (right, top, bottom) = (at(180.0, 0.0).x, at(0.0, 84.0).y, at(0.0, -56.5).y);
    Rect { x: -right, y: top, width: right * 2.0, height: bottom - top }
}

impl Sheet {
    pub(super) fn new(id: SheetId, territories: &BTreeMap<CountryCode, Territory>, unowned: &[usize]) -> Self {
        let (topology, drawing) = (Topology::embedded(), id.drawing());
        let shapes = shape::shapes(topology, drawing, territories);
        let shown = unowned.iter().copied().filter(|at| drawing.pieces.contains_key(at));
        let rings: Vec<_> = shown.flat_map(|at| topology.pieces[at].rings.clone()).collect();
        Self { drawing, shapes, unowned: drawing.rings(&rings).into() }
    }

    /// The file: every country as a path whose id is its code, all together as `land`. Nothing has
    /// a colour, so that a page that uses them gives its own.
    pub(super) fn svg(&self) -> String {
        let Rect { width, height, .. } = self.drawing.frame;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\">\n<g id=\"land\">\n"
        );
        let countries = self.shapes.iter().filter(|(_, shape)| !shape.rings.is_empty());
        for (code, shape) in countries {
            let _ = writeln!(svg, "<path id=\"{code}\" vector-effect=\"non-scaling-stroke\" d=\"{}\"/>", shape.path());
        }
        if !self.unowned.is_empty() {
            let _ = writeln!(svg, "<path vector-effect=\"non-scaling-stroke\" d=\"{}\"/>", shape::path(&self.unowned));
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::atlas::Atlas;
    use crate::country::Countries;

    pub(in crate::atlas) fn gzipped(text: &str) -> usize {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn every_sheet_is_small() {
        let atlas = Atlas::new(&Countries::embedded(), BTreeMap::new());
        for id in SheetId::all() {
            let svg = atlas.svg(id);
            let size = gzipped(&svg);
            assert!(size <= 12 * 1024, "{} has {size} bytes", id.name());
        }
    }
}
