//! Links of what was read first are asked while the rest is still being read.

use std::process::{Command, Stdio};

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Reply, Web};

/// A show of two pages with these notes. The second page comes once `elsewhere`, which `SITE` in the notes stands for, was asked for `gate`.
fn show(elsewhere: &Web, gate: &str, notes: [&str; 2]) -> (Web, Desk) {
    let web = Web::new();
    let [first, second] =
        notes.map(|links| web::answer("200 OK", "", &page(&links.replace("SITE", &elsewhere.url("")))));
    let entries = ["/ep/1", "/ep/2"].map(|path| format!("<url><loc>{}</loc></url>", web.url(path)));
    let web = web.on("/ep/1", [first]).on("/ep/2", [elsewhere.after(gate, second)]);
    (web, Desk::new().file("sitemap.xml", format!("<urlset>{}</urlset>", entries.concat())))
}

fn elsewhere() -> Web {
    Web::at("127.0.0.2")
}

const CHECK: &[&str] = &["check", "sitemap.xml", "--allow-private", "127.0.0.0/8", "--kind", "notes", "--format"];

fn check(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[CHECK, &["json"], more].concat())
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
    let web = elsewhere().on("/knots", [knots()]);
    let notes = ["<a href='SITE/knots'>Knots</a>", "<a href='SITE/knots'>All of them</a>"];
    let (_site, desk) = show(&web, "/knots", notes);
    let report = Report::of(&check(&desk, &[]).ends(0));
    assert_eq!(report.links.len(), 2);
    assert!(report.links.iter().all(|link| link.verdict.as_deref() == Some("ok")));
    assert_eq!(web.asked("/knots").len(), 1);
}

#[test]
fn a_place_that_a_later_page_names_is_looked_for() {
    let web = elsewhere().on("/knots", [knots()]);
    let later = "<a href='SITE/knots#bowline'>Bowline</a> <a href='SITE/knots#granny'>Granny</a>";
    let (_site, desk) = show(&web, "/knots", ["<a href='SITE/knots'>Knots</a>", later]);
    let report = Report::of(&check(&desk, &[]).ends(0));
    let verdict = |place: &str| report.link(&web.url(&format!("/knots{place}"))).verdict.clone();
    assert_eq!([verdict(""), verdict("#bowline")], [Some("ok".to_owned()), Some("ok".to_owned())]);
    assert_ne!(verdict("#granny"), Some("ok".to_owned()));
    assert_eq!(web.asked("/knots").len(), 2);
}

#[test]
fn what_an_earlier_run_knows_is_not_asked_ahead() {
    let web = elsewhere().on("/hitches", [web::ok()]).on("/knots", [knots()]).on("/bends", [web::ok()]);
    let store = ["--store", "store.db"];
    let notes = "<a href='SITE/hitches'>Hitches</a> <a href='SITE/knots'>Knots</a>";
    let desk = Desk::new().file("first.html", page(&notes.replace("SITE", &web.url(""))));
    let arguments = ["check", "first.html", "--allow-private", "127.0.0.0/8"];
    desk.run(&[&arguments[..], &store].concat()).ends(0);
    let (_site, second) =
        show(&web, "/bends", [&format!("{notes} <a href='SITE/bends'>Bends</a>"), "<a href='SITE/hitches'>x</a>"]);
    let desk = desk.file("sitemap.xml", second.read("sitemap.xml"));
    check(&desk, &store).ends(0);
    assert_eq!((web.asked("/hitches").len(), web.asked("/knots").len(), web.asked("/bends").len()), (1, 1, 1));
}

#[test]
fn what_a_cut_leaves_out_is_not_asked_ahead() {
    let web = elsewhere().on("/bends", [web::ok()]);
    let dated = |day: &str, path: &str| {
        let link = format!("<a href='{}'>A link about knots</a>", web.url(path));
        page(&link).replace("<head>", &format!("<head><meta property='article:published_time' content='{day}'>"))
    };
    let pages = [dated("2026-01-01", "/knots"), dated("2026-01-02", "/bends")];
    let [first, second] = pages.map(|page| web::answer("200 OK", "", &page));
    let site = Web::new();
    let second = site.after("/ep/1", second);
    let entries = ["/ep/1", "/ep/2"].map(|path| format!("<url><loc>{}</loc></url>", site.url(path)));
    let _site = site.on("/ep/1", [first]).on("/ep/2", [second]);
    let desk = Desk::new().file("sitemap.xml", format!("<urlset>{}</urlset>", entries.concat()));
    let report = Report::of(&check(&desk, &["--latest", "1"]).ends(0));
    assert_eq!(report.links.len(), 1);
}

#[test]
fn a_dead_link_of_the_first_page_is_told_once() {
    let web = elsewhere().on("/knots", [web::not_found()]).on("/bends", [web::ok()]);
    let (_site, desk) = show(&web, "/knots", ["<a href='SITE/knots'>Knots</a>", "<a href='SITE/bends'>Bends</a>"]);
    let ran = desk.run(&[CHECK, &["jsonl"]].concat()).ends(1);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains("\"not-found\"")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    assert!(lines[0].contains(&web.url("/knots")));
}

#[test]
fn links_to_the_site_that_is_being_read_wait() {
    let site = Web::new();
    let pages: Vec<String> = (0..12).map(|number| format!("/ep/{number}")).collect();
    let entries: Vec<_> = pages.iter().map(|path| format!("<url><loc>{}</loc></url>", site.url(path))).collect();
    let notes = web::answer("200 OK", "", &page(&format!("<a href='{}'>Knots</a>", site.url("/knots"))));
    let site = pages.iter().fold(site, |site, path| site.on(path, [notes.clone()])).on("/knots", [knots()]);
    let desk = Desk::new().file("sitemap.xml", format!("<urlset>{}</urlset>", entries.concat()));
    check(&desk, &["--host-concurrency", "1"]).ends(0);
    let order = site.order();
    assert_eq!(order.iter().position(|asked| asked == "/knots"), Some(pages.len()), "{order:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_reading() {
    for command in ["check", "fix", "baseline"] {
        let (site, desk) = (Web::new().on("/ep/1", [Reply::Silence]), Desk::new());
        let arguments = [command, &site.url("/ep/1"), "--allow-private", "127.0.0.1"];
        let child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        site.wait_for("/ep/1");
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        let ran = Ran::end_of(child).ends(130);
        assert!(ran.err.contains("while the sources were being read"), "{}", ran.err);
    }
}
