//! Files as they are stored: compressed once, and remembered by what they hold.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Entry;

/// The bytes to store for a file; `cache` is a folder that may be deleted at any time.
pub(super) fn stored(file: &Path, entry: &Entry, cache: &Path) -> io::Result<Vec<u8>> {
    let Some(encoding) = entry.headers.content_encoding.as_deref() else { return fs::read(file) };
    let packed = cache.join(name(entry));
    if let Ok(bytes) = fs::read(&packed) {
        return Ok(bytes);
    }
    let bytes = compressed(&fs::read(file)?, encoding)?;
    // Without a cache it is only slower.
    let _ = remember(&packed, &bytes);
    Ok(bytes)
}

/// What the stored form of a file is called: by what it holds, and how it is compressed.
pub(super) fn name(entry: &Entry) -> String {
    let ending = entry.headers.content_encoding.as_ref().map(|encoding| format!(".{encoding}"));
    format!("{}{}", entry.hash, ending.unwrap_or_default())
}

fn compressed(bytes: &[u8], encoding: &str) -> io::Result<Vec<u8>> {
    if encoding == "br" {
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut packed, &parameters)?;
        return Ok(packed);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn remember(file: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension("new");
    fs::write(&new, bytes)?;
    fs::rename(new, file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_unpacks() {
        let text = "The same again and again. ".repeat(50);
        let (gzip, brotli) = (compressed(text.as_bytes(), "gzip").unwrap(), compressed(text.as_bytes(), "br").unwrap());
        assert!(gzip.len() < text.len() && brotli.len() < gzip.len());
        let mut back = String::new();
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }
}
