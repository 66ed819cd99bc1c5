//! Small sites of every kind of file, and changes to them, as numbers that shrink.
//!
//! A file is a choice in each of its fields; 0 is always the plainest. All is text: who uses this
//! writes the files.

use proptest::collection::vec;
use proptest::prelude::*;

/// A field's choices: each the lines of front matter, or the text, that it gives.
type Choices = &'static [&'static str];

/// A file that a site can have.
pub struct Slot {
    pub path: &'static str,
    /// `%` stands for the file's own number.
    fields: &'static [Choices],
}

const LEAD: Choices = &["", "# A remark\n", "# A remark\n\n# Another\n"];

const ARTICLE: &[Choices] = &[
    LEAD,
    &["title: Matter %\n", "title: Other matter %\n", "title: Shared title\n", "title: Water\n", "title: Ada\n"],
    &["summary: Of it.\n", "summary: Of it and [[Water]].\n", "summary: A longer summary.\n"],
    &[
        "date: 2026-01-0%\n",
        "date: 2026-01-01\n",
        "date: 2026-01-02\n",
        "date: 2026-01-02T10:00:00\n",
        "date: 2025-06-01\n",
        "date: 2028-01-01\n",
    ],
    &["takeaways: [One thing]\n", "", "takeaways: [Another thing]\n"],
    &[
        "",
        "countries: [KZ]\n",
        "countries: [KZ, UZ]\n",
        "countries: [UZ, KZ, FR]\n",
        "countries: [FR]\n",
        "countries: [XS, KZ]\n",
    ],
    &["", "topics: [Water]\n", "topics: [water]\n", "topics: [Dams]\n", "topics: [Water, dams]\n", "topics: [H2O]\n"],
    &["", "people: [Ada]\n", "people: [ada, Bo]\n", "people: [Countess]\n"],
    &["", "organizations: [Ada]\n", "organizations: [Office]\n", "organizations: [Bo, office]\n"],
    &["", "authors: [Sam Writer]\n", "authors: [sam-writer, Lee]\n"],
    &[
        "",
        "reactions:\n  - {country: KZ, stance: supportive, text: Yes.}\n",
        "reactions:\n  - {country: KZ, stance: opposed, text: Yes.}\n",
        "reactions:\n  - {actor: Ada, stance: opposed, text: No.}\n",
        "reactions:\n  - {actor: Ada, text: Well.}\n  - {country: UZ, stance: opposed, text: No., date: 2026-01-02}\n",
        "reactions:\n  - {country: FR, actor: Office, stance: mixed, text: Hm.}\n  - {actor: Office, text: Hm.}\n  - {country: KZ, text: Hm.}\n",
        "reactions:\n  - {actor: Bo, quote: 'Water!', date: 2026-01-01}\n  - {country: UZ, stance: supportive, text: See [[Matter 1]].}\n",
        "reactions:\n  - {actor: Countess, text: Well.}\n",
    ],
    &[
        "",
        "timeline:\n  - {date: 1991, title: Independence}\n",
        "timeline:\n  - {date: 1991, title: Independence, text: At last., countries: [KZ]}\n  - {date: 2020-09, text: War}\n",
        "timeline:\n  - {date: 1991, text: Independence, countries: [UZ, KZ]}\n  - {date: 1992, title: Peace, countries: [FR]}\n",
    ],
    &["", "translation_key: same\n", "translation_key: same\nlanguage: ru\n", "translation_key: other\nlanguage: fr\n"],
    &[
        "",
        "aliases: [/old/]\n",
        "aliases: [/OLD/]\n",
        "aliases: [/older/, /matters/]\n",
        "aliases: [/countries/france/]\n",
    ],
    &["", "slug: chosen\n", "slug: chosen-%\n"],
    &["", "draft: true\n"],
    &[
        "",
        "corrections:\n  - {date: 2026-01-05, text: It was not so.}\n",
        "updates:\n  - {date: 2026-01-06, text: 'See [[Water]].'}\n",
    ],
    &[
        "",
        "updated: 2026-02-0%\n",
        "publish_at: 2026-05-01T09:00:00\n",
        "expires_at: 2026-12-01T00:00:00\n",
        "review_by: 2026-06-01\n",
    ],
    &[
        "",
        "sources:\n  - {id: one, title: A source, url: 'https://example.com/'}\n",
        "template: special.html\n",
        "people: 5\n",
        "extra: {colour: red}\n",
    ],
    &["---\n"],
    &[
        "Text %.\n",
        "Other text.\n",
        "See [it](two.md) and [that](three.md#a-heading).\n\n## A heading\n\nMore.\n",
        "See [it](/articles/one/) and [there](/countries/kazakhstan/#history), [old](/old/).\n",
        "See [[Water]], [[Matter 2]], [[chosen]], [[Kazakhstan]], [[Ada]] and [[Nobody]].\n\n## Another heading\n",
        "Kazakhstan, France and Water, said Ada; [near](tow.md).\n",
        "```{map}\ncountries: [KZ, UZ]\n```\n\n[self](#nothing)\n",
        "[about](../about.md) [draft](one.md) [topic](../topics/water.md#history) [x](/no/such/).\n",
        "## A heading\n\nA source speaks. Dams and H2O, in Uzbekistan.\n",
    ],
];

const PAGE: &[Choices] = &[
    LEAD,
    &["title: Page %\n", "title: Water\n", "title: Another page\n"],
    &[
        "",
        "list: {kind: articles}\n",
        "list: {kind: articles, topics: [Water], sort: title}\n",
        "list: {kind: articles, countries: [KZ], sort: updated, limit: 2}\n",
        "list: {kind: topics}\n",
        "list: {kind: people, sort: title}\n",
        "list: {kind: countries, limit: 1}\n",
    ],
    &["", "authors: [Sam Writer]\n"],
    &["", "slug: chosen\n", "slug: old\n"],
    &["", "aliases: [/old/]\n", "draft: true\n", "template: special.html\n"],
    &["", "timeline:\n  - {date: 1991, title: Independence, countries: [FR]}\n"],
    &["---\n"],
    &["Text.\n", "See [it](articles/one.md#a-heading).\n", "## History\n\n[[Matter 1]] and France.\n"],
];

const TOPIC: &[Choices] = &[
    LEAD,
    &["title: Water\n", "title: Waters\n"],
    &["", "alternate_names: [H2O]\n", "alternate_names: [H2O, Wetness]\n"],
    &["", "summary: What is wet.\n", "draft: true\n", "aliases: [/wet/]\n"],
    &["", "timeline:\n  - {date: 1991, title: Independence}\n  - {date: 1990, title: A flood, countries: [KZ, UZ]}\n"],
    &["---\n"],
    &["Of water.\n", "## History\n\nSee [one](../articles/one.md).\n", "See [[Matter 3]] and Kazakhstan.\n"],
];

const PERSON: &[Choices] = &[
    LEAD,
    &["title: Ada\n", "title: Ada Byron\n"],
    &["", "alternate_names: [Countess]\n"],
    &["", "summary: Of numbers.\n"],
    &["---\n"],
    &["She.\n", "## History\n\nShe, in France.\n"],
];

const COUNTRY: &[Choices] = &[
    LEAD,
    &[
        "code: KZ\n",
        "code: KZ\nname: Qazaqstan\n",
        "code: KZ\nalternate_names: [The Steppe]\n",
        "code: XS\nname: Seeland\n",
    ],
    &["", "capital: Elsewhere\n", "population: 5\n", "summary: Of it.\n"],
    &[
        "",
        "timeline:\n  - {date: 1991, title: Independence}\n",
        "timeline:\n  - {date: 1995, title: A treaty, countries: [UZ]}\n",
    ],
    &["---\n"],
    &["It is.\n", "## History\n\n[[Water]].\n"],
];

const HOME: &[Choices] = &[
    LEAD,
    &["title: Home\n", "title: At home\n"],
    &["", "draft: true\n"],
    &["---\n"],
    &["Welcome.\n", "Welcome, [one](articles/one.md), [[Water]].\n"],
];

/// The files that a site can have.
pub const SLOTS: &[Slot] = &[
    Slot { path: "content/articles/one.md", fields: ARTICLE },
    Slot { path: "content/articles/two.md", fields: ARTICLE },
    Slot { path: "content/articles/three.md", fields: ARTICLE },
    Slot { path: "content/articles/four.md", fields: ARTICLE },
    Slot { path: "content/articles/five.md", fields: ARTICLE },
    Slot { path: "content/articles/six.md", fields: ARTICLE },
    Slot { path: "content/about.md", fields: PAGE },
    Slot { path: "content/lists/list.md", fields: PAGE },
    Slot { path: "content/index.md", fields: HOME },
    Slot { path: "content/topics/water.md", fields: TOPIC },
    Slot { path: "content/people/ada.md", fields: PERSON },
    Slot { path: "content/organizations/ada.md", fields: PERSON },
    Slot { path: "content/authors/sam-writer.md", fields: PERSON },
    Slot { path: "content/countries/kz.md", fields: COUNTRY },
    Slot { path: "content/countries/xs.md", fields: COUNTRY },
];

/// How many slots are articles.
const ARTICLES: usize = 6;
const MAX_FIELDS: usize = 21;

/// A file as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    choices: Vec<u8>,
    is_there: bool,
    is_broken: bool,
}

impl Slot {
    /// What the file holds, or `None` where it is not there.
    pub fn bytes(&self, number: usize, state: &State) -> Option<Vec<u8>> {
        if !state.is_there {
            return None;
        }
        if state.is_broken {
            return Some(b"---\ntitle: \xff\n---\n".to_vec());
        }
        let choices = self.fields.iter().zip(&state.choices);
        let text: String = choices.map(|(field, choice)| field[usize::from(*choice) % field.len()]).collect();
        Some(format!("---\n{text}").replace('%', &(number % 9 + 1).to_string()).into_bytes())
    }
}

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Makes another choice in a field.
    Set { slot: usize, field: usize, choice: u8 },
    /// Makes all choices anew.
    Rewrite { slot: usize, choices: Vec<u8> },
    /// Takes the file away, or brings it back.
    Toggle { slot: usize },
    /// Makes the file unreadable, or readable again.
    Break { slot: usize },
    /// Gives one file what another says; the other goes.
    Rename { from: usize, to: usize },
}

/// All files as they are now.
#[derive(Debug, Clone)]
pub struct Files(Vec<State>);

impl Files {
    pub fn new(start: &[State]) -> Self {
        Self(start.to_vec())
    }

    /// By path.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Option<Vec<u8>>)> {
        let states = self.0.iter().enumerate();
        states.map(|(at, state)| (SLOTS[at].path, SLOTS[at].bytes(at, state)))
    }

    /// Takes a change in; the slots that it touched.
    pub fn edit(&mut self, edit: &Edit) -> Vec<usize> {
        match edit {
            Edit::Set { slot, field, choice } => {
                let field = field % SLOTS[*slot].fields.len();
                self.0[*slot].choices[field] = *choice;
                vec![*slot]
            }
            Edit::Rewrite { slot, choices } => {
                self.0[*slot] = State { choices: choices.clone(), is_there: true, is_broken: false };
                vec![*slot]
            }
            Edit::Toggle { slot } => {
                self.0[*slot].is_there ^= true;
                vec![*slot]
            }
            Edit::Break { slot } => {
                self.0[*slot].is_broken ^= true;
                vec![*slot]
            }
            Edit::Rename { from, to } => {
                self.0.swap(*from, *to);
                vec![*from, *to]
            }
        }
    }
}

/// Choices, mostly the plainest so that a site has few mistakes.
fn choices() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![2 => Just(0_u8), 3 => 0_u8..9], MAX_FIELDS)
}

fn slot() -> impl Strategy<Value = usize> {
    prop_oneof![3 => 0..ARTICLES, 2 => 0..SLOTS.len()]
}

/// The files that a site begins with.
pub fn start() -> impl Strategy<Value = Vec<State>> {
    let state = (choices(), prop::bool::weighted(0.6));
    let state = state.prop_map(|(choices, is_there)| State { choices, is_there, is_broken: false });
    vec(state, SLOTS.len())
}

/// A change of one file.
pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        12 => (slot(), 0..MAX_FIELDS, 0_u8..9).prop_map(|(slot, field, choice)| Edit::Set { slot, field, choice }),
        2 => (slot(), choices()).prop_map(|(slot, choices)| Edit::Rewrite { slot, choices }),
        4 => slot().prop_map(|slot| Edit::Toggle { slot }),
        1 => slot().prop_map(|slot| Edit::Break { slot }),
        1 => (0..ARTICLES, 0..ARTICLES).prop_map(|(from, to)| Edit::Rename { from, to }),
    ]
}

/// Changes that are seen at once.
pub fn step() -> impl Strategy<Value = Vec<Edit>> {
    prop_oneof![3 => vec(edit(), 1), 1 => vec(edit(), 2..4)]
}
