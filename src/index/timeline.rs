//! Timelines of several explainers made one: the same event once.
//!
//! Two entries tell of the same event when their dates are equal (`2020` is not `2020-09`), when
//! they do not name entirely different countries, and when their titles are equal, or their texts
//! are, or one has no title and its text is the other's title. Case, punctuation and white space do
//! not count. What is the same as a third is the same.

use std::ops::Deref;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use super::SourceId;
use crate::country::CountryCode;
use crate::document::TimelineEntry;
use crate::value::PartialDate;

/// An entry of a document's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntryRef {
    /// The document.
    pub source: SourceId,
    /// Its place in the list.
    pub at: usize,
}

/// Something that happened, as one or more documents tell it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// When.
    pub date: PartialDate,
    /// The entry with the fullest text first, then the others, newest explainer first. Never empty.
    pub entries: Told,
}

/// The entries that tell of an event. Most events are told of once, and stand in many timelines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Told {
    /// By one.
    Once(EntryRef),
    /// By several.
    Often(Box<[EntryRef]>),
}

impl Deref for Told {
    type Target = [EntryRef];

    fn deref(&self) -> &[EntryRef] {
        match self {
            Self::Once(entry) => std::slice::from_ref(entry),
            Self::Often(entries) => entries,
        }
    }
}

impl Told {
    fn of(members: &[&Entry]) -> Self {
        match members {
            [only] => Self::Once(only.reference.clone()),
            _ => Self::Often(members.iter().map(|entry| entry.reference.clone()).collect()),
        }
    }
}

/// What of an entry's words the comparison looks at, as hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    title: Option<u64>,
    text: Option<u64>,
}

impl Words {
    /// It is read once a document: an entry stands in the timelines of many.
    pub(super) fn of(entry: &TimelineEntry) -> Self {
        let key = |text: &str| Some(normalised(text)).filter(|key| !key.is_empty()).map(|key| xxh3_64(key.as_bytes()));
        Self {
            title: entry.title.as_deref().and_then(key),
            text: entry.text.as_ref().and_then(|text| key(text.plain())),
        }
    }
}

/// The entries of one timeline, with what the comparison looks at.
#[derive(Debug, Default)]
pub(super) struct Entries {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    reference: EntryRef,
    date: PartialDate,
    words: Words,
    /// How much it says.
    length: usize,
    countries: Vec<CountryCode>,
}

impl Entries {
    /// Adds an entry. Whoever is added first is named first.
    pub(super) fn add(&mut self, reference: EntryRef, entry: &TimelineEntry, words: Words) {
        let added = Entry {
            reference,
            date: entry.date,
            words,
            length: entry.text.as_ref().map_or(0, |text| text.plain().len()),
            countries: entry.countries.clone(),
        };
        self.entries.push(added);
    }

    /// The events that the entries tell of, newest first.
    ///
    /// Takes time in proportion to the entries, however many have the same date.
    pub(super) fn merged(&self) -> Vec<Event> {
        let mut groups = Groups::new(self.entries.len());
        let mut seen: FxHashMap<(PartialDate, u64), Vec<usize>> = FxHashMap::default();
        let entries: Vec<&Entry> = self.entries.iter().collect();
        let mut countries: Vec<Vec<CountryCode>> = entries.iter().map(|entry| entry.countries.clone()).collect();
        for (at, entry) in entries.iter().enumerate() {
            // An entry that is only a text may be another's title; so both kinds of keys are one space.
            for key in [entry.words.title, entry.words.text].into_iter().flatten() {
                let known = seen.entry((entry.date, key)).or_default();
                let twin = known.iter().copied().find(|other| {
                    same_words(entry, entries[*other])
                        && may_concern_the_same(&countries[groups.root(at)], &countries[groups.root(*other)])
                });
                match twin {
                    None => known.push(at),
                    Some(other) => {
                        if let Some((kept, gone)) = groups.join(other, at) {
                            let more = std::mem::take(&mut countries[gone]);
                            countries[kept].extend(more);
                            countries[kept].sort_unstable();
                            countries[kept].dedup();
                        }
                    }
                }
            }
        }
        let mut events = events(&entries, &mut groups);
        // Events of one day stay in the order in which they are read, which is oldest first.
        events.reverse();
        events
    }
}

/// The groups as events, oldest first; of one date, in the order of their first entries.
fn events(entries: &[&Entry], groups: &mut Groups) -> Vec<Event> {
    let mut members: Vec<Vec<&Entry>> = vec![Vec::new(); entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        members[groups.root(at)].push(entry);
    }
    let told = members.iter().filter_map(|members| Some(event(members.first()?.date, members)));
    let mut events = Vec::with_capacity(members.iter().filter(|members| !members.is_empty()).count());
    events.extend(told);
    events.sort_by_key(|event: &Event| event.date);
    events
}

fn event(date: PartialDate, members: &[&Entry]) -> Event {
    let mut members = members.to_vec();
    // A text that only says what another's title says adds nothing to it.
    let titles: FxHashSet<u64> = members.iter().filter_map(|entry| entry.words.title).collect();
    let says = |entry: &Entry| match entry.words.text.is_some_and(|text| titles.contains(&text)) {
        true => (0, entry.words.title.is_some()),
        false => (entry.length, entry.words.title.is_some()),
    };
    let fullest = members.iter().enumerate().rev().max_by_key(|(_, entry)| says(entry)).map_or(0, |(at, _)| at);
    members[..=fullest].rotate_right(1);
    Event { date, entries: Told::of(&members) }
}

/// Whether a title is a title, a text a text, or a text without a title the other's title.
fn same_words(a: &Entry, b: &Entry) -> bool {
    let same = |x: Option<u64>, y: Option<u64>| x.is_some() && x == y;
    let (a, b) = (a.words, b.words);
    same(a.title, b.title)
        || same(a.text, b.text)
        || (a.title.is_none() && same(a.text, b.title))
        || (b.title.is_none() && same(b.text, a.title))
}

/// Whether one names no countries, or both name one of them.
fn may_concern_the_same(a: &[CountryCode], b: &[CountryCode]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|code| b.contains(code))
}

/// Lower case, letters and digits only, words one space apart.
fn normalised(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for character in text.nfkc().flat_map(char::to_lowercase) {
        match character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character) {
            true => key.push(character),
            false if key.is_empty() || key.ends_with(' ') || matches!(character, '\'' | '’') => {}
            false => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Which entries are one event: a forest of joined groups, the earliest entry at each root.
#[derive(Debug)]
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(size: usize) -> Self {
        Self { parents: (0..size).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// Joins two groups: the root that stays, and the one that was; `None` where they were one.
    fn join(&mut self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.root(a), self.root(b));
        let (kept, gone) = (a.min(b), a.max(b));
        self.parents[gone] = kept;
        (kept != gone).then_some((kept, gone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Prose;

    /// `date | title | text | countries`
    fn entry(line: &str) -> TimelineEntry {
        let mut parts = line.split('|').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        let (date, title, text, countries) = (part(), part(), part(), part());
        let text = (!text.is_empty()).then(|| Prose::of_text(text));
        TimelineEntry {
            date: PartialDate::parse(date).unwrap(),
            title: (!title.is_empty()).then(|| title.to_owned()),
            text,
            countries: countries.split_whitespace().map(|code| CountryCode::parse(code).unwrap()).collect(),
            source: None,
        }
    }

    /// The events as the numbers of their entries, oldest first: `0 2, 1`.
    fn merged(lines: &[&str]) -> String {
        let mut entries = Entries::default();
        for (at, line) in lines.iter().enumerate() {
            let entry = entry(line);
            entries.add(EntryRef { source: "a".into(), at }, &entry, Words::of(&entry));
        }
        let mut events = entries.merged();
        events.reverse();
        let numbers =
            |event: &Event| event.entries.iter().map(|entry| entry.at.to_string()).collect::<Vec<_>>().join(" ");
        events.iter().map(numbers).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_same_event_once() {
        let cases: &[(&str, &[&str], &str)] = &[
            ("equal titles", &["1991 | Independence", "1991 | Independence"], "0 1"),
            ("case, punctuation and space", &["1991 | “Independence”!", "1991 |  independence "], "0 1"),
            ("apostrophes", &["1991 | Egypt’s peace", "1991 | Egypt's Peace"], "0 1"),
            ("equal texts", &["1991 | | It is free.", "1991 | | It is free"], "0 1"),
            ("equal texts, one with a title", &["1991 | Free | It is free.", "1991 | | It is free."], "0 1"),
            ("equal texts, other titles", &["1991 | Free | It is free.", "1991 | At last | It is free."], "0 1"),
            ("a text that is the other's title", &["1991 | It is free | In full.", "1991 | | It is free."], "0 1"),
            ("a text that only repeats the title", &["1991 | | It is free.", "1991 | It is free"], "1 0"),
            ("a titled text that is the other's title", &["1991 | It is free", "1991 | Why | It is free"], "0, 1"),
            ("other words", &["1991 | Independence", "1991 | War"], "0, 1"),
            ("other dates", &["1991 | Independence", "1992 | Independence"], "0, 1"),
            ("dates of another exactness", &["1991 | Independence", "1991-12 | Independence"], "0, 1"),
            ("a country in common", &["1991 | Peace | | KZ UZ", "1991 | Peace | | KZ KG"], "0 1"),
            ("other countries", &["1991 | Independence | | KZ", "1991 | Independence | | UZ"], "0, 1"),
            ("countries that one leaves out", &["1991 | Independence | | KZ", "1991 | Independence"], "0 1"),
            ("the fullest first", &["1991 | Peace | Short.", "1991 | Peace | A longer text.", "1991 | Peace"], "1 0 2"),
            ("equally full, the first first", &["1991 | Peace | Abc.", "1991 | Peace | Xyz."], "0 1"),
            ("the same as a third", &["1991 | A | x", "1991 | B | y", "1991 | A | y"], "0 1 2"),
            ("nothing but signs", &["1991 | … | Abc", "1991 | !!! | Xyz"], "0, 1"),
            ("other scripts", &["1991 | Тәуелсіздік", "1991 | ТӘУЕЛСІЗДІК"], "0 1"),
            ("by date", &["1992-03 | C", "1992 | B", "1992-03-02 | D", "1991-12-16 | A", "-0043 | Z"], "4, 3, 1, 0, 2"),
            ("of one day as they come", &["1991 | A", "1991 | B", "1991 | C"], "0, 1, 2"),
            ("nothing", &[], ""),
        ];
        for (what, lines, expected) in cases {
            assert_eq!(merged(lines), *expected, "{what}");
        }
    }

    #[test]
    fn many_entries_of_one_day_take_no_longer_than_of_many() {
        let mut entries = Entries::default();
        let add = |at: usize, entries: &mut Entries| {
            let line = format!("1991 | Title {} | Text {}", at / 3, at % 7000);
            let entry = entry(&line);
            entries.add(EntryRef { source: "a".into(), at }, &entry, Words::of(&entry));
        };
        (0..20_000).for_each(|at| add(at, &mut entries));
        let events = entries.merged();
        assert_eq!(events.iter().map(|event| event.entries.len()).sum::<usize>(), 20_000);
    }
}
