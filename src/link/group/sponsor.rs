//! Whether words are those of a sponsor: a heading, a paragraph, a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr_iter;

use super::words::{AUDIENCE, CODES, HEADINGS, HEADINGS_ALONE, LABELS, OPENERS, PAID, PHRASES, SENTENCES, SHOWS};
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
    (begins_with_any(text, &BOOK) && !is_topic) || is_alone(text)
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

/// Whether a short paragraph says somewhere that it is a sponsor's.
pub(super) fn thanks(text: &str) -> bool {
    text.len() < ABOUT_ONE && {
        let said = Said::in_text(text);
        said.phrase || is_tagged(text) || said.code && offer::is_made(text)
    }
}

/// Whether a text is marked as an advertisement: "#ad".
fn is_tagged(text: &str) -> bool {
    let tags = memchr_iter(b'#', text.as_bytes()).filter_map(|at| text[at..].strip_prefix("#ad"));
    tags.into_iter().any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a sentence says somewhere that its links are a sponsor's; `own` are the names of the page that it stands on.
pub(super) fn says(sentence: &str, own: &str) -> bool {
    let said = Said::in_text(sentence);
    said.sentence
        || said.phrase
        || said.paid.is_some_and(|words| is_paid_for(sentence, &words, own))
        || said.code && offer::is_made(sentence)
}

/// All words that a sponsor may be known by. Some count only where a sentence begins.
static WORDS: LazyLock<PhraseBook> = LazyLock::new(|| {
    let all = [SENTENCES, PHRASES, PAID, CODES, OPENERS, LABELS, BY_SPONSORS];
    PhraseBook::new(all.into_iter().flatten())
});

/// Whether some sentence of a text may be a sponsor's: most hold none of the words.
pub(in crate::link) fn may_say(text: &str) -> bool {
    WORDS.is_in(text)
}

/// Which of those words stand in a text that count wherever they stand.
#[derive(Default)]
struct Said {
    sentence: bool,
    phrase: bool,
    /// Where the first of those stands that say who pays.
    paid: Option<Range<usize>>,
    code: bool,
}

impl Said {
    fn in_text(text: &str) -> Self {
        const PHRASE: usize = SENTENCES.len();
        const PAY: usize = PHRASE + PHRASES.len();
        const CODE: usize = PAY + PAID.len();
        const OTHER: usize = CODE + CODES.len();
        let mut said = Self::default();
        for (place, at) in WORDS.find(text) {
            match place {
                ..PHRASE => said.sentence = true,
                PHRASE..PAY => said.phrase = true,
                PAY..CODE => said.paid = said.paid.or(Some(at)),
                CODE..OTHER => said.code = true,
                OTHER.. => {}
            }
        }
        said
    }
}

/// "Our show is supported by …": not a claim by evidence, a project by its funders, nor a show by those who hear it.
fn is_paid_for(sentence: &str, paid: &Range<usize>, own: &str) -> bool {
    let subject = sentence[..paid.start].to_lowercase();
    let by = sentence[paid.end..].to_lowercase();
    let is_show =
        words(&subject).next_back().is_none() || words(&subject).rev().take(3).any(|word| SHOWS.contains(&word));
    (is_show || is_part(subject.trim(), own)) && !AUDIENCE.iter().any(|who| by.starts_with(who))
}

/// Whether a name is a part of others that begins and ends where a dash or a bar parts them.
fn is_part(name: &str, names: &str) -> bool {
    let parts = names.split(['\n', '|', '–', '—', '·', ':']).flat_map(|part| part.split(" - "));
    !name.is_empty() && parts.map(str::trim).any(|part| part == name)
}
