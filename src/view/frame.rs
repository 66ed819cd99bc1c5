//! What all pages of a build share.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Links, SiteView};
use crate::country::{Countries, CountryCode};
use crate::document::Summary;
use crate::index::Destination;
use crate::locale::Locale;
use crate::value::{BaseUrl, LanguageTag, UrlPath};

/// What a site says of itself.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// Where it stands.
    pub base_url: Option<BaseUrl>,
    /// Of what does not say another.
    pub language: LanguageTag,
    /// What it is about.
    pub description: Option<String>,
    /// Who wrote what has no byline.
    pub author: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its picture.
    pub publisher_logo: Option<Destination>,
    /// For browser tabs.
    pub icon: Option<UrlPath>,
    /// Its colour, as `#b5121b`; `None` for the theme's.
    pub accent: Option<String>,
    /// Navigation of its own; `None` for the theme's.
    pub menu: Option<Vec<Menu>>,
    /// Static files whose names hold their hashes, by their plain paths.
    pub fingerprints: BTreeMap<String, String>,
    /// Whether it has a search page.
    pub search: bool,
    /// Entries in a feed.
    pub feed_limit: usize,
    /// HTTP headers: path pattern, then name and value.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// How to report a vulnerability.
    pub security_txt: Option<String>,
    /// For the theme.
    pub extra: Json,
}

/// One entry of the navigation.
#[derive(Debug, Clone)]
pub struct Menu {
    /// As shown.
    pub name: String,
    /// A page of the site.
    pub path: Option<UrlPath>,
    /// A page elsewhere.
    pub url: Option<String>,
}

/// What all pages of a build share.
#[derive(Debug)]
pub struct Frame {
    /// Of the site.
    pub site: Site,
    /// The interface's words in the site's language.
    pub locale: &'static Locale,
    /// The dataset.
    pub countries: Countries,
    /// Links to entities that were made.
    pub links: Links,
    /// Facts that `nutgraf.yaml` sets.
    pub changes: BTreeMap<CountryCode, CountryChanges>,
}

/// What a site's settings say of a country instead of the dataset.
#[derive(Debug, Clone, Default)]
pub struct CountryChanges {
    /// Other names.
    pub alternate_names: Vec<String>,
    /// Its name in treaties.
    pub official_name: Option<String>,
    /// Its capital.
    pub capital: Option<String>,
    /// People.
    pub population: Option<u64>,
    /// Square kilometres.
    pub area: Option<u64>,
}

impl Frame {
    /// The path below which the site stands: empty, or `/explainers`.
    pub fn base_path(&self) -> &str {
        self.site.base_url.as_ref().map_or("", BaseUrl::path)
    }

    /// The language of what stands in a document.
    pub fn language_of<'s>(&'s self, document: &'s Summary) -> &'s LanguageTag {
        document.language.as_ref().unwrap_or(&self.site.language)
    }

    /// An address on the site for an `href`.
    pub fn href(&self, path: &UrlPath) -> String {
        format!("{}{}", self.base_path(), path.encoded())
    }

    /// The whole address, if the site has a `base_url`.
    pub fn canonical(&self, path: &UrlPath) -> Option<String> {
        self.site.base_url.as_ref().map(|base| base.join(path))
    }

    /// The address of a static file by the name that browsers may keep it under for ever, if it has one.
    fn static_href(&self, path: &str) -> String {
        let plain = path.trim_start_matches('/');
        let name = self.site.fingerprints.get(plain).map_or(plain, String::as_str);
        self.href(&UrlPath::file(&[name]))
    }

    /// The variable `site`.
    pub fn site_view(&self) -> SiteView {
        let feed = UrlPath::file(&["feed.xml"]);
        SiteView {
            title: self.site.title.clone(),
            url: self.href(&UrlPath::page(&[])),
            description: self.site.description.clone(),
            language: self.site.language.to_string(),
            publisher: self.site.publisher.clone(),
            feed: self.site.base_url.is_some().then(|| self.href(&feed)),
            json_feed: self.site.base_url.is_some().then(|| self.href(&UrlPath::file(&["feed.json"]))),
            icon: self.site.icon.as_ref().map(|icon| self.static_href(icon.as_str())),
            stylesheet: self.static_href("/nutgraf.css"),
            extra: self.site.extra.clone(),
        }
    }
}
