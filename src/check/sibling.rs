//! What a site says at an address that was made up: one answer a site and run, or a script to which a query says what to show.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use foldhash::HashMap;
use tokio::sync::OnceCell;
use url::Url;

use super::likeness::Likeness;
use super::made_up::MadeUp;
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

/// What a made-up address gave.
#[derive(Debug, Default)]
struct Sibling {
    /// The page, if it was one.
    answer: OnceCell<Option<Likeness>>,
    tries: AtomicUsize,
}

/// A site failed to say what it says.
struct NoAnswer;

impl Sibling {
    /// The page at a made-up address, asked for unless that is known.
    async fn page(&self, net: &impl Net, made_up: &Url, budget: &Budget) -> Option<&Likeness> {
        let ask = async || {
            let made_up = Arc::new(made_up.clone());
            let budget = budget.of_one(&made_up);
            let is_last = self.tries.fetch_add(1, Ordering::Relaxed) + 1 >= MOST_TRIES;
            look(net, made_up, budget).await.or_else(|no_answer| if is_last { Ok(None) } else { Err(no_answer) })
        };
        self.answer.get_or_try_init(ask).await.ok()?.as_ref()
    }
}

/// What made-up addresses gave, by what they stand for.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    known: Mutex<HashMap<String, Arc<Sibling>>>,
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
            let made_up = MadeUp::like(beside, &page.facts);
            let known = self.of_place(&made_up.place);
            Question { page, made_up, known }
        })
    }

    fn of_place(&self, place: &str) -> Arc<Sibling> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(place.to_owned()).or_default())
    }
}

/// Whether a page stands at a made-up address as well.
pub(super) struct Question<'a> {
    page: &'a Page,
    made_up: MadeUp,
    known: Arc<Sibling>,
}

impl Question<'_> {
    /// The answer. The site is asked within a budget of its own, whatever is left of that of a target.
    pub(super) async fn answer(self, net: &impl Net, budget: &Budget) -> bool {
        let other = self.known.page(net, &self.made_up.url, budget).await;
        // Pages that a script makes are all alike.
        if self.made_up.is_by_query {
            return other.is_some_and(|other| other.is_all(self.page));
        }
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

    /// Whether the page of a record is what its script says to anyone, and how many requests that took, going by what it says of a number.
    async fn record(says: fn(&str) -> String) -> (bool, usize) {
        let fake = Arc::new(Fake::new(move |url, _| {
            let number = url.rsplit('=').next().unwrap_or_default();
            let status = if url.contains("no-such-page") { 404 } else { 200 };
            let body = Body { bytes: says(number).into(), end: BodyEnd::Complete };
            Ok(Response { body, ..Fake::with_headers(status, &[("content-type", "text/html")])? })
        }));
        let net = Fake::stack(&fake);
        let budget = Budget { timeout: Duration::from_secs(9), exceptions: Exceptions::default(), requests: 4 };
        let (siblings, mut is_same) = (Siblings::default(), false);
        for number in ["990", "991"] {
            let page: Arc<Url> = url(&format!("http://a.example/view.php?id={number}")).into();
            let seen = visit(&net, &Ask::of(Target::of(&page)), &page, Way::default(), budget.of(&page)).await;
            is_same = siblings.question(&seen).unwrap().answer(&net, &budget).await;
        }
        (is_same, fake.hits() - 2)
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_that_a_query_names_is_compared_with_one_that_nothing_has() {
        assert_eq!(record(|_| "<h1>Sorry</h1><p>There is no record.".to_owned()).await, (true, 1));
        assert_eq!(record(|number| format!("<h1>Sorry</h1><p>There is no record {number}.")).await, (true, 1));
        let found = |number: &str| match number {
            "991" => "<h1>Moths</h1><p>At night.".to_owned(),
            _ => "<h1>Sorry</h1><p>Nothing.".to_owned(),
        };
        assert_eq!(record(found).await, (false, 1));
        let picture = |number: &str| format!("<p>Next one</p><img src=/{number}.png>");
        assert_eq!(record(picture).await, (false, 1), "what it shows is a picture");
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
