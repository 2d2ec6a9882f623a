//! Entities that a document declares for itself, such as the address of its site: `<!ENTITY site "https://a.example">` (XML 1.0 §4.2.1).
//!
//! Only plain text is put in their place, so that none leads to another one, and only where that doesn't blow the document up.

use std::borrow::Cow;

use memchr::memmem;

use crate::text::{SourceMap, Span, unescape, unescape_into};

/// More entities than these are looked for in no document.
const MOST: usize = 64;

/// A name is no longer than this, in bytes.
const LONGEST_NAME: usize = 40;

/// How much longer a document may become, as a multiple of its length.
const GROWTH: usize = 2;

/// The entities of a document, with what they stand for.
#[derive(Debug, Default)]
pub(super) struct Entities<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Entities<'a> {
    /// Those that a document type declares; none if `source` would grow too long by them.
    pub(super) fn read(declaration: &'a str, source: &str) -> Self {
        let pieces = declaration.split("<!ENTITY").skip(1).take(MOST);
        let found: Vec<_> = pieces.filter_map(entity).collect();
        let grows = |(name, value): &(&str, &str)| {
            let reference = format!("&{name};");
            memmem::find_iter(source.as_bytes(), &reference).count().saturating_mul(value.len())
        };
        let growth = found.iter().map(grows).fold(0, usize::saturating_add);
        if growth > source.len().saturating_mul(GROWTH) { Self::default() } else { Self(found) }
    }

    /// Decodes every reference like [`unescape`].
    pub(super) fn unescape<'t>(&self, raw: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return unescape(raw);
        }
        let mut text = String::new();
        self.unescape_into(raw, 0, &mut text, &mut SourceMap::default());
        Cow::Owned(text)
    }

    /// Decodes every reference like [`unescape_into`].
    pub(super) fn unescape_into(&self, raw: &str, start: usize, text: &mut String, map: &mut SourceMap) {
        let mut from = 0;
        for (at, _) in raw.match_indices('&').filter(|_| !self.0.is_empty()) {
            let Some((length, value)) = self.reference(&raw[at..]) else { continue };
            unescape_into(&raw[from..at], start + from, text, map);
            text.push_str(value);
            from = at + length;
            map.push_spelt(Span::new(at, from).shifted(start), value.len());
        }
        unescape_into(&raw[from..], start + from, text, map);
    }

    /// The reference that a text begins with: its length, and what stands for it.
    fn reference(&self, text: &str) -> Option<(usize, &'a str)> {
        let end = text.bytes().take(LONGEST_NAME + 2).position(|byte| byte == b';')?;
        let (_, value) = self.0.iter().find(|(name, _)| *name == &text[1..end])?;
        Some((end + 1, value))
    }
}

/// The name and the value of a declaration, if the value is plain text.
fn entity(declaration: &str) -> Option<(&str, &str)> {
    let (name, rest) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest[1..].split_once(quote)?;
    (name.len() <= LONGEST_NAME && !value.contains(['&', '<', '%'])).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str =
        "<!DOCTYPE rss [ <!ENTITY site \"https://a.example\"> <!ENTITY amp2 '&#38;'> <!ENTITY x SYSTEM 'x.txt'>]>";

    fn decoded(declaration: &str, raw: &str) -> String {
        Entities::read(declaration, &format!("{declaration}{raw}")).unescape(raw).into_owned()
    }

    #[test]
    fn what_is_declared_is_put_in_its_place() {
        assert_eq!(
            decoded(TYPE, "See &site;/x?a=1&amp;b &x; &amp2; &nbsp;&site"),
            "See https://a.example/x?a=1&b &x; &amp2; \u{a0}&site"
        );
    }

    #[test]
    fn the_map_leads_back_to_the_reference() {
        let (mut text, mut map) = (String::new(), SourceMap::default());
        Entities::read(TYPE, TYPE).unescape_into("a &site;/x", 100, &mut text, &mut map);
        assert_eq!(text, "a https://a.example/x");
        assert_eq!(map.to_file(Span::new(2, text.len())), Some(Span::new(102, 110)));
    }

    #[test]
    fn nothing_grows_without_bound() {
        let declaration = format!("<!DOCTYPE r [<!ENTITY a '{}'>]>", "a".repeat(500));
        assert_eq!(decoded(&declaration, "&a;").len(), 500);
        let many = "&a;".repeat(1000);
        assert_eq!(decoded(&declaration, &many), many);
        assert_eq!(decoded("<!DOCTYPE r [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]>", "&c;"), "&c;");
    }
}
