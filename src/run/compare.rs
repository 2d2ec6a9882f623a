//! `aircheck compare`: links that stand in a feed and not on the episode's page, and the other way round.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;
use url::Url;

use crate::cli::{Notes as Reading, Requests};
use crate::exit::Exit;
use crate::link::{Link, LinkKind};
use crate::net;
use crate::report::{self, ReportEpisode, ReportSource, plain};
use crate::text::{Position, address_without_userinfo, counted, without_scheme, without_userinfo};

use super::notes::{self, Besides, Notes};
use super::{Streams, complain};

/// The links of an episode by their addresses.
type Links<'a> = BTreeMap<String, &'a Link>;

/// Compares the notes of one episode in two places.
///
/// # Errors
/// If one can't be read, or standard output can't be written.
pub(super) async fn compare(
    reading: &Reading,
    requests: &Requests,
    json: bool,
    streams: &mut Streams,
) -> anyhow::Result<Exit> {
    if let [one, other] = &reading.sources[..]
        && is_same(one, other)
    {
        bail!("{one}: compare takes two sources, and both are this one");
    }
    let net = net::stack(requests.net());
    let notes = notes::read(reading, &mut streams.input, &net, Besides::default()).await;
    complain::of_sources(&notes.sources, streams);
    if notes.sources.iter().any(|source| source.error.is_some()) {
        return Ok(Exit::Trouble);
    }
    let Some(sides) = Sides::of(&notes) else { bail!("compare takes two sources, each a file or a URL") };
    let (feed, page) = (&notes.sources[sides.feed], &notes.sources[sides.page]);
    let there = links(&notes, sides.page, |_| true);
    let (number, episode) = counterpart(&notes, sides, &there)?;
    let own = links(&notes, sides.feed, |link| link.episode == number);
    let difference = Difference {
        schema: "aircheck-compare/1",
        episode,
        feed: without_userinfo(&feed.path).into_owned(),
        page: without_userinfo(&page.path).into_owned(),
        feed_links: own.len(),
        page_links: there.len(),
        only_in_feed: missing_from(&there, &own),
        only_on_page: missing_from(&own, &there),
    };
    if json {
        report::write_json(&difference, &mut streams.out)?;
    } else {
        difference.write(&mut streams.out)?;
    }
    streams.out.flush()?;
    let same = difference.only_in_feed.is_empty() && difference.only_on_page.is_empty();
    Ok(if same { Exit::Clean } else { Exit::Findings })
}

/// Whether two names are of one source. Of standard input it is told elsewhere.
fn is_same(one: &str, other: &str) -> bool {
    let file = |name: &str| Path::new(name).canonicalize().ok();
    one != "-" && (one == other || file(one).is_some_and(|one| file(other) == Some(one)))
}

/// Which of the two sources is which.
#[derive(Clone, Copy)]
struct Sides {
    feed: usize,
    page: usize,
}

impl Sides {
    /// The feed is named first, unless only the second is one.
    fn of(notes: &Notes) -> Option<Self> {
        let [first, second] = notes.sources.as_slice() else { return None };
        let is_feed = |source: &ReportSource| source.kind == Some("feed");
        let is_swapped = is_feed(second) && !is_feed(first);
        Some(if is_swapped { Self { feed: 1, page: 0 } } else { Self { feed: 0, page: 1 } })
    }
}

/// What stands in one of the two only.
#[derive(Debug, Serialize)]
struct Difference {
    schema: &'static str,
    episode: String,
    feed: String,
    page: String,
    feed_links: usize,
    page_links: usize,
    only_in_feed: Vec<Only>,
    only_on_page: Vec<Only>,
}

/// A link that the other one lacks.
#[derive(Debug, Serialize)]
struct Only {
    url: String,
    href: String,
    text: String,
    line: u32,
    column: u32,
}

impl Difference {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (feed, page) = (plain(&self.feed), plain(&self.page));
        let (own, there) = (counted(self.feed_links, "link"), self.page_links);
        writeln!(out, "{}: {own} in the feed, {there} on {page}", plain(&self.episode))?;
        list(&self.only_in_feed, &format!("in {feed}, not on the page"), &feed, out)?;
        list(&self.only_on_page, "on the page, not in the feed", &page, out)
    }
}

fn list(links: &[Only], heading: &str, path: &str, out: &mut dyn Write) -> io::Result<()> {
    if !links.is_empty() {
        writeln!(out, "\n{} {heading}", links.len())?;
    }
    for Only { href, text, line, column, .. } in links {
        writeln!(out, "  {path}:{line}:{column}: {} “{}”", plain(href), plain(text))?;
    }
    Ok(())
}

fn links(notes: &Notes, document: usize, wanted: impl Fn(&Link) -> bool) -> Links<'_> {
    let of = notes.links.iter().filter(|link| link.document == document && link.kind == LinkKind::Notes);
    of.filter(|link| wanted(link)).filter_map(|link| Some((key(link.asked()?), link))).collect()
}

/// Under which addresses count as the same: feeds and pages differ in schemes and slashes at the end.
fn key(url: &Url) -> String {
    without_scheme(url.as_str()).trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// The episode of the feed that the page is about: the one with this page, else the one with this title, else the one with most links in common,
/// else the one of this day. Where nothing tells, there is nothing to compare; a single episode is compared where one of the two has no links at all.
///
/// # Errors
/// If there is no such episode.
fn counterpart(notes: &Notes, sides: Sides, there: &Links<'_>) -> anyhow::Result<(usize, String)> {
    let [feed, path] = [sides.feed, sides.page].map(|side| plain(&notes.sources[side].path));
    let of = |document: usize| {
        let path = &notes.sources[document].path;
        notes.episodes.iter().enumerate().filter(move |(_, episode)| episode.source == *path)
    };
    let (_, page) = of(sides.page).next().with_context(|| format!("{path}: no episode in it"))?;
    of(sides.feed).next().with_context(|| format!("{feed}: no episode in it"))?;
    let same = |value: fn(&ReportEpisode) -> Option<String>| {
        let wanted = value(page)?;
        of(sides.feed).find(|(_, episode)| value(episode).as_ref() == Some(&wanted))
    };
    let own = |number: usize| links(notes, sides.feed, |link| link.episode == number);
    let common = |number: usize| own(number).keys().filter(|url| there.contains_key(*url)).count();
    let only = || of(sides.feed).next().filter(|_| of(sides.feed).count() == 1);
    let found = same(|episode| episode.page.as_deref().and_then(|page| Some(key(&Url::parse(page).ok()?))))
        .or_else(|| same(|episode| episode.title.as_ref().map(|title| title.trim().to_lowercase())))
        .or_else(|| of(sides.feed).rev().max_by_key(|(it, _)| common(*it)).filter(|(it, _)| common(*it) > 0))
        .or_else(|| same(|episode| episode.date.clone()))
        .or_else(|| only().filter(|(it, _)| there.is_empty() || own(*it).is_empty()));
    let (number, found) = found.with_context(|| {
        format!("{feed} and {path} can't be compared: they share no episode's address, title or day, and no link")
    })?;
    Ok((number, found.title.clone().unwrap_or_else(|| "the episode".to_owned())))
}

/// The links of `own` that aren't among `others`, in the order of their places.
fn missing_from(others: &Links<'_>, own: &Links<'_>) -> Vec<Only> {
    let mut missing: Vec<&Link> =
        own.iter().filter(|(url, _)| !others.contains_key(*url)).map(|(_, link)| *link).collect();
    missing.sort_by_key(|link| link.places[0].position);
    missing.into_iter().map(Only::of).collect()
}

impl Only {
    fn of(link: &Link) -> Self {
        let shown = |text: &str| without_userinfo(text).into_owned();
        let Position { line, column } = link.places[0].position;
        let url = link.asked().map(|url| shown(url.as_str())).unwrap_or_default();
        Self { url, href: address_without_userinfo(&link.href).into_owned(), text: shown(&link.text), line, column }
    }
}
