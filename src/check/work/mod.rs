//! Works that are called like an error: an episode "404 Not Found", an essay on error pages.
//!
//! Pages of episodes and articles present them by name, with a player or a date, to programs as JSON-LD, or as a text of several paragraphs. Error pages
//! do none of this. Read once more, and only where a page apologises.

mod beginning;
mod described;
mod telling;

use self::beginning::Beginning;
use self::described::{describes, is_type_of_medium};
use self::telling::{explains, is_numbered, shows_error, tells_length};
use super::{Apology, soft_404};
use crate::episode::is_recording;
use crate::text::html::{self, Holds, Tag, Visitor, Written};
use crate::text::{unescape, without_query, words};

/// An article has a paragraph with at least so much text, in bytes.
const PROSE: usize = 80;

/// Words in titles of what explains an interface to those who program against it, in lower case.
const REFERENCES: &[&str] =
    &["api", "docs", "documentation", "reference", "developer", "developers", "dokumentation", "sdk"];

/// How names of files end that come with a product.
const FILES: &[&str] = &[".pdf", ".zip", ".exe", ".dmg", ".iso", ".bin", ".hex", ".tar.gz"];

/// How such files are called, in lower case.
const MANUALS: &[&str] = &[
    "manual",
    "firmware",
    "datasheet",
    "data sheet",
    "user guide",
    "quick start",
    "handbuch",
    "anleitung",
    "datenblatt",
    "mode d'emploi",
    "manuale",
    "handleiding",
];

/// So many paragraphs under a heading are what it is the heading of.
const ESSAY: usize = 4;

/// What a page that apologises presents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
pub(super) struct Work {
    /// Whether what it seems to apologise for is the name of it.
    pub(super) is_called_so: bool,
    /// Whether it is a film, a record or a book, as programs are told.
    pub(super) is_medium: bool,
    /// Whether programs are told that it is any such work, or an article with its date.
    pub(super) is_described: bool,
    /// Whether it plays one recording under a heading that apologises, and tells of it.
    pub(super) is_played: bool,
    /// Whether it is an episode: it plays its own recording, and tells right below its heading of what day that is, or how long.
    pub(super) is_episode: bool,
    /// Whether it offers the manual of a product, or other files that come with one.
    pub(super) has_manual: bool,
}

/// What a page with this source presents.
pub(super) fn read(page: &str) -> Work {
    let mut reader = Reader::default();
    html::read(page, &mut reader);
    Work {
        is_called_so: reader.is_shown
            || reader.is_presented()
            || reader.is_reference()
            || reader.is_episode() && reader.beginning.says_so,
        is_medium: reader.is_medium,
        is_described: reader.is_medium || reader.is_described || (reader.is_typed && reader.is_published),
        is_played: reader.has_recording && reader.players == 1 && reader.page.says_so && reader.has_prose,
        is_episode: reader.is_episode(),
        has_manual: reader.has_manual,
    }
}

/// Where text goes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Nowhere,
    Title,
    Heading,
    Paragraph,
    Data,
}

/// What a page or an article has.
#[derive(Clone, Copy, Default)]
struct Part {
    /// A heading that apologises.
    says_so: bool,
    /// One that does so behind the number of an episode.
    is_numbered: bool,
    has_time: bool,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
struct Reader {
    into: Into,
    /// Where the text of the start tag under way will go, if it is that of a script.
    script: Into,
    text: String,
    page: Part,
    article: Part,
    /// How many articles are open.
    articles: usize,
    players: usize,
    has_prose: bool,
    /// Paragraphs of prose since a heading that apologises, if no other heading stands between.
    under: Option<usize>,
    /// Whether an article has a heading that apologises, and a time.
    is_article: bool,
    /// Whether something settles that it presents a work.
    is_shown: bool,
    /// What the `meta` under way says, and of what.
    meta: Meta,
    /// Whether it has the type of an article for programs, and the time when it was published.
    is_typed: bool,
    is_published: bool,
    is_medium: bool,
    /// Whether JSON-LD describes it as a work, whatever its name.
    is_described: bool,
    /// Whether its title has a word of what explains an interface, and its code or a table shows an error.
    is_on_interface: bool,
    in_code: bool,
    shows_error: bool,
    /// Whether what it plays is a file.
    has_recording: bool,
    /// Whether it is told to programs what it plays.
    has_own_audio: bool,
    beginning: Beginning,
    /// Whether the link under way leads to a file.
    is_file: bool,
    has_manual: bool,
}

#[derive(Default)]
struct Meta {
    property: String,
    content: String,
}

impl Reader {
    /// By a player and a time or a length, or by an article with a time. More than one player are those of a list of episodes.
    fn is_presented(&self) -> bool {
        let is_dated = self.page.has_time && self.page.says_so;
        let is_played = self.players == 1 && (is_dated || self.page.is_numbered);
        self.has_prose && (is_played || self.is_article)
    }

    /// By a recording of its own and a date, or a length, right below its first heading.
    fn is_episode(&self) -> bool {
        let plays = self.has_recording && self.players == 1 || self.has_own_audio && self.players <= 1;
        plays && self.beginning.is_dated
    }

    /// What explains an interface shows what it answers.
    fn is_reference(&self) -> bool {
        self.is_on_interface && self.shows_error && self.page.says_so
    }

    fn begin(&mut self, into: Into) {
        self.into = into;
        self.text.clear();
    }

    fn end(&mut self) {
        match std::mem::take(&mut self.into) {
            Into::Title => self.is_on_interface |= words(&self.text.to_lowercase()).any(|it| REFERENCES.contains(&it)),
            Into::Heading => self.end_heading(),
            Into::Paragraph => self.end_paragraph(),
            Into::Data => self.end_data(),
            Into::Nowhere => {}
        }
    }

    fn end_data(&mut self) {
        let Ok(data) = serde_json::from_str(&self.text) else { return };
        self.is_described |= describes(&data, &|_| true);
        self.is_shown |= describes(&data, &soft_404::says_something);
    }

    /// Notes what a `meta` of Open Graph says of the page.
    fn note_meta(&mut self) {
        let Meta { property, content } = std::mem::take(&mut self.meta);
        let content = content.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "og:type" if content == "article" => self.is_typed = true,
            "og:type" if is_type_of_medium(&content) => self.is_medium = true,
            "og:audio" | "og:audio:url" | "og:audio:secure_url" => self.has_own_audio |= is_recording(&content),
            "article:published_time" | "og:article:published_time" => self.is_published = !content.is_empty(),
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let what = soft_404::of_name(&self.text);
        self.beginning.note_heading(what.is_some());
        let Some(what) = what else { return };
        // What was removed, or is out of order, may leave its text behind: that is no essay.
        self.under = (!matches!(what, Apology::Removed | Apology::OutOfOrder)).then_some(0);
        let is_numbered = is_numbered(&self.text);
        self.note(|part| {
            part.says_so = true;
            part.is_numbered |= is_numbered;
        });
    }

    fn leave_heading(&mut self) {
        self.under = None;
        self.beginning.leave();
    }

    fn end_paragraph(&mut self) {
        self.is_shown |= explains(&self.text);
        if tells_length(&self.text) {
            self.note(|part| part.has_time = true);
        }
        if self.text.trim().len() >= PROSE {
            self.has_prose = true;
            self.under = self.under.map(|count| count + 1);
            self.is_shown |= self.under.is_some_and(|count| count >= ESSAY);
        }
    }

    /// Notes what the page has, and the article, within one.
    fn note(&mut self, note: impl Fn(&mut Part)) {
        note(&mut self.page);
        if self.articles > 0 {
            note(&mut self.article);
            self.is_article |= self.article.says_so && self.article.has_time;
        }
    }
}

impl Visitor for Reader {
    fn attribute(&mut self, tag: &str, name: &str, value: Written<'_>) {
        let value = value.raw;
        let is_type = tag == "script" && name.eq_ignore_ascii_case("type");
        if is_type && value.trim().eq_ignore_ascii_case("application/ld+json") {
            self.script = Into::Data;
        }
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match tag {
            "audio" | "source" if is("src") => self.has_recording |= is_recording(value),
            "a" if is("href") => self.is_file = is_of_product(value),
            _ => {}
        }
        if tag == "meta" && (is("property") || is("name")) {
            value.clone_into(&mut self.meta.property);
        } else if tag == "meta" && is("content") {
            value.clone_into(&mut self.meta.content);
        }
    }

    fn open(&mut self, Tag { name, .. }: Tag<'_>) -> Holds {
        let script = std::mem::take(&mut self.script);
        match name {
            "article" => {
                self.under = None;
                self.articles += 1;
                self.article = Part::default();
            }
            "meta" => self.note_meta(),
            "time" => {
                self.beginning.note_time();
                self.note(|part| part.has_time = true);
            }
            "audio" => self.players += 1,
            "title" => self.begin(Into::Title),
            "pre" | "code" | "table" => self.in_code = true,
            "h1" | "h2" => {
                self.leave_heading();
                self.begin(Into::Heading);
            }
            "h3" | "h4" | "aside" | "footer" | "nav" => self.leave_heading(),
            "p" => {
                self.end();
                self.begin(Into::Paragraph);
            }
            "script" => self.begin(script),
            _ => {}
        }
        Holds::of(name)
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "article" => {
                self.articles = self.articles.saturating_sub(1);
                self.article = Part::default();
            }
            "h1" | "h2" | "p" | "script" | "title" => self.end(),
            "a" => self.is_file = false,
            "pre" | "code" | "table" => self.in_code = false,
            _ => {}
        }
    }

    fn text(&mut self, text: Written<'_>) {
        let raw = text.raw;
        self.beginning.note_text(raw);
        self.shows_error |= self.in_code && shows_error(raw);
        if self.is_file && !self.has_manual {
            let text = raw.to_lowercase();
            self.has_manual = MANUALS.iter().any(|name| text.contains(name));
        }
        match self.into {
            Into::Title | Into::Heading | Into::Paragraph => self.text.push_str(&unescape(raw)),
            Into::Data => self.text.push_str(raw),
            Into::Nowhere => {}
        }
    }

    fn has_seen_enough(&self) -> bool {
        self.is_shown
    }
}

/// Whether an address is that of a file that comes with a product, going by its path.
fn is_of_product(href: &str) -> bool {
    let path = without_query(href).trim().to_ascii_lowercase();
    FILES.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_called_so(page: &str) -> bool {
        read(page).is_called_so
    }

    const PROSE: &str = "<p>For this episode we went to see the people who write the pages that nobody wants to see, \
                         and asked them why a sheep.</p>";

    #[test]
    fn a_work_is_presented_with_a_player_or_a_time() {
        for page in [
            format!("<h1>404 Not Found</h1><time>3 May</time><audio controls src=4.mp3></audio>{PROSE}"),
            format!("<h1>Klangpost</h1><article><h2>404 Not Found</h2><time>3 May</time>{PROSE}</article>"),
            format!("<article><time>3 May</time><h1>Account suspended</h1>{PROSE}</article>"),
            format!("<h1>#88: This video has been removed</h1><audio src=88.mp3></audio>{PROSE}"),
            format!("<h1>Folge 20 – Diese Seite existiert nicht mehr</h1><audio src=20.mp3></audio>{PROSE}"),
        ] {
            assert!(is_called_so(&page), "{page}");
        }
    }

    #[test]
    fn a_work_may_tell_its_length_or_be_an_essay() {
        assert!(is_called_so(&format!("<h1>Account Suspended</h1><p>9 Sep 2024 · 41:07</p><audio></audio>{PROSE}")));
        assert!(!is_called_so(&format!("<h1>Page not found</h1><audio></audio>{PROSE}")), "a station's live stream");
        assert!(is_called_so(&format!("<h1>This domain is for sale</h1>{}", PROSE.repeat(4))));
        assert!(!is_called_so(&format!("<h1>This job is no longer available</h1>{}", PROSE.repeat(5))));
        let list = format!("<h1>Page not found</h1><p>Sorry.</p><h2>News</h2>{}", PROSE.repeat(4));
        assert!(!is_called_so(&list));
        assert!(!is_called_so(&format!("<h1>Page not found</h1><article>{}</article>", PROSE.repeat(4))));
    }

    #[test]
    fn a_work_is_described_to_programs() {
        let data = |data: &str| is_called_so(&format!("<script type='application/ld+json'>{data}</script>"));
        assert!(data(r#"{"@type":"PodcastEpisode","name":"404 Not Found"}"#));
        assert!(data(r#"{"@graph":[{"@type":["NewsArticle"],"headline":"This domain is for sale"}]}"#));
        assert!(!data(r#"{"@type":"WebPage","name":"Page not found"}"#));
        assert!(!data(r#"{"@type":"PodcastEpisode","name":"Knots"}"#));
        assert!(!data("{"));
    }

    #[test]
    fn a_work_may_be_a_status_code_that_is_explained() {
        assert!(is_called_so("<h1>410 Gone</h1><p><code>410 Gone</code> is a response status code.</p>"));
        assert!(!is_called_so("<h1>410 Gone</h1><p>The status code of this answer is 410.</p>"));
    }

    #[test]
    fn an_interface_is_explained_with_what_it_answers() {
        let page = |title: &str, more: &str| {
            format!("<title>{title}</title><h1>404 Not Found</h1><p>It isn't there.</p>{more}")
        };
        let code = "<pre><code>{\"status\":404}</code></pre>";
        assert!(is_called_so(&page("404 Not Found – Tide API", code)));
        assert!(is_called_so(&page("404 Not Found | Docs", "<table><tr><td>404</table>")));
        assert!(!is_called_so(&page("404 Not Found | Docs", "")));
        assert!(!is_called_so(&page("404 Not Found | Docs", "<pre><code>$ tide help</code></pre>")));
        assert!(!is_called_so(&page("404 Not Found | Tides", code)));
        assert!(is_called_so(&page("Tides", "<p>This error is returned when the id is unknown.</p>")));
    }

    #[test]
    fn a_recording_is_played_and_a_manual_offered() {
        let played = |html: &str| read(html).is_played;
        let heading = "<h1>This domain is for sale</h1>";
        assert!(played(&format!("{heading}<audio src='/4.mp3?x'></audio>{PROSE}")));
        assert!(played(&format!("{heading}<audio><source src=4.ogg></audio>{PROSE}")));
        assert!(!played(&format!("{heading}<audio src=/live></audio>{PROSE}")), "a station's live stream");
        assert!(!played(&format!("{heading}<audio src=/4.mp3></audio>")));
        assert!(!played(&format!("<h1>Knots</h1><audio src=/4.mp3></audio>{PROSE}")));
        assert!(read("<a href=/g2.pdf>User <b>manual</b></a>").has_manual);
        assert!(!read("<a href=/terms.pdf>Terms</a> <a href=/manuals>Manuals</a>").has_manual);
    }

    #[test]
    fn programs_are_told_of_films_and_dated_articles() {
        let meta = |pairs: &[(&str, &str)]| {
            let metas = pairs.iter().map(|(name, value)| format!("<meta property='{name}' content='{value}'>"));
            let work = read(&metas.collect::<String>());
            (work.is_medium, work.is_described)
        };
        assert_eq!(meta(&[("og:type", "video.movie")]), (true, true));
        let dated = [("og:type", "article"), ("article:published_time", "2019-03-02")];
        assert_eq!(meta(&dated), (false, true));
        assert_eq!(meta(&dated[..1]), (false, false));
        assert_eq!(meta(&[("og:type", "website")]), (false, false));
        let data = r#"<script type="application/ld+json">{"@type":"Event","name":"Knots"}</script>"#;
        assert_eq!(read(data), Work { is_described: true, ..Work::default() });
    }

    #[test]
    fn an_error_page_presents_nothing() {
        for page in [
            format!("<h1>Page not found</h1>{PROSE}"),
            format!("<article><h1>Page not found</h1>{PROSE}</article>"),
            format!("<h1>Page not found</h1><article><h2>Knots</h2><time>3 May</time>{PROSE}</article>"),
            format!("<h1>Page not found</h1><audio></audio><audio></audio><time>3 May</time>{PROSE}"),
            "<article><h1>Page not found</h1><time>3 May</time><p>Sorry.</p></article>".to_owned(),
            format!("<article><h1>Page not found</h1></article><article><time>3 May</time>{PROSE}</article>"),
        ] {
            assert!(!is_called_so(&page), "{page}");
        }
    }
}
