//! The interface's words, dates, numbers and names of countries, by language.
//!
//! Words are Fluent messages: a language is added by adding a file. Names of countries come from
//! CLDR, through the country dataset.
//!
//! **Architecture invariant.** Knows words, and nothing of pages or templates.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::country::Country;
use crate::value::{LanguageTag, Moment, PartialDate};

/// What stands in a message for a `$variable`.
pub type Argument<'a> = FluentValue<'a>;

/// The words of one language.
pub struct Locale {
    tag: LanguageTag,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locale").field("tag", &self.tag).finish_non_exhaustive()
    }
}

const FILES: &[(&str, &str)] = &[("en", include_str!("en.ftl"))];

impl Locale {
    /// The locale nearest to `tag`: its own, its primary language's, or English.
    pub fn nearest(tag: &LanguageTag) -> Self {
        let (name, text) = FILES.iter().find(|(name, _)| *name == tag.primary()).unwrap_or(&FILES[0]);
        let tag = LanguageTag::parse(name).unwrap_or_else(LanguageTag::english);
        // A file of ours that does not parse is found by the test below; what parsed is still used.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        let mut bundle = FluentBundle::new_concurrent(vec![tag.identifier().clone()]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { tag, bundle }
    }

    /// The language the words are in.
    pub fn tag(&self) -> &LanguageTag {
        &self.tag
    }

    /// The word or sentence of that name; `None` if there is no such name or an argument is missing.
    pub fn word<'a>(
        &'a self,
        name: &str,
        arguments: impl IntoIterator<Item = (&'a str, Argument<'a>)>,
    ) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let arguments: FluentArgs = arguments.into_iter().collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    /// A word without arguments; the name itself if there is none.
    pub fn plain(&self, name: &str) -> String {
        self.word(name, []).unwrap_or_else(|| name.to_owned())
    }

    /// A date for readers: `15 September 2020`, `September 2020`, `1992`.
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year();
        let shown = match (date.month(), date.day()) {
            (Some(month), Some(day)) => self.month_date("date-day", year, month, Some(day)),
            (Some(month), None) => self.month_date("date-month", year, month, None),
            _ => year.unsigned_abs().to_string(),
        };
        match year < 0 {
            true => self.word("date-before-common-era", [("date", shown.clone().into())]).unwrap_or(shown),
            false => shown,
        }
    }

    fn month_date(&self, pattern: &str, year: i16, month: i8, day: Option<i8>) -> String {
        let month = self.plain(&format!("month-{month}"));
        let mut arguments: Vec<(&str, Argument)> =
            vec![("year", year.unsigned_abs().to_string().into()), ("month", month.into())];
        arguments.extend(day.map(|day| ("day", day.to_string().into())));
        self.word(pattern, arguments).unwrap_or_default()
    }

    /// The day of a moment, for readers.
    pub fn day(&self, moment: &Moment) -> String {
        self.date(PartialDate::Day(moment.date()))
    }

    /// A whole number with its digits grouped.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let separator = self.plain("digit-group");
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(&separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A number with so many decimals, and its digits grouped.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        let written = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.number(whole));
        let is_zero = written.chars().all(|digit| matches!(digit, '0' | '.'));
        let sign = if number < 0.0 && !is_zero { "\u{2212}" } else { "" };
        let mark = if fraction.is_empty() { String::new() } else { self.plain("decimal-mark") };
        format!("{sign}{whole}{mark}{fraction}")
    }

    /// `A`, `A and B`, `A, B and C`.
    pub fn list(&self, items: &[String]) -> String {
        let Some((last, rest)) = items.split_last() else { return String::new() };
        let join = |pattern, first: &String, name, rest: String| {
            self.word(pattern, [("first", first.clone().into()), (name, rest.into())]).unwrap_or_default()
        };
        let Some((second, rest)) = rest.split_last() else { return last.clone() };
        let pair = join("list-pair", second, "last", last.clone());
        rest.iter().rev().fold(pair, |rest, first| join("list-middle", first, "rest", rest))
    }

    /// A large number in a few digits: the name of its word, and how many of it: (`number-billion`, `705.5`).
    pub fn short(&self, number: u64) -> (&'static str, String) {
        let (name, unit) = match number {
            1_000_000_000_000.. => ("number-trillion", 1_000_000_000_000),
            1_000_000_000.. => ("number-billion", 1_000_000_000),
            1_000_000.. => ("number-million", 1_000_000),
            _ => return ("number-plain", self.number(number)),
        };
        let tenths = (number + unit / 20) / (unit / 10);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let fraction = if tenth == 0 { String::new() } else { format!("{}{tenth}", self.plain("decimal-mark")) };
        (name, self.number(whole) + &fraction)
    }

    /// The name of a country within a sentence: in English, `the United Arab Emirates`.
    pub fn country_in_text(&self, country: &Country) -> String {
        let name = self.country(country);
        match &country.article {
            Some(article) if self.tag.primary() == "en" => format!("{article} {name}"),
            _ => name.to_owned(),
        }
    }

    /// The name of a country in this language.
    pub fn country<'c>(&self, country: &'c Country) -> &'c str {
        country.names.get(self.tag.primary()).map_or(&country.name, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Locale {
        Locale::nearest(&LanguageTag::english())
    }

    #[test]
    fn every_file_parses() {
        for (name, text) in FILES {
            let mistakes = FluentResource::try_new((*text).to_owned()).err().map(|(_, mistakes)| mistakes);
            assert_eq!(mistakes, None, "{name}");
            assert!(LanguageTag::parse(name).is_some());
        }
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let shown = |text: &str| english().date(PartialDate::parse(text).unwrap());
        assert_eq!(shown("2020-09-15"), "15 September 2020");
        assert_eq!(shown("2020-09"), "September 2020");
        assert_eq!(shown("1992"), "1992");
        assert_eq!(shown("-0043"), "43 BC");
    }

    #[test]
    fn counts_numbers_and_lists_read_well() {
        let english = english();
        let count = |count: usize| english.word("explainers", [("count", count.into())]).unwrap();
        assert_eq!((count(1).as_str(), count(3).as_str()), ("1 explainer", "3 explainers"));
        assert_eq!(english.number(20_260_000), "20,260,000");
        assert_eq!(english.number(999), "999");
        assert_eq!(english.list(&["A".into(), "B".into(), "C".into()]), "A, B and C");
        assert_eq!(english.word("explainers", []), None);
        assert_eq!(english.word("nonsense", []), None);
    }
}
