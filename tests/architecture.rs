//! Which room may use which. A room is a folder of `src/`; `src/lib.rs` is the map.
//!
//! The test reads every `use crate::…` and every path that begins so, outside of comments and of
//! the rooms' own tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The table, lowest rooms first: a room may use only rooms above it, so there are no cycles.
#[rustfmt::skip]
const MAY_USE: [(&str, &[&str]); 24] = [
    ("diagnostic", &[]),
    ("country",    &[]),
    ("output",     &[]),
    ("picture",    &[]),
    ("progress",   &[]),
    ("table",      &["diagnostic"]),
    ("value",      &["country"]),
    ("atlas",      &["country"]),
    ("card",       &["country"]),
    ("yaml",       &["diagnostic"]),
    ("source",     &["diagnostic"]),
    ("locale",     &["country", "value"]),
    ("gazetteer",  &["country", "diagnostic", "value"]),
    ("config",     &["country", "diagnostic", "value", "yaml"]),
    ("document",   &["config", "country", "diagnostic", "gazetteer", "table", "value", "yaml"]),
    ("ledger",     &["diagnostic", "document", "picture", "table"]),
    ("index",      &["atlas", "country", "diagnostic", "document", "gazetteer", "picture", "table", "value"]),
    ("view",       &["atlas", "card", "country", "document", "gazetteer", "index", "locale", "picture", "table", "value"]),
    ("render",     &["card", "country", "diagnostic", "locale", "picture", "view"]),
    ("search",     &["view"]),
    ("build",      &["diagnostic", "country", "ledger", "output", "value", "source", "locale", "gazetteer", "config", "document",
                     "index", "picture", "table", "view", "render", "search", "progress"]),
    ("publish",    &["config", "output", "progress", "value"]),
    ("serve",      &["build", "diagnostic", "value"]),
    ("cli",        &["build", "config", "diagnostic", "document", "gazetteer", "output", "progress", "publish", "serve", "value"]),
];

/// Where only a part of another room may be used: who, of whom, what.
const ONLY: [(&str, &str, &[&str]); 2] =
    [("document", "config", &["HtmlPolicy", "Autolink", "AUTOLINK"]), ("cli", "config", &["PublishTarget"])];

/// What touches the machine, and which rooms may; `""` is `src/main.rs`.
#[rustfmt::skip]
const MACHINE: [(&str, &[&str], &[&str]); 6] = [
    ("prints",             &["cli"],
        &["println!", "print!", "eprintln!", "eprint!", "dbg!", "io::stdout", "io::stderr"]),
    ("reads the clock",    &["cli", "publish", "serve"],
        &["SystemTime::now", "Timestamp::now", "Instant::now", "Zoned::now"]),
    ("reads the environment", &["", "cli", "publish"],
        &["std::env", "env::var", "env::args", "env::current_dir", "TimeZone::system"]),
    ("touches files",      &["source", "ledger", "output", "publish", "serve"],
        &["std::fs", "fs::", "File::open", "File::create", "OpenOptions", "WalkDir", ".read_dir(", ".canonicalize("]),
    ("asks for files",     &["source", "ledger", "output", "publish", "serve", "build"],
        &[".exists()", ".is_file()", ".is_dir()", ".try_exists(", ".metadata()"]),
    ("opens sockets or starts programs", &["serve", "cli", "publish"],
        &["std::net::Tcp", "TcpListener", "TcpStream", "UdpSocket", "process::Command"]),
];

// Reading the code

/// A source file, without comments, strings and its own tests.
struct File {
    path: String,
    room: String,
    /// How many modules deep it is: `src/view/mod.rs` is 1, `src/document/prose/walk.rs` is 3.
    depth: usize,
    code: String,
}

fn src() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files() -> Vec<File> {
    let entries = walkdir::WalkDir::new(src()).sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    // A file of tests, as against one that ends with them.
    let rust = rust.filter(|entry| entry.file_name() != "tests.rs");
    rust.map(|entry| {
        let path = entry.path().strip_prefix(src()).unwrap().to_string_lossy().replace('\\', "/");
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").collect();
        let room = path.split_once('/').map_or("", |(room, _)| room).to_owned();
        File { room, depth: parts.len(), code: code(&fs::read_to_string(entry.path()).unwrap()), path }
    })
    .collect()
}

/// The code of a file: its comments and strings blanked, its tests cut off.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => string_length(rest, "\""),
            'r' if rest.starts_with("r\"") => 2 + rest[2..].find('"').unwrap() + 1,
            'r' if rest.starts_with("r#\"") => 3 + rest[3..].find("\"#").unwrap() + 2,
            '\'' if character_length(rest) > 0 => character_length(rest),
            _ => {
                code.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        code.push(' ');
        rest = &rest[length..];
    }
    code
}

/// The length of the string literal at the beginning of `text`.
fn string_length(text: &str, quote: &str) -> usize {
    let mut at = quote.len();
    while !text[at..].starts_with(quote) {
        let escape = usize::from(text[at..].starts_with('\\'));
        at += escape;
        at += text[at..].chars().next().unwrap().len_utf8();
    }
    at + quote.len()
}

/// The length of the character literal there; 0 for a lifetime.
fn character_length(text: &str) -> usize {
    let escaped = text[1..].starts_with('\\');
    let end = match escaped {
        true => text[3..].find('\'').map(|at| at + 3),
        false => text[1..].char_indices().nth(1).map(|(at, _)| at + 1),
    };
    end.filter(|at| text[*at..].starts_with('\'')).map_or(0, |at| at + 1)
}

/// The paths below `crate::` that a file uses, groups taken apart: `crate::{a::{b, c}, d}` is
/// `a::b`, `a::c` and `d`. `pub(in crate::…)` is not a use.
fn crate_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].trim_end();
        let part_of_name = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        if !part_of_name && !before.ends_with("(in") && !before.ends_with("pub(in") {
            let after = &code[at + "crate::".len()..];
            expand("", after, &mut paths);
        }
    }
    paths
}

/// Takes one path, or one group of paths, from the beginning of `text`; returns what is left.
fn expand<'t>(prefix: &str, text: &'t str, paths: &mut Vec<String>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut inner) = text.strip_prefix('{') {
        loop {
            inner = expand(prefix, inner, paths).trim_start();
            // `as name`
            if inner.starts_with("as ") {
                inner = inner.trim_start_matches(|c: char| c != ',' && c != '}');
            }
            match inner.strip_prefix(',') {
                Some(more) if !more.trim_start().starts_with('}') => inner = more,
                more => {
                    let rest = more.unwrap_or(inner).trim_start();
                    return rest.strip_prefix('}').expect("a group is closed");
                }
            }
        }
    }
    let name = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '*'))).unwrap_or(text.len());
    let (name, rest) = text.split_at(name);
    let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
    match rest.strip_prefix("::") {
        Some(more) if more.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '{' | '*')) => {
            expand(&path, more, paths)
        }
        _ => {
            paths.push(path);
            rest
        }
    }
}

fn room_of(path: &str) -> &str {
    path.split("::").next().unwrap()
}

/// Who uses whom, and where.
fn graph() -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut graph: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for file in files() {
        for path in crate_paths(&file.code) {
            let room = room_of(&path).to_owned();
            if room != file.room {
                graph.entry((file.room.clone(), room)).or_default().insert(file.path.clone());
            }
        }
    }
    graph
}

// What must hold

#[test]
fn the_code_is_read_as_it_is_written() {
    let code = code(concat!(
        "use crate::{a::{B, c::D as E}, f};\n/// [`crate::no`]\n// crate::no\nlet x = \"crate::no \\\" crate::no\";\n",
        "pub(in crate::no) fn g<'a>(y: char) -> crate::h::I<'a> { let q = '\"'; crate::j::k!(\"\") }\n",
        "#[cfg(test)]\nmod tests { use crate::no; }\n",
    ));
    assert_eq!(crate_paths(&code), ["a::B", "a::c::D", "f", "h::I", "j::k"]);
}

#[test]
fn every_folder_of_src_is_a_room_of_the_table() {
    let rooms: BTreeSet<String> = files().into_iter().map(|file| file.room).filter(|room| !room.is_empty()).collect();
    let table: BTreeSet<String> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, table);
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let wrong: Vec<_> = graph()
        .into_iter()
        // The library's root and the binary name the rooms.
        .filter(|((room, other), _)| !room.is_empty() && !table[room.as_str()].contains(&other.as_str()))
        .map(|((room, other), files)| format!("{room} uses {other}: {files:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_the_table_allows_is_used() {
    let graph = graph();
    let unused: Vec<_> = MAY_USE
        .iter()
        .flat_map(|(room, others)| others.iter().map(|other| ((*room).to_owned(), (*other).to_owned())))
        .filter(|edge| !graph.contains_key(edge))
        .collect();
    assert!(unused.is_empty(), "the table can be narrowed: {unused:?}");
}

#[test]
fn arrows_point_one_way() {
    for (at, (room, others)) in MAY_USE.iter().enumerate() {
        for other in *others {
            let below = MAY_USE[..at].iter().any(|(name, _)| name == other);
            assert!(below, "{room} may use {other}, which does not stand above it");
        }
    }
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((room, other), _) in graph() {
        left.entry(other.clone()).or_default();
        left.entry(room).or_default().insert(other);
    }
    while let Some(room) = left.iter().find(|(_, others)| others.is_empty()).map(|(room, _)| room.clone()) {
        left.remove(&room);
        for others in left.values_mut() {
            others.remove(&room);
        }
    }
    assert!(left.is_empty(), "these rooms use one another: {left:?}");
}

#[test]
fn a_room_that_may_use_a_part_uses_that_part() {
    for (room, other, parts) in ONLY {
        for file in files().into_iter().filter(|file| file.room == room) {
            for path in crate_paths(&file.code).iter().filter(|path| room_of(path) == other) {
                let part = path.split("::").nth(1).unwrap_or("*");
                assert!(parts.contains(&part), "{}: {path}", file.path);
            }
        }
    }
}

#[test]
fn super_does_not_lead_out_of_a_room() {
    for file in files().iter().filter(|file| !file.room.is_empty()) {
        let deepest = file.code.match_indices("super::").filter(|(at, _)| !file.code[..*at].ends_with("super::"));
        for (at, _) in deepest {
            let levels = file.code[at..].split("::").take_while(|part| *part == "super").count();
            assert!(levels < file.depth, "{}: {}", file.path, file.code[at..].lines().next().unwrap());
        }
    }
}

#[test]
fn only_a_few_rooms_touch_the_machine() {
    let mut wrong = Vec::new();
    for file in files() {
        for (what, rooms, words) in MACHINE {
            let found = words.iter().filter(|word| contains_word(&file.code, word));
            if !rooms.contains(&file.room.as_str()) {
                wrong.extend(found.map(|word| format!("src/{} {what}: {word}", file.path)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// `word` where it does not continue a longer name.
fn contains_word(code: &str, word: &str) -> bool {
    let starts = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| word.starts_with('.') || starts(at))
}

/// Paths that exist only where this was written.
#[test]
fn no_file_of_the_repository_names_a_place_outside_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outside = [["..", "shared"].join("/"), ["", "work", ""].join("/")];
    let not_ours = ["target", ".git", "node_modules", "public", ".nutgraf"];
    let entries = walkdir::WalkDir::new(root).into_iter();
    let entries = entries.filter_entry(|entry| !not_ours.contains(&&*entry.file_name().to_string_lossy()));
    let mut wrong = Vec::new();
    let mut read = 0;
    for entry in entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let text = fs::read(entry.path()).unwrap();
        let text = String::from_utf8_lossy(&text);
        read += 1;
        wrong
            .extend(outside.iter().filter(|place| text.contains(*place)).map(|place| (entry.path().to_owned(), place)));
    }
    assert!(read > 100, "the repository is not found");
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Whoever installs the browser tests' packages takes them from a registry of their own choice.
#[test]
fn lockfiles_name_no_registry_of_packages() {
    let lockfile = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/package-lock.json"));
    let lockfile = lockfile.unwrap();
    assert!(
        lockfile.contains("sha512-") && !lockfile.contains("\"resolved\""),
        "write it anew with tests/browser/.npmrc in place"
    );
}
