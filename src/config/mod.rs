//! `nutgraf.yaml`: what was written → what it means.
//!
//! **Architecture invariant.** The whole [`Config`] is seen by `build` alone; every other room is
//! handed the few values it needs.

mod decode;
mod target;

pub use decode::{AUTOLINK, decode};

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::diagnostic::Levels;
use crate::value::{BaseUrl, LanguageTag, UrlPath, WebUrl};

/// What happens to raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlPolicy {
    /// Harmless elements stay; scripts, handlers, frames and forms go.
    #[default]
    Sanitize,
    /// Everything stays: for sites whose authors are all trusted.
    Allow,
    /// It is shown as text.
    Escape,
}

/// Which mentions of an entity become links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Autolink {
    /// The first in each body.
    #[default]
    First,
    /// All.
    All,
    /// None.
    None,
}

/// A site's settings, each with its default.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// The site's name.
    pub title: Option<String>,
    /// Where the site will stand.
    pub base_url: Option<BaseUrl>,
    /// The language of what does not say another.
    pub language: LanguageTag,
    /// In which dates are meant.
    pub timezone: TimeZone,
    /// What the site is about, in a sentence.
    pub description: Option<String>,
    /// Who wrote what has no byline.
    pub author: Option<String>,
    /// Who publishes the site.
    pub publisher: Option<Publisher>,
    /// The theme's one colour, `#rgb` or `#rrggbb`.
    pub accent: Option<String>,
    /// A picture for browser tabs, in `static/`.
    pub icon: Option<UrlPath>,
    /// The site's navigation; `None` for the theme's own.
    pub menu: Option<Vec<MenuItem>>,
    /// Entries a page of the archive.
    pub page_size: usize,
    /// Entries in a feed.
    pub feed_limit: usize,
    /// For raw HTML in Markdown.
    pub html: HtmlPolicy,
    /// Which mentions become links.
    pub autolink: Autolink,
    /// Severities the site changes.
    pub lints: Levels,
    /// Pages and files of the site that the settings name.
    pub references: Vec<Reference>,
    /// What is too much.
    pub limits: Limits,
    /// Countries' names and facts that the site changes, by code.
    pub countries: BTreeMap<CountryCode, CountryOverride>,
    /// Old addresses that lead elsewhere: to a page of the site or of the web.
    pub redirects: Vec<Redirect>,
    /// HTTP headers for hosts that read `_headers`: pattern, then name and value.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// The text of `/.well-known/security.txt`.
    pub security_txt: Option<String>,
    /// Whether the site has a search page.
    pub search: bool,
    /// Whether card images are drawn.
    pub cards: bool,
    /// Whether pages are also published as data.
    pub data: bool,
    /// Whether countries that explainers are about together have a page.
    pub relations: bool,
    /// Where `publish` publishes to; the first is the default.
    pub publish: Vec<PublishTarget>,
    /// The theme's own settings.
    pub extra: serde_json::Value,
}

/// Who publishes the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// As in structured data.
    pub name: String,
    /// A picture in `static/`, or on the web.
    pub logo: Option<Target>,
}

/// One entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// As shown.
    pub name: String,
    /// Where it leads.
    pub target: Target,
}

/// A page of the site, or of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site.
    Site(UrlPath),
    /// A page elsewhere.
    Web(WebUrl),
}

/// An old address and where it leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, of the site.
    pub from: UrlPath,
    /// The new one.
    pub to: Target,
    /// Where the old address stands in `nutgraf.yaml`, in bytes.
    pub span: std::ops::Range<usize>,
    /// Where the new one stands.
    pub to_span: std::ops::Range<usize>,
}

/// A page or file of the site that a setting names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its address.
    pub path: UrlPath,
    /// Whether it is a file, as against a page.
    pub is_file: bool,
    /// Where `nutgraf.yaml` says so, in bytes.
    pub span: std::ops::Range<usize>,
}

/// What is too much to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest source file in bytes.
    pub file_size: u64,
    /// The most addresses in one sitemap.
    pub sitemap_urls: usize,
}

/// More addresses no sitemap may hold (sitemaps.org).
const SITEMAP_URLS: usize = 50_000;

/// What a site says of a country instead of the dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountryOverride {
    /// Where its code stands in `nutgraf.yaml`, in bytes.
    pub span: std::ops::Range<usize>,
    /// The name on all pages.
    pub name: Option<(String, std::ops::Range<usize>)>,
    /// More names by which articles may call it.
    pub alternate_names: Vec<(String, std::ops::Range<usize>)>,
    /// The name in treaties.
    pub official_name: Option<String>,
    /// The capital.
    pub capital: Option<String>,
    /// Areas of the map that are its, as written, and where.
    pub areas: Vec<(String, std::ops::Range<usize>)>,
    /// People.
    pub population: Option<u64>,
    /// Square kilometres.
    pub area: Option<u64>,
    /// The flag, a file of `static/`.
    pub flag: Option<UrlPath>,
}

/// A place that `publish` can publish to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishTarget {
    /// As typed: `nutgraf publish production`.
    pub name: String,
    /// Whether nothing is wrong with it as it is written.
    pub is_sound: bool,
    /// Where it is.
    pub to: Destination,
    /// The public address of this target.
    pub base_url: Option<BaseUrl>,
    /// `Cache-Control` of the paths that fit a pattern, for buckets.
    pub cache: Vec<(String, String)>,
    /// The command that is told what changed.
    pub invalidate: Option<String>,
    /// How much may be deleted without a question, in percent of the files.
    pub delete_limit: u8,
    /// Who serves it, where that has limits of its own.
    pub host: Option<Host>,
}

/// Where a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A folder of this machine; relative to that of the site.
    Folder(PathBuf),
    /// A branch of a git repository.
    Git {
        /// As git takes it.
        remote: String,
        /// The branch.
        branch: String,
        /// Whether its commits follow one another.
        history: History,
    },
    /// A folder of a machine that ssh leads to.
    Ssh {
        /// `host` or `user@host`.
        host: String,
        /// If it is not ssh's own choice.
        port: Option<u16>,
        /// The folder there.
        path: String,
    },
    /// A folder of a bucket.
    Bucket(Bucket),
}

/// Whether a branch keeps what was published before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum History {
    /// Each release is a commit on top of the last.
    #[default]
    Continued,
    /// The branch has one commit, the last release.
    Orphan,
}

/// A bucket of a cloud, or a server that answers like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Whose protocol it speaks.
    pub cloud: Cloud,
    /// Where the site is.
    pub site: BucketFolder,
    /// The server, where it is not the cloud's own.
    pub endpoint: Option<String>,
    /// The cloud's region.
    pub region: Option<String>,
    /// Where earlier releases are kept, if it is not beside the site.
    pub releases: Option<BucketFolder>,
    /// How texts are compressed.
    pub encoding: Encoding,
}

/// A folder of a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketFolder {
    /// The bucket's name; Azure calls it a container.
    pub bucket: String,
    /// The path of the folder without slashes around it; empty for the whole bucket.
    pub prefix: String,
}

/// A protocol of buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cloud {
    /// S3, by Amazon and many others.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

/// How texts are compressed where a target serves one form to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// What every reader's program understands.
    #[default]
    Gzip,
    /// Smaller; all browsers understand it over HTTPS.
    Brotli,
    /// Not at all.
    None,
}

/// A host with limits of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    CloudflarePages,
    /// GitHub Pages.
    GithubPages,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            base_url: None,
            language: LanguageTag::english(),
            timezone: TimeZone::UTC,
            description: None,
            author: None,
            publisher: None,
            accent: None,
            icon: None,
            menu: None,
            page_size: 50,
            feed_limit: 20,
            html: HtmlPolicy::default(),
            autolink: Autolink::default(),
            lints: Levels::new(),
            references: Vec::new(),
            limits: Limits { file_size: 4 * 1024 * 1024, sitemap_urls: SITEMAP_URLS },
            countries: BTreeMap::new(),
            redirects: Vec::new(),
            headers: Vec::new(),
            security_txt: None,
            search: true,
            cards: true,
            data: true,
            relations: true,
            publish: Vec::new(),
            extra: serde_json::Value::Null,
        }
    }
}
