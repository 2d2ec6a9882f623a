//! What must hold of everything that is read, whatever it is.

use aircheck::episode::{self, Scope};
use aircheck::link::{self, Link};
use aircheck::lint;
use aircheck::source::{Document, Kind, Origin};
use aircheck::text::decode;
use url::Url;

/// Reads `bytes` as a document of `kind` as a run does, with and without looking for the notes.
///
/// # Panics
/// Where a place lies outside of the document.
pub fn read(bytes: &[u8], kind: Kind) {
    let base = Url::parse("https://show.example/episodes/1").ok();
    let rules = lint::Options { on: lint::RULES.iter().map(|rule| rule.code.to_owned()).collect(), ..lint::Options::default() };
    let document = Document::new(Origin::Stdin, kind, decode(bytes, None), base);
    for scope in [Scope::Notes, Scope::Page] {
        let options = episode::Options { scope, ..episode::Options::default() };
        let Ok(episodes) = episode::read(&document, &options) else { continue };
        let links = link::extract(&document, 0, &episodes, 0, &link::Options::default());
        for found in &links {
            places_lie_inside(&document, found);
        }
        for (number, episode) in episodes.iter().enumerate() {
            let mut own: Vec<Link> = links.iter().filter(|link| link.episode == number).cloned().collect();
            lint::examine(&document, episode, &mut own, &rules);
        }
    }
}

fn places_lie_inside(document: &Document, link: &Link) {
    assert!(!link.places.is_empty(), "{link:?}");
    for place in &link.places {
        assert!(place.position.line >= 1 && place.position.column >= 1, "{link:?}");
        let Some(span) = place.span else { continue };
        assert!(document.text.get(span.start..span.end).is_some(), "{link:?}");
    }
}
