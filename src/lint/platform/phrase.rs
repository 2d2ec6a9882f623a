//! What is lost, in sentences that say what to do.

use super::notes::Notes;
use super::table::Markup;
use crate::link::Hit;

/// The longest name of a link, in characters.
const LONGEST: usize = 40;

/// Links that stand in fields which the platform doesn't show.
pub(super) fn elsewhere(notes: &Notes, field: &str) -> Option<String> {
    let (_, other) = notes.elsewhere.first()?;
    let number = of_all(notes.elsewhere.len(), notes.links());
    let (verb, them) = if notes.elsewhere.len() == 1 { ("stands", "it") } else { ("stand", "them") };
    Some(format!("{number} {verb} in {other} only: put {them} into {field}, too."))
}

/// What stands beyond the bytes that are shown.
pub(super) fn cut(notes: &Notes, limit: usize, beyond: &[&Hit]) -> String {
    let (bytes, limit) = (thousands(notes.bytes), thousands(limit));
    let size = format!("{bytes} bytes{}, of which {limit} are shown", if notes.made { " as HTML" } else { "" });
    let Some(first) = beyond.first() else { return format!("{size}: the end is cut off. Shorten the text.") };
    let name = clipped(if first.text.trim().is_empty() { &first.href } else { &first.text });
    match beyond.len() {
        1 => format!("{size}: the link “{name}” is cut off. Shorten the text, or move it up."),
        number => format!(
            "{size}: {} are cut off, from “{name}” on. Shorten the text, or move them up.",
            of_all(number, notes.links())
        ),
    }
}

/// Links whose addresses nobody sees where they can't be clicked.
pub(super) fn words_only(number: usize, all: usize) -> Option<String> {
    let verb = if number == 1 { "shows" } else { "show" };
    (number > 0).then(|| format!("{} {verb} only words: write out the addresses that matter.", of_all(number, all)))
}

pub(super) fn hidden(markup: &Markup, number: usize) -> String {
    let Markup { one, many, remedy, .. } = markup;
    if number == 1 { format!("1 {one} isn't shown{remedy}") } else { format!("{number} {many} aren't shown{remedy}") }
}

fn of_all(number: usize, all: usize) -> String {
    if all == 1 { "the only link".to_owned() } else { format!("{number} of {all} links") }
}

/// As much of a text as tells which it is.
fn clipped(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text[..end].trim_end().to_owned() + "…",
        None => text.to_owned(),
    }
}

/// `4,812`.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
