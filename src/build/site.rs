//! A site as it is known, and what changes when one looks again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::bodies::Bodies;
use super::documents::{self, Known, Memory, ReadOne, Wrong};
use super::limits;
use super::load::{self, Loaded};
use super::look::{Look, Theme};
use super::pictures::{self, KnownPictures};
use super::shared::Shared;
use super::tables::{self, KnownTables};
use super::{Counts, Failed, Progress, Request, Silent, settings};
use crate::country::Countries;
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::document::{self, Body};
use crate::index::{Change, Changed, Content, Finding, Index, OutputId, Place};
use crate::source::{Source, Stamp};

/// Everything that is known of a site: its files as they were last seen, and what follows from them.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) request: Request,
    pub(super) look: Look,
    pub(super) documents: BTreeMap<String, Known>,
    pub(super) pictures: KnownPictures,
    pub(super) tables: KnownTables,
    /// Of the documents that were parsed at the last look.
    bodies: Bodies,
    pub(super) index: Index,
    pub(super) theme: Theme,
    /// Whether a look ended in an error, so that the index may not be of these documents.
    is_torn: bool,
    pub(super) shared: Shared,
    wrong: Wrong,
    /// How often the templates, settings or static files were looked at.
    pub(super) themes: u64,
    /// The documents with which something is wrong by themselves.
    mistaken: BTreeSet<String>,
}

/// What was known of a site before, and with what its pages were made.
#[derive(Debug, Default)]
pub(super) struct Before {
    pub(super) memory: Memory,
    pub(super) pictures: KnownPictures,
    pub(super) tables: KnownTables,
    pub(super) made_with: u64,
    pub(super) built_for: Timestamp,
    /// Until when nothing changes by itself.
    pub(super) valid_until: Option<Timestamp>,
}

impl Before {
    fn fits(&self, look: &Look, now: Timestamp) -> bool {
        self.made_with == look.made_with
            && self.memory.parsed_with == look.parsed_with
            && self.built_for <= now
            && self.valid_until.is_none_or(|turn| now < turn)
    }
}

impl Site {
    /// Looks at a folder; says what is not as it was before.
    pub(super) fn open(
        request: Request,
        look: Look,
        mut before: Before,
        wrong: Wrong,
        progress: &dyn Progress,
    ) -> Result<(Self, Changed), Failed> {
        let fits = before.fits(&look, request.now);
        let known: BTreeMap<String, Known> = if fits { before.memory.documents.clone() } else { BTreeMap::new() };
        let read = || {
            let (documents, bodies) = documents::read(&look, &mut before.memory, wrong, progress)?;
            let (pictures, tables) = shown_files(&look, &request, &documents, (&before.pictures, &before.tables))?;
            let index = match fits {
                true => index(&look, &request, &known, (&before.pictures, &before.tables)),
                false => index(&look, &request, &documents, (&pictures, &tables)),
            };
            Ok::<_, Failed>((documents, bodies, pictures, tables, index))
        };
        // A small site takes no longer to read than the theme.
        let (theme, read) = rayon::join(|| look.theme(), read);
        let (documents, bodies, pictures, tables, index) = read?;
        let mistaken = mistaken(&documents);
        let shared = Shared::new(look.config.relations && wrong == Wrong::AsItIs);
        let mut site = Self {
            request,
            look,
            documents,
            pictures,
            tables,
            bodies,
            index,
            theme,
            shared,
            wrong,
            themes: 0,
            mistaken,
            is_torn: false,
        };
        let changed = if fits { site.apply(&known)? } else { Changed::Everything };
        Ok((site, changed))
    }

    /// Looks again at what was touched; says what changed. After an error, the next look is at everything.
    pub(super) fn look_again(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> Result<Changed, Failed> {
        self.shared.forget();
        let was_torn = std::mem::replace(&mut self.is_torn, true);
        let touched = touched.filter(|_| !was_torn);
        let changed = match touched.and_then(|paths| self.plain_documents(paths)) {
            Some(sources) => self.read_again(&sources),
            None => self.look_at_all(touched, was_torn),
        }?;
        self.is_torn = false;
        Ok(changed)
    }

    /// The touched files, if all are documents that were there before and are no entities'.
    fn plain_documents(&self, touched: &BTreeSet<PathBuf>) -> Option<Vec<Source>> {
        let source = |path: &PathBuf| {
            let name = path.to_str()?.replace('\\', "/");
            let at = self.look.tree.markdown.binary_search_by(|source| source.path.as_str().cmp(&name)).ok()?;
            let may_have_names = document::may_have_names(&name, self.look.dialect.flat);
            (!may_have_names).then(|| self.look.tree.markdown[at].clone())
        };
        touched.iter().map(source).collect()
    }

    fn read_again(&mut self, sources: &[Source]) -> Result<Changed, Failed> {
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        let mut read: Vec<(String, Option<ReadOne>)> = Vec::new();
        for source in sources {
            let old = self.documents.get(&source.path).cloned();
            known.extend(old.clone().map(|old| (source.path.clone(), old)));
            let new = documents::read_one(source, old, self.wrong, &self.look)?;
            read.push((source.path.clone(), new));
        }
        if read.iter().any(|(_, new)| new.is_none()) {
            // One is gone, so the list of files is another.
            let touched = sources.iter().map(|source| PathBuf::from(&source.path)).collect();
            return self.look_at_all(Some(&touched), false);
        }
        self.bodies = Bodies::default();
        for (path, (new, body)) in read.into_iter().filter_map(|(path, new)| Some((path, new?))) {
            if let Some(place) = body.and_then(|body| self.bodies.put(&body)) {
                self.bodies.note(path.clone(), place);
            }
            match new.mistakes.is_empty() {
                true => self.mistaken.remove(&path),
                false => self.mistaken.insert(path.clone()),
            };
            self.documents.insert(path, new);
        }
        self.read_tables_of(sources)?;
        let paths: Vec<String> = sources.iter().map(|source| source.path.clone()).collect();
        self.apply_some(&paths, &known)
    }

    /// Files that are new to charts are read; the others are as they were.
    fn read_tables_of(&mut self, sources: &[Source]) -> Result<(), Failed> {
        let documents = sources.iter().filter_map(|source| self.documents.get(&source.path));
        let assets = &self.index.surroundings().assets;
        let mut named = tables::named(documents, &self.look, assets);
        if !named.iter().all(|path| self.tables.tables.contains_key(path)) {
            named.extend(self.tables.tables.keys().cloned());
            self.tables = self.tables.look_at(named, &self.request.root, &self.look)?;
        }
        Ok(())
    }

    fn look_at_all(&mut self, touched: Option<&BTreeSet<PathBuf>>, anew: bool) -> Result<Changed, Failed> {
        let look = Look::at(&self.request)?;
        let mut memory = Memory { documents: self.documents.clone(), parsed_with: self.look.parsed_with };
        // What was touched, or may have been, is read whatever its stamp says.
        for (path, known) in &mut memory.documents {
            if touched.is_none_or(|touched| touched.contains(Path::new(path))) {
                known.stamp = Stamp::never();
            }
        }
        let same = !anew && look.made_with == self.look.made_with && look.parsed_with == self.look.parsed_with;
        let (documents, bodies) = documents::read(&look, &mut memory, self.wrong, &Silent)?;
        let mut seen = self.pictures.clone();
        let is_untouched = |path: &str| touched.is_some_and(|touched| !touched.contains(Path::new(path)));
        seen.stamps.retain(|path, _| is_untouched(path));
        let mut read = self.tables.clone();
        read.stamps.retain(|path, _| is_untouched(path));
        let (pictures, tables) = shown_files(&look, &self.request, &documents, (&seen, &read))?;
        self.themes += 1;
        self.mistaken = mistaken(&documents);
        let known = std::mem::replace(&mut self.documents, documents);
        self.bodies = bodies;
        let config_is_lost = self.wrong == Wrong::KeepsLastGood && look.config_is_lost();
        if config_is_lost {
            // What the settings last said goes on until they can be read again.
            self.look.mistakes = look.mistakes;
            self.mistaken = mistaken(&known);
            self.documents = known;
            return Ok(Changed::nothing());
        }
        self.look = look;
        self.pictures = pictures;
        self.tables = tables;
        let Theme { frame, engine, mistakes } = self.look.theme();
        self.theme.frame = frame;
        if mistakes.is_empty() || self.wrong == Wrong::AsItIs {
            self.theme.engine = engine;
        }
        self.theme.mistakes = mistakes;
        if same {
            return self.apply(&known);
        }
        self.index = index(&self.look, &self.request, &self.documents, (&self.pictures, &self.tables));
        Ok(Changed::Everything)
    }

    /// Brings the index from what was known to what is known.
    fn apply(&mut self, known: &BTreeMap<String, Known>) -> Result<Changed, Failed> {
        let differs = |path: &&String| match (known.get(*path), self.documents.get(*path)) {
            (Some(old), Some(new)) => old.hash != new.hash || old.is_earlier != new.is_earlier,
            (old, new) => old.is_some() != new.is_some(),
        };
        let paths: BTreeSet<&String> = known.keys().chain(self.documents.keys()).filter(differs).collect();
        let paths: Vec<String> = paths.into_iter().cloned().collect();
        self.apply_some(&paths, known)
    }

    fn apply_some(&mut self, paths: &[String], known: &BTreeMap<String, Known>) -> Result<Changed, Failed> {
        let mut bodies = Vec::new();
        let mut changes = Vec::new();
        for path in paths {
            let (old, new) = (known.get(path), self.documents.get(path));
            if old.map(|old| old.hash) != new.map(|new| new.hash) && new.is_none_or(|new| !new.is_earlier) {
                bodies.push(path.as_str().into());
            }
            changes.push(Change { source: path.as_str().into(), now: new.and_then(|new| self.content(path, new)) });
        }
        let now_referenced = self.look.tree.has_content_folder || self.referenced() == self.index.surroundings().assets;
        match self.index.apply(changes, &self.pictures.pictures, &self.tables.tables).filter(|_| now_referenced) {
            Some(mut facts) => {
                for id in bodies {
                    facts.note(&crate::index::Fact::Body(id));
                }
                Ok(facts)
            }
            None => {
                let known = (&self.pictures, &self.tables);
                (self.pictures, self.tables) = shown_files(&self.look, &self.request, &self.documents, known)?;
                self.index = index(&self.look, &self.request, &self.documents, (&self.pictures, &self.tables));
                Ok(Changed::Everything)
            }
        }
    }

    fn content(&self, path: &str, known: &Known) -> Option<Content> {
        match &known.summary {
            Some(summary) => Some(Content::Document(summary.clone())),
            None => document::address(path, self.look.dialect.flat).map(|(url, name)| Content::Unreadable(url, name)),
        }
    }

    fn referenced(&self) -> BTreeSet<String> {
        assets(&self.look, &self.request, &self.documents)
    }

    /// What only a document's own page shows.
    pub(super) fn body(&self, path: &str) -> Option<Arc<Body>> {
        if let Some(body) = self.bodies.get(path) {
            return Some(Arc::new(body));
        }
        let at = self.look.tree.markdown.binary_search_by(|source| source.path.as_str().cmp(path)).ok()?;
        documents::body(&self.look, &self.look.tree.markdown[at], self.documents.get(path)?)
    }

    /// All that is wrong, at the levels that the site sets.
    pub(super) fn report(&self, templates: Vec<Diagnostic>) -> Report {
        Report::new(self.mistakes(templates), &self.look.config.lints, self.request.deny_warnings)
    }

    /// All that is wrong, with what is wrong with `templates` as they are rendered.
    pub(super) fn mistakes(&self, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut mistakes = self.look.mistakes.clone();
        for known in self.mistaken.iter().filter_map(|path| self.documents.get(path)) {
            // A draft may be unfinished: its mistakes are told when drafts are asked for.
            let is_draft = known.summary.as_ref().is_some_and(|summary| summary.draft);
            if !is_draft || self.request.drafts {
                mistakes.extend(known.mistakes.iter().cloned());
            }
        }
        let mut texts = BTreeMap::new();
        mistakes.extend(self.index.check().into_iter().map(|finding| self.located(finding, &mut texts)));
        mistakes.extend(self.theme.mistakes.iter().cloned());
        mistakes.extend(templates);
        let redirects = || self.index.outputs().filter(|output| matches!(output.id, OutputId::Alias(_))).count();
        mistakes.extend(limits::of_redirects(&self.look.config.publish, redirects));
        self.look.told(mistakes)
    }

    /// Says the line and column of a mistake between files.
    pub(super) fn located(&self, finding: Finding, texts: &mut BTreeMap<String, String>) -> Diagnostic {
        let mut location = |place: &Place| {
            let text = texts.entry(place.source.to_string()).or_insert_with_key(|path| self.text(path));
            Location::new(&place.source, text, &place.span)
        };
        let mut diagnostic = finding.diagnostic;
        if let Some(place) = &finding.place {
            diagnostic = diagnostic.at(location(place));
        }
        for (place, message) in &finding.related {
            diagnostic = diagnostic.related(location(place), message.clone());
        }
        diagnostic
    }

    fn text(&self, path: &str) -> String {
        let markdown = &self.look.tree.markdown;
        let at = markdown.binary_search_by(|source| source.path.as_str().cmp(path)).ok();
        let source = at.map(|at| &markdown[at]).or(self.look.tree.config.as_ref().filter(|it| it.path == path));
        let of_chart = || Source { path: path.to_owned(), file: self.request.root.join(path) };
        let source = source.cloned().or_else(|| self.tables.tables.contains_key(path).then(of_chart));
        let loaded = source.as_ref().map(|source| load::text(source, self.look.config.limits.file_size));
        if let Some(Ok(Loaded::Text(text))) = loaded { text.text } else { String::new() }
    }

    /// When the site next changes by itself.
    pub(super) fn valid_until(&self) -> Option<Timestamp> {
        let summaries = self.documents.values().filter_map(|known| known.summary.as_deref());
        self.index.next_turn(summaries, &self.look.config.timezone)
    }

    pub(super) fn counts(&self) -> Counts {
        Counts { articles: self.index.articles(), ..Counts::default() }
    }
}

fn mistaken(documents: &BTreeMap<String, Known>) -> BTreeSet<String> {
    documents.iter().filter(|(_, known)| !known.mistakes.is_empty()).map(|(path, _)| path.clone()).collect()
}

/// The files beside articles.
fn assets(look: &Look, request: &Request, documents: &BTreeMap<String, Known>) -> BTreeSet<String> {
    if look.tree.has_content_folder {
        return look.around.assets.clone();
    }
    let summaries = documents.values().filter_map(|known| known.summary.as_deref());
    settings::referenced_assets(summaries, &request.root)
}

/// The pictures and the files of charts as they are; what is known of them is not read again.
fn shown_files(
    look: &Look,
    request: &Request,
    documents: &BTreeMap<String, Known>,
    (pictures, tables): (&KnownPictures, &KnownTables),
) -> Result<(KnownPictures, KnownTables), Failed> {
    let assets = assets(look, request, documents);
    let pictures = pictures::look_at(look, &assets, &request.root, pictures)?;
    let named = tables::named(documents.values(), look, &assets);
    let tables = tables.look_at(named, &request.root, look)?;
    Ok((pictures, tables))
}

fn index(
    look: &Look,
    request: &Request,
    documents: &BTreeMap<String, Known>,
    (pictures, tables): (&KnownPictures, &KnownTables),
) -> Index {
    let summaries = documents.values().filter_map(|known| known.summary.clone());
    let mut around = look.around.clone();
    around.assets = assets(look, request, documents);
    around.pictures = pictures.pictures.clone();
    around.tables = tables.tables.clone();
    let unreadable = documents.iter().filter(|(_, known)| known.summary.is_none()).filter_map(|(path, _)| {
        let (url, name) = document::address(path, look.dialect.flat)?;
        Some((path.clone(), url, name))
    });
    around.unreadable = unreadable.collect();
    Index::new(summaries, around, look.gazetteer(), &Countries::embedded())
}

#[cfg(test)]
mod tests;
