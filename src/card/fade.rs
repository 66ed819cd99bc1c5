//! A map fades into the paper. As gradients of SVG that took about a sixth of a card's time.

use resvg::tiny_skia::Pixmap;

use super::layout;
use super::{HEIGHT, Map, WIDTH};

/// How far in pixels the map fades on the side of the title, and at its foot.
const SIDE: usize = 170;
const FOOT: usize = 70;
/// In so many steps: a palette holds no more colours, and each that it lacks has to be looked for.
const STEPS: usize = 64;

/// On the side of the title, and at the foot of the map.
pub(super) fn into_paper(pixels: &mut Pixmap, map: &Map, is_mirrored: bool) {
    let [from, bar] = [layout::MAP, layout::BAR].map(whole);
    let foot = bar + whole(shown(map));
    let room = usize::from(WIDTH) - from;
    for y in bar..foot.min(HEIGHT.into()) {
        let Some(row) = row(pixels, y) else { return };
        let map = if is_mirrored { &mut row[..room] } else { &mut row[from..] };
        let columns = map.iter_mut().enumerate();
        for (x, pixel) in columns {
            let from_title = if is_mirrored { room - 1 - x } else { x };
            whiten(pixel, steps(from_title, SIDE) * steps(foot - 1 - y, FOOT) / STEPS);
        }
    }
}

/// How high the map is on the card.
pub(super) fn shown(map: &Map) -> f64 {
    let [_, _, width, height] = map.view;
    (f64::from(WIDTH) - layout::MAP) * height / width
}

/// How many steps of its colour a pixel keeps so near to where all is white.
fn steps(distance: usize, range: usize) -> usize {
    distance.min(range) * STEPS / range
}

fn whiten(pixel: &mut [u8; 4], kept: usize) {
    for part in &mut pixel[..3] {
        let lacking = usize::from(u8::MAX - *part) * (STEPS - kept) / STEPS;
        *part += u8::try_from(lacking).unwrap_or_default();
    }
}

fn row(pixels: &mut Pixmap, y: usize) -> Option<&mut [[u8; 4]]> {
    let (all, _) = pixels.data_mut().as_chunks_mut();
    all.chunks_exact_mut(WIDTH.into()).nth(y)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a card are small numbers")]
fn whole(pixels: f64) -> usize {
    pixels.round().clamp(0.0, f64::from(WIDTH)) as usize
}
