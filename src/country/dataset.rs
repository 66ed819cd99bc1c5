//! What the dataset holds. The build script reads it, too: there it is JSON, and in the binary as postcard writes it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-2 code, or one of the user-assigned (`XA` to `XZ`) that a site gives to a
/// place of its own. Always upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code written as two ASCII letters of either case.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// Whether ISO 3166-1 leaves the code to users (`AA`, `QM` to `QZ`, `XA` to `XZ`, `ZZ`).
    pub fn is_private(self) -> bool {
        matches!(self.0, [b'X', _] | [b'Q', b'M'..=b'Z'] | [b'A', b'A'] | [b'Z', b'Z'])
    }

    /// The two letters, as bytes.
    pub(crate) fn bytes(self) -> [u8; 2] {
        self.0
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Two ASCII letters are always UTF-8.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The flag as two regional-indicator characters.
    pub fn flag_emoji(self) -> String {
        let indicator = |letter: u8| char::from_u32(0x1F1E6 + u32::from(letter - b'A'));
        self.0.into_iter().filter_map(indicator).collect()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Self::parse(text).ok_or_else(|| serde::de::Error::custom("two letters expected"))
    }
}

/// One entry of the dataset.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the dataset's, described in THIRD-PARTY.md")]
pub struct Country {
    #[serde(rename = "alpha2")]
    pub code: CountryCode,
    pub alpha3: String,
    /// ISO 3166-1 numeric, three digits.
    pub numeric: Option<String>,
    pub slug: String,
    pub name: String,
    pub name_cldr: String,
    /// "the" where the name takes it in a sentence.
    pub article: Option<String>,
    pub official_name: String,
    /// `un_member`, `un_observer`, `contested`, `associated_state`, `dependency` or `no_permanent_population`.
    pub status: String,
    /// Whose territory it is.
    pub sovereign: Option<CountryCode>,
    pub un_member: bool,
    pub un_observer: bool,
    pub eu_member: bool,
    pub aliases: Vec<String>,
    pub abbreviations: Vec<String>,
    pub former_names: Vec<String>,
    pub demonyms: Demonyms,
    pub capital: Option<String>,
    /// contested, proclaimed, de facto, de jure, constitutional, or none.
    pub capital_status: Option<String>,
    pub other_seats: Vec<Seat>,
    /// 1: 197 states; 2: other inhabited places; 3: no permanent population.
    pub tier: u8,
    pub region: Region,
    pub subregion: Option<Region>,
    pub languages: Vec<Language>,
    pub endonyms: Vec<Endonym>,
    pub currencies: Vec<String>,
    /// People, an estimate of CLDR's.
    pub population: Option<u64>,
    /// At purchasing-power parity, in international dollars: an estimate of CLDR's.
    pub gdp_ppp_usd: Option<u64>,
    /// Square kilometres, inland water included.
    pub area_km2: Option<f64>,
    pub neighbours: Vec<CountryCode>,
    pub geo: Geo,
    /// By BCP 47 language tag.
    pub names: BTreeMap<String, String>,
    pub names_alt: BTreeMap<String, Vec<String>>,
}

/// Adjectives and nouns of nationality.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demonyms {
    /// As in "Kazakh government".
    pub adjectives: Vec<String>,
}

/// A region of UN M49.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Three digits.
    pub code: String,
    /// In English.
    pub name: String,
}

/// Where a country is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Geo {
    /// The middle of its largest polygon: longitude and latitude in degrees.
    pub centroid: Option<(f64, f64)>,
}

/// A polygon that the shapes draw within one country and the dataset gives to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reassignment {
    /// Of the shapes.
    pub(super) feature: String,
    /// Which of the feature's polygons.
    pub(super) polygon: usize,
    /// Whose it is.
    pub(super) to: CountryCode,
}

/// The reassignments by the scale of the shapes; one scale is in use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reassignments {
    #[serde(rename = "50m")]
    pub(super) middle: Vec<Reassignment>,
}

/// A language of a country.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Language {
    /// BCP 47.
    pub code: String,
    /// In English.
    pub name: String,
    /// official, `official_regional`, …
    pub status: String,
}

/// Another city from which a country is governed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seat {
    /// In English: `seat of government`.
    pub role: String,
    /// Its name.
    pub city: String,
}

/// What a country calls itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Endonym {
    /// BCP 47.
    pub lang: String,
    /// The name.
    pub name: String,
}

/// A name that several countries share, or that is a country and something else.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AmbiguousTerm {
    /// The name.
    pub term: String,
    /// Whom it can mean.
    pub candidates: Vec<CountryCode>,
}

/// How recent the figures are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vintage {
    /// Of the population figures.
    pub population: String,
    /// Of the figures of gross domestic product.
    pub gdp_ppp_usd: String,
    /// Of what was compiled by hand.
    pub hand: String,
}

/// What the dataset holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Dataset {
    pub(super) countries: Vec<Country>,
    pub(super) map_reassignments: Reassignments,
    /// Names that are not enough to know the country.
    pub ambiguous_terms: Vec<AmbiguousTerm>,
    /// How recent the figures are.
    pub vintage: Vintage,
}
