//! What changes on disk: the system's events, gathered to one note for what an editor does at once.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::build::Touched;

/// The folders of a site's own files.
const FOLDERS: [&str; 3] = ["content", "templates", "static"];
/// What an editor does at once follows this closely.
const QUIET: Duration = Duration::from_millis(2);
/// Longer a note is not held back.
const PATIENCE: Duration = Duration::from_millis(5);
/// Unless a file is open for writing: half a file has mistakes that nobody made.
const PATIENCE_FOR_WRITERS: Duration = Duration::from_millis(50);
/// How often files are compared where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// Watches a site's folder.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    watcher: Kind,
    heard: Receiver<Heard>,
    sender: Sender<Heard>,
    polls: Option<String>,
}

#[derive(Debug)]
enum Kind {
    Events(RecommendedWatcher),
    Polls(PollWatcher),
    Blind,
}

#[derive(Debug)]
enum Heard {
    Event(notify::Result<Event>),
    Stop,
}

/// Ends a watch from another thread.
#[derive(Debug, Clone)]
pub(super) struct Stop(Sender<Heard>);

impl Stop {
    pub(super) fn stop(&self) {
        // Where nobody waits any more, it has ended.
        let _ = self.0.send(Heard::Stop);
    }
}

impl Watch {
    /// Begins to watch the site at `root`, by comparing files where the system does not tell of changes.
    pub fn new(root: &Path) -> Self {
        // Events name the folder as the system knows it.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let (sender, heard) = mpsc::channel();
        let mut watch = Self { root, watcher: Kind::Blind, heard, sender, polls: None };
        match RecommendedWatcher::new(watch.handler(), Config::default()) {
            Ok(watcher) => {
                watch.watcher = Kind::Events(watcher);
                watch.watch_all();
            }
            Err(error) => watch.poll(&error),
        }
        watch
    }

    /// Why files are compared twice a second, where they are; said once.
    pub fn takes_polls(&mut self) -> Option<String> {
        self.polls.take()
    }

    pub(super) fn stopper(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// What changed since the last call; waits for it. `None` once it is stopped.
    pub(super) fn next(&mut self) -> Option<Touched> {
        loop {
            let mut batch = Batch::default();
            let first = self.heard.recv().ok()?;
            if self.take(first, &mut batch) || self.gather(&mut batch) {
                return None;
            }
            if batch.folders {
                // Whoever watches a new folder has missed what came into it before.
                self.watch_all();
            }
            if let Some(touched) = batch.touched() {
                return Some(touched);
            }
        }
    }

    /// Takes what follows closely; says whether it is to stop.
    fn gather(&mut self, batch: &mut Batch) -> bool {
        let begun = Instant::now();
        loop {
            let is_written = !batch.written.is_empty();
            let patience = if is_written { PATIENCE_FOR_WRITERS } else { PATIENCE };
            let left = patience.saturating_sub(begun.elapsed());
            match self.heard.recv_timeout(if is_written { left } else { left.min(QUIET) }) {
                Ok(heard) => {
                    if self.take(heard, batch) {
                        return true;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => return true,
            }
        }
    }

    fn take(&mut self, heard: Heard, batch: &mut Batch) -> bool {
        match heard {
            Heard::Stop => return true,
            Heard::Event(Ok(event)) => batch.add(&event, &self.root),
            Heard::Event(Err(error)) => {
                // A folder that went away is told of by its own event.
                if !matches!(error.kind, notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound) {
                    self.poll(&error);
                }
                batch.everything = true;
            }
        }
        false
    }

    fn handler(&self) -> impl FnMut(notify::Result<Event>) + Send + 'static {
        let sender = self.sender.clone();
        move |event| {
            // A build opens every file; to hear of that would only fill the queue.
            if !event.as_ref().is_ok_and(is_reading) {
                // The receiver goes when the preview ends.
                let _ = sender.send(Heard::Event(event));
            }
        }
    }

    /// Watches the site's folders, those that came since too.
    fn watch_all(&mut self) {
        let result = match &mut self.watcher {
            Kind::Events(watcher) => watch_folders(watcher, &self.root),
            Kind::Polls(watcher) => watch_folders(watcher, &self.root),
            Kind::Blind => Ok(()),
        };
        if let (Err(error), Kind::Events(_)) = (result, &self.watcher) {
            self.poll(&error);
        }
    }

    fn poll(&mut self, why: &notify::Error) {
        if matches!(self.watcher, Kind::Polls(_)) {
            return;
        }
        self.watcher = Kind::Blind;
        self.polls = Some(reason(why));
        if let Ok(watcher) = PollWatcher::new(self.handler(), Config::default().with_poll_interval(POLL)) {
            self.watcher = Kind::Polls(watcher);
            self.watch_all();
        }
    }
}

fn reason(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more files (on Linux, raise fs.inotify.max_user_watches)".to_owned()
        }
        _ => format!("the system does not tell of changes ({error})"),
    }
}

fn watch_folders(watcher: &mut impl Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|name| root.join(name)) {
        // A folder that was put in the place of another is a new one.
        let _ = watcher.unwatch(&folder);
        match watcher.watch(&folder, RecursiveMode::Recursive) {
            Err(error) if folder.is_dir() => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// What was heard and is not yet told.
#[derive(Debug, Default)]
struct Batch {
    paths: BTreeSet<PathBuf>,
    /// Open for writing.
    written: BTreeSet<PathBuf>,
    everything: bool,
    /// Folders came or went.
    folders: bool,
}

impl Batch {
    fn add(&mut self, event: &Event, root: &Path) {
        if event.need_rescan() {
            self.everything = true;
            self.folders = true;
            return;
        }
        for path in &event.paths {
            if let Some(own) = path.strip_prefix(root).ok().filter(|own| is_of_site(own, root)) {
                self.add_path(event.kind, path, own);
            }
        }
    }

    fn add_path(&mut self, kind: EventKind, path: &Path, own: &Path) {
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                self.written.remove(own);
            }
            EventKind::Access(_) => {}
            _ => {
                let is_file = path.is_file();
                if cfg!(target_os = "linux") && is_file && is_written(kind) {
                    self.written.insert(own.to_path_buf());
                }
                // What is gone and has no extension may have been a folder.
                if !is_file && (path.is_dir() || own.extension().is_none()) {
                    self.folders = true;
                    self.everything = true;
                }
                self.paths.insert(own.to_path_buf());
            }
        }
    }

    fn touched(self) -> Option<Touched> {
        if self.everything {
            return Some(Touched::Everything);
        }
        (!self.paths.is_empty()).then_some(Touched::Paths(self.paths))
    }
}

fn is_reading(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
        && !event.need_rescan()
}

/// Whether the writer has yet to close the file. What compares files does not tell of it in these words.
fn is_written(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(DataChange::Any)))
}

/// Whether a path, relative to the site's folder, can make a difference.
fn is_of_site(path: &Path, root: &Path) -> bool {
    let mut names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let Some(first) = names.next() else { return false };
    if is_private(&first) || names.any(|name| is_private(&name)) {
        return false;
    }
    let is_at_root = path.components().count() == 1;
    match is_at_root {
        true if matches!(&*first, "nutgraf.yaml" | "nutgraf.yml") => true,
        true if !FOLDERS.contains(&&*first) => !root.join("content").is_dir() && !path_is_folder(&root.join(path)),
        _ => FOLDERS.contains(&&*first),
    }
}

/// What is gone was no folder of the site's.
fn path_is_folder(path: &Path) -> bool {
    path.is_dir() || (path.extension().is_none() && !path.is_file())
}

/// Hidden files and editors' own.
fn is_private(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".well-known" | ".nojekyll" | ".htaccess");
    let is_copy = name.ends_with('~') || [".swp", ".swx", ".swo"].iter().any(|end| name.ends_with(end));
    // Vim writes a file of this name to see whether it may.
    is_hidden || is_copy || name == "4913" || (name.starts_with('#') && name.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn of_site(path: &str, root: &Path) -> bool {
        is_of_site(Path::new(path), root)
    }

    #[test]
    fn only_what_a_site_is_made_of_is_watched() {
        let root = tempfile::tempdir().unwrap();
        assert!(of_site("one.md", root.path()), "without content/ the root is the content");
        fs::create_dir(root.path().join("content")).unwrap();
        for own in ["content", "content/a/b.md", "static/x.css", "templates/base.html", "nutgraf.yaml"] {
            assert!(of_site(own, root.path()), "{own}");
        }
        assert!(of_site("static/.well-known/security.txt", root.path()));
        let editors = ["content/.a.md.swp", "content/a.md~", "content/4913", "content/#a.md#", "content/.#a.md"];
        for other in ["public/index.html", ".nutgraf/x", ".git/HEAD", "one.md", ""].into_iter().chain(editors) {
            assert!(!of_site(other, root.path()), "{other}");
        }
    }

    /// Waits for a note of the path. A preview that is looked at may be told more than once.
    fn wait_for(watch: &mut Watch, path: &str) {
        loop {
            match watch.next().unwrap() {
                Touched::Everything => return,
                Touched::Paths(paths) if paths.contains(Path::new(path)) => return,
                Touched::Paths(_) => {}
            }
        }
    }

    #[test]
    fn files_in_new_folders_are_told_of() {
        let root = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(root.path());
        fs::create_dir_all(root.path().join("content/a/b")).unwrap();
        wait_for(&mut watch, "content");
        fs::write(root.path().join("content/a/b/one.md"), "x").unwrap();
        wait_for(&mut watch, "content/a/b/one.md");
        fs::rename(root.path().join("content"), root.path().join("old")).unwrap();
        wait_for(&mut watch, "content");
        fs::create_dir(root.path().join("content")).unwrap();
        wait_for(&mut watch, "content");
        fs::write(root.path().join("content/two.md"), "x").unwrap();
        wait_for(&mut watch, "content/two.md");
    }

    #[test]
    fn where_the_system_does_not_tell_files_are_compared() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let mut watch = Watch::new(root.path());
        watch.poll(&notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        assert!(watch.takes_polls().unwrap().contains("max_user_watches"));
        fs::write(root.path().join("content/one.md"), "x").unwrap();
        wait_for(&mut watch, "content/one.md");
    }

    #[test]
    fn a_watch_can_be_stopped() {
        let root = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(root.path());
        watch.stopper().stop();
        assert_eq!(watch.next(), None);
    }
}
