//! Which pages show the same entries, so that they can be made one after the other.

use super::{Entries, Index, OutputId};
use crate::value::PartialDate;

/// Where a page stands among all that show entries of a kind: the older its newest entry, the earlier.
///
/// Pages that are near each other share most entries, whomever they are of. A page that has none of its own, or all
/// kinds of them, stands before all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing(Option<(Kind, Option<PartialDate>)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Articles,
    Reactions,
    Events,
}

impl Index {
    /// Where an output stands.
    pub fn standing(&self, id: &OutputId) -> Standing {
        Standing(match id {
            OutputId::Document(id) | OutputId::ArticleData(id) => Some((Kind::Articles, self.published(id))),
            OutputId::Relation(pair) => {
                let newest = self.relations.get(pair).and_then(|relation| relation.shared.first());
                newest.map(|id| (Kind::Articles, self.published(id)))
            }
            OutputId::Window(subject, series, number) => self.entries_of(subject, *series).map(|entries| {
                let window = self.windows(*series, entries.len()).page(*number);
                self.standing_of(entries.within(window.range))
            }),
            _ => None,
        })
    }

    fn standing_of(&self, entries: Entries) -> (Kind, Option<PartialDate>) {
        match entries {
            Entries::Articles(ids) => (Kind::Articles, ids.first().and_then(|id| self.published(id))),
            Entries::Reactions(references) => (Kind::Reactions, references.first().and_then(|it| self.said_on(it))),
            Entries::Events(events) => (Kind::Events, events.first().map(|event| event.date)),
        }
    }
}
