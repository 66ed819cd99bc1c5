//! Where the front matter ends and the text begins.

use crate::diagnostic::{Code, Diagnostic, Sink, Span};

/// A file in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// The YAML between the lines `---`, if there is front matter.
    pub(super) yaml: Option<Span>,
    /// The Markdown.
    pub(super) body: Span,
}

/// Finds the front matter: the first line is `---`, and another such line ends it.
pub(super) fn split(sink: &mut Sink) -> Split {
    let text = sink.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(text, start);
    let Some(first) = lines.next().filter(|line| is_fence(&text[line.clone()])) else {
        return Split { yaml: None, body: start..text.len() };
    };
    let yaml_start = first.end;
    for line in lines {
        if is_fence(&text[line.clone()]) {
            return Split { yaml: Some(yaml_start..line.start), body: line.end..text.len() };
        }
    }
    let opening = first.start..first.start + 3;
    sink.report(
        &opening,
        Diagnostic::new(Code::UnclosedFrontMatter, "the front matter begins here and is never closed")
            .help("end it with a line that holds only `---`"),
    );
    Split { yaml: None, body: text.len()..text.len() }
}

/// The lines from `start` on, with their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let span = at..at + line.len();
        at = span.end;
        span
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<String>, String) {
        let mut sink = Sink::new("a.md", text);
        let split = split(&mut sink);
        (split.yaml.map(|span| text[span].to_owned()), text[split.body].to_owned())
    }

    #[test]
    fn front_matter_is_between_two_lines() {
        assert_eq!(parts("---\na: 1\n---\ntext\n"), (Some("a: 1\n".into()), "text\n".into()));
        assert_eq!(parts("\u{feff}---\r\na: 1\r\n---\r\ntext"), (Some("a: 1\r\n".into()), "text".into()));
        assert_eq!(parts("---\n---\n"), (Some(String::new()), String::new()));
        assert_eq!(parts("just text\n---\n"), (None, "just text\n---\n".into()));
        assert_eq!(parts(""), (None, String::new()));
    }

    #[test]
    fn unclosed_front_matter_is_reported_where_it_opens() {
        let mut sink = Sink::new("a.md", "---\ntitle: x\n");
        split(&mut sink);
        let mistakes = sink.finish();
        assert_eq!(mistakes[0].code, Code::UnclosedFrontMatter);
        assert_eq!(mistakes[0].location.as_ref().unwrap().line, 1);
    }
}
