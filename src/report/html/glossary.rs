//! What the codes of this page mean.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::super::finding::{findings, text_of};
use super::super::{Detail, Report, remark};
use super::text::{html, prose};

/// Writes an entry for each code that the page names.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let of_links = findings(report, Detail::Doubts).map(|finding| finding.code);
    let of_episodes = remark::remarks(report, Detail::Doubts).map(|remark| remark.code);
    let codes: BTreeSet<&str> = of_links.chain(of_episodes).collect();
    if codes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<aside aria-labelledby=\"codes-title\"><h2 id=\"codes-title\">What the codes mean</h2><dl>")?;
    for code in codes {
        let (title, help) = text_of(code);
        let code = html(code);
        writeln!(out, "<div id=\"{code}\"><dt><code>{code}</code> {}</dt><dd>{}</dd></div>", html(title), prose(help))?;
    }
    writeln!(out, "</dl></aside>")
}
