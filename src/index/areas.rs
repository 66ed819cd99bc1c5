//! Maps: which areas the site gives to whom, and which sheets its pages use.

use std::collections::BTreeMap;

use super::{Finding, Index, Place};
use crate::atlas::{Area, Atlas, SheetId};
use crate::country::{Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{Kind, Summary};
use crate::value::EntityKind;

/// An area that a country claims.
struct Claim {
    owner: CountryCode,
    written: String,
    place: Place,
}

impl Index {
    /// Gives areas to those who claim them; a name that means none, and a second claim, are reported.
    pub(super) fn gather_areas(&mut self, countries: &Countries) {
        let mut owners: BTreeMap<Area, (CountryCode, Place)> = BTreeMap::new();
        for claim in self.claims() {
            let Some(area) = Area::parse(&claim.written, countries) else {
                self.findings.push(unknown(claim));
                continue;
            };
            match owners.get(&area) {
                Some((first, place)) if *first != claim.owner => self.findings.push(twice(claim, *first, place)),
                Some(_) => {}
                None => {
                    owners.insert(area, (claim.owner, claim.place));
                }
            }
        }
        let owners = owners.into_iter().map(|(area, (owner, _))| (area, owner)).collect();
        self.atlas = Atlas::new(countries, owners);
    }

    /// Those of `nutgraf.yaml` first.
    fn claims(&self) -> Vec<Claim> {
        let settings = self.around.areas.iter().map(|(owner, written, span)| Claim {
            owner: *owner,
            written: written.clone(),
            place: Place { source: "nutgraf.yaml".into(), span: span.clone() },
        });
        let files = self.sorted_documents().into_iter().flat_map(|(path, summary)| {
            let facts = summary.entity.as_ref().and_then(|facts| facts.country.as_ref());
            facts.into_iter().flat_map(move |facts| {
                facts.areas.iter().map(move |(written, span)| Claim {
                    owner: facts.code,
                    written: written.clone(),
                    place: Place { source: path.clone(), span: span.clone() },
                })
            })
        });
        settings.chain(files).collect()
    }

    /// The sheets that maps on the site's pages are cut from.
    pub(super) fn sheets_in_use(&self) -> Vec<SheetId> {
        // The home page and the list of countries show the world as soon as a country is covered.
        let covered = self.entities.keys().next().is_some_and(|id| id.kind == EntityKind::Country);
        let world = covered.then_some(SheetId::WORLD).filter(|world| !self.sheets.contains_key(world));
        self.sheets.keys().copied().chain(world).collect()
    }

    /// The sheets that a document's maps are cut from.
    pub(super) fn sheets_of(&self, summary: &Summary) -> Vec<SheetId> {
        let own = (summary.kind == Kind::Article && !summary.draws_its_countries()).then_some(&summary.countries);
        summary.maps.iter().chain(own).filter_map(|countries| self.atlas.sheet_of(countries)).collect()
    }
}

fn unknown(claim: Claim) -> Finding {
    let known: Vec<&str> = Area::names().collect();
    let diagnostic = Diagnostic::new(Code::UnknownArea, format!("no area of the map is called `{}`", claim.written))
        .did_you_mean(nearest(&claim.written, known.iter().copied()))
        .help(format!("an area is one of `{}`, or the code of a country, as in `EH`", known.join("`, `")));
    Finding { place: Some(claim.place), diagnostic, related: Vec::new() }
}

fn twice(claim: Claim, first: CountryCode, place: &Place) -> Finding {
    let message = format!("`{first}` and `{}` both claim the area `{}`", claim.owner, claim.written);
    let diagnostic = Diagnostic::new(Code::DuplicateArea, message).help("take it from the `areas` of one of them");
    let related = vec![(place.clone(), format!("`{first}` claims it here"))];
    Finding { place: Some(claim.place), diagnostic, related }
}
