//! Links of what was read first are asked while the rest is still being read.

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Reply, Web};

/// A show of two pages with these notes; the second page comes once `/knots` was asked for.
fn show(first: &str, second: &str) -> (Web, Desk) {
    let web = Web::new();
    let notes = |links: &str| web::answer("200 OK", "", &page(&links.replace("SITE", &web.url(""))));
    let (first, second) = (notes(first), notes(second));
    let map = format!(
        "<urlset><url><loc>{}</loc></url><url><loc>{}</loc></url></urlset>",
        web.url("/ep/1"),
        web.url("/ep/2")
    );
    let late = Reply::After("/knots".to_owned(), Box::new(second));
    (web.on("/ep/1", [first]).on("/ep/2", [late]), Desk::new().file("sitemap.xml", map))
}

fn check(desk: &Desk) -> Ran {
    desk.run(&["check", "sitemap.xml", "--allow-private", "127.0.0.1", "--format", "json", "--kind", "notes"])
}

/// A page about knots, with places on it.
fn knots() -> Reply {
    web::answer(
        "200 OK",
        "",
        "<title>Knots</title><h1>Knots</h1><p id=bowline>All about bowlines, hitches and bends.</p>",
    )
}

#[test]
fn a_link_is_asked_before_the_last_page_is_read() {
    let (web, desk) = show("<a href='SITE/knots'>Knots</a>", "<a href='SITE/knots'>All of them</a>");
    let web = web.on("/knots", [knots()]);
    let report = Report::of(&check(&desk).ends(0));
    assert_eq!(report.links.len(), 2);
    assert!(report.links.iter().all(|link| link.verdict.as_deref() == Some("ok")));
    assert_eq!(web.asked("/knots").len(), 1);
}

#[test]
fn a_place_that_a_later_page_names_is_looked_for() {
    let later = "<a href='SITE/knots#bowline'>Bowline</a> <a href='SITE/knots#granny'>Granny</a>";
    let (web, desk) = show("<a href='SITE/knots'>Knots</a>", later);
    let web = web.on("/knots", [knots()]);
    let report = Report::of(&check(&desk).ends(0));
    let verdict = |place: &str| report.link(&web.url(&format!("/knots{place}"))).verdict.clone();
    assert_eq!([verdict(""), verdict("#bowline")], [Some("ok".to_owned()), Some("ok".to_owned())]);
    assert_ne!(verdict("#granny"), Some("ok".to_owned()));
    assert_eq!(web.asked("/knots").len(), 2);
}

#[test]
fn what_an_earlier_run_knows_is_not_asked_ahead() {
    let (web, desk) = show("<a href='SITE/knots'>Knots</a>", "<a href='SITE/bends'>Bends</a>");
    let web = web.on("/knots", [knots()]).on("/bends", [web::ok()]);
    check(&desk).ends(0);
    check(&desk).ends(0);
    // That there still is a network, another target has to tell.
    assert_eq!((web.asked("/knots").len(), web.asked("/ep/1").len()), (1, 2));
}

#[test]
fn a_dead_link_of_the_first_page_is_told_once() {
    let (web, desk) = show("<a href='SITE/knots'>Knots</a>", "<a href='SITE/bends'>Bends</a>");
    let web = web.on("/knots", [web::not_found()]).on("/bends", [web::ok()]);
    let ran = desk.run(&["check", "sitemap.xml", "--allow-private", "127.0.0.1", "--format", "jsonl"]).ends(1);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains("\"not-found\"")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    assert!(lines[0].contains(&web.url("/knots")));
}
