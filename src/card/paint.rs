//! A card → PNG.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Color, Paint, Pixmap, PixmapMut, Rect, Transform};
use resvg::usvg::Tree;

use super::colour::Rgb;
use super::layout::{self, Flag};
use super::{Card, HEIGHT, WIDTH, colour, drawing, encode, fonts, map};
use crate::country::{self, CountryCode};

/// A flag's edge, so that a white one can be seen.
const EDGE: f32 = 1.5;

/// Draws a card.
pub fn png(card: &Card) -> Vec<u8> {
    let layout = layout::layout(card);
    let Some(mut pixels) = Pixmap::new(WIDTH.into(), HEIGHT.into()) else { return Vec::new() };
    let accent = colour::parse(card.accent.as_deref());
    let [red, green, blue] = if layout.is_bare { colour::ink(accent) } else { [u8::MAX; 3] };
    pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    if let Some(map) = card.map.as_ref().and_then(|map| map::picture(map, accent, layout.is_mirrored)) {
        let [x, y] = if layout.is_mirrored { [0.0, layout::BAR] } else { [layout::MAP, layout::BAR] }.map(whole);
        put(&mut pixels, &map, x.into(), y.into());
    }
    draw(&mut pixels, &drawing::words(card, &layout));
    for flag in &layout.flags {
        if let Some(code) = card.countries.get(flag.country) {
            draw_flag(&mut pixels, *code, flag, layout.is_mirrored);
        }
    }
    encode::png(&pixels)
}

fn draw(pixels: &mut Pixmap, svg: &str) {
    if let Ok(tree) = Tree::from_str(svg, &fonts::options()) {
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    }
}

fn draw_flag(pixels: &mut Pixmap, code: CountryCode, flag: &Flag, is_mirrored: bool) {
    let [x, y, height] = [flag.x, flag.y, flag.height].map(whole);
    let width = (height * 4).div_ceil(3);
    let Some(picture) = picture(code, width, height) else { return };
    let x = if is_mirrored { WIDTH.saturating_sub(x + width) } else { x };
    let [left, top, wide, high] = [x, y, width, height].map(f32::from);
    fill(&mut pixels.as_mut(), [left - EDGE, top - EDGE, wide + 2.0 * EDGE, high + 2.0 * EDGE], [0xb9, 0xc0, 0xc6]);
    put(pixels, &picture, usize::from(x), usize::from(y));
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a card are small numbers")]
fn whole(pixels: f64) -> u16 {
    pixels.round() as u16
}

/// Replaces pixels by those of a smaller picture, as far as there are any.
fn put(pixels: &mut Pixmap, picture: &Pixmap, x: usize, y: usize) {
    const BYTES: usize = 4;
    let row = |pixels: &Pixmap| usize::try_from(pixels.width()).unwrap_or_default() * BYTES;
    let (wide, narrow) = (row(pixels), row(picture));
    let rows = pixels.data_mut().chunks_exact_mut(wide).skip(y);
    for (into, from) in rows.zip(picture.data().chunks_exact(narrow)) {
        if let Some(into) = into.get_mut(x * BYTES..x * BYTES + narrow) {
            into.copy_from_slice(from);
        }
    }
}

/// Flags as drawn, by country and width: some have more lines than all else on a card.
static PICTURES: Mutex<BTreeMap<(CountryCode, u16), Arc<Pixmap>>> = Mutex::new(BTreeMap::new());

fn picture(code: CountryCode, width: u16, height: u16) -> Option<Arc<Pixmap>> {
    // What another thread was about to add is drawn again.
    let known = || PICTURES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(picture) = known().get(&(code, width)) {
        return Some(picture.clone());
    }
    let picture = Arc::new(drawn(code, width, height)?);
    known().insert((code, width), picture.clone());
    Some(picture)
}

/// A flag on paper, for what is not a rectangle.
fn drawn(code: CountryCode, width: u16, height: u16) -> Option<Pixmap> {
    let tree = Tree::from_data(country::flag(code)?, &fonts::options()).ok()?;
    let mut pixels = Pixmap::new(width.into(), height.into())?;
    pixels.fill(Color::WHITE);
    let size = tree.size();
    let transform = Transform::from_scale(f32::from(width) / size.width(), f32::from(height) / size.height());
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Some(pixels)
}

fn fill(pixels: &mut PixmapMut, [x, y, width, height]: [f32; 4], [red, green, blue]: Rgb) {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        pixels.fill_rect(rect, &paint, Transform::identity(), None);
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::card::{Map, Rings};
    use crate::country::Countries;

    fn card(title: &str, countries: &[&str]) -> Card {
        Card {
            title: title.to_owned(),
            section: Some("Water".to_owned()),
            site: "The Desk".to_owned(),
            right_to_left: false,
            accent: None,
            countries: countries.iter().filter_map(|code| CountryCode::parse(code)).collect(),
            map: None,
        }
    }

    /// Its pixels, row by row.
    fn pixels(card: &Card) -> Vec<Rgb> {
        let drawn = image::load_from_memory(&png(card)).unwrap().into_rgb8();
        assert_eq!(drawn.dimensions(), (u32::from(WIDTH), u32::from(HEIGHT)));
        drawn.pixels().map(|pixel| pixel.0).collect()
    }

    fn at(pixels: &[Rgb], x: usize, y: usize) -> Rgb {
        pixels[y * usize::from(WIDTH) + x]
    }

    /// How many dark pixels there are where titles stand, in some columns.
    fn ink(pixels: &[Rgb], columns: Range<usize>) -> usize {
        let rows = pixels.chunks_exact(WIDTH.into()).take(500).skip(120);
        rows.flat_map(|row| &row[columns.clone()]).filter(|pixel| pixel.iter().all(|part| *part < 90)).count()
    }

    #[test]
    fn a_title_stands_where_its_lines_begin() {
        let left = pixels(&card("Why now", &[]));
        assert!(ink(&left, 0..600) > 2000 && ink(&left, 900..1200) == 0);
        let right = pixels(&Card { right_to_left: true, ..card("مياه النيل", &[]) });
        assert!(ink(&right, 600..1200) > 2000 && ink(&right, 0..400) == 0);
    }

    #[test]
    fn a_line_from_right_to_left_ends_at_its_left() {
        let leftmost = |title: &str| {
            let pixels = pixels(&Card { right_to_left: true, ..card(title, &[]) });
            (0..1200).find(|at| ink(&pixels, *at..*at + 1) > 0).unwrap()
        };
        assert!(leftmost("مياه؟") < leftmost("مياه"));
    }

    #[test]
    fn without_a_title_that_can_be_set_flags_or_the_name_are_large() {
        let flags = pixels(&card("哈萨克斯坦", &["FR", "PL"]));
        assert_eq!(at(&flags, 80, 310), at(&pixels(&card("Why now", &["FR", "PL"])), 985, 577), "blue");
        assert_eq!(ink(&flags, 600..1200), 0);
        let bare = pixels(&card("哈萨克斯坦", &[]));
        assert_eq!(at(&bare, 0, 300), [0xb5, 0x12, 0x1b]);
        assert!(bare.contains(&[u8::MAX; 3]));
    }

    #[test]
    fn a_map_stands_beside_the_title_in_the_colour_of_the_site() {
        let square = |left: i32| Rings::from([vec![(left, 10), (left + 20, 10), (left + 20, 30), (left, 30)]]);
        let map = Map {
            view: [0.0, 0.0, 100.0, 62.0],
            land: vec![square(40), square(70)],
            voices: Vec::new(),
            about: vec![square(70)],
            dots: vec![(95.0, 40.0)],
        };
        let card = Card { accent: Some("#0b6e4f".to_owned()), map: Some(map), ..card("Why now", &[]) };
        let drawn = pixels(&card);
        let (land, green) = ([0xd9, 0xde, 0xe2], [0x0b, 0x6e, 0x4f]);
        assert_eq!([at(&drawn, 900, 130), at(&drawn, 1080, 130), at(&drawn, 1170, 254)], [land, green, green]);
        let mirrored = pixels(&Card { right_to_left: true, ..card });
        assert_eq!(at(&mirrored, 300, 130), land);
    }

    #[test]
    fn every_flag_can_be_drawn() {
        for country in Countries::embedded().iter() {
            let tree = country::flag(country.code).map(|file| Tree::from_data(file, &fonts::options()).is_ok());
            assert_eq!(tree, Some(true), "{}", country.code);
        }
    }

    #[test]
    fn any_title_gives_a_card() {
        for title in
            ["", "<script>&\"'", "\u{0}\u{1b}\u{202e}\u{ffff}a", "🕊️", &"w".repeat(3000), &"long title ".repeat(30)]
        {
            let card = Card { section: Some(title.to_owned()), site: title.to_owned(), ..card(title, &["RS"]) };
            let pixels = pixels(&card);
            assert!(pixels.iter().any(|pixel| *pixel != [0xb5, 0x12, 0x1b]), "{title:?} is not drawn");
        }
    }
}
