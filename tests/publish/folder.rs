//! To a folder of this machine.

use std::fs;

use crate::desk::{Desk, bytes_below};

#[test]
fn a_folder_shows_the_site_as_it_was_built() {
    let desk = Desk::new();
    desk.build();
    let first = desk.publish();
    assert!(first.err.contains("2 explainers") && first.err.contains("http://127.0.0.1:9/"), "{first:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    assert!(desk.served().is_symlink(), "so that it can be exchanged in one step");
    let second = desk.publish();
    assert!(second.err.contains("nothing to publish"), "{second:?}");
    assert_eq!(desk.releases().len(), 1);
}

#[test]
fn what_changed_is_published_and_what_is_gone_is_deleted() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    fs::remove_file(desk.site.path("content/articles/one.md")).unwrap();
    desk.build();
    let run = desk.publish();
    assert!(run.err.contains("add: 1 explainer") && run.err.contains("delete: 1 explainer"), "{run:?}");
    assert!(run.err.contains("\n  three\n") && run.err.contains("\n  one\n"), "by their names: {run:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn a_dry_run_says_all_and_does_nothing() {
    let desk = Desk::new();
    desk.build();
    let before = (bytes_below(desk.site.root()), bytes_below(desk.elsewhere.path()));
    let human = desk.done(&["publish", "--dry-run"]);
    assert!(human.out.contains("articles/one/index.html"), "{human:?}");
    let json = desk.done(&["publish", "--dry-run", "--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(plan["uploads"].as_array().unwrap().len(), desk.built().len());
    assert_eq!(plan["uploads"][0]["change"], "add");
    assert_eq!((bytes_below(desk.site.root()), bytes_below(desk.elsewhere.path())), before);
}

#[test]
fn an_earlier_release_comes_back_byte_for_byte() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let first = bytes_below(&desk.served());
    desk.write("three", "More.");
    desk.publish();
    let second = bytes_below(&desk.served());
    let made = releases(&desk);
    let plan = desk.done(&["publish", "--rollback", "--dry-run"]).out;
    for part in
        [&format!("Back to: release {}", desk.releases()[1]), "delete: 1 explainer", "  articles/three/index.html ("]
    {
        assert!(plan.contains(part), "{part}: {plan}");
    }
    let plan = desk.done(&["publish", "--rollback", "--dry-run", "--format", "json"]).out;
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(plan["back_to"]["release"], desk.releases()[1].as_str());
    assert!(plan["deletes"][0]["size"].as_u64().unwrap() > 0 && plan["uploads"][0]["change"] == "change", "{plan}");
    assert_eq!(bytes_below(&desk.served()), second, "a dry run");
    let back = desk.done(&["publish", "--rollback"]);
    assert!(back.err.contains("delete: 1 explainer") && !back.err.contains("  articles/"), "{back:?}");
    assert_eq!(bytes_below(&desk.served()), first);
    // When it was made does not change, and when it was shown again is told.
    let again = releases(&desk);
    assert_eq!(again[1]["published_at"], made[1]["published_at"]);
    assert!(again[1]["shown_again"]["by"].as_str().unwrap().starts_with("anna@desk"), "{again:?}");
    assert!(desk.done(&["publish", "--releases"]).out.contains(" files, shown again 2"));
    // Whoever publishes next is told that the other was taken back.
    let releases = desk.releases();
    let plan = desk.done(&["publish", "--dry-run"]).out;
    assert!(plan.contains(&format!("\nTaken back: release {}, 2", releases[0])) && plan.contains("by anna@"), "{plan}");
    // And forth again, by its name.
    desk.done(&["publish", "--rollback", &releases[0]]);
    assert_eq!(bytes_below(&desk.served()), second);
    assert!(!desk.done(&["publish", "--dry-run"]).out.contains("Taken back"));
}

/// What `--releases` says of each, the latest first.
fn releases(desk: &Desk) -> Vec<serde_json::Value> {
    let listed = desk.done(&["publish", "--releases", "--format", "json"]).out;
    let mut listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    listed["releases"].as_array_mut().unwrap().drain(..).collect()
}

/// Whoever mistypes a name is told the names.
#[test]
fn a_release_that_is_not_there_is_told_of_with_those_that_are() {
    let desk = Desk::new();
    desk.build();
    let none = desk.run(&["publish", "--rollback"]);
    assert!(none.status == 2 && none.err.contains("nothing was published to"), "{none:?}");
    desk.publish();
    let there = desk.releases().remove(0);
    let purge = desk.run(&["publish", "--purge", "20010101T000000Z-00000000"]);
    assert!(purge.status == 2 && purge.err.contains(&format!("it has {there}")), "{purge:?}");
    assert!(!purge.err.contains("--rollback"), "{purge:?}");
    // `web` is the target.
    let rollback = desk.run(&["publish", "--rollback", "web"]);
    assert!(rollback.status == 2 && rollback.err.contains("`nutgraf publish web --rollback`"), "{rollback:?}");
}

#[test]
fn of_many_files_of_others_some_are_named() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    for number in 0..20 {
        let name = format!("static/file{number}.txt");
        desk.site.write(&name, b"ours");
        fs::write(desk.served().join(format!("file{number}.txt")), "theirs").unwrap();
    }
    desk.build();
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    let lines: Vec<_> = refused.err.lines().filter(|line| line.contains("file0.txt")).collect();
    assert!(lines.len() == 2 && lines.iter().all(|line| line.contains(" and 12 more")), "{refused:?}");
    let json = desk.done(&["publish", "--dry-run", "--format", "json"]).out;
    let plan: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(plan["foreign"].as_array().unwrap().len(), 20);
}

/// However the way there is written.
#[test]
fn paths_are_told_plainly() {
    let desk = Desk::new();
    let settings = fs::read_to_string(desk.site.path("nutgraf.yaml")).unwrap();
    let name = desk.elsewhere.path().file_name().unwrap().to_str().unwrap();
    let target = format!("file:../{name}/./new/../served");
    let before = format!("file://{}", desk.served().display());
    desk.site.write("nutgraf.yaml", settings.replace(&before, &target).as_bytes());
    let unbuilt = desk.run(&["publish", "--root", "./"]);
    assert!(unbuilt.err.starts_with("nutgraf: public holds"), "{unbuilt:?}");
    desk.build();
    let run = desk.publish();
    assert!(
        run.err.contains(&format!("at {}", desk.elsewhere.path().canonicalize().unwrap().join("served").display())),
        "{run:?}"
    );
    assert!(!run.err.contains("..") && !run.err.contains("./"), "{run:?}");
}

#[test]
fn five_releases_are_kept_and_one_can_be_purged() {
    let desk = Desk::new();
    for number in 0..7 {
        desk.write("changing", &format!("Number {number}."));
        desk.publish();
    }
    let releases = desk.releases();
    assert_eq!(releases.len(), 5);
    assert_eq!(desk.run(&["publish", "--purge", &releases[0]]).status, 2, "readers see it");
    desk.done(&["publish", "--purge", &releases[1]]);
    assert_eq!(desk.releases().len(), 4);
    assert!(!desk.elsewhere.path().join("served.releases").join(&releases[1]).exists());
}

#[test]
fn files_of_others_stay_and_are_not_written_over() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    fs::write(desk.served().join("google1234.html"), "theirs").unwrap();
    fs::create_dir_all(desk.served().join("articles/three")).unwrap();
    fs::write(desk.served().join("articles/three/index.html"), "theirs").unwrap();
    desk.write("three", "Ours.");
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("articles/three/index.html") && refused.err.contains("--force"), "{refused:?}");
    desk.done(&["publish", "--force"]);
    let mut there = bytes_below(&desk.served());
    assert_eq!(there.remove("google1234.html").unwrap(), b"theirs");
    assert_eq!(there, desk.built());
}

#[test]
fn a_file_that_was_damaged_there_is_put_up_again() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    // A new file in its place: the old one is in other releases, too.
    let file = desk.served().join("robots.txt");
    fs::remove_file(&file).unwrap();
    fs::write(&file, "half").unwrap();
    desk.publish();
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn many_deletes_need_a_word() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    fs::remove_dir_all(desk.site.path("content")).unwrap();
    desk.site.write("content/about.md", b"---\ntitle: About\n---\nText\n");
    desk.build();
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("would be deleted") && refused.err.contains("--yes"), "{refused:?}");
    assert!(refused.err.contains("with the explainers one, two;"), "{refused:?}");
    desk.done(&["publish", "--delete-limit", "100"]);
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let releases = desk.elsewhere.path().join("served.releases");
    // While it copied, and after it had made ready but before the link was exchanged.
    fs::create_dir_all(releases.join("20200101T000000Z-00000000.part/a")).unwrap();
    let present = desk.releases().remove(0);
    let ready = fs::read_to_string(releases.join(format!("{present}.json"))).unwrap();
    let never = "29990101T000000Z-00000000";
    fs::create_dir(releases.join(never)).unwrap();
    fs::write(releases.join(format!("{never}.ready.json")), ready.replace(&present, never)).unwrap();
    assert_eq!(desk.releases(), [present], "it was never shown");
    desk.write("three", "More.");
    desk.publish();
    let names: Vec<_> =
        fs::read_dir(&releases).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.contains(".part") || name.starts_with(never)), "{names:?}");
}

#[test]
fn while_one_publishes_another_is_told() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    let lock = fs::File::open(desk.elsewhere.path().join("served.releases/lock")).unwrap();
    lock.lock().unwrap();
    let refused = desk.run(&["publish"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("right now"), "{refused:?}");
}

#[test]
fn the_plan_names_who_published_last() {
    let desk = Desk::new().used_by("boris");
    desk.build();
    desk.publish();
    let desk = desk.used_by("anna");
    assert!(desk.done(&["publish", "--dry-run"]).out.contains("by boris@desk"));
}

/// Two copies of a site on one machine are two publishers.
#[test]
fn the_plan_names_the_folder_that_was_published_from() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let folder = desk.site.root().canonicalize().unwrap().display().to_string();
    let plan = desk.done(&["publish", "--dry-run"]).out;
    assert!(plan.contains(&format!("by anna@desk:{folder}")), "{plan}");
}

/// Of two copies of the site, one lags behind: what the other published is not taken back unseen.
#[test]
fn a_copy_that_lags_behind_is_asked_before_it_takes_back_what_another_published() {
    let copy = |user| {
        let desk = Desk::new().used_by(user);
        desk.build();
        desk
    };
    let anna = copy("anna");
    anna.publish();
    let target = |desk: &Desk| {
        let settings = fs::read_to_string(desk.site.path("nutgraf.yaml")).unwrap();
        let [theirs, annas] = [desk, &anna].map(|desk| desk.served().display().to_string());
        desk.site.write("nutgraf.yaml", settings.replace(&theirs, &annas).as_bytes());
    };
    let boris = copy("boris");
    target(&boris);
    boris.write("three", "By Boris.");
    boris.publish();

    anna.write("four", "By Anna.");
    let refused = anna.run(&["publish"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    let last = refused.err.lines().last().unwrap();
    for part in ["by boris@desk:", "was not seen by this copy", "articles/three/index.html", "--force"] {
        assert!(last.contains(part), "{refused:?}");
    }
    assert_eq!(bytes_below(&anna.served()), boris.built());
    let json = anna.done(&["publish", "--dry-run", "--format", "json"]).out;
    let plan: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(plan["undone"].as_array().unwrap().contains(&"articles/three/index.html".into()), "{plan}");

    // With what Boris wrote, nobody is asked; nor is a new copy, which knows of no release.
    anna.write("three", "By Boris.");
    anna.publish();
    assert_eq!(bytes_below(&anna.served()), anna.built());
    let carla = copy("carla");
    target(&carla);
    carla.write("five", "By Carla.");
    carla.publish();
    // In continuous integration what is built is what was agreed on.
    let anna = anna.with("CI", "true");
    anna.publish();
    assert_eq!(bytes_below(&anna.served()), anna.built());
}

#[test]
fn a_release_that_was_removed_by_hand_is_not_shown() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let first = desk.releases().remove(0);
    desk.write("three", "More.");
    desk.publish();
    let releases = desk.elsewhere.path().join("served.releases");
    fs::remove_file(releases.join(&first).join("robots.txt")).unwrap();
    let refused = desk.run(&["publish", "--rollback"]);
    assert!(refused.status == 2 && refused.err.contains("robots.txt"), "{refused:?}");
    fs::remove_dir_all(releases.join(&first)).unwrap();
    let refused = desk.run(&["publish", "--rollback"]);
    assert!(refused.status == 2 && refused.err.contains("go back to another"), "{refused:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    // What readers see is gone altogether: the next run mends it.
    fs::remove_dir_all(releases.join(&desk.releases()[0])).unwrap();
    desk.publish();
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

/// Written into as it stands: the file is one in both releases, and as long as before.
#[test]
fn damage_of_the_same_length_is_seen_and_mended() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let file = desk.served().join("robots.txt");
    let damage = || {
        let (size, was) = (fs::read(&file).unwrap().len(), fs::metadata(&file).unwrap().modified().unwrap());
        fs::write(&file, vec![b'x'; size]).unwrap();
        was
    };
    damage();
    let run = desk.publish();
    assert!(run.err.contains("change: "), "{run:?}");
    assert_eq!(bytes_below(&desk.served()), desk.built());
    assert!(desk.publish().err.contains("nothing to publish"));
    // Also where the time is the same, if somebody doubts it.
    let was = damage();
    fs::File::options().write(true).open(&file).unwrap().set_modified(was).unwrap();
    assert!(desk.publish().err.contains("nothing to publish"));
    desk.done(&["publish", "--force"]);
    assert_eq!(bytes_below(&desk.served()), desk.built());
}

/// What a dry run promises is what is done.
#[test]
fn a_dry_run_of_the_way_back_refuses_what_it_would_refuse() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    desk.write("three", "More.");
    desk.publish();
    let first = desk.elsewhere.path().join("served.releases").join(&desk.releases()[1]);
    fs::write(first.join("index.html"), "hot").unwrap();
    for arguments in [&["publish", "--rollback"][..], &["publish", "--rollback", "--dry-run"]] {
        let refused = desk.run(arguments);
        assert_eq!(refused.status, 2, "{refused:?}");
        assert!(refused.err.contains("index.html of release") && refused.err.contains("is gone or was"), "{refused:?}");
    }
}

/// As they go with the site forth, they go with it back; and none is removed unseen.
#[test]
fn files_of_others_go_with_the_site_when_it_is_taken_back() {
    let desk = Desk::new();
    others_go_back_with_the_site(&desk);
}

pub(crate) fn others_go_back_with_the_site(desk: &Desk) {
    desk.build();
    desk.publish();
    let first = bytes_below(&desk.served());
    fs::create_dir_all(desk.served().join("their own")).unwrap();
    fs::write(desk.served().join("their own/a.html"), "of old").unwrap();
    desk.write("three", "More.");
    desk.publish();
    fs::remove_file(desk.served().join("their own/a.html")).unwrap();
    fs::write(desk.served().join("their own/a.html"), "theirs").unwrap();
    fs::write(desk.served().join("b.html"), "theirs").unwrap();
    desk.done(&["publish", "--rollback"]);
    let mut there = bytes_below(&desk.served());
    assert_eq!(there.remove("their own/a.html").unwrap(), b"theirs");
    assert_eq!(there.remove("b.html").unwrap(), b"theirs");
    assert_eq!(there, first);
    // In the way of what would be shown again.
    let latest = desk.releases().remove(0);
    fs::create_dir_all(desk.served().join("articles/three")).unwrap();
    fs::write(desk.served().join("articles/three/index.html"), "theirs").unwrap();
    let refused = desk.run(&["publish", "--rollback", &latest]);
    assert!(refused.status == 2 && refused.err.contains("articles/three/index.html"), "{refused:?}");
    fs::remove_file(desk.served().join("articles/three/index.html")).unwrap();
    desk.done(&["publish", "--rollback", &latest]);

    // The only one of its kind is in a release that nobody sees.
    let first = desk.releases().remove(1);
    let folder = desk.elsewhere.path().join("served.releases").join(&first);
    fs::write(folder.join("only.html"), "theirs").unwrap();
    for arguments in [&["publish", "--purge", &first][..], &["publish", "--purge", &first, "--dry-run"]] {
        let refused = desk.run(arguments);
        assert!(refused.status == 2 && refused.err.contains("holds only.html, which"), "{refused:?}");
    }
    desk.done(&["publish", "--purge", &first, "--force"]);
    assert!(!folder.exists());
}

/// Whoever was refused because somebody else was quicker does not take it back by trying again.
#[test]
fn a_publisher_who_was_refused_does_not_take_back_what_another_published_meanwhile() {
    let boris = Desk::new().used_by("boris");
    boris.build();
    boris.publish();
    // A new copy, which knows of no release.
    let anna = Desk::new();
    let settings = fs::read_to_string(anna.site.path("nutgraf.yaml")).unwrap();
    let [annas, theirs] = [&anna, &boris].map(|desk| desk.served().display().to_string());
    anna.site.write("nutgraf.yaml", settings.replace(&annas, &theirs).as_bytes());
    anna.write("four", "By Anna.");
    let lock = fs::File::open(boris.elsewhere.path().join("served.releases/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(anna.run(&["publish"]).status, 2);
    drop(lock);
    boris.write("three", "By Boris.");
    boris.publish();
    let again = anna.run(&["publish"]);
    let last = again.err.lines().last().unwrap();
    assert!(again.status == 2 && last.contains("was not seen by this copy"), "{again:?}");
    assert_eq!(bytes_below(&boris.served()), boris.built());
    anna.done(&["publish", "--force"]);
}

/// Not only when all is made ready.
#[test]
#[cfg(unix)]
fn a_dry_run_says_where_it_could_not_write() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.build();
    let mode = |mode| fs::set_permissions(desk.elsewhere.path(), fs::Permissions::from_mode(mode)).unwrap();
    desk.done(&["publish", "--dry-run"]);
    mode(0o555);
    // Who may do everything may write there, too.
    let may_write = fs::write(desk.elsewhere.path().join("probe"), "").is_ok();
    let run = desk.run(&["publish", "--dry-run"]);
    mode(0o755);
    assert_eq!(run.status, if may_write { 0 } else { 3 }, "{run:?}");
    assert!(run.out.contains("add: "), "{run:?}");
    assert!(may_write || run.err.contains("cannot write into"), "{run:?}");
}

/// Where nobody knows what readers see, going back is a matter of force, too.
#[test]
fn the_way_back_from_a_release_without_a_record_needs_force() {
    let desk = Desk::new();
    desk.build();
    desk.publish();
    let first = bytes_below(&desk.served());
    desk.write("three", "More.");
    desk.publish();
    let present = desk.releases().remove(0);
    fs::remove_file(desk.elsewhere.path().join(format!("served.releases/{present}.json"))).unwrap();
    let refused = desk.run(&["publish", "--rollback"]);
    assert!(refused.status == 2 && refused.err.contains("there is no record of what was published"), "{refused:?}");
    assert!(refused.err.contains("--force"), "{refused:?}");
    desk.done(&["publish", "--rollback", "--force"]);
    let there = bytes_below(&desk.served());
    assert!(first.iter().all(|(path, bytes)| there.get(path) == Some(bytes)));
}
