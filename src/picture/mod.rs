//! Pictures: what a file's bytes say of it, and smaller copies of it.
//!
//! **Architecture invariant.** Bytes in, bytes out: knows no files and no pages.

mod encode;
mod header;
mod svg;

pub use encode::encode;
pub use header::{inspect, is_picture};

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The widths of copies, in pixels: a phone, a phone with a dense screen, a column, a wide screen.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];

/// Is part of every copy's name. Count it up where the same picture would give other copies.
const RECIPE: u64 = 1;

/// More are not decoded: a small file can stand for a picture that no machine can hold.
pub const MAX_PIXELS: u64 = 64_000_000;
/// WebP has no longer sides than 16,383 pixels.
pub const MAX_SIDE: u32 = 16_000;
/// No longer files are read.
pub const MAX_BYTES: u64 = 100_000_000;

/// What is known of the site's pictures, by the paths of their files.
pub type Pictures = BTreeMap<String, Result<Picture, Fault>>;

/// What is known of a picture without decoding it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// Of its bytes.
    pub hash: u64,
    /// As it is shown, where that can be read.
    pub size: Option<Size>,
    /// What it is.
    pub format: Format,
    /// As what it is encoded; `None` where no copies are made of it: drawings, films, rare formats.
    pub encoding: Option<Encoding>,
    /// Whether it has few colours, as screenshots and charts may, so that nothing of it may be lost.
    pub lossless: bool,
}

/// In pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they say what they are")]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// What a picture is, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are names of formats")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
    Svg,
    /// Others that browsers show.
    Other,
}

/// How pixels are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are names of formats")]
pub enum Encoding {
    Jpeg,
    Png,
    WebP,
}

/// A copy of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variant {
    /// In pixels; never more than the picture's own.
    pub width: u32,
    /// How it is written.
    pub encoding: Encoding,
    /// Whether nothing of the picture may be lost.
    pub lossless: bool,
}

/// Why a file cannot be shown as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Its bytes are no picture.
    NotAPicture,
    /// A picture of a kind that browsers do not show, by its name.
    OtherKind(String),
    /// It ends before its end.
    Truncated,
    /// It cannot be decoded, and why.
    Damaged(String),
    /// It has more pixels than are decoded.
    TooManyPixels(Size),
    /// Its file is larger than any that is read.
    TooManyBytes(u64),
}

impl Encoding {
    /// Of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

impl Format {
    /// As authors call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
            Self::Other => "other",
        }
    }

    /// How names of its files end, the usual ending first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png", "apng"],
            Self::WebP => &["webp"],
            Self::Gif => &["gif"],
            Self::Avif => &["avif"],
            Self::Svg => &["svg"],
            Self::Other => &[],
        }
    }
}

impl Picture {
    /// The name that its file should have, where its ending says that it is something else: servers believe it.
    pub fn renamed(&self, file: &str) -> Option<String> {
        let (stem, extension) = file.rsplit_once('.')?;
        let own = self.format.extensions();
        let is_own = own.iter().any(|own| own.eq_ignore_ascii_case(extension));
        own.first().filter(|_| !is_own).map(|usual| format!("{stem}.{usual}"))
    }

    /// The copies that are made of it: of each width in its own format, and beside it in WebP.
    pub fn variants(&self) -> Vec<Variant> {
        let Some(own) = self.encoding else { return Vec::new() };
        let encodings = if own == Encoding::WebP { vec![own] } else { vec![own, Encoding::WebP] };
        encodings.into_iter().flat_map(|encoding| self.variants_in(encoding)).collect()
    }

    /// The copies in one format, from the narrowest to the widest.
    pub fn variants_in(&self, encoding: Encoding) -> Vec<Variant> {
        let own = self.size.map_or(0, |size| size.width);
        let widest = own.min(WIDTHS[WIDTHS.len() - 1]);
        // One that is hardly narrower than the widest would save nothing.
        let narrower = WIDTHS.into_iter().filter(|width| width * 5 <= widest * 4);
        let widths = narrower.chain((own > 0).then_some(widest));
        widths.map(|width| Variant { width, encoding, lossless: self.lossless }).collect()
    }

    /// The name of a copy's file: it says what is in it, so that browsers may keep it for ever.
    pub fn file_name(&self, original: &str, variant: Variant) -> String {
        let stem = original.rsplit_once('.').map_or(original, |(stem, _)| stem);
        let print = xxhash_rust::xxh3::xxh3_64_with_seed(&self.hash.to_le_bytes(), RECIPE) >> 32;
        format!("{stem}.{print:08x}.{}.{}", variant.width, variant.encoding.extension())
    }
}

impl Size {
    /// The height of a copy of that width.
    pub fn height_at(self, width: u32) -> u32 {
        let (width, own, height) = (u64::from(width), u64::from(self.width.max(1)), u64::from(self.height));
        u32::try_from((height * width + own / 2) / own).unwrap_or(u32::MAX).max(1)
    }
}

impl fmt::Display for Fault {
    /// What follows the name of the file in a message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPicture => f.write_str("is not a picture"),
            Self::OtherKind(kind) => write!(f, "is a {kind} file, which browsers do not show"),
            Self::Truncated => f.write_str("is cut off: its end is missing"),
            Self::Damaged(why) => write!(f, "is damaged: {why}"),
            Self::TooManyPixels(Size { width, height }) => {
                write!(f, "has {width} × {height} pixels, which is more than are read")
            }
            Self::TooManyBytes(bytes) => write!(f, "has {bytes} bytes, and {MAX_BYTES} are allowed"),
        }
    }
}

impl Fault {
    /// The way out.
    pub fn help(&self) -> String {
        match self {
            Self::NotAPicture => "save the picture again as JPEG, PNG, WebP, AVIF, GIF or SVG".to_owned(),
            Self::OtherKind(_) => "save it as JPEG, PNG or WebP".to_owned(),
            Self::Truncated | Self::Damaged(_) => "copy or save the file again".to_owned(),
            Self::TooManyPixels(_) => format!(
                "save it with at most {} million pixels, and no side longer than {MAX_SIDE}; 3000 pixels are wide enough for any screen",
                MAX_PIXELS / 1_000_000
            ),
            Self::TooManyBytes(_) => "save it smaller: 3000 pixels are wide enough for any screen".to_owned(),
        }
    }

    /// Whether it is merely too large.
    pub fn is_size(&self) -> bool {
        matches!(self, Self::TooManyPixels(_) | Self::TooManyBytes(_))
    }
}

#[cfg(test)]
mod tests;
