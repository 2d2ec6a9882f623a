//! The words in an element's classes and id: `site-episode-showNotes` says *site*, *episode*, *show*, *notes*.

use std::rc::Rc;

use foldhash::HashMap;
use scraper::node::Element;

use crate::episode::dom::attr;

/// Words in lower case, each between spaces, one space more between names: ` site  show notes  episode body `.
#[derive(Debug, Default)]
pub(super) struct Names {
    words: String,
    marks: u128,
}

/// A word, and those of which one follows.
pub(super) type Follows = (&'static str, &'static [&'static str]);

/// Words that are looked for.
#[derive(Clone, Copy)]
pub(super) struct Words {
    list: &'static [&'static str],
    marks: u128,
}

impl Words {
    /// A list that is looked for in many names.
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        let (mut marks, mut at) = (0, 0);
        while at < list.len() {
            marks |= mark(list[at].as_bytes());
            at += 1;
        }
        Self { list, marks }
    }

    /// Pairs that are looked for in many names: a word, and those of which one follows.
    pub(super) const fn pairs<const N: usize>(table: &'static [Follows; N]) -> [(Self, Self); N] {
        let mut pairs = [(Self::new(&[]), Self::new(&[])); N];
        let mut at = 0;
        while at < N {
            pairs[at] = (Self::new(std::slice::from_ref(&table[at].0)), Self::new(table[at].1));
            at += 1;
        }
        pairs
    }

    fn has(&self, word: &str) -> bool {
        self.marks & mark(word.as_bytes()) != 0 && self.list.contains(&word)
    }
}

/// One bit of many for a word: where it isn't set, the word isn't there, and nothing needs to be compared.
pub(super) const fn mark(word: &[u8]) -> u128 {
    if word.is_empty() {
        return 0;
    }
    let (first, middle, last) = (word[0], word[word.len() / 2], word[word.len() - 1]);
    1 << ((first as usize * 5 + middle as usize * 3 + last as usize * 7 + word.len() * 11) % 128)
}

/// The longest attribute that is read, in bytes.
const LONGEST: usize = 400;

/// Starts of classes that content management systems make of an author's own words.
const AUTHORS_WORDS: &[&str] = &[
    "tag-",
    "category-",
    "series-",
    "podcast-",
    "post-",
    "postid-",
    "format-",
    "type-",
    "status-",
    "guests-",
    "topic-",
];

/// Names that were read: many elements of a page have the same.
#[derive(Default)]
pub(super) struct Known<'a>(HashMap<Written<'a>, Rc<Names>>);

/// An element's classes and its id.
type Written<'a> = [Option<&'a str>; 2];

fn written(element: &Element) -> Written<'_> {
    ["class", "id"].map(|name| attr(element, name))
}

impl<'a> Known<'a> {
    /// The names of an element.
    pub(super) fn of(&mut self, element: &'a Element) -> Rc<Names> {
        let written = written(element);
        Rc::clone(self.0.entry(written).or_insert_with(|| Rc::new(Names::read(written))))
    }
}

impl Names {
    /// The names of an element.
    pub(super) fn of(element: &Element) -> Self {
        Self::read(written(element))
    }

    fn read([class, id]: Written<'_>) -> Self {
        let mut words = Self::default();
        let is_post = class.is_some_and(|class| class.contains("hentry") || class.contains("type-"));
        for name in [class, id].into_iter().flatten().flat_map(|value| head(value).split_ascii_whitespace()) {
            if is_post && AUTHORS_WORDS.iter().any(|start| name.starts_with(start)) {
                continue;
            }
            words.push_name(name);
        }
        words
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Appends the words of a name: split where it isn't a letter, and before capitals. What a generator made says nothing.
    fn push_name(&mut self, name: &str) {
        self.words.reserve(name.len() + 8);
        self.words.push(' ');
        for part in name.split(|c: char| !c.is_alphanumeric()) {
            let (start, marks) = (self.words.len(), self.marks);
            self.push_part(part);
            if is_hash(part, &self.words[start..]) {
                self.words.truncate(start);
                self.marks = marks;
            }
        }
    }

    fn push_part(&mut self, part: &str) {
        let mut start = self.words.len();
        if part == ADD_TO_ANY {
            self.words.push_str("addtoany");
        }
        let mut before_lower = false;
        for c in part.chars().filter(|_| part != ADD_TO_ANY) {
            let is_letter = c.is_alphabetic();
            if !is_letter || (before_lower && c.is_uppercase()) {
                start = self.end_word(start);
            }
            if c.is_ascii_alphabetic() {
                self.words.push(c.to_ascii_lowercase());
            } else if is_letter {
                self.words.extend(c.to_lowercase());
            }
            before_lower = c.is_lowercase();
        }
        self.end_word(start);
    }

    /// Ends the word that begins at `start`, if one does; returns where the next begins.
    fn end_word(&mut self, start: usize) -> usize {
        let word = &self.words.as_bytes()[start..];
        if !word.is_empty() {
            self.marks |= mark(word);
            self.words.push(' ');
        }
        self.words.len()
    }

    /// Whether one of the words is `word`.
    pub(super) fn has(&self, word: &str) -> bool {
        // A comparison of short words is cheaper than preparing a search for one.
        self.may_have(word) && self.words.as_bytes().split(|byte| *byte == b' ').any(|own| own == word.as_bytes())
    }

    /// Whether one name is that word alone.
    pub(super) fn has_name(&self, word: &str) -> bool {
        self.may_have(word) && self.words.split("  ").any(|name| name.trim() == word)
    }

    fn may_have(&self, word: &str) -> bool {
        self.marks & mark(word.as_bytes()) != 0
    }

    /// Whether one of the words is among these.
    pub(super) fn has_any(&self, words: &Words) -> bool {
        self.marks & words.marks != 0 && self.words.split(' ').any(|own| words.has(own))
    }

    /// Whether one name holds `first` directly before one of `then`.
    pub(super) fn has_pair(&self, first: &str, then: &[&str]) -> bool {
        self.may_have(first) && then.iter().any(|word| self.may_have(word)) && self.has_before(first, then)
    }

    /// Whether one name holds a word of such pairs directly before one that may follow.
    pub(super) fn has_any_pair(&self, pairs: &[(Words, Words)]) -> bool {
        pairs.iter().any(|(first, then)| {
            self.marks & first.marks != 0
                && self.marks & then.marks != 0
                && first.list.iter().any(|first| self.has_before(first, then.list))
        })
    }

    fn has_before(&self, first: &str, then: &[&str]) -> bool {
        let mut previous = "";
        self.words.split(' ').any(|word| {
            let pair = previous == first && then.contains(&word);
            previous = word;
            pair
        })
    }

    /// Whether one name holds a word of each list, whatever stands between them.
    pub(super) fn has_both(&self, some: &Words, others: &Words) -> bool {
        self.marks & some.marks != 0
            && self.marks & others.marks != 0
            && self.words.split("  ").any(|name| {
                let has = |list: &Words| name.split(' ').any(|word| list.has(word));
                has(some) && has(others)
            })
    }
}

/// What the share buttons of `AddToAny` are called.
const ADD_TO_ANY: &str = "a2a";

/// Whether a part of a name was made by a generator: `4a1a2b0`, `kXnAvZ`. `words` are those in it.
fn is_hash(part: &str, words: &str) -> bool {
    const SHORTEST: usize = 4;
    const SHORTEST_HEX: usize = 6;
    let bytes = part.as_bytes();
    if bytes.len() < SHORTEST || words.is_empty() {
        return false;
    }
    let is_digit = |at: usize| bytes[at].is_ascii_digit();
    let numbers = (0..bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !is_digit(at - 1))).count();
    let is_hex = || bytes.len() >= SHORTEST_HEX && bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_broken = || {
        let count = words.split_ascii_whitespace().count();
        count > 2 && words.len() - count < count * 5 / 2
    };
    numbers > 1 || numbers == 1 && is_hex() || is_broken()
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    fn names(class: &str) -> Names {
        let dom = Dom::fragment(&format!("<div class=\"{class}\">"));
        let div = dom.root().descendants().filter_map(|node| node.value().as_element()).last().unwrap();
        Names::of(div)
    }

    #[test]
    fn names_are_cut_into_words() {
        let found = names("site-episodeShowNotes Episode__Contents");
        assert!(["site", "episode", "show", "notes", "contents"].iter().all(|word| found.has(word)));
        assert!(!found.has("note") && !found.has("content"));
        assert!(found.has_pair("show", &["notes"]) && !found.has_pair("notes", &["episode"]));
        let pairs = Words::pairs(&[("any", &["notes"]), ("show", &["other", "notes"])]);
        assert!(found.has_any_pair(&pairs) && !found.has_any_pair(&pairs[..1]));
        let (episode, site, contents) = (&Words::new(&["episode"]), &Words::new(&["site"]), &Words::new(&["contents"]));
        assert!(found.has_both(episode, contents) && !found.has_both(site, contents));
        assert!(found.has_any(&Words::new(&["any", "show"])) && !found.has_any(&Words::new(&["any", "other"])));
    }

    #[test]
    fn what_a_generator_made_says_nothing() {
        for class in ["sc-687a9a00-0", "_8a8a9_50", "css-a1a2b3c", "x4ad1f0c", "4ad7", "sc-jAdsKy"] {
            let found = names(class);
            assert!(!["a", "ad", "ads", "addtoany"].iter().any(|word| found.has(word)), "{class}");
        }
        assert!(names("a2a_kit a2a_dd").has("addtoany") && names("mc4wp-form").has_pair("mc", &["wp"]));
        assert!(names("col2").has("col") && names("mp3-player").has("player") && names("showNotesAd").has("ad"));
    }

    #[test]
    fn an_authors_own_words_say_nothing() {
        assert!(!names("post type-post tag-transcript hentry category-comments").has("transcript"));
    }
}
