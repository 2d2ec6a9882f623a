//! Components of MDX that are links: `<Link href="…">`, `<LinkCard href="…" />`. What a component does isn't known, but an `href` is followed.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// How far the end of a tag is looked for, in bytes.
const LONGEST_TAG: usize = 2_000;

/// Whether a paragraph is code of MDX: `import … from "…"`, `export const …`, `{/* a comment */}`.
pub(super) fn is_code(paragraph: &str) -> bool {
    const EXPORTS: &[&str] = &["const ", "let ", "var ", "default ", "function ", "async ", "{", "*"];
    let imports = |rest: &str| {
        let source = rest.trim_start();
        source.starts_with(['"', '\'']) || [" from \"", " from '"].iter().any(|from| rest.contains(from))
    };
    paragraph.strip_prefix("import ").is_some_and(imports)
        || paragraph.strip_prefix("export ").is_some_and(|rest| EXPORTS.iter().any(|word| rest.starts_with(word)))
        || (paragraph.starts_with("{/*") && paragraph.find("*/}").is_some_and(|end| end + 3 == paragraph.len()))
}

/// Whether a tag is that of a component (a capital, then small letters, as JSX tells them from elements) with an address of its own.
pub(super) fn is_link(tag: &str) -> bool {
    let Some(name) = name(tag) else { return false };
    let attributes = &tag[1 + name.len()..];
    attributes.match_indices("href=").any(|(at, _)| {
        attributes[..at].ends_with(|c: char| c.is_ascii_whitespace()) && attributes[at + 5..].starts_with(['"', '\''])
    })
}

/// The name of a component's start or end tag.
fn name(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<'))?;
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(rest.len())];
    (name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase()))
        .then_some(name)
}

/// A block of HTML with its components that are links written as `<a>`, every byte at its place.
pub(super) fn as_anchors(block: &str) -> Cow<'_, str> {
    let mut links = BTreeSet::new();
    let mut written = String::new();
    let mut done = 0;
    for (at, _) in block.match_indices('<') {
        let Some(name) = name(&block[at..]).filter(|_| at >= done) else { continue };
        let tag = &block[at..at + end_of_tag(&block[at..])];
        let closes = tag.starts_with("</");
        if !closes && is_link(tag) {
            links.insert(name);
        }
        if links.contains(name) && (closes || is_link(tag)) {
            let start = at + if closes { 2 } else { 1 };
            written.push_str(&block[done..start]);
            written.push('a');
            written.extend(std::iter::repeat_n(' ', name.len() - 1));
            done = start + name.len();
        }
    }
    if done == 0 {
        return Cow::Borrowed(block);
    }
    written.push_str(&block[done..]);
    Cow::Owned(written)
}

/// Where a tag ends: at the first `>` outside of quotes, if that isn't far.
fn end_of_tag(text: &str) -> usize {
    let text = &text[..text.floor_char_boundary(LONGEST_TAG)];
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_with_an_address_is_a_link() {
        assert!(is_link("<Link href=\"https://a.example\">") && is_link("<Ui.Card title='x' href='/y' />"));
        for tag in
            ["<link href=\"x.css\">", "<LINK HREF=\"x\">", "<Link href={url}>", "<Card data-href=\"x\">", "</Link>"]
        {
            assert!(!is_link(tag), "{tag}");
        }
    }

    #[test]
    fn code_is_no_text() {
        for code in [
            "import { Chart } from 'https://esm.example/chart'",
            "export const url = \"https://a.example\"",
            "{/* x */}",
        ] {
            assert!(is_code(code), "{code}");
        }
        for text in [
            "import taxes: https://a.example",
            "export of wool, see https://a.example",
            "{x} and */}",
            "{/* a */} b {/* c */}",
        ] {
            assert!(!is_code(text), "{text}");
        }
    }

    #[test]
    fn every_byte_keeps_its_place() {
        let block = "<Card title=\">\" href=\"https://a.example\">Text</Card> <Note>n</Note>";
        assert_eq!(as_anchors(block), "<a    title=\">\" href=\"https://a.example\">Text</a   > <Note>n</Note>");
        assert!(matches!(as_anchors("<p>text</p>"), Cow::Borrowed(_)));
        let open = "<Card title='".repeat(LONGEST_TAG);
        assert!(matches!(as_anchors(&open), Cow::Borrowed(_)));
        assert_eq!(as_anchors("<b <Card href='x'>"), "<b <a    href='x'>");
    }
}
