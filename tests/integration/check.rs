//! Whole runs: what is asked, how it ends, and what comes out.

use std::process::Stdio;
use std::time::Duration;

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Reply, Web};

/// Checks one page of notes against servers on loopback.
fn check(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(
        &[&["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--retries", "1"], more].concat(),
    )
}

fn link(url: &str) -> String {
    format!("<p><a href=\"{url}\">A link about knots</a></p>")
}

#[test]
fn a_page_whose_links_work_is_clean() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    let report = Report::of(&check(&desk, &[]).ends(0));
    let found = report.link(&web.url("/knots"));
    assert_eq!((found.verdict.as_deref(), found.status), (Some("ok"), Some(200)));
    assert_eq!(report.summary.links, 1, "the link under “More episodes” is none of the notes");
}

#[test]
fn a_dead_link_is_a_finding_with_its_place() {
    let web = Web::new().on("/gone", [web::not_found()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/gone"))));
    let report = Report::of(&check(&desk, &[]).ends(1));
    let found = report.link(&web.url("/gone"));
    assert_eq!(found.verdict.as_deref(), Some("broken"));
    assert_eq!((found.status, found.line, found.column), (Some(404), 5, 13));
    assert_eq!(found.text, "A link about knots");
    assert_eq!(report.summary.failing, Some(1));
}

#[test]
fn redirects_are_kept_hop_by_hop() {
    let web = Web::new();
    let web = web
        .on("/a", [web::redirect(301, "/b")])
        .on("/b", [web::redirect(308, "/c")])
        .on("/c", [web::redirect(302, "/d")])
        .on("/d", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/a#part"))));
    let report = Report::of(&check(&desk, &["--no-anchors"]).ends(0));
    let found = report.link(&web.url("/a#part"));
    let hops: Vec<_> = found.hops.iter().flatten().map(|hop| (hop.url.as_str(), hop.status)).collect();
    let urls = [web.url("/a"), web.url("/b"), web.url("/c")];
    assert_eq!(hops.iter().map(|(_, status)| *status).collect::<Vec<_>>(), [301, 308, 302]);
    for ((seen, _), expected) in hops.iter().zip(&urls) {
        assert!(seen.starts_with(expected.as_str()), "{seen} {expected}");
    }
    assert_eq!(found.permanent, Some(false), "the last hop is temporary");
    assert_eq!(found.final_url.as_deref(), Some(web.url("/d#part").as_str()), "the fragment is carried along");
}

#[test]
fn a_link_that_moved_for_good_gets_a_suggestion() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/old#part"))));
    let report = Report::of(&check(&desk, &["--fail-on", "redirected", "--no-anchors"]).ends(1));
    let found = report.link(&web.url("/old#part"));
    assert_eq!(found.verdict.as_deref(), Some("redirected"));
    assert_eq!(found.suggestion.as_deref(), Some(web.url("/new#part").as_str()), "the fragment is kept");
    assert_eq!(found.permanent, Some(true));
}

#[test]
fn what_passes_is_asked_again() {
    let busy = web::answer("503 Busy", "Retry-After: 1\r\n", "");
    let web = Web::new().on("/busy", [busy, web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/busy"))));
    let report = Report::of(&check(&desk, &[]).ends(0));
    let found = report.link(&web.url("/busy"));
    assert_eq!(found.attempts, Some(2));
    assert!(found.elapsed_ms.unwrap() >= 1000, "the host asked for a second of peace: {:?} ms", found.elapsed_ms);
    assert_eq!(web.asked("/busy").len(), 2);
}

#[test]
fn an_error_that_stays_is_asked_as_often_as_the_user_says_and_once_in_another_way() {
    for (retries, requests) in [("0", 2), ("1", 3)] {
        let web = Web::new().on("/broken", [web::answer("500 Error", "", "")]);
        let desk = Desk::new().file("page.html", page(&link(&web.url("/broken"))));
        desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--retries", retries]).ends(1);
        assert_eq!(web.asked("/broken").len(), requests, "{retries}");
    }
}

#[test]
fn one_target_is_asked_once_whatever_the_number_of_its_links() {
    let web = Web::new().on("/knots", [web::ok()]);
    let url = web.url("/knots");
    let desk = Desk::new()
        .file("notes/one.html", page(&link(&url)))
        .file("notes/two.html", page(&(link(&url) + &link(&format!("{url}#knot")))));
    let arguments = ["check", "notes", "--allow-private", "127.0.0.1", "--format", "json", "--no-anchors"];
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert_eq!((report.summary.links, report.summary.targets), (3, 1));
    assert_eq!(web.asked("/knots").len(), 1);
}

#[test]
fn a_private_address_is_never_connected_to() {
    let trap = Web::new();
    let desk = Desk::new().file("page.html", page(&link(&trap.url("/admin"))));
    let report = Report::of(&desk.run(&["check", "page.html", "--format", "json"]).ends(1));
    let found = report.link(&trap.url("/admin"));
    assert_eq!((found.verdict.as_deref(), found.reason.as_deref()), (Some("invalid"), Some("private-address")));
    assert_eq!(found.attempts.unwrap_or(0), 0);
}

#[test]
fn a_redirect_to_a_private_address_is_not_followed() {
    let trap = Web::new();
    let to = format!("http://127.0.0.2:{}/admin", trap.port());
    let web = Web::new().on("/go", [web::redirect(302, &to)]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/go"))));
    let report = Report::of(&check(&desk, &[]));
    assert_ne!(report.link(&web.url("/go")).verdict.as_deref(), Some("ok"));
}

#[test]
fn rude_servers_do_not_stop_the_others() {
    let garbage = Reply::Bytes(b"this is not http\r\n\r\n".to_vec());
    let web = Web::new().on("/garbage", [garbage]).on("/hang-up", [Reply::HangUp]).on("/knots", [web::ok()]);
    let notes = ["/garbage", "/hang-up", "/knots"].map(|path| link(&web.url(path))).concat();
    let desk = Desk::new().file("page.html", page(&notes));
    let report = Report::of(&check(&desk, &[]).ends(1));
    assert_eq!(report.link(&web.url("/garbage")).verdict.as_deref(), Some("broken"));
    assert_eq!(report.link(&web.url("/hang-up")).verdict.as_deref(), Some("broken"));
    assert_eq!(report.link(&web.url("/knots")).verdict.as_deref(), Some("ok"));
}

#[test]
fn a_silent_server_times_out() {
    let web = Web::new().on("/silent", [Reply::Silence]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/silent"))));
    let report = Report::of(&check(&desk, &["--timeout", "0.3", "--retries", "0"]).ends(1));
    let found = report.link(&web.url("/silent"));
    assert_eq!((found.verdict.as_deref(), found.reason.as_deref()), (Some("broken"), Some("timeout")));
}

#[test]
fn a_refused_robot_is_no_broken_link() {
    let wall = web::answer(
        "403 Forbidden",
        "Server: cloudflare\r\ncf-mitigated: challenge\r\n",
        "<title>Just a moment...</title>",
    );
    let web = Web::new().on("/wall", [wall]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/wall"))));
    let report = Report::of(&check(&desk, &[]).ends(0));
    assert_eq!(report.link(&web.url("/wall")).verdict.as_deref(), Some("unverified"));
}

#[test]
fn headers_go_where_they_belong() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&link(&web.url("/knots"))));
    let more =
        ["--header", "127.0.0.1=X-Key: secret", "--header", "other.example=X-Other: secret", "--user-agent", "knots/1"];
    check(&desk, &more).ends(0);
    let asked = &web.asked("/knots")[0];
    assert_eq!(asked.method, "GET", "a page costs one GET");
    assert_eq!(asked.headers.get("x-key").map(String::as_str), Some("secret"));
    assert_eq!(asked.headers.get("x-other"), None);
    assert_eq!(asked.headers.get("user-agent").map(String::as_str), Some("knots/1"));
}

#[test]
fn excluded_links_are_not_asked() {
    let web = Web::new().on("/knots", [web::ok()]);
    let notes = link(&web.url("/knots")) + &link(&web.url("/private/x"));
    let desk = Desk::new().file("page.html", page(&notes));
    let report = Report::of(&check(&desk, &["--exclude", "*/private/*"]).ends(0));
    assert_eq!(report.link(&web.url("/private/x")).verdict.as_deref(), Some("skipped"));
}

#[test]
fn a_domain_that_was_taken_over_to_advertise_is_told() {
    let page_of = |title: &str| {
        let text = "Play now and win, with a welcome for everyone who joins us today. ".repeat(60);
        web::answer("200 OK", "", &format!("<title>{title}</title><h1>{title}</h1><p>{text}</p>"))
    };
    let web = Web::new()
        .on("/oral-history", [page_of("SLOT GACOR: Situs Judi Slot Online Maxwin")])
        .on("/slots", [page_of("Online casinos and slot gacor: a study of real money")]);
    let notes = format!(
        "<a href='{}'>Ana’s interviews with lighthouse keepers</a> <a href='{}'>A study of casinos</a>",
        web.url("/oral-history"),
        web.url("/slots")
    );
    let desk = Desk::new().file("page.html", page(&notes));
    let report = Report::of(&check(&desk, &[]).ends(0));
    assert_eq!(report.link(&web.url("/oral-history")).reason.as_deref(), Some("parked-domain"));
    assert_eq!(report.link(&web.url("/slots")).verdict.as_deref(), Some("ok"), "it is what the link speaks of");
}

#[cfg(unix)]
#[test]
fn ctrl_c_reports_what_is_known() {
    a_signal_reports_what_is_known("-INT");
}

#[cfg(unix)]
#[test]
fn who_stops_the_job_gets_the_report_too() {
    a_signal_reports_what_is_known("-TERM");
}

#[cfg(unix)]
fn a_signal_reports_what_is_known(signal: &str) {
    let web = Web::new().on("/knots", [web::ok()]).on("/silent", [Reply::Silence]);
    let notes = link(&web.url("/knots")) + &link(&web.url("/silent"));
    let desk = Desk::new().file("page.html", page(&notes));
    // Nothing is asked ahead under `--latest`: once `/silent` is asked, all sources are read.
    let arguments = ["check", "page.html", "--latest", "1", "--allow-private", "127.0.0.1", "--format", "json"];
    let mut command = desk.command(&[&arguments[..], &["--host-concurrency", "1"]].concat());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    web.wait_for("/silent");
    let status = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    let ran = Ran::end_of(child).ends(130);
    assert!(ran.err.ends_with("warning: interrupted: 1 link was not checked\n"), "{}", ran.err);
    let report = Report::of(&ran);
    assert_eq!(report.link(&web.url("/knots")).verdict.as_deref(), Some("ok"));
    assert_eq!(report.link(&web.url("/silent")).verdict, None);
    assert_eq!((report.summary.interrupted, report.summary.unchecked), (Some(true), Some(1)));
}

#[test]
fn without_network_nothing_is_judged() {
    let notes = link("http://no-such-host.invalid/") + "<p><a href=\"\">our host</a></p>";
    let desk = Desk::new().file("page.html", page(&notes));
    let outputs = ["--format", "json", "--format", "markdown", "--output", "report.md"];
    let usual = ["check", "page.html", "--no-store", "--retries", "0", "--timeout", "2"];
    let mut command = desk.command(&[&usual[..], &outputs].concat());
    let ran = Ran::of(command.env("NO_PROXY", "*"));
    // Where the tester's machine has a way out, the name server's answer counts.
    assert!(matches!(ran.code, Some(1 | 3)), "{ran:?}");
    let report = Report::of(&ran);
    let verdict = report.link("http://no-such-host.invalid/").verdict.as_deref();
    assert_eq!(verdict, if ran.code == Some(3) { None } else { Some("broken") });
    assert_eq!(report.summary.network, Some(ran.code == Some(1)));
    assert_eq!(
        report.summary.failing,
        Some(if ran.code == Some(3) { 1 } else { 2 }),
        "what needs no network is judged"
    );
    assert!(!desk.read("report.md").contains("nothing to act on"));
    let silent = ran.err.contains("No network: no public host could be reached");
    assert_eq!(silent, ran.code == Some(3), "JSON says it in no words: {}", ran.err);
}

#[test]
fn a_machine_nearby_that_answers_is_judged_without_network_too() {
    let web = Web::new().on("/knots", [web::answer("404 Not Found", "", "")]);
    let notes = link(&web.url("/knots")) + &link("http://no-such-host.invalid/");
    let desk = Desk::new().file("page.html", page(&notes));
    let usual = ["check", "page.html", "--no-store", "--retries", "0", "--timeout", "2", "--format", "json"];
    let mut command = desk.command(&[&usual[..], &["--allow-private", "127.0.0.1"]].concat());
    let ran = Ran::of(command.env("NO_PROXY", "*"));
    let report = Report::of(&ran);
    assert_eq!(report.link(&web.url("/knots")).verdict.as_deref(), Some("broken"), "{ran:?}");
}

#[test]
fn what_is_guessed_for_a_flawed_address_needs_no_network() {
    let desk = Desk::new().file("notes.md", "- [Knots](https://no-such-host.invalid/a b)\n");
    let ran = desk.run(&["check", "notes.md", "--no-store", "--retries", "0", "--timeout", "2"]).ends(1);
    assert!(!format!("{}{}", ran.out, ran.err).contains("No network"), "{ran:?}");
}

#[test]
fn the_quiet_are_told_that_there_is_no_network() {
    let desk = Desk::new().file("page.html", page(&link("http://no-such-host.invalid/")));
    let ran = desk.run(&["check", "page.html", "--no-store", "--retries", "0", "--timeout", "2", "-q"]);
    let told = ran.err.contains("No network: no public host could be reached");
    assert_eq!(told, ran.code == Some(3), "{ran:?}");
}

#[test]
fn a_pattern_that_no_link_matches_is_told() {
    let desk = Desk::new().file("page.html", page(&link("https://a.example/knots")));
    let ran = desk.run(&["check", "page.html", "--no-store", "--include", "https://b.example/*"]).ends(0);
    assert!(ran.err.contains("no link matches --include https://b.example/*"), "{ran:?}");
    let told = |desk: &Desk, patterns: &[&str]| desk.run(&[&["links", "page.html"], patterns].concat()).ends(0).err;
    let (one, none) = (["--exclude", "https://a.example/knots"], ["--exclude", "https://b.example/*"]);
    assert!(told(&desk, &none).contains("no link matches --exclude https://b.example/*\n"));
    assert!(told(&desk, &one).contains("every link matches --exclude https://a.example/knots: all are skipped"));
    let desk = desk.file("page.html", page(&(link("https://a.example/knots") + &link("https://c.example/"))));
    assert_eq!(told(&desk, &one), "");
    let both = told(&desk, &[&one[..], &["--include", "https://a.example/*"]].concat());
    assert!(both.contains("leave no link: all are skipped"), "{both}");
    let desk = desk.file("aircheck.toml", "exclude = [\"https://b.example/*\"]");
    assert_eq!(told(&desk, &[]), "", "what the file excludes need not be in every draft");
}

#[test]
fn a_host_that_is_down_for_longer_than_a_run_waits_is_told_from_one_that_counts_requests() {
    let web = Web::new().on("/knots", [web::answer("503 Service Unavailable", "Retry-After: 3600\r\n", "")]);
    let desk = Desk::new();
    let told = desk.run(&["explain", &web.url("/knots"), "--allow-private", "127.0.0.1"]).ends(0).out;
    assert!(told.contains("unverified: the host wants to be left alone for a while [rate-limited]"), "{told}");
    assert!(told.contains("A 503 meets"), "{told}");
}

#[test]
fn a_slow_host_delays_only_itself() {
    let slow = Web::new().on("/silent", [Reply::Silence]);
    let web = Web::new().on("/knots", [web::ok()]);
    let notes = link(&slow.url("/silent")) + &link(&web.url("/knots"));
    let desk = Desk::new().file("page.html", page(&notes));
    let report = Report::of(&check(&desk, &["--timeout", "1", "--retries", "0"]).ends(1));
    let quick = Duration::from_millis(report.link(&web.url("/knots")).elapsed_ms.unwrap());
    let waited = Duration::from_millis(report.link(&slow.url("/silent")).elapsed_ms.unwrap());
    assert!(waited >= Duration::from_secs(1) && quick < waited);
}

#[test]
fn a_place_that_is_not_on_the_page_is_named() {
    let web = Web::new().on("/knots", [web::ok()]);
    let url = web.url("/knots#bowline");
    let desk = Desk::new().file("page.html", page(&link(&url)));
    let report = Report::of(&check(&desk, &["--fail-on", "ok"]));
    let found = report.link(&url);
    assert_eq!(found.reason.as_deref(), Some("missing-anchor"));
    assert!(found.message.as_deref().is_some_and(|message| message.contains("#bowline")), "{:?}", found.message);
}

#[test]
fn passwords_are_sent_and_never_shown() {
    let web = Web::new().on("/bonus", [web::answer("404 Not Found", "", "")]);
    let address = web.url("/bonus").replace("http://", "http://ann:secret@");
    let desk = Desk::new().file("page.html", page(&link(&address)));
    for format in ["terminal", "json", "csv", "sarif", "html", "github"] {
        let ran = desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--format", format, "--no-store"]);
        let ran = ran.ends(1);
        assert!(!ran.out.contains("secret") && !ran.err.contains("secret"), "{format}: {}", ran.out);
        assert!(ran.out.contains("/bonus"), "{format}");
    }
}

#[test]
fn a_secret_header_needs_the_host_that_gets_it() {
    let desk = Desk::new().file("page.html", page(""));
    let ran = desk.run(&["check", "page.html", "--header", "Authorization: Bearer 1"]).ends(2);
    assert!(ran.err.contains("name the host"), "{}", ran.err);
}

#[test]
fn audio_is_known_by_its_first_bytes() {
    let audio = |body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: {}\r\n", body.len());
        Reply::Bytes([head.as_bytes(), b"Connection: close\r\n\r\n", body].concat())
    };
    let web = Web::new()
        .on("/1.mp3", [audio(b"ID3\x04\0\0\0\0")])
        .on("/2.mp3", [audio(b"<!DOCTYPE html><title>Gone</title>")])
        .on("/3.mp3", [audio(b"")]);
    let urls = ["/1.mp3", "/2.mp3", "/3.mp3"].map(|path| web.url(path));
    let desk = Desk::new().file("page.html", page(&urls.iter().map(|url| link(url)).collect::<String>()));
    let report = Report::of(&check(&desk, &[]));
    let reasons = urls.each_ref().map(|url| report.link(url).reason.clone().unwrap_or_default());
    assert_eq!(reasons, ["ok", "not-media", "empty-page"]);
    assert_eq!(web.asked("/1.mp3").len(), 1);
}

#[test]
fn a_redirect_that_leaves_the_web_is_shown_with_where_it_leads() {
    let answer = |to: &str| web::answer("302 Found", &format!("Location: {to}\r\n"), "");
    let told = |web: &Web, path: &str| {
        let desk = Desk::new().file("page.html", page(&link(&web.url(path))));
        desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--retries", "0", "--no-store", "-v"]).out
    };
    for (path, to, shown) in [
        ("/file", "file:///etc/passwd", "302 → file:///etc/passwd\n"),
        ("/app", "podcasts://a.example/x", "302 → podcasts://a.example/x\n"),
        ("/odd", "http://[x", "302 → http://[x\n"),
    ] {
        let out = told(&Web::new().on(path, [answer(to), answer(to), answer(to)]), path);
        assert!(out.contains(shown), "{out}");
    }
    let nowhere = || web::answer("302 Found", "", "");
    let out = told(&Web::new().on("/nowhere", [nowhere(), nowhere(), nowhere()]), "/nowhere");
    assert!(out.contains("/nowhere") && !out.contains('→'), "{out}");
}

#[test]
fn what_is_called_an_error_fails_the_run() {
    let web = Web::new().on("/knots", [web::ok()]);
    let secret = web.url("/knots").replace("://", "://ann:hush@");
    let desk = Desk::new().file("page.html", page(&link(&secret)));
    assert_eq!(Report::of(&check(&desk, &[]).ends(1)).links[0].verdict.as_deref(), Some("ok"));
    check(&desk, &["--level", "credentials=warning"]).ends(0);
    check(&desk, &["--no-lint", "credentials"]).ends(0);
    desk.run(&["links", "page.html"]).ends(0);
}

#[test]
fn a_proxy_that_makes_no_way_judges_nothing() {
    let refusing =
        Web::new().on("http://show.example/knots", [web::answer("407 Proxy Authentication Required", "", "")]);
    let desk = Desk::new().file("page.html", page(&link("http://show.example/knots")));
    let through = |proxy: &str| desk.run(&["check", "page.html", "--retries", "0", "--proxy", proxy]);
    let ran = through(&refusing.url("").replace("://", "://ann:hush@")).ends(3);
    assert!(ran.out.contains("No network") && ran.out.contains("1 link was not judged"), "{}", ran.out);
    let name = refusing.url("").replace("http://", "error: the proxy ");
    assert!(ran.err.starts_with(&format!("{name} asks for a user name and password (407): ")), "{}", ran.err);
    assert!(ran.err.contains("--proxy, or the variables http_proxy") && !ran.err.contains("hush"), "{}", ran.err);
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ran = through(&format!("http://{nobody}")).ends(3);
    assert!(ran.err.contains(&format!("the proxy {nobody} can't be reached")), "{}", ran.err);
    // Without a proxy, the site itself says so.
    let odd = Web::new().on("/knots", [web::answer("407 Proxy Authentication Required", "", "")]);
    let desk = Desk::new().file("page.html", page(&link(&odd.url("/knots"))));
    check(&desk, &[]).ends(0);
}

#[test]
fn a_page_to_choose_from_is_content() {
    let choice = "<h1>Knots</h1><p>The page is there <a href=/knots.en>in English</a> and <a href=/knots.de>auf Deutsch</a>.</p>";
    let web = Web::new()
        .on("/knots", [web::answer("300 Multiple Choices", "", choice)])
        .on("/none", [web::answer("300 Multiple Choices", "", "")]);
    let desk = Desk::new().file("page.html", page(&(link(&web.url("/knots")) + &link(&web.url("/none")))));
    let report = Report::of(&check(&desk, &[]).ends(0));
    let verdict = |path: &str| report.link(&web.url(path)).verdict.as_deref();
    assert_eq!((verdict("/knots"), verdict("/none")), (Some("ok"), Some("suspicious")));
}
