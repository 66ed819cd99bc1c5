//! From a request's path to a path within the site.

use percent_encoding::percent_decode_str;

/// The decoded path; `None` where a part of it is no file's name, so that no path can leave the site.
///
/// Parts are decoded one by one: a slash or a dot that is encoded stays one of the name.
pub(super) fn decoded(raw: &str) -> Option<String> {
    let parts = raw.strip_prefix('/')?.split('/');
    let last = parts.clone().count() - 1;
    let names: Option<Vec<_>> = parts.enumerate().map(|(at, part)| name(part, at == last)).collect();
    Some(format!("/{}", names?.join("/")))
}

fn name(part: &str, is_last: bool) -> Option<String> {
    let name = percent_decode_str(part).decode_utf8().ok()?.into_owned();
    let is_plain = !name.contains(['/', '\\', '\0']) && !matches!(name.as_str(), "." | "..");
    (is_plain && (is_last || !name.is_empty())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded_and_nothing_leaves_the_site() {
        assert_eq!(decoded("/").as_deref(), Some("/"));
        assert_eq!(decoded("/a%20b/%D2%9B/").as_deref(), Some("/a b/қ/"));
        let wrong =
            ["", "a", "//", "/../a", "/%2e%2e/a", "/.", "/a%2fb", "/a%5Cb", "/a\\b", "/%00", "/%ff", "/a/..", "//a"];
        for path in wrong {
            assert_eq!(decoded(path), None, "{path}");
        }
    }
}
