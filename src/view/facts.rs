//! What a country is: facts with their source, the site's own first.

use super::pieces::{Cx, word};
use super::{FactView, NameView};
use crate::country::{Country, CountryCode};
use crate::document::CountryFacts;
use crate::value::Slug;
use crate::view::CountryChanges;

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Unicode CLDR.
    Cldr,
    /// Compiled for the dataset.
    Compiled,
    /// This site.
    Site,
}

/// What is said of a country, before it is put into words.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// As in names of words.
    pub(super) key: &'static str,
    /// Plain.
    pub(super) value: String,
    /// Countries.
    pub(super) countries: Vec<CountryCode>,
    /// What must be known to read it.
    pub(super) note: Option<&'static str>,
    /// The figure itself.
    pub(super) number: Option<u64>,
    pub(super) origin: Origin,
}

/// Everything that is known of one country.
struct Known<'a> {
    cx: Cx<'a>,
    country: Option<&'a Country>,
    file: Option<&'a CountryFacts>,
    settings: Option<&'a CountryChanges>,
}

impl Origin {
    /// As in names of words and in data.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cldr => "cldr",
            Self::Compiled => "compiled",
            Self::Site => "site",
        }
    }
}

/// The facts of a country, in the order in which they are shown.
pub(super) fn facts(cx: Cx, code: CountryCode, file: Option<&CountryFacts>) -> Vec<Fact> {
    let (country, settings) = (cx.frame.countries.get(code), cx.frame.changes.get(&code));
    let known = Known { cx, country, file, settings };
    let facts = [
        known.official_name(),
        known.capital(),
        known.other_seats(),
        known.region(),
        known.status(),
        known.memberships(),
        known.population(),
        known.area(),
        known.gdp(),
        known.languages(),
        known.currencies(),
        known.neighbours(),
        known.codes(),
    ];
    facts.into_iter().flatten().collect()
}

/// The same in words.
pub(super) fn views(cx: Cx, facts: Vec<Fact>) -> Vec<FactView> {
    facts.into_iter().map(|fact| view(cx, fact)).collect()
}

fn view(cx: Cx, fact: Fact) -> FactView {
    FactView {
        key: fact.key,
        label: cx.plain(&format!("fact-{}", fact.key)),
        value: fact.value,
        links: named(cx, &fact.countries),
        note: fact.note.map(|note| cx.plain(note)),
        source: fact.origin.name(),
        source_text: cx.plain(&format!("fact-source-{}", fact.origin.name())),
    }
}

/// Countries by name; those that have a page are links.
fn named(cx: Cx, codes: &[CountryCode]) -> Vec<NameView> {
    let name = |code: &CountryCode| match cx.country(*code) {
        Some(link) => Some(NameView { name: link.name, url: Some(link.url) }),
        None => {
            let country = cx.frame.countries.get(*code)?;
            Some(NameView { name: cx.locale.country(country).to_owned(), url: None })
        }
    };
    let mut names: Vec<NameView> = codes.iter().filter_map(name).collect();
    names.sort_by_cached_key(|country| (Slug::of(&country.name), country.name.clone()));
    names
}

impl Known<'_> {
    /// The file's value, then that of the settings, then the dataset's.
    fn text(
        &self,
        key: &'static str,
        file: fn(&CountryFacts) -> Option<&String>,
        settings: fn(&CountryChanges) -> Option<&String>,
        dataset: fn(&Country) -> Option<&String>,
    ) -> Option<Fact> {
        let site = self.file.and_then(file).or_else(|| self.settings.and_then(settings));
        let own = site.map(|value| Fact::new(key, value.clone(), Origin::Site));
        own.or_else(|| Some(Fact::new(key, self.country.and_then(dataset)?.clone(), Origin::Compiled)))
    }

    /// The same for a figure.
    fn number(
        &self,
        key: &'static str,
        (file, settings): (Option<u64>, Option<u64>),
        dataset: Option<(u64, Origin)>,
    ) -> Option<Fact> {
        let (number, origin) = file.or(settings).map(|number| (number, Origin::Site)).or(dataset)?;
        let value = self.cx.locale.number(number);
        Some(Fact { number: Some(number), ..Fact::new(key, value, origin) })
    }

    fn official_name(&self) -> Option<Fact> {
        self.text(
            "official-name",
            |file| file.official_name.as_ref(),
            |settings| settings.official_name.as_ref(),
            |country| Some(&country.official_name),
        )
    }

    /// With its status where that is in dispute.
    fn capital(&self) -> Option<Fact> {
        let fact = self.text(
            "capital",
            |file| file.capital.as_ref(),
            |settings| settings.capital.as_ref(),
            |country| country.capital.as_ref(),
        )?;
        let status = self.country.and_then(|country| country.capital_status.as_deref());
        let note = status.filter(|_| fact.origin != Origin::Site).and_then(|status| match status {
            "contested" => Some("capital-contested"),
            "proclaimed" => Some("capital-proclaimed"),
            "de facto" => Some("capital-de-facto"),
            "de jure" => Some("capital-de-jure"),
            "constitutional" => Some("capital-constitutional"),
            _ => None,
        });
        Some(Fact { note, ..fact })
    }

    /// Left out where the site has its own capital: they belong to the dataset's.
    fn other_seats(&self) -> Option<Fact> {
        let own = self.file.is_some_and(|file| file.capital.is_some())
            || self.settings.is_some_and(|settings| settings.capital.is_some());
        let seats = &self.country.filter(|_| !own)?.other_seats;
        let named = seats.iter().map(|seat| format!("{} ({})", seat.city, seat.role)).collect::<Vec<_>>();
        Fact::compiled("other-seats", named.join(", "))
    }

    fn region(&self) -> Option<Fact> {
        let country = self.country?;
        let region = match &country.subregion {
            Some(subregion) => subregion.name.clone(),
            None => self.cx.region(Some(&country.region.name)),
        };
        Some(Fact::new("region", region, Origin::Cldr))
    }

    fn status(&self) -> Option<Fact> {
        let country = self.country?;
        let sovereign = country.sovereign.and_then(|code| {
            let entity = self.cx.country(code).map(|link| link.name);
            entity.or_else(|| Some(self.cx.locale.country_in_text(self.cx.frame.countries.get(code)?)))
        });
        let key = match country.status.as_str() {
            "dependency" => "status-dependency",
            "associated_state" => "status-associated-state",
            "contested" => return Fact::compiled("status", self.cx.plain("status-contested")),
            "no_permanent_population" => {
                let text = self.cx.plain("status-no-permanent-population");
                let of = sovereign.map(|name| word(self.cx, "status-dependency", "country", name));
                return Fact::compiled("status", of.into_iter().chain([text]).collect::<Vec<_>>().join("; "));
            }
            _ => return None,
        };
        Fact::compiled("status", word(self.cx, key, "country", sovereign?))
    }

    fn memberships(&self) -> Option<Fact> {
        let country = self.country?;
        let bodies =
            [(country.un_member, "member-un"), (country.un_observer, "observer-un"), (country.eu_member, "member-eu")];
        let names = bodies.into_iter().filter(|(is, _)| *is).map(|(_, name)| self.cx.plain(name));
        let names = names.collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then(|| Fact::new("memberships", names, Origin::Cldr))
    }

    fn population(&self) -> Option<Fact> {
        let site = (self.file.and_then(|file| file.population), self.settings.and_then(|own| own.population));
        let dataset = self.country.and_then(|country| country.population).map(|number| (number, Origin::Cldr));
        let fact = self.number("population", site, dataset)?;
        Some(Fact { note: (fact.origin == Origin::Cldr).then_some("population-note"), ..fact })
    }

    fn area(&self) -> Option<Fact> {
        let site = (self.file.and_then(|file| file.area), self.settings.and_then(|own| own.area));
        let dataset = self.country.and_then(|country| whole(country.area_km2?)).map(|area| (area, Origin::Compiled));
        let fact = self.number("area", site, dataset)?;
        Some(Fact { value: word(self.cx, "area-km2", "number", fact.value), ..fact })
    }

    /// Not of uninhabited places, nor where the dataset's figure is known to be much older.
    fn gdp(&self) -> Option<Fact> {
        let country = self.country.filter(|country| country.tier < 3)?;
        let gdp = country.gdp_ppp_usd.filter(|_| !["EH", "VA"].contains(&country.code.as_str()))?;
        let (name, number) = self.cx.locale.short(gdp);
        let amount = word(self.cx, name, "number", number);
        let value = word(self.cx, "gdp-dollars", "amount", amount);
        Some(Fact { note: Some("gdp-note"), number: Some(gdp), ..Fact::new("gdp", value, Origin::Cldr) })
    }

    fn languages(&self) -> Option<Fact> {
        let official = self.country?.languages.iter().filter_map(|language| match language.status.as_str() {
            "official" => Some(language.name.clone()),
            "de_facto_official" => Some(word(self.cx, "language-de-facto", "language", language.name.clone())),
            _ => None,
        });
        Fact::compiled("languages", official.collect::<Vec<_>>().join(", "))
    }

    fn currencies(&self) -> Option<Fact> {
        let name = |code: &String| self.cx.locale.word(&format!("currency-{code}"), []);
        let named = self.country?.currencies.iter().map(|code| match name(code) {
            Some(name) => format!("{name} ({code})"),
            None => code.clone(),
        });
        let named = named.collect::<Vec<_>>().join(", ");
        (!named.is_empty()).then(|| Fact::new("currencies", named, Origin::Cldr))
    }

    fn neighbours(&self) -> Option<Fact> {
        let countries = self.country?.neighbours.clone();
        (!countries.is_empty()).then(|| Fact { countries, ..Fact::new("neighbours", String::new(), Origin::Compiled) })
    }

    fn codes(&self) -> Option<Fact> {
        let country = self.country?;
        let codes = [Some(country.code.as_str()), Some(country.alpha3.as_str()), country.numeric.as_deref()];
        let codes = codes.into_iter().flatten().collect::<Vec<_>>().join(", ");
        // Kosovo's are in use and not ISO's.
        let note = country.code.is_private().then_some("codes-user-assigned");
        Some(Fact { note, ..Fact::new("codes", codes, Origin::Cldr) })
    }
}

impl Fact {
    fn new(key: &'static str, value: String, origin: Origin) -> Self {
        Self { key, value, countries: Vec::new(), note: None, number: None, origin }
    }

    fn compiled(key: &'static str, value: String) -> Option<Self> {
        (!value.is_empty()).then(|| Self::new(key, value, Origin::Compiled))
    }
}

fn whole(area: f64) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "square kilometres of a country")]
    let whole = area.round() as u64;
    (whole > 0).then_some(whole)
}

#[cfg(test)]
mod tests {
    use crate::country::Countries;
    use crate::locale::Locale;
    use crate::value::LanguageTag;

    #[test]
    fn the_words_name_the_vintage_of_the_dataset() {
        let vintage = &Countries::embedded().vintage;
        assert!(vintage.population.starts_with("CLDR 48.2") && vintage.population.contains("mid-2024"));
        assert!(vintage.gdp_ppp_usd.contains("mostly 2023") && vintage.hand.contains("mid-2025"));
        let said = [
            ("fact-source-cldr", "CLDR 48.2"),
            ("population-note", "2024"),
            ("gdp-note", "2023"),
            ("fact-source-compiled", "2025"),
        ];
        for locale in Locale::tags().filter_map(Locale::named) {
            assert!(said.iter().all(|(word, year)| locale.plain(word).contains(year)), "{:?}", locale.tag());
        }
    }

    #[test]
    fn every_currency_has_a_name() {
        let english = Locale::nearest(&LanguageTag::english());
        for country in Countries::embedded().iter() {
            for currency in &country.currencies {
                assert!(english.word(&format!("currency-{currency}"), []).is_some(), "{currency} of {}", country.code);
            }
        }
    }
}
