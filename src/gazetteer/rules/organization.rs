//! Firms, newspapers, bodies, teams, events: proper names that hold a country's.
//!
//! A state's own organs, called by adjective, are the state: "French prosecutors", "the Kenyan High Court".

use super::Case;
use crate::gazetteer::scan::NameKind;
use crate::gazetteer::words::{List, Style, Words, is_capitalised, is_in, is_proper, lists};

/// "Kenya Airways", "Bank of Japan", "Radio Pakistan", "the Polish Academy of Sciences".
pub(super) fn is_organization(case: &Case) -> bool {
    is_headed(case)
        || is_of_a_body(case)
        || is_prefixed(case)
        || is_of_partners(case)
        || is_airline(&case.words)
        || is_band(case)
}

/// "Emirates will take sixty jets": the country has an article in prose, the airline has none.
fn is_airline(words: &Words) -> bool {
    words.written == "Emirates"
        && words.style == Style::Sentence
        && !matches!(words.previous(), Some(previous) if !is_in(SMALL_WORDS, previous) || matches!(previous, "the" | "The"))
        && !words.next().is_some_and(|next| is_in(lists::STATE_WORDS, next) || next == "flags")
}

const SMALL_WORDS: &List = &List::of(&["and", "at", "by", "for", "from", "of", "on", "or", "to", "while", "with"]);

/// "The band Japan broke up", "the yacht Bermuda,"; not "the band Japan loved".
fn is_band(case: &Case) -> bool {
    let words = &case.words;
    let is_one = case.is_name() && words.is_one_word();
    if !is_one || !words.previous().is_some_and(|previous| is_in(BANDS, previous)) {
        return false;
    }
    match words.next() {
        Some(next) => is_in(OF_BANDS, next),
        None => words.after.gap.starts_with(['.', ',', ')', ';']) || words.possessive || words.after.word.is_empty(),
    }
}

const BANDS: &List = &List::of(&[
    "airline",
    "band",
    "bands",
    "duo",
    "ferry",
    "liner",
    "mare",
    "nightclub",
    "quartet",
    "racehorse",
    "ship",
    "stallion",
    "supergroup",
    "tanker",
    "trawler",
    "trio",
    "yacht",
]);

const OF_BANDS: &List = &List::of(&[
    "after",
    "announced",
    "at",
    "broke",
    "came",
    "disbanded",
    "docked",
    "formed",
    "had",
    "has",
    "in",
    "is",
    "played",
    "ran",
    "recorded",
    "released",
    "reunited",
    "sailed",
    "sank",
    "signed",
    "split",
    "toured",
    "was",
    "were",
    "who",
    "whose",
    "with",
    "won",
]);

/// "Holland & Barrett": not "Britain & Ireland".
fn is_of_partners(case: &Case) -> bool {
    let words = &case.words;
    words.after.gap == " & "
        && is_in(lists::GIVEN, words.written)
        && is_proper(words.after.word)
        && !case.is_next_a_name
}

/// A capitalised head somewhere in the words that follow: "Kenya Wildlife Service".
fn is_headed(case: &Case) -> bool {
    let words = &case.words;
    let run = words.run();
    if words.style != Style::Sentence && !is_whole_text(words, run.len()) {
        let next = words.next();
        let of = words.second_after().word == "of" && next.is_some_and(|next| is_in(lists::STRONG_HEADS, next));
        return next.is_some_and(is_head_in_titles) || of && case.kind != NameKind::Abbreviation;
    }
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let bare = last.strip_suffix("'s").unwrap_or(last.trim_end_matches('\''));
    let is_strong = is_in(lists::STRONG_HEADS, bare) && *last != "Bank";
    let organ = run.iter().any(|word| is_in(lists::ORGANS, word)) || *first == "Authority";
    match case.kind {
        NameKind::Abbreviation => is_strong && !organ,
        // "United States" is an adjective too: "the United States Senate".
        NameKind::Name if words.written.starts_with("United ") => is_strong && !organ,
        NameKind::Adjective | NameKind::People => is_strong || !organ && run.iter().any(|word| is_head(word)),
        NameKind::Name | NameKind::Former => {
            !is_in(lists::TITLES, first) && !is_in(lists::MONTHS, first) && run.iter().any(|word| is_head(word))
        }
        NameKind::Combining => false,
    }
}

/// A cell or a heading that is nothing but such a name: "Kenya Wildlife Service".
fn is_whole_text(words: &Words, run: usize) -> bool {
    words.style == Style::Title && run <= 2 && super::super::words::words(words.text).count() == run + 1
}

fn is_head(word: &str) -> bool {
    // "Qatar Airways' billboard"
    let word = word.strip_suffix("'s").unwrap_or(word.trim_end_matches('\''));
    is_in(lists::HEADS, word) || is_in(lists::STRONG_HEADS, word)
}

/// In headlines every noun has a capital; these are heads all the same.
fn is_head_in_titles(word: &str) -> bool {
    const HEADS: [&str; 18] = [
        "Airlines",
        "Airways",
        "Times",
        "Herald",
        "Gazette",
        "Telecom",
        "Petroleum",
        "Tribune",
        "Aerospace",
        "Motors",
        "Idol",
        "Open",
        "Prix",
        "Federation",
        "AIRLINES",
        "AIRWAYS",
        "Bancorp",
        "Superliga",
    ];
    HEADS.contains(&word)
}

/// "Bank of Japan", "University of the Philippines"; but "the President of France".
fn is_of_a_body(case: &Case) -> bool {
    let words = &case.words;
    // "Museum of American Art" too, but not "Union of French officers".
    let can_be = case.is_name() || case.is_demonym() && words.next().is_some_and(is_capitalised);
    if !can_be {
        return false;
    }
    let head = match words.previous() {
        Some("of" | "OF" | "for") => words.second_before(),
        Some("the") if words.second_before().word == "of" => words.third_before(),
        _ => return false,
    };
    head.gap == " " && is_in(lists::OF_HEADS, head.word)
}

/// "Radio Pakistan", "Royal Dutch", "Miss Venezuela".
fn is_prefixed(case: &Case) -> bool {
    let Some(previous) = case.words.previous() else { return false };
    if case.is_name() && is_branch(&case.words, previous) {
        return true;
    }
    let royal = previous == "Royal" && case.words.next().is_some_and(is_capitalised);
    (case.is_name() && is_in(lists::PREFIX_HEADS, previous) || royal) && !ends_name(&case.words, previous)
}

/// "Tata Steel India", "Banco Santander Chile", "the tug Svitzer Norway".
fn is_branch(words: &Words, previous: &str) -> bool {
    if words.style != Style::Sentence || !is_proper(previous) {
        return false;
    }
    let second = words.second_before();
    let of_firm = is_in(lists::STRONG_HEADS, previous) && is_capitalised(second.word)
        || matches!(previous, "Sands" | "Motor" | "Pharma");
    let bank =
        matches!(second.word, "Banco" | "Banque" | "Banca" | "Bank" | "Grupo" | "Telecom" | "tug" | "ferry" | "tanker");
    second.gap == " " && (of_firm || bank && !words.is_joined_after())
}

/// "the Miss France left" is one name; "left the Club. France …" are two, and so has no space alone between.
fn ends_name(words: &Words, previous: &str) -> bool {
    previous == "Team" && words.possessive
}

/// "Banco de Chile", "Banco do Brasil", "Stade de France".
pub(super) fn is_part_of_a_foreign_name(case: &Case) -> bool {
    let particle = matches!(case.words.previous(), Some("de" | "do" | "da" | "du" | "di" | "del" | "della" | "des"));
    particle && case.words.second_before().gap == " " && is_capitalised(case.words.second_before().word)
}
