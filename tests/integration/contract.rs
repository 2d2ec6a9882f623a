//! The JSON document: every field is always there, in an order that depends on the sources only.

use serde_json::Value;

use crate::driver::{Desk, page};
use crate::report::Report;
use crate::web::{self, Web};

/// The fields of a link that only a check fills.
const OF_THE_CHECK: &[&str] = &[
    "verdict",
    "reason",
    "message",
    "permanent",
    "status",
    "final_url",
    "suggestion",
    "hops",
    "attempts",
    "elapsed_ms",
    "first_failed",
    "last_ok",
    "confirmed",
    "change",
    "fails",
];

/// The fields of a link that stand in its source.
const OF_THE_LINK: &[&str] =
    &["url", "href", "text", "section", "kind", "group", "episode", "source", "line", "column", "places", "lints"];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn every_field_is_there_whatever_is_known() {
    let web = Web::new().on("/knots", [web::ok()]);
    let notes = format!(
        "<a href='{}'>Knots</a> <a href='mailto:x@example.com'>Mail</a> <a href='http:///'>Broken</a>",
        web.url("/knots")
    );
    let desk = Desk::new().file("page.html", page(&notes));
    let ran = desk.run(&["check", "page.html", "--format", "json", "--allow-private", "127.0.0.1"]).ends(1);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["schema"], "aircheck/1");
    let links = value["links"].as_array().unwrap();
    assert_eq!(links.len(), 3);
    for link in links {
        for field in OF_THE_LINK.iter().chain(OF_THE_CHECK) {
            assert!(keys(link).contains(field), "{field} is missing in {link}");
        }
    }
    let report = Report::of(&ran);
    assert_eq!((report.schema.as_str(), report.version.as_str()), ("aircheck/1", env!("CARGO_PKG_VERSION")));
    assert!(report.started <= report.finished);
    assert!(report.links.iter().all(|link| link.episode == report.episodes[0].id));
}

#[test]
fn a_listing_has_no_field_of_the_check_and_asks_nobody() {
    let trap = Web::new();
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>Knots</a>", trap.url("/knots"))));
    let ran = desk.run(&["links", "page.html", "--format", "json"]).ends(0);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let link = &value["links"][0];
    assert!(OF_THE_LINK.iter().all(|field| keys(link).contains(field)), "{link}");
    assert!(OF_THE_CHECK.iter().all(|field| !keys(link).contains(field)), "{link}");
    assert!(!keys(&value["summary"]).contains(&"broken"));
}

#[test]
fn the_order_is_that_of_the_sources() {
    let desk = Desk::new();
    let mut expected = Vec::new();
    let mut desk = desk;
    for name in ["a", "b", "c", "d"] {
        let notes = (0..20)
            .map(|n| format!("<a href='https://{name}.example/{n}'>Link {n}</a>\n"))
            .collect::<Vec<_>>()
            .concat();
        desk = desk.file(&format!("notes/{name}.html"), page(&notes));
        expected.extend((0..20).map(|n| format!("https://{name}.example/{n}")));
    }
    let report = Report::of(&desk.run(&["links", "notes", "--format", "json"]).ends(0));
    let urls: Vec<_> = report.links.iter().map(|link| link.url.clone()).collect();
    assert_eq!(urls, expected);
    assert_eq!(report.episodes.iter().map(|episode| episode.id).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn the_rule_that_found_the_notes_is_named() {
    let desk = Desk::new()
        .file("heading.html", page("<a href='https://a.example/'>A</a>"))
        .file("bare.html", "<a href='https://b.example/'>B</a>");
    let report = Report::of(&desk.run(&["links", "heading.html", "bare.html", "--format", "json"]).ends(0));
    let rules: Vec<_> = report.episodes.iter().map(|episode| (episode.rule.as_deref(), episode.fallback)).collect();
    assert_eq!(rules[0], (Some("heading"), false));
    assert!(rules[1].1, "{rules:?}");
    assert_eq!(report.sources[0].rule.as_deref(), Some("heading"));
}

#[test]
fn several_reports_come_out_of_one_run() {
    let desk = Desk::new().file("page.html", page("<a href='https://a.example/'>A</a>"));
    let more = ["--format", "json", "--output", "report.json", "--format", "terminal", "--output", "report.txt"];
    let ran = desk.run(&[&["links", "page.html"], &more[..]].concat()).ends(0);
    assert_eq!(ran.out, "");
    assert_eq!(Report::read(&desk.read("report.json")).links[0].url, "https://a.example/");
    let text = desk.read("report.txt");
    assert!(text.contains("https://a.example/") && !text.contains('\x1b'), "{text}");
}

#[test]
fn an_output_that_cannot_be_written_is_said_before_anything_is_asked() {
    let trap = Web::new();
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>A</a>", trap.url("/"))));
    let ran =
        desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--output", "no/such/report.json"]).ends(2);
    assert!(ran.err.contains("no/such/report.json") && ran.out.is_empty(), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_report_is_written_through_a_link_that_leads_to_nothing_yet() {
    let desk = Desk::new().file("page.html", page("<a href='mailto:x@y.example'>Mail</a>"));
    std::os::unix::fs::symlink("real.json", desk.path("link.json")).unwrap();
    desk.run(&["check", "page.html", "--no-store", "--format", "json", "--output", "link.json"]).ends(0);
    assert!(std::fs::symlink_metadata(desk.path("link.json")).unwrap().is_symlink());
    assert!(desk.read("real.json").contains("aircheck/1"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_could_not_be_finished_leaves_the_one_before() {
    use std::process::Command;

    use crate::driver::Ran;
    let links = |number: usize| format!("<p><a href='https://a.example/{number}'>A</a></p>").repeat(number);
    let desk = Desk::new().file("page.html", page(&links(1)));
    let arguments = ["links", "page.html", "--output", "report.json"];
    desk.run(&arguments).ends(0);
    let before = desk.read("report.json");
    std::fs::write(desk.path("page.html"), page(&(0..100).map(links).collect::<String>())).unwrap();
    // The shell lets no file grow larger than a few kilobytes, as a full disk does.
    let plain = desk.command(&arguments);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(plain.get_program()).args(arguments);
    let ran = Ran::of(command.current_dir(desk.path(""))).ends(2);
    assert!(ran.err.contains("report.json: can't be written") && !ran.err.contains(".part"), "{}", ran.err);
    assert_eq!(desk.read("report.json"), before);
    let names = std::fs::read_dir(desk.path("")).unwrap().count();
    assert_eq!(names, 2, "nothing is left beside it");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_keeps_no_other_from_being_written() {
    let desk = Desk::new().file("page.html", page("<a href='https://a.example/x'>A</a>"));
    let outputs = ["--format", "compact", "--format", "markdown", "--output", "/dev/full", "--output", "report.json"];
    let ran = desk.run(&[&["links", "page.html"][..], &outputs].concat()).ends(2);
    assert!(ran.err.contains("/dev/full: can't be written"), "{}", ran.err);
    assert!(desk.read("report.json").contains("https://a.example/x"));
    assert!(ran.out.contains("https://a.example/x"), "{}", ran.out);
}

#[test]
fn a_listing_lists_the_links_in_every_format_for_readers() {
    let notes = "<a href='https://a.example/x'>The  <b>knot</b></a> <a href='mailto:us@b.example'></a>";
    let desk = Desk::new().file("page.html", page(notes));
    for format in ["terminal", "csv", "junit", "html", "markdown", "compact", "github"] {
        let ran = desk.run(&["links", "page.html", "--format", format]).ends(0);
        for part in ["https://a.example/x", "The knot", "mailto:us@b.example"] {
            assert!(ran.out.contains(part), "{format}: {part}\n{}", ran.out);
        }
    }
    let compact = desk.run(&["links", "page.html", "--format", "compact"]).ends(0).out;
    assert_eq!(
        compact,
        "page.html:5:10: link: https://a.example/x: The knot\npage.html:5:61: link: mailto:us@b.example\n"
    );
}

#[test]
fn a_listing_says_which_links_a_check_would_leave_alone() {
    let notes = "<a href='https://a.example/x'>A</a> <a href='https://b.example/y'>B</a>";
    let desk = Desk::new().file("page.html", page(notes));
    let out =
        |format: &str| desk.run(&["links", "page.html", "--exclude", "b.example", "--format", format]).ends(0).out;
    for format in ["terminal", "compact", "json"] {
        assert_eq!(out(format).matches("excluded by b.example").count(), 1, "{format}\n{}", out(format));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_to_what_the_shell_has_opened_follows_what_stands_there() {
    let desk = Desk::new().file("page.html", page("<a href='https://a.example/'>A</a>")).file("log", "before\n");
    let log = std::fs::OpenOptions::new().append(true).open(desk.path("log")).unwrap();
    let mut command = desk.command(&["links", "page.html", "--format", "csv", "--output", "/dev/stdout"]);
    assert!(command.stdout(log).status().unwrap().success());
    let log = desk.read("log");
    assert!(log.starts_with("before\nverdict,") && log.contains("https://a.example/"), "{log}");
}
