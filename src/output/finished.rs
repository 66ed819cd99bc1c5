//! The tree that readers see, to be read and not to be changed.

use std::fmt;
use std::path::{Path, PathBuf};

use super::manifest::Files;
use super::place;
use super::state::State;
use super::tree::Tree;
use super::{Account, Release, WriteError};

/// A site as the last build left it.
#[derive(Debug)]
pub struct Finished {
    folder: PathBuf,
    release: Release,
    files: Files,
    account: Account,
    /// Where more can be remembered of it.
    state: State,
}

/// Why there is no finished site in a folder.
#[derive(Debug)]
pub enum Unfinished {
    /// Nothing of ours, or nothing is known of it.
    Unbuilt,
    /// The last build found so many mistakes: the folder holds an older site.
    Mistakes(usize),
    /// Files were changed, deleted or added by hand since; these, sorted.
    Touched(Vec<String>),
    /// The machine failed.
    Failed(WriteError),
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbuilt => f.write_str("no finished site"),
            Self::Mistakes(errors) => write!(f, "{errors} mistakes"),
            Self::Touched(files) => write!(f, "{} files changed by hand", files.len()),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unfinished {}

impl From<WriteError> for Unfinished {
    fn from(error: WriteError) -> Self {
        Self::Failed(error)
    }
}

impl Finished {
    /// Looks at the output folder of the site at `root`. Writes nothing.
    pub fn look(folder: &Path, root: &Path) -> Result<Self, Unfinished> {
        let resolved = place::resolve(folder);
        let state = State::find(root, &resolved).ok_or(Unfinished::Unbuilt)?;
        Self::of(folder, &resolved, state)
    }

    /// The same, and no build of the site changes it while this lives; calls `waiting` once if one runs now.
    pub fn hold(folder: &Path, root: &Path, waiting: impl FnOnce()) -> Result<Self, Unfinished> {
        let resolved = place::resolve(folder);
        if State::find(root, &resolved).is_none() {
            return Err(Unfinished::Unbuilt);
        }
        let state = State::open(root, &resolved, waiting)?;
        Self::of(folder, &resolved, state)
    }

    fn of(folder: &Path, resolved: &Path, state: State) -> Result<Self, Unfinished> {
        let account = Account::read(state.folder()).unwrap_or_default();
        if account.errors > 0 {
            return Err(Unfinished::Mistakes(account.errors));
        }
        let Tree::Known(known) = Tree::read(resolved, &state)? else { return Err(Unfinished::Unbuilt) };
        let written = state.manifest(known.release).unwrap_or_default();
        let lost = written.keys().filter(|path| !known.held.files.contains_key(*path));
        let mut touched: Vec<String> = lost.cloned().chain(known.strangers).collect();
        touched.sort();
        if !touched.is_empty() {
            return Err(Unfinished::Touched(touched));
        }
        if !account.is_of(known.release) {
            return Err(Unfinished::Unbuilt);
        }
        Ok(Self { folder: folder.to_path_buf(), release: known.release, files: known.held.files, account, state })
    }

    /// Where the files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The tree's name.
    pub fn release(&self) -> Release {
        self.release
    }

    /// The files by path, with `/`, and what they held when they were written.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// How it was made.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// A folder for what is to be remembered of it; it may be deleted at any time.
    pub fn state(&self) -> &Path {
        self.state.folder()
    }

    /// Whether a path is the same folder as, in, or around another: as far as both exist, links followed.
    pub fn overlaps(one: &Path, other: &Path) -> bool {
        let (one, other) = (place::resolve(one), place::resolve(other));
        one.starts_with(&other) || other.starts_with(&one)
    }
}
