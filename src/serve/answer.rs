//! From a request to its answer.

use std::fs;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{KeepAlive, Sse};
use percent_encoding::percent_decode_str;

use super::hub::{Hub, Inbox};
use super::path;
use super::site::{self, Found};
use crate::build::{Preview, Shown};

/// Where the preview's own files are, below the site; no file of a site is there.
const OWN: &str = "/.nutgraf/";
const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");
const UNMADE: &str = include_str!("unmade.html");

/// By which a page that connects can be told what it has missed.
#[derive(Debug, Clone, Copy, Default)]
struct Version {
    /// Of the page itself.
    page: u64,
    /// Of what it shows: how often that changed.
    parts: u64,
}

/// The headers of an answer besides its type.
type Headers = Vec<(String, String)>;

/// A preview, and who looks at it.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) preview: RwLock<Preview>,
    pub(super) hub: Hub,
    /// What a browser may call this listener; `None` where it listens to the world.
    pub(super) hosts: Option<Vec<String>>,
}

impl Live {
    pub(super) fn preview(&self) -> RwLockReadGuard<'_, Preview> {
        self.preview.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_called(&self, host: Option<&str>) -> bool {
        self.hosts.as_ref().is_none_or(|hosts| hosts.iter().any(|own| Some(own.as_str()) == host))
    }
}

pub(super) async fn answer(State(live): State<Arc<Live>>, request: Request<Body>) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !live.is_called(host) {
        return plain(StatusCode::FORBIDDEN, "This preview answers only its own address.");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "A preview can only be read.");
    }
    // Pages are made when they are asked for, which takes a while in which others are answered.
    let answer = tokio::task::spawn_blocking(move || respond(&live, &request)).await;
    answer.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made."))
}

fn respond(live: &Live, request: &Request<Body>) -> Response<Body> {
    let path = request.uri().path();
    // The base path may have changed since the page was loaded.
    if let Some((_, own)) = path.rsplit_once(OWN) {
        return own_file(live, own, request);
    }
    let decoded = path::decoded(path);
    let preview = live.preview();
    let base_path = preview.base_path().to_owned();
    // What a host would send, so that a preview shows what it would break.
    let headers = preview.headers(decoded.as_deref().unwrap_or("/"));
    if let Some((name, wanted)) = site::wanted(&preview, decoded.as_deref()) {
        drop(preview);
        let nothing = || plain(StatusCode::NOT_FOUND, "The search has no such file.");
        return wanted.made().map_or_else(nothing, |shown| {
            file(StatusCode::OK, &name, &shown, &base_path, Version::default(), &headers)
        });
    }
    let found = site::find(&preview, decoded.as_deref());
    let version = Version { page: site::version(&found), parts: live.hub.changes_of_parts() };
    if let Found::File { name, shown } = &found
        && !is_html(name)
    {
        // While the preview is held nothing changes, so that no change of it is missed.
        live.hub.sent(name, shown);
    }
    drop(preview);
    match found {
        Found::Moved(to) => moved(&to),
        Found::File { name, shown } => file(StatusCode::OK, &name, &shown, &base_path, version, &headers),
        Found::Nothing(Some(shown)) => file(StatusCode::NOT_FOUND, "404.html", &shown, &base_path, version, &headers),
        Found::Nothing(None) => plain(StatusCode::NOT_FOUND, "There is no such page."),
        Found::Mistakes => {
            let page = UNMADE.replace("{style}", &format!("{base_path}{OWN}live.css"));
            let page = with_script(page.into_bytes(), &base_path, version);
            sent(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page, &headers)
        }
    }
}

// The preview's own files

fn own_file(live: &Live, name: &str, request: &Request<Body>) -> Response<Body> {
    match name {
        "live.js" => sent(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into(), &[]),
        "live.css" => sent(StatusCode::OK, "text/css; charset=utf-8", STYLE.into(), &[]),
        "events" if request.method() == Method::HEAD => sent(StatusCode::OK, "text/event-stream", Vec::new(), &[]),
        "events" => events(live, request.uri().query().unwrap_or_default()),
        _ => plain(StatusCode::NOT_FOUND, "There is no such file."),
    }
}

/// What happens to the page that asks, as it happens.
fn events(live: &Live, query: &str) -> Response<Body> {
    let page = parameter(query, "page").unwrap_or_else(|| "/".to_owned());
    let number = |name| parameter(query, name).and_then(|number| number.parse().ok());
    // While this is held nothing changes, so that nothing is missed.
    let preview = live.preview();
    let inbox: Inbox = live.hub.enter(page, (number("version"), number("parts")), &preview);
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    let mut response = Sse::new(inbox).keep_alive(keep_alive).into_response();
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    response
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(own, _)| *own == name)?;
    percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

// The site's files

fn file(
    status: StatusCode,
    name: &str,
    shown: &Shown,
    base_path: &str,
    version: Version,
    headers: &Headers,
) -> Response<Body> {
    let bytes = match shown {
        Shown::Made { bytes, .. } => bytes.to_vec(),
        Shown::CopyOf(file) => match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                return plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("cannot read {}: {error}", file.display()));
            }
        },
    };
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = kind.type_() == "text" || kind.subtype() == "xml";
    let charset = if is_text { "; charset=utf-8" } else { "" };
    let bytes = if is_html(name) { with_script(bytes, base_path, version) } else { bytes };
    sent(status, &format!("{kind}{charset}"), bytes, headers)
}

fn is_html(name: &str) -> bool {
    mime_guess::from_path(name).first().is_some_and(|kind| kind.essence_str() == "text/html")
}

/// Adds the script that keeps an open page up to date. It is in no built site.
fn with_script(mut page: Vec<u8>, base_path: &str, version: Version) -> Vec<u8> {
    let Version { page: own, parts } = version;
    let script = format!(
        "<script src=\"{}{OWN}live.js\" data-version=\"{own}\" data-parts=\"{parts}\" defer></script>\n",
        attribute(base_path)
    );
    let end = b"</head";
    let at = page.windows(end.len()).position(|part| part.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

// Responses

/// With the headers of a host, but for those that say how this answer is read and kept.
fn sent(status: StatusCode, kind: &str, bytes: Vec<u8>, headers: &[(String, String)]) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    for (name, value) in headers {
        // What is no header is sent by no host.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    let own = [
        (header::CONTENT_TYPE, HeaderValue::try_from(kind).ok()),
        (header::CACHE_CONTROL, Some(HeaderValue::from_static("no-store"))),
        (header::X_CONTENT_TYPE_OPTIONS, Some(HeaderValue::from_static("nosniff"))),
    ];
    for (name, value) in own {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    for name in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING] {
        response.headers_mut().remove(name);
    }
    response
}

/// For now only: what is where may change while it is written.
fn moved(to: &str) -> Response<Body> {
    let response = Response::builder()
        .status(StatusCode::TEMPORARY_REDIRECT)
        .header(header::LOCATION, to)
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::empty());
    response.unwrap_or_else(|_| plain(StatusCode::NOT_FOUND, "There is no such page."))
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(text.to_owned()));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(page: &str) -> String {
        String::from_utf8(with_script(page.into(), "/a", Version { page: 7, parts: 2 })).unwrap()
    }

    #[test]
    fn the_script_is_in_the_head_or_at_the_end() {
        let script = "<script src=\"/a/.nutgraf/live.js\" data-version=\"7\" data-parts=\"2\" defer></script>\n";
        assert_eq!(with("<head></HEAD><p>"), format!("<head>{script}</HEAD><p>"));
        assert_eq!(with("<p>"), format!("<p>{script}"));
    }

    #[test]
    fn parameters_are_decoded() {
        assert_eq!(parameter("a=1&page=%2Fa%2520b%2F", "page").as_deref(), Some("/a%20b/"));
        assert_eq!(parameter("page=%ff", "page"), None);
    }
}
