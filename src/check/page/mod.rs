//! What a page says, read from its tags in one pass, without a tree.

mod gathered;
mod reader;
mod visible;

use std::collections::BTreeSet;

use self::reader::Reader;
use super::sibling::SHELL;
use super::sketch::Sketch;
use super::{PageFacts, Subject, app, markers};

/// How much of a title and of headings is kept, in bytes.
const KEPT_HEADING: usize = 160;

/// A challenge has less visible text than this, in characters; pages behind a wall carry its scripts, too.
const CHALLENGE_TEXT: usize = 1_000;

/// With more visible text than this, in characters, and a heading, a page is no error page, form or challenge.
pub(super) const ENOUGH_TEXT: usize = 2_000;

/// A page as it was read.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
pub(super) struct Page {
    pub(super) facts: PageFacts,
    /// Every `id`, and the `name` of every `a`.
    pub(super) anchors: BTreeSet<String>,
    /// The `content` of a `<meta http-equiv=refresh>` outside of `noscript`.
    pub(super) refresh: Option<String>,
    /// The text of the first scripts.
    pub(super) script: String,
    /// Whether the source is that of a parked domain.
    pub(super) parked: bool,
    /// Whether it has a player, whatever it says beside it.
    pub(super) plays: bool,
    /// Whether it names a price, that of a card apart.
    pub(super) sells: bool,
    /// How much of the length of its text is that of cards.
    pub(super) in_cards: usize,
    /// Whether it has a form that asks for more than a password.
    pub(super) has_form: bool,
    /// Whether it has a widget that asks for humans, if it is short.
    pub(super) has_widget: bool,
    /// The beginning of what its forms offer to choose, which is kept out of its text.
    pub(super) choices: String,
    /// Links to its own site with what to search for.
    pub(super) searches: usize,
    /// Whether a script application lives in it, which may show something else than what was read.
    pub(super) is_app: bool,
    /// Whether it speaks of what its links say.
    pub(super) on_subject: bool,
    /// All of its visible text that was read, in short, if there is more of it than is kept.
    pub(super) sketch: Sketch,
}

/// What is read of a page, for tests.
#[cfg(test)]
pub(super) fn page_facts(text: &str) -> PageFacts {
    read(text, true, &Subject::default()).facts
}

/// Reads `text`. Anchors are kept only where `anchors` asks for them; `subject` is what the page should speak of.
pub(super) fn read(text: &str, anchors: bool, subject: &Subject) -> Page {
    let mut reader = Reader::new(anchors, subject).read(text);
    if reader.hides_too_much() {
        reader = Reader::of_what_is_hidden(anchors, subject).read(text);
    }
    let length = reader.length();
    let mut page = reader.finish();
    tidy(&mut page.facts.title, KEPT_HEADING);
    for heading in &mut page.facts.headings {
        tidy(heading, KEPT_HEADING);
    }
    page.facts.headings.retain(|heading| !heading.is_empty());
    if page.is_app && length < SHELL && app::begins_missing(&page.script) {
        page.facts.apology = app::MISSING;
    }
    if length < CHALLENGE_TEXT {
        let marks = markers::marks(text, &page);
        (page.facts.challenge, page.parked, page.has_widget) = (marks.challenge, marks.parked, marks.widget);
        page.facts.apology = page.facts.apology.or(app::REMOVED.filter(|_| marks.removed));
    }
    page
}

/// Collapses white space and cuts at a character.
fn tidy(text: &mut String, most: usize) {
    let mut short = String::with_capacity(text.len().min(most));
    for word in text.split_whitespace() {
        let room = most.saturating_sub(short.len() + usize::from(!short.is_empty()));
        if word.len() > room && !short.is_empty() {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        // What has no blanks, such as a Japanese title, is cut within.
        short.push_str(&word[..word.floor_char_boundary(room)]);
    }
    *text = short;
}

#[cfg(test)]
mod tests {
    use super::reader::KEPT_SCRIPT;
    use super::visible::KEPT_TEXT;
    use super::*;

    fn read(text: &str, anchors: bool) -> Page {
        super::read(text, anchors, &Subject::default())
    }

    #[test]
    fn title_headings_and_text_are_told_apart() {
        let page = read(
            "<title> A\n page </title><style>p{}</style><script>var x='<h1>no</h1>'</script><h1>Head <b>ing</b></h1><p>Some text.</p><svg><title>x</title></svg>",
            false,
        );
        assert_eq!(page.facts.title, "A page");
        assert_eq!(page.facts.headings, ["Head ing"]);
        assert_eq!(page.facts.text, "Head ing Some text.");
        assert_eq!(page.facts.scripts, 1);
    }

    #[test]
    fn long_titles_are_cut_between_words_or_else_between_letters() {
        let title = |text: &str| read(&format!("<title>{text}</title>"), false).facts.title;
        assert_eq!(title(&"abc ".repeat(99)), "abc ".repeat(40).trim_end());
        assert_eq!(title(&"蜜".repeat(99)), "蜜".repeat(53));
        assert_eq!(title(&format!("{} end", "x".repeat(158))), "x".repeat(158));
    }

    #[test]
    fn ids_count_on_any_element_and_names_on_anchors_only() {
        let page = read("<p id=a><a name='b'></a><meta name=viewport><!-- <p id=c> --><i ID='Ü&amp;'>", true);
        assert_eq!(page.anchors.into_iter().collect::<Vec<_>>(), ["a", "b", "Ü&"]);
    }

    #[test]
    fn a_refresh_for_browsers_without_scripts_does_not_count() {
        assert_eq!(read("<meta http-equiv=Refresh content='0; url=/x'>", false).refresh.as_deref(), Some("0; url=/x"));
        assert_eq!(read("<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>", false).refresh, None);
    }

    #[test]
    fn password_fields_are_seen() {
        assert!(read("<form><input name=p type=PassWord></form>", false).facts.password_field);
    }

    #[test]
    fn kept_text_is_bounded() {
        let page = read(&"word ".repeat(100_000), false);
        assert!(page.facts.text.len() <= KEPT_TEXT && page.facts.text_length == 500_000);
    }

    #[test]
    fn kept_scripts_are_bounded() {
        let page = read(&format!("<script>{}</script><script>x</script>", "ü".repeat(100_000)), false);
        assert_eq!(page.script, "ü".repeat(KEPT_SCRIPT / 2));
    }

    #[test]
    fn a_long_page_is_read_as_far_as_it_matters() {
        let html = format!("<h1>Head</h1><p>{}</p><p>{}", "word ".repeat(500), "more ".repeat(500));
        assert_eq!(read(&html, false).facts.text_length, 5 + 2_500);
        assert_eq!(read(&html, true).facts.text_length, 5 + 5_000);
    }

    #[test]
    fn a_page_is_read_until_it_speaks_of_its_subject() {
        let url = url::Url::parse("https://a.example/x").unwrap();
        let mut subject = Subject::of(&url);
        subject.add("A story about kelp");
        let html = |tail: &str| format!("<h1>Head</h1><p>{}</p><p>{tail}", "word ".repeat(500));
        let off = super::read(&html(&"more ".repeat(500)), false, &subject);
        assert_eq!((off.on_subject, off.facts.text_length), (false, 5 + 5_000));
        let on = super::read(&html("kelp"), false, &subject);
        assert!(on.on_subject);
    }
}
