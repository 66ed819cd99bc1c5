//! The interface's words, dates, numbers and names of countries, by language.
//!
//! Words are Fluent messages: a language is added by adding a file. Names of countries come from
//! CLDR, through the country dataset.
//!
//! **Architecture invariant.** Knows words, and nothing of pages or templates.

use std::sync::LazyLock;

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

/// The languages that the interface speaks, by their tags; each is read when a page first needs it.
static LOCALES: [(&str, LazyLock<Locale>); 6] = [
    ("en", LazyLock::new(|| Locale::read("en", include_str!("en.ftl")))),
    ("ar", LazyLock::new(|| Locale::read("ar", include_str!("ar.ftl")))),
    ("de", LazyLock::new(|| Locale::read("de", include_str!("de.ftl")))),
    ("es", LazyLock::new(|| Locale::read("es", include_str!("es.ftl")))),
    ("fr", LazyLock::new(|| Locale::read("fr", include_str!("fr.ftl")))),
    ("ru", LazyLock::new(|| Locale::read("ru", include_str!("ru.ftl")))),
];

impl Locale {
    /// The locale of a language: its own, or its primary language's; `None` if the interface does not speak it.
    pub fn of(tag: &LanguageTag) -> Option<&'static Self> {
        let named = |wanted: &str| LOCALES.iter().find(|(name, _)| *name == wanted);
        let (_, locale) = named(&tag.to_string()).or_else(|| named(tag.primary()))?;
        Some(&**locale).filter(|locale| locale.speaks(tag))
    }

    /// The same by the tag as text.
    pub fn named(tag: &str) -> Option<&'static Self> {
        LanguageTag::parse(tag).and_then(|tag| Self::of(&tag))
    }

    /// The tags of all languages that the interface speaks.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        LOCALES.iter().map(|(name, _)| *name)
    }

    /// The same, or English.
    pub fn nearest(tag: &LanguageTag) -> &'static Self {
        Self::of(tag).unwrap_or(&LOCALES[0].1)
    }

    /// Whether its words are in that language, in whichever region, and written in the same direction.
    pub fn speaks(&self, tag: &LanguageTag) -> bool {
        self.tag.primary() == tag.primary() && self.tag.direction() == tag.direction()
    }

    fn read(name: &str, text: &str) -> Self {
        let tag = LanguageTag::parse(name).unwrap_or_else(LanguageTag::english);
        // A file of ours that does not parse is found by a test; what parsed is still used.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, _)| partial);
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
            (Some(month), Some(day)) => self.day_of_month(year, month, day),
            (Some(month), None) => {
                let arguments = [("year", digits(year)), ("month", self.month_alone(month).into())];
                self.word("date-month", arguments).unwrap_or_default()
            }
            _ => year.unsigned_abs().to_string(),
        };
        match year < 0 {
            true => self.word("date-before-common-era", [("date", shown.clone().into())]).unwrap_or(shown),
            false => shown,
        }
    }

    fn day_of_month(&self, year: i16, month: i8, day: i8) -> String {
        let month = self.plain(&format!("month-{month}"));
        // The day is a number, because some languages write the first as an ordinal.
        let arguments = [("year", digits(year)), ("month", month.into()), ("day", day.into())];
        self.word("date-day", arguments).unwrap_or_default()
    }

    /// The name of a month without a day, where that is another form: Russian `сентябрь`, not `сентября`.
    fn month_alone(&self, month: i8) -> String {
        let name = format!("month-{month}");
        let alone = self.bundle.get_message(&name).and_then(|message| message.get_attribute("alone"));
        match alone {
            Some(form) => self.bundle.format_pattern(form.value(), None, &mut Vec::new()).into_owned(),
            None => self.plain(&name),
        }
    }

    /// The day of a moment, for readers.
    pub fn day(&self, moment: &Moment) -> String {
        self.date(PartialDate::Day(moment.date()))
    }

    /// A whole number with its digits grouped.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let grouped_from = self.plain("digit-group-from").parse().unwrap_or(4);
        if digits.len() < grouped_from {
            return digits;
        }
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
        let pair = self.pair(second, last);
        rest.iter().rev().fold(pair, |rest, first| join("list-middle", first, "rest", rest))
    }

    /// `A and B`; where a language has another form before the sound of an i, that one: Spanish `A e Israel`.
    fn pair(&self, first: &str, last: &str) -> String {
        let Some(message) = self.bundle.get_message("list-pair") else { return last.to_owned() };
        let before_i = message.get_attribute("before-i").filter(|_| begins_with_i(last)).map(|form| form.value());
        let arguments: FluentArgs =
            [("first", Argument::from(first)), ("last", Argument::from(last))].into_iter().collect();
        let form = before_i.or(message.value());
        form.map_or_else(String::new, |form| {
            self.bundle.format_pattern(form, Some(&arguments), &mut Vec::new()).into_owned()
        })
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

/// A year without grouping.
fn digits(year: i16) -> Argument<'static> {
    year.unsigned_abs().to_string().into()
}

/// Whether a name begins with the vowel i, before which Spanish has another `and`: `Irán`, `Hiroshima`, not `hielo`.
fn begins_with_i(name: &str) -> bool {
    let name = name.to_lowercase();
    let vowels = name.strip_prefix('h').unwrap_or(&name);
    vowels.starts_with(['i', 'í']) && !vowels.starts_with("ia") && !vowels.starts_with("ie")
}

#[cfg(test)]
mod tests;
