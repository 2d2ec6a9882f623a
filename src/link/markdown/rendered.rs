//! The HTML that Markdown becomes.

use pulldown_cmark::{Parser, html};

/// What a site or a podcast host makes of `source`, as CommonMark has it: their own extensions may add to it.
#[must_use]
pub fn rendered(source: &str) -> String {
    let mut made = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut made, Parser::new_ext(source, super::options()));
    made
}
