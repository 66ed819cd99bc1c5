//! Given names, surnames and pets that are called like a country.

use super::Case;
use crate::gazetteer::scan::NameKind;
use crate::gazetteer::words::{Beside, List, Style, Words, is_capitalised, is_in, is_proper, lists};

/// "Michael Jordan", "Jordan Peterson", "Mrs. Germany", "Chad, 34,".
pub(super) fn is_person(case: &Case) -> bool {
    let can_be = !matches!(case.kind, NameKind::Abbreviation | NameKind::Combining);
    can_be
        && (case.words.is_one_word() && is_one_word_person(case)
            || is_person_of_an_age(case)
            || is_person_of_a_trade(case))
}

fn is_one_word_person(case: &Case) -> bool {
    let words = &case.words;
    let is_philippine = words.written == "Philippine" && has_particle(words);
    is_addressed(words)
        || is_surname_alone(words)
        || has_initial(case)
        || has_first_name(case)
        || case.is_name() && (is_called(case) || is_given_name(case) || is_spoken_to(words) || is_double(case))
        || case.is_given && is_coach(words)
        || is_philippine
}

/// "Mr. French", "Sir Jordan".
fn is_addressed(words: &Words) -> bool {
    matches!(words.before.gap, " " | ". ") && is_in(lists::HONORIFICS, words.before.word)
}

/// "French, who played Geraldine": the people have an article.
fn is_surname_alone(words: &Words) -> bool {
    matches!(words.written, "French" | "German" | "English" | "Irish" | "Cuban")
        && words.after.gap == ", "
        && matches!(words.after.word, "who" | "whose")
        && words.starts_sentence()
}

/// "Israel J. Smith", "George W. Ireland".
fn has_initial(case: &Case) -> bool {
    let words = &case.words;
    if !case.is_given && !is_in(lists::SURNAMES, words.written) {
        return false;
    }
    let is_initial = |word: &str| word.len() == 1 && is_capitalised(word);
    let after = words.next().is_some_and(is_initial)
        && words.past_next().starts_with('.')
        && is_proper(words.second_after().word);
    let second = words.second_before().word;
    let before = is_initial(words.before.word)
        && words.before.gap == ". "
        && (is_first_name(second)
            || is_initial(second)
                && !matches!((second, words.before.word), ("U", "S" | "K" | "N") | ("D", "C") | ("N", _)));
    // "JJ Holland"
    // "by A. Ireland", "Holland, T., "
    let before = before
        || is_initial(words.before.word)
            && words.before.gap == ". "
            && matches!(second, "by" | "also" | "and" | "with" | "see" | "See");
    let inverted = words.after.gap == ", "
        && is_initial(words.after.word)
        && ["., ", ". ("].iter().any(|end| words.past_next().starts_with(end));
    let pair = words
        .previous()
        .is_some_and(|pair| pair.len() == 2 && !pair.contains(char::is_lowercase) && pair.contains('J'));
    after || before || inverted || pair
}

/// Whether many people are called so; names have a capital, which is told sooner than that one is in the list.
fn is_first_name(word: &str) -> bool {
    is_capitalised(word) && is_in(lists::FIRST_NAMES, word)
}

/// "Kathy Ireland", "Dawn French"; of adjectives only those that are surnames.
fn has_first_name(case: &Case) -> bool {
    let words = &case.words;
    let Some(previous) = words.previous() else { return false };
    let first = is_first_name(previous) || is_in(lists::GIVEN_FIRST, previous) && words.style == Style::Sentence;
    let can_be = case.is_name() || is_in(lists::SURNAMES, words.written);
    let word_name = is_in(lists::WORD_NAMES, previous) && case.is_given;
    (first && can_be || word_name) && (!words.is_joined_after() || is_proper(words.after.word) && !case.is_next_a_name)
        || is_surname_of_many(words, previous)
        || is_titled(case, previous)
}

/// Jordan and Chad after any capitalised name: "Lionel Jordan".
fn is_surname_of_many(words: &Words, previous: &str) -> bool {
    matches!(words.written, "Jordan" | "Chad")
        && words.style == Style::Sentence
        && is_proper(previous)
        && !words.previous_starts_sentence()
        && ![lists::TITLES, lists::MONTHS, lists::ORGANS, lists::INSIDE].iter().any(|list| is_in(list, previous))
}

/// "Officer Jordan Davis", "Ambassador Guinea Pratt"; "singer Chad Kroeger" is a given name anyway.
fn is_titled(case: &Case, title: &str) -> bool {
    let words = &case.words;
    case.is_name()
        && is_in(lists::PERSONAL_TITLES, title)
        && words.next().is_some_and(is_proper)
        && !words.next().is_some_and(|next| is_in(lists::TITLES, next) || is_in(lists::ORGANS, next))
        && words.style == Style::Sentence
}

const PETS: &List = &List::of(&[
    "boat", "cat", "dog", "goat", "goose", "hamster", "horse", "kitten", "labrador", "parrot", "pig", "pony", "poodle",
    "puppy", "rabbit", "ship", "spaniel", "terrier", "tortoise", "yacht",
]);

/// "asking Chad what", "Dear Jordan", "You can, Chad.", "Message from Chad in Ohio".
fn is_spoken_to(words: &Words) -> bool {
    if !is_in(lists::GIVEN_FIRST, words.written) || words.style != Style::Sentence {
        return false;
    }
    let asked = matches!(words.previous(), Some("ask" | "asking" | "asked" | "tell" | "telling"))
        && matches!(words.next(), Some("what" | "why" | "how" | "where" | "who" | "when" | "out"));
    let greeted =
        matches!(words.previous(), Some("Dear" | "Hi" | "Hello" | "Hey" | "hugged" | "kissed" | "texted" | "phoned"));
    let wrote = matches!(words.previous(), Some("from" | "by"))
        && words.next() == Some("in")
        && is_in(MESSAGES, words.second_before().word)
        && is_capitalised(words.second_after().word);
    let said: Vec<&str> = super::super::words::words(words.clause_before()).take(7).collect();
    let called = words.before.gap == ", "
        && (words.after.word.is_empty() || words.after.gap.starts_with(['.', '!', '?']))
        && said.len() < 7
        && said.iter().any(|word| {
            matches!(*word, "you" | "You" | "your" | "Your" | "Yes" | "No" | "Sorry" | "Thanks" | "please")
        });
    asked || greeted || wrote || called
}

const MESSAGES: &List = &List::of(&[
    "Comment", "Email", "Letter", "Message", "Note", "Question", "Text", "Tweet", "comment", "email", "letter",
    "message", "note", "question", "text", "tweet",
]);

/// "Lebanon-Smith": half of a surname, and whoever bears it.
fn is_double(case: &Case) -> bool {
    let words = &case.words;
    let half = |text: &str| {
        let mut parts = text.splitn(2, '-');
        let _ = parts.next();
        parts
            .next()
            .and_then(|part| super::super::words::words(part).next())
            .is_some_and(|part| is_in(SECOND_HALVES, part))
    };
    let itself = case.is_given && words.after.gap == "-" && is_in(SECOND_HALVES, words.after.word);
    let bearer = is_in(lists::GIVEN_FIRST, words.written)
        && words.next().is_some_and(is_proper)
        && half(words.text[words.start_of_next()..].split(' ').next().unwrap_or_default());
    itself || bearer
}

const SECOND_HALVES: &List = &List::of(&[
    "Brown", "Clarke", "Davies", "Evans", "Green", "Hall", "Harris", "Hughes", "Jackson", "James", "Johnson", "Jones",
    "King", "Lee", "Lewis", "Martin", "Moore", "Murray", "Robinson", "Smith", "Taylor", "Thomas", "Thompson", "Walker",
    "White", "Williams", "Wilson", "Wood", "Wright",
]);

/// "thanked coach Ireland": not "to coach Ireland", "will coach Ireland".
fn is_coach(words: &Words) -> bool {
    let told = |second: &str| second.ends_with("ed") || matches!(second, "by" | "with" | "from" | "told" | "said");
    matches!(words.previous(), Some("coach" | "skipper" | "keeper" | "teacher" | "headmaster" | "goalkeeper"))
        && told(words.second_before().word)
}

/// "a boy called Chad", "My name is Israel", "his brother Chad", "whose sister, Georgia,", "“Turkey” Stearnes".
fn is_called(case: &Case) -> bool {
    let words = &case.words;
    let Beside { word, gap } = words.before;
    let named = gap == " " && is_in(lists::NAMING, word) && !is_in(lists::LANDS, words.second_before().word);
    if !case.is_given && words.written != "Turkey" {
        // "The pony was called Oman."
        return named && super::super::words::words(words.clause_before()).any(|word| is_in(PETS, word));
    }
    let is_kin = matches!(words.next(), Some("is" | "was"))
        && matches!(words.second_after().word, "my" | "her" | "his" | "our" | "their")
        && super::super::words::words(words.past_second_after()).next().is_some_and(|noun| is_in(lists::KIN, noun));
    let my_name =
        matches!(word, "is" | "was" | "be") && gap == " " && is_in(lists::NAME_WORDS, words.second_before().word);
    let kin = is_in(lists::KIN, word)
        && match gap {
            " " => !words.possessive || is_in(lists::GIVEN_FIRST, words.written),
            ", " => {
                !words.possessive && (words.after.gap.starts_with([',', '.', ')', ';']) || words.next() == Some("and"))
            }
            _ => false,
        };
    let quoted = gap.ends_with(['"', '“']) && words.after.gap.starts_with(['"', '”']) && is_proper(words.after.word);
    named || my_name || kin || is_kin || quoted && words.after.gap.len() <= "” ".len()
}

fn is_given_name(case: &Case) -> bool {
    let words = &case.words;
    case.is_given && (has_particle(words) || is_aged(words) || has_surname(case) || acts_as_person(words))
}

/// "Chad le Clos", "Philippine de Rothschild".
fn has_particle(words: &Words) -> bool {
    words.next().is_some_and(|next| is_in(lists::PARTICLES, next))
        && is_proper(words.second_after().word)
        && words.style == Style::Sentence
}

/// Ages in letters.
const NUMBERS: &List =
    &List::of(&["eight", "eleven", "five", "four", "nine", "seven", "six", "sixteen", "ten", "twelve"]);

/// "Chad, 34,", "Mali was four when".
fn is_aged(words: &Words) -> bool {
    if !is_in(lists::GIVEN_OFTEN, words.written) && !matches!(words.written, "Mali" | "Jamaica" | "Cuba") {
        return false;
    }
    let age = |word: &str| matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit());
    let second = words.second_after();
    let was = matches!(words.next(), Some("was" | "is" | "turned"))
        && (age(second.word) && !words.past_second_after().starts_with(['%', '.', '-']) || is_in(NUMBERS, second.word));
    let after = words.past_next();
    !words.possessive
        && words.after.gap == ", "
        && age(words.after.word)
        && (matches!(after, "" | ".") || [", ", ". ", ")", "; "].iter().any(|end| after.starts_with(end)))
        || was
}

/// "Israel Adesanya"; not "in Israel Netanyahu", "China Taiwan tensions", "Israel Defence Minister".
fn has_surname(case: &Case) -> bool {
    let words = &case.words;
    let Some(next) = words.next().filter(|_| words.style == Style::Sentence) else { return false };
    if !is_proper(next) {
        return false;
    }
    let given_first = is_in(lists::GIVEN_FIRST, words.written);
    let known = [
        lists::TITLES,
        lists::MONTHS,
        lists::ORGANS,
        lists::HEADS,
        lists::STRONG_HEADS,
        lists::WATER_HEADS,
        lists::TOWN_HEADS,
    ]
    .iter()
    .any(|list| is_in(list, next));
    let placed = words.previous().is_some_and(|previous| is_in(lists::INSIDE, previous));
    let news =
        matches!(next, "Hamas" | "Gaza" | "Hezbollah" | "Houthi" | "Tibet" | "Kashmir" | "Taliban" | "Out" | "First");
    !known && !news && (given_first || !placed) && (!case.is_next_a_name || is_after_title(words))
}

fn is_after_title(words: &Words) -> bool {
    words.previous().is_some_and(|previous| is_in(lists::PERSONAL_TITLES, previous))
}

/// "Chad laughed", "Kenya said her mother".
fn acts_as_person(words: &Words) -> bool {
    let Some(next) = words.next() else { return false };
    let is_often = is_in(lists::GIVEN_OFTEN, words.written);
    let acts = is_often && is_in(lists::PERSON_VERBS, next) && !matches!(next, "hit" | "scored" | "wore" | "retired");
    let of_self = matches!(next, "said" | "says" | "told" | "met" | "thought")
        && matches!(words.second_after().word, "she" | "he" | "her" | "his" | "him");
    // "Georgia sat down, sighed"; not "India sat down with China".
    let sat = is_often
        && next == "sat"
        && matches!(words.second_after().word, "down" | "up")
        && words.past_second_after().starts_with([',', '.']);
    let governed =
        words.previous().is_some_and(|previous| is_in(lists::INSIDE, previous) || is_in(PREPOSITIONS, previous));
    (acts || of_self || sat) && !governed && words.style == Style::Sentence
}

/// "Austria Reyes, 71,": an age after any name and a capitalised word.
fn is_person_of_an_age(case: &Case) -> bool {
    let words = &case.words;
    if !case.is_name() || !words.next().is_some_and(|next| is_proper(next) && !is_in(lists::MONTHS, next)) {
        return false;
    }
    let age = words.second_after();
    let rest = words.past_second_after();
    age.gap == ", "
        && matches!(age.word.len(), 1 | 2)
        && age.word.bytes().all(|b| b.is_ascii_digit())
        && (rest.starts_with(", ") || rest.is_empty() || rest == ".")
}

/// "Tunisia Baker, a nurse": a trade after any name and a capitalised word.
fn is_person_of_a_trade(case: &Case) -> bool {
    let words = &case.words;
    let is_surname =
        |next| is_proper(next) && ![lists::MONTHS, lists::TITLES, lists::ORGANS].iter().any(|list| is_in(list, next));
    if !case.is_name() || !words.next().is_some_and(is_surname) {
        return false;
    }
    let article = words.second_after();
    if article.gap != ", " || !matches!(article.word, "a" | "an" | "the") {
        return false;
    }
    let apposition = words.past_second_after().split([',', '.', ';', '—', '–']).next().unwrap_or_default();
    noun_phrase(super::super::words::words(apposition)).is_some_and(|noun| is_in(lists::NOT_A_LAND, noun))
}

/// "Cuba, a terrier,", "Panama, the straw hat,": the apposition says that no land is meant.
pub(super) fn is_shown_to_be_no_land(case: &Case) -> bool {
    let words = &case.words;
    if case.is_name() && is_one_of_several(words) {
        return true;
    }
    if !case.is_name() || words.after.gap != ", " || words.possessive {
        return false;
    }
    let rest = &words.text[words.end + ", ".len()..];
    let apposition = rest.split([',', '.', ';', '—', '–']).next().unwrap_or_default();
    let mut nouns = super::super::words::words(apposition);
    let Some(article) = nouns.next() else { return false };
    if !matches!(article, "her" | "his" | "my" | "our" | "a" | "an" | "the") {
        return false;
    }
    let Some(noun) = noun_phrase(nouns) else { return false };
    let governed =
        words.previous().is_some_and(|previous| is_in(lists::INSIDE, previous) || is_in(PREPOSITIONS, previous));
    match article {
        // "dedicated to Israel, my husband"
        "her" | "his" | "my" | "our" => {
            is_in(lists::KIN, noun) || !governed && (is_in(lists::NOT_A_LAND, noun) || is_in(COMPANIONS, noun))
        }
        _ => !governed && is_in(lists::NOT_A_LAND, noun),
    }
}

/// "Peru and Lebanon, two towns": both of them.
fn is_one_of_several(words: &Words) -> bool {
    let rest = &words.text[words.end..];
    let rest = rest.strip_prefix(" and ").map_or(rest, |other| other.trim_start_matches(char::is_alphanumeric));
    let Some(told) = rest.strip_prefix(", ") else { return false };
    let mut told = super::super::words::words(told).take(3);
    matches!(told.next(), Some("two" | "three" | "both")) && told.any(|noun| is_in(OTHERS, noun))
}

const OTHERS: &List = &List::of(&[
    "boys", "brothers", "cats", "cousins", "dogs", "girls", "hamlets", "horses", "pubs", "ships", "sisters", "streets",
    "suburbs", "towns", "twins", "villages",
]);

const COMPANIONS: &List = &List::of(&[
    "agent",
    "assistant",
    "bandmate",
    "captain",
    "deputy",
    "manager",
    "partner",
    "team-mate",
    "tutor",
    "understudy",
]);

const PREPOSITIONS: &List = &List::of(&["at", "by", "for", "from", "of", "on", "to", "with"]);

/// The head of a short noun phrase: the last word before a preposition or the end.
fn noun_phrase<'t>(words: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    words
        .take(6)
        .take_while(|word| {
            !matches!(
                *word,
                "of" | "in"
                    | "from"
                    | "with"
                    | "who"
                    | "that"
                    | "which"
                    | "at"
                    | "for"
                    | "on"
                    | "near"
                    | "worth"
                    | "is"
                    | "was"
            )
        })
        .last()
        .map(|noun| noun.strip_suffix("'s").unwrap_or(noun))
}
