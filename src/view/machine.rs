//! What search engines and hosts read: robots.txt, redirects and the like.

use super::Frame;
use super::pieces::Cx;
use crate::document::Summary;
use crate::index::OutputId;
use crate::value::{Moment, UrlPath};

pub(super) fn changed(article: &Summary) -> Option<&Moment> {
    article.updated.as_ref().max(article.date.as_ref())
}

pub(super) fn robots(frame: &Frame) -> String {
    let sitemaps = ["sitemap.xml", "sitemap-news.xml"].iter();
    let sitemaps = sitemaps.filter_map(|name| frame.canonical(&UrlPath::file(&[name])));
    let lines: Vec<String> = sitemaps.map(|url| format!("\nSitemap: {url}")).collect();
    let end = if lines.is_empty() { "" } else { "\n" };
    format!("User-agent: *\nDisallow:\n{}{end}", lines.concat())
}

/// A line `from to 301` for each old address, as Netlify and Cloudflare Pages read it.
pub(super) fn redirects(cx: Cx) -> String {
    let lines = cx.reader.outputs().filter_map(|output| match &output.id {
        OutputId::Alias(destination) => {
            let to = super::destination_url(destination, cx.frame);
            Some(format!("{} {to} 301\n", cx.frame.href(&output.url)))
        }
        _ => None,
    });
    lines.collect()
}

/// The domain at which GitHub Pages answers.
pub(super) fn cname(frame: &Frame) -> String {
    let domain = frame.site.base_url.as_ref().and_then(super::own_domain);
    domain.map(|domain| domain + "\n").unwrap_or_default()
}

pub(super) fn security_txt(frame: &Frame) -> String {
    let text = frame.site.security_txt.as_deref().unwrap_or_default();
    format!("{}\n", text.trim_end())
}
