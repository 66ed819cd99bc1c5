//! Pictures as pages show them: which copies there are, for browsers to choose from.

use std::fmt::Write as _;

use super::ImageView;
use super::pieces::Cx;
use super::prose::push_escaped;
use crate::document::{Asset, InlinePicture};
use crate::picture::{Encoding, Picture, Variant};

/// For those that cannot choose: wide enough for a column, and for what other sites show of a link.
const FALLBACK: u32 = 1200;

/// How wide a picture in a text is, as the stylesheet has it.
const SIZES_IN_TEXT: &str = "(min-width: 44rem) 40rem, 92vw";

impl Cx<'_> {
    /// A picture without words.
    pub(super) fn picture(self, src: &Asset) -> ImageView {
        let picture = self.reader.picture(src);
        let size = picture.and_then(|picture| picture.size);
        let own = picture.and_then(|picture| picture.encoding);
        let variants = |encoding: Encoding| picture.map(|it| it.variants_in(encoding)).unwrap_or_default();
        let of_own = own.map(variants).unwrap_or_default();
        let fallback = fallback(&of_own);
        let url = picture.zip(fallback).and_then(|(picture, variant)| self.variant(src, picture, *variant));
        let in_webp = own.filter(|own| *own != Encoding::WebP).map(|_| variants(Encoding::WebP));
        ImageView {
            url: url.unwrap_or_else(|| self.asset(src)),
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
            srcset: picture.and_then(|picture| self.srcset(src, picture, &of_own)),
            webp: picture.zip(in_webp).and_then(|(picture, variants)| self.srcset(src, picture, &variants)),
            alt: String::new(),
            credit: None,
            caption: None,
            language: None,
        }
    }

    /// The address of the copy that other sites show of a link, and its width and height, where they are known.
    pub(super) fn shared_picture(self, src: &Asset) -> (String, Option<(u32, u32)>) {
        let picture = self.reader.picture(src);
        let size = picture.and_then(|picture| picture.size);
        let of_own = picture.and_then(|picture| Some(picture.variants_in(picture.encoding?))).unwrap_or_default();
        let variant = picture.zip(fallback(&of_own)).zip(size).and_then(|((picture, variant), size)| {
            Some((self.variant(src, picture, *variant)?, (variant.width, size.height_at(variant.width))))
        });
        match variant {
            Some((url, size)) => (url, Some(size)),
            None => (self.asset(src), size.map(|size| (size.width, size.height))),
        }
    }

    fn variant(self, src: &Asset, picture: &Picture, variant: Variant) -> Option<String> {
        self.reader.variant_url(src, picture, variant).map(|url| self.frame.href(&url))
    }

    /// Addresses and widths, as in `srcset`.
    fn srcset(self, src: &Asset, picture: &Picture, variants: &[Variant]) -> Option<String> {
        let one = |variant: &Variant| Some(format!("{} {}w", self.variant(src, picture, *variant)?, variant.width));
        let all: Vec<String> = variants.iter().filter_map(one).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// A picture within a text, as HTML.
    pub(super) fn inline_picture(self, inline: &InlinePicture, html: &mut String) {
        let picture = self.picture(&inline.src);
        if let Some(webp) = &picture.webp {
            html.push_str("<picture><source type=\"image/webp\"");
            push_attribute(html, "srcset", webp);
            push_attribute(html, "sizes", SIZES_IN_TEXT);
            html.push('>');
        }
        html.push_str("<img");
        push_attribute(html, "src", &picture.url);
        if let Some(srcset) = &picture.srcset {
            push_attribute(html, "srcset", srcset);
            push_attribute(html, "sizes", SIZES_IN_TEXT);
        }
        push_attribute(html, "alt", &inline.alt);
        if !inline.title.is_empty() {
            push_attribute(html, "title", &inline.title);
        }
        if let (Some(width), Some(height)) = (picture.width, picture.height) {
            // Writing to a text does not fail.
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\">");
        if picture.webp.is_some() {
            html.push_str("</picture>");
        }
    }
}

/// Of these copies, the one for who cannot choose.
fn fallback(variants: &[Variant]) -> Option<&Variant> {
    variants.iter().rfind(|variant| variant.width <= FALLBACK).or(variants.first())
}

fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.extend([" ", name, "=\""]);
    push_escaped(html, value);
    html.push('"');
}
