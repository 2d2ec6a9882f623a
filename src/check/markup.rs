//! HTML as tags and text, in one pass, without a tree and without copies: most of what a check reads is read here.
//!
//! Follows the tokenizer of WHATWG HTML §13.2.5 as far as the facts of a page depend on it.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Who is told what stands in the source, in its order.
pub(super) trait Visitor {
    /// An attribute of the start tag that will be told next, both as they are written.
    fn attribute(&mut self, tag: &str, name: &str, value: &str);

    /// A start tag, its name in lower case.
    fn open(&mut self, tag: &str);

    /// An end tag, its name in lower case.
    fn close(&mut self, tag: &str);

    /// Text as it is written, character references included.
    fn text(&mut self, raw: &str);

    /// Whether the rest doesn't matter.
    fn has_seen_enough(&self) -> bool;
}

/// Reads `source` to its end, or until the visitor has seen enough.
pub(super) fn read(source: &str, visitor: &mut impl Visitor) {
    let mut at = 0;
    while at < source.len() && !visitor.has_seen_enough() {
        let open = memchr(b'<', &source.as_bytes()[at..]).map_or(source.len(), |found| at + found);
        if open > at {
            visitor.text(&source[at..open]);
        }
        at = markup(source, open, visitor);
    }
}

/// Reads what begins with the `<` at `at`, and tells where it ends.
fn markup(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let rest = &source.as_bytes()[at..];
    match rest.get(1..) {
        Some([b'!', b'-', b'-', ..]) => at + comment(rest),
        Some([b'/', b'>', ..]) => at + 3,
        Some([b'/', letter, ..]) if letter.is_ascii_alphabetic() => end_tag(source, at + 2, visitor),
        Some([b'!' | b'?' | b'/', ..]) => at + memchr(b'>', rest).map_or(rest.len(), |end| end + 1),
        Some([letter, ..]) if letter.is_ascii_alphabetic() => start_tag(source, at + 1, visitor),
        Some(_) => {
            visitor.text("<");
            at + 1
        }
        None => source.len(),
    }
}

/// The length of a comment.
fn comment(rest: &[u8]) -> usize {
    if let Some(abrupt) = [&b"<!-->"[..], b"<!--->"].iter().find(|mark| rest.starts_with(mark)) {
        return abrupt.len();
    }
    let mut dashes = memmem::find_iter(&rest[4..], b"--").map(|found| 4 + found + 2);
    // `find_iter` takes no dash twice, so that an odd number of them may leave one behind.
    let ends = |at: usize| match &rest[at..] {
        [b'>', ..] | [b'-', b'>', ..] => memchr(b'>', &rest[at..]).map(|found| at + found + 1),
        [b'!', b'>', ..] | [b'-', b'!', b'>', ..] => memchr(b'>', &rest[at..]).map(|found| at + found + 1),
        _ => None,
    };
    dashes.find_map(ends).unwrap_or(rest.len())
}

fn end_tag(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let (name, behind) = name(source, at);
    let Some(end) = attributes(source, behind, |_, _| {}) else { return source.len() };
    visitor.close(&name);
    end
}

fn start_tag(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let (name, behind) = name(source, at);
    let Some(end) = attributes(source, behind, |attribute, value| visitor.attribute(&name, attribute, value)) else {
        return source.len();
    };
    visitor.open(&name);
    let length = match &*name {
        "title" | "textarea" | "style" | "iframe" | "xmp" | "noembed" | "noframes" | "noscript" => {
            raw_text(&source[end..], &name)
        }
        "script" => script(&source[end..]),
        "plaintext" => source.len() - end,
        _ => 0,
    };
    if length > 0 {
        visitor.text(&source[end..end + length]);
    }
    end + length
}

/// The name of a tag in lower case, and where it ends.
fn name(source: &str, at: usize) -> (Cow<'_, str>, usize) {
    let end = at + length_until(&source.as_bytes()[at..], ends_name);
    let name = &source[at..end];
    let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    (if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }, end)
}

/// Reads the attributes from `at` on; where the tag ends, if it does.
fn attributes(source: &str, mut at: usize, mut tell: impl FnMut(&str, &str)) -> Option<usize> {
    let bytes = source.as_bytes();
    let skip = |at: usize, which: fn(u8) -> bool| at + length_until(&bytes[at..], |byte| !which(byte));
    loop {
        at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        // A name may begin with `=`.
        let end = at + 1 + length_until(&bytes[at + 1..], |byte| ends_name(byte) || byte == b'=');
        let name = source.get(at..end).unwrap_or_default();
        at = skip(end, |byte| byte.is_ascii_whitespace());
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at = skip(at + 1, |byte| byte.is_ascii_whitespace());
            (value, at) = value_at(source, at)?;
        }
        tell(name, value);
    }
}

/// The value that begins at `at`, and where what follows it begins.
fn value_at(source: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &source.as_bytes()[at..];
    if let quote @ (b'"' | b'\'') = *rest.first()? {
        let length = memchr(quote, &rest[1..])?;
        return Some((&source[at + 1..at + 1 + length], at + length + 2));
    }
    let length = length_until(rest, |byte| byte.is_ascii_whitespace() || byte == b'>');
    Some((&source[at..at + length], at + length))
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

fn length_until(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| ends(*byte)).unwrap_or(bytes.len())
}

/// The length of what stands before the end tag of an element that holds nothing but text.
fn raw_text(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let ends = |at: &usize| is_tag(&bytes[at + 1..], b"/", name.as_bytes());
    memchr::memchr_iter(b'<', bytes).find(ends).unwrap_or(bytes.len())
}

/// The same for a script, which may hold another one in a comment (WHATWG HTML, "script data double escaped state").
fn script(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    // Up to where the end of a comment has been looked for, if one is open.
    let mut comment: Option<usize> = None;
    let mut inner = false;
    for at in memchr::memchr_iter(b'<', bytes) {
        if let Some(from) = &mut comment {
            if memmem::find(&bytes[*from..at], b"-->").is_some() {
                (comment, inner) = (None, false);
            } else {
                *from = at.saturating_sub(2).max(*from);
            }
        }
        let tag = &bytes[at + 1..];
        if comment.is_none() && tag.starts_with(b"!--") {
            comment = Some(at + 2);
        } else if is_tag(tag, b"/", b"script") {
            if !inner {
                return at;
            }
            inner = false;
        } else if comment.is_some() && is_tag(tag, b"", b"script") {
            inner = true;
        }
    }
    bytes.len()
}

/// Whether `prefix` and the name of a tag stand here, and the name ends.
fn is_tag(bytes: &[u8], prefix: &[u8], name: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(prefix) else { return false };
    rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && rest.get(name.len()).is_some_and(|byte| ends_name(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Default)]
    struct Log(Vec<String>);

    impl Visitor for Log {
        fn attribute(&mut self, _: &str, name: &str, value: &str) {
            self.0.push(format!("{name}={value}"));
        }

        fn open(&mut self, tag: &str) {
            self.0.push(format!("<{tag}>"));
        }

        fn close(&mut self, tag: &str) {
            self.0.push(format!("</{tag}>"));
        }

        fn text(&mut self, raw: &str) {
            self.0.push(format!("'{raw}'"));
        }

        fn has_seen_enough(&self) -> bool {
            false
        }
    }

    fn log(source: &str) -> String {
        let mut log = Log::default();
        read(source, &mut log);
        log.0.join(" ")
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(log("a<B>b</b >c<br/>"), "'a' <b> 'b' </b> 'c' <br>");
        assert_eq!(log("1 < 2 <> 3</>4</ 5>6"), "'1 ' '<' ' 2 ' '<' '> 3' '4' '6'");
        assert_eq!(log("a<b"), "'a'", "a tag that doesn't end is none");
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        assert_eq!(log("<a x=1 Y = '2>' z=\"3\"w/v =u>"), "x=1 Y=2> z=3 w= v=u <a>");
        assert_eq!(log("<a =b=c d=>e"), "=b=c d= <a> 'e'");
    }

    #[test]
    fn comments_and_declarations_are_passed_over() {
        assert_eq!(log("<!doctype html>a<!-- <b> > -->b<!-->c<!--d--!>e<?x?>f<!g>"), "'a' 'b' 'c' 'e' 'f'");
        assert_eq!(log("<!--->a<!---->b<!-- x --->c<!-- x ----!>d"), "'a' 'b' 'c' 'd'");
        assert_eq!(log("a<!-- b"), "'a'");
    }

    #[test]
    fn text_of_scripts_and_titles_ends_with_their_own_end_tag() {
        assert_eq!(log("<title>a <b></titlex></TITLE >c"), "<title> 'a <b></titlex>' </title> 'c'");
        assert_eq!(log("<script>'<b>'</script>c"), "<script> ''<b>'' </script> 'c'");
        let nested = "<!-- <script> </script> --> </scripts>";
        assert_eq!(log(&format!("<script>{nested}</script>c")), format!("<script> '{nested}' </script> 'c'"));
        assert_eq!(log("<script><!-- </script>c"), "<script> '<!-- ' </script> 'c'");
        assert_eq!(log("<plaintext>a</plaintext>"), "<plaintext> 'a</plaintext>'");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_stumble(source in "(<|>|/|!--|-->|=|'|\"|script|title|a|é| ){0,60}") {
            log(&source);
        }
    }
}
