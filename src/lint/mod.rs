//! Lints: what can be said about links and notes without the network.
//!
//! A *rule* looks at one episode; what it finds is a [`Lint`] of a link or a [`Remark`] about the episode. Defects of an address that no listener can
//! use are no lints: they are told as [`crate::link::Flaw`] and judged as `invalid`. Which rules are on by default follows from what was measured on
//! real notes: those that are mostly wrong or mostly meant so are off.

mod add_up;
mod bare_domain;
mod credentials;
mod dead_prefix;
mod dead_service;
mod description_limit;
mod directives;
mod duplicate_link;
mod edit_link;
mod empty_text;
pub(crate) mod insecure_http;
mod lost_in_description;
mod mobile_host;
mod open_directive;
mod placeholder_text;
pub mod platform;
mod preview_url;
mod private_address;
mod prose;
mod shortener;
mod too_many_prefixes;
mod tracking_parameters;
mod unknown_directive;
mod vague_text;

pub use add_up::add_up;
pub(crate) use shortener::SERVICES as SHORTENERS;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use url::Url;

use crate::episode::Episode;
use crate::link::{Address, Group, Link, Lint};
use crate::source::Document;
use crate::text::{Position, Span};

/// Every rule, the gravest first.
pub const RULES: &[Rule] = &[
    private_address::RULE,
    preview_url::RULE,
    credentials::RULE,
    dead_prefix::RULE,
    dead_service::RULE,
    placeholder_text::RULE,
    description_limit::RULE,
    too_many_prefixes::RULE,
    unknown_directive::RULE,
    open_directive::RULE,
    bare_domain::RULE,
    lost_in_description::RULE,
    edit_link::RULE,
    mobile_host::RULE,
    tracking_parameters::RULE,
    insecure_http::RULE,
    duplicate_link::RULE,
    shortener::RULE,
    vague_text::RULE,
    empty_text::RULE,
];

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Some listener would do well with another address; nothing is wrong.
    Note,
    /// Some listeners don't get what was meant.
    Warning,
    /// No listener gets what was meant, or something leaks.
    Error,
}

impl Level {
    /// The name in reports and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// How much its findings weigh.
    pub level: Level,
    /// Whether it is applied where nobody says otherwise.
    pub on: bool,
    /// One line.
    pub title: &'static str,
    /// What it means, how it is found, and what to do.
    pub help: &'static str,
    /// Looks at one episode.
    check: fn(&Scene<'_>, &mut Findings),
}

/// The rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// How much a remark on a link weighs: what is no rule is the defect of an address that nobody can use.
pub fn level_of(code: &str) -> Level {
    rule(code).map_or(Level::Error, |rule| rule.level)
}

/// Which rules are applied, by their codes. Where a code is in neither set, the rule's own default holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Rules to apply.
    pub on: BTreeSet<String>,
    /// Rules not to apply; stronger than `on`.
    pub off: BTreeSet<String>,
    /// Whether a document that is no feed is the draft of what a feed will hold: of many, nobody knows that.
    pub draft: bool,
}

impl Options {
    fn applies(&self, rule: &Rule) -> bool {
        (rule.on || self.on.contains(rule.code)) && !self.off.contains(rule.code)
    }
}

/// A finding about an episode as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The code of the rule.
    pub code: &'static str,
    /// What is the matter and what to do, in a sentence.
    pub message: String,
    /// Where, if it has a place.
    pub position: Option<Position>,
}

/// What a rule sees.
pub(crate) struct Scene<'a> {
    document: &'a Document,
    episode: &'a Episode,
    links: &'a [Link],
    /// Whether this is the draft of what a feed will hold.
    is_draft: bool,
    /// The directives of the notes, once a rule has asked for them.
    directives: OnceCell<Vec<Vec<directives::Placed>>>,
}

impl<'a> Scene<'a> {
    /// The links that lead to the web with an address that works as written, and their indices. Those that the podcast host appended are left out:
    /// the editor can't mend them.
    fn web(&self) -> impl Iterator<Item = (usize, &'a Link, &'a Url)> + use<'a> {
        self.links.iter().enumerate().filter(|(_, link)| link.group != Group::Host).filter_map(|(index, link)| {
            let Address::Web(url) = &link.address else { return None };
            Some((index, link, &**url))
        })
    }
}

/// What the rules found in one episode.
#[derive(Debug, Default)]
struct Findings {
    code: &'static str,
    links: Vec<(usize, Lint)>,
    episode: Vec<(Remark, Option<Span>)>,
}

impl Findings {
    fn link(&mut self, index: usize, message: impl Into<Cow<'static, str>>, suggestion: Option<String>) {
        self.links.push((index, Lint { code: self.code, message: message.into(), suggestion }));
    }

    fn episode(&mut self, message: impl Into<String>, span: Option<Span>) {
        self.episode.push((Remark { code: self.code, message: message.into(), position: None }, span));
    }
}

/// Applies the rules to an episode of a document. `links` are all of that episode: what is found about one of them is added to it, unless a directive
/// asks to leave it out; what is found about the episode is returned.
pub fn examine(document: &Document, episode: &Episode, links: &mut [Link], options: &Options) -> Vec<Remark> {
    let mut findings = Findings::default();
    let scene = Scene { document, episode, links, is_draft: options.draft, directives: OnceCell::new() };
    for rule in RULES.iter().filter(|rule| options.applies(rule)) {
        findings.code = rule.code;
        (rule.check)(&scene, &mut findings);
    }
    for (index, lint) in findings.links {
        // Most links have one remark or none: no room for more is kept.
        links[index].lints.reserve_exact(1);
        links[index].lints.push(lint);
    }
    for link in links.iter_mut().filter(|link| link.ignored.is_some()) {
        link.lints.clear();
    }
    for link in links.iter_mut().filter(|link| link.lints.len() > 1) {
        let mut found = std::mem::take(&mut link.lints);
        add_up(link, None, &mut found);
        link.lints = found;
    }
    let placed = |(remark, span): (Remark, Option<Span>)| Remark {
        position: span.map(|span| document.position(span.start)),
        ..remark
    };
    findings.episode.into_iter().map(placed).collect()
}

#[cfg(test)]
mod tests;
