//! The git program, in a bare repository that belongs to nobody's work.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::publish::{PublishError, said};

/// A bare repository, and how git is called in it.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    folder: PathBuf,
    /// Another, whose objects are seen here too.
    besides: Option<PathBuf>,
}

/// What git may not take from whoever called this program.
const UNSET: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE",
];

/// The mode of a plain file.
const FILE: &str = "100644";

impl Repository {
    /// The one in that folder, made if it is not there.
    pub(super) fn made(folder: &Path) -> Result<Self, PublishError> {
        let repository = Self { folder: folder.to_path_buf(), besides: None };
        if !folder.join("HEAD").is_file() {
            repository.run(["init", "--bare", "--quiet", "--template="], "make a repository for git")?;
        }
        Ok(repository)
    }

    /// The one in that folder, if it is there.
    pub(super) fn found(folder: &Path) -> Option<Self> {
        let is_there = folder.join("HEAD").is_file();
        is_there.then(|| Self { folder: folder.to_path_buf(), besides: None })
    }

    /// Sees another's objects too.
    pub(super) fn with(self, other: Option<&Repository>) -> Self {
        Self { besides: other.map(|other| other.folder.clone()), ..self }
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new("git");
        for name in UNSET {
            command.env_remove(name);
        }
        // Messages are read here, and tidying up would go on after this program.
        command.env("LC_ALL", "C").env("GIT_DIR", &self.folder).args([
            "-c",
            "gc.auto=0",
            "-c",
            "maintenance.auto=false",
        ]);
        if let Some(other) = &self.besides {
            command.env("GIT_ALTERNATE_OBJECT_DIRECTORIES", other.join("objects"));
        }
        command.args(arguments);
        command
    }

    /// What git prints; `doing` is what failed if it fails.
    pub(super) fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        doing: &str,
    ) -> Result<Vec<u8>, PublishError> {
        finished(self.command(arguments).stdin(Stdio::null()).output(), doing)
    }

    /// The same, of a host: `set` is what ends git if that falls silent.
    pub(super) fn reach<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        set: &[(&str, String)],
        doing: &str,
    ) -> Result<Vec<u8>, PublishError> {
        let mut command = self.command(arguments);
        finished(command.envs(set.iter().map(|(name, value)| (name, value))).stdin(Stdio::null()).output(), doing)
    }

    /// Whether git says yes.
    pub(super) fn agrees<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> bool {
        self.command(arguments).stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
    }

    /// The same as [`Repository::run`] with something to read, and more that is set for it.
    pub(super) fn feed(
        &self,
        arguments: &[&str],
        input: Vec<u8>,
        set: &[(&str, &OsStr)],
        doing: &str,
    ) -> Result<Vec<u8>, PublishError> {
        let mut command = self.command(arguments);
        command.envs(set.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn();
        let output = child.and_then(|mut child| {
            let mut stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
            // Both ends at once: git answers while it reads.
            let writer = thread::spawn(move || stdin.write_all(&input));
            let output = child.wait_with_output();
            // When git ends early it says why.
            let _ = writer.join();
            output
        });
        finished(output, doing)
    }

    /// The name of an object that git printed.
    pub(super) fn object(&self, arguments: &[&str], input: Vec<u8>, doing: &str) -> Result<String, PublishError> {
        Ok(text(&self.feed(arguments, input, &[], doing)?).trim().to_owned())
    }

    /// Whether a commit is here with all that it holds.
    pub(super) fn has(&self, commit: &str) -> bool {
        let tree = format!("{commit}^{{tree}}");
        self.agrees(["rev-parse", "--verify", "--quiet", &tree])
    }
}

fn finished(output: io::Result<Output>, doing: &str) -> Result<Vec<u8>, PublishError> {
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = said::explained("git", &text(&output.stderr));
            let said = if said.is_empty() { format!("git ended with {}", output.status) } else { said };
            Err(PublishError::failed(doing, said))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(PublishError::refused(
            "there is no program `git` here; install it, as git branches are published by it",
        )),
        Err(error) => Err(PublishError::failed("run git", error)),
    }
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

// Trees

/// A file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blob {
    pub(super) mode: String,
    pub(super) object: String,
    pub(super) size: u64,
}

impl Repository {
    /// All files of a tree by path, links and the like among them.
    pub(super) fn files(&self, tree: &str) -> Result<Vec<(String, Blob)>, PublishError> {
        let listed = self.run(["ls-tree", "-r", "-l", "-z", tree], "list the branch")?;
        Ok(listed.split(|byte| *byte == 0).filter_map(|line| listed_file(&text(line))).collect())
    }

    /// Writes files as objects; their names, in order.
    pub(super) fn store_files(&self, files: &[PathBuf]) -> Result<Vec<String>, PublishError> {
        let mut paths = String::new();
        for file in files {
            let path = std::path::absolute(file).unwrap_or_else(|_| file.clone());
            match path.to_str().filter(|path| !path.contains(['\n', '"'])) {
                Some(path) => paths = paths + path + "\n",
                None => return Err(PublishError::refused(format!("git cannot be told of {}", file.display()))),
            }
        }
        let arguments = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
        let objects = text(&self.feed(&arguments, paths.into_bytes(), &[], "store the files of the site")?);
        let objects: Vec<String> = objects.lines().map(str::to_owned).collect();
        match objects.len() == files.len() {
            true => Ok(objects),
            false => Err(PublishError::failed("store the files of the site", "git stored others")),
        }
    }

    /// A tree like another, without some files and with others.
    pub(super) fn tree(
        &self,
        like: Option<&str>,
        without: impl IntoIterator<Item = String>,
        with: impl IntoIterator<Item = (String, String)>,
    ) -> Result<String, PublishError> {
        let index = self.folder.join("index.new");
        let _ = std::fs::remove_file(&index);
        let set: [(&str, &OsStr); 1] = [("GIT_INDEX_FILE", index.as_os_str())];
        let doing = "make the new state of the branch";
        self.feed(&["read-tree", like.unwrap_or("--empty")], Vec::new(), &set, doing)?;
        let zero = "0".repeat(40);
        let gone = without.into_iter().map(|path| format!("0 {zero}\t{path}\0"));
        let come = with.into_iter().map(|(path, object)| format!("{FILE} {object}\t{path}\0"));
        // What goes makes room: a file may become a folder.
        let lines: String = gone.collect::<String>() + &come.collect::<String>();
        self.feed(&["update-index", "-z", "--replace", "--index-info"], lines.into_bytes(), &set, doing)?;
        let tree = self.feed(&["write-tree"], Vec::new(), &set, doing)?;
        let _ = std::fs::remove_file(&index);
        Ok(text(&tree).trim().to_owned())
    }
}

/// `100644 blob 0123… 17<TAB>index.html`
fn listed_file(line: &str) -> Option<(String, Blob)> {
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split_whitespace();
    let (mode, _, object) = (words.next()?, words.next()?, words.next()?);
    let size = words.next().and_then(|size| size.parse().ok()).unwrap_or_default();
    Some((path.to_owned(), Blob { mode: mode.to_owned(), object: object.to_owned(), size }))
}

/// Asks git for something of a host, outside of any repository; `set` as in [`Repository::reach`].
pub(super) fn ask(arguments: &[&str], set: &[(&str, String)], doing: &str) -> Result<Vec<u8>, PublishError> {
    let mut command = Command::new("git");
    for name in UNSET {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").envs(set.iter().map(|(name, value)| (name, value))).args(arguments);
    finished(command.stdin(Stdio::null()).output(), doing)
}
