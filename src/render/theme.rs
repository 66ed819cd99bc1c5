//! The default theme, compiled into the binary.

use include_dir::{Dir, DirEntry, include_dir};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The theme's templates: name and text.
pub(super) fn templates() -> impl Iterator<Item = (String, &'static str)> {
    files(&TEMPLATES).into_iter().filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
}

/// The names of the theme's templates.
pub fn template_names() -> Vec<String> {
    templates().map(|(name, _)| name).collect()
}

/// The theme's static files: path below `static/`, and content.
pub fn static_files() -> Vec<(String, &'static [u8])> {
    files(&STATIC)
}

/// One of the theme's static files.
pub fn static_file(path: &str) -> Option<&'static [u8]> {
    STATIC.get_file(path).map(include_dir::File::contents)
}

fn files(folder: &'static Dir) -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => found.extend(files(inner)),
            DirEntry::File(file) => found.push((file.path().to_string_lossy().replace('\\', "/"), file.contents())),
        }
    }
    found.sort();
    found
}
