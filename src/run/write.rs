//! Reports go where they were asked for.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::{Output, Reporting};
use crate::replace;
use crate::report::{self, Detail, Format, Look, Report, Views};
use crate::source::TEXT_MARK;

use super::Streams;
use super::closed::UntilClosed;
use super::colourless::Colourless;
use super::streams::PLAIN_WIDTH;

/// What is said where standard output fails.
const STDOUT: &str = "the report can't be written to standard output";

/// Makes sure, before anything is asked, that the files can be written, and that none of them is read from.
///
/// # Errors
/// If one can't, or is.
pub(super) fn prepare(reporting: &Reporting, sources: &[impl AsRef<Path>]) -> anyhow::Result<()> {
    let sources: Vec<_> = sources.iter().filter_map(|source| source.as_ref().canonicalize().ok()).collect();
    for file in reporting.outputs.iter().filter_map(|output| output.file.as_deref()) {
        if file.canonicalize().is_ok_and(|file| sources.contains(&file)) {
            bail!("{}: the report would overwrite what it is about; give it another name", file.display());
        }
        can_be_written(file)?;
    }
    Ok(())
}

/// Makes sure that a file can be written, and leaves it as it was.
///
/// # Errors
/// If it can't.
pub(super) fn can_be_written(file: &Path) -> anyhow::Result<()> {
    let folder = replace::folder_of(file);
    if !folder.is_dir() {
        bail!("{}: there is no folder {}", file.display(), folder.display());
    }
    if file.is_dir() {
        bail!("{}: this is a folder", file.display());
    }
    try_to_open(file).with_context(|| failed(file))
}

/// Opens a file for writing, and leaves it as it was. A pipe isn't opened: its reader would take that for the end.
fn try_to_open(file: &Path) -> io::Result<()> {
    let is_there = file.exists();
    if is_there && !file.is_file() {
        return Ok(());
    }
    OpenOptions::new().append(true).create(true).open(file)?;
    // The name may be a link to where nothing was: the link stays.
    if is_there { Ok(()) } else { fs::remove_file(fs::canonicalize(file)?) }
}

/// Files of JSON lines that were begun while the check went on, and which links their lines have told of. Who reads along reads the file itself: what
/// stood in it before is gone.
#[derive(Debug, Default)]
pub(super) struct Begun {
    files: Vec<(PathBuf, BufWriter<UntilClosed<File>>)>,
    pub(super) said: BTreeSet<usize>,
}

impl Begun {
    /// Begins the files of JSON lines.
    ///
    /// # Errors
    /// If one can't be made.
    pub(super) fn new(reporting: &Reporting) -> anyhow::Result<Self> {
        let lines = reporting.outputs.iter().filter(|output| output.format == Format::JsonLines);
        let begin = |file: &PathBuf| {
            let made = File::create(file).with_context(|| failed(file))?;
            Ok((file.clone(), BufWriter::new(UntilClosed::new(made))))
        };
        let files = lines.filter_map(|output| output.file.as_ref()).map(begin).collect::<anyhow::Result<_>>()?;
        Ok(Self { files, said: BTreeSet::new() })
    }

    /// Where lines go, standard output included if it gets any.
    pub(super) fn outs<'a>(&'a mut self, reporting: &Reporting, stdout: &'a mut dyn Write) -> Vec<&'a mut dyn Write> {
        let is_wanted = |output: &Output| output.format == Format::JsonLines && output.file.is_none();
        let stdout = reporting.outputs.iter().any(is_wanted).then_some(stdout);
        self.files.iter_mut().map(|(_, file)| file as &mut dyn Write).chain(stdout).collect()
    }
}

/// Whether each report lists the links one after the other, so that none needs them all.
pub(super) fn are_lists(reporting: &Reporting) -> bool {
    reporting.outputs.iter().all(|output| output.format.is_list())
}

/// Writes every report, also where another can't be written: files first, so that a reader who closes standard output early spoils none. `views` makes
/// the links that the report doesn't hold.
///
/// # Errors
/// If a file or standard output can't be written; of several that can't, the last is the error, and the others are told.
pub(super) fn all(
    report: &Report,
    views: Option<&dyn Views>,
    reporting: &Reporting,
    mut begun: Begun,
    streams: &mut Streams,
) -> anyhow::Result<()> {
    let mut outputs: Vec<_> = reporting.outputs.iter().collect();
    outputs.sort_by_key(|output| output.file.is_none());
    let mut failures = Vec::new();
    for output in outputs {
        let written = one(report, views, reporting, output, &mut begun, streams);
        failures.extend(written.err());
    }
    failures.extend(streams.flush().context(STDOUT).err());
    tell_unjudged(report, reporting, streams);
    let last = failures.pop();
    for failure in failures {
        streams.complain(&format!("{failure:#}"));
    }
    last.map_or(Ok(()), Err)
}

/// Writes one report.
fn one(
    report: &Report,
    views: Option<&dyn Views>,
    reporting: &Reporting,
    output: &Output,
    begun: &mut Begun,
    streams: &mut Streams,
) -> anyhow::Result<()> {
    let width = if output.file.is_some() { PLAIN_WIDTH } else { streams.width };
    let look = Look { width, detail: reporting.detail };
    let Begun { files, said } = begun;
    let render = |out: &mut dyn Write| match output.format {
        format if format.is_list() => report::render_list(format, report, views, said, out),
        format => report::render(format, report, look, out),
    };
    if let Some(file) = &output.file {
        let signed = |out: &mut dyn Write| render(out).and_then(|()| sign(output.format, file, out));
        let open = files.iter_mut().find(|(begun, _)| begun == file).map(|(_, open)| open);
        return to_file(file, open, signed).with_context(|| failed(file));
    }
    let out = if output.format == Format::Github { &mut streams.commands } else { &mut streams.out };
    render(out).context(STDOUT)
}

/// Says that not all was judged, for want of a network or of time, where no report on standard output says it in words.
fn tell_unjudged(report: &Report, reporting: &Reporting, streams: &mut Streams) {
    // The quiet are told of what fails the run only.
    let is_quiet = reporting.detail == Detail::Failing;
    let says = |output: &Output| output.file.is_none() && output.format.is_prose() && !is_quiet;
    if reporting.outputs.iter().any(says) {
        return;
    }
    if let Some(silence) = report.silence() {
        streams.complain(&silence);
    }
    if let Some(interruption) = report.interruption() {
        streams.warn(&interruption);
    }
}

/// Lets later runs see that a text is no show notes, as pages and Markdown let them by a comment. What goes through a pipe is read by others.
fn sign(format: Format, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let is_text = matches!(format, Format::Terminal | Format::Compact);
    let stays = file.is_file() || !file.exists();
    if is_text && stays { writeln!(out, "{TEXT_MARK}") } else { Ok(()) }
}

fn failed(file: &Path) -> String {
    format!("{}: can't be written", file.display())
}

fn to_file(
    file: &Path,
    open: Option<&mut BufWriter<UntilClosed<File>>>,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(open) = open {
        render(open)?;
        return open.flush();
    }
    replace::put(file, |file| {
        let mut out = BufWriter::new(Colourless::new(UntilClosed::new(file)));
        render(&mut out)?;
        out.flush()
    })
}
