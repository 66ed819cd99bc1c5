//! The shapes of a locator, for a picture that stands for itself.

use super::shape::Rings;
use super::{Atlas, Locator};

/// Shapes in the locator's units.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlines {
    /// All land that is seen.
    pub land: Vec<Rings>,
    /// The countries that the map is about.
    pub about: Vec<Rings>,
    /// The other countries that it marks.
    pub others: Vec<Rings>,
}

impl Locator {
    /// Its shapes.
    pub fn outlines(&self, atlas: &Atlas) -> Outlines {
        let sheet = atlas.sheet(self.sheet);
        let seen = sheet.shapes.values().filter(|shape| shape.is_seen(&self.view));
        let land = seen.map(|shape| &shape.rings).chain([&sheet.unowned]).cloned().collect();
        let of = |about: bool| {
            let marks = self.marks.iter().filter(|mark| mark.about == about && mark.shape);
            marks.filter_map(|mark| sheet.shapes.get(&mark.code)).map(|shape| shape.rings.clone()).collect()
        };
        Outlines { land, about: of(true), others: of(false) }
    }
}
