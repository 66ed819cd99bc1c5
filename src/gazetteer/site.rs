//! The site's own names: of its topics, people and organizations, and what it calls countries.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::fold;
use super::mention::Named;
use super::scan;
use super::trie::{Start, Starts, Trie};
use crate::value::EntityKind;

/// What a site calls something: an entity that has a file, or a country whose names it sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteNames {
    /// What is named.
    pub of: Named,
    /// Its name on all pages, if the site sets it.
    pub name: Option<String>,
    /// More names.
    pub alternate_names: Vec<String>,
}

impl SiteNames {
    /// All of its names.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.name.iter().chain(&self.alternate_names)
    }
}

/// Why a name cannot be looked for in texts, if it cannot: it would match everywhere.
///
/// ```
/// use nutgraf::gazetteer::refused;
/// assert!(refused("on").is_some() && refused("UN").is_none() && refused("Abraham Accords").is_none());
/// ```
pub fn refused(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let is_word_of_one = letters == 1 && name.contains(|c: char| c.is_alphabetic() && c >= '\u{2E80}');
    if letters < 2 && !is_word_of_one {
        return Some("has fewer than two letters");
    }
    let in_lower_case = name.contains(char::is_lowercase) && !name.contains(char::is_uppercase);
    if in_lower_case && letters < 3 {
        return Some("has fewer than three letters, in lower case");
    }
    let is_word = !name.contains(' ');
    (in_lower_case && is_word && COMMON.contains(&name)).then_some("is a common word in lower case")
}

/// Words that stand in nearly every text.
const COMMON: &[&str] = &[
    "about",
    "after",
    "all",
    "also",
    "and",
    "any",
    "are",
    "because",
    "been",
    "before",
    "but",
    "can",
    "country",
    "day",
    "for",
    "from",
    "government",
    "had",
    "has",
    "have",
    "her",
    "his",
    "how",
    "into",
    "its",
    "more",
    "new",
    "news",
    "not",
    "now",
    "one",
    "our",
    "out",
    "over",
    "people",
    "said",
    "says",
    "she",
    "than",
    "that",
    "the",
    "their",
    "them",
    "there",
    "these",
    "they",
    "this",
    "time",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "world",
    "year",
    "years",
    "you",
];

/// The site's names in one automaton.
#[derive(Debug)]
pub(super) struct Site {
    trie: Trie,
    starts: Starts,
    /// What each key can mean.
    meanings: Vec<Vec<usize>>,
    names: Vec<SiteName>,
    /// What an author can call the entities in a link: names in lower case, and slugs.
    called: HashMap<String, Named>,
}

fn called(site: &[SiteNames]) -> HashMap<String, Named> {
    let mut called = HashMap::new();
    for entity in site {
        let slug = match &entity.of {
            Named::Entity(id) => Some(id.slug.to_string()),
            Named::Country(_) => None,
        };
        for name in entity.all().map(|name| name.trim().to_lowercase()).chain(slug) {
            called.entry(name).or_insert_with(|| entity.of.clone());
        }
    }
    called
}

#[derive(Debug)]
struct SiteName {
    written: String,
    named: Named,
}

impl Site {
    /// `None` where a site has no names of its own, so that they cost nothing.
    pub(super) fn new(site: &[SiteNames]) -> Option<Self> {
        let mut names = Vec::new();
        for entity in site {
            for name in entity.all().filter(|name| refused(name).is_none()) {
                names.push(SiteName { written: fold::folded(name.trim()), named: entity.of.clone() });
            }
        }
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            by_key.entry(fold::key(&name.written)).or_default().push(at);
        }
        let keys: Vec<&[u8]> = by_key.keys().map(String::as_bytes).collect();
        let (trie, starts) = (Trie::of(&keys), Starts::of(&keys));
        let meanings = by_key.into_values().collect();
        (!names.is_empty()).then(|| Self { trie, starts, meanings, names, called: called(site) })
    }

    /// The entity that an author's link calls so.
    pub(super) fn called(&self, written: &str) -> Option<&Named> {
        self.called.get(&written.to_lowercase())
    }

    pub(super) fn trie(&self) -> &Trie {
        &self.trie
    }

    /// Whether a name may begin what starts so.
    pub(super) fn can_begin(&self, start: &Start) -> bool {
        self.starts.may_be(start)
    }

    /// The name that is meant by what is written, of those with this key.
    pub(super) fn fitting(&self, key: u32, written: &str) -> Option<usize> {
        let meanings = self.meanings.get(usize::try_from(key).ok()?)?;
        meanings.iter().copied().find(|at| self.names.get(*at).is_some_and(|name| name.fits(written)))
    }

    pub(super) fn named(&self, at: usize) -> Option<&Named> {
        Some(&self.names.get(at)?.named)
    }
}

impl SiteName {
    /// Case matters, but in capitals; a topic's first letter may be of either case.
    fn fits(&self, written: &str) -> bool {
        let is_topic = matches!(&self.named, Named::Entity(id) if id.kind == EntityKind::Topic);
        scan::is_as_written(&self.written, written) || is_topic && after_first(&self.written) == after_first(written)
    }
}

fn after_first(text: &str) -> &str {
    text.char_indices().nth(1).map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_match_everywhere_are_refused() {
        for name in ["", "a", "X", "in", "us", "the", "world"] {
            assert!(refused(name).is_some(), "{name}");
        }
        for name in ["UN", "EU", "AI", "G7", "nato", "世", "the Fed", "World", "The World"] {
            assert!(refused(name).is_none(), "{name}");
        }
    }
}
