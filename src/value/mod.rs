//! Small values that cannot be wrong: once one exists, it is valid.
//!
//! Those that derive `Deserialize` do not look again at what is read: it is for what Nutgraf itself
//! has stored, under a checksum. What authors write goes through `parse`.
//!
//! **Architecture invariant.** Knows neither files nor pages; no I/O.

mod date;
mod entity;
mod language;
mod slug;
mod url;

pub use date::{Moment, PartialDate};
pub use entity::{EntityId, EntityKind};
pub use language::LanguageTag;
pub use slug::Slug;
pub use url::{BaseUrl, UrlPath, WebUrl, WebUrlError};
