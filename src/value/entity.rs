//! What has a page because articles speak of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Slug, UrlPath};

/// The kinds of things that have a page because articles speak of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityKind {
    /// A country or territory.
    Country,
    /// A subject.
    Topic,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A byline.
    Author,
}

impl EntityKind {
    /// All kinds, in the order in which a name is looked for.
    pub const ALL: [Self; 5] = [Self::Country, Self::Topic, Self::Person, Self::Organization, Self::Author];

    /// The folder of their files and the first part of their URLs.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Country => "countries",
            Self::Topic => "topics",
            Self::Person => "people",
            Self::Organization => "organizations",
            Self::Author => "authors",
        }
    }

    /// As in names of words and templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Topic => "topic",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Author => "author",
        }
    }
}

/// An entity: its kind and the last part of its URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId {
    /// Which kind.
    pub kind: EntityKind,
    /// Unique among its kind.
    pub slug: Slug,
}

impl EntityId {
    /// Its page.
    pub fn url(&self) -> UrlPath {
        UrlPath::page(&[self.kind.folder(), self.slug.as_str()])
    }
}

/// `topic:abraham-accords`
impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.slug)
    }
}
