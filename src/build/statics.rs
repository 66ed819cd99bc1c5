//! Static files: the site's own, the theme's where the site has none of that path, and what both are called by.
//!
//! What pages refer to has its content's hash in its name too, so that readers' browsers may keep it for ever:
//! `nutgraf.css` is also `nutgraf.1a2b3c4d5e.css`. The plain name stays, for what is written by hand.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use super::site::Site;
use super::{Failed, settings};
use crate::config::Config;
use crate::output::{Content, OutputFile};
use crate::render::{self, TemplateSource};
use crate::source::{self, Source, Tree};

/// Static files by their paths below the site's root, each with the path that pages refer to.
pub(super) type Fingerprints = BTreeMap<String, String>;

/// The theme's stylesheet.
const STYLESHEET: &str = "nutgraf.css";
/// Hexadecimal digits of a hash in a name.
const DIGITS: usize = 10;

/// The stylesheet, the icon, and the styles and scripts that a template names by `asset(path="…")`.
pub(super) fn fingerprints(tree: &Tree, config: &Config, templates: &[TemplateSource]) -> Result<Fingerprints, Failed> {
    let icon = config.icon.as_ref().map_or("icon.svg", |icon| icon.as_str().trim_start_matches('/'));
    let mut names: BTreeSet<String> = [STYLESHEET.to_owned(), icon.to_owned()].into();
    names.extend(render::assets_named(templates).into_iter().filter(|path| is_style_or_script(path)));
    let own = own(tree);
    let mut fingerprints = Fingerprints::new();
    for path in names {
        if let Some(bytes) = bytes(&path, &own, config)? {
            fingerprints.insert(path.clone(), with_hash(&path, xxh3_64(&bytes)));
        }
    }
    Ok(fingerprints)
}

fn is_style_or_script(path: &str) -> bool {
    [".css", ".js", ".mjs"].iter().any(|extension| path.ends_with(extension))
}

fn bytes(path: &str, own: &BTreeMap<String, &Source>, config: &Config) -> Result<Option<Vec<u8>>, Failed> {
    match own.get(path) {
        Some(source) => match source::read(source) {
            Err(error) if error.error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            bytes => Ok(Some(bytes?)),
        },
        None => {
            let theme = render::static_file(path).filter(|_| settings::is_needed(path, config));
            Ok(theme.map(|theme| of_theme(path, theme, config.accent.as_deref())))
        }
    }
}

/// `a/nutgraf.css` → `a/nutgraf.1a2b3c4d5e.css`.
fn with_hash(path: &str, hash: u64) -> String {
    let hash = &format!("{hash:016x}")[..DIGITS];
    let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name_at..].rfind('.') {
        Some(dot) if dot > 0 => format!("{}.{hash}{}", &path[..name_at + dot], &path[name_at + dot..]),
        _ => format!("{path}.{hash}"),
    }
}

/// The site's own, by their paths below `static/`.
fn own(tree: &Tree) -> BTreeMap<String, &Source> {
    let own = tree.statics.iter();
    own.map(|source| (source.path.strip_prefix("static/").unwrap_or(&source.path).to_owned(), source)).collect()
}

impl Site {
    /// The site's own files, and the theme's where the site has none of that path.
    pub(super) fn static_files(&self) -> Vec<OutputFile> {
        let own = own(&self.look.tree);
        let accent = self.look.config.accent.as_deref();
        let theme = settings::theme_files(&self.look.config).into_iter().filter(|(path, _)| !own.contains_key(path));
        let theme = theme.map(|(path, bytes)| {
            let bytes = of_theme(&path, bytes, accent);
            OutputFile { path, content: Content::Bytes(bytes) }
        });
        let copied = own
            .iter()
            .map(|(path, source)| OutputFile { path: path.clone(), content: Content::CopyOf(source.file.clone()) });
        let mut files: Vec<OutputFile> = theme.chain(copied).collect();
        let named = files.iter().filter_map(|file| {
            let path = self.look.fingerprints.get(&file.path)?.clone();
            Some(OutputFile { path, content: file.content.clone() })
        });
        let named: Vec<OutputFile> = named.collect();
        files.extend(named);
        files
    }
}

/// A file of the theme; its stylesheet with the site's accent colour.
fn of_theme(path: &str, theme: &[u8], accent: Option<&str>) -> Vec<u8> {
    let mut bytes = theme.to_vec();
    if let Some(accent) = accent.filter(|_| path == STYLESHEET) {
        bytes.extend_from_slice(format!("\n:root {{ --accent: {accent}; }}\n").as_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_stands_before_the_extension() {
        assert_eq!(with_hash("nutgraf.css", 0xab), "nutgraf.0000000000.css");
        assert_eq!(with_hash("a.b/main.min.js", 0x1234_5678_9abc_def0), "a.b/main.min.123456789a.js");
        assert_eq!(with_hash("a.b/icon", u64::MAX), "a.b/icon.ffffffffff");
    }
}
