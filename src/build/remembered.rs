//! What a build remembers for the next one.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::BuildError;
use super::page::Prints;
use super::site::{Before, Site};
use crate::index::FactKey;
use crate::output::{Output, Release};

/// What the last build knew of the site, and made of it.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    pub(super) before: Before,
    pub(super) made: BTreeMap<String, Made>,
    /// A hash of all templates.
    pub(super) templates: u64,
}

/// A file as it was made.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) facts: Vec<FactKey>,
    pub(super) prints: Prints,
}

pub(super) fn open(_output: &mut Output) -> Result<Remembered, BuildError> {
    Ok(Remembered::default())
}

pub(super) fn save(_: &Path, _: &Site, _: &BTreeMap<String, Made>, _: &Release) -> io::Result<()> {
    Ok(())
}
