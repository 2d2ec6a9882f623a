//! `aircheck compare`: links that stand in a feed and not on the episode's page, and the other way round.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context, bail};
use url::Url;

use crate::cli::{Notes as Reading, Requests};
use crate::exit::Exit;
use crate::link::{Link, LinkKind};
use crate::net;
use crate::report::{ReportEpisode, plain};

use super::notes::{self, Besides, Notes};
use super::{Streams, fix::counted};

/// The links of an episode by their addresses.
type Links<'a> = BTreeMap<String, &'a Link>;

/// Compares the notes of one episode in two places.
///
/// # Errors
/// If one can't be read, or standard output can't be written.
pub(super) async fn compare(reading: &Reading, requests: &Requests, streams: &mut Streams) -> anyhow::Result<Exit> {
    let net = net::stack(requests.net());
    let notes = notes::read(reading, &mut streams.input, &net, Besides::default()).await;
    super::complain_of(&notes.sources, streams);
    if notes.sources.iter().any(|source| source.error.is_some()) {
        return Ok(Exit::Trouble);
    }
    let [feed, page] = notes.sources.as_slice() else { bail!("compare takes two sources, each a file or a URL") };
    let (feed, page) = (plain(&feed.path).into_owned(), plain(&page.path).into_owned());
    let found = links(&notes, 1, |_| true);
    let (number, title) = counterpart(&notes, &found).with_context(|| format!("{feed}: no episode in it"))?;
    let own = links(&notes, 0, |link| link.episode == number);
    writeln!(streams.out, "{}: {} in the feed, {} on {page}", plain(&title), counted(own.len(), "link"), found.len())?;
    let in_feed = missing(&own, &found, &format!("in {feed}, not on the page"), &feed, &mut streams.out)?;
    let on_page = missing(&found, &own, "on the page, not in the feed", &page, &mut streams.out)?;
    streams.out.flush()?;
    Ok(if in_feed + on_page > 0 { Exit::Findings } else { Exit::Clean })
}

fn links(notes: &Notes, document: usize, wanted: impl Fn(&Link) -> bool) -> Links<'_> {
    let of = notes.links.iter().filter(|link| link.document == document && link.kind == LinkKind::Notes);
    of.filter(|link| wanted(link)).filter_map(|link| Some((key(link.asked()?), link))).collect()
}

/// Under which addresses count as the same: feeds and pages differ in schemes and slashes at the end.
fn key(url: &Url) -> String {
    let text = url.as_str();
    let bare = text.split_once("://").map_or(text, |(_, bare)| bare);
    bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// The episode of the feed that the page is about: the one with this page, else the one with this title, else the one with most links in common.
fn counterpart(notes: &Notes, there: &Links<'_>) -> Option<(usize, String)> {
    let of = |document: usize| {
        let path = &notes.sources[document].path;
        notes.episodes.iter().enumerate().filter(move |(_, episode)| episode.source == *path)
    };
    let (_, page) = of(1).next()?;
    let same = |value: fn(&ReportEpisode) -> Option<String>| {
        let wanted = value(page)?;
        of(0).find(|(_, episode)| value(episode).as_ref() == Some(&wanted))
    };
    let common = |number: usize| {
        let own = links(notes, 0, |link| link.episode == number);
        own.keys().filter(|url| there.contains_key(*url)).count()
    };
    let (number, found) = same(|episode| episode.page.as_deref().and_then(|page| Some(key(&Url::parse(page).ok()?))))
        .or_else(|| same(|episode| episode.title.as_ref().map(|title| title.trim().to_lowercase())))
        .or_else(|| of(0).rev().max_by_key(|(number, _)| common(*number)))?;
    Some((number, found.title.clone().unwrap_or_else(|| "the episode".to_owned())))
}

/// Lists the links of `own` that aren't among `others`.
fn missing(
    own: &Links<'_>,
    others: &Links<'_>,
    heading: &str,
    path: &str,
    out: &mut dyn Write,
) -> anyhow::Result<usize> {
    let mut missing: Vec<&Link> =
        own.iter().filter(|(url, _)| !others.contains_key(*url)).map(|(_, link)| *link).collect();
    missing.sort_by_key(|link| link.places[0].position);
    if !missing.is_empty() {
        writeln!(out, "\n{} {heading}", missing.len())?;
    }
    for link in &missing {
        let at = link.places[0].position;
        writeln!(out, "  {path}:{}:{}: {} “{}”", at.line, at.column, plain(&link.href), plain(&link.text))?;
    }
    Ok(missing.len())
}
