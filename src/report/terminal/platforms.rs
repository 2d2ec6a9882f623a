//! What listeners will see of a single episode: what each platform loses of it.

use std::io::{self, Write};

use super::super::platform::{ReportPlatform, losses, platforms};
use super::super::{Detail, Look, Report, plain};
use super::{TITLE, wrap};
use crate::lint::platform::thousands;
use crate::text::counted;

/// How far the lines below the first one of an item are indented.
const INDENT: usize = 4;

const HEADING: &str = "What listeners will see";

/// Writes what is lost; who asks for more also gets what is well, and what comes out as plain text.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if look.detail == Detail::Failing {
        return Ok(());
    }
    let more = look.detail >= Detail::Doubts;
    let lost = losses(report, more).into_iter().map(|(names, sentence)| format!("{names}: {sentence}"));
    let rest = platforms(report).iter().filter(|_| more).flat_map(besides);
    let items: Vec<String> = lost.chain(rest).collect();
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "{TITLE}{HEADING}{TITLE:#}")?;
    for item in items {
        let lines = wrap::lines(&plain(&item), look.width.saturating_sub(INDENT));
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { INDENT / 2 } else { INDENT };
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    writeln!(out)
}

/// What else is to be said of a platform.
fn besides(platform: &ReportPlatform) -> Vec<String> {
    let whole = platform.lost.is_empty().then(|| whole(platform));
    let plain = (!platform.plain.is_empty()).then(|| format!("{} come out as plain text.", platform.plain.join(", ")));
    let said = whole.into_iter().chain(plain);
    said.map(|said| format!("{}: {said}", platform.name)).collect()
}

/// That nothing is lost.
fn whole(platform: &ReportPlatform) -> String {
    let links = counted(platform.links, "link");
    match platform.limit {
        Some(limit) => {
            let [bytes, limit] = [platform.bytes, limit].map(thousands);
            format!("all of it, {links} included; {bytes} of {limit} bytes.")
        }
        None => format!("all of it, {links} included."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;
    use crate::report::{Format, ReportEpisode, render};

    fn written(detail: Detail, episodes: Vec<ReportEpisode>) -> String {
        let report = fixture::frozen(Vec::new(), episodes);
        let mut bytes = Vec::new();
        render(Format::Terminal, &report, Look { width: 80, detail }, &mut bytes).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&bytes).unwrap()).to_string()
    }

    fn single() -> ReportEpisode {
        ReportEpisode { lints: Vec::new(), platforms: Some(fixture::platforms()), ..fixture::first() }
    }

    #[test]
    fn what_is_lost_is_told_with_its_remedy() {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(written(Detail::Findings, vec![single()]));
        });
    }

    #[test]
    fn who_asks_for_more_is_told_what_is_well() {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(written(Detail::Everything, vec![single()]));
        });
    }

    #[test]
    fn neither_the_quiet_nor_a_back_catalogue_gets_it() {
        assert!(!written(Detail::Failing, vec![single()]).contains(HEADING));
        let second = ReportEpisode { id: 2, ..single() };
        assert!(!written(Detail::Everything, vec![single(), second]).contains(HEADING));
    }
}
