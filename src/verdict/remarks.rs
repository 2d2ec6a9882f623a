//! The remarks about a link, once the web was asked.

use url::Url;

use super::{Class, Policy, https};
use crate::check::Outcome;
use crate::link::{Address, Link, Lint};
use crate::lint;

/// The remarks about a link, after what came of asking, which was judged so. Their proposals are built upon `moved`, what the verdict proposes: who reads
/// both is to write one address.
#[must_use]
pub fn remarks<'o>(
    link: &Link,
    judged: Option<Class>,
    moved: Option<&str>,
    outcome_at: impl Fn(&Url) -> Option<&'o Outcome>,
    policy: &Policy,
) -> Vec<Lint> {
    let mut remarks = https::remarks(link, judged, outcome_at, policy);
    if matches!(link.address, Address::Web(_)) {
        let moved = moved.and_then(|moved| Url::parse(moved).ok());
        lint::add_up(link, moved.as_ref(), &mut remarks);
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::judge;
    use crate::verdict::samples::{link, ok_after};

    #[test]
    fn a_remark_on_a_link_that_has_moved_is_about_its_new_address() {
        let at = "http://a.test/x?fbclid=1";
        let remark =
            |code, better: Option<&str>| Lint { code, message: "".into(), suggestion: better.map(str::to_owned) };
        let lints =
            vec![remark("tracking-parameters", Some("http://a.test/x")), remark(lint::insecure_http::CODE, None)];
        let link = Link { lints, ..link(at, "A") };
        let told = |hops: &[(u16, &str)]| -> Vec<Option<String>> {
            let outcome = ok_after(at, hops);
            let policy = Policy::default();
            let verdict = judge(&link, Some(&outcome), &policy);
            let own = |url: &Url| (url.as_str() == at).then_some(&outcome);
            remarks(&link, Some(verdict.class), verdict.suggestion.as_deref(), own, &policy)
                .into_iter()
                .map(|lint| lint.suggestion)
                .collect()
        };
        let some = |better: &str| Some(better.to_owned());
        let secure = [(301, "https://a.test/x?fbclid=1"), (301, "https://a.test/y?fbclid=1")];
        assert_eq!(told(&secure), [some("https://a.test/y"), some("https://a.test/y")]);
        assert_eq!(told(&[(301, "https://b.test/y?fbclid=1")]), [some("https://b.test/y"), None]);
        assert_eq!(told(&[(302, "https://a.test/x?fbclid=1")]), [some("http://a.test/x"), some("https://a.test/x")]);
    }
}
