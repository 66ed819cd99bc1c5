//! HTML → the words in it.

use crate::view::{DIRECTIVE_END, DIRECTIVE_START};

/// Elements within a line: what stands around them may be one word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Elements that hold no words.
const WORDLESS: &[&str] = &["script", "style", "svg", "template"];

/// Appends the words of HTML that Nutgraf made or sanitised; `directive` appends those of a directive, by its number.
pub(super) fn push(html: &str, words: &mut String, directive: &mut dyn FnMut(usize, &mut String)) {
    words.push(' ');
    let mut rest = html;
    while let Some(at) = rest.find(['<', DIRECTIVE_START]) {
        push_text(&rest[..at], words);
        rest = match rest[at..].strip_prefix(DIRECTIVE_START) {
            Some(gap) => {
                let (number, after) = gap.split_once(DIRECTIVE_END).unwrap_or((gap, ""));
                if let Ok(number) = number.parse() {
                    directive(number, words);
                }
                words.push(' ');
                after
            }
            None => after_tag(&rest[at + 1..], words),
        };
    }
    push_text(rest, words);
}

fn push_text(text: &str, words: &mut String) {
    html_escape::decode_html_entities_to_string(text, words);
}

/// What follows a tag, and the element that it begins if that holds no words.
fn after_tag<'h>(tag: &'h str, words: &mut String) -> &'h str {
    let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
    let end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
    let name = &inside[..end];
    if WORDLESS.contains(&name) || inside.starts_with("sup class=") {
        // A reference's number is no word of the text.
        let close = format!("</{name}>");
        return after.split_once(&close).map_or("", |(_, after)| after);
    }
    let name = inside.strip_prefix('/').unwrap_or(name);
    if !INLINE.contains(&name) {
        words.push(' ');
    }
    after
}

/// The same with each gap between words as one space.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        let mut words = String::new();
        push(html, &mut words, &mut |number, words| words.extend(["(", &number.to_string(), ")"]));
        tidy(&words)
    }

    #[test]
    fn blocks_part_words_and_inline_elements_do_not() {
        assert_eq!(words("<p>The <b>cease</b>fire</p><ul><li>one</li><li>two</li></ul>"), "The ceasefire one two");
        assert_eq!(words("a<br>b<hr/>c"), "a b c");
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(words("A &amp; B &lt;c&gt; &#39;d&#x27; &nbsp; e &unknown;"), "A & B <c> 'd' e &unknown;");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        assert_eq!(words("a<script>b<c</script> d<svg><title>e</title></svg>f"), "a df");
        assert_eq!(words("signed<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>."), "signed.");
    }

    #[test]
    fn directives_say_what_they_hold() {
        assert_eq!(words("a\u{FDD0}3\u{FDD1}b"), "a(3) b");
    }

    #[test]
    fn any_text_ends() {
        assert_eq!(words("a <"), "a");
        assert_eq!(words("a <script>b"), "a");
        assert_eq!(words("a \u{FDD0}x"), "a");
    }
}
