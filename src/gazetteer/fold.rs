//! Forms of a letter that make no difference to a name. Also used by the build script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Unicode NFC, one kind of apostrophe, hyphen and space, nothing invisible; case is kept.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfc() {
        match plain(character) {
            Some(' ') if folded.ends_with(' ') => {}
            Some(character) => folded.push(character),
            None => {}
        }
    }
    folded
}

/// What stands for a character; `None` for what cannot be seen.
pub(crate) fn plain(character: char) -> Option<char> {
    Some(match character {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02B9}' | '\u{02BB}' | '\u{02BC}' | '\u{2032}' | '\u{B4}' => '\'',
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '\u{FE63}' => '-',
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => return char::from_u32(u32::from(character) - 0xFEE0),
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => return None,
        character if character.is_whitespace() => ' ',
        character => character,
    })
}

/// A letter in lower case, if that takes as many bytes: so places in a key are places in the text.
pub(crate) fn lower(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == character.len_utf8() => one,
        _ => character,
    }
}

/// The form by which the automaton knows a folded text.
pub(crate) fn key(folded: &str) -> String {
    let mut key = folded.to_ascii_lowercase();
    if !folded.is_ascii() {
        for (at, character) in folded.char_indices().filter(|(_, character)| !character.is_ascii()) {
            let lower = lower(character);
            if lower != character {
                key.replace_range(at..at + character.len_utf8(), lower.encode_utf8(&mut [0; 4]));
            }
        }
    }
    key
}

/// Without accents, as many newsrooms write: `Türkiye` → `Turkiye`.
#[allow(dead_code, reason = "used by the build script only")]
pub(crate) fn without_marks(text: &str) -> String {
    folded(text).nfd().filter(|character| !is_combining_mark(*character)).collect()
}
