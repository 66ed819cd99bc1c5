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
    /// Whether its country is one that the map marks: then it is bold, and stands on its colour.
    pub marked: bool,
    /// Whether it may stand outside of its country.
    pub beside: bool,
    /// Whether it is looked for in more places, because the map is about its country.
    pub insistent: bool,
}

impl Name {
    /// Of a dot.
    pub(super) fn beside(dot: Point) -> Self {
        let body = Rect { x: dot.x, y: dot.y, width: 0.0, height: 0.0 };
        Self {
            text: String::new(),
            anchor: dot,
            room: Room::default(),
            body,
            marked: true,
            beside: true,
            insistent: false,
        }
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
    /// A line from it to its country, where it stands over others or away from its own.
    pub leader: Option<(Point, Point)>,
}

/// Of a letter, as a share of the font's size; scripts that are not alphabets have wider ones.
const LETTER: f64 = 0.58;
/// Names of countries that are marked are bold, and so much wider.
const BOLD: f64 = 1.14;
const WIDE_LETTER: f64 = 1.05;
/// From line to line, and from a dot to its name.
const LINE: f64 = 1.15;
const DISTANCE: f64 = 0.55;
/// A name stands no farther from its country's border, in font sizes.
const FAR: f64 = 2.5;
/// So near to the middle of its country a name needs no line to it, in font sizes.
const BESIDE: f64 = 0.7;
/// The share of its country's room that a name may fill on a country that is marked; on others it
/// may run over the border a little.
const WITHIN: f64 = 0.95;
const OVER: f64 = 1.3;
/// The same of a country that the map is about: letters are counted as wide ones.
const ALL: f64 = 1.05;

/// Places names in their order, the most important first. `font` is the size of the letters and
/// `taken` what no name may cover, both in the map's units.
///
/// `on_shape` says whether a rectangle lies over a country that is marked, where no other name
/// may stand; `on_land` whether it lies over another, where only what the map is about stands, for want of a better place.
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
        let layouts = layouts(&name.text, name.insistent);
        let is_free = |spot: &Spot| {
            frame.holds_all(&spot.place)
                && !taken.iter().any(|other| other.meets(&spot.place))
                && (spot.inside && name.marked || !on_shape(&spot.place))
                && (spot.inside || name.insistent || !on_land(&spot.place))
        };
        let free = candidates(name, &layouts, font).into_iter().filter(is_free);
        if let Some(spot) = first_best(free, |spot| spot.inside || !on_land(&spot.place)) {
            taken.push(spot.place);
            labels.push(spot.label(number, name, &layouts[spot.layout], font));
        }
    }
    labels
}

/// The first of the best, or the first of all where none is; no more are looked at.
fn first_best<T>(mut all: impl Iterator<Item = T>, is_best: impl Fn(&T) -> bool) -> Option<T> {
    let first = all.next()?;
    if is_best(&first) {
        return Some(first);
    }
    Some(all.find(is_best).unwrap_or(first))
}

/// Where a name could stand.
struct Spot {
    /// Which of the ways to break it.
    layout: usize,
    /// Where it begins, is centred, or ends.
    x: f64,
    anchor: &'static str,
    /// What it covers.
    place: Rect,
    /// Whether it stands on its country.
    inside: bool,
}

impl Spot {
    fn label(&self, number: usize, name: &Name, lines: &[&str], font: f64) -> Label {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        let leader = leader(name, self, font).filter(|_| name.insistent);
        let y = self.place.y + font * 0.9;
        Label { name: number, lines, x: self.x, y, anchor: self.anchor, inside: self.inside, leader }
    }
}

/// From the nearest edge of a name to the middle of its country, if that is not just beside it.
fn leader(name: &Name, spot: &Spot, font: f64) -> Option<(Point, Point)> {
    if spot.inside {
        return None;
    }
    let (to, place) = (name.anchor, &spot.place);
    let edge = |at: f64, start: f64, length: f64| at.clamp(start, start + length);
    let from = Point { x: edge(to.x, place.x, place.width), y: edge(to.y, place.y, place.height) };
    let length = (to.x - from.x).hypot(to.y - from.y);
    (length > font * BESIDE).then_some((from, to))
}

/// Where a name could stand, the best place first.
fn candidates(name: &Name, layouts: &[Vec<&str>], font: f64) -> Vec<Spot> {
    let mut found = Vec::new();
    for (layout, lines) in layouts.iter().enumerate() {
        let weight = if name.marked { BOLD } else { 1.0 };
        let within = match (name.marked, name.insistent) {
            (true, true) => ALL,
            (true, false) => WITHIN,
            (false, _) => OVER,
        };
        let width = lines.iter().map(|line| length(line)).fold(0.0, f64::max) * font * weight;
        #[allow(clippy::cast_precision_loss, reason = "three lines at most")]
        let height = lines.len() as f64 * LINE * font;
        let fits = width <= name.room.width * within && height <= name.room.height * within;
        let placed = |(anchor, x, top): (&'static str, f64, f64), inside| {
            let start = match anchor {
                "start" => x,
                "end" => x - width,
                _ => x - width / 2.0,
            };
            Spot { layout, x, anchor, place: Rect { x: start, y: top, width, height }, inside }
        };
        if fits {
            found.extend(within_room(name, width, height).into_iter().map(|place| placed(place, true)));
        }
        if name.beside && (!fits || name.insistent) {
            found.extend(around(name, font, height).into_iter().map(|place| placed(place, false)));
        }
    }
    if name.insistent {
        found.sort_by_key(|spot: &Spot| !spot.inside);
    }
    found
}

/// In the middle of a country's room, or aside where something stands there.
fn within_room(name: &Name, width: f64, height: f64) -> Vec<(&'static str, f64, f64)> {
    let (x, top) = (name.anchor.x, name.anchor.y - height / 2.0);
    let mut found = vec![("middle", x, top)];
    if name.insistent {
        let aside = (name.room.width - width).max(0.0) / 2.0;
        let rise = (name.room.height - height).max(0.0) / 2.0;
        let steps = [0.5, 1.0].into_iter().flat_map(|share| {
            [(-aside, 0.0), (aside, 0.0), (0.0, -rise), (0.0, rise)].map(|(dx, dy)| (dx * share, dy * share))
        });
        found.extend(steps.map(|(dx, dy)| ("middle", x + dx, top + dy)));
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
    let (centre, left, right) = (body.centre().x, body.x, body.x + body.width);
    let rows = [body.y + body.height + step, body.y - step - height];
    let middle = rows.map(|top| ("middle", centre, top));
    let found: Vec<_> = after.chain(before).chain(middle).collect();
    if !name.insistent {
        return found;
    }
    // In a corner, moved along the country, or a line farther away.
    let corners = rows
        .into_iter()
        .flat_map(|top| [("start", centre, top), ("end", centre, top), ("start", right, top), ("end", left, top)]);
    let along =
        [body.y, body.y - height / 2.0, body.y - height, body.y + body.height - height, body.centre().y - height / 2.0]
            .into_iter()
            .flat_map(|top| [("start", right + step, top), ("end", left - step, top)]);
    let far = [rows[0] + LINE * font, rows[1] - LINE * font]
        .into_iter()
        .flat_map(|top| [("middle", centre, top), ("start", centre, top), ("end", centre, top)]);
    found.into_iter().chain(corners).chain(along).chain(far).collect()
}

/// In one line, or in the two that are most alike in length; a name that must stand somewhere in three.
fn layouts(text: &str, insistent: bool) -> Vec<Vec<&str>> {
    let one = vec![text];
    let Some((first, second)) = halves(text, 0.5) else { return vec![one] };
    let two = vec![first, second];
    let thirds = halves(text, 1.0 / 3.0).and_then(|(first, rest)| Some((first, halves(rest, 0.5)?)));
    match thirds.filter(|_| insistent) {
        Some((first, (second, third))) => vec![one, two, vec![first, second, third]],
        None => vec![one, two],
    }
}

/// Broken at the space where the first part comes nearest to that share of it.
fn halves(text: &str, share: f64) -> Option<(&str, &str)> {
    let spaces = text.char_indices().filter(|(_, letter)| *letter == ' ');
    let broken = spaces.map(|(at, _)| (&text[..at], &text[at + 1..]));
    let longest = |(first, rest): &(&str, &str)| (length(first) / share).max(length(rest) / (1.0 - share));
    broken.min_by(|a, b| longest(a).total_cmp(&longest(b)))
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
        Name {
            text: text.to_owned(),
            anchor: Point { x, y },
            room,
            body,
            marked: false,
            beside: false,
            insistent: false,
        }
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
    fn what_a_map_is_about_makes_room_for_a_dot_or_stands_beside_its_country() {
        let about = Name { marked: true, beside: true, insistent: true, ..name("Chad", 200.0, 100.0, 60.0) };
        let of = |about: &Name, dot: Rect| {
            let labels = place(std::slice::from_ref(about), &FRAME, 12.0, &[dot], |_| false, |_| false);
            labels.first().map(|label| (label.inside, label.anchor))
        };
        let dot = Rect { x: 195.0, y: 95.0, width: 10.0, height: 10.0 };
        assert_eq!(of(&about, dot), Some((true, "middle")));
        assert_eq!(of(&about, FRAME.resized(60.0, 60.0)), Some((false, "start")));
        let aside =
            place(std::slice::from_ref(&about), &FRAME, 12.0, &[FRAME.resized(60.0, 60.0)], |_| false, |_| false);
        let (from, to) = aside[0].leader.unwrap();
        assert_eq!(to, about.anchor);
        assert!(from.x > about.body.x + about.body.width, "it begins at the name");
        assert_eq!(of(&Name { beside: false, insistent: false, ..about }, dot), None);
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
                let name = &names[label.name];
                let of = candidates(name, &layouts(&name.text, name.insistent), 12.0);
                of.into_iter().find(|spot| (spot.x, spot.place.y + 12.0 * 0.9) == (label.x, label.y)).unwrap().place
            })
            .collect();
        assert!(labels.len() > 5 && labels.len() < 40);
        for (at, place) in boxes.iter().enumerate() {
            assert!(FRAME.holds_all(place));
            assert!(boxes[at + 1..].iter().all(|other| !other.meets(place)));
        }
    }
}
