//! What a template depends on: those that it extends and includes, and all components.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use tera::Tera;
use xxhash_rust::xxh3::Xxh3Default;

use super::engine::{DEFAULT, TemplateSource};
use super::theme;
use crate::locale::Locale;
use crate::view::SiteView;

/// Hashes of the templates of a site.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// Of each by itself, by its name; the theme's under [`DEFAULT`] too.
    own: BTreeMap<String, u64>,
    /// Which others each names.
    names: BTreeMap<String, Vec<String>>,
    /// Of all that hold components, which are called by name, wherever they stand; and of what every page is given.
    shared: u64,
}

/// What all templates are given besides the page.
#[derive(Debug)]
pub(super) struct Around<'a> {
    /// The variable `site`, the language of the interface and the path below which the site stands.
    given: u64,
    /// The paths that `asset()` may name, and the paths that pages then refer to.
    assets: &'a BTreeMap<String, String>,
}

impl<'a> Around<'a> {
    pub(super) fn new(site: &SiteView, locale: &Locale, base_path: &str, assets: &'a BTreeMap<String, String>) -> Self {
        let mut given = Xxh3Default::new();
        let site = serde_json::to_vec(site).unwrap_or_default();
        (site, locale.tag().to_string(), base_path).hash(&mut given);
        Self { given: given.finish(), assets }
    }

    /// Of what a template is told of the static files that it names; a path that is not written there may be any.
    fn hash_assets(&self, text: &str, hasher: &mut Xxh3Default) {
        for named in assets_in(text) {
            match named {
                Some(path) => self.assets.get(path).hash(hasher),
                None => self.assets.hash(hasher),
            }
        }
    }
}

/// The static files that a template names; `None` for a path that is not written there.
fn assets_in(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.match_indices("asset(").map(|(at, call)| {
        let argument = text[at + call.len()..].split(')').next().unwrap_or_default();
        argument.trim().strip_prefix("path=").and_then(literal).map(|path| path.trim_start_matches('/'))
    })
}

/// The static files that the theme's templates and these name.
pub fn assets_named(templates: &[TemplateSource]) -> BTreeSet<String> {
    let theme: Vec<(String, &str)> = theme::templates().collect();
    let texts = theme.iter().map(|(_, text)| *text).chain(templates.iter().map(|template| template.text.as_str()));
    texts.flat_map(assets_in).flatten().map(str::to_owned).collect()
}

/// The text between quotes, if that is all there is.
fn literal(argument: &str) -> Option<&str> {
    let quote = argument.chars().next().filter(|quote| ['"', '\'', '`'].contains(quote))?;
    argument.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(quote))
}

impl Prints {
    /// Of the site's templates that could be loaded, over the theme's.
    pub(super) fn of(sources: &BTreeMap<String, String>, tera: &Tera, around: &Around) -> Self {
        let loaded: BTreeSet<&str> = tera.get_template_names().collect();
        let theme: Vec<(String, &str)> = theme::templates().collect();
        let mut prints = Self::default();
        let mut shared = Xxh3Default::new();
        around.given.hash(&mut shared);
        for (name, text) in &theme {
            prints.add(format!("{DEFAULT}{name}"), text, around, &mut shared);
            if !loaded.contains(name.as_str()) {
                prints.add(name.clone(), text, around, &mut shared);
            }
        }
        for (name, text) in sources.iter().filter(|(name, _)| loaded.contains(name.as_str())) {
            prints.add(name.clone(), text, around, &mut shared);
        }
        prints.shared = shared.finish();
        prints
    }

    fn add(&mut self, name: String, text: &str, around: &Around, shared: &mut Xxh3Default) {
        let mut own = Xxh3Default::new();
        text.hash(&mut own);
        around.hash_assets(text, &mut own);
        let own = own.finish();
        if text.contains("component ") {
            (&name, own).hash(shared);
        }
        self.names.insert(name.clone(), named_in(text));
        self.own.insert(name, own);
    }

    /// Of these and all that they extend and include.
    pub(super) fn of_templates(&self, names: impl Iterator<Item = String>) -> u64 {
        let mut hasher = Xxh3Default::new();
        self.shared.hash(&mut hasher);
        let mut seen = BTreeSet::new();
        let mut left: Vec<String> = names.collect();
        while let Some(name) = left.pop() {
            if seen.insert(name.clone()) {
                (&name, self.own.get(&name)).hash(&mut hasher);
                left.extend(self.names.get(&name).into_iter().flatten().cloned());
            }
        }
        hasher.finish()
    }
}

/// The templates that a text extends or includes: `{% extends "base.html" %}`.
fn named_in(text: &str) -> Vec<String> {
    let mut named = Vec::new();
    for keyword in ["extends", "include"] {
        for (at, _) in text.match_indices(keyword) {
            // An include may name several, of which the first that exists is meant.
            let rest = text[at + keyword.len()..].split("%}").next().unwrap_or_default();
            let quoted = rest.split(['"', '\'', '`']).skip(1).step_by(2);
            named.extend(quoted.map(str::to_owned));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_static_file_concerns_the_templates_that_name_it() {
        let print = |text: &str, files: &[&str]| {
            let assets = files.iter().map(|file| ((*file).to_owned(), (*file).to_owned())).collect();
            let mut hasher = Xxh3Default::new();
            Around { given: 0, assets: &assets }.hash_assets(text, &mut hasher);
            hasher.finish()
        };
        let named = r#"{{ asset(path="/icon.svg") }}"#;
        assert_eq!(print(named, &["icon.svg"]), print(named, &["icon.svg", "other.svg"]));
        assert_ne!(print(named, &["icon.svg"]), print(named, &["other.svg"]));
        let any = "{{ asset(path=page.extra.icon) }}";
        assert_ne!(print(any, &["icon.svg"]), print(any, &["icon.svg", "other.svg"]));
        assert_eq!(print("no call", &["icon.svg"]), print("no call", &[]));
    }

    #[test]
    fn what_a_template_names_is_found() {
        let text =
            r#"{% extends "base.html" %}{%- include 'a.html' -%}{% include ["b.html", "c.html"] %} includes "no""#;
        let named = named_in(text);
        for name in ["base.html", "a.html", "b.html", "c.html"] {
            assert!(named.iter().any(|found| found == name), "{name}");
        }
    }
}
