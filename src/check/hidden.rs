//! Elements that nobody sees until something is clicked or a script runs: what they say is no evidence.

use super::inside::Inside;

/// What the start tag under way says of being seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Veil {
    hidden: bool,
    open: bool,
    shadow: bool,
}

impl Veil {
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.hidden |= name.eq_ignore_ascii_case("hidden");
        self.open |= name.eq_ignore_ascii_case("open");
        self.shadow |= name.eq_ignore_ascii_case("shadowrootmode");
        self.hidden |= name.eq_ignore_ascii_case("style") && shows_nothing(value);
    }

    fn hides(self, tag: &str) -> bool {
        match tag {
            "template" => !self.shadow,
            "dialog" => self.hidden || !self.open,
            _ => self.hidden,
        }
    }
}

/// Whether a `style` has `display: none`.
fn shows_nothing(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim().as_bytes();
        name.trim().eq_ignore_ascii_case("display")
            && value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"none"))
    })
}

/// Whether what is read stands in a hidden element.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    inside: Inside,
    /// Whether anything was hidden that a script might show.
    pub(super) anything: bool,
    /// Whether only templates are believed to hide what is in them.
    pub(super) templates_only: bool,
}

impl Hidden {
    pub(super) fn is_on(&self) -> bool {
        self.inside.is_on()
    }

    pub(super) fn open(&mut self, tag: &str, veil: Veil) {
        self.end_early(tag);
        let was_on = self.is_on();
        let hides = veil.hides(tag) && (tag == "template" || self.may_hide(tag));
        self.inside.open(tag, || hides);
        self.anything |= self.is_on() && !was_on && tag != "template";
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.inside.close(tag);
        self.end_early(tag);
    }

    /// What needs no end tag ends with the next element that isn't part of a sentence.
    fn end_early(&mut self, tag: &str) {
        if self.is_on() && ENDLESS.contains(&self.inside.tag.as_str()) && !PHRASING.contains(&tag) {
            self.inside.leave();
        }
    }

    /// Pages that hide themselves as a whole show themselves in the end; drawings have rules of their own.
    fn may_hide(&self, tag: &str) -> bool {
        !self.templates_only && !VOID.contains(&tag) && !matches!(tag, "html" | "body" | "svg" | "math")
    }
}

/// Elements that hold nothing and have no end (WHATWG HTML §13.1.2).
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose end tag may be left out.
const ENDLESS: &[&str] =
    &["p", "li", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "rp", "rt", "colgroup"];

/// Elements that a sentence may have.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "em", "i", "img", "kbd", "mark", "picture", "q",
    "s", "small", "source", "span", "strong", "sub", "sup", "svg", "path", "time", "u", "var", "wbr",
];

#[cfg(test)]
mod tests {
    use crate::check::page::page_facts;

    fn seen(html: &str) -> (Vec<String>, String) {
        // Enough that the page isn't one that shows itself later.
        let facts = page_facts(&format!("{html}<p>A song about a heron that stands in the reeds until dawn.</p>"));
        (facts.headings, facts.text.split("A song").next().unwrap_or_default().trim().to_owned())
    }

    #[test]
    fn what_nobody_sees_is_not_read() {
        for hidden in [
            "<template><h1>404</h1>Not found</template>",
            "<template><template>404</template><h1>404</h1></template>",
            "<div hidden><div><h2>404</h2></div><br>Not found</div>",
            "<section style='color:red; Display : NONE !important'><h2>404</h2></section>",
            "<dialog><h1>Page not found</h1></dialog>",
            "<h1 hidden>404</h1><input hidden>",
            "<p hidden>Page <b>not</b> found",
        ] {
            assert_eq!(seen(hidden), (vec![], String::new()), "{hidden}");
            assert_eq!(seen(&format!("{hidden}<h1>Heron</h1>")).0, ["Heron"], "{hidden}");
        }
    }

    #[test]
    fn what_is_seen_is_read() {
        for shown in [
            "<dialog open><h1>Heron</h1></dialog>",
            "<div aria-hidden=true><h1>Heron</h1></div>",
            "<div style='display:block' title=hidden><h1>Heron</h1></div>",
            "<template shadowrootmode=open><h1>Heron</h1></template>",
            "<body style='display:none'><h1>Heron</h1>",
            "<input hidden><h1>Heron</h1>",
            "<ul><li hidden>404<li>Reeds</ul><h1>Heron</h1>",
        ] {
            assert_eq!(seen(shown).0, ["Heron"], "{shown}");
        }
    }

    #[test]
    fn what_is_hidden_and_never_ends_hides_nothing() {
        assert_eq!(seen("<section><div hidden></section><h1>Heron</h1>").0, ["Heron"]);
        assert_eq!(seen("<dialog><h1>Heron</h1>").0, ["Heron"]);
    }

    #[test]
    fn a_page_that_a_script_will_show_is_read() {
        let facts = page_facts("<p>Loading<div id=main style='display:none'><h1>Page not found</h1></div>");
        assert_eq!(facts.headings, ["Page not found"]);
        let facts = page_facts("<p>Loading<template><h1>Page not found</h1></template>");
        assert_eq!(facts.headings, [""; 0]);
    }

    #[test]
    fn a_form_in_a_closed_dialog_asks_for_nothing() {
        let form = "<dialog><input type=password></dialog>";
        assert!(
            !page_facts(&format!("<h1>Heron</h1><p>Stands in the reeds until dawn, and flies.</p>{form}"))
                .password_field
        );
        assert!(page_facts("<h1>Members</h1><input type=password>").password_field);
    }
}
