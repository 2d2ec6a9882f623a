//! `--interactive`: each address is asked about, one line an answer.

use std::collections::{HashMap, HashSet};
use std::io::{self, ErrorKind, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use tokio::select;
use tokio::task::spawn_blocking;
use url::Url;

use crate::fix::Wanted;
use crate::report::plain;
use crate::source::Document;
use crate::text::{counted, without_userinfo};

use super::super::interrupt::interrupted;
use super::super::{Streams, masked};
use super::ignore;

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1000;

/// How long an address is ignored if nobody says otherwise.
const USUAL_DAYS: i32 = 90;

/// What was answered so far for all that follows.
#[derive(Clone, Debug)]
pub(super) struct Prompt {
    rest: Option<Answer>,
    /// The configuration that ignores are written to.
    config: PathBuf,
    /// What is ignored since.
    ignored: HashSet<Url>,
    /// The addresses that are to stay as they are.
    kept: HashSet<Change>,
    /// Those of them that nobody has answered for.
    unanswered: HashSet<Change>,
}

/// What becomes of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Replace,
    Keep,
    Ignore,
}

/// An old address and the new one: what is asked about once a file.
type Change = (String, Url);

fn change(document: &Document, place: &Wanted) -> Change {
    let written = || document.text.get(place.span.range()).unwrap_or_default().trim().to_owned();
    (place.from.as_ref().map_or_else(written, Url::to_string), place.to.clone())
}

impl Prompt {
    /// A prompt that writes ignores to `config`, or to a new `aircheck.toml`.
    pub(super) fn new(config: Option<&Path>) -> Self {
        let config = config.unwrap_or(Path::new("aircheck.toml")).to_owned();
        Self { rest: None, config, ignored: HashSet::new(), kept: HashSet::new(), unanswered: HashSet::new() }
    }

    /// How many addresses are to stay as they are, but for those that are ignored.
    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }

    /// How many of them stay because nobody said what becomes of them.
    pub(super) fn unanswered(&self) -> usize {
        self.unanswered.len()
    }

    /// What stands where after Ctrl-C.
    pub(super) fn when_interrupted(&self) -> String {
        let ignores = if self.ignored.is_empty() {
            String::new()
        } else {
            format!(", but for what is ignored in {}", self.config.display())
        };
        format!("interrupted: nothing is written{ignores}")
    }

    /// Leaves the addresses that are to be replaced; `None` after Ctrl-C.
    ///
    /// # Errors
    /// If the streams fail.
    pub(super) async fn choose(
        &mut self,
        document: &Document,
        wanted: Vec<Wanted>,
        streams: &mut Streams,
    ) -> io::Result<Option<Vec<Wanted>>> {
        let mut chosen = Vec::new();
        let mut places: HashMap<Change, usize> = HashMap::new();
        for place in &wanted {
            *places.entry(change(document, place)).or_default() += 1;
        }
        let mut answered: HashMap<Change, Answer> = HashMap::new();
        for place in wanted {
            let is_ignored = place.from.as_ref().is_some_and(|url| self.ignored.contains(url));
            let change = change(document, &place);
            let answer = match answered.get(&change).copied().or(self.rest) {
                _ if is_ignored => Answer::Ignore,
                Some(answer) => answer,
                None => match self.ask(document, &place, places[&change], streams).await {
                    Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(None),
                    answer => answer?,
                },
            };
            let is_kept = answer == Answer::Keep;
            let is_answered = answered.get(&change).is_some_and(|known| *known == answer) || self.rest.is_none();
            self.kept.extend(is_kept.then(|| change.clone()));
            self.unanswered.extend((is_kept && !is_answered).then(|| change.clone()));
            if is_answered {
                answered.insert(change, answer);
            }
            chosen.extend((answer == Answer::Replace).then_some(place));
        }
        Ok(Some(chosen))
    }

    async fn ask(
        &mut self,
        document: &Document,
        place: &Wanted,
        places: usize,
        streams: &mut Streams,
    ) -> io::Result<Answer> {
        let line = document.position(place.span.start).line;
        let old = document.text.get(place.span.range()).unwrap_or_default();
        let title = place.reason.text().title;
        let times = if places > 1 { format!(", {}", counted(places, "place")) } else { String::new() };
        writeln!(streams.err, "{}:{line}: {title}{times}", masked(&document.origin.to_string()))?;
        writeln!(streams.err, "  - {}\n  + {}", plain(old.trim()), plain(place.to.as_str()))?;
        // What is no address can't be named in the configuration.
        let ignore = if place.from.is_some() { "[i]gnore for a while, " } else { "" };
        loop {
            write!(streams.err, "[r]eplace, [k]eep, {ignore}replace [a]ll, [q]uit asking: ")?;
            streams.err.flush()?;
            let Some(answer) = line_of(streams).await? else { return Ok(self.for_all(Answer::Keep)) };
            match answer.trim().to_ascii_lowercase().as_str() {
                "r" | "replace" | "y" => return Ok(Answer::Replace),
                "k" | "keep" | "n" | "" => return Ok(Answer::Keep),
                "i" | "ignore" if self.ignore(place, streams).await? => return Ok(Answer::Ignore),
                "a" | "all" => return Ok(self.for_all(Answer::Replace)),
                "q" | "quit" => return Ok(self.for_all(Answer::Keep)),
                // Why there is no ignore has been said.
                "i" | "ignore" if place.from.is_some() => {}
                other => {
                    let known = if place.from.is_some() { "r, k, i, a and q" } else { "r, k, a and q" };
                    writeln!(streams.err, "{:?}: the answers are {known}", plain(other))?;
                }
            }
        }
    }

    /// Asks why and until when, and writes that down. Whether it was.
    async fn ignore(&mut self, place: &Wanted, streams: &mut Streams) -> io::Result<bool> {
        let Some(url) = &place.from else { return Ok(false) };
        let Some(reason) = question("why? ", streams).await?.filter(|reason| !reason.is_empty()) else {
            writeln!(streams.err, "an ignore needs a reason")?;
            return Ok(false);
        };
        let today = Zoned::now().date();
        let usual = today.saturating_add(USUAL_DAYS.days());
        let answer = question(&format!("until [{usual}]? "), streams).await?.unwrap_or_default();
        let until = if answer.is_empty() { Some(usual) } else { answer.parse::<Date>().ok() };
        let Some(until) = until.filter(|until| *until > today) else {
            writeln!(streams.err, "not a date to come, such as {usual}")?;
            return Ok(false);
        };
        let shown = without_userinfo(url.as_str());
        if let Err(error) = ignore::append(&self.config, &shown, &reason, until) {
            writeln!(streams.err, "{}: {error}", self.config.display())?;
            return Ok(false);
        }
        writeln!(streams.err, "{}: ignored until {until}", self.config.display())?;
        self.ignored.insert(url.clone());
        Ok(true)
    }

    fn for_all(&mut self, answer: Answer) -> Answer {
        self.rest = Some(answer);
        answer
    }
}

/// The answer to a question, without outer white space; `None` at the end of the input.
async fn question(words: &str, streams: &mut Streams) -> io::Result<Option<String>> {
    write!(streams.err, "{words}")?;
    streams.err.flush()?;
    Ok(line_of(streams).await?.map(|line| plain(line.trim()).into_owned()))
}

/// The next line; `None` at the end of the input. Nothing behind it is read.
///
/// # Errors
/// If the input fails; [`ErrorKind::Interrupted`] after Ctrl-C. It can't be read any more then: a thread waits for it.
async fn line_of(streams: &mut Streams) -> io::Result<Option<String>> {
    let mut input = mem::replace(&mut streams.input, Box::new(io::empty()));
    let reading = spawn_blocking(move || {
        let line = read_line(&mut *input);
        (input, line)
    });
    select! {
        read = reading => {
            let (input, line) = read.map_err(io::Error::other)?;
            streams.input = input;
            line
        }
        Ok(()) = interrupted() => {
            writeln!(streams.err)?;
            Err(ErrorKind::Interrupted.into())
        }
    }
}

fn read_line(input: &mut dyn Read) -> io::Result<Option<String>> {
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
