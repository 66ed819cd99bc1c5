//! To a machine that is reached by SSH: a shell of this machine stands in for it, and rsync is the real one.

use std::fs;

use crate::desk::{Desk, KILLED, bytes_below};
use crate::programs::{FAULTS, Programs, copy};

/// What a host runs, each of which may fail.
const ON_THE_HOST: [&str; 8] = ["ssh", "rsync", "mv", "ln", "cat", "mkdir", "find", "readlink"];

fn desk(programs: &Programs) -> Desk {
    let elsewhere = tempfile::tempdir().unwrap();
    let target = format!("{{to: \"ssh://me@host:22022{}/served\"}}", elsewhere.path().display());
    programs.at(Desk::with_target(&target, elsewhere))
}

#[test]
fn a_host_shows_the_site_as_it_was_built() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    let first = desk.publish();
    assert!(first.err.contains("2 explainers"), "{first:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    assert!(desk.served().is_symlink(), "so that it can be exchanged in one step");
    assert!(desk.publish().err.contains("nothing to publish"));
    desk.write("three", "More.");
    fs::remove_file(desk.site.path("content/articles/one.md")).unwrap();
    desk.build();
    desk.publish();
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

/// A host that falls silent ends both programs.
#[test]
fn ssh_and_rsync_are_told_when_to_give_a_host_up() {
    let programs = Programs::new(&["ssh", "rsync"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    let calls = programs.calls();
    let options = "-oConnectTimeout=30 -oServerAliveInterval=15 -oServerAliveCountMax=4 -p 22022";
    let of = |program: &str| calls.lines().filter(|call| call.starts_with(program)).collect::<Vec<_>>();
    assert!(of("ssh ").len() > 3 && of("ssh ").iter().all(|call| call.contains(options)), "{calls}");
    let rsync = of("rsync ");
    assert!(rsync.iter().any(|call| call.contains("--timeout=300") && call.contains(options)), "{calls}");
}

#[test]
#[cfg(unix)]
fn what_did_not_change_is_one_file_in_two_releases() {
    use std::os::unix::fs::MetadataExt;
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    desk.publish();
    assert_eq!(fs::metadata(desk.served().join("articles/one/card.png")).unwrap().nlink(), 2);
}

#[test]
fn an_earlier_release_comes_back_and_one_can_be_purged() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    let first = bytes_below(&desk.served());
    for number in 0..6 {
        desk.write("changing", &format!("Number {number}."));
        desk.publish();
    }
    let last = bytes_below(&desk.served());
    let releases = desk.releases();
    assert_eq!(releases.len(), 5);
    desk.done(&["publish", "--rollback"]);
    assert_ne!(bytes_below(&desk.served()), last);
    desk.done(&["publish", "--rollback", &releases[0]]);
    assert_eq!(bytes_below(&desk.served()), last);
    assert_ne!(first, last);
    assert_eq!(desk.run(&["publish", "--purge", &releases[0]]).status, 2, "readers see it");
    desk.done(&["publish", "--purge", &releases[2]]);
    assert_eq!(desk.releases().len(), 4);
}

#[test]
fn files_of_others_go_with_the_site() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    fs::create_dir_all(desk.served().join("their own")).unwrap();
    fs::write(desk.served().join("their own/it's.html"), "theirs").unwrap();
    desk.write("three", "Ours.");
    desk.publish();
    let mut there = bytes_below(&desk.served());
    assert_eq!(there.remove("their own/it's.html").unwrap(), b"theirs");
    assert_eq!(there, desk.built());
}

#[test]
fn a_file_that_was_damaged_there_is_put_up_again() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    let file = desk.served().join("robots.txt");
    fs::remove_file(&file).unwrap();
    fs::write(&file, "half").unwrap();
    desk.publish();
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn a_folder_that_is_there_and_a_publisher_at_work_are_refused() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    fs::create_dir(desk.served()).unwrap();
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("mv ") && refused.err.contains("is there already"), "{refused:?}");
    fs::remove_dir(desk.served()).unwrap();
    // Boris is killed when he has said that he publishes.
    let boris = desk.used_by("boris");
    let (boris, killed) = programs.publish(boris, 3, "kill");
    assert_eq!(killed.status, KILLED, "{killed:?}");
    let anna = boris.used_by("anna");
    let refused = anna.run(&["publish"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(refused.err.contains("boris@desk") && refused.err.contains("--force"), "{refused:?}");
    anna.done(&["publish", "--force"]);
    assert_eq!(bytes_below(&anna.served()), anna.built());
    assert!(!anna.elsewhere.path().join("served.releases/pending.json").exists());
}

#[test]
fn whatever_fails_readers_see_a_whole_site_and_one_more_run_completes_it() {
    let programs = Programs::new(&ON_THE_HOST);
    let mut desk = desk(&programs);
    desk.build();
    desk.publish();
    let before = bytes_below(&desk.served());
    let releases = desk.elsewhere.path().join("served.releases");
    let (saved, link) = (desk.elsewhere.path().join("saved"), fs::read_link(desk.served()).unwrap());
    copy(&releases, &saved);
    desk.write("three", "More.");
    let after = desk.built();
    for kind in FAULTS {
        for nth in 1.. {
            copy(&saved, &releases);
            fs::remove_file(desk.served()).unwrap();
            std::os::unix::fs::symlink(&link, desk.served()).unwrap();
            let (now, run) = programs.publish(desk, nth, kind);
            desk = now;
            let came = programs.count();
            let found = bytes_below(&desk.served());
            assert!(found == before || found == after, "{kind} at {nth}: {run:?}");
            assert!([0, 3, KILLED].contains(&run.status), "{kind} at {nth}: {run:?}");
            let again = desk.publish();
            let there = bytes_below(&desk.served());
            assert_eq!(
                there.keys().collect::<Vec<_>>(),
                after.keys().collect::<Vec<_>>(),
                "{kind} at {nth}: {run:?} {again:?}"
            );
            assert!(there == after, "{kind} at {nth}: {run:?} {again:?}");
            let left: Vec<_> = fs::read_dir(&releases).unwrap().map(|it| it.unwrap().file_name()).collect();
            assert_eq!(left.len(), 4, "{kind} at {nth}: two releases and their manifests, and {left:?}");
            if came < nth {
                assert!(nth > 8 && run.status == 0, "{nth} {run:?}");
                break;
            }
        }
    }
}

#[test]
fn a_release_or_its_manifest_may_be_gone() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    desk.publish();
    let releases = desk.elsewhere.path().join("served.releases");
    let [second, first] = desk.releases().try_into().unwrap();
    fs::remove_dir_all(releases.join(first)).unwrap();
    let refused = desk.run(&["publish", "--rollback"]);
    assert!(refused.status == 2 && refused.err.contains("is gone from"), "{refused:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    fs::remove_file(releases.join(format!("{second}.json"))).unwrap();
    let refused = desk.run(&["publish"]);
    assert!(refused.status == 2 && refused.err.contains("--force"), "{refused:?}");
    desk.done(&["publish", "--force"]);
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn files_of_others_go_with_the_site_when_it_is_taken_back() {
    let programs = Programs::new(&["ssh"]);
    crate::folder::others_go_back_with_the_site(&desk(&programs));
}

/// What somebody wrote into a release that nobody sees is not shown.
#[test]
fn a_release_that_was_changed_by_hand_is_not_shown_again() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    desk.publish();
    let page = desk.elsewhere.path().join("served.releases").join(&desk.releases()[1]).join("index.html");
    let size = fs::read(&page).unwrap().len();
    for hot in [b"hot".to_vec(), vec![b'x'; size]] {
        fs::write(&page, hot).unwrap();
        for arguments in [&["publish", "--rollback"][..], &["publish", "--rollback", "--dry-run"]] {
            let refused = desk.run(arguments);
            assert!(refused.status == 2 && refused.err.contains("index.html of release"), "{refused:?}");
        }
    }
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn damage_of_the_same_length_is_mended_by_force() {
    let programs = Programs::new(&["ssh"]);
    let desk = desk(&programs);
    desk.build();
    desk.publish();
    let file = desk.served().join("robots.txt");
    let size = fs::read(&file).unwrap().len();
    fs::write(&file, vec![b'x'; size]).unwrap();
    let run = desk.done(&["publish", "--force"]);
    assert!(run.err.contains("change: "), "{run:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    assert!(desk.done(&["publish", "--force"]).err.contains("nothing to publish"));
}
