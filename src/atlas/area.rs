//! Who owns which piece of the map: as the data draws it, as the dataset of countries corrects it,
//! and as a site has it.

use std::collections::BTreeMap;

use super::topology::{Piece, Topology};
use crate::country::{Countries, CountryCode};

/// A part of the map that a site can give to a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// A part of a country, or of none.
    Named(&'static str),
    /// All that the dataset gives to a country.
    Country(CountryCode),
}

/// A named part: its feature of the data, and which of the feature's polygons; empty for all.
struct Part {
    name: &'static str,
    feature: &'static str,
    polygons: &'static [usize],
}

/// What can be told apart at this scale and is in dispute.
const PARTS: [Part; 7] = [
    Part { name: "crimea", feature: "643", polygons: &[98] },
    Part { name: "gaza-strip", feature: "275", polygons: &[0] },
    Part { name: "northern-cyprus", feature: "N. Cyprus", polygons: &[] },
    Part { name: "siachen-glacier", feature: "Siachen Glacier", polygons: &[] },
    Part { name: "somaliland", feature: "Somaliland", polygons: &[] },
    Part { name: "southern-kurils", feature: "643", polygons: &[0, 1, 2, 86, 87, 88] },
    Part { name: "west-bank", feature: "275", polygons: &[1] },
];

/// Features to which the data gives no digits.
const WITHOUT_DIGITS: [(&str, &str); 3] = [("Kosovo", "XK"), ("Somaliland", "SO"), ("N. Cyprus", "CY")];

impl Area {
    /// The names of parts; besides these, every country's code is an area.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PARTS.iter().map(|part| part.name)
    }

    /// A part's name, or the code or slug of a country of the dataset.
    pub fn parse(written: &str, countries: &Countries) -> Option<Self> {
        let part = Self::names().find(|name| *name == written).map(Self::Named);
        let code = || CountryCode::parse(written).filter(|code| countries.get(*code).is_some());
        let slug = || countries.iter().find(|country| country.slug == written).map(|country| country.code);
        part.or_else(|| code().or_else(slug).map(Self::Country))
    }
}

/// The owner of each piece; `None` for what nobody has.
pub(super) fn owners(
    topology: &Topology,
    countries: &Countries,
    claims: &BTreeMap<Area, CountryCode>,
) -> Vec<Option<CountryCode>> {
    let digits: BTreeMap<&str, CountryCode> = countries
        .iter()
        .filter_map(|country| Some((country.numeric.as_deref()?, country.code)))
        .chain(WITHOUT_DIGITS.into_iter().filter_map(|(name, code)| Some((name, CountryCode::parse(code)?))))
        .collect();
    let of_dataset = |piece: &Piece| {
        let corrected = countries.reassigned(&piece.feature, piece.polygon);
        corrected.or_else(|| digits.get(piece.feature.as_str()).copied())
    };
    let owner = |piece: &Piece| {
        let named = part(piece).and_then(|name| claims.get(&Area::Named(name)).copied());
        named.or_else(|| {
            let owner = of_dataset(piece)?;
            Some(claims.get(&Area::Country(owner)).copied().unwrap_or(owner))
        })
    };
    topology.pieces.iter().map(owner).collect()
}

fn part(piece: &Piece) -> Option<&'static str> {
    let holds = |part: &&Part| {
        part.feature == piece.feature && (part.polygons.is_empty() || part.polygons.contains(&piece.polygon))
    };
    PARTS.iter().find(holds).map(|part| part.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::project::LonLat;

    fn code(text: &str) -> CountryCode {
        CountryCode::parse(text).unwrap()
    }

    /// The owner of the piece whose bounds have this middle, to a degree.
    fn owner_at(lon: f64, lat: f64, claims: &[(Area, &str)]) -> Option<CountryCode> {
        let topology = Topology::embedded();
        let claims = claims.iter().map(|(area, owner)| (*area, code(owner))).collect();
        let owners = owners(topology, &Countries::embedded(), &claims);
        let near = |piece: &Piece| piece.bounds.centre().distance(LonLat { lon, lat }) < 1.0;
        let at = topology.pieces.iter().position(near).unwrap();
        owners[at]
    }

    #[test]
    fn the_dataset_corrects_the_shapes() {
        assert_eq!(owner_at(34.5, 45.3, &[]), Some(code("UA")));
        assert_eq!(owner_at(-53.1, 4.0, &[]), Some(code("GF")));
        assert_eq!(owner_at(46.0, 9.7, &[]), Some(code("SO")));
        assert_eq!(owner_at(77.1, 35.4, &[]), None);
    }

    #[test]
    fn a_site_gives_areas_to_whom_it_will() {
        assert_eq!(owner_at(34.5, 45.3, &[(Area::Named("crimea"), "RU")]), Some(code("RU")));
        assert_eq!(owner_at(46.0, 9.7, &[(Area::Named("somaliland"), "XS")]), Some(code("XS")));
        let both = [(Area::Country(code("SO")), "ET"), (Area::Named("somaliland"), "XS")];
        assert_eq!(owner_at(46.0, 9.7, &both), Some(code("XS")));
        assert_eq!(owner_at(46.0, 9.7, &both[..1]), Some(code("ET")));
    }

    #[test]
    fn every_name_means_pieces_of_the_map() {
        for name in Area::names() {
            assert!(Topology::embedded().pieces.iter().any(|piece| part(piece) == Some(name)), "{name}");
        }
        let countries = Countries::embedded();
        assert_eq!(Area::parse("crimea", &countries), Some(Area::Named("crimea")));
        assert_eq!(Area::parse("western-sahara", &countries), Some(Area::Country(code("EH"))));
        assert_eq!(Area::parse("EH", &countries), Some(Area::Country(code("EH"))));
        assert_eq!(Area::parse("atlantis", &countries), None);
    }
}
