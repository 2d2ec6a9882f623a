//! A page in its edition for phones.

use url::Url;

use super::{Findings, Level, Rule, Scene};

pub(super) const CODE: &str = "mobile-host";

pub(super) const RULE: Rule = Rule {
    code: CODE,
    level: Level::Note,
    on: true,
    title: "the edition for phones",
    help: "The address leads everybody to the edition for phones, also those who sit at a desk. The desktop address \
           sends phones to their own edition, so it serves both. Only sites where the two are known to match are \
           reported.",
    check,
};

/// Hosts of editions for phones, and the hosts that serve everybody.
const HOSTS: &[(&str, &str)] = &[
    ("m.youtube.com", "www.youtube.com"),
    ("mobile.twitter.com", "twitter.com"),
    ("mobile.x.com", "x.com"),
    ("m.twitter.com", "twitter.com"),
    ("m.facebook.com", "www.facebook.com"),
    ("m.imdb.com", "www.imdb.com"),
    ("m.soundcloud.com", "soundcloud.com"),
    ("m.twitch.tv", "www.twitch.tv"),
    ("m.vk.com", "vk.com"),
    ("m.reddit.com", "www.reddit.com"),
    ("i.reddit.com", "www.reddit.com"),
    ("m.tiktok.com", "www.tiktok.com"),
    ("m.yelp.com", "www.yelp.com"),
];

/// Wikis whose phone edition puts an `m` behind the language.
const WIKIS: &[&str] = &["wikipedia.org", "wiktionary.org", "wikiquote.org", "wikibooks.org"];

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        if let Some(better) = better(url) {
            found.link(index, "the address leads everybody to the edition for phones", Some(better.into()));
        }
    }
}

/// The address of the edition for everybody.
pub(super) fn better(url: &Url) -> Option<Url> {
    let host = url.host_str().and_then(desktop)?;
    let mut better = url.clone();
    better.set_host(Some(&host)).is_ok().then_some(better)
}

fn desktop(host: &str) -> Option<String> {
    let known = HOSTS.iter().find(|(phone, _)| *phone == host).map(|(_, all)| (*all).to_owned());
    known.or_else(|| {
        WIKIS.iter().find(|site| host.ends_with(*site))?;
        let (language, site) = host.split_once(".m.")?;
        WIKIS.contains(&site).then(|| format!("{language}.{site}"))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn the_host_for_everybody_is_offered() {
        let told = in_markdown(
            "mobile-host",
            "[a](https://en.m.wikipedia.org/wiki/A_(b)#c) [b](https://m.youtube.com/watch?v=1) [c](https://m.example/)",
        );
        assert!(
            told[0].ends_with("→ https://en.wikipedia.org/wiki/A_(b)#c")
                && told[1].ends_with("→ https://www.youtube.com/watch?v=1")
        );
        assert_eq!(told.len(), 2);
    }
}
