use std::collections::BTreeMap;

use super::*;

/// Every file beside this one: its language and its text.
const FILES: [(&str, &str); 6] = [
    ("en", include_str!("en.ftl")),
    ("ar", include_str!("ar.ftl")),
    ("de", include_str!("de.ftl")),
    ("es", include_str!("es.ftl")),
    ("fr", include_str!("fr.ftl")),
    ("ru", include_str!("ru.ftl")),
];

fn locale(tag: &str) -> &'static Locale {
    Locale::named(tag).unwrap()
}

/// The messages of a file, each with its text.
fn messages(text: &str) -> BTreeMap<&str, String> {
    let mut messages: BTreeMap<&str, String> = BTreeMap::new();
    let mut last = None;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if let Some((name, rest)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
            assert!(messages.insert(name, rest.to_owned()).is_none(), "{name} stands there twice");
            last = Some(name);
        } else {
            messages.get_mut(last.unwrap()).unwrap().push_str(line);
        }
    }
    messages
}

/// What stands after each `$`, once.
fn variables(message: &str) -> Vec<&str> {
    let of = |rest: &'_ str| rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(rest.len());
    let mut found: Vec<&str> = message.split('$').skip(1).map(|rest| &rest[..of(rest)]).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn every_file_parses() {
    assert_eq!(FILES.map(|(name, _)| name).as_slice(), Locale::tags().collect::<Vec<_>>());
    for (name, text) in FILES {
        let mistakes = FluentResource::try_new(text.to_owned()).err().map(|(_, mistakes)| mistakes);
        assert_eq!(mistakes, None, "{name}");
        assert_eq!(LanguageTag::parse(name).unwrap().to_string(), name);
    }
}

#[test]
fn every_language_says_the_same() {
    let english = messages(FILES[0].1);
    for (tag, text) in FILES {
        let own = messages(text);
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{tag}");
        for (name, message) in &own {
            assert_eq!(variables(message), variables(&english[name]), "{name} in {tag}");
        }
    }
}

#[test]
fn every_message_can_be_formatted_with_any_count() {
    for (tag, text) in FILES {
        for (name, message) in messages(text) {
            for count in [0.0, 1.0, 2.0, 3.0, 5.0, 11.0, 21.0, 100.0, 1.5] {
                let value = |variable: &str| match variable {
                    "count" | "minutes" | "number" | "day" => Argument::from(count),
                    other => Argument::from(other.to_owned()),
                };
                let variables = variables(&message);
                let arguments = variables.iter().map(|variable| (*variable, value(variable)));
                let said = locale(tag).word(name, arguments);
                assert!(said.is_some_and(|said| !said.is_empty()), "{name} with {count} in {tag}");
            }
        }
    }
}

#[test]
fn a_count_has_all_the_forms_of_its_language() {
    let forms = |tag| match tag {
        "ar" => ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"].as_slice(),
        "ru" => ["[one]", "[few]", "[many]", "*[other]"].as_slice(),
        _ => ["[one]", "*[other]"].as_slice(),
    };
    for (tag, text) in FILES {
        for (name, message) in messages(text) {
            if message.contains("$count ->") || message.contains("$minutes ->") {
                assert!(forms(tag).iter().all(|form| message.contains(form)), "{name} in {tag}: {message}");
            }
        }
    }
}

#[test]
fn dates_are_as_exact_as_they_are_known() {
    let shown = |text: &str| locale("en").date(PartialDate::parse(text).unwrap());
    assert_eq!(shown("2020-09-15"), "15 September 2020");
    assert_eq!(shown("2020-09"), "September 2020");
    assert_eq!(shown("1992"), "1992");
    assert_eq!(shown("-0043"), "43 BC");
}

#[test]
fn dates_are_written_as_their_language_does() {
    let shown = |tag: &str, text: &str| locale(tag).date(PartialDate::parse(text).unwrap());
    assert_eq!(shown("ar", "2020-09-15"), "15 سبتمبر 2020");
    assert_eq!(shown("de", "2020-09-15"), "15. September 2020");
    assert_eq!(shown("es", "2020-09-15"), "15 de septiembre de 2020");
    assert_eq!(
        (shown("fr", "2020-09-01"), shown("fr", "2020-09-02")),
        ("1er septembre 2020".into(), "2 septembre 2020".into())
    );
    assert_eq!(
        (shown("ru", "2020-09-15"), shown("ru", "2020-09")),
        ("15 сентября 2020".into(), "сентябрь 2020".into())
    );
    assert_eq!(shown("de", "-0043"), "43 v. Chr.");
}

#[test]
fn counts_numbers_and_lists_read_well() {
    let english = locale("en");
    let count = |count: usize| english.word("explainers", [("count", count.into())]).unwrap();
    assert_eq!((count(1).as_str(), count(3).as_str()), ("1 explainer", "3 explainers"));
    assert_eq!(english.number(20_260_000), "20,260,000");
    assert_eq!(english.number(999), "999");
    assert_eq!(english.list(&["A".into(), "B".into(), "C".into()]), "A, B and C");
    assert_eq!(english.word("explainers", []), None);
    assert_eq!(english.word("nonsense", []), None);
}

#[test]
fn counts_and_numbers_are_written_as_their_language_does() {
    let count = |tag, count: usize| locale(tag).word("explainers", [("count", count.into())]).unwrap();
    assert_eq!([1, 3, 5, 21].map(|many| count("ru", many)), ["1 разбор", "3 разбора", "5 разборов", "21 разбор"]);
    let arabic = ["مقال تفسيري واحد", "مقالان تفسيريان", "3 مقالات تفسيرية", "11 مقالًا تفسيريًا", "100 مقال تفسيري"];
    assert_eq!([1, 2, 3, 11, 100].map(|many| count("ar", many)), arabic);
    let number = |tag| (locale(tag).number(1234), locale(tag).decimal(1_234_567.5, 1));
    assert_eq!(number("de"), ("1.234".into(), "1.234.567,5".into()));
    assert_eq!(number("es"), ("1234".into(), "1.234.567,5".into()));
    assert_eq!(number("fr"), ("1\u{202f}234".into(), "1\u{202f}234\u{202f}567,5".into()));
    assert_eq!(number("ru"), ("1\u{a0}234".into(), "1\u{a0}234\u{a0}567,5".into()));
}

#[test]
fn spanish_has_another_and_before_i() {
    let list = |last: &str| locale("es").list(&["Israel".into(), last.into()]);
    assert_eq!(list("Francia"), "Israel y Francia");
    assert_eq!(list("Irán"), "Israel e Irán");
    assert_eq!(list("Hiroshima"), "Israel e Hiroshima");
    assert_eq!(list("Hungría"), "Israel y Hungría");
}

#[test]
fn a_language_is_found_by_its_primary_subtag() {
    let name = |tag: &str| Locale::named(tag).map(|locale| locale.tag().to_string());
    assert_eq!(name("de-CH").as_deref(), Some("de"));
    assert_eq!(name("ar-EG").as_deref(), Some("ar"));
    assert_eq!((name("pt-BR"), name("he"), name("nonsense")), (None, None, None));
    assert_eq!(name("ru-Arab"), None, "it would be read from the other side");
    assert_eq!(Locale::nearest(&LanguageTag::parse("he").unwrap()).tag(), &LanguageTag::english());
}
