//! A radix tree of phrases in flat tables: what finds the longest known phrase at a place. Also used by
//! the build script, which writes the tables of built-in phrases into the binary, so that a start reads nothing.

use std::borrow::Cow;

/// A node: a piece of text, and what may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    /// Where its text is among the texts.
    pub(crate) text: u32,
    pub(crate) len: u8,
    /// The first byte of its text.
    pub(crate) first: u8,
    pub(crate) children: u8,
    /// The first of its children, which stand side by side, by their first bytes.
    pub(crate) child: u32,
    /// The number of the phrase that ends here, or [`NONE`].
    pub(crate) phrase: u32,
}

/// No phrase ends here.
pub(crate) const NONE: u32 = u32::MAX;

/// A tree; the first node is its root.
#[derive(Debug, Clone)]
pub(crate) struct Trie {
    pub(crate) nodes: Cow<'static, [Node]>,
    pub(crate) texts: Cow<'static, [u8]>,
}

impl Trie {
    /// A tree of sorted phrases without repetition; each is known by its place among them.
    pub(crate) fn of(phrases: &[&[u8]]) -> Self {
        let mut building = Building { phrases, nodes: vec![EMPTY], texts: Vec::new() };
        building.fill(0, 0..phrases.len(), 0);
        Self { nodes: building.nodes.into(), texts: building.texts.into() }
    }

    /// What follows a tag that phrases begin with.
    #[allow(dead_code, reason = "the build script only builds")]
    pub(crate) fn branch(&self, tag: &[u8]) -> Option<Branch<'_>> {
        let mut branch = Branch { node: self.nodes[0], rest: &[] };
        let mut at = 0;
        while at < tag.len() {
            let (node, text) = self.child(branch.node, tag[at])?;
            let shared = text.len().min(tag.len() - at);
            if text[..shared] != tag[at..at + shared] {
                return None;
            }
            branch = Branch { node, rest: &text[shared..] };
            at += shared;
        }
        Some(branch)
    }

    /// Follows bytes from a branch on, whatever the case of those of ASCII; calls `found` with each phrase that ends among them, and how many it has.
    #[allow(dead_code, reason = "the build script only builds")]
    #[inline]
    pub(crate) fn walk(&self, branch: &Branch, bytes: &[u8], mut found: impl FnMut(u32, usize)) {
        let (mut node, mut text, mut at) = (branch.node, branch.rest, 0);
        // The texts are short: a call to compare them would cost more.
        while text.len() <= bytes.len() - at
            && text.iter().zip(&bytes[at..]).all(|(one, other)| *one == other.to_ascii_lowercase())
        {
            at += text.len();
            if node.phrase != NONE && at > 0 {
                found(node.phrase, at);
            }
            let Some(child) = bytes.get(at).and_then(|byte| self.child(node, byte.to_ascii_lowercase())) else {
                return;
            };
            (node, text) = child;
        }
    }

    #[inline]
    fn child(&self, node: Node, byte: u8) -> Option<(Node, &[u8])> {
        let first = node.child as usize;
        let children = &self.nodes[first..first + usize::from(node.children)];
        let at = children.partition_point(|child| child.first < byte);
        let child = children.get(at).filter(|child| child.first == byte)?;
        let text = child.text as usize;
        Some((*child, &self.texts[text..text + usize::from(child.len)]))
    }
}

/// A place in a tree: a node, and what is left of its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branch<'t> {
    node: Node,
    rest: &'t [u8],
}

const EMPTY: Node = Node { text: 0, len: 0, first: 0, children: 0, child: 0, phrase: NONE };

struct Building<'p> {
    phrases: &'p [&'p [u8]],
    nodes: Vec<Node>,
    texts: Vec<u8>,
}

impl Building<'_> {
    /// Gives a node what follows it: the phrases of a range, which are the same up to `depth`.
    fn fill(&mut self, node: usize, range: std::ops::Range<usize>, depth: usize) {
        let mut start = range.start;
        if self.phrases.get(start).is_some_and(|phrase| !range.is_empty() && phrase.len() == depth) {
            self.nodes[node].phrase = count(start);
            start += 1;
        }
        let groups = self.groups(start..range.end, depth);
        self.nodes[node].child = count(self.nodes.len());
        self.nodes[node].children = u8::try_from(groups.len()).unwrap_or(u8::MAX);
        let first = self.nodes.len();
        self.nodes.extend(groups.iter().map(|_| EMPTY));
        for (at, group) in groups.into_iter().enumerate() {
            let len = self.common(&group, depth);
            let text = self.phrases[group.start][depth..depth + len].to_vec();
            let child = &mut self.nodes[first + at];
            (child.text, child.len) = (count(self.texts.len()), u8::try_from(len).unwrap_or(u8::MAX));
            child.first = text.first().copied().unwrap_or_default();
            self.texts.extend(text);
            self.fill(first + at, group, depth + len);
        }
    }

    /// The ranges of phrases with the same next byte.
    fn groups(&self, range: std::ops::Range<usize>, depth: usize) -> Vec<std::ops::Range<usize>> {
        let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
        for at in range {
            match groups.last_mut() {
                Some(group) if self.phrases[group.start][depth] == self.phrases[at][depth] => group.end = at + 1,
                _ => groups.push(at..at + 1),
            }
        }
        groups
    }

    /// How many bytes the phrases of a sorted range share from `depth` on; not more than a node holds.
    fn common(&self, range: &std::ops::Range<usize>, depth: usize) -> usize {
        let (first, last) = (&self.phrases[range.start][depth..], &self.phrases[range.end - 1][depth..]);
        first.iter().zip(last).take_while(|(a, b)| a == b).count().min(usize::from(u8::MAX))
    }
}

/// Far fewer phrases and bytes are ever known than this can count.
fn count(all: usize) -> u32 {
    u32::try_from(all).unwrap_or(NONE)
}

/// How phrases begin, by numbers, so that most words need no walk.
#[derive(Debug, Clone)]
pub(crate) struct Starts(pub(crate) Cow<'static, [u64]>);

impl Starts {
    /// Of phrases in lower case; there are many times as many numbers, so that few other words have a phrase's.
    pub(crate) fn of(phrases: &[&[u8]]) -> Self {
        let mut bits = vec![0; (phrases.len() / 8).next_power_of_two().max(512)];
        let last = bits.len() - 1;
        for phrase in phrases {
            let start = Start::of(phrase);
            let whole = if phrase.len() == start.letters { start.whole() } else { start.followed() };
            for number in [start.word(), whole] {
                bits[(number / 64) & last] |= 1 << (number % 64);
            }
        }
        Self(bits.into())
    }

    /// Whether a text that starts so may begin with a phrase. Most are told by their first word.
    #[allow(dead_code, reason = "the build script only builds")]
    #[inline]
    pub(crate) fn may_be(&self, start: &Start) -> bool {
        self.has(start.word()) && (self.has(start.whole()) || self.has(start.followed()))
    }

    fn has(&self, number: usize) -> bool {
        let last = self.0.len() - 1;
        self.0[(number / 64) & last] >> (number % 64) & 1 == 1
    }
}

/// The start of a text, of which at most eight bytes count. A phrase that a text begins with ends with the text's
/// first word, or starts like the text does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start {
    /// In lower case.
    bytes: u64,
    /// How many ASCII letters there are at first.
    pub(crate) letters: usize,
}

impl Start {
    /// Of so many letters no more can be told.
    pub(crate) const MOST: usize = 8;

    #[inline]
    pub(crate) fn of(text: &[u8]) -> Self {
        let bytes = in_lower_case(u64::from_le_bytes(text.first_chunk().copied().unwrap_or_else(|| {
            let mut padded = [0; Self::MOST];
            padded[..text.len()].copy_from_slice(text);
            padded
        })));
        Self { bytes, letters: letters(bytes) }
    }

    /// The number of the first word.
    #[inline]
    fn word(&self) -> usize {
        number(self.bytes, self.letters)
    }

    /// Of a phrase that is no more than the word.
    fn whole(&self) -> usize {
        !self.word()
    }

    /// Of what goes on with the next character, and behind a space with the one after.
    fn followed(&self) -> usize {
        match self.bytes.to_le_bytes().get(self.letters) {
            Some(b' ') => number(self.bytes, self.letters + 2),
            Some(_) => number(self.bytes, self.letters + 1),
            None => self.whole(),
        }
    }
}

/// The lowest and the highest bit of each byte.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// The highest bit of each byte that is a letter of ASCII from one to another. All bytes are looked at together, without
/// a branch: where words end cannot be foretold.
fn between(first: u8, last: u8, bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let from_first = low + u64::from(0x80 - first) * EACH;
    let past_last = low + u64::from(0x80 - last - 1) * EACH;
    from_first & !past_last & !bytes & HIGH
}

fn in_lower_case(bytes: u64) -> u64 {
    bytes | between(b'A', b'Z', bytes) >> 2
}

/// How many of the bytes are letters before the first that is not one.
fn letters(bytes: u64) -> usize {
    let others = !between(b'a', b'z', bytes) & HIGH;
    (others.trailing_zeros() / u8::BITS) as usize
}

/// A number that depends on the first so many of the bytes.
fn number(bytes: u64, len: usize) -> usize {
    let kept = if len < Start::MOST { bytes & ((1 << (len * 8)) - 1) } else { bytes };
    (kept.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_that_begin_a_text_are_found_the_shortest_first() {
        let phrases: [&[u8]; 6] = [b"chad", b"chad basin", b"china", b"china clay", b"oman", "r\u{e9}union".as_bytes()];
        let trie = Trie::of(&phrases);
        let found = |text: &str| {
            let mut all = Vec::new();
            trie.walk(&trie.branch(b"").unwrap(), text.as_bytes(), |phrase, len| all.push((phrase, len)));
            all
        };
        assert_eq!(found("chad basins"), [(0, 4), (1, 10)]);
        assert_eq!(found("china cla"), [(2, 5)]);
        assert_eq!(found("r\u{e9}union"), [(5, 8)]);
        assert_eq!(found("om"), []);
        assert_eq!(found(""), []);
        let starts = Starts::of(&phrases);
        let may_be = |text: &str| starts.may_be(&Start::of(text.as_bytes()));
        assert!(may_be("China") && may_be("OMAN") && may_be("oman, too") && may_be("r\u{e9}union"));
        let letters = |text: &str| Start::of(text.as_bytes()).letters;
        assert_eq!(
            ["", "A", "aZ{", "`a", "@a", "Zaire is", "\u{e9}a", "overlongword"].map(letters),
            [0, 1, 2, 0, 0, 5, 0, 8]
        );
        assert!(!may_be("the") && !may_be("chin") && !may_be("r."));
    }
}
