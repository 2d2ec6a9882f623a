//! Whether words are those of a sponsor: a heading, a paragraph, a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;
use memchr::memchr_iter;

use super::sentence::may_be_end;
use super::words::{
    AUDIENCE, BARE, CODES, DASHED, HEADINGS, HEADINGS_ALONE, LABELS, LABELS_ALONE, OPENERS, PAID, PHRASES, SENTENCES,
    SHOWS,
};
use super::{begins_with_any, offer};
use crate::text::{PhraseBook, words};

/// The longest label of a sponsor, in bytes.
const LABEL: usize = 40;

/// How far "This week's programme is made possible by" reaches at most, in bytes.
const SHOW: usize = 80;

/// A paragraph that speaks of a sponsor and of nothing else is shorter than this, in bytes.
const ABOUT_ONE: usize = 250;

/// What sponsors do.
const TOPIC: &str = "sponsorship";

/// What is sponsored, and how that is said.
const SPONSORED: &[&str] = &["this", "this week's", "today's"];
const BY_SPONSORS: &[&str] = &[
    "is sponsored",
    "is brought to you",
    "is presented by",
    "is made possible by",
    "sponsor:",
    "sponsors:",
    "sponsor is",
    "sponsors are",
];

/// Whether a heading is one over sponsors.
pub(in crate::link) fn is_heading(section: &str) -> bool {
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(HEADINGS));
    let text = section.trim_start_matches(|c: char| !c.is_alphanumeric());
    // "Sponsorship, a history" is what an episode may be about.
    let is_topic = text.get(..TOPIC.len()).is_some_and(|word| word.eq_ignore_ascii_case(TOPIC));
    (begins_with_any(text, &BOOK) && !is_topic)
        || is_alone(text)
        || is_label(text)
        || is_labelled(text)
        || is_sponsored(text)
        || is_call(text)
}

/// Whether a heading says no more than that it is one over sponsors, in words that mean nothing else: "Our sponsors", "Werbung".
pub(super) fn is_bare(said: &str) -> bool {
    let text = said.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() < LABEL && BARE.contains(&&*text.to_lowercase())
}

/// Whether a line says no more than that a sponsor is named next, be it in a paragraph of its own: "Sponsored by", "Anzeige".
pub(super) fn is_label(said: &str) -> bool {
    static ALL: LazyLock<HashSet<&str>> =
        LazyLock::new(|| [BARE, LABELS, OPENERS, LABELS_ALONE].concat().into_iter().collect());
    let text = said.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() < LABEL && ALL.contains(&*text.to_lowercase())
}

/// Whether a heading calls upon the reader to do something for the sponsors: "Please support us by supporting our sponsors!"
pub(super) fn is_call(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let call = text.strip_suffix("our sponsors").filter(|_| text.len() < CALL);
    call.is_some_and(|call| words(call).any(|word| CALLS.iter().any(|known| word.starts_with(known))))
}

/// What a show asks for, and how long it asks at most, in bytes.
const CALLS: &[&str] = &["support", "visit", "thank", "check"];
const CALL: usize = 80;

/// Whether a heading names a sponsor, and says behind that what it is: "Kaffee - Sponsor", "Kaffee (Anzeige)".
fn is_labelled(text: &str) -> bool {
    const MARKS: &[&str] =
        &["sponsor", "sponsors", "sponsored", "ad", "anzeige", "werbung", "publicidad", "reclame", "annons", "annonce"];
    const DASHES: [char; 6] = ['-', '–', '—', '|', ':', '·'];
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = text.rfind([' ', '(', '[']).unwrap_or(0);
    let (name, label) = text.split_at(start);
    let is_apart = label.starts_with(['(', '[']) || name.trim_end().ends_with(DASHES);
    is_apart && MARKS.contains(&label.trim_start_matches([' ', '(', '[']).to_lowercase().as_str())
}

fn is_alone(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.len() < LABEL && HEADINGS_ALONE.contains(&text.to_lowercase().as_str())
}

/// Whether a paragraph or a sentence with this text is a sponsor's. A sign or a time may stand before it.
pub(super) fn opens(text: &str) -> bool {
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(OPENERS));
    let text = text.trim_start_matches(|c: char| c != '[' && !c.is_alphabetic());
    let beginning = &text[..text.floor_char_boundary(LABEL + '：'.len_utf8())];
    // `==Sponsor==` is how Obsidian marks a word.
    if let Some((label, _)) = beginning.split_once([':', '：']).or_else(|| beginning.split_once("=="))
        && label.len() < LABEL
        && LABELS.contains(&label.trim_end().to_lowercase().as_str())
    {
        return true;
    }
    begins_with_any(text, &BOOK) || is_sponsored(text)
}

/// Whether a paragraph names a sponsor behind a dash: "Sponsor – Shaker". The title of a link may look so, too: "Werbung – Wikipedia".
fn is_named(text: &str) -> bool {
    const DASHES: &[&str] = &[" – ", " — ", " - ", " | "];
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let beginning = &text[..text.floor_char_boundary(LABEL + '：'.len_utf8())];
    let label = DASHES.iter().filter_map(|dash| beginning.find(dash)).min().map(|end| &beginning[..end]);
    label.is_some_and(|label| DASHED.contains(&&*label.to_lowercase()))
}

/// "This week’s show is brought to you by", "Today's sponsor:", "This episode's sponsor:".
fn is_sponsored(text: &str) -> bool {
    if !text.starts_with(['T', 't']) {
        return false;
    }
    let text = text[..text.floor_char_boundary(SHOW)].to_lowercase().replace('’', "'");
    let rest = SPONSORED.iter().rev().find_map(|first| text.strip_prefix(first)?.strip_prefix(' '));
    rest.is_some_and(|rest| {
        let said = SHOWS.iter().find_map(|show| {
            let rest = rest.strip_prefix(show)?;
            rest.strip_prefix("'s").unwrap_or(rest).strip_prefix(' ')
        });
        BY_SPONSORS.iter().any(|words| said.unwrap_or(rest).starts_with(words))
    })
}

/// Whether a text is marked as an advertisement: "#ad".
fn is_tagged(text: &str) -> bool {
    let tags = memchr_iter(b'#', text.as_bytes()).filter_map(|at| text[at..].strip_prefix("#ad"));
    tags.into_iter().any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What words say by which a sponsor may be known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// That whatever stands in the sentence is a sponsor's.
    Sentence,
    /// That all of a short paragraph is.
    Phrase,
    /// Who pays.
    Paid,
    /// That there is a code for buyers.
    Code,
    /// That a sentence or paragraph is a sponsor's which has this near its beginning.
    Beginning,
    /// The same, right at its beginning.
    Opener,
}

static WORDS: LazyLock<PhraseBook<Word>> = LazyLock::new(|| {
    PhraseBook::of([
        (Word::Sentence, SENTENCES),
        (Word::Phrase, PHRASES),
        (Word::Paid, PAID),
        (Word::Code, CODES),
        (Word::Opener, OPENERS),
        (Word::Opener, LABELS),
        (Word::Beginning, BY_SPONSORS),
    ])
});

/// Whether a sentence may begin behind `before`, signs and times aside.
fn may_open(before: &str) -> bool {
    let last = before.chars().rev().find(|c| c.is_alphabetic() || may_be_end(*c));
    last.is_none_or(may_be_end)
}

/// Where words stand in a text by which a sponsor may be known: most texts have none.
#[derive(Default)]
pub(in crate::link) struct Words(Vec<(Word, Range<usize>)>);

impl Words {
    /// Looks for them.
    pub(in crate::link) fn of(text: &str) -> Self {
        let counts = |(word, at): &(Word, Range<usize>)| *word != Word::Opener || may_open(&text[..at.start]);
        Self(WORDS.find(text).filter(counts).collect())
    }

    /// Whether there is none, so that no sentence of the text is a sponsor's.
    pub(in crate::link) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a paragraph with these words begins as a sponsor's, or is short and says it somewhere.
    pub(super) fn say_of_paragraph(&self, text: &str) -> bool {
        let all = 0..text.len();
        self.begin(text, &all) || text.len() < ABOUT_ONE && (is_tagged(text) || self.thank(text, &all))
    }

    /// Whether the sentence at `at` of a text with these words says that its links are a sponsor's; `own` are the names of the page that it stands on.
    pub(super) fn say_of_sentence(&self, text: &str, at: &Range<usize>, own: &str) -> bool {
        let paid = || self.within(at).find_map(|(word, place)| (word == Word::Paid).then_some(place));
        self.begin(text, at)
            || self.thank(text, at)
            || self.have(Word::Sentence, at)
            || paid().is_some_and(|paid| is_paid_for(&text[at.start..paid.start], &text[paid.end..at.end], own))
    }

    /// Whether a part begins as a sponsor's. Letters beyond ASCII may be capitals, for which words aren't looked.
    fn begin(&self, text: &str, part: &Range<usize>) -> bool {
        let said = &text[part.clone()];
        (!said.is_ascii() || self.within(part).next().is_some()) && (opens(said) || is_named(said))
    }

    /// Whether a text with these words names a code for buyers.
    pub(super) fn name_code(&self, text: &str) -> bool {
        self.0.iter().any(|(word, _)| *word == Word::Code) && offer::names_code(text)
    }

    /// Whether a part thanks a sponsor, or offers a code.
    fn thank(&self, text: &str, part: &Range<usize>) -> bool {
        self.have(Word::Phrase, part) || self.have(Word::Code, part) && offer::is_made(&text[part.clone()])
    }

    fn have(&self, word: Word, part: &Range<usize>) -> bool {
        self.within(part).any(|(other, _)| other == word)
    }

    fn within(&self, part: &Range<usize>) -> impl Iterator<Item = (Word, Range<usize>)> {
        self.0.iter().filter(|(_, at)| part.start <= at.start && at.end <= part.end).cloned()
    }
}

/// "Our show is supported by …": not a claim by evidence, a project by its funders, nor a show by those who hear it.
fn is_paid_for(subject: &str, by: &str, own: &str) -> bool {
    let (subject, by) = (subject.to_lowercase(), by.to_lowercase());
    let is_show =
        words(&subject).next_back().is_none() || words(&subject).rev().take(3).any(|word| SHOWS.contains(&word));
    (is_show || is_of_today(&subject) || is_part(subject.trim(), own))
        && !AUDIENCE.iter().any(|who| by.starts_with(who))
}

/// "Today's story", "This week's walk": whatever a show calls what it makes.
fn is_of_today(subject: &str) -> bool {
    const FEW: usize = 2;
    let subject = subject.trim_start().replace('’', "'");
    let made = ["today's ", "this week's ", "this month's "].iter().find_map(|first| subject.strip_prefix(first));
    made.is_some_and(|made| words(made).count() <= FEW)
}

/// Whether a name is a part of others that begins and ends where a dash or a bar parts them.
fn is_part(name: &str, names: &str) -> bool {
    let parts = names.split(['\n', '|', '–', '—', '·', ':']).flat_map(|part| part.split(" - "));
    !name.is_empty() && parts.map(str::trim).any(|part| part == name)
}
