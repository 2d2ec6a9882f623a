//! The top of the page: what it all comes to; and the filters of the findings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::phrase::{self, capitalised, extent, unchecked};
use super::super::{Counts, Report};
use super::text::{html, moment};
use super::{about, finding};
use crate::text::counted;
use crate::verdict::Class;

/// What a class means, for a reader who has never heard of it.
const MEANINGS: &[(&str, &str)] = &[
    ("broken", "whoever clicks doesn't get it"),
    ("invalid", "can't work for any listener"),
    ("suspicious", "answers, but most likely isn't what was meant"),
    ("redirected", "works, but it moved"),
    ("unverified", "a robot can't tell, a person can"),
    ("ok", "whoever clicks gets what was meant"),
    ("skipped", "not asked"),
    ("unchecked", "not judged in this run"),
];

/// The kinds of findings in the order of the filters, and whether they are shown at first.
const KINDS: &[(&str, bool)] = &[
    ("broken", true),
    ("invalid", true),
    ("suspicious", true),
    ("redirected", true),
    ("lint", true),
    ("link", true),
    ("unverified", false),
    ("note", false),
];

/// The page in a line.
pub(super) fn headline(report: &Report) -> String {
    capitalised(
        &report.summary.counts.as_ref().map_or_else(|| extent(report), |counts| phrase::headline(report, counts)),
    )
}

/// Writes the header of the page.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let done = if report.summary.counts.is_some() { "checked" } else { "listed" };
    writeln!(out, "<header>\n<p class=\"mast\">Show notes, {done} {}</p>", moment(&report.started))?;
    writeln!(out, "<h1>{}</h1>\n<p class=\"extent\">{}{}</p>", headline(report), extent(report), news(report))?;
    if let Some(counts) = &report.summary.counts {
        if let Some(remark) = unchecked(counts) {
            writeln!(out, "<p class=\"warn\">{remark}</p>")?;
        }
        tally(counts, report.summary.links, out)?;
    }
    unread(report, out)?;
    about::platforms(report, out)?;
    about::settings(report, out)?;
    writeln!(out, "</header>")
}

/// What changed since the last run, where a store knows.
fn news(report: &Report) -> String {
    let words: Vec<String> = phrase::news(report).iter().map(|(number, change)| format!("{number} {change}")).collect();
    if words.is_empty() { String::new() } else { format!("; since the last run {}", words.join(", ")) }
}

/// A bar of all links by class, and its legend, which is a table of the numbers for who can't see the bar.
fn tally(counts: &Counts, links: usize, out: &mut dyn Write) -> io::Result<()> {
    let numbers: Vec<(&str, &str, usize)> =
        MEANINGS.iter().map(|(name, meaning)| (*name, *meaning, number(counts, name))).filter(|it| it.2 > 0).collect();
    writeln!(out, "<svg class=\"bar\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")?;
    let mut before = 0;
    for (name, _, number) in &numbers {
        let (x, width) = (before * 1000 / links.max(1), (number * 1000 / links.max(1)).max(3));
        writeln!(out, "<rect class=\"fill {name}\" x=\"{x}\" width=\"{width}\" height=\"12\"/>")?;
        before += number;
    }
    writeln!(out, "</svg>\n<ul class=\"tally\">")?;
    for (name, meaning, number) in numbers {
        writeln!(
            out,
            "<li class=\"{name}\"><b>{number}</b> <span class=\"name\">{name}</span> <span>{meaning}</span></li>"
        )?;
    }
    writeln!(out, "</ul>")
}

fn number(counts: &Counts, name: &str) -> usize {
    let class = Class::ALL.into_iter().find(|class| class.name() == name);
    class.map_or(counts.unchecked, |class| counts.of_class(class))
}

fn unread(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(said) = phrase::unread(report) else { return Ok(()) };
    writeln!(out, "<details class=\"warn\" open><summary>{said}</summary><ul>")?;
    for source in &report.sources {
        if let Some(error) = &source.error {
            writeln!(out, "<li><bdi>{}</bdi>: {}</li>", html(&source.path), html(error))?;
        }
    }
    writeln!(out, "</ul></details>")
}

/// Writes the filters of findings of these `kinds`: each shows as many as it says. They work without JavaScript; only the search needs it.
pub(super) fn filters(kinds: &[Vec<&'static str>], out: &mut dyn Write) -> io::Result<()> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in kinds.iter().flatten() {
        *numbers.entry(kind).or_default() += 1;
    }
    writeln!(out, "<form class=\"filters\" role=\"search\" aria-label=\"Findings\">")?;
    writeln!(
        out,
        "<label class=\"search\">Search <input type=\"search\" id=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>"
    )?;
    writeln!(out, "<fieldset><legend>Show</legend>")?;
    for (kind, at_first) in KINDS {
        let Some(number) = numbers.get(kind) else { continue };
        // Doubts are shown where they are all there is to see.
        let checked = if *at_first || (*kind == "unverified" && numbers.len() == 1) { " checked" } else { "" };
        let name = match *kind {
            "lint" | "note" | "link" => format!("{}s", finding::name(kind)),
            class => class.to_owned(),
        };
        let input = format!("<input type=\"checkbox\" id=\"show-{kind}\" value=\"{kind}\"{checked}>");
        writeln!(out, "<label class=\"chip {kind}\">{input} {name} <b>{number}</b></label>")?;
    }
    writeln!(
        out,
        "</fieldset>\n<p class=\"found\"><output id=\"found\">{}</output></p></form>",
        counted(kinds.len(), "finding")
    )
}
