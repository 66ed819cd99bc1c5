//! What a file holds, in sixteen bytes.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What a file of the tree holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Digest {
    /// How many bytes.
    pub len: u64,
    /// Their xxh3.
    pub hash: u64,
}

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, hash: xxh3_64(bytes) }
    }

    /// Of what a file holds now.
    pub(super) fn of_file(file: &Path) -> io::Result<Self> {
        copied(File::open(file)?, io::sink()).map_err(|(CopyError::Read(error) | CopyError::Write(error))| error)
    }
}

/// Which side of a copy failed.
#[derive(Debug)]
pub(super) enum CopyError {
    Read(io::Error),
    Write(io::Error),
}

/// Copies all bytes, and says what they were.
pub(super) fn copied(mut from: impl Read, mut to: impl Write) -> Result<Digest, CopyError> {
    let (mut hasher, mut len) = (Xxh3::new(), 0);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let bytes = match from.read(&mut buffer) {
            Ok(0) => return Ok(Digest { len, hash: hasher.digest() }),
            Ok(count) => &buffer[..count],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(CopyError::Read(error)),
        };
        to.write_all(bytes).map_err(CopyError::Write)?;
        hasher.update(bytes);
        len += bytes.len() as u64;
    }
}
