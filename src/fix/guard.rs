//! How characters of an address that mean something at its place are kept from it, so that the address stays what it is.

use std::iter;

/// What Markdown lets a backslash stand before in a destination (CommonMark §2.4), as far as it occurs in addresses.
const PUNCTUATION: &str = "\\()[]{}*_`|~'!<>";

/// One way to write an address down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Guard {
    /// The characters that get a backslash before them.
    escaped: &'static str,
    /// The characters that are written as references, where any are.
    referenced: &'static str,
}

/// What a place asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Asks {
    /// An apostrophe would end it.
    pub(super) apostrophe: bool,
    /// It is the value of an attribute, in which a backslash stands for itself.
    pub(super) attribute: bool,
    /// A bar would end it: it is a cell of a table.
    pub(super) bar: bool,
    /// A bracket that isn't one of a pair would end it.
    pub(super) brackets: bool,
}

impl Guard {
    /// The guards that Markdown has, the most fitting first.
    pub(super) fn of_markdown(asks: Asks) -> Vec<Self> {
        let escaped = match (asks.brackets, asks.bar) {
            _ if asks.attribute => "",
            (false, false) => "",
            (false, true) => "|",
            (true, false) => "()",
            (true, true) => "()|",
        };
        let referenced = match (asks.apostrophe, asks.bar && asks.attribute) {
            (false, false) => "",
            (false, true) => "|",
            (true, false) => "'",
            (true, true) => "'|",
        };
        let others = |referenced| ["", "|", "()", "()|", PUNCTUATION].map(|escaped| Self { escaped, referenced });
        let rest = [referenced, "", "'", "|", "'|"].into_iter().flat_map(others);
        iter::once(Self { escaped, referenced }).chain(rest).collect()
    }

    /// The guards that markup has, the most fitting first.
    pub(super) fn of_markup(asks: Asks) -> Vec<Self> {
        let referenced = if asks.apostrophe { ["'", ""] } else { ["", "'"] };
        referenced.map(|referenced| Self { escaped: "", referenced }).to_vec()
    }

    /// The address behind so many layers of references, with its characters kept. `ampersand` is how the place spells one.
    pub(super) fn write(self, url: &str, layers: u8, ampersand: &str) -> String {
        let mut spelt = String::with_capacity(url.len());
        for c in url.chars() {
            spelt.extend(self.escaped.contains(c).then_some('\\'));
            spelt.push(c);
        }
        for layer in 0..layers {
            spelt = spelt.replace('&', if layer == 0 { ampersand } else { "&amp;" });
            for c in self.referenced.chars().filter(|_| layer == 0) {
                spelt = spelt.replace(c, &format!("&#{};", u32::from(c)));
            }
        }
        spelt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_kept_in_the_way_of_the_place() {
        let first = |guards: Vec<Guard>, layers| guards[0].write("/it's_(a)|b?c&d\\", layers, "&amp;");
        let asks = Asks { brackets: true, bar: true, ..Asks::default() };
        assert_eq!(first(Guard::of_markdown(asks), 0), "/it's_\\(a\\)\\|b?c&d\\");
        let asks = Asks { apostrophe: true, attribute: true, bar: true, ..Asks::default() };
        assert_eq!(first(Guard::of_markdown(asks), 1), "/it&#39;s_(a)&#124;b?c&amp;d\\");
        assert_eq!(first(Guard::of_markup(asks), 1), "/it&#39;s_(a)|b?c&amp;d\\");
        assert_eq!(first(Guard::of_markup(asks), 2), "/it&amp;#39;s_(a)|b?c&amp;amp;d\\");
        assert_eq!(first(Guard::of_markup(Asks::default()), 1), "/it's_(a)|b?c&amp;d\\");
    }
}
