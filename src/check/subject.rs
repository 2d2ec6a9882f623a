//! What a page should speak of, going by the links to it and by its own address: words, of which a page that is meant has some.

use percent_encoding::percent_decode_str;
use smallvec::{SmallVec, smallvec};
use url::Url;

use super::sought::Sought;
use crate::text::{unescape, without_query, words};

/// Words are compared by this many characters at most, so that endings don't matter.
pub(super) const STEM: usize = 6;

/// Shorter words say little.
pub(super) const SHORTEST: usize = 4;

/// Texts of links that are compared, of a target that a whole catalogue links to.
const MOST_TEXTS: usize = 16;

/// The room that is made for the words of a link, in bytes.
const LONGEST: usize = 256;

/// Words of links and addresses that say nothing about one page.
const EMPTY_WORDS: &[&str] = &[
    "about", "article", "artikel", "blog", "click", "dieser", "episode", "folge", "from", "have", "here", "hier",
    "html", "http", "https", "index", "item", "link", "listen", "more", "news", "notes", "page", "podcast", "post",
    "posts", "read", "show", "site", "that", "their", "this", "watch", "website", "what", "when", "with", "your",
];

/// Sets of words of which one should be on the page, at least half of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Each is a line of words, with a blank between two of them.
    sets: SmallVec<[Box<str>; 2]>,
    /// The ASCII letters, as bits, with which its words begin, and bit 31 where one begins with another letter.
    begins: u32,
    /// The path of the address, if it ends like that of a file to save or to play: a page there should offer the file.
    file: Option<Box<str>>,
}

impl Subject {
    /// What the address itself says.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        let path = percent_decode_str(url.path()).decode_utf8_lossy();
        let mut subject = Self::default();
        subject.add(&path);
        subject.file = is_file(&path).then(|| path.into());
        subject
    }

    /// Whether a file is wanted.
    pub(super) fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Whether an address that a page refers to is that of the file at another place.
    pub(super) fn is_offered_at(&self, href: &str) -> bool {
        let Some(file) = &self.file else { return false };
        let href = unescape(href);
        let path = percent_decode_str(without_query(&href)).decode_utf8_lossy();
        last_segment(&path).eq_ignore_ascii_case(last_segment(file)) && !path.ends_with(&**file)
    }

    /// One that no page has, so that all of it is read.
    pub(super) fn of_nothing() -> Self {
        Self { sets: smallvec!["\0".into()], begins: 0, file: None }
    }

    /// Adds what a link says. One that says nothing, or only an address, is left out.
    pub fn add(&mut self, text: &str) {
        if self.sets.len() == MOST_TEXTS {
            return;
        }
        let mut stems = String::with_capacity(text.len().min(LONGEST));
        let ends: SmallVec<[usize; 16]> = words(text)
            .filter(|word| says_something(word))
            .map(|word| {
                stems.extend(stem_of(word));
                stems.len()
            })
            .collect();
        let begins = std::iter::once(0).chain(ends.iter().copied());
        let mut stems: SmallVec<[&str; 16]> = begins.zip(&ends).map(|(begin, end)| &stems[begin..*end]).collect();
        stems.sort_unstable();
        stems.dedup();
        let set = stems.join(" ").into_boxed_str();
        if !set.is_empty() && !text.contains("://") && !self.sets.contains(&set) {
            self.begins = stems.iter().fold(self.begins, |begins, word| begins | beginning(word.as_bytes()));
            self.sets.push(set);
        }
    }

    /// Whether nothing is known of it.
    pub(super) fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Whether a page with these words may be what is meant; also where nothing is known.
    pub(super) fn is_met_by(&self, seen: &[&str]) -> bool {
        let met = |set: &str| set.split(' ').filter(|word| seen.contains(word)).count() * 2 >= set.split(' ').count();
        self.sets.is_empty() || self.sets.iter().any(|set| met(set))
    }

    /// Whether a text speaks of it by other words than those of which the name of its host is made; also where nothing is known.
    pub(super) fn is_met_beyond(&self, host: &str, text: &str) -> bool {
        let mut seen = Vec::new();
        self.sought().look_for(text, &mut seen);
        let met = |set: &str| set.split(' ').any(|word| !host.contains(word) && seen.contains(&word));
        self.sets.is_empty() || self.sets.iter().any(|set| met(set))
    }

    /// Whether links, or the address, speak of a word.
    pub(super) fn has(&self, word: &str) -> bool {
        let stem: String = stem_of(word).collect();
        self.sets.iter().any(|set| set.split(' ').any(|known| known == stem))
    }

    /// Whether links, or the address, have a word in which one of these parts is.
    pub(super) fn has_part(&self, parts: &[&str]) -> bool {
        self.sets.iter().any(|set| parts.iter().any(|part| set.contains(part)))
    }

    /// Its words, to be looked for in the texts of a page.
    pub(super) fn sought(&self) -> Sought<'_> {
        Sought::of(self.sets.iter().flat_map(|set| set.split(' ')), self.begins)
    }
}

/// Whether a path ends in the name of a file: an ending of a few letters and digits, which isn't that of a page.
fn is_file(path: &str) -> bool {
    const PAGES: &[&str] = &["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cfm", "cgi"];
    let ending = last_segment(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_ending && !PAGES.iter().any(|page| page.eq_ignore_ascii_case(ending))
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The bit of a word's first letter, in either case.
pub(super) fn beginning(word: &[u8]) -> u32 {
    match word.first() {
        Some(letter) if letter.is_ascii_alphabetic() => 1 << (letter.to_ascii_lowercase() - b'a'),
        _ => 1 << 31,
    }
}

/// The beginning of a word, in lower case.
pub(super) fn stem_of(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase).take(STEM)
}

/// Scripts without spaces between words can't be compared by words.
fn says_something(word: &str) -> bool {
    word.chars().count() >= SHORTEST
        && word.chars().all(|c| c.is_alphabetic() && (c as u32) < 0x2E80)
        && !EMPTY_WORDS.iter().any(|empty| empty.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(url: &str, link: &str, page: &str) -> bool {
        let mut subject = Subject::of(&Url::parse(url).unwrap());
        subject.add(link);
        let mut seen = Vec::new();
        subject.sought().look_for(page, &mut seen);
        subject.is_met_by(&seen)
    }

    #[test]
    fn a_page_speaks_of_its_link_or_its_address() {
        assert!(met("https://a.example/ep/3", "The biscuit tin", "Of biscuits and other things"));
        assert!(met("https://a.example/2019/letters-of-a-clockmaker", "this essay", "A clockmaker's letters"));
        assert!(!met("https://a.example/ep/3", "The history of the biscuit tin", "Bright Harbor online"));
        assert!(!met("https://a.example/x", "Interview with Mara Quist", "A page with an interview"));
    }

    #[test]
    fn words_are_the_same_in_any_case_and_beside_any_others() {
        assert!(met("https://a.example/3", "Die Größe der Ärzte", "GRÖSSE? Größe, sagen ärzte."));
        assert!(met("https://a.example/3", "Kelp Forests", "Über KELP — und Forests"));
        assert!(!met("https://a.example/3", "Kelp Forests", "Über kel"));
    }

    #[test]
    fn a_file_may_be_offered_at_another_place() {
        let offered = |url: &str, href: &str| Subject::of(&Url::parse(url).unwrap()).is_offered_at(href);
        let pdf = "https://a.example/minutes/a%20b.pdf";
        assert!(offered(pdf, "/raw/a%20b.pdf?x=1") && offered(pdf, "https://cdn.example/A b.PDF"));
        assert!(!offered(pdf, "/minutes/a b.pdf") && !offered(pdf, "https://a.example/minutes/a%20b.pdf?lang=de"));
        assert!(!offered(pdf, "/raw/b.pdf") && !offered("https://a.example/x.html", "/y/x.html"));
    }

    #[test]
    fn nothing_is_expected_where_nothing_is_said() {
        assert!(met("https://a.example/ep/3", "here", "Bright Harbor"));
        assert!(met("https://a.example/3", "https://a.example/biscuit", "Bright Harbor"));
        assert!(met("https://a.example/3", "蜜蜂的故事", "Bright Harbor"));
    }
}
