//! The site as the last build left it: what is published.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Entry, Hash, Headers};
use crate::output::{Account, Digest, Finished, Unfinished};

/// A finished site on this machine.
#[derive(Debug)]
pub struct Site {
    finished: Finished,
    files: BTreeMap<String, (Hash, u64)>,
}

/// Why a site is not fit to be published.
#[derive(Debug)]
pub enum NotReady {
    /// There is no finished site as it was built.
    Unfinished(Unfinished),
    /// A file could not be read.
    Unreadable(PathBuf, io::Error),
    /// It was built for another address.
    OtherAddress {
        /// For which; `None` for none.
        built_for: Option<String>,
        /// The target's.
        target: String,
    },
    /// It holds what is not to be seen yet: `drafts`.
    Unpublished(&'static str),
}

impl fmt::Display for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfinished(why) => why.fmt(f),
            Self::Unreadable(file, error) => write!(f, "cannot read {}: {error}", file.display()),
            Self::OtherAddress { built_for: Some(built_for), target } => {
                write!(f, "the site was built for {built_for}, and readers of this target find it at {target}")
            }
            Self::OtherAddress { built_for: None, target } => {
                write!(f, "the site was built without an address, and readers of this target find it at {target}")
            }
            Self::Unpublished(what) => write!(f, "the site was built with {what}"),
        }
    }
}

impl std::error::Error for NotReady {}

impl Site {
    /// Reads every file of a finished site.
    pub fn read(finished: Finished) -> Result<Self, NotReady> {
        let read = finished.files().par_iter().map(|(path, written)| {
            let file = finished.folder().join(path);
            let bytes = fs::read(&file).map_err(|error| NotReady::Unreadable(file, error))?;
            match Digest::of(&bytes) == *written {
                true => Ok((path.clone(), (Hash::of(&bytes), written.len))),
                false => Err(NotReady::Unfinished(Unfinished::Touched(vec![path.clone()]))),
            }
        });
        let files = read.collect::<Result<_, _>>()?;
        Ok(Self { finished, files })
    }

    /// Whether it is fit for a target with this address.
    pub fn check(&self, base_url: Option<&str>) -> Result<(), NotReady> {
        let account = self.account();
        if account.drafts {
            return Err(NotReady::Unpublished("drafts"));
        }
        if account.future {
            return Err(NotReady::Unpublished("what has a later date"));
        }
        match base_url.filter(|target| account.base_url.as_deref() != Some(*target)) {
            None => Ok(()),
            Some(target) => {
                Err(NotReady::OtherAddress { built_for: account.base_url.clone(), target: target.to_owned() })
            }
        }
    }

    fn account(&self) -> &Account {
        self.finished.account()
    }

    /// Its files, as they will be at a target that sends them with these headers.
    pub fn files(&self, headers: impl Fn(&str) -> Headers) -> BTreeMap<String, Entry> {
        let entry = |path: &str, hash: Hash, size: u64| Entry { hash, size, stored: None, headers: headers(path) };
        self.files.iter().map(|(path, (hash, size))| (path.clone(), entry(path, *hash, *size))).collect()
    }

    /// Where a file of it is.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// Where all are.
    pub fn folder(&self) -> &Path {
        self.finished.folder()
    }

    /// The name of what was built: two of one name hold the same files.
    pub fn release(&self) -> String {
        self.finished.release().to_string()
    }

    /// The address that its pages name.
    pub fn base_url(&self) -> Option<String> {
        self.account().base_url.clone()
    }

    /// A folder for what is to be remembered of it; it may be deleted at any time.
    pub fn state(&self) -> &Path {
        self.finished.state()
    }
}
