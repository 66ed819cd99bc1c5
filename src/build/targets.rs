//! Where a site can be published to, by its settings.

use super::load;
use super::{Failed, Request};
use crate::config::PublishTarget;
use crate::diagnostic::Report;
use crate::source;

/// The targets of a site, and all that is wrong with its settings.
pub fn targets(request: &Request) -> Result<(Vec<PublishTarget>, Report), Failed> {
    if !request.root.is_dir() {
        return Err(Failed::NoSite(request.root.display().to_string()));
    }
    let (tree, _) = source::walk(&request.root)?;
    let mut mistakes = Vec::new();
    let config = load::config(&tree, &mut mistakes)?.0.unwrap_or_default();
    let report = Report::new(mistakes, &config.lints, request.deny_warnings);
    Ok((config.publish, report))
}
