//! `aircheck baseline`: what is wrong today, written down, so that runs fail only on what is new.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::Settings;
use crate::exit::Exit;
use crate::replace::put;
use crate::report::{Baseline, Report};
use crate::text::counted;

use super::{Streams, check, write};

/// Checks the sources and writes what is wrong with their links to `file`, in place of what stands there.
///
/// # Errors
/// If a source can't be read, nothing can be judged, or the file can't be written: it is then as it was.
pub(super) async fn write(settings: &Settings, file: &Path, streams: &mut Streams) -> anyhow::Result<Exit> {
    let old = read_if_there(file)?;
    write::can_be_written(file)?;
    let report = match check::silently(settings, streams).await? {
        Ok(report) => report,
        Err(exit) => return Ok(exit),
    };
    if let Some(exit) = spoiled(&report) {
        streams.complain(&format!("{}: not written: not everything could be read and judged", file.display()));
        return Ok(exit);
    }
    let (mut new, passing) = Baseline::of(&report, old.as_ref());
    let kept = old.as_ref().map_or(0, |old| new.keep(old, &report, settings.notes.cut.is_everything()));
    put(file, |out| out.write_all(new.write().as_bytes()))
        .with_context(|| format!("{}: can't be written", file.display()))?;
    let changed = old.map(|old| new.against(&old));
    let news = changed.map(|it| format!(", {} new, {} dropped", it.added, it.dropped)).unwrap_or_default();
    writeln!(streams.err, "{}: {}{news}", file.display(), counted(new.len(), "finding"))?;
    if kept > 0 {
        writeln!(streams.err, "{kept} of them kept, about what wasn't read this time")?;
    }
    if passing > 0 {
        let left = counted(passing, "failure");
        writeln!(streams.err, "{left} left out that may still pass; with a store, a later run writes down what lasts")?;
    }
    Ok(Exit::Clean)
}

/// How the program ends if a report is no ground for a baseline.
fn spoiled(report: &Report) -> Option<Exit> {
    match check::exit(report) {
        exit @ (Exit::Interrupted | Exit::NoNetwork | Exit::Trouble) => Some(exit),
        _ if report.summary.unread > 0 => Some(Exit::Trouble),
        _ => None,
    }
}

/// Reads the baseline of a check.
///
/// # Errors
/// If there is none, or it is something else.
pub(super) fn read(file: &Path) -> anyhow::Result<Baseline> {
    let Some(baseline) = read_if_there(file)? else {
        bail!("{}: there is no such baseline; `aircheck baseline SOURCE` writes one", file.display());
    };
    Ok(baseline)
}

fn read_if_there(file: &Path) -> anyhow::Result<Option<Baseline>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(Baseline::read(&bytes).with_context(|| file.display().to_string())?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| file.display().to_string()),
    }
}
