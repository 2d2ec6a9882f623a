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
            Self::CommentFeed | Self::NotThat { .. } => Vec::new(),
        }
    }
}

fn count(episodes: usize) -> String {
    match episodes {
        1 => "1 episode".to_owned(),
        _ => format!("{episodes} episodes"),
    }
}
