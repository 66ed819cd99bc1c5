//! In what two states of documents differ, and what that can change.

use std::sync::Arc;

use super::SourceId;
use crate::diagnostic::Span;
use crate::document::{By, Name, Summary, TimelineEntry};

/// Documents, sorted by path.
pub(super) type Documents = [(SourceId, Arc<Summary>)];

/// What of the documents may be another, and with it what pages gather from them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each may differ whatever the others do")]
pub(super) struct Aspects {
    /// What they are about and name.
    pub(super) members: bool,
    /// Who said something, and when.
    pub(super) reactions: bool,
    /// Which stances they took; no list shows another order for that.
    pub(super) stances: bool,
    /// What happened.
    pub(super) timeline: bool,
}

impl Aspects {
    /// Whatever can be.
    const ALL: Self = Self { members: true, reactions: true, stances: true, timeline: true };

    /// Whether lists may hold something else, and not only add up to it.
    pub(super) fn are_of_lists(self) -> bool {
        self.members || self.reactions || self.timeline
    }

    pub(super) fn between(gone: &Documents, come: &Documents) -> Self {
        let mut aspects = Self::default();
        for (id, new) in come {
            aspects.add(twin(gone, id).map(|old| &**old), new);
        }
        if gone.iter().any(|(id, _)| twin(come, id).is_none()) {
            aspects = Self::ALL;
        }
        aspects
    }

    fn add(&mut self, old: Option<&Summary>, new: &Summary) {
        let Some(old) = old.filter(|old| !has_other_members(old, new)) else {
            *self = Self::ALL;
            return;
        };
        let said = |it: &Summary| it.reactions.iter().map(|it| (it.by.clone(), it.date)).collect::<Vec<_>>();
        let stances = |it: &Summary| it.reactions.iter().map(|it| it.stance).collect::<Vec<_>>();
        let words = |entry: &TimelineEntry| {
            (
                entry.date,
                entry.title.clone(),
                entry.text.as_ref().map(|text| text.plain().to_owned()),
                entry.countries.clone(),
            )
        };
        let happened = |it: &Summary| it.timeline.iter().map(words).collect::<Vec<_>>();
        self.reactions |= said(old) != said(new);
        self.stances |= stances(old) != stances(new);
        self.timeline |= happened(old) != happened(new);
    }
}

/// Whether two states of a document are about, or name, something else.
fn has_other_members(old: &Summary, new: &Summary) -> bool {
    let names = |names: &[Name]| names.iter().map(|name| (name.slug.clone(), name.text.clone())).collect::<Vec<_>>();
    let members = |it: &Summary| {
        let lists = [&it.authors, &it.topics, &it.people, &it.organizations].map(|list| names(list));
        let reacting: Vec<By> = it.reactions.iter().map(|it| it.by.clone()).collect();
        let concerned: Vec<_> = it.timeline.iter().map(|it| it.countries.clone()).collect();
        (lists, it.countries.clone(), it.mentions.clone(), it.named.clone(), reacting, concerned)
    };
    let entity = |it: &Summary| it.entity.is_some();
    old.kind != new.kind || old.date != new.date || entity(old) || entity(new) || members(old) != members(new)
}

/// The same document in another list, which is sorted by path.
pub(super) fn twin<'d>(documents: &'d Documents, id: &SourceId) -> Option<&'d Arc<Summary>> {
    let at = documents.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
    Some(&documents[at].1)
}

/// Those that others can tell from their twins of the other list.
pub(super) fn seen_beside(documents: &Documents, others: &Documents) -> Vec<(SourceId, Arc<Summary>)> {
    let is_seen = |(id, summary): &&(SourceId, Arc<Summary>)| {
        twin(others, id).is_none_or(|twin| summary.digest().summary != twin.digest().summary)
    };
    documents.iter().filter(is_seen).cloned().collect()
}

/// Those that are about something else than their twins of the other list, or stand elsewhere in time.
pub(super) fn with_other_subjects(documents: &Documents, others: &Documents) -> Vec<(SourceId, Arc<Summary>)> {
    let slugs = |names: &[Name]| names.iter().map(|name| name.slug.clone()).collect::<Vec<_>>();
    let subjects = |it: &Summary| {
        let names = [&it.topics, &it.people, &it.organizations].map(|names| slugs(names));
        (it.kind, it.date.clone(), it.countries.clone(), names)
    };
    let differs = |(id, summary): &&(SourceId, Arc<Summary>)| {
        twin(others, id).is_none_or(|twin| subjects(summary) != subjects(twin))
    };
    documents.iter().filter(differs).cloned().collect()
}

/// Whether two states of a file agree in what all documents are read with.
pub(super) fn same_identity(old: Option<&Summary>, new: Option<&Summary>) -> bool {
    let plain = |list: &[(String, Span)]| list.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
    let identity = |summary: &Summary| {
        let facts = summary.entity.as_ref()?;
        let country = facts.country.as_ref();
        let of_country = country.map(|it| (it.code, it.name.clone(), it.flag.clone(), plain(&it.areas)));
        Some((summary.title.clone(), facts.kind, facts.slug.clone(), plain(&facts.alternate_names), of_country))
    };
    old.and_then(identity) == new.and_then(identity)
}
