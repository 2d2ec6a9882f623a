//! What stands on every page of a site beside its content: header, navigation, sidebars, comments, footer.

use super::inside::Inside;

/// Elements that hold it (WHATWG HTML §4.3); a `header` only outside of the content.
const TAGS: &[&str] = &["nav", "aside", "footer"];

/// Elements of other kinds that hold it where a name or a role says so.
const NAMED: &[&str] = &["div", "section", "ul", "ol", "form", "table", "td"];

/// Words in `class` or `id`, as far as one is the whole of a name.
const NAMES: &[&str] = &[
    "sidebar",
    "widget-area",
    "comments",
    "comments-area",
    "comment-list",
    "breadcrumb",
    "breadcrumbs",
    "cookie-banner",
    "navbar",
    "navigation",
    "site-nav",
    "menu",
    "masthead",
    "site-header",
    "site-footer",
    "page-footer",
    "footer",
    "newsletter",
    "related-posts",
];

/// Words that do so outside of the content only.
const TOPS: &[&str] = &["header", "topbar", "top-bar", "toplinks", "toolbar"];

/// Parts of the names of forms that stand in such places.
const FORMS: &[&str] = &["navbar", "header", "toolbar", "topbar", "quicklogin", "quick-login", "quick_login"];

/// Landmarks (WAI-ARIA 1.2 §5.3.4).
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "complementary", "search"];

/// Whether what is read is furniture.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    inside: Inside,
    /// How many `main` and `article` are open.
    content: usize,
    /// How the start tag under way is named.
    named: Named,
}

/// What a name says of an element.
#[derive(Clone, Copy, Debug, Default)]
struct Named {
    furniture: bool,
    top: bool,
    form: bool,
}

impl Furniture {
    pub(super) fn is_on(&self) -> bool {
        self.inside.is_on()
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let is = |text: &str| name.eq_ignore_ascii_case(text);
        match name.as_bytes().first() {
            Some(b'c' | b'C') if is("class") => value.split_ascii_whitespace().for_each(|word| self.named.note(word)),
            Some(b'i' | b'I') if is("id") => self.named.note(value),
            Some(b'r' | b'R') if is("role") => self.named.furniture |= ROLES.contains(&value),
            _ => {}
        }
    }

    pub(super) fn open(&mut self, tag: &str) {
        let named = std::mem::take(&mut self.named);
        let is_top = self.content == 0 && (tag == "header" || named.top && NAMED.contains(&tag));
        self.content += usize::from(is_content(tag) && !self.is_on());
        let is_named = named.furniture && NAMED.contains(&tag) || named.form && tag == "form";
        self.inside.open(tag, || is_top || is_named || TAGS.contains(&tag));
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.inside.close(tag);
        if is_content(tag) && !self.is_on() {
            self.content = self.content.saturating_sub(1);
        }
    }
}

impl Named {
    fn note(&mut self, word: &str) {
        let is_one = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
        self.furniture |= is_one(NAMES);
        self.top |= is_one(TOPS);
        self.form |= FORMS.iter().any(|part| word.contains(part));
    }
}

fn is_content(tag: &str) -> bool {
    matches!(tag, "main" | "article")
}

#[cfg(test)]
mod tests {
    use crate::check::page::page_facts;

    const TEXT: &str = "<p>A song about a heron that stands in the reeds until dawn.</p>";

    fn own(html: &str) -> String {
        page_facts(&format!("{html}{TEXT}")).text.split("A song").next().unwrap_or_default().trim().to_owned()
    }

    #[test]
    fn what_stands_on_every_page_is_left_out() {
        for html in [
            "<header><h1>Reeds</h1><nav>Home <nav>Songs</nav> About</nav></header>",
            "<aside>Recent songs</aside>",
            "<div class='wide Sidebar'><div>Recent</div> songs</div>",
            "<ul id=menu><li>Home<li>Songs</ul>",
            "<div role=banner>Reeds</div>",
            "<div id=header>Reeds</div>",
            "<form id=navbar_loginform>Name</form>",
        ] {
            assert_eq!(own(html), "", "{html}");
        }
    }

    #[test]
    fn what_is_the_page_s_own_is_kept() {
        for html in [
            "<main><div class=header><h1>Heron</h1></div></main>",
            "<main><header><h1>Heron</h1></header></main>",
            "<div class='sidebar-left'>Heron</div>",
        ] {
            assert_eq!(own(html), "Heron", "{html}");
        }
        assert!(page_facts(&format!("<div class=sidebar>{TEXT}")).text.contains("heron"), "there is nothing else");
    }

    #[test]
    fn a_form_for_members_in_a_header_asks_for_nothing() {
        assert!(!page_facts(&format!("<header><input type=password></header>{TEXT}")).password_field);
        assert!(page_facts("<header><input type=password></header><p>Members</p>").password_field);
    }
}
