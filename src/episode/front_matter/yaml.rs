//! YAML front matter. What stands before and behind a line that makes no sense is read nevertheless.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{DEPTH, Entry, Fault, FrontMatter, Quoting, escaped};
use crate::text::{SourceMap, Span, collapsed};

/// Reads the YAML in `block` of `text`; `None` if it isn't a mapping, so that the fences are rules in a Markdown text.
pub(super) fn read(text: &str, block: Span, body: usize) -> Option<FrontMatter> {
    let mut matter = FrontMatter { body, ..FrontMatter::default() };
    let mut from = block.start;
    while from < block.end {
        let Some((at, message)) = part(text, Span::new(from, block.end), &mut matter.entries) else { break };
        matter.fault.get_or_insert_with(|| Fault::new(text, at, &message));
        from = next_key(text, at.max(from), block.end);
    }
    let empty = text[block.range()].lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    (empty && block.is_empty() || !matter.entries.is_empty()).then_some(matter)
}

/// Where the next line begins that could start a top-level key, behind `at`.
fn next_key(text: &str, at: usize, end: usize) -> usize {
    let mut from = at;
    for line in text[at..end].split_inclusive('\n') {
        let starts = from > at && line.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '\'' || c == '_');
        if starts {
            return from;
        }
        from += line.len();
    }
    end
}

/// A container that is open.
enum Open {
    Mapping(Option<String>),
    Sequence(usize),
}

/// Reads `part` up to its end, or up to a place that makes no sense, which it returns with the reason.
fn part(text: &str, part: Span, into: &mut Vec<Entry>) -> Option<(usize, String)> {
    let source = &text[part.range()];
    let offsets: Vec<usize> = source.char_indices().map(|(at, _)| part.start + at).chain([part.end]).collect();
    let byte = |index: usize| offsets[index.min(offsets.len() - 1)];
    let mut parser = Parser::new_from_str(source);
    let mut open: Vec<Open> = Vec::new();
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((Event::Scalar(value, style, ..), span)) => {
                let place = Span::new(byte(span.start.index()), byte(span.end.index()));
                let place = closed(text, style, place);
                scalar(text, &value, style, place, &mut open, into);
            }
            Ok((event, _)) => container(&event, &mut open),
            Err(error) => return Some((byte(error.marker().index()), error.info().to_owned())),
        }
    }
    None
}

fn container(event: &Event<'_>, open: &mut Vec<Open>) {
    match event {
        Event::MappingStart(..) => open.push(Open::Mapping(None)),
        Event::SequenceStart(..) => open.push(Open::Sequence(0)),
        Event::MappingEnd | Event::SequenceEnd => {
            open.pop();
            advance(open, "");
        }
        Event::Alias(_) => advance(open, ""),
        _ => {}
    }
}

/// Counts a finished node: the next element of a sequence, or the other half of a pair.
fn advance(open: &mut [Open], key: &str) {
    match open.last_mut() {
        Some(Open::Mapping(slot @ None)) => *slot = Some(key.to_owned()),
        Some(Open::Mapping(slot)) => *slot = None,
        Some(Open::Sequence(index)) => *index += 1,
        None => {}
    }
}

fn scalar(text: &str, value: &str, style: ScalarStyle, place: Span, open: &mut [Open], into: &mut Vec<Entry>) {
    let is_value = matches!(open.last(), Some(Open::Mapping(Some(_)) | Open::Sequence(_)));
    if is_value && open.len() <= DEPTH && matches!(open[0], Open::Mapping(_)) {
        // Where another text comes out than the parser's own, its place within the scalar isn't known.
        let spelt = spelling(text, style, place).filter(|(text, _)| collapsed(text) == collapsed(value));
        let (text, map) = spelt.unwrap_or_else(|| {
            let mut map = SourceMap::default();
            map.push_spelt(place, value.len());
            (value.to_owned(), map)
        });
        into.push(Entry { path: path(open), text, map, quoting: quoting(style) });
    }
    advance(open, value);
}

fn quoting(style: ScalarStyle) -> Quoting {
    match style {
        ScalarStyle::SingleQuoted => Quoting::Doubled,
        ScalarStyle::DoubleQuoted => Quoting::Escaped,
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => Quoting::Bare,
    }
}

/// A scalar from its first character or quote to its last: the parser counts its anchor and its tag, white space and a comment behind it as its own.
fn closed(text: &str, style: ScalarStyle, place: Span) -> Span {
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return place;
    }
    let mut value = &text[place.range()];
    while value.starts_with(['&', '!']) {
        value = value.trim_start_matches(|c: char| !c.is_whitespace()).trim_start();
    }
    let place = Span::new(place.end - value.len(), place.end);
    let raw = value.as_bytes();
    let length = match style {
        ScalarStyle::SingleQuoted => closing(raw, b'\'', b'\''),
        ScalarStyle::DoubleQuoted => closing(raw, b'"', b'\\'),
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => None,
    };
    length.map_or(place, |length| Span::new(place.start, place.start + length))
}

/// How long a quoted scalar is, with its quotes. Behind `escape`, a quote closes nothing.
fn closing(raw: &[u8], quote: u8, escape: u8) -> Option<usize> {
    let mut at = 1;
    loop {
        let byte = *raw.get(at)?;
        if byte == escape && (escape != quote || raw.get(at + 1) == Some(&quote)) {
            at += 2;
        } else if byte == quote {
            return Some(at + 1);
        } else {
            at += 1;
        }
    }
}

fn path(open: &[Open]) -> Vec<String> {
    let name = |open: &Open| match open {
        Open::Mapping(key) => key.clone().unwrap_or_default(),
        Open::Sequence(index) => index.to_string(),
    };
    open.iter().map(name).collect()
}

/// The text of a scalar with its place in the file. Lines stay lines, also where YAML folds them: for links in them it is the same.
fn spelling(text: &str, style: ScalarStyle, place: Span) -> Option<(String, SourceMap)> {
    let raw = &text[place.range()];
    match style {
        ScalarStyle::SingleQuoted => {
            let inner = raw.strip_prefix('\'')?.strip_suffix('\'')?;
            Some(join(inner.split_inclusive("''"), place.start + 1, |piece| {
                piece.strip_suffix('\'').filter(|p| p.ends_with('\'')).unwrap_or(piece)
            }))
        }
        ScalarStyle::DoubleQuoted => {
            let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
            Some(escaped::decode(inner, place.start + 1))
        }
        ScalarStyle::Plain => Some(join(raw.split_inclusive('\n'), place.start, |line| line)),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let line_start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
            Some(dedented(raw, place.start, place.start - line_start))
        }
    }
}

/// Puts pieces that follow one another in the file together, each cut by `keep`.
fn join<'a>(pieces: impl Iterator<Item = &'a str>, start: usize, keep: impl Fn(&str) -> &str) -> (String, SourceMap) {
    let (mut text, mut map, mut at) = (String::new(), SourceMap::default(), start);
    for piece in pieces {
        let kept = keep(piece);
        map.push_exact(at, kept.len());
        text.push_str(kept);
        at += piece.len();
    }
    (text, map)
}

/// The lines of a block without the indentation that all have.
fn dedented(raw: &str, start: usize, indent: usize) -> (String, SourceMap) {
    let (mut text, mut map, mut at) = (String::new(), SourceMap::default(), start);
    for (index, line) in raw.split_inclusive('\n').enumerate() {
        let blank = line.bytes().take_while(|byte| *byte == b' ').count();
        let cut = if index == 0 { 0 } else { blank.min(indent) };
        map.push_exact(at + cut, line.len() - cut);
        text.push_str(&line[cut..]);
        at += line.len();
    }
    (text, map)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::{entries, spelt};

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn nested_values_are_led_to_by_their_keys() {
        let text = "---\ntitle: \"Über: a\"\nguests:\n  - name: Ann\n    links: [https://a.example/, 'https://b.example/']\n---\n";
        let wanted = [
            ("title", "Über: a"),
            ("guests.0.name", "Ann"),
            ("guests.0.links.0", "https://a.example/"),
            ("guests.0.links.1", "https://b.example/"),
        ];
        assert_eq!(entries(text), pairs(&wanted));
        assert_eq!(spelt(text, "guests.0.links.1"), "https://b.example/");
    }

    #[test]
    fn blocks_lose_their_indentation_and_keep_their_places() {
        let text = "---\nnotes: |\n  - [A](https://a.example/)\n    more\n\n  end\nx: it''s 'ok'\ny: 'it''s'\n---\n";
        assert_eq!(entries(text)[0].1, "- [A](https://a.example/)\n  more\n\nend\n");
        assert_eq!(entries(text)[2].1, "it's");
        let entry = &read(text).entries[0];
        let at = entry.text.find("end").unwrap();
        let place = entry.map.to_file(crate::text::Span::new(at, at + 3)).unwrap();
        assert_eq!(&text[place.range()], "end");
    }

    #[test]
    fn a_line_that_makes_no_sense_costs_only_itself() {
        let text = "---\ntitle: A\nbad: [x: y: {\nlink: https://a.example/\n---\n";
        let matter = read(text);
        assert!(entries(text).contains(&("link".to_owned(), "https://a.example/".to_owned())), "{matter:?}");
        assert!(matter.fault.unwrap().message.starts_with("the front matter makes no sense at line"));
    }

    #[test]
    fn comments_are_no_values() {
        assert_eq!(
            entries("---\ntitle: A # https://x.example/\n# url: https://d.example/\n---\n"),
            pairs(&[("title", "A")])
        );
    }

    #[test]
    fn what_stands_behind_a_quote_is_no_part_of_the_value() {
        let text = "---\na: 'https://a.example/it''s' # https://x.example/\nb: \"https://b.example/\\\"\" \nc: { u: 'https://c.example/' }\n\
                    d: [ \"https://d.example/\" , 'https://e.example/' ]\n'k' : 'https://f.example/'\t# 'y'\n\
                    g: &x \"https://g.example/\"\nh: !!str https://h.example/\n---\n";
        let wanted = [
            ("a", "https://a.example/it's"),
            ("b", "https://b.example/\""),
            ("c.u", "https://c.example/"),
            ("d.0", "https://d.example/"),
            ("d.1", "https://e.example/"),
            ("k", "https://f.example/"),
            ("g", "https://g.example/"),
            ("h", "https://h.example/"),
        ];
        assert_eq!(entries(text), pairs(&wanted));
        assert_eq!(spelt(text, "a"), "https://a.example/it''s");
        assert_eq!(spelt(text, "d.0"), "https://d.example/");
        assert_eq!(spelt(text, "k"), "https://f.example/");
        assert_eq!(spelt(text, "g"), "https://g.example/");
        assert_eq!(spelt(text, "h"), "https://h.example/");
    }
}
