//! Escapes behind backslashes, as JSON, YAML and TOML have them.

use super::{SourceMap, Span};

/// Decodes the inside of a string, which begins at `start` of the file. `escape` reads the one at the start of a text: its length in bytes, which is
/// not 0, and what it stands for.
pub fn unescape_with(raw: &str, start: usize, escape: impl Fn(&str) -> (usize, Option<char>)) -> (String, SourceMap) {
    let (mut text, mut map) = (String::with_capacity(raw.len()), SourceMap::default());
    let mut plain = 0;
    while let Some(slash) = raw[plain..].find('\\').map(|at| plain + at) {
        text.push_str(&raw[plain..slash]);
        map.push_exact(start + plain, slash - plain);
        let (length, decoded) = escape(&raw[slash..]);
        text.extend(decoded);
        map.push_spelt(Span::new(slash, slash + length).shifted(start), decoded.map_or(0, char::len_utf8));
        plain = slash + length;
    }
    text.push_str(&raw[plain..]);
    map.push_exact(start + plain, raw.len() - plain);
    (text, map)
}
