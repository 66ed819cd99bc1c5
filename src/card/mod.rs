//! Card images: what is shown of a page where somebody shares its address.
//!
//! The way of a card: `fonts` are in the binary, `lines` breaks a title by measured width, `layout` decides
//! where everything stands, `map` draws the map and `fade` blends it into the paper, `drawing` says all
//! else as SVG and `paint` draws that over it, `encode` makes a PNG of it.
//!
//! **Architecture invariant.** Pure, and the same on every machine: no font of the machine is read.

mod colour;
mod drawing;
mod encode;
mod fade;
mod fonts;
mod layout;
mod lines;
mod map;
mod paint;

pub use paint::png;

use std::sync::Arc;

use serde::Serialize;

use crate::country::CountryCode;

/// Pixels from left to right.
pub const WIDTH: u16 = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: u16 = 630;

/// What a card shows. Equal cards are equal pictures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The page's title.
    pub title: String,
    /// What it belongs to, such as its topic.
    pub section: Option<String>,
    /// The site's name.
    pub site: String,
    /// Whether it is read from right to left.
    pub right_to_left: bool,
    /// The site's colour, as `#b5121b` or `#b12`; `None` for the usual one.
    pub accent: Option<String>,
    /// The countries it is about.
    pub countries: Vec<CountryCode>,
    /// Where they are.
    pub map: Option<Map>,
}

/// The closed lines around a country, in the units of a map. Many cards share them.
pub type Rings = Arc<[Vec<(i32, i32)>]>;

/// Where countries are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// What is shown: its left and upper side, width and height.
    pub view: [f64; 4],
    /// All land.
    pub land: Vec<Rings>,
    /// Countries that it is not about, and that have a part in it.
    pub voices: Vec<Rings>,
    /// Countries that it is about.
    pub about: Vec<Rings>,
    /// Where countries that it is about are too small to see.
    pub dots: Vec<(f64, f64)>,
}
