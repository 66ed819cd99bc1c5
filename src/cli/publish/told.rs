//! A plan in words, and as JSON.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::json;

use super::PlanFormat;
use crate::config::PublishTarget;
use crate::publish::{Change, Pending, Plan, Remote, summed_up};

/// The plan as it is printed; `whole` with every file.
pub(super) fn plan(plan: &Plan, remote: &Remote, format: PlanFormat, whole: bool) -> String {
    match format {
        PlanFormat::Json => as_json(plan, remote),
        PlanFormat::Human => in_words(plan, remote, whole),
    }
}

fn as_json(plan: &Plan, remote: &Remote) -> String {
    let there = remote.manifest.as_ref().filter(|manifest| manifest.is_published());
    let there = there.map(|manifest| {
        json!({
            "release": manifest.release,
            "published_at": manifest.published_at,
            "publisher": manifest.publisher,
            "files": manifest.files.len(),
        })
    });
    let summary = json!({
        "uploads": summed_up(plan.uploads.iter().map(|upload| upload.path.as_str())),
        "deletes": summed_up(plan.deletes.iter().map(|delete| delete.path.as_str())),
    });
    json!({
        "present": there,
        "summary": summary,
        "upload_bytes": plan.size(),
        "deleted_percent": plan.deleted_percent(),
        "uploads": plan.uploads,
        "deletes": plan.deletes,
        "foreign": plan.foreign,
        "unchanged": plan.unchanged,
    })
    .to_string()
}

/// Somebody changed files of the site where it is published.
pub(super) fn edited(edit: &Pending, place: &str) -> String {
    let first = edit.files.keys().next().map(String::as_str).unwrap_or_default();
    let more = and_more(edit.files.len().saturating_sub(1));
    let (by, since) = (&edit.publisher, time(edit.since));
    format!(
        "{by} changed {first}{more} at {place}, {since}, which the site would replace; take the change into the site's \
         own files, or overrule it with --force"
    )
}

fn in_words(plan: &Plan, remote: &Remote, whole: bool) -> String {
    let mut text = String::new();
    if let Some(manifest) = remote.manifest.as_ref().filter(|manifest| manifest.is_published()) {
        let since = time(manifest.published_at);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "There now: release {}, by {}, since {since}", manifest.release, manifest.publisher);
    }
    if let Some(pending) = remote.pending().filter(|_| !remote.is_edited()) {
        let since = time(pending.since);
        let _ = writeln!(text, "Not finished: release {}, by {}, since {since}", pending.release, pending.publisher);
    }
    for (change, name) in [(Change::Add, "add"), (Change::Change, "change"), (Change::Headers, "other headers")] {
        let files: Vec<_> = plan.uploads.iter().filter(|upload| upload.change == change).collect();
        let files = files.iter().map(|upload| (upload.path.as_str(), upload.size));
        section(&mut text, name, &files.collect::<Vec<_>>(), whole);
    }
    let deletes: Vec<_> = plan.deletes.iter().map(|delete| (delete.path.as_str(), delete.size)).collect();
    section(&mut text, "delete", &deletes, whole);
    for path in &plan.foreign {
        let _ = writeln!(text, "not ours: {path} is there already");
    }
    if plan.is_empty() && whole {
        let _ = writeln!(text, "nothing to publish");
    }
    text.trim_end().to_owned()
}

fn section(text: &mut String, name: &str, files: &[(&str, u64)], whole: bool) {
    if files.is_empty() {
        return;
    }
    let size: u64 = files.iter().map(|(_, size)| size).sum();
    let summary = summed_up(files.iter().map(|(path, _)| *path));
    let _ = writeln!(text, "{name}: {summary} ({})", bytes(size));
    for (path, size) in files.iter().filter(|_| whole) {
        let _ = writeln!(text, "  {path} ({})", bytes(*size));
    }
}

/// `12.3 kB`
fn bytes(number: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if number < 1000 {
        return format!("{number} bytes");
    }
    let (mut tenths, mut unit) = (number / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// What was done, in a line.
pub(super) fn done(plan: &Plan, place: &str, target: &PublishTarget) -> String {
    let up = summed_up(plan.uploads.iter().map(|upload| upload.path.as_str()));
    let gone = summed_up(plan.deletes.iter().map(|delete| delete.path.as_str()));
    let what = match (up.as_str(), gone.as_str()) {
        ("", "") => "Completed the release".to_owned(),
        (up, "") => format!("Published {up}"),
        ("", gone) => format!("Deleted {gone}"),
        (up, gone) => format!("Published {up}, and deleted {gone},"),
    };
    let seen = target.base_url.as_ref().map(|url| format!("; readers find it at {url}")).unwrap_or_default();
    format!("{what} at {place}{seen}")
}

/// A moment, as people write it.
pub(super) fn time(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// ` and 3 more`
pub(super) fn and_more(number: usize) -> String {
    if number == 0 { String::new() } else { format!(" and {number} more") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (number, text) in [(999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12.3 kB"), (5_000_000, "5.0 MB")] {
            assert_eq!(bytes(number), text);
        }
    }
}
