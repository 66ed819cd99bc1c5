//! The site's colour, as it can be read on paper.

/// A colour of sRGB.
pub(super) type Rgb = [u8; 3];

/// Of the default theme.
const USUAL: Rgb = [0xb5, 0x12, 0x1b];
/// What WCAG 2.2 asks for between a text and white.
const CONTRAST: f64 = 4.5;

/// `#b5121b` or `#b12`.
pub(super) fn parse(text: Option<&str>) -> Rgb {
    let digits = text.and_then(|text| text.strip_prefix('#')).unwrap_or_default();
    let number = u32::from_str_radix(digits, 16).ok();
    let [_, red, green, blue] = number.unwrap_or_default().to_be_bytes();
    match (number, digits.len()) {
        (Some(_), 6) => [red, green, blue],
        (Some(_), 3) => [green & 15, blue >> 4, blue & 15].map(|digit| digit * 17),
        _ => USUAL,
    }
}

/// The same, or as much darker as a text needs.
pub(super) fn ink(colour: Rgb) -> Rgb {
    let darker = |step: u16| colour.map(|part| u8::try_from(u16::from(part) * (20 - step) / 20).unwrap_or(part));
    (0..20).map(darker).find(|colour| on_white(*colour) >= CONTRAST).unwrap_or_default()
}

/// A share of it, and of white.
pub(super) fn tint(colour: Rgb, percent: u16) -> Rgb {
    colour.map(|part| {
        let mixed = (u16::from(part) * percent + 255 * (100 - percent)) / 100;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

pub(super) fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn on_white(colour: Rgb) -> f64 {
    1.05 / (luminance(colour) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_the_settings_write_them() {
        assert_eq!(parse(Some("#0b6e4f")), [0x0b, 0x6e, 0x4f]);
        assert_eq!(parse(Some("#1af")), [0x11, 0xaa, 0xff]);
        assert_eq!(parse(Some("red")), USUAL);
    }

    #[test]
    fn a_light_colour_is_darkened_until_it_can_be_read() {
        assert_eq!(ink(USUAL), USUAL);
        let yellow = ink([0xff, 0xd4, 0x00]);
        assert!(on_white(yellow) >= CONTRAST && yellow[0] > 0x60, "{yellow:?}");
    }
}
