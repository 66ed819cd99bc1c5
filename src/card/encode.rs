//! Pixels → PNG, quickly: a card has few colours, and a palette of them is half of the bytes.

use std::cmp::Reverse;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use png::{BitDepth, ColorType, Encoder, EncodingError, chunk};
use resvg::tiny_skia::Pixmap;
use rustc_hash::FxHashMap;

use super::colour::Rgb;

/// What a palette holds.
const COLOURS: usize = 256;
/// zlib's levels: more takes twice as long for a fifth of the bytes.
const LEVEL: u32 = 1;
/// What stands before a row that is written as it is: places in a palette say nothing of those beside them.
const UNFILTERED: u8 = 0;

/// Nothing on a card is transparent, so that its pixels are plain colours.
pub(super) fn png(pixels: &Pixmap) -> Vec<u8> {
    let painted = Painted::of(pixels);
    let (palette, places) = palette(&painted.colours);
    let indexed = painted.indexed(&places);
    // Writing to memory does not fail.
    written(pixels.width(), pixels.height(), &palette, &indexed).unwrap_or_default()
}

fn written(width: u32, height: u32, palette: &[Rgb], pixels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    let mut writer = encoder.write_header()?;
    writer.write_chunk(chunk::IDAT, &deflated(width, pixels)?)?;
    writer.finish()?;
    Ok(bytes)
}

/// In one go: `png` passes each row by itself, and to begin so often takes as long as a third of the rest.
fn deflated(width: u32, pixels: &[u8]) -> std::io::Result<Vec<u8>> {
    let rows = pixels.chunks_exact(usize::try_from(width).unwrap_or(usize::MAX));
    let mut filtered = Vec::with_capacity(pixels.len() + rows.len());
    for row in rows {
        filtered.push(UNFILTERED);
        filtered.extend_from_slice(row);
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(&filtered)?;
    encoder.finish()
}

/// A picture as runs of one colour.
struct Painted {
    /// Its colours, and how many pixels have each.
    colours: Vec<(Rgb, usize)>,
    /// Which of them neighbours have, and how many they are.
    runs: Vec<(usize, usize)>,
}

impl Painted {
    fn of(pixels: &Pixmap) -> Self {
        let (mut colours, mut runs) = (Vec::new(), Vec::new());
        let mut numbers: FxHashMap<u32, usize> = FxHashMap::default();
        let (pixels, _) = pixels.data().as_chunks();
        for run in pixels.chunk_by(|a: &[u8; 4], b| a == b) {
            let [red, green, blue, _] = run[0];
            let number = *numbers.entry(u32::from_le_bytes(run[0])).or_insert_with(|| {
                colours.push(([red, green, blue], 0));
                colours.len() - 1
            });
            colours[number].1 += run.len();
            runs.push((number, run.len()));
        }
        Self { colours, runs }
    }

    /// Each pixel as the place of its colour.
    fn indexed(&self, places: &[u8]) -> Vec<u8> {
        let mut pixels = Vec::with_capacity(self.runs.iter().map(|(_, count)| count).sum());
        for (number, count) in &self.runs {
            pixels.resize(pixels.len() + count, places[*number]);
        }
        pixels
    }
}

/// The colours that most pixels have, and for each colour its place among them, or that of the nearest. Those left
/// out are single pixels of edges and arms.
fn palette(colours: &[(Rgb, usize)]) -> (Vec<Rgb>, Vec<u8>) {
    let mut numbers: Vec<usize> = (0..colours.len()).collect();
    let rank = |number: &usize| {
        let (colour, count) = colours[*number];
        (Reverse(count), colour)
    };
    numbers.sort_unstable_by_key(rank);
    numbers.truncate(COLOURS);
    let palette: Vec<Rgb> = numbers.iter().map(|number| colours[*number].0).collect();
    let mut places = vec![None; colours.len()];
    for (place, number) in (0..=u8::MAX).zip(numbers) {
        places[number] = Some(place);
    }
    // Of colours that look alike only the first is compared with the whole palette.
    let mut alike: FxHashMap<Rgb, u8> = FxHashMap::default();
    let place = |((colour, _), place): (&(Rgb, usize), Option<u8>)| {
        let of_alike = || *alike.entry(colour.map(|part| part >> 3)).or_insert_with(|| nearest(*colour, &palette));
        place.unwrap_or_else(of_alike)
    };
    let places = colours.iter().zip(places).map(place).collect();
    (palette, places)
}

fn nearest(colour: Rgb, palette: &[Rgb]) -> u8 {
    let apart = |other: &Rgb| {
        let [red, green, blue] = [0, 1, 2].map(|part| u32::from(colour[part].abs_diff(other[part])).pow(2));
        red + green + blue
    };
    // How far apart and which in one number, of which many can be compared at once.
    let nearest = (0..).zip(palette).map(|(at, other): (u32, _)| apart(other) << 8 | at).min();
    nearest.map_or(0, |nearest| nearest.to_le_bytes()[0])
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
