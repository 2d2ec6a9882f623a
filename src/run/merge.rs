//! `aircheck merge`: the reports and stores of a check that machines shared, as one report and one exit code.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::Reporting;
use crate::exit::Exit;
use crate::history;
use crate::report::{self, Report};

use super::{Streams, complain, write};

/// The largest report that is read, in bytes.
const MOST: u64 = 1 << 30;

/// What every SQLite file begins with.
const STORE: &[u8] = b"SQLite format 3\0";

/// Joins what the files hold.
///
/// # Errors
/// If one can't be read, if they don't belong together, or if a report can't be written.
pub(super) fn merge(
    files: &[impl AsRef<Path>],
    store: Option<&Path>,
    reporting: &Reporting,
    streams: &mut Streams,
) -> anyhow::Result<Exit> {
    write::prepare(reporting, files)?;
    let (mut reports, mut stores) = (Vec::new(), Vec::new());
    for file in files.iter().map(AsRef::as_ref) {
        let bytes = read(file).with_context(|| format!("{}: can't be read", file.display()))?;
        match bytes {
            None => stores.push(file),
            Some(bytes) => reports.push(report::read(&bytes).with_context(|| file.display().to_string())?),
        }
    }
    let (report, missing) = report::merge(reports)?;
    join(&stores, store, streams)?;
    complain::of_sources(&report.sources, streams);
    for share in &missing {
        streams.complain(&format!("part {share} is missing: its links aren't checked"));
    }
    write::all(&report, None, reporting, write::Begun::default(), streams)?;
    Ok(exit(&report, missing.is_empty()))
}

/// The exit code of the whole: findings win over parts that are missing or weren't finished.
fn exit(report: &Report, complete: bool) -> Exit {
    match &report.summary.counts {
        Some(counts) if counts.failing > 0 => Exit::Findings,
        Some(counts) if !counts.run.network => Exit::NoNetwork,
        Some(counts) if !counts.run.interrupted && complete && report.summary.unread == 0 => Exit::Clean,
        _ => Exit::Trouble,
    }
}

/// The bytes of a report; `None` for a store.
fn read(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?.take(MOST + 1);
    let mut bytes = Vec::new();
    file.by_ref().take(STORE.len() as u64).read_to_end(&mut bytes)?;
    if bytes == STORE {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        bail!("it is larger than a report can be");
    }
    Ok(Some(bytes))
}

fn join(parts: &[&Path], into: Option<&Path>, streams: &mut Streams) -> anyhow::Result<()> {
    let Some(into) = into else {
        if let Some(part) = parts.first() {
            bail!("{} is a store: name the one that it is to be joined into with --store", part.display());
        }
        return Ok(());
    };
    let opened = history::open(into)?;
    if let Some(warning) = opened.warning {
        streams.warn(&warning);
    }
    let mut store = opened.store;
    let itself = into.canonicalize()?;
    for part in parts {
        if part.canonicalize()? == itself {
            streams.warn(&format!(
                "{}: this is the store that gets the others; it isn't joined with itself",
                part.display()
            ));
            continue;
        }
        store.join(part).with_context(|| format!("{}: can't be joined", part.display()))?;
    }
    Ok(())
}
