//! The JSON report: one document, schema `aircheck/1`, for scripts.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::harmless::Harmless;
use super::links::Links;
use super::rows::Rows;
use super::{Report, jsonl, lanes};

/// How many links are written in one go: of about half a kilobyte each.
const LINKS_A_PIECE: usize = 64;

/// Writes the whole document: what `document` makes of the report, but the links, which are nearly all of it, on all processors.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, links: Links<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Vec::new();
    value(&jsonl::Ending::of(report), Rows::new(), &mut head)?;
    let open = head.strip_suffix(b"\n}").unwrap_or(&head);
    out.write_all(open)?;
    if links.count() == 0 {
        return out.write_all(b",\n  \"links\": []\n}\n");
    }
    out.write_all(b",\n  \"links\": [")?;
    let pieces: Vec<_> =
        (0..links.count()).step_by(LINKS_A_PIECE).map(|at| at..links.count().min(at + LINKS_A_PIECE)).collect();
    lanes::write(&pieces, |numbers, bytes| piece(links, numbers.clone(), bytes), out)?;
    out.write_all(b"\n  ]\n}\n")
}

/// Some links of the list, the comma before each included.
fn piece(links: Links<'_>, numbers: Range<usize>, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut out = Harmless::new(bytes);
    for number in numbers {
        let comma = if number == 0 { &b"\n    "[..] } else { b",\n    " };
        out.write_all(comma)?;
        links.link(number).serialize(&mut Serializer::new(&mut out))?;
    }
    out.finish()
}

/// Writes a value in which nothing steers a terminal.
pub(super) fn value(value: &impl Serialize, layout: impl Formatter, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let mut out = Harmless::new(out);
    value.serialize(&mut Serializer::with_formatter(&mut out, layout))?;
    out.finish()
}

/// Writes a value as a document of its own, in which nothing steers a terminal.
///
/// # Errors
/// Only those of `out`.
pub fn document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    self::value(value, Rows::new(), out)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;
    use crate::report::{ReportLink, Views};

    #[test]
    fn a_report_is_written_as_a_document_of_its_own() {
        for links in [0, 1, 1000] {
            let mut report = fixture::report();
            report.links = report.links.iter().cycle().take(links).cloned().collect();
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            document(&report, &mut whole).unwrap();
            render(&report, Links::Held(&report.links), &mut parts).unwrap();
            assert_eq!(String::from_utf8(parts).unwrap(), String::from_utf8(whole).unwrap());
        }
    }

    #[test]
    fn links_that_are_made_are_written_like_those_that_are_held() {
        struct Copies<'a>(&'a [ReportLink]);
        impl Views for Copies<'_> {
            fn count(&self) -> usize {
                self.0.len()
            }

            fn view(&self, number: usize) -> ReportLink {
                self.0[number].clone()
            }
        }
        let report = fixture::report();
        let (mut held, mut made) = (Vec::new(), Vec::new());
        render(&report, Links::Held(&report.links), &mut held).unwrap();
        render(&report, Links::Made(&Copies(&report.links)), &mut made).unwrap();
        assert_eq!(String::from_utf8(made).unwrap(), String::from_utf8(held).unwrap());
        let secret = ReportLink { url: "https://ann:secret@a.example/".to_owned(), ..report.links[0].clone() };
        let mut made = Vec::new();
        render(&report, Links::Made(&Copies(&[secret])), &mut made).unwrap();
        assert!(!String::from_utf8(made).unwrap().contains("secret"));
    }
}
