//! What the configuration lets pass: ignores, levels, and what is to be said of them.

use crate::check;
use crate::cli::Settings;
use crate::link::Link;
use crate::lint;
use crate::report::{ReportEpisode, ReportLink, RunRemark};
use crate::text::Pattern;
use crate::verdict::{self, Class, Ignore, Level, Policy, Verdict};

use super::ask::Answers;

/// How an ignore was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// It is for no link.
    #[default]
    Nowhere,
    /// It is for links with which nothing is wrong.
    Idle,
    /// It hides something.
    Needed,
}

/// The verdict, or what is said instead where an ignore or its level hides it.
pub(super) fn excused(link: &Link, verdict: Verdict, policy: &Policy) -> Verdict {
    match hidden_by(link, &verdict, policy) {
        Some(index) => policy.hide(index, &verdict),
        None if policy.is_off(&verdict) => Policy::let_pass(&verdict),
        None => verdict,
    }
}

fn hidden_by(link: &Link, verdict: &Verdict, policy: &Policy) -> Option<usize> {
    if policy.ignores.is_empty() || matches!(verdict.class, Class::Ok | Class::Skipped) {
        return None;
    }
    policy.hidden_by(link.url(), verdict.reason.code())
}

/// The view of a link without the remarks that ignores hide, the others with the levels that the user wants.
pub(super) fn view(view: ReportLink, settings: &Settings) -> ReportLink {
    let mut view = weighed(view, &settings.judging.policy);
    for remark in &mut view.lints {
        remark.asked = is_asked(settings, remark.code);
    }
    view
}

/// The same, for whoever shows all remarks.
pub(super) fn weighed(mut view: ReportLink, policy: &Policy) -> ReportLink {
    if !policy.ignores.is_empty() {
        view.lints.retain(|remark| policy.hidden_by(&view.url, remark.code).is_none());
    }
    for remark in &mut view.lints {
        weigh(policy, remark.code, &mut remark.level, &mut remark.fails);
    }
    view
}

/// Gives the remarks about episodes the levels that the user wants.
pub(super) fn weigh_episodes(settings: &Settings, episodes: &mut [ReportEpisode]) {
    for remark in episodes.iter_mut().flat_map(|episode| &mut episode.lints) {
        remark.asked = is_asked(settings, remark.code);
        weigh(&settings.judging.policy, remark.code, &mut remark.level, &mut remark.fails);
    }
}

/// Whether the user named the rule, on the command line or among the levels.
fn is_asked(settings: &Settings, code: &str) -> bool {
    settings.notes.lints.on.contains(code)
}

fn weigh(policy: &Policy, code: &str, level: &mut &'static str, fails: &mut bool) {
    let Some(wanted) = policy.levels.get(code) else {
        // What no listener can use, or gives something away, is an error wherever nobody says otherwise. Defects of addresses fail by their verdicts.
        *fails = lint::rule(code).is_some_and(|rule| rule.level == lint::Level::Error);
        return;
    };
    *fails = *wanted == Level::Error;
    *level = match wanted {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "note",
    };
}

/// What is to be said of the ignores: those that have ended, and, if everything was judged here, those that hide nothing.
pub(super) fn about(links: &[Link], answers: &Answers, settings: &Settings) -> Vec<RunRemark> {
    let policy = &settings.judging.policy;
    if policy.ignores.is_empty() || settings.share.is_some_and(|share| !share.is_first()) {
        return Vec::new();
    }
    let all = answers.network && !answers.interrupted && settings.share.is_none();
    let judged = links.iter().map(|link| {
        let outcome = check::outcome_of(&answers.outcomes, link);
        (link, verdict::judge(link, outcome, policy))
    });
    let uses = uses(judged, policy);
    let told = policy.ignores.iter().zip(uses).filter_map(|(ignore, met)| about_one(ignore, met, all, policy));
    told.collect()
}

fn uses<'a>(judged: impl Iterator<Item = (&'a Link, Verdict)>, policy: &Policy) -> Vec<Use> {
    let mut uses = vec![Use::default(); policy.ignores.len()];
    for (link, verdict) in judged {
        let url = link.url();
        for (ignore, met) in policy.ignores.iter().zip(&mut uses).filter(|(ignore, _)| ignore.is_for(url)) {
            let hides = link.lints.iter().any(|remark| ignore.names(remark.code));
            *met = (*met).max(if hides { Use::Needed } else { Use::Idle });
        }
        if let Some(index) = hidden_by(link, &verdict, policy) {
            uses[index] = Use::Needed;
        }
    }
    uses
}

fn about_one(ignore: &Ignore, met: Use, all: bool, policy: &Policy) -> Option<RunRemark> {
    let Ignore { until, reason, .. } = ignore;
    let patterns: Vec<&str> = ignore.matches.iter().map(Pattern::as_str).collect();
    let subject = format!("{} ({reason})", patterns.join(", "));
    let (code, message) = match met {
        _ if ignore.is_expired(policy.today) => {
            ("ignore-ended", format!("this ignore ended on {until} and hides nothing any more: {subject}"))
        }
        Use::Needed => return None,
        _ if !all => return None,
        Use::Idle => ("ignore-unused", format!("this ignore isn't needed now, it hides nothing: {subject}")),
        Use::Nowhere => ("ignore-unused", format!("this ignore is for no link that was read: {subject}")),
    };
    Some(RunRemark { code, message, source: ignore.file.clone(), line: Some(ignore.line) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Reason;

    fn ignore(pattern: &str, until: &str, line: u32) -> Ignore {
        Ignore {
            matches: vec![pattern.into()],
            reason: "moving".to_owned(),
            until: until.parse().unwrap(),
            codes: Vec::new(),
            file: "aircheck.toml".to_owned(),
            line,
        }
    }

    #[test]
    fn ignores_that_ended_or_hide_nothing_are_told() {
        let ignores = vec![
            ignore("https://a.test/gone", "2026-12-31", 1),
            ignore("https://a.test/fine", "2026-12-31", 5),
            ignore("https://elsewhere.test/", "2026-12-31", 9),
            ignore("https://a.test/old", "2026-01-31", 13),
        ];
        let policy = Policy { ignores, today: "2026-06-01".parse().unwrap(), ..Policy::default() };
        let link = |path: &str| Link::to(url::Url::parse(&format!("https://a.test/{path}")).unwrap());
        let verdict =
            |reason: Reason| Verdict { class: reason.class(), reason, ..verdict::judge(&link("x"), None, &policy) };
        let links = [("gone", Reason::NotFound), ("fine", Reason::Ok), ("old", Reason::NotFound)];
        let judged = links.map(|(path, reason)| (link(path), verdict(reason)));
        let classes = judged.each_ref().map(|(link, verdict)| excused(link, verdict.clone(), &policy).class);
        assert_eq!(classes, [Class::Skipped, Class::Ok, Class::Broken]);
        let uses = uses(judged.iter().map(|(link, verdict)| (link, verdict.clone())), &policy);
        let told = |all| -> Vec<(&str, Option<u32>)> {
            let told = policy.ignores.iter().zip(&uses).filter_map(|(it, met)| about_one(it, *met, all, &policy));
            told.map(|remark| (remark.code, remark.line)).collect()
        };
        assert_eq!(told(true), [("ignore-unused", Some(5)), ("ignore-unused", Some(9)), ("ignore-ended", Some(13))]);
        assert_eq!(told(false), [("ignore-ended", Some(13))], "what wasn't judged may be needed");
    }
}
