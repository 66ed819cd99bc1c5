//! The same input gives the same bytes: on any number of threads, in any folder, at any time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::path::Path;
use std::process::Command;

use support::{Built, NOW, Site, article, binary, built, files_below, request};

/// Builds on so many threads.
fn on_threads(threads: usize, root: &Path) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| built(&request(root)))
}

/// The first file that differs, for a message that can be read.
fn assert_same(first: &Built, second: &Built) {
    assert_eq!(first.report, second.report);
    assert_eq!(first.files.keys().collect::<Vec<_>>(), second.files.keys().collect::<Vec<_>>());
    for (path, bytes) in &first.files {
        assert!(*bytes == second.files[path], "{path} differs");
    }
}

/// The demonstration site with mistakes in every stage: files, texts, links, templates.
fn site_with_mistakes() -> Site {
    let mut site = Site::demonstration()
        .with("templates/article.html", "{{ article.title }}{{ article.nothing.more }}")
        .with("templates/topic.html", "{% if %}")
        .with("nutgraf.yaml", "titel: T\nlints: {no-takeaways: deny}\n");
    for number in 0..40 {
        let text = format!("[[Nowhere {number}]] [x](nothing-{number}.md) ![](y.png) [@z] [[Kazakhstan]]");
        let path = format!("content/articles/wrong-{number}.md");
        site = site.with(&path, &article(&format!("Wrong {}", number % 7), &text));
    }
    site.write("content/articles/bytes.md", b"---\ntitle: \xff\n---\n");
    site
}

#[test]
fn any_number_of_threads_gives_the_same_site() {
    let site = Site::demonstration();
    let one = on_threads(1, site.root());
    assert!(one.files.len() > 50);
    for threads in [2, 2, 5] {
        assert_same(&one, &on_threads(threads, site.root()));
    }
}

#[test]
fn any_number_of_threads_gives_the_same_report() {
    let site = site_with_mistakes();
    let one = on_threads(1, site.root());
    assert!(one.report.matches("\nerror").count() > 100, "{}", one.report);
    for threads in [2, 2, 5] {
        assert_same(&one, &on_threads(threads, site.root()));
    }
}

#[test]
fn the_folder_does_not_show() {
    let (first, second) = (Site::demonstration(), Site::demonstration());
    let site = built(&request(first.root()));
    assert_same(&site, &built(&request(second.root())));
    let folder = first.root().to_string_lossy().into_owned();
    for (path, bytes) in &site.files {
        assert!(!String::from_utf8_lossy(bytes).contains(&folder), "{path} names the folder");
    }
    let (first, second) = (site_with_mistakes(), site_with_mistakes());
    assert_same(&built(&request(first.root())), &built(&request(second.root())));
}

/// The whole way, with the binary: `--jobs`, another folder, another working directory, the clock.
#[test]
fn the_binary_writes_the_same_bytes() {
    let (first, second) = (Site::demonstration(), Site::demonstration());
    let build = |site: &Site, jobs: &str, from: &Path, extra: &[&str]| {
        let mut command = Command::new(binary());
        command.args(["build", "--jobs", jobs, "--base-url", "https://example.org/", "--root"]).arg(site.root());
        let output = command.args(extra).current_dir(from).env("SOURCE_DATE_EPOCH", "1800000000").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let files = files_below(&site.path("public")).into_iter();
        files.map(|(path, file)| (path, std::fs::read(file).unwrap())).collect::<Vec<_>>()
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let one = build(&first, "1", first.root(), &[]);
    assert!(one.len() > 50);
    assert!(one == build(&first, "2", elsewhere.path(), &[]), "two threads give other bytes");
    assert!(one == build(&second, "2", elsewhere.path(), &[]), "another folder gives other bytes");
    // 1800000000 is 15 January 2027, and nothing of the site is later.
    assert!(one == build(&second, "1", elsewhere.path(), &["--now", NOW]), "another time gives other bytes");
}
