//! The words of a language, ready to be asked for, and the sentences that it reads.

use std::sync::{LazyLock, OnceLock};

use foldhash::{HashMap, HashSet};

use super::languages::{LANGUAGES, Language, YOURS};
use crate::check::Apology;

/// A language as [`Language`] writes it, parsed.
pub(super) struct Lexicon {
    things: Words,
    owned: Words,
    pages: Words,
    sought: Phrases,
    gone: Phrases,
    lost: Phrases,
    nothing: Phrases,
    offers: Words,
    ended: Phrases,
    small: Words,
    why: Words,
}

/// The lexicon of a language, by its place among them; it is made when it is first asked for.
pub(super) fn of(number: usize) -> &'static Lexicon {
    static LEXICONS: LazyLock<Vec<OnceLock<Lexicon>>> =
        LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
    LEXICONS[number].get_or_init(|| Lexicon::of(&LANGUAGES[number]))
}

impl Lexicon {
    fn of(language: &Language) -> Self {
        Self {
            things: Words::of(language.things),
            owned: Words::of(language.owned),
            pages: Words::of(language.pages),
            sought: Phrases::of(language.sought),
            gone: Phrases::of(language.gone),
            lost: Phrases::of(language.lost),
            nothing: Phrases::of(language.nothing),
            offers: Words::of(language.offers),
            ended: Phrases::of(language.ended),
            small: Words::of(language.small),
            why: Words::of(language.why),
        }
    }

    /// Reads a sentence word by word: small words, a thing, what became of it, in one of two orders.
    pub(super) fn reads(&self, words: &[&str]) -> Option<Apology> {
        let (mut at, mut said) = (0, Said::default());
        while at < words.len() {
            match self.takes(words, at, &mut said) {
                0 => break,
                count => at += count,
            }
        }
        // Pages are lost by nobody: "Page Not Found by Ilka Bram" is a record.
        let is_work = said.thing == Some(Apology::NotFound) && words.get(at) == Some(&"by");
        let is_read = at == words.len() || self.why.has(words[at]) && !is_work;
        let thing = said.thing.or(said.has_ended.then_some(Apology::Removed));
        thing.filter(|_| said.is_gone && is_read)
    }

    /// Reads the next phrase of a sentence, and counts its words.
    fn takes(&self, words: &[&str], at: usize, said: &mut Said) -> usize {
        let rest = &words[at..];
        let gone = if said.thing.is_some() { self.gone.longest(rest) } else { 0 };
        let ended = if said.is_offer { self.ended.longest(rest) } else { 0 };
        let lost = gone.max(ended).max(self.lost.longest(rest));
        if lost > 0 {
            said.is_gone = true;
            said.has_ended |= ended > gone;
            return lost;
        }
        let nothing = self.nothing.longest(rest);
        if nothing > 0 {
            *said = Said { thing: said.thing.or(Some(Apology::Oops)), is_gone: true, ..Said::default() };
            return nothing;
        }
        // "What you look for doesn't exist" may be the name of a song.
        let sought = if said.is_gone { self.sought.longest(rest) } else { 0 };
        if sought > 0 {
            said.names(Apology::NotFound);
            return sought;
        }
        let before = at.checked_sub(1).map(|before| words[before]);
        let thing = self.thing(rest[0], before);
        if let Some(thing) = thing {
            said.names(thing);
        }
        let is_offer = self.offers.has(rest[0]);
        said.is_offer |= is_offer;
        // "The author deleted this Longread story."
        let is_kind = || {
            said.is_gone && before == Some("this") && rest.get(1).is_some_and(|next| self.thing(next, None).is_some())
        };
        usize::from(thing.is_some() || is_offer || self.small.has(rest[0]) || is_kind())
    }

    fn thing(&self, word: &str, before: Option<&str>) -> Option<Apology> {
        let word = word.strip_prefix("l'").unwrap_or(word);
        match () {
            () if self.things.has(word)
                || self.owned.has(word) && before.is_some_and(|word| !YOURS.contains(&word)) =>
            {
                Some(Apology::Removed)
            }
            () if self.pages.has(word) => Some(Apology::NotFound),
            () => None,
        }
    }
}

/// What was read of a sentence.
#[derive(Default)]
struct Said {
    thing: Option<Apology>,
    is_gone: bool,
    /// Whether it speaks of what a sponsor offers, and says that this has ended.
    is_offer: bool,
    has_ended: bool,
}

impl Said {
    /// Notes a thing; the first one counts, and any of them more than none.
    fn names(&mut self, thing: Apology) {
        self.thing = self.thing.filter(|known| *known != Apology::Oops).or(Some(thing));
    }
}

/// Words between blanks.
struct Words(HashSet<&'static str>);

impl Words {
    fn of(list: &'static str) -> Self {
        Self(list.split_whitespace().collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Phrases between commas, by their first words, each without that.
struct Phrases(HashMap<&'static str, Vec<Box<[&'static str]>>>);

impl Phrases {
    fn of(list: &'static str) -> Self {
        let mut phrases: HashMap<_, Vec<_>> = HashMap::default();
        for phrase in list.split(',') {
            let mut words = phrase.split_whitespace();
            if let Some(first) = words.next() {
                phrases.entry(first).or_default().push(words.collect());
            }
        }
        Self(phrases)
    }

    /// How many words the longest phrase has that begins these words.
    fn longest(&self, words: &[&str]) -> usize {
        let Some((first, rest)) = words.split_first() else { return 0 };
        let begun = self.0.get(first).into_iter().flatten();
        begun.filter(|phrase| rest.starts_with(phrase)).map(|phrase| 1 + phrase.len()).max().unwrap_or(0)
    }
}
