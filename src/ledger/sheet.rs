//! One file of the ledger: a header by which damage and other versions are noticed, and a payload.
//!
//! The payload is read only if its checksum is right, so its lengths are those that were written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_64;

use super::{Discarded, SaveError};

const MAGIC: [u8; 8] = *b"nutgrafL";
/// Magic, build, length, checksum.
const HEADER: usize = 4 * 8;

/// By which another version of the program is known: what is stored says nothing of its own form,
/// and of the same text another version makes another page.
fn this_build() -> u64 {
    xxh3_64(concat!(env!("CARGO_PKG_VERSION"), " ", env!("NUTGRAF_BUILD")).as_bytes())
}

/// A value as the bytes of a file.
pub(super) struct Sheet {
    bytes: Vec<u8>,
    /// xxh3 of the payload.
    pub(super) checksum: u64,
}

impl Sheet {
    pub(super) fn of(value: &impl Serialize) -> io::Result<Self> {
        let mut bytes = postcard::to_extend(value, vec![0; HEADER]).map_err(io::Error::other)?;
        let (header, payload) = bytes.split_at_mut(HEADER);
        let checksum = xxh3_64(payload);
        let fields = [u64::from_le_bytes(MAGIC), this_build(), payload.len() as u64, checksum];
        header.copy_from_slice(fields.map(u64::to_le_bytes).as_flattened());
        Ok(Self { bytes, checksum })
    }

    /// Writes what is not there already, whole; nobody ever sees half of it.
    pub(super) fn write(&self, path: &Path) -> Result<(), SaveError> {
        if fs::read(path).is_ok_and(|old| old == self.bytes) {
            return Ok(());
        }
        let failed = |error| SaveError { path: path.to_path_buf(), error };
        let new = unfinished(path);
        fs::write(&new, &self.bytes).and_then(|()| fs::rename(&new, path)).map_err(failed)
    }
}

/// Where a file is written before it gets its name. Two builds at once do not write into one another's.
fn unfinished(path: &Path) -> PathBuf {
    path.with_extension(format!("new-{}", std::process::id()))
}

/// What a file holds; where `named` is given, it has to be that.
pub(super) fn read<T: DeserializeOwned>(path: &Path, named: Option<u64>) -> Result<T, Discarded> {
    let damaged = || Discarded::Unreadable { path: path.to_path_buf(), why: "it is damaged".to_owned() };
    let bytes =
        fs::read(path).map_err(|error| Discarded::Unreadable { path: path.to_path_buf(), why: error.to_string() })?;
    let (header, payload) = bytes.split_at_checked(HEADER).ok_or_else(damaged)?;
    let mut fields = header.as_chunks::<8>().0.iter().map(|field| u64::from_le_bytes(*field));
    let mut is = |value| fields.next() == Some(value);
    if !is(u64::from_le_bytes(MAGIC)) {
        return Err(damaged());
    }
    if !is(this_build()) {
        return Err(Discarded::OtherVersion);
    }
    let checksum = xxh3_64(payload);
    if !is(payload.len() as u64) || !is(checksum) || named.is_some_and(|named| named != checksum) {
        return Err(damaged());
    }
    postcard::from_bytes(payload).map_err(|_| damaged())
}
