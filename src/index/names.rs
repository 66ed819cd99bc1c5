//! Who is called what: mistakes in the names that a site gives to countries and other entities.

use rustc_hash::FxHashMap;

use super::entities::country_id;
use super::{Finding, Index, Linked, NamedCountry, Place, SourceId};
use crate::country::{Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{EntityFacts, Summary};
use crate::gazetteer::{Gazetteer, refused};
use crate::value::{EntityId, EntityKind, Slug};

/// Names that were claimed: one that is found in a text, or written in front matter, leads to one page.
pub(super) struct Claims {
    /// Whatever the kind, by the name in lower case, if it is longer than an abbreviation.
    found: FxHashMap<String, Owner>,
    /// Within a kind, by the name as an address.
    written: FxHashMap<(EntityKind, Slug), (EntityId, Option<CountryCode>, Place)>,
}

#[derive(Clone)]
enum Owner {
    /// Of the dataset.
    Country(CountryCode),
    /// Of the site; whether the name is its main one.
    Entity { id: EntityId, place: Place, is_main: bool },
}

/// A name that is being claimed.
struct NameClaim<'c> {
    name: &'c str,
    place: Place,
    /// Whether it is not the main one.
    is_alias: bool,
    id: &'c EntityId,
    /// Of a country.
    code: Option<CountryCode>,
}

impl Claims {
    pub(super) fn of(countries: &Countries) -> Self {
        let names = countries.iter().flat_map(|country| {
            let names = [&country.name, &country.official_name].into_iter();
            let names = names.chain(&country.aliases).chain(&country.abbreviations);
            names.map(|name| (key(name), Owner::Country(country.code)))
        });
        Self { found: names.collect(), written: FxHashMap::default() }
    }

    /// Notes a name; says what is wrong where somebody has it already.
    fn add(&mut self, claim: &NameClaim) -> Option<Finding> {
        self.is_found_elsewhere(claim).map(|owner| owned(claim, owner)).or_else(|| self.write(claim))
    }

    /// Who of another kind, or which other country of the dataset, has the name.
    fn is_found_elsewhere(&mut self, claim: &NameClaim) -> Option<Owner> {
        if claim.id.kind == EntityKind::Author {
            return None;
        }
        match self.found.get(&key(claim.name)) {
            Some(owner @ Owner::Country(code)) => (claim.code != Some(*code)).then(|| owner.clone()),
            // Of one kind, or by their main names, they are told apart by the address.
            Some(owner @ Owner::Entity { id, is_main, .. }) => {
                (id.kind != claim.id.kind && (claim.is_alias || !is_main)).then(|| owner.clone())
            }
            None => {
                let owner =
                    Owner::Entity { id: claim.id.clone(), place: claim.place.clone(), is_main: !claim.is_alias };
                self.found.insert(key(claim.name), owner);
                None
            }
        }
    }

    fn write(&mut self, claim: &NameClaim) -> Option<Finding> {
        let address = (claim.id.kind, Slug::of(claim.name)?);
        let own = || (claim.id.clone(), claim.code, claim.place.clone());
        let (first, code, place) = self.written.entry(address).or_insert_with(own);
        (first != claim.id || *code != claim.code).then(|| shared(claim, place))
    }
}

/// A claim on the name of a wikilink: the least wins. Countries' names come first, then other
/// entities, then documents by path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim(pub(super) u8, pub(super) Linked);

/// Those who claim one name, each once, the least first. Nearly always it is only one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Claimants(Vec<Claim>);

impl Claimants {
    pub(super) fn first(&self) -> Option<&Claim> {
        self.0.first()
    }

    pub(super) fn insert(&mut self, claim: Claim) {
        if let Err(at) = self.0.binary_search(&claim) {
            self.0.reserve_exact(1);
            self.0.insert(at, claim);
        }
    }

    pub(super) fn remove(&mut self, claim: &Claim) {
        if let Ok(at) = self.0.binary_search(claim) {
            self.0.remove(at);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn key(name: &str) -> String {
    if name.chars().count() > 4 { name.to_lowercase() } else { name.to_owned() }
}

impl Index {
    /// Notes the names that `nutgraf.yaml` gives to countries, and reports those that cannot be.
    pub(super) fn claim_names_of_settings(
        &mut self,
        claims: &mut Claims,
        gazetteer: &Gazetteer,
        countries: &Countries,
    ) {
        for country in std::mem::take(&mut self.around.countries) {
            self.findings.extend(unknown(&country, gazetteer, countries));
            let main = country.name.iter().map(|(name, span)| (name, span, false));
            let others = country.alternate_names.iter().map(|(name, span)| (name, span, true));
            for (name, span, is_alias) in main.chain(others) {
                let place = Place { source: "nutgraf.yaml".into(), span: span.clone() };
                if let Some(reason) = refused(name).filter(|_| is_alias) {
                    self.findings.push(too_common(name, reason, place));
                    continue;
                }
                let slug = Slug::of(gazetteer.name(country.code));
                let slug = slug.unwrap_or_else(|| Slug::of_country_code(country.code));
                let id = country_id(country.code, &slug, countries);
                let claim = NameClaim { name, place, is_alias, id: &id, code: Some(country.code) };
                self.findings.extend(claims.add(&claim));
            }
        }
    }

    /// Notes the names in an entity's file; returns those by which articles may call it.
    pub(super) fn claim_names_of_file(
        &mut self,
        path: &SourceId,
        summary: &Summary,
        facts: &EntityFacts,
        id: &EntityId,
        claims: &mut Claims,
    ) -> Vec<Slug> {
        let main = (&summary.title, &facts.name_span, false);
        let others = facts.alternate_names.iter().map(|(name, span)| (name, span, true));
        let code = facts.country.as_ref().map(|country| country.code);
        let mut free = Vec::new();
        for (name, span, is_alias) in std::iter::once(main).chain(others) {
            let place = Place { source: path.clone(), span: span.clone() };
            match claims.add(&NameClaim { name, place, is_alias, id, code }) {
                Some(finding) => self.findings.push(finding),
                None => free.extend(Slug::of(name)),
            }
        }
        free
    }
}

/// A code that ISO 3166-1 does not know, or a place of the site's own without a name.
fn unknown(country: &NamedCountry, gazetteer: &Gazetteer, countries: &Countries) -> Option<Finding> {
    let code = country.code;
    // Its file may give the name.
    let is_named = gazetteer.name(code) != code.as_str();
    let diagnostic = match code.is_private() {
        _ if countries.get(code).is_some() => return None,
        true if is_named => return None,
        true => Diagnostic::new(Code::MissingField, format!("`{code}` is a place of the site's own, and needs a name"))
            .help("add `name: …`"),
        false => Diagnostic::new(Code::UnknownCountry, format!("no country has the code `{code}`"))
            .help("write its two letters of ISO 3166-1, as in `KZ`; a place of your own has one from `XA` to `XZ`"),
    };
    let place = Place { source: "nutgraf.yaml".into(), span: country.span.clone() };
    Some(Finding { place: Some(place), diagnostic, related: Vec::new() })
}

fn too_common(name: &str, reason: &str, place: Place) -> Finding {
    let message = format!("`{name}` would be found everywhere: it {reason}");
    let help = "write a longer name, or with the capitals it has in texts";
    let diagnostic = Diagnostic::new(Code::InvalidValue, message).help(help);
    Finding { place: Some(place), diagnostic, related: Vec::new() }
}

/// Two of a kind that articles would call the same.
fn shared(claim: &NameClaim, first: &Place) -> Finding {
    let diagnostic = Diagnostic::new(Code::DuplicateEntity, format!("two entities claim the name `{}`", claim.name))
        .help("give one of them another name, or join the two; case and punctuation make no difference");
    let related = vec![(first.clone(), "the first is here".to_owned())];
    Finding { place: Some(claim.place.clone()), diagnostic, related }
}

/// A name by which texts mean something else.
fn owned(claim: &NameClaim, owner: Owner) -> Finding {
    let (message, related) = match owner {
        Owner::Country(code) => (format!("`{}` is the country {code}'s name", claim.name), Vec::new()),
        Owner::Entity { id, place, .. } => {
            let related = vec![(place, format!("the first is here, of {id}"))];
            (format!("two entities claim the name `{}`", claim.name), related)
        }
    };
    let help = "write another name: one that is found in a text can lead to one page only";
    let diagnostic = Diagnostic::new(Code::DuplicateEntity, message).help(help);
    Finding { place: Some(claim.place.clone()), diagnostic, related }
}
