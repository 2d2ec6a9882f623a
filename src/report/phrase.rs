//! Phrases that several formats use.

use super::{Counts, Report, ReportEpisode, ReportLink, RunRemark, plain};
use crate::check::Share;
use crate::text::counted;
use crate::verdict::Class;

/// The number and the title of an episode; its source where it has no title. Harmless in a terminal.
pub(super) fn episode_name(episode: &ReportEpisode) -> String {
    let Some(title) = episode.title.as_deref().filter(|title| !title.trim().is_empty()) else {
        return plain(&episode.source).into_owned();
    };
    let number = episode.number.as_deref().filter(|number| !title.contains(*number));
    let number = number.map(|number| format!("{}: ", plain(number))).unwrap_or_default();
    number + &plain(title)
}

/// What stands over the links that a feed has for no single episode.
pub(super) const SHOW: &str = "The show itself";

/// A remark about the settings, with its place. Harmless in a terminal.
pub(super) fn settings_remark(remark: &RunRemark) -> String {
    let line = remark.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {}", plain(&remark.source), plain(&remark.message))
}

/// A sentence as it begins.
pub(super) fn capitalised(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// What is said of a link, as a sentence begins. The scheme of its address keeps its case.
pub(super) fn begun(said: &str, link: &ReportLink) -> String {
    let first = said.split(' ').next().filter(|word| word.ends_with(':'));
    let is_scheme = |word: &str| link.url.get(..word.len()).is_some_and(|url| url.eq_ignore_ascii_case(word));
    if first.is_some_and(is_scheme) { said.to_owned() } else { capitalised(said) }
}

/// A message without the address of its link, where that is shown beside it.
pub(super) fn without_href<'a>(message: &'a str, link: &ReportLink) -> &'a str {
    message.strip_prefix(&format!("`{}`: ", link.href.trim())).unwrap_or(message)
}

/// What is said of a source that was read and holds nothing to check.
pub const NO_NOTES: &str = "no show notes were found";

/// What wasn't read: `1 of 3 sources could not be read, 1 of 3 sources has no show notes`.
pub(super) fn unread(report: &Report) -> Option<String> {
    let empty = report.sources.iter().filter(|source| source.has_no_notes()).count();
    let numbers = [
        (report.summary.unread - empty, "could not be read", "could not be read"),
        (empty, "has no show notes", "have no show notes"),
    ];
    let all = counted(report.summary.sources, "source");
    let said = numbers.into_iter().filter(|(number, ..)| *number > 0);
    let said = said.map(|(number, one, many)| format!("{number} of {all} {}", if number == 1 { one } else { many }));
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// How much was read: `7 links in 1 episode`.
pub(super) fn extent(report: &Report) -> String {
    let summary = &report.summary;
    format!("{} in {}", counted(summary.links, "link"), counted(summary.episodes, "episode"))
}

/// How links were judged, with their numbers: `broken` 2, `not checked` 1; what has none is left out.
pub(super) fn numbers(counts: &Counts) -> Vec<(usize, &'static str, Option<Class>)> {
    let classes = Class::ALL.map(|class| (counts.of_class(class), class.name(), Some(class)));
    let all = classes.into_iter().chain([(counts.unchecked, "not checked", None)]);
    all.filter(|(number, ..)| *number > 0).collect()
}

/// `2 broken, 1 unverified`.
pub(super) fn tally(counts: &Counts) -> String {
    let tally: Vec<String> = numbers(counts).iter().map(|(number, name, _)| format!("{number} {name}")).collect();
    if tally.is_empty() { "nothing to check".to_owned() } else { tally.join(", ") }
}

/// That no public host could be reached, what comes of that, and what to do.
#[must_use]
pub fn no_network(outcome: &str) -> String {
    format!(
        "No network: no public host could be reached, so {outcome}. Look after this machine's connection, name servers and proxy, then run it again."
    )
}

impl Report {
    /// That no public host could be reached, if that is so, what comes of that, and what to do.
    #[must_use]
    pub fn silence(&self) -> Option<String> {
        self.summary.counts.as_ref().and_then(without_network)
    }

    /// That the run was interrupted before all links were checked, if that is so.
    #[must_use]
    pub fn interruption(&self) -> Option<String> {
        let counts = self.summary.counts.as_ref()?;
        let is_cut = counts.run.interrupted && counts.run.network && counts.unchecked > 0;
        is_cut.then(|| format!("interrupted: {} not checked", were(counts.unchecked)))
    }
}

fn without_network(counts: &Counts) -> Option<String> {
    let outcome = match counts.unchecked {
        0 => "what was judged may not hold".to_owned(),
        number => format!("{} not judged", were(number)),
    };
    (!counts.run.network).then(|| no_network(&outcome))
}

/// What a check comes to: green only if everything was read and judged.
pub(super) fn headline(report: &Report, counts: &Counts) -> String {
    match counts {
        Counts { failing: 1.., .. } => format!("{} to act on", counted(counts.failing, "link")),
        Counts { run, .. } if !run.network => "no network, no verdicts".to_owned(),
        Counts { unchecked: 1.., .. } => "nothing to act on in what was checked".to_owned(),
        _ => unread(report).unwrap_or_else(|| "nothing to act on".to_owned()),
    }
}

/// How many links are news of that kind against the last run, where a store knows of one.
pub(super) fn news(report: &Report) -> Vec<(usize, &'static str)> {
    let number = |change| report.links.iter().filter(|link| news_of(report, link) == Some(change)).count();
    let news = ["new", "moved", "recovered"].into_iter().map(|change| (number(change), change));
    news.filter(|(number, _)| *number > 0).collect()
}

/// What has become of a link since the last run: `new`, `moved` or `recovered`. To a first run nothing is news.
pub(super) fn news_of(report: &Report, link: &ReportLink) -> Option<&'static str> {
    let is_first = report.summary.counts.as_ref().is_some_and(|counts| counts.run.first_run == Some(true));
    link.change().filter(|change| !is_first && *change != "known")
}

/// Why links weren't judged, if there are such.
pub(super) fn unchecked(counts: &Counts) -> Option<String> {
    let share = counts.run.partition.map(|Share { part, of }| {
        let links = counted(counts.elsewhere, "link");
        format!(
            "Part {part} of {of}: {links} {} left to the other parts.",
            if counts.elsewhere == 1 { "is" } else { "are" }
        )
    });
    let why = without_network(counts).or_else(|| match counts.unchecked {
        0 => None,
        number if counts.run.interrupted => Some(format!("Interrupted: {} not checked.", were(number))),
        number => Some(format!("A part is missing: {} not checked.", were(number))),
    });
    let remarks: Vec<String> = share.into_iter().chain(why).collect();
    (!remarks.is_empty()).then(|| remarks.join(" "))
}

fn were(links: usize) -> String {
    format!("{} {}", counted(links, "link"), if links == 1 { "was" } else { "were" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;

    #[test]
    fn a_scheme_keeps_its_case_where_a_sentence_begins_with_it() {
        let link = fixture::notes("MailTo:ann@a.example", "Ann", 1);
        assert_eq!(begun("mailto: isn't asked", &link), "mailto: isn't asked");
        assert_eq!(begun("ignored: it logs out", &link), "Ignored: it logs out");
    }

    #[test]
    fn nothing_is_green_that_was_not_read() {
        let mut report = fixture::report();
        let counts = Counts { failing: 0, unchecked: 0, ..report.summary.counts.clone().unwrap() };
        assert_eq!(headline(&report, &counts), "1 of 3 sources could not be read");
        report.sources.iter_mut().for_each(|source| source.error = None);
        report.summary.unread = 0;
        assert_eq!(headline(&report, &counts), "nothing to act on");
    }

    #[test]
    fn a_first_run_brings_no_news() {
        let mut report = fixture::report();
        assert_eq!(news(&report), [(1, "new")]);
        report.summary.counts.as_mut().unwrap().run.first_run = Some(true);
        assert_eq!(news(&report), []);
    }

    #[test]
    fn what_holds_no_notes_was_read_all_the_same() {
        let mut report = fixture::report();
        assert_eq!(unread(&report).unwrap(), "1 of 3 sources could not be read");
        report.sources[2].error = Some(NO_NOTES.to_owned());
        assert_eq!(unread(&report).unwrap(), "1 of 3 sources has no show notes");
        report.sources[1].error = Some("permission denied".to_owned());
        report.summary.unread = 2;
        let both = "1 of 3 sources could not be read, 1 of 3 sources has no show notes";
        assert_eq!(unread(&report).unwrap(), both);
    }
}
