//! A card as SVG, without its flags, which are files of their own.

use std::fmt::Write as _;

use super::colour::{self, Rgb};
use super::layout::{self, Ink, Layout, Text};
use super::{Card, HEIGHT, Map, WIDTH, fade};

const INK: &str = "#14181b";
const PAPER: &str = "#fff";
const LAND: &str = "#d9dee2";
const RULE: &str = "#d3d8dc";

/// Where a text within a line that is read from right to left begins, and where it ends.
const EMBEDDED: (&str, &str) = ("\u{202B}", "\u{202C}");

/// What is below all else: paper, and the map on it.
pub(super) fn ground(card: &Card, layout: &Layout) -> String {
    let accent = colour::parse(card.accent.as_deref());
    let mut svg = opened();
    let ground = if layout.is_bare { colour::hex(colour::ink(accent)) } else { PAPER.to_owned() };
    rect(&mut svg, [0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT)], &ground);
    if let Some(map) = &card.map {
        draw_map(&mut svg, map, accent, layout.is_mirrored);
    }
    svg.push_str("</svg>");
    svg
}

/// What stands on it: lines and words.
pub(super) fn words(card: &Card, layout: &Layout) -> String {
    let accent = colour::parse(card.accent.as_deref());
    let mut svg = opened();
    if !layout.is_bare {
        rect(&mut svg, [0.0, 0.0, f64::from(WIDTH), layout::BAR], &colour::hex(accent));
        let inner = f64::from(WIDTH) - 2.0 * layout::MARGIN;
        rect(&mut svg, [layout::MARGIN, layout::RULE, inner, 2.0], RULE);
    }
    for text in &layout.texts {
        draw_text(&mut svg, text, accent, layout.is_mirrored);
    }
    svg.push_str("</svg>");
    svg
}

fn opened() -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">")
}

fn rect(svg: &mut String, [x, y, width, height]: [f64; 4], fill: &str) {
    let _ = write!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
}

fn draw_map(svg: &mut String, map: &Map, accent: Rgb, is_mirrored: bool) {
    let [x, y, width, _] = map.view;
    let room = f64::from(WIDTH) - layout::MAP;
    let left = if is_mirrored { 0.0 } else { layout::MAP };
    let shown = fade::shown(map);
    let scale = room / width;
    // Nothing cuts it off, which would need a layer of its own: paper is put around it.
    let (dx, dy) = (left - x * scale, layout::BAR - y * scale);
    let _ = write!(svg, "<g transform=\"translate({dx} {dy}) scale({scale})\">");
    // No wider than a pixel, so that it is drawn as a hairline and not as a shape of its own.
    let line = 0.99 / scale;
    draw_land(svg, &map.land, line);
    let mut path = |d: &str, fill: &str| {
        let _ = write!(svg, "<path d=\"{d}\" fill=\"{fill}\" stroke=\"#fff\" stroke-width=\"{line}\"/>");
    };
    map.voices.iter().for_each(|d| path(d, &colour::hex(colour::tint(accent, 38))));
    map.about.iter().for_each(|d| path(d, &colour::hex(accent)));
    for (x, y) in &map.dots {
        let radius = 9.0 / scale;
        let fill = colour::hex(accent);
        let edge = 3.0 / scale;
        let _ = write!(
            svg,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"#fff\" stroke-width=\"{edge}\"/>"
        );
    }
    svg.push_str("</g>");
    let beside = if is_mirrored { room } else { 0.0 };
    rect(svg, [beside, 0.0, layout::MAP, f64::from(HEIGHT)], PAPER);
    rect(svg, [left, layout::BAR + shown, room, f64::from(HEIGHT) - layout::BAR - shown], PAPER);
}

/// Its lines hide the steps of its edge, which need not be made smooth.
fn draw_land(svg: &mut String, d: &str, line: f64) {
    let _ = write!(svg, "<path d=\"{d}\" fill=\"{LAND}\" shape-rendering=\"crispEdges\"/>");
    let _ = write!(svg, "<path d=\"{d}\" fill=\"none\" stroke=\"{PAPER}\" stroke-width=\"{line}\"/>");
}

fn draw_text(svg: &mut String, text: &Text, accent: Rgb, is_mirrored: bool) {
    let fill = match text.ink {
        Ink::Black => INK.to_owned(),
        Ink::Accent => colour::hex(colour::ink(accent)),
        Ink::White => "#fff".to_owned(),
    };
    // SVG's `end` is the right here: lines begin there.
    let (x, anchor, (open, close)) = match is_mirrored {
        true => (f64::from(WIDTH) - text.x, "end", EMBEDDED),
        false => (text.x, "start", ("", "")),
    };
    let _ = write!(
        svg,
        "<text x=\"{x}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\" fill=\"{fill}\" text-anchor=\"{anchor}\" \
         xml:space=\"preserve\">{open}{}{close}</text>",
        text.y,
        text.font.family,
        text.size,
        escaped(&text.text)
    );
}

/// A text within XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
