//! `aircheck links`: what would be checked, and where it stands.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::cli::Settings;
use crate::exit::Exit;
use crate::link::{Link, Target};
use crate::net;
use crate::report::{Parts, Report, ReportLink};

use super::{Streams, notes, write};

/// Lists the links of the sources. Nothing is asked of the web but the sources themselves.
///
/// # Errors
/// If a report can't be written.
pub(super) async fn list(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Exit> {
    write::prepare(&settings.reporting, &settings.notes.sources)?;
    let started = Timestamp::now();
    let net = net::stack(settings.requests.net());
    let notes = notes::read(&settings.notes, &mut streams.input, &net, notes::Besides::default()).await;
    super::complain_of(&notes.sources, streams);
    let mut targets = HashSet::with_capacity(notes.links.len());
    targets.extend(notes.links.iter().filter_map(|link| link.asked().map(|url| Target::name(url))));
    let targets = targets.len();
    let paths = notes.paths();
    let view = |link: Link| {
        let path = Arc::clone(&paths[link.document]);
        ReportLink::from_link(link, path)
    };
    let links = notes.links.into_iter().map(view).collect();
    let report = Report::new(Parts {
        started,
        links,
        targets,
        run: None,
        sources: notes.sources,
        remarks: Vec::new(),
        episodes: notes.episodes,
    });
    write::all(&report, &settings.reporting, write::Begun::default(), streams)?;
    let exit = if report.summary.unread > 0 { Exit::Trouble } else { Exit::Clean };
    // The program ends here, and the system takes back all memory sooner than each string could be freed.
    std::mem::forget(report);
    Ok(exit)
}
