//! Bounds on how deep elements nest and how many the parser invents, so that hostile markup costs linear time.
//!
//! Tree construction looks through the stack of open elements and rebuilds open formatting elements in every new block (WHATWG HTML §13.2.4.3), so
//! ten thousand unclosed tags would cost a hundred million steps. Browsers stop at a depth of 512; so does this.

use std::collections::HashMap;

use html5ever::{LocalName, local_name};

/// The depth beyond which elements are left out; their text and links stay.
const DEEPEST: u32 = 512;

/// How many formatting elements such as `<b>` may stand open; each is rebuilt in every new block.
const MOST_FORMATTING: u32 = 24;

/// So many names are few.
const FEW: usize = 32;

/// What is to be done with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// It goes to the tree builder.
    Pass,
    /// It is left out.
    Drop,
}

/// Open elements by name.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Tally,
    depth: u32,
    formatting: u32,
}

#[derive(Debug, Default)]
struct Open {
    passed: u32,
    dropped: u32,
}

/// What is open of each name. A page has few names, and those are found at once; hostile markup may have millions.
#[derive(Debug, Default)]
struct Tally {
    few: Vec<(LocalName, Open)>,
    more: HashMap<LocalName, Open>,
}

impl Tally {
    fn get_mut(&mut self, name: &LocalName) -> Option<&mut Open> {
        match self.few.iter().position(|(known, _)| known == name) {
            Some(at) => Some(&mut self.few[at].1),
            None => self.more.get_mut(name),
        }
    }

    fn entry(&mut self, name: &LocalName) -> &mut Open {
        let at = self.few.iter().position(|(known, _)| known == name);
        if at.is_none() && self.few.len() >= FEW {
            return self.more.entry(name.clone()).or_default();
        }
        let at = at.unwrap_or_else(|| {
            self.few.push((name.clone(), Open::default()));
            self.few.len() - 1
        });
        &mut self.few[at].1
    }
}

impl Nesting {
    /// Whether this start tag is too much.
    pub(super) fn start(&mut self, name: &LocalName, self_closing: bool) -> Passage {
        if self_closing || is_free(name) {
            return Passage::Pass;
        }
        let formatting = is_formatting(name);
        let full = self.depth >= DEEPEST || (formatting && self.formatting >= MOST_FORMATTING);
        let open = self.open.entry(name);
        if full {
            open.dropped += 1;
            return Passage::Drop;
        }
        open.passed += 1;
        self.depth += 1;
        self.formatting += u32::from(formatting);
        Passage::Pass
    }

    /// Whether this end tag belongs to a start tag that was left out.
    pub(super) fn end(&mut self, name: &LocalName) -> Passage {
        let Some(open) = self.open.get_mut(name) else { return Passage::Pass };
        if open.dropped > 0 {
            open.dropped -= 1;
            return Passage::Drop;
        }
        if open.passed > 0 {
            open.passed -= 1;
            self.depth -= 1;
            self.formatting -= u32::from(is_formatting(name));
        }
        Passage::Pass
    }
}

/// Elements that can't pile up: void ones, those that the next of their kind closes, and those that switch the tokenizer.
fn is_free(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("col")
            | local_name!("dd")
            | local_name!("dt")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("head")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("iframe")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("li")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("nobr")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("param")
            | local_name!("plaintext")
            | local_name!("rb")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("rtc")
            | local_name!("script")
            | local_name!("select")
            | local_name!("source")
            | local_name!("style")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("textarea")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("title")
            | local_name!("tr")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("xmp")
    )
}

/// The formatting elements (WHATWG HTML §13.2.4.2), links apart.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_is_dropped_at_both_ends() {
        let mut nesting = Nesting::default();
        let name = LocalName::from("div");
        let passed = (0..600).filter(|_| nesting.start(&name, false) == Passage::Pass).count();
        assert_eq!(passed, 512);
        let dropped = (0..600).filter(|_| nesting.end(&name) == Passage::Drop).count();
        assert_eq!(dropped, 88);
        assert_eq!(nesting.depth, 0);
    }

    #[test]
    fn stray_end_tags_gain_no_depth() {
        let mut nesting = Nesting::default();
        for _ in 0..1000 {
            nesting.start(&LocalName::from("div"), false);
            nesting.end(&LocalName::from("nonsense"));
        }
        assert_eq!(nesting.depth, DEEPEST);
    }

    #[test]
    fn links_always_pass() {
        let mut nesting = Nesting::default();
        assert!((0..2000).all(|_| nesting.start(&LocalName::from("a"), false) == Passage::Pass));
    }
}
