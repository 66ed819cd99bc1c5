//! Addresses for those who do not stand on the page: feeds, data, structured data.

use super::pieces::Cx;
use crate::document::Prose;
use crate::value::UrlPath;

impl Cx<'_> {
    /// The whole address if the site has a `base_url`, and from the root of the host if not.
    pub(super) fn address(self, path: &UrlPath) -> String {
        self.frame.canonical(path).unwrap_or_else(|| self.frame.href(path))
    }

    /// Where the page is as data, if the site publishes that.
    pub(super) fn data_of_page(self) -> Option<String> {
        self.reader.publishes_data().then(|| self.frame.href(self.url) + "index.json")
    }

    /// An address for an `href` made whole.
    pub(super) fn whole(self, href: &str) -> String {
        let within = href.strip_prefix(self.frame.base_path()).and_then(|path| path.strip_prefix('/'));
        match (within, &self.frame.site.base_url) {
            (Some(path), Some(base)) => format!("{base}{path}"),
            _ => href.to_owned(),
        }
    }
}

/// A text without markup, if there is one.
pub(super) fn plain(prose: &Prose) -> Option<String> {
    Some(prose.plain().trim().to_owned()).filter(|text| !text.is_empty())
}
