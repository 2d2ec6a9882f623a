//! Looking at attributes.

use html5ever::ns;
use scraper::node::Element;

/// The value of an attribute of HTML.
///
/// The same as [`Element::attr`], which makes an interned name of `name` first, with a lock if it isn't one of the standard's: that costs more than
/// comparing the few names that an element has.
#[must_use]
pub fn attr<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let is_it = |own: &html5ever::QualName| &*own.local == name && own.ns == ns!() && own.prefix.is_none();
    element.attrs.iter().find(|(own, _)| is_it(own)).map(|(_, value)| &**value)
}
