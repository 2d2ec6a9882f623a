//! SARIF 2.1.0, for code scanning: findings as results, reason codes as rules, suggestions as fixes.
//!
//! What a robot can't judge is left out: nobody can resolve such an alert.

mod model;
mod uri;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::ser::PrettyFormatter;

use super::finding::{Finding, Level, findings_and_known, shown_address};
use super::fingerprint::{self, Fingerprints};
use super::json::value;
use super::phrase::episode_name;
use super::remark::{self, EpisodeRemark};
use super::{Detail, Report, ReportPlace, ReportSource, RunRemark, plain};
use crate::lint;
use crate::verdict::{Class, Reason};
use model::{
    Artifact, ArtifactChange, ArtifactLocation, Configuration, Content, Driver, Fix, Invocation, Location, Log,
    Message, Notification, PhysicalLocation, Region, Replacement, ResultObject, Rule, RuleProperties, Run, Text, Tool,
};

/// Writes the log.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: model::SCHEMA, version: "2.1.0", runs: [run(report)] };
    value(&log, PrettyFormatter::new(), out)?;
    writeln!(out)
}

fn run(report: &Report) -> Run<'_> {
    let mut rules = Rules::default();
    let mut fingerprints = Fingerprints::default();
    let findings = findings_and_known(report);
    let mut results: Vec<_> = findings.map(|finding| result(report, &finding, &mut rules, &mut fingerprints)).collect();
    let remarks = remark::remarks(report, Detail::Findings);
    results.extend(remarks.map(|remark| result_of_remark(&remark, &mut rules, &mut fingerprints)));
    let driver = Driver {
        name: "aircheck",
        version: report.version,
        semantic_version: report.version,
        full_name: "aircheck, a link checker for podcast show notes",
        rules: rules.rules,
    };
    Run {
        tool: Tool { driver },
        invocations: [invocation(report)],
        column_kind: "unicodeCodePoints",
        artifacts: report.sources.iter().map(artifact).collect(),
        results,
    }
}

fn artifact(source: &ReportSource) -> Artifact {
    Artifact { location: ArtifactLocation { uri: uri::of(&source.path) } }
}

fn invocation(report: &Report) -> Invocation<'_> {
    let run = report.summary.counts.as_ref().map(|counts| counts.run);
    let unread = report.sources.iter().filter_map(|source| {
        let uri = uri::of(&source.path);
        let location = Location {
            physical_location: PhysicalLocation { artifact_location: ArtifactLocation { uri }, region: None },
        };
        let text = format!("{}: {}", source.path, source.error.as_ref()?);
        let message = Message { text: plain(&text).into_owned() };
        Some(Notification { level: "error", message, locations: [location] })
    });
    Invocation {
        execution_successful: report.summary.unread == 0 && run.is_none_or(|run| run.network && !run.interrupted),
        start_time_utc: &report.started,
        end_time_utc: &report.finished,
        tool_execution_notifications: unread.collect(),
        tool_configuration_notifications: report.remarks.iter().map(about_settings).collect(),
    }
}

fn about_settings(remark: &RunRemark) -> Notification {
    let region = remark.line.map(|start_line| Region { start_line, start_column: 1, end_column: None });
    let artifact_location = ArtifactLocation { uri: uri::of(&remark.source) };
    let message = Message { text: plain(&remark.message).into_owned() };
    let location = Location { physical_location: PhysicalLocation { artifact_location, region } };
    Notification { level: "warning", message, locations: [location] }
}

fn result<'a>(
    report: &Report,
    finding: &Finding<'a>,
    rules: &mut Rules,
    fingerprints: &mut Fingerprints,
) -> ResultObject<'a> {
    let link = finding.link;
    ResultObject {
        rule_id: finding.code,
        rule_index: rules.index(finding.code),
        level: level(finding.level),
        message: Message { text: message(finding) },
        locations: link.places.iter().take(MOST_PLACES).map(|place| location(&link.source, place)).collect(),
        partial_fingerprints: BTreeMap::from([(fingerprint::NAME, fingerprints.of(report.episode(link), finding))]),
        baseline_state: baseline_state(finding),
        fixes: fix(finding).into_iter().collect(),
    }
}

fn result_of_remark<'a>(
    remark: &EpisodeRemark<'a>,
    rules: &mut Rules,
    fingerprints: &mut Fingerprints,
) -> ResultObject<'a> {
    let artifact_location = ArtifactLocation { uri: uri::of(&remark.episode.source) };
    let (start_line, start_column) = remark.line_and_column();
    let region = Some(Region { start_line, start_column, end_column: None });
    ResultObject {
        rule_id: remark.code,
        rule_index: rules.index(remark.code),
        level: level(remark.level),
        message: Message { text: escaped(&format!("{}: {}", episode_name(remark.episode), remark.message)) },
        locations: vec![Location { physical_location: PhysicalLocation { artifact_location, region } }],
        partial_fingerprints: BTreeMap::from([(fingerprint::NAME, fingerprints.of_remark(remark))]),
        baseline_state: None,
        fixes: Vec::new(),
    }
}

/// Against a baseline (SARIF §3.27.24).
fn baseline_state(finding: &Finding<'_>) -> Option<&'static str> {
    Some(if finding.baseline? { "unchanged" } else { "new" })
}

/// How many places of one link are told: a feed may repeat a link without end.
const MOST_PLACES: usize = 20;

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What is said of a link.
fn message(finding: &Finding<'_>) -> String {
    let instead = finding.instead().map(|suggestion| format!(" Write {suggestion}")).unwrap_or_default();
    escaped(&format!("{}: {}{instead}", shown_address(finding.link), finding.message))
}

/// A sentence; its brackets make no links (SARIF §3.11.6).
fn escaped(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn location(source: &str, place: &ReportPlace) -> Location {
    let artifact_location = ArtifactLocation { uri: uri::of(source) };
    Location { physical_location: PhysicalLocation { artifact_location, region: Some(region(place)) } }
}

fn region(place: &ReportPlace) -> Region {
    Region { start_line: place.line, start_column: place.column, end_column: place.end_column }
}

/// A fix, where every place holds the address letter by letter and the suggestion is spelt alike everywhere.
fn fix(finding: &Finding<'_>) -> Option<Fix> {
    let (link, suggestion) = (finding.link, finding.suggestion?);
    let known = !link.places.is_empty() && link.places.iter().all(|place| place.end_column.is_some());
    if !known || !is_spelt_alike(suggestion) {
        return None;
    }
    let replacement = |place| Replacement {
        deleted_region: region(place),
        inserted_content: Content { text: suggestion.to_owned() },
    };
    let artifact_location = ArtifactLocation { uri: uri::of(&link.source) };
    let replacements = link.places.iter().map(replacement).collect();
    Some(Fix {
        description: Message { text: format!("Write {suggestion}") },
        artifact_changes: [ArtifactChange { artifact_location, replacements }],
    })
}

/// Whether an address needs no escapes in HTML, XML, Markdown, JSON, YAML or TOML.
fn is_spelt_alike(address: &str) -> bool {
    address.chars().all(|c| c.is_ascii_alphanumeric() || ":/?#@!$+,;=.~%-_".contains(c))
}

/// The rules that the results name, in the order in which they come up.
#[derive(Default)]
struct Rules {
    rules: Vec<Rule>,
    places: BTreeMap<&'static str, usize>,
}

impl Rules {
    fn index(&mut self, code: &'static str) -> usize {
        let rules = &mut self.rules;
        *self.places.entry(code).or_insert_with(|| {
            rules.push(rule(code));
            rules.len() - 1
        })
    }
}

fn rule(code: &'static str) -> Rule {
    let (title, help, class, level) = told(code);
    let severity = if level == "note" { "recommendation" } else { level };
    Rule {
        id: code,
        short_description: Text { text: title, markdown: None },
        full_description: Text { text: help, markdown: None },
        help: Text { text: help, markdown: Some(format!("{help}\n\n`aircheck explain {code}` says so, too.")) },
        default_configuration: Configuration { level },
        properties: RuleProperties { tags: ["show-notes", class], precision: "high", problem_severity: severity },
    }
}

/// What the tables say of a code: title, help, class and level.
fn told(code: &'static str) -> (&'static str, &'static str, &'static str, &'static str) {
    if let Some(text) = Reason::from_code(code).map(Reason::text) {
        let level = match text.class {
            Class::Broken | Class::Invalid => "error",
            Class::Suspicious => "warning",
            _ => "note",
        };
        return (text.title, text.help, text.class.name(), level);
    }
    let Some(rule) = lint::rule(code) else { return (code, code, "lint", "note") };
    let level = match rule.level {
        lint::Level::Error => "error",
        lint::Level::Warning => "warning",
        lint::Level::Note => "note",
    };
    (rule.title, rule.help, "lint", level)
}

#[cfg(test)]
mod tests;
