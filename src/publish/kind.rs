//! What a file of a site is: when it is put up, and what an editor calls it.

use std::collections::BTreeMap;

/// When a file is put up: what pages refer to is there before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// What pages show or load.
    Asset,
    /// What is read.
    Page,
    /// What leads to pages: lists, feeds, sitemaps, and what hosts read.
    Index,
    /// The home page.
    Front,
}

/// Files that are put up at once, each wave when the one before it is there.
///
/// Nothing leads to a new page until a page that readers know is put up anew, so new ones go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// What pages show or load.
    Assets,
    /// Pages that nothing leads to yet.
    NewPages,
    /// Lists and feeds that nothing leads to yet.
    NewIndexes,
    /// Pages that are there already.
    Pages,
    /// Lists and feeds that are there already.
    Indexes,
    /// The home page.
    Front,
}

impl Wave {
    /// Of the file at this path.
    pub fn of(path: &str, is_new: bool) -> Self {
        match (Rank::of(path), is_new) {
            (Rank::Asset, _) => Self::Assets,
            (Rank::Page, true) => Self::NewPages,
            (Rank::Index, true) => Self::NewIndexes,
            (Rank::Page, false) => Self::Pages,
            (Rank::Index, false) => Self::Indexes,
            (Rank::Front, _) => Self::Front,
        }
    }
}

/// What an editor calls a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Explainer,
    CountryPage,
    EntityPage,
    OtherPage,
    Feed,
    Sitemap,
    Picture,
    Data,
    Search,
    Other,
}

impl Rank {
    /// Of the file at this path.
    pub fn of(path: &str) -> Self {
        match Kind::of(path) {
            _ if path == "index.html" => Self::Front,
            Kind::Feed | Kind::Sitemap => Self::Index,
            // It leads to the other files of the search.
            Kind::Search if path.ends_with("/pagefind-entry.json") => Self::Index,
            Kind::Picture | Kind::Data | Kind::Search => Self::Asset,
            kind if kind != Kind::Other && is_list(path) => Self::Index,
            Kind::Explainer | Kind::CountryPage | Kind::EntityPage | Kind::OtherPage => Self::Page,
            Kind::Other if is_for_hosts(path) => Self::Index,
            Kind::Other => Self::Asset,
        }
    }
}

/// `index.html` of the site or of a folder right below it, and numbered pages.
fn is_list(path: &str) -> bool {
    let folders = path.trim_end_matches("index.html").trim_end_matches('/');
    !folders.contains('/') || folders.contains("/page/")
}

pub(super) fn is_for_hosts(path: &str) -> bool {
    matches!(path, "_headers" | "_redirects" | "robots.txt" | "CNAME" | ".nojekyll")
}

fn extension(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

impl Kind {
    fn of(path: &str) -> Self {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let top = path.split_once('/').map_or("", |(top, _)| top);
        match (top, name, extension(path)) {
            ("search" | "pagefind", name, _) if name != "index.html" => Self::Search,
            (_, "feed.xml" | "feed.json", _) => Self::Feed,
            ("", name, "xml") if name.starts_with("sitemap") => Self::Sitemap,
            ("articles", "index.html", _) if !is_list(path) => Self::Explainer,
            ("countries", "index.html", _) if !is_list(path) => Self::CountryPage,
            ("topics" | "people" | "organizations" | "authors" | "relations", "index.html", _) if !is_list(path) => {
                Self::EntityPage
            }
            (_, _, "html") => Self::OtherPage,
            (_, _, "png" | "jpg" | "jpeg" | "webp" | "gif" | "svg" | "avif" | "ico") => Self::Picture,
            (_, _, "json" | "csv" | "tsv") => Self::Data,
            _ => Self::Other,
        }
    }

    fn named(self, number: usize) -> String {
        let (one, many) = match self {
            Self::Explainer => ("explainer", "explainers"),
            Self::CountryPage => ("country page", "country pages"),
            Self::EntityPage => {
                ("page of a topic, person or organization", "pages of topics, people and organizations")
            }
            Self::OtherPage => ("other page", "other pages"),
            Self::Feed => ("feed", "feeds"),
            Self::Sitemap => ("sitemap", "sitemaps"),
            Self::Picture => ("picture", "pictures"),
            Self::Data => ("data file", "data files"),
            Self::Search => ("file of the search", "files of the search"),
            Self::Other => ("other file", "other files"),
        };
        format!("{number} {}", if number == 1 { one } else { many })
    }
}

/// `3 explainers, 11 country pages, 2 feeds`
pub fn summed_up<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    let mut numbers: BTreeMap<Kind, usize> = BTreeMap::new();
    for path in paths {
        *numbers.entry(Kind::of(path)).or_default() += 1;
    }
    numbers.into_iter().map(|(kind, number)| kind.named(number)).collect::<Vec<_>>().join(", ")
}

/// Of these files, the slugs of the explainers.
pub fn explainers<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<String> {
    let paths = paths.into_iter().filter(|path| Kind::of(path) == Kind::Explainer);
    paths.filter_map(|path| Some(path.strip_prefix("articles/")?.strip_suffix("/index.html")?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_between_what_they_show_and_what_leads_to_them() {
        for (path, rank) in [
            ("nutgraf.0123456789.css", Rank::Asset),
            ("articles/a/card.png", Rank::Asset),
            ("articles/a/index.json", Rank::Asset),
            ("search/pagefind/pagefind.js", Rank::Asset),
            ("search/pagefind/fragment/en_0123456.pf_fragment", Rank::Asset),
            ("search/pagefind/pagefind-entry.json", Rank::Index),
            ("articles/a/index.html", Rank::Page),
            ("countries/kazakhstan/index.html", Rank::Page),
            ("articles/index.html", Rank::Index),
            ("articles/page/2/index.html", Rank::Index),
            ("index.html", Rank::Front),
            ("countries/kazakhstan/feed.xml", Rank::Index),
            ("sitemap.xml", Rank::Index),
            ("_redirects", Rank::Index),
        ] {
            assert_eq!(Rank::of(path), rank, "{path}");
        }
    }

    #[test]
    fn files_are_counted_as_an_editor_would() {
        let paths = [
            "articles/a/index.html",
            "articles/b/index.html",
            "countries/kazakhstan/index.html",
            "feed.xml",
            "index.html",
            "x.bin",
        ];
        assert_eq!(summed_up(paths), "2 explainers, 1 country page, 1 other page, 1 feed, 1 other file");
        assert_eq!(summed_up([]), "");
        assert_eq!(explainers(paths), ["a", "b"]);
    }
}
