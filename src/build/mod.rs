//! The order of the other rooms: from a folder to a site.
//!
//! **Architecture invariant.** The only room that knows the order of the others, and the only one
//! that sees the whole configuration.

mod bodies;
mod documents;
mod jobs;
mod lexicon;
mod limits;
mod load;
mod look;
mod make;
mod opened;
mod outcome;
mod page;
mod pictures;
mod preview;
mod remembered;
mod search;
mod settings;
mod shared;
mod shelf;
mod site;
mod statics;
mod tables;
mod targets;
mod write;

pub use crate::progress::{Progress, Silent};
pub use lexicon::Lexicon;
pub use make::{check, make};
pub use opened::Opened;
pub use outcome::{Counts, Failed, Made};
pub use preview::{Preview, Shown, Touched};
pub use shelf::Wanted;
pub use targets::targets;
pub use write::{BuildError, Built, Reason, build};

use std::path::PathBuf;

use jiff::Timestamp;

use crate::value::BaseUrl;

/// What to build.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder of the site.
    pub root: PathBuf,
    /// Instead of the configuration's.
    pub base_url: Option<BaseUrl>,
    /// Where a preview answers, instead of the scheme and host of the configuration's.
    pub preview: Option<BaseUrl>,
    /// With drafts.
    pub drafts: bool,
    /// With what has a later date.
    pub future: bool,
    /// The instant for which the site is built.
    pub now: Timestamp,
    /// Warnings are errors.
    pub deny_warnings: bool,
}
