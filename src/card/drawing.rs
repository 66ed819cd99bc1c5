//! What stands on a card as SVG: lines and words.

use std::fmt::Write as _;

use super::colour::{self, Rgb};
use super::layout::{self, Ink, Layout, Text};
use super::{Card, HEIGHT, WIDTH};

const INK: &str = "#14181b";
const RULE: &str = "#d3d8dc";

/// Where a text within a line that is read from right to left begins, and where it ends.
const EMBEDDED: (&str, &str) = ("\u{202B}", "\u{202C}");

/// All but its map and its flags.
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
