//! The mended text of a document, proved by reading it again.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::Options;
use super::change::Wanted;
use super::spelling::Spelling;
use crate::episode::{self, Episode};
use crate::link::{self, Address, Link};
use crate::source::Document;
use crate::text::{Decoded, Span};
use crate::verdict;

/// How often a mended document is read again before the places that don't come out are given up.
const ROUNDS: usize = 24;

/// A replacement in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced.
    pub span: Span,
    /// What is written instead.
    pub new: String,
    /// Why.
    pub reason: verdict::Reason,
}

/// A place that no spelling of the new address fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The place.
    pub span: Span,
    /// The address that was to stand there.
    pub url: Url,
}

/// What became of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// What is different, in order.
    pub edits: Vec<Edit>,
    /// What could not be written.
    pub refused: Vec<Refusal>,
}

/// A wish, and the spellings that are left to try; the first is tried now.
struct Attempt {
    wanted: Wanted,
    spellings: Vec<String>,
}

/// Addresses by their places.
type Places = BTreeMap<Span, BTreeSet<String>>;

/// What a document was before.
struct Old {
    places: Places,
    /// Whether a strict parser can read its data.
    is_sound: bool,
}

/// Writes the wanted addresses into a document. `wanted` is in order, and no place overlaps another.
///
/// Each place is written in the likeliest spelling. Then the text is read again: where another address comes out, or none, the next spelling is
/// tried, and at last the place is left as it was.
#[must_use]
pub fn mend(document: &Document, wanted: Vec<Wanted>, options: &Options) -> Mended {
    let episodes = read(document, options);
    let spelling = Spelling::new(document, &episodes);
    let old = Old { places: places(document, &episodes, options), is_sound: episode::fault(document).is_none() };
    drop(episodes);
    let mut attempts: Vec<Attempt> =
        wanted.into_iter().map(|wanted| Attempt { spellings: spelling.candidates(&wanted), wanted }).collect();
    let mut refused: Vec<Refusal> =
        attempts.extract_if(.., |attempt| attempt.spellings.is_empty()).map(|attempt| refusal(&attempt)).collect();
    for _ in 0..ROUNDS {
        let text = text_of(document, &attempts);
        let failures = failures(document, &text, &attempts, &old, options);
        if failures.is_empty() {
            return finished(document, text, attempts, refused);
        }
        give_way(&mut attempts, &failures, &mut refused);
    }
    refused.extend(attempts.into_iter().map(|attempt| refusal(&attempt)));
    Mended { text: document.text.clone(), edits: Vec::new(), refused }
}

fn finished(document: &Document, text: String, attempts: Vec<Attempt>, refused: Vec<Refusal>) -> Mended {
    let edit = |mut attempt: Attempt| {
        let Wanted { span, reason, .. } = attempt.wanted;
        Edit { span, new: attempt.spellings.swap_remove(0), reason }
    };
    let edits = attempts.into_iter().map(edit).filter(|edit| document.text[edit.span.range()] != edit.new);
    Mended { text, edits: edits.collect(), refused }
}

fn refusal(attempt: &Attempt) -> Refusal {
    Refusal { span: attempt.wanted.span, url: attempt.wanted.to.clone() }
}

/// Takes the next spelling where the last one failed; where none is left, the wish is refused.
fn give_way(attempts: &mut Vec<Attempt>, failures: &BTreeSet<usize>, refused: &mut Vec<Refusal>) {
    let mut index = 0;
    attempts.retain_mut(|attempt| {
        let failed = failures.contains(&index);
        index += 1;
        if failed {
            attempt.spellings.remove(0);
        }
        if attempt.spellings.is_empty() {
            refused.push(refusal(attempt));
        }
        !attempt.spellings.is_empty()
    });
}

fn text_of(document: &Document, attempts: &[Attempt]) -> String {
    let mut text = String::with_capacity(document.text.len() + 64 * attempts.len());
    let mut from = 0;
    for Attempt { wanted, spellings } in attempts {
        text.push_str(&document.text[from..wanted.span.start]);
        text.push_str(&spellings[0]);
        from = wanted.span.end;
    }
    text.push_str(&document.text[from..]);
    text
}

/// The attempts that don't come out of the new text: each with another address at its place, or else the first at whose place no address is found, or
/// else the one that makes nonsense of data that made sense.
fn failures(document: &Document, text: &str, attempts: &[Attempt], old: &Old, options: &Options) -> BTreeSet<usize> {
    let Document { origin, kind, encoding, bom, base, .. } = document;
    let decoded = Decoded { text: text.to_owned(), encoding, bom: *bom, damaged: false };
    let new = Document::new(origin.clone(), *kind, decoded, base.clone());
    let fault = if old.is_sound { episode::fault(&new) } else { None };
    let new = places(&new, &read(&new, options), options);
    let (mut wrong, mut lost) = (BTreeSet::new(), None);
    let (mut shifted_by, mut index) = (0_isize, 0);
    for (span, addresses) in &old.places {
        while attempts.get(index).is_some_and(|attempt| attempt.wanted.span.end <= span.start) {
            shifted_by += growth(&attempts[index]);
            index += 1;
        }
        let attempt = attempts.get(index).filter(|attempt| attempt.wanted.span == *span);
        let grown = attempt.map_or(0, growth);
        let place = Span::new(moved(span.start, shifted_by), moved(span.end, shifted_by + grown));
        match (new.get(&place), attempt) {
            (Some(found), Some(attempt)) if !is_wanted(found, &attempt.wanted.to) => drop(wrong.insert(index)),
            (None, Some(_)) => lost = lost.or(Some(index)),
            (found, None) if found != Some(addresses) => lost = lost.or(index.checked_sub(1)),
            _ => {}
        }
    }
    wrong.extend(lost.filter(|_| wrong.is_empty()));
    wrong.extend(fault.filter(|_| wrong.is_empty()).and_then(|at| at_fault(attempts, at)));
    wrong
}

/// The attempt that stands at a byte of the new text or just behind it; else the last before it, else the first.
fn at_fault(attempts: &[Attempt], at: usize) -> Option<usize> {
    let mut shifted_by = 0;
    let starts: Vec<usize> = attempts
        .iter()
        .map(|attempt| {
            let start = moved(attempt.wanted.span.start, shifted_by);
            shifted_by += growth(attempt);
            start
        })
        .collect();
    // A parser may name the quote before a string.
    let before = starts.partition_point(|start| *start <= at + 1);
    (!attempts.is_empty()).then(|| before.saturating_sub(1))
}

fn growth(attempt: &Attempt) -> isize {
    attempt.spellings[0].len().cast_signed() - attempt.wanted.span.len().cast_signed()
}

fn moved(offset: usize, by: isize) -> usize {
    offset.saturating_add_signed(by)
}

fn is_wanted(found: &BTreeSet<String>, wanted: &Url) -> bool {
    found.iter().all(|address| address == wanted.as_str())
}

fn read(document: &Document, options: &Options) -> Vec<Episode> {
    episode::read(document, &options.episode).unwrap_or_else(|mut error| error.take_episodes())
}

/// Every place of a document with what its address means.
fn places(document: &Document, episodes: &[Episode], options: &Options) -> Places {
    let mut places = Places::new();
    for link in link::extract(document, 0, episodes, 0, &options.link) {
        let meaning = meaning(&link);
        for span in link.places.iter().filter_map(|place| place.span) {
            places.entry(span).or_default().insert(meaning.clone());
        }
    }
    places
}

fn meaning(link: &Link) -> String {
    match &link.address {
        Address::Web(url) => url.to_string(),
        Address::Other(url) | Address::SamePage(url) => url.to_string(),
        Address::Flawed(_) => format!("flawed {}", link.href),
    }
}
