//! The shapes of a locator as paths, for a picture that stands for itself.

use super::shape::Shape;
use super::{Atlas, Locator};

/// The `d` of SVG paths, in the locator's units.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlines {
    /// All land that is seen.
    pub land: String,
    /// The countries that the map is about.
    pub about: Vec<String>,
    /// The other countries that it marks.
    pub others: Vec<String>,
}

impl Locator {
    /// Its shapes.
    pub fn outlines(&self, atlas: &Atlas) -> Outlines {
        let sheet = atlas.sheet(self.sheet);
        let seen = sheet.shapes.values().filter(|shape| shape.is_seen(&self.view));
        let land = seen.map(Shape::path).chain([sheet.unowned.clone()]).collect();
        let of = |about: bool| {
            let marks = self.marks.iter().filter(|mark| mark.about == about && mark.shape);
            marks.filter_map(|mark| sheet.shapes.get(&mark.code)).map(Shape::path).collect()
        };
        Outlines { land, about: of(true), others: of(false) }
    }
}
