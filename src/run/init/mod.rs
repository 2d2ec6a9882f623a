//! `aircheck init`: settings and a nightly workflow for a repository, after a look at what is in it.

mod look;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::Streams;
use crate::exit::Exit;
use crate::report::plain;
use look::Found;

/// The workflow; one line of it names the sources.
const WORKFLOW: &str = include_str!("show-notes.yml");

/// The line of the workflow that names the sources.
const SOURCES: &str = "            content/\n";

/// Where GitHub looks for it.
const WORKFLOW_PATH: &str = ".github/workflows/show-notes.yml";

/// Where aircheck looks for its settings.
const SETTINGS_PATH: &str = "aircheck.toml";

/// What is written where.
#[derive(Debug)]
struct Plan {
    path: &'static str,
    text: String,
}

/// Writes the files that aren't there; with `force`, in place of those that are.
///
/// # Errors
/// If `folder` is none, or a file can't be written.
pub(super) fn init(folder: &Path, force: bool, streams: &mut Streams) -> anyhow::Result<Exit> {
    if !folder.is_dir() {
        bail!("{}: there is no such folder", folder.display());
    }
    let found = look::around(folder);
    tell(&found, streams)?;
    let mut left = 0;
    for Plan { path, text } in [settings(&found), workflow(&found)] {
        let wrote = write(&folder.join(path), &text, force).with_context(|| format!("{path}: can't be written"))?;
        left += usize::from(!wrote);
        let said = if wrote { "written" } else { "is there already and stays as it is; --force writes it anew" };
        writeln!(streams.err, "{path}: {said}")?;
    }
    if !folder.join(".git").exists() {
        streams.warn("this is not the root of a repository: GitHub looks for workflows only there");
    }
    let next = found.source().unwrap_or("SOURCE");
    writeln!(streams.err, "Next: aircheck check {}", plain(next))?;
    Ok(if left == 0 { Exit::Clean } else { Exit::Trouble })
}

fn tell(found: &Found, streams: &mut Streams) -> io::Result<()> {
    let rows = [
        ("Markdown notes", &found.notes),
        ("built pages", &found.built),
        ("feed", &found.file),
        ("feed on the web", &found.feed),
    ];
    let there = rows.iter().filter_map(|(what, place)| Some((what, place.as_deref()?)));
    for (what, place) in there.clone() {
        writeln!(streams.err, "found {what}: {}", plain(place))?;
    }
    let Some((source, why)) = found.chosen() else {
        streams.warn(
            "neither notes, built pages, a feed nor the address of one were found: name the sources in the workflow",
        );
        return Ok(());
    };
    let others = if there.count() > 1 { "; the others can be named beside it, under `sources`" } else { "" };
    writeln!(streams.err, "the workflow checks {}: {why}{others}", plain(source))
}

/// Whether the file was written.
fn write(path: &Path, text: &str, force: bool) -> io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true);
    let opened =
        if force { options.create(true).truncate(true).open(path) } else { options.create_new(true).open(path) };
    match opened {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn workflow(found: &Found) -> Plan {
    let sources = found.source().unwrap_or("content/");
    Plan { path: WORKFLOW_PATH, text: WORKFLOW.replacen(SOURCES, &format!("            {sources}\n"), 1) }
}

fn settings(found: &Found) -> Plan {
    let check = found.source().unwrap_or("SOURCE");
    let address = match (&found.notes, &found.site) {
        (Some(_), Some(site)) => format!("\n# The notes' own site, which relative links belong to: {site}\n"),
        _ => String::new(),
    };
    let text = format!(
        "# Settings of aircheck. `aircheck check {check}` checks the links of the show notes;\n\
         # `aircheck check --show-config` prints every setting, its value and where it comes from.\n\
         {address}\n\
         # Classes that make a run fail.\n\
         fail-on = [\"broken\", \"invalid\"]\n\n\
         # How much a code weighs: error, warning, note or off. `aircheck explain CODE` tells what it means.\n\
         # [levels]\n\
         # insecure-http = \"note\"\n\n\
         # What holds for some links only.\n\
         # [[rule]]\n\
         # match = \"shop.example\"\n\
         # treat-as = \"unverified\"\n\n\
         # Trouble that is left alone for a while: a reason and an end are required.\n\
         # [[ignore]]\n\
         # match = \"https://guest.example/*\"\n\
         # reason = \"the guest is moving the site\"\n\
         # until = 2027-03-31\n"
    );
    Plan { path: SETTINGS_PATH, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workflow_names_its_sources_in_one_line() {
        assert_eq!(WORKFLOW.matches(SOURCES).count(), 1);
        let found = Found { notes: Some("content/episodes/".to_owned()), ..Found::default() };
        let text = workflow(&found).text;
        assert!(text.contains("            content/episodes/\n") && !text.contains(SOURCES));
    }
}
