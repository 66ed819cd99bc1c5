//! What a site's folder says besides its documents: settings, templates, static files, names.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::load::{self, Text};
use super::statics::{self, Fingerprints};
use super::{Failed, Request, Silent, settings};
use crate::config::Config;
use crate::country::Countries;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{self, Dialect};
use crate::gazetteer::{Gazetteer, SiteNames};
use crate::index::Surroundings;
use crate::render::{Engine, TemplateSource};
use crate::source::{self, Source, Stamp, Tree};
use crate::value::BaseUrl;
use crate::view::Frame;

/// What a site's folder says besides its documents.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) tree: Tree,
    pub(super) config: Config,
    pub(super) templates: Vec<TemplateSource>,
    pub(super) dialect: Dialect,
    /// What the site calls countries and other entities.
    names: Vec<SiteNames>,
    gazetteer: OnceLock<Gazetteer>,
    pub(super) around: Surroundings,
    /// None in a preview, which exchanges stylesheets in open pages.
    pub(super) fingerprints: Fingerprints,
    /// What is wrong with the folder, the settings and the templates' files.
    pub(super) mistakes: Vec<Diagnostic>,
    config_is_read: bool,
    /// What every document is read with, as a hash.
    pub(super) parsed_with: u64,
    /// What every page is made with, as a hash.
    pub(super) made_with: u64,
    /// The templates, and the static files that pages name by what they hold, as a hash.
    pub(super) drawn_with: u64,
}

/// What all pages are drawn with.
#[derive(Debug)]
pub(super) struct Theme {
    pub(super) frame: Frame,
    pub(super) engine: Engine,
    /// What is wrong with the templates as they are loaded.
    pub(super) mistakes: Vec<Diagnostic>,
}

impl Look {
    pub(super) fn at(request: &Request) -> Result<Self, Failed> {
        if !request.root.is_dir() {
            return Err(Failed::NoSite(request.root.display().to_string()));
        }
        // To unpack the dataset takes as long as to look at a small site.
        let (found, _) = rayon::join(|| source::walk(&request.root), Countries::embedded);
        let (tree, mut mistakes) = found?;
        let (config, config_text) = load::config(&tree, &mut mistakes)?;
        let config_is_read = config.is_some();
        let config = with_base_url(config.unwrap_or_default(), request);
        let templates = load::templates(&tree, config.limits.file_size, &mut mistakes)?;
        let dialect = settings::dialect(&config, &templates, &tree);
        let fingerprints = match request.preview {
            Some(_) => Fingerprints::new(),
            None => statics::fingerprints(&tree, &config, &templates)?,
        };
        let names = names(&tree, &config, request.drafts)?;
        let names = settings::site_names(&config, names.values());
        let around = settings::surroundings(request, &config, &tree, &templates);
        Ok(Self {
            parsed_with: parsed_with(&names, &dialect),
            made_with: made_with(request, &around, config_text.as_ref(), &config),
            drawn_with: drawn_with(&templates, &fingerprints),
            names,
            gazetteer: OnceLock::new(),
            tree,
            config,
            templates,
            dialect,
            around,
            fingerprints,
            mistakes,
            config_is_read,
        })
    }

    /// All names of countries and entities: made when documents are read, beside the theme.
    pub(super) fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| Gazetteer::new(&Countries::embedded(), &self.names))
    }

    /// How every file that was found is on disk, by its path.
    pub(super) fn stamps(&self) -> BTreeMap<String, Stamp> {
        let tree = &self.tree;
        let lists = [&tree.markdown, &tree.assets, &tree.templates, &tree.statics];
        let sources: Vec<&Source> = lists.into_iter().flatten().chain(&tree.config).collect();
        stamps_of(sources.into_par_iter().cloned())
    }

    /// Whether there are settings that cannot be read.
    pub(super) fn config_is_lost(&self) -> bool {
        !self.config_is_read
    }

    /// What all pages share, and the templates.
    pub(super) fn theme(&self) -> Theme {
        let frame = settings::frame(&self.config, &self.fingerprints, Countries::embedded());
        let statics = self.around.statics.iter().map(|path| path.as_str().trim_start_matches('/'));
        let named = |path: &str| self.fingerprints.get(path).map_or(path, String::as_str).to_owned();
        let assets = statics.map(|path| (path.to_owned(), named(path))).collect();
        let (engine, mistakes) =
            Engine::new(self.templates.clone(), &frame.site_view(), frame.locale, frame.base_path(), &assets);
        Theme { frame, engine, mistakes }
    }

    /// The mistakes as they are told: where the settings cannot be read, they may well allow what would be warned of.
    pub(super) fn told(&self, mut mistakes: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let in_settings = |it: &Diagnostic| it.location.as_ref().is_some_and(|at| at.path.starts_with("nutgraf.y"));
        let wrong_base_url = mistakes.iter().any(|it| it.code == Code::InvalidUrl && in_settings(it));
        if self.config.base_url.is_none() && !wrong_base_url {
            mistakes.push(settings::no_base_url());
        }
        if !self.config_is_read {
            mistakes.retain(|mistake| mistake.severity == Severity::Error);
        }
        mistakes
    }
}

/// How files are on disk, by their paths; without those that are not there.
pub(super) fn stamps_of(sources: impl ParallelIterator<Item = Source>) -> BTreeMap<String, Stamp> {
    let stamped = sources.filter_map(|source| {
        let stamp = source::stamp(&source).ok().flatten()?;
        Some((source.path, stamp))
    });
    stamped.collect()
}

fn with_base_url(mut config: Config, request: &Request) -> Config {
    if let Some(preview) = &request.preview {
        let path = config.base_url.as_ref().map_or("", BaseUrl::path).to_owned();
        config.base_url = Some(preview.with_path(&path));
    } else if request.base_url.is_some() {
        config.base_url.clone_from(&request.base_url);
    }
    config
}

/// The names in the files of entities. What cannot be read is reported with the documents.
pub(super) fn names(tree: &Tree, config: &Config, drafts: bool) -> Result<BTreeMap<String, SiteNames>, Failed> {
    let flat = !tree.has_content_folder;
    let of_entities = tree.markdown.iter().filter(|source| document::may_have_names(&source.path, flat));
    let sources: Vec<Source> = of_entities.cloned().collect();
    let texts = load::texts(&sources, config.limits.file_size, &Silent, &mut Vec::new())?;
    let named = texts.into_iter().filter_map(|text| {
        let names = document::names(&text.path, &text.text, flat, drafts)?;
        Some((text.path, names))
    });
    Ok(named.collect())
}

fn parsed_with(names: &[SiteNames], dialect: &Dialect) -> u64 {
    let mut hasher = Xxh3Default::new();
    format!("{names:?} {dialect:?}").hash(&mut hasher);
    hasher.finish()
}

fn drawn_with(templates: &[TemplateSource], fingerprints: &Fingerprints) -> u64 {
    let mut hasher = Xxh3Default::new();
    (templates, fingerprints).hash(&mut hasher);
    hasher.finish()
}

fn made_with(request: &Request, around: &Surroundings, config: Option<&Text>, merged: &Config) -> u64 {
    let mut hasher = Xxh3Default::new();
    config.map(|text| &text.text).hash(&mut hasher);
    (request.drafts, request.future).hash(&mut hasher);
    merged.base_url.as_ref().map(ToString::to_string).hash(&mut hasher);
    around.page_size.hash(&mut hasher);
    for (what, paths) in [("statics", format!("{:?}", around.statics)), ("assets", format!("{:?}", around.assets))] {
        (what, paths).hash(&mut hasher);
    }
    around.templates.hash(&mut hasher);
    around.flat.hash(&mut hasher);
    hasher.finish()
}
