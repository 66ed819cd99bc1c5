//! What templates receive: closed values in which every URL is final and every text is HTML or
//! plain as its documentation says.
//!
//! This is the contract with a site's own templates. All URLs are ready for an `href`; "HTML" is
//! sanitised and may be marked `safe`; everything else is plain text that the template escapes.

mod chart;
mod directive;
mod map;
mod page;
mod piece;

pub use chart::*;
pub use directive::*;
pub use map::*;
pub use page::*;
pub use piece::*;
