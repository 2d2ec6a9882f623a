//! One sentence of what happened and what to do, for an editor.

use std::borrow::Cow;

use url::Url;

use super::Reason;
use crate::check::{End, Outcome, PageFacts, Spot, Start};

/// The sentence of a reason.
pub(super) fn message(reason: Reason, url: &Url, outcome: &Outcome, suggestion: Option<&str>) -> Cow<'static, str> {
    let what = what(reason, url, outcome, suggestion);
    let advice = advice(reason);
    match (redirects_to(outcome, reason), advice) {
        (Some(last), "") => format!("it redirects to {last}: {what}").into(),
        (Some(last), advice) => format!("it redirects to {last}: {what}; {advice}").into(),
        (None, "") => what,
        (None, advice) => format!("{what}; {advice}").into(),
    }
}

/// Where the trouble is, if it isn't at the address itself.
fn redirects_to(outcome: &Outcome, reason: Reason) -> Option<String> {
    use Reason::{
        BadRedirect, ErrorPage, LeavesWeb, MovedPartly, MovedPermanently, OddRedirect, Ok, PrivateRedirect,
        RedirectLoop, Redirector, SentHome, SentToList, TemporaryRedirect, TooManyRedirects, TrivialRedirect,
    };
    let told_otherwise = matches!(
        reason,
        Ok | MovedPermanently
            | MovedPartly
            | TemporaryRedirect
            | TrivialRedirect
            | Redirector
            | SentHome
            | SentToList
            | ErrorPage
            | LeavesWeb
            | BadRedirect
            | OddRedirect
            | RedirectLoop
            | TooManyRedirects
            | PrivateRedirect
    );
    (!told_otherwise && !outcome.walk.hops.is_empty()).then(|| outcome.walk.last.to_string())
}

fn what(reason: Reason, url: &Url, outcome: &Outcome, suggestion: Option<&str>) -> Cow<'static, str> {
    let title = reason.text().title;
    let last = &outcome.walk.last;
    let said = match (reason, &outcome.walk.end) {
        (Reason::MovedPermanently | Reason::MovedPartly, _) => {
            format!("it has moved for good: write {}", suggestion.unwrap_or(last.as_str()))
        }
        (Reason::SentHome, _) => format!("it redirects to the home page {last}: the page itself is gone"),
        (Reason::SentToList, _) => format!("it redirects to {last}, a list: the page itself is gone"),
        (Reason::ErrorPage, _) => format!("it redirects to {last}, an error page"),
        (Reason::LeavesWeb, End::LeavesWeb(url)) => format!("it redirects to {url}, which opens an app"),
        (Reason::BadRedirect, End::BadLocation(Some(to))) => format!("it redirects to `{to}`, which is no address"),
        (Reason::PrivateRedirect | Reason::PrivateAddress, End::Failed(failure)) => format!("{title}: {failure}"),
        (Reason::RateLimited, End::Answered { status, .. }) => format!("the host limits requests ({status})"),
        (Reason::ServerError | Reason::ClientError | Reason::OddStatus, End::Answered { status, .. }) => {
            format!("the server answers {status}")
        }
        (reason, End::Failed(failure)) if is_told_by_its_cause(reason) => failure.detail.clone(),
        (Reason::EmptyPage, End::Answered { start: Start::Nothing, .. }) => "the file is empty".to_owned(),
        (Reason::MissingAnchor, _) => {
            format!("the page has no place called #{}", url.fragment().or(last.fragment()).unwrap_or_default())
        }
        (Reason::BotWall, End::Answered { page: Some(page), .. }) if page.challenge.is_some() => {
            format!("{} turns robots away", page.challenge.unwrap_or_default())
        }
        (
            Reason::SoftNotFound
            | Reason::RemovedContent
            | Reason::MovedNotice
            | Reason::ParkedDomain
            | Reason::SuspendedSite
            | Reason::DefaultPage
            | Reason::CatchAll
            | Reason::PrivateContent
            | Reason::GeoBlock
            | Reason::OutOfOrder,
            End::Answered { page: Some(page), .. },
        ) => {
            let shown = said_on(page);
            let shown: String = shown.chars().take(80).collect();
            if shown.is_empty() {
                return title.into();
            }
            // Whoever has taken a domain over doesn't sell it.
            let is_taken = reason == Reason::ParkedDomain && matches!(page.apology, Some((_, Spot::Source)));
            let title = if is_taken { "somebody else has taken the domain over" } else { title };
            format!("{title}: “{shown}”")
        }
        _ => return title.into(),
    };
    said.into()
}

/// Whether what went wrong says it best.
fn is_told_by_its_cause(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::DomainGone
            | Reason::NoAddress
            | Reason::DnsFailure
            | Reason::RateLimited
            | Reason::Timeout
            | Reason::HostSilent
            | Reason::NoIpv6
            | Reason::ProxyFailure
            | Reason::NotSent
            | Reason::BlockedPort
    )
}

fn advice(reason: Reason) -> &'static str {
    use Reason as R;
    match reason {
        R::NotFound | R::Gone => "find its new address or link to an archived copy",
        R::DomainGone | R::ParkedDomain | R::SuspendedSite | R::NoAddress => {
            "remove the link or link to an archived copy"
        }
        R::BadRequest => "compare it with the address that a browser shows",
        R::ServerError
        | R::OutOfOrder
        | R::Timeout
        | R::HostSilent
        | R::ConnectionRefused
        | R::ConnectionReset
        | R::DnsFailure
        | R::Unreachable => "if it lasts, replace the link",
        R::TlsExpired
        | R::TlsWrongHost
        | R::TlsUnknownIssuer
        | R::TlsCertificate
        | R::TlsFailure
        | R::TlsNotYetValid => "browsers warn or refuse: tell the site or replace the link",
        R::MovedNotice => "open it and write the address that it names",
        R::RemovedContent => "find a copy elsewhere or remove the link",
        R::SoftNotFound
        | R::SentHome
        | R::SentToList
        | R::ErrorPage
        | R::CatchAll
        | R::DefaultPage
        | R::EmptyPage
        | R::NoContent
        | R::NotMedia
        | R::BrokenBody => "open it and find what was meant",
        R::BotWall
        | R::Forbidden
        | R::RateLimited
        | R::LoginWall
        | R::ConsentWall
        | R::PaymentRequired
        | R::GeoBlock
        | R::Negotiation => "open it to be sure",
        R::PrivateContent => "link to what all can see",
        R::MissingAnchor => "listeners land at the top of the page",
        R::BlockedPort => "link to an address that browsers open",
        R::MethodNotAllowed
        | R::ClientError
        | R::RedirectLoop
        | R::TooManyRedirects
        | R::BadRedirect
        | R::NotHttp
        | R::Garbled => "replace the link",
        R::PrivateAddress | R::PrivateRedirect => "listeners can't reach it",
        _ => "",
    }
}
/// What a page says that isn't what was meant: in its own words, else its title, else its text.
fn said_on(page: &PageFacts) -> &str {
    let mut said = [&page.said, &page.title, &page.text].into_iter().map(|text| text.trim());
    said.find(|text| !text.is_empty()).unwrap_or_default()
}
