//! `nutgraf serve`: what it answers, and what it tells the pages that are open in browsers.
//!
//! Nothing here sleeps: a test waits for an event, or for a line that the preview says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use support::{Site, article, binary, files_below};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

/// Longer than any machine needs: a test that waits this long has failed.
const DEADLINE: Duration = Duration::from_mins(1);

/// A preview that ends with the test.
struct Preview {
    child: Child,
    host: String,
    /// The lines it says, from its start.
    said: Receiver<String>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its first line and headers, and its body.
struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Preview {
    /// Starts one on a port of the system's choice, and waits until it says that it listens.
    fn of(site: &Site) -> Self {
        let mut child = command(site.root(), &["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (say, said) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(say.send(line))));
        let mut preview = Self { child, host: String::new(), said };
        let line = preview.wait_to_hear("http://");
        let url = line.split("http://").nth(1).unwrap();
        url.split('/').next().unwrap().clone_into(&mut preview.host);
        preview
    }

    /// Waits until it says a line with this in it.
    fn wait_to_hear(&self, part: &str) -> String {
        let mut heard = Vec::new();
        loop {
            match self.said.recv_timeout(DEADLINE) {
                Ok(line) if line.contains(part) => return line,
                Ok(line) => heard.push(line),
                Err(error) => panic!("{error}: `{part}` was not said, but\n{}", heard.join("\n")),
            }
        }
    }

    /// Opens a page as a browser does: loads it, and asks for what happens to it.
    fn open(&self, path: &str) -> Events {
        self.events(&self.loaded(path))
    }

    /// Loads a page; with what it then asks for what happens to it.
    fn loaded(&self, path: &str) -> String {
        let page = self.get(path);
        let said = |name: &str| page.body.split(&format!(" data-{name}=\"")).nth(1)?.split('"').next();
        let said = |name| said(name).map(|value| format!("&{name}={value}")).unwrap_or_default();
        format!("page={path}{}{}", said("version"), said("parts"))
    }

    fn events(&self, query: &str) -> Events {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        // With the older version of HTTP the answer comes as it is, without chunks.
        let request = format!("GET /.nutgraf/events?{query} HTTP/1.0\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream).lines())
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer { head: head.to_owned(), body: body.to_owned() }
    }

    fn with_host(&self, method: &str, path: &str, host: &str) -> Answer {
        self.ask(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.with_host("GET", path, &self.host)
    }
}

// What is answered

#[test]
fn serve_sends_what_a_host_would() {
    let settings = concat!(
        "title: T\nheaders:\n  /*: {x-frame-options: DENY}\n",
        "  /articles/*: {Content-Security-Policy: \"default-src 'none'\"}\n",
    );
    let site = Site::small().with("nutgraf.yaml", settings);
    let preview = Preview::of(&site);
    let home = preview.get("/");
    assert_eq!(home.header("x-frame-options"), Some("DENY"));
    assert_eq!(home.header("referrer-policy"), Some("strict-origin-when-cross-origin"));
    assert_eq!(home.header("cache-control"), Some("no-store"));
    assert!(home.body.contains("href=\"/nutgraf.css\""), "stylesheets are exchanged by their names");
    let article = preview.get("/articles/one/");
    assert_eq!(article.header("content-security-policy"), Some("default-src 'none'"));
    assert!(preview.get("/search/").header("content-security-policy").unwrap().contains("'wasm-unsafe-eval'"));
}

#[test]
fn serve_shows_the_site_from_memory() {
    let site = Site::small()
        .with("content/articles/draft.md", &article("Draft", "Unfinished.").replace("---\nUn", "draft: true\n---\nUn"))
        .with("content/қазақ.md", "# Қазақ\n")
        .with("static/files/a.txt", "A file.");
    let preview = Preview::of(&site);

    let home = preview.get("/");
    assert_eq!(home.status(), 200);
    assert_eq!(home.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(home.header("content-security-policy").unwrap().starts_with("default-src 'self'"));
    assert!(home.body.contains("href=\"/articles/one/\""));
    assert!(preview.get("/articles/one/").body.contains("A sentence."));
    assert!(preview.get("/articles/one/?utm=1").body.contains("A sentence."));
    assert_eq!(preview.get("/nutgraf.css").header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(preview.get("/files/a.txt").body, "A file.");
    assert!(preview.get("/%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B/").body.contains("Қазақ"));
    assert!(preview.get("/feed.xml").body.contains(&format!("http://{}/articles/one/", preview.host)));

    let draft = preview.get("/articles/draft/");
    assert!(
        draft.body.contains("Unfinished.") && draft.body.contains("This is a draft."),
        "drafts are shown, and marked"
    );
    assert!(!site.path("public").exists(), "public is not touched");
}

#[test]
fn serve_answers_what_is_not_there() {
    let site = Site::small().with("content/қазақ.md", "# Қазақ\n");
    let preview = Preview::of(&site);
    let missing = preview.get("/nothing/");
    assert_eq!(missing.status(), 404);
    assert!(missing.body.contains("This page is not here"), "the site's own page");
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/content/articles/one.md",
        "/content/articles/one.md",
        "/articles/one/..",
        "/articles%2fone/",
        "/articles/one%2findex.html",
        "/..%5ccontent%5carticles%5cone.md",
        "/articles\\one/",
        "/articles//one/",
        "/.nutgraf/../nutgraf.css",
        "/%00",
        "/%ff",
    ] {
        assert_eq!(preview.get(path).status(), 404, "{path}");
    }
    let moved = preview.get("/articles/one");
    assert_eq!((moved.status(), moved.header("location")), (307, Some("/articles/one/")));
    let moved = preview.get("/%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B");
    assert_eq!((moved.status(), moved.header("location")), (307, Some("/%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B/")));
}

#[test]
fn serve_answers_only_its_own_address() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let port = preview.host.rsplit_once(':').unwrap().1.to_owned();
    for own in [preview.host.clone(), format!("localhost:{port}"), format!("127.0.0.1:{port}")] {
        assert_eq!(preview.with_host("GET", "/", &own).status(), 200, "{own}");
    }
    for foreign in ["example.org", "evil.example:80", &format!("evil.example:{port}"), "localhost", ""] {
        let answer = preview.with_host("GET", "/", foreign);
        assert_eq!(answer.status(), 403, "{foreign}");
        assert!(!answer.body.contains("explainer"), "{foreign}");
        for own in ["/.nutgraf/events?page=/", "/.nutgraf/live.js"] {
            assert_eq!(preview.with_host("GET", own, foreign).status(), 403, "{foreign} {own}");
        }
    }
    assert_eq!(preview.ask("GET / HTTP/1.0\r\n\r\n").status(), 403, "no host at all");
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(preview.with_host(method, "/", &preview.host).status(), 405, "{method}");
    }
    let head = preview.with_host("HEAD", "/", &preview.host);
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = command(Site::small().root(), &["serve", "--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("port {port} is in use")), "{said}");
}

// What happens to open pages

/// What a page that is open is told.
struct Events(Lines<BufReader<TcpStream>>);

impl Events {
    /// The next event of that name: its data. Others before it are no matter.
    fn wait_for(&mut self, name: &str) -> String {
        let event = format!("event: {name}");
        let begun = Instant::now();
        // Lines that only keep the connection alive come too.
        let mut lines = self.0.by_ref().map(Result::unwrap).take_while(|_| begun.elapsed() < DEADLINE);
        assert!(lines.any(|line| line == event), "no {name} came");
        let data = self.0.next().unwrap().unwrap();
        data.strip_prefix("data:").unwrap().trim().to_owned()
    }

    /// Reads to the end, which comes with the preview's.
    fn end(self) {
        self.0.for_each(drop);
    }
}

/// Writes beside and renames, as many editors save.
fn save_by_rename(site: &Site, path: &str, text: &str) {
    let beside = site.path(&format!("{path}.new~"));
    fs::write(&beside, text).unwrap();
    fs::rename(beside, site.path(path)).unwrap();
}

const ONE: &str = "content/articles/one.md";

#[test]
fn an_edit_reloads_the_page_that_shows_it() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/one/");
    page.wait_for("mended");
    site.write(ONE, article("One", "Another sentence.").as_bytes());
    page.wait_for("reload");
    assert!(preview.get("/articles/one/").body.contains("Another sentence."));
    let line = preview.wait_to_hear("changed");
    assert!(line.starts_with("changed content/articles/one.md: ") && line.ends_with(" ms"), "{line}");

    let mut page = preview.open("/articles/one/");
    save_by_rename(&site, ONE, &article("One", "A third sentence."));
    page.wait_for("reload");
    assert!(preview.get("/articles/one/").body.contains("A third sentence."));
}

/// The name of the index, which is that of what it holds.
fn index(preview: &Preview) -> String {
    let entry = preview.get("/search/pagefind/pagefind-entry.json");
    assert_eq!(entry.status(), 200);
    entry.body.split("\"hash\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn the_search_follows_what_is_written() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let allows =
        |path: &str| preview.get(path).header("content-security-policy").unwrap().contains("'wasm-unsafe-eval'");
    assert!(allows("/search/") && allows("/search/pagefind/pagefind.js") && !allows("/"));
    let before = index(&preview);
    let status = |hash: &str| {
        let path = format!("/search/pagefind/pagefind.{hash}.pf_meta");
        preview.with_host("HEAD", &path, &preview.host).status()
    };
    assert_eq!(status(&before), 200);
    assert_eq!(index(&preview), before);
    let mut page = preview.open("/articles/one/");
    site.write(ONE, article("One", "A ceasefire.").as_bytes());
    page.wait_for("reload");
    let after = index(&preview);
    assert_ne!(after, before);
    assert_eq!((status(&before), status(&after)), (404, 200));
    let mut page = preview.open("/");
    site.write("nutgraf.yaml", b"search: false\n");
    page.wait_for("reload");
    assert_eq!(preview.get("/search/pagefind/pagefind.js").status(), 404);
    assert_eq!(preview.get("/search/").status(), 404);
}

#[test]
fn a_page_that_was_loaded_before_a_change_reloads_when_it_connects() {
    let site = Site::small();
    let preview = Preview::of(&site);
    preview.events("page=/articles/one/&version=1").wait_for("reload");
    preview.events("page=/nothing/&version=1").wait_for("reload");
}

#[test]
fn a_stylesheet_is_no_reason_to_reload() {
    let site = Site::small().with("static/x.css", "p { color: red }");
    let preview = Preview::of(&site);
    let mut page = preview.open("/");
    assert_eq!(preview.get("/x.css").body, "p { color: red }");
    site.write("static/x.css", b"p { color: green }");
    page.wait_for("css");
    assert_eq!(preview.get("/x.css?nutgraf=1").body, "p { color: green }");
}

#[test]
fn what_changes_before_a_page_is_connected_is_told() {
    let site = Site::small().with("static/x.css", "p { color: red }").with("static/x.svg", "<svg/>");
    let preview = Preview::of(&site);
    preview.get("/x.css");
    let mut other = preview.open("/");
    let query = preview.loaded("/");
    site.write("static/x.css", b"p { color: green }");
    other.wait_for("css");
    preview.events(&query).wait_for("css");

    preview.get("/x.svg");
    let query = preview.loaded("/");
    site.write("static/x.svg", b"<svg></svg>");
    other.wait_for("reload");
    preview.events(&query).wait_for("reload");
}

#[test]
fn a_picture_that_changes_is_shown() {
    let site = Site::small().with("static/x.svg", "<svg/>");
    let preview = Preview::of(&site);
    let mut page = preview.open("/");
    preview.get("/x.svg");
    site.write("static/x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    page.wait_for("reload");
}

#[test]
fn mistakes_are_shown_and_go_when_they_are_mended() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/one/");
    site.write(ONE, article("One", "A sentence.").replace("takeaways", "takeaway").as_bytes());
    let told: Json = serde_json::from_str(&page.wait_for("mistakes")).unwrap();
    let mistake = &told["errors"][0];
    assert_eq!(mistake["code"], "unknown-key");
    assert_eq!((&mistake["place"]["path"], &mistake["place"]["line"]), (&ONE.into(), &5.into()));
    assert_eq!(mistake["place"]["excerpt"][1], "takeaway");
    assert!(mistake["label"].as_str().unwrap().contains("`takeaways`"), "{mistake}");
    preview.wait_to_hear("error[unknown-key]");
    preview.open("/").wait_for("mistakes");

    site.write(ONE, article("One", "A sentence.").as_bytes());
    page.wait_for("mended");
    preview.wait_to_hear("mended");
}

#[test]
fn serve_starts_with_mistakes_and_shows_them_where_the_page_would_be() {
    let site = Site::small().with("content/articles/wrong.md", "---\ntitle: [\n---\n");
    let preview = Preview::of(&site);
    let page = preview.get("/articles/wrong/");
    assert_eq!(page.status(), 500);
    assert!(page.body.contains("/.nutgraf/live.js"));
    assert!(preview.get("/articles/one/").body.contains("A sentence."), "the others are there");

    let mut page = preview.open("/articles/wrong/");
    assert!(page.wait_for("mistakes").contains("content/articles/wrong.md"));
    site.write("content/articles/wrong.md", article("Right", "It is right.").as_bytes());
    page.wait_for("reload");
    assert!(preview.get("/articles/wrong/").body.contains("It is right."));
}

#[test]
fn a_page_goes_with_its_file_and_comes_back() {
    let site = Site::small().with("content/articles/two.md", &article("Two", "A sentence."));
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/one/");
    fs::remove_file(site.path(ONE)).unwrap();
    page.wait_for("reload");
    let mut page = preview.open("/articles/one/");
    assert_eq!(preview.get("/articles/one/").status(), 404);
    site.write(ONE, article("One", "It is back.").as_bytes());
    page.wait_for("reload");
    assert!(preview.get("/articles/one/").body.contains("It is back."));
}

#[test]
fn folders_come_and_go() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/two/");
    site.write("content/articles/a/b/two.md", article("Two", "In a new folder.").as_bytes());
    page.wait_for("reload");
    let mut page = preview.open("/articles/two/");
    site.write("content/articles/a/b/two.md", article("Two", "The folder is watched.").as_bytes());
    page.wait_for("reload");
    let mut page = preview.open("/articles/two/");
    fs::rename(site.path("content/articles/a"), site.path("aside")).unwrap();
    page.wait_for("reload");
    let mut page = preview.open("/articles/two/");
    fs::rename(site.path("aside"), site.path("content/articles/c")).unwrap();
    page.wait_for("reload");
    let mut page = preview.open("/articles/two/");
    fs::remove_dir_all(site.path("content/articles/c")).unwrap();
    page.wait_for("reload");
}

#[test]
fn a_content_folder_and_settings_may_come_later() {
    let site = Site::empty().with("one.md", &article("One", "At the root."));
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/two/");
    site.write("content/articles/two.md", article("Two", "In the folder.").as_bytes());
    page.wait_for("reload");
    let mut page = preview.open("/articles/two/");
    site.write("nutgraf.yaml", b"title: The Daily Test\n");
    page.wait_for("reload");
    assert!(preview.get("/articles/two/").body.contains("The Daily Test"));
    site.write("nutgraf.yaml", b"title: [\n");
    page.wait_for("mistakes");
    fs::remove_file(site.path("nutgraf.yaml")).unwrap();
    page.wait_for("mended");
}

#[test]
fn a_template_that_breaks_is_shown_and_mended() {
    let site = Site::small().with("templates/article.html", "<p>{{ page.title }}</p>");
    let preview = Preview::of(&site);
    let mut page = preview.open("/articles/one/");
    site.write("templates/article.html", b"<p>{{ page.title </p>");
    assert!(page.wait_for("mistakes").contains("templates/article.html"));
    site.write("templates/article.html", b"<h1>{{ page.title }}</h1>");
    page.wait_for("mended");
    assert!(preview.get("/articles/one/").body.contains("<h1>One</h1>"));
}

#[test]
fn a_template_that_fails_on_a_page_is_shown_and_the_last_good_page_stays() {
    let site = Site::small().with("templates/article.html", "<p>{{ page.title }}</p>");
    let preview = Preview::of(&site);
    assert!(preview.get("/articles/one/").body.contains("<p>One</p>"));
    let mut page = preview.open("/articles/one/");
    site.write("templates/article.html", b"<p>{{ page.titel }}</p>");
    assert!(page.wait_for("mistakes").contains("templates/article.html"));
    assert!(preview.get("/articles/one/").body.contains("<p>One</p>"));
    site.write("templates/article.html", b"<h1>{{ page.title }}</h1>");
    page.wait_for("mended");
    assert!(preview.get("/articles/one/").body.contains("<h1>One</h1>"));
}

#[test]
fn serve_stands_below_the_path_of_the_base_url() {
    let site = Site::small().with("nutgraf.yaml", "base_url: https://example.org/explainers/\n");
    let preview = Preview::of(&site);
    for path in ["/", "/explainers"] {
        assert_eq!(preview.get(path).header("location"), Some("/explainers/"), "{path}");
    }
    let page = preview.get("/explainers/articles/one/");
    assert!(page.body.contains("<script src=\"/explainers/.nutgraf/live.js\""), "{}", page.body);
    for own in ["/explainers/.nutgraf/live.js", "/explainers/.nutgraf/live.css"] {
        assert_eq!(preview.get(own).status(), 200, "{own}");
        assert_eq!(preview.with_host("GET", own, "evil.example").status(), 403, "{own}");
    }
    assert_eq!(preview.get("/articles/one/").status(), 404);
    let mut page = preview.open("/explainers/articles/one/");
    site.write(ONE, article("One", "Another sentence.").as_bytes());
    page.wait_for("reload");
}

#[test]
fn only_the_preview_has_the_script_and_nothing_is_written() {
    let site = Site::small();
    let preview = Preview::of(&site);
    assert!(preview.get("/").body.contains("/.nutgraf/live.js"));
    assert!(preview.get("/nothing/").body.contains("/.nutgraf/live.js"), "the page that says what is not there too");
    assert!(!preview.get("/feed.xml").body.contains(".nutgraf"));
    assert_eq!(files_below(site.root()).into_keys().collect::<Vec<_>>(), [ONE]);
    assert!(command(site.root(), &["build"]).output().unwrap().status.success());
    let built = files_below(&site.path("public")).into_values();
    let built: Vec<_> =
        built.filter(|file| fs::read(file).unwrap().windows(7).any(|part| part == b"live.js")).collect();
    assert!(built.is_empty(), "{built:?}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_pages_open() {
    let site = Site::small();
    let mut preview = Preview::of(&site);
    let mut page = preview.open("/");
    page.wait_for("mended");
    let id = preview.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(preview.child.wait().unwrap().code(), Some(0));
    page.end();
}
