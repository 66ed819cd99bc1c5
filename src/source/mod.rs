//! The only door to the author's files: walk, read.
//!
//! **Architecture invariant.** Knows paths and bytes, and nothing of what they mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic};

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Relative to the site, with `/`: `content/articles/accords.md`.
    pub path: String,
    /// Where it is on this machine.
    pub file: PathBuf,
}

/// The files of a site, each list sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Markdown below `content/`, or at the root where there is no `content/`.
    pub markdown: Vec<Source>,
    /// Everything else below `content/`: pictures and data beside the articles.
    pub assets: Vec<Source>,
    /// `templates/`.
    pub templates: Vec<Source>,
    /// `static/`.
    pub statics: Vec<Source>,
    /// `nutgraf.yaml`, if there is one.
    pub config: Option<Source>,
    /// Whether there is a folder `content/`.
    pub has_content_folder: bool,
}

/// The file could not be read; the machine failed, not the author.
#[derive(Debug)]
pub struct ReadError {
    /// Which file or folder.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for ReadError {}

/// Finds the files of the site at `root`.
pub fn walk(root: &Path) -> Result<(Tree, Vec<Diagnostic>), ReadError> {
    let mut walker = Walker { root, skipped: Vec::new() };
    let has_content_folder = root.join("content").is_dir();
    let content = match has_content_folder {
        true => walker.files("content", usize::MAX)?,
        // Where a project's own README lies at the root, it is about the site and not of it.
        false => {
            walker.files("", 1)?.into_iter().filter(|source| !source.path.eq_ignore_ascii_case("readme.md")).collect()
        }
    };
    let (markdown, assets) = content.into_iter().partition(|source: &Source| is_markdown(&source.path));
    let config = ["nutgraf.yaml", "nutgraf.yml"].iter().find(|name| root.join(name).is_file());
    let tree = Tree {
        markdown,
        // Without a folder of its own, what lies beside the Markdown need not belong to the site.
        assets: if has_content_folder { assets } else { Vec::new() },
        templates: walker.files("templates", usize::MAX)?,
        statics: walker.files("static", usize::MAX)?,
        config: config.map(|name| Source { path: (*name).to_owned(), file: root.join(name) }),
        has_content_folder,
    };
    Ok((tree, walker.skipped))
}

/// The bytes of a file.
pub fn read(source: &Source) -> Result<Vec<u8>, ReadError> {
    fs::read(&source.file).map_err(|error| ReadError { path: source.file.clone(), error })
}

/// What tells a file from what it was, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// In bytes.
    pub len: u64,
    /// When it was last changed: nanoseconds since 1970.
    pub modified_ns: i64,
}

impl Stamp {
    /// One that no file has.
    pub fn never() -> Self {
        Self { len: u64::MAX, modified_ns: i64::MIN }
    }
}

/// The stamp of a file; `None` if it is no longer there.
pub fn stamp(source: &Source) -> Result<Option<Stamp>, ReadError> {
    let failed = |error| ReadError { path: source.file.clone(), error };
    match fs::metadata(&source.file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        metadata => metadata.map(|metadata| Some(stamp_of(&metadata))).map_err(failed),
    }
}

fn stamp_of(metadata: &fs::Metadata) -> Stamp {
    let since = metadata.modified().ok().and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    let modified_ns = since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX));
    Stamp { len: metadata.len(), modified_ns }
}

struct Walker<'r> {
    root: &'r Path,
    skipped: Vec<Diagnostic>,
}

impl Walker<'_> {
    fn files(&mut self, folder: &str, depth: usize) -> Result<Vec<Source>, ReadError> {
        let start = self.root.join(folder);
        if !start.is_dir() {
            return Ok(Vec::new());
        }
        let mut sources = Vec::new();
        let entries = WalkDir::new(&start).max_depth(depth).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_private(entry)) {
            let entry = entry.map_err(|error| ReadError {
                path: error.path().unwrap_or(&start).to_path_buf(),
                error: error.into(),
            })?;
            self.add(&entry, &mut sources);
        }
        sources.sort();
        Ok(sources)
    }

    fn add(&mut self, entry: &DirEntry, sources: &mut Vec<Source>) {
        let relative = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let path = relative.to_string_lossy().replace('\\', "/");
        if relative.to_str().is_none() {
            let message = format!("the name of `{path}` is not UTF-8");
            self.skipped.push(Diagnostic::new(Code::InvalidUtf8, message).help("rename the file"));
            return;
        }
        if entry.file_type().is_file() {
            sources.push(Source { path, file: entry.path().to_path_buf() });
        } else if entry.path_is_symlink() && entry.depth() > 0 {
            let message = format!("`{path}` is a symbolic link and is left out");
            let help = "copy the file instead: a link could bring what is outside the site onto it";
            self.skipped.push(Diagnostic::new(Code::SymlinkSkipped, message).help(help));
        }
    }
}

/// Hidden files and editors' copies belong to nobody's site, except what hosts ask for.
fn is_private(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    (name.starts_with('.') && !matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess"))
        || name.ends_with('~')
        || name.ends_with(".swp")
}

/// Whether a file of that name is read as Markdown.
pub fn is_markdown(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("md") || ext.eq_ignore_ascii_case("markdown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    fn paths(sources: &[Source]) -> Vec<&str> {
        sources.iter().map(|source| source.path.as_str()).collect()
    }

    #[test]
    fn content_is_markdown_and_what_lies_beside_it() {
        let folder =
            site(&["content/b.md", "content/a/x.md", "content/a/x.png", "content/.git/x.md", "content/a/x.md~"]);
        let (tree, _) = walk(folder.path()).unwrap();
        assert_eq!(paths(&tree.markdown), ["content/a/x.md", "content/b.md"]);
        assert_eq!(paths(&tree.assets), ["content/a/x.png"]);
    }

    #[test]
    fn without_a_content_folder_the_root_is_the_content() {
        let folder = site(&["one.md", "Cargo.toml", "public/two.md"]);
        let (tree, _) = walk(folder.path()).unwrap();
        assert_eq!(paths(&tree.markdown), ["one.md"]);
        assert!(tree.assets.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_said() {
        let folder = site(&["content/a.md"]);
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("content/p.md")).unwrap();
        let (tree, skipped) = walk(folder.path()).unwrap();
        assert_eq!(paths(&tree.markdown), ["content/a.md"]);
        assert_eq!(skipped[0].code, Code::SymlinkSkipped);
    }
}
