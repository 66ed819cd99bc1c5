//! Small values that cannot be wrong: once one exists, it is valid.
//!
//! What authors write goes through `parse`. `Deserialize` is for what Nutgraf itself has stored: it
//! refuses what could leave the site or run a script, and does not normalise again.
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
