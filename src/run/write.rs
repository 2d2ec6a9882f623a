//! Reports go where they were asked for.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anstream::StripStream;
use anyhow::{Context, bail};

use crate::cli::Reporting;
use crate::report::{self, Look, Report};

use super::Streams;
use super::streams::PLAIN_WIDTH;

/// Makes sure, before anything is asked, that the files can be written.
///
/// # Errors
/// If one can't.
pub(super) fn prepare(reporting: &Reporting) -> anyhow::Result<()> {
    for file in reporting.outputs.iter().filter_map(|output| output.file.as_deref()) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            bail!("{}: there is no folder {}", file.display(), folder.display());
        }
        if file.is_dir() {
            bail!("{}: this is a folder", file.display());
        }
    }
    Ok(())
}

/// Writes every report: files first, so that a reader who closes standard output early spoils none.
///
/// # Errors
/// If a file or standard output can't be written.
pub(super) fn all(report: &Report, reporting: &Reporting, streams: &mut Streams) -> anyhow::Result<()> {
    let mut outputs: Vec<_> = reporting.outputs.iter().collect();
    outputs.sort_by_key(|output| output.file.is_none());
    for output in outputs {
        let width = if output.file.is_some() { PLAIN_WIDTH } else { streams.width };
        let look = Look { width, detail: reporting.detail };
        let render = |out: &mut dyn Write| report::render(output.format, report, look, out);
        if let Some(file) = &output.file {
            to_file(file, render).with_context(|| format!("{}: can't be written", file.display()))?;
        } else {
            render(&mut streams.out)?;
        }
    }
    Ok(streams.out.flush()?)
}

fn to_file(file: &Path, render: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut out = BufWriter::new(StripStream::new(File::create(file)?));
    render(&mut out)?;
    out.flush()
}
