//! "Sino-Russian", "Franco–German".

use super::Decision;
use crate::gazetteer::words::{Words, is_capitalised};

/// A combining form needs what it combines with. (The dictator Franco does not have it.)
pub(super) fn decide(words: &Words, code: [u8; 2]) -> Decision {
    match words.is_joined_after() && is_capitalised(words.after.word) {
        true => Decision::Mention(code, "combining-form"),
        false => Decision::Nothing,
    }
}
