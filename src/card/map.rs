//! The map of a card, as a picture of its own that cuts off what lies beyond.

use resvg::tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::colour::{self, Rgb};
use super::{Map, Rings, WIDTH, fade, layout};

const PAPER: Rgb = [u8::MAX; 3];
const LAND: Rgb = [0xd9, 0xde, 0xe2];
/// How much of the accent a country has that has but a part in it.
const VOICE: u16 = 38;
/// How wide a line is, in pixels: less than one, so that it is drawn as a hairline and not as a shape of its own.
const LINE: f64 = 0.99;
/// How far a dot reaches from its middle, and how wide its edge is, in pixels.
const DOT: f64 = 9.0;
const EDGE: f64 = 3.0;

/// Draws a map, which fades into the paper.
pub(super) fn picture(map: &Map, accent: Rgb, is_mirrored: bool) -> Option<Pixmap> {
    let [left, top, width, height] = map.view;
    let room = f64::from(WIDTH) - layout::MAP;
    let scale = room / width;
    let mut pixels = Pixmap::new(whole(room), whole(height * scale))?;
    pixels.fill(Color::WHITE);
    let [factor, x, y] = [scale, -left * scale, -top * scale].map(single);
    let transform = Transform::from_row(factor, 0.0, 0.0, factor, x, y);
    let mut brush = Brush { pixels: &mut pixels, transform, scale };
    if let Some(land) = path(&map.land) {
        brush.land(&land);
    }
    let shapes = |countries: &[Rings]| -> Vec<Path> {
        countries.iter().filter_map(|country| path(std::slice::from_ref(country))).collect()
    };
    for shape in shapes(&map.voices) {
        brush.shape(&shape, colour::tint(accent, VOICE), LINE);
    }
    for shape in shapes(&map.about) {
        brush.shape(&shape, accent, LINE);
    }
    let dot = |(x, y): &(f64, f64)| PathBuilder::from_circle(single(*x), single(*y), single(DOT / scale));
    for dot in map.dots.iter().filter_map(dot) {
        brush.shape(&dot, accent, EDGE);
    }
    fade::into_paper(&mut pixels, is_mirrored);
    Some(pixels)
}

/// What draws in a map's units.
struct Brush<'p> {
    pixels: &'p mut Pixmap,
    transform: Transform,
    /// Pixels in a unit.
    scale: f64,
}

impl Brush<'_> {
    /// Its lines hide the steps of its edge, which need not be made smooth.
    fn land(&mut self, land: &Path) {
        let fill = Paint { anti_alias: false, ..paint(LAND) };
        self.pixels.fill_path(land, &fill, FillRule::Winding, self.transform, None);
        self.line(land, LINE);
    }

    fn shape(&mut self, shape: &Path, fill: Rgb, edge: f64) {
        self.pixels.fill_path(shape, &paint(fill), FillRule::Winding, self.transform, None);
        self.line(shape, edge);
    }

    fn line(&mut self, along: &Path, width: f64) {
        let stroke = Stroke { width: single(width / self.scale), ..Stroke::default() };
        self.pixels.stroke_path(along, &paint(PAPER), &stroke, self.transform, None);
    }
}

fn paint([red, green, blue]: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

/// One path of all; `None` of nothing.
fn path(shapes: &[Rings]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in shapes.iter().flat_map(|rings| rings.iter()) {
        for (number, (x, y)) in ring.iter().enumerate() {
            let [x, y] = [x, y].map(|part| single(f64::from(*part)));
            if number == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close();
    }
    path.finish()
}

#[allow(clippy::cast_possible_truncation, reason = "a map has some thousand units")]
fn single(number: f64) -> f32 {
    number as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a card are small numbers")]
fn whole(pixels: f64) -> u32 {
    pixels.round().clamp(0.0, f64::from(WIDTH)) as u32
}
