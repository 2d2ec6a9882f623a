//! Whether a page is one that was seen before, of which little is kept.

use std::hash::BuildHasher;

use super::page::{ENOUGH_TEXT, Page};
use super::sketch::{MOST_DIFFERENCES, Sketch};
use crate::text::blank_words;

/// What tells whether other pages are the same as one. It is kept for as long as a host may be asked: words are bytes here.
#[derive(Debug)]
pub(super) struct Likeness {
    /// How much text was read, as far as it matters.
    length: usize,
    headings: Box<[u64]>,
    /// The beginning of the text, as a hash and as its words.
    text: u64,
    words: Box<[u8]>,
    /// All words, where there are more.
    sketch: Sketch,
}

impl Likeness {
    pub(super) fn of(page: Page) -> Self {
        let facts = &page.facts;
        Self {
            length: length(&page),
            headings: facts.headings.iter().map(|heading| hash(heading)).collect(),
            text: hash(&facts.text),
            words: words(&facts.text).collect(),
            sketch: page.sketch,
        }
    }

    /// Whether a page is the same but for an address that it repeats, as far as both were read: one may have been read further than the other.
    pub(super) fn is_of(&self, page: &Page) -> bool {
        let read = length(page);
        let is_close = read.abs_diff(self.length) <= 60 + read / 20;
        is_close && self.has_headings(page) && (self.text == hash(&page.facts.text) || self.has_words(page))
    }

    /// Whether not even a few words more are different.
    pub(super) fn is_nearly(&self, page: &Page) -> bool {
        if self.sketch.is_empty() && page.sketch.is_empty() {
            return self.text == hash(&page.facts.text)
                || apart(self.words.iter().copied(), words(&page.facts.text)) <= MOST_DIFFERENCES;
        }
        self.sketch.is_nearly(&page.sketch)
    }

    fn has_headings(&self, page: &Page) -> bool {
        let headings = &page.facts.headings;
        let same = headings.iter().zip(&self.headings).all(|(one, other)| hash(one) == *other);
        same && headings.is_empty() == self.headings.is_empty()
    }

    /// Whether it has most of the words, one after the other.
    fn has_words(&self, page: &Page) -> bool {
        let (mut count, mut same) = (0, 0);
        for (at, word) in words(&page.facts.text).enumerate() {
            count += 1;
            same += usize::from(self.words.get(at) == Some(&word));
        }
        same * 10 >= self.words.len().max(count) * 8
    }
}

fn length(page: &Page) -> usize {
    page.facts.text_length.min(ENOUGH_TEXT)
}

fn hash(text: &str) -> u64 {
    foldhash::fast::FixedState::default().hash_one(text)
}

/// The words of a text, each as a byte: of those that are different, few are the same.
fn words(text: &str) -> impl Iterator<Item = u8> {
    blank_words(text).map(|word| hash(word).to_le_bytes()[0])
}

/// How many words of one text the other doesn't have, and the other way round.
fn apart(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> u32 {
    let mut counts = [0_i32; 256];
    one.for_each(|word| counts[usize::from(word)] += 1);
    other.for_each(|word| counts[usize::from(word)] -= 1);
    counts.iter().map(|count| count.unsigned_abs()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::PageFacts;

    fn page(heading: &str, text: &str) -> Page {
        let (text, text_length, headings) = (text.to_owned(), text.len(), vec![heading.to_owned()]);
        Page { facts: PageFacts { headings, text_length, text, ..PageFacts::default() }, ..Page::default() }
    }

    #[test]
    fn pages_are_alike_although_they_repeat_their_address() {
        let text = "Hmm. Nothing lives at the address of yours so head back to the start page /x";
        let likeness = Likeness::of(page("A", text));
        assert!(likeness.is_of(&page("A", &text.replace("/x", "/y"))));
        assert!(!likeness.is_of(&page("B", text)));
        let other = "Something else altogether, which is about as long as the other text is.";
        assert!(!likeness.is_of(&page("A", other)));
    }

    #[test]
    fn two_articles_of_one_site_are_alike_and_not_nearly_the_same() {
        let article = |word: &str| {
            let words = (0..260).map(|at| if at % 7 == 0 { format!("{word}{at}") } else { format!("menu{at}") });
            page("A", &words.collect::<Vec<_>>().join(" "))
        };
        let likeness = Likeness::of(article("moth"));
        assert!(likeness.is_of(&article("bee")) && !likeness.is_nearly(&article("bee")));
        assert!(likeness.is_nearly(&article("moth")));
    }
}
