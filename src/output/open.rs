//! An output folder, locked: what readers see now.

use std::path::{Path, PathBuf};

use super::exchange;
use super::manifest::Files;
use super::place::{self, Place};
use super::state::State;
use super::tree::{self, Known, Tree};
use super::{Release, Staging, WriteError, failed};

/// An output folder that no other build of the site writes to while this lives.
#[derive(Debug)]
pub struct Output {
    /// As it was typed.
    pub(super) shown: PathBuf,
    pub(super) place: Place,
    pub(super) state: State,
    pub(super) live: Live,
}

/// The tree that readers see.
#[derive(Debug, Default)]
pub(super) struct Live {
    pub(super) release: Option<Release>,
    pub(super) files: Files,
    /// Whether something stands there that is not known: it is replaced as a whole.
    pub(super) unknown: bool,
}

impl Output {
    /// Opens the output folder of the site at `root`, and waits while another build of it runs.
    ///
    /// `waiting` is called once if there is one. What an interrupted build left is cleared away.
    pub fn open(folder: &Path, root: &Path, waiting: impl FnOnce()) -> Result<Self, WriteError> {
        place::may_write(folder, root)?;
        // A link to a folder stays one: what it leads to is replaced.
        let resolved = place::resolve(folder);
        let state = State::open(root, &resolved, waiting)?;
        let place = Place::new(resolved, root, state.folder());
        exchange::recover(&place)?;
        let live = live(folder, &place, &state)?;
        if tree::is_unfinished(&place.spare)? {
            tree::remove(&place.spare)?;
        }
        Ok(Self { shown: folder.to_path_buf(), place, state, live })
    }

    /// A folder for what else is to be remembered of this output folder; it may be deleted between two builds.
    pub fn state(&self) -> &Path {
        self.state.folder()
    }

    /// The tree that readers see, as it was finished; `None` if there is none of ours, or nothing is known of it.
    pub fn release(&self) -> Option<&Release> {
        self.live.release.as_ref()
    }

    /// What readers see, without the files that were deleted since, or have another length.
    pub fn files(&self) -> &Files {
        &self.live.files
    }

    /// Shows readers the tree `expected`, if it was finished and saved, but the build ended before they saw it.
    pub fn settle(&mut self, expected: Option<&Release>) -> Result<(), WriteError> {
        let Some(expected) = expected.filter(|expected| self.release() != Some(expected)) else {
            return Ok(());
        };
        let Tree::Known(spare) = Tree::read(&self.place.spare, &self.state)? else {
            return Ok(());
        };
        if spare.release == *expected && spare.whole && spare.strangers.is_empty() {
            exchange::exchange(&self.place)?;
            self.live = live(&self.shown, &self.place, &self.state)?;
        }
        Ok(())
    }

    /// Brings the spare tree to the state of the one that readers see.
    pub fn stage(self) -> Result<Staging, WriteError> {
        let spare = &self.place.spare;
        let had = match Tree::read(spare, &self.state)? {
            Tree::Known(known) => {
                refuse_strangers(spare, &known)?;
                Some(known.held)
            }
            Tree::Foreign => return Err(foreign(spare)),
            Tree::Absent | Tree::Unknown => None,
        };
        std::fs::create_dir_all(spare).map_err(failed(spare))?;
        tree::mark(spare, None)?;
        if had.is_none() {
            tree::clear(spare)?;
        }
        Staging::begin(self, &had.unwrap_or_default())
    }
}

fn live(shown: &Path, place: &Place, state: &State) -> Result<Live, WriteError> {
    match Tree::read(&place.live, state)? {
        Tree::Absent => Ok(Live::default()),
        Tree::Foreign => Err(foreign(shown)),
        Tree::Unknown => Ok(Live { unknown: true, ..Live::default() }),
        Tree::Known(known) => {
            refuse_strangers(shown, &known)?;
            Ok(Live { release: Some(known.release), files: known.held.files, unknown: false })
        }
    }
}

fn foreign(folder: &Path) -> WriteError {
    let folder = folder.display();
    WriteError::Refused(format!(
        "the folder {folder} holds files that Nutgraf did not make; choose another with --output, or empty it first"
    ))
}

/// Whoever put a file there would miss it.
fn refuse_strangers(folder: &Path, tree: &Known) -> Result<(), WriteError> {
    let Some(first) = tree.strangers.first() else { return Ok(()) };
    let others = match tree.strangers.len() - 1 {
        0 => String::new(),
        1 => " (and one other file)".to_owned(),
        more => format!(" (and {more} other files)"),
    };
    let folder = folder.display();
    Err(WriteError::Refused(format!(
        "{folder} holds {first}{others}, which Nutgraf did not make and the build would remove; move it to static/, \
         from where every build copies it, or choose another folder with --output"
    )))
}
