//! XML as tokens with their places, one after the other, whatever is wrong with it.

use crate::text::Span;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name …>`.
    Start(Tag<'a>),
    /// `</name>`.
    End { name: &'a str, span: Span },
    /// Characters between tags, references not decoded.
    Text(Span),
    /// What stands inside of `<![CDATA[…]]>`, and the whole.
    CData { inner: Span, span: Span },
    /// A comment or a processing instruction: nothing to a feed.
    Other(Span),
    /// A document type, or another declaration.
    Declaration(Span),
    /// What stands behind here was cut off: a tag, a comment or CDATA that doesn't end.
    Cut(usize),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) span: Span,
    /// Whether it ends with `/>`.
    pub(super) empty: bool,
}

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name, with its prefix.
    pub name: &'a str,
    /// The bytes between the quotes, references not decoded.
    pub span: Span,
}

/// Walks over a text once.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.at >= self.text.len() {
            return None;
        }
        Some(match self.opening(self.at) {
            Some(opening) => self.markup(opening),
            None => self.characters(),
        })
    }
}

/// What a `<` begins.
#[derive(Clone, Copy)]
enum Opening {
    Start,
    End,
    CData,
    Comment,
    Instruction,
    Declaration,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What begins at `at`; a `<` that begins nothing is a character.
    fn opening(&self, at: usize) -> Option<Opening> {
        let rest = self.text[at..].strip_prefix('<')?;
        match rest.as_bytes().first()? {
            b'?' => Some(Opening::Instruction),
            b'/' => rest[1..].starts_with(is_name_start).then_some(Opening::End),
            b'!' if rest.starts_with("![CDATA[") => Some(Opening::CData),
            b'!' if rest.starts_with("!--") => Some(Opening::Comment),
            b'!' if rest[1..].starts_with(is_name_start) => Some(Opening::Declaration),
            _ => rest.starts_with(is_name_start).then_some(Opening::Start),
        }
    }

    fn markup(&mut self, opening: Opening) -> Token<'a> {
        match opening {
            Opening::Start => self.start_tag(),
            Opening::End => self.end_tag(),
            Opening::CData => self.cdata(),
            Opening::Comment => self.until("-->", 4),
            Opening::Instruction => self.until("?>", 2),
            Opening::Declaration => self.declaration(),
        }
    }

    fn characters(&mut self) -> Token<'a> {
        let start = self.at;
        let mut end = start + usize::from(self.text.as_bytes()[start] == b'<');
        while let Some(found) = self.text[end..].find('<').map(|at| end + at) {
            end = found;
            if self.opening(end).is_some() {
                return self.step(end, Token::Text(Span::new(start, end)));
            }
            end += 1;
        }
        self.step(self.text.len(), Token::Text(Span::new(start, self.text.len())))
    }

    fn step(&mut self, to: usize, token: Token<'a>) -> Token<'a> {
        self.at = to;
        token
    }

    fn cut(&mut self) -> Token<'a> {
        let from = self.at;
        self.step(self.text.len(), Token::Cut(from))
    }

    fn cdata(&mut self) -> Token<'a> {
        let inner = self.at + "<![CDATA[".len();
        let Some(length) = self.text[inner..].find("]]>") else { return self.cut() };
        let (end, after) = (inner + length, inner + length + 3);
        self.step(after, Token::CData { inner: Span::new(inner, end), span: Span::new(self.at, after) })
    }

    fn until(&mut self, end: &str, skip: usize) -> Token<'a> {
        let from = (self.at + skip).min(self.text.len());
        let Some(length) = self.text.get(from..).and_then(|rest| rest.find(end)) else { return self.cut() };
        let after = from + length + end.len();
        self.step(after, Token::Other(Span::new(self.at, after)))
    }

    /// `<!DOCTYPE …>`, with an internal subset in brackets perhaps.
    fn declaration(&mut self) -> Token<'a> {
        let rest = &self.text[self.at..];
        let simple = rest.find('>').unwrap_or(rest.len());
        let end = if rest[..simple].contains('[') { subset_end(rest) } else { Some(simple) };
        let Some(end) = end.filter(|end| *end < rest.len()) else { return self.cut() };
        let after = self.at + end + 1;
        self.step(after, Token::Declaration(Span::new(self.at, after)))
    }

    fn end_tag(&mut self) -> Token<'a> {
        let start = self.at;
        let name = self.name(start + 2);
        let Some(length) = self.text[start..].find('>') else { return self.cut() };
        self.step(start + length + 1, Token::End { name, span: Span::new(start, start + length + 1) })
    }

    fn start_tag(&mut self) -> Token<'a> {
        let start = self.at;
        let name = self.name(start + 1);
        let mut attributes = Vec::new();
        let mut at = start + 1 + name.len();
        loop {
            at = self.skip_space(at);
            let rest = &self.text.as_bytes()[at..];
            match rest.first() {
                None => return self.cut(),
                Some(b'>') => {
                    let empty = self.text.as_bytes()[at - 1] == b'/';
                    let span = Span::new(start, at + 1);
                    return self.step(at + 1, Token::Start(Tag { name, attributes, span, empty }));
                }
                Some(b'/' | b'"' | b'\'' | b'=') => at += 1,
                Some(_) => match self.attribute(at) {
                    Some((attribute, after)) => {
                        attributes.extend(attribute);
                        at = after;
                    }
                    None => return self.cut(),
                },
            }
        }
    }

    /// The attribute at `at` and what follows it; `None` if the text ends within.
    fn attribute(&self, at: usize) -> Option<(Option<Attribute<'a>>, usize)> {
        let length =
            self.text[at..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/' | '"' | '\''))?;
        let name = &self.text[at..at + length];
        let equals = self.skip_space(at + length);
        if self.text.as_bytes().get(equals) != Some(&b'=') {
            return Some((None, at + length));
        }
        let value = self.skip_space(equals + 1);
        let first = self.text.as_bytes().get(value).copied()?;
        let span = if matches!(first, b'"' | b'\'') {
            let length = self.text[value + 1..].find(char::from(first))?;
            Span::new(value + 1, value + 1 + length)
        } else {
            let length = self.text[value..].find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            Span::new(value, value + length)
        };
        let quoted = usize::from(span.start > value);
        Some((Some(Attribute { name, span }), span.end + quoted))
    }

    fn name(&self, from: usize) -> &'a str {
        let rest = &self.text[from..];
        let end = rest.find(|c: char| !(is_name_start(c) || matches!(c, '-' | '.') || c.is_ascii_digit()));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn skip_space(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        from + rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len())
    }
}

/// The `>` behind the bracket that ends an internal subset.
fn subset_end(declaration: &str) -> Option<usize> {
    let bracket = declaration.find(']')?;
    let mut at = bracket;
    loop {
        let rest = &declaration[at + 1..];
        if rest.trim_start().starts_with('>') {
            return Some(at + 1 + rest.find('>')?);
        }
        at += 1 + rest.find(']')?;
    }
}

/// What may begin a name (XML 1.0 §2.3, without telling apart the letters beyond ASCII).
fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || c == ':' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tokens, each as a short text.
    fn tokens(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Start(tag) => {
                let show = |a: &Attribute<'_>| format!(" {}={}", a.name, &text[a.span.range()]);
                let attributes = tag.attributes.iter().map(show).collect::<Vec<_>>().concat();
                format!("<{}{attributes}{}>", tag.name, if tag.empty { "/" } else { "" })
            }
            Token::End { name, .. } => format!("</{name}>"),
            Token::Text(span) => text[span.range()].to_owned(),
            Token::CData { inner, .. } => format!("[{}]", &text[inner.range()]),
            Token::Other(span) | Token::Declaration(span) => format!("({})", &text[span.range()]),
            Token::Cut(at) => format!("cut at {at}"),
        };
        Scanner::new(text).map(show).collect()
    }

    #[test]
    fn sound_xml_is_read() {
        let text = "<?xml version='1.0'?><a:b c=\"d>e\" f = 'g'>x<!-- <y> --><![CDATA[<z> ]] >]]></a:b ><i/>";
        let expected =
            ["(<?xml version='1.0'?>)", "<a:b c=d>e f=g>", "x", "(<!-- <y> -->)", "[<z> ]] >]", "</a:b>", "<i/>"];
        assert_eq!(tokens(text), expected);
    }

    #[test]
    fn a_less_than_sign_that_begins_nothing_is_a_character() {
        assert_eq!(tokens("1 < 2 <3 << <b>x</ b></>"), ["1 < 2 <3 << ", "<b>", "x</ b></>"]);
    }

    #[test]
    fn unquoted_and_broken_attributes_do_no_harm() {
        assert_eq!(
            tokens("<a href=http://x/y?z b><c d=\"e\"f='g' it's / =x>"),
            ["<a href=http://x/y?z>", "<c d=e f=g>"]
        );
        assert_eq!(tokens("<a b=/>"), ["<a b=//>"]);
    }

    #[test]
    fn a_cut_is_told_with_its_place() {
        for cut in
            ["<a href=\"x", "<a ", "</a", "<!-- x", "<![CDATA[ x", "<?xml", "<!DOCTYPE x", "<!DOCTYPE x [ <!ENTITY"]
        {
            assert_eq!(tokens(&format!("x{cut}")), ["x", "cut at 1"], "{cut}");
        }
    }

    #[test]
    fn a_document_type_is_skipped_whole() {
        assert_eq!(tokens("<!DOCTYPE r [ <!ENTITY a \"b>\"> ]><r>"), ["(<!DOCTYPE r [ <!ENTITY a \"b>\"> ]>)", "<r>"]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[<>/!\\[\\]CDAT?='\" a-cä:&;-]{0,60}") {
            let ends: Vec<usize> = Scanner::new(&text).map(|token| match token {
                Token::Start(tag) => tag.span.end,
                Token::End { span, .. } | Token::Text(span) | Token::CData { span, .. } | Token::Other(span) | Token::Declaration(span) => span.end,
                Token::Cut(_) => text.len(),
            }).collect();
            prop_assert!(ends.is_sorted());
            prop_assert_eq!(ends.last().copied().unwrap_or(0), text.len());
        }
    }
}
