//! Two countries that explainers are about together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::record::{concerned, tells};
use super::series::Entries as List;
use super::timeline::Entries;
use super::{EntryRef, Event, Fact, Index, ReactionRef, Reader, Series, SourceId, Subject};
use crate::country::CountryCode;
use crate::document::{Kind, Summary};
use crate::value::{EntityId, Slug, UrlPath};

/// An explainer about more countries than these, such as one of a summit, tells nothing of each two of them.
pub const MAX_PARTIES: usize = 12;
/// So many explainers about both make a relation.
const MIN_SHARED: usize = 2;

/// Two countries, in the alphabetical order of their slugs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    first: Slug,
    second: Slug,
}

/// What is known of two countries together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The countries, in the order of the pair.
    pub countries: (CountryCode, CountryCode),
    /// The explainers about both, newest first.
    pub(super) shared: Vec<SourceId>,
    /// What the first said in explainers about the second, newest first.
    pub(super) first: Vec<ReactionRef>,
    /// What the second said in explainers about the first, newest first.
    pub(super) second: Vec<ReactionRef>,
    /// What concerns both, newest first.
    pub(super) timeline: Vec<Event>,
}

impl Pair {
    /// Two countries' pair, whichever is named first.
    pub fn of(one: &EntityId, other: &EntityId) -> Self {
        let (first, second) = if one.slug <= other.slug { (one, other) } else { (other, one) };
        Self { first: first.slug.clone(), second: second.slug.clone() }
    }

    /// The first country's slug.
    pub fn first(&self) -> &Slug {
        &self.first
    }

    /// The second country's slug.
    pub fn second(&self) -> &Slug {
        &self.second
    }

    /// The last part of its address: `israel-kazakhstan`.
    ///
    /// No two pairs of the dataset share one, which a test holds; a site's own place could make two
    /// that do, which is reported as two pages with one address.
    pub fn name(&self) -> String {
        format!("{}-{}", self.first, self.second)
    }

    /// Its page.
    pub fn url(&self) -> UrlPath {
        UrlPath::page(&["relations", &self.name()])
    }
}

pub(super) type Codes = (CountryCode, CountryCode);

impl Index {
    /// The pairs of countries to whose page a document could add something.
    pub(super) fn pairs_touched(&self, summary: &Summary) -> BTreeSet<Codes> {
        let mut touched: BTreeSet<Codes> = BTreeSet::new();
        if !self.around.relations {
            return touched;
        }
        if summary.kind == Kind::Article {
            touched.extend(pairs(&summary.countries));
            for speaker in summary.reactions.iter().filter_map(|reaction| reaction.by.country()) {
                let others = summary.countries.iter().filter(|other| **other != speaker);
                touched.extend(others.map(|other| sorted(speaker, *other)));
            }
        }
        if tells(summary) {
            touched.extend(
                summary.timeline.iter().flat_map(|entry| pairs(&concerned(entry, summary)).collect::<Vec<_>>()),
            );
        }
        touched
    }

    /// What is known of two countries together, if enough explainers are about both.
    pub(super) fn relation_of(&self, codes: Codes) -> Option<Relation> {
        let (one, other) = codes;
        let is_shared = |summary: &Summary| pairs(&summary.countries).any(|pair| pair == codes);
        let documents = || {
            let keys = self.paired.of(&codes).iter();
            keys.filter_map(|key| Some((&key.id, self.documents.get(&key.id)?)))
        };
        let articles = || documents().filter(|(_, summary)| summary.kind == Kind::Article);
        let shared: Vec<SourceId> =
            articles().filter(|(_, summary)| is_shared(summary)).map(|(id, _)| id.clone()).collect();
        if shared.len() < MIN_SHARED {
            return None;
        }
        let (a, b) = (self.country_id(one), self.country_id(other));
        let countries = if a.slug <= b.slug { (one, other) } else { (other, one) };
        let side = |speaker: CountryCode, about: CountryCode| {
            let said =
                articles().filter(|(_, article)| article.countries.contains(&about)).flat_map(|(id, article)| {
                    let reactions = article.reactions.iter().enumerate();
                    let own = reactions.filter(|(_, reaction)| reaction.by.country() == Some(speaker));
                    own.map(|(at, _)| ReactionRef { article: id.clone(), at })
                });
            self.newest_first(said.collect())
        };
        let mut entries = Entries::default();
        for (id, summary) in documents().filter(|(_, summary)| tells(summary)) {
            for (at, entry) in summary.timeline.iter().enumerate() {
                if pairs(&concerned(entry, summary)).any(|pair| pair == codes) {
                    entries.add(EntryRef { source: id.clone(), at }, entry, self.words(id, at, entry));
                }
            }
        }
        Some(Relation {
            countries,
            shared,
            first: side(countries.0, countries.1),
            second: side(countries.1, countries.0),
            timeline: entries.merged(),
        })
    }

    /// With whom explainers about a country are most about, and how many are.
    pub(super) fn companions(&self, code: CountryCode, about: &[SourceId]) -> Vec<(CountryCode, usize)> {
        let mut counts: BTreeMap<CountryCode, usize> = BTreeMap::new();
        for article in about.iter().filter_map(|id| self.documents.get(id)) {
            for (one, other) in pairs(&article.countries).filter(|(one, other)| *one == code || *other == code) {
                *counts.entry(if one == code { other } else { one }).or_default() += 1;
            }
        }
        let mut others: Vec<_> = counts.into_iter().collect();
        others.sort_by_cached_key(|(other, count)| (Reverse(*count), self.name_of(*other)));
        others
    }

    fn name_of(&self, code: CountryCode) -> String {
        let entity = self.entities.get(&self.country_id(code));
        entity.map(|entity| entity.name.clone()).unwrap_or_default()
    }

    /// A whole list, of which pages show windows.
    pub(super) fn entries_of(&self, subject: &Subject, series: Series) -> Option<List<'_>> {
        match subject {
            Subject::Entity(id) => self.entities.get(id)?.entries(series),
            Subject::Relation(pair) => self.relations.get(pair)?.entries(series),
        }
    }
}

/// Each two of the countries, if they are few enough to have something to do with one another.
fn pairs(countries: &[CountryCode]) -> impl Iterator<Item = Codes> {
    let few = if countries.len() <= MAX_PARTIES { countries } else { &[] };
    few.iter().enumerate().flat_map(|(at, one)| few[at + 1..].iter().map(|other| sorted(*one, *other)))
}

fn sorted(one: CountryCode, other: CountryCode) -> Codes {
    (one.min(other), one.max(other))
}

impl<'i> Reader<'i> {
    /// What is known of two countries together, if they have a page.
    pub fn relation(self, pair: &Pair) -> Option<&'i Relation> {
        self.note(Some(Fact::Relation(pair.clone())));
        self.index().relations.get(pair)
    }

    /// The pair of two countries, if it has a page.
    pub fn related_countries(self, one: CountryCode, other: CountryCode) -> Option<(Pair, &'i Relation)> {
        let pair = Pair::of(&self.index().country_id(one), &self.index().country_id(other));
        let relation = self.relation(&pair)?;
        Some((pair, relation))
    }

    /// With whom explainers about a country are most about, and how many are.
    pub fn companions(self, country: CountryCode) -> &'i [(CountryCode, usize)] {
        let id = self.index().country_id(country);
        self.note(Some(Fact::Record(id.clone())));
        self.index().entities.get(&id).map(|entity| &entity.companions[..]).unwrap_or_default()
    }
}

impl Relation {
    pub(super) fn entries(&self, series: Series) -> Option<List<'_>> {
        Some(match series {
            Series::Explainers => List::Articles(&self.shared),
            Series::First => List::Reactions(&self.first),
            Series::Second => List::Reactions(&self.second),
            Series::Timeline => List::Events(&self.timeline),
            Series::Mentions | Series::Positions | Series::Reactions => return None,
        })
    }

    /// How many explainers are about both.
    pub fn shared(&self) -> usize {
        self.shared.len()
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::*;
    use crate::country::Countries;
    use crate::value::EntityKind;

    fn country(slug: &str) -> EntityId {
        EntityId { kind: EntityKind::Country, slug: Slug::of(slug).unwrap() }
    }

    #[test]
    fn a_pair_is_the_same_from_either_side() {
        let cases = [
            ("kazakhstan", "israel", "/relations/israel-kazakhstan/"),
            ("israel", "kazakhstan", "/relations/israel-kazakhstan/"),
            ("guinea-bissau", "guinea", "/relations/guinea-guinea-bissau/"),
            ("united-arab-emirates", "oman", "/relations/oman-united-arab-emirates/"),
            ("niger", "nigeria", "/relations/niger-nigeria/"),
        ];
        for (one, other, url) in cases {
            assert_eq!(Pair::of(&country(one), &country(other)).url().as_str(), url);
        }
    }

    #[test]
    fn no_two_pairs_of_the_dataset_share_an_address() {
        let countries = Countries::embedded();
        let ids: Vec<_> = countries.iter().map(|entry| country(&entry.slug)).collect();
        let mut seen: FxHashMap<String, Pair> = FxHashMap::default();
        for (at, one) in ids.iter().enumerate() {
            for other in &ids[at + 1..] {
                let pair = Pair::of(one, other);
                if let Some(twin) = seen.insert(pair.name(), pair.clone()) {
                    panic!("{twin:?} and {pair:?} are both {}", pair.name());
                }
            }
        }
        assert_eq!(seen.len(), 250 * 249 / 2);
    }

    #[test]
    fn a_crowd_has_no_pairs() {
        let code = |at: u8| CountryCode::parse(&format!("X{}", char::from(b'A' + at))).unwrap();
        let countries: Vec<_> = (0..13).map(code).collect();
        assert_eq!(pairs(&countries[..12]).count(), 66);
        assert_eq!(pairs(&countries).count(), 0);
        assert_eq!(pairs(&countries[..1]).count(), 0);
    }
}
