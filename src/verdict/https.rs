//! What a run has learnt of `https` for links with `http`: asked for another link, or answered by a redirect. Nothing is asked for this alone.

use url::Url;

use super::{Class, Policy, judge};
use crate::check::{End, Outcome};
use crate::link::{Address, Link, Lint, Target};
use crate::lint::insecure_http::{CODE, secured};

/// What is known of an address with `https` instead of `http`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// It gives the same page.
    Works(Url),
    /// It was asked, and doesn't.
    Fails,
    /// Nothing.
    Nothing,
}

/// The remarks about a link, after what came of asking: `http://` is told with its better address where that is known to work, and not at all where it is
/// known not to, or where the link itself doesn't work: who mends that writes another address anyway.
pub(super) fn remarks<'o>(
    link: &Link,
    judged: Option<Class>,
    outcome_at: impl Fn(&Url) -> Option<&'o Outcome>,
    policy: &Policy,
) -> Vec<Lint> {
    let mut remarks = link.lints.clone();
    let Address::Web(url) = &link.address else { return remarks };
    if !remarks.iter().any(|lint| lint.code == CODE) {
        return remarks;
    }
    let is_fine = matches!(judged, Some(Class::Ok | Class::Redirected));
    if !is_fine && outcome_at(url).is_some_and(|own| is_trouble(link, own, policy)) {
        remarks.retain(|lint| lint.code != CODE);
        return remarks;
    }
    match secured(url).map_or(Known::Nothing, |secure| known(url, secure, outcome_at, policy)) {
        Known::Works(secure) => remarks.iter_mut().filter(|lint| lint.code == CODE).for_each(|lint| {
            lint.message = "the same address works with https://".into();
            lint.suggestion = Some(secure.to_string());
        }),
        Known::Fails => remarks.retain(|lint| lint.code != CODE),
        Known::Nothing => {}
    }
    remarks
}

fn is_trouble(link: &Link, outcome: &Outcome, policy: &Policy) -> bool {
    matches!(judge(link, Some(outcome), policy).class, Class::Broken | Class::Invalid | Class::Suspicious)
}

/// The address on whose outcome the remarks about a link depend besides its own.
#[must_use]
pub fn twin(link: &Link) -> Option<Url> {
    let Address::Web(url) = &link.address else { return None };
    link.lints.iter().find(|lint| lint.code == CODE).and_then(|_| secured(url))
}

fn known<'o>(url: &Url, secure: Url, outcome_at: impl Fn(&Url) -> Option<&'o Outcome>, policy: &Policy) -> Known {
    let own = outcome_at(url);
    let works = |outcome: &Outcome| {
        matches!(judge(&Link::to(secure.clone()), Some(outcome), policy).class, Class::Ok | Class::Redirected)
    };
    if let Some(twin) = outcome_at(&secure) {
        let is_same = works(twin) && own.is_none_or(|own| is_same_page(own, twin));
        return if is_same { Known::Works(secure) } else { Known::Fails };
    }
    let leads_there = own.is_some_and(|own| {
        let target = Target::name(&secure);
        let passed = own.walk.hops.iter().any(|hop| Target::name(&hop.url) == target);
        (passed || Target::name(&own.walk.last) == target) && works(own)
    });
    if leads_there { Known::Works(secure) } else { Known::Nothing }
}

/// Whether two answers bear the same title, as far as they have one.
fn is_same_page(one: &Outcome, other: &Outcome) -> bool {
    title(one) == title(other)
}

fn title(outcome: &Outcome) -> &str {
    match &outcome.walk.end {
        End::Answered { page: Some(page), .. } => &page.title,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{self, Outcomes};
    use crate::net::FailureKind;
    use crate::verdict::samples::{after, answered, failed, link, ok_after, page};

    const AT: &str = "http://a.test/x";
    const SECURE: &str = "https://a.test/x";

    /// What is suggested in the remarks about [`AT`].
    fn told(outcomes: Vec<(&str, Outcome)>) -> Vec<Option<String>> {
        let mut link = link(AT, "A");
        link.lints.push(Lint { code: CODE, message: "".into(), suggestion: None });
        let target = |text: &str| Target::of(&Url::parse(text).unwrap().into());
        let outcomes: Outcomes = outcomes.into_iter().map(|(at, outcome)| (target(at), Box::new(outcome))).collect();
        remarks(&link, None, |url| check::outcome_at(&outcomes, url), &Policy::default())
            .into_iter()
            .map(|lint| lint.suggestion)
            .collect()
    }

    #[test]
    fn an_address_that_is_known_to_work_is_suggested() {
        let suggested = vec![Some(SECURE.to_owned())];
        assert_eq!(told(vec![(AT, ok_after(AT, &[])), (SECURE, ok_after(SECURE, &[]))]), suggested);
        assert_eq!(told(vec![(AT, ok_after(AT, &[(302, SECURE)]))]), suggested);
    }

    #[test]
    fn one_that_is_known_to_fail_is_not_wished_for() {
        let refused = after(SECURE, &[], failed(FailureKind::Refused));
        assert_eq!(told(vec![(AT, ok_after(AT, &[])), (SECURE, refused)]), []);
    }

    #[test]
    fn nothing_is_told_of_a_link_that_does_not_work() {
        for end in [failed(FailureKind::DnsNoName), answered(404, &[], page("", ""))] {
            assert_eq!(told(vec![(AT, after(AT, &[], end)), (SECURE, ok_after(SECURE, &[]))]), []);
        }
    }

    #[test]
    fn where_nothing_is_known_nothing_is_suggested() {
        assert_eq!(told(vec![(AT, ok_after(AT, &[]))]), [None]);
        assert_eq!(told(vec![(AT, ok_after(AT, &[(301, "https://a.test/elsewhere")]))]), [None]);
    }
}
