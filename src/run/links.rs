//! `aircheck links`: what would be checked, and where it stands.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::cli::Settings;
use crate::exit::Exit;
use crate::link::{Link, Target};
use crate::net;
use crate::report::{Parts, Report, ReportLink, Tally, Views};

use super::{Streams, complain, excuses, notes, vain, write};

/// The links as they were read.
struct Listed<'a> {
    settings: &'a Settings,
    links: Vec<Link>,
    paths: Vec<Arc<str>>,
}

impl Views for Listed<'_> {
    fn count(&self) -> usize {
        self.links.len()
    }

    fn view(&self, number: usize) -> ReportLink {
        let link = &self.links[number];
        let view = ReportLink::of(link, link.lints.clone(), Arc::clone(&self.paths[link.document]));
        let mut view = excuses::view(view, self.settings);
        view.skipped =
            link.ignored.clone().map(|why| if why.is_empty() { "ignored by a directive".into() } else { why });
        // A list can't fail.
        view.lints.iter_mut().for_each(|remark| remark.fails = false);
        view
    }
}

/// Lists the links of the sources. Nothing is asked of the web but the sources themselves.
///
/// # Errors
/// If a report can't be written.
pub(super) async fn list(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Exit> {
    write::prepare(&settings.reporting, &settings.notes.sources)?;
    let started = Timestamp::now();
    let net = net::stack(settings.requests.net());
    let mut notes = notes::read(&settings.notes, &mut streams.input, &net, notes::Besides::default()).await;
    excuses::weigh_episodes(settings, &mut notes.episodes);
    let remarks = notes.episodes.iter_mut().flat_map(|episode| &mut episode.lints);
    remarks.for_each(|remark| remark.fails = false);
    complain::of_sources(&notes.sources, streams);
    vain::warn(&settings.notes, &notes, streams);
    let mut targets = HashSet::with_capacity(notes.links.len());
    targets.extend(notes.links.iter().filter_map(|link| link.asked().map(|url| Target::name(url))));
    let targets = targets.len();
    let listed = Listed { settings, paths: notes.paths(), links: notes.links };
    let is_held = !write::are_lists(&settings.reporting);
    let links = if is_held { (0..listed.count()).map(|number| listed.view(number)).collect() } else { Vec::new() };
    let tally = Tally::unjudged(listed.count());
    let parts = Parts {
        started,
        links,
        targets,
        run: None,
        sources: notes.sources,
        remarks: Vec::new(),
        episodes: notes.episodes,
    };
    let report = Report::counted(parts, &tally);
    let views: Option<&dyn Views> = if is_held { None } else { Some(&listed) };
    write::all(&report, views, &settings.reporting, write::Begun::default(), streams)?;
    let exit = if report.summary.unread > 0 { Exit::Trouble } else { Exit::Clean };
    // The program ends here, and the system takes back all memory sooner than each string could be freed.
    std::mem::forget((report, listed));
    Ok(exit)
}
