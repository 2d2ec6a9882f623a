//! Pages that wait for scripts to fill them.

use super::outline::Outline;
use crate::episode::dom::attr;

/// The most text that a page holds which leaves it to scripts to show anything, in characters.
pub(super) const MOST: usize = 300;

/// Whether a page waits for scripts to fill it: an empty element that frameworks mount to, or next to no text at all beside scripts.
pub(super) fn is_one(outline: &Outline<'_>) -> bool {
    const MOUNTS: &[&str] = &[
        "root",
        "app",
        "__next",
        "__nuxt",
        "___gatsby",
        "app-root",
        "main-app",
        "svelte",
        "react-root",
        "application",
        "ember-app",
    ];
    outline.items.iter().enumerate().any(|(at, item)| {
        let mount =
            attr(item.element, "id").is_some_and(|id| MOUNTS.contains(&id)) || item.element.name().ends_with("-root");
        mount && !outline.has_links(at)
    })
}
