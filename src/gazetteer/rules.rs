//! Which phrases are a mention of a country: each decision is a rule with a name.
//!
//! The judgement is an editor's: a wrong link embarrasses, so doubt keeps a name out.

use super::evidence::{Evidence, codes};
use super::scan::{Folded, Hit, Meaning, NameKind, fits_case};

mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// What was decided of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// A mention, found by the rule of that name.
    Mention([u8; 2], &'static str),
    /// Not one, kept out by the rule of that name; the country it seemed to be.
    KeptOut(Option<[u8; 2]>, &'static str),
    /// Nothing worth telling.
    Nothing,
}

/// How a paragraph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As prose.
    Sentence,
    /// As A Headline.
    Title,
    /// IN CAPITALS
    Capitals,
}

/// A phrase and the words beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) written: &'t str,
    text: &'t str,
    start: usize,
    end: usize,
    /// The word before, and what stands between.
    before: (&'t str, &'t str),
    /// The word after, and what stands between.
    after: (&'t str, &'t str),
}

impl<'t> Words<'t> {
    pub(super) fn new(folded: &'t Folded, hit: &Hit) -> Self {
        let text = folded.text.as_str();
        Self {
            written: &text[hit.start..hit.end],
            text,
            start: hit.start,
            end: hit.end,
            before: word_before(&text[..hit.start]),
            after: word_after(&text[hit.end..]),
        }
    }

    /// The word directly before, with only a space between.
    fn previous(&self) -> Option<&'t str> {
        (self.before.1 == " " && !self.before.0.is_empty()).then_some(self.before.0)
    }

    /// The word directly after, with only a space between.
    fn next(&self) -> Option<&'t str> {
        (self.after.1 == " " && !self.after.0.is_empty()).then_some(self.after.0)
    }

    fn second_before(&self) -> &'t str {
        let end = self.start - self.before.1.len() - self.before.0.len();
        word_before(&self.text[..end]).0
    }

    fn second_after(&self) -> &'t str {
        let start = self.end + self.after.1.len() + self.after.0.len();
        word_after(&self.text[start..]).0
    }

    /// Whether the word after next is not followed by a noun: "French and Arabic." but not "French and Arabic poems".
    fn pair_closes(&self) -> bool {
        let start = self.end + self.after.1.len() + self.after.0.len();
        let (word, gap) = word_after(&self.text[start..]);
        let rest = &self.text[start + gap.len() + word.len()..];
        !rest.trim_start_matches(' ').starts_with(char::is_lowercase) || !rest.starts_with(' ')
    }

    fn starts_sentence(&self) -> bool {
        let before = self.text[..self.start].trim_end_matches([' ', '"', '“', '\'', '(', '*', '_']);
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n'])
    }

    fn is_one_word(&self) -> bool {
        !self.written.contains(' ')
    }
}

fn word_before(text: &str) -> (&str, &str) {
    let trimmed = text.trim_end_matches(|c: char| !is_word(c));
    let start = trimmed
        .rfind(|c: char| !is_word(c))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    (&trimmed[start..], &text[trimmed.len()..])
}

fn word_after(text: &str) -> (&str, &str) {
    let trimmed = text.trim_start_matches(|c: char| !is_word(c));
    let end = trimmed.find(|c: char| !is_word(c)).unwrap_or(trimmed.len());
    (&trimmed[..end], &text[..text.len() - trimmed.len()])
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\'')
}

pub(super) fn style(text: &str) -> Style {
    if text.contains(char::is_uppercase) && !text.contains(char::is_lowercase) && text.contains(' ') {
        return Style::Capitals;
    }
    let words: Vec<&str> = text.split(|c: char| !is_word(c)).filter(|word| word.chars().count() > 3).collect();
    let upper =
        words.iter().filter(|word| !word.contains(char::is_lowercase) && word.contains(char::is_alphabetic)).count();
    let titled = words.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    if words.len() >= 2 && upper * 10 >= words.len() * 8 {
        Style::Capitals
    } else if words.len() >= 3 && titled * 10 >= words.len() * 8 && text.len() < 160 {
        Style::Title
    } else {
        Style::Sentence
    }
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Decides what a phrase is, within its paragraph (`block`) and its document.
pub(super) fn decide(words: &Words, hit: &Hit, style: Style, block: &Evidence, document: &Evidence) -> Decision {
    if let Some(reason) = guard(hit, words.written) {
        let code = hit.terms.iter().find_map(|term| match term.meaning {
            Meaning::Country { code, .. } => Some(code),
            _ => None,
        });
        return Decision::KeptOut(code, reason);
    }
    let candidates: Vec<_> = codes(hit, words.written).collect();
    let Some(&(first, kind)) = candidates.first() else { return Decision::Nothing };
    if let Some(reason) = kept_out(words, hit, kind, style) {
        return Decision::KeptOut(Some(first), reason);
    }
    if kind == NameKind::Combining {
        return combining(words, first);
    }
    resolve(words, &candidates, block, document)
}

fn guard(hit: &Hit, written: &str) -> Option<&'static str> {
    hit.terms.iter().filter(|term| fits_case(term, written)).find_map(|term| match term.meaning {
        Meaning::Guard(reason) => Some(reason),
        _ => None,
    })
}

/// The rules that need no more than the words beside a name.
fn kept_out(words: &Words, hit: &Hit, kind: NameKind, style: Style) -> Option<&'static str> {
    let rules: [(&'static str, bool); 11] = [
        ("pronoun", style == Style::Capitals && is_pronoun(words)),
        ("person", is_person_in(words, hit, style)),
        ("us-place", is_us_place(words)),
        ("organization", is_organization(words, kind, style)),
        ("language", is_language(words, kind)),
        ("history", matches!(words.previous(), Some("ancient" | "Ancient" | "biblical" | "Biblical"))),
        ("common-noun", is_common_noun(words, style)),
        ("water", is_river(words)),
        ("ethnic", is_ethnic(words)),
        ("name-part", is_name_part(words, kind, style)),
        (
            "sub-national",
            matches!(words.previous(), Some("New" | "Upper" | "Lower" | "Inner"))
                && kind == NameKind::Name
                && !words.written.starts_with("New"),
        ),
    ];
    rules.into_iter().find(|(_, applies)| *applies).map(|(name, _)| name)
}

/// "TELL US MORE", "CONTACT US".
fn is_pronoun(words: &Words) -> bool {
    if words.written != "US" {
        return false;
    }
    let asked = is_in(words::PRONOUN_VERBS, words.before.0) && words.before.1 == " ";
    let ends = words.after.0.is_empty() || !words.after.1.trim_matches([' ', '\'']).is_empty();
    let joined = words.after.1.starts_with(['-', '–', ',', '/']) || words.before.1.ends_with(['/', '-', ',']);
    asked && !joined || (ends && !joined && !words.before.0.is_empty())
}

pub(super) fn is_person(words: &Words, hit: &Hit) -> bool {
    is_person_in(words, hit, style(words.text))
}

/// "Michael Jordan", "Jordan Peterson", "Chad, 34,".
fn is_person_in(words: &Words, hit: &Hit, style: Style) -> bool {
    let has_name =
        codes(hit, words.written).any(|(_, kind)| kind != NameKind::Abbreviation && kind != NameKind::Combining);
    if !has_name || !words.is_one_word() {
        return false;
    }
    let given = |word| is_in(words::FIRST_NAMES, word) || is_in(words::GIVEN, word);
    if words.previous().is_some_and(given) && !words.after.1.starts_with('-') {
        return true;
    }
    if is_in(words::HONORIFICS, words.before.0) && matches!(words.before.1, " " | ". ") {
        return true;
    }
    let is_noun = codes(hit, words.written).any(|(_, kind)| kind == NameKind::Name);
    if !is_noun || style != Style::Sentence {
        return false;
    }
    let aged = is_in(words::GIVEN, words.written)
        && words.after.1 == ", "
        && words.after.0.len() == 2
        && words.after.0.bytes().all(|b| b.is_ascii_digit());
    let surnamed = words.next().is_some_and(|next| {
        is_capitalised(next)
            && next.contains(char::is_lowercase)
            && ![words::TITLES, words::MONTHS, words::HEADS, words::ORGANS].iter().any(|list| is_in(list, next))
    });
    aged || surnamed
}

/// "Tama Tonga": a name within a longer one.
fn is_name_part(words: &Words, kind: NameKind, style: Style) -> bool {
    let previous = words.previous().filter(|previous| {
        is_capitalised(previous)
            && previous.contains(char::is_lowercase)
            && ![words::ATTRIBUTES, words::TITLES, words::MONTHS, words::ORGANS]
                .iter()
                .any(|list| is_in(list, previous))
    });
    let Some(previous) = previous else { return false };
    let before =
        words.text[..words.start - words.before.1.len() - previous.len()].trim_end_matches([' ', '"', '“', '\'', '(']);
    let previous_starts = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '—', '–', '|']);
    matches!(kind, NameKind::Name) && style == Style::Sentence && !previous_starts
}

/// "along the Jordan", "the Niger floods".
fn is_river(words: &Words) -> bool {
    let article = matches!(words.previous(), Some("the" | "The"));
    article
        && is_in(words::RIVERS, words.written)
        && !is_in(words::STATE_WORDS, words.after.0)
        && !words.after.1.starts_with('-')
}

/// "Bosnian Serbs" are Bosnia's.
fn is_ethnic(words: &Words) -> bool {
    matches!(words.written, "Serb" | "Serbs" | "Croat" | "Croats")
        && matches!(words.previous(), Some("Bosnian" | "Kosovo" | "ethnic" | "Ethnic"))
}

/// "Lebanon, Ohio", "Athens, Georgia".
fn is_us_place(words: &Words) -> bool {
    let state_follows = words.after.1 == ", " && {
        let rest = &words.text[words.end + 2..];
        state_at(rest).is_some_and(|left| {
            let another = left.strip_prefix(", ").and_then(state_at).is_some();
            let closed = left.is_empty() || left.starts_with([',', '.', ';', ')', '\'', ':']);
            closed && !another
        })
    };
    let in_georgia =
        words.written == "Georgia" && words.before.1 == ", " && is_in(words::GEORGIA_CITIES, words.before.0);
    (state_follows && !words.written.contains("United")) || in_georgia
}

/// What is left of a text that begins with a US state.
fn state_at(text: &str) -> Option<&str> {
    let left = words::US_STATES.iter().filter_map(|state| text.strip_prefix(state)).min_by_key(|left| left.len())?;
    (!left.starts_with(char::is_alphanumeric)).then_some(left)
}

/// "Kenya Airways", "Turkish Airlines", "Radio Pakistan", "University of Georgia".
fn is_organization(words: &Words, kind: NameKind, style: Style) -> bool {
    const ALWAYS: [&str; 12] = [
        "Airlines",
        "Airways",
        "Airline",
        "Times",
        "Herald",
        "Gazette",
        "Telecom",
        "Petroleum",
        "Tribune",
        "Aerospace",
        "Motors",
        "Idol",
    ];
    let headed = words.next().is_some_and(|next| match (style, kind) {
        (Style::Sentence, NameKind::Adjective | NameKind::People) => {
            is_in(words::HEADS, next) && !is_in(words::ORGANS, next)
        }
        (Style::Sentence, _) => is_in(words::HEADS, next) && next != "Air",
        _ => ALWAYS.contains(&next),
    });
    let of_body = words.previous() == Some("of")
        && is_in(words::OF_HEADS, words.second_before())
        && kind != NameKind::Abbreviation;
    let prefixed = style == Style::Sentence
        && words.previous().is_some_and(|previous| is_in(words::PREFIX_HEADS, previous))
        && !words.starts_sentence();
    let prefixed = prefixed && matches!(kind, NameKind::Name | NameKind::Former);
    let cross =
        words.text[words.end..].starts_with(" Red Cross") || words.text[words.end..].starts_with(" Red Crescent");
    (headed && kind != NameKind::Abbreviation) || of_body || prefixed || cross
}

/// "speaks French", "in French,", "French-speaking", "the French language".
fn is_language(words: &Words, kind: NameKind) -> bool {
    if !matches!(kind, NameKind::Adjective | NameKind::People) || !is_in(words::LANGUAGES, words.written) {
        return false;
    }
    let after = words.after.0;
    if matches!(words.after.1, " " | "-")
        && (is_in(words::LANGUAGE_NOUNS, after) || matches!(after, "speaking" | "language"))
    {
        return true;
    }
    let stands_alone = !words.after.1.starts_with(' ')
        || after.is_empty()
        || matches!(
            after,
            "and"
                | "or"
                | "but"
                | "with"
                | "to"
                | "as"
                | "at"
                | "in"
                | "for"
                | "fluently"
                | "on"
                | "than"
                | "by"
                | "when"
                | "since"
                | "so"
                | "because"
                | "before"
                | "while"
                | "well"
                | "from"
                | "is"
                | "was"
        );
    let closes = stands_alone && !words.after.1.starts_with(['-', '\'', '’']);
    let beside = closes
        && (is_in(words::OTHER_LANGUAGES, words.before.0) && matches!(words.before.1, ", " | " and " | " or ")
            || matches!(words.before.0, "and" | "or") && is_in(words::OTHER_LANGUAGES, words.second_before())
            || words.after.1 == ", " && is_in(words::OTHER_LANGUAGES, after)
            || matches!(after, "and" | "or")
                && is_in(words::OTHER_LANGUAGES, words.second_after())
                && words.pair_closes());
    if beside {
        return true;
    }
    match words.previous() {
        Some(previous) if is_in(words::SPEAKING, previous) => closes,
        Some("the") => closes && matches!(words.second_before(), "from" | "into") && after == "by",
        Some("in" | "In" | "from" | "no" | "some" | "good" | "little" | "fluent") => closes && after != "is",
        Some("of") => {
            closes
                && matches!(
                    words.second_before(),
                    "knowledge" | "command" | "teacher" | "mastery" | "smattering" | "professor" | "word" | "grasp"
                )
        }
        Some("and" | "or") => closes && is_in(words::LANGUAGES, words.second_before()) && follows_speaking(words),
        _ => false,
    }
}

/// "speaks French and German": the first of the pair is a language by the verb before it.
fn follows_speaking(words: &Words) -> bool {
    let clause = words.text[..words.start].rsplit(['.', ';']).next().unwrap_or_default();
    clause.split(|c: char| !is_word(c)).any(|word| is_in(words::SPEAKING, word))
}

/// "The pole", "Polish the silver", "Pole position": words that are something else too.
fn is_common_noun(words: &Words, style: Style) -> bool {
    if is_in(words::PERSONS, words.written) && style != Style::Capitals {
        let determined =
            words.previous().is_some_and(|previous| is_in(words::DETERMINERS, previous) || previous.ends_with("old"))
                || words.before.1.ends_with('-');
        let named = words.next().is_some_and(is_capitalised) && style == Style::Sentence;
        return !determined || named;
    }
    if matches!(words.written, "Jersey" | "Guernsey") && matches!(words.previous(), Some("a" | "A")) {
        return true;
    }
    let verb = matches!(words.written, "Polish" | "POLISH") && (words.starts_sentence() || style == Style::Capitals);
    let next = words.next().map(str::to_lowercase);
    verb && matches!(
        next.as_deref(),
        Some(
            "the"
                | "your"
                | "a"
                | "an"
                | "it"
                | "them"
                | "up"
                | "off"
                | "his"
                | "her"
                | "their"
                | "with"
                | "until"
                | "my"
                | "our"
                | "each"
        )
    )
}

/// A combining form needs what it combines with: "Sino-Russian", "Franco–German".
fn combining(words: &Words, code: [u8; 2]) -> Decision {
    let joined = matches!(words.after.1, "-" | "–") && is_capitalised(words.after.0);
    match joined {
        true => Decision::Mention(code, "combining-form"),
        false => Decision::Nothing,
    }
}

/// Chooses among the countries that a name can mean, by what stands around it.
fn resolve(words: &Words, candidates: &[([u8; 2], NameKind)], block: &Evidence, document: &Evidence) -> Decision {
    let mut distinct: Vec<_> = candidates.to_vec();
    distinct.dedup_by_key(|(code, _)| *code);
    let needs_context = needs_context(words.written) || distinct.len() > 1;
    let (code, kind) = distinct[0];
    if !needs_context {
        let doubted = is_in(words::GIVEN, words.written) && document.is_person(words.written);
        let score =
            2 * (block.speaks_for(code) - 2 * block.speaks_against(code)) - document.speaks_against(code).min(1);
        return if doubted && score + i32::from(block.countries_named() > 1) <= 0 {
            Decision::KeptOut(Some(code), "person")
        } else if is_in(words::DOUBTFUL, words.written) && block.speaks_against(code) > block.speaks_for(code) {
            Decision::KeptOut(Some(code), "context")
        } else {
            Decision::Mention(code, rule(kind))
        };
    }
    let mut scored: Vec<_> =
        distinct.iter().map(|(code, kind)| (score(words, *code, block, document), *code, *kind)).collect();
    scored.sort_by_key(|(score, code, _)| (std::cmp::Reverse(*score), *code));
    match scored[..] {
        [(best, code, _), ..] if best <= 0 => Decision::KeptOut(Some(code), "context"),
        [(best, code, _), (second, ..), ..] if best == second => Decision::KeptOut(Some(code), "context"),
        [(_, code, _), ..] => Decision::Mention(code, "context"),
        [] => Decision::Nothing,
    }
}

fn needs_context(written: &str) -> bool {
    is_in(words::CONTEXT, written) || words::CONTEXT.iter().any(|name| name.to_uppercase() == written)
}

fn score(words: &Words, code: [u8; 2], block: &Evidence, document: &Evidence) -> i32 {
    let compound = words.after.1 == "-"
        && matches!(
            words.after.0,
            "based" | "led" | "born" | "backed" | "funded" | "owned" | "bound" | "made" | "trained" | "flagged"
        );
    if compound {
        return 4;
    }
    let evidence = 2 * (block.speaks_for(code) - block.speaks_against(code)) + document.speaks_for(code)
        - document.speaks_against(code);
    let named = if document.names(code) { 4 } else { 0 };
    let person = if document.is_person(words.written) { 2 } else { 0 };
    let given = if is_in(words::GIVEN, words.written) { surroundings(words.text) } else { 0 };
    evidence + named - person + given
}

/// Whether the paragraph speaks as of a state or as of a person.
fn surroundings(text: &str) -> i32 {
    let count = |list: &[&str]| {
        let found = text.split(|c: char| !is_word(c)).filter(|word| is_in(list, word)).count();
        i32::try_from(found.min(2)).unwrap_or(2)
    };
    count(words::STATE_WORDS) - count(words::PERSON_WORDS)
}

/// Whether a name needs nothing else to be known, so that it can speak for others.
pub(super) fn is_plain(words: &Words, hit: &Hit) -> bool {
    guard(hit, words.written).is_none() && !needs_context(words.written) && codes(hit, words.written).next().is_some()
}

fn rule(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Name => "name",
        NameKind::Abbreviation => "abbreviation",
        NameKind::Former => "former-name",
        NameKind::Adjective => "adjective",
        NameKind::People => "people",
        NameKind::Combining => "combining-form",
    }
}
