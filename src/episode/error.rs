//! Why the episodes of a document could not be read.

use super::Episode;

/// Why the episodes of a document could not be read, or not all of them. The messages go behind the document's name.
#[derive(Debug, thiserror::Error)]
pub enum EpisodeError {
    /// It ends too early. What stood before the cut was read.
    #[error("the {what} breaks off at line {line}; {} before that could be read", count(.episodes.len()))]
    CutOff {
        /// What it is, such as `feed`.
        what: &'static str,
        /// The line of the cut, from 1.
        line: u32,
        /// The episodes before the cut.
        episodes: Vec<Episode>,
    },
    /// A feed of comments on an episode.
    #[error("this is a feed of comments, not of episodes")]
    CommentFeed,
    /// A kind that isn't read yet.
    #[error("reading {what} is not supported yet")]
    Unsupported {
        /// The kind.
        what: &'static str,
    },
    /// A page whose notes only a browser's scripts put there.
    #[error("this page renders its notes with JavaScript{}", instead(.feed.as_deref()))]
    Scripted {
        /// The feed that the page names.
        feed: Option<String>,
    },
    /// A page that only leads on to another.
    #[error("this page only leads on to {to}; check that page instead")]
    Alias {
        /// Where it leads.
        to: String,
    },
    /// A user's selector that matches nothing.
    #[error("nothing on this page matches --select {selector:?}")]
    NothingSelected {
        /// The selectors.
        selector: String,
    },
    /// A user's selector that isn't one.
    #[error("{selector:?} is no CSS selector: {fault}")]
    BadSelector {
        /// The selector.
        selector: String,
        /// What is wrong with it.
        fault: String,
    },
    /// Something else than its kind promises.
    #[error("not a {wanted}: {found}")]
    NotThat {
        /// What it was taken for.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
}

impl EpisodeError {
    /// Takes out the episodes that could be read nevertheless.
    pub fn take_episodes(&mut self) -> Vec<Episode> {
        match self {
            Self::CutOff { episodes, .. } => std::mem::take(episodes),
            _ => Vec::new(),
        }
    }
}

fn instead(feed: Option<&str>) -> String {
    feed.map_or_else(
        || "; check its feed or its saved HTML instead".to_owned(),
        |url| format!("; check the feed instead: {url}"),
    )
}

fn count(episodes: usize) -> String {
    match episodes {
        1 => "1 episode".to_owned(),
        _ => format!("{episodes} episodes"),
    }
}
