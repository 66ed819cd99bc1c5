//! Two trees change places.

use std::fs;
use std::path::Path;

use super::place::Place;
use super::{WriteError, failed};

/// Shows readers the spare tree; the one they saw becomes the spare.
pub(super) fn exchange(place: &Place) -> Result<(), WriteError> {
    if !place.live.exists() {
        return rename(&place.spare, &place.live);
    }
    if at_once(&place.spare, &place.live) {
        return Ok(());
    }
    by_renames(place)
}

/// In one step, where the system and the file system can.
#[cfg(target_os = "linux")]
fn at_once(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn at_once(_: &Path, _: &Path) -> bool {
    false
}

/// What is interrupted here is mended by [`recover`].
fn by_renames(place: &Place) -> Result<(), WriteError> {
    rename(&place.live, &place.aside)?;
    if let Err(error) = rename(&place.spare, &place.live) {
        // The first error says what failed; readers get their tree back.
        let _ = rename(&place.aside, &place.live);
        return Err(error);
    }
    rename(&place.aside, &place.spare)
}

/// Goes back before an exchange that was interrupted between two renames, or ends it.
pub(super) fn recover(place: &Place) -> Result<(), WriteError> {
    if !place.aside.exists() {
        return Ok(());
    }
    // An empty folder was made since, by hand; nothing else can be removed so.
    let _ = fs::remove_dir(&place.live);
    let to = if place.live.exists() { &place.spare } else { &place.live };
    rename(&place.aside, to)
}

fn rename(from: &Path, to: &Path) -> Result<(), WriteError> {
    fs::rename(from, to).map_err(failed(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place whose trees hold these files; `None` where there is no such tree.
    fn place(root: &Path, live: Option<&str>, spare: Option<&str>, aside: Option<&str>) -> Place {
        let place = Place { live: root.join("live"), spare: root.join("spare"), aside: root.join("aside") };
        for (folder, name) in [(&place.live, live), (&place.spare, spare), (&place.aside, aside)] {
            if let Some(name) = name {
                fs::create_dir(folder).unwrap();
                fs::write(folder.join(name), "x").unwrap();
            }
        }
        place
    }

    fn holds(folder: &Path) -> Option<String> {
        let mut entries = fs::read_dir(folder).ok()?;
        Some(entries.next()?.unwrap().file_name().to_string_lossy().into_owned())
    }

    fn trees(place: &Place) -> [Option<String>; 3] {
        [&place.live, &place.spare, &place.aside].map(|folder| holds(folder))
    }

    fn expected(live: &str, spare: &str) -> [Option<String>; 3] {
        [Some(live.to_owned()), Some(spare.to_owned()), None]
    }

    #[test]
    fn both_ways_come_to_the_same() {
        for way in [exchange, by_renames] {
            let root = tempfile::tempdir().unwrap();
            let place = place(root.path(), Some("old"), Some("new"), None);
            way(&place).unwrap();
            assert_eq!(trees(&place), expected("new", "old"));
        }
    }

    #[test]
    fn an_exchange_that_stopped_after_the_first_rename_did_not_happen() {
        let root = tempfile::tempdir().unwrap();
        let place = place(root.path(), None, Some("new"), Some("old"));
        recover(&place).unwrap();
        assert_eq!(trees(&place), expected("old", "new"));
    }

    #[test]
    fn an_exchange_that_stopped_after_the_second_rename_is_ended() {
        let root = tempfile::tempdir().unwrap();
        let place = place(root.path(), Some("new"), None, Some("old"));
        recover(&place).unwrap();
        assert_eq!(trees(&place), expected("new", "old"));
    }

    #[test]
    fn readers_keep_their_tree_where_the_second_rename_fails() {
        let root = tempfile::tempdir().unwrap();
        let place = place(root.path(), Some("old"), None, None);
        assert!(by_renames(&place).is_err());
        assert_eq!(trees(&place), [Some("old".to_owned()), None, None]);
    }
}
