//! The requests of a link: every one that was sent, and what second looks saw.

use std::io::{self, Write};

use super::way::without_answer;
use super::{TITLE, masked};
use crate::check::Outcome;
use crate::net::{Attempt, Dress, Way};

/// Writes the requests.
pub(super) fn write(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{TITLE}The requests{TITLE:#}")?;
    for Attempt { url, way, elapsed, result } in &outcome.attempts {
        let result = match result {
            Ok(status) => status.to_string(),
            Err(failure) => masked(&failure.detail),
        };
        let (time, url) = (elapsed.as_millis(), masked(url.as_str()));
        writeln!(out, "  GET  {time:>5} ms  {url}{}: {result}", manner(*way))?;
    }
    for look in &outcome.looks {
        writeln!(out, "  a second look {}: {}", look.how, masked(&without_answer(&look.end)))?;
    }
    let waited = outcome.elapsed.saturating_sub(outcome.attempts.iter().map(|attempt| attempt.elapsed).sum());
    writeln!(out, "  {} ms in all, {} ms of it waiting\n", outcome.elapsed.as_millis(), waited.as_millis())
}

/// In which way a request was out of the ordinary.
fn manner(way: Way) -> String {
    let words = [
        (way.http1, "over HTTP/1.1"),
        (way.ipv4, "over IPv4"),
        (way.range, "a few bytes only"),
        (way.dress == Dress::Browser, "as a browser"),
        (way.dress == Dress::Plain, "as a plain program"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}
