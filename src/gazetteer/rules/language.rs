//! Adjectives that are languages where they stand: "spoke French", "in Chinese", "Russian-speaking".

use super::Case;
use crate::gazetteer::words::{List, Style, Words, is_capitalised, is_in, is_in_any_case, lists, words};

/// Whether the adjective names a language.
pub(super) fn is_language(case: &Case) -> bool {
    let words = &case.words;
    if !case.is_demonym() || !is_in(lists::LANGUAGES, words.written) {
        return false;
    }
    has_noun(words)
        || is_subject(words)
        || is_last_of_three(words)
        || is_believed(words)
        || is_in_taught_list(words)
        || is_someones(words)
        || closes(words) && list_closes(words) && (is_beside_another(words) || is_told_before(words))
}

/// "the French language", "French-speaking", "German lessons".
fn has_noun(words: &Words) -> bool {
    let after = words.after;
    let is_noun = |noun: &str| is_in(lists::LANGUAGE_NOUNS, noun);
    !words.possessive && matches!(after.gap, " " | "-" | "–") && is_noun(after.word)
        || noun_of_list(words).is_some_and(is_noun)
}

/// "Russian is spoken by a fifth", "Kazakh is taught on Fridays", "Finnish has plenty of verbs".
fn is_subject(words: &Words) -> bool {
    let spoken = |word: &str| is_in(lists::SPOKEN, word);
    if is_in(lists::OTHER_LANGUAGES, words.second_before().word) && matches!(words.next(), Some("are" | "were")) {
        return words.previous() == Some("and");
    }
    let verb = matches!(words.next(), Some("is" | "was" | "are" | "were" | "has"));
    let told = spoken(words.second_after().word)
        || words.past_second_after().split(['.', ';', ',']).next().is_some_and(|rest| {
            self::words(rest)
                .take(4)
                .any(|word| spoken(word) || matches!(word, "verb" | "verbs" | "vowels" | "grammar"))
        });
    let so = matches!(words.previous(), Some("is" | "are" | "was")) && words.second_before().word == "so";
    if so && closes(words) {
        return self::words(words.clause_before()).any(|word| matches!(word, "language" | "languages" | "tongue"));
    }
    words.starts_sentence() && verb && told || is_told_of(words)
}

/// "Russian will get you everywhere", "since Tajik is a kind of Persian", "Uzbek and Kazakh are cousins":
/// without an article a singular verb can only tell of the language.
fn is_told_of(words: &Words) -> bool {
    let alone = |word: &str| is_in(lists::LANGUAGES, word) || is_in(lists::OTHER_LANGUAGES, word);
    if words.style != Style::Sentence {
        return false;
    }
    let second = words.second_after();
    if words.starts_sentence() && words.next() == Some("and") && alone(second.word) && !is_people(words.written) {
        return matches!(words_of(words.past_second_after()), Some("are" | "were" | "share"));
    }
    if words.previous() == Some("and") && matches!(words.next(), Some("are" | "were" | "share")) {
        let other = words.second_before();
        let start = words.start - " and ".len() - other.word.len();
        return other.gap == " "
            && alone(other.word)
            && !is_people(other.word)
            && is_clause_start(&words.text[..start]);
    }
    let verb = match words.next() {
        Some("is" | "was" | "has") => true,
        Some("will" | "would" | "can" | "may") => !is_people(words.written) && words.starts_sentence(),
        _ => false,
    };
    let begins = words.starts_sentence()
        || words.before.gap == " " && is_in(CONJUNCTIONS, words.before.word)
        || words.before.gap == "; ";
    // Not "French has-beens".
    verb && begins && second.gap == " " && !is_capitalised(second.word)
}

const CONJUNCTIONS: &List =
    &List::of(&["although", "because", "but", "if", "since", "that", "though", "when", "where", "whereas", "while"]);

/// "Chinese will", "French will": the people too.
fn is_people(word: &str) -> bool {
    ["ese", "ch", "sh", "Swiss"].iter().any(|end| word.ends_with(end))
}

fn is_clause_start(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '"', '“', '*', '_']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', ';'])
}

/// The first word of a text that goes on without a mark.
fn words_of(rest: &str) -> Option<&str> {
    self::words(rest.strip_prefix(' ')?).next()
}

/// "in what they believed was French", "in what its author calls “espresso Italian”".
fn is_believed(words: &Words) -> bool {
    let closed = words.after.word.is_empty() || !words.after.gap.starts_with([' ', '-', '–', ',']);
    let told = !matches!(words.previous(), Some("now" | "then" | "once" | "still" | "largely" | "by" | "the" | "a"));
    closed && told && !words.possessive && words.clause_before().contains(" in what ")
}

/// "Her Spanish is excellent, her German poor", "the Greek for “love”".
fn is_someones(words: &Words) -> bool {
    if words.previous() == Some("of") && matches!(words.second_before().word, "speakers" | "Speakers" | "speaker") {
        return true;
    }
    let Some(next) = words.next() else { return false };
    match words.previous() {
        Some("her" | "his" | "my" | "your" | "their" | "our" | "Her" | "His" | "My" | "Your" | "Their" | "Our") => {
            is_in(OF_SKILL, next)
        }
        Some("the" | "The") => {
            next == "for"
                && words.past_next().starts_with([' '])
                && words.second_after().gap.ends_with(['"', '“', '‘', '\''])
        }
        _ => false,
    }
}

const OF_SKILL: &List = &List::of(&[
    "bad",
    "better",
    "excellent",
    "fluent",
    "good",
    "has",
    "improved",
    "is",
    "isn't",
    "passable",
    "perfect",
    "poor",
    "rusty",
    "shaky",
    "was",
    "wasn't",
    "weak",
    "worse",
]);

/// "Urdu, Hindi and Nepali share a script": two that can only be languages come first.
fn is_last_of_three(words: &Words) -> bool {
    let other = |word: &str| is_in(lists::OTHER_LANGUAGES, word);
    words.previous() == Some("and") && other(words.second_before().word) && other(words.third_before().word)
}

/// Whether no noun follows that the adjective could belong to.
fn closes(words: &Words) -> bool {
    let after = words.after;
    let joined = after.gap.starts_with(['-', '–', '\'']) || words.possessive;
    let small = after.word.is_empty() || is_in(SMALL, after.word) || after.word.ends_with("ly");
    !joined && (!after.gap.starts_with(' ') || small)
}

const SMALL: &List = &List::of(&[
    "and", "as", "at", "because", "before", "but", "by", "fluently", "for", "from", "in", "is", "on", "or", "since",
    "so", "than", "to", "was", "well", "when", "while", "with",
]);

/// "Arabic, French", "French and Arabic".
fn is_beside_another(words: &Words) -> bool {
    let other = |word: &str| is_in(lists::OTHER_LANGUAGES, word);
    let (before, after) = (words.before, words.after);
    other(before.word) && matches!(before.gap, ", " | " and " | " or ")
        || matches!(before.word, "and" | "or") && before.gap == " " && other(words.second_before().word)
        || after.gap == ", " && other(after.word)
        || matches!(after.word, "and" | "or") && other(words.second_after().word)
}

/// "French, German and Arabic." but not "French, German and Arabic poems".
fn list_closes(words: &Words) -> bool {
    noun_of_list(words).is_none_or(|noun| noun.is_empty() || is_in(SMALL, noun))
}

/// Each of "German, Polish and Czech are taught".
fn is_in_taught_list(words: &Words) -> bool {
    let is_last = words.previous() == Some("and") && is_in(lists::LANGUAGES, words.second_before().word);
    let verb = match is_last {
        true => words.next().map(|verb| (verb, words.past_next())),
        false => past_list(words),
    };
    let told = |rest: &str| words_of(rest).is_some_and(|word| is_in(lists::SPOKEN, word));
    verb.is_some_and(|(verb, rest)| matches!(verb, "are" | "were") && told(rest))
}

/// The word behind a list that the name is in: "speakers" in "French, German and Arabic speakers".
fn noun_of_list<'t>(words: &Words<'t>) -> Option<&'t str> {
    past_list(words).map(|(noun, _)| noun)
}

/// The same, and what follows it.
fn past_list<'t>(words: &Words<'t>) -> Option<(&'t str, &'t str)> {
    let mut rest = &words.text[words.end..];
    for _ in 0..LONGEST {
        let joint = [", and ", ", or ", " and ", " or ", ", "].iter().find_map(|joint| rest.strip_prefix(joint))?;
        let next = Some(joint).filter(|next| next.starts_with(char::is_uppercase))?;
        let word = self::words(next).next()?;
        rest = &next[word.len()..];
        if let Some(after) = rest.strip_prefix(' ') {
            let noun = self::words(after).next().unwrap_or_default();
            if !matches!(noun, "and" | "or") {
                return Some((noun, after.split_once(noun)?.1));
            }
        }
    }
    None
}

/// Longer lists of languages nobody reads.
const LONGEST: usize = 24;

/// What stands before makes a language of it.
fn is_told_before(words: &Words) -> bool {
    let second = words.second_before().word;
    match words.previous() {
        Some("the") => matches!(second, "from" | "into") && (words.after.word == "by" || words.after.gap.contains('.')),
        Some("a" | "an" | "some" | "both" | "few" | "this" | "that" | "these" | "those" | "other" | "young") => false,
        Some("in" | "In" | "no" | "good" | "little" | "fluent" | "had" | "through") => words.after.word != "is",
        Some("of") if is_in(OF_LANGUAGE, second) => true,
        Some(previous) if is_in_any_case(lists::SPEAKING, previous) => true,
        // "His first language is Greek"
        Some("is" | "was") if matches!(second, "language" | "tongue") => true,
        Some("is" | "was" | "are" | "were" | "The" | "said" | "told" | "became" | "become" | "be") => false,
        Some(previous) if is_dropped(previous) && words.after.gap.starts_with(['.', ',', ';', '!', '?']) => true,
        _ => follows_speaking(words),
    }
}

/// "schools dropped Russian.": what is done to a language; not "he was elected, born, considered Russian".
fn is_dropped(verb: &str) -> bool {
    verb.ends_with("ed") && !is_in(OF_STATE, verb)
}

const OF_STATE: &List = &List::of(&[
    "appeared",
    "called",
    "considered",
    "declared",
    "deemed",
    "elected",
    "felt",
    "looked",
    "married",
    "named",
    "opened",
    "proclaimed",
    "proved",
    "remained",
    "seemed",
    "sounded",
    "stayed",
    "tasted",
    "turned",
    "united",
]);

/// "knowledge of French"
const OF_LANGUAGE: &List = &List::of(&[
    "Speakers",
    "bit",
    "command",
    "grasp",
    "knowledge",
    "learners",
    "mastery",
    "professor",
    "smattering",
    "speaker",
    "speakers",
    "students",
    "study",
    "teacher",
    "teachers",
    "word",
    "words",
]);

/// "speaks French and German": the verb tells of all that follow.
fn follows_speaking(words: &Words) -> bool {
    let clause = words.clause_before();
    let from = self::words(clause).collect::<Vec<_>>();
    let Some(at) = from.iter().rposition(|word| is_in(lists::SPEAKING, word)) else { return false };
    let between = &from[at + 1..];
    let language = |word: &&str| is_in(lists::LANGUAGES, word) || is_in(lists::OTHER_LANGUAGES, word);
    // Only other languages and what joins them; or, after one language, "and" another.
    between.iter().all(|word| language(word) || is_in(BETWEEN_LANGUAGES, word))
        || between.last() == Some(&"and")
            && between.iter().any(language)
            && !between.iter().any(|word| is_capitalised(word) && !language(word))
}

const BETWEEN_LANGUAGES: &List = &List::of(&[
    "a", "and", "are", "bit", "but", "by", "fluent", "fluently", "from", "hear", "her", "herself", "himself", "his",
    "in", "into", "is", "little", "lot", "of", "only", "or", "some", "then", "to", "well", "with",
]);
