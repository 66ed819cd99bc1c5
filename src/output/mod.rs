//! Two trees and their exchange: the folder that readers see is the whole old site or the whole new one.
//!
//! The spare tree is brought to the state of the live one by links to its files, the build changes it, and then the two
//! change places. [`Output`] is the folder before that, [`Staging`] the spare tree meanwhile.
//!
//! **Architecture invariant.** Knows files and bytes, and nothing of what they mean. Deletes only files that it wrote.

mod account;
mod digest;
mod exchange;
mod finished;
mod manifest;
mod open;
mod place;
mod staging;
mod state;
mod tree;

pub use account::Account;
pub use digest::Digest;
pub use finished::{Finished, Unfinished};
pub use manifest::Release;
pub use open::Output;
pub use place::canonical;
pub use staging::{Staging, Written};

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Below the output folder, with `/`.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of another file.
    CopyOf(PathBuf),
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder holds what Nutgraf did not make, or must not replace.
    Refused(String),
    /// The machine failed.
    Failed {
        /// On which file or folder.
        path: PathBuf,
        /// How.
        error: io::Error,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => f.write_str(reason),
            Self::Failed { path, error } => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

fn failed(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |error| WriteError::Failed { path: path.clone(), error }
}

#[cfg(test)]
mod tests;
