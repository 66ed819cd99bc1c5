//! The binary, as it is typed: what it prints, what it writes, and with which status it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value as Json;
use support::{BASE_URL, Site, article, binary, files_below};

/// What a run left.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// A command in a folder, with nothing of the tester's environment that would change it.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::null());
    command
}

fn finished(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    finished(&mut command(folder, arguments))
}

/// The same for a site that is fine; fails the test where it is not.
fn done(folder: &Path, arguments: &[&str]) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.status, 0, "{run:?}");
    run
}

/// All files of a folder, with their bytes.
fn state(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files_below(folder).into_iter().map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}

/// What lies in a folder, sorted.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A site with one error (line 4) and one warning.
fn site_with_mistakes() -> Site {
    Site::empty().with(
        "content/articles/wrong.md",
        "---\ntitle: Wrong\nsummary: S\ndate: 2026-13-01\ncountries: [KZ]\n---\nText\n",
    )
}

// Help

#[test]
fn help_says_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let help = done(folder.path(), &["--help"]);
    for command in ["build", "serve", "check", "publish", "explain"] {
        assert!(help.out.contains(&format!("\n  {command} ")), "{}", help.out);
    }
    let options = [
        ("build", "--root --output --base-url --drafts --future --deny-warnings --jobs --format --now"),
        ("check", "--root --base-url --drafts --future --deny-warnings --jobs --format --now"),
        ("serve", "--root --port --host --open"),
        ("publish", "--root --output --dry-run --format --force --yes --delete-limit --rollback --releases --purge"),
        ("explain", "--countries --root --format"),
    ];
    for (command, options) in options {
        let help = done(folder.path(), &[command, "--help"]);
        for option in options.split(' ') {
            assert!(help.out.contains(option), "{command} {option}: {}", help.out);
        }
        let short = done(folder.path(), &[command, "-h"]).out;
        let options = short.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        let silent: Vec<_> = options.filter(|line| !line.contains("  ")).collect();
        assert!(silent.is_empty(), "what these are for is not said: {silent:?}");
    }
    assert!(done(folder.path(), &["--version"]).out.starts_with("nutgraf "));
    assert_eq!(run(folder.path(), &[]).status, 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "help writes nothing");
}

#[test]
fn what_cannot_be_meant_is_wrong_usage() {
    let site = Site::small();
    for wrong in [
        &["build", "--nonsense"][..],
        &["nonsense"],
        &["build", "extra"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "ftp://example.org/"],
        &["build", "--now", "yesterday"],
        &["build", "--jobs", "0"],
        &["build", "--format", "xml"],
        &["serve", "--port", "70000"],
        &["explain"],
    ] {
        let run = run(site.root(), wrong);
        assert_eq!(run.status, 2, "{wrong:?}: {run:?}");
        assert!(!run.err.is_empty(), "{wrong:?} says nothing");
    }
    assert!(run(site.root(), &["build", "--drats"]).err.contains("--drafts"), "a near option is named");
    assert!(!site.path("public").exists());
}

// build

#[test]
fn build_writes_into_public_and_says_what_it_made() {
    let site = Site::small();
    let run = done(site.root(), &["build", "--base-url", BASE_URL]);
    assert_eq!(run.out, "", "people read standard error");
    let line = run.err.lines().last().unwrap();
    assert!(line.starts_with("Built 1 explainer, 7 pages in all, into public in "), "{line}");
    assert!(line.ends_with(" s"), "{line}");
    assert!(fs::read_to_string(site.path("public/articles/one/index.html")).unwrap().contains("A sentence."));
    assert_eq!(names_in(site.root()), [".nutgraf", "content", "public"]);
}

#[test]
fn a_second_build_says_that_it_waits() {
    let site = Site::small();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    let lock = fs::File::open(site.path(".nutgraf/lock")).unwrap();
    lock.lock().unwrap();
    let mut command = command(site.root(), &["build", "--base-url", BASE_URL]);
    let mut second = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(second.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "another build of this site is running; waiting for it");
    lock.unlock().unwrap();
    assert!(lines.any(|line| line.starts_with("Built 1 explainer")));
    assert!(second.wait().unwrap().success());
}

#[test]
fn a_file_that_others_put_into_public_is_refused() {
    let site = Site::small();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    site.write("public/robots-old.txt", b"example.org");
    let run = run(site.root(), &["build", "--base-url", BASE_URL]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("nutgraf: public holds robots-old.txt, which Nutgraf did not make"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path("public/robots-old.txt")).unwrap(), "example.org");
}

#[test]
fn one_file_in_an_empty_folder_is_a_site() {
    let site = Site::empty().with("hello.md", "---\ntitle: Hello\nsummary: S.\ndate: 2026-01-01\n---\nA sentence.\n");
    let run = done(site.root(), &["build"]);
    assert!(run.err.contains("warning[no-base-url]") && run.err.contains("with 2 warnings"), "{}", run.err);
    for page in ["index.html", "articles/index.html", "articles/hello/index.html", "404.html", "nutgraf.css"] {
        assert!(site.path("public").join(page).is_file(), "{page}");
    }
    // What was built is not read again as content.
    let first = state(&site.path("public"));
    done(site.root(), &["build"]);
    assert_eq!(first, state(&site.path("public")));
}

#[test]
fn root_and_output_can_be_elsewhere() {
    let (site, elsewhere) = (Site::small(), tempfile::tempdir().unwrap());
    let root = site.root().to_str().unwrap();
    done(elsewhere.path(), &["build", "--root", root, "--output", "deep/er/site", "--base-url", BASE_URL]);
    assert!(elsewhere.path().join("deep/er/site/articles/one/index.html").is_file());
    assert!(!site.path("public").exists());
    done(elsewhere.path(), &["build", "--root", root]);
    assert!(site.path("public/index.html").is_file(), "public/ is in the site's folder");
}

#[test]
fn the_base_url_of_the_command_line_wins() {
    let site = Site::small().with("nutgraf.yaml", "base_url: https://one.example/\n");
    done(site.root(), &["build"]);
    assert!(fs::read_to_string(site.path("public/feed.xml")).unwrap().contains("https://one.example/articles/one/"));
    done(site.root(), &["build", "--base-url", "https://two.example/sub"]);
    let feed = fs::read_to_string(site.path("public/feed.xml")).unwrap();
    assert!(feed.contains("https://two.example/sub/articles/one/") && !feed.contains("one.example"));
    let page = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(page.contains("href=\"/sub/articles/one/\""));
}

#[test]
fn drafts_and_dates_follow_the_options() {
    let dated =
        |date: &str, more: &str| format!("---\ntitle: T\nsummary: S\ndate: {date}\ntakeaways: [A]\n{more}---\n");
    let site = Site::small()
        .with("content/articles/draft.md", &dated("2026-01-01", "draft: true\n"))
        .with("content/articles/later.md", &dated("2030-01-01", ""));
    let built = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = command(site.root(), &["build", "--base-url", BASE_URL]);
        command.args(arguments);
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        let run = finished(&mut command);
        assert_eq!(run.status, 0, "{run:?}");
        ["draft", "later"].map(|name| site.path("public/articles").join(name).exists())
    };
    assert_eq!(built(&["--now", "2027-01-01"], None), [false, false]);
    assert_eq!(built(&["--now", "2027-01-01", "--drafts"], None), [true, false]);
    assert_eq!(built(&["--now", "2027-01-01", "--future"], None), [false, true]);
    assert_eq!(built(&["--now", "2027-01-01", "-D", "-F"], None), [true, true]);
    assert_eq!(built(&["--now", "2030-01-01T00:00:00Z"], None), [false, true]);
    assert_eq!(built(&["--now", "2029-12-31T23:59:59Z"], None), [false, false]);
    assert_eq!(built(&[], Some("1893456000")), [false, true], "2030-01-01");
    assert_eq!(built(&[], Some("1893455999")), [false, false], "a second before");
    assert_eq!(built(&["--now", "2027-01-01"], Some("1893456000")), [false, false], "what is typed wins");
}

// Mistakes

#[test]
fn a_mistake_leaves_the_old_site_and_the_status_says_so() {
    let site = Site::small();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    let before = state(&site.path("public"));
    site.write("content/articles/wrong.md", b"---\ntitle: Wrong\nsummary: S\ndate: 2026-13-01\ncountries: [KZ]\n---\n");
    site.write("content/articles/new.md", article("New", "Text").as_bytes());
    let run = run(site.root(), &["build", "--base-url", BASE_URL]);
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("error[invalid-date]") && run.err.contains("content/articles/wrong.md:4:7"),
        "{}",
        run.err
    );
    let line = run.err.lines().last().unwrap();
    assert!(line.starts_with("1 error and 1 warning: nothing was written"), "{line}");
    assert_eq!(state(&site.path("public")), before);
    fs::remove_file(site.path("content/articles/wrong.md")).unwrap();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    assert!(site.path("public/articles/new/index.html").is_file());
}

#[test]
fn a_mistake_in_a_first_build_writes_nothing() {
    let site = site_with_mistakes();
    assert_eq!(run(site.root(), &["build"]).status, 1);
    assert_eq!(names_in(site.root()), [".nutgraf", "content"]);
}

#[test]
fn what_left_the_site_leaves_public() {
    let site = Site::small().with("content/articles/two.md", &article("Two", "Text"));
    done(site.root(), &["build", "--base-url", BASE_URL]);
    fs::remove_file(site.path("content/articles/two.md")).unwrap();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    assert!(!site.path("public/articles/two").exists());
    assert!(site.path("public/articles/one").exists());
}

#[test]
fn warnings_can_be_denied() {
    let site = Site::small();
    let warned = done(site.root(), &["build"]);
    assert!(warned.err.contains("warning[no-base-url]") && warned.err.contains("with 1 warning"), "{}", warned.err);
    let denied = run(site.root(), &["build", "--deny-warnings"]);
    assert_eq!(denied.status, 1);
    assert!(denied.err.contains("error[no-base-url]"), "{}", denied.err);
    assert_eq!(run(site.root(), &["check", "--deny-warnings"]).status, 1);
    assert_eq!(run(site.root(), &["check", "--deny-warnings", "--base-url", BASE_URL]).status, 0);
}

#[test]
fn json_is_one_object_a_line() {
    let run = run(site_with_mistakes().root(), &["build", "--format", "json"]);
    assert_eq!(run.status, 1);
    let objects: Vec<Json> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 3, "{}", run.out);
    let date = objects.iter().find(|object| object["code"] == "invalid-date").unwrap();
    assert_eq!(date["severity"], "error");
    assert_eq!(date["path"], "content/articles/wrong.md");
    assert_eq!(["line", "column", "end_line", "end_column"].map(|key| date[key].as_u64()), [4, 7, 4, 17].map(Some));
    assert!(date["message"].is_string() && date["help"].is_string());
    let base = objects.iter().find(|object| object["code"] == "no-base-url").unwrap();
    assert!(["path", "line", "column", "end_line", "end_column"].iter().all(|key| base[key].is_null()), "{base}");
    assert!(!run.err.contains("error["), "the report is not printed twice: {}", run.err);
}

#[test]
fn sarif_is_one_document() {
    let run = run(site_with_mistakes().root(), &["check", "--format", "sarif"]);
    assert_eq!(run.status, 1);
    let sarif: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
    }
    let date = results.iter().find(|result| result["ruleId"] == "invalid-date").unwrap();
    let place = &date["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/articles/wrong.md");
    assert_eq!(place["region"]["startLine"], 4);
}

#[test]
fn github_is_a_command_a_line() {
    let run = run(site_with_mistakes().root(), &["check", "--format", "github"]);
    assert_eq!(run.status, 1);
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.out);
    let place = "::error file=content/articles/wrong.md,line=4,endLine=4,col=7,endColumn=17,title=invalid-date::";
    assert!(lines.iter().any(|line| line.starts_with(place)), "{}", run.out);
    assert!(lines.iter().any(|line| line.starts_with("::warning title=no-base-url::")), "{}", run.out);
}

#[test]
fn a_fine_site_prints_nothing_for_programs() {
    let site = Site::small();
    for format in ["json", "github"] {
        assert_eq!(done(site.root(), &["check", "--base-url", BASE_URL, "--format", format]).out, "");
    }
}

#[test]
fn no_colour_is_written_where_nobody_sees_it() {
    let run = run(site_with_mistakes().root(), &["build"]);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains('\r'), "{:?}", run.err);
}

// The output folder, and the machine

#[test]
fn what_nutgraf_did_not_make_is_not_replaced() {
    let site = Site::small().with("public/thesis.txt", "years of work").with("file", "x");
    for output in ["public", ".", "content", "content/articles", "static/site", "file", "..", "public/../content"] {
        let run = run(site.root(), &["build", "--output", output, "--base-url", BASE_URL]);
        assert_eq!(run.status, 2, "{output}: {run:?}");
        assert!(run.err.contains("--output"), "{output}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(site.path("public/thesis.txt")).unwrap(), "years of work");
    assert_eq!(state(site.root()).len(), 3, "nothing was written");
    fs::create_dir(site.path("empty")).unwrap();
    done(site.root(), &["build", "--output", "empty", "--base-url", BASE_URL]);
    done(site.root(), &["build", "--output", "empty", "--base-url", BASE_URL]);
}

#[test]
fn where_nothing_can_be_written_the_machine_failed() {
    let site = Site::small().with("file", "x");
    let run = run(site.root(), &["build", "--output", "file/below", "--base-url", BASE_URL]);
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.err.contains("file"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path("file")).unwrap(), "x");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_the_machines_failure() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::small();
    done(site.root(), &["build", "--base-url", BASE_URL]);
    let before = state(&site.path("public"));
    let file = site.path("content/articles/one.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&file).is_ok() {
        // The superuser may read everything; what it may not is a file that ends while it is read.
        return;
    }
    let run = run(site.root(), &["build", "--base-url", BASE_URL]);
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.err.contains("one.md"), "{}", run.err);
    assert_eq!(state(&site.path("public")), before);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["build", "check", "serve"] {
        let run = run(folder.path(), &[command, "--root", "nowhere"]);
        assert_ne!(run.status, 0);
        assert!(run.err.contains("nowhere"), "{run:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

// check, explain

#[test]
fn check_reports_as_build_would_and_writes_nothing() {
    let site = Site::small();
    let before = state(site.root());
    let run = done(site.root(), &["check", "--base-url", BASE_URL]);
    assert_eq!(run.err.lines().last().unwrap(), "Checked 1 explainer, 7 pages in all: nothing wrong");
    assert_eq!(state(site.root()), before);

    let site = site_with_mistakes().with("templates/home.html", "{% if %}");
    let (checked, built) = (self::run(site.root(), &["check"]), self::run(site.root(), &["build"]));
    assert_eq!((checked.status, built.status), (1, 1));
    let report = |run: &Run| run.err.rsplit_once("\n\n").unwrap().0.to_owned();
    assert_eq!(report(&checked), report(&built), "templates are checked too");
    assert!(checked.err.contains("error[template-syntax]"), "{}", checked.err);
    assert!(checked.err.lines().last().unwrap().ends_with("2 errors and 2 warnings"), "{}", checked.err);
}

#[test]
fn explain_lists_every_name_of_a_country() {
    let site = Site::small()
        .with("nutgraf.yaml", "countries: {TR: {name: Turkey, alternate_names: [Anatolia]}}\n")
        .with("content/countries/xs.md", "---\ncode: XS\nname: Northland\nalternate_names: [The North]\n---\n");
    let list = done(site.root(), &["explain", "--countries"]).out;
    let line = |code: &str| list.lines().find(|line| line.starts_with(code)).unwrap_or_else(|| panic!("no {code}"));
    assert!(list.lines().count() > 240, "all countries");
    assert!(line("KZ").contains("Kazakhstan"));
    assert!(line("TR").starts_with("TR  Turkey") && line("TR").contains("Anatolia"), "{}", line("TR"));
    assert!(line("XS").starts_with("XS  Northland") && line("XS").contains("The North"));
    let mut sorted: Vec<_> = list.lines().collect();
    sorted.sort_unstable();
    assert_eq!(list.lines().collect::<Vec<_>>(), sorted);
}

#[test]
fn explain_tells_each_name_in_a_file_and_why() {
    let site = Site::small().with("nutgraf.yaml", "countries: {TR: {name: Turkey}}\n");
    let site =
        site.with("content/articles/two.md", "---\ntitle: T\nsummary: S\ndate: 2026-01-01\n---\nPeru’s Kazakhs.\n");
    let told = done(site.root(), &["explain", "content/articles/two.md"]).out;
    let lines: Vec<_> = told.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[0], "content/articles/two.md: 2 mentions, 2 links, 0 kept out");
    assert_eq!(lines[1], "names Kazakhstan (KZ), Peru (PE)");
    assert_eq!(lines[2..], ["6:1 Peru Peru (PE) name linked", "6:8 Kazakhs Kazakhstan (KZ) people linked"]);

    let many =
        done(site.root(), &["explain", "--format", "json", "content/articles/one.md", "content/articles/two.md"]);
    let objects: Vec<serde_json::Value> =
        many.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1]["path"], "content/articles/two.md");
}

#[test]
fn explain_reads_a_bare_text_and_a_whole_article_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let explain = |text: &str| -> serde_json::Value {
        let arguments = ["explain", "--format", "json", "-"];
        let mut child = command(folder.path(), &arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let text = "# Norway\n\nThe **Saudi** Arabia of [Peru](x.md), [[KZ|there]]; the South China Sea.\n";
    let told = explain(text);
    assert_eq!(told["path"], "-");
    assert_eq!(told["countries"], serde_json::json!(["KZ", "NO", "PE", "SA"]));
    let rows: Vec<_> = told["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| {
            let place = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            assert_eq!(mention["text"], text[place("start")..place("end")]);
            (
                mention["text"].as_str().unwrap(),
                mention["entity"].as_str().unwrap(),
                mention["linked"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Norway", "country:NO", false),
            ("**Saudi** Arabia", "country:SA", true),
            ("Peru", "country:PE", false),
            ("there", "country:KZ", true),
        ]
    );
    assert_eq!(told["kept_out"][0]["text"], "South China Sea");
    assert_eq!(told["kept_out"][0]["rule"], "water");

    let article =
        "---\ntitle: Peru\nsummary: Chile\ntakeaways: [\"Oman\\u2019s\"]\nunlink: [Cuba]\n---\nCuba and Italy.\n";
    let told = explain(article);
    assert_eq!(told["countries"], serde_json::json!(["CL", "IT", "OM", "PE"]), "though it has no date: {told}");
    assert_eq!(told["kept_out"][0]["rule"], "unlink");

    assert_eq!(explain("See [[some-article|Peru’s step]].")["countries"], serde_json::json!(["PE"]));

    let nested = "> ```{note}\n> title: T\n> text: |\n>   Peru and [[KZ]]\n>\n>   ```{timeline}\n>   entries: [{date: 1992, title: Italy, text: Oman}]\n>   ```\n> ```\n";
    for mention in explain(nested)["mentions"].as_array().unwrap() {
        let place = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        let written = &nested[place("start")..place("end")];
        assert!(["Peru", "KZ", "Italy", "Oman"].contains(&written), "{mention}");
    }
    assert_eq!(explain("")["mentions"], serde_json::json!([]));

    let site = Site::small().with("content/articles/open.md", "---\ntitle: x\nFrance\n");
    let run = run(site.root(), &["explain", "content/articles/open.md"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[unclosed-front-matter]"), "{}", run.err);
}

#[test]
fn explain_says_which_file_cannot_be_read_and_goes_on() {
    let site = Site::small();
    fs::write(site.path("latin.md"), b"Per\xfa").unwrap();
    let run = run(site.root(), &["explain", "nosuch.md", "latin.md", "content/articles/one.md"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("nosuch.md") && run.err.contains("latin.md is not UTF-8"), "{}", run.err);
    assert!(run.out.starts_with("content/articles/one.md: "), "{}", run.out);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = command(folder.path(), &["explain", "--countries"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
