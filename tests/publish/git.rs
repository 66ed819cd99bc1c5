//! To a branch of a git repository.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, KILLED};
use crate::programs::{FAULTS, Programs, copy};

/// A desk whose target is a branch of a new bare repository beside it.
fn desk(more: &str) -> Desk {
    let elsewhere = tempfile::tempdir().unwrap();
    git(elsewhere.path(), &["init", "--bare", "--quiet", "hub.git"]);
    let remote = elsewhere.path().join("hub.git");
    let target = format!("{{to: \"git+file://{}#gh-pages\"{more}}}", remote.display());
    alone(Desk::with_target(&target, elsewhere))
}

/// What this machine's owner told git is no matter.
fn alone(desk: Desk) -> Desk {
    desk.with("GIT_CONFIG_GLOBAL", "/dev/null").with("GIT_CONFIG_NOSYSTEM", "1")
}

fn git(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
        command.env(name, "carla@elsewhere");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn hub(desk: &Desk) -> std::path::PathBuf {
    desk.elsewhere.path().join("hub.git")
}

fn say(desk: &Desk, arguments: &[&str]) -> String {
    String::from_utf8(git(&hub(desk), arguments)).unwrap()
}

/// The files of the branch.
fn there(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let listed = say(desk, &["ls-tree", "-r", "--name-only", "gh-pages"]);
    let file = |path: &str| (path.to_owned(), git(&hub(desk), &["cat-file", "blob", &format!("gh-pages:{path}")]));
    listed.lines().map(file).collect()
}

fn commits(desk: &Desk) -> usize {
    say(desk, &["rev-list", "--count", "gh-pages"]).trim().parse().unwrap()
}

/// Somebody else commits to the branch.
fn commit_elsewhere(desk: &Desk, path: &str, text: &str) {
    let clone = tempfile::tempdir().unwrap();
    let hub = hub(desk);
    git(clone.path(), &["clone", "--quiet", "--branch", "gh-pages", hub.to_str().unwrap(), "."]);
    let file = clone.path().join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
    git(clone.path(), &["add", "--all"]);
    git(clone.path(), &["commit", "--quiet", "-m", "By hand"]);
    git(clone.path(), &["push", "--quiet", "origin", "gh-pages"]);
}

#[test]
fn a_branch_holds_the_site_as_it_was_built() {
    let desk = desk("");
    desk.build();
    let first = desk.publish();
    assert!(first.err.contains("2 explainers"), "{first:?}");
    assert_eq!(there(&desk), desk.built());
    assert!(there(&desk).contains_key(".nojekyll"));
    let message = say(&desk, &["log", "-1", "--format=%B", "gh-pages"]);
    for trailer in ["Nutgraf-Release: ", "Nutgraf-Base-URL: http://", "Nutgraf-Publisher: anna@desk"] {
        assert!(message.contains(trailer), "{message}");
    }
    assert!(desk.publish().err.contains("nothing to publish"));
    desk.write("three", "More.");
    std::fs::remove_file(desk.site.path("content/articles/one.md")).unwrap();
    desk.build();
    desk.publish();
    assert_eq!(there(&desk), desk.built());
    assert_eq!(commits(&desk), 2);
}

#[test]
fn a_dry_run_writes_nothing_anywhere() {
    let desk = desk("");
    desk.build();
    desk.publish();
    std::fs::remove_dir_all(desk.site.path(".nutgraf/git")).unwrap();
    desk.write("three", "More.");
    let all = || (crate::desk::bytes_below(desk.site.root()), crate::desk::bytes_below(desk.elsewhere.path()));
    let before = all();
    assert!(desk.done(&["publish", "--dry-run"]).out.contains("articles/three/index.html"));
    assert_eq!(all(), before);
}

#[test]
fn an_orphan_history_has_one_commit_and_its_releases_can_be_purged() {
    let desk = desk(", history: orphan");
    desk.build();
    for number in 0..7 {
        desk.write("changing", &format!("Number {number}."));
        desk.publish();
    }
    assert_eq!(commits(&desk), 1);
    let releases = desk.releases();
    assert_eq!(releases.len(), 5);
    desk.done(&["publish", "--purge", &releases[2]]);
    assert_eq!(desk.releases().len(), 4);
    assert!(!say(&desk, &["for-each-ref"]).contains(&releases[2]));
}

#[test]
fn an_earlier_release_comes_back_byte_for_byte() {
    for history in ["continued", "orphan"] {
        let desk = desk(&format!(", history: {history}"));
        desk.build();
        desk.publish();
        let first = there(&desk);
        desk.write("three", "More.");
        desk.publish();
        let second = there(&desk);
        // On a machine that knows nothing of it, with a file that somebody else put there since.
        std::fs::remove_dir_all(desk.site.path(".nutgraf/git")).unwrap();
        commit_elsewhere(&desk, "google1234.html", "theirs");
        desk.done(&["publish", "--rollback"]);
        let mut back = there(&desk);
        assert_eq!(back.remove("google1234.html").unwrap(), b"theirs");
        assert_eq!(back, first);
        let releases = desk.releases();
        desk.done(&["publish", "--rollback", &releases[0]]);
        let mut forth = there(&desk);
        forth.remove("google1234.html");
        assert_eq!(forth, second);
    }
}

#[test]
fn files_of_others_stay_and_changes_to_ours_are_told_of() {
    let desk = desk("");
    desk.build();
    desk.publish();
    commit_elsewhere(&desk, "google1234.html", "theirs");
    desk.write("three", "Ours.");
    desk.publish();
    assert_eq!(there(&desk)["google1234.html"], b"theirs");
    commit_elsewhere(&desk, "index.html", "theirs");
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(refused.err.contains("carla@elsewhere> changed index.html at"), "{refused:?}");
    assert!(refused.err.contains("--force") && !refused.err.contains("did not finish"), "{refused:?}");
    desk.done(&["publish", "--force"]);
    let mut there = there(&desk);
    there.remove("google1234.html");
    assert_eq!(there, desk.built());
}

/// A host that falls silent ends git; how, nobody but git can say, so it is told.
#[test]
fn git_is_told_when_to_give_a_host_up() {
    let programs = Programs::new(&["git"]);
    let desk = programs.at(desk(""));
    desk.build();
    desk.publish();
    let told = |calls: &str, part: &str| {
        let far = calls.lines().filter(|call| ["ls-remote", "fetch", "push"].iter().any(|name| call.contains(name)));
        far.map(|call| call.contains(part)).collect::<Vec<_>>()
    };
    let calls = programs.calls();
    assert!(told(&calls, "ssh -oConnectTimeout=30 -oServerAliveInterval=15 ").iter().all(|told| *told), "{calls}");
    assert!(told(&calls, " 60 ").iter().all(|told| *told) && told(&calls, "").len() > 2, "{calls}");
    let desk = desk.with("GIT_SSH_COMMAND", "my-ssh");
    desk.write("three", "More.");
    desk.publish();
    assert!(programs.calls()[calls.len()..].contains("git my-ssh 60 "), "{}", programs.calls());
}

#[test]
fn without_git_it_says_so() {
    let desk = desk("");
    desk.build();
    let empty = tempfile::tempdir().unwrap();
    let desk = desk.with("PATH", empty.path().display().to_string());
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("no program `git`"), "{refused:?}");
}

#[test]
fn a_repository_that_is_not_there_is_told_of() {
    let desk = desk("");
    desk.build();
    std::fs::remove_dir_all(hub(&desk)).unwrap();
    let failed = desk.run(&["publish"]);
    assert_eq!(failed.status, 3, "{failed:?}");
    assert!(failed.err.contains("hub.git") && failed.err.contains("nothing was changed"), "{failed:?}");
    assert!(failed.err.contains("there is no such repository") && failed.err.lines().count() == 1, "{failed:?}");
}

#[test]
fn whatever_git_call_fails_the_branch_is_whole_and_one_more_run_completes_it() {
    let programs = Programs::new(&["git"]);
    let mut desk = programs.at(desk(""));
    desk.build();
    desk.publish();
    let before = there(&desk);
    let saved = desk.elsewhere.path().join("saved.git");
    copy(&hub(&desk), &saved);
    desk.write("three", "More.");
    let after = desk.built();
    for kind in FAULTS {
        for nth in 1.. {
            copy(&saved, &hub(&desk));
            let (now, run) = programs.publish(desk, nth, kind);
            desk = now;
            let came = programs.count();
            let found = there(&desk);
            assert!(found == before || found == after, "{kind} at {nth}: {run:?}");
            assert!([0, 3, KILLED].contains(&run.status), "{kind} at {nth}: {run:?}");
            desk.publish();
            assert_eq!(there(&desk), after, "{kind} at {nth}");
            if came < nth {
                assert!(nth > 8 && run.status == 0, "{nth} {run:?}");
                break;
            }
        }
    }
}

/// Somebody moved the note that leads to the manifest.
#[test]
fn a_note_that_leads_elsewhere_is_told_of_and_overruled_by_force() {
    let desk = desk("");
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    let note = "refs/nutgraf/gh-pages.site/current";
    say(&desk, &["update-ref", note, "refs/heads/gh-pages"]);
    for arguments in [&["publish"][..], &["publish", "--rollback"], &["publish", "--releases"]] {
        let refused = desk.run(arguments);
        assert_eq!(refused.status, 2, "{refused:?}");
        for part in [note, "is damaged", "with --force"] {
            assert!(refused.err.contains(part), "{part}: {refused:?}");
        }
    }
    let back = desk.run(&["publish", "--rollback", "--force"]);
    assert!(back.status == 2 && back.err.contains("publish with --force first"), "{back:?}");
    desk.done(&["publish", "--force"]);
    assert_eq!(there(&desk), desk.built());
    assert!(desk.publish().err.contains("nothing to publish"));
    desk.done(&["publish", "--rollback"]);
}

/// That they are the site's own is not known any more.
#[test]
fn files_of_a_release_without_a_record_are_not_called_somebody_elses() {
    let desk = desk("");
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    say(&desk, &["update-ref", "-d", "refs/nutgraf/gh-pages.site/current"]);
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    for part in ["there is no record of what was published", "files there have the names of the site's", "--force"] {
        assert!(refused.err.contains(part), "{part}: {refused:?}");
    }
    assert!(!refused.err.lines().last().unwrap().contains("did not put there"), "{refused:?}");
    desk.done(&["publish", "--force"]);
    assert_eq!(there(&desk), desk.built());
}
