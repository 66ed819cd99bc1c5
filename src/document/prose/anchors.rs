//! Ids of headings, by GitHub's algorithm.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

/// With these the page's own ids begin: of footnotes, citations, sources and blocks.
const OWN_PREFIXES: [&str; 5] = ["fn-", "fnref-", "cite-", "source-", "block-"];

/// The ids that a page has given so far.
#[derive(Debug, Default)]
pub(in crate::document) struct Anchors {
    used: BTreeSet<String>,
    counts: HashMap<String, usize>,
}

impl Anchors {
    /// Reserves an id; says whether it was free.
    pub(in crate::document) fn reserve(&mut self, id: &str) -> bool {
        self.counts.entry(id.to_owned()).or_insert(0);
        self.used.insert(id.to_owned())
    }

    /// The id of a heading: lower case, white space to `-`, punctuation dropped, `-1` and so on for repeats.
    pub(in crate::document) fn of_heading(&mut self, text: &str) -> String {
        let mut base = slug(text);
        if OWN_PREFIXES.iter().any(|prefix| base.starts_with(prefix)) {
            base.push_str("-heading");
        }
        loop {
            let count = self.counts.entry(base.clone()).or_insert(0);
            let id = if *count == 0 { base.clone() } else { format!("{base}-{count}") };
            *count += 1;
            if self.used.insert(id.clone()) {
                self.counts.entry(id.clone()).or_insert(1);
                return id;
            }
        }
    }

    /// All ids.
    pub(in crate::document) fn into_ids(self) -> Ids {
        Ids(self.used.into_iter().collect::<Vec<_>>().join("\n").into())
    }
}

/// The ids on a page, sorted. They hold no white space, so that they can be kept as one text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids(Box<str>);

impl Ids {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('\n')
    }

    /// Whether it is one of them.
    pub fn contains(&self, id: &str) -> bool {
        self.iter().any(|known| known == id)
    }
}

fn slug(text: &str) -> String {
    let kept =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || unicode_normalization::char::is_combining_mark(c);
    let slug: String = text
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| if c == ' ' { Some('-') } else { kept(c).then_some(c) })
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_githubs() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.of_heading("What was agreed?"), "what-was-agreed");
        assert_eq!(anchors.of_heading("What was agreed"), "what-was-agreed-1");
        assert_eq!(anchors.of_heading("A & B -- C's"), "a--b----cs");
        assert_eq!(anchors.of_heading("Қазақстан"), "қазақстан");
        assert_eq!(anchors.of_heading("?"), "section");
    }

    #[test]
    fn reserved_ids_are_not_given_again() {
        let mut anchors = Anchors::default();
        assert!(anchors.reserve("block-sources"));
        assert!(!anchors.reserve("block-sources"));
        assert_eq!(anchors.of_heading("Block sources"), "block-sources-heading");
    }
}
