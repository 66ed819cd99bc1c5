//! Where everything on a card stands, in pixels, as for a card that is read from left to right.

use super::fonts::{self, Font};
use super::lines::{self, Fitted, Measured, Step};
use super::{Card, HEIGHT, WIDTH};

/// Between the edge and what is written.
pub(super) const MARGIN: f64 = 64.0;
/// The bar at the top.
pub(super) const BAR: f64 = 14.0;
/// The line above the site's name.
pub(super) const RULE: f64 = 524.0;
const FOOT: f64 = 587.0;
/// Where a map begins: it ends at the right edge.
pub(super) const MAP: f64 = 600.0;
const KICKER: f64 = 104.0;
/// What the lines of a title may fill.
const TITLE_TOP: f64 = 128.0;
const TITLE_HEIGHT: f64 = 356.0;

const SMALL: f64 = 29.0;
/// Sizes of titles, beside a map and without one.
const BESIDE: [f64; 6] = [76.0, 68.0, 60.0, 54.0, 48.0, 43.0];
const ALONE: [f64; 7] = [104.0, 92.0, 80.0, 70.0, 62.0, 54.0, 46.0];
/// More lines are only in small sizes.
const FEW: usize = 4;
const MANY: usize = 6;

/// Flags at the foot, and in place of a title.
const FLAG: f64 = 56.0;
const LARGE_FLAG: f64 = 150.0;
const FLAGS: usize = 4;

/// A card with everything in its place.
#[derive(Debug)]
pub(super) struct Layout {
    /// From right to left: what is at the left stands at the right.
    pub(super) is_mirrored: bool,
    pub(super) texts: Vec<Text>,
    pub(super) flags: Vec<Flag>,
    /// Whether there is nothing but the site's name.
    pub(super) is_bare: bool,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) size: f64,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) ink: Ink,
}

/// What a text is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Accent,
    White,
}

/// Where a flag stands; it is as high as three quarters of its width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flag {
    /// Its place among the card's countries.
    pub(super) country: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
}

pub(super) fn layout(card: &Card) -> Layout {
    let font = fonts::for_title(&card.title);
    let title = lines::measure(font, &card.title);
    let is_bare = title.is_none() && card.countries.is_empty() && card.map.is_none();
    let mut texts = Vec::new();
    let mut flags = Vec::new();
    match title {
        _ if is_bare => texts.extend(bare(card)),
        Some(title) => {
            texts.extend(kicker(card));
            texts.extend(headline(card, font, &title));
            flags = row(card, FLAG, RULE + (f64::from(HEIGHT) - RULE - FLAG) / 2.0, true);
        }
        None => {
            texts.extend(kicker(card));
            flags = row(card, LARGE_FLAG, TITLE_TOP + (TITLE_HEIGHT - LARGE_FLAG) / 2.0, false);
        }
    }
    if !is_bare {
        texts.extend(foot(card, &flags));
    }
    Layout { is_mirrored: card.right_to_left, texts, flags, is_bare }
}

fn inner_width() -> f64 {
    f64::from(WIDTH) - 2.0 * MARGIN
}

/// How wide a title may be.
fn column(card: &Card) -> f64 {
    if card.map.is_some() { MAP - MARGIN + 24.0 } else { inner_width() }
}

fn headline(card: &Card, font: Font, title: &Measured) -> Vec<Text> {
    let sizes: &[f64] = if card.map.is_some() { &BESIDE } else { &ALONE };
    let steps: Vec<Step> = sizes.iter().enumerate().map(|(at, size)| step(font, at, *size)).collect();
    let Fitted { size, lines } = title.fit(column(card), &steps);
    let first = TITLE_TOP + size * font.leading * 0.92;
    let tops = std::iter::successors(Some(first), |y| Some(y + size * font.leading));
    let text = |(text, y)| Text { text, font, size, x: MARGIN, y, ink: Ink::Black };
    lines.into_iter().zip(tops).map(text).collect()
}

fn step(font: Font, at: usize, size: f64) -> Step {
    let most = if at < 3 { FEW } else { MANY };
    let fitting = (1..=most).rev().find(|count| count_height(*count, font, size) <= TITLE_HEIGHT);
    (size, fitting.unwrap_or(1))
}

fn count_height(lines: usize, font: Font, size: f64) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * font.leading * size
}

fn kicker(card: &Card) -> Option<Text> {
    let section = card.section.as_deref()?;
    let text = lines::measure(fonts::LABEL, section)?.line(column(card), SMALL);
    Some(Text { text, font: fonts::LABEL, size: SMALL, x: MARGIN, y: KICKER, ink: Ink::Accent })
}

/// The site's name, as far as flags leave room for it.
fn foot(card: &Card, flags: &[Flag]) -> Option<Text> {
    let at_foot = flags.iter().filter(|flag| flag.y > RULE).map(|flag| flag.x);
    let end = at_foot.fold(f64::from(WIDTH) - MARGIN, f64::min);
    let text = lines::measure(fonts::LABEL, &card.site)?.line(end - 2.0 * MARGIN, SMALL);
    Some(Text { text, font: fonts::LABEL, size: SMALL, x: MARGIN, y: FOOT, ink: Ink::Black })
}

/// The site's name, where there is nothing else to show.
fn bare(card: &Card) -> Vec<Text> {
    let font = fonts::for_title(&card.site);
    let Some(name) = lines::measure(font, &card.site) else { return Vec::new() };
    let steps: Vec<Step> = ALONE.iter().map(|size| (*size, 3)).collect();
    let Fitted { size, lines } = name.fit(inner_width(), &steps);
    let first = (f64::from(HEIGHT) - count_height(lines.len(), font, size)) / 2.0 + size;
    let tops = std::iter::successors(Some(first), |y| Some(y + size * font.leading));
    lines.into_iter().zip(tops).map(|(text, y)| Text { text, font, size, x: MARGIN, y, ink: Ink::White }).collect()
}

/// Flags beside one another, at the end of the line or at its beginning.
fn row(card: &Card, height: f64, y: f64, at_end: bool) -> Vec<Flag> {
    let width = height * 4.0 / 3.0;
    let step = width + height / 4.0;
    let count = card.countries.len().min(FLAGS);
    let begin = if at_end { f64::from(WIDTH) - MARGIN + height / 4.0 - step * share(count) } else { MARGIN };
    (0..count).map(|country| Flag { country, x: begin + step * share(country), y, height }).collect()
}

fn share(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
