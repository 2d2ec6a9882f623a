//! Components of MDX that are links: `<Link href="…">`, `<LinkCard href="…" />`. What a component does isn't known, but an `href` is followed, and so is
//! `to` or `url` of one whose name says that it is a link.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// How far the end of a tag is looked for, in bytes.
const LONGEST_TAG: usize = 2_000;

/// The attribute that links have in HTML.
const HREF: &str = "href";

/// Whether a paragraph is code of MDX: `import … from "…"`, `export const …`.
pub(super) fn is_code(paragraph: &str) -> bool {
    const EXPORTS: &[&str] = &["const ", "let ", "var ", "default ", "function ", "async ", "{", "*"];
    let imports = |rest: &str| {
        let source = rest.trim_start();
        source.starts_with(['"', '\'']) || [" from \"", " from '"].iter().any(|from| rest.contains(from))
    };
    paragraph.strip_prefix("import ").is_some_and(imports)
        || paragraph.strip_prefix("export ").is_some_and(|rest| EXPORTS.iter().any(|word| rest.starts_with(word)))
}

/// Attributes that lead somewhere where the name of a component holds one of the words.
const LEADING: &[&str] = &["to", "url"];
const LINKS: &[&str] = &["link", "card", "button"];

/// Whether a tag is that of a component (a capital, then small letters, as JSX tells them from elements) with an address of its own.
pub(super) fn is_link(tag: &str) -> bool {
    name(tag).is_some_and(|name| address(tag, name).is_some())
}

/// The attribute of a component's start tag that holds its address, and where.
fn address(tag: &str, name: &str) -> Option<(usize, &'static str)> {
    let attributes = &tag[1 + name.len()..];
    let find = |attribute: &'static str| {
        let is_one = |at: usize| {
            let value = attributes[at + attribute.len()..].strip_prefix('=').unwrap_or_default().trim_start();
            attributes[..at].ends_with(|c: char| c.is_ascii_whitespace()) && value.starts_with(['"', '\''])
        };
        let at = attributes.match_indices(attribute).map(|(at, _)| at).find(|at| is_one(*at))?;
        Some((1 + name.len() + at, attribute))
    };
    find(HREF).or_else(|| {
        let name = name.to_ascii_lowercase();
        let says_link = LINKS.iter().any(|word| name.contains(word));
        LEADING.iter().filter(|_| says_link).find_map(|attribute| find(attribute))
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
        let leads = if closes { None } else { address(tag, name) };
        if leads.is_some() {
            links.insert(name);
        }
        if links.contains(name) && (closes || leads.is_some()) {
            let start = at + if closes { 2 } else { 1 };
            written.push_str(&block[done..start]);
            done = start + name.len();
            let (place, attribute) = leads.unwrap_or((0, HREF));
            // What an attribute is shorter than `href` stands behind the name, so that its value stays where it is.
            written.push('a');
            written.extend(std::iter::repeat_n(' ', name.len() - 1 - (HREF.len() - attribute.len())));
            if attribute != HREF {
                written.push_str(&block[done..at + place]);
                written.push_str(HREF);
                done = at + place + attribute.len();
            }
        }
    }
    if done == 0 {
        return Cow::Borrowed(block);
    }
    written.push_str(&block[done..]);
    Cow::Owned(written)
}

/// Puts what a component is handed as an expression that is a string alone, `href={"…"}`, as an attribute of HTML, every byte at its place.
pub(super) fn unbrace(bytes: &mut [u8], source: &str, is_text: impl Fn(usize) -> bool) {
    for (at, _) in source.match_indices("={").filter(|(at, _)| is_text(*at)) {
        let Some(length) = string(&source[at + 2..]).filter(|_| is_in_tag(&source[..at])) else { continue };
        let end = at + 2 + length;
        (bytes[at + 1], bytes[end]) = (b' ', b' ');
        if bytes[at + 2] == b'`' {
            (bytes[at + 2], bytes[end - 1]) = (b'"', b'"');
        }
    }
}

/// The length of the string, quotes included, behind which the brace closes; one that is put together from others is none.
fn string(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let end = 1 + text[1..].find([quote, '\n'])?;
    let is_one = text[end..].strip_prefix(quote)?.starts_with('}') && !text[1..end].contains("${");
    (is_one && !text[1..end].contains(['"', '<', '>'])).then_some(end + 1)
}

/// Whether the start tag of a component is open at the end of a text.
fn is_in_tag(before: &str) -> bool {
    /// A tag is no longer than this, in bytes.
    const LONGEST: usize = 1024;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    near.rfind('<')
        .is_some_and(|at| name(&near[at..]).is_some() && !near[at..].starts_with("</") && !near[at..].contains('>'))
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
    fn a_component_that_is_called_a_link_leads_where_it_says() {
        let block = "<LinkCard\n  icon=\"x\"\n  to=\"https://a.example\"\n/>\n<Button url='/b'>B</Button>";
        let written = "<a     \n  icon=\"x\"\n  href=\"https://a.example\"\n/>\n<a     href='/b'>B</a     >";
        assert_eq!(as_anchors(block), written);
        assert!(!is_link("<Player url=\"https://a.example\" />") && !is_link("<Link into=\"x\">"));
    }

    #[test]
    fn strings_in_braces_are_attributes() {
        let unbraced = |source: &str| {
            let mut bytes = source.as_bytes().to_vec();
            unbrace(&mut bytes, source, |_| true);
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(unbraced("<Link href={\"/a\"} to={`/b`}>"), "<Link href= \"/a\"  to= \"/b\" >");
        for same in
            ["<Link href={url} to={`/${x}`}>", "<a href={\"/a\"}>", "say x={\"y\"}", "<Link>x={\"y\"}</Link> ={'"]
        {
            assert_eq!(unbraced(same), same);
        }
    }

    #[test]
    fn code_is_no_text() {
        for code in ["import { Chart } from 'https://esm.example/chart'", "export const url = \"https://a.example\""] {
            assert!(is_code(code), "{code}");
        }
        for text in ["import taxes: https://a.example", "export of wool, see https://a.example"] {
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
