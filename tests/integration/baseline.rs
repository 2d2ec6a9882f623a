//! What is known to be wrong fails no run; what is new does.

use serde_json::Value;

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Web};

fn notes(web: &Web, paths: &[&str]) -> String {
    let links = paths.iter().map(|path| format!("<p><a href=\"{}\">About knots</a></p>", web.url(path)));
    page(&links.collect::<Vec<_>>().concat())
}

fn run(desk: &Desk, command: &str, more: &[&str]) -> Ran {
    let usual = [command, "page.html", "--allow-private", "127.0.0.1", "--no-store", "--retries", "0"];
    desk.run(&[&usual[..], more].concat())
}

fn check(desk: &Desk) -> Ran {
    run(desk, "check", &["--baseline", "aircheck-baseline.json", "--format", "json"])
}

#[test]
fn known_trouble_fails_nothing_and_new_trouble_does() {
    let gone = web::not_found;
    let web = Web::new().on("/old", [gone(), gone(), gone(), gone(), gone(), gone(), web::ok()]).on("/new", [gone()]);
    let desk = Desk::new().file("page.html", notes(&web, &["/old"]));
    let missing = check(&desk).ends(2);
    assert!(
        missing.err.contains("aircheck-baseline.json: there is no such baseline; `aircheck baseline"),
        "{}",
        missing.err
    );
    assert_eq!(run(&desk, "baseline", &[]).ends(0).err, "aircheck-baseline.json: 1 finding\n");
    let ran = check(&desk).ends(0);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&report["links"][0]["baseline"], &report["summary"]["failing"]), (&Value::Bool(true), &Value::from(0)));
    let desk = desk.file("page.html", "<p></p>".to_owned() + &notes(&web, &["/new", "/old"]));
    let ran = check(&desk).ends(1);
    assert_eq!(Report::of(&ran).summary.failing, Some(1), "the same finding elsewhere on the page is known");
    let ran = check(&desk).ends(1);
    let remark = &Report::of(&ran).remarks[0];
    assert_eq!((remark.code.as_str(), remark.source.as_str()), ("baseline-fixed", "aircheck-baseline.json"));
    assert!(remark.message.contains(&web.url("/old")), "{}", remark.message);
    let before = desk.read("aircheck-baseline.json");
    let told = run(&desk, "baseline", &[]).ends(0).err;
    assert_eq!(told, "aircheck-baseline.json: 1 finding, 1 new, 1 dropped\n");
    assert!(before.contains("/old") && !desk.read("aircheck-baseline.json").contains("/old"));
    check(&desk).ends(0);
}

#[test]
fn a_baseline_is_the_same_for_the_same_trouble() {
    let web = Web::new().on("/a", [web::not_found()]).on("/b", [web::not_found()]).on("/c", [web::ok()]);
    let desk = Desk::new().file("page.html", notes(&web, &["/b", "/a", "/c"]));
    run(&desk, "baseline", &["--baseline", "one.json"]).ends(0);
    run(&desk, "baseline", &["--baseline", "two.json"]).ends(0);
    let one = desk.read("one.json");
    assert_eq!(one, desk.read("two.json"));
    assert!(one.find("/a\"").unwrap() < one.find("/b\"").unwrap() && !one.contains("/c\""), "{one}");
}

#[test]
fn a_baseline_is_written_only_from_a_whole_run() {
    let web = Web::new().on("/a", [web::not_found()]);
    let desk = Desk::new().file("page.html", notes(&web, &["/a"])).file("known.json", "{");
    run(&desk, "baseline", &["--baseline", "known.json"]).ends(2);
    assert_eq!(desk.read("known.json"), "{", "what is no baseline is left alone");
    let ran = run(&desk, "baseline", &["missing.html"]).ends(2);
    assert!(ran.err.contains("not written"), "{}", ran.err);
    assert!(!desk.path("aircheck-baseline.json").exists());
}

#[test]
fn a_baseline_of_a_part_keeps_what_is_known_of_the_rest() {
    let web = Web::new().on("/a", [web::not_found()]).on("/b", [web::not_found()]);
    let desk = Desk::new().file("page.html", notes(&web, &["/a"])).file("more.html", notes(&web, &["/b"]));
    assert_eq!(run(&desk, "baseline", &["more.html"]).ends(0).err, "aircheck-baseline.json: 2 findings\n");
    let told = run(&desk, "baseline", &[]).ends(0).err;
    assert!(told.starts_with("aircheck-baseline.json: 2 findings, 0 new, 0 dropped\n1 of them kept"), "{told}");
    run(&desk, "check", &["more.html", "--baseline", "aircheck-baseline.json"]).ends(0);
}

#[test]
fn a_failure_of_a_moment_is_not_written_down_before_it_lasts() {
    let web = Web::new().on("/a", [web::answer("500 Internal Server Error", "", "")]);
    let desk = Desk::new().file("page.html", notes(&web, &["/a"]));
    let baseline = ["baseline", "page.html", "--allow-private", "127.0.0.1", "--retries", "0", "--store", "store.db"];
    let told = desk.run(&baseline).ends(0).err;
    assert!(told.starts_with("aircheck-baseline.json: 0 findings\n1 failure left out that may still pass"), "{told}");
    assert_eq!(desk.run(&baseline).ends(0).err, "aircheck-baseline.json: 1 finding, 1 new, 0 dropped\n");
    assert_eq!(run(&desk, "baseline", &[]).ends(0).err, "aircheck-baseline.json: 1 finding, 0 new, 0 dropped\n");
}

#[test]
fn a_baseline_in_the_configuration_holds_for_every_check() {
    let web = Web::new().on("/a", [web::not_found()]);
    let desk = Desk::new().file("page.html", notes(&web, &["/a"])).file("aircheck.toml", "baseline = \"known.json\"\n");
    run(&desk, "baseline", &[]).ends(0);
    let ran = run(&desk, "check", &[]).ends(0);
    assert!(ran.out.contains("Known from the baseline: 1 link. -v lists them."), "{}", ran.out);
}

#[test]
fn a_mistyped_address_that_is_known_is_folded() {
    let desk = Desk::new().file("page.html", page("<p><a href=\"htp://\">About knots</a></p>"));
    run(&desk, "baseline", &[]).ends(0);
    let known = ["--baseline", "aircheck-baseline.json"];
    let ran = run(&desk, "check", &known).ends(0);
    assert!(ran.out.starts_with("Known from the baseline: 1 link. -v lists them."), "{}", ran.out);
    for format in ["compact", "github", "markdown"] {
        let out = run(&desk, "check", &[&known[..], &["--format", format]].concat()).ends(0).out;
        let folded = out.replace("Known from the baseline: 1</summary>", "");
        assert!(!folded.split("<details>").next().unwrap().contains("htp://"), "{format}: {out}");
    }
}

#[test]
fn a_password_in_an_address_that_works_is_known_and_not_fixed() {
    let web = Web::new().on("/knots", [web::ok()]);
    let secret = web.url("/knots").replace("://", "://ann:hush@");
    let desk = Desk::new().file("page.html", page(&format!("<p><a href=\"{secret}\">About knots</a></p>")));
    run(&desk, "check", &[]).ends(1);
    run(&desk, "baseline", &[]).ends(0);
    let ran = check(&desk).ends(0);
    assert!(!ran.out.contains("baseline-fixed"), "{}", ran.out);
    run(&desk.file("page.html", notes(&web, &["/knots"])), "check", &["--baseline", "aircheck-baseline.json"]).ends(0);
}
