//! Cards: other pages of the site that a page offers, each under a heading that links there. They say nothing of the page itself.

use crate::text::html;

/// Whether what is read is a card.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
pub(super) struct Cards {
    /// Whether the link under way, if one is, leads to another page.
    leads_away: bool,
    in_link: bool,
    in_heading: bool,
    /// Whether the last heading links to another page: what follows belongs to it.
    under_one: bool,
}

impl Cards {
    pub(super) fn is_on(&self) -> bool {
        self.in_link || self.under_one
    }

    pub(super) fn attribute(&mut self, tag: &str, name: &str, value: &str) {
        if tag == "a" && name.eq_ignore_ascii_case("href") {
            self.leads_away = !value.starts_with('#');
        }
    }

    pub(super) fn open(&mut self, tag: &str) {
        match tag {
            "a" => {
                self.in_link = std::mem::take(&mut self.leads_away);
                self.under_one |= self.in_heading && self.in_link;
            }
            "h1" => self.under_one = false,
            _ if is_heading(tag) => {
                self.in_heading = true;
                self.under_one = self.in_link;
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, tag: &str) {
        match tag {
            "a" => self.in_link = false,
            _ if is_heading(tag) => self.in_heading = false,
            _ => {}
        }
    }
}

fn is_heading(tag: &str) -> bool {
    html::is_subheading(tag)
}

#[cfg(test)]
mod tests {
    use super::super::Subject;
    use super::super::page::read;

    fn in_cards(html: &str) -> usize {
        read(html, false, &Subject::default()).in_cards
    }

    #[test]
    fn what_stands_under_a_linked_heading_is_a_card() {
        assert_eq!(in_cards("<h2><a href=/1>Salt</a></h2><p>Roads.</p>"), 12);
        assert_eq!(in_cards("<a href=/1><h3>Salt</h3><p>Roads.</p></a><h2>Sorry</h2><p>Gone.</p>"), 12);
        assert_eq!(in_cards("<h2><a href=/1>Salt</a></h2><h2>Roads</h2><p>Sorry.</p>"), 5);
        assert_eq!(in_cards("<h1>Salt</h1><h2>Roads <a href='#x'>#</a></h2><p>Sorry.</p>"), 0);
    }
}
