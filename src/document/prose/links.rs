//! Where a link written in Markdown leads.

use super::super::{Asset, Link, LinkTarget};
use super::Shared;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::value::{UrlPath, WebUrl, WebUrlError};

/// What an `href` will hold.
#[derive(Debug)]
pub(super) enum Href {
    /// As written.
    Literal(String),
    /// Known when the whole site is.
    Target(LinkTarget),
}

/// Classifies the destination of a link.
pub(super) fn link(written: &str, span: &Span, shared: &mut Shared, sink: &mut Sink) -> Href {
    if written.is_empty() {
        sink.report(
            span,
            Diagnostic::new(Code::BrokenLink, "this link leads nowhere")
                .help("put an address between the brackets `( )`"),
        );
        return Href::Literal(String::new());
    }
    if written.starts_with("//") || has_scheme(written) {
        return Href::Literal(web(written, span, sink));
    }
    let (path, anchor) = split_anchor(written);
    let target = if path.is_empty() {
        LinkTarget::File { path: shared.path.to_owned(), anchor }
    } else if let Some(site) = path.strip_prefix('/') {
        match UrlPath::parse(&format!("/{}", without_query(site))) {
            Some(path) => LinkTarget::Site { path, anchor },
            None => return outside(written, span, sink),
        }
    } else {
        let Some(path) = beside(shared.path, &percent_decoded(without_query(path))) else {
            return outside(written, span, sink);
        };
        match is_markdown(&path) {
            true => LinkTarget::File { path, anchor },
            false => LinkTarget::Asset(Asset::Beside(path)),
        }
    };
    shared.links.push(Link { target: target.clone(), span: sink.file_span(span) });
    Href::Target(target)
}

/// What a picture shows.
#[derive(Debug)]
pub(super) enum Shown {
    /// What is at an address, as it is.
    Literal(String),
    /// A file of the site.
    File(Asset),
}

/// Classifies the source of a picture.
pub(super) fn image(written: &str, span: &Span, shared: &mut Shared, sink: &mut Sink) -> Shown {
    if written.is_empty() {
        sink.report(span, Diagnostic::new(Code::MissingAsset, "this image names no file"));
        return Shown::Literal(String::new());
    }
    match asset(written, shared.path) {
        Ok(Asset::Web(url)) => Shown::Literal(url.as_str().to_owned()),
        Ok(asset) => {
            shared.picture(&asset, sink.file_span(span));
            Shown::File(asset)
        }
        Err(Some(error)) => {
            report_url(written, error, span, sink);
            Shown::Literal(String::new())
        }
        Err(None) => {
            outside(written, span, sink);
            Shown::Literal(String::new())
        }
    }
}

/// A file by what an author wrote: beside `from`, in `static/`, or on the web.
pub(in crate::document) fn asset(written: &str, from: &str) -> Result<Asset, Option<WebUrlError>> {
    if written.starts_with("//") || has_scheme(written) {
        return match WebUrl::parse(written) {
            Ok(url) if url.as_str().starts_with("http") => Ok(Asset::Web(url)),
            Ok(_) => Err(Some(WebUrlError::Unsafe)),
            Err(error) => Err(Some(error)),
        };
    }
    if written.starts_with('/') {
        return UrlPath::parse(written).map(Asset::Site).ok_or(None);
    }
    beside(from, &percent_decoded(written)).map(Asset::Beside).ok_or(None)
}

fn web(written: &str, span: &Span, sink: &mut Sink) -> String {
    match WebUrl::parse(written) {
        Ok(url) => url.as_str().to_owned(),
        Err(error) => {
            report_url(written, error, span, sink);
            String::new()
        }
    }
}

/// Reports an address that is no [`WebUrl`].
pub(in crate::document) fn report_url(written: &str, error: WebUrlError, span: &Span, sink: &mut Sink) {
    let diagnostic = match error {
        WebUrlError::Unsafe => Diagnostic::new(Code::UnsafeUrl, format!("`{}` is not a safe address", short(written)))
            .help("links may begin with `https://`, `http://`, `mailto:` or `tel:`"),
        WebUrlError::Malformed => {
            Diagnostic::new(Code::InvalidUrl, format!("`{}` is not a web address", short(written)))
                .help("write it whole, as in `https://example.org/page`")
        }
    };
    sink.report(span, diagnostic);
}

fn outside(written: &str, span: &Span, sink: &mut Sink) -> Href {
    let message = format!("`{}` leads out of the site", short(written));
    let help = "a relative path begins at this file's own folder; `/` is the site's root";
    sink.report(span, Diagnostic::new(Code::BrokenLink, message).help(help));
    Href::Literal(String::new())
}

fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The path, relative to the site, of a file named relative to the folder of `from`.
pub(in crate::document) fn beside(from: &str, relative: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn split_anchor(written: &str) -> (&str, Option<String>) {
    match written.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => (path, Some(percent_decoded(anchor))),
        Some((path, _)) => (path, None),
        None => (written, None),
    }
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

fn has_scheme(text: &str) -> bool {
    let text = text.trim_start();
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'\t' | b'\n'))
    })
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_stay_within_the_site() {
        let from = "content/articles/2025/a.md";
        assert_eq!(beside(from, "b.md").as_deref(), Some("content/articles/2025/b.md"));
        assert_eq!(beside(from, "../../about.md").as_deref(), Some("content/about.md"));
        assert_eq!(beside(from, "../../../../../etc/passwd"), None);
        assert_eq!(beside("a.md", ".."), None);
    }

    #[test]
    fn schemes_are_seen_in_any_disguise() {
        assert!(has_scheme("javascript:x") && has_scheme("java\nscript:x") && has_scheme("mailto:a@b.c"));
        assert!(!has_scheme("a/b:c") && !has_scheme("#x:y") && !has_scheme("étude:x"));
    }
}
