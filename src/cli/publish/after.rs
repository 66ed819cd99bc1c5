//! After a release: caches are told, and what readers see is looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ended, Job, failed};
use crate::cli::Exit;
use crate::publish::{self, Entry, Plan, Sight};

impl Job<'_> {
    /// The addresses of which the `invalidate` command is to be told; none where there is no such command.
    pub(super) fn invalidations_of(&self, plan: &Plan) -> BTreeSet<String> {
        let base_url = self.target.base_url.as_ref();
        let command = self.target.invalidate.as_ref();
        command.map(|_| publish::changed_addresses(plan, base_url)).unwrap_or_default()
    }

    /// Tells the `invalidate` command what changed. Until it has succeeded, the target remembers what it was to be told.
    pub(super) fn invalidate(&self, addresses: &BTreeSet<String>) -> Ended<()> {
        let Some(command) = self.target.invalidate.as_ref().filter(|_| !addresses.is_empty()) else { return Ok(()) };
        match publish::invalidate(command, addresses) {
            Ok(()) => {
                anstream::eprintln!("`{command}` was told of {}", number(addresses.len()));
                self.store.remember_invalidations(&BTreeSet::new()).map_err(|error| failed(&error))
            }
            Err(error) => {
                anstream::eprintln!(
                    "nutgraf: the site is published, but `{command}` did not succeed: {error}; the next \
                     `nutgraf publish` tells it again of {}",
                    number(addresses.len())
                );
                Err(Exit::Machine)
            }
        }
    }

    /// Asks for a sample of what changed as readers would, and says what came. It is no failure if that is not new yet.
    pub(super) fn look_at_what_readers_see(&self, plan: &Plan, files: &BTreeMap<String, Entry>) {
        let Some(base_url) = &self.target.base_url else { return };
        let Ok(seen) = publish::sample(plan, files, base_url) else { return };
        let (new, others): (Vec<_>, Vec<_>) = seen.iter().partition(|seen| seen.sight == Sight::New);
        match (new.len(), others.as_slice()) {
            (0, []) => {}
            (1, []) => anstream::eprintln!("Looked at 1 address: readers see what was published"),
            (number, []) => anstream::eprintln!("Looked at {number} addresses: readers see what was published"),
            (_, [first, more @ ..]) => {
                let more = super::told::and_more(more.len());
                let more =
                    if more.is_empty() { more } else { format!("; likewise{}", more.trim_start_matches(" and")) };
                anstream::eprintln!("warning: {first}{more}");
            }
        }
    }
}

/// `1 address`, `2 addresses`
fn number(addresses: usize) -> String {
    if addresses == 1 { "1 address".to_owned() } else { format!("{addresses} addresses") }
}
