//! The JSON report: one document, schema `aircheck/1`, for scripts.

use std::io::{self, BufWriter, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::links::Links;
use super::plain::steers;
use super::rows::Rows;
use super::{Report, jsonl, lanes};

/// As much as is handed on at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// How many links are written in one go: of about half a kilobyte each.
const LINKS_A_PIECE: usize = 64;

/// The only character of ASCII that JSON doesn't ask to be escaped and a terminal obeys.
const DELETE: u8 = 0x7f;

/// What begins commands to runners wherever it stands in a line; `::` does so at the beginning of one only, where no string is.
const COMMAND: &str = "##";

/// Writes the whole document: what `document` makes of the report, but the links, which are nearly all of it, on all processors.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, links: Links<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Vec::with_capacity(CHUNK);
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
    for number in numbers {
        let comma = if number == 0 { &b"\n    "[..] } else { b",\n    " };
        bytes.extend_from_slice(comma);
        value(&*links.link(number), CompactFormatter, bytes)?;
    }
    Ok(())
}

/// Writes a value in which nothing steers a terminal.
pub(super) fn value(value: &impl Serialize, layout: impl Formatter, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Harmless(layout)))?)
}

/// Writes a value as a document of its own, in which nothing steers a terminal.
///
/// # Errors
/// Only those of `out`.
pub fn document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // A report is written in millions of small pieces.
    let mut out = BufWriter::with_capacity(CHUNK, out);
    self::value(value, Rows::new(), &mut out)?;
    writeln!(out)?;
    out.flush()
}

/// JSON in which every character is escaped that could steer a terminal, or begin a command to a runner that reads logs, so that values stay exact and
/// `cat` is safe.
struct Harmless<F>(F);

/// The first character that can't stand as it is.
fn first(text: &str) -> Option<usize> {
    [text.find(steers), text.find(COMMAND)].into_iter().flatten().min()
}

impl<F: Formatter> Formatter for Harmless<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // What is below a blank is escaped already.
        if fragment.is_ascii() && !fragment.as_bytes().contains(&DELETE) && !fragment.contains(COMMAND) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = first(rest) {
            let c = rest[at..].chars().next().expect("a character was found here");
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;
    use crate::report::{ReportLink, Views};

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        let text = "x ##[add-mask]y ### \u{202e}#\u{7f} ü #";
        let mut bytes = Vec::new();
        value(&text, CompactFormatter, &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        assert!(!written.contains("##") && !written.contains(steers), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

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

    #[test]
    fn values_stay_exact_and_harmless() {
        let value = "a\u{9b}b\u{202e}c\u{e0041}\x1bd — ü";
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Harmless(Rows::new()))).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.chars().any(steers), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
