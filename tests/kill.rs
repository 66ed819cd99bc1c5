//! A build that is killed, at any instant: readers see the whole old site or the whole new one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use support::{BASE_URL, NOW, Site, article, binary, files_below};

/// How often a build is killed.
const KILLS: u32 = 100;
const ARTICLES: u64 = 60;

/// The same numbers in every run.
struct Random(u64);

impl Random {
    /// Below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// An instant of a run that takes so long; every other one towards its end, where files are written.
    fn instant(&mut self, whole: Duration) -> Duration {
        let whole = u64::try_from(whole.as_micros()).unwrap();
        let from = if self.below(2) == 0 { 0 } else { whole / 3 * 2 };
        Duration::from_micros(from + self.below(whole - from))
    }
}

/// Writes one of two versions of a site: some articles are in both, some changed, some only in one.
fn write_version(site: &Site, version: u64) {
    let _ = fs::remove_dir_all(site.path("content"));
    for number in (0..ARTICLES).filter(|number| number % 7 != version) {
        let country = ["Kazakhstan", "Peru", "Kenya", "Norway"][usize::try_from(number % 4).unwrap()];
        let told = if number % 3 == 0 { version } else { 0 };
        let text = format!("{country} in telling {told} of matter {number}.\n\n## How it came about\n\nSlowly.");
        let title = format!("Matter {number} of {told}");
        site.write(&format!("content/articles/matter-{number}.md"), article(&title, &text).as_bytes());
        site.write(&format!("content/articles/chart-{number}.txt"), format!("{told}").as_bytes());
    }
}

fn build(root: &Path) -> Child {
    let mut command = Command::new(binary());
    command.args(["build", "--base-url", BASE_URL, "--now", NOW]).current_dir(root);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn build_whole(root: &Path) {
    let run = build(root).wait_with_output().unwrap();
    assert!(run.status.success(), "{run:?}");
}

/// Kills a build after a while, unless it ends before.
fn build_and_kill(root: &Path, after: Duration) {
    let mut child = build(root);
    let mut stderr = child.stderr.take().unwrap();
    let (ended, end) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let _ = stderr.read_to_end(&mut Vec::new());
        let _ = ended.send(());
    });
    let _ = end.recv_timeout(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
}

/// All files of a folder and what they hold, the marker too.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder).into_iter().map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}

/// What a version is, built into an empty folder.
fn expected(version: u64) -> BTreeMap<String, Vec<u8>> {
    let site = Site::empty();
    write_version(&site, version);
    build_whole(site.root());
    tree(&site.path("public"))
}

#[test]
fn readers_see_a_whole_site_whatever_kills_the_build() {
    let trees = [expected(0), expected(1)];
    assert_ne!(trees[0], trees[1]);
    let site = Site::empty();
    write_version(&site, 1);
    build_whole(site.root());
    write_version(&site, 0);
    let started = Instant::now();
    build_whole(site.root());
    let whole = started.elapsed();

    let mut random = Random(0x006e_7574_6772_6166);
    let mut shown = [0, 0];
    for number in 0..KILLS {
        write_version(&site, random.below(2));
        let after = random.instant(whole);
        build_and_kill(site.root(), after);
        let seen = tree(&site.path("public"));
        let version = trees.iter().position(|tree| *tree == seen);
        shown[version.unwrap_or_else(|| panic!("kill {number}, after {after:?} of {whole:?}: neither site"))] += 1;
    }
    println!("seen after {KILLS} kills within {whole:?}: {shown:?}");

    for version in [0, 1] {
        write_version(&site, version);
        build_whole(site.root());
        assert_eq!(
            tree(&site.path("public")),
            trees[usize::try_from(version).unwrap()],
            "it goes on as if nothing was"
        );
    }
    let names = fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| ["content", "public", ".nutgraf"].contains(&&*name)), "nothing lies about");
}
