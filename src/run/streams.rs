//! The streams of the program, and what is known of the terminal behind them.

use std::fmt;
use std::io::{self, IsTerminal, Read, Write};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::report::plain;
use crate::text::without_userinfo;

use super::closed::UntilClosed;
use super::colourless::Colourless;
use super::inert::Inert;

/// The columns of a report that no terminal shows.
pub(super) const PLAIN_WIDTH: usize = 80;

/// The most columns that a report uses: longer lines are hard to read.
const MOST_COLUMNS: usize = 100;

const WARNING: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

const ERROR: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// Where the program reads and writes. Colours are stripped on the way where they aren't wanted.
pub struct Streams {
    /// Standard input.
    pub input: Box<dyn Read + Send>,
    /// Standard output. Where no terminal is, what is written commands no runner of a CI system.
    pub out: Box<dyn Write>,
    /// Standard output for who means to command one.
    pub commands: Box<dyn Write>,
    /// Standard output for bytes as they are; `None` where a terminal would take them for its own, or where colours are wanted.
    pub raw: Option<Box<dyn Write>>,
    /// Standard error.
    pub err: Box<dyn Write>,
    /// The number of columns of a report.
    pub width: usize,
    /// Whether someone watches standard error.
    pub watched: bool,
}

impl Streams {
    /// Those of the process. Colours are left out where no terminal is, with `NO_COLOR` and on a dumb terminal.
    #[must_use]
    pub fn standard() -> Self {
        let stdout = io::stdout();
        let width = terminal_width().filter(|_| stdout.is_terminal()).unwrap_or(PLAIN_WIDTH);
        Self {
            input: Box::new(io::stdin()),
            out: Box::new(UntilClosed::new(io::BufWriter::new(tame(stdout)))),
            commands: Box::new(UntilClosed::new(io::BufWriter::new(painted(io::stdout())))),
            raw: raw(),
            err: Box::new(UntilClosed::new(tame(io::stderr()))),
            width: width.min(MOST_COLUMNS),
            watched: io::stderr().is_terminal(),
        }
    }

    /// Writes out what waits for standard output.
    ///
    /// # Errors
    /// If it can't be written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.raw.as_mut().map_or(Ok(()), Write::flush)?;
        self.commands.flush()?;
        self.out.flush()
    }

    /// Tells of something odd that stops nothing.
    pub fn warn(&mut self, what: &str) {
        writeln!(self.err, "{WARNING}warning{WARNING:#}: {}", masked(what)).ok();
    }

    /// Tells of trouble on standard error. Nothing more can be done if that fails.
    pub fn complain(&mut self, trouble: &str) {
        writeln!(self.err, "{ERROR}error{ERROR:#}: {}", masked(trouble)).ok();
    }
}

/// Text as it may be written where anybody reads it: it may quote a URL that holds a password.
pub(super) fn masked(text: &str) -> String {
    plain(&without_userinfo(text)).into_owned()
}

/// A stream with colours where they are wanted.
fn painted(stream: impl RawStream + AsLockedWrite + 'static) -> Box<dyn Write> {
    match AutoStream::choice(&stream) {
        ColorChoice::Never => Box::new(Colourless::new(stream)),
        _ => Box::new(AutoStream::auto(stream)),
    }
}

/// The same, but where no terminal is and somebody may keep a log, no line of it is a command.
fn tame(stream: impl RawStream + AsLockedWrite + 'static) -> Box<dyn Write> {
    match AutoStream::choice(&stream) {
        _ if stream.is_terminal() => painted(stream),
        ColorChoice::Never => Box::new(Colourless::new(Inert::new(stream))),
        _ => Box::new(Inert::new(AutoStream::auto(stream))),
    }
}

/// Standard output, nothing left out, where nobody watches it.
fn raw() -> Option<Box<dyn Write>> {
    let stdout = io::stdout();
    let is_watched = stdout.is_terminal() || AutoStream::choice(&stdout) != ColorChoice::Never;
    (!is_watched).then(|| Box::new(UntilClosed::new(io::BufWriter::new(stdout))) as Box<dyn Write>)
}

fn terminal_width() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
    Some(usize::from(columns))
}

impl fmt::Debug for Streams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams").field("width", &self.width).field("watched", &self.watched).finish_non_exhaustive()
    }
}
