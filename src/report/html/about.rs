//! What is to be said of the settings, and of what listeners will see of a single episode.

use std::io::{self, Write};

use super::super::Report;
use super::super::phrase::settings_remark;
use super::super::platform::losses;
use super::text::html;
use crate::text::counted;

/// Writes what of the settings is out of date.
pub(super) fn settings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} about the settings", counted(report.remarks.len(), "remark"));
    let remarks = report.remarks.iter().map(|remark| format!("<bdi>{}</bdi>", html(&settings_remark(remark))));
    list(&title, remarks.collect(), out)
}

/// Writes what of the notes doesn't reach the listeners of some platform.
pub(super) fn platforms(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let lost = losses(report, false).into_iter();
    let items = lost.map(|(names, sentence)| format!("<b>{}</b>: <bdi>{}</bdi>", html(&names), html(sentence)));
    list("What listeners will see", items.collect(), out)
}

fn list(title: &str, items: Vec<String>, out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "<details class=\"warn\" open><summary>{title}</summary><ul>")?;
    for item in items {
        writeln!(out, "<li>{item}</li>")?;
    }
    writeln!(out, "</ul></details>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportEpisode;
    use crate::report::tests::fixture;

    fn written(write: fn(&Report, &mut dyn Write) -> io::Result<()>, report: &Report) -> String {
        let mut bytes = Vec::new();
        write(report, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn remarks_about_settings_are_told_with_their_places() {
        let mut report = fixture::report();
        assert!(written(settings, &report).contains("<li><bdi>aircheck.toml:12: this ignore ended on 2026-02-28"));
        report.remarks[0].message = "<b>".to_owned();
        assert!(written(settings, &report).contains("12: &lt;b&gt;</bdi>"));
        report.remarks.clear();
        assert_eq!(written(settings, &report), "");
    }

    #[test]
    fn a_single_episode_is_told_what_is_lost() {
        let episode = ReportEpisode { platforms: Some(fixture::platforms()), ..fixture::first() };
        let page = written(platforms, &fixture::frozen(Vec::new(), vec![episode]));
        assert!(
            page.contains("<li><b>Apple Podcasts</b>: <bdi>4,812 bytes")
                && page.contains("<b>Apple Podcasts, Spotify</b>"),
            "{page}"
        );
        assert_eq!(written(platforms, &fixture::report()), "");
    }
}
