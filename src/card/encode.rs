//! Pixels → PNG, quickly: a card has few colours, and a palette of them is half of the bytes.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;
use rustc_hash::FxHashMap;

use super::colour::Rgb;

/// What a palette holds.
const COLOURS: usize = 256;
/// zlib's levels: more takes twice as long for a fifth of the bytes.
const LEVEL: u8 = 1;

/// Nothing on a card is transparent, so that its pixels are plain colours.
pub(super) fn png(pixels: &Pixmap) -> Vec<u8> {
    let runs = runs(pixels);
    let palette = palette(&runs);
    let indexed = indexed(&runs, &palette);
    // Writing to memory does not fail.
    written(pixels.width(), pixels.height(), &palette, &indexed).unwrap_or_default()
}

fn written(width: u32, height: u32, palette: &[Rgb], pixels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    // Places in a palette say nothing of those beside them.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Neighbours of one colour, and how many they are.
fn runs(pixels: &Pixmap) -> Vec<(Rgb, usize)> {
    let mut runs: Vec<(Rgb, usize)> = Vec::new();
    for pixel in pixels.data().chunks_exact(4) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        match runs.last_mut() {
            Some((last, count)) if *last == colour => *count += 1,
            _ => runs.push((colour, 1)),
        }
    }
    runs
}

/// The colours that most pixels have. Those left out are single pixels of edges and arms.
fn palette(runs: &[(Rgb, usize)]) -> Vec<Rgb> {
    let mut counts: FxHashMap<Rgb, usize> = FxHashMap::default();
    for (colour, count) in runs {
        *counts.entry(*colour).or_default() += count;
    }
    let mut colours: Vec<(Rgb, usize)> = counts.into_iter().collect();
    colours.sort_unstable_by(|(a, many), (b, few)| few.cmp(many).then(a.cmp(b)));
    colours.into_iter().take(COLOURS).map(|(colour, _)| colour).collect()
}

/// Each pixel as the place of its colour, or of the nearest.
fn indexed(runs: &[(Rgb, usize)], palette: &[Rgb]) -> Vec<u8> {
    let places: FxHashMap<Rgb, u8> = (0..=u8::MAX).zip(palette).map(|(at, colour)| (*colour, at)).collect();
    // Of colours that look alike only the first is compared with the whole palette.
    let mut alike: FxHashMap<Rgb, u8> = FxHashMap::default();
    let mut pixels = Vec::with_capacity(runs.iter().map(|(_, count)| count).sum());
    for (colour, count) in runs {
        let of_alike = || *alike.entry(colour.map(|part| part >> 3)).or_insert_with(|| nearest(*colour, palette));
        let place = places.get(colour).copied().unwrap_or_else(of_alike);
        pixels.extend(std::iter::repeat_n(place, *count));
    }
    pixels
}

fn nearest(colour: Rgb, palette: &[Rgb]) -> u8 {
    let apart = |other: &Rgb| -> u32 {
        let parts = colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2));
        parts.sum()
    };
    let places = (0..=u8::MAX).zip(palette);
    places.min_by_key(|(_, other)| apart(other)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{ColorU8, PremultipliedColorU8};

    use super::*;

    fn painted(width: u32, colour: impl Fn(usize) -> Rgb) -> (Pixmap, Vec<Rgb>) {
        let mut pixels = Pixmap::new(width, 1).unwrap();
        let colours: Vec<Rgb> = (0..width as usize).map(colour).collect();
        let opaque = |[red, green, blue]: Rgb| -> PremultipliedColorU8 {
            ColorU8::from_rgba(red, green, blue, u8::MAX).premultiply()
        };
        for (pixel, colour) in pixels.pixels_mut().iter_mut().zip(&colours) {
            *pixel = opaque(*colour);
        }
        (pixels, colours)
    }

    fn read(bytes: &[u8]) -> Vec<Rgb> {
        image::load_from_memory(bytes).unwrap().into_rgb8().pixels().map(|pixel| pixel.0).collect()
    }

    #[test]
    fn few_colours_are_kept_exactly() {
        let (pixels, colours) = painted(256, |at| [u8::try_from(at).unwrap(), 7, 200]);
        assert_eq!(read(&png(&pixels)), colours);
    }

    #[test]
    fn a_rare_colour_becomes_the_nearest_that_is_common() {
        let colour =
            |at: usize| -> Rgb { if at == 600 { [9, 8, 7] } else { [u8::try_from(at / 2 % 256).unwrap(), 7, 7] } };
        let (pixels, colours) = painted(601, colour);
        let read = read(&png(&pixels));
        assert_eq!(read[..600], colours[..600]);
        assert_eq!(read[600], [9, 7, 7]);
    }
}
