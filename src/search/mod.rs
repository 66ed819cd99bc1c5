//! What readers can search for, and the files that answer them without a server.
//!
//! A page that readers look for has a [`Record`]: its words, and by what it is found. All records
//! together become a bundle of static files by `pagefind`, which the script of the search page asks.
//! There is one index for the whole site, in the site's language: a reader finds what is written in
//! another as well, by its words as they stand.
//!
//! **Architecture invariant.** Pure: the same records, in any order and on any number of threads, give
//! the same bytes.

mod bundle;
mod record;
mod text;

pub use bundle::{BundleError, BundleFile, bundle};
pub use record::Record;

/// The folder of the bundle in the output. It is below the search page, so that one rule for `/search/*` lets a host
/// allow WebAssembly there and nowhere else.
pub const FOLDER: &str = "search/pagefind/";

/// The script of the search page, below `static/`.
pub const SCRIPT: &str = "search.js";
