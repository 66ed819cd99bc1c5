//! Maps: the world and its regions as sheets that pages share, and portraits of countries.
//!
//! The shapes are Natural Earth's, through the `world-atlas` package; where they come from and what
//! of them is changed is said in `THIRD-PARTY.md`. They are kept as they are read and laid flat
//! (`stored`), and looked at when a map first needs them: a command that draws no map pays nothing.
//!
//! The way of a shape: `topology` reads arcs and pieces, `area` says whose each piece is,
//! `drawing` lays a part of the globe flat (`project`) with few points (`simplify`),
//! `stitch` joins the pieces of one country, `shape` makes a path of them. `sheet`,
//! `locator` and `portrait` are the maps; `label` places names on them.
//!
//! **Architecture invariant.** Pure: shapes in, numbers and SVG paths out; no pages, no words.

mod area;
mod drawing;
mod label;
mod land;
mod locator;
mod outline;
mod portrait;
mod project;
mod shape;
mod sheet;
mod simplify;
mod stitch;
mod stored;
mod topology;

pub use area::Area;
pub use drawing::Rect;
pub use label::{Label, Name};
pub use locator::{Locator, Mark};
pub use outline::Outlines;
pub use portrait::{Portrait, Surrounding};
pub use project::{LonLat, Point};
pub use shape::{Rings, Room};
pub use sheet::SheetId;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::country::{Countries, CountryCode};
use land::Territory;
use sheet::Sheet;
use topology::Topology;

/// All maps of one site.
#[derive(Debug)]
pub struct Atlas {
    countries: Countries,
    claims: BTreeMap<Area, CountryCode>,
    own: Plates,
}

/// What maps are drawn from, made when first needed.
#[derive(Debug)]
struct Plates {
    ground: OnceLock<Ground>,
    sheets: [OnceLock<Sheet>; SheetId::COUNT],
}

/// Those of every site that leaves all areas to whom the dataset gives them.
static USUAL: Plates = Plates::new();

impl Plates {
    const fn new() -> Self {
        Self { ground: OnceLock::new(), sheets: [const { OnceLock::new() }; SheetId::COUNT] }
    }
}

/// Whose each piece is.
#[derive(Debug)]
struct Ground {
    territories: BTreeMap<CountryCode, Territory>,
    unowned: Vec<usize>,
}

impl Atlas {
    /// `claims` are the areas that the site gives to another country than the dataset does.
    pub fn new(countries: &Countries, claims: BTreeMap<Area, CountryCode>) -> Self {
        Self { countries: countries.clone(), claims, own: Plates::new() }
    }

    fn plates(&self) -> &Plates {
        if self.claims.is_empty() { &USUAL } else { &self.own }
    }

    /// The file of a sheet, as SVG.
    pub fn svg(&self, id: SheetId) -> String {
        self.sheet(id).svg()
    }

    fn sheet(&self, id: SheetId) -> &Sheet {
        let ground = self.ground();
        self.plates().sheets[id.0].get_or_init(|| Sheet::new(id, &ground.territories, &ground.unowned))
    }

    fn ground(&self) -> &Ground {
        self.plates().ground.get_or_init(|| {
            let topology = Topology::embedded();
            let owners = area::owners(topology, &self.countries, &self.claims);
            let unowned = owners.iter().enumerate().filter(|(_, owner)| owner.is_none()).map(|(at, _)| at).collect();
            Ground { territories: land::territories(topology, &owners), unowned }
        })
    }

    /// The middle of a country without a shape.
    fn centre(&self, code: CountryCode) -> Option<LonLat> {
        let (lon, lat) = self.countries.get(code)?.geo.centroid?;
        // Antarctica is on no map.
        (lat > -60.0).then_some(LonLat { lon, lat })
    }
}
