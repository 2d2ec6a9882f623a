//! Bounds on how deep elements nest and how many the parser invents, so that hostile markup costs linear time.
//!
//! Tree construction looks through the stack of open elements and rebuilds open formatting elements in every new block (WHATWG HTML §13.2.4.3), so
//! ten thousand unclosed tags would cost a hundred million steps. Browsers stop at a depth of 512; so does this.

use std::collections::HashMap;

use html5ever::LocalName;

/// The depth beyond which elements are left out; their text and links stay.
const DEEPEST: u32 = 512;

/// How many formatting elements such as `<b>` may stand open; each is rebuilt in every new block.
const MOST_FORMATTING: u32 = 24;

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
    open: HashMap<LocalName, Open>,
    depth: u32,
    formatting: u32,
}

#[derive(Debug, Default)]
struct Open {
    passed: u32,
    dropped: u32,
}

impl Nesting {
    /// Whether this start tag is too much.
    pub(super) fn start(&mut self, name: &LocalName, self_closing: bool) -> Passage {
        if self_closing || is_free(name) {
            return Passage::Pass;
        }
        let formatting = is_formatting(name);
        let full = self.depth >= DEEPEST || (formatting && self.formatting >= MOST_FORMATTING);
        let open = self.open.entry(name.clone()).or_default();
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
        &**name,
        "a" | "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "body"
            | "br"
            | "button"
            | "col"
            | "dd"
            | "dt"
            | "embed"
            | "frame"
            | "head"
            | "hr"
            | "html"
            | "iframe"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "li"
            | "link"
            | "meta"
            | "nobr"
            | "noembed"
            | "noframes"
            | "noscript"
            | "optgroup"
            | "option"
            | "p"
            | "param"
            | "plaintext"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "script"
            | "select"
            | "source"
            | "style"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "track"
            | "wbr"
            | "xmp"
    )
}

/// The formatting elements (WHATWG HTML §13.2.4.2), links apart.
fn is_formatting(name: &LocalName) -> bool {
    matches!(&**name, "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u")
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
