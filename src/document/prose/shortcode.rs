//! Shortcodes of Hugo and Zola, which no page here replaces: where they stand, and what to write instead.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Span};

/// A shortcode as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shortcode<'t> {
    /// From its first brace to its last.
    pub(super) range: Span,
    pub(super) name: &'t str,
    /// What follows the name.
    arguments: &'t str,
}

/// How shortcodes begin and end: Hugo's, then Zola's, whose names are followed by a bracket.
const FORMS: [(&str, &str, bool); 4] =
    [("{{<", ">}}", false), ("{{%", "%}}", false), ("{{", "}}", true), ("{%", "%}", true)];
/// A longer one is none.
const LONGEST: usize = 1000;

/// All that open or stand alone; what closes one says nothing new.
pub(super) fn find(text: &str) -> Vec<Shortcode<'_>> {
    let braces = text.match_indices('{').map(|(at, _)| at);
    let mut found: Vec<Shortcode> = Vec::new();
    for at in braces {
        if found.last().is_none_or(|last| last.range.end <= at) && !text[..at].ends_with('\\') {
            found.extend(FORMS.iter().find_map(|form| read(text, at, *form)));
        }
    }
    found
}

fn read<'t>(text: &'t str, at: usize, (open, close, is_called): (&str, &str, bool)) -> Option<Shortcode<'t>> {
    let inner = text[at..].strip_prefix(open)?;
    let inner = &inner[..inner.find(close).filter(|end| *end <= LONGEST)?];
    if inner.contains("\n\n") || inner.contains('{') {
        return None;
    }
    let range = at..at + open.len() + inner.len() + close.len();
    let inner = inner.trim_end_matches('/').trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
    let end = inner.find(|c| !is_name(c)).unwrap_or(inner.len());
    let (name, arguments) = inner.split_at(end);
    let fits = match is_called {
        true => arguments.starts_with('(') && arguments.ends_with(')'),
        false => arguments.is_empty() || arguments.starts_with(char::is_whitespace),
    };
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (fits && begins).then_some(Shortcode { range, name, arguments })
}

impl Shortcode<'_> {
    /// `own` are the directives that the site's templates add.
    pub(super) fn diagnostic(&self, own: &BTreeSet<String>) -> Diagnostic {
        let message = format!("the shortcode `{}` is shown to readers as it is written here", self.name);
        Diagnostic::new(Code::Shortcode, message).help(self.help(own))
    }

    fn help(&self, own: &BTreeSet<String>) -> String {
        let name = self.name.to_ascii_lowercase();
        if own.contains(&name) {
            return format!("write it as a directive:\n```{{{name}}}\nkey: value\n```");
        }
        let first = self.first_argument();
        let first = |usual: &'static str| first.map_or_else(|| usual.to_owned(), str::to_owned);
        match name.as_str() {
            "figure" | "img" | "image" | "picture" => {
                format!("write it as a directive:\n```{{figure}}\nsrc: {}\nalt: what it shows\n```", first("port.jpg"))
            }
            "youtube" | "vimeo" | "video" => {
                let url = film(&name, &first("…"));
                format!("write it as a directive:\n```{{video}}\nurl: {url}\ntitle: what it is called\n```")
            }
            "quote" | "blockquote" | "pullquote" => {
                "write it as a directive:\n```{quote}\ntext: what was said\nby: who said it\n```".to_owned()
            }
            "note" | "notice" | "admonition" | "callout" | "alert" | "hint" | "tip" | "info" | "warning" => {
                "write it as a directive:\n```{note}\ntext: what it says\n```".to_owned()
            }
            "chart" => "write it as a directive:\n```{chart}\ndata:\n  2024: 12\n  2025: 17\n```".to_owned(),
            "map" => "write it as a directive:\n```{map}\ncountries: [KZ]\n```".to_owned(),
            "timeline" => {
                "write it as a directive:\n```{timeline}\nentries:\n  - date: 2020-09-15\n    text: what happened\n```"
                    .to_owned()
            }
            "highlight" | "code" => "put the code between two lines of three backquotes".to_owned(),
            "ref" | "relref" => format!("write a link to the file, as in `[its title]({})`", first("other.md")),
            "tweet" | "x" | "instagram" | "gist" => "write a link to it: nothing is loaded from other sites".to_owned(),
            _ => format!(
                "there are directives instead: a template `templates/directives/{}.html` adds one; in backquotes it is shown as it is",
                name.rsplit(['/', ':', '.']).next().unwrap_or(&name)
            ),
        }
    }

    /// `src="port.jpg"`, `"port.jpg"`, `port.jpg`: what it is about, if that is plain to see.
    fn first_argument(&self) -> Option<&str> {
        const NAMES: [&str; 5] = ["src", "url", "id", "file", "path"];
        let arguments = self.arguments.trim_start_matches('(').trim_end_matches(')');
        let named = |name: &&str| {
            let (before, after) = arguments.split_once(&format!("{name}="))?;
            (before.is_empty() || before.ends_with([' ', ','])).then_some(after)
        };
        let value = NAMES.iter().find_map(named).unwrap_or(arguments).trim_start();
        let value = match value.strip_prefix(['"', '\'', '`']) {
            Some(quoted) => quoted.split(['"', '\'', '`']).next(),
            None => value.split([' ', ',']).next(),
        };
        value.filter(|value| !value.is_empty() && !value.contains(['=', '\n']))
    }
}

/// The address of a film by the number that a shortcode gives.
fn film(host: &str, id: &str) -> String {
    match host {
        _ if id.contains("://") => id.to_owned(),
        "vimeo" => format!("https://vimeo.com/{id}"),
        "youtube" => format!("https://www.youtube.com/watch?v={id}"),
        _ => "https://…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|shortcode| shortcode.name).collect()
    }

    #[test]
    fn both_forms_of_both_generators_are_found() {
        assert_eq!(names("A {{< figure src=\"a.jpg\" >}}, {{% note %}}x{{% /note %}}"), ["figure", "note"]);
        assert_eq!(names("{{ youtube(id=\"x\") }} {% quote(by=\"A\") %} said {% end %}"), ["youtube", "quote"]);
        assert_eq!(names("{{< nav/menu.html />}}{{</* shown */>}}"), ["nav/menu.html"]);
    }

    #[test]
    fn other_braces_are_none() {
        for text in [
            "{{ page.title }}",
            "{{",
            "{{< >}}",
            "{{< a\n\nb >}}",
            "{% if a %}",
            "a {b} {{c}}",
            "\\{{< a >}}",
            "{{ }}é",
        ] {
            assert_eq!(names(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn what_it_is_about_is_said_in_the_way_out() {
        let help = |text: &str| find(text)[0].help(&BTreeSet::new());
        assert!(help("{{< figure alt=\"x\" src=\"a b.jpg\" >}}").contains("src: a b.jpg"));
        assert!(help("{{< youtube w7Ft2ymGmfc >}}").contains("watch?v=w7Ft2ymGmfc"));
        assert!(help("{{ vimeo(id=\"55\", autoplay=true) }}").contains("https://vimeo.com/55"));
        assert!(help("{{< figure >}}").contains("src: port.jpg"));
        let own = BTreeSet::from(["poll".to_owned()]);
        assert!(find("{{< poll >}}")[0].help(&own).contains("```{poll}"));
    }
}
