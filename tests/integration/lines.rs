//! JSON lines come as verdicts do.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::driver::{Desk, page};
use crate::web::{self, Reply, Web};

const USUAL: &[&str] = &["check", "page.html", "--allow-private", "127.0.0.1", "--retries", "0"];

fn link(url: &str) -> String {
    format!("<p><a href=\"{url}\">A link about knots</a></p>")
}

#[test]
fn a_line_is_written_while_others_are_waited_for_and_the_store_has_it_already() {
    let web = Web::new().on("/knots", [web::ok()]).on("/silent", [Reply::Silence]);
    let notes = link(&web.url("/silent")) + &link(&web.url("/knots")) + &link("mailto:us@show.example");
    let desk = Desk::new().file("page.html", page(&notes));
    for store in [&["--no-store"][..], &["--store", "store.db"]] {
        let more = ["--timeout", "600", "--format", "jsonl"];
        let mut child = desk.command(&[USUAL, &more, store].concat()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first: BTreeSet<String> = (0..2)
            .map(|_| serde_json::from_str::<Value>(&lines.next().unwrap().unwrap()).unwrap()["url"].to_string())
            .collect();
        assert_eq!(first, [format!("\"{}\"", web.url("/knots")), "\"mailto:us@show.example\"".to_owned()].into());
        child.kill().unwrap();
        child.wait().unwrap();
        if store[0] == "--store" {
            let known = desk.run(&["history", "--store", "store.db"]).ends(0).out;
            assert!(known.contains("/knots") && !known.contains("/silent"), "{known}");
        }
    }
}

#[test]
fn the_lines_hold_what_the_document_holds() {
    let gone = web::not_found;
    let web = Web::new()
        .on("/knots", [web::ok()])
        .on("/old", [web::redirect(301, "/knots")])
        .on("/gone", [gone(), gone(), gone(), web::ok()]);
    let notes = ["/knots#no-such-place", "/old", "/gone"].map(|path| link(&web.url(path))).concat();
    let desk = Desk::new().file("page.html", page(&(notes + "<a href=''>?</a> <a href='mailto:x@y.example'>Mail</a>")));
    let more = ["--store", "store.db", "--max-age", "1", "--format", "json", "--output", "report.json"];
    let lines = ["--format", "jsonl", "--output", "report.jsonl", "--format", "jsonl"];
    for _ in 0..3 {
        let ran = desk.run(&[USUAL, &more, &lines].concat());
        let document: Value = serde_json::from_str(&desk.read("report.json")).unwrap();
        let read = |text: &str| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        for mut written in [read(&ran.out), read(&desk.read("report.jsonl"))] {
            let ending = written.pop().unwrap();
            assert_eq!((&ending["summary"], &ending["episodes"]), (&document["summary"], &document["episodes"]));
            let mut expected = document["links"].as_array().unwrap().clone();
            expected.sort_by_key(Value::to_string);
            written.sort_by_key(Value::to_string);
            assert_eq!(written, expected);
        }
    }
    assert!(desk.read("report.jsonl").contains("\"change\":\"recovered\""));
}

#[test]
fn what_is_said_of_http_is_the_same_in_lines_and_document() {
    // All is asked through a proxy, which is told whole addresses, and of https only the host (RFC 9110 §9.3.6).
    let web = Web::new()
        .on("http://knots.example/a", [web::ok()])
        .on("http://bends.example/a", [web::ok()])
        .on("knots.example:443", [web::not_found()]);
    let notes = ["http://knots.example/a", "http://bends.example/a", "https://knots.example/a"].map(link).concat();
    let desk = Desk::new().file("page.html", page(&notes));
    let usual = ["check", "page.html", "--no-store", "--retries", "0", "--proxy", &web.url("")];
    let outputs = ["--format", "json", "--output", "report.json", "--format", "jsonl", "--output", "report.jsonl"];
    desk.run(&[&usual[..], &outputs].concat()).ends(0);
    let document: Value = serde_json::from_str(&desk.read("report.json")).unwrap();
    let remarks = |links: Vec<Value>| {
        let remarked = links.into_iter().filter(|link| !link["url"].is_null());
        remarked.map(|link| (link["url"].to_string(), link["lints"].to_string())).collect::<BTreeSet<_>>()
    };
    let lines = desk.read("report.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = remarks(document["links"].as_array().unwrap().clone());
    assert_eq!(remarks(lines), expected);
    let remarked = |url: &str| expected.iter().any(|(known, lints)| known.contains(url) && lints.contains("insecure"));
    assert!(remarked("http://bends.example/a") && !remarked("http://knots.example/a"), "{expected:?}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_tells_each_link_once_and_sums_up() {
    let web = Web::new().on("/knots", [web::ok()]).on("/silent", [Reply::Silence]);
    let desk = Desk::new().file("page.html", page(&(link(&web.url("/silent")) + &link(&web.url("/knots")))));
    let more = ["--timeout", "600", "--no-store", "--format", "jsonl"];
    let mut child = desk.command(&[USUAL, &more].concat()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    let read = |line: String| serde_json::from_str::<Value>(&line).unwrap();
    let first = read(lines.next().unwrap());
    web.wait_for("/silent");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let rest: Vec<Value> = lines.map(read).collect();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!((&first["verdict"], rest.len()), (&"ok".into(), 2));
    assert_eq!((&rest[0]["url"], &rest[0]["verdict"]), (&web.url("/silent").into(), &Value::Null));
    assert_eq!(rest[1]["summary"]["interrupted"], true);
}

#[test]
fn a_broken_link_waits_for_its_archived_copy() {
    let web = Web::new().on("/gone", [web::answer("410 Gone", "", "")]).on("/knots", [web::ok()]);
    let notes = link(&web.url("/gone")) + &link(&web.url("/knots"));
    let desk = Desk::new().file("page.html", page(&notes));
    let encoded = web.url("/gone").replace(':', "%3A").replace('/', "%2F");
    let query = format!("/cdx?url={encoded}&output=json&fl=timestamp%2Cstatuscode&filter=statuscode%3A2..&limit=-20");
    let captures = r#"[["timestamp","statuscode"],["20190101000000","200"]]"#;
    let web = web.on(&query, [web::answer("200 OK", "content-type: application/json\r\n", captures)]);
    let endpoint = web.url("/cdx");
    let archive = ["--archive", "--archive-endpoint", &endpoint, "--no-store", "--format", "jsonl"];
    let ran = desk.run(&[USUAL, &archive].concat()).ends(1);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let urls: Vec<&Value> = lines.iter().map(|line| &line["url"]).collect();
    assert!(lines[1]["suggestion"].as_str().unwrap().contains("/web/20190101000000/"), "{}", lines[1]);
    assert_eq!(urls, [&web.url("/knots").into(), &web.url("/gone").into(), &Value::Null]);
}
