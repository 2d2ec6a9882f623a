//! The headings over show notes, and those after which something else begins, in the languages that podcasts are made in.

mod more;
mod notes;
mod others;
mod sponsors;

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashSet;

use self::more::More;
use self::notes::{ALONE, OPENINGS, PAID, PARTS, STRONG};
use self::others::{
    ARCHIVES, AROUND_TRANSCRIPT, ASKING, BARE_TRANSCRIPT, COMMENTS, EPISODES, OF, OFFICE, OTHERS, SAID, SHOW, STOPS,
    STOPS_ALONE, TRANSCRIPT,
};
use self::sponsors::SPONSORS;
use crate::text::{PhraseBook, collapse, words};

/// Sentences that stand where notes are still to come.
const TO_COME: &[&str] = &[
    "show notes coming soon",
    "shownotes coming soon",
    "show notes will be",
    "show notes to come",
    "show notes are coming",
    "notes coming soon",
    "shownotes folgen",
    "show notes folgen",
    "show notes tbd",
    "show notes: tbd",
];

/// What a heading says about what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Notes, in words that are said in no other sense.
    Strongly,
    /// Notes, most likely: a footer may have "Resources" as well.
    Notes,
    /// Something else.
    Other,
    /// Nothing that is known.
    Nothing,
}

impl Says {
    /// Whether it says "notes", surely or most likely.
    pub(super) fn is_notes(self) -> bool {
        matches!(self, Self::Strongly | Self::Notes)
    }
}

/// What a heading says.
pub(super) fn read(heading: &str) -> Says {
    let text = normal(heading);
    if text.is_empty() || text.chars().count() > 90 {
        return Says::Nothing;
    }
    if ALONE_SET.contains(&*text) || PARTS_SET.contains(&*text) {
        return Says::Notes;
    }
    if STOPS_ALONE_SET.contains(&*text)
        || OFFICE.contains(&&*text)
        || contains(&text, &STOPS_BOOK)
        || says_transcript(&text)
    {
        return Says::Other;
    }
    if contains(&text, &STRONG_BOOK) {
        return Says::Strongly;
    }
    if starts_alone(&text) || ends_alone(&text) {
        return Says::Notes;
    }
    if more::read(&text) == Some(More::Episodes) { Says::Other } else { Says::Nothing }
}

/// Whether a line is a sentence that says what the notes begin with, and no heading over them: "In this episode we talk to Ann about soil."
pub(super) fn is_sentence(line: &str) -> bool {
    const FEW: usize = 4;
    let line = line.trim_end();
    if line.ends_with([':', '：']) {
        return false;
    }
    let text = normal(line);
    let behind = OPENINGS.iter().find_map(|opening| text.strip_prefix(opening));
    let goes_on = behind.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic));
    goes_on || line.ends_with(['.', '。']) && words(&text).count() >= FEW
}

/// Whether a heading that says "notes" says only of a part of them what it is: who paid, who spoke, when.
pub(super) fn is_of_part(heading: &str) -> bool {
    PARTS_SET.contains(&*normal(heading))
}

/// Whether a line says who paid for the episode.
pub(super) fn is_paid(line: &str) -> bool {
    let text = normal(line);
    PAID.iter().any(|words| text.contains(words))
}

/// Whether a line says no more than that the sponsors of the episode are named below it.
pub(super) fn is_over_sponsors(line: &str) -> bool {
    line.len() < 60 && SPONSORS.contains(&&*normal(line))
}

/// Whether a heading over notes says that they are those of the page's own episode, wherever they stand.
pub(super) fn is_of_this(heading: &str) -> bool {
    let text = normal(heading);
    read(heading) == Says::Strongly && (text.contains("this episode") || text.contains("mentioned"))
}

/// Whether a heading says that what follows are notes.
pub(crate) fn is_notes_heading(heading: &str) -> bool {
    read(heading).is_notes()
}

/// Whether a heading opens a section that never is notes.
pub(super) fn is_other_section(heading: &str) -> bool {
    let text = normal(heading);
    let text = without_number(&text);
    is_set_apart(text) || OTHERS.contains(&text) || text.starts_with("more episodes")
}

/// Whether what stands under a heading is none of the notes even where their author wrote all there is: a transcript, comments, or a list of other
/// episodes.
pub(crate) fn is_aside(heading: &str) -> bool {
    is_set_apart(without_number(&normal(heading)))
}

fn is_set_apart(text: &str) -> bool {
    says_transcript(text) || COMMENTS.contains(&text) || EPISODES.contains(&text)
}

/// Whether a heading opens a transcript.
pub(crate) fn is_transcript(heading: &str) -> bool {
    says_transcript(without_number(&normal(heading)))
}

/// Whether a name says that something is a transcript, and no more: `Full transcript`.
pub(super) fn is_bare_transcript(name: &str) -> bool {
    const LONGEST: usize = 60;
    if name.len() > LONGEST {
        return false;
    }
    let text = normal(name);
    let is_one = |word: &str| is_transcript_word(word) || BARE_TRANSCRIPT.contains(&word);
    SAID.contains(&&*text) || words(&text).any(is_transcript_word) && words(&text).all(is_one)
}

/// `Transcript`, `Read the full transcript`, `Transkript anzeigen`.
fn says_transcript(text: &str) -> bool {
    SAID.contains(&text)
        || words(text).any(is_transcript_word) && (calls_for_transcript(text) || opens_transcript(text))
}

fn is_transcript_word(word: &str) -> bool {
    TRANSCRIPT.contains(&word)
}

/// Whether all words beside the one for a transcript are such as stand there, or there are few, and none asks a question.
fn calls_for_transcript(text: &str) -> bool {
    const FEW: usize = 4;
    let is_around = |word: &str| AROUND_TRANSCRIPT.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = || words(text).count() <= FEW && !words(text).any(|word| ASKING.contains(&word));
    words(text).all(|word| is_transcript_word(word) || is_around(word)) || is_short()
}

/// `Transcript: …`, `Transcript van deze aflevering`.
fn opens_transcript(text: &str) -> bool {
    let mut said = words(text);
    let opens = said.next().is_some_and(is_transcript_word);
    opens
        && (said.next().is_some_and(|next| OF.contains(&next))
            || text.split_once(':').is_some_and(|(said, _)| is_transcript_word(said.trim_end())))
}

fn without_number(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

/// Whether a heading opens more of the same site, or of a guest, or asks to subscribe: only where the links lead can tell.
pub(super) fn is_more(heading: &str) -> bool {
    let text = normal(heading);
    text.starts_with("more from ") || more::read(&text).is_some() || asks(&text)
}

/// Whether a heading stands over other episodes, and over nothing else that may be more: "More episodes", "View all episodes".
pub(super) fn is_of_episodes(heading: &str) -> bool {
    let text = normal(heading);
    let list = ["view ", "see ", "show ", "browse "].iter().find_map(|call| text.strip_prefix(call)).unwrap_or(&text);
    more::is_composed(list) == Some(More::Episodes)
}

/// "Sign up for our newsletter", "Assine a nossa newsletter": short, whatever the words beside it.
fn asks(text: &str) -> bool {
    const FEW: usize = 7;
    const LETTERS: &[&str] = &[
        "newsletter",
        "newsletters",
        "nieuwsbrief",
        "nyhetsbrev",
        "nyhedsbrev",
        "boletín",
        "uutiskirje",
        "infolettre",
    ];
    words(text).count() <= FEW && words(text).any(|word| LETTERS.contains(&word))
}

/// Whether a heading opens what a site says of the show.
pub(super) fn is_about_show(heading: &str) -> bool {
    SHOW.contains(&&*normal(heading))
}

/// Whether a heading opens a list of a site's other pages.
pub(super) fn is_list(heading: &str) -> bool {
    more::read(&normal(heading)) == Some(More::Episodes) || is_archive(heading)
}

/// Whether a heading opens what a site has beside every page: its archives, its categories.
pub(super) fn is_archive(heading: &str) -> bool {
    ARCHIVES.contains(&&*normal(heading))
}

/// Whether a heading says how to reach those who made the show.
pub(super) fn is_office(heading: &str) -> bool {
    OFFICE.contains(&&*normal(heading))
}

/// Whether a line calls to read or hear something else of the site, or says that it comes: "Lees ook:".
pub(super) fn is_call(line: &str) -> bool {
    more::read(&normal(line)).is_some()
}

/// Whether a text says that the notes are still to come.
pub(super) fn is_to_come(text: &str) -> bool {
    let text = normal(text);
    text.len() < 80 && TO_COME.iter().any(|words| text.starts_with(words))
}

/// `Links for episode 7`, `Notes: what we said`, `Resources & links`.
fn starts_alone(text: &str) -> bool {
    let words =
        ["notes", "links", "resources", "references", "liens", "enlaces", "recursos", "ссылки", "quellen", "sources"];
    let follows = [
        " for ", " from ", " of ", " to ", " &", " and ", ":", " –", " -", " und ", " et ", " y ", " zu", " к ",
        " du ", " de ",
    ];
    words
        .iter()
        .any(|word| text.strip_prefix(word).is_some_and(|rest| follows.iter().any(|next| rest.starts_with(next))))
}

/// `Topics & links`, `Notas y enlaces`.
fn ends_alone(text: &str) -> bool {
    let words = ["links", "liens", "enlaces", "ссылки", "resources", "recursos", "ressources"];
    let before = [" & ", " and ", " und ", " et ", " y ", " e ", " en ", " och ", " i ", " и "];
    words
        .iter()
        .any(|word| text.strip_suffix(word).is_some_and(|rest| before.iter().any(|joint| rest.ends_with(joint))))
}

static PARTS_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| PARTS.iter().copied().collect());
static ALONE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ALONE.iter().copied().collect());
static STOPS_ALONE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| STOPS_ALONE.iter().copied().collect());

/// The lists that are looked for within headings.
static STOPS_BOOK: LazyLock<PhraseBook> =
    LazyLock::new(|| PhraseBook::of([STOPS, TRANSCRIPT, SAID].map(|table| ((), table))));
static STRONG_BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(STRONG));

/// Whether words of a list stand in a text as such, not as a part of others.
fn contains(text: &str, words: &PhraseBook) -> bool {
    words.find(text).any(|((), at)| {
        let before = text[..at.start].chars().next_back();
        let letters = text[at].starts_with(|c: char| c.is_ascii_alphabetic());
        !letters || before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Lower case, single blanks, no decoration around it.
fn normal(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').trim_matches('-');
    let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { text.replace('’', "'").to_lowercase() };
    match collapse(&lower) {
        Cow::Borrowed(same) if same.len() == lower.len() => lower,
        other => other.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_told_from_a_heading() {
        for line in [
            "In this episode we talk to Ann about soil.",
            "Neste episódio conversamos com Ana",
            "Links to everything are below.",
            "Show notes are written by Ann.",
        ] {
            assert!(is_sentence(line), "{line}");
        }
        for line in ["In this episode", "In this episode:", "In this episode we discuss:", "Show notes", "Links, etc."]
        {
            assert!(!is_sentence(line), "{line}");
        }
    }

    #[test]
    fn headings_over_notes_are_known_in_several_languages() {
        for text in [
            "Show Notes",
            "📝 Show notes:",
            "Episode Synopsis",
            "Links",
            "Links mentioned in the show",
            "Shownotes",
            "Notes for episode 7",
            "Quellen",
            "Ссылки",
            "Notas del episodio",
            "Resources & Links",
            "リンク",
            "エピソード概要",
        ] {
            assert!(read(text).is_notes(), "{text}");
        }
    }

    #[test]
    fn headings_after_notes_are_known() {
        for text in [
            "More episodes of the podcast NerdOut",
            "Related",
            "Transcript",
            "3 comments",
            "Weitere Folgen",
            "Leave a Reply",
            "About the show",
            "Share",
            "Listen on",
        ] {
            assert_eq!(read(text), Says::Other, "{text}");
        }
    }

    #[test]
    fn a_transcript_is_known_by_any_call_to_read_it() {
        for text in [
            "Read the full transcript",
            "Show transcript",
            "Transkript anzeigen",
            "Episode 7 transcript",
            "Lees het transcript",
            "Transcript van deze aflevering",
            "Interview transcript (lightly edited)",
            "Přepis epizody",
            "Transcript: Ice",
        ] {
            assert!(is_other_section(text), "{text}");
        }
        for text in [
            "Where the transcript of the trial is",
            "Read the full text",
            "How we make transcripts",
            "A court loses the transcript of a trial",
            "Transcription errors in old books, and why they live on",
        ] {
            assert!(!is_other_section(text), "{text}");
        }
    }

    #[test]
    fn other_headings_say_nothing() {
        for text in
            ["How we write notes in margins", "Episode 7: Links", "Ann Author", "", "Relatedness", "The linksman"]
        {
            assert_eq!(read(text), Says::Nothing, "{text}");
        }
    }
}
