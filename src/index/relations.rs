//! Two countries that explainers are about together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::record::Happened;
use super::series::Entries;
use super::{Event, Index, ReactionRef, Reader, Series, SourceId, Subject};
use crate::country::CountryCode;
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
    pub shared: Vec<SourceId>,
    /// What the first said in explainers about the second, newest first.
    pub first: Vec<ReactionRef>,
    /// What the second said in explainers about the first, newest first.
    pub second: Vec<ReactionRef>,
    /// What concerns both, newest first.
    pub timeline: Vec<Event>,
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

type Codes = (CountryCode, CountryCode);

impl Index {
    /// Finds the relations, and with whom each country is covered most.
    pub(super) fn gather_relations(&mut self, happened: &Happened) {
        let shared = self.shared_explainers();
        self.gather_companions(&shared);
        let mut relations: BTreeMap<Codes, Relation> = BTreeMap::new();
        for (codes, articles) in shared.into_iter().filter(|(_, articles)| articles.len() >= MIN_SHARED) {
            if let Some(countries) = self.in_order(codes) {
                let (first, second, timeline) = (Vec::new(), Vec::new(), Vec::new());
                relations.insert(codes, Relation { countries, shared: articles, first, second, timeline });
            }
        }
        self.gather_sides(&mut relations);
        gather_events(&mut relations, happened);
        for relation in relations.into_values() {
            if let Some(pair) = self.pair(relation.countries.0, relation.countries.1) {
                self.relations.insert(pair, relation);
            }
        }
    }

    /// By codes in their own order.
    fn shared_explainers(&self) -> BTreeMap<Codes, Vec<SourceId>> {
        let mut shared: BTreeMap<Codes, Vec<SourceId>> = BTreeMap::new();
        for id in &self.articles {
            let about = self.documents.get(id).map(|article| &article.countries[..]).unwrap_or_default();
            for codes in pairs(about) {
                shared.entry(codes).or_default().push(id.clone());
            }
        }
        shared
    }

    fn gather_companions(&mut self, shared: &BTreeMap<Codes, Vec<SourceId>>) {
        let mut companions: BTreeMap<CountryCode, Vec<(CountryCode, usize)>> = BTreeMap::new();
        for ((one, other), articles) in shared {
            companions.entry(*one).or_default().push((*other, articles.len()));
            companions.entry(*other).or_default().push((*one, articles.len()));
        }
        for (code, mut others) in companions {
            others.sort_by_cached_key(|(other, count)| (Reverse(*count), self.name_of(*other)));
            if let Some(entity) = self.by_code.get(&code).and_then(|id| self.entities.get_mut(id)) {
                entity.companions = others;
            }
        }
    }

    fn name_of(&self, code: CountryCode) -> String {
        let entity = self.by_code.get(&code).and_then(|id| self.entities.get(id));
        entity.map(|entity| entity.name.clone()).unwrap_or_default()
    }

    /// In the alphabetical order of the slugs.
    fn in_order(&self, (one, other): Codes) -> Option<Codes> {
        let (a, b) = (self.by_code.get(&one)?, self.by_code.get(&other)?);
        Some(if a.slug <= b.slug { (one, other) } else { (other, one) })
    }

    fn pair(&self, one: CountryCode, other: CountryCode) -> Option<Pair> {
        Some(Pair::of(self.by_code.get(&one)?, self.by_code.get(&other)?))
    }

    fn gather_sides(&self, relations: &mut BTreeMap<Codes, Relation>) {
        for id in &self.articles {
            let Some(article) = self.documents.get(id) else { continue };
            for (at, reaction) in article.reactions.iter().enumerate() {
                let Some(speaker) = reaction.by.country() else { continue };
                for other in article.countries.iter().filter(|other| **other != speaker) {
                    let Some(relation) = relations.get_mut(&sorted(speaker, *other)) else { continue };
                    let reference = ReactionRef { article: id.clone(), at };
                    match relation.countries.0 == speaker {
                        true => relation.first.push(reference),
                        false => relation.second.push(reference),
                    }
                }
            }
        }
        for relation in relations.values_mut() {
            relation.first = self.newest_first(std::mem::take(&mut relation.first));
            relation.second = self.newest_first(std::mem::take(&mut relation.second));
        }
    }

    /// A whole list, of which pages show windows.
    pub(super) fn entries_of(&self, subject: &Subject, series: Series) -> Option<Entries<'_>> {
        Some(match subject {
            Subject::Entity(id) => {
                let entity = self.entities.get(id)?;
                match series {
                    Series::Explainers => Entries::Articles(&entity.about),
                    Series::Mentions => Entries::Articles(&entity.mentioned_by),
                    Series::Positions => Entries::Reactions(&entity.positions),
                    Series::Reactions => Entries::Reactions(&entity.reactions),
                    Series::Timeline => Entries::Events(&entity.timeline),
                    Series::First | Series::Second => return None,
                }
            }
            Subject::Relation(pair) => {
                let relation = self.relations.get(pair)?;
                match series {
                    Series::Explainers => Entries::Articles(&relation.shared),
                    Series::First => Entries::Reactions(&relation.first),
                    Series::Second => Entries::Reactions(&relation.second),
                    Series::Timeline => Entries::Events(&relation.timeline),
                    Series::Mentions | Series::Positions | Series::Reactions => return None,
                }
            }
        })
    }
}

fn gather_events(relations: &mut BTreeMap<Codes, Relation>, happened: &Happened) {
    let mut lists: BTreeMap<Codes, Vec<usize>> = BTreeMap::new();
    for (number, concerned) in happened.concerned.iter().enumerate() {
        for codes in pairs(concerned).filter(|codes| relations.contains_key(codes)) {
            lists.entry(codes).or_default().push(number);
        }
    }
    for (codes, numbers) in lists {
        if let Some(relation) = relations.get_mut(&codes) {
            relation.timeline = happened.entries.merged(&numbers);
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
        self.index().relations.get(pair)
    }

    /// The pair of two countries, if it has a page.
    pub fn related_countries(self, one: CountryCode, other: CountryCode) -> Option<(Pair, &'i Relation)> {
        let pair = self.index().pair(one, other)?;
        let relation = self.relation(&pair)?;
        Some((pair, relation))
    }

    /// With whom explainers about a country are most about, and how many are.
    pub fn companions(self, country: CountryCode) -> &'i [(CountryCode, usize)] {
        self.country(country).map(|(_, entity)| &entity.companions[..]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

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
        let mut seen: HashMap<String, Pair> = HashMap::new();
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
