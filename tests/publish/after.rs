//! After a release: what readers are shown is looked at, and the `invalidate` command is told.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::desk::Desk;
use crate::support::NOW;

/// A web server for a folder that need not be there yet; stopped when dropped.
struct Web {
    child: Child,
    address: String,
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Web {
    fn of(folder: &Path) -> Self {
        let mut command = Command::new("python3");
        command.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]).arg(folder);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("python3 is needed, as scripts/test says");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port: u16 = line.split_whitespace().skip_while(|word| *word != "port").nth(1).unwrap().parse().unwrap();
        Self { child, address: format!("http://127.0.0.1:{port}/") }
    }
}

#[test]
fn what_readers_see_is_looked_at() {
    let elsewhere = tempfile::tempdir().unwrap();
    let served = elsewhere.path().join("served");
    let web = Web::of(&served);
    let target = format!("{{to: \"file://{}\", base_url: \"{}\"}}", served.display(), web.address);
    let desk = Desk::with_target(&target, elsewhere);
    desk.done(&["build", "--now", NOW, "--base-url", &web.address]);
    let run = desk.publish();
    assert!(run.err.contains("Looked at 10 addresses: readers see what was published"), "{run:?}");
}

#[test]
fn that_nobody_answers_is_a_warning() {
    let desk = Desk::new();
    desk.build();
    let run = desk.publish();
    assert!(run.err.contains("warning: http://127.0.0.1:9/") && run.err.contains("cannot be reached"), "{run:?}");
}

#[test]
fn the_invalidate_command_is_told_until_it_succeeds() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (served, told) = (elsewhere.path().join("served"), elsewhere.path().join("told"));
    let command = format!("cat > {0}.new && test -e {0}.ready && mv {0}.new {0}", told.display());
    let target = format!("{{to: \"file://{}\", invalidate: \"{command}\"}}", served.display());
    let desk = Desk::with_target(&target, elsewhere);
    desk.build();
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.err.contains("the site is published, but"), "{run:?}");
    fs::write(told.with_extension("ready"), "").unwrap();
    let run = desk.publish();
    assert!(run.err.contains("nothing to publish") && run.err.contains("was told of"), "{run:?}");
    let addresses = fs::read_to_string(&told).unwrap();
    assert!(addresses.lines().any(|line| line == "/articles/one/"), "{addresses}");
    fs::remove_file(&told).unwrap();
    desk.publish();
    assert!(!told.exists(), "it is told once");

    desk.write("three", "More.");
    desk.publish();
    assert!(!fs::read_to_string(&told).unwrap().contains("/articles/one/\n"), "what did not change is not told");
    fs::remove_file(&told).unwrap();
    desk.done(&["publish", "--rollback"]);
    assert!(fs::read_to_string(&told).unwrap().contains("/articles/three/\n"), "of a rollback, too");
}
