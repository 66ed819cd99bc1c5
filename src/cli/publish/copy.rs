//! A copy of the site that lags behind what others published.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use super::{Ended, Job, asked, project, refuse, told};
use crate::publish::{self, Entry, Manifest, Memory, Remote};

impl Job<'_> {
    /// In continuous integration, what is built is what all have agreed on: nothing is asked there.
    fn memory(&self) -> Option<Memory> {
        let root = &self.arguments.root;
        let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        (!is_ci && project().is_none()).then(|| Memory::of(root, &self.store.place()))
    }

    /// What this copy of the site saw, so that it is not told of it again.
    pub(super) fn remember(&self, release: &Manifest) {
        if let Some(memory) = self.memory() {
            memory.remember(release);
        }
    }

    /// Where somebody else was quicker: with the next try, what they did is told from what is here.
    pub(super) fn remember_refused(&self, remote: &Remote) {
        if let Some(memory) = self.memory() {
            memory.remember_first(remote.manifest.as_ref());
        }
    }

    /// The files that somebody else changed at the target since this copy saw it, and that it would change back.
    pub(super) fn undone(&self, files: &BTreeMap<String, Entry>, remote: &Remote) -> Vec<String> {
        let of_another = remote.manifest.as_ref().filter(|present| present.shown_by() != self.by.name);
        let seen = of_another.and_then(|_| self.memory()?.seen());
        of_another.zip(seen).map(|(present, seen)| publish::undone(files, &seen, present)).unwrap_or_default()
    }

    pub(super) fn confirm_undone(&self, undone: &[String], remote: &Remote) -> Ended<()> {
        let Some(present) = remote.manifest.as_ref().filter(|_| !undone.is_empty() && !self.by.force) else {
            return Ok(());
        };
        let question = told::undone(undone, present);
        if std::io::stdin().is_terminal() && asked(&question) {
            return Ok(());
        }
        refuse(&format!("{question}; bring this copy up to date and build it again, or overrule them with --force"))
    }
}
