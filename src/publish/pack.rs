//! Files as they are stored: compressed once, and remembered by what they hold.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::{Entry, Progress, Work};

/// Compresses what a plan puts up, on as many threads as there are, and forgets what the site no longer has.
pub(super) fn prepare(work: &Work, cache: &Path, progress: &dyn Progress) {
    let names: BTreeSet<String> = work.files.values().map(name).collect();
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        if !entry.file_name().to_str().is_some_and(|name| names.contains(name)) {
            // What cannot be removed now is removed another time.
            let _ = fs::remove_file(entry.path());
        }
    }
    let entries = work.plan.uploads.iter().filter_map(|upload| Some((&upload.path, work.files.get(&upload.path)?)));
    let texts: Vec<_> = entries.filter(|(_, entry)| entry.headers.content_encoding.is_some()).collect();
    progress.begin("packing", texts.len());
    texts.into_par_iter().for_each(|(path, entry)| {
        // A file that cannot be read is told of when it is to be put up.
        let _ = stored(&work.site.file(path), entry, cache);
        progress.step();
    });
}

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

/// The bytes of a file that was sent with that `Content-Encoding`; as they are where they cannot be unpacked.
pub(super) fn unpacked(bytes: Vec<u8>, encoding: Option<&str>) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match encoding {
        Some("gzip") => GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).map(|_| ()),
        Some("br") => brotli::BrotliDecompress(&mut bytes.as_slice(), &mut plain),
        _ => return bytes,
    };
    if read.is_ok() { plain } else { bytes }
}

fn remember(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Two files of one content may be packed at once.
    let new = file.with_extension(format!("{:?}.new", std::thread::current().id()));
    fs::write(&new, bytes)?;
    fs::rename(new, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks() {
        let text = "The same again and again. ".repeat(50);
        let (gzip, brotli) = (compressed(text.as_bytes(), "gzip").unwrap(), compressed(text.as_bytes(), "br").unwrap());
        assert!(gzip.len() < text.len() && brotli.len() < gzip.len());
        assert_eq!(unpacked(gzip, Some("gzip")), text.as_bytes());
        assert_eq!(unpacked(brotli, Some("br")), text.as_bytes());
    }
}
