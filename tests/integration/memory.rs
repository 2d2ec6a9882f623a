//! What runs remember of each other.

use serde_json::Value;

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Web};

fn link(url: &str) -> String {
    format!("<p><a href=\"{url}\">A link about knots</a></p>")
}

fn check(desk: &Desk, more: &[&str]) -> Ran {
    let usual = ["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--retries", "0"];
    let asks_all: &[&str] = if more.contains(&"--max-age") { &[] } else { &["--max-age", "0"] };
    desk.run(&[&usual[..], &["--store", "store.db"], asks_all, more].concat())
}

/// Verdict, whether it counts, and what is different, of the only link.
fn word(ran: &Ran) -> (String, Option<bool>, Option<String>) {
    let link = Report::of(ran).links.into_iter().next().unwrap();
    (link.verdict.unwrap(), link.confirmed, link.change)
}

fn said(verdict: &str, confirmed: Option<bool>, change: Option<&str>) -> (String, Option<bool>, Option<String>) {
    (verdict.to_owned(), confirmed, change.map(str::to_owned))
}

#[test]
fn what_a_run_does_not_look_for_is_not_remembered_for_it() {
    let body = "<h2 id=one>1</h2><p>All about knots and how they are tied.</p>";
    let web = Web::new().on("/knots", [web::answer("200 OK", "", body)]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots#nope"))));
    let all = |more: &[&str]| check(&desk, &[&["--max-age", "1"], more].concat());
    assert_eq!(word(&all(&[])).0, "suspicious");
    assert_eq!(word(&all(&[])).0, "suspicious");
    assert_eq!(word(&all(&["--no-anchors"])).0, "ok");
}

#[test]
fn a_death_is_told_once_and_its_recovery_once() {
    // Two looks in the first run that sees it gone, one in the next: that is the second one already.
    let gone = web::not_found;
    let web = Web::new().on("/knots", [web::ok(), gone(), gone(), gone(), web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    assert_eq!(word(&check(&desk, &[]).ends(0)), said("ok", None, None));
    assert_eq!(word(&check(&desk, &[]).ends(1)), said("broken", Some(true), Some("new")));
    assert_eq!(word(&check(&desk, &[]).ends(1)), said("broken", Some(true), Some("known")));
    assert_eq!(word(&check(&desk, &[]).ends(0)), said("ok", None, Some("recovered")));
    assert_eq!(word(&check(&desk, &[]).ends(0)), said("ok", None, None));
}

#[test]
fn a_first_run_has_no_last_run_to_differ_from() {
    let web = Web::new().on("/gone", [web::answer("410 Gone", "", "")]).on("/new", [web::answer("410 Gone", "", "")]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/gone"))));
    let reports = ["--output", "report.json", "--output", "report.md", "--output", "report.html"];
    let news = |desk: &Desk| {
        check(desk, &reports).ends(1);
        ["report.md", "report.html"].map(|name| desk.read(name).contains("since the last run"))
    };
    assert_eq!(news(&desk), [false, false]);
    let desk = desk.file("page.html", page(&(link(&web.url("/gone")) + &link(&web.url("/new")))));
    assert_eq!(news(&desk), [true, true]);
}

#[test]
fn what_may_pass_fails_no_run_until_it_has_lasted() {
    let web = Web::new().on("/knots", [web::answer("503 Busy", "", "")]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    let first = check(&desk, &["--confirm-after", "2"]).ends(0);
    assert_eq!(word(&first), said("broken", Some(false), None));
    let report: Value = serde_json::from_str(&first.out).unwrap();
    let message = report["links"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("failing since 20") && message.contains(", not yet confirmed: "), "{message}");
    let apart = check(&desk, &["--confirm-after", "2", "--confirm-apart", "20"]).ends(0);
    assert_eq!(word(&apart), said("broken", Some(false), None));
    assert_eq!(word(&check(&desk, &["--confirm-after", "2"]).ends(1)), said("broken", Some(true), Some("new")));
}

#[test]
fn a_fresh_success_is_not_asked_again_but_a_failure_and_a_new_place_are() {
    let anchors = web::answer("200 OK", "", "<title>Knots</title><h1 id=a>Knots</h1><p id=b>All about bowlines.</p>");
    let web = Web::new().on("/knots", [anchors]).on("/gone", [web::not_found()]);
    let notes = |fragment: &str| page(&(link(&web.url(&format!("/knots{fragment}"))) + &link(&web.url("/gone"))));
    let desk = Desk::new().file("page.html", notes("#a"));
    check(&desk, &["--max-age", "1"]).ends(1);
    assert_eq!(web.asked("/gone").len(), 2, "nothing is broken on one look");
    let report = Report::of(&check(&desk, &["--max-age", "1"]).ends(1));
    assert_eq!((web.asked("/knots").len(), web.asked("/gone").len()), (1, 3), "the earlier run had looked twice");
    let known = report.link(&web.url("/knots#a"));
    assert_eq!((known.verdict.as_deref(), known.attempts, known.status), (Some("ok"), Some(0), Some(200)));
    let desk = desk.file("page.html", notes("#b"));
    check(&desk, &["--max-age", "1"]).ends(1);
    assert_eq!(web.asked("/knots").len(), 2);
    check(&desk, &[]).ends(1);
    assert_eq!(web.asked("/knots").len(), 3, "with --max-age 0 everything is asked");
}

#[test]
fn a_fresh_doubt_that_fails_no_run_is_not_asked_again_and_says_so() {
    let sorry = web::answer("200 OK", "", "<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>");
    let web = Web::new().on("/knots", [sorry]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    let message = |ran: &Ran| {
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        report["links"][0]["message"].as_str().unwrap().to_owned()
    };
    assert!(!message(&check(&desk, &["--max-age", "1"]).ends(0)).contains("--max-age"));
    let asked = web.asked("/knots").len();
    let again = check(&desk, &["--max-age", "1"]).ends(0);
    assert_eq!((word(&again).0, web.asked("/knots").len()), ("suspicious".to_owned(), asked));
    assert!(message(&again).ends_with("(seen by a run within the last hour; --max-age 0 asks again)"));
    check(&desk, &["--max-age", "1", "--fail-on", "suspicious"]).ends(1);
    assert!(web.asked("/knots").len() > asked, "what fails a run is asked again");
}

#[test]
fn a_run_that_knows_everything_asks_nothing() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    check(&desk, &["--max-age", "1"]).ends(0);
    check(&desk, &["--max-age", "1"]).ends(0);
    assert_eq!(web.asked("/knots").len(), 1);
}

#[test]
fn a_damaged_store_stops_nothing_and_is_told_of() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots")))).file("store.db", [0xff_u8; 9000]);
    let ran = check(&desk, &[]).ends(0);
    assert!(ran.err.contains("store.db was damaged: it is set aside"), "{}", ran.err);
    assert_eq!(check(&desk, &[]).ends(0).err, "");
}

#[test]
fn a_store_that_can_not_be_used_stops_nothing() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots")))).file("store.db", "# My notes\n");
    let ran = check(&desk, &[]).ends(0);
    assert!(ran.err.contains("left alone") && ran.err.contains("remembers nothing"), "{}", ran.err);
    assert_eq!(desk.read("store.db"), "# My notes\n");
}

#[test]
fn without_network_nothing_is_remembered() {
    let desk = Desk::new().file("page.html", page(&link("http://no-such-name.invalid/")));
    let ran = check(&desk, &[]);
    // A machine with a way out hears from its name server that there is no such name; one without hears nothing.
    if ran.code == Some(3) {
        let known = desk.run(&["history", "--store", "store.db"]).ends(0);
        assert_eq!(known.out, "nothing is known yet\n");
    }
}

#[test]
fn the_history_can_be_read() {
    let web = Web::new().on("/knots", [web::ok()]).on("/gone", [web::not_found()]);
    let desk = Desk::new().file("page.html", page(&(link(&web.url("/knots")) + &link(&web.url("/gone")))));
    check(&desk, &[]).ends(1);
    let all = desk.run(&["history", "--store", "store.db"]).ends(0).out;
    assert!(all.starts_with(&web.url("/gone")) && all.contains("broken, not-found, failing since "), "{all}");
    let one = desk.run(&["history", &web.url("/knots#part"), "--store", "store.db", "--format", "json"]).ends(0).out;
    let rows: Value = serde_json::from_str(&one).unwrap();
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["verdict"]), (1, &Value::from("ok")));
    assert!(rows[0]["last_ok"].is_string() && rows[0]["first_failed"].is_null());
    assert!(desk.run(&["history", "--store", "none.db"]).ends(2).err.contains("no store yet"));
    assert!(desk.run(&["history", "xyz", "--store", "store.db"]).ends(2).err.contains("xyz: no http(s) URL"));
}

#[test]
fn the_history_of_a_page_names_the_places_that_it_lacks() {
    let knots = "<title>Knots</title><h1 id=bends>Knots</h1><p>All about bowlines, hitches and bends.</p>";
    let web = Web::new().on("/knots", [web::answer("200 OK", "", knots)]);
    let links = link(&web.url("/knots#bends")) + &link(&web.url("/knots#hitches"));
    let desk = Desk::new().file("page.html", page(&links));
    check(&desk, &[]).ends(0);
    let told = desk.run(&["history", &web.url("/knots#hitches"), "--store", "store.db"]).ends(0).out;
    assert!(told.contains("\n  ok\n  not on the page: #hitches\n  last fine "), "{told}");
    let rows = desk.run(&["history", "--store", "store.db", "--format", "json"]).ends(0).out;
    let rows: Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows[0]["missing_anchors"], serde_json::json!(["hitches"]));
}

#[test]
fn a_run_that_is_to_remember_nothing_leaves_no_store() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--no-store"]).ends(0);
    assert!(!desk.path("aircheck").exists());
    desk.run(&["check", "page.html", "--allow-private", "127.0.0.1"]).ends(0);
    assert!(desk.path("aircheck/store.db").exists());
}

#[test]
fn a_killed_run_loses_nothing_that_was_settled() {
    let paths: Vec<String> = (0..300).map(|number| format!("/{number}")).collect();
    let web = paths.iter().fold(Web::new(), |web, path| web.on(path, [web::ok()]));
    let notes: String = paths.iter().map(|path| link(&web.url(path))).collect();
    let desk = Desk::new().file("page.html", page(&notes));
    let usual = ["check", "page.html", "--allow-private", "127.0.0.1", "--store", "store.db", "--max-age", "1"];
    let known = || {
        let rows = desk.run(&["history", "--store", "store.db", "--format", "json"]);
        if rows.code == Some(0) {
            serde_json::from_str::<Value>(&rows.out).unwrap().as_array().unwrap().len()
        } else {
            0
        }
    };
    let mut before = 0;
    for kill_after in [20, 30, 40, 50, 60] {
        let mut child = desk.command(&usual).spawn().unwrap();
        web.wait_for_requests(kill_after);
        child.kill().unwrap();
        child.wait().unwrap();
        let now = known();
        assert!(now >= before, "{before} targets were known before, {now} after the kill");
        before = now;
    }
    desk.run(&usual).ends(0);
    assert_eq!(known(), 300);
    for path in &paths {
        assert!(web.asked(path).len() <= 5, "{path} was asked in every run");
    }
    let asked: usize = paths.iter().map(|path| web.asked(path).len()).sum();
    // What was under way at the moment of a kill is asked again: a handful each time.
    assert!(asked < 300 + 5 * 40, "{asked} requests for 300 targets and 5 kills");
}

#[test]
fn two_runs_at_once_do_each_other_no_harm() {
    let paths: Vec<String> = (0..150).map(|number| format!("/{number}")).collect();
    let web = paths.iter().fold(Web::new(), |web, path| web.on(path, [web::ok()]));
    let notes: String = paths.iter().map(|path| link(&web.url(path))).collect();
    let desk = Desk::new().file("page.html", page(&notes));
    let usual = ["check", "page.html", "--allow-private", "127.0.0.1", "--store", "store.db"];
    let both = [(); 3].map(|()| {
        let mut command = desk.command(&usual);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    });
    for child in both {
        assert_eq!(Ran::end_of(child).ends(0).err, "");
    }
    let rows = desk.run(&["history", "--store", "store.db", "--format", "json"]).ends(0).out;
    assert_eq!(serde_json::from_str::<Value>(&rows).unwrap().as_array().unwrap().len(), 150);
}

#[test]
fn a_place_that_was_missing_is_missing_without_network_too() {
    let web = Web::new().on("/knots", [web::ok()]);
    let anchor = link(&web.url("/knots#bowline"));
    let desk = Desk::new().file("page.html", page(&anchor));
    let reason = |desk: &Desk| {
        let ran = check(desk, &["--max-age", "1", "--timeout", "2"]);
        Report::of(&ran).link(&web.url("/knots#bowline")).reason.clone()
    };
    assert_eq!(reason(&desk).as_deref(), Some("missing-anchor"));
    let desk = desk.file("page.html", page(&(anchor + &link("http://no-such-name.invalid/"))));
    assert_eq!(reason(&desk).as_deref(), Some("missing-anchor"), "whether or not this machine has a way out");
}
