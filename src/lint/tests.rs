//! What the rules' own tests share, and what holds for all of them.

use std::collections::BTreeSet;

use super::*;
use crate::episode::{Content, Fragment, markdown};
use crate::link;
use crate::source::{Kind, Origin};
use crate::text::SourceMap;

/// The findings of one rule, as `href: message` and `message`, in Markdown notes.
pub(super) fn in_markdown(code: &str, notes: &str) -> Vec<String> {
    let document = Document::from_text(
        Origin::File("ep.md".into()),
        Kind::Markdown,
        notes.to_owned(),
        Url::parse("https://show.example.net/7").ok(),
    );
    let episode = markdown::read(&document);
    told(code, &document, &episode)
}

/// The same in the fields of a feed's item, each HTML.
pub(super) fn in_fields(code: &str, fields: &[(&'static str, &str)]) -> Vec<String> {
    let whole: String = fields.iter().map(|(_, html)| *html).collect();
    let mut start = 0;
    let fragment = |(field, html): &(&'static str, &str)| {
        let map = SourceMap::identity(start, html.len());
        start += html.len();
        Fragment { field: Some(field), base: None, content: Content::Html { text: (*html).to_owned(), map } }
    };
    let episode = Episode { notes: fields.iter().map(fragment).collect(), ..Episode::default() };
    told(code, &Document::from_text(Origin::Stdin, Kind::Feed, whole, None), &episode)
}

/// The same for an episode that was made by hand.
pub(super) fn told(code: &str, document: &Document, episode: &Episode) -> Vec<String> {
    let mut links = link::extract(document, 0, std::slice::from_ref(episode), 0, &link::Options::default());
    let off = RULES.iter().map(|rule| rule.code.to_owned()).filter(|other| other != code).collect();
    let options = Options { on: BTreeSet::from([code.to_owned()]), off, draft: true };
    let remarks = examine(document, episode, &mut links, &options);
    let tell = |link: &Link, lint: &Lint| match &lint.suggestion {
        Some(better) => format!("{}: {} → {better}", link.href, lint.message),
        None => format!("{}: {}", link.href, lint.message),
    };
    let of_links =
        links.iter().flat_map(|link| link.lints.iter().filter(|lint| lint.code == code).map(|lint| tell(link, lint)));
    of_links.chain(remarks.iter().map(|remark| remark.message.clone())).collect()
}

/// The links of Markdown notes, with the remarks of all rules that are on by default.
pub(super) fn found(notes: &str) -> Vec<Link> {
    let page = Url::parse("https://show.example.net/7").ok();
    let document = Document::from_text(Origin::Stdin, Kind::Markdown, notes.to_owned(), page);
    let episode = markdown::read(&document);
    let mut links = link::extract(&document, 0, std::slice::from_ref(&episode), 0, &link::Options::default());
    examine(&document, &episode, &mut links, &Options::default());
    links
}

/// The addresses that a rule speaks of.
pub(super) fn flagged(code: &str, notes: &str) -> Vec<String> {
    in_markdown(code, notes).into_iter().map(|told| told.split(": ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn codes_are_unique_and_every_rule_explains_itself() {
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    for rule in RULES {
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.code);
        assert!(rule.help.len() > 60 && rule.help.ends_with('.') && !rule.title.ends_with('.'), "{}", rule.code);
        assert!(super::rule(rule.code).is_some());
    }
}

#[test]
fn sound_notes_have_nothing_above_a_hint() {
    let notes = "# Seven\n\nWe compare Next.js with Node.js in Terminal.app, see package.json and [99designs.com/reply](http://gimlet.media/RA99designs).\n\n\
        - [a](https://en.wikipedia.org/wiki/Wiz,_Inc.) [b](https://blog.linuxmint.com/?p=3978) [c](https://coderbytes.herokuapp.com/)\n\
        - [d](https://web.archive.org/web/20061101221801/http://haveamint.com/) [Python.NET](https://pythonnet.github.io/) [e](#t=00:34)\n\
        - [f](https://example.org:8443/a?x=1;y=2#z)\n";
    let document = Document::from_text(
        Origin::Stdin,
        Kind::Markdown,
        notes.to_owned(),
        Url::parse("https://show.example.net/7").ok(),
    );
    let episode = markdown::read(&document);
    let mut links = link::extract(&document, 0, std::slice::from_ref(&episode), 0, &link::Options::default());
    let remarks = examine(&document, &episode, &mut links, &Options::default());
    let codes: BTreeSet<_> = links.iter().flat_map(|link| &link.lints).map(|lint| lint.code).collect();
    assert_eq!((remarks, codes), (vec![], BTreeSet::from(["insecure-http"])));
}

#[test]
fn rules_can_be_turned_on_and_off() {
    let notes = "[a](https://bit.ly/x) [b](http://b.example/)";
    assert_eq!(flagged("shortener", notes), ["https://bit.ly/x"]);
    let off = Options {
        off: BTreeSet::from(["insecure-http".to_owned()]),
        on: BTreeSet::from(["insecure-http".to_owned()]),
        draft: false,
    };
    assert!(!off.applies(rule("insecure-http").unwrap()) && !off.applies(rule("shortener").unwrap()));
}

#[test]
fn ignored_links_and_those_of_the_host_are_left_alone() {
    assert!(
        flagged("insecure-http", "<!-- aircheck: ignore --> [a](http://a.example/) [p](http://acast.com/privacy)")
            .is_empty()
    );
    assert_eq!(flagged("missing-scheme", "[a](shop.com)"), ["shop.com"]);
    assert!(flagged("missing-scheme", "<!-- aircheck: ignore --> [a](shop.com)").is_empty());
}
