//! BCP 47.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unic_langid::LanguageIdentifier;

/// A BCP 47 language tag, canonicalised: `en`, `pt-BR`, `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LanguageTag(LanguageIdentifier);

/// Languages that are written from right to left unless a script says otherwise.
const RIGHT_TO_LEFT: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

impl LanguageTag {
    /// The tag, if it is well-formed.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|tag: &LanguageIdentifier| matches!(tag.language.as_str().len(), 2 | 3)).map(Self)
    }

    /// English, the language where none is said.
    pub fn english() -> Self {
        Self("en".parse().unwrap_or_default())
    }

    /// The primary language alone: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.language.as_str()
    }

    /// The identifier, for libraries that take one.
    pub fn identifier(&self) -> &LanguageIdentifier {
        &self.0
    }

    /// The tag as text, where it is not `other`.
    pub fn other_than(&self, other: &Self) -> Option<String> {
        (self != other).then(|| self.to_string())
    }

    /// `rtl` or `ltr`, as in HTML's `dir`.
    pub fn direction(&self) -> &'static str {
        let by_script =
            self.0.script.map(|script| matches!(script.as_str(), "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo"));
        let right_to_left = by_script.unwrap_or_else(|| RIGHT_TO_LEFT.contains(&self.primary()));
        if right_to_left { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a language tag expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical_and_know_their_direction() {
        assert_eq!(LanguageTag::parse("PT-br").unwrap().to_string(), "pt-BR");
        assert_eq!(LanguageTag::parse("ar").unwrap().direction(), "rtl");
        assert_eq!(LanguageTag::parse("az-Arab").unwrap().direction(), "rtl");
        assert_eq!(LanguageTag::parse("en").unwrap().direction(), "ltr");
        for wrong in ["", "english language", "english", "e"] {
            assert_eq!(LanguageTag::parse(wrong), None, "{wrong}");
        }
    }
}
