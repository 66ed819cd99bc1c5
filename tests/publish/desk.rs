//! An editor's desk: a site, its commands, and a place to publish to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{NOW, Site, article, binary, files_below};

/// An address at which nobody answers, so that looking at it takes no time.
pub(crate) const NOBODY: &str = "http://127.0.0.1:9/";

/// A site, and an empty folder beside it.
pub(crate) struct Desk {
    pub(crate) site: Site,
    pub(crate) elsewhere: tempfile::TempDir,
    user: &'static str,
    /// What is set in the environment.
    set: BTreeMap<&'static str, String>,
}

/// The status of a process that was killed.
pub(crate) const KILLED: i32 = -9;

/// What a command left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// A site with two explainers, and a target `served` in an empty folder.
    pub(crate) fn new() -> Self {
        let elsewhere = tempfile::tempdir().unwrap();
        let to = elsewhere.path().join("served");
        let target = format!("{{to: \"file://{}\", base_url: \"{NOBODY}\"}}", to.display());
        Self::with_target(&target, elsewhere)
    }

    pub(crate) fn with_target(target: &str, elsewhere: tempfile::TempDir) -> Self {
        let settings = format!("base_url: {NOBODY}\nsearch: false\npublish:\n  web: {target}\n");
        let site = Site::small()
            .with("content/articles/two.md", &article("Two", "Kazakhstan said so."))
            .with("nutgraf.yaml", &settings);
        Self { site, elsewhere, user: "anna", set: BTreeMap::new() }
    }

    /// The same desk with somebody else at it.
    #[must_use]
    pub(crate) fn used_by(mut self, user: &'static str) -> Self {
        self.user = user;
        self
    }

    /// The same desk with something set in its environment.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set.insert(name, value.into());
        self
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_noting(arguments, Path::new("/dev/null"))
    }

    /// The same; the number of its process is written into a file, so that it can be killed.
    pub(crate) fn run_noting(&self, arguments: &[&str], pid: &Path) -> Run {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.site.root()).stdin(Stdio::null());
        // Where the tests themselves run in continuous integration, this desk does not.
        for name in ["SOURCE_DATE_EPOCH", "GITHUB_REPOSITORY", "CI_PROJECT_PATH", "CI"] {
            command.env_remove(name);
        }
        command.env("USER", self.user).env("HOSTNAME", "desk").envs(&self.set);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        fs::write(pid, format!("{}\n", child.id())).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code().unwrap_or(KILLED), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same; fails the test where it does not succeed.
    pub(crate) fn done(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
        run
    }

    pub(crate) fn build(&self) {
        self.done(&["build", "--now", NOW]);
    }

    /// Writes an explainer and builds.
    pub(crate) fn write(&self, name: &str, text: &str) {
        self.site.write(&format!("content/articles/{name}.md"), article(name, text).as_bytes());
        self.build();
    }

    pub(crate) fn publish(&self) -> Run {
        self.done(&["publish"])
    }

    pub(crate) fn served(&self) -> PathBuf {
        self.elsewhere.path().join("served")
    }

    /// The site as it was built.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = bytes_below(&self.site.path("public"));
        files.remove(".nutgraf");
        files
    }

    /// The names of the releases, the latest first.
    pub(crate) fn releases(&self) -> Vec<String> {
        let listed: serde_json::Value =
            serde_json::from_str(&self.done(&["publish", "--releases", "--format", "json"]).out).unwrap();
        listed["releases"].as_array().unwrap().iter().map(|it| it["release"].as_str().unwrap().to_owned()).collect()
    }
}

/// The files below a folder, links followed.
pub(crate) fn bytes_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = folder.canonicalize().unwrap();
    files_below(&folder).into_iter().map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}
