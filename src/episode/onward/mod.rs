//! Onward: where else the episodes are that a document only names.
//!
//! A sitemap names pages and further sitemaps, a list of episodes links to their pages, a feed to the pages of its items, and an item to a file with
//! its chapters. What is found here is read as a source of its own; nothing here asks the web.

mod follow;
pub mod sitemap;

pub use follow::{Follow, FollowError, links};

use std::collections::BTreeSet;

use url::Url;

use super::{Episode, LinkKind};

/// The pages of episodes, in their order, each once. An episode without one has none here.
pub fn pages(episodes: &[Episode]) -> Vec<Url> {
    once(episodes.iter().filter_map(|episode| episode.page.clone()))
}

/// The chapters files of an episode: what `podcast:chapters` names. Inline chapters need no file.
pub fn chapters(episode: &Episode) -> Vec<Url> {
    let files = episode
        .mentions
        .iter()
        .filter(|mention| mention.kind == LinkKind::Chapter && mention.field == Some("podcast:chapters"));
    once(files.filter_map(|file| {
        let href = file.href.trim();
        let url = file.base.as_ref().map_or_else(|| Url::parse(href), |base| base.join(href)).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }))
}

/// The URLs without their fragments, each where it comes first.
pub fn once(urls: impl Iterator<Item = Url>) -> Vec<Url> {
    let mut seen = BTreeSet::new();
    urls.map(|mut url| {
        url.set_fragment(None);
        url
    })
    .filter(|url| seen.insert(url.as_str().to_owned()))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::feed;
    use crate::source::{Document, Kind, Origin};

    fn episodes(text: &str) -> Vec<Episode> {
        let document = Document::from_text(Origin::Stdin, Kind::Feed, text.to_owned(), None);
        feed::read(&document).unwrap()
    }

    fn texts(urls: &[Url]) -> Vec<&str> {
        urls.iter().map(Url::as_str).collect()
    }

    #[test]
    fn a_feed_leads_to_the_pages_of_its_items() {
        let episodes = episodes(include_str!("../../../fixtures/feeds/fireside.xml"));
        assert_eq!(texts(&pages(&episodes)), ["https://tidalflats.example/12", "https://tidalflats.example/11"]);
    }

    #[test]
    fn only_a_file_of_chapters_is_one() {
        let episodes = episodes(include_str!("../../../fixtures/feeds/buzzsprout.xml"));
        assert_eq!(texts(&chapters(&episodes[0])), ["https://www.buzzsprout.example/1/7/chapters.json"]);
    }

    #[test]
    fn each_page_comes_once() {
        let url = |text: &str| Url::parse(text).unwrap();
        let urls =
            once([url("https://a.example/1#x"), url("https://a.example/2"), url("https://a.example/1")].into_iter());
        assert_eq!(texts(&urls), ["https://a.example/1", "https://a.example/2"]);
    }
}
