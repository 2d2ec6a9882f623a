//! What a site says at an address that was made up: one question a site and run.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;
use url::Url;

use super::visit::{Visit, visit};
use super::{Ask, End, PageFacts, Spot};
use crate::link::Target;
use crate::net::{Net, Way};

/// Pages with less visible text than this, in characters, may be all that a site says to anyone.
const THIN: usize = 400;

/// Pages with less text than this and scripts are empty until the scripts have run.
const SHELL: usize = 40;

/// What made-up addresses gave, by host.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    known: Mutex<HashMap<String, Arc<OnceCell<Option<PageFacts>>>>>,
}

impl Siblings {
    /// Whether the page that was seen stands at a made-up address of its site as well. Asks the site only where the page gives reason to.
    pub(super) async fn same(&self, net: &impl Net, seen: &Visit, budget: Duration) -> bool {
        let End::Answered { status: 200, page: Some(page), .. } = &seen.trace.end else { return false };
        let Some(made_up) = made_up(&seen.trace.last) else { return false };
        if !gives_reason(page) {
            return false;
        }
        let cell = self.cell(made_up.host_str().unwrap_or_default());
        let other = cell.get_or_init(|| look(net, made_up, budget)).await;
        other.as_ref().is_some_and(|other| alike(page, other))
    }

    fn cell(&self, host: &str) -> Arc<OnceCell<Option<PageFacts>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(host.to_owned()).or_default())
    }
}

/// The page at a made-up address; `None` if the site says that there is none, as it should.
async fn look(net: &impl Net, made_up: Url, budget: Duration) -> Option<PageFacts> {
    let ask = Ask::of(Target::of(&made_up));
    match visit(net, &ask, Way::default(), budget).await.trace.end {
        End::Answered { status: 200..300, page: Some(page), .. } => Some(*page),
        _ => None,
    }
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

/// Whether a page might be what the site says to everyone: it apologises, or it is thin and no script will fill it.
fn gives_reason(page: &PageFacts) -> bool {
    if page.challenge.is_some() || page.password_field || (page.scripts > 0 && page.text_length < SHELL) {
        return false;
    }
    let is_thin = page.text_length < THIN;
    match page.apology {
        Some((_, Spot::Title | Spot::Heading)) => true,
        Some((_, Spot::Text)) => is_thin,
        None => is_thin && page.scripts == 0,
    }
}

/// Whether two pages are one page but for an address that it repeats.
fn alike(one: &PageFacts, other: &PageFacts) -> bool {
    let close = one.text_length.abs_diff(other.text_length) <= 60 + one.text_length / 20;
    let same_words = || {
        let (a, b): (Vec<&str>, Vec<&str>) = (one.text.split(' ').collect(), other.text.split(' ').collect());
        let same = a.iter().zip(&b).filter(|(x, y)| x == y).count();
        same * 10 >= a.len().max(b.len()) * 8
    };
    close && one.headings == other.headings && same_words()
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
        assert!(!gives_reason(&PageFacts { scripts: 1, ..page("An application", "Loading") }));
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
