//! What other pages can see of a document, as two numbers: if they stay, no other page changes.
//!
//! Every struct that knows a place in its file is taken apart whole, so that a new field does not
//! compile until somebody decides whether others see it. All else counts as it is stored.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::{CountryFacts, EntityFacts, Name, Summary};
use crate::diagnostic::Span;

/// Hashes of what other pages can see of a document, the same on every machine. Places in the file
/// do not count: moving lines changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest {
    /// All of it but the ids that links can point to. What the document itself links to is its own affair.
    pub summary: u64,
    /// The ids that links can point to.
    pub anchors: u64,
}

impl Summary {
    /// What other pages can see of it, in short.
    pub fn digest(&self) -> Digest {
        let mut summary = Seen::default();
        let mut anchors = Seen::default();
        summary.add_summary(self, &mut anchors);
        Digest { summary: summary.hash(), anchors: anchors.hash() }
    }
}

/// What is seen, one after the other, each with its length.
#[derive(Default)]
struct Seen {
    bytes: Vec<u8>,
}

impl Seen {
    fn hash(&self) -> u64 {
        xxh3_64(&self.bytes)
    }

    #[allow(clippy::expect_used, reason = "only a list of unknown length fails, and there is none among documents")]
    fn add(&mut self, value: &impl Serialize) {
        self.bytes = postcard::to_extend(value, std::mem::take(&mut self.bytes)).expect("every length is known");
    }

    fn add_all<T>(&mut self, list: &[T], add: impl Fn(&mut Self, &T)) {
        self.add(&list.len());
        for item in list {
            add(self, item);
        }
    }

    fn add_option<T>(&mut self, option: Option<&T>, add: impl Fn(&mut Self, &T)) {
        self.add_all(option.as_slice(), |seen, item| add(seen, item));
    }

    /// A value without the place where it stands.
    fn add_placed<T: Serialize>(&mut self, (value, _): &(T, Span)) {
        self.add(value);
    }

    fn add_summary(&mut self, summary: &Summary, ids: &mut Self) {
        let Summary {
            path,
            kind,
            url,
            title,
            dek,
            date,
            updated,
            publish_at,
            expires_at,
            review_by,
            draft,
            language,
            authors,
            topics,
            people,
            organizations,
            countries,
            mentions,
            named,
            name_links,
            image,
            reactions,
            timeline,
            sources,
            updates,
            corrections,
            translation_key,
            aliases,
            template,
            list,
            autolink,
            unlink,
            entity,
            anchors,
            links: _,
            maps,
            has_takeaways,
            address: _,
            head: _,
            extra,
        } = summary;
        self.add(&(path, kind, url, title, dek, draft, language, image, translation_key));
        self.add(&(date, updated, publish_at, expires_at));
        self.add_option(review_by.as_ref(), Self::add_placed);
        for names in [authors, topics, people, organizations] {
            self.add_all(names, Self::add_name);
        }
        self.add(&(countries, mentions, named, name_links, maps));
        self.add(&(reactions, timeline, sources, updates, corrections, has_takeaways));
        self.add_all(aliases, Self::add_placed);
        self.add_option(template.as_ref(), Self::add_placed);
        self.add(&(list, autolink, unlink));
        self.add_option(entity.as_deref(), Self::add_entity);
        // Such a value has a form of its own only as a field.
        self.add(&extra.to_string());
        ids.add(anchors);
    }

    fn add_name(&mut self, Name { text, slug, span: _ }: &Name) {
        self.add(&(text, slug));
    }

    fn add_entity(&mut self, facts: &EntityFacts) {
        let EntityFacts { kind, slug, alternate_names, name_span: _, same_as, country } = facts;
        self.add(&(kind, slug, same_as));
        self.add_all(alternate_names, Self::add_placed);
        self.add_option(country.as_ref(), Self::add_country);
    }

    fn add_country(&mut self, facts: &CountryFacts) {
        let CountryFacts { code, name, official_name, capital, population, area, areas, flag } = facts;
        self.add(&(code, name, official_name, capital, population, area, flag));
        self.add_all(areas, Self::add_placed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Autolink, HtmlPolicy};
    use crate::country::Countries;
    use crate::document::{Dialect, parse};
    use crate::gazetteer::Gazetteer;
    use crate::value::LanguageTag;
    use std::sync::LazyLock;

    const EVERY_FIELD: &str = include_str!("../../tests/sites/every-field/content/articles/2026-01-01-everything.md");
    const COUNTRY: &str =
        "---\ncode: XS\nname: Seeland\nalternate_names: [Sealand]\nareas: [Siachen Glacier]\n---\nText.\n";

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(&Countries::embedded(), &[]));

    fn of_article(text: &str) -> Digest {
        of("content/articles/a.md", text)
    }

    fn of(path: &str, text: &str) -> Digest {
        let dialect = Dialect {
            language: LanguageTag::english(),
            timezone: jiff::tz::TimeZone::UTC,
            html: HtmlPolicy::default(),
            autolink: Autolink::default(),
            directives: std::collections::BTreeSet::new(),
            flat: false,
        };
        parse(path, text, &GAZETTEER, &dialect).0.unwrap().summary.digest()
    }

    #[test]
    fn moving_lines_changes_nothing() {
        let moved = |text: &str| text.replacen("---\n", "---\n\n# A remark\n\n", 1).replace("---\n", "---\n\n\n");
        assert_ne!(moved(EVERY_FIELD), EVERY_FIELD);
        assert_eq!(of_article(&moved(EVERY_FIELD)), of_article(EVERY_FIELD));
        let country = |text| of("content/countries/seeland.md", text);
        assert_eq!(country(&moved(COUNTRY)), country(COUNTRY));
    }

    #[test]
    fn what_others_see_changes_the_summary_alone() {
        let before = of_article(EVERY_FIELD);
        let changes = [
            ("title: Title with", "title: Another with"),
            ("Summary with", "A summary with"),
            ("date: 2026-01-02", "date: 2026-01-01"),
            ("publish_at: 2026-01-05T09:00:00", "publish_at: 2026-01-05T09:00:01"),
            ("review_by: 2027-08-09", "review_by: 2027-08-10"),
            ("draft: true", "draft: false"),
            ("Bo Writer", "Bob Writer"),
            ("[Water Rights, dams]", "[Water Rights]"),
            ("countries: [KZ, UZB,", "countries: [KZ, UZ, FR,"),
            ("Reaction *text*", "Reaction text"),
            ("stance: cautious", "stance: mixed"),
            ("Timeline title", "Another title"),
            ("countries: [TJ, kyrgyzstan]", "countries: [TJ]"),
            ("publisher: Source publisher", "publisher: Another"),
            ("Correction *text*", "Another correction"),
            ("/old/place/", "/older/place/"),
            ("template: special.html", "template: other.html"),
            ("autolink: none", "autolink: all"),
            ("unlink: [Office of Things]", "unlink: [Office]"),
            ("colour: Extra colour", "colour: Another"),
            ("alt: Image alternative", "alt: Another"),
        ];
        for (old, new) in changes {
            assert!(EVERY_FIELD.contains(old), "{old}");
            let after = of_article(&EVERY_FIELD.replacen(old, new, 1));
            assert_ne!(after.summary, before.summary, "{old}");
            assert_eq!(after.anchors, before.anchors, "{old}");
        }
        let country = |text: &str| of("content/countries/seeland.md", text);
        for (old, new) in [("Seeland", "Sealand"), ("[Sealand]", "[Zeeland]"), ("Siachen", "Kashmir"), ("XS", "XZ")] {
            assert_ne!(country(&COUNTRY.replacen(old, new, 1)).summary, country(COUNTRY).summary, "{old}");
        }
    }

    #[test]
    fn a_new_heading_changes_the_anchors_alone() {
        let (before, after) = (of_article(EVERY_FIELD), of_article(&format!("{EVERY_FIELD}\n## Another heading\n")));
        assert_ne!(after.anchors, before.anchors);
        assert_eq!(after.summary, before.summary);
    }

    #[test]
    fn a_changed_word_of_the_text_is_seen_by_nobody() {
        assert!(EVERY_FIELD.contains("Body text"));
        assert_eq!(of_article(&EVERY_FIELD.replace("Body text", "Body and text")), of_article(EVERY_FIELD));
    }

    #[test]
    fn a_list_does_not_run_into_the_next() {
        let text = |people, topics| format!("---\ntitle: T\npeople: {people}\ntopics: {topics}\n---\n");
        assert_ne!(of_article(&text("[a, b]", "[]")), of_article(&text("[a]", "[b]")));
    }
}
