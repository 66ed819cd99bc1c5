//! The fonts of cards, which are in the binary.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{self, Node, Text, Tree};

/// A font: its family, how far apart its lines stand, and at most its words, in sizes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub(super) family: &'static str,
    pub(super) leading: f64,
    pub(super) space: f64,
    /// What it is for.
    holds: fn(char) -> bool,
}

/// For what stands around a title.
pub(super) const LABEL: Font = Font { family: "Noto Sans", leading: 1.3, space: 0.26, holds: |_| true };

/// For titles; the last has Latin, Greek and Cyrillic letters.
const TITLES: [Font; 6] = [
    Font {
        family: "Noto Naskh Arabic",
        leading: 1.42,
        space: 0.26,
        holds: |c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}'),
    },
    Font { family: "Noto Serif Hebrew", leading: 1.24, space: 0.26, holds: |c| matches!(c, '\u{590}'..='\u{5FF}') },
    Font {
        family: "Noto Serif Devanagari",
        leading: 1.38,
        space: 0.287,
        holds: |c| matches!(c, '\u{900}'..='\u{97F}'),
    },
    Font {
        family: "Noto Serif Georgian",
        leading: 1.2,
        space: 0.26,
        holds: |c| matches!(c, '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}'),
    },
    Font { family: "Noto Serif Armenian", leading: 1.2, space: 0.26, holds: |c| matches!(c, '\u{530}'..='\u{58F}') },
    Font { family: "Noto Serif", leading: 1.16, space: 0.26, holds: |_| true },
];

const FILES: [&[u8]; 7] = [
    // A font without a letter is helped by the first that has it.
    include_bytes!("fonts/NotoSerif-Bold.ttf"),
    include_bytes!("fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("fonts/NotoSerifHebrew-Bold.ttf"),
    include_bytes!("fonts/NotoSerifDevanagari-Bold.ttf"),
    include_bytes!("fonts/NotoSerifGeorgian-Bold.ttf"),
    include_bytes!("fonts/NotoSerifArmenian-Bold.ttf"),
];

/// Read when the first card is drawn.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for file in FILES {
        fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    Arc::new(fonts)
});

/// The font of the first letter that says which script a title is in.
pub(super) fn for_title(title: &str) -> Font {
    let [.., last] = TITLES;
    let of = |c: char| TITLES.into_iter().find(|font| (font.holds)(c)).unwrap_or(last);
    title.chars().find(|c| c.is_alphabetic()).map_or(last, of)
}

/// How an SVG is read: with these fonts, and nothing from elsewhere.
pub(super) fn options() -> usvg::Options<'static> {
    usvg::Options { fontdb: FONTS.clone(), ..usvg::Options::default() }
}

// What texts measure

/// The size in which texts are measured.
const MEASURED: f64 = 100.0;

/// How wide each text is, in sizes, and the characters that no font here has. Shaping decides: letters of many
/// scripts join.
pub(super) fn measured<'t>(font: Font, texts: impl IntoIterator<Item = &'t str>) -> (Vec<f64>, String) {
    let (svg, count) = column(font, texts);
    let (mut widths, mut missing) = (vec![0.0; count], String::new());
    for (at, text) in set(&svg).iter().flat_map(texts_of) {
        widths[at] = f64::from(text.bounding_box().width()) / MEASURED;
        let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
        missing.extend(glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.as_str()));
    }
    (widths, missing)
}

/// Each text by itself, with its number as its id.
fn column<'t>(font: Font, texts: impl IntoIterator<Item = &'t str>) -> (String, usize) {
    let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">");
    let mut count = 0;
    for text in texts {
        let _ = write!(
            svg,
            "<text id=\"{count}\" font-family=\"{}\" font-size=\"{MEASURED}\" xml:space=\"preserve\">{}</text>",
            font.family,
            super::drawing::escaped(text)
        );
        count += 1;
    }
    svg.push_str("</svg>");
    (svg, count)
}

fn set(svg: &str) -> Option<Tree> {
    Tree::from_str(svg, &options()).ok()
}

fn texts_of(tree: &Tree) -> impl Iterator<Item = (usize, &Text)> {
    fn walk<'t>(nodes: &'t [Node], texts: &mut Vec<(usize, &'t Text)>) {
        for node in nodes {
            match node {
                Node::Text(text) => texts.extend(text.id().parse().ok().map(|at| (at, &**text))),
                Node::Group(group) => walk(group.children(), texts),
                _ => {}
            }
        }
    }
    let mut texts = Vec::new();
    walk(tree.root().children(), &mut texts);
    texts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_far_apart_as_digits_do() {
        for font in TITLES.into_iter().chain([LABEL]) {
            let (widths, _) = measured(font, ["0 0", "00"]);
            let space = widths[0] - widths[1];
            assert!((space - font.space).abs() < 1e-4, "{}: {space}", font.family);
        }
    }
}
