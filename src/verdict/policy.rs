//! Policy: what the user wants to be judged otherwise, and what is to be left alone for a while.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Class, Level, Reason, Verdict};
use crate::link::Link;
use crate::text::Pattern;

/// What the user wants to be judged otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Status codes that count as fine.
    pub accept: Vec<u16>,
    /// How much codes weigh, of reasons and of rules.
    pub levels: BTreeMap<String, Level>,
    /// What holds for some links only; where two say something of one link, the later one counts.
    pub rules: Vec<Rule>,
    /// What is left alone for a while.
    pub ignores: Vec<Ignore>,
    /// The day of the run.
    pub today: Date,
}

/// What holds for some links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The links.
    pub matches: Vec<Pattern>,
    /// Status codes that count as fine.
    pub accept: Vec<u16>,
    /// The class that trouble and doubt count as.
    pub treat_as: Option<Class>,
    /// The reasons to which `treat_as` is restricted; all trouble and doubt without any.
    pub codes: Vec<Reason>,
    /// Where it is written, such as `aircheck.toml:12`.
    pub place: String,
}

/// Findings that are left alone for a while, for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The links.
    pub matches: Vec<Pattern>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Date,
    /// The codes of reasons and rules that it hides; all without any.
    pub codes: Vec<String>,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Rule {
    fn is_for(&self, url: &str) -> bool {
        self.matches.iter().any(|pattern| pattern.fits(url))
    }

    fn treats(&self, verdict: &Verdict) -> bool {
        if !self.codes.is_empty() {
            return self.codes.contains(&verdict.reason);
        }
        matches!(verdict.class, Class::Broken | Class::Suspicious | Class::Unverified)
    }
}

impl Ignore {
    /// Whether its day has passed.
    #[must_use]
    pub fn is_expired(&self, today: Date) -> bool {
        self.until < today
    }

    /// Whether it speaks of that link.
    #[must_use]
    pub fn is_for(&self, url: &str) -> bool {
        self.matches.iter().any(|pattern| pattern.fits(url))
    }

    /// Whether it speaks of that code.
    #[must_use]
    pub fn names(&self, code: &str) -> bool {
        self.codes.is_empty() || self.codes.iter().any(|named| named == code)
    }
}

impl Policy {
    /// Whether a status code counts as fine for a link.
    pub(super) fn accepts(&self, link: &Link, status: u16) -> bool {
        if self.accept.contains(&status) {
            return true;
        }
        let mut rules = self.rules.iter().filter(|rule| rule.accept.contains(&status)).peekable();
        rules.peek().is_some() && {
            let url = link.url();
            rules.any(|rule| rule.is_for(url))
        }
    }

    /// The verdict as the rules want it.
    pub(super) fn treat(&self, link: &Link, verdict: Verdict) -> Verdict {
        let mut rules =
            self.rules.iter().rev().filter(|rule| rule.treat_as.is_some() && rule.treats(&verdict)).peekable();
        if rules.peek().is_none() {
            return verdict;
        }
        let url = link.url();
        let Some((rule, class)) = rules.find(|rule| rule.is_for(url)).and_then(|rule| Some((rule, rule.treat_as?)))
        else {
            return verdict;
        };
        let message = format!("{} (counts as {}: {})", verdict.message, class.name(), rule.place);
        Verdict { class, message: message.into(), ..verdict }
    }

    /// The ignore that hides a finding with this code about a link, by its place in `ignores`.
    #[must_use]
    pub fn hidden_by(&self, url: &str, code: &str) -> Option<usize> {
        let holds = |ignore: &Ignore| !ignore.is_expired(self.today) && ignore.names(code) && ignore.is_for(url);
        self.ignores.iter().position(holds)
    }

    /// A verdict that an ignore hides.
    #[must_use]
    pub fn hide(&self, index: usize, verdict: &Verdict) -> Verdict {
        let Ignore { until, reason, .. } = &self.ignores[index];
        hidden(&format!("ignored until {until}: {reason}"), verdict)
    }

    /// Whether the user wants to hear nothing of this.
    #[must_use]
    pub fn is_off(&self, verdict: &Verdict) -> bool {
        let is_finding = !matches!(verdict.class, Class::Ok | Class::Skipped);
        is_finding && self.levels.get(verdict.reason.code()) == Some(&Level::Off)
    }

    /// A verdict of which the user wants to hear nothing.
    #[must_use]
    pub fn let_pass(verdict: &Verdict) -> Verdict {
        hidden("its level is off", verdict)
    }

    /// Whether a verdict makes the run fail: by the level of its reason, else by its class.
    #[must_use]
    pub fn fails(&self, verdict: &Verdict, fail_on: impl Fn(Class) -> bool) -> bool {
        match self.levels.get(verdict.reason.code()) {
            Some(level) => *level == Level::Error && verdict.class != Class::Skipped,
            None => fail_on(verdict.class),
        }
    }
}

/// A verdict that is hidden for this reason; it says what it hides.
fn hidden(why: &str, verdict: &Verdict) -> Verdict {
    let (class, code) = (verdict.class.name(), verdict.reason.code());
    Verdict {
        class: Class::Skipped,
        reason: Reason::Ignored,
        message: format!("{why} ({class}: {code})").into(),
        permanent: verdict.permanent,
        suggestion: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::judge;
    use crate::verdict::samples::{after, answered, link, ok_after, page};

    const AT: &str = "https://shop.test/mug";

    fn verdict(status: u16, policy: &Policy) -> Verdict {
        judge(&link(AT, "the mug"), Some(&after(AT, &[], answered(status, &[], page("", "")))), policy)
    }

    fn rule(pattern: &str) -> Rule {
        Rule { matches: vec![pattern.into()], place: "aircheck.toml:3".to_owned(), ..Rule::default() }
    }

    fn with_rules(rules: Vec<Rule>) -> Policy {
        Policy { rules, ..Policy::default() }
    }

    #[test]
    fn a_rule_accepts_a_status_for_its_links_only() {
        let accept = |pattern| with_rules(vec![Rule { accept: vec![404], ..rule(pattern) }]);
        assert_eq!(verdict(404, &accept("shop.test")).class, Class::Ok);
        assert_eq!(verdict(404, &accept("other.test")).class, Class::Broken);
    }

    #[test]
    fn trouble_counts_as_the_last_rule_says() {
        let treat = |class| Rule { treat_as: Some(class), ..rule("https://shop.test/*") };
        let policy = with_rules(vec![treat(Class::Suspicious), treat(Class::Unverified)]);
        let treated = verdict(404, &policy);
        assert_eq!((treated.class, treated.reason), (Class::Unverified, Reason::NotFound));
        assert!(treated.message.ends_with("(counts as unverified: aircheck.toml:3)"), "{}", treated.message);
        assert_eq!(judge(&link(AT, ""), Some(&ok_after(AT, &[])), &policy).class, Class::Ok);
        let narrow = with_rules(vec![Rule { codes: vec![Reason::ServerError], ..treat(Class::Unverified) }]);
        assert_eq!((verdict(404, &narrow).class, verdict(503, &narrow).class), (Class::Broken, Class::Unverified));
    }

    fn ignoring(codes: &[&str], today: &str) -> Policy {
        let ignore = Ignore {
            matches: vec!["https://shop.test/mug".into()],
            reason: "they are moving".to_owned(),
            until: "2026-11-30".parse().unwrap(),
            codes: codes.iter().map(ToString::to_string).collect(),
            file: "aircheck.toml".to_owned(),
            line: 7,
        };
        Policy { ignores: vec![ignore], today: today.parse().unwrap(), ..Policy::default() }
    }

    #[test]
    fn an_ignore_holds_until_the_end_of_its_day() {
        for (today, hidden) in [("2026-11-29", Some(0)), ("2026-11-30", Some(0)), ("2026-12-01", None)] {
            assert_eq!(ignoring(&[], today).hidden_by(AT, "not-found"), hidden, "{today}");
        }
    }

    #[test]
    fn an_ignore_may_be_for_some_codes_only() {
        let policy = ignoring(&["timeout"], "2026-11-01");
        assert_eq!((policy.hidden_by(AT, "timeout"), policy.hidden_by(AT, "not-found")), (Some(0), None));
    }

    #[test]
    fn what_is_hidden_says_what_it_hides() {
        let policy = ignoring(&[], "2026-11-01");
        let hidden = policy.hide(0, &verdict(404, &policy));
        assert_eq!(hidden.class, Class::Skipped);
        assert_eq!(hidden.message, "ignored until 2026-11-30: they are moving (broken: not-found)");
    }

    #[test]
    fn what_is_off_is_no_finding() {
        let levels = [("not-found".to_owned(), Level::Off)].into();
        let policy = Policy { levels, ..Policy::default() };
        assert!(policy.is_off(&verdict(404, &policy)) && !policy.is_off(&verdict(410, &policy)));
        let passed = Policy::let_pass(&verdict(404, &policy));
        assert_eq!((passed.class, &*passed.message), (Class::Skipped, "its level is off (broken: not-found)"));
    }

    #[test]
    fn a_level_decides_before_the_class() {
        let fails = |status, levels: &[(&str, Level)]| {
            let levels = levels.iter().map(|(code, level)| ((*code).to_owned(), *level)).collect();
            let policy = Policy { levels, ..Policy::default() };
            policy.fails(&verdict(status, &policy), |class| class == Class::Broken)
        };
        assert!(fails(404, &[]) && !fails(404, &[("not-found", Level::Warning)]));
        assert!(!fails(401, &[]) && fails(401, &[(verdict(401, &Policy::default()).reason.code(), Level::Error)]));
    }
}
