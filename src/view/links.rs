//! Links to entities: each is made once, and stands on thousands of pages.

use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::EntityLink;
use crate::country::CountryCode;
use crate::index::{Entity, Flag};
use crate::locale::Locale;
use crate::value::EntityId;

/// Links as they were made, each with all that it was made from.
#[derive(Debug, Default)]
pub struct Links(RwLock<FxHashMap<EntityId, Vec<Made>>>);

#[derive(Debug)]
struct Made {
    locale: &'static Locale,
    name: String,
    code: Option<CountryCode>,
    region: Option<String>,
    has_flag: bool,
    link: EntityLink,
}

impl Links {
    /// A link to an entity in a language of the interface.
    pub(super) fn get_or_make(
        &self,
        id: &EntityId,
        entity: &Entity,
        locale: &'static Locale,
        make: impl FnOnce() -> EntityLink,
    ) -> EntityLink {
        // Where a flag of the site's own is, other files decide.
        if matches!(entity.flag, Some(Flag::Site(_))) {
            return make();
        }
        self.known(id, entity, locale).unwrap_or_else(|| self.keep(id, entity, locale, make()))
    }

    fn known(&self, id: &EntityId, entity: &Entity, locale: &Locale) -> Option<EntityLink> {
        let links = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let made = links.get(id)?.iter().find(|made| made.is_of(entity, locale))?;
        Some(made.link.clone())
    }

    fn keep(&self, id: &EntityId, entity: &Entity, locale: &'static Locale, link: EntityLink) -> EntityLink {
        let made = Made {
            locale,
            name: entity.name.clone(),
            code: entity.code,
            region: entity.region.clone(),
            has_flag: entity.flag.is_some(),
            link: link.clone(),
        };
        let mut links = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let of_it = links.entry(id.clone()).or_default();
        of_it.retain(|made| !made.is_in(locale));
        of_it.push(made);
        link
    }
}

impl Made {
    fn is_in(&self, locale: &Locale) -> bool {
        std::ptr::eq(self.locale, locale)
    }

    fn is_of(&self, entity: &Entity, locale: &Locale) -> bool {
        self.is_in(locale)
            && self.name == entity.name
            && self.code == entity.code
            && self.region == entity.region
            && self.has_flag == entity.flag.is_some()
    }
}
