//! Names of sites: every page of a site has its name, so that it says nothing of one page.

use url::Url;

use crate::text::words;

/// What links to any page of a site say beside its name: "Listen on Podhive".
const CALLS: &[&str] = &[
    "listen",
    "watch",
    "read",
    "subscribe",
    "follow",
    "find",
    "play",
    "hear",
    "stream",
    "us",
    "me",
    "on",
    "at",
    "to",
    "in",
    "the",
    "via",
    "höre",
    "hören",
    "anhören",
    "auf",
    "bei",
    "écouter",
    "écoutez",
    "sur",
    "escuchar",
    "escucha",
    "en",
    "ascolta",
    "su",
    "ouça",
    "no",
    "luister",
    "op",
];

/// Whether a text is no more than the name of the site at `url`: "Pod Hive" of `www.podhive.example`.
pub(super) fn is_name(url: &Url, text: &str) -> bool {
    let Some(host) = url.domain() else { return false };
    let words: Vec<String> = words(text).map(str::to_lowercase).collect();
    let parts = || host.split(['.', '-']);
    let whole = words.concat();
    let is_label = |label: &str| label.len() > 2 && label.replace('-', "") == whole;
    !words.is_empty()
        && (is_made_of(&words, |word| parts().any(|part| part == word))
            || host.split('.').any(is_label)
            || without_www(host).replace(['.', '-'], "") == whole)
}

/// What shows add to their names for a domain of their own, in front and behind.
const BEFORE: &[&str] = &["the", "get", "my"];
const BEHIND: &[&str] = &["podcast", "podcasts", "pod", "cast", "show", "radio", "fm", "live", "hq"];

/// A show's name without what shows add to theirs has so many bytes or more.
const SHORTEST: usize = 4;

/// Whether the site at `url` has the name of a show for its own: "Night Watch" has `thenightwatchpod.example`.
pub(super) fn is_of_show(url: &Url, name: &str) -> bool {
    let whole = words(name).map(str::to_lowercase).collect::<String>();
    let name = core(&whole);
    let is_spelt = name.len() >= SHORTEST && name.chars().any(char::is_alphabetic);
    let mut labels = url.domain().unwrap_or_default().split('.').rev().skip(1);
    is_spelt && labels.any(|label| core(&label.replace('-', "")) == name)
}

/// A name without what shows add to theirs.
fn core(name: &str) -> &str {
    let name = BEFORE.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    BEHIND.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name)
}

/// The host of a URL, without the `www.` that is no part of a site's name.
pub(super) fn host(url: &Url) -> &str {
    without_www(url.host_str().unwrap_or_default())
}

fn without_www(host: &str) -> &str {
    host.trim_start_matches("www.")
}

/// Whether words are those of a name, and calls.
fn is_made_of(words: &[String], is_of_name: impl Fn(&str) -> bool) -> bool {
    words.iter().all(|word| is_of_name(word) || CALLS.contains(&word.as_str()))
        && words.iter().any(|word| is_of_name(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_site_is_made_of_its_host() {
        let is = |host: &str, text: &str| is_name(&Url::parse(&format!("https://{host}/x")).unwrap(), text);
        for (host, text) in [
            ("podhive.example", "Podhive"),
            ("www.pod-hive.example", "Pod Hive"),
            ("podhive.example", "Pod Hive"),
            ("podhive.fm", "Podhive.fm"),
            ("podhive.fm", "Listen on Podhive"),
            ("listen.podhive.fm", "PodHive Listen"),
        ] {
            assert!(is(host, text), "{host} {text}");
        }
        for (host, text) in [
            ("podhive.example", "Podhive hour"),
            ("podhive.example", ""),
            ("podhive.example", "Hive"),
            ("podhive.example", "Listen"),
        ] {
            assert!(!is(host, text), "{host} {text}");
        }
    }
    #[test]
    fn a_show_adds_to_its_name() {
        let is = |host: &str, name: &str| is_of_show(&Url::parse(&format!("https://{host}/")).unwrap(), name);
        for (host, name) in [
            ("www.nightwatchpod.example", "nightwatch"),
            ("thenightwatch.example", "night-watch"),
            ("night-watch-radio.example", "nightwatch"),
            ("nightwatch.example", "the-night-watch-podcast"),
            ("nightwatch.fm", "Nightwatch"),
        ] {
            assert!(is(host, name), "{host} {name}");
        }
        for (host, name) in [
            ("podhive.example", "nightwatch"),
            ("nightwatchmen.example", "nightwatch"),
            ("thepodcast.example", "podcast"),
            ("getshow.example", "the-show"),
            ("pod2019.example", "2019"),
            ("podhive.radio", "radio"),
        ] {
            assert!(!is(host, name), "{host} {name}");
        }
    }
}
