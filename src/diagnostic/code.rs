//! Every kind of mistake, with its stable name.

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident $($fixed:ident)?;)+) => {
        /// The kind of a mistake: a kebab-case name that never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes, in the order of this file.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name, as printed and as written in `lints`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// What it means, in a sentence or two.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii()),+ }
            }

            /// The severity where a site does not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }

            /// Whether a site may lower it in `lints`. What leaves a page without
            /// content or meaning may not.
            pub fn can_be_lowered(self) -> bool {
                match self { $(Code::$variant => codes!(@lowered $($fixed)?)),+ }
            }
        }
    };
    (@lowered) => { true };
    (@lowered fixed) => { false };
}

codes! {
    // A file that cannot be read as text
    /// The file is not UTF-8.
    InvalidUtf8 "invalid-utf8" Error fixed;
    /// The file is larger than `limits.file_size`.
    FileTooLarge "file-too-large" Error fixed;
    /// A symbolic link in `content/`, `templates/` or `static/`, which is not followed.
    SymlinkSkipped "symlink-skipped" Warning;

    // YAML
    /// The front matter begins with `---` and no line `---` ends it.
    UnclosedFrontMatter "unclosed-front-matter" Error fixed;
    /// The YAML cannot be parsed.
    YamlSyntax "yaml-syntax" Error fixed;
    /// A key stands twice in one mapping.
    DuplicateKey "duplicate-key" Error fixed;
    /// A key that no field has.
    UnknownKey "unknown-key" Error;
    /// A text where a list is wanted, and the like.
    WrongType "wrong-type" Error fixed;
    /// A required field is not there.
    MissingField "missing-field" Error fixed;
    /// A value of the right type that is not one of those allowed, or not of the right form.
    InvalidValue "invalid-value" Error fixed;
    /// Not a date, or a day that no calendar has.
    InvalidDate "invalid-date" Error fixed;
    /// Not a BCP 47 language tag.
    InvalidLanguage "invalid-language" Error fixed;
    /// A slug that leaves nothing, or a reserved one.
    InvalidSlug "invalid-slug" Error fixed;
    /// A web address that is not one.
    InvalidUrl "invalid-url" Error fixed;
    /// A web address that would run a script or read a reader's files.
    UnsafeUrl "unsafe-url" Error fixed;

    // Facts
    /// No country has this name or code.
    UnknownCountry "unknown-country" Error fixed;
    /// No area of the map has this name.
    UnknownArea "unknown-area" Error fixed;
    /// A name that several countries share.
    AmbiguousCountry "ambiguous-country" Error fixed;
    /// A stance that is not one of the five.
    UnknownStance "unknown-stance" Error fixed;
    /// A reaction with neither a country nor an actor.
    ReactionByNobody "reaction-by-nobody" Error;
    /// A source is named that `sources` does not define.
    UndefinedSource "undefined-source" Error;
    /// Two sources have one `id`.
    DuplicateSource "duplicate-source" Error fixed;
    /// A source has an `id` and nothing cites it.
    UnusedSource "unused-source" Warning;
    /// A date that comes before the one it should follow.
    DateOrder "date-order" Warning;
    /// `review_by` has passed.
    ReviewOverdue "review-overdue" Warning;
    /// An article without takeaways.
    NoTakeaways "no-takeaways" Warning;

    // Markdown
    /// An image without a text alternative.
    MissingAlt "missing-alt" Error;
    /// A link to a page or file that is not there.
    BrokenLink "broken-link" Error;
    /// A link to a part of a page that is not there.
    BrokenAnchor "broken-anchor" Error;
    /// A wikilink that names nothing.
    UnknownWikilink "unknown-wikilink" Error;
    /// A picture or file beside the article that is not there.
    MissingAsset "missing-asset" Error;
    /// A file that is shown as an image and is none that browsers show, or is damaged or cut off.
    UnreadablePicture "unreadable-image" Error;
    /// A picture whose name ends as those of another format do.
    PictureFormat "image-format" Warning;
    /// An image with more pixels or bytes than are read.
    PictureTooLarge "image-too-large" Error;
    /// A footnote is referred to and not defined.
    UndefinedFootnote "undefined-footnote" Error;
    /// Two headings were given one id by hand.
    DuplicateAnchor "duplicate-anchor" Error;
    /// A directive that neither Nutgraf nor the site's templates know.
    UnknownDirective "unknown-directive" Error fixed;
    /// A shortcode of another generator, which is shown as it is written.
    Shortcode "shortcode" Warning;
    /// Directives or elements within one another, deeper than any page needs.
    TooDeep "too-deep" Error fixed;
    /// Raw HTML that the sanitiser takes out.
    HtmlRemoved "html-removed" Warning;

    // Between files
    /// Two owners of one URL; case does not make a difference.
    DuplicateUrl "duplicate-url" Error fixed;
    /// Two entities claim one name, or two files are one entity.
    DuplicateEntity "duplicate-entity" Error fixed;
    /// Two countries claim one area of the map.
    DuplicateArea "duplicate-area" Error fixed;
    /// A `template` that is not in `templates/`.
    UnknownTemplate "unknown-template" Error fixed;
    /// A template that cannot be parsed, or that calls what does not exist.
    TemplateSyntax "template-syntax" Error fixed;
    /// A template that fails on a page.
    TemplateError "template-error" Error fixed;
    /// No `base_url`, so no feeds, sitemap and canonical links.
    NoBaseUrl "no-base-url" Warning;
    /// A site that is more than a host takes which a target of `publish` names.
    HostLimit "host-limit" Warning;
    /// The site has no pages.
    NoContent "no-content" Warning;
}

impl Code {
    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert_eq!(Code::from_name(code.name()), Some(*code));
            assert!(!code.meaning().is_empty());
        }
    }

    #[test]
    fn the_readme_lists_every_code() {
        let readme = include_str!("../../README.md");
        for code in Code::ALL {
            let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
            let fixed = if code.can_be_lowered() { "" } else { " •" };
            let row = format!("| `{}` | {severity}{fixed} | {} |", code.name(), code.meaning());
            assert!(readme.contains(&row), "README.md lacks the row\n{row}");
        }
    }
}
