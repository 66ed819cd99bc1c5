//! A file's first bytes → what it is, and how large; its last → whether it is whole.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, ImageReader};
use xxhash_rust::xxh3::xxh3_64;

use super::{Encoding, Fault, Format, MAX_PIXELS, MAX_SIDE, Picture, Size, svg};

/// Whether a file of that name should be a picture.
pub fn is_picture(path: &str) -> bool {
    const EXTENSIONS: [&str; 17] = [
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "gif", "avif", "svg", "heic", "heif", "tif", "tiff",
        "bmp", "ico", "jxl",
    ];
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Where a PNG says how it has its colours, and the value that says: in a palette.
const COLOUR_TYPE: usize = 25;
const PALETTE: u8 = 3;

/// What a file's bytes are.
enum Kind {
    Raster(Encoding),
    /// Moves, so that copies would lose something.
    Moving(Encoding),
    Gif,
    Avif,
    Svg,
    /// Browsers show it, and that is all that is known.
    Opaque,
}

impl Kind {
    fn format(&self) -> Format {
        match self {
            Self::Raster(Encoding::Jpeg) | Self::Moving(Encoding::Jpeg) => Format::Jpeg,
            Self::Raster(Encoding::Png) | Self::Moving(Encoding::Png) => Format::Png,
            Self::Raster(Encoding::WebP) | Self::Moving(Encoding::WebP) => Format::WebP,
            Self::Gif => Format::Gif,
            Self::Avif => Format::Avif,
            Self::Svg => Format::Svg,
            Self::Opaque => Format::Other,
        }
    }
}

/// Reads what a picture is, without decoding it.
pub fn inspect(bytes: &[u8]) -> Result<Picture, Fault> {
    let kind = kind(bytes)?;
    let format = kind.format();
    let (size, encoding) = match kind {
        Kind::Raster(encoding) => (Some(size(bytes, encoding)?), Some(encoding)),
        Kind::Moving(encoding) => (Some(size(bytes, encoding)?), None),
        Kind::Gif => (Some(gif_size(bytes).ok_or(Fault::Truncated)?), None),
        Kind::Avif => (avif_size(bytes), None),
        Kind::Svg => (svg::size(bytes)?, None),
        Kind::Opaque => (None, None),
    };
    let lossless = encoding == Some(Encoding::Png) && bytes.get(COLOUR_TYPE) == Some(&PALETTE);
    Ok(Picture { hash: xxh3_64(bytes), size, format, encoding, lossless })
}

fn kind(bytes: &[u8]) -> Result<Kind, Fault> {
    let is_riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    Ok(match bytes {
        [0xFF, 0xD8, 0xFF, ..] => jpeg_end(bytes).map(|()| Kind::Raster(Encoding::Jpeg)).ok_or(Fault::Truncated)?,
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => png_kind(bytes).ok_or(Fault::Truncated)?,
        _ if is_riff => webp_kind(bytes).ok_or(Fault::Truncated)?,
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Kind::Gif,
        _ if bytes.get(4..8) == Some(b"ftyp") => heif_kind(bytes)?,
        _ if bytes.starts_with(b"BM") || bytes.starts_with(&[0, 0, 1, 0]) || is_jpeg_xl(bytes) => Kind::Opaque,
        _ if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") => {
            return Err(Fault::OtherKind("TIFF".to_owned()));
        }
        _ if svg::is_svg(bytes) => Kind::Svg,
        _ => return Err(Fault::NotAPicture),
    })
}

/// The size of what a browser shows: turned as its camera was held.
fn size(bytes: &[u8], encoding: Encoding) -> Result<Size, Fault> {
    let mut decoder = decoder(bytes, encoding)?;
    let (width, height) = decoder.dimensions();
    let stored = Size { width, height };
    let size = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            Size { width: height, height: width }
        }
        _ => stored,
    };
    let too_large = u64::from(width) * u64::from(height) > MAX_PIXELS || width.max(height) > MAX_SIDE;
    if too_large { Err(Fault::TooManyPixels(size)) } else { Ok(size) }
}

/// A decoder that has read the header, within the limits of the crate.
pub(super) fn decoder(bytes: &[u8], encoding: Encoding) -> Result<impl ImageDecoder + '_, Fault> {
    let format = match encoding {
        Encoding::Jpeg => ImageFormat::Jpeg,
        Encoding::Png => ImageFormat::Png,
        Encoding::WebP => ImageFormat::WebP,
    };
    ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(|error| fault(&error))
}

pub(super) fn fault(error: &ImageError) -> Fault {
    Fault::Damaged(match error {
        ImageError::Limits(_) => "it needs more memory than it may have".to_owned(),
        _ => "its pixels cannot be read".to_owned(),
    })
}

// Where files end

/// `Some` if there is a marker of the end after the pixels. What follows it, such as a film, is no matter.
fn jpeg_end(bytes: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        match (bytes[at], marker) {
            (0xFF, 0xD9) => return Some(()),
            // Fill bytes, and markers without a length.
            (0xFF, 0xFF) => at += 1,
            (0xFF, 0x01 | 0xD0..=0xD8) => at += 2,
            (0xFF, _) => {
                at += 2 + usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                if marker == 0xDA {
                    at = entropy_end(bytes, at)?;
                }
            }
            _ => at += 1,
        }
    }
}

/// Where coded pixels end: at a marker that is no restart.
fn entropy_end(bytes: &[u8], from: usize) -> Option<usize> {
    let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7);
    bytes.get(from..)?.windows(2).position(is_marker).map(|at| from + at)
}

/// `None` where the last chunk is missing.
fn png_kind(bytes: &[u8]) -> Option<Kind> {
    let (mut at, mut moves) = (8, false);
    loop {
        let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?);
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        let name = bytes.get(at + 4..at + 8)?;
        moves |= name == b"acTL";
        if end > bytes.len() {
            return None;
        }
        if name == b"IEND" {
            return Some(if moves { Kind::Moving(Encoding::Png) } else { Kind::Raster(Encoding::Png) });
        }
        at = end;
    }
}

fn webp_kind(bytes: &[u8]) -> Option<Kind> {
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    let is_whole = usize::try_from(length).ok()?.checked_add(8)? <= bytes.len();
    let moves = bytes.get(12..16) == Some(b"VP8X") && bytes.get(20)? & 0x02 != 0;
    let kind = if moves { Kind::Moving(Encoding::WebP) } else { Kind::Raster(Encoding::WebP) };
    is_whole.then_some(kind)
}

fn is_jpeg_xl(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0x0A]) || bytes.get(4..8) == Some(b"JXL ")
}

// Formats that are copied

fn gif_size(bytes: &[u8]) -> Option<Size> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)));
    Some(Size { width: side(6)?, height: side(8)? }).filter(|size| size.width > 0 && size.height > 0)
}

/// AVIF and HEIC share a container; its brands say which it is.
fn heif_kind(bytes: &[u8]) -> Result<Kind, Fault> {
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    let brands = bytes.get(8..usize::try_from(length).unwrap_or(0)).ok_or(Fault::Truncated)?;
    let has = |brand: &[u8]| brands.chunks(4).any(|own| own == brand);
    if has(b"avif") || has(b"avis") {
        return Ok(Kind::Avif);
    }
    Err(match has(b"heic") || has(b"heix") || has(b"mif1") {
        true => Fault::OtherKind("HEIC".to_owned()),
        false => Fault::NotAPicture,
    })
}

/// The largest picture of the file: others are its tiles and thumbnails.
fn avif_size(bytes: &[u8]) -> Option<Size> {
    let header = &bytes[..bytes.len().min(64 * 1024)];
    let boxes = |name: &'static [u8; 4]| header.windows(4).enumerate().filter(move |(_, own)| own == name);
    let length = |at: usize| Some(u32::from_be_bytes(*header.get(at..)?.first_chunk()?));
    let all = boxes(b"ispe").filter_map(|(at, _)| Some(Size { width: length(at + 8)?, height: length(at + 12)? }));
    let stored = all.max_by_key(|size| u64::from(size.width) * u64::from(size.height))?;
    let turned = boxes(b"irot").filter_map(|(at, _)| header.get(at + 4)).any(|turns| turns & 1 == 1);
    let shown = if turned { Size { width: stored.height, height: stored.width } } else { stored };
    Some(shown).filter(|size| (1..1 << 20).contains(&size.width) && (1..1 << 20).contains(&size.height))
}
