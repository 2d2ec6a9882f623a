//! YAML front matter. What stands before and behind a line that makes no sense is read nevertheless.

use std::str::CharIndices;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{DEPTH, Entry, Fault, FrontMatter, Quoting, escaped, salvage};
use crate::text::{SourceMap, Span, collapsed};

/// Reads the YAML in `block` of `text`; `None` if it isn't a mapping, so that the fences are rules in a Markdown text.
pub(super) fn read(text: &str, block: Span, body: usize) -> Option<FrontMatter> {
    let mut matter = FrontMatter { body, ..FrontMatter::default() };
    let (mut from, mut lost, mut is_mapping) = (block.start, Vec::new(), false);
    while from < block.end {
        let fault = part(text, Span::new(from, block.end), &mut matter.entries);
        is_mapping |= !matter.entries.is_empty();
        let Some((at, message)) = fault else { break };
        matter.fault.get_or_insert_with(|| Fault::new(text, at, &message));
        // `a: b: c`, of which the parser gives `b`.
        matter.entries.pop_if(|last| last.whole().is_some_and(|span| text[span.end..].starts_with(": ")));
        let start = behind(text, matter.entries.last(), from);
        from = next_key(text, at.max(from), block.end);
        lost.push((matter.entries.len(), Span::new(start.min(from), from)));
    }
    if is_mapping {
        matter.entries = with_salvaged(text, matter.entries, &lost);
    }
    let empty = text[block.range()].lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    (empty && block.is_empty() || is_mapping).then_some(matter)
}

/// Where the line begins behind an entry, if that stands behind `from`.
fn behind(text: &str, entry: Option<&Entry>, from: usize) -> usize {
    let Some(end) = entry.and_then(Entry::whole).map(|span| span.end).filter(|end| *end > from) else { return from };
    // A block of lines ends with the last of them.
    let rest = if text[..end].ends_with('\n') { "" } else { text[end..].split_inclusive('\n').next().unwrap_or("") };
    end + rest.len()
}

/// Entries with what can be told of the lines that were passed over, each with the number of entries before it.
fn with_salvaged(text: &str, entries: Vec<Entry>, lost: &[(usize, Span)]) -> Vec<Entry> {
    let mut all = Vec::with_capacity(entries.len());
    let mut lost = lost.iter().peekable();
    for (index, entry) in entries.into_iter().map(Some).chain([None]).enumerate() {
        while let Some((_, lines)) = lost.next_if(|(before, _)| *before == index) {
            let found = salvage::entries(text, *lines, all.last());
            all.extend(found);
        }
        all.extend(entry);
    }
    all
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
    let mut offsets = Offsets { known: Vec::new(), rest: source.char_indices() };
    let mut byte = |index: usize| offsets.byte(index).map_or(part.end, |at| part.start + at);
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

/// The bytes at which characters begin. No more is looked at than is asked for, so that many faults don't cost the whole text each.
struct Offsets<'a> {
    known: Vec<usize>,
    rest: CharIndices<'a>,
}

impl Offsets<'_> {
    /// Where a character begins; `None` behind the last one.
    fn byte(&mut self, index: usize) -> Option<usize> {
        let missing = (index + 1).saturating_sub(self.known.len());
        self.known.extend(self.rest.by_ref().take(missing).map(|(at, _)| at));
        self.known.get(index).copied()
    }
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
    fn a_fault_in_a_list_costs_nothing_of_it() {
        let text = "---\ntitle: A\nlinks:\n  - text: One\n    href: https://one.example/\n  - href: https://two.example/\n    text: Glaze: a list\n\
                    \x20   x: 'y' # z\n  - text: \"Three\"\n    href: https://three.example/\n  - https://four.example/\n\
                    after: Foo: bar\nlast: https://last.example/\n---\n";
        let wanted = [
            ("title", "A"),
            ("links.0.text", "One"),
            ("links.0.href", "https://one.example/"),
            ("links.1.href", "https://two.example/"),
            ("links.1.text", "Glaze: a list"),
            ("links.1.x", "y"),
            ("links.2.text", "Three"),
            ("links.2.href", "https://three.example/"),
            ("links.3", "https://four.example/"),
            ("after", "Foo: bar"),
            ("last", "https://last.example/"),
        ];
        assert_eq!(entries(text), pairs(&wanted));
        assert_eq!(spelt(text, "links.2.href"), "https://three.example/");
        assert!(read(text).fault.is_some());
    }

    #[test]
    fn a_list_may_begin_with_the_fault() {
        let text = "---\ntitle: A\nlinks:\n- text: Glaze: a list\n  href: https://a.example/\n- text: Three\n  href: https://b.example/\n---\n";
        let wanted = [
            ("title", "A"),
            ("links.0.text", "Glaze: a list"),
            ("links.0.href", "https://a.example/"),
            ("links.1.text", "Three"),
            ("links.1.href", "https://b.example/"),
        ];
        assert_eq!(entries(text), pairs(&wanted));
    }

    #[test]
    fn a_quote_that_is_never_closed_hides_nothing() {
        let text = "---\ntitle: A\nabout: \"So\nlinks:\n  - https://a.example/\nurl: https://b.example/\n---\n";
        let wanted =
            [("title", "A"), ("about", "So"), ("links.0", "https://a.example/"), ("url", "https://b.example/")];
        assert_eq!(entries(text), pairs(&wanted));
    }

    #[test]
    fn what_follows_a_block_of_lines_is_told() {
        let text = "---\nnotes: |\n  One\nlink: https://a.example/: b\n x: https://b.example/\n---\n";
        let wanted = [("notes", "One\n"), ("link", "https://a.example/: b"), ("link.x", "https://b.example/")];
        assert_eq!(entries(text), pairs(&wanted));
    }

    #[test]
    fn many_faults_take_linear_time() {
        for line in ["a: b: c\n", "a: [\n", "- \"\n", "a: {b: \n", "\tx\n", "a: 'b'c\n"] {
            assert!(entries(&format!("---\nt: x\n{}---\n", line.repeat(20_000))).len() <= 20_001, "{line}");
        }
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
