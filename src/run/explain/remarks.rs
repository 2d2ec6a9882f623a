//! What a check would remark on an address besides its verdict.

use std::io::{self, Write};

use url::Url;

use crate::check::{self, Outcomes};
use crate::cli::Judging;
use crate::episode::Episode;
use crate::link::Link;
use crate::lint::{self, Options};
use crate::report::{Remark, ReportLink, wrapped};
use crate::source::{Document, Kind, Origin};
use crate::verdict::{self, Verdict};

use super::super::{Streams, excuses, masked};
use super::TITLE;

/// How far lines are indented.
const INDENT: usize = 2;

/// The remarks on a link with this verdict, by the rules that `options` apply.
pub(super) fn remarks(
    link: Link,
    verdict: &Verdict,
    outcomes: &Outcomes,
    judging: &Judging,
    options: &Options,
) -> Vec<Remark> {
    if link.ignored.is_some() {
        return Vec::new();
    }
    // It stands in no text: a text that says nothing is none of its faults.
    let mut links = [Link { text: link.url().into(), ..link }];
    let nothing = Document::from_text(Origin::Stdin, Kind::Text, String::new(), None);
    lint::examine(&nothing, &Episode::default(), &mut links, options);
    let at = |url: &Url| check::outcome_at(outcomes, url);
    let [link] = links;
    let remarks = verdict::remarks(&link, Some(verdict.class), verdict.suggestion.as_deref(), at, &judging.policy);
    excuses::weighed(ReportLink::of(&link, remarks, "".into()), &judging.policy).lints
}

/// Writes them.
pub(super) fn write(remarks: &[Remark], streams: &mut Streams) -> io::Result<()> {
    if remarks.is_empty() {
        return Ok(());
    }
    writeln!(streams.out, "\n{TITLE}Remarks{TITLE:#}")?;
    for Remark { code, level, message, suggestion, .. } in remarks {
        let instead = suggestion.as_deref().map(|better| format!(", write {better}")).unwrap_or_default();
        let said = masked(&format!("{level}: {message}{instead} [{code}]"));
        for line in wrapped(&said, streams.width.saturating_sub(INDENT)) {
            writeln!(streams.out, "{:INDENT$}{line}", "")?;
        }
    }
    Ok(())
}
