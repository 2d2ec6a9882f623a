//! Where the time of a check went: its slowest hosts.

use std::io::{self, Write};
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::super::{Look, Report, plain};
use super::{FAINT, TITLE, wrap};
use crate::net::HostTimes;

/// How many hosts are listed.
const MOST: usize = 10;

/// What took less shows as nothing, and isn't listed.
const LEAST: Duration = Duration::from_millis(50);

/// The columns of the figures.
const FIGURES: usize = 33;

const HEADING: &str = "Slowest hosts";

/// Writes the hosts that took longest, and whether they let the run wait or worked.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut hosts: Vec<&HostTimes> = report.hosts.iter().filter(|times| times.total() >= LEAST).collect();
    if hosts.is_empty() {
        return Ok(());
    }
    hosts.sort_by(|a, b| b.total().cmp(&a.total()).then_with(|| a.host.cmp(&b.host)));
    let room = look.width.saturating_sub(FIGURES + 2).max(HEADING.len());
    let name = |times: &HostTimes| format!("  {}", wrap::clip(&plain(&times.host), room));
    let rows: Vec<(String, &HostTimes)> = hosts.iter().take(MOST).map(|times| (name(times), *times)).collect();
    let width = rows.iter().map(|(name, _)| name.width()).fold(HEADING.len(), usize::max);
    let blanks = |text: &str| " ".repeat(width - text.width());
    let (requests, waiting, working) = ("requests", "waiting", "under way");
    writeln!(out, "{TITLE}{HEADING}{TITLE:#}{}{requests:>11}{waiting:>11}{working:>11}", blanks(HEADING))?;
    for (name, times) in rows {
        let (waiting, working) = (seconds(times.waiting), seconds(times.working));
        writeln!(out, "{name}{}{:>11}{waiting:>11}{working:>11}", blanks(&name), times.requests)?;
    }
    if let Some(more) = hosts.len().checked_sub(MOST).filter(|more| *more > 0) {
        writeln!(out, "  {FAINT}and {more} more{FAINT:#}")?;
    }
    writeln!(out)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;
    use crate::report::{Detail, Format, render};

    fn times(host: &str, requests: usize, waiting: u64, working: u64) -> HostTimes {
        let [waiting, working] = [waiting, working].map(Duration::from_millis);
        HostTimes { host: host.to_owned(), requests, waiting, working }
    }

    fn written(hosts: Vec<HostTimes>, detail: Detail) -> String {
        let report = Report { hosts, ..fixture::report() };
        let mut bytes = Vec::new();
        render(Format::Terminal, &report, Look { width: 60, detail }, &mut bytes).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&bytes).unwrap()).to_string()
    }

    #[test]
    fn the_slowest_hosts_come_first_with_their_figures() {
        let idle = times("idle.example", 0, 0, 20);
        let hosts = vec![times("quick.example", 3, 0, 180), times("busy.example", 12, 30_000, 4_250), idle];
        let text = written(hosts.clone(), Detail::Doubts);
        let table = "\
Slowest hosts     requests    waiting  under way
  busy.example          12     30.0 s      4.2 s
  quick.example          3      0.0 s      0.2 s
";
        assert!(text.contains(table) && !text.contains("idle.example"), "{text}");
        assert!(!written(hosts, Detail::Findings).contains(HEADING), "only who asks for more gets it");
    }

    #[test]
    fn many_hosts_are_counted_and_hostile_ones_are_harmless_and_fit() {
        let many = (0..12).map(|n| times(&format!("h{n}.example"), 1, 0, 100));
        let hostile = times(&format!("\u{1b}[2J\u{202e}{}.example", "w".repeat(200)), 1, 0, 200);
        let text = written(many.chain([hostile]).collect(), Detail::Everything);
        let (_, table) = text.split_once(HEADING).unwrap();
        let rows: Vec<&str> = table.lines().skip(1).take_while(|row| !row.is_empty()).collect();
        assert_eq!((rows.len(), rows[10]), (11, "  and 3 more"), "{table}");
        assert!(rows[0].starts_with("  \\u{1b}[2J\\u{202e}www"), "{}", rows[0]);
        assert!(rows.iter().all(|row| row.width() <= 60), "{table}");
    }
}
