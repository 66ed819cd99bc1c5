//! A plan in words, and as JSON.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use super::PlanFormat;
use crate::config::PublishTarget;
use crate::publish::{Change, Manifest, Pending, Plan, PublishError, Remote, explainers, summed_up};

/// So many files are named where a message is about many.
const NAMED: usize = 8;

/// A plan to be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned<'p> {
    pub(super) plan: &'p Plan,
    pub(super) remote: &'p Remote,
    /// The release that is gone back to.
    pub(super) back_to: Option<&'p Manifest>,
    /// What others changed there since this copy of the site saw it, and what would be changed back.
    pub(super) undone: &'p [String],
}

impl Planned<'_> {
    /// As it is printed; `whole` with every file.
    pub(super) fn told(self, format: PlanFormat, whole: bool) -> String {
        match format {
            PlanFormat::Json => self.as_json(),
            PlanFormat::Human => self.in_words(whole),
        }
    }
}

/// A release, for programs.
pub(super) fn release(manifest: &Manifest) -> serde_json::Value {
    let mut told = json!({
        "release": manifest.release,
        "published_at": manifest.published_at,
        "publisher": manifest.publisher,
        "base_url": manifest.base_url,
        "files": manifest.files.len(),
    });
    if let Some(shown) = &manifest.shown_again {
        told["shown_again"] = json!(shown);
    }
    told
}

impl Planned<'_> {
    fn as_json(self) -> String {
        let Self { plan, remote, back_to, undone } = self;
        let there = remote.manifest.as_ref().filter(|manifest| manifest.is_published());
        let summary = json!({
            "uploads": summed_up(plan.uploads.iter().map(|upload| upload.path.as_str())),
            "deletes": summed_up(plan.deletes.iter().map(|delete| delete.path.as_str())),
        });
        let mut told = json!({
            "present": there.map(release),
            "summary": summary,
            "upload_bytes": plan.size(),
            "deleted_percent": plan.deleted_percent(),
            "uploads": plan.uploads,
            "deletes": plan.deletes,
            "foreign": plan.foreign,
            "undone": undone,
            "unchanged": plan.unchanged,
        });
        if let Some(to) = back_to {
            told["back_to"] = release(to);
        }
        told.to_string()
    }

    fn in_words(self, whole: bool) -> String {
        let Self { plan, remote, back_to, undone: undone_there } = self;
        let mut text = String::new();
        if let Some(manifest) = remote.manifest.as_ref().filter(|manifest| manifest.is_published()) {
            let since = time(manifest.since());
            // Writing to a string cannot fail.
            let _ =
                writeln!(text, "There now: release {}, by {}, since {since}", manifest.release, manifest.shown_by());
        }
        if let Some((release, shown)) = remote.manifest.as_ref().and_then(Manifest::taken_back) {
            let _ = writeln!(text, "Taken back: release {release}, {}, by {}", time(shown.at), shown.by);
        }
        if let Some(to) = back_to {
            let _ =
                writeln!(text, "Back to: release {}, by {}, of {}", to.release, to.publisher, time(to.published_at));
        }
        if let Some(pending) = remote.pending().filter(|_| !remote.is_edited()) {
            let since = time(pending.since);
            let _ =
                writeln!(text, "Not finished: release {}, by {}, since {since}", pending.release, pending.publisher);
        }
        for (change, name) in [(Change::Add, "add"), (Change::Change, "change"), (Change::Headers, "other headers")] {
            let files: Vec<_> = plan.uploads.iter().filter(|upload| upload.change == change).collect();
            let files = files.iter().map(|upload| (upload.path.as_str(), upload.size));
            section(&mut text, name, &files.collect::<Vec<_>>(), whole);
        }
        let deletes: Vec<_> = plan.deletes.iter().map(|delete| (delete.path.as_str(), delete.size)).collect();
        section(&mut text, "delete", &deletes, whole);
        if !plan.foreign.is_empty() {
            let _ = writeln!(text, "not ours, and there already: {}", some(&plan.foreign));
        }
        if let Some(present) = remote.manifest.as_ref().filter(|_| !undone_there.is_empty()) {
            let _ = writeln!(text, "{}", undone(undone_there, present));
        }
        if plan.is_empty() && whole {
            let _ = writeln!(text, "{}", if back_to.is_some() { "no file changes" } else { "nothing to publish" });
        }
        text.trim_end().to_owned()
    }
}

/// Somebody else was quicker: how to see what they did.
pub(super) fn overtaken(error: &PublishError, target: Option<&str>) -> String {
    let target = target.map(|name| format!(" {name}")).unwrap_or_default();
    format!(
        "{error}; `nutgraf publish{target} --dry-run` shows what is there now, and what publishing again would change"
    )
}

/// A release that this copy of the site has not seen would be taken back in part.
pub(super) fn undone(files: &[String], present: &Manifest) -> String {
    let (by, since, number) = (present.shown_by(), time(present.since()), files.len());
    let of = if number == 1 { "1 file" } else { &format!("{number} files") };
    format!(
        "release {} by {by}, {since}, was not seen by this copy of the site, which would change {of} of it back: {}",
        present.release,
        some(files)
    )
}

/// Somebody changed files of the site where it is published.
pub(super) fn edited(edit: &Pending, place: &str) -> String {
    let files = some(edit.files.keys());
    let (by, since) = (&edit.publisher, time(edit.since));
    format!(
        "{by} changed {files} at {place}, {since}, which the site would replace; take the change into the site's \
         own files, or overrule it with --force"
    )
}

fn section(text: &mut String, name: &str, files: &[(&str, u64)], whole: bool) {
    if files.is_empty() {
        return;
    }
    let size: u64 = files.iter().map(|(_, size)| size).sum();
    let summary = summed_up(files.iter().map(|(path, _)| *path));
    let _ = writeln!(text, "{name}: {summary} ({})", bytes(size));
    let slugs = explainers(files.iter().map(|(path, _)| *path));
    if !slugs.is_empty() && !whole {
        let _ = writeln!(text, "  {}", some(&slugs));
    }
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

/// `a, b and 3 more`
pub(super) fn some<'p>(paths: impl IntoIterator<Item = &'p String>) -> String {
    let paths: Vec<&str> = paths.into_iter().map(String::as_str).collect();
    // One more is as short as saying so.
    let named = if paths.len() == NAMED + 1 { paths.len() } else { paths.len().min(NAMED) };
    format!("{}{}", paths[..named].join(", "), and_more(paths.len() - named))
}

/// A path as a reader writes it: without `./`, and without `a/..`.
pub(super) fn path(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    if plain.as_os_str().is_empty() { ".".to_owned() } else { plain.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_files_some_are_named() {
        let files = |number: usize| (0..number).map(|it| it.to_string()).collect::<Vec<_>>();
        assert_eq!(some(&files(2)), "0, 1");
        assert_eq!(some(&files(9)), "0, 1, 2, 3, 4, 5, 6, 7, 8");
        assert_eq!(some(&files(100)), "0, 1, 2, 3, 4, 5, 6, 7 and 92 more");
    }

    #[test]
    fn whoever_was_overtaken_is_told_how_to_look() {
        let error = PublishError::Overtaken { by: "boris@desk".to_owned(), done: crate::publish::Done::default() };
        assert_eq!(
            overtaken(&error, Some("web")),
            "boris@desk published there meanwhile; nothing was changed there; `nutgraf publish web --dry-run` shows \
             what is there now, and what publishing again would change"
        );
        assert!(overtaken(&error, None).contains("`nutgraf publish --dry-run`"));
    }

    #[test]
    fn paths_are_shown_plainly() {
        for (written, shown) in [
            ("./site/public", "site/public"),
            ("../site/./public", "../site/public"),
            ("a/../../b", "../b"),
            ("/a/b/../c", "/a/c"),
            ("./", "."),
        ] {
            assert_eq!(path(Path::new(written)), shown);
        }
    }

    #[test]
    fn sizes_have_units() {
        for (number, text) in [(999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12.3 kB"), (5_000_000, "5.0 MB")] {
            assert_eq!(bytes(number), text);
        }
    }
}
