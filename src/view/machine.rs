//! What search engines and hosts read: robots.txt, redirects and the like.

use super::Frame;
use super::pieces::Cx;
use crate::document::Summary;
use crate::index::OutputId;
use crate::value::{BaseUrl, Moment, UrlPath};

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
    let domain = frame.site.base_url.as_ref().and_then(own_domain);
    domain.map(|domain| domain + "\n").unwrap_or_default()
}

/// The host of a site's own domain, for hosts that read `CNAME`; none where the address is a host's, or below a path.
pub fn own_domain(base_url: &BaseUrl) -> Option<String> {
    const HOSTS: [&str; 12] = [
        "github.io",
        "gitlab.io",
        "netlify.app",
        "pages.dev",
        "workers.dev",
        "vercel.app",
        "surge.sh",
        "web.app",
        "firebaseapp.com",
        "amazonaws.com",
        "azurestaticapps.net",
        "localhost",
    ];
    let host = base_url.host().filter(|_| base_url.path().is_empty())?;
    let is_of_host = HOSTS.iter().any(|own| host == *own || host.ends_with(&format!(".{own}")));
    let is_name = host.contains('.') && !host.contains(':') && host.contains(|c: char| c.is_alphabetic());
    (is_name && !is_of_host).then_some(host)
}

pub(super) fn security_txt(frame: &Frame) -> String {
    let text = frame.site.security_txt.as_deref().unwrap_or_default();
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_a_site_s_own_or_its_host_s() {
        let domain = |url| own_domain(&BaseUrl::parse(url).unwrap());
        assert_eq!(domain("https://news.example.org/").as_deref(), Some("news.example.org"));
        for url in [
            "https://example.org/explainers/",
            "https://me.github.io/",
            "https://a.pages.dev/",
            "http://localhost/",
            "http://127.0.0.1:4000/",
            "http://127.0.0.1/",
            "http://[::1]/",
            "https://example.org:8443/",
        ] {
            assert_eq!(domain(url), None, "{url}");
        }
    }
}
