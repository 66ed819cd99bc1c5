//! Pictures are drawn here, so that no file has to be kept.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

fn drawn(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 { Rgb([200, u8::try_from(y % 256).unwrap(), 0]) } else { Rgb([0, 0, 250]) }
    })
}

fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::from(drawn(width, height)).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A JPEG as a phone writes it: held upright, with the place.
fn from_a_phone(width: u32, height: u32) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 51.1694 N 71.4491 E");
    let mut bytes = file(width, height, ImageFormat::Jpeg);
    let mut segment = vec![0xFF, 0xE1];
    segment.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    segment.extend(exif);
    bytes.splice(2..2, segment);
    bytes
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

#[test]
fn sizes_are_read_of_every_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let picture = inspect(&file(30, 20, format)).unwrap();
        assert_eq!(picture.size, Some(Size { width: 30, height: 20 }), "{format:?}");
        assert!(picture.encoding.is_some());
    }
    let gif = inspect(b"GIF89a\x1e\0\x14\0...").unwrap();
    assert_eq!((gif.size, gif.encoding), (Some(Size { width: 30, height: 20 }), None));
    let mut avif = b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif".to_vec();
    avif.extend(b"\0\0\0\x14ispe\0\0\0\0\0\0\0\x1e\0\0\0\x14");
    assert_eq!(inspect(&avif).unwrap().size, Some(Size { width: 30, height: 20 }));
}

#[test]
fn a_drawing_has_the_size_that_it_says() {
    let size = |text: &str| inspect(text.as_bytes()).map(|picture| picture.size.map(|it| (it.width, it.height)));
    let svg = |attributes: &str| size(&format!("<?xml version=\"1.0\"?>\n<!-- x -->\n<svg {attributes}><g/></svg>"));
    assert_eq!(svg("width=\"30\" height=\"20px\""), Ok(Some((30, 20))));
    assert_eq!(svg("viewBox=\"0 0 30 20\""), Ok(Some((30, 20))));
    assert_eq!(svg("viewBox=\"0,0,30,20\" width=\"100%\""), Ok(Some((30, 20))));
    assert_eq!(svg("width=\"60\" viewBox='-5 0 30 20'"), Ok(Some((60, 40))));
    assert_eq!(svg("width=\"3cm\""), Ok(None));
    assert_eq!(size("<html><svg width=\"3\"/></html>"), Err(Fault::NotAPicture));
    assert!(size("<svg width=\"30").is_err());
}

#[test]
fn copies_are_never_wider_than_the_picture() {
    let picture = |width| Picture {
        hash: 1,
        size: Some(Size { width, height: 9 }),
        format: Format::Jpeg,
        encoding: Some(Encoding::Jpeg),
        lossless: false,
    };
    let widths = |own| picture(own).variants_in(Encoding::WebP).iter().map(|it| it.width).collect::<Vec<_>>();
    assert_eq!(widths(4000), [480, 800, 1200, 1600]);
    assert_eq!(widths(1000), [480, 800, 1000]);
    assert_eq!(widths(900), [480, 900]);
    assert_eq!(widths(480), [480]);
    assert_eq!(widths(1), [1]);
    assert_eq!(picture(600).variants().len(), 4);
    let other = Picture { hash: 2, ..picture(600) };
    let variant = other.variants()[0];
    assert_ne!(other.file_name("a.jpg", variant), picture(600).file_name("a.jpg", variant));
}

#[test]
fn copies_have_the_size_and_format_of_their_names() {
    for (format, own) in [(ImageFormat::Jpeg, Encoding::Jpeg), (ImageFormat::Png, Encoding::Png)] {
        let bytes = file(900, 450, format);
        let variants = inspect(&bytes).unwrap().variants();
        let copies = encode(&bytes, own, &variants).unwrap();
        for (variant, copy) in variants.iter().zip(&copies) {
            let copy = inspect(copy).unwrap();
            assert_eq!(copy.size, Some(Size { width: variant.width, height: variant.width / 2 }));
            assert_eq!(copy.encoding, Some(variant.encoding));
        }
        assert_eq!(encode(&bytes, own, &variants).unwrap(), copies, "the same bytes each time");
        let last = variants.last().unwrap();
        assert_eq!(encode(&bytes, own, &[*last]).unwrap(), copies[copies.len() - 1..], "alone as with others");
    }
}

#[test]
fn what_a_phone_notes_is_followed_and_left_out() {
    let bytes = from_a_phone(90, 30);
    let picture = inspect(&bytes).unwrap();
    assert_eq!(picture.size, Some(Size { width: 30, height: 90 }), "it was held upright");
    assert!(contains(&bytes, b"GPS"));
    let variants = picture.variants();
    for copy in encode(&bytes, Encoding::Jpeg, &variants).unwrap() {
        assert_eq!(inspect(&copy).unwrap().size, picture.size);
        assert!(!contains(&copy, b"GPS") && !contains(&copy, b"Exif"));
        let pixels = image::load_from_memory(&copy).unwrap().into_rgb8();
        assert!(pixels[(15, 5)][0] > 150 && pixels[(15, 85)][2] > 150, "its left is above, as it was turned");
    }
}

#[test]
fn what_is_clear_stays_clear() {
    let mut bytes = Vec::new();
    let image = RgbaImage::from_pixel(40, 40, Rgba([255, 0, 0, 0]));
    DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    let variants = inspect(&bytes).unwrap().variants();
    for copy in encode(&bytes, Encoding::Png, &variants).unwrap() {
        assert_eq!(image::load_from_memory(&copy).unwrap().into_rgba8()[(20, 20)][3], 0);
    }
}

#[test]
fn half_a_picture_is_seen_by_its_missing_end() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = file(90, 90, format);
        for length in [20, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(inspect(&bytes[..length]), Err(Fault::Truncated), "{format:?} {length}");
        }
        let mut longer = bytes.clone();
        longer.extend(b"a film that a phone appends");
        assert!(inspect(&longer).is_ok());
    }
}

#[test]
fn damage_within_is_found_when_it_is_decoded() {
    let mut bytes = file(90, 90, ImageFormat::Png);
    let at = bytes.len() / 2;
    bytes[at] ^= 0xFF;
    assert!(inspect(&bytes).is_ok());
    assert!(matches!(encode(&bytes, Encoding::Png, &[]), Err(Fault::Damaged(_))));
}

#[test]
fn a_bomb_is_not_decoded() {
    let mut bytes = file(9, 9, ImageFormat::Png);
    // The size in the header, and the header's checksum.
    bytes[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    assert_eq!(inspect(&bytes), Err(Fault::TooManyPixels(Size { width: 50_000, height: 50_000 })));
}

#[test]
fn other_files_are_named() {
    assert_eq!(inspect(b"These bytes are no JPEG."), Err(Fault::NotAPicture));
    assert_eq!(inspect(b""), Err(Fault::NotAPicture));
    assert_eq!(inspect(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Err(Fault::OtherKind("HEIC".to_owned())));
    assert_eq!(inspect(b"II*\0...."), Err(Fault::OtherKind("TIFF".to_owned())));
    assert_eq!(inspect(&[0xFF, 0xD8, 0xFF]), Err(Fault::Truncated));
}

#[test]
fn any_bytes_are_an_answer() {
    let whole = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].map(|format| file(20, 20, format));
    for bytes in whole {
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] = other[at].wrapping_add(0x5B);
            if let Ok(Picture { encoding: Some(encoding), .. }) = inspect(&other) {
                let _ = encode(&other, encoding, &[]);
            }
        }
    }
}
