//! Which pages show the same entries, so that they can be made one after the other.

use std::cmp::Reverse;

use super::{Entries, Index, OutputId, Series, SourceId, Subject};
use crate::value::PartialDate;

/// Where a page stands among all that show entries of a kind: the older its newest entry, the earlier.
///
/// Pages that are near each other share most entries, whomever they are of. A page that has none of its own, or all
/// kinds of them, stands before all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing(Option<(Kind, Newest)>);

/// When a page's newest entry was. Many events are only known to have been in some year: a list has those of one date with
/// the oldest explainer first, so that its oldest pages show the newest explainers.
type Newest = (Option<PartialDate>, Reverse<Option<PartialDate>>);

/// Of entries that look the same on all pages that show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Explainers that are related to one.
    Related,
    /// Explainers in lists.
    Listed,
    /// What others said of a country: each reaction tells who.
    Reactions,
    /// What somebody said.
    Positions,
    Events,
}

impl Index {
    /// Where an output stands.
    pub fn standing(&self, id: &OutputId) -> Standing {
        Standing(match id {
            OutputId::Document(id) | OutputId::ArticleData(id) => Some((Kind::Related, self.of_explainer(id))),
            OutputId::Relation(pair) => {
                let newest = self.relations.get(pair).and_then(|relation| relation.shared.first());
                newest.map(|id| (Kind::Listed, self.of_explainer(id)))
            }
            OutputId::Window(subject, series, number) => self.standing_of_window(subject, *series, *number),
            _ => None,
        })
    }

    fn of_explainer(&self, id: &SourceId) -> Newest {
        (self.published(id), Reverse(None))
    }

    fn standing_of_window(&self, subject: &Subject, series: Series, number: usize) -> Option<(Kind, Newest)> {
        let all = self.entries_of(subject, series)?;
        let newest = match all.within(self.windows(series, all.len()).page(number).range) {
            Entries::Articles(ids) => ids.first().map(|id| self.of_explainer(id)),
            Entries::Reactions(references) => references.first().map(|told| (self.said_on(told), Reverse(None))),
            Entries::Events(events) => events.first().map(|event| {
                let published = event.entries.iter().filter_map(|told| self.published(&told.source)).max();
                (Some(event.date), Reverse(published))
            }),
        };
        let kind = match series {
            Series::Explainers | Series::Mentions => Kind::Listed,
            Series::Reactions => Kind::Reactions,
            Series::Positions | Series::First | Series::Second => Kind::Positions,
            Series::Timeline => Kind::Events,
        };
        Some((kind, newest?))
    }
}
