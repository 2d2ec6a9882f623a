//! What had to be mended to read a feed at all, in words.

use encoding_rs::Encoding;

use super::xml::Feed;
use crate::source::Document;

/// Everything that was mended in the feed as a whole.
pub(super) fn of_feed(feed: &Feed<'_, '_>) -> Vec<String> {
    let mut repairs: Vec<String> = charset(feed.document).into_iter().chain(damage(feed.document)).collect();
    repairs.extend(feed.spaces.undeclared.iter().map(|prefix| format!("the prefix `{prefix}` isn't declared")));
    repairs.extend(structure(feed));
    repairs
}

fn structure(feed: &Feed<'_, '_>) -> Vec<String> {
    let flaws = &feed.tree.flaws;
    let line = |offset: usize| feed.document.position(offset).line;
    let blank = |at: usize| feed.document.text[at..].starts_with(char::is_whitespace);
    let what = |at: usize| if blank(at) { "white space" } else { "text" };
    [
        flaws.before.map(|at| format!("line {}: {} before the feed", line(at), what(at))),
        flaws.unclosed.as_ref().map(|(name, at)| format!("line {}: <{name}> isn't closed", line(*at))),
        flaws.unopened.as_ref().map(|(name, at)| format!("line {}: </{name}> closes nothing", line(*at))),
        flaws.after.map(|at| format!("line {}: something stands behind the end of the feed", line(at))),
        flaws.cut.map(|at| format!("line {}: an end is missing", line(at))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A declaration that says otherwise than the bytes.
fn charset(document: &Document) -> Option<String> {
    let declaration = document.text.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let behind = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = behind.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    let wrong = Encoding::for_label(label.as_bytes()) != Some(document.encoding);
    wrong.then(|| format!("declared as {label}, read as {}", document.encoding.name()))
}

fn damage(document: &Document) -> Option<String> {
    let at = document.text.find(char::REPLACEMENT_CHARACTER)?;
    Some(format!("line {}: bytes that make no sense in {}", document.position(at).line, document.encoding.name()))
}
