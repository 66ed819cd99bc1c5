//! The last part of a permalink.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A piece of a URL: Unicode NFC, lower case, Latin letters folded to ASCII, letters and digits
/// of other scripts kept, everything else one `-`. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug of a text, or `None` when nothing in it can stand in one.
    pub fn of(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        match text.is_ascii() {
            true => text.chars().for_each(|character| push_folded(&mut slug, character.to_ascii_lowercase())),
            false => text.nfc().flat_map(char::to_lowercase).for_each(|character| push_folded(&mut slug, character)),
        }
        shorten(&mut slug);
        let trimmed = slug.trim_end_matches('-').len();
        slug.truncate(trimmed);
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// The slug of a file's name: without the extension and a leading `YYYY-MM-DD-`.
    pub fn of_file_stem(stem: &str) -> Option<Self> {
        Self::of(without_date(stem))
    }

    /// The slug of a country of which only the code is known.
    pub fn of_country_code(code: CountryCode) -> Self {
        Self(code.as_str().to_lowercase())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A readable name, for an entity of which only the slug is known: `critical-minerals` → `Critical minerals`.
    pub fn humanized(&self) -> String {
        let spaced = self.0.replace('-', " ");
        let mut characters = spaced.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    }
}

/// As it was stored.
impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let of_slugs = |c: char| c == '-' || c.is_alphanumeric() || is_combining_mark(c);
        if !text.is_empty() && text.chars().all(of_slugs) { Ok(Self(text)) } else { Err("a slug expected") }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cuts at a word's end: file systems take names of 255 bytes, and nobody reads so long an address.
fn shorten(slug: &mut String) {
    const MAX_BYTES: usize = 120;
    if slug.len() > MAX_BYTES {
        let end = slug.floor_char_boundary(MAX_BYTES);
        let end = slug[..end].rfind('-').filter(|at| *at > MAX_BYTES / 2).unwrap_or(end);
        slug.truncate(end);
    }
}

fn push_folded(slug: &mut String, character: char) {
    let latin = || std::iter::once(character).nfd().next().filter(char::is_ascii_alphanumeric);
    if character.is_ascii_alphanumeric() {
        slug.push(character);
    } else if character.is_ascii() {
        push_separator(slug);
    } else if let Some(letters) = latin_ligature(character) {
        slug.push_str(letters);
    } else if let Some(base) = latin() {
        slug.push(base);
    } else if is_combining_mark(character) {
        // A mark belongs to the letter before it; after a folded Latin letter there is none left to carry it.
        if slug.chars().last().is_some_and(|last| !last.is_ascii()) {
            slug.push(character);
        }
    } else if character.is_alphanumeric() {
        slug.push(character);
    } else {
        push_separator(slug);
    }
}

fn push_separator(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// Latin letters that Unicode does not decompose.
fn latin_ligature(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "ng",
        'ə' => "a",
        _ => return None,
    })
}

fn without_date(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let dated = bytes.len() > 11
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && [4, 7, 10].iter().all(|&at| bytes[at] == b'-');
    if dated { &stem[11..] } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> String {
        Slug::of(text).map(|slug| slug.0).unwrap_or_default()
    }

    #[test]
    fn latin_is_folded_and_other_scripts_are_kept() {
        assert_eq!(slug("Türkiye & Côte d’Ivoire"), "turkiye-cote-d-ivoire");
        assert_eq!(slug("Straße, Łódź, Ærø"), "strasse-lodz-aero");
        assert_eq!(slug("Қазақстан туралы"), "қазақстан-туралы");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("Cafe\u{301}"), "cafe");
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("C++"), "c");
        assert_eq!(slug(&"word ".repeat(60)).len(), 119, "cut at a word's end");
    }

    #[test]
    fn file_names_lose_their_date() {
        assert_eq!(Slug::of_file_stem("2025-11-06-accords").unwrap().as_str(), "accords");
        assert_eq!(Slug::of_file_stem("2025-11-06").unwrap().as_str(), "2025-11-06");
    }

    #[test]
    fn a_slug_can_be_read_as_a_name() {
        assert_eq!(Slug::of("critical-minerals").unwrap().humanized(), "Critical minerals");
    }

    #[test]
    fn what_is_stored_is_a_part_of_an_address() {
        let stored = |text: &str| postcard::from_bytes::<Slug>(&postcard::to_stdvec(text).unwrap()).ok();
        for text in ["Accords & more", "हिन्दी", "Straße", "日本"] {
            let slug = Slug::of(text).unwrap();
            assert_eq!(stored(slug.as_str()), Some(slug));
        }
        assert_eq!([stored(""), stored(".."), stored("a/b")], [None, None, None]);
    }
}
