//! What a site says at an address that was made up: one question a site and run.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;
use url::Url;

use super::page::{ENOUGH_TEXT, Page};
use super::sketch::Sketch;
use super::visit::{Visit, visit};
use super::{Ask, End, PageFacts, Spot, Subject};
use crate::link::Target;
use crate::link::home::is_home;
use crate::net::{Net, Way};

/// Pages with less visible text than this, in characters, may be all that a site says to anyone.
const THIN: usize = 400;

/// Pages with less text than this and scripts are empty until the scripts have run.
pub(super) const SHELL: usize = 40;

/// What the made-up address of a host gave, if it was a page.
type MadeUp = OnceCell<Option<Box<Page>>>;

/// What made-up addresses gave, by host.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    known: Mutex<HashMap<String, Arc<MadeUp>>>,
}

impl Siblings {
    /// Whether the page that was seen stands at a made-up address of its site as well. Asks the site only where the page gives reason to.
    pub(super) async fn same(&self, net: &impl Net, seen: &Visit, budget: Duration) -> bool {
        let (End::Answered { status: 200, .. }, Some(page)) = (&seen.trace.end, &seen.page) else { return false };
        let Some(made_up) = made_up(&seen.trace.last) else { return false };
        // A home page may well show what a site shows everywhere.
        let strays = !page.on_subject && !page.is_app && !is_home(&seen.trace.last);
        if !may_be_for_all(&page.facts) || !(strays || gives_reason(&page.facts)) {
            return false;
        }
        let cell = self.cell(made_up.host_str().unwrap_or_default());
        let other = cell.get_or_init(|| look(net, made_up.into(), budget)).await;
        let is_long = page.facts.text_length >= THIN && page.facts.apology.is_none();
        other
            .as_ref()
            .is_some_and(|other| alike(&page.facts, &other.facts) && (!is_long || page.sketch.is_nearly(&other.sketch)))
    }

    fn cell(&self, host: &str) -> Arc<MadeUp> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(host.to_owned()).or_default())
    }
}

/// The page at a made-up address; `None` if the site says that there is none, as it should.
async fn look(net: &impl Net, made_up: Arc<Url>, budget: Duration) -> Option<Box<Page>> {
    let ask = Ask { subject: Subject::of_nothing(), ..Ask::of(Target::of(&made_up)) };
    let seen = visit(net, &ask, &made_up, Way::default(), budget).await;
    let page = seen.page.filter(|_| matches!(seen.trace.end, End::Answered { status: 200..300, .. }))?;
    // It is kept for as long as its host may be asked: without what is never compared, such as all the words of a page that is short.
    let sketch = if page.facts.text_length < THIN / 2 { Sketch::default() } else { page.sketch };
    Some(Box::new(Page { facts: page.facts, sketch, ..Page::default() }))
}

/// An address beside `url` that nobody can have made; `None` for a home page, which has no siblings.
fn made_up(url: &Url) -> Option<Url> {
    if url.path() == "/" && url.query().is_none() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    url.host_str().hash(&mut hasher);
    let name = format!("{:x}-no-such-page", hasher.finish());
    let mut made_up = url.join(&name).ok()?;
    made_up.set_fragment(None);
    Some(made_up)
}

/// Whether a page is neither a wall nor one that scripts will fill.
fn may_be_for_all(page: &PageFacts) -> bool {
    page.challenge.is_none() && !page.password_field && (page.scripts == 0 || page.text_length >= SHELL)
}

/// Whether a page might be what the site says to everyone: it apologises, or it is thin and no script will fill it. A page may also stray from what
/// its links say.
fn gives_reason(page: &PageFacts) -> bool {
    let is_thin = page.text_length < THIN;
    match page.apology {
        Some((_, Spot::Title | Spot::Heading)) => true,
        Some((_, Spot::Text)) => is_thin,
        // It says so itself.
        Some((_, Spot::Source)) => false,
        None => is_thin && page.scripts == 0,
    }
}

/// Whether two pages are one page but for an address that it repeats, as far as both were read: one may have been read further than the other.
fn alike(one: &PageFacts, other: &PageFacts) -> bool {
    let read = |page: &PageFacts| page.text_length.min(ENOUGH_TEXT);
    let close = read(one).abs_diff(read(other)) <= 60 + read(one) / 20;
    let same_headings = one.headings.iter().zip(&other.headings).all(|(a, b)| a == b)
        && one.headings.is_empty() == other.headings.is_empty();
    let same_words = || {
        let (a, b): (Vec<&str>, Vec<&str>) = (one.text.split(' ').collect(), other.text.split(' ').collect());
        let same = a.iter().zip(&b).filter(|(x, y)| x == y).count();
        same * 10 >= a.len().max(b.len()) * 8
    };
    close && same_headings && same_words()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Apology;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    fn page(title: &str, text: &str) -> PageFacts {
        PageFacts { title: title.into(), text: text.into(), text_length: text.len(), ..PageFacts::default() }
    }

    #[test]
    fn a_home_page_has_no_siblings() {
        assert_eq!(made_up(&url("https://a.example/")), None);
        let sibling = made_up(&url("https://a.example/b/c?d#e")).unwrap();
        assert!(sibling.as_str().starts_with("https://a.example/b/") && sibling.query().is_none());
    }

    #[test]
    fn thin_pages_and_apologies_give_reason() {
        assert!(gives_reason(&page("A site", "Hmm.")));
        assert!(!gives_reason(&page("A site", &"long ".repeat(200))));
        let apology = Some((Apology::NotFound, Spot::Title));
        assert!(gives_reason(&PageFacts { apology, ..page("Oops", &"long ".repeat(200)) }));
        assert!(!may_be_for_all(&PageFacts { scripts: 1, ..page("An application", "Loading") }));
    }

    #[test]
    fn pages_are_alike_although_they_repeat_their_address() {
        let text = "Hmm. Nothing lives at the address of yours so head back to the start page /x";
        assert!(alike(&page("A", text), &page("A", &text.replace("/x", "/y"))));
        assert!(!alike(
            &page("A", text),
            &page("A", "Something else altogether, which is about as long as the other text is.")
        ));
    }
}
