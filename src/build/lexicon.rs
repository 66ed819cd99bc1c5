//! What a site knows of names, without building it.

use std::path::{Path, PathBuf};

use super::{Failed, load, look, settings};
use crate::country::Countries;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Dialect, Found};
use crate::gazetteer::Gazetteer;
use crate::source::{self, Source};

/// The names that a site knows, and the dialect of its texts.
#[derive(Debug)]
pub struct Lexicon {
    /// The names of countries, and of the site's own entities.
    pub gazetteer: Gazetteer,
    dialect: Dialect,
    root: PathBuf,
}

impl Lexicon {
    /// Of the site at `root`. Mistakes in its files are left for a build to report.
    pub fn of_site(root: &Path) -> Result<Self, Failed> {
        if !root.is_dir() {
            return Err(Failed::NoSite(root.display().to_string()));
        }
        let (tree, mut ignored) = source::walk(root)?;
        let (config, _) = load::config(&tree, &mut ignored)?;
        let config = config.unwrap_or_default();
        let templates = load::templates(&tree, config.limits.file_size, &mut ignored)?;
        let names = look::names(&tree, &config, false)?;
        let names = settings::site_names(&config, names.values());
        Ok(Self {
            gazetteer: Gazetteer::new(&Countries::embedded(), &names),
            dialect: settings::dialect(&config, &templates, &tree),
            root: root.to_path_buf(),
        })
    }

    /// The bytes of a file, and its path: relative to the site, or as given where it is elsewhere.
    pub fn read(&self, file: &Path) -> Result<(String, Vec<u8>), Failed> {
        let within = file.strip_prefix(&self.root).unwrap_or(file);
        let path = within.to_string_lossy().replace('\\', "/").trim_start_matches("./").to_owned();
        let source = Source { path, file: file.to_path_buf() };
        let bytes = source::read(&source)?;
        Ok((source.path, bytes))
    }

    /// Every name in a Markdown text, in order, and why its front matter could not be read.
    pub fn mentions(&self, path: &str, text: &str) -> (Vec<Found>, Vec<Diagnostic>) {
        document::mentions(path, text, &self.gazetteer, &self.dialect)
    }
}
