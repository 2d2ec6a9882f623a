//! What a page says, read from its tags in one pass, without a tree.

use std::collections::{BTreeSet, HashSet};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::markers::{challenge, is_parked};
use super::sketch::Sketch;
use super::{PageFacts, Subject};

/// How much visible text is kept, in bytes.
const KEPT_TEXT: usize = 600;

/// How many headings are kept, and how much of each, in bytes.
const KEPT_HEADINGS: usize = 4;
const KEPT_HEADING: usize = 160;

/// A challenge has less visible text than this, in characters; pages behind a wall carry its scripts, too.
const CHALLENGE_TEXT: usize = 1_000;

/// With more visible text than this, in characters, and a heading, a page is no error page, form or challenge.
pub(super) const ENOUGH_TEXT: usize = 2_000;

/// A page that hasn't spoken of its subject in so much visible text, in characters, isn't read for it any longer.
const PATIENCE: usize = 8_000;

/// A page as it was read.
#[derive(Debug, Default)]
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
    /// Whether a script application lives in it, which may show something else than what was read.
    pub(super) is_app: bool,
    /// Whether it speaks of what its links say.
    pub(super) on_subject: bool,
    /// All of its visible text that was read, in short.
    pub(super) sketch: Sketch,
}

/// Reads `text`. Anchors are kept only where `anchors` asks for them; `subject` is what the page should speak of.
pub(super) fn read(text: &str, anchors: bool, subject: &Subject) -> Page {
    let mut reader = Reader::new(anchors, subject);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        reader.take(&event);
        reader.has_seen_enough().then_some(())
    });
    emitter.naively_switch_states(true);
    // The first event that is let through says that the rest doesn't matter.
    Tokenizer::new_with_emitter(text, emitter).next();
    let mut page = reader.page;
    tidy(&mut page.facts.title, KEPT_HEADING);
    for heading in &mut page.facts.headings {
        tidy(heading, KEPT_HEADING);
    }
    page.facts.headings.retain(|heading| !heading.is_empty());
    if page.facts.text_length < CHALLENGE_TEXT {
        page.facts.challenge = challenge(text, &page.facts);
        page.parked = is_parked(text);
    }
    page
}

/// Collapses white space and cuts at a character.
fn tidy(text: &mut String, most: usize) {
    let mut short = String::with_capacity(text.len().min(most));
    for word in text.split_whitespace() {
        if short.len() + word.len() > most {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
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
    Nowhere,
}

struct Reader<'a> {
    page: Page,
    subject: &'a Subject,
    /// The words of the subject that were seen.
    seen: HashSet<&'a str>,
    keep_anchors: bool,
    into: Into,
    noscript: bool,
    /// Inside of an `svg`, whose titles aren't the page's.
    drawing: bool,
    tag: Tag,
    attribute: Vec<u8>,
}

/// The attributes of the start tag under way that matter.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    refresh: bool,
    content: Option<String>,
    password: bool,
}

impl<'a> Reader<'a> {
    fn new(keep_anchors: bool, subject: &'a Subject) -> Self {
        let seen = HashSet::new();
        let page = Page { on_subject: subject.is_met_by(&seen), ..Page::default() };
        Self {
            page,
            subject,
            seen,
            keep_anchors,
            into: Into::default(),
            noscript: false,
            drawing: false,
            tag: Tag::default(),
            attribute: Vec::new(),
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
        !self.keep_anchors && facts.text_length > enough && self.into == Into::Body
    }

    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Tag { name: name.to_vec(), ..Tag::default() },
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
            }
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { .. } => self.open(),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        let is = |text: &str| value.eq_ignore_ascii_case(text.as_bytes());
        match (self.tag.name.as_slice(), self.attribute.as_slice()) {
            (_, b"id") | (b"a", b"name") => self.anchor(value),
            (_, b"ng-app" | b"data-reactroot" | b"data-server-rendered") => self.page.is_app = true,
            (b"meta", b"http-equiv") => self.tag.refresh = is("refresh"),
            (b"meta", b"content") => self.tag.content = Some(String::from_utf8_lossy(value).into_owned()),
            (b"input", b"type") => self.tag.password = is("password"),
            _ => {}
        }
    }

    fn anchor(&mut self, value: &[u8]) {
        self.page.facts.ids += 1;
        self.page.is_app |= APP_ROOTS.contains(&value);
        if self.keep_anchors {
            self.page.anchors.insert(String::from_utf8_lossy(value).into_owned());
        }
    }

    fn open(&mut self) {
        let facts = &mut self.page.facts;
        facts.password_field |= self.tag.password;
        match self.tag.name.as_slice() {
            b"title" if !self.drawing && facts.title.is_empty() => self.into = Into::Title,
            b"title" | b"style" | b"template" | b"iframe" | b"textarea" => self.into = Into::Nowhere,
            b"script" => {
                facts.scripts += 1;
                self.into = Into::Script;
            }
            b"app-root" => self.page.is_app = true,
            b"noscript" => self.noscript = true,
            b"svg" => self.drawing = true,
            b"h1" | b"h2" if facts.headings.len() < KEPT_HEADINGS => {
                facts.headings.push(String::new());
                self.into = Into::Heading;
            }
            b"meta" if self.tag.refresh && !self.noscript && self.page.refresh.is_none() => {
                self.page.refresh = self.tag.content.take();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"title" | b"style" | b"template" | b"iframe" | b"textarea" | b"script" | b"h1" | b"h2" => {
                self.into = Into::Body;
            }
            b"noscript" => self.noscript = false,
            b"svg" => self.drawing = false,
            _ => {}
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

    fn text(&mut self, value: &[u8]) {
        let facts = &mut self.page.facts;
        let text = String::from_utf8_lossy(value);
        match self.into {
            Into::Title => {
                facts.title.push_str(&text);
                self.look_for_subject(&text);
            }
            Into::Script if self.page.script.len() < 4 * KEPT_TEXT => self.page.script.push_str(&text),
            Into::Heading | Into::Body if !self.noscript => {
                if let (Into::Heading, Some(heading)) = (self.into, facts.headings.last_mut()) {
                    heading.push_str(&text);
                }
                let is_early = facts.text_length <= PATIENCE;
                visible(facts, &text);
                if is_early {
                    self.page.sketch.add(&text);
                }
                self.look_for_subject(&text);
            }
            _ => {}
        }
    }
}

/// The ids of the elements that script applications are put into.
const APP_ROOTS: &[&[u8]] = &[b"root", b"app", b"__next", b"__nuxt", b"___gatsby", b"svelte", b"q-app"];

/// Counts visible text, and keeps its beginning.
fn visible(facts: &mut PageFacts, text: &str) {
    for word in text.split_whitespace() {
        facts.text_length += word.chars().count() + 1;
        if facts.text.len() + word.len() < KEPT_TEXT {
            if !facts.text.is_empty() {
                facts.text.push(' ');
            }
            facts.text.push_str(word);
        }
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

    #[test]
    fn applications_are_known_by_their_root() {
        assert!(read("<div id='__next'>Text</div>", false).is_app && read("<app-root></app-root>", false).is_app);
        assert!(!read("<div id='page'>Text</div>", false).is_app);
    }
}
