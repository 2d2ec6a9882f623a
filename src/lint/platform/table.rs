//! What is known of the platforms: one row each, nothing without a source.
//!
//! Sources, all read in November 2026:
//! - Apple's "Podcaster's guide to RSS", as quoted in <https://github.com/podlove/podlove-publisher/issues/1463> and
//!   <https://github.com/PRX/feeder.prx.org/issues/1030>: an episode's `description` may have 4,000 bytes and, in CDATA, `p`, `ol`, `ul`, `li`, `a`;
//!   the apps look at `description` only.
//! - Transistor's test of May 2024, <https://transistor.fm/rendering>: what Apple Podcasts and Spotify make of each element.
//! - Podnews, <https://podnews.net/article/html-episode-notes-in-podcast-rss> (2021, on Apple Podcasts 14.6 and Spotify): both make links of `a` and of
//!   addresses in the text; Spotify knows the same elements as Apple; 4,000 with the markup.
//! - Podnews' test of more than 40 apps in 2019, <https://podnews.net/article/how-podcast-show-notes-display>: in 40 % of them, links in the notes
//!   aren't links; apps that don't handle HTML show `description`.

/// What a platform does with the notes of an episode.
pub(super) struct Platform {
    pub(super) name: &'static str,
    /// When the newest of its sources saw it: a year, or a year and a month.
    pub(super) as_of: &'static str,
    /// How many bytes of it, markup included, where that is known.
    pub(super) limit: Option<usize>,
    /// Whether a listener can click on links.
    pub(super) links: bool,
    /// What of the content isn't shown.
    pub(super) hidden: &'static [&'static Markup],
    /// What is shown as plain text.
    pub(super) plain: &'static [&'static Markup],
    /// Whether it is for those who ask for more: hardly any notes are without loss there.
    pub(super) minor: bool,
}

/// A sort of markup.
pub(super) struct Markup {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    /// The elements, as a CSS selector.
    pub(super) css: &'static str,
    /// How the sentence goes on that says that it isn't shown; empty where it is.
    pub(super) remedy: &'static str,
}

/// The field of a feed that they all show.
pub(super) const FIELD: &str = "description";

/// How many bytes of an episode's description Apple Podcasts shows.
pub(in crate::lint) const APPLE_BYTES: usize = 4000;

const IMAGE: Markup = Markup {
    one: "image",
    many: "images",
    css: "img",
    remedy: ", only its alternative text: say in the text what matters, or link to it.",
};

const TABLE: Markup =
    Markup { one: "table", many: "tables", css: "table", remedy: ": write a list, or a line for each row." };

const PLAYER: Markup = Markup {
    one: "embedded player",
    many: "embedded players",
    css: "iframe, audio, video, embed, object",
    remedy: ": link to what it plays.",
};

const HEADING: Markup = Markup { one: "heading", many: "headings", css: "h1, h2, h3, h4, h5, h6", remedy: "" };

const EMPHASIS: Markup =
    Markup { one: "bold or italics", many: "bold and italics", css: "b, strong, i, em", remedy: "" };

const CODE: Markup =
    Markup { one: "passage of code", many: "passages of code", css: "code, pre, kbd, samp, tt", remedy: "" };

const QUOTE: Markup = Markup { one: "block quote", many: "block quotes", css: "blockquote", remedy: "" };

const LINE: Markup = Markup { one: "line", many: "lines", css: "hr", remedy: "" };

const NESTED: Markup = Markup { one: "nested list", many: "nested lists", css: "li ul, li ol", remedy: "" };

/// Every platform that is spoken of.
pub(super) const PLATFORMS: &[Platform] = &[
    // Apple's guide: the field, its bytes, and that nothing but five elements is promised. Podnews 2021: links. Transistor 2024: all else.
    Platform {
        name: "Apple Podcasts",
        as_of: "2024-05",
        limit: Some(APPLE_BYTES),
        links: true,
        hidden: &[&IMAGE, &TABLE, &PLAYER],
        plain: &[&HEADING, &EMPHASIS, &CODE, &QUOTE, &LINE, &NESTED],
        minor: false,
    },
    // Podnews 2021: the field, links, and the elements of Apple's list. Transistor 2024: all else; headings are bold there.
    Platform {
        name: "Spotify",
        as_of: "2024-05",
        limit: None,
        links: true,
        hidden: &[&IMAGE, &TABLE, &PLAYER],
        plain: &[&EMPHASIS, &CODE, &QUOTE, &NESTED],
        minor: false,
    },
    // Podnews 2019.
    Platform {
        name: "Apps without links",
        as_of: "2019",
        limit: None,
        links: false,
        hidden: &[],
        plain: &[],
        minor: true,
    },
];
