//! Names that are common nouns, pronouns or verbs where they stand.

use super::Case;
use crate::gazetteer::scan::NameKind;
use crate::gazetteer::words::{List, Style, Words, is_capitalised, is_in, is_proper, lists};

/// "US$5 million": a sign, not a country.
pub(super) fn is_currency(case: &Case) -> bool {
    case.kind == NameKind::Abbreviation && case.words.text[case.words.end..].starts_with(['$', '£', '€'])
}

/// "TELL US MORE", "CONTACT US".
pub(super) fn is_pronoun(case: &Case) -> bool {
    let words = &case.words;
    if words.written != "US" || words.style != Style::Capitals {
        return words.written == "US" && words.previous().is_some_and(|previous| is_in(SHOUTED, previous));
    }
    let asked = words.before.gap == " " && is_in(lists::PRONOUN_VERBS, words.before.word);
    let joined = words.is_joined_after()
        || words.after.gap.starts_with('/')
        || words.after.gap.starts_with(',') && (case.is_next_a_name || !asked)
        || words.before.gap.ends_with(['/', '-', ',', '–'])
        || words.possessive;
    let goes_on = words.before.word != "THE" && words.next().is_some_and(|next| is_in(lists::PRONOUN_AFTER, next));
    let ends = words.after.word.is_empty() || !words.after.gap.trim_matches([' ', '\'']).is_empty();
    !joined && !words.before.word.is_empty() && (asked || goes_on || ends)
}

/// Before "US" these are of the pronoun in any text: "*CONTACT US if you are nearby*".
const SHOUTED: &List = &List::of(&[
    "ABOUT", "ASK", "CALL", "CONTACT", "EMAIL", "FIND", "FOLLOW", "GIVE", "HELP", "JOIN", "LET", "SUPPORT", "TELL",
    "TEXT", "VISIT", "WITH", "WRITE",
]);

/// "Norwegian spruce", "Mexican standoff", "Dutch Defence": a noun that makes a kind of thing of any name.
pub(super) fn is_compound(case: &Case) -> bool {
    let words = &case.words;
    if is_citation(words) {
        return true;
    }
    if words.before.gap == "-" && matches!(words.before.word, "pan" | "un" | "meso" | "Pan" | "Un") {
        return true;
    }
    let has_noun = case.kind != NameKind::Abbreviation && words.next().is_some_and(|next| is_in(lists::ANY_NAME, next));
    has_noun && !words.past_next().starts_with("'s")
}

/// "412 U.S. 218": the reports of a court.
fn is_citation(words: &Words) -> bool {
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let ends = words.past_next();
    matches!(words.written, "U.S." | "US")
        && words.previous().is_some_and(number)
        && words.next().is_some_and(number)
        && (ends.is_empty() || ends.starts_with(['.', ';', ',']) || ends.starts_with(" ("))
}

/// "The pole", "Polish the silver", "a Jersey named Belle".
pub(super) fn is_common_noun(case: &Case) -> bool {
    is_unclear_person(&case.words)
        || is_verb(&case.words)
        || matches!(case.words.written, "Jersey" | "Guernsey") && matches!(case.words.previous(), Some("a" | "A"))
        || case.words.written == "Norway" && case.words.previous() == Some("a")
        || case.words.written == "Danish" && is_pastry(&case.words)
}

/// "a coffee and a Danish": people are Danes.
fn is_pastry(words: &Words) -> bool {
    matches!(words.previous(), Some("a" | "A")) && words.next().is_none() && !words.is_joined_after()
}

/// A single Pole, Finn or Turk needs a determiner, and no name behind: not "Finn Wolfhard".
fn is_unclear_person(words: &Words) -> bool {
    if !is_in(lists::PERSONS, words.written) {
        return matches!(words.written, "POLE" | "TURK" | "FINN" | "DANE" | "SWEDE" | "BRIT" | "SCOT");
    }
    let determined = words.previous().is_some_and(|word| is_in(lists::DETERMINERS, word) || word.ends_with("old"))
        || words.before.gap.ends_with('-');
    let titled = words.next().is_some_and(|next| is_in(lists::TITLES, next));
    let named = words.next().is_some_and(is_capitalised) && words.style == Style::Sentence;
    let of_people = words.written == "Kiwi" && words.next().is_some_and(|next| is_in(lists::PEOPLE_NOUNS, next));
    !titled && !of_people && !is_before_full_name(words) && (!determined || named)
}

/// "his partner, a Kiwi, prefers": the fruit and the bird have no capital in prose.
pub(super) fn is_a_kiwi(words: &Words) -> bool {
    words.written == "Kiwi"
        && words.style == Style::Sentence
        && matches!(words.previous(), Some("a" | "another" | "fellow" | "young"))
        && !words.is_joined_after()
        && words.next().is_none_or(|next| next.starts_with(char::is_lowercase))
}

/// "Swede Janne Andersson": whose name is whole needs no other; not "Finn Wolfhard", "Dane County Airport".
fn is_before_full_name(words: &Words) -> bool {
    let is_name = |word: &str| {
        is_proper(word) && ![lists::HEADS, lists::TOWN_HEADS, lists::ORGANS].iter().any(|list| is_in(list, word))
    };
    let second = words.second_after();
    words.style == Style::Sentence
        && words.next().is_some_and(is_name)
        && second.gap == " "
        && is_name(second.word)
        && !matches!(words.previous(), Some(previous) if is_capitalised(previous) && !words.previous_starts_sentence())
}

/// "Polish your shoes", "POLISH UP YOUR CV".
fn is_verb(words: &Words) -> bool {
    let can_be = match words.written {
        "Polish" => words.starts_sentence(),
        "POLISH" => words.style == Style::Capitals,
        _ => false,
    };
    can_be && words.next().is_some_and(|next| is_in(lists::VERB_OBJECTS, &next.to_lowercase()))
}

/// "Bosnian Serbs" are Bosnia's, "Seminole Indians" are not India's.
pub(super) fn is_ethnic(case: &Case) -> bool {
    let of_tribe = |previous| is_in(lists::TRIBES, previous);
    matches!(case.words.written, "Indian" | "Indians") && case.words.previous().is_some_and(of_tribe)
        || is_hyphenated(&case.words)
        || matches!(case.words.written, "Serb" | "Serbs" | "Croat" | "Croats")
            && matches!(case.words.previous(), Some("Bosnian" | "Kosovo" | "ethnic" | "Ethnic"))
}

/// Both halves of "a Mexican-American"; but "the Mexican-American War" was of two states.
fn is_hyphenated(words: &Words) -> bool {
    let american = |word: &str| matches!(word, "American" | "Americans");
    let first = is_in(lists::HYPHENATED, words.written) && words.after.gap == "-" && american(words.after.word);
    let second = american(words.written) && words.before.gap == "-" && is_in(lists::HYPHENATED, words.before.word);
    let noun = if first { words.second_after() } else { words.after };
    (first || second) && !(noun.gap == " " && is_in(lists::BILATERAL, noun.word))
}
