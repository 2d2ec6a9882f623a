//! What names of containers say of what they hold.

use super::names::{Names, Words};

/// Words in names of containers, the surest first: two that stand together, or one of each kind in one name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tier {
    /// `show-notes`.
    Notes,
    /// `episode-body`.
    Episode,
    /// `entry-content`.
    Post,
    /// `rich-text`: anything that an editor wrote.
    Rich,
    /// `page-content`: what old themes put around the text, and others around all.
    Old,
}

impl Tier {
    /// Those that say more than a heading does.
    pub(super) const SURE: [Self; 3] = [Self::Notes, Self::Episode, Self::Post];

    /// What a report says of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Notes => "named as show notes",
            Self::Episode => "named as an episode's text",
            Self::Post => "named as a post's text",
            Self::Rich => "named as written text",
            Self::Old => "named as a page's text",
        }
    }

    /// Whether some names are of that kind.
    pub(super) fn names(self, names: &Names) -> bool {
        const SAID: Words = Words::new(&["shownotes", "shownote", "episodenotes"]);
        const TEXT: &[&str] = &["content", "contents", "body", "text", "copy", "markup"];
        const TEXTS: Words = Words::new(TEXT);
        const EPISODE: Words = Words::new(&["episode"]);
        const DESCRIBED: Words = Words::new(&[
            "description",
            "desc",
            "links",
            "summary",
            "details",
            "prose",
            "resources",
            "references",
            "sponsors",
        ]);
        const BODY: Words = Words::new(&["articlebody", "postbody"]);
        const RICH: Words = Words::new(&["richtext", "wysiwyg", "prose", "markdown", "rte"]);
        match self {
            Self::Notes => {
                names.has_any(&SAID)
                    || names.has_pair("show", &["notes", "note"])
                    || names.has_pair("episode", &["notes"])
                    || names.has_pair("ep", &["notes"])
                    || names.has_pair("podcast", &["notes"])
            }
            Self::Episode => {
                names.has_both(&EPISODE, &TEXTS)
                    || names.has_both(&EPISODE, &DESCRIBED)
                    || names.has_pair("podcast", &["content", "text"])
            }
            Self::Post => {
                let post = ["entry", "post", "article", "single", "blog", "story", "hentry"];
                post.iter().any(|first| names.has_pair(first, TEXT))
                    || names.has_pair("e", &["content"])
                    || names.has_any(&BODY)
            }
            Self::Rich => names.has_any(&RICH) || names.has_pair("rich", &["text"]),
            Self::Old => names.has_name("entry") || OLD.iter().any(|(first, then)| names.has_pair(first, then)),
        }
    }
}

/// Words that stand together in names that old themes give to what holds the text.
const OLD: &[(&str, &[&str])] = &[
    ("the", &["content"]),
    ("text", &["content"]),
    ("body", &["text"]),
    ("page", &["content"]),
    ("editor", &["content"]),
    ("post", &["entry"]),
    ("podcast", &["description"]),
];
