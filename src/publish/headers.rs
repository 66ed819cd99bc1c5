//! What a bucket sends a file with: its type, how long it may be kept, how it is compressed.

use super::Headers;
use crate::config::Encoding;

/// Of a file whose name says what it holds.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Of all others: they may be kept, and are asked for again.
const FRESH: &str = "public, max-age=0, must-revalidate";

/// By which a bucket's headers are chosen.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// `Cache-Control` by pattern; the last that fits is meant.
    pub cache: Vec<(String, String)>,
    /// How texts are compressed.
    pub encoding: Encoding,
}

impl Rules {
    /// Of the file at a path.
    pub fn of(&self, path: &str) -> Headers {
        let own = self.cache.iter().rev().find(|(pattern, _)| fits(pattern, &format!("/{path}")));
        let default = if is_named_by_content(path) { FOR_EVER } else { FRESH };
        let cache = own.map_or(default, |(_, value)| value);
        let encoding = match self.encoding {
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
            Encoding::None => None,
        };
        Headers {
            content_type: Some(content_type(path)),
            cache_control: Some(cache.to_owned()),
            content_encoding: encoding.filter(|_| shrinks(path)).map(str::to_owned),
        }
    }
}

/// `*` stands for anything.
fn fits(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(path) = path.strip_prefix(start) else { return false };
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|at| fits(rest, &path[at..]))
}

/// Whether a change of the file changes its name: the build put a hash into it.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let is_hash = |part: &str| part.len() >= 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let of_search = ["pf_fragment", "pf_index", "pf_meta"].iter().any(|ending| extension(name) == *ending);
    of_search || name.split('.').skip(1).any(is_hash)
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn content_type(path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let guessed = mime_guess::from_path(path).first_raw();
    match (name, guessed) {
        ("feed.xml", _) => "application/atom+xml; charset=utf-8".to_owned(),
        ("feed.json", _) => "application/feed+json; charset=utf-8".to_owned(),
        (_, Some(kind)) if kind.starts_with("text/") => format!("{kind}; charset=utf-8"),
        (_, Some(kind)) => kind.to_owned(),
        // `CNAME`, `_headers` and the like.
        (name, None) if extension(name).is_empty() => "text/plain; charset=utf-8".to_owned(),
        (_, None) => "application/octet-stream".to_owned(),
    }
}

/// Whether files of that kind become smaller.
fn shrinks(path: &str) -> bool {
    const TEXTS: [&str; 14] =
        ["html", "css", "js", "mjs", "json", "xml", "svg", "csv", "tsv", "txt", "md", "webmanifest", "wasm", "map"];
    TEXTS.contains(&extension(path).to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sent_as_what_they_are() {
        let rules = Rules { cache: vec![("/data/*.csv".to_owned(), "no-cache".to_owned())], ..Rules::default() };
        let told = |path: &str| {
            let Headers { content_type, cache_control, content_encoding } = rules.of(path);
            [content_type, cache_control, content_encoding].map(Option::unwrap_or_default).join(" | ")
        };
        for (path, expected) in [
            ("a/index.html", format!("text/html; charset=utf-8 | {FRESH} | gzip")),
            ("nutgraf.0123456789.css", format!("text/css; charset=utf-8 | {FOR_EVER} | gzip")),
            ("feed.xml", format!("application/atom+xml; charset=utf-8 | {FRESH} | gzip")),
            ("a/card.png", format!("image/png | {FRESH} | ")),
            ("data/a.csv", "text/csv; charset=utf-8 | no-cache | gzip".to_owned()),
            ("CNAME", format!("text/plain; charset=utf-8 | {FRESH} | ")),
        ] {
            assert_eq!(told(path), expected, "{path}");
        }
    }

    #[test]
    fn patterns_fit_whole_paths() {
        for (pattern, path, expected) in [
            ("/*", "/a/b", true),
            ("/a/*", "/b", false),
            ("/*.csv", "/a/b.csv", true),
            ("/*.csv", "/a/b.csv.html", false),
            ("/a", "/a", true),
            ("/a*b*c", "/aXbYc", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
