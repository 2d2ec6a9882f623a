//! Sources: what can be named, and what happens to those that can't be read.

use crate::driver::{Desk, page};
use crate::report::Report;
use crate::web::{self, Web};

fn notes() -> String {
    page("<a href='https://a.example/'>A</a>")
}

#[test]
fn a_source_that_is_missing_is_named_and_the_others_are_read() {
    let desk = Desk::new().file("page.html", notes());
    let ran = desk.run(&["links", "missing.html", "page.html", "--format", "json"]).ends(2);
    assert!(ran.err.contains("missing.html"), "{}", ran.err);
    let report = Report::of(&ran);
    assert_eq!((report.summary.unread, report.summary.links), (1, 1));
    let failed = report.sources.iter().find(|source| source.error.is_some()).unwrap();
    assert!(failed.path.contains("missing.html") && failed.kind.is_none());
    assert_eq!(report.links[0].source, "page.html");
}

#[test]
fn findings_win_over_sources_that_cannot_be_read() {
    let web = Web::new().on("/gone", [web::not_found()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>A</a>", web.url("/gone"))));
    desk.run(&["check", "missing.html", "page.html", "--allow-private", "127.0.0.1"]).ends(1);
}

#[test]
fn a_page_without_notes_is_an_error_unless_that_is_allowed() {
    let desk = Desk::new().file("empty.html", "<title>Nothing</title><p>Nothing at all.");
    let ran = desk.run(&["links", "empty.html"]).ends(2);
    assert!(ran.err.contains("empty.html") && ran.err.contains("no show notes"), "{}", ran.err);
    desk.run(&["links", "empty.html", "--allow-empty"]).ends(0);
}

#[test]
fn standard_input_is_a_source() {
    let desk = Desk::new();
    let arguments = ["links", "-", "--base-url", "https://show.example/42", "--format", "json"];
    let report = Report::of(&desk.pipe(&arguments, &page("<a href='guest'>Guest</a>")).ends(0));
    assert_eq!(report.links[0].url, "https://show.example/guest");
}

#[test]
fn a_page_on_the_web_is_a_source_and_links_resolve_against_it() {
    let body = page("<a href='guest'>Guest</a>");
    let web = Web::new().on("/ep/42", [web::answer("200 OK", "", &body)]);
    let desk = Desk::new();
    let arguments = ["links", &web.url("/ep/42"), "--allow-private", "127.0.0.1", "--format", "json"];
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert_eq!(report.links[0].url, web.url("/ep/guest"));
}

#[test]
fn a_page_on_the_web_that_is_gone_is_an_error() {
    let web = Web::new().on("/ep/43", [web::not_found()]);
    let ran = Desk::new().run(&["links", &web.url("/ep/43"), "--allow-private", "127.0.0.1"]).ends(2);
    assert!(ran.err.contains("/ep/43") && ran.err.contains("404"), "{}", ran.err);
}

#[test]
fn folders_and_globs_are_read_in_the_order_of_their_paths() {
    let desk = Desk::new().file("notes/b.html", notes()).file("notes/a.html", notes()).file("notes/x.png", "no page");
    for source in ["notes", "notes/*.html"] {
        let report = Report::of(&desk.run(&["links", source, "--format", "json"]).ends(0));
        let names: Vec<_> = report.sources.iter().map(|source| source.path.replace('\\', "/")).collect();
        assert_eq!(names, ["notes/a.html", "notes/b.html"], "{source}");
    }
}
