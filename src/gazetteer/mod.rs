//! The names of countries and entities: which one does a name mean?
//!
//! **Architecture invariant.** Pure: names in, entities out; knows neither pages nor files.

mod evidence;
mod fold;
mod mention;
mod rules;
mod scan;
mod site;
mod trie;
mod words;

pub use mention::{Meant, Mention, Named, Passage, Prospect, reason};
pub use site::{SiteNames, refused};

use site::Site;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::country::{Countries, Country, CountryCode};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// What a name was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Exactly one country.
    Country(CountryCode),
    /// Several countries share the name.
    Ambiguous(Vec<CountryCode>),
    /// None; perhaps a name near to it was meant.
    Unknown(Option<(String, CountryCode)>),
}

/// All names of countries, those of the site included.
#[derive(Debug)]
pub struct Gazetteer {
    by_name: Meanings,
    countries: Countries,
    /// Names that need a country's own name or context beside them, and names in other languages, where nothing of
    /// `by_name` claims them: made when such a name is first looked for.
    weaker: OnceLock<Meanings>,
    names: BTreeMap<CountryCode, Names>,
    /// The site's own names, which are looked for in texts beside those of the dataset.
    site: Option<Site>,
}

type Meanings = HashMap<String, BTreeSet<CountryCode>>;

/// What one country is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// On all pages.
    pub name: String,
    /// In other texts, in English, without those of `name`.
    pub others: Vec<String>,
    /// Whether the dataset does not have it.
    pub of_the_site: bool,
}

impl Gazetteer {
    /// Of the dataset, with what the site says on top.
    pub fn new(countries: &Countries, site: &[SiteNames]) -> Self {
        let mut gazetteer = Self {
            by_name: Meanings::new(),
            countries: countries.clone(),
            weaker: OnceLock::new(),
            names: BTreeMap::new(),
            site: Site::new(site),
        };
        for country in countries.iter() {
            gazetteer.add_country(country);
        }
        for names in site {
            if let Named::Country(code) = names.of {
                gazetteer.add_site_names(code, names);
            }
        }
        gazetteer
    }

    fn add_country(&mut self, country: &Country) {
        let others = [&country.name_cldr, &country.official_name]
            .into_iter()
            .chain(&country.aliases)
            .chain(&country.abbreviations)
            .chain(&country.former_names);
        let others: Vec<String> = unique(&country.name, others);
        for name in others.iter().chain([&country.name, &country.alpha3]) {
            self.by_name.entry(key(name)).or_default().insert(country.code);
        }
        self.by_name.insert(key(country.code.as_str()), BTreeSet::from([country.code]));
        // "Guinea" is Guinea, though other countries' longer names hold it.
        self.by_name.insert(key(&country.name), BTreeSet::from([country.code]));
        self.names.insert(country.code, Names { name: country.name.clone(), others, of_the_site: false });
    }

    fn add_site_names(&mut self, code: CountryCode, site: &SiteNames) {
        let entry = self.names.entry(code).or_insert_with(|| Names { of_the_site: true, ..Names::default() });
        if let Some(name) = &site.name {
            let former = std::mem::replace(&mut entry.name, name.clone());
            entry.others.insert(0, former);
        }
        if entry.name.is_empty() {
            entry.name = code.to_string();
        }
        entry.others.extend(site.alternate_names.iter().cloned());
        entry.others = unique(&entry.name, &entry.others);
        for name in site.all() {
            self.by_name.insert(key(name), BTreeSet::from([code]));
        }
        self.by_name.insert(key(code.as_str()), BTreeSet::from([code]));
    }

    fn shared_and_foreign(&self) -> Meanings {
        let (countries, mut weaker) = (&self.countries, Meanings::new());
        for term in countries.ambiguous_terms.iter().filter(|term| term.candidates.len() > 1) {
            weaker.entry(key(&term.term)).or_default().extend(&term.candidates);
        }
        for country in countries.iter() {
            let foreign = country.names.values().chain(country.names_alt.values().flatten());
            for name in foreign.chain(country.endonyms.iter().map(|endonym| &endonym.name)) {
                weaker.entry(key(name)).or_default().insert(country.code);
            }
        }
        weaker
    }

    /// The country that a code or any known name means. Case, accents of case and white space at
    /// the ends do not count.
    pub fn resolve(&self, written: &str) -> Resolved {
        match self.meanings(written)[..] {
            [] => Resolved::Unknown(self.suggestion(written)),
            [code] => Resolved::Country(code),
            ref codes => Resolved::Ambiguous(codes.to_vec()),
        }
    }

    /// What an author's link names: a country, or an entity that has a file.
    pub fn linked(&self, written: &str) -> Option<Named> {
        match self.meanings(written)[..] {
            [code] => Some(Named::Country(code)),
            _ => self.site.as_ref()?.called(written.trim()).cloned(),
        }
    }

    /// What to say of a name that several countries share, and nothing else has.
    pub fn ambiguity(&self, written: &str) -> Option<Diagnostic> {
        let codes = self.meanings(written);
        (codes.len() > 1 && self.linked(written).is_none()).then(|| self.ambiguous(written, &codes))
    }

    /// What to say of a name that these countries share.
    pub fn ambiguous(&self, written: &str, codes: &[CountryCode]) -> Diagnostic {
        let named = |code: &CountryCode| format!("`{code}` ({})", self.name(*code));
        let all = codes.iter().map(named).collect::<Vec<_>>().join(" or ");
        Diagnostic::new(Code::AmbiguousCountry, format!("`{written}` can mean several countries"))
            .label(format!("write {all}"))
    }

    fn meanings(&self, written: &str) -> Vec<CountryCode> {
        let key = key(written);
        let weaker = || self.weaker.get_or_init(|| self.shared_and_foreign()).get(&key);
        self.by_name.get(&key).or_else(weaker).into_iter().flatten().copied().collect()
    }

    fn suggestion(&self, written: &str) -> Option<(String, CountryCode)> {
        let all = || {
            self.names.iter().flat_map(|(code, names)| {
                std::iter::once(&names.name).chain(&names.others).map(move |name| (name, *code))
            })
        };
        // Short words are near to every abbreviation; only a longer one can be a slip of the hand.
        let near = nearest(written, all().map(|(name, _)| name.as_str()).filter(|name| name.len() > 3))?;
        all().find(|(name, _)| *name == near).map(|(name, code)| (name.clone(), code))
    }

    /// The names that the site looks for in texts beside those of the dataset.
    fn site_names(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// Whether a country of this code exists, in the dataset or on the site.
    pub fn has(&self, code: CountryCode) -> bool {
        self.names.contains_key(&code)
    }

    /// Whether the site, and not the dataset, brought a country.
    pub fn is_of_the_site(&self, code: CountryCode) -> bool {
        self.names.get(&code).is_some_and(|names| names.of_the_site)
    }

    /// The English name of a country, or the site's own name for it.
    pub fn name(&self, code: CountryCode) -> &str {
        self.names.get(&code).map_or("", |names| names.name.as_str())
    }

    /// All countries with their names, by code.
    pub fn iter(&self) -> impl Iterator<Item = (CountryCode, &Names)> {
        self.names.iter().map(|(code, names)| (*code, names))
    }
}

fn unique<'a>(name: &str, others: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::from([name]);
    others.into_iter().filter(|other| !other.is_empty() && seen.insert(other)).cloned().collect()
}

fn key(name: &str) -> String {
    name.trim().replace('\u{2019}', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{EntityId, EntityKind, LanguageTag, Slug};

    fn gazetteer() -> Gazetteer {
        Gazetteer::new(&Countries::embedded(), &[])
    }

    fn code(text: &str) -> CountryCode {
        CountryCode::parse(text).unwrap()
    }

    #[test]
    fn names_and_codes_of_any_kind_are_resolved() {
        let gazetteer = gazetteer();
        for (written, expected) in [
            ("KZ", "KZ"),
            ("kaz", "KZ"),
            ("Kazakhstan", "KZ"),
            ("Republic of Kazakhstan", "KZ"),
            ("Қазақстан", "KZ"),
            ("NO", "NO"),
            ("Georgia", "GE"),
            ("Guinea", "GN"),
            ("Ireland", "IE"),
            ("Turkey", "TR"),
            ("Cote d'Ivoire", "CI"),
            ("USA", "US"),
            ("UK", "GB"),
            ("Zaire", "CD"),
        ] {
            assert_eq!(gazetteer.resolve(written), Resolved::Country(code(expected)), "{written}");
        }
    }

    #[test]
    fn a_shared_name_names_all_who_share_it() {
        assert_eq!(gazetteer().resolve("Congo"), Resolved::Ambiguous(vec![code("CD"), code("CG")]));
        assert_eq!(gazetteer().resolve("Korea"), Resolved::Ambiguous(vec![code("KP"), code("KR")]));
    }

    #[test]
    fn a_slip_is_recognised() {
        let Resolved::Unknown(Some((name, near))) = gazetteer().resolve("Kazahkstan") else { panic!() };
        assert_eq!((name.as_str(), near), ("Kazakhstan", code("KZ")));
        assert_eq!(gazetteer().resolve("Atlantis the lost"), Resolved::Unknown(None));
    }

    #[test]
    fn a_site_can_name_countries_and_add_places() {
        let site = [
            SiteNames {
                of: Named::Country(code("TR")),
                name: Some("Turkey".into()),
                alternate_names: vec!["Anatolia".into()],
            },
            SiteNames { of: Named::Country(code("XS")), name: Some("Somaliland".into()), alternate_names: vec![] },
        ];
        let gazetteer = Gazetteer::new(&Countries::embedded(), &site);
        assert_eq!(gazetteer.name(code("TR")), "Turkey");
        assert_eq!(gazetteer.resolve("anatolia"), Resolved::Country(code("TR")));
        assert_eq!(gazetteer.resolve("Türkiye"), Resolved::Country(code("TR")));
        assert_eq!(gazetteer.resolve("Somaliland"), Resolved::Country(code("XS")));
    }

    /// Each mention as `written=named`, and those kept out as `!written=rule`.
    fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
        let passages = [gazetteer.search(text, &LanguageTag::english())];
        let mentions = gazetteer.decide(&passages).concat();
        let told = mentions.into_iter().map(|mention| {
            let written = &text[mention.range];
            match mention.named {
                Some(named) if !mention.kept_out => format!("{written}={named}"),
                _ => format!("!{written}={}", mention.rule),
            }
        });
        told.collect()
    }

    fn entity(kind: EntityKind, name: &str, alternate_names: &[&str]) -> SiteNames {
        let of = Named::Entity(EntityId { kind, slug: Slug::of(name).unwrap() }.into());
        let alternate_names = alternate_names.iter().map(|name| (*name).to_owned()).collect();
        SiteNames { of, name: Some(name.to_owned()), alternate_names }
    }

    #[test]
    fn names_of_the_site_are_found_in_texts() {
        let site = [
            entity(EntityKind::Topic, "Abraham Accords", &["peace accords"]),
            entity(EntityKind::Person, "Kassym-Jomart Tokayev", &["Tokayev"]),
            entity(EntityKind::Organization, "Bank of America", &[]),
            entity(EntityKind::Organization, "European Union", &["EU", "a"]),
            SiteNames { of: Named::Country(code("XS")), name: Some("Somaliland".into()), alternate_names: vec![] },
            SiteNames { of: Named::Country(code("GE")), name: None, alternate_names: vec!["Georgia".into()] },
        ];
        let gazetteer = Gazetteer::new(&Countries::embedded(), &site);
        for (text, expected) in [
            ("Kassym-Jomart Tokayev’s accords", &["Kassym-Jomart Tokayev=person:kassym-jomart-tokayev"][..]),
            (
                "Peace accords: the abraham Accords",
                &["Peace accords=topic:abraham-accords", "abraham Accords=topic:abraham-accords"],
            ),
            (
                "Bank of America, the EU and eu",
                &["Bank of America=organization:bank-of-america", "EU=organization:european-union"],
            ),
            ("Somaliland left Somalia", &["Somaliland=country:XS", "Somalia=country:SO"]),
            ("Voters in Georgia, a state", &["Georgia=country:GE"]),
            // A longer built-in phrase wins.
            ("The Georgia Tech campus", &["!Georgia Tech=organization"]),
            ("TOKAYEV IN A TALK", &["TOKAYEV=person:kassym-jomart-tokayev"]),
        ] {
            assert_eq!(found(&gazetteer, text), expected, "{text}");
        }
    }

    #[test]
    fn each_decision_has_a_rule_with_a_name() {
        let gazetteer = gazetteer();
        for (text, expected) in [
            ("Kazakh and UAE officials met in Zaire.", "Kazakh=country:KZ UAE=country:AE Zaire=country:CD"),
            ("Sino-Russian talks", "Sino=country:CN Russian=country:RU"),
            (
                "South China Sea; Inner Mongolia; French fries",
                "!South China Sea=water !Inner Mongolia=sub-national !French fries=idiom",
            ),
            ("TELL US MORE", "!US=pronoun"),
            ("It cost US$5.", "!US=currency"),
            ("Michael Jordan smiled. Mrs. Germany too.", "!Michael Jordan=person !Germany=person"),
            ("Panama, the straw hat, is old.", "!Panama=apposition"),
            ("The parade in Lebanon, Ohio, was long.", "!Lebanon=us-place"),
            ("The Polish Academy of Sciences and Kenya Airways", "!Polish=organization !Kenya Airways=organization"),
            ("Along the Jordan, birds sing.", "!Jordan=water"),
            ("She crossed the Austrian Plateau.", "!Austrian=region"),
            ("He spoke Russian.", "!Russian=language"),
            ("The Mali Empire was rich.", "!Mali Empire=history"),
            ("Polish your shoes.", "!Polish=common-noun"),
            ("The Bosnian Serb leader", "Bosnian=country:BA !Serb=ethnic"),
            ("The Banco de Chile opened.", "!Chile=name-part"),
            ("Voters in Georgia and Alabama", "!Georgia=context"),
        ] {
            assert_eq!(found(&gazetteer, text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_an_article_is_about_decides_a_shared_name() {
        let gazetteer = gazetteer();
        let passages = [gazetteer.search("The Congo held a vote.", &LanguageTag::english())];
        let named = |declared: &[CountryCode]| gazetteer.decide_among(&passages, declared)[0][0].clone();
        assert!(named(&[]).kept_out);
        let mention = named(&[code("CG")]);
        assert_eq!((mention.named, mention.kept_out), (Some(Named::Country(code("CG"))), false));
    }

    #[test]
    fn other_languages_have_names_without_inflection() {
        let gazetteer = gazetteer();
        let found = |text: &str, tag: &str| {
            let passages = [gazetteer.search(text, &LanguageTag::parse(tag).unwrap())];
            let mentions = gazetteer.decide(&passages).concat().into_iter().filter(|mention| !mention.kept_out);
            mentions
                .map(|mention| format!("{}={}", &text[mention.range], mention.named.unwrap()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            found("L’Allemagne et la Côte d’Ivoire, mais pas Air France", "fr"),
            "Allemagne=country:DE Côte d’Ivoire=country:CI"
        );
        assert_eq!(found("Қазақстан мен Түркия", "kk"), "Қазақстан=country:KZ Түркия=country:TR");
        assert_eq!(found("日本とカザフスタンは合意した。インド洋", "ja"), "日本=country:JP カザフスタン=country:KZ");
        assert_eq!(found("כך אמרה ישראל, וישראל", "he"), "ישראל=country:IL");
        assert_eq!(found("China und Deutschland", "de-AT"), "China=country:CN Deutschland=country:DE");
    }
}
