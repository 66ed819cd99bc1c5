//! A map fades into the paper. As gradients of SVG that took about a sixth of a card's time.

use resvg::tiny_skia::Pixmap;

/// How far in pixels the map fades on the side of the title, and at its foot.
const SIDE: usize = 170;
const FOOT: usize = 70;
/// In so many steps: a palette holds no more colours, and each that it lacks has to be looked for.
const STEPS: usize = 64;

/// On the side of the title, and at the foot.
pub(super) fn into_paper(map: &mut Pixmap, is_mirrored: bool) {
    let [width, height] = [map.width(), map.height()].map(|pixels| usize::try_from(pixels).unwrap_or(usize::MAX));
    let mut from_title: Vec<usize> = (0..width).map(|distance| steps(distance, SIDE)).collect();
    if is_mirrored {
        from_title.reverse();
    }
    let (pixels, _) = map.data_mut().as_chunks_mut();
    for (row, y) in pixels.chunks_exact_mut(width).zip(0..height) {
        let from_foot = steps(height - 1 - y, FOOT);
        for (pixel, from_title) in row.iter_mut().zip(&from_title) {
            whiten(pixel, from_title * from_foot / STEPS);
        }
    }
}

/// How many steps of its colour a pixel keeps so near to where all is white.
fn steps(distance: usize, range: usize) -> usize {
    distance.min(range) * STEPS / range
}

fn whiten(pixel: &mut [u8; 4], kept: usize) {
    if kept == STEPS {
        return;
    }
    for part in &mut pixel[..3] {
        let lacking = usize::from(u8::MAX - *part) * (STEPS - kept) / STEPS;
        *part += u8::try_from(lacking).unwrap_or_default();
    }
}
