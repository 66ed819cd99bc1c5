//! Makes the automata of names from the country dataset and `src/gazetteer/data/`, and the dataset quick to read, so
//! that a start costs little; tells Cargo that the default theme is part of the binary, and the binary which it is.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use xxhash_rust::xxh3::Xxh3;

#[path = "src/country/dataset.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses more of it")]
mod dataset;
#[path = "src/gazetteer/fold.rs"]
mod fold;
#[path = "src/gazetteer/trie.rs"]
mod trie;

use trie::{Starts, Trie};

type Outcome<T> = Result<T, Box<dyn Error>>;

const COUNTRIES: &str = "src/country/data/countries.json";
const DATA: &str = "src/gazetteer/data";
/// All that the program is made of.
const PARTS: [&str; 5] = ["src", "templates", "static", "Cargo.toml", "Cargo.lock"];

fn main() -> Outcome<()> {
    identify()?;
    let dataset = fs::read_to_string(COUNTRIES)?;
    let countries: Value = serde_json::from_str(&dataset)?;
    let countries = countries["countries"].as_array().ok_or("countries is a list")?;
    let names = read("names")?;
    let folder = env::var("OUT_DIR")?;
    let folder = Path::new(&folder);
    let dataset: dataset::Dataset = serde_json::from_str(&dataset)?;
    fs::write(folder.join("countries"), postcard::to_stdvec(&dataset)?)?;

    let mut english = Terms::default();
    english.add_countries(countries, &names)?;
    english.add_more(&names);
    english.add_guards(&read("guards")?);
    english.add_compounds(&read("compounds")?);
    english.write(folder, "names")?;

    let mut evidence = Terms::default();
    evidence.add_capitals(countries);
    let words = read("evidence")?;
    evidence.add_evidence(&words);
    evidence.write(folder, "evidence")?;
    write_opposed(&words, folder)?;

    let mut other_languages = Terms::default();
    other_languages.add_languages(countries, &read("languages")?);
    other_languages.write(folder, "languages")?;

    write_words(&names, &read("words")?, folder)
}

/// Tells the program what it is made of, so that it does not trust what another version has stored.
fn identify() -> Outcome<()> {
    let mut hash = Xxh3::new();
    for part in PARTS.into_iter().filter(|part| Path::new(part).exists()) {
        println!("cargo::rerun-if-changed={part}");
        add_files(Path::new(part), &mut hash)?;
    }
    println!("cargo::rustc-env=NUTGRAF_BUILD={:016x}", hash.digest());
    Ok(())
}

fn add_files(path: &Path, hash: &mut Xxh3) -> Outcome<()> {
    if path.is_dir() {
        let entries: Result<BTreeSet<_>, _> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect();
        return entries?.iter().try_for_each(|entry| add_files(entry, hash));
    }
    let bytes = fs::read(path)?;
    hash.update(path.to_string_lossy().replace('\\', "/").as_bytes());
    hash.update(&bytes.len().to_le_bytes());
    hash.update(&bytes);
    Ok(())
}

fn read(name: &str) -> Outcome<Value> {
    Ok(serde_yaml::from_str(&fs::read_to_string(Path::new(DATA).join(name).with_extension("yaml"))?)?)
}

/// What a phrase can be, by its folded form.
#[derive(Default)]
struct Terms {
    by_key: BTreeMap<String, BTreeSet<Term>>,
}

/// One meaning of a phrase, as the source of a constant.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    written: String,
    meaning: String,
}

impl Terms {
    fn add(&mut self, written: &str, meaning: String) {
        self.add_tagged("", written, meaning);
    }

    /// The tag is a language's, with what parts it from the name.
    fn add_tagged(&mut self, tag: &str, written: &str, meaning: String) {
        let written = fold::folded(written);
        self.by_key.entry(tag.to_owned() + &fold::key(&written)).or_default().insert(Term { written, meaning });
    }

    fn add_name(&mut self, written: &str, code: &str, kind: &str) {
        // A link's text is the name without its article.
        let written = written.strip_prefix("The ").unwrap_or(written);
        let meaning = country(code, kind);
        self.add(written, meaning.clone());
        let plain = fold::without_marks(written);
        if plain != fold::folded(written) {
            self.add(&plain, meaning);
        }
    }

    fn add_countries(&mut self, countries: &[Value], lists: &Value) -> Outcome<()> {
        let never: Vec<&str> = strings(&lists["never"]).collect();
        let former_not: Vec<&str> = strings(&lists["former_not"]).collect();
        for country in countries {
            let code = code(country).ok_or("alpha2 is a text")?;
            let names = [&country["name"], &country["official_name"]].into_iter().filter_map(Value::as_str);
            for name in names.chain(strings(&country["aliases"])).filter(|name| !never.contains(name)) {
                self.add_name(name, code, "Name");
            }
            for name in strings(&country["abbreviations"]).filter(|name| !never.contains(name)) {
                self.add_name(name, code, "Abbreviation");
            }
            for name in strings(&country["former_names"]).filter(|name| !former_not.contains(name)) {
                self.add_name(name, code, "Former");
            }
            self.add_demonyms(country, code, &never);
            for form in strings(&country["combining_forms"]) {
                self.add_name(form.trim_end_matches('-'), code, "Combining");
            }
        }
        Ok(())
    }

    fn add_demonyms(&mut self, country: &Value, code: &str, never: &[&str]) {
        for adjective in strings(&country["demonyms"]["adjectives"]).filter(|word| !never.contains(word)) {
            self.add_name(adjective, code, "Adjective");
        }
        for people in country["demonyms"]["people"].as_array().into_iter().flatten() {
            let words = [&people["one"], &people["many"]].into_iter().filter_map(Value::as_str);
            for word in words.filter(|word| !never.contains(word)) {
                self.add_name(word, code, "People");
            }
        }
    }

    fn add_more(&mut self, lists: &Value) {
        let kinds =
            [("names", "Name"), ("abbreviations", "Abbreviation"), ("adjectives", "Adjective"), ("people", "People")];
        for (code, lists) in entries(&lists["more"]) {
            for (key, kind) in kinds {
                for name in strings(&lists[key]) {
                    self.add_name(name, code, kind);
                }
            }
        }
    }

    fn add_guards(&mut self, guards: &Value) {
        for (reason, phrases) in entries(guards) {
            for phrase in strings(phrases) {
                self.add_guard("", phrase, reason);
            }
        }
    }

    fn add_compounds(&mut self, compounds: &Value) {
        for (name, nouns) in entries(&compounds["compounds"]) {
            for noun in strings(nouns) {
                self.add_guard("", &format!("{name} {noun}"), "idiom");
                // "Turkey recalls its envoy": behind a name, the plural can be a verb.
                let has_plural = !noun.ends_with('s') && noun.chars().all(|c| c.is_lowercase() || c == '-');
                if has_plural && name != "Turkey" {
                    self.add_guard("", &format!("{name} {noun}s"), "idiom");
                }
            }
        }
    }

    /// With a hyphen or a dash, if it has one.
    fn add_guard(&mut self, tag: &str, phrase: &str, reason: &str) {
        // "Mexican–American": a dash joins two countries, where a hyphen makes one people.
        let is_people = phrase.contains("n-American") && !phrase.contains("African");
        let dashed = if is_people { phrase.to_owned() } else { phrase.replace('-', "\u{2013}") };
        for phrase in [phrase.to_owned(), dashed] {
            self.add_tagged(tag, &phrase, format!("Meaning::Guard({reason:?})"));
        }
    }

    fn add_capitals(&mut self, countries: &[Value]) {
        for country in countries {
            let Some(code) = code(country) else { continue };
            let seats =
                country["other_seats"].as_array().into_iter().flatten().filter_map(|seat| seat["name"].as_str());
            let own = country["name"].as_str();
            for capital in country["capital"].as_str().into_iter().chain(seats).filter(|seat| Some(*seat) != own) {
                self.add(capital, format!("Meaning::Seat(*b\"{code}\")"));
            }
        }
    }

    fn add_evidence(&mut self, evidence: &Value) {
        for (code, lists) in entries(&evidence["evidence"]) {
            for (key, way) in [("for", "For"), ("against", "Against")] {
                for word in strings(&lists[key]) {
                    self.add(word, format!("Meaning::{way}(*b\"{code}\")"));
                }
            }
        }
    }

    fn add_languages(&mut self, countries: &[Value], lists: &Value) {
        for country in countries {
            let Some(code) = code(country) else { continue };
            for (language, name) in entries(&country["names"]) {
                let alternatives = strings(&country["names_alt"][language]);
                for name in name.as_str().into_iter().chain(alternatives) {
                    self.add_tagged(&format!("{language}:"), name, country_name(code));
                }
            }
            for endonym in country["endonyms"].as_array().into_iter().flatten() {
                if let (Some(language), Some(name)) = (endonym["lang"].as_str(), endonym["name"].as_str()) {
                    self.add_tagged(&format!("{language}:"), name, country_name(code));
                }
            }
        }
        for (language, list) in entries(&lists["guards"]) {
            for phrase in strings(list) {
                self.add_guard(&format!("{language}:"), phrase, "longer-name");
            }
        }
    }

    /// As Rust: the tree, which words its phrases begin with, and their meanings.
    fn write(&self, folder: &Path, name: &str) -> Outcome<()> {
        let keys: Vec<&[u8]> = self.by_key.keys().map(String::as_bytes).collect();
        let trie = Trie::of(&keys);
        let lower = |term: &&Term| !term.written.starts_with(char::is_uppercase);
        let in_lower_case = self.by_key.iter().filter(|(_, terms)| terms.iter().any(|term| lower(&term)));
        let in_lower_case: Vec<&[u8]> = in_lower_case.map(|(key, _)| key.as_bytes()).collect();
        let starts = Starts::of(&keys).0;
        let starts_in_lower_case = Starts::of(&in_lower_case).0;

        let mut source = String::from("Automaton {\n    trie: Trie {\n        nodes: Cow::Borrowed(&[\n");
        for node in trie.nodes.iter() {
            writeln!(source, "            {node:?},")?;
        }
        writeln!(source, "        ]),\n        texts: Cow::Borrowed(&{:?}),\n    }},", trie.texts)?;
        writeln!(source, "    starts: Starts(Cow::Borrowed(&{starts:?})),")?;
        writeln!(source, "    starts_in_lower_case: Starts(Cow::Borrowed(&{starts_in_lower_case:?})),")?;
        source.push_str("    terms: &[\n");
        for terms in self.by_key.values() {
            source.push_str("        &[");
            for term in terms {
                write!(source, "Term {{ written: {:?}, meaning: {} }}, ", term.written, term.meaning)?;
            }
            source.push_str("],\n");
        }
        source.push_str("    ],\n}\n");
        fs::write(folder.join(name).with_extension("rs"), source)?;
        Ok(())
    }
}

fn country(code: &str, kind: &str) -> String {
    format!("Meaning::Country {{ code: *b\"{code}\", kind: NameKind::{kind} }}")
}

fn country_name(code: &str) -> String {
    country(code, "Name")
}

fn code(country: &Value) -> Option<&str> {
    country["alpha2"].as_str()
}

/// The codes of the countries against which words speak, as Rust.
fn write_opposed(evidence: &Value, folder: &Path) -> Outcome<()> {
    let opposed = entries(&evidence["evidence"]).filter(|(_, lists)| strings(&lists["against"]).next().is_some());
    let codes: Vec<String> = opposed.map(|(code, _)| format!("*b{code:?}")).collect();
    fs::write(folder.join("opposed.rs"), format!("&[{}]", codes.join(", ")))?;
    Ok(())
}

/// The word lists, sorted, as Rust.
fn write_words(names: &Value, words: &Value, folder: &Path) -> Outcome<()> {
    let mut source = String::new();
    let lists = entries(names).chain(entries(words)).filter(|(_, list)| list.is_array());
    for (name, list) in lists.filter(|(name, _)| !matches!(*name, "former_not" | "never")) {
        let words: BTreeSet<String> = strings(list).map(fold::folded).collect();
        let words: Vec<String> = words.into_iter().collect();
        writeln!(source, "pub(in crate::gazetteer) static {}: &List = &List::of(&{words:?});", name.to_uppercase())?;
    }
    fs::write(folder.join("words.rs"), source)?;
    Ok(())
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn entries(map: &Value) -> impl Iterator<Item = (&str, &Value)> {
    map.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}
