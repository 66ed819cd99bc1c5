//! Addresses: on the web, and within the site.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use url::Url;

/// A web address that is safe to put into a link: `http`, `https`, `mailto` or `tel`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct WebUrl(String);

/// Why a text is no [`WebUrl`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebUrlError {
    /// It has another scheme, such as `javascript:`.
    Unsafe,
    /// It is no absolute address.
    Malformed,
}

impl WebUrl {
    /// The address as written, without white space around it.
    pub fn parse(text: &str) -> Result<Self, WebUrlError> {
        let text = text.trim();
        let url = Url::parse(text).map_err(|_| WebUrlError::Malformed)?;
        match url.scheme() {
            "http" | "https" if url.has_host() && !text.contains(char::is_whitespace) => Ok(Self(encoded(text))),
            "http" | "https" => Err(WebUrlError::Malformed),
            "mailto" | "tel" => Ok(Self(encoded(text))),
            _ => Err(WebUrlError::Unsafe),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host, for readers: `example.org` of `https://www.example.org/a`.
    pub fn host(&self) -> Option<String> {
        let url = Url::parse(&self.0).ok()?;
        url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
    }
}

/// As it was stored.
impl TryFrom<String> for WebUrl {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let safe = ["http", "https", "mailto", "tel"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
        if safe { Ok(Self(text)) } else { Err("a web address expected") }
    }
}

/// All that a path may not hold as it is (RFC 3986, `pchar`).
const NOT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What no URL may hold as it is, percent-encoded; all else as written.
fn encoded(text: &str) -> String {
    const ILLEGAL: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
    utf8_percent_encode(text, ILLEGAL).to_string()
}

/// Where the site stands on the web: a scheme, a host, and perhaps a path below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// `https://example.org/explainers/`; the last slash may be missing.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok()?;
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
            return None;
        }
        let path = url.path().trim_end_matches('/').to_owned();
        Some(Self { origin: url.origin().ascii_serialization(), path })
    }

    /// The address of a listener on this machine.
    pub fn of_listener(address: std::net::SocketAddr) -> Self {
        Self { origin: format!("http://{address}"), path: String::new() }
    }

    /// The same host with another path, which begins with a slash or is empty.
    #[must_use]
    pub fn with_path(&self, path: &str) -> Self {
        Self { origin: self.origin.clone(), path: path.to_owned() }
    }

    /// The path below which the site stands, without a slash at its end: empty, or `/explainers`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host, with the port where that is written.
    pub fn host(&self) -> Option<String> {
        self.origin.split_once("://").map(|(_, host)| host.to_owned())
    }

    /// The whole address of a page.
    pub fn join(&self, path: &UrlPath) -> String {
        format!("{}{}{}", self.origin, self.path, path.encoded())
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/", self.origin, self.path)
    }
}

/// A path within the site, from its root: `/articles/accords/` or `/feed.xml`. Not encoded, and
/// without `.` and `..`, so that it can be a file's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct UrlPath(String);

impl UrlPath {
    /// The path as written; `None` where a part of it could leave the site or be no file's name.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.strip_prefix('/')?;
        let named = parts.strip_suffix('/').unwrap_or(parts);
        let safe = named.is_empty() || named.split('/').all(is_safe_name);
        (safe && !text.starts_with("//")).then(|| Self(text.to_owned()))
    }

    /// An old address as authors write it: a path without an extension is a folder's.
    pub fn old(text: &str) -> Option<Self> {
        let last = text.rsplit('/').next().unwrap_or_default();
        match last.is_empty() || last.contains('.') {
            true => Self::parse(text),
            false => Self::parse(&format!("{text}/")),
        }
    }

    /// The page whose folder is `/a/b/`, of parts that are slugs or file names already.
    pub fn page(parts: &[&str]) -> Self {
        let mut path = String::from("/");
        for part in parts {
            path.push_str(part);
            path.push('/');
        }
        Self(path)
    }

    /// The file `/a/b.xml`.
    pub fn file(parts: &[&str]) -> Self {
        Self(format!("/{}", parts.join("/")))
    }

    /// The path, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the output file stands below `public/`.
    pub fn file_path(&self) -> String {
        let path = &self.0[1..];
        match self.0.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        }
    }

    /// Percent-encoded, so that it is a valid URL everywhere.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, NOT_IN_PATH).to_string()
    }

    /// What two paths share that a file system or reader could not tell apart: case does not count.
    pub fn collision_key(&self) -> String {
        self.file_path().nfc().collect::<String>().to_lowercase()
    }
}

fn is_safe_name(name: &str) -> bool {
    let reserved = |c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '*' | '"' | '<' | '>' | '|');
    !matches!(name, "" | "." | "..") && !name.contains(reserved)
}

/// As it was stored. A part that could not be read may be empty.
impl TryFrom<String> for UrlPath {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let safe = text.starts_with('/') && text.split('/').all(|name| name.is_empty() || is_safe_name(name));
        if safe { Ok(Self(text)) } else { Err("a path within the site expected") }
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for UrlPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_schemes_are_links() {
        assert!(WebUrl::parse("https://example.org/a?b#c").is_ok());
        assert!(WebUrl::parse("mailto:a@example.org").is_ok());
        for script in
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " \tjavascript:x", "data:text/html,x", "file:///etc/passwd"]
        {
            assert_eq!(WebUrl::parse(script), Err(WebUrlError::Unsafe), "{script}");
        }
        for wrong in ["example.org", "", "https://", "http:///x y"] {
            assert_eq!(WebUrl::parse(wrong), Err(WebUrlError::Malformed), "{wrong}");
        }
    }

    #[test]
    fn a_base_url_may_have_a_path() {
        let base = BaseUrl::parse("https://example.org/explainers").unwrap();
        assert_eq!(base.to_string(), "https://example.org/explainers/");
        assert_eq!(base.join(&UrlPath::page(&["articles", "é"])), "https://example.org/explainers/articles/%C3%A9/");
        assert_eq!(BaseUrl::parse("https://example.org/?x"), None);
        assert_eq!(BaseUrl::parse("ftp://example.org/"), None);
    }

    #[test]
    fn what_is_stored_can_do_no_more_than_what_is_written() {
        let path = |text: &str| postcard::from_bytes::<UrlPath>(&postcard::to_stdvec(text).unwrap()).is_ok();
        assert!(path("/articles/accords/") && path("/topics//") && path("/feed.xml"));
        assert!(!path("/../x") && !path("x") && !path("/a\\b") && !path("/./x"));
        let url = |text: &str| postcard::from_bytes::<WebUrl>(&postcard::to_stdvec(text).unwrap()).is_ok();
        assert!(url("https://example.org/") && url("MAILTO:a@example.org"));
        assert!(!url("javascript:alert(1)") && !url("example.org"));
    }

    #[test]
    fn no_path_leaves_the_site() {
        for wrong in ["a", "//example.org/x", "/a/../b", "/./", "/a//b", "/a\\b", "/a?b", "/\0"] {
            assert_eq!(UrlPath::parse(wrong), None, "{wrong}");
        }
        assert_eq!(UrlPath::parse("/old/page/").unwrap().file_path(), "old/page/index.html");
        assert_eq!(UrlPath::parse("/old.html").unwrap().file_path(), "old.html");
        assert_eq!(UrlPath::page(&[]).file_path(), "index.html");
    }
}
