//! What a template depends on: those that it extends and includes, and all components.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use tera::Tera;
use xxhash_rust::xxh3::Xxh3Default;

use super::engine::DEFAULT;
use super::theme;

/// Hashes of the templates of a site.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// Of each by itself, by its name; the theme's under [`DEFAULT`] too.
    own: BTreeMap<String, u64>,
    /// Which others each names.
    names: BTreeMap<String, Vec<String>>,
    /// Of all that hold components: those are called by name, wherever they stand.
    components: u64,
}

impl Prints {
    /// Of the site's templates that could be loaded, over the theme's.
    pub(super) fn of(sources: &BTreeMap<String, String>, tera: &Tera) -> Self {
        let loaded: BTreeSet<&str> = tera.get_template_names().collect();
        let theme: Vec<(String, &str)> = theme::templates().collect();
        let mut prints = Self::default();
        let mut components = Xxh3Default::new();
        for (name, text) in &theme {
            prints.add(format!("{DEFAULT}{name}"), text, &mut components);
            if !loaded.contains(name.as_str()) {
                prints.add(name.clone(), text, &mut components);
            }
        }
        for (name, text) in sources.iter().filter(|(name, _)| loaded.contains(name.as_str())) {
            prints.add(name.clone(), text, &mut components);
        }
        prints.components = components.finish();
        prints
    }

    fn add(&mut self, name: String, text: &str, components: &mut Xxh3Default) {
        let mut own = Xxh3Default::new();
        text.hash(&mut own);
        if text.contains("component ") {
            (&name, text).hash(components);
        }
        self.names.insert(name.clone(), named_in(text));
        self.own.insert(name, own.finish());
    }

    pub(super) fn of_all(&self) -> u64 {
        let mut hasher = Xxh3Default::new();
        self.own.hash(&mut hasher);
        hasher.finish()
    }

    /// Of these and all that they extend and include.
    pub(super) fn of_templates(&self, names: impl Iterator<Item = String>) -> u64 {
        let mut hasher = Xxh3Default::new();
        self.components.hash(&mut hasher);
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
    fn what_a_template_names_is_found() {
        let text = r#"{% extends "base.html" %}{%- include 'a.html' -%}{% include ["b.html", "c.html"] %} includes "no""#;
        let named = named_in(text);
        for name in ["base.html", "a.html", "b.html", "c.html"] {
            assert!(named.iter().any(|found| found == name), "{name}");
        }
    }
}
