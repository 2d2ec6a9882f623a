//! `--interactive`: each address is asked about, one line an answer.

use std::io::{self, Read, Write};

use crate::fix::Wanted;
use crate::report::plain;
use crate::source::Document;

use super::super::Streams;

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1000;

/// What was answered so far for all that follows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prompt {
    rest: Option<Answer>,
}

/// What becomes of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Replace,
    Keep,
}

impl Prompt {
    /// Leaves the addresses that are to be replaced.
    ///
    /// # Errors
    /// If the streams fail.
    pub(super) fn choose(
        &mut self,
        document: &Document,
        wanted: Vec<Wanted>,
        streams: &mut Streams,
    ) -> io::Result<Vec<Wanted>> {
        let mut chosen = Vec::new();
        for place in wanted {
            let answer = match self.rest {
                Some(answer) => answer,
                None => self.ask(document, &place, streams)?,
            };
            chosen.extend((answer == Answer::Replace).then_some(place));
        }
        Ok(chosen)
    }

    fn ask(&mut self, document: &Document, place: &Wanted, streams: &mut Streams) -> io::Result<Answer> {
        let line = document.position(place.span.start).line;
        let old = document.text.get(place.span.range()).unwrap_or_default();
        let title = place.reason.text().title;
        writeln!(streams.err, "{}:{line}: {title}", plain(&document.origin.to_string()))?;
        writeln!(streams.err, "  - {}\n  + {}", plain(old.trim()), plain(place.to.as_str()))?;
        loop {
            write!(streams.err, "[r]eplace, [k]eep, replace [a]ll, [q]uit asking: ")?;
            streams.err.flush()?;
            let Some(answer) = line_of(&mut streams.input)? else { return Ok(self.for_all(Answer::Keep)) };
            match answer.trim().to_ascii_lowercase().as_str() {
                "r" | "replace" | "y" => return Ok(Answer::Replace),
                "k" | "keep" | "n" | "" => return Ok(Answer::Keep),
                "a" | "all" => return Ok(self.for_all(Answer::Replace)),
                "q" | "quit" => return Ok(self.for_all(Answer::Keep)),
                _ => {}
            }
        }
    }

    fn for_all(&mut self, answer: Answer) -> Answer {
        self.rest = Some(answer);
        answer
    }
}

/// The next line; `None` at the end of the input. Nothing behind it is read.
fn line_of(input: &mut dyn Read) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let mut byte = [0];
    while input.read(&mut byte)? == 1 {
        if byte[0] == b'\n' {
            return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
        }
        if line.len() < LONGEST {
            line.push(byte[0]);
        }
    }
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned()))
}
