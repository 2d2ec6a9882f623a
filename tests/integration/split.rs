//! A check that machines share gives, joined, what one machine gives. Loopback has many addresses on Linux only.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::driver::{Desk, Ran, page};
use crate::report::{Partition, Report};
use crate::web::{self, Web};

const PARTS: usize = 4;

/// Sites at addresses of their own, and a page that links to them in every way.
fn sites() -> (Vec<Web>, String) {
    let mut webs: Vec<Web> = (1..=8).map(|number| Web::at(&format!("127.0.0.{number}"))).collect();
    let mut notes = String::new();
    let urls: Vec<String> = webs.iter().map(|web| web.url("")).collect();
    for (number, url) in urls.iter().enumerate() {
        let web = webs.remove(0);
        let elsewhere = format!("{}/knots", urls[(number + 3) % urls.len()]);
        let thin = web::answer("200 OK", "", "<title>Ropes</title><p>Nothing lives here.");
        let web = web
            .on("/knots", [web::ok()])
            .on("/gone", [web::not_found()])
            .on("/moved", [web::redirect(301, "/knots")])
            .on("/away", [web::redirect(302, &elsewhere)])
            .on("/thin", [thin])
            .on("/busy", [web::answer("503 Busy", "", "")]);
        webs.push(web);
        for path in ["/knots", "/knots#no-such-place", "/gone", "/moved", "/away", "/thin", "/busy"] {
            writeln!(notes, "<p><a href=\"{url}{path}\">About {number} {path}</a></p>").unwrap();
        }
    }
    let mistyped = urls[5].replacen("http", "htp", 1);
    write!(
        notes,
        "<a href='{mistyped}/knots'>Mistyped</a> <a href='mailto:us@show.example'>Mail</a> <a href='http:///'>Broken</a>"
    )
    .unwrap();
    (webs, page(&notes))
}

fn check(desk: &Desk, store: &str, more: &[&str]) -> Ran {
    let usual = ["check", "page.html", "--allow-private", "127.0.0.0/8", "--retries", "0", "--confirm-after", "2"];
    desk.run(&[&usual[..], &["--store", store], more].concat())
}

/// A report without its times.
fn timeless(text: &str) -> String {
    let mut report: Value = serde_json::from_str(text).unwrap();
    forget_times(&mut report);
    serde_json::to_string_pretty(&report).unwrap()
}

fn forget_times(value: &mut Value) {
    const TIMES: [&str; 7] =
        ["started", "finished", "elapsed_ms", "first_failed", "last_ok", "startTimeUtc", "endTimeUtc"];
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !TIMES.contains(&name.as_str()));
            members.values_mut().for_each(forget_times);
        }
        Value::Array(values) => values.iter_mut().for_each(forget_times),
        _ => {}
    }
}

/// What a store knows, without its times.
fn known(desk: &Desk, store: &str) -> String {
    let mut rows: Vec<Value> =
        serde_json::from_str(&desk.run(&["history", "--store", store, "--format", "json"]).ends(0).out).unwrap();
    for row in &mut rows {
        for (_, value) in row.as_object_mut().unwrap() {
            if value.as_str().is_some_and(|text| text.starts_with("20") && text.ends_with('Z')) {
                *value = "a time".into();
            }
        }
    }
    rows.sort_by_key(Value::to_string);
    serde_json::to_string_pretty(&rows).unwrap()
}

/// The names of the parts' files, reports and stores.
fn part(number: usize) -> (String, String) {
    (format!("part-{number}.json"), format!("part-{number}.db"))
}

#[test]
fn four_parts_joined_are_one_report() {
    let (webs, notes) = sites();
    let desk = Desk::new().file("page.html", &notes);
    let outputs = ["--format", "json", "--output", "one.json", "--format", "sarif", "--output", "one.sarif"];
    check(&desk, "one.db", &["-q"]).ends(1);
    for number in 1..=PARTS {
        fs::copy(desk.path("one.db"), desk.path(&part(number).1)).unwrap();
    }
    let one = check(&desk, "one.db", &outputs).ends(1);

    let (mut judged, mut asked) = (0, 0);
    let mut files = Vec::new();
    for number in 1..=PARTS {
        let (file, store) = part(number);
        let share = format!("{number}/{PARTS}");
        let said = check(
            &desk,
            &store,
            &["--partition", &share, "--format", "json", "--output", &file, "--format", "terminal"],
        );
        assert!(said.out.contains(&format!("Part {number} of {PARTS}: ")), "{}", said.out);
        let report = Report::read(&desk.read(&file));
        assert_eq!(report.summary.partition, Some(Partition { part: number, of: PARTS }));
        let own = report.links.iter().filter(|link| link.verdict.is_some()).count();
        assert_eq!(report.summary.elsewhere, Some(report.links.len() - own));
        judged += own;
        asked += report.summary.targets;
        files.extend([file, store]);
    }
    let whole = Report::read(&desk.read("one.json"));
    assert_eq!((judged, asked), (whole.links.len(), whole.summary.targets), "each target is asked by one part");

    let merge = ["merge", "--store", "joined.db", "--format", "json", "--output", "joined.json"];
    let more = ["--format", "sarif", "--output", "joined.sarif", "--format", "terminal"];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let joined = desk.run(&[&merge[..], &more, &files].concat()).ends(1);
    assert_eq!((joined.out, joined.err), (String::new() + &desk.run(&["merge", "one.json"]).out, one.err));
    assert_eq!(timeless(&desk.read("joined.json")), timeless(&desk.read("one.json")));
    assert_eq!(timeless(&desk.read("joined.sarif")), timeless(&desk.read("one.sarif")));
    assert_eq!(known(&desk, "joined.db"), known(&desk, "one.db"));
    let again = desk.run(&[&merge[..], &more, &files, &["./joined.db"]].concat()).ends(1);
    assert!(again.err.contains("warning: ./joined.db: this is the store that gets the others"), "{}", again.err);
    assert_eq!(known(&desk, "joined.db"), known(&desk, "one.db"));
    drop(webs);
}

#[test]
fn a_part_that_is_missing_or_does_not_fit_is_an_error() {
    let web = Web::new().on("/knots", [web::ok()]);
    let notes = |more: &str| page(&format!("<a href='{}'>Knots</a> {more}", web.url("/knots")));
    let desk = Desk::new().file("page.html", notes("")).file("store.db", "");
    for share in ["1/2", "2/2"] {
        let file = format!("part-{}.json", &share[..1]);
        check(&desk, "store.db", &["--partition", share, "--format", "json", "--output", &file]).ends(0);
    }
    let whole = desk.run(&["merge", "part-1.json", "part-2.json"]).ends(0);
    assert!(whole.out.contains("1 link in 1 episode: all ok"), "{}", whole.out);
    let own = if desk.read("part-1.json").contains("\"verdict\": null") { 2 } else { 1 };
    let alone = desk.run(&["merge", &format!("part-{}.json", 3 - own)]).ends(2);
    assert!(alone.err.contains(&format!("part {own}/2 is missing")), "{}", alone.err);
    assert!(alone.out.contains("1 link was not checked"), "{}", alone.out);
    let idle = desk.run(&["merge", &format!("part-{own}.json")]).ends(2);
    assert!(idle.err.contains(&format!("part {}/2 is missing", 3 - own)), "{}", idle.err);
    for (fact, code) in [("\"interrupted\": true", 2), ("\"network\": false", 3)] {
        let (name, _) = fact.split_once(": ").unwrap();
        let usual = desk.read("part-2.json");
        let other = usual.replace(&format!("{name}: true"), fact).replace(&format!("{name}: false"), fact);
        fs::write(desk.path("part-2.json"), &other).unwrap();
        desk.run(&["merge", "part-1.json", "part-2.json"]).ends(code);
        fs::write(desk.path("part-2.json"), &usual).unwrap();
    }
    let twice = desk.run(&["merge", "part-1.json", "part-1.json"]).ends(2);
    assert!(twice.err.contains("part 1/2 is there twice"), "{}", twice.err);

    let desk = desk.file("page.html", notes("<a href='mailto:x@y.example'>Mail</a>"));
    check(&desk, "store.db", &["--partition", "2/2", "--format", "json", "--output", "part-2.json"]).ends(0);
    let other = desk.run(&["merge", "part-1.json", "part-2.json"]).ends(2);
    assert!(other.err.contains("part 2/2 read other links than part 1/2"), "{}", other.err);
    let store = desk.run(&["merge", "part-1.json", "store.db"]).ends(2);
    assert!(store.err.contains("store.db is a store: name the one"), "{}", store.err);
}

#[test]
fn reports_of_different_sources_follow_each_other() {
    let web = Web::new().on("/knots", [web::ok()]).on("/gone", [web::not_found()]);
    let desk = Desk::new()
        .file("a.html", page(&format!("<a href='{}'>Knots</a>", web.url("/knots"))))
        .file("b.html", page(&format!("<a href='{}'>Gone</a>", web.url("/gone"))));
    for name in ["a", "b"] {
        let (source, file) = (format!("{name}.html"), format!("{name}.json"));
        desk.run(&["check", &source, "--allow-private", "127.0.0.1", "--no-store", "--output", &file]);
    }
    let ran = desk.run(&["merge", "a.json", "b.json", "--format", "json"]).ends(1);
    let report = Report::of(&ran);
    let links: Vec<_> = report.links.iter().map(|link| (link.source.as_str(), link.episode)).collect();
    assert_eq!(links, [("a.html", 1), ("b.html", 2)]);
    assert_eq!((report.summary.failing, report.summary.targets), (Some(1), 2));
    let twice = desk.run(&["merge", "a.json", "b.json", "a.json"]).ends(2);
    assert!(twice.err.contains("one report is there twice: of the check of a.html"), "{}", twice.err);
}

#[test]
fn what_is_no_report_of_a_check_is_refused() {
    let desk = Desk::new()
        .file("page.html", page("<a href='https://a.example/'>A</a>"))
        .file("notes.json", "{\"title\": 1}")
        .file("other.json", "{\"schema\": \"aircheck/9\"}")
        .file("text.json", "# Notes");
    desk.run(&["links", "page.html", "--output", "links.json"]).ends(0);
    for (file, said) in [
        ("notes.json", "missing field `schema`"),
        ("other.json", "its schema is \"aircheck/9\""),
        ("text.json", "not a JSON report of aircheck's: expected value"),
        ("links.json", "listed, not checked"),
        ("none.json", "can't be read"),
    ] {
        let ran = desk.run(&["merge", file]).ends(2);
        assert!(ran.err.contains(file) && ran.err.matches(said).count() == 1, "{}", ran.err);
    }
}
