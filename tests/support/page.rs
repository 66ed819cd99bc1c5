//! An HTML page as a test reads it: its elements in order, and its text.
//!
//! Only the tokenizer of html5ever, which is compiled for the sanitiser anyway, is used: an
//! assertion about attributes needs no tree.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// In lower case.
    pub name: String,
    /// Names and values, decoded.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A page, read.
#[derive(Debug, Default)]
pub struct Page {
    /// In order.
    pub elements: Vec<Element>,
    /// What a reader sees, with single spaces.
    pub text: String,
    /// What the tokenizer could not accept, such as a duplicate attribute.
    pub mistakes: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub fn read(html: &str) -> Self {
        let reader = Reader(RefCell::default());
        let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
        let tokenizer = Tokenizer::new(reader, options);
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut page = tokenizer.sink.0.into_inner();
        page.text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
        page
    }

    /// The elements of that name.
    pub fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The values of an attribute, on any element.
    pub fn values<'p>(&'p self, attribute: &'p str) -> impl Iterator<Item = &'p str> {
        self.elements.iter().filter_map(move |element| element.attribute(attribute))
    }

    /// The ids, and those that stand twice.
    pub fn ids(&self) -> (BTreeSet<&str>, Vec<&str>) {
        let mut ids = BTreeSet::new();
        let twice = self.values("id").filter(|id| !ids.insert(*id)).collect();
        (ids, twice)
    }

    /// Every address the page refers to: links, pictures, films and their stills.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let one = ["href", "src", "poster", "action", "data"].into_iter().flat_map(|name| self.values(name));
        // Addresses of copies have no commas, as their widths follow at once.
        let copies = self.values("srcset").flat_map(|set| set.split(", ").filter_map(|copy| copy.split(' ').next()));
        one.chain(copies)
    }

    /// What would not run, or would be refused, under `default-src 'self'`, and any script but that of the search page.
    pub fn inline_code(&self) -> Vec<String> {
        let is_of_search = |src: &str| {
            let name = src.rsplit('/').next().and_then(|name| name.strip_suffix(".js"));
            let is_search = |name: &str| name == "search" || name.starts_with("search.");
            name.is_some_and(is_search) && !src.contains(':') && !src.starts_with("//")
        };
        // A block of data is no code.
        let is_harmless = |(name, value): &(String, String)| match name.as_str() {
            "src" => is_of_search(value),
            name => name == "type" && value.ends_with("+json"),
        };
        let is_code = |element: &&Element| match element.name.as_str() {
            "script" => !element.attributes.iter().any(is_harmless),
            name => name == "style",
        };
        let tags = self.elements.iter().filter(is_code);
        let tags = tags.map(|element| format!("<{}>", element.name));
        let attributes = self.elements.iter().flat_map(|element| {
            let wrong = |name: &str| name == "style" || name.starts_with("on");
            element
                .attributes
                .iter()
                .filter(move |(name, value)| {
                    wrong(name) || value.trim_start().to_lowercase().starts_with("javascript:")
                })
                .map(|(name, value)| format!("<{} {name}={value:?}>", element.name))
        });
        tags.chain(attributes).collect()
    }
}

/// Elements within a line: text continues across their tags.
const WITHIN_A_LINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

struct Reader(RefCell<Page>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                if !WITHIN_A_LINE.contains(&&*tag.name) {
                    page.text.push(' ');
                }
                if tag.kind == TagKind::StartTag {
                    let attributes = tag.attrs.iter().map(|own| (own.name.local.to_string(), own.value.to_string()));
                    let attributes = attributes.collect();
                    page.elements.push(Element { name: tag.name.to_string(), attributes });
                    return match &*tag.name {
                        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                        "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                        _ => TokenSinkResult::Continue,
                    };
                }
            }
            Token::CharacterTokens(text) => page.text.push_str(&text),
            Token::ParseError(mistake) => page.mistakes.push(format!("line {line}: {mistake}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
