//! Maps.

use serde::Serialize;

/// A map, drawn by the component `map`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapView {
    /// `world`, `locator` or `portrait`.
    pub kind: &'static str,
    /// What it shows, in a few words: its accessible name.
    pub title: String,
    /// The same as it can be seen, in sentences.
    pub description: String,
    /// For the `viewBox` of an SVG.
    pub view_box: String,
    /// All land of a shared sheet, for the `href` of a `use`.
    pub land: Option<String>,
    /// Paths of land that has no page here, where the map is drawn for itself.
    pub paths: Vec<String>,
    /// The countries it shows, in the order in which they are drawn.
    pub shapes: Vec<MapShapeView>,
    /// Names on the map, once for each width in which it can stand.
    pub labels: Vec<MapLabelsView>,
    /// What its colours mean.
    pub legend: Vec<MapKeyView>,
}

/// A country on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapShapeView {
    /// `own` or `around` on a portrait, `about` or `voice` on a locator, `step-0` (only mentioned) to `step-5` on a map of coverage.
    pub class: String,
    /// For a tooltip: `Kazakhstan: 5 explainers`; empty where the map has very many places.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// Its shape on a shared sheet, for the `href` of a `use`.
    pub sheet: Option<String>,
    /// Its shape as a path, where the map is drawn for itself.
    pub path: Option<String>,
    /// Where it is, if its shape is too small to see.
    pub dot: Option<MapPointView>,
}

/// A point of a map, in its units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapPointView {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
}

/// The names on a map for one width.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapLabelsView {
    /// `narrow`, `middle` or `wide`.
    pub width: &'static str,
    /// The size of the letters, in the map's units.
    pub font: String,
    /// From line to line, in the map's units.
    pub leading: String,
    /// The names that have a place.
    pub names: Vec<MapLabelView>,
}

/// A name on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapLabelView {
    /// As of the country's shape; with `map-name-inside` where it stands on it.
    pub class: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Of the first line's base.
    pub x: String,
    /// Of the first line's base.
    pub y: String,
    /// `start`, `middle` or `end`, for `text-anchor`.
    pub anchor: &'static str,
    /// A line to its country, as SVG path data, where it stands away from it.
    pub leader: Option<String>,
}

/// What a colour of a map means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapKeyView {
    /// As of the shapes.
    pub class: String,
    /// What it means.
    pub text: String,
}
