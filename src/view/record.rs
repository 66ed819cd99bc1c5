//! What was said and what happened, on pages that gather it from many explainers.

use std::collections::BTreeSet;

use super::pieces::{Cx, word};
use super::prose::{self, Directives, Text};
use super::{
    CountsView, EntityLink, LinkView, MoreView, ReactionView, StanceRowView, StanceTableView, TallyView,
    TimelineEntryView,
};
use crate::country::CountryCode;
use crate::document::{Reaction, Stance, Summary, TimelineEntry};
use crate::index::{EntryRef, Event, ReactionRef, Series, Shown, SourceId, StanceRow, Subject, Tally};
use crate::value::{EntityId, Slug};

/// Whose page it is: what would only repeat that is left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Owner<'a> {
    /// The file of the page's own subject.
    pub(super) file: Option<&'a SourceId>,
    /// Whether it is the subject's own page, as against a numbered one.
    pub(super) own_page: bool,
    /// The countries the page is of.
    pub(super) countries: &'a [CountryCode],
}

impl<'a> Cx<'a> {
    /// The newest entries of a list, or a numbered page of it.
    pub(super) fn shown(self, subject: &Subject, series: Series, number: Option<usize>) -> Option<Shown<'a>> {
        self.reader.window(subject, series, number).filter(|shown| !shown.entries.is_empty())
    }

    /// A page of a list: 0 is its subject's own page.
    pub(super) fn page_of_list(self, subject: &Subject, series: Series, number: usize) -> String {
        match number {
            0 => format!("{}#block-{}", self.frame.href(&subject.url()), series.name()),
            number => self.frame.href(&subject.window_url(series, number)),
        }
    }

    /// Where the lists of a subject go on.
    pub(super) fn more(self, subject: &Subject) -> MoreView {
        let mut more = MoreView::default();
        for series in Series::ALL {
            let older = self.shown(subject, series, None).and_then(|shown| shown.older);
            let slot = match series {
                Series::Explainers => &mut more.explainers,
                Series::Mentions => &mut more.mentions,
                Series::Positions => &mut more.positions,
                Series::Reactions => &mut more.reactions,
                Series::Timeline => &mut more.timeline,
                Series::First => &mut more.first,
                Series::Second => &mut more.second,
            };
            *slot = older.map(|number| self.page_of_list(subject, series, number));
        }
        more
    }

    /// How long the lists of a subject are.
    pub(super) fn counts(self, subject: &Subject) -> CountsView {
        let count = |series| self.reader.count(subject, series);
        CountsView {
            explainers: count(Series::Explainers),
            mentions: count(Series::Mentions),
            positions: count(Series::Positions),
            reactions: count(Series::Reactions),
            timeline: count(Series::Timeline),
            first: count(Series::First),
            second: count(Series::Second),
        }
    }

    /// The newest explainers of a list.
    pub(super) fn newest_articles(self, subject: &Subject, series: Series) -> Vec<super::CardView> {
        self.shown(subject, series, None).map(|shown| self.cards(shown.entries.articles())).unwrap_or_default()
    }

    /// The newest reactions of a list.
    pub(super) fn newest_reactions(
        self,
        subject: &Subject,
        series: Series,
        directives: &mut Directives,
    ) -> Vec<ReactionView> {
        let shown = self.shown(subject, series, None);
        shown.map(|shown| self.reactions(shown.entries.reactions(), directives)).unwrap_or_default()
    }

    /// The newest events of a timeline, oldest first.
    pub(super) fn newest_events(
        self,
        subject: &Subject,
        owner: Owner,
        directives: &mut Directives,
    ) -> Vec<TimelineEntryView> {
        let shown = self.shown(subject, Series::Timeline, None);
        shown.map(|shown| self.events(shown.entries.events(), owner, directives)).unwrap_or_default()
    }

    // Reactions

    fn reactions(self, references: &[ReactionRef], directives: &mut Directives) -> Vec<ReactionView> {
        references.iter().filter_map(|reference| self.gathered_reaction(reference, directives)).collect()
    }

    pub(super) fn gathered_reaction(
        self,
        reference: &ReactionRef,
        directives: &mut Directives,
    ) -> Option<ReactionView> {
        let (article, reaction) = self.reaction_of(reference)?;
        let mut view = self.foreign(article).reaction(reaction, directives);
        if view.date.is_none() {
            view.reported = article.date.as_ref().map(|date| self.day(date));
        }
        view.article = prose::article_link(self, &reference.article);
        Some(view)
    }

    pub(super) fn reaction_of(self, reference: &ReactionRef) -> Option<(&'a Summary, &'a Reaction)> {
        let article = self.reader.document(&reference.article)?;
        Some((article, article.reactions.get(reference.at)?))
    }

    /// How often each stance was taken: `3 supportive`.
    pub(super) fn tallies(self, subject: &Subject, series: Series) -> Vec<TallyView> {
        let counts = self.reader.stance_counts(subject, series);
        // Where nobody records a stance there is nothing to add up.
        match counts.iter().any(|(stance, _)| stance.is_some()) {
            true => counts.into_iter().map(|(stance, count)| self.tally(stance, count, None)).collect(),
            false => Vec::new(),
        }
    }

    fn tally(self, stance: Option<Stance>, count: usize, article: Option<LinkView>) -> TallyView {
        let name = format!("tally-{}", stance.map_or("none", Stance::name));
        let text = word(self, &name, "count", count);
        TallyView { stance: stance.map(|stance| self.stance(stance)), count, text, article }
    }

    // Stances of a topic

    pub(super) fn stance_table(self, topic: &EntityId) -> StanceTableView {
        let rows = self.reader.stances(topic);
        let order = Stance::ALL.map(Some).into_iter().chain([None]);
        let taken = |stance: &Option<Stance>| rows.iter().flat_map(|row| &row.tallies).any(|it| it.stance == *stance);
        let stances: Vec<_> = order.filter(taken).collect();
        let mut keyed: Vec<_> = rows.iter().filter_map(|row| self.stance_row(row, &stances)).collect();
        keyed.sort_by_cached_key(|(place, row)| (*place, Slug::of(&row.country.name)));
        StanceTableView {
            stances: stances.into_iter().map(|stance| stance.map(|stance| self.stance(stance))).collect(),
            rows: keyed.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// A row with its place in the table: by the newest stance, without one last.
    fn stance_row(self, row: &StanceRow, stances: &[Option<Stance>]) -> Option<(usize, StanceRowView)> {
        let newest = row.newest.as_ref().and_then(|newest| Some((newest, self.reaction_of(newest)?)));
        let stance = newest.and_then(|(_, (_, reaction))| reaction.stance);
        let date = newest.and_then(|(_, (article, reaction))| {
            let published = || article.date.as_ref().map(|date| self.day(date));
            reaction.date.map(|date| self.date(date)).or_else(published)
        });
        let cell = |stance: &Option<Stance>| {
            let tally: &Tally = row.tallies.iter().find(|tally| tally.stance == *stance)?;
            Some(self.tally(*stance, tally.count, self.reactions_link(&tally.newest)))
        };
        let view = StanceRowView {
            country: self.country(row.country)?,
            stance: stance.map(|stance| self.stance(stance)),
            date,
            article: newest.and_then(|(reference, _)| self.reactions_link(reference)),
            tallies: stances.iter().map(cell).collect(),
        };
        let place = Stance::ALL.iter().position(|known| Some(*known) == stance);
        Some((place.unwrap_or(Stance::ALL.len()), view))
    }

    /// The reactions on the page of the explainer that reports one.
    fn reactions_link(self, reference: &ReactionRef) -> Option<LinkView> {
        let link = prose::article_link(self, &reference.article)?;
        Some(LinkView { url: format!("{}#block-reactions", link.url), ..link })
    }

    // Events

    /// Events that stand newest first, as a page shows them: oldest first.
    fn events(self, events: &[Event], owner: Owner, directives: &mut Directives) -> Vec<TimelineEntryView> {
        events.iter().rev().filter_map(|event| self.event(event, owner, directives)).collect()
    }

    /// The fullest text; title and source of whichever entry has one; all countries and explainers.
    pub(super) fn event(self, event: &Event, owner: Owner, directives: &mut Directives) -> Option<TimelineEntryView> {
        let told: Vec<_> = event.entries.iter().filter_map(|entry| self.entry_of(entry)).collect();
        let (source, document, entry) = *told.first()?;
        let mut view = self.text_of(source, document, owner).timeline_entry(entry, directives);
        for (source, document, entry) in &told {
            view.title = view.title.or_else(|| entry.title.clone());
            if view.source.is_none() {
                let text = self.text_of(source, document, owner);
                view.source = entry.source.as_ref().and_then(|source| text.source_link(source));
            }
        }
        view.countries = self.countries_of(&told, owner.countries);
        view.articles = self.tellers(&told, owner);
        Some(view)
    }

    pub(super) fn entry_of(self, entry: &EntryRef) -> Option<(&'a SourceId, &'a Summary, &'a TimelineEntry)> {
        let (id, document) = self.reader.document_with_id(&entry.source)?;
        Some((id, document, document.timeline.get(entry.at)?))
    }

    fn text_of(self, source: &SourceId, document: &'a Summary, owner: Owner) -> Text<'a> {
        if owner.own_page && owner.file == Some(source) { self.own(document) } else { self.foreign(document) }
    }

    fn countries_of(self, told: &[(&SourceId, &Summary, &TimelineEntry)], without: &[CountryCode]) -> Vec<EntityLink> {
        let mut codes: Vec<CountryCode> = Vec::new();
        for code in told.iter().flat_map(|(_, _, entry)| &entry.countries) {
            if !codes.contains(code) && !without.contains(code) {
                codes.push(*code);
            }
        }
        self.countries(&codes)
    }

    /// The explainers, or the entities' own pages, that tell of an event, each once.
    fn tellers(self, told: &[(&SourceId, &Summary, &TimelineEntry)], owner: Owner) -> Vec<LinkView> {
        let mut seen: BTreeSet<&SourceId> = BTreeSet::new();
        let others = told.iter().map(|(source, ..)| *source).filter(|source| owner.file != Some(*source));
        let link = |source: &SourceId| match self.reader.entity_of_file(source) {
            Some((id, entity)) => {
                let link = self.entity_link(id, entity);
                Some(LinkView { name: link.name, url: link.url })
            }
            None => prose::article_link(self, source),
        };
        others.filter(|source| seen.insert(source)).filter_map(link).collect()
    }
}
