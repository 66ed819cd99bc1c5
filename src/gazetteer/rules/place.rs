//! Places that bear a country's name: waters, regions, towns.

use super::Case;
use crate::gazetteer::scan::NameKind;
use crate::gazetteer::words::{Beside, Style, Words, is_in, lists};

/// "Lebanon, Ohio", "Waycross, Georgia" where the town is known; not "Mexico, Texas and Arizona".
pub(super) fn is_in_a_us_state(case: &Case) -> bool {
    let words = &case.words;
    if words.written == "Georgia" && words.before.gap == ", " && is_in(lists::GEORGIA_CITIES, words.before.word) {
        return true;
    }
    if case.is_name() && words.style != Style::Capitals && has_postal_code(words) {
        return true;
    }
    case.is_name()
        && words.text[words.end..].strip_prefix(", ").and_then(state_at).is_some_and(ends_place)
        && words.previous() != Some("the")
        && !words.written.contains("United")
        && !(words.before.gap == ", " && is_in(lists::US_STATES, words.before.word))
}

/// "Peru, IN 46970"
fn has_postal_code(words: &Words) -> bool {
    let code = words.after.gap == ", " && words.after.word.len() == 2 && !words.after.word.contains(char::is_lowercase);
    let is_number = |number: Beside| {
        number.gap == " " && number.word.len() == 5 && number.word.bytes().all(|byte| byte.is_ascii_digit())
    };
    code && is_number(words.second_after())
}

/// What is left of a text that begins with a US state.
fn state_at(text: &str) -> Option<&str> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let alike = lists::US_STATES.iter().filter(|state| text.as_bytes().first() == state.as_bytes().first());
    let left = alike.filter_map(|state| text.strip_prefix(state)).min_by_key(|left| left.len())?;
    (!left.starts_with(char::is_alphanumeric)).then_some(left)
}

/// Whether what follows a state closes the place, rather than going on with a list of states.
fn ends_place(after: &str) -> bool {
    let next = after.strip_prefix(", ").map(|next| next.strip_prefix("and ").unwrap_or(next));
    let list = next.and_then(state_at).is_some();
    let closed = after.is_empty() || after.starts_with([',', '.', ';', ')', '\'', ':', '"', '”', '?', '!', '—']);
    let goes_on_as_place = after.starts_with(" (") || after.starts_with(" —");
    (closed || goes_on_as_place) && !list
}

/// "the Norwegian Sea", "Niger River", "along the Jordan", "Gulf of Mexico".
pub(super) fn is_water(case: &Case) -> bool {
    let words = &case.words;
    let head = case.kind != NameKind::Abbreviation && words.next().is_some_and(|next| is_in(lists::WATER_HEADS, next));
    if !head {
        return is_bare_river(case);
    }
    let certain = words.next().is_some_and(|next| {
        matches!(next, "Sea" | "Ocean" | "River" | "Basin" | "Delta" | "Strait" | "Trench" | "Current" | "Channel")
    });
    let bank = words.next().is_some_and(|next| next.starts_with("Bank") || next == "Current" && !certain);
    !bank && (certain || words.style == Style::Sentence) || is_bare_river(case)
}

/// "along the Jordan", "the Niger floods"; not "the Niger government".
fn is_bare_river(case: &Case) -> bool {
    let words = &case.words;
    matches!(words.previous(), Some("the" | "The"))
        && is_in(lists::RIVERS, words.written)
        && !words.is_joined_after()
        && (words.written != "Congo" || is_river_told(words))
        && !words.next().is_some_and(|next| is_in(lists::STATE_WORDS, next) || is_in(lists::STATE_OFFICES, next))
}

/// "down the Congo", "the Congo flows": the state takes an article too.
fn is_river_told(words: &Words) -> bool {
    matches!(
        words.second_before().word,
        "along" | "Along" | "down" | "Down" | "up" | "across" | "Across" | "on" | "banks"
    ) || matches!(
        words.next(),
        Some("flows" | "flow" | "flowed" | "floods" | "flooded" | "basin" | "rises" | "and its")
    )
}

/// "the Iranian Plateau", "the Swiss Alps".
pub(super) fn is_region(case: &Case) -> bool {
    case.kind != NameKind::Abbreviation
        && case.words.style != Style::Capitals
        && case.words.next().is_some_and(|next| is_in(lists::REGION_HEADS, next))
}

/// "Lebanon County", "Inner Mongolia", "Lake Chad", "Port Jersey".
pub(super) fn is_sub_national(case: &Case) -> bool {
    let words = &case.words;
    if !case.is_name() || words.style == Style::Capitals {
        return false;
    }
    let headed = words.style == Style::Sentence && words.next().is_some_and(|next| is_in(lists::TOWN_HEADS, next));
    let prefixed = words.previous().is_some_and(|previous| is_in(lists::PLACE_PREFIXES, previous))
        && !words.written.starts_with("New")
        && !(words.previous() == Some("New") && words.previous_starts_sentence());
    headed || prefixed
}
