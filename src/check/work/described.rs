//! How works are described to programs: in JSON-LD, and by the types of Open Graph.

use serde_json::Value;

/// What JSON-LD calls works that have pages of their own.
const TYPES: &[&str] = &[
    "PodcastEpisode",
    "RadioEpisode",
    "TVEpisode",
    "Episode",
    "Article",
    "NewsArticle",
    "OpinionNewsArticle",
    "TechArticle",
    "BlogPosting",
    "Book",
    "Movie",
    "MusicAlbum",
    "MusicGroup",
    "MusicRecording",
    "VideoObject",
    "Question",
    "DiscussionForumPosting",
    "Review",
    "Event",
];

/// Whether JSON-LD describes a work with such a name.
pub(super) fn describes(data: &Value, is_meant: &impl Fn(&str) -> bool) -> bool {
    match data {
        Value::Array(items) => items.iter().any(|item| describes(item, is_meant)),
        Value::Object(fields) => {
            let is_work = fields.get("@type").is_some_and(|kind| match kind {
                Value::Array(kinds) => kinds.iter().any(is_type_of_work),
                kind => is_type_of_work(kind),
            });
            let mut names = ["name", "headline"].iter().filter_map(|field| fields.get(*field)?.as_str());
            is_work && names.any(is_meant)
                || ["@graph", "mainEntity"]
                    .iter()
                    .any(|field| fields.get(*field).is_some_and(|data| describes(data, is_meant)))
        }
        _ => false,
    }
}

/// Whether a type of Open Graph is that of a film, a record or a book: `video.movie`.
pub(super) fn is_type_of_medium(kind: &str) -> bool {
    kind == "book" || ["video.", "music.", "books."].iter().any(|begin| kind.starts_with(begin))
}

fn is_type_of_work(kind: &Value) -> bool {
    kind.as_str().is_some_and(|kind| TYPES.contains(&kind))
}
