//! What Inertia hands to a page: an object in the attribute `data-page` of the element that a script fills.

use crate::text::{self, SourceMap};

/// What stands before the object.
const ATTRIBUTE: &str = " data-page=";

/// What the object of every such page has.
const MARK: &str = "\"component\"";

/// The object of a page with this source, and the way back there.
pub(super) fn page(source: &str) -> Option<(String, SourceMap)> {
    source.match_indices(ATTRIBUTE).find_map(|(at, _)| object(source, at + ATTRIBUTE.len()))
}

fn object(source: &str, at: usize) -> Option<(String, SourceMap)> {
    let quote = source[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let raw = &source[at + 1..];
    let raw = &raw[..raw.find(quote)?];
    let (mut plain, mut map) = (String::new(), SourceMap::default());
    text::unescape_into(raw, at + 1, &mut plain, &mut map);
    (plain.starts_with('{') && plain.contains(MARK)).then_some((plain, map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_object_of_a_page_leads_back_to_its_source() {
        let source =
            "<div id=x data-page=\"2\"></div><div id=app data-page=\"{&quot;component&quot;:&quot;E&quot;}\"></div>";
        let (object, map) = page(source).unwrap();
        assert_eq!(object, r#"{"component":"E"}"#);
        let place = map.to_file(Span::new(object.find('E').unwrap(), object.len() - 2)).unwrap();
        assert_eq!(&source[place.range()], "E");
        for other in ["<div data-page=\"{&quot;a&quot;:1}\">", "<div data-page={\"component\"}>", "<div data-page=\"{"]
        {
            assert_eq!(page(other), None, "{other}");
        }
    }
}
