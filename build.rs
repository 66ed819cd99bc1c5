//! Makes the automaton of names from the country dataset and `src/gazetteer/data/english.yaml`, so
//! that a start costs nothing; and tells Cargo that the default theme is part of the binary.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

#[path = "src/gazetteer/fold.rs"]
mod fold;

type Outcome<T> = Result<T, Box<dyn Error>>;

const COUNTRIES: &str = "src/country/data/countries.json";
const ENGLISH: &str = "src/gazetteer/data/english.yaml";

fn main() -> Outcome<()> {
    for path in ["templates", "static", "src/country/flags", COUNTRIES, ENGLISH, "src/gazetteer/fold.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let countries: Value = serde_json::from_str(&fs::read_to_string(COUNTRIES)?)?;
    let english: Value = serde_yaml::from_str(&fs::read_to_string(ENGLISH)?)?;
    let mut terms = Terms::default();
    terms.add_countries(&countries, &english)?;
    terms.add_more(&english);
    terms.add_guards(&english);
    terms.add_evidence(&english);
    let folder = env::var("OUT_DIR")?;
    terms.write(Path::new(&folder))?;
    write_words(&english, Path::new(&folder))
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
        let written = fold::folded(written);
        self.by_key.entry(fold::key(&written)).or_default().insert(Term { written, meaning });
    }

    fn add_name(&mut self, written: &str, code: &str, kind: &str) {
        // A link's text is the name without its article.
        let written = written.strip_prefix("The ").unwrap_or(written);
        let meaning = format!("Meaning::Country {{ code: *b\"{code}\", kind: NameKind::{kind} }}");
        self.add(written, meaning.clone());
        let plain = fold::without_marks(written);
        if plain != fold::folded(written) {
            self.add(&plain, meaning);
        }
    }

    fn add_countries(&mut self, countries: &Value, english: &Value) -> Outcome<()> {
        let never: Vec<&str> = strings(&english["never"]).collect();
        let former_not: Vec<&str> = strings(&english["former_not"]).collect();
        for country in countries["countries"].as_array().ok_or("countries is a list")? {
            let code = country["alpha2"].as_str().ok_or("alpha2 is a text")?;
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
            let seats =
                country["other_seats"].as_array().into_iter().flatten().filter_map(|seat| seat["name"].as_str());
            for capital in country["capital"].as_str().into_iter().chain(seats) {
                self.add_evidence_word(capital, code, "For");
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

    fn add_more(&mut self, english: &Value) {
        for (code, lists) in english["more"].as_object().into_iter().flatten() {
            let kinds = [
                ("names", "Name"),
                ("abbreviations", "Abbreviation"),
                ("adjectives", "Adjective"),
                ("people", "People"),
            ];
            for (key, kind) in kinds {
                for name in strings(&lists[key]) {
                    self.add_name(name, code, kind);
                }
            }
        }
    }

    fn add_guards(&mut self, english: &Value) {
        for (reason, phrases) in english["guards"].as_object().into_iter().flatten() {
            for phrase in strings(phrases) {
                self.add(phrase, format!("Meaning::Guard({reason:?})"));
            }
        }
    }

    fn add_evidence(&mut self, english: &Value) {
        for (code, lists) in english["evidence"].as_object().into_iter().flatten() {
            for (key, way) in [("for", "For"), ("against", "Against")] {
                for word in strings(&lists[key]) {
                    self.add_evidence_word(word, code, way);
                }
            }
        }
    }

    fn add_evidence_word(&mut self, word: &str, code: &str, way: &str) {
        self.add(word, format!("Meaning::{way}(*b\"{code}\")"));
    }

    /// The automaton, and as Rust the meanings its values point to.
    fn write(&self, folder: &Path) -> Outcome<()> {
        let mut automaton = fst::MapBuilder::memory();
        let mut source = String::from("pub(super) static TERMS: &[&[Term]] = &[\n");
        for (at, (key, terms)) in self.by_key.iter().enumerate() {
            automaton.insert(key, u64::try_from(at)?)?;
            source.push_str("    &[");
            for term in terms {
                write!(source, "Term {{ written: {:?}, meaning: {} }}, ", term.written, term.meaning)?;
            }
            source.push_str("],\n");
        }
        source.push_str("];\n");
        fs::write(folder.join("names.fst"), automaton.into_inner()?)?;
        fs::write(folder.join("terms.rs"), source)?;
        Ok(())
    }
}

/// The word lists, sorted, as Rust.
fn write_words(english: &Value, folder: &Path) -> Outcome<()> {
    let mut source = String::new();
    let lists = ["context", "persons", "given", "languages", "doubtful", "rivers", "other_languages"]
        .map(|name| (name, &english[name]));
    for (name, list) in lists
        .into_iter()
        .chain(english["words"].as_object().into_iter().flatten().map(|(name, list)| (name.as_str(), list)))
    {
        let words: BTreeSet<String> = strings(list).map(fold::folded).collect();
        writeln!(source, "pub(super) static {}: &[&str] = &{words:?};", name.to_uppercase())?;
    }
    // A set is written with braces, a slice with brackets.
    let source = source.replace("&{", "&[").replace("};", "];");
    fs::write(folder.join("words.rs"), source)?;
    Ok(())
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}
