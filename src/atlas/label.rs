//! Names on a map: none lies over another or leaves the frame; one that has no place is left out.

use super::drawing::Rect;
use super::project::Point;
use super::shape::Room;

/// A name to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// As shown.
    pub text: String,
    /// Where it would stand best, in the map's units.
    pub anchor: Point,
    /// How much room there is; none for a dot.
    pub room: Room,
    /// How far the country's largest island extends.
    pub body: Rect,
    /// Whether it may stand outside of its country, which then can be told by its colour.
    pub beside: bool,
}

impl Name {
    /// Of a dot.
    pub(super) fn beside(dot: Point) -> Self {
        let body = Rect { x: dot.x, y: dot.y, width: 0.0, height: 0.0 };
        Self { text: String::new(), anchor: dot, room: Room::default(), body, beside: true }
    }
}

/// A name in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Its number among the names.
    pub name: usize,
    /// Its lines.
    pub lines: Vec<String>,
    /// Where it begins, is centred, or ends.
    pub x: f64,
    /// The base of its first line.
    pub y: f64,
    /// `start`, `middle` or `end`, as of `text-anchor`.
    pub anchor: &'static str,
    /// Whether it stands on its country.
    pub inside: bool,
}

/// Of a letter, as a share of the font's size; scripts that are not alphabets have wider ones.
const LETTER: f64 = 0.58;
/// Names that may stand beside their country are bold, and so much wider.
const BOLD: f64 = 1.14;
const WIDE_LETTER: f64 = 1.05;
/// From line to line, and from a dot to its name.
const LINE: f64 = 1.15;
const DISTANCE: f64 = 0.55;
/// A name stands no farther from its country's border, in font sizes.
const FAR: f64 = 2.5;
/// The share of its country's room that a name may fill, if it may also stand beside it. Others
/// may run over the border a little.
const WITHIN: f64 = 0.95;

/// Places names in their order, the most important first. `font` is the size of the letters and
/// `taken` what no name may cover, both in the map's units.
///
/// `on_shape` says whether a rectangle lies over a country that is marked, where no other name
/// may stand; `on_land` whether it lies over another, where it stands only for want of a better place.
pub(super) fn place(
    names: &[Name],
    frame: &Rect,
    font: f64,
    taken: &[Rect],
    on_shape: impl Fn(&Rect) -> bool,
    on_land: impl Fn(&Rect) -> bool,
) -> Vec<Label> {
    let frame = frame.resized(frame.width - font, frame.height - font);
    let mut taken = taken.to_vec();
    let mut labels = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let is_free = |(label, place): &(Label, Rect)| {
            frame.holds_all(place)
                && !taken.iter().any(|other| other.meets(place))
                && (label.inside || !on_shape(place))
        };
        let free: Vec<(Label, Rect)> = candidates(name, font).into_iter().filter(is_free).collect();
        let best = free.iter().position(|(label, place)| label.inside || !on_land(place)).unwrap_or_default();
        let found = free.into_iter().nth(best);
        if let Some((label, place)) = found {
            taken.push(place);
            labels.push(Label { name: number, ..label });
        }
    }
    labels
}

/// Where a name could stand, the best place first.
fn candidates(name: &Name, font: f64) -> Vec<(Label, Rect)> {
    let mut found = Vec::new();
    for lines in layouts(&name.text) {
        let weight = if name.beside { BOLD } else { 1.0 };
        let width = lines.iter().map(|line| length(line)).fold(0.0, f64::max) * font * weight;
        #[allow(clippy::cast_precision_loss, reason = "two lines at most")]
        let height = lines.len() as f64 * LINE * font;
        let within = if name.beside { WITHIN } else { 1.1 };
        let fits = width <= name.room.width * within && height <= name.room.height * within;
        let middle = name.anchor.y - height / 2.0;
        let places = match (fits, name.beside) {
            (true, _) => vec![("middle", name.anchor.x, middle)],
            (false, true) => around(name, font, height),
            (false, false) => Vec::new(),
        };
        found.extend(places.into_iter().map(|(anchor, x, top)| {
            let start = match anchor {
                "start" => x,
                "end" => x - width,
                _ => x - width / 2.0,
            };
            let label = Label { name: 0, lines: lines.clone(), x, y: top + font * 0.9, anchor, inside: fits };
            (label, Rect { x: start, y: top, width, height })
        }));
    }
    found
}

/// Beside a country or dot: after it, before it, below, above.
fn around(name: &Name, font: f64, height: f64) -> Vec<(&'static str, f64, f64)> {
    let step = DISTANCE * font;
    let (anchor, body) = (name.anchor, name.body);
    let row = anchor.y - height / 2.0;
    let half = name.room.width / 2.0;
    // Next to the border on the same row; next to all of it, if that is not far.
    let near = |side: f64, border: f64| (side - border).abs() < font * FAR;
    let after = [Some(anchor.x + half), Some(body.x + body.width).filter(|side| near(*side, anchor.x + half))];
    let before = [Some(anchor.x - half), Some(body.x).filter(|side| near(*side, anchor.x - half))];
    let after = after.into_iter().flatten().map(|side| ("start", side + step, row));
    let before = before.into_iter().flatten().map(|side| ("end", side - step, row));
    let centre = body.centre().x;
    let below = ("middle", centre, body.y + body.height + step);
    let above = ("middle", centre, body.y - step - height);
    after.chain(before).chain([below, above]).collect()
}

/// In one line, or in the two that are most alike in length.
fn layouts(text: &str) -> Vec<Vec<String>> {
    let spaces = text.char_indices().filter(|(_, letter)| *letter == ' ');
    let broken = spaces.map(|(at, _)| (&text[..at], &text[at + 1..]));
    let best = broken.min_by(|a, b| length(a.0).max(length(a.1)).total_cmp(&length(b.0).max(length(b.1))));
    let one = vec![text.to_owned()];
    match best {
        Some((first, second)) => vec![one, vec![first.to_owned(), second.to_owned()]],
        None => vec![one],
    }
}

/// The length of a text, in font sizes.
fn length(text: &str) -> f64 {
    text.chars().map(|letter| if letter >= '\u{1100}' { WIDE_LETTER } else { LETTER }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 400.0, height: 200.0 };

    fn name(text: &str, x: f64, y: f64, room: f64) -> Name {
        let body = Rect { x: x - room / 2.0, y: y - room / 2.0, width: room, height: room };
        let room = Room { width: room, height: room };
        Name { text: text.to_owned(), anchor: Point { x, y }, room, body, beside: false }
    }

    #[test]
    fn a_name_stands_within_its_country_or_nowhere() {
        let names = [name("Chad", 100.0, 100.0, 60.0), name("Kazakhstan", 300.0, 100.0, 30.0)];
        let labels = place(&names, &FRAME, 12.0, &[], |_| false, |_| false);
        assert_eq!(labels.len(), 1);
        assert_eq!((labels[0].name, labels[0].x, labels[0].anchor), (0, 100.0, "middle"));
    }

    #[test]
    fn long_names_are_broken_into_two_lines() {
        let labels =
            place(&[name("Bosnia and Herzegovina", 200.0, 100.0, 95.0)], &FRAME, 12.0, &[], |_| false, |_| false);
        assert_eq!(labels[0].lines, ["Bosnia and", "Herzegovina"]);
    }

    #[test]
    fn a_dot_has_its_name_beside_it() {
        let dot = |x, y| Name { beside: true, ..name("Malta", x, y, 0.0) };
        let of = |x, y, taken: &[Rect]| {
            place(&[dot(x, y)], &FRAME, 12.0, taken, |_| false, |_| false).pop().map(|label| label.anchor)
        };
        assert_eq!(of(100.0, 100.0, &[]), Some("start"));
        assert_eq!(of(390.0, 100.0, &[]), Some("end"));
        let right = Rect { x: 104.0, y: 90.0, width: 50.0, height: 20.0 };
        assert_eq!(of(100.0, 100.0, &[right]), Some("end"));
        assert_eq!(of(100.0, 100.0, &[FRAME.resized(390.0, 190.0)]), None);
    }

    #[test]
    fn no_name_covers_another_or_leaves_the_frame() {
        let names: Vec<Name> = (0..40)
            .map(|at| {
                let at = f64::from(at);
                Name { beside: true, ..name("Micronesia", (at * 37.0) % 400.0, (at * 23.0) % 200.0, 0.0) }
            })
            .collect();
        let labels = place(&names, &FRAME, 12.0, &[], |_| false, |_| false);
        let boxes: Vec<Rect> = labels
            .iter()
            .map(|label| {
                let of = candidates(&names[label.name], 12.0);
                of.into_iter().find(|(other, _)| (other.x, other.y) == (label.x, label.y)).unwrap().1
            })
            .collect();
        assert!(labels.len() > 5 && labels.len() < 40);
        for (at, place) in boxes.iter().enumerate() {
            assert!(FRAME.holds_all(place));
            assert!(boxes[at + 1..].iter().all(|other| !other.meets(place)));
        }
    }
}
