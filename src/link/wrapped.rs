//! Addresses in plain text that were broken over lines within pointed brackets, as mail programs do: the breaks are none of theirs (RFC 3986, appendix C).

use super::Hit;
use crate::text::Span;

/// An address is no longer than this, in bytes.
const LONGEST: usize = 2048;

/// The hits of a text with those put together that stand in brackets.
pub(super) fn joined(source: &str, hits: Vec<Hit>) -> Vec<Hit> {
    let mut until = 0;
    let mut whole = |hit: Hit| {
        let span = hit.span.filter(|span| span.start >= until)?;
        let Some((span, href)) = in_brackets(source, span) else { return Some(hit) };
        until = span.end;
        Some(Hit { text: href.clone(), ..Hit::new(href, Some(span), hit.form) })
    };
    hits.into_iter().filter_map(&mut whole).collect()
}

/// The whole of an address that begins behind a bracket and goes on in the next line.
fn in_brackets(source: &str, begin: Span) -> Option<(Span, String)> {
    source[..begin.start].strip_suffix('<')?;
    let rest = &source[begin.start..source.floor_char_boundary(begin.start + LONGEST)];
    let rest = &rest[..rest.find(['<', '>'])?];
    let is_closed = source[begin.start + rest.len()..].starts_with('>');
    let lines: Vec<&str> = rest.lines().map(str::trim).collect();
    let is_one = |line: &&str| !line.is_empty() && !line.contains(char::is_whitespace);
    let is_broken = lines.len() > 1 && lines[0].len() >= begin.len() && lines.iter().all(is_one);
    let span = Span::new(begin.start, begin.start + rest.trim_end().len());
    (is_closed && is_broken).then(|| (span, lines.concat()))
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;

    fn hrefs(source: &str) -> Vec<String> {
        joined(source, text::hits(source)).into_iter().map(|hit| hit.href).collect()
    }

    #[test]
    fn an_address_in_brackets_goes_on_in_the_next_line() {
        let source = "<https://a.example/long/\r\n  way/page.example.org/x>, https://b.example/";
        assert_eq!(hrefs(source), ["https://a.example/long/way/page.example.org/x", "https://b.example/"]);
        let hit = &joined(source, text::hits(source))[0];
        assert_eq!(&source[hit.span.unwrap().range()], "https://a.example/long/\r\n  way/page.example.org/x");
    }

    #[test]
    fn a_bracket_that_is_not_closed_or_holds_a_text_says_nothing() {
        for source in [
            "<https://a.example/\nnext",
            "<https://a.example/\nand so on>",
            "<https://a.example/\n\nx>",
            "<https://a.example/>",
        ] {
            assert_eq!(hrefs(source), ["https://a.example/"], "{source}");
        }
    }
}
