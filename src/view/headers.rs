//! `_headers`: what a host sends with each page, as Netlify and Cloudflare Pages read it.
//!
//! Pages hold nothing inline and take nothing from elsewhere but pictures, so the default policy is strict. A site's
//! own `headers` go before the defaults, name by name.

use std::fmt::Write as _;

use super::Frame;

/// Whoever asks for a path of this pattern is sent these headers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

const CSP: &str = "Content-Security-Policy";
const CACHE: &str = "Cache-Control";

/// Pictures may be on the web, as authors may name them so.
fn policy(scripts: &str) -> String {
    format!(
        "default-src 'self'; {scripts}img-src 'self' https: data:; object-src 'none'; base-uri 'self'; \
         form-action 'self'; frame-ancestors 'self'"
    )
}

/// Of all pages; a page may have changed since it was last asked for.
fn of_all() -> [(&'static str, String); 5] {
    [
        (CSP, policy("")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()".to_owned()),
        (CACHE, "public, max-age=0, must-revalidate".to_owned()),
    ]
}

/// The defaults and the site's own, the general before the special.
fn rules(frame: &Frame) -> Vec<Rule> {
    let base = frame.base_path();
    let rule = |path: &str, headers: &[(&str, String)]| Rule {
        pattern: format!("{base}/{path}"),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    };
    let mut rules = vec![rule("*", &of_all())];
    if frame.site.search {
        // Search runs as WebAssembly, on the page and in a worker of its own.
        rules.push(rule("search/*", &[(CSP, policy("script-src 'self' 'wasm-unsafe-eval'; "))]));
    }
    let for_ever = [(CACHE, "public, max-age=31536000, immutable".to_owned())];
    rules.extend(frame.site.fingerprints.values().map(|path| rule(path, &for_ever)));
    for (pattern, headers) in &frame.site.headers {
        let pattern = below(base, pattern);
        match rules.iter().position(|rule| rule.pattern == pattern) {
            Some(at) => rules[at].put(headers),
            None => rules.push(Rule { pattern, headers: headers.clone() }),
        }
    }
    rules
}

/// To an author whose site stands below a path, `/*` is the site: a pattern begins there, as all addresses do.
fn below(base: &str, pattern: &str) -> String {
    let is_whole = pattern.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
    if is_whole { pattern.to_owned() } else { format!("{base}{pattern}") }
}

impl Rule {
    /// Names of headers do not differ by case.
    fn put(&mut self, headers: &[(String, String)]) {
        for (name, value) in headers {
            match self.headers.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
                Some(known) => known.1.clone_from(value),
                None => self.headers.push((name.clone(), value.clone())),
            }
        }
    }
}

/// A pattern and below it, indented, its headers.
///
/// Where two patterns meet, Cloudflare Pages joins their values unless told by `!` that the general one is meant no
/// more; Netlify takes the special one, and passes over that line.
pub(super) fn file(frame: &Frame) -> String {
    let rules = rules(frame);
    let mut text = String::new();
    for (at, rule) in rules.iter().enumerate() {
        let _ = writeln!(text, "{}", rule.pattern);
        for (name, value) in &rule.headers {
            let general = &rules[0].headers;
            if at > 0 && general.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
                let _ = writeln!(text, "  ! {name}");
            }
            if !value.is_empty() {
                let _ = writeln!(text, "  {name}: {value}");
            }
        }
    }
    text
}

/// What a host that reads the file sends with a path from the root of the host.
pub fn headers_of(frame: &Frame, path: &str) -> Vec<(String, String)> {
    let mut sent = Rule { pattern: String::new(), headers: Vec::new() };
    for rule in rules(frame).iter().filter(|rule| fits(&rule.pattern, path)) {
        sent.put(&rule.headers);
    }
    sent.headers.retain(|(_, value)| !value.is_empty());
    sent.headers
}

/// `*` stands for anything, and `:name` for a part of the path.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.find(['*', ':']) {
        None => pattern == path,
        Some(at) => {
            let Some(rest) = path.strip_prefix(&pattern[..at]) else { return false };
            let after = &pattern[at + 1..];
            if pattern[at..].starts_with('*') {
                let mut ends = rest.char_indices().map(|(end, _)| end).chain([rest.len()]);
                return after.is_empty() || ends.any(|end| fits(after, &rest[end..]));
            }
            let name = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
            let part = rest.find('/').unwrap_or(rest.len());
            part > 0 && fits(&after[name..], &rest[part..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_hosts_read_them() {
        for (pattern, path, meant) in [
            ("/*", "/", true),
            ("/*", "/a/b", true),
            ("/a/", "/a/", true),
            ("/a/", "/a/b", false),
            ("/*.svg", "/a/b.svg", true),
            ("/*.svg", "/a/b.svg.html", false),
            ("/articles/:slug/", "/articles/é/", true),
            ("/articles/:slug/", "/articles//", false),
            ("/articles/:slug/", "/articles/a/b/", false),
        ] {
            assert_eq!(fits(pattern, path), meant, "{pattern} {path}");
        }
    }
}
