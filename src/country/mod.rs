//! The countries and territories of ISO 3166-1, and Kosovo: codes, names and facts.
//!
//! The dataset is compiled into the binary. Where each field comes from is said in
//! `THIRD-PARTY.md`; its vintage is in [`Countries::vintage`].
//!
//! **Architecture invariant.** Pure data: no I/O, no site, no text.

mod dataset;

pub use dataset::{
    AmbiguousTerm, Country, CountryCode, Dataset, Demonyms, Endonym, Geo, Language, Region, Seat, Vintage,
};

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use dataset::Reassignment;
use include_dir::{Dir, include_dir};

static FLAGS: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/country/flags");

/// The flag of an entry of the dataset as an SVG of 4:3.
pub fn flag(code: CountryCode) -> Option<&'static [u8]> {
    let name = format!("{}.svg", code.as_str().to_ascii_lowercase());
    FLAGS.get_file(name).map(include_dir::File::contents)
}

/// The whole dataset, of which all copies are one.
#[derive(Debug, Clone)]
pub struct Countries(Arc<Dataset>);

impl Deref for Countries {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.0
    }
}

impl Countries {
    /// The dataset in the binary.
    ///
    /// # Panics
    ///
    /// Never: a test parses the dataset.
    pub fn embedded() -> Self {
        const DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/countries"));
        #[allow(clippy::expect_used, reason = "the data is compiled in, and a test parses it")]
        static EMBEDDED: LazyLock<Countries> =
            LazyLock::new(|| Countries(Arc::new(postcard::from_bytes(DATA).expect("the embedded dataset is valid"))));
        EMBEDDED.clone()
    }

    /// All entries, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }

    /// The entry of `code`, if ISO 3166-1 or the dataset has one.
    pub fn get(&self, code: CountryCode) -> Option<&Country> {
        let at = self.countries.binary_search_by_key(&code, |country| country.code).ok()?;
        self.countries.get(at)
    }

    /// To whom the dataset gives a polygon of the shapes (Natural Earth at 1:50 million), if not to
    /// the country in whose feature it is drawn.
    pub fn reassigned(&self, feature: &str, polygon: usize) -> Option<CountryCode> {
        let is_meant = |one: &&Reassignment| one.feature == feature && one.polygon == polygon;
        self.map_reassignments.middle.iter().find(is_meant).map(|one| one.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_dataset_is_whole() {
        let countries = Countries::embedded();
        assert_eq!(countries.iter().count(), 250);
        assert!(countries.iter().is_sorted_by_key(|country| country.code), "entries are found by bisection");
        let kazakhstan = countries.get(CountryCode::parse("kz").unwrap()).unwrap();
        assert_eq!((kazakhstan.name.as_str(), kazakhstan.slug.as_str()), ("Kazakhstan", "kazakhstan"));
        assert_eq!(kazakhstan.code.flag_emoji(), "🇰🇿");
    }

    #[test]
    fn every_entry_has_a_flag_that_holds_no_script() {
        let countries = Countries::embedded();
        for country in countries.iter() {
            let flag = std::str::from_utf8(flag(country.code).unwrap()).unwrap();
            assert!(flag.starts_with("<svg") && flag.contains("viewBox"), "{}", country.code);
            assert!(flag.len() < 64 * 1024, "{} is large", country.code);
            let unsafe_parts = ["<script", "<foreignObject", "<style", "<image", " on", "javascript:", "href=\"http"];
            for part in unsafe_parts {
                assert!(!flag.contains(part), "{}: {part}", country.code);
            }
        }
        assert_eq!(flag(CountryCode::parse("XS").unwrap()), None);
        assert_eq!(FLAGS.files().filter(|file| file.path().extension().is_some_and(|it| it == "svg")).count(), 250);
    }

    #[test]
    fn codes_are_two_letters() {
        assert_eq!(CountryCode::parse("xs").unwrap().to_string(), "XS");
        assert!(CountryCode::parse("xs").unwrap().is_private());
        assert!(!CountryCode::parse("KZ").unwrap().is_private());
        for wrong in ["", "K", "KAZ", "Қз", "K1"] {
            assert_eq!(CountryCode::parse(wrong), None);
        }
    }
}
