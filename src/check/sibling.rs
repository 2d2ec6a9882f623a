//! What a site says at an address that was made up: one answer a site and run.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use foldhash::HashMap;
use tokio::sync::OnceCell;
use url::Url;

use super::likeness::Likeness;
use super::page::Page;
use super::visit::{Visit, visit};
use super::{Ask, Budget, End, PageFacts, Spot, Subject};
use crate::link::Target;
use crate::link::home::is_home;
use crate::net::{Net, Way};

/// Pages with less visible text than this, in characters, may be all that a site says to anyone.
const THIN: usize = 400;

/// Pages with less text than this and scripts are empty until the scripts have run.
pub(super) const SHELL: usize = 40;

/// A site that fails to answer isn't asked more often than this.
const MOST_TRIES: usize = 2;

/// What the made-up address of a host gave.
#[derive(Debug, Default)]
struct MadeUp {
    /// The page, if it was one.
    answer: OnceCell<Option<Likeness>>,
    tries: AtomicUsize,
}

/// A site failed to say what it says.
struct NoAnswer;

impl MadeUp {
    /// The page at an address beside `url`, asked for unless that is known.
    async fn page(&self, net: &impl Net, url: &Url, budget: &Budget) -> Option<&Likeness> {
        let ask = async || {
            let made_up = Arc::new(made_up(url));
            let budget = budget.of_one(&made_up);
            let is_last = self.tries.fetch_add(1, Ordering::Relaxed) + 1 >= MOST_TRIES;
            look(net, made_up, budget).await.or_else(|no_answer| if is_last { Ok(None) } else { Err(no_answer) })
        };
        self.answer.get_or_try_init(ask).await.ok()?.as_ref()
    }
}

/// What made-up addresses gave, by host.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    known: Mutex<HashMap<String, Arc<MadeUp>>>,
}

impl Siblings {
    /// Whether the page that was seen stands at a made-up address of its site as well, as a question; `None` where the page gives no reason to ask.
    pub(super) fn question<'a>(&self, seen: &'a Visit) -> Option<Question<'a>> {
        let (End::Answered { status: 200, .. }, Some(page)) = (&seen.trace.end, &seen.page) else { return None };
        // A home page has no siblings.
        let beside = Some(&*seen.trace.last).filter(|url| url.path() != "/" || url.query().is_some())?;
        // A home page may well show what a site shows everywhere.
        let strays = !page.on_subject && !page.is_app && !is_home(&seen.trace.last);
        let has_reason = may_be_for_all(&page.facts) && (strays || gives_reason(&page.facts));
        has_reason.then(|| {
            let known = self.of_host(beside.host_str().unwrap_or_default());
            Question { page, beside, known }
        })
    }

    fn of_host(&self, host: &str) -> Arc<MadeUp> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(host.to_owned()).or_default())
    }
}

/// Whether a page stands at a made-up address as well.
pub(super) struct Question<'a> {
    page: &'a Page,
    /// Where it stands.
    beside: &'a Url,
    known: Arc<MadeUp>,
}

impl Question<'_> {
    /// The answer. The site is asked within a budget of its own, whatever is left of that of a target.
    pub(super) async fn answer(self, net: &impl Net, budget: &Budget) -> bool {
        let other = self.known.page(net, self.beside, budget).await;
        let is_long = self.page.facts.text_length >= THIN && self.page.facts.apology.is_none();
        other.is_some_and(|other| other.is_of(self.page) && (!is_long || other.is_nearly(self.page)))
    }
}

/// The page at a made-up address; `None` if the site says that there is none, as it should.
async fn look(net: &impl Net, made_up: Arc<Url>, budget: Duration) -> Result<Option<Likeness>, NoAnswer> {
    let ask = Ask { subject: Subject::of_nothing(), ..Ask::of(Target::of(&made_up)) };
    let seen = visit(net, &ask, &made_up, Way::default(), budget).await;
    let page = match seen.trace.end {
        End::Failed(_) | End::Answered { status: 429 | 500.., .. } => return Err(NoAnswer),
        End::Answered { status: 200..300, .. } => seen.page,
        _ => None,
    };
    Ok(page.map(Likeness::of))
}

/// An address beside `url` that nobody can have made.
fn made_up(url: &Url) -> Url {
    let mut hasher = DefaultHasher::new();
    url.host_str().hash(&mut hasher);
    let name = format!("{:x}-no-such-page", hasher.finish());
    let mut made_up = url.join(&name).expect("an address of the web has others beside it");
    made_up.set_fragment(None);
    made_up
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Apology;
    use crate::net::fake::Fake;
    use crate::net::{Body, BodyEnd, Exceptions, Response};

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    fn page(title: &str, text: &str) -> PageFacts {
        PageFacts { title: title.into(), text: text.into(), text_length: text.len(), ..PageFacts::default() }
    }

    /// How often a made-up address is asked for in four looks, and whether the last finds its page, if it is first answered so.
    async fn asked(statuses: &'static [u16]) -> (usize, bool) {
        let fake = Arc::new(Fake::new(|url, hit| {
            let status = if url.ends_with("-no-such-page") { *statuses.get(hit - 1).unwrap_or(&200) } else { 200 };
            let body = Body { bytes: "<p>Hmm.".into(), end: BodyEnd::Complete };
            Ok(Response { body, ..Fake::with_headers(status, &[("content-type", "text/html")])? })
        }));
        let net = Fake::stack(&fake);
        let budget = Budget { timeout: Duration::from_secs(9), exceptions: Exceptions::default(), requests: 4 };
        let page: Arc<Url> = url("http://a.example/x").into();
        let seen = visit(&net, &Ask::of(Target::of(&page)), &page, Way::default(), budget.of(&page)).await;
        let siblings = Siblings::default();
        let mut is_same = false;
        for _ in 0..4 {
            is_same = siblings.question(&seen).unwrap().answer(&net, &budget).await;
        }
        (fake.hits() - 1, is_same)
    }

    #[tokio::test(start_paused = true)]
    async fn only_answers_are_remembered() {
        assert_eq!(asked(&[200]).await, (1, true));
        assert_eq!(asked(&[404]).await, (1, false));
        assert_eq!(asked(&[503, 200]).await, (2, true));
        assert_eq!(asked(&[429, 500, 200]).await, (2, false), "who fails twice isn't asked again");
    }

    #[test]
    fn a_made_up_address_stands_beside_its_page() {
        let sibling = made_up(&url("https://a.example/b/c?d#e"));
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
}
