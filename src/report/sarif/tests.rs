use boon::{Compiler, Schemas};
use serde_json::Value;

use super::super::tests::{fixture, hostile};
use super::super::{Remark, Report, ReportLink};
use super::*;

const OFFICIAL: &str = include_str!("../../../fixtures/sarif/sarif-schema-2.1.0.json");

fn log(report: &Report) -> Value {
    let mut bytes = Vec::new();
    render(report, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// What the official schema says against a log.
fn complaint(log: &Value) -> Option<String> {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", serde_json::from_str(OFFICIAL).unwrap()).unwrap();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(log, schema).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_official_schema_accepts_it() {
    assert_eq!(complaint(&log(&fixture::report())), None);
    assert_eq!(complaint(&log(&hostile::report())), None);
}

#[test]
fn the_official_schema_would_complain() {
    let mut log = log(&fixture::report());
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(complaint(&log).is_some());
}

#[test]
fn every_result_names_its_rule() {
    let log = log(&fixture::report());
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn fingerprints_outlive_moved_lines_and_never_repeat() {
    let prints = |report: &Report| -> Vec<String> {
        let log = log(report);
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|it| it["partialFingerprints"]["aircheck/v1"].as_str().unwrap().to_owned()).collect()
    };
    let mut report = fixture::report();
    let before = prints(&report);
    for link in &mut report.links {
        link.line += 7;
    }
    assert_eq!(before, prints(&report));
    let different: std::collections::BTreeSet<_> = before.iter().collect();
    assert_eq!(different.len(), before.len());
}

/// The fixes of a moved link at such a place.
fn fixes(end_column: Option<u32>, suggestion: &str) -> usize {
    let mut report = fixture::report();
    let link: &mut ReportLink = &mut report.links[1];
    link.places[0].end_column = end_column;
    link.judgement.as_mut().unwrap().suggestion = Some(suggestion.to_owned());
    let log = log(&report);
    log["runs"][0]["results"][1]["fixes"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_fix_is_offered_only_where_its_spelling_is_certain() {
    assert_eq!(fixes(Some(29), "https://show.example/journal/new"), 1);
    assert_eq!(fixes(None, "https://show.example/journal/new"), 0);
    assert_eq!(fixes(Some(29), "https://show.example/?a=1&b=2"), 0);
    assert_eq!(fixes(Some(29), "https://show.example/a_(b)"), 0);
}

#[test]
fn a_remark_has_a_state_of_its_own() {
    let remark = |code, baseline| Remark {
        code,
        level: "warning",
        asked: false,
        message: "Why.".into(),
        suggestion: None,
        fails: false,
        baseline,
    };
    let mut report = fixture::report();
    // A link that an interrupted run didn't come to has no verdict to know.
    let lints = vec![remark("shortener", Some(true)), remark("vague-text", Some(false)), remark("edit-link", None)];
    report.links = vec![ReportLink { lints, ..fixture::notes("https://a.example/", "A", 1) }];
    let log = log(&report);
    let states: Vec<_> = log["runs"][0]["results"].as_array().unwrap().iter().map(|it| &it["baselineState"]).collect();
    assert_eq!(states[..3], [&Value::from("unchanged"), &Value::from("new"), &Value::Null]);
}
