//! What is to be written instead of a link's address, and where.

use url::Url;

use crate::check::{self, Outcome, Outcomes};
use crate::link::{Address, Link};
use crate::text::Span;
use crate::verdict::{self, Class, Policy, Reason};

/// A better address for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Replacement {
    /// The address, fragment included.
    url: Url,
    reason: Reason,
}

/// A better address for one place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The bytes of the old address in the document's text.
    pub span: Span,
    /// What the old address means; `None` where it means nothing.
    pub from: Option<Url>,
    /// The new address.
    pub to: Url,
    /// Why.
    pub reason: Reason,
}

impl Wanted {
    /// Whether the old address is encrypted on its way and the new one isn't.
    #[must_use]
    pub fn loses_encryption(&self) -> bool {
        self.from.as_ref().is_some_and(|from| from.scheme() == "https") && self.to.scheme() == "http"
    }
}

/// What may be written instead of a link's address: where it has moved for good, or what was meant by a flawed one, if that works.
fn replacement(link: &Link, outcome: &Outcome, policy: &Policy) -> Option<Replacement> {
    if link.ignored.is_some() {
        return None;
    }
    let Address::Flawed(flaw) = &link.address else { return moved(link, outcome, policy) };
    let mended = flaw.mended.as_ref()?;
    let reason = verdict::judge(link, Some(outcome), policy).reason;
    let meant = Link { address: Address::Web(mended.clone()), ..link.clone() };
    if let Some(further) = moved(&meant, outcome, policy) {
        return Some(Replacement { reason, ..further });
    }
    let works = matches!(verdict::judge(&meant, Some(outcome), policy).class, Class::Ok | Class::Redirected);
    works.then(|| Replacement { url: Url::clone(mended), reason })
}

fn moved(link: &Link, outcome: &Outcome, policy: &Policy) -> Option<Replacement> {
    let verdict = verdict::judge(link, Some(outcome), policy);
    let for_good = matches!(verdict.reason, Reason::MovedPermanently | Reason::MovedPartly);
    let url = verdict.suggestion.filter(|_| for_good).and_then(|text| Url::parse(&text).ok())?;
    Some(Replacement { url, reason: verdict.reason })
}

/// The places of a document that want a better address, in order, none within another. `links` are those of the document, `text` is its text, and
/// `copy` gives the archived copy of a broken link's page, if it is to be linked instead.
///
/// Relative addresses and host names of running text that mean something else than they say are left alone: a whole URL would change more than
/// where they lead.
#[must_use]
pub fn wanted(
    links: &[&Link],
    text: &str,
    outcomes: &Outcomes,
    policy: &Policy,
    copy: impl Fn(&Link) -> Option<Url>,
) -> Vec<Wanted> {
    let mut all = Vec::new();
    for link in links {
        let Some(outcome) = check::outcome_of(outcomes, link) else { continue };
        let archived = || {
            let reason = verdict::judge(link, Some(outcome), policy).reason;
            copy(link).map(|url| Replacement { url, reason })
        };
        let Some(Replacement { url, reason }) = replacement(link, outcome, policy).or_else(archived) else { continue };
        all.extend(of_link(link, &url, reason).filter(|place| is_whole(link, text.get(place.span.range()))));
    }
    in_order(all)
}

/// The places of a link, all with the same wish.
pub(super) fn of_link<'a>(link: &'a Link, to: &'a Url, reason: Reason) -> impl Iterator<Item = Wanted> + 'a {
    let from = match &link.address {
        Address::Web(url) => Some(Url::clone(url)),
        _ => None,
    };
    let spans = link.places.iter().filter_map(|place| place.span).filter(|span| !span.is_empty());
    spans.map(move |span| Wanted { span, from: from.clone(), to: to.clone(), reason })
}

/// Whether the address stands there with its scheme, or is flawed and so rewritten as a whole.
fn is_whole(link: &Link, raw: Option<&str>) -> bool {
    let Some(raw) = raw else { return false };
    let start = &raw.as_bytes()[..raw.len().min(SCHEME)];
    // The scheme itself may be spelt with escapes, or broken over lines.
    let is_escaped = || start.iter().any(|byte| matches!(byte, b'&' | b'\\' | b'\t' | b'\n' | b'\r'));
    matches!(link.address, Address::Flawed(_)) || has_scheme(raw) || is_escaped() && has_scheme(&link.href)
}

/// The length of the shortest scheme.
const SCHEME: usize = "http".len();

/// Whether an address begins with its scheme, or with that of its page: `//`.
fn has_scheme(address: &str) -> bool {
    let start: String =
        address.trim_start().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).take(SCHEME).collect();
    start.eq_ignore_ascii_case("http") || start.starts_with("//")
}

/// Sorted, each place once, and none that overlaps an earlier one.
pub(super) fn in_order(mut all: Vec<Wanted>) -> Vec<Wanted> {
    all.sort_by_key(|wanted| wanted.span);
    let mut free = 0;
    all.retain(|wanted| {
        let fits = wanted.span.start >= free;
        free = if fits { wanted.span.end } else { free };
        fits
    });
    all
}
