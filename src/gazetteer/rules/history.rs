//! States and empires of the past that bear a living state's name.

use super::Case;
use crate::gazetteer::words::{is_in, lists};

/// "ancient Egypt", "the Mali Empire", "British Raj".
pub(super) fn is_of_the_past(case: &Case) -> bool {
    let ancient = case.words.previous().is_some_and(|word| is_in(lists::ANCIENT, word));
    let empire = case.words.next().is_some_and(|word| is_in(lists::HISTORY_HEADS, word));
    ancient || empire
}
