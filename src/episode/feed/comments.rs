//! Telling feeds of comments, which have items of the same shape, from feeds of episodes.

use super::space::Space;
use super::xml::Feed;
use crate::text::xml::Element;

/// How WordPress begins the title of a comment feed, in its larger languages.
const TITLES: &[&str] = &[
    "Comments on:",
    "Comments for ",
    "Kommentare zu:",
    "Kommentare für ",
    "Kommentare zu ",
    "Commentaires sur :",
    "Commentaires sur ",
    "Comentarios en:",
    "Comentarios en ",
    "Comentários sobre:",
    "Commenti a:",
    "Commenti su ",
    "Reacties op:",
];

/// Whether the items are comments: by what each of them answers, else by the title.
pub(super) fn is_comment_feed(feed: &Feed<'_, '_>, channel: Element<'_, '_>, items: &[Element<'_, '_>]) -> bool {
    if items.is_empty() {
        return titled(channel);
    }
    items.iter().all(|item| is_comment(feed, *item))
}

fn titled(channel: Element<'_, '_>) -> bool {
    let title = channel.children().find(|child| child.name() == "title").map(Element::text).unwrap_or_default();
    TITLES.iter().any(|start| title.trim_start().starts_with(start))
}

/// Whether an item is a comment: it has no recording, and its address leads to a comment (WordPress) or it answers something (RFC 4685 §3).
fn is_comment(feed: &Feed<'_, '_>, item: Element<'_, '_>) -> bool {
    let is_link = |child: &Element<'_, '_>| matches!(child.local(), "link" | "guid" | "id");
    let leads_to_comment = |child: Element<'_, '_>| child.text().contains("#comment-");
    let answers = |child: Element<'_, '_>| child.local() == "in-reply-to" && feed.spaces.of(child) == Space::Thread;
    item.children().all(|child| child.local() != "enclosure")
        && (item.children().filter(is_link).any(leads_to_comment) || item.children().any(answers))
}
