//! What a page says, read from its tags in one pass, without a tree.

use std::collections::BTreeSet;

use memchr::memchr;

use super::app;
use super::cards::Cards;
use super::furniture::Furniture;
use super::hidden::{Hidden, Veil};
use super::markers;
use super::sibling::SHELL;
use super::sketch::Sketch;
use super::{PageFacts, Subject};
use crate::text::html::{self, Holds, Tag, Visitor, Written};
use crate::text::unescape;

/// How much visible text is kept, in bytes.
const KEPT_TEXT: usize = 600;

/// How many headings are kept, and how much of each, in bytes.
const KEPT_HEADINGS: usize = 4;
const KEPT_HEADING: usize = 160;

/// Once so much of scripts is kept, no further one is; and how much is kept in all, in bytes.
const ENOUGH_SCRIPT: usize = 2_400;
const KEPT_SCRIPT: usize = 16 * 1024;

/// A challenge has less visible text than this, in characters; pages behind a wall carry its scripts, too.
const CHALLENGE_TEXT: usize = 1_000;

/// With more visible text than this, in characters, and a heading, a page is no error page, form or challenge.
pub(super) const ENOUGH_TEXT: usize = 2_000;

/// A page that hasn't spoken of its subject in so much visible text, in characters, isn't read for it any longer.
const PATIENCE: usize = 8_000;

/// A form that asks for so much is there for its own sake: two fields, an address, a message.
const FORM: usize = 2;

/// The signs of prices besides the dollar's.
const CURRENCIES: [char; 4] = ['€', '£', '¥', '₹'];

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
    let mut reader = Reader::new(anchors, subject);
    html::read(text, &mut reader);
    if reader.hides_too_much() {
        reader = Reader::new(anchors, subject);
        reader.hidden.templates_only = true;
        html::read(text, &mut reader);
    }
    let length = reader.all.length;
    let mut page = reader.finish();
    tidy(&mut page.facts.title, KEPT_HEADING);
    for heading in &mut page.facts.headings {
        tidy(heading, KEPT_HEADING);
    }
    page.facts.headings.retain(|heading| !heading.is_empty());
    if length < CHALLENGE_TEXT {
        let marks = markers::marks(text, &page);
        (page.facts.challenge, page.parked) = (marks.challenge, marks.parked);
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

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Body,
    Title,
    Heading,
    Script,
    /// What a page of Next.js was made from.
    NextData,
    Nowhere,
}

#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
struct Reader<'a> {
    page: Page,
    subject: &'a Subject,
    /// The words of the subject that were seen.
    seen: Vec<&'a str>,
    keep_anchors: bool,
    into: Into,
    noscript: bool,
    /// Inside of what a form offers to choose: an answer says nothing of the page.
    choosing: bool,
    /// Inside of an `svg`, whose titles aren't the page's.
    drawing: bool,
    hidden: Hidden,
    furniture: Furniture,
    cards: Cards,
    /// What is seen of the page's own.
    own: Visible,
    /// All that is seen, furniture included: what a page says that has nothing of its own.
    all: Visible,
    tag: Current,
}

/// What is seen on a page, or on a part of it.
#[derive(Debug, Default)]
struct Visible {
    /// The beginning of the text.
    text: String,
    /// Whether there is more.
    has_more: bool,
    /// The length of all of it, in characters.
    length: usize,
    password_field: bool,
    /// How much its forms ask for.
    asks: usize,
    in_cards: usize,
}

impl Visible {
    fn add(&mut self, word: &str, length: usize, is_card: bool) {
        self.length += length + 1;
        self.in_cards += if is_card { length + 1 } else { 0 };
        if self.text.len() + word.len() >= KEPT_TEXT {
            self.has_more = true;
        } else if !word.is_empty() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }
}

/// The attributes of the start tag under way that matter.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
struct Current {
    refresh: bool,
    content: Option<String>,
    password: bool,
    /// How much a field asks for: an address or a message are enough for a form of its own.
    asks: Option<usize>,
    /// Whether a link searches its own site.
    searches: bool,
    /// Whether it is one in which Next.js tells programs about the page.
    next: bool,
    veil: Veil,
}

impl<'a> Reader<'a> {
    fn new(keep_anchors: bool, subject: &'a Subject) -> Self {
        let seen = Vec::new();
        let page = Page { on_subject: subject.is_met_by(&seen), ..Page::default() };
        Self {
            page,
            subject,
            seen,
            keep_anchors,
            into: Into::default(),
            noscript: false,
            choosing: false,
            drawing: false,
            hidden: Hidden::default(),
            furniture: Furniture::default(),
            cards: Cards::default(),
            own: Visible::default(),
            all: Visible::default(),
            tag: Current::default(),
        }
    }

    /// Whether what is hidden has no end, or is all that the page has: a script will show it.
    fn hides_too_much(&self) -> bool {
        self.hidden.anything && (self.hidden.is_on() || self.all.length < SHELL)
    }

    /// The page, with its own text if it has any.
    fn finish(self) -> Page {
        let Self { mut page, own, all, .. } = self;
        let seen = if own.length < SHELL { all } else { own };
        page.facts.text = seen.text;
        page.facts.text_length = seen.length;
        page.facts.password_field = seen.password_field;
        page.has_form = seen.asks >= FORM;
        page.in_cards = seen.in_cards;
        page
    }

    /// Notes an `id`.
    fn id(&mut self, tag: &str, value: &str) {
        self.tag.next |= tag == "script" && value == "__NEXT_DATA__";
        self.anchor(value);
    }

    fn anchor(&mut self, value: &str) {
        self.page.facts.ids += 1;
        self.page.is_app |= app::is_root(value);
        if self.keep_anchors {
            self.page.anchors.insert(unescape(value).into_owned());
        }
    }

    /// Notes what may be a field of a form.
    fn field(&mut self, name: &str, tag: &Current) {
        let asks = match name {
            "input" => tag.asks.unwrap_or(1),
            "textarea" => FORM,
            _ => return,
        };
        self.all.password_field |= tag.password;
        self.all.asks += asks;
        if !self.furniture.is_on() {
            self.own.password_field |= tag.password;
            self.own.asks += asks;
        }
    }

    /// Notes where a link or a player leads.
    fn reference(&mut self, name: &str, value: &str) {
        if ["href", "src", "data"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
            self.page.facts.offers_file |= self.subject.is_offered_at(value);
            self.tag.searches |= is_search(value);
        }
    }

    fn look_for_subject(&mut self, text: &str) {
        if self.page.on_subject {
            return;
        }
        let before = self.seen.len();
        self.subject.look_for(text, &mut self.seen);
        if self.seen.len() > before {
            self.page.on_subject = self.subject.is_met_by(&self.seen);
        }
    }

    /// Counts visible text, keeps its beginning, and notes its words.
    fn see(&mut self, text: &str) {
        let is_early = self.all.length <= PATIENCE;
        self.page.sells = self.page.sells || !self.cards.is_on() && has_price(text);
        if text.is_ascii() {
            text.split_ascii_whitespace().for_each(|word| self.see_word(word, word.len(), is_early));
        } else {
            text.split_whitespace().for_each(|word| self.see_word(word, letters(word), is_early));
        }
        self.look_for_subject(text);
    }

    /// Adds a word to the page in short. A page of which all text is kept needs no such thing.
    fn sketch(&mut self, word: &str) {
        let sketch = &mut self.page.sketch;
        if sketch.is_empty() && !self.all.has_more {
            return;
        }
        if sketch.is_empty() {
            self.all.text.split(' ').for_each(|word| sketch.add_word(word));
        }
        sketch.add_word(word);
    }

    fn see_word(&mut self, word: &str, length: usize, is_early: bool) {
        let is_card = self.cards.is_on();
        let kept = if self.choosing { "" } else { word };
        if self.choosing && self.page.choices.len() + word.len() < KEPT_TEXT {
            self.page.choices.extend([word, " "]);
        }
        self.all.add(kept, length, is_card);
        if !self.furniture.is_on() {
            self.own.add(kept, length, is_card);
        }
        if is_early {
            self.sketch(word);
        }
    }
}

/// Whether a text has the sign of a price.
fn has_price(text: &str) -> bool {
    memchr(b'$', text.as_bytes()).is_some() || !text.is_ascii() && text.contains(CURRENCIES)
}

/// How much a field of this type asks for: buttons and boxes for nothing.
fn asks_for(kind: &str) -> usize {
    match kind.to_ascii_lowercase().as_str() {
        "email" | "tel" => FORM,
        "text" | "url" | "number" | "date" | "" => 1,
        _ => 0,
    }
}

/// Whether an address on the same site says what to search for, as those of advertisements do: `/s?q=kilns`.
fn is_search(href: &str) -> bool {
    const NAMES: &[&str] = &["q", "k", "kw", "query", "keyword", "keywords", "search", "term", "rs"];
    let is_own = href.starts_with(['/', '?']) && !href.starts_with("//");
    let name = href.split_once('?').and_then(|(_, query)| query.split_once('=')).map(|(name, _)| name);
    is_own && name.is_some_and(|name| NAMES.contains(&name))
}

/// The length of a word in letters: a character of Chinese, Japanese or Korean says as much as two.
fn letters(word: &str) -> usize {
    word.chars().map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 }).sum()
}

impl Visitor for Reader<'_> {
    fn attribute(&mut self, tag: &str, name: &str, value: Written<'_>) {
        let value = value.raw;
        let is = |text: &str| name.eq_ignore_ascii_case(text);
        self.tag.veil.attribute(name, value);
        self.furniture.attribute(name, value);
        self.cards.attribute(tag, name, value);
        if let "a" | "embed" | "iframe" | "object" | "audio" | "video" | "source" = tag {
            self.reference(name, value);
        }
        match tag {
            _ if is("id") => self.id(tag, value),
            "div" if is("class") && app::is_empty_article(value) => self.page.facts.apology = app::MISSING,
            "a" if is("name") => self.anchor(value),
            "meta" if is("http-equiv") => self.tag.refresh = value.eq_ignore_ascii_case("refresh"),
            "meta" if is("name") => self.tag.next = value.eq_ignore_ascii_case("next-error"),
            "meta" if is("content") => self.tag.content = Some(unescape(value).into_owned()),
            "input" if is("type") => {
                self.tag.password = value.eq_ignore_ascii_case("password");
                self.tag.asks = Some(asks_for(value));
            }
            _ if app::is_mark(name) => self.page.is_app = true,
            _ => {}
        }
    }

    fn open(&mut self, Tag { name, .. }: Tag<'_>) -> Holds {
        let tag = std::mem::take(&mut self.tag);
        self.hidden.open(name, tag.veil);
        self.furniture.open(name);
        self.cards.open(name);
        let is_seen = !self.hidden.is_on();
        if is_seen {
            self.field(name, &tag);
        }
        self.page.searches += usize::from(tag.searches && is_seen);
        let facts = &mut self.page.facts;
        match name {
            "title" if !self.drawing && facts.title.is_empty() => self.into = Into::Title,
            "title" | "style" | "iframe" | "textarea" => self.into = Into::Nowhere,
            "script" => {
                facts.scripts += 1;
                self.into = if tag.next { Into::NextData } else { Into::Script };
            }
            "meta" if tag.next && tag.content.as_deref() == Some("not-found") => facts.apology = app::MISSING,
            "app-root" => self.page.is_app = true,
            "video" | "audio" => self.page.plays |= is_seen,
            "noscript" => self.noscript = true,
            "svg" => self.drawing = true,
            "label" | "option" => self.choosing = true,
            "h1" | "h2" if is_seen && facts.headings.len() < KEPT_HEADINGS => {
                facts.headings.push(String::new());
                self.into = Into::Heading;
            }
            "meta" if tag.refresh && !self.noscript && self.page.refresh.is_none() => self.page.refresh = tag.content,
            _ => {}
        }
        Holds::of(name)
    }

    fn close(&mut self, name: &str) {
        self.hidden.close(name);
        self.furniture.close(name);
        self.cards.close(name);
        match name {
            "title" | "style" | "iframe" | "textarea" | "script" | "h1" | "h2" => self.into = Into::Body,
            "noscript" => self.noscript = false,
            "svg" => self.drawing = false,
            "label" | "option" | "select" | "form" => self.choosing = false,
            _ => {}
        }
    }

    fn text(&mut self, text: Written<'_>) {
        let raw = text.raw;
        let facts = &mut self.page.facts;
        match self.into {
            Into::Title => {
                let text = unescape(raw);
                facts.title.push_str(&text);
                self.look_for_subject(&text);
            }
            Into::NextData if app::is_missing(raw) => facts.apology = app::MISSING,
            Into::Script if self.page.script.len() < ENOUGH_SCRIPT => {
                let room = KEPT_SCRIPT - self.page.script.len();
                self.page.script.push_str(&raw[..raw.floor_char_boundary(room)]);
            }
            Into::Heading | Into::Body if !self.noscript && !self.hidden.is_on() => {
                let text = unescape(raw);
                if let (Into::Heading, Some(heading)) = (self.into, facts.headings.last_mut()) {
                    heading.push_str(&text);
                }
                self.see(&text);
            }
            _ => {}
        }
    }

    /// Whether the page is about something, so that only its anchors could still matter.
    fn has_seen_enough(&self) -> bool {
        let facts = &self.page.facts;
        let enough = match self.page.on_subject {
            true if facts.headings.is_empty() => 2 * ENOUGH_TEXT,
            true => ENOUGH_TEXT,
            false => PATIENCE,
        };
        let seeks_file = self.subject.has_file() && !facts.offers_file && self.all.length <= PATIENCE;
        !self.keep_anchors && !seeks_file && self.all.length > enough && self.into == Into::Body
    }
}

#[cfg(test)]
mod tests {
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
