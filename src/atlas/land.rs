//! Which pieces are a country's, and which of them a map of it must show.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::project::LonLat;
use super::sheet::SheetId;
use super::topology::{Bounds, Piece, Topology};
use crate::country::CountryCode;

/// The pieces of one country.
#[derive(Debug, Clone, Default)]
pub(super) struct Territory {
    /// All, largest first.
    pub(super) pieces: Vec<usize>,
    /// Without what lies overseas.
    pub(super) main: Vec<usize>,
    /// The middle of the main pieces.
    pub(super) middle: Option<LonLat>,
    /// The sheets on which it may be, as far as its middle tells: looked for when a map needs one.
    sheets: OnceLock<Vec<SheetId>>,
}

impl Territory {
    /// Whether a sheet may show it; the sheet need not be laid flat to know.
    pub(super) fn may_be_on(&self, sheet: SheetId, code: CountryCode) -> bool {
        let may_hold = |sheet: &SheetId| {
            sheet.core(code).is_some() || self.middle.is_some_and(|middle| sheet.place(middle).is_some())
        };
        self.sheets.get_or_init(|| SheetId::all().filter(may_hold).collect()).contains(&sheet)
    }
}

/// Kilometres of sea within which an island is part of the main land.
const NEAR: f64 = 300.0;
/// Farther away when the main land is large: this share of its diagonal.
const NEAR_SHARE: f64 = 0.15;
/// A piece this large, compared with the largest, belongs to it however far away it is.
const LARGE_SHARE: f64 = 0.3;
/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;

/// Large and near enough, and still not what a map of the country is about: Alaska.
const ASIDE: [(&str, Bounds); 1] = [("US", Bounds { west: -180.0, south: 51.0, east: -129.0, north: 72.0 })];

pub(super) fn territories(topology: &Topology, owners: &[Option<CountryCode>]) -> BTreeMap<CountryCode, Territory> {
    let mut found: BTreeMap<CountryCode, Territory> = BTreeMap::new();
    for (at, owner) in owners.iter().enumerate() {
        if let Some(code) = owner {
            found.entry(*code).or_default().pieces.push(at);
        }
    }
    for (code, territory) in &mut found {
        let mut sized: Vec<(f64, usize)> = territory.pieces.iter().map(|at| (topology.pieces[*at].area, *at)).collect();
        sized.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
        territory.pieces = sized.iter().map(|(_, at)| *at).collect();
        territory.main = main(*code, &sized, topology);
        territory.middle = middle(topology, &territory.main);
    }
    found
}

fn main(code: CountryCode, sized: &[(f64, usize)], topology: &Topology) -> Vec<usize> {
    let Some(&(largest, first)) = sized.first() else { return Vec::new() };
    let mut bounds = topology.pieces[first].bounds;
    let mut chosen = vec![first];
    let mut left: Vec<(f64, usize)> =
        sized[1..].iter().copied().filter(|(_, at)| !is_aside(code, &topology.pieces[*at])).collect();
    // Island by island: what is near to what was chosen is chosen too.
    while let Some(next) = left.iter().position(|(size, at)| {
        let piece = topology.pieces[*at].bounds.beside(&bounds);
        *size >= largest * LARGE_SHARE || gap(&piece, &bounds) <= NEAR.max(diagonal(&bounds) * NEAR_SHARE)
    }) {
        let (_, at) = left.remove(next);
        bounds = bounds.with(&topology.pieces[at].bounds.beside(&bounds));
        chosen.push(at);
    }
    chosen
}

fn is_aside(code: CountryCode, piece: &Piece) -> bool {
    let centre = piece.bounds.centre();
    let lon = if centre.lon > 180.0 { centre.lon - 360.0 } else { centre.lon };
    // The westernmost of the Aleutians lie east of Greenwich.
    ASIDE.iter().any(|(owner, box_)| {
        let within = (box_.west..box_.east).contains(&lon) || lon > 170.0;
        code.as_str() == *owner && within && (box_.south..box_.north).contains(&centre.lat)
    })
}

fn gap(a: &Bounds, b: &Bounds) -> f64 {
    let shrink = f64::midpoint(a.centre().lat, b.centre().lat).to_radians().cos();
    let lon = (a.west - b.east).max(b.west - a.east).max(0.0) * shrink;
    let lat = (a.south - b.north).max(b.south - a.north).max(0.0);
    lon.hypot(lat) * DEGREE
}

fn diagonal(bounds: &Bounds) -> f64 {
    let lon = (bounds.east - bounds.west) * bounds.centre().lat.to_radians().cos();
    lon.hypot(bounds.north - bounds.south) * DEGREE
}

/// The middle of all `pieces`, across 180° if they lie on both sides of it.
fn middle(topology: &Topology, pieces: &[usize]) -> Option<LonLat> {
    let mut bounds = pieces.iter().map(|at| topology.pieces[*at].bounds);
    let first = bounds.next()?;
    Some(bounds.fold(first, |all, bounds| all.with(&bounds.beside(&all))).centre())
}

impl Bounds {
    /// The same, turned round the globe to where it is nearest to `other`.
    fn beside(self, other: &Self) -> Self {
        let turns = ((other.centre().lon - self.centre().lon) / 360.0).round() * 360.0;
        Self { west: self.west + turns, east: self.east + turns, ..self }
    }

    fn with(self, other: &Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::area::owners;
    use crate::country::Countries;

    fn main_bounds(text: &str) -> Bounds {
        let topology = Topology::embedded();
        let owners = owners(topology, &Countries::embedded(), &BTreeMap::new());
        let all = territories(topology, &owners);
        let main = &all[&CountryCode::parse(text).unwrap()].main;
        let first = topology.pieces[main[0]].bounds;
        main.iter().fold(first, |all, at| all.with(&topology.pieces[*at].bounds.beside(&all)))
    }

    #[test]
    fn what_lies_overseas_is_not_what_a_map_is_about() {
        for (code, west, south, east, north) in [
            ("US", -125.0, 24.0, -66.0, 50.0),
            ("FR", -5.0, 41.0, 10.0, 52.0),
            ("ES", -10.0, 35.0, 5.0, 44.0),
            ("CL", -80.0, -56.0, -66.0, -17.0),
            ("EC", -82.0, -6.0, -75.0, 2.0),
            ("PT", -10.0, 36.0, -6.0, 43.0),
            ("NO", 4.0, 57.0, 32.0, 72.0),
        ] {
            let found = main_bounds(code);
            let within = found.west >= west && found.south >= south && found.east <= east && found.north <= north;
            assert!(within, "{code}: {found:?}");
        }
    }

    #[test]
    fn islands_hang_together_across_180_degrees() {
        for (code, width) in [("FJ", 6.0), ("NZ", 13.0), ("JP", 26.0), ("ID", 47.0), ("MY", 20.0), ("RU", 172.0)] {
            let found = main_bounds(code);
            let own = found.east - found.west;
            assert!((own - width).abs() < width / 3.0, "{code}: {own} is not about {width}");
        }
    }
}
