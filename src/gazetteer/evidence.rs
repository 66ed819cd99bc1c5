//! Names that mean two things: what in the text speaks for and against a country.
//!
//! Words nearby are weighed (`data/evidence.yaml`), and other names of the same country, and of
//! others; offices of states against those of US states; persons of the same name. What stands in the
//! same sentence weighs more than what stands elsewhere in the document, what stands beside the name
//! most. Only whole numbers are added, so that the same text is always judged the same.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::rules::{Case, Decision, is_doubtful_name};
use super::scan::{self, Folded, Hit, Meaning, NameKind};
use super::words::{Style, Words, is_in, is_in_any_case, lists, words};

type Code = [u8; 2];

/// What a whole document says beyond doubt.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// How often each country is named, by code.
    named: Vec<(Code, i32)>,
    /// Names that are a person's somewhere, and after how many phrases first.
    persons: BTreeMap<String, usize>,
    /// How many phrases were noted.
    pub(super) noted: usize,
    /// Names that are a town's somewhere, "Lebanon, Tenn.", and after how many phrases first.
    towns: BTreeMap<String, usize>,
}

impl Document {
    /// Notes what was decided of a phrase.
    pub(super) fn note(&mut self, written: &str, decision: Decision) {
        self.noted += 1;
        match decision {
            Decision::Mention(code, _) | Decision::Likely(code, _) => self.note_country(code),
            Decision::KeptOut(_, "person") => {
                for name in written.split(' ') {
                    self.persons.entry(name.to_owned()).or_insert(self.noted);
                }
            }
            Decision::KeptOut(_, "us-place") => {
                self.towns.entry(written.to_owned()).or_insert(self.noted);
            }
            _ => {}
        }
    }

    /// Notes what the article says it is about.
    pub(super) fn declare(&mut self, codes: impl IntoIterator<Item = Code>) {
        codes.into_iter().for_each(|code| self.note_country(code));
    }

    fn note_country(&mut self, code: Code) {
        match self.place(code) {
            Ok(at) => self.named[at].1 += 1,
            Err(at) => self.named.insert(at, (code, 1)),
        }
    }

    fn place(&self, code: Code) -> Result<usize, usize> {
        self.named.binary_search_by_key(&code, |(named, _)| *named)
    }

    pub(super) fn names(&self, code: Code) -> i32 {
        self.place(code).map_or(0, |at| self.named[at].1)
    }

    /// How many countries are named besides one and the United States.
    fn others(&self, code: Code) -> usize {
        self.named.iter().filter(|(other, _)| *other != code && other != b"US").count()
    }
}

/// A passage whose phrases are decided as far as the words beside them tell.
pub(super) struct Around<'p> {
    pub(super) folded: &'p Folded<'p>,
    pub(super) decided: Cow<'p, [(Hit, Decision)]>,
    /// How many phrases the passages before it have.
    first: usize,
    /// What speaks for and against countries in it, looked for when it is first needed.
    evidence: OnceCell<Vec<Hit>>,
}

impl<'p> Around<'p> {
    /// `noted` is how many phrases the document has up to the end of the passage.
    pub(super) fn new(folded: &'p Folded<'p>, decided: Cow<'p, [(Hit, Decision)]>, noted: usize) -> Self {
        Self { folded, first: noted - decided.len(), decided, evidence: OnceCell::new() }
    }

    /// How many phrases the document has before a place in the passage.
    fn phrases_before(&self, start: usize) -> usize {
        self.first + self.decided.partition_point(|(hit, _)| hit.start < start)
    }

    fn evidence(&self, within: Range<usize>) -> &[Hit] {
        let all = self.evidence.get_or_init(|| scan::evidence(self.folded));
        let from = all.partition_point(|hit| hit.start < within.start);
        &all[from..all.partition_point(|hit| hit.start < within.end).max(from)]
    }

    /// Whether a sentence speaks against a country at all.
    fn speaks_against(&self, code: Code, within: Range<usize>) -> bool {
        let mut terms = self.evidence(within).iter().flat_map(|hit| hit.terms);
        terms.any(|term| term.meaning == Meaning::Against(code))
    }
}

/// What speaks for and against countries in a text: each word counts once.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    words: BTreeSet<(Code, bool, &'static str)>,
    /// Where that which speaks for a country stands.
    places: Vec<(Code, Range<usize>)>,
}

impl Evidence {
    /// Of whole passages.
    pub(super) fn of(passages: &[Around]) -> Self {
        let mut evidence = Self::default();
        for passage in passages {
            evidence.add(passage.evidence(0..passage.folded.text.len()));
        }
        evidence
    }

    fn add(&mut self, hits: &[Hit]) {
        for hit in hits {
            for term in hit.terms {
                match term.meaning {
                    // A seat of government weighs as much as two words.
                    Meaning::Seat(code) => {
                        self.words.extend([(code, true, term.written), (code, true, "")]);
                        self.places.push((code, hit.start..hit.end));
                    }
                    Meaning::For(code) => {
                        self.words.insert((code, true, term.written));
                        self.places.push((code, hit.start..hit.end));
                    }
                    Meaning::Against(code) => {
                        self.words.insert((code, false, term.written));
                    }
                    Meaning::Country { .. } | Meaning::Guard(_) => {}
                }
            }
        }
    }

    fn count(&self, code: Code, speaks_for: bool, most: i32) -> i32 {
        let words = self.words.range((code, speaks_for, "")..).take_while(|(c, f, _)| *c == code && *f == speaks_for);
        (0..most).zip(words).map(|_| 1).sum()
    }

    /// For less against, each up to a limit.
    fn balance(&self, code: Code, most: i32) -> i32 {
        self.count(code, true, most) - self.count(code, false, most)
    }
}

/// A sentence with a name that means two things.
struct Sentence<'t> {
    text: &'t str,
    evidence: Evidence,
    /// The countries named in it beyond doubt, and where.
    named: Vec<(Code, Range<usize>)>,
}

impl<'t> Sentence<'t> {
    fn around(words: &Words<'t>, around: &Around) -> Self {
        let within = sentence(words.text, words.start, words.end);
        let mut evidence = Evidence::default();
        evidence.add(around.evidence(within.clone()));
        let from = around.decided.partition_point(|(hit, _)| hit.start < within.start);
        let decided = around.decided[from..].iter().take_while(|(hit, _)| hit.start < within.end);
        let named = decided.filter_map(|(hit, decision)| {
            let (Decision::Mention(code, _) | Decision::Likely(code, _)) = decision else { return None };
            Some((*code, hit.start..hit.end))
        });
        let named = named.collect();
        Self { text: &words.text[within], evidence, named }
    }

    fn names(&self, code: Code) -> bool {
        self.named.iter().any(|(named, _)| *named == code)
    }

    /// Whether another country is named, the United States apart.
    fn has_others(&self, code: Code) -> bool {
        self.named.iter().any(|(named, _)| *named != code && named != b"US")
    }

    /// How far what speaks for a country is from the name.
    fn distance(&self, code: Code, words: &Words) -> usize {
        let places = self.evidence.places.iter().chain(&self.named).filter(|(named, _)| *named == code);
        let apart =
            |place: &Range<usize>| place.start.saturating_sub(words.end).max(words.start.saturating_sub(place.end));
        places.map(|(_, place)| apart(place)).min().unwrap_or(usize::MAX)
    }

    /// Whether the sentence speaks as of a state or as of a person.
    fn surroundings(&self, style: Style) -> i32 {
        let (mut states, mut persons) = (0, 0);
        for word in words(self.text) {
            let is_in = |list| if style == Style::Sentence { is_in(list, word) } else { is_in_any_case(list, word) };
            states += i32::from(is_in(lists::STATE_WORDS));
            persons += i32::from(is_in(lists::PERSON_WORDS));
        }
        states.min(2) - persons.min(2)
    }
}

/// Decides what a name means that only counts where the context speaks for it.
///
/// `everywhere` gives the evidence of the whole document, which is gathered when it is first needed.
pub(super) fn decide(
    case: &Case,
    around: &Around,
    document: &Document,
    everywhere: &OnceCell<Evidence>,
    gather: impl FnOnce() -> Evidence,
) -> Decision {
    let words = &case.words;
    let sentence = Sentence::around(words, around);
    let score = |(code, kind): &(Code, NameKind)| (score(case, *code, *kind, &sentence, document), *code);
    let mut scored: Vec<_> = case.candidates().iter().map(score).collect();
    // What the whole document says weighs at most so much, and often changes nothing.
    match scored[..] {
        [(score, code)] if score > IN_ALL => return Decision::Mention(code, "context"),
        [(score, code)] if score <= -IN_ALL => return Decision::KeptOut(Some(code), "context"),
        _ => {}
    }
    let everywhere = everywhere.get_or_init(gather);
    for (score, code) in &mut scored {
        *score += everywhere.balance(*code, IN_ALL);
    }
    scored.sort_by_key(|(score, code)| {
        (Reverse(*score), sentence.distance(*code, words), Reverse(document.names(*code)), *code)
    });
    match scored[..] {
        [(best, code), ..] if best <= 0 => Decision::KeptOut(Some(code), "context"),
        [(best, one), (second, other), ..] if best == second && !is_nearer(one, other, words, &sentence, document) => {
            Decision::KeptOut(Some(one), "context")
        }
        [(_, code), ..] => Decision::Mention(code, "context"),
        [] => Decision::Nothing,
    }
}

/// Of two countries for which as much speaks: whether one is nearer, or named more often.
fn is_nearer(one: Code, other: Code, words: &Words, sentence: &Sentence, document: &Document) -> bool {
    let (near, far) = (sentence.distance(one, words), sentence.distance(other, words));
    near < far || near == far && document.names(one) > document.names(other)
}

/// The countries against which words can speak.
static OPPOSED: &[Code] = include!(concat!(env!("OUT_DIR"), "/opposed.rs"));

/// Whether nothing can speak against a name that is likely a mention.
pub(super) fn is_beyond_doubt(written: &str, code: Code, document: &Document) -> bool {
    let can_be_opposed = || OPPOSED.contains(&code) || document.towns.contains_key(written);
    !(document.persons.contains_key(written) || is_doubtful_name(written) && can_be_opposed())
}

/// A doubtful name that counts unless something speaks against it: Turkey at Thanksgiving, Israel the boy.
pub(super) fn unless_against(
    case: &Case,
    (code, rule): (Code, &'static str),
    around: &Around,
    document: &Document,
) -> Decision {
    let words = &case.words;
    let person = document.persons.get(words.written);
    let is_town = is_town(words, around, document);
    if person.is_none() && !is_town && !around.speaks_against(code, sentence(words.text, words.start, words.end)) {
        return Decision::Mention(code, rule);
    }
    // In prose a person is told of only after the whole name.
    let is_met = person.is_some_and(|met| words.text.len() < HEADING || around.phrases_before(words.start) >= *met);
    let sentence = Sentence::around(words, around);
    let balance = 2 * sentence.evidence.balance(code, 3) - 4 * i32::from(is_town);
    let company = 2 * i32::from(document.names(code) > 2 && !is_town) + i32::from(sentence.has_others(code));
    let usual = if is_in_any_case(lists::GIVEN_OFTEN, words.written) { 3 } else { 1 };
    let persons = if is_met { sentence.surroundings(words.style) - usual } else { 0 };
    let balance_of_all = 1
        + i32::from(usual == 1 || !is_met)
        + balance
        + company
        + persons
        + placed(words) * i32::from(!is_town)
        + offices(words).max(0)
        + 2 * i32::from(words.possessive)
        + called_a_land(words);
    match balance_of_all > 0 {
        true => Decision::Mention(code, rule),
        false if is_met && balance >= 0 => Decision::KeptOut(Some(code), "person"),
        false => Decision::KeptOut(Some(code), "context"),
    }
}

/// Whether an earlier passage told of a town of this name; "a soldier from Poland" is of the country still.
fn is_town(words: &Words, around: &Around, document: &Document) -> bool {
    let of_people =
        matches!(words.previous(), Some("from" | "of")) && is_in(lists::PEOPLE_NOUNS, words.second_before().word);
    !of_people && document.towns.get(words.written).is_some_and(|met| *met <= around.first)
}

/// Up to so many bytes, a text can be a heading.
const HEADING: usize = 120;

/// How much the words in the whole document can speak for a country, or against it.
const IN_ALL: i32 = 2;

/// All that speaks for a country of this name in its document less all that speaks against it.
fn score(case: &Case, code: Code, kind: NameKind, sentence: &Sentence, document: &Document) -> i32 {
    let words = &case.words;
    let one_meaning = !case.is_shared;
    let compound = one_meaning
        && words.written != "Georgia"
        && words.is_joined_after()
        && words.after.word.starts_with(char::is_lowercase);
    let mut score = 2 * sentence.evidence.balance(code, 3);
    score += 3 * i32::from(document.names(code) > 0) + 2 * i32::from(sentence.names(code));
    score += if one_meaning { offices(words) + 4 * i32::from(compound) + called_a_land(words) } else { 0 };
    if is_in_any_case(lists::IN_COMPANY, words.written) {
        score += company(words, code, sentence, document);
    }
    if words.written == "Emirates" {
        score += placed(words);
    }
    if matches!(kind, NameKind::Name) && is_in_any_case(lists::GIVEN_FIRST, words.written) && words.written != "Georgia"
    {
        score += sentence.surroundings(words.style) + placed(words);
        // One word of states in the sentence is not enough for a name that so many people bear.
        score -= 1 + 3 * i32::from(document.persons.contains_key(words.written)) + acting(words);
    }
    score
}

/// "Armenia, Georgia and Azerbaijan"; not "Georgia and Alabama".
fn company(words: &Words, code: Code, sentence: &Sentence, document: &Document) -> i32 {
    let next_to = |place: &Range<usize>| {
        let between = match place.start >= words.end {
            true => words.text.get(words.end..place.start),
            false => words.text.get(place.end..words.start),
        };
        between.is_some_and(|between| matches!(between, ", " | " and " | ", and " | "–" | "-" | " or " | "/" | " & "))
    };
    let listed = sentence.named.iter().any(|(named, place)| *named != code && next_to(place));
    // A person of this name is met among countries too, but not in a cell of a table of them.
    let in_document = !is_in_any_case(lists::GIVEN_FIRST, words.written) || words.text.len() < 60;
    let in_cell = i32::from(words.text.len() < 60);
    2 * i32::from(listed)
        + 2 * i32::from(sentence.has_others(code))
        + (1 + in_cell) * i32::from(in_document && document.others(code) > 1)
}

/// "the president of Georgia", "Georgia's parliament" against "the governor of Georgia", "Georgia's senators".
fn offices(words: &Words) -> i32 {
    let holder = match words.previous() {
        Some("of" | "in") => words.second_before().word,
        _ => "",
    };
    let beside = [words.noun().unwrap_or_default(), holder];
    let is_in = |list| beside.iter().any(|word| is_in_any_case(list, word));
    let of_a_nation =
        words.written.ends_with(['n', 's']) && words.next().is_some_and(|next| self::is_in(lists::PEOPLE_NOUNS, next));
    8 * i32::from(is_in(lists::STATE_OFFICES)) - 8 * i32::from(is_in(lists::US_OFFICES))
        + i32::from(is_in(lists::STATE_WORDS))
        + 2 * i32::from(of_a_nation)
}

/// "in Jordan", "flew to Chad", "to Chad".
fn placed(words: &Words) -> i32 {
    match words.previous() {
        Some(previous) if is_in(lists::INSIDE, previous) => 3,
        // "in the Emirates", where the stadium is "at the Emirates"
        Some("the") if is_in(lists::INSIDE, words.second_before().word) => 3,
        Some("to" | "from" | "for") if is_in(lists::MOTION, words.second_before().word) => 3,
        Some("to" | "from" | "To" | "From" | "of" | "between" | "and") => 1,
        _ => 0,
    }
}

/// "Jordan, the country, was on his list".
fn called_a_land(words: &Words) -> i32 {
    let article = words.after.gap == ", " && matches!(words.after.word, "the" | "a") && !words.possessive;
    let called =
        words.previous() == Some("of") && matches!(words.second_before().word, "country" | "nation" | "republic");
    6 * i32::from(article && is_in(lists::LANDS, words.second_after().word)) + 6 * i32::from(called)
}

/// "Jordan scored", "Chad, who".
fn acting(words: &Words) -> i32 {
    let acts = words.next().is_some_and(|next| is_in_any_case(lists::PERSON_VERBS, next));
    let who = words.after.gap == ", " && matches!(words.after.word, "who" | "whose" | "whom");
    let governs = words.next().is_some_and(|next| is_in(lists::STATE_VERBS, next));
    4 * i32::from(acts || who) - 2 * i32::from(governs)
}

/// The sentence around a place; a semicolon ends one too, and so does what no reader would call a sentence.
fn sentence(text: &str, start: usize, end: usize) -> Range<usize> {
    let first = text.floor_char_boundary(start.saturating_sub(REACH));
    let last = text.ceil_char_boundary((end + REACH).min(text.len()));
    let is_end = |(at, mark): &(usize, &str)| ends_sentence(text, *at, mark);
    let marks_before = text[first..start].rmatch_indices(MARKS).map(|(at, mark)| (first + at, mark));
    let marks_after = text[end..last].match_indices(MARKS).map(|(at, mark)| (end + at, mark));
    let before = { marks_before }.find(is_end).map_or(first, |(at, _)| at + 1);
    before..{ marks_after }.find(is_end).map_or(last, |(at, _)| at + 1)
}

/// How far from a name its sentence can reach, in bytes.
const REACH: usize = 400;

const MARKS: [char; 4] = ['.', '!', '?', ';'];

fn ends_sentence(text: &str, at: usize, mark: &str) -> bool {
    let after = &text[at + mark.len()..];
    let capital =
        after.trim_start_matches(['"', '”', ')', ' ', '“']).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    after.starts_with([' ', '"', '”', ')']) && (mark == ";" || capital && !ends_in_abbreviation(&text[..at]))
        || after.is_empty() && mark != ";" && !ends_in_abbreviation(&text[..at])
}

/// "U.S.", "St.", "Gov."
fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.contains('.') || is_in(lists::ABBREVIATIONS, word) || word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        let text = "The U.S. and Gov. Kemp met. Then Georgia voted; it rained. St. Paul slept.";
        let at = text.find("Georgia").unwrap();
        assert_eq!(&text[sentence(text, at, at + 7)], " Then Georgia voted;");
        let at = text.find("Kemp").unwrap();
        assert_eq!(&text[sentence(text, at, at + 4)], "The U.S. and Gov. Kemp met.");
    }
}
