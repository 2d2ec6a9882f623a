//! Text that attacks the reader, or the program that reads the report, is harmless in every format.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::super::plain::steers;
use super::super::*;
use super::fixture::{self, checked, first, frozen, notes};
use crate::verdict::Reason;

/// What a page or a feed may hold.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{9b}31m\u{7}",
    "a\r\n::error::b\n::stop-commands::c\n##[add-mask]x",
    "::error file=x::y",
    "]]><script>alert(1)</script><!-- --> \"'&amp; &",
    "=cmd()|'/C calc'!A0",
    "\u{202e}txt.exe\u{2066}\u{200b}\u{feff}",
    "\u{fffe}\u{ffff}\u{0}",
    "`</details>` |a|b| @octocat #1 [x](javascript:alert(1)) ![i](http://t.example/p.png) **b** \\",
    "javascript:alert(1)",
    "%0A::error::x,y:z%",
];

pub(in crate::report) fn report() -> Report {
    let mut links = Vec::new();
    for text in HOSTILE {
        let mut link = notes(text, text, 1);
        link.section = Some((*text).into());
        link.source = (*text).into();
        link.lints = vec![Remark {
            fails: false,
            code: "x",
            level: "error",
            asked: false,
            message: (*text).to_owned().into(),
            suggestion: Some((*text).to_owned()),
            baseline: None,
        }];
        links.push(checked(link.clone(), Reason::NotFound, |it| poison(it, text)));
        links.push(checked(link, Reason::BotWall, |it| poison(it, text)));
    }
    let text = HOSTILE.concat();
    let episode =
        ReportEpisode { title: Some(text.clone()), number: Some(text.clone()), date: Some(text.clone()), ..first() };
    let remark = ReportRemark {
        fails: false,
        code: "placeholder-text",
        level: "warning",
        asked: false,
        message: text.clone(),
        line: Some(1),
        column: Some(1),
    };
    let episode = ReportEpisode { lints: vec![remark], ..episode };
    let mut report = frozen(links, vec![ReportEpisode { source: text.clone(), page: Some(text.clone()), ..episode }]);
    report.sources[2].path = text.clone();
    report.sources[2].error = Some(text);
    report
}

fn poison(judgement: &mut Judgement, text: &str) {
    judgement.message = Some(text.to_owned().into());
    judgement.final_url = Some(text.to_owned());
    judgement.suggestion = Some(text.to_owned());
    judgement.hops = vec![ReportHop { url: text.to_owned(), status: 302 }];
}

fn written(format: Format) -> String {
    let mut bytes = Vec::new();
    render(format, &report(), Look { width: 80, detail: Detail::Everything }, &mut bytes).unwrap();
    anstream::adapter::strip_str(std::str::from_utf8(&bytes).unwrap()).to_string()
}

#[test]
fn nothing_steers_a_terminal() {
    for format in Format::all() {
        let text = written(format);
        let found = text.chars().find(|c| steers(*c) && !"\r\n\t".contains(*c));
        assert_eq!(found, None, "{}", format.name());
    }
}

#[test]
fn the_github_format_gives_no_commands_but_its_own() {
    for line in written(Format::Github).lines() {
        let own = ["::error title=", "::warning title=", "::notice title=", "::group::", "::endgroup::"];
        assert!(own.iter().any(|start| line.starts_with(start)) || matches!(inert(line), Cow::Borrowed(_)), "{line}");
        let properties = line.split("::").nth(1).unwrap_or_default();
        assert!(!properties.contains("file=x:") && !properties.contains(['\r', '\n']), "{line}");
    }
}

#[test]
fn no_line_of_json_is_a_command() {
    for format in [Format::Json, Format::JsonLines, Format::Sarif] {
        assert!(written(format).lines().all(|line| matches!(inert(line), Cow::Borrowed(_))), "{}", format.name());
    }
}

#[test]
fn no_line_of_the_page_itself_is_taken_for_a_command() {
    let mut bytes = Vec::new();
    render(Format::Html, &fixture::report(), Look { width: 80, detail: Detail::Everything }, &mut bytes).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    assert!(page.lines().all(|line| matches!(inert(line), Cow::Borrowed(_))));
}

#[test]
fn junit_is_well_formed() {
    let text = written(Format::Junit);
    let document = roxmltree::Document::parse(&text).unwrap();
    let cases = |parent: roxmltree::Node<'_, '_>| parent.descendants().filter(|it| it.has_tag_name("testcase")).count();
    for suite in document.descendants().filter(|it| it.has_tag_name("testsuite") || it.has_tag_name("testsuites")) {
        assert_eq!(suite.attribute("tests").unwrap(), cases(suite).to_string());
    }
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::CData(_) | Event::Comment(_) | Event::DocType(_) => panic!("only elements and text are written"),
            Event::Eof => break,
            _ => (),
        }
    }
    assert_eq!(depth, 0);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let text = written(Format::Csv);
    let mut table = ::csv::Reader::from_reader(text.as_bytes());
    for cell in table.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
    }
}
