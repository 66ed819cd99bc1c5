//! A map cut from a sheet: where the countries of an article are, or which the site covers.

use super::drawing::Rect;
use super::label::{self, Label, Name};
use super::project::Point;
use super::shape::Room;
use super::sheet::SheetId;
use super::topology::Topology;
use super::{Atlas, land};
use crate::country::CountryCode;

/// A cut from a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Locator {
    /// The sheet.
    pub sheet: SheetId,
    /// What is shown of it, in its units.
    pub view: Rect,
    /// The countries, those that the map is about first.
    pub marks: Vec<Mark>,
}

/// A country on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which.
    pub code: CountryCode,
    /// Whether its shape is drawn.
    pub shape: bool,
    /// Where a dot is needed, because its shape is small or not there.
    pub dot: Option<Point>,
    /// Where its name would stand.
    anchor: Point,
    room: Room,
    extent: Rect,
}

/// Space around the countries, as a share of what they fill.
const MARGIN: f64 = 0.26;
/// A map is cut no smaller than this share of its sheet's width, or its lines would look coarse.
const CLOSEST: f64 = 0.24;
/// A country that is narrower and lower than this share of the map's width needs a dot.
const SMALL: f64 = 0.018;

impl Atlas {
    /// A map that holds all of `about`, and marks those of `others` that are on it too; `None`
    /// where none of `about` has a place.
    pub fn locator(&self, about: &[CountryCode], others: &[CountryCode]) -> Option<Locator> {
        let placed: Vec<CountryCode> = about.iter().copied().filter(|code| self.is_placed(*code)).collect();
        let (sheet, needed) = SheetId::all().find_map(|sheet| Some((sheet, self.needed(sheet, &placed)?)))?;
        let view = view(&needed, &self.sheet(sheet).drawing.frame);
        let others = others.iter().filter(|code| !about.contains(code));
        let marks = placed.iter().filter_map(|code| self.mark(sheet, *code, &view));
        let others = others.filter_map(|code| self.mark(sheet, *code, &view)).filter(|mark| view.holds(mark.anchor));
        Some(Locator { sheet, view, marks: marks.chain(others).collect() })
    }

    /// The sheet of [`Atlas::locator`].
    pub fn sheet_of(&self, about: &[CountryCode]) -> Option<SheetId> {
        self.locator(about, &[]).map(|locator| locator.sheet)
    }

    /// A map of the whole world.
    pub fn world(&self, codes: &[CountryCode]) -> Locator {
        let sheet = SheetId::WORLD;
        let view = self.sheet(sheet).drawing.frame;
        Locator { sheet, view, marks: codes.iter().filter_map(|code| self.mark(sheet, *code, &view)).collect() }
    }

    fn is_placed(&self, code: CountryCode) -> bool {
        self.ground().territories.contains_key(&code) || self.centre(code).is_some()
    }

    /// What a sheet must show of countries; `None` if it does not hold one of them.
    fn needed(&self, sheet: SheetId, codes: &[CountryCode]) -> Option<Rect> {
        // Most sheets lie elsewhere: they need not be laid flat to know.
        if !codes.iter().all(|code| self.may_hold(sheet, *code)) {
            return None;
        }
        let mut all: Option<Rect> = None;
        let mut whole = sheet == SheetId::WORLD;
        for code in codes {
            let (extent, is_whole) = self.extent(sheet, *code)?;
            whole |= is_whole;
            all = Some(all.map_or(extent, |all| all.with(extent)));
        }
        // A part stands for a country only beside others that are there as a whole.
        all.filter(|_| whole)
    }

    fn may_hold(&self, sheet: SheetId, code: CountryCode) -> bool {
        let middle = || match self.ground().territories.get(&code) {
            Some(territory) => land::middle(Topology::embedded(), &territory.main),
            None => self.centre(code),
        };
        sheet.core(code).is_some() || middle().is_some_and(|middle| sheet.place(middle).is_some())
    }

    fn extent(&self, sheet: SheetId, code: CountryCode) -> Option<(Rect, bool)> {
        let own = self.sheet(sheet);
        match own.shapes.get(&code) {
            Some(shape) if own.drawing.frame.holds_all(&shape.extent) && self.is_all_there(own.drawing, code) => {
                Some((shape.extent, true))
            }
            Some(_) => sheet.core(code).map(|core| (core, false)),
            None if self.ground().territories.contains_key(&code) => None,
            None => {
                let point = sheet.place(self.centre(code)?)?;
                Some((Rect { x: point.x, y: point.y, width: 0.0, height: 0.0 }, true))
            }
        }
    }

    /// Whether all main pieces of a country are on a drawing.
    fn is_all_there(&self, drawing: &super::drawing::Drawing, code: CountryCode) -> bool {
        let territory = self.ground().territories.get(&code);
        territory.is_some_and(|territory| territory.main.iter().all(|at| drawing.pieces.contains_key(at)))
    }

    fn mark(&self, sheet: SheetId, code: CountryCode, view: &Rect) -> Option<Mark> {
        let Some(shape) = self.sheet(sheet).shapes.get(&code) else {
            let point = sheet.place(self.centre(code)?).filter(|_| !self.ground().territories.contains_key(&code))?;
            let extent = Rect { x: point.x, y: point.y, width: 0.0, height: 0.0 };
            return Some(Mark { code, shape: false, dot: Some(point), anchor: point, room: Room::default(), extent });
        };
        let small = shape.extent.width.max(shape.extent.height) < view.width * SMALL;
        let drawn = !shape.rings.is_empty();
        let dot = (small || !drawn).then_some(shape.anchor);
        let room = if dot.is_some() { Room::default() } else { shape.room };
        Some(Mark { code, shape: drawn, dot, anchor: shape.anchor, room, extent: shape.extent })
    }
}

impl Locator {
    /// The names of marks, in places that do not cover one another. `font` is the size of the
    /// letters in the map's units; `name` may leave a mark without one.
    pub fn labels(
        &self,
        atlas: &Atlas,
        font: f64,
        name: impl Fn(CountryCode) -> Option<String>,
    ) -> Vec<(CountryCode, Label)> {
        let named = self.marks.iter().filter_map(|mark| {
            let text = name(mark.code)?;
            let place = Name { text, anchor: mark.anchor, room: mark.room, extent: mark.extent, beside: true };
            Some((mark.code, place))
        });
        let (codes, names): (Vec<CountryCode>, Vec<Name>) = named.unzip();
        let dots = self.marks.iter().filter_map(|mark| mark.dot);
        let taken: Vec<Rect> = dots.map(|dot| dot_box(dot, font)).collect();
        let shapes = &atlas.sheet(self.sheet).shapes;
        let marked: Vec<_> = self.marks.iter().filter_map(|mark| shapes.get(&mark.code)).collect();
        let on_shape = |rect: &Rect| marked.iter().any(|shape| shape.is_under(rect));
        let labels = label::place(&names, &self.view, font, &taken, on_shape);
        labels.into_iter().map(|label| (codes[label.name], label)).collect()
    }
}

/// What a dot covers: about as wide as a letter is high.
pub(super) fn dot_box(dot: Point, font: f64) -> Rect {
    Rect { x: dot.x, y: dot.y, width: 0.0, height: 0.0 }.resized(font * 0.8, font * 0.8)
}

/// What is cut from a sheet: all that is needed, a margin, the right shape, within the frame.
fn view(needed: &Rect, frame: &Rect) -> Rect {
    let ratio = frame.height / frame.width;
    let margin = needed.width.max(needed.height / ratio) * MARGIN;
    let wanted = (needed.width + margin).max((needed.height + margin) / ratio).max(frame.width * CLOSEST);
    let width = wanted.min(frame.width);
    let cut = needed.resized(width, width * ratio);
    Rect { x: cut.x.clamp(0.0, frame.width - cut.width), y: cut.y.clamp(0.0, frame.height - cut.height), ..cut }
}
