use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use super::tree::MARKER;
use super::*;

/// A site's folder, and files written to its `public/`.
struct Site {
    root: tempfile::TempDir,
}

/// Files and what they hold.
type Texts<'t> = &'t [(&'t str, &'t str)];

const A: Texts = &[("index.html", "home A"), ("a/index.html", "same"), ("a/old/index.html", "old")];
const B: Texts = &[("index.html", "home B"), ("a/index.html", "same"), ("new/index.html", "new")];

impl Site {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn with(files: Texts) -> Self {
        let site = Self::new();
        site.build(files);
        site
    }

    fn public(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn open(&self) -> Output {
        self.try_open().unwrap()
    }

    fn try_open(&self) -> Result<Output, WriteError> {
        Output::open(&self.public(), self.root.path(), || panic!("nobody else builds"))
    }

    /// A spare tree in which all files are written.
    fn staged(&self, files: Texts) -> Staging {
        let staging = self.open().stage().unwrap();
        write_all(&staging, files);
        staging
    }

    fn build(&self, files: Texts) -> Written {
        self.staged(files).finish(|_| Ok(())).unwrap()
    }

    /// The files of `public/`, but the marker.
    fn texts(&self) -> BTreeMap<String, String> {
        texts(&self.public())
    }

    fn spare(&self) -> PathBuf {
        self.open().place.spare
    }

    /// What lies in the site's folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn write_all(staging: &Staging, files: Texts) {
    for (path, text) in files {
        assert_eq!(staging.write(path, text.as_bytes()).unwrap(), Digest::of(text.as_bytes()));
    }
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER);
    let relative = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    files.map(|entry| (relative(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
}

fn of(files: Texts) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn release(files: Texts) -> Release {
    Site::with(files).open().live.release.unwrap()
}

/// Changes from file to folder and back included.
const KINDS: [Texts; 4] = [A, B, &[("a", "a file"), ("index.html/x", "x")], &[]];

#[test]
fn every_tree_follows_every_other() {
    for before in KINDS {
        for after in KINDS {
            let site = Site::with(before);
            for files in [after, before, before, after] {
                site.build(files);
                assert_eq!(site.texts(), of(files), "{before:?} {after:?}");
            }
            assert_eq!(site.names(), [".nutgraf", "public"], "nothing is left beside it");
        }
    }
}

#[test]
fn folders_that_nothing_is_in_are_removed() {
    let site = Site::with(A);
    site.build(B);
    assert!(!site.public().join("a/old").exists());
    site.build(&[("index.html", "x")]);
    assert_eq!(fs::read_dir(site.public()).unwrap().count(), 2, "a page and the marker");
}

#[test]
fn what_changed_is_counted() {
    let site = Site::with(A);
    let written = site.build(B);
    assert_eq!((written.changed, written.added, written.removed), (1, 1, 1));
    assert_eq!(written.release, release(B));
    let written = site.build(B);
    assert_eq!((written.changed, written.added, written.removed), (0, 0, 0));
    let digests: BTreeMap<_, _> =
        B.iter().map(|(path, text)| ((*path).to_owned(), Digest::of(text.as_bytes()))).collect();
    assert_eq!(*site.open().files(), digests);
}

#[test]
fn files_are_kept_and_copied() {
    let site = Site::with(A);
    let source = site.root.path().join("photo");
    for (text, changed) in [("one", 0), ("two", 1), ("two", 0), ("three", 1)] {
        fs::write(&source, text).unwrap();
        let staging = site.open().stage().unwrap();
        assert!(staging.keep("index.html"));
        assert!(!staging.keep("nowhere.html"), "what is not there cannot be kept");
        assert_eq!(staging.copy("photo.jpg", &source).unwrap(), Digest::of(text.as_bytes()));
        assert_eq!(staging.finish(|_| Ok(())).unwrap().changed, changed);
        assert_eq!(site.texts(), of(&[("index.html", "home A"), ("photo.jpg", text)]));
    }
    let staging = site.open().stage().unwrap();
    assert!(matches!(staging.copy("x", &site.root.path().join("nowhere")), Err(WriteError::Failed { .. })));
}

#[test]
fn nothing_is_written_outside_of_the_tree() {
    let staging = Site::with(A).staged(A);
    for wrong in ["../x", "/x", "a/../../x", "", MARKER] {
        assert!(matches!(staging.write(wrong, b"x"), Err(WriteError::Refused(_))), "{wrong}");
    }
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).unwrap().ino()
}

#[cfg(unix)]
#[test]
fn where_nothing_changed_nothing_is_exchanged() {
    let site = Site::with(A);
    let (folder, page) = (inode(&site.public()), inode(&site.public().join("index.html")));
    site.build(A);
    site.build(A);
    assert_eq!((inode(&site.public()), inode(&site.public().join("index.html"))), (folder, page));
    site.build(B);
    assert_ne!(inode(&site.public()), folder);
}

#[cfg(unix)]
#[test]
fn the_spare_tree_is_used_again() {
    let site = Site::with(A);
    let first = inode(&site.public());
    site.build(B);
    let (second, same) = (inode(&site.public()), inode(&site.public().join("a/index.html")));
    site.build(A);
    assert_eq!(inode(&site.public()), first, "two folders take turns");
    assert_eq!(inode(&site.public().join("a/index.html")), same, "what did not change is one file in both");
    site.build(B);
    assert_eq!(inode(&site.public()), second);
}

#[test]
fn a_file_that_both_trees_share_is_never_written_to() {
    let site = Site::with(A);
    let staging = site.staged(&[("index.html", "home A"), ("a/index.html", "other")]);
    staging.write("a/index.html", b"other again").unwrap();
    staging.copy("index.html", &site.public().join("a/index.html")).unwrap();
    assert_eq!(site.texts(), of(A), "readers see nothing of it");
    staging.finish(|_| Ok(())).unwrap();
    assert_eq!(site.texts(), of(&[("index.html", "same"), ("a/index.html", "other again")]));
    assert_eq!(texts(&site.spare()), of(A));
}

// What others did to the trees

#[test]
fn a_file_of_others_is_refused_and_not_lost() {
    let site = Site::with(A);
    let notes = site.public().join("a/notes.txt");
    fs::write(&notes, "mine").unwrap();
    let Err(WriteError::Refused(reason)) = site.try_open() else { panic!("it is not seen") };
    assert!(reason.contains("a/notes.txt") && reason.contains("static/") && reason.contains("--output"), "{reason}");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "mine");
    fs::remove_file(&notes).unwrap();
    site.build(B);
}

#[test]
fn a_file_that_others_add_during_a_build_is_not_lost() {
    let site = Site::with(A);
    let staging = site.staged(B);
    fs::write(site.public().join("notes.txt"), "mine").unwrap();
    staging.finish(|_| Ok(())).unwrap();
    let spare = site.spare();
    let Err(WriteError::Refused(reason)) = site.open().stage() else { panic!("it is not seen") };
    assert!(reason.contains("notes.txt") && reason.contains(spare.to_str().unwrap()), "{reason}");
    assert_eq!(fs::read_to_string(spare.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn what_file_managers_leave_is_nobodys() {
    let site = Site::with(A);
    fs::write(site.public().join("a/old/.DS_Store"), "x").unwrap();
    site.build(B);
    site.build(A);
    site.build(B);
    assert_eq!((site.texts(), texts(&site.spare())), (of(B), of(A)));
}

#[test]
fn a_damaged_tree_is_mended() {
    for next in [A, B] {
        let site = Site::with(A);
        fs::remove_file(site.public().join("index.html")).unwrap();
        fs::write(site.public().join("a/index.html"), "cut").unwrap();
        assert_eq!(site.open().files().keys().collect::<Vec<_>>(), ["a/old/index.html"]);
        site.build(next);
        assert_eq!(site.texts(), of(next));
        site.build(B);
        assert_eq!(site.texts(), of(B));
    }
}

#[test]
fn a_damaged_spare_tree_is_mended() {
    let site = Site::with(B);
    site.build(A);
    let spare = site.spare();
    fs::remove_file(spare.join("index.html")).unwrap();
    fs::remove_file(spare.join("a/index.html")).unwrap();
    fs::write(spare.join("a/index.html"), "cut").unwrap();
    let staging = site.open().stage().unwrap();
    assert!(A.iter().all(|(path, _)| staging.keep(path)));
    staging.finish(|_| Ok(())).unwrap();
    assert_eq!((site.texts(), texts(&spare)), (of(A), of(A)));
}

#[test]
fn a_tree_of_an_earlier_version_is_replaced() {
    let site = Site::new();
    fs::create_dir_all(site.public().join("gone")).unwrap();
    fs::write(site.public().join(MARKER), "This folder was made by Nutgraf. The next build replaces it.\n").unwrap();
    fs::write(site.public().join("gone/index.html"), "x").unwrap();
    assert_eq!(site.open().release(), None);
    site.build(A);
    assert_eq!(site.texts(), of(A));
    assert!(!site.spare().exists());
}

#[test]
fn the_state_can_be_deleted() {
    let site = Site::with(A);
    site.build(B);
    fs::remove_dir_all(site.root.path().join(".nutgraf")).unwrap();
    assert!(site.open().release().is_none() && site.open().files().is_empty());
    site.build(A);
    assert_eq!((site.texts(), site.open().release().copied()), (of(A), Some(release(A))));
}

#[test]
fn a_site_can_be_moved() {
    let site = Site::with(A);
    let moved = tempfile::tempdir().unwrap();
    for name in site.names() {
        fs::rename(site.root.path().join(&name), moved.path().join(&name)).unwrap();
    }
    let moved = Site { root: moved };
    assert_eq!(moved.open().release().copied(), Some(release(A)));
}

#[test]
fn only_the_manifests_of_the_two_trees_are_kept() {
    let site = Site::new();
    for number in 0..4 {
        site.build(&[("index.html", &number.to_string())]);
    }
    let output = site.open();
    assert_eq!(fs::read_dir(output.state().join("manifests")).unwrap().count(), 2);
    assert_eq!(fs::read_to_string(site.root.path().join(".nutgraf/.gitignore")).unwrap(), "*\n");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_one() {
    let (site, elsewhere) = (Site::new(), tempfile::tempdir().unwrap());
    let real = elsewhere.path().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, site.public()).unwrap();
    for files in [A, B, B, A] {
        site.build(files);
        assert!(site.public().is_symlink());
        assert_eq!(texts(&real), of(files));
    }
}

#[cfg(unix)]
#[test]
fn a_site_that_can_only_be_read_is_built_elsewhere() {
    use std::os::unix::fs::PermissionsExt;
    let (site, elsewhere) = (Site::new(), tempfile::tempdir().unwrap());
    fs::set_permissions(site.root.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let folder = elsewhere.path().join("out");
    for files in [A, B, A] {
        let staging =
            Output::open(&folder, site.root.path(), || panic!("nobody else builds")).unwrap().stage().unwrap();
        write_all(&staging, files);
        staging.finish(|_| Ok(())).unwrap();
        assert_eq!(texts(&folder), of(files));
    }
}

#[test]
fn what_is_known_of_a_folder_elsewhere_is_found_again() {
    let (site, elsewhere) = (Site::new(), tempfile::tempdir().unwrap());
    let folder = elsewhere.path().join("out");
    let open = || Output::open(&folder, site.root.path(), || panic!("nobody else builds")).unwrap();
    for files in [A, B] {
        let staging = open().stage().unwrap();
        write_all(&staging, files);
        staging.finish(|_| Ok(())).unwrap();
        assert_eq!(open().release().copied(), Some(release(files)));
        assert_eq!(texts(&folder), of(files));
    }
}

// Interrupted builds

/// Leaves what a build left that was killed while it wrote.
fn kill_while_writing(site: &Site) -> PathBuf {
    let spare = site.spare();
    fs::create_dir_all(spare.join("a")).unwrap();
    super::tree::mark(&spare, None).unwrap();
    fs::write(spare.join("a/index.html"), "new").unwrap();
    spare
}

#[test]
fn a_build_that_ended_while_it_wrote_changed_nothing() {
    let site = Site::with(A);
    let spare = kill_while_writing(&site);
    assert_eq!(site.open().release().copied(), Some(release(A)));
    assert_eq!(site.texts(), of(A));
    assert!(!spare.exists(), "it is cleared away");
    site.build(B);
    assert_eq!(site.texts(), of(B));
}

#[test]
fn a_first_build_that_ended_while_it_wrote_leaves_nothing() {
    let site = Site::new();
    let spare = kill_while_writing(&site);
    assert_eq!(site.open().release(), None);
    assert!(!spare.exists());
    assert_eq!(site.names(), [".nutgraf"]);
}

#[test]
fn a_build_that_fails_leaves_nothing() {
    let site = Site::with(A);
    drop(site.staged(B));
    assert!(!site.spare().exists());
    assert_eq!(site.texts(), of(A));
}

#[test]
fn an_empty_folder_or_half_a_marker_is_all_that_was_begun() {
    let site = Site::with(A);
    let spare = site.spare();
    for marker in [None, Some(""), Some("This folder"), Some("release 01234567")] {
        fs::create_dir_all(&spare).unwrap();
        if let Some(marker) = marker {
            fs::write(spare.join(MARKER), marker).unwrap();
            fs::write(spare.join("x"), "x").unwrap();
        }
        site.build(A);
        assert_eq!((site.texts(), texts(&spare)), (of(A), of(A)), "{marker:?}");
        fs::remove_dir_all(&spare).unwrap();
    }
}

/// A build whose caller saved what it has to remember, and that was killed before readers saw the tree.
fn saved_but_not_shown() -> (Site, Release) {
    let site = Site::with(B);
    site.build(A);
    let staging = site.staged(&[("index.html", "third")]);
    let spare = staging_spare(&site);
    let kept = tempfile::tempdir().unwrap();
    let before = kept.path().join("public");
    copy_tree(&site.public(), &before);
    let written = staging.finish(|_| Ok(())).unwrap();
    // As it was before the exchange, which is its own inverse.
    fs::rename(site.public(), kept.path().join("shown")).unwrap();
    fs::rename(&spare, site.public()).unwrap();
    fs::rename(kept.path().join("shown"), &spare).unwrap();
    assert_eq!(texts(&before), site.texts());
    (site, written.release)
}

fn staging_spare(site: &Site) -> PathBuf {
    let state = fs::read_dir(site.root.path().join(".nutgraf")).unwrap().map(|entry| entry.unwrap().path());
    state.into_iter().find(|path| path.is_dir()).unwrap().join("spare")
}

fn copy_tree(from: &Path, to: &Path) {
    for (path, text) in texts(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

#[test]
fn a_build_that_was_saved_but_not_shown_is_shown_to_whom_expects_it() {
    let (site, third) = saved_but_not_shown();
    let mut output = site.open();
    assert_eq!(output.release().copied(), Some(release(A)));
    output.settle(Some(&third)).unwrap();
    assert_eq!(output.release(), Some(&third));
    assert_eq!(output.files().len(), 1);
    assert_eq!(site.texts(), of(&[("index.html", "third")]));
    output.settle(Some(&third)).unwrap();
    assert_eq!(site.texts(), of(&[("index.html", "third")]), "once");
}

#[test]
fn a_build_that_nobody_expects_is_a_spare_tree_like_any_other() {
    let (site, third) = saved_but_not_shown();
    for expected in [None, Some(release(A)), Some(release(&[("x", "x")]))] {
        let mut output = site.open();
        output.settle(expected.as_ref()).unwrap();
        assert_eq!(output.release().copied(), Some(release(A)));
        assert_eq!(site.texts(), of(A));
    }
    fs::remove_file(site.spare().join("index.html")).unwrap();
    let mut output = site.open();
    output.settle(Some(&third)).unwrap();
    assert_eq!(output.release().copied(), Some(release(A)), "what is not whole is not shown");
    drop(output);
    site.build(B);
    assert_eq!(site.texts(), of(B));
}

#[test]
fn an_exchange_that_was_interrupted_between_two_renames_is_mended() {
    let (site, third) = saved_but_not_shown();
    let output = site.open();
    let place = &output.place;
    fs::rename(&place.live, &place.aside).unwrap();
    drop(output);
    assert_eq!(site.open().release().copied(), Some(release(A)));
    assert_eq!(site.texts(), of(A));
    let mut output = site.open();
    output.settle(Some(&third)).unwrap();
    assert_eq!(site.texts(), of(&[("index.html", "third")]));
}

#[test]
fn where_saving_fails_readers_see_the_old_tree() {
    let site = Site::with(A);
    let failed = site.staged(B).finish(|_| Err(io::Error::other("the disk is full")));
    assert!(matches!(failed, Err(WriteError::Failed { .. })));
    assert_eq!(site.texts(), of(A));
    site.build(B);
    assert_eq!(site.texts(), of(B));
}

#[test]
fn what_is_saved_is_saved_before_readers_see_it() {
    let site = Site::with(A);
    let mut saved = None;
    let written = site.staged(B).finish(|release| {
        assert_eq!(site.texts(), of(A));
        saved = Some(*release);
        Ok(())
    });
    assert_eq!(saved, Some(written.unwrap().release));
}

// Two builds

#[test]
fn a_second_build_waits_for_the_first() {
    let site = Site::with(A);
    let first = site.staged(B);
    std::thread::scope(|scope| {
        let (waits, told) = mpsc::channel();
        let second = scope.spawn({
            let (public, root) = (site.public(), site.root.path());
            move || Output::open(&public, root, || waits.send(()).unwrap()).unwrap().release().copied()
        });
        told.recv().unwrap();
        let written = first.finish(|_| Ok(())).unwrap();
        assert_eq!(second.join().unwrap(), Some(written.release), "it sees what the first one made");
    });
}

#[test]
fn many_threads_write_at_once() {
    use rayon::prelude::*;
    let site = Site::with(&[("a", "a file where folders will be")]);
    let paths: Vec<String> = (0..200).map(|number| format!("a/{}/{number}.html", number % 7)).collect();
    let staging = site.open().stage().unwrap();
    paths.par_iter().try_for_each(|path| staging.write(path, path.as_bytes()).map(|_| ())).unwrap();
    staging.finish(|_| Ok(())).unwrap();
    assert_eq!(site.texts(), paths.iter().map(|path| (path.clone(), path.clone())).collect());
}
