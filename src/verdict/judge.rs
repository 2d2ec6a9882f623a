//! Judging a link: a pure function of what is known, so that a stored outcome can be judged again without the network.

use url::Url;

use super::message::message;
use super::moved::{self, Move};
use super::{Class, Policy, Reason, Verdict, soft, status, wall};
use crate::check::{End, Outcome, Says};
use crate::link::{Address, Flaw, FlawKind, Link};
use crate::net::{Attempt, Failure, FailureKind};
use crate::text::is_local_name;

/// Judges one link. `outcome` is that of its target, `None` if it wasn't asked.
#[must_use]
pub fn judge(link: &Link, outcome: Option<&Outcome>, policy: &Policy) -> Verdict {
    policy.treat(link, judge_address(link, outcome, policy))
}

fn judge_address(link: &Link, outcome: Option<&Outcome>, policy: &Policy) -> Verdict {
    if let Some(why) = &link.ignored {
        let message = if why.is_empty() { "ignored by a directive".into() } else { format!("ignored: {why}").into() };
        return Verdict { message, ..plain(Reason::Ignored) };
    }
    match &link.address {
        Address::Other(url) => {
            // A relative address has the scheme of its page.
            let scheme =
                Url::parse(url).map_or_else(|_| "what isn't on the web".to_owned(), |url| format!("{}:", url.scheme()));
            Verdict { message: format!("{scheme} isn't asked").into(), ..plain(Reason::OtherScheme) }
        }
        Address::SamePage(_) => plain(Reason::SamePage),
        Address::Flawed(flaw) => judge_flaw(link, flaw, outcome, policy),
        Address::Web(url) => match outcome {
            None => plain(Reason::NotAsked),
            Some(outcome) => judge_outcome(link, url, outcome, policy),
        },
    }
}

/// A verdict that needs no more words than its reason's.
fn plain(reason: Reason) -> Verdict {
    let text = reason.text();
    Verdict { class: text.class, reason, message: text.title.into(), permanent: false, suggestion: None }
}

/// A flawed address: its suggestion was asked instead, and is made only if it works.
fn judge_flaw(link: &Link, flaw: &Flaw, outcome: Option<&Outcome>, policy: &Policy) -> Verdict {
    let reason = reason_of_flaw(flaw.kind);
    let said = link.lints.first().map_or(reason.text().title.into(), |lint| lint.message.clone());
    let Some(mended) = &flaw.mended else { return Verdict { message: said, ..plain(reason) } };
    let works = outcome.map(|outcome| judge_outcome(link, mended, outcome, policy).class);
    let (message, suggestion) = match works {
        Some(Class::Broken | Class::Invalid) => (format!("{said} (that address doesn't work either)").into(), None),
        Some(Class::Ok | Class::Redirected) => {
            (format!("{said} (that address works)").into(), Some(mended.to_string()))
        }
        _ => (said, Some(mended.to_string())),
    };
    Verdict { message, suggestion, ..plain(reason) }
}

fn reason_of_flaw(kind: FlawKind) -> Reason {
    match kind {
        FlawKind::Empty => Reason::Empty,
        FlawKind::MissingScheme => Reason::MissingScheme,
        FlawKind::MistypedScheme => Reason::MistypedScheme,
        FlawKind::DoubledScheme => Reason::DoubledScheme,
        FlawKind::PastedText => Reason::PastedText,
        FlawKind::InvisibleCharacter => Reason::InvisibleCharacter,
        FlawKind::StrayPunctuation => Reason::StrayPunctuation,
        FlawKind::Placeholder => Reason::Placeholder,
        FlawKind::NoHost => Reason::NoHost,
        FlawKind::LocalFile => Reason::LocalFile,
        FlawKind::RelativeWithoutBase => Reason::Relative,
        FlawKind::Malformed => Reason::Malformed,
    }
}

fn judge_outcome(link: &Link, url: &Url, outcome: &Outcome, policy: &Policy) -> Verdict {
    let moved = moved::of(link, url, outcome);
    let reason = reason_of(link, url, outcome, policy, &moved);
    let suggestion = match reason {
        Reason::MovedPermanently | Reason::MovedPartly => moved.replacement.as_ref().map(Url::to_string),
        _ => None,
    };
    let message = message(reason, url, outcome, suggestion.as_deref());
    Verdict { class: reason.class(), reason, message, permanent: moved.permanent, suggestion }
}

/// The reason, the gravest doubt first: no answer, a wall, an error, a page that isn't what was meant, a place that isn't there, a move.
fn reason_of(link: &Link, url: &Url, outcome: &Outcome, policy: &Policy, moved: &Move) -> Reason {
    let end = &outcome.walk.end;
    match outcome.testimony.as_ref().map(|testimony| testimony.says) {
        Some(Says::Gone) => return Reason::Removed,
        Some(Says::Private) => return Reason::PrivateContent,
        Some(Says::There) => return Reason::Attested,
        Some(Says::Nothing(_)) | None => {}
    }
    let End::Answered { status, .. } = end else { return reason_of_end(end, outcome) };
    if policy.accepts(link, *status) {
        return moved.reason(link);
    }
    wall::of(link, url, outcome)
        .or_else(|| soft::closed(outcome).filter(|_| matches!(status, 402 | 403)))
        .or_else(|| status::of(*status).filter(|_| !offers_choice(outcome)))
        .or_else(|| soft::of(link, url, outcome))
        .or_else(|| soft::missing_place(url, outcome))
        .unwrap_or_else(|| reason_of_content(link, *status, outcome, moved))
}

/// Whether an answer is a page from which the visitor chooses (RFC 9110 §15.4.1).
fn offers_choice(outcome: &Outcome) -> bool {
    matches!(&outcome.walk.end, End::Answered { status: 300, page: Some(page), .. } if page.text_length > 0)
}

fn reason_of_content(link: &Link, status: u16, outcome: &Outcome, moved: &Move) -> Reason {
    let unknown =
        |attempt: &Attempt| attempt.result.as_ref().is_err_and(|failure| failure.kind == FailureKind::TlsUnknownIssuer);
    match moved.reason(link) {
        Reason::Ok if status == 304 => Reason::NotModified,
        Reason::Ok if outcome.attempts.iter().any(unknown) => Reason::IncompleteChain,
        reason => reason,
    }
}

fn reason_of_end(end: &End, outcome: &Outcome) -> Reason {
    match end {
        End::Failed(failure) => reason_of_failure(failure, outcome),
        End::Loop => Reason::RedirectLoop,
        End::TooManyHops => Reason::TooManyRedirects,
        End::BadLocation(Some(_)) => Reason::BadRedirect,
        End::BadLocation(None) => Reason::OddRedirect,
        End::LeavesWeb(_) => Reason::LeavesWeb,
        End::Answered { .. } | End::Attested => Reason::Ok,
    }
}

fn reason_of_failure(failure: &Failure, outcome: &Outcome) -> Reason {
    let redirected = !outcome.walk.hops.is_empty();
    match failure.kind {
        FailureKind::DnsNoName if !redirected && outcome.walk.last.domain().is_some_and(is_local_name) => {
            Reason::PrivateAddress
        }
        FailureKind::DnsNoName => Reason::DomainGone,
        FailureKind::DnsNoAddress => Reason::NoAddress,
        FailureKind::DnsTemporary => Reason::DnsFailure,
        FailureKind::NoIpv6 => Reason::NoIpv6,
        FailureKind::PrivateAddress if redirected => Reason::PrivateRedirect,
        FailureKind::PrivateAddress => Reason::PrivateAddress,
        FailureKind::BlockedPort => Reason::BlockedPort,
        FailureKind::Refused => Reason::ConnectionRefused,
        FailureKind::Unreachable => Reason::Unreachable,
        FailureKind::Reset | FailureKind::Http2 => Reason::ConnectionReset,
        FailureKind::ConnectTimeout | FailureKind::ResponseTimeout => Reason::Timeout,
        FailureKind::HostSilent => Reason::HostSilent,
        FailureKind::Closed => Reason::RateLimited,
        FailureKind::TlsExpired => Reason::TlsExpired,
        FailureKind::TlsNotYetValid => Reason::TlsNotYetValid,
        FailureKind::TlsWrongHost => Reason::TlsWrongHost,
        FailureKind::TlsUnknownIssuer => Reason::TlsUnknownIssuer,
        FailureKind::TlsCertificate => Reason::TlsCertificate,
        FailureKind::TlsProtocol | FailureKind::TlsNotTls => Reason::TlsFailure,
        FailureKind::NotHttp => Reason::NotHttp,
        FailureKind::Proxy => Reason::ProxyFailure,
        FailureKind::BadRequest | FailureKind::Other => Reason::NotSent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Apology, PageFacts, Spot, Testimony};
    use crate::verdict::samples::{after, answered, failed, link, ok_after, page, url};

    const AT: &str = "https://a.test/articles/12";

    fn of(outcome: &Outcome) -> Verdict {
        judge(&link(AT, "The map"), Some(outcome), &Policy::default())
    }

    fn reason(end: End) -> Reason {
        of(&after(AT, &[], end)).reason
    }

    #[test]
    fn what_is_not_asked_names_its_scheme() {
        let said = |written: &str| {
            let mail = Link { address: Address::Other(written.into()), ..link(AT, "") };
            judge(&mail, None, &Policy::default()).message.into_owned()
        };
        assert_eq!(said("MailTo:ann@a.example"), "mailto: isn't asked");
        assert_eq!(said("about.html"), "what isn't on the web isn't asked", "on a page of ftp:");
    }

    #[test]
    fn a_name_of_a_home_network_is_no_domain_that_has_gone() {
        let reason = |at: &str| {
            let outcome = after(at, &[], failed(FailureKind::DnsNoName));
            judge(&link(at, ""), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(reason("http://staging.show.local/x"), Reason::PrivateAddress);
        assert_eq!(reason("http://local.show.example/x"), Reason::DomainGone);
    }

    #[test]
    fn content_is_fine() {
        assert_eq!(of(&ok_after(AT, &[])).class, Class::Ok);
        assert_eq!(of(&ok_after(AT, &[(302, "https://a.test/x")])).class, Class::Ok);
        let moved = of(&ok_after(AT, &[(301, "https://a.test/x")]));
        assert_eq!(
            (moved.class, moved.permanent, moved.suggestion.as_deref()),
            (Class::Redirected, true, Some("https://a.test/x"))
        );
    }

    #[test]
    fn errors_are_broken_and_walls_are_not() {
        assert_eq!(reason(answered(404, &[], page("", ""))), Reason::NotFound);
        assert_eq!(reason(answered(403, &[("server", "AkamaiGHost")], page("", ""))), Reason::BotWall);
        assert_eq!(reason(answered(403, &[("server", "Apache")], page("", ""))), Reason::Forbidden);
        let mut challenge = page("Just a moment...", "Checking");
        challenge.challenge = Some("Cloudflare");
        assert_eq!(reason(answered(404, &[], challenge.clone())), Reason::BotWall);
        assert_eq!(reason(answered(200, &[], challenge)), Reason::BotWall);
    }

    #[test]
    fn a_page_is_not_the_file_that_a_feed_declares() {
        let declared = |kind: &str| {
            let transcript = Link { declared: Some((*kind).into()), ..link(AT, "") };
            judge(&transcript, Some(&ok_after(AT, &[])), &Policy::default()).reason
        };
        assert_eq!(
            (declared("text/vtt"), declared("text/html"), declared("?")),
            (Reason::NotMedia, Reason::Ok, Reason::Ok)
        );
    }

    #[test]
    fn an_apology_counts_on_a_page_without_much_else() {
        let mut notice = page("Page not found - A", "Sorry.");
        notice.apology = Some((Apology::NotFound, Spot::Title));
        assert_eq!(reason(answered(200, &[], notice.clone())), Reason::SoftNotFound);
        notice.text_length = 5_000;
        assert_eq!(reason(answered(200, &[], notice)), Reason::Ok);
    }

    #[test]
    fn a_page_that_stands_at_every_address_is_not_what_was_meant() {
        let everywhere = PageFacts { same_as_made_up: true, ..page("Bright Harbor", &"Words. ".repeat(300)) };
        assert_eq!(reason(answered(200, &[], everywhere)), Reason::CatchAll);
    }

    #[test]
    fn a_closed_site_is_no_wall() {
        let mut closed = page("Sorry, this shop is currently unavailable.", "");
        closed.apology = Some((Apology::Suspended, Spot::Title));
        assert_eq!(reason(answered(402, &[], closed.clone())), Reason::SuspendedSite);
        assert_eq!(reason(answered(404, &[], closed)), Reason::NotFound);
    }

    #[test]
    fn a_short_work_may_be_called_like_an_error() {
        let mut song = page("Whoops! | Elin's songs", &"A song about falling over. ".repeat(6));
        song.apology = Some((Apology::Oops, Spot::Title));
        let outcome = after(AT, &[], answered(200, &[], song));
        assert_eq!(judge(&link(AT, "Whoops!"), Some(&outcome), &Policy::default()).reason, Reason::Ok);
        assert_eq!(judge(&link(AT, "The map"), Some(&outcome), &Policy::default()).reason, Reason::SoftNotFound);
    }

    #[test]
    fn a_page_about_error_pages_is_no_error_page() {
        let mut article = page("How to design a 404 page", &"About error pages. ".repeat(30));
        article.apology = Some((Apology::NotFound, Spot::Title));
        let outcome = after(AT, &[], answered(200, &[], article));
        assert_eq!(judge(&link(AT, "How to design a 404 page"), Some(&outcome), &Policy::default()).reason, Reason::Ok);
    }

    #[test]
    fn a_page_that_tells_programs_that_it_is_missing_is_believed() {
        let mut quiet = page("The map", &"Look around while you are here. ".repeat(100));
        quiet.apology = Some((Apology::NotFound, Spot::Source));
        assert_eq!(reason(answered(200, &[], quiet)), Reason::SoftNotFound);
    }

    #[test]
    fn an_episode_may_be_called_like_an_error() {
        for what in [Apology::NotFound, Apology::Suspended, Apology::ForSale, Apology::Removed] {
            let mut episode = page("404 Not Found | Klangpost", &"We met people who write error pages. ".repeat(10));
            episode.apology = Some((what, Spot::Title));
            assert_ne!(reason(answered(200, &[], episode.clone())), Reason::Ok, "{what:?}");
            episode.is_name = true;
            assert_eq!(reason(answered(200, &[], episode)), Reason::Ok, "{what:?}");
        }
    }

    #[test]
    fn the_name_of_a_site_says_nothing_of_its_pages() {
        let mut sorry = page("Podhive", &"Follow us everywhere. ".repeat(20));
        sorry.apology = Some((Apology::Oops, Spot::Heading));
        let judged = |at: &str, text: &str| {
            let outcome = after(at, &[], answered(200, &[], sorry.clone()));
            judge(&link(at, text), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(judged("https://podhive.test/show/12", "Listen on Podhive"), Reason::SoftNotFound);
        assert_eq!(judged("https://podhive.test/show/12", "Podhive"), Reason::SoftNotFound);
        assert_eq!(judged("https://podhive.test/", "Podhive"), Reason::Ok);
    }

    #[test]
    fn a_deep_link_that_ends_at_the_home_page_is_suspicious() {
        assert_eq!(of(&ok_after(AT, &[(301, "https://a.test/")])).reason, Reason::SentHome);
        assert_eq!(of(&ok_after(AT, &[(302, "https://a.test/?error=expired")])).reason, Reason::SentHome);
        let home = "https://a.test/";
        let to_language =
            judge(&link(home, "A"), Some(&ok_after(home, &[(302, "https://a.test/en/")])), &Policy::default());
        assert_eq!(to_language.class, Class::Ok);
    }

    #[test]
    fn a_login_hides_what_is_behind_it() {
        assert_eq!(of(&ok_after(AT, &[(302, "https://a.test/login?next=x")])).reason, Reason::LoginWall);
        let mut form = page("Log in", "Log in to see more.");
        form.password_field = true;
        assert_eq!(reason(answered(200, &[], form)), Reason::LoginWall);
        let shop = "https://a.test/products/candle";
        let closed = |at: &str| {
            judge(&link(at, ""), Some(&ok_after(at, &[(302, "https://a.test/password")])), &Policy::default())
        };
        assert_eq!(closed(shop).reason, Reason::LoginWall);
        assert_eq!(closed("https://a.test/old-game").reason, Reason::TemporaryRedirect);
    }

    #[test]
    fn a_private_address_is_invalid_and_a_redirect_to_one_is_broken() {
        assert_eq!(reason(failed(FailureKind::PrivateAddress)), Reason::PrivateAddress);
        let outcome = after(AT, &[(302, "http://10.0.0.1/")], failed(FailureKind::PrivateAddress));
        assert_eq!(of(&outcome).class, Class::Broken);
    }

    #[test]
    fn what_a_site_says_of_its_own_things_counts_more_than_its_pages() {
        let said = |says| {
            let mut outcome = ok_after(AT, &[]);
            outcome.testimony = Some(Box::new(Testimony { by: "youtube", says }));
            of(&outcome).reason
        };
        assert_eq!(said(Says::Gone), Reason::Removed);
        assert_eq!(said(Says::Private), Reason::PrivateContent);
        assert_eq!(said(Says::Nothing("it gave no answer")), Reason::Ok);
    }

    #[test]
    fn an_accepted_status_is_fine() {
        let policy = Policy { accept: vec![403], ..Policy::default() };
        let outcome = after(AT, &[], answered(403, &[], page("", "")));
        assert_eq!(judge(&link(AT, ""), Some(&outcome), &policy).class, Class::Ok);
    }

    #[test]
    fn the_mended_address_of_a_flaw_is_suggested_only_if_it_works() {
        let mended = url("https://a.test/x");
        let mut flawed = link(AT, "A");
        flawed.address = Address::Flawed(Box::new(Flaw {
            kind: FlawKind::MissingScheme,
            resolved: None,
            mended: Some(mended.clone().into()),
        }));
        let works = judge(&flawed, Some(&ok_after(mended.as_str(), &[])), &Policy::default());
        assert_eq!((works.class, works.suggestion.as_deref()), (Class::Invalid, Some("https://a.test/x")));
        let gone = after(mended.as_str(), &[], answered(410, &[], page("", "")));
        assert_eq!(judge(&flawed, Some(&gone), &Policy::default()).suggestion, None);
    }

    #[test]
    fn what_was_not_asked_is_never_fine() {
        assert_eq!(judge(&link(AT, ""), None, &Policy::default()).class, Class::Unverified);
    }
}
