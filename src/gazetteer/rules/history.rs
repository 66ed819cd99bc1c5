//! States and empires of the past that bear a living state's name.

use super::Case;
use crate::gazetteer::words::{is_in, lists};

/// "ancient Egypt", "the Mali Empire", "British Raj".
pub(super) fn is_of_the_past(case: &Case) -> bool {
    let ancient = case.words.previous().is_some_and(|word| is_in(lists::ANCIENT, word));
    let empire = case.words.next().is_some_and(|word| is_in(lists::HISTORY_HEADS, word));
    ancient || empire || is_of_macedon(case)
}

/// "the Macedonian king", "Alexander, a Macedonian": the state of today is a republic.
fn is_of_macedon(case: &Case) -> bool {
    let words = &case.words;
    if words.written != "Macedonian" {
        return false;
    }
    let royal = words.next().is_some_and(|next| {
        matches!(next, "king" | "kings" | "kingdom" | "throne" | "conqueror" | "conquest" | "cavalry" | "dynasty")
    });
    let alexander = words.previous() == Some("a") && words.clause_before().contains("Alexander");
    royal || alexander
}
