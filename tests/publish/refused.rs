//! What is not published, and why.

use std::fs;

use crate::desk::Desk;
use crate::support::NOW;

/// The message of a run that is refused.
fn refused(desk: &Desk, arguments: &[&str]) -> String {
    let run = desk.run(arguments);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(!desk.served().exists(), "nothing is published");
    run.err
}

#[test]
fn a_site_that_was_not_built() {
    let desk = Desk::new();
    assert!(refused(&desk, &["publish"]).contains("run `nutgraf build` first"));
    assert!(!desk.site.path(".nutgraf").exists());
}

#[test]
fn a_build_with_mistakes() {
    let desk = Desk::new();
    desk.build();
    desk.site.write("content/articles/wrong.md", b"---\ntitle: T\nsummary: S\ndate: 2026-13-01\n---\nText\n");
    assert_eq!(desk.run(&["build", "--now", NOW]).status, 1);
    assert!(refused(&desk, &["publish"]).contains("the last build found 1 error"));
    fs::remove_file(desk.site.path("content/articles/wrong.md")).unwrap();
    desk.build();
    desk.publish();
}

#[test]
fn files_that_were_changed_by_hand() {
    let desk = Desk::new();
    desk.build();
    let file = desk.site.path("public/articles/one/index.html");
    let text = fs::read_to_string(&file).unwrap();
    // Of the same length, and of another.
    for changed in [text.replacen("One", "Eno", 1), String::new()] {
        fs::remove_file(&file).unwrap();
        fs::write(&file, changed).unwrap();
        let message = refused(&desk, &["publish"]);
        assert!(
            message.contains("articles/one/index.html") && message.contains("changed since the build"),
            "{message}"
        );
    }
}

#[test]
fn a_build_for_another_address_or_with_drafts() {
    let desk = Desk::new();
    desk.done(&["build", "--now", NOW, "--base-url", "https://preview.example.org/"]);
    let message = refused(&desk, &["publish"]);
    for part in ["https://preview.example.org/", "`nutgraf build --base-url http://127.0.0.1:9/`"] {
        assert!(message.contains(part), "{message}");
    }
    desk.done(&["build", "--now", NOW, "--drafts"]);
    assert!(refused(&desk, &["publish"]).contains("drafts"));
    desk.done(&["build", "--now", NOW, "--future"]);
    assert!(refused(&desk, &["publish"]).contains("later date"));
}

#[test]
fn a_target_that_is_not_there_or_of_the_site_itself() {
    let desk = Desk::new();
    desk.build();
    assert!(refused(&desk, &["publish", "wbe"]).contains("its targets are `web`"));
    let to = |to: &str| {
        desk.site.write("nutgraf.yaml", format!("search: false\npublish: {{web: {{to: \"{to}\"}}}}\n").as_bytes());
    };
    to("file:public");
    assert!(refused(&desk, &["publish"]).contains("the site's own folder"));
    to("file:..");
    assert!(refused(&desk, &["publish"]).contains("the site's own folder"));
    desk.site.write("nutgraf.yaml", b"search: false\n");
    assert!(refused(&desk, &["publish"]).contains("names no place to publish to"));
}

#[test]
fn settings_with_mistakes_are_reported_at_their_place() {
    let desk = Desk::new();
    desk.site.write("nutgraf.yaml", b"publish: {web: {to: /srv/site, endpoint: x}}\n");
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("nutgraf.yaml:1:") && run.err.contains("`file:///srv/site`"), "{run:?}");
}

/// Where one target is wrong, another can be published to by its name.
#[test]
fn a_mistake_in_one_target_does_not_stop_another() {
    let desk = Desk::new();
    desk.build();
    let settings = std::fs::read_to_string(desk.site.path("nutgraf.yaml")).unwrap();
    let wrong = "  staging: {to: \"ftp://example.org/\"}\n  odd: {to: \"s3://b\", encoding: zip}\n";
    desk.site.write("nutgraf.yaml", (settings + wrong).as_bytes());
    for arguments in [vec!["publish"], vec!["publish", "staging"], vec!["publish", "odd"]] {
        let run = desk.run(&arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {run:?}");
        assert_eq!(run.err.contains("`nutgraf publish web`"), arguments.len() == 1, "{run:?}");
    }
    let run = desk.done(&["publish", "web"]);
    assert!(run.err.contains("ftp://example.org/") && run.err.contains("none is in the target `web`"), "{run:?}");
    assert_eq!(crate::desk::bytes_below(&desk.served()), desk.built());
}

#[test]
fn a_folder_that_is_not_ours() {
    let desk = Desk::new();
    desk.build();
    fs::create_dir(desk.served()).unwrap();
    fs::write(desk.served().join("index.html"), "theirs").unwrap();
    let run = desk.run(&["publish", "--force"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("move it away first"), "{run:?}");
    assert_eq!(fs::read_to_string(desk.served().join("index.html")).unwrap(), "theirs");
}

#[test]
fn a_manifest_that_is_damaged() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let release = desk.releases().remove(0);
    let manifest = desk.elsewhere.path().join("served.releases").join(format!("{release}.json"));
    for damaged in ["", "{\"generator\":\"nutgraf\",\"version\":7}"] {
        fs::write(&manifest, damaged).unwrap();
        let run = desk.run(&["publish"]);
        assert_eq!(run.status, 2, "{run:?}");
    }
}

/// The way out that the message names.
#[test]
fn without_its_manifest_a_release_is_taken_over_by_force() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    fs::write(desk.served().join("theirs.txt"), "theirs").unwrap();
    desk.write("three", "More.");
    let releases = desk.elsewhere.path().join("served.releases");
    fs::remove_file(releases.join(format!("{}.json", desk.releases()[0]))).unwrap();
    let refused = desk.run(&["publish"]);
    assert!(refused.status == 2 && refused.err.contains("--force"), "{refused:?}");
    desk.done(&["publish", "--force"]);
    let mut served = crate::desk::bytes_below(&desk.served());
    assert_eq!(served.remove("theirs.txt").unwrap(), b"theirs");
    assert_eq!(served, desk.built());
}
