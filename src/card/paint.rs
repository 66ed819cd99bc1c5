//! A card → PNG.

use resvg::tiny_skia::{Color, Paint, Pixmap, PixmapMut, Rect, Transform};
use resvg::usvg::Tree;

use super::colour::Rgb;
use super::layout::{self, Flag};
use super::{Card, HEIGHT, WIDTH, colour, drawing, fonts};
use crate::country::{self, CountryCode};

/// A flag's edge, so that a white one can be seen.
const EDGE: f32 = 1.5;

/// Draws a card.
pub fn png(card: &Card) -> Vec<u8> {
    let layout = layout::layout(card);
    let Some(mut pixels) = Pixmap::new(WIDTH.into(), HEIGHT.into()) else { return Vec::new() };
    // What is seen if nothing else can be drawn.
    let [red, green, blue] = colour::parse(card.accent.as_deref());
    pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    let svg = drawing::svg(card, &layout);
    if let Ok(tree) = Tree::from_str(&svg, &fonts::options()) {
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    }
    for flag in &layout.flags {
        if let Some(code) = card.countries.get(flag.country) {
            draw_flag(&mut pixels.as_mut(), *code, flag, layout.is_mirrored);
        }
    }
    encoded(&pixels)
}

fn draw_flag(pixels: &mut PixmapMut, code: CountryCode, flag: &Flag, is_mirrored: bool) {
    let tree = country::flag(code).and_then(|file| Tree::from_data(file, &fonts::options()).ok());
    let Some(tree) = tree else { return };
    #[allow(clippy::cast_possible_truncation, reason = "pixels of a card are small numbers")]
    let [x, y, height] = [flag.x, flag.y, flag.height].map(|number| number.round() as f32);
    let width = (height * 4.0 / 3.0).round();
    let x = if is_mirrored { f32::from(WIDTH) - x - width } else { x };
    // An edge, and paper for what is not a rectangle.
    fill(pixels, [x - EDGE, y - EDGE, width + 2.0 * EDGE, height + 2.0 * EDGE], [0xb9, 0xc0, 0xc6]);
    fill(pixels, [x, y, width, height], [u8::MAX; 3]);
    let size = tree.size();
    let transform = Transform::from_translate(x, y).pre_scale(width / size.width(), height / size.height());
    resvg::render(&tree, transform, pixels);
}

fn fill(pixels: &mut PixmapMut, [x, y, width, height]: [f32; 4], [red, green, blue]: Rgb) {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        pixels.fill_rect(rect, &paint, Transform::identity(), None);
    }
}

/// Nothing on a card is transparent, so that its pixels are plain colours. Quick rather than small.
fn encoded(pixels: &Pixmap) -> Vec<u8> {
    let mut bytes = Vec::new();
    let colours: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // Writing to memory does not fail.
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&colours));
    if written.is_err() {
        bytes.clear();
    }
    bytes
}
