//! A picture → copies of other sizes. Nothing but its pixels goes into them: no place, no camera, no time.

use std::borrow::Cow;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::header::{decoder, fault};
use super::{Encoding, Fault, Size, Variant};

/// At which a photograph has no faults that readers see.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 78.0;
/// For what was saved without loss: it may hold writing.
const WEBP_QUALITY_OF_PNG: f32 = 90.0;
/// For what is lossless it says how hard to try.
const WEBP_EFFORT: f32 = 50.0;

/// Pixels of eight bits a channel: red, green, blue, and how opaque.
struct Pixels {
    bytes: Vec<u8>,
    size: Size,
    /// Whether any may be seen through; otherwise files leave that channel out.
    has_alpha: bool,
}

/// The bytes of each copy; where none are asked for, the picture is only seen to be whole.
pub fn encode(bytes: &[u8], own: Encoding, variants: &[Variant]) -> Result<Vec<Vec<u8>>, Fault> {
    let (full, profile) = decode(bytes, own)?;
    let mut narrower: Option<Pixels> = None;
    let mut encoded = vec![Vec::new(); variants.len()];
    let mut order: Vec<usize> = (0..variants.len()).collect();
    // Copies of one width share their pixels.
    order.sort_by_key(|at| variants[*at].width);
    for at in order {
        let variant = variants[at];
        let pixels = match narrower.take().filter(|pixels| pixels.size.width == variant.width) {
            Some(pixels) => pixels,
            None => in_srgb(resized(&full, variant.width)?, profile.as_deref()),
        };
        encoded[at] = written(&pixels, own, variant)?;
        narrower = Some(pixels);
    }
    Ok(encoded)
}

fn decode(bytes: &[u8], encoding: Encoding) -> Result<(Pixels, Option<Vec<u8>>), Fault> {
    let mut decoder = decoder(bytes, encoding)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    image.apply_orientation(orientation);
    let size = Size { width: image.width(), height: image.height() };
    let has_alpha = image.color().has_alpha();
    Ok((Pixels { bytes: image.into_rgba8().into_raw(), size, has_alpha }, profile))
}

impl Pixels {
    /// As files have them.
    fn channels(&self) -> (Cow<'_, [u8]>, ExtendedColorType) {
        match self.has_alpha {
            true => (Cow::Borrowed(&self.bytes), ExtendedColorType::Rgba8),
            false => {
                let opaque =
                    self.bytes.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]);
                (opaque.collect(), ExtendedColorType::Rgb8)
            }
        }
    }
}

fn resized(full: &Pixels, width: u32) -> Result<Pixels, Fault> {
    let damaged = |error: &dyn std::fmt::Display| Fault::Damaged(error.to_string());
    let size = Size { width, height: full.size.height_at(width) };
    let source = ImageRef::new(full.size.width, full.size.height, &full.bytes, PixelType::U8x4);
    let source = source.map_err(|error| damaged(&error))?;
    let mut target = Image::new(size.width, size.height, PixelType::U8x4);
    Resizer::new().resize(&source, &mut target, None).map_err(|error| damaged(&error))?;
    Ok(Pixels { bytes: target.into_vec(), size, has_alpha: full.has_alpha })
}

/// Colours as browsers take them where nothing is said of them; a profile that cannot be read is none.
fn in_srgb(pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    let Some(profile) = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok()) else { return pixels };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, TransformOptions::default());
    let mut converted = vec![0; pixels.bytes.len()];
    match transform.and_then(|transform| transform.transform(&pixels.bytes, &mut converted)) {
        Ok(()) => Pixels { bytes: converted, ..pixels },
        Err(_) => pixels,
    }
}

fn written(pixels: &Pixels, own: Encoding, variant: Variant) -> Result<Vec<u8>, Fault> {
    let Size { width, height } = pixels.size;
    let (bytes, colour) = pixels.channels();
    let mut file = Vec::new();
    match variant.encoding {
        Encoding::Jpeg => JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
            .encode(&bytes, width, height, colour)
            .map_err(|error| fault(&error))?,
        Encoding::Png => {
            PngEncoder::new(&mut file).write_image(&bytes, width, height, colour).map_err(|error| fault(&error))?;
        }
        Encoding::WebP => {
            let encoder = match pixels.has_alpha {
                true => webp::Encoder::from_rgba(&bytes, width, height),
                false => webp::Encoder::from_rgb(&bytes, width, height),
            };
            let quality = match own {
                _ if variant.lossless => WEBP_EFFORT,
                Encoding::Png => WEBP_QUALITY_OF_PNG,
                Encoding::Jpeg | Encoding::WebP => WEBP_QUALITY,
            };
            let copy = encoder.encode_simple(variant.lossless, quality);
            file = copy.map_err(|error| Fault::Damaged(format!("{error:?}")))?.to_vec();
        }
    }
    Ok(file)
}
