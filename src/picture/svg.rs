//! How large a drawing wants to be.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Fault, Size};

/// Whether a text looks like a drawing.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 * 1024)];
    start.windows(4).any(|word| word == b"<svg" || word == b":svg")
}

/// Its width and height in pixels of CSS, or else the proportions of what it draws.
pub(super) fn size(bytes: &[u8]) -> Result<Option<Size>, Fault> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                return match element.local_name().as_ref() {
                    "svg" => Ok(size_of(&element)),
                    _ => Err(Fault::NotAPicture),
                };
            }
            Ok(Event::Eof) => return Err(Fault::NotAPicture),
            Ok(_) => buffer.clear(),
            Err(error) => return Err(Fault::Damaged(error.to_string())),
        }
    }
}

fn size_of(element: &BytesStart) -> Option<Size> {
    let attribute = |name: &str| Some(element.try_get_attribute(name).ok().flatten()?.value.into_owned());
    let side = |name| pixels(&attribute(name)?);
    let view_box: Vec<f64> = attribute("viewBox").map_or_else(Vec::new, |text| {
        text.split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .filter_map(|part| part.parse().ok())
            .collect()
    });
    match (side("width"), side("height"), view_box.as_slice()) {
        (Some(width), Some(height), _) => whole(width, height),
        (width, height, [_, _, own_width, own_height]) => {
            let scale = width.map(|it| it / own_width).or(height.map(|it| it / own_height)).unwrap_or(1.0);
            whole(own_width * scale, own_height * scale)
        }
        _ => None,
    }
}

/// A length without a unit or in `px`.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    text.strip_suffix("px").unwrap_or(text).trim().parse().ok()
}

fn whole(width: f64, height: f64) -> Option<Size> {
    let side = |side: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within these bounds nothing is lost"
        )]
        let side = (0.0..1e6).contains(&side).then_some(side.round() as u32)?;
        Some(side.max(1))
    };
    Some(Size { width: side(width)?, height: side(height)? })
}
