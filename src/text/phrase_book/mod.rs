//! Many phrases at once, found where words begin.
//!
//! Most words begin no phrase, which one look at their first bytes in a small table tells: a text is passed over several times faster than by an automaton, and
//! the table is built in no time. Scripts without blanks between words, and letters beyond ASCII, may begin a phrase anywhere.

mod beginnings;
mod edges;

use std::ops::Range;

use self::beginnings::{Beginnings, first_eight, key};
use self::edges::{Edges, edges};

/// Phrases that are looked for together, each with what it means. ASCII letters count in any case.
#[derive(Debug)]
pub struct PhraseBook<M = ()> {
    /// Those that begin alike together, the longest first.
    phrases: Vec<Phrase<M>>,
    beginnings: Beginnings,
}

#[derive(Debug)]
struct Phrase<M> {
    /// Without the blank with which it may be written.
    text: &'static str,
    /// Whether a blank is to stand before it.
    is_behind_blank: bool,
    meaning: M,
    /// Its bytes from the ninth to the sixteenth, and which of them it has: many phrases share the first eight.
    second: u64,
    mask: u64,
    /// The longest other phrase with which it begins.
    within: Option<usize>,
}

impl PhraseBook {
    /// A book of phrases, which are in lower case. One may begin with a blank, so as to stand behind one.
    ///
    /// # Panics
    /// If a phrase is empty, or has capitals.
    #[must_use]
    pub fn new(phrases: &[&'static str]) -> Self {
        Self::of([((), phrases)])
    }
}

impl<M: Copy> PhraseBook<M> {
    /// A book of tables of phrases, which are in lower case; those of a table mean the same.
    ///
    /// # Panics
    /// If a phrase is empty, or has capitals.
    #[must_use]
    pub fn of<'a>(tables: impl IntoIterator<Item = (M, &'a [&'static str])>) -> Self {
        let of = |(meaning, table): (M, &'a [&'static str])| table.iter().map(move |text| Phrase::of(text, meaning));
        let mut phrases: Vec<Phrase<M>> = tables.into_iter().flat_map(of).collect();
        phrases.sort_by_key(|phrase| (key(phrase.text), usize::MAX - phrase.text.len()));
        let beginnings = Beginnings::of(phrases.iter().map(|phrase| phrase.text));
        let mut book = Self { phrases, beginnings };
        for number in 0..book.phrases.len() {
            let within = book.next_fitting(number);
            book.phrases[number].within = within;
        }
        book
    }

    /// All phrases in a text, each as what it means and where it stands, those that stand within others among them.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (M, Range<usize>)> + 'a {
        let text = text.as_bytes();
        Hits { book: self, text, edges: edges(text), at: 0, hit: None }
    }

    /// Whether a text has any of the phrases.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Whether a text begins with any of the phrases; none begins with those that stand behind a blank.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        self.fitting(text.as_bytes()).any(|number| !self.phrases[number].is_behind_blank)
    }

    /// The longest other phrase with which a phrase begins; of two that are the same, the other one.
    fn next_fitting(&self, number: usize) -> Option<usize> {
        self.fitting(self.phrases[number].text.as_bytes()).skip_while(|other| *other != number).nth(1)
    }

    /// The phrases with which these bytes begin, the longest first.
    fn fitting<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let second = first_eight(bytes.get(8..).unwrap_or_default());
        self.beginnings.alike(first_eight(bytes)).filter(move |number| self.phrases[*number].begins(bytes, second))
    }
}

impl<M> Phrase<M> {
    fn of(text: &'static str, meaning: M) -> Self {
        let (text, is_behind_blank) = text.strip_prefix(' ').map_or((text, false), |text| (text, true));
        assert!(!text.trim_start().is_empty(), "a phrase is empty");
        assert!(!text.bytes().any(|byte| byte.is_ascii_uppercase()), "{text:?} isn't in lower case");
        let rest = text.as_bytes().get(8..).unwrap_or_default();
        let unused = 8 * (8 - rest.len().min(8));
        let mask = u64::MAX.checked_shr(u32::try_from(unused).expect("at most 64")).unwrap_or(0);
        Self { text, is_behind_blank, meaning, second: first_eight(rest) & mask, mask, within: None }
    }

    /// Whether these bytes begin with it; `second` are the second eight of them.
    fn begins(&self, bytes: &[u8], second: u64) -> bool {
        let begin = || bytes.get(..self.text.len());
        second & self.mask == self.second
            && begin().is_some_and(|begin| begin.eq_ignore_ascii_case(self.text.as_bytes()))
    }
}

/// The phrases in a text.
struct Hits<'a, M> {
    book: &'a PhraseBook<M>,
    text: &'a [u8],
    edges: Edges<'a>,
    /// Where the phrase under way begins, and which it is.
    at: usize,
    hit: Option<usize>,
}

impl<M: Copy> Iterator for Hits<'_, M> {
    type Item = (M, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(hit) = self.hit {
                let Phrase { text, is_behind_blank, meaning, within, .. } = self.book.phrases[hit];
                self.hit = within;
                if !is_behind_blank {
                    return Some((meaning, self.at..self.at + text.len()));
                }
                if let Some(blank) = self.at.checked_sub(1).filter(|before| self.text[*before] == b' ') {
                    return Some((meaning, blank..self.at + text.len()));
                }
                continue;
            }
            self.at = self.edges.next()?;
            let rest = &self.text[self.at..];
            if self.book.beginnings.may_be(rest[0], first_eight(rest)) {
                self.hit = self.book.fitting(rest).next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use proptest::prelude::*;

    const BOOK: &[&str] = &[
        "page not found",
        "page",
        "404",
        "not found",
        "no",
        "nicht da",
        "страница удалена",
        "удалена",
        "ページ",
        "ジ",
        "¡vaya",
        "x",
        " at all",
    ];

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let book = PhraseBook::of(BOOK.iter().map(|phrase| (*phrase, slice::from_ref(phrase))));
        let mut found: Vec<_> = book.find(text).map(|(phrase, at)| (phrase, at.start)).collect();
        found.sort_unstable_by_key(|(phrase, at)| (*at, phrase.len()));
        found
    }

    #[test]
    fn phrases_are_found_within_others_and_in_any_case() {
        assert_eq!(
            found("404: Page NOT found"),
            [("404", 0), ("page", 5), ("page not found", 5), ("no", 10), ("not found", 10)]
        );
        assert_eq!(found("Страница удалена".to_lowercase().as_str()), [("страница удалена", 0), ("удалена", 17)]);
        assert_eq!(found("このページ"), [("ページ", 6), ("ジ", 12)]);
        assert_eq!(found("oh, ¡Vaya"), [("¡vaya", 4)]);
        assert_eq!(found("at all, no at all"), [("no", 8), (" at all", 10)]);
    }

    #[test]
    fn phrases_begin_where_words_do() {
        assert_eq!(found("homepage, 1404, piano"), []);
        assert_eq!(found("pa"), []);
        assert_eq!(found(""), []);
    }

    proptest! {
        #[test]
        fn they_are_found_as_by_looking_for_each(text in "([Pp]age| |not|found| at all|[0-9]|no|nicht da|удалена|ページ|é|x){0,12}") {
            let lower = text.to_ascii_lowercase();
            let begins = |at: usize| {
                let (before, after) = (lower.as_bytes().get(at.wrapping_sub(1)), lower.as_bytes().get(at));
                !(before.is_some_and(u8::is_ascii_alphanumeric) && after.is_some_and(u8::is_ascii_alphanumeric))
            };
            let lower = lower.as_str();
            let places = || (0..lower.len()).filter(|at| lower.is_char_boundary(*at) && begins(*at));
            let of = |phrase: &&'static str| {
                let phrase = *phrase;
                places().filter(move |at| lower[*at..].starts_with(phrase)).map(move |at| (phrase, at)).collect::<Vec<_>>()
            };
            let mut each: Vec<_> = BOOK.iter().flat_map(of).collect();
            each.sort_unstable_by_key(|(phrase, at)| (*at, phrase.len()));
            prop_assert_eq!(found(&text), each);
        }
    }
}
