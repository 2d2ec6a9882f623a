//! A summary in GitHub's Markdown, for the summary of a job or the text of an issue: what fails the run in full view, the rest folded.

use std::io::{self, Write};

use super::finding::{Finding, Level, findings, is_of_show, listed, shown_address};
use super::phrase::{self, SHOW, episode_name, extent, headline, settings_remark, unchecked};
use super::platform::losses;
use super::remark::{self, EpisodeRemark};
use super::{Counts, Detail, Look, Report, ReportLink, plain};
use crate::source::REPORT_MARK;
use crate::text::counted;
use crate::verdict::Class;

/// How many bytes the findings may take: GitHub drops a summary of more than 1 MiB as a whole.
const ROOM: usize = 1_000_000;

/// The longest address or text that is shown in whole, in bytes.
const LONGEST: usize = 2_000;

/// How many remarks about the settings are shown.
const MOST_REMARKS: usize = 20;

/// What is to be said of a link or of an episode.
struct Item {
    level: Level,
    class: &'static str,
    /// Whether a baseline knows it.
    known: bool,
    /// The number of its episode; nothing where it is the show's own.
    episode: Option<usize>,
    text: String,
}

/// The class of an item that is only listed.
const LINK: &str = "link";

/// Whether an item belongs to a part.
type Belongs = fn(&Item) -> bool;

/// The parts of the summary, in their order: a heading, and what stands below it.
const PARTS: &[(&str, Belongs)] = &[
    ("", |item| item.level == Level::Error),
    ("", |item| item.class == LINK),
    ("Worth a look", |item| item.level == Level::Warning),
    ("Not yet confirmed", |item| is_note(item) && is_trouble(item)),
    ("Better addresses", |item| is_note(item) && item.class == Class::Redirected.name()),
    ("Notes", is_noted_remark),
    ("A robot can't tell, a person can", |item| is_note(item) && item.class == Class::Unverified.name()),
    ("Known from the baseline", |item| item.known),
];

fn is_note(item: &Item) -> bool {
    item.level == Level::Note && !item.known
}

fn is_noted_remark(item: &Item) -> bool {
    is_note(item) && item.class == "lint"
}

fn is_trouble(item: &Item) -> bool {
    let troubles = [Class::Broken, Class::Invalid, Class::Suspicious];
    troubles.iter().any(|class| class.name() == item.class)
}

/// Writes the summary, at most 1 MiB.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    head(report, out)?;
    unread(report, out)?;
    let is_quiet = look.detail == Detail::Failing;
    let (all, notes): (Vec<Item>, Vec<Item>) = items(report)
        .into_iter()
        .filter(|item| !is_quiet || item.level == Level::Error || item.class == LINK)
        .partition(|item| look.detail >= Detail::Doubts || !is_noted_remark(item));
    let mut room = ROOM;
    for (title, belongs) in PARTS {
        let items: Vec<&Item> = all.iter().filter(|item| belongs(item)).collect();
        part(title, &items, report, &mut room, out)?;
    }
    if !notes.is_empty() {
        writeln!(out, "{} for those who ask for more: `-v` lists them.\n", counted(notes.len(), "note"))?;
    }
    if !is_quiet {
        recovered(report, &mut room, out)?;
        platforms(report, out)?;
        about_settings(report, out)?;
    }
    writeln!(out, "{REPORT_MARK}")
}

/// What of a single episode doesn't reach the listeners of some platform.
fn platforms(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let losses = losses(report, false);
    if losses.is_empty() {
        return Ok(());
    }
    writeln!(out, "### What listeners will see\n")?;
    for (names, sentence) in losses {
        writeln!(out, "- **{}**: {}", text(&names), text(sentence))?;
    }
    writeln!(out)
}

/// What of the settings is out of date.
fn about_settings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for remark in report.remarks.iter().take(MOST_REMARKS) {
        writeln!(out, "> {}\n", text(&settings_remark(remark)))?;
    }
    Ok(())
}

fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(counts) = &report.summary.counts else { return writeln!(out, "## Show notes: {}\n", extent(report)) };
    writeln!(out, "## Show notes: {}\n\n{}{}\n", headline(report, counts), extent(report), news(report))?;
    if let Some(remark) = unchecked(counts) {
        writeln!(out, "> {remark}\n")?;
    }
    table(counts, out)
}

fn table(counts: &Counts, out: &mut dyn Write) -> io::Result<()> {
    let columns = phrase::numbers(counts);
    if columns.is_empty() {
        return Ok(());
    }
    let row = |cell: &dyn Fn(usize, &str) -> String| {
        columns.iter().map(|(number, name, _)| cell(*number, name) + " |").collect::<String>()
    };
    writeln!(
        out,
        "| {}\n|{}\n| {}\n",
        row(&|_, name| format!(" {name}")),
        row(&|_, _| " --:".to_owned()),
        row(&|number, _| format!(" {number}"))
    )
}

/// What changed since the last run, where a store knows.
fn news(report: &Report) -> String {
    let news: Vec<String> =
        phrase::news(report).iter().map(|(number, change)| format!("**{number} {change}**")).collect();
    if news.is_empty() { String::new() } else { format!(" · since the last run: {}", news.join(", ")) }
}

fn unread(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(said) = phrase::unread(report) else { return Ok(()) };
    let unread = report.sources.iter().filter_map(|source| Some((source, source.error.as_deref()?)));
    writeln!(out, "### {said}\n")?;
    for (source, error) in unread {
        writeln!(out, "- {}: {}", code(&source.path), text(error))?;
    }
    writeln!(out)
}

/// Everything that is to be said, episode by episode.
fn items(report: &Report) -> Vec<Item> {
    let of_episode = |remark: EpisodeRemark<'_>| Item {
        level: remark.level,
        class: "lint",
        known: false,
        episode: Some(remark.episode.id),
        text: item_of_remark(&remark),
    };
    let of_link = |finding: Finding<'_>| Item {
        level: finding.level,
        class: finding.class,
        known: finding.baseline == Some(true),
        episode: episode_of(finding.link),
        text: item(report, &finding),
    };
    let episodes = remark::remarks(report, Detail::Doubts).map(of_episode);
    let links = listed(report).iter().map(item_of_link);
    let mut items: Vec<Item> = episodes.chain(links).chain(findings(report, Detail::Doubts).map(of_link)).collect();
    items.sort_by_key(|item| item.episode);
    items
}

fn part(title: &str, items: &[&Item], report: &Report, room: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    if !title.is_empty() {
        writeln!(out, "<details><summary>{title}: {}</summary>\n", items.len())?;
    }
    let mut episode = Some(0);
    for (index, item) in items.iter().enumerate() {
        let heading = if item.episode == episode { String::new() } else { heading(report, item.episode) };
        let item_text = heading + &item.text;
        if item_text.len() > *room {
            writeln!(out, "\n… and {}. Other formats list them all.", counted(items.len() - index, "more finding"))?;
            break;
        }
        *room -= item_text.len();
        episode = item.episode;
        out.write_all(item_text.as_bytes())?;
    }
    writeln!(out, "{}", if title.is_empty() { "" } else { "\n</details>\n" })
}

fn heading(report: &Report, episode: Option<usize>) -> String {
    let name = |id| report.episodes.iter().find(|known| known.id == id).map(episode_name).unwrap_or_default();
    format!("\n### {}\n\n", text(&episode.map_or(SHOW.to_owned(), name)))
}

fn episode_of(link: &ReportLink) -> Option<usize> {
    (!is_of_show(link)).then_some(link.episode)
}

fn item_of_remark(remark: &EpisodeRemark<'_>) -> String {
    let (line, _) = remark.line_and_column();
    let place = code(&format!("{}:{line}", remark.episode.source));
    format!("- **lint** · the episode as a whole · {place}\\\n  {} ({})\n", text(remark.message), code(remark.code))
}

fn item_of_link(link: &ReportLink) -> Item {
    let place = code(&format!("{}:{}", link.source, link.line));
    let purpose = if link.kind == "notes" { String::new() } else { format!(" · {}", link.kind) };
    let text = format!("- {} · {place}{purpose}\n", clickable(link));
    Item { level: Level::Note, class: LINK, known: false, episode: episode_of(link), text }
}

fn item(report: &Report, finding: &Finding<'_>) -> String {
    let Finding { link, class, code: reason, message, .. } = finding;
    let sponsor = if link.group == "sponsor" { " · sponsor" } else { "" };
    let news = phrase::news_of(report, link).map(|news| format!(" · **{news}**")).unwrap_or_default();
    let place = code(&format!("{}:{}", link.source, link.line));
    let instead = finding.instead().map(|suggestion| format!(" Write {}", code(suggestion))).unwrap_or_default();
    format!(
        "- **{class}** · {} · {place}{sponsor}{news}\\\n  {} ({}){instead}\n",
        clickable(link),
        text(message),
        code(reason)
    )
}

/// The text of a link and where it leads; what isn't a web address can't be clicked.
fn clickable(link: &ReportLink) -> String {
    let address = shown_address(link);
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !web || address.len() > LONGEST || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return format!("{} {}", text(&link.text), code(address)).trim_start().to_owned();
    }
    let label = if link.text.trim().is_empty() { address } else { &link.text };
    let address = plain(address).replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('&', "&amp;");
    format!("[{}](<{address}>)", text(label))
}

fn recovered(report: &Report, room: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    let recovered: Vec<&ReportLink> = report.links.iter().filter(|link| link.change() == Some("recovered")).collect();
    if recovered.is_empty() {
        return Ok(());
    }
    writeln!(out, "<details><summary>Recovered since the last run: {}</summary>\n", recovered.len())?;
    for link in recovered {
        let item = format!("- {} · {}\n", clickable(link), code(&format!("{}:{}", link.source, link.line)));
        if item.len() <= *room {
            *room -= item.len();
            out.write_all(item.as_bytes())?;
        }
    }
    writeln!(out, "\n</details>")
}

/// Text in which nothing is Markdown or HTML, and which calls neither users nor issues by name.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in plain(clipped(text)).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            // A zero-width space in between keeps GitHub from seeing a name (as Renovate does it).
            '@' | '#' => escaped.extend(["\\", c.encode_utf8(&mut [0; 4]), "&#8203;"]),
            c if "\\`*_[]~|>$".contains(c) => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as it is, between as many backticks as it takes (CommonMark 0.31.2 §6.1).
fn code(text: &str) -> String {
    let text = plain(clipped(text));
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn clipped(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::tests::{fixture, hostile};
    use super::*;

    const LOOK: Look = Look { width: 80, detail: Detail::Findings };

    fn summary(report: &Report) -> String {
        written(report, Detail::Findings)
    }

    fn written(report: &Report, detail: Detail) -> String {
        let mut bytes = Vec::new();
        render(report, Look { detail, ..LOOK }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn events(markdown: &str) -> Vec<Event<'_>> {
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
            .collect()
    }

    #[test]
    fn links_lead_to_web_addresses_only_and_html_is_its_own() {
        let summary = summary(&hostile::report());
        for event in events(&summary) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("http"), "{dest_url}"),
                Event::Start(Tag::Image { dest_url, .. }) => panic!("an image: {dest_url}"),
                Event::Html(html) | Event::InlineHtml(html) => {
                    let own = ["<details>", "</details>", REPORT_MARK];
                    assert!(own.iter().any(|own| html.trim_start().starts_with(own)), "{html}");
                    assert!(!html.contains("script"), "{html}");
                }
                _ => (),
            }
        }
    }

    #[test]
    fn hints_are_counted_and_listed_for_those_who_ask_for_more() {
        let mut report = fixture::report();
        report.links.iter_mut().flat_map(|link| &mut link.lints).for_each(|lint| lint.level = "note");
        let few = summary(&report);
        assert!(few.contains("1 note for those") && !few.contains("insecure-http"), "{few}");
        let all = written(&report, Detail::Doubts);
        assert!(all.contains("<summary>Notes: 1</summary>") && all.contains("insecure-http"), "{all}");
    }

    #[test]
    fn the_quiet_are_told_what_fails_the_run() {
        let (all, quiet) = (summary(&fixture::report()), written(&fixture::report(), Detail::Failing));
        assert!(all.contains("<details>") && !quiet.contains("<details>"), "{quiet}");
        let failing = |text: &str| text.matches("\n- **broken**").count();
        assert!(failing(&quiet) > 0 && failing(&quiet) == failing(all.split("<details>").next().unwrap()));
    }

    #[test]
    fn a_summary_fits_into_github() {
        let mut report = fixture::report();
        let broken = report.links[0].clone();
        report.links = std::iter::repeat_n(broken, 20_000).collect();
        let summary = summary(&report);
        assert!(summary.len() < 1 << 20);
        assert!(summary.len() > ROOM * 9 / 10 && summary.contains("more findings"));
    }

    proptest! {
        #[test]
        fn text_and_code_stay_what_they_are(value in "[ -~\u{e4}]{0,40}") {
            let shown: String = events(&format!("x{}x", text(&value)))
                .into_iter()
                .map(|event| match event {
                    Event::Text(text) => text.replace('\u{200b}', ""),
                    Event::Start(Tag::Paragraph) | Event::End(_) => String::new(),
                    other => panic!("{other:?}"),
                })
                .collect();
            prop_assert_eq!(shown, format!("x{}x", plain(&value)));
            let code = code(&value);
            let spans: Vec<_> = events(&code).into_iter().filter_map(|event| match event {
                Event::Code(text) => Some(text.trim().to_owned()),
                _ => None,
            }).collect();
            prop_assert!(value.trim().is_empty() || spans == [plain(&value).trim()], "{}", code);
        }
    }
}
