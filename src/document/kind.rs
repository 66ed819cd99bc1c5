//! What a file is, by where it stands.

use serde::{Deserialize, Serialize};

use crate::value::{EntityKind, Slug, UrlPath};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The text of the home page.
    Home,
    /// An explainer.
    Article,
    /// A page at its own path.
    Page,
    /// The file of an entity.
    Entity(EntityKind),
}

/// A path within the content, taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContentPath<'p> {
    /// The folders, without `content`.
    folders: &'p str,
    /// The file's name without its extension.
    stem: &'p str,
}

impl<'p> ContentPath<'p> {
    pub(super) fn new(path: &'p str, flat: bool) -> Self {
        let within = if flat { path } else { path.strip_prefix("content/").unwrap_or(path) };
        let (folders, file) = within.rsplit_once('/').unwrap_or(("", within));
        Self { folders, stem: file.rsplit_once('.').map_or(file, |(stem, _)| stem) }
    }

    /// The kind by place alone; at the root of a site without `content/`, the front matter decides
    /// whether a page is an article.
    pub(super) fn kind(self) -> Kind {
        let top = self.folders.split('/').next().unwrap_or_default();
        match top {
            "" if self.stem == "index" => Kind::Home,
            "articles" => Kind::Article,
            _ => EntityKind::ALL.into_iter().find(|kind| kind.folder() == top).map_or(Kind::Page, Kind::Entity),
        }
    }

    /// The name that stands for the file: its folder's for `index.md`.
    pub(super) fn stem(self) -> &'p str {
        match self.stem {
            "index" => self.folders.rsplit('/').next().unwrap_or_default(),
            stem => stem,
        }
    }

    /// The URL of a plain page: its folders, and its slug unless it is a folder's `index.md`.
    pub(super) fn page_url(self, slug: Option<&Slug>) -> UrlPath {
        let mut parts: Vec<Slug> = self.folders.split('/').filter_map(Slug::of).collect();
        if self.stem == "index" {
            parts.pop();
        }
        let own = slug.cloned().or_else(|| Slug::of_file_stem(self.stem()));
        parts.extend(own);
        UrlPath::page(&parts.iter().map(Slug::as_str).collect::<Vec<_>>())
    }
}

/// Where a file's page would be, and what a wikilink would call it: for files that cannot be read.
pub fn address(path: &str, flat: bool) -> Option<(UrlPath, String)> {
    let place = ContentPath::new(path, flat);
    let slug = Slug::of_file_stem(place.stem())?;
    let url = match place.kind() {
        Kind::Article => UrlPath::page(&["articles", slug.as_str()]),
        Kind::Entity(kind) => UrlPath::page(&[kind.folder(), slug.as_str()]),
        Kind::Page | Kind::Home => place.page_url(None),
    };
    Some((url, slug.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Kind {
        ContentPath::new(path, false).kind()
    }

    fn url(path: &str) -> String {
        ContentPath::new(path, false).page_url(None).to_string()
    }

    #[test]
    fn the_folder_says_what_a_file_is() {
        assert_eq!(kind("content/index.md"), Kind::Home);
        assert_eq!(kind("content/articles/2025/accords.md"), Kind::Article);
        assert_eq!(kind("content/countries/kz.md"), Kind::Entity(EntityKind::Country));
        assert_eq!(kind("content/people/x.md"), Kind::Entity(EntityKind::Person));
        assert_eq!(kind("content/about.md"), Kind::Page);
        assert_eq!(kind("content/countries.md"), Kind::Page);
        assert_eq!(ContentPath::new("one.md", true).kind(), Kind::Page);
    }

    #[test]
    fn a_plain_page_is_at_its_own_path() {
        assert_eq!(url("content/about.md"), "/about/");
        assert_eq!(url("content/docs/First Steps.md"), "/docs/first-steps/");
        assert_eq!(url("content/docs/index.md"), "/docs/");
        assert_eq!(ContentPath::new("content/articles/accords/index.md", false).stem(), "accords");
    }
}
