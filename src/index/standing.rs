//! Which pages show the same entries, so that they can be made one after the other.

use super::{Entries, Index, OutputId, Series, Subject};
use crate::value::PartialDate;

/// Where a page stands among all that show entries of a kind: the older its newest entry, the earlier.
///
/// Pages that are near each other share most entries, whomever they are of. A page that has none of its own, or all
/// kinds of them, stands before all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing(Option<(Kind, Option<PartialDate>)>);

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
            OutputId::Document(id) | OutputId::ArticleData(id) => Some((Kind::Related, self.published(id))),
            OutputId::Relation(pair) => {
                let newest = self.relations.get(pair).and_then(|relation| relation.shared.first());
                newest.map(|id| (Kind::Listed, self.published(id)))
            }
            OutputId::Window(subject, series, number) => self.standing_of_window(subject, *series, *number),
            _ => None,
        })
    }

    fn standing_of_window(
        &self,
        subject: &Subject,
        series: Series,
        number: usize,
    ) -> Option<(Kind, Option<PartialDate>)> {
        let all = self.entries_of(subject, series)?;
        let newest = match all.within(self.windows(series, all.len()).page(number).range) {
            Entries::Articles(ids) => ids.first().and_then(|id| self.published(id)),
            Entries::Reactions(references) => references.first().and_then(|reference| self.said_on(reference)),
            Entries::Events(events) => events.first().map(|event| event.date),
        };
        let kind = match series {
            Series::Explainers | Series::Mentions => Kind::Listed,
            Series::Reactions => Kind::Reactions,
            Series::Positions | Series::First | Series::Second => Kind::Positions,
            Series::Timeline => Kind::Events,
        };
        Some((kind, newest))
    }
}
