//! Links with the same URL share it: of the links of a show, two in five have been there before.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Address, Link};

/// Lets all links with the same URL hold it together.
pub fn share_urls(links: &mut [Link]) {
    let mut known = HashSet::with_capacity(links.len());
    for link in links {
        let Address::Web(url) = &mut link.address else { continue };
        match known.get(url) {
            Some(first) => *url = Arc::clone(first),
            None => drop(known.insert(Arc::clone(url))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn only_the_same_url_is_shared() {
        let link = |url: &str| Link::to(Url::parse(url).unwrap());
        let mut links =
            ["https://a.example/", "https://b.example/", "https://a.example", "https://a.example/#x"].map(link);
        let before = links.clone();
        share_urls(&mut links);
        let same = |one: usize, other: usize| Arc::ptr_eq(links[one].asked().unwrap(), links[other].asked().unwrap());
        assert_eq!((same(0, 2), same(0, 1), same(0, 3)), (true, false, false));
        assert_eq!(links, before);
    }
}
