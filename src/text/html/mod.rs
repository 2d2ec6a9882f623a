//! HTML as tags and text, in one pass, without a tree and without copies.
//!
//! The tokenizer of WHATWG HTML §13.2.5. Where the standard steps from state to state with each character, this looks for the byte that ends a run,
//! and tells the run as it is written and where it stands.

mod raw;
mod reference;
mod tag;

use memchr::{memchr, memmem};

pub use self::reference::{Piece, Place, decode, pieces};
use super::Span;

/// Whether a tag, by its name in lower case, is that of a heading (WHATWG HTML §4.3.6).
#[must_use]
pub fn is_heading(tag: &str) -> bool {
    tag == "h1" || is_subheading(tag)
}

/// Whether it is that of a heading below a page's title.
#[must_use]
pub fn is_subheading(tag: &str) -> bool {
    matches!(tag, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A piece of the source.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// As it is written, character references included.
    pub raw: &'a str,
    /// Its first byte in the source.
    pub at: usize,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// Its name in lower case.
    pub name: &'a str,
    /// All of it, from `<` to `>`.
    pub place: Span,
    /// Whether it ends with `/>`.
    pub self_closing: bool,
}

/// What stands between the tags of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Text and other elements.
    #[default]
    Markup,
    /// Text, with character references.
    Text,
    /// Text in which nothing means anything but the end tag.
    RawText,
    /// A script, which may hold another in a comment.
    Script,
    /// Text, all the rest of the source.
    Rest,
}

impl Holds {
    /// What an HTML element of that name holds where scripts run.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "title" | "textarea" => Self::Text,
            "style" | "iframe" | "xmp" | "noembed" | "noframes" | "noscript" => Self::RawText,
            "script" => Self::Script,
            "plaintext" => Self::Rest,
            _ => Self::Markup,
        }
    }
}

/// Who is told what stands in the source, in its order.
pub trait Visitor {
    /// An attribute of the start tag that will be told next: the tag's name in lower case, its own as it is written.
    fn attribute(&mut self, tag: &str, name: &str, value: Written<'_>);

    /// A start tag; returns what stands up to its end tag.
    fn open(&mut self, tag: Tag<'_>) -> Holds;

    /// An end tag, its name in lower case.
    fn close(&mut self, name: &str);

    /// Text. One stretch of it may come in several pieces.
    fn text(&mut self, text: Written<'_>);

    /// The text of a `CDATA` section, which only other vocabularies have.
    fn character_data(&mut self, _: Written<'_>) {}

    /// What stands in a comment, or in what is taken for one.
    fn comment(&mut self, _: &str) {}

    /// What stands between `<!doctype` and `>`.
    fn doctype(&mut self, _: &str) {}

    /// Whether the innermost open element is one of another vocabulary, such as SVG.
    fn is_foreign(&self) -> bool {
        false
    }

    /// Whether the rest doesn't matter.
    fn has_seen_enough(&self) -> bool {
        false
    }
}

/// Reads `source` to its end, or until the visitor has seen enough.
pub fn read(source: &str, visitor: &mut impl Visitor) {
    let mut at = 0;
    while at < source.len() && !visitor.has_seen_enough() {
        let open = memchr(b'<', &source.as_bytes()[at..]).map_or(source.len(), |found| at + found);
        if open > at {
            visitor.text(Written { raw: &source[at..open], at });
        }
        at = markup(source, open, visitor);
    }
}

/// Reads what begins with the `<` at `at`, and tells where it ends.
fn markup(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let rest = &source.as_bytes()[at..];
    match rest.get(1..) {
        None => source.len(),
        Some([b'!', ..]) => declaration(source, at, visitor),
        Some([b'/', b'>', ..]) => at + 3,
        Some([b'/', letter, ..]) if letter.is_ascii_alphabetic() => tag::end(source, at, visitor),
        Some([b'?', ..]) => bogus_comment(source, at + 1, visitor),
        Some([b'/', _, ..]) => bogus_comment(source, at + 2, visitor),
        Some([letter, ..]) if letter.is_ascii_alphabetic() => element(source, at, visitor),
        Some([b'/']) => {
            visitor.text(Written { raw: "</", at });
            at + 2
        }
        Some(_) => {
            visitor.text(Written { raw: "<", at });
            at + 1
        }
    }
}

/// A start tag, and the text behind it where that isn't markup.
fn element(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let Some((name, end, holds)) = tag::start(source, at, visitor) else { return source.len() };
    let rest = &source[end..];
    let length = match holds {
        Holds::Markup => return end,
        Holds::Text | Holds::RawText => raw::text(rest, &name),
        Holds::Script => raw::script(rest),
        Holds::Rest => rest.len(),
    };
    if length > 0 {
        visitor.text(Written { raw: &rest[..length], at: end });
    }
    end + length
}

/// What begins with `<!`.
fn declaration(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    const DOCTYPE: &[u8] = b"doctype";
    const CHARACTER_DATA: &[u8] = b"[CDATA[";
    let rest = &source.as_bytes()[at..];
    let behind = &rest[2..];
    if behind.starts_with(b"--") {
        return comment(source, at, visitor);
    }
    if behind.get(..DOCTYPE.len()).is_some_and(|word| word.eq_ignore_ascii_case(DOCTYPE)) {
        let end = memchr(b'>', rest).unwrap_or(rest.len());
        visitor.doctype(&source[at + 2 + DOCTYPE.len()..at + end]);
        return source.len().min(at + end + 1);
    }
    if behind.starts_with(CHARACTER_DATA) && visitor.is_foreign() {
        let start = at + 2 + CHARACTER_DATA.len();
        let length = memmem::find(&source.as_bytes()[start..], b"]]>");
        let end = length.map_or(source.len(), |length| start + length);
        visitor.character_data(Written { raw: &source[start..end], at: start });
        return source.len().min(end + 3);
    }
    bogus_comment(source, at + 2, visitor)
}

/// What begins like a declaration and is none: it ends with the next `>`.
fn bogus_comment(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let end = memchr(b'>', &source.as_bytes()[at..]).map_or(source.len(), |end| at + end);
    visitor.comment(&source[at..end]);
    source.len().min(end + 1)
}

/// What begins with `<!--`.
fn comment(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let rest = &source.as_bytes()[at..];
    if let Some(abrupt) = [&b"<!-->"[..], b"<!--->"].iter().find(|mark| rest.starts_with(mark)) {
        visitor.comment("");
        return at + abrupt.len();
    }
    // Only dashes end one, so that their next pair is looked for and no pair twice.
    let ends = |dashes: usize| match &rest[dashes + 2..] {
        [b'>', ..] => Some((dashes, dashes + 3)),
        [b'!', b'>', ..] => Some((dashes, dashes + 4)),
        _ => None,
    };
    let mut from = 4;
    while let Some(dashes) = memmem::find(&rest[from..], b"--").map(|found| from + found) {
        if let Some((end, behind)) = ends(dashes) {
            visitor.comment(&source[at + 4..at + end]);
            return at + behind;
        }
        from = dashes + 1;
    }
    visitor.comment(&source[at + 4..]);
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Default)]
    struct Log(Vec<String>);

    impl Visitor for Log {
        fn attribute(&mut self, _: &str, name: &str, value: Written<'_>) {
            self.0.push(format!("{name}={}", value.raw));
        }

        fn open(&mut self, tag: Tag<'_>) -> Holds {
            self.0.push(format!("<{}{}>", tag.name, if tag.self_closing { "/" } else { "" }));
            Holds::of(tag.name)
        }

        fn close(&mut self, tag: &str) {
            self.0.push(format!("</{tag}>"));
        }

        fn text(&mut self, text: Written<'_>) {
            self.0.push(format!("'{}'", text.raw));
        }
    }

    fn log(source: &str) -> String {
        let mut log = Log::default();
        read(source, &mut log);
        log.0.join(" ")
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(log("a<B>b</b >c<br/>"), "'a' <b> 'b' </b> 'c' <br/>");
        assert_eq!(log("1 < 2 <> 3</>4</ 5>6"), "'1 ' '<' ' 2 ' '<' '> 3' '4' '6'");
        assert_eq!(log("a<b"), "'a'", "a tag that doesn't end is none");
        assert_eq!(log("a</"), "'a' '</'");
        assert_eq!(log("a<"), "'a' '<'");
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        assert_eq!(log("<a x=1 Y = '2>' z=\"3\"w/v =u>"), "x=1 Y=2> z=3 w= v=u <a>");
        assert_eq!(log("<a =b=c d=>e"), "=b=c d= <a> 'e'");
        assert_eq!(log("<a x=1/><b y/ ><i z='1'/>"), "x=1/ <a> y= <b> z=1 <i/>");
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
