//! Which phrases are a mention of a country: each decision is a rule with a name.
//!
//! The judgement is an editor's: a wrong link embarrasses, so doubt keeps a name out. What needs no
//! more than the words beside a name is decided here, by the first of [`RULES`] that applies; names
//! that mean two things are left to [`super::evidence`].

mod combining;
mod common;
mod history;
mod language;
mod organization;
mod person;
mod place;

use super::scan::{Hit, Meaning, NameKind, fits_case};
use super::words::{List, Words, is_in, lists};

/// What was decided of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// A mention, found by the rule of that name.
    Mention([u8; 2], &'static str),
    /// Not one, kept out by the rule of that name; the country it seemed to be.
    KeptOut(Option<[u8; 2]>, &'static str),
    /// One of the site's own names.
    OfTheSite(usize),
    /// A mention, unless something in the text speaks against it.
    Likely([u8; 2], &'static str),
    /// In a language without rules: a mention, if the document named the country before.
    IfNamed([u8; 2], &'static str),
    /// The name means two things: what else is in the text must decide.
    Open,
    /// Nothing worth telling.
    Nothing,
}

/// A name in its place.
pub(super) struct Case<'t> {
    pub(super) words: Words<'t>,
    pub(super) hit: &'t Hit,
    /// The first of the countries it can mean.
    pub(super) code: Option<[u8; 2]>,
    /// Whether there are others.
    pub(super) is_shared: bool,
    /// By what kind of name the first is meant.
    pub(super) kind: NameKind,
    /// Whether it is also a given name or a surname.
    pub(super) is_given: bool,
    /// Whether the next phrase that was found begins with the next word.
    pub(super) is_next_a_name: bool,
}

impl<'t> Case<'t> {
    pub(super) fn new(words: Words<'t>, hit: &'t Hit, is_next_a_name: bool) -> Self {
        let (mut code, mut kind, mut is_shared) = (None, NameKind::Combining, false);
        for (one, of_one) in countries(hit, words.written) {
            match *code.get_or_insert(one) == one {
                true => kind = kind.min(of_one),
                false => is_shared = true,
            }
        }
        let kind = if code.is_none() { NameKind::Name } else { kind };
        Self { is_given: is_given(words.written), words, hit, code, is_shared, kind, is_next_a_name }
    }

    /// The countries it can mean, each once, by the most telling kind of name.
    pub(super) fn candidates(&self) -> Vec<([u8; 2], NameKind)> {
        candidates(self.hit, self.words.written)
    }

    /// A name of a place, not of people or of what is theirs.
    fn is_name(&self) -> bool {
        matches!(self.kind, NameKind::Name | NameKind::Former)
    }

    fn is_demonym(&self) -> bool {
        matches!(self.kind, NameKind::Adjective | NameKind::People)
    }
}

/// A rule that keeps a name out.
struct Rule {
    /// As `nutgraf explain` prints it.
    name: &'static str,
    /// What was found instead of a country, for an author.
    why: &'static str,
    applies: fn(&Case) -> bool,
}

/// The rules, in the order in which they are asked. The first that applies gives the reason.
const RULES: &[Rule] = &[
    Rule { name: "currency", why: "money", applies: common::is_currency },
    Rule { name: "pronoun", why: "the pronoun, in capitals", applies: common::is_pronoun },
    Rule { name: "history", why: "not the state of today", applies: history::is_of_the_past },
    Rule { name: "person", why: "a person", applies: person::is_person },
    Rule {
        name: "apposition",
        why: "the words behind it say that no country is meant",
        applies: person::is_shown_to_be_no_land,
    },
    Rule { name: "us-place", why: "a place in a US state", applies: place::is_in_a_us_state },
    Rule { name: "idiom", why: "a word or saying that is not about the country", applies: common::is_compound },
    Rule { name: "organization", why: "a firm, newspaper or body", applies: organization::is_organization },
    Rule { name: "water", why: "a sea, river, lake or gulf", applies: place::is_water },
    Rule { name: "region", why: "a region", applies: place::is_region },
    Rule { name: "sub-national", why: "a place within a country", applies: place::is_sub_national },
    Rule { name: "language", why: "a language", applies: language::is_language },
    Rule { name: "common-noun", why: "a common noun or verb", applies: common::is_common_noun },
    Rule { name: "ethnic", why: "a people of another country", applies: common::is_ethnic },
    Rule { name: "name-part", why: "a part of a longer name", applies: organization::is_part_of_a_foreign_name },
];

/// Why a name is kept out, in a few words for an author: by a rule, a guard of the same name, or later.
pub(super) fn why(name: &str) -> Option<&'static str> {
    let of_rule = RULES.iter().find(|rule| rule.name == name).map(|rule| rule.why);
    of_rule.or(match name {
        "context" => Some("nothing nearby says that the country is meant"),
        "longer-name" => Some("a part of a longer name"),
        _ => None,
    })
}

/// Decides what needs no more than the words beside a phrase.
pub(super) fn decide(case: &Case) -> Decision {
    let Some(code) = case.code else { return Decision::Nothing };
    if let Some(rule) = RULES.iter().find(|rule| (rule.applies)(case)) {
        return Decision::KeptOut(case.code, rule.name);
    }
    if case.kind == NameKind::Combining {
        return combining::decide(&case.words, code);
    }
    if case.is_shared || needs_context(case.words.written) && !common::is_a_kiwi(&case.words) {
        Decision::Open
    } else if is_doubtful(case) {
        Decision::Likely(code, rule(case.kind))
    } else {
        Decision::Mention(code, rule(case.kind))
    }
}

/// The reason for which a phrase is a guard, and whom it names.
pub(super) fn guard(hit: &Hit, written: &str) -> Option<Decision> {
    let reason = fitting(hit, written).find_map(|meaning| match meaning {
        Meaning::Guard(reason) => Some(reason),
        _ => None,
    })?;
    let code = hit.terms.iter().find_map(|term| match term.meaning {
        Meaning::Country { code, .. } => Some(code),
        _ => None,
    });
    Some(Decision::KeptOut(code, reason))
}

/// The countries a phrase can mean as it is written, each once.
pub(super) fn candidates(hit: &Hit, written: &str) -> Vec<([u8; 2], NameKind)> {
    let mut candidates: Vec<([u8; 2], NameKind)> = Vec::new();
    for (code, kind) in countries(hit, written) {
        match candidates.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => *known = kind.min(*known),
            None => candidates.push((code, kind)),
        }
    }
    candidates
}

/// The same, as often as the phrase is a name of each.
fn countries(hit: &Hit, written: &str) -> impl Iterator<Item = ([u8; 2], NameKind)> {
    fitting(hit, written).filter_map(|meaning| match meaning {
        Meaning::Country { code, kind } => Some((code, kind)),
        _ => None,
    })
}

fn fitting(hit: &Hit, written: &str) -> impl Iterator<Item = Meaning> {
    hit.terms.iter().filter(move |term| fits_case(term, written)).map(|term| term.meaning)
}

/// Whether a name counts only where the context speaks for it.
fn needs_context(written: &str) -> bool {
    is_listed(lists::CONTEXT, written)
}

/// Whether a name counts unless something speaks against it.
fn is_doubtful(case: &Case) -> bool {
    case.is_given || is_doubtful_name(case.words.written)
}

/// Whether a name is something else as well, as the bird is: "COOK A TURKEY".
pub(super) fn is_doubtful_name(written: &str) -> bool {
    is_listed(lists::DOUBTFUL, written)
}

/// Whether a name is also a given name or a surname.
pub(super) fn is_given(written: &str) -> bool {
    is_listed(lists::GIVEN, written)
}

/// In a list as it is written, or in capitals.
fn is_listed(list: &List, written: &str) -> bool {
    is_in(list, written)
        || written.len() > 2
            && !written.contains(char::is_lowercase)
            && list.iter().any(|name| name.chars().flat_map(char::to_uppercase).eq(written.chars()))
}

/// The rule that finds a name of a kind.
pub(super) fn rule(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Name => "name",
        NameKind::Abbreviation => "abbreviation",
        NameKind::Former => "former-name",
        NameKind::Adjective => "adjective",
        NameKind::People => "people",
        NameKind::Combining => "combining-form",
    }
}
