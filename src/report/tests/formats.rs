//! One snapshot a format.

use super::super::*;
use super::fixture;

/// The report in a format, colours and all.
fn written(format: Format) -> String {
    let mut bytes = Vec::new();
    let look = Look { width: 80, detail: Detail::Findings };
    render(format, &fixture::report(), look, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn one_report_in_every_format() {
    for format in Format::all() {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format.name(), written(format));
        });
    }
}

#[test]
fn every_format_stands_at_its_own_place_in_the_table() {
    for (index, format) in Format::all().enumerate() {
        assert_eq!(format as usize, index, "{}", format.name());
    }
}

#[test]
fn json_lines_hold_what_the_document_holds() {
    let document: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
    let lines: Vec<serde_json::Value> =
        written(Format::JsonLines).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (ending, before) = lines.split_last().unwrap();
    assert_eq!(document["links"].as_array().unwrap(), before);
    for key in ["schema", "version", "started", "finished", "summary", "sources", "episodes"] {
        assert_eq!(document[key], ending[key], "{key}");
    }
}

#[test]
fn a_table_has_a_row_a_link_and_as_many_cells_as_columns() {
    let written = written(Format::Csv);
    let mut table = ::csv::Reader::from_reader(written.as_bytes());
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    let report = fixture::report();
    let remarks = report.episodes.iter().map(|episode| episode.lints.len()).sum::<usize>();
    let unread = report.sources.iter().filter(|source| source.error.is_some()).count();
    assert_eq!((rows.len(), remarks, unread), (report.links.len() + remarks + unread, 1, 1));
    assert_eq!((&rows[0][0], &rows[rows.len() - 1][0]), ("broken", "unread"));
}

#[test]
fn a_remark_that_fails_the_run_is_told_once_in_junit() {
    let mut link = fixture::remarked();
    link.lints[0].fails = true;
    let mut bytes = Vec::new();
    let look = Look { width: 80, detail: Detail::Findings };
    render(Format::Junit, &fixture::frozen(vec![link], vec![fixture::first()]), look, &mut bytes).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    assert_eq!(written.matches("with https").count(), 2, "its message, and its line: {written}");
}

#[test]
fn what_is_said_of_an_episode_stands_in_every_format() {
    for format in Format::all() {
        let text = written(format);
        assert!(text.contains("placeholder-text") && text.contains("a placeholder was left"), "{}", format.name());
    }
}

#[test]
fn a_rule_is_explained_where_a_format_explains_codes() {
    let rule = crate::lint::rule("placeholder-text").unwrap();
    for format in [Format::Sarif, Format::Html] {
        let text = written(format);
        let start = |text: &str| text.split(['`', '"', '\'', '<', '&']).next().unwrap().to_owned();
        assert!(text.contains(&start(rule.title)) && text.contains(&start(rule.help)), "{}", format.name());
    }
}
