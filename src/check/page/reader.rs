//! What is read of a page, tag by tag.

use memchr::memchr;

use super::gathered::{Gathered, Place};
use super::visible::{KEPT_TEXT, Visible, letters};
use super::{ENOUGH_TEXT, Page};
use crate::check::cards::Cards;
use crate::check::furniture::Furniture;
use crate::check::hidden::{Hidden, Veil};
use crate::check::sibling::SHELL;
use crate::check::sketch::Sketch;
use crate::check::sought::Sought;
use crate::check::{Subject, app};
use crate::text::html::{self, Holds, Tag, Visitor, Written};
use crate::text::{blank_words, collapse, unescape};

/// How many headings are kept.
const KEPT_HEADINGS: usize = 4;

/// Once so much of scripts is kept, no further one is; and how much is kept in all, in bytes.
const ENOUGH_SCRIPT: usize = 2_400;
pub(super) const KEPT_SCRIPT: usize = 16 * 1024;

/// A page that hasn't spoken of its subject in so much visible text, in characters, isn't read for it any longer.
const PATIENCE: usize = 8_000;

/// A form that asks for so much is there for its own sake: two fields, an address, a message.
const FORM: usize = 2;

/// The signs of prices besides the dollar's.
const CURRENCIES: [char; 4] = ['€', '£', '¥', '₹'];

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
pub(super) struct Reader<'a> {
    page: Page,
    subject: &'a Subject,
    sought: Sought<'a>,
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
    /// Text that is still to be seen.
    gathered: Gathered,
    /// What is seen of the page's own.
    own: Visible,
    /// All that is seen, furniture included: what a page says that has nothing of its own.
    all: Visible,
    tag: Current,
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
    /// Whether it tells them which status the page should have, as those that scripts fill in do.
    status: bool,
    /// Whether it is a picture of one pixel, as those that count visitors are.
    is_pixel: bool,
    veil: Veil,
}

impl<'a> Reader<'a> {
    pub(super) fn new(keep_anchors: bool, subject: &'a Subject) -> Self {
        let seen = Vec::new();
        let page = Page { on_subject: subject.is_met_by(&seen), ..Page::default() };
        Self {
            page,
            subject,
            sought: subject.sought(),
            seen,
            keep_anchors,
            into: Into::default(),
            noscript: false,
            choosing: false,
            drawing: false,
            hidden: Hidden::default(),
            furniture: Furniture::default(),
            cards: Cards::default(),
            gathered: Gathered::default(),
            own: Visible::default(),
            all: Visible::default(),
            tag: Current::default(),
        }
    }

    /// One that takes what a page hides for what it shows, all but its templates.
    pub(super) fn of_what_is_hidden(keep_anchors: bool, subject: &'a Subject) -> Self {
        let mut reader = Self::new(keep_anchors, subject);
        reader.hidden.templates_only = true;
        reader
    }

    /// Reads a page.
    pub(super) fn read(mut self, text: &str) -> Self {
        html::read(text, &mut self);
        self.see_gathered();
        self
    }

    /// How much visible text was read, in characters.
    pub(super) fn length(&self) -> usize {
        self.all.length
    }

    /// Whether what is hidden has no end, or is all that the page has: a script will show it.
    pub(super) fn hides_too_much(&self) -> bool {
        self.hidden.anything && (self.hidden.is_on() || self.all.length < SHELL)
    }

    /// The page, with its own text if it has any.
    pub(super) fn finish(self) -> Page {
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
        self.sought.look_for(text, &mut self.seen);
        if self.seen.len() > before {
            self.page.on_subject = self.subject.is_met_by(&self.seen);
        }
    }

    /// Takes visible text, to see it with what follows: most pages have little between two tags.
    fn gather(&mut self, raw: &str) {
        let place = Place { card: self.cards.is_on(), furniture: self.furniture.is_on(), choice: self.choosing };
        if !self.gathered.takes(place) {
            self.see_gathered();
        }
        if self.gathered.add(raw, place) {
            self.see_gathered();
        }
    }

    /// Sees what was gathered: counts it, keeps its beginning, and notes its words.
    fn see_gathered(&mut self) {
        let mut gathered = std::mem::take(&mut self.gathered);
        self.see(&collapse(&unescape(&gathered.text)), gathered.place);
        gathered.text.clear();
        self.gathered = gathered;
    }

    fn see(&mut self, text: &str, place: Place) {
        if !text.is_empty() {
            self.page.sells = self.page.sells || !place.card && has_price(text);
            self.see_words(text, place);
            self.look_for_subject(text);
        }
    }

    /// Sees words with one blank between them: one by one up to where all that follow are kept, or none.
    fn see_words(&mut self, text: &str, place: Place) {
        let mut rest = Some(text);
        while let Some(text) = rest {
            if self.takes_together(text, place) {
                return self.see_together(text, place);
            }
            let (word, behind) = text.split_once(' ').map_or((text, None), |(word, behind)| (word, Some(behind)));
            self.see_word(word, place);
            rest = behind;
        }
    }

    fn takes_together(&self, text: &str, place: Place) -> bool {
        let takes = |seen: &Visible| seen.is_full() || seen.has_room_for(text);
        !place.choice && takes(&self.all) && (place.furniture || takes(&self.own))
    }

    /// Sees words of which all are kept, or none, which most of a page is.
    fn see_together(&mut self, text: &str, place: Place) {
        let patience = PATIENCE.saturating_sub(self.all.length);
        self.add(text, letters(text), place);
        if patience > 0 && self.all.has_more {
            let early = &text[..text.floor_char_boundary(patience)];
            let sketch = self.sketch();
            blank_words(early).for_each(|word| sketch.add_word(word));
        }
    }

    fn see_word(&mut self, word: &str, place: Place) {
        let is_early = self.all.length < PATIENCE;
        if place.choice && self.page.choices.len() + word.len() < KEPT_TEXT {
            self.page.choices.extend([word, " "]);
        }
        self.add(if place.choice { "" } else { word }, letters(word), place);
        // A page of which all text is kept needs no such thing.
        if is_early && self.all.has_more {
            self.sketch().add_word(word);
        }
    }

    fn add(&mut self, text: &str, length: usize, place: Place) {
        self.all.add(text, length, place.card);
        if !place.furniture {
            self.own.add(text, length, place.card);
        }
    }

    /// The page in short, with what was kept of it.
    fn sketch(&mut self) -> &mut Sketch {
        let sketch = &mut self.page.sketch;
        if sketch.is_empty() {
            blank_words(&self.all.text).for_each(|word| sketch.add_word(word));
        }
        sketch
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
            "img" if is("width") || is("height") => self.tag.is_pixel |= matches!(value.trim(), "0" | "1" | "1px"),
            "div" if is("class") && app::is_empty_article(value) => self.page.facts.apology = app::MISSING,
            "a" if is("name") => self.anchor(value),
            "meta" if is("http-equiv") => self.tag.refresh = value.eq_ignore_ascii_case("refresh"),
            "meta" if is("name") => {
                self.tag.next = value.eq_ignore_ascii_case("next-error");
                self.tag.status = value.eq_ignore_ascii_case("prerender-status-code");
            }
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
            "meta" if tag.status && matches!(tag.content.as_deref().map(str::trim), Some("404" | "410")) => {
                facts.apology = app::MISSING;
            }
            "app-root" => self.page.is_app = true,
            "video" | "audio" => {
                self.page.plays |= is_seen;
                facts.shows_media |= is_seen;
            }
            "img" | "canvas" | "object" | "embed" => {
                facts.shows_media |= is_seen && !self.noscript && !tag.is_pixel;
            }
            "noscript" => self.noscript = true,
            "svg" => {
                self.drawing = true;
                facts.shows_media |= is_seen;
            }
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
            // Most of what stands between two tags.
            Into::Body if raw.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
            Into::Heading | Into::Body if !self.noscript && !self.hidden.is_on() => {
                if let (Into::Heading, Some(heading)) = (self.into, facts.headings.last_mut()) {
                    heading.push_str(&unescape(raw));
                }
                self.gather(raw);
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
