//! JSON whose values know where they stand, read for as long as it makes sense.
//!
//! A file that is cut off yields all that stands before the cut, with its containers marked incomplete.

use super::{SourceMap, Span, unescape_with};

/// How deep containers may be nested.
const DEPTH: usize = 128;

/// A value and the bytes that spell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its bytes; of a string, those between the quotes.
    pub span: Span,
    /// What it holds.
    pub data: Data,
    /// Whether it was read to its end.
    pub complete: bool,
}

/// What a value holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`, `true` or `false`.
    Word,
    /// A number.
    Number,
    /// A string; ask [`Value::text`] for it.
    String,
    /// An array.
    Array(Vec<Value>),
    /// An object: names and values in the order of the file.
    Object(Vec<(String, Value)>),
}

/// What was read, and where it ended if that was too early.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value, as far as it goes.
    pub value: Option<Value>,
    /// The first byte that makes no sense; the length of the text if it ends too early.
    pub error: Option<usize>,
}

impl Value {
    /// The member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Data::Object(members) = &self.data else { return None };
        members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The elements of an array; nothing for other values.
    #[must_use]
    pub fn elements(&self) -> &[Value] {
        if let Data::Array(elements) = &self.data { elements } else { &[] }
    }

    /// The string, with its escapes decoded; `source` is the text that was parsed.
    #[must_use]
    pub fn text(&self, source: &str) -> Option<String> {
        self.mapped(source).map(|(text, _)| text)
    }

    /// The string, and the way back to the file.
    #[must_use]
    pub fn mapped(&self, source: &str) -> Option<(String, SourceMap)> {
        let raw = source.get(self.span.range()).filter(|_| matches!(self.data, Data::String))?;
        Some(decode(raw, self.span.start))
    }

    /// The number.
    #[must_use]
    pub fn number(&self, source: &str) -> Option<f64> {
        if self.data == Data::Number { source[self.span.range()].parse().ok() } else { None }
    }
}

/// Reads `source`. Trailing commas and raw line breaks in strings are let pass, as is anything behind the value.
#[must_use]
pub fn parse(source: &str) -> Parsed {
    read(Parser { source, at: 0, depth: 0, failed: false, is_script: false })
}

/// Reads the value that stands at `at` of `source`; spans are those of `source`.
#[must_use]
pub fn parse_at(source: &str, at: usize) -> Parsed {
    read(Parser { source, at, depth: 0, failed: false, is_script: false })
}

/// Reads a literal of JavaScript at `at` of `source`: names needn't stand in quotes, and a value that is no literal, such as a variable, is let pass as
/// a word.
#[must_use]
pub fn parse_script(source: &str, at: usize) -> Parsed {
    read(Parser { source, at, depth: 0, failed: false, is_script: true })
}

fn read(mut parser: Parser<'_>) -> Parsed {
    let value = parser.value();
    let error = (parser.failed || value.is_none()).then_some(parser.at);
    Parsed { value, error }
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
    failed: bool,
    is_script: bool,
}

impl Parser<'_> {
    fn value(&mut self) -> Option<Value> {
        self.skip_space();
        let start = self.at;
        let data = match self.peek()? {
            b'"' => return self.string(b'"'),
            b'\'' if self.is_script => return self.string(b'\''),
            b'[' if self.depth < DEPTH => self.array(),
            b'{' if self.depth < DEPTH => self.object(),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.is_script => self.expression()?,
            b't' | b'f' | b'n' => self.word()?,
            _ => return None,
        };
        Some(Value { span: Span::new(start, self.at), data, complete: !self.failed })
    }

    fn array(&mut self) -> Data {
        let mut elements = Vec::new();
        self.container(b']', |parser| {
            let value = parser.value()?;
            elements.push(value);
            Some(())
        });
        Data::Array(elements)
    }

    fn object(&mut self) -> Data {
        let mut members = Vec::new();
        self.container(b'}', |parser| {
            let name = parser.name()?;
            parser.skip_space();
            parser.eat(b':').then_some(())?;
            members.push((name, parser.value()?));
            Some(())
        });
        Data::Object(members)
    }

    /// Reads parts, with commas between them, up to `end`.
    fn container(&mut self, end: u8, mut part: impl FnMut(&mut Self) -> Option<()>) {
        self.at += 1;
        self.depth += 1;
        loop {
            self.skip_space();
            if self.eat(end) {
                break;
            }
            let read = part(self).is_some();
            self.skip_space();
            if !read || self.failed || !(self.eat(b',') || self.peek() == Some(end)) {
                self.failed = true;
                break;
            }
        }
        self.depth -= 1;
    }

    fn name(&mut self) -> Option<String> {
        if !self.is_script || matches!(self.peek()?, b'"' | b'\'') {
            let quote = self.peek()?;
            return self.string(if self.is_script { quote } else { b'"' })?.text(self.source);
        }
        let rest = &self.source[self.at..];
        let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$'))?];
        self.at += name.len();
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Passes over what is no literal, up to where the next part of a container may begin.
    fn expression(&mut self) -> Option<Data> {
        let (start, mut open) = (self.at, 0_usize);
        while let Some(byte) = self.peek() {
            match byte {
                b'(' | b'[' | b'{' => open += 1,
                b')' | b']' | b'}' if open > 0 => open -= 1,
                b',' | b')' | b']' | b'}' if open == 0 => break,
                b'"' | b'\'' => {
                    self.string(byte)?;
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        (self.at > start).then_some(Data::Word)
    }

    fn string(&mut self, quote: u8) -> Option<Value> {
        self.eat(quote).then_some(())?;
        let start = self.at;
        let mut escaped = false;
        let length = self.source.as_bytes()[start..].iter().position(|byte| {
            let closes = *byte == quote && !escaped;
            escaped = *byte == b'\\' && !escaped;
            closes
        });
        self.at = length.map_or(self.source.len(), |length| start + length + 1);
        let end = length.map_or(self.source.len(), |length| start + length);
        self.failed |= length.is_none();
        Some(Value { span: Span::new(start, end), data: Data::String, complete: length.is_some() })
    }

    fn number(&mut self) -> Data {
        let rest = &self.source.as_bytes()[self.at..];
        let is_part = |b: &u8| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        self.at += rest.iter().position(|b| !is_part(b)).unwrap_or(rest.len());
        Data::Number
    }

    fn word(&mut self) -> Option<Data> {
        let rest = &self.source[self.at..];
        let word = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word))?;
        self.at += word.len();
        Some(Data::Word)
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }
}

/// Decodes the escapes of a string; `start` is where `raw` begins in the file.
fn decode(raw: &str, start: usize) -> (String, SourceMap) {
    unescape_with(raw, start, |raw| {
        let (length, decoded) = escape(raw);
        (length, Some(decoded))
    })
}

/// The escape at the start of `raw`: its length, and what it stands for (RFC 8259 §7).
fn escape(raw: &str) -> (usize, char) {
    let simple = match raw.as_bytes().get(1) {
        Some(b'u') => return unicode(raw),
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b @ (b'"' | b'\\' | b'/')) => char::from(*b),
        // No escape of JSON: the backslash stands for itself.
        _ => return (1, '\\'),
    };
    (2, simple)
}

fn unicode(raw: &str) -> (usize, char) {
    let unit = |at: usize| {
        let digits = raw.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(2) else { return (1, '\\') };
    if let Some(sound) = char::from_u32(first) {
        return (6, sound);
    }
    let second = if raw.get(6..8) == Some("\\u") { unit(8) } else { None };
    let pair = second.and_then(|second| char::decode_utf16([low_half(first), low_half(second)]).next()?.ok());
    pair.map_or((6, char::REPLACEMENT_CHARACTER), |pair| (12, pair))
}

fn low_half(unit: u32) -> u16 {
    u16::try_from(unit).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn member(source: &str, name: &str) -> Value {
        parse(source).value.unwrap().get(name).unwrap().clone()
    }

    #[test]
    fn values_know_where_they_stand() {
        let source = r#"{"a": [1, "x\/y"], "b": "c"}"#;
        let second = member(source, "a").elements()[1].clone();
        assert_eq!(second.text(source).as_deref(), Some("x/y"));
        let (_, map) = second.mapped(source).unwrap();
        let file = map.to_file(Span::new(2, 3)).unwrap();
        assert_eq!(&source[file.range()], "y");
        assert_eq!(member(source, "a").elements()[0].number(source), Some(1.0));
    }

    #[test]
    fn every_escape_is_decoded() {
        let source = r#"{"a": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83d \q"}"#;
        let expected = "\"\\/\u{8}\u{c}\n\r\té😀\u{fffd} \\q";
        assert_eq!(member(source, "a").text(source).as_deref(), Some(expected));
    }

    #[test]
    fn a_cut_keeps_what_stands_before_it() {
        let source = r#"{"items": [{"id": 1}, {"id": 2, "text": "and th"#;
        let parsed = parse(source);
        assert_eq!(parsed.error, Some(source.len()));
        let items = parsed.value.unwrap().get("items").unwrap().clone();
        assert_eq!(items.elements().iter().map(|item| item.complete).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn small_sins_are_let_pass() {
        let source = "{\"a\": \"two\nlines\", \"b\": [1,],} junk";
        assert_eq!(parse(source).error, None);
        assert_eq!(member(source, "a").text(source).as_deref(), Some("two\nlines"));
    }

    #[test]
    fn a_literal_of_a_script_is_read_although_it_is_no_json() {
        let source =
            r#"x={layout:a,data:[{'title':"T",$n:void 0,at:new Date("a,b"),f:g({x:1},[2]),notes:"\u003Cp"}]}(b)"#;
        let value = parse_script(source, 2).value.unwrap();
        let first = &value.get("data").unwrap().elements()[0];
        assert_eq!(first.get("title").unwrap().text(source).as_deref(), Some("T"));
        assert_eq!(first.get("notes").unwrap().text(source).as_deref(), Some("<p"));
        assert!(first.get("f").is_some_and(|member| member.data == Data::Word));
        assert!(parse(&source[2..]).error.is_some() && parse_script("{a:", 0).error.is_some());
    }

    #[test]
    fn nesting_is_bounded() {
        assert!(parse(&"[".repeat(1_000_000)).error.is_some());
        assert!(parse(&"{\"a\":".repeat(1_000_000)).error.is_some());
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(source in "[\\[\\]{}\",:\\\\u0-9a-fäntrl ]{0,80}") {
            prop_assert!(parse_script(&source, 0).value.is_none_or(|value| value.span.end <= source.len()));
            let parsed = parse(&source);
            prop_assert!(parsed.error.is_none_or(|at| at <= source.len()));
            if let Some(value) = parsed.value {
                prop_assert!(value.span.end <= source.len());
                if let Some((text, map)) = value.mapped(&source) {
                    prop_assert_eq!(text.len(), map.len());
                }
            }
        }

        #[test]
        fn what_serde_writes_is_read_back(text in "\\PC{0,40}") {
            let source = serde_json::to_string(&[&text]).unwrap();
            prop_assert_eq!(parse(&source).value.unwrap().elements()[0].text(&source), Some(text));
        }
    }
}
