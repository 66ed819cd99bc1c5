//! HTML for readers that have no styles of ours, such as those of feeds.

use ammonia::{Builder, Url, UrlRelative};

/// The HTML without classes, ids, drawings and scripts, and with whole addresses: relative ones are from `page`.
///
/// Nothing where `page` is no whole address.
pub fn plain_html(html: &str, page: &str) -> String {
    let Ok(base) = Url::parse(page) else { return String::new() };
    Builder::default()
        .link_rel(None)
        .add_clean_content_tags(["svg"])
        .rm_tags(["article", "aside", "header", "footer", "nav", "hgroup", "center", "map", "area"])
        .add_tag_attributes("ol", ["start", "reversed"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("th", ["scope"])
        .add_generic_attributes(["dir"])
        .url_relative(UrlRelative::RewriteWithBase(base))
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_and_nothing_runs() {
        let html = concat!(
            "<p class=\"a\" id=\"b\" onclick=\"c()\"><a href=\"/x/\">x</a> <a href=\"#y\">y</a> ",
            "<img src=\"/z.png\" alt=\"z\"><script>d()</script><svg><title>t</title></svg>",
            "<a href=\"https://example.com/\">w</a></p>",
        );
        let plain = concat!(
            "<p><a href=\"https://example.org/x/\">x</a> <a href=\"https://example.org/s/a/#y\">y</a> ",
            "<img src=\"https://example.org/z.png\" alt=\"z\"><a href=\"https://example.com/\">w</a></p>",
        );
        assert_eq!(plain_html(html, "https://example.org/s/a/"), plain);
        assert_eq!(plain_html(html, "/a/"), "");
    }
}
