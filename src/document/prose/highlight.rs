//! Code → HTML with about fifteen classes, so that a stylesheet stays small.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::html::push_escaped;

/// Loaded at the first code block of a build: it takes tens of milliseconds.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scope prefixes and the class they become; the longest prefix on the top of the stack wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "hl-comment"),
        ("punctuation.definition.comment", "hl-comment"),
        ("string", "hl-string"),
        ("punctuation.definition.string", "hl-string"),
        ("constant", "hl-constant"),
        ("constant.numeric", "hl-number"),
        ("keyword", "hl-keyword"),
        ("keyword.operator", "hl-operator"),
        ("storage", "hl-keyword"),
        ("entity.name.function", "hl-function"),
        ("support.function", "hl-function"),
        ("variable.function", "hl-function"),
        ("entity.name.type", "hl-type"),
        ("entity.name.class", "hl-type"),
        ("support.type", "hl-type"),
        ("support.class", "hl-type"),
        ("variable", "hl-variable"),
        ("entity.name.tag", "hl-tag"),
        ("entity.other.attribute-name", "hl-attribute"),
        ("markup.inserted", "hl-inserted"),
        ("markup.deleted", "hl-deleted"),
        ("markup.heading", "hl-heading"),
        ("punctuation", "hl-punctuation"),
    ]
    .into_iter()
    .filter_map(|(prefix, class)| Scope::new(prefix).ok().map(|scope| (scope, class)))
    .collect()
});

/// The code as HTML, highlighted if the language is known.
pub(super) fn highlight(code: &str, language: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let syntax = match language {
        "" | "text" | "txt" | "plain" => None,
        name => SYNTAXES.find_syntax_by_token(name),
    };
    let Some(syntax) = syntax else {
        push_escaped(&mut html, code);
        return html;
    };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        highlight_line(line, &mut state, &mut stack, &mut html);
    }
    html
}

fn highlight_line(line: &str, state: &mut ParseState, stack: &mut ScopeStack, html: &mut String) {
    // A grammar that fails on a line leaves it plain: the text matters more than its colours.
    let operations = state.parse_line(line, &SYNTAXES).unwrap_or_default();
    let mut written = 0;
    for (at, operation) in operations {
        push_token(html, &line[written..at], stack);
        written = at;
        let _ = stack.apply(&operation);
    }
    push_token(html, &line[written..], stack);
}

fn push_token(html: &mut String, text: &str, stack: &ScopeStack) {
    if text.is_empty() {
        return;
    }
    match class(stack).filter(|_| !text.trim().is_empty()) {
        Some(class) => {
            html.push_str("<span class=\"");
            html.push_str(class);
            html.push_str("\">");
            push_escaped(html, text);
            html.push_str("</span>");
        }
        None => push_escaped(html, text),
    }
}

fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let matching = CLASSES.iter().filter(|(prefix, _)| prefix.is_prefix_of(*scope));
        matching.max_by_key(|(prefix, _)| prefix.len()).map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_becomes_a_few_classes_and_is_escaped() {
        let html = highlight("fn main() { let x = \"<b>\"; } // done\n", "rust");
        assert!(html.contains("<span class=\"hl-keyword\">fn</span>"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert!(html.contains("hl-comment"), "{html}");
        assert_eq!(highlight("a < b\n", "no-such-language"), "a &lt; b\n");
        assert!(highlight("[a]\nb = 1\n", "toml").contains("hl-number"));
    }
}
