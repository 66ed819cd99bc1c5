//! What a build tells of the tree that it made, for whoever publishes it.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Release;

/// How the tree that readers see was made, and how the last attempt to make another ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The tree.
    release: String,
    /// Where it is to stand on the web.
    pub base_url: Option<String>,
    /// Whether drafts are in it.
    pub drafts: bool,
    /// Whether what has a later date is in it.
    pub future: bool,
    /// The mistakes for which the last attempt wrote nothing.
    pub errors: usize,
}

const FILE: &str = "account.json";

impl Account {
    /// Of a tree without mistakes.
    pub fn of(release: &Release, base_url: Option<String>, drafts: bool, future: bool) -> Self {
        Self { release: release.to_string(), base_url, drafts, future, errors: 0 }
    }

    /// Remembers it in the state of an output folder.
    pub fn save(&self, state: &Path) -> io::Result<()> {
        let text = serde_json::to_string(self)?;
        let new = state.join("account.new");
        fs::write(&new, text)?;
        fs::rename(&new, state.join(FILE))
    }

    /// Remembers that an attempt wrote nothing for so many mistakes.
    pub fn note_errors(state: &Path, errors: usize) -> io::Result<()> {
        Self { errors, ..Self::read(state).unwrap_or_default() }.save(state)
    }

    /// Whether it is of this tree.
    pub(super) fn is_of(&self, release: Release) -> bool {
        self.release == release.to_string()
    }

    /// What is remembered, if anything is.
    pub(super) fn read(state: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(state.join(FILE)).ok()?).ok()
    }
}
