//! Whole runs of `aircheck fix`.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Stdio;

use crate::driver::{Desk, Ran, page};
use crate::web::{self, Web};

fn fix(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["fix", "--allow-private", "127.0.0.1", "--retries", "1"], more].concat())
}

/// A site with a page that moved for good, one that moved for now, and one that is gone.
fn site() -> Web {
    let web = Web::new();
    web.on("/old", [web::redirect(301, "/new?a=1&b=2")])
        .on("/new?a=1&b=2", [web::ok()])
        .on("/later", [web::redirect(302, "/new?a=1&b=2")])
        .on("/gone", [web::not_found()])
}

fn notes(web: &Web, old: &str) -> String {
    let link = |path: &str| format!("<p><a href=\"{}\">{}</a></p>\r\n", web.url(path), web.url("/old"));
    page(&[link(old), link("/later"), link("/gone")].concat())
}

#[test]
fn a_moved_link_waits_in_a_diff_until_it_is_written() {
    let web = site();
    let (before, after) = (notes(&web, "/old#part"), notes(&web, "/new?a=1&amp;b=2#part"));
    let desk = Desk::new().file("page.html", &before);
    let shown = fix(&desk, &["page.html"]).ends(1);
    assert!(shown.out.contains("--- a/page.html\n+++ b/page.html\n@@ "), "{}", shown.out);
    assert!(shown.out.contains("+<p><a href=") && shown.out.contains("/new?a=1&amp;b=2#part"), "{}", shown.out);
    assert!(shown.err.contains("1 address in 1 file to rewrite"), "{}", shown.err);
    assert_eq!(desk.read("page.html"), before);
    fix(&desk, &["page.html", "--write"]).ends(0);
    assert_eq!(desk.read("page.html"), after);
    let again = fix(&desk, &["page.html", "--write"]).ends(0);
    assert!(again.out.is_empty() && again.err.contains("nothing to rewrite"), "{}{}", again.out, again.err);
    assert!(again.err.contains("1 link doesn't work and is left to you"), "{}", again.err);
    assert_eq!(desk.read("page.html"), after);
}

#[test]
fn the_diff_holds_the_bytes_of_the_files() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let (old, new) = (web.url("/old"), web.url("/new"));
    let latin = |url: &str| [b"# Caf\xE9\r\n\x1b[1m:: [x](" as &[u8], url.as_bytes(), b") \xFC"].concat();
    let wide = |url: &str| {
        let text = format!("\u{feff}# é\n\n[x]({url}) ü\n");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let desk = Desk::new().file("a b/latin.md", latin(&old)).file("wide.md", wide(&old));
    let files = ["a b/latin.md", "./wide.md"];
    let mut command = desk.command(&[&["fix", "--allow-private", "127.0.0.1"], &files[..]].concat());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    std::fs::write(desk.path("x.diff"), output.stdout).unwrap();
    let mut apply = std::process::Command::new("git");
    let applied = apply.args(["apply", "x.diff"]).current_dir(desk.path("")).output();
    // Who has no Git can't apply it.
    let Ok(applied) = applied else { return };
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(std::fs::read(desk.path("a b/latin.md")).unwrap(), latin(&new));
    assert_eq!(std::fs::read(desk.path("wide.md")).unwrap(), wide(&new));
}

#[test]
fn an_address_is_rewritten_whose_scheme_is_spelt_with_escapes() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let rest = |url: String| url.strip_prefix('h').unwrap().to_owned();
    let escaped = page(&format!("<p><a href=\"&#104;{}\">x</a> <a href=\"/old\">y</a></p>", rest(web.url("/old"))));
    let desk = Desk::new().file("page.html", &escaped);
    fix(&desk, &["page.html", "--base-url", &web.url("/"), "--write"]).ends(0);
    let expected = page(&format!("<p><a href=\"{}\">x</a> <a href=\"/old\">y</a></p>", web.url("/new")));
    assert_eq!(desk.read("page.html"), expected, "a relative address stays");
}

#[test]
fn what_is_shown_in_colours_is_harmless() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let desk = Desk::new().file("a.md", format!("[x]({}) \x1b]0;title\x07\n", web.url("/old")));
    let mut command = desk.command(&["fix", "--allow-private", "127.0.0.1", "a.md"]);
    let ran = Ran::of(command.env("CLICOLOR_FORCE", "1")).ends(1);
    assert!(ran.out.contains("\x1b[31m-[x](") && !ran.out.contains("\x1b]0;"), "{:?}", ran.out);
}

#[test]
fn a_feed_that_breaks_off_is_left_alone() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>S</title><item><title>E</title><description>See {} now</description></item><item><ti",
        web.url("/old")
    );
    let desk = Desk::new().file("feed.xml", &feed);
    let ran = fix(&desk, &["feed.xml", "--write"]).ends(2);
    assert!(ran.err.contains("feed.xml: left alone: it could not be read whole"), "{}", ran.err);
    assert_eq!(desk.read("feed.xml"), feed);
}

#[test]
fn who_reads_the_first_line_only_gets_the_exit_code_nevertheless() {
    let web = site();
    let desk = Desk::new().file("page.html", notes(&web, "/old"));
    for arguments in [&["fix"][..], &["check", "--format", "jsonl"]] {
        let arguments = [arguments, &["page.html", "--allow-private", "127.0.0.1", "--retries", "0"]].concat();
        let (reader, writer) = std::io::pipe().unwrap();
        let (out, err) = (writer.try_clone().unwrap(), writer);
        let child = desk.command(&arguments).stdout(out).stderr(err).spawn().unwrap();
        drop(reader);
        Ran::end_of(child).ends(1);
    }
}

#[test]
fn what_a_killed_run_left_is_no_source_and_is_swept_away() {
    let web = site();
    let left = "notes/.aircheck-0123456789ab.part";
    let desk = Desk::new().file("notes/page.html", notes(&web, "/old")).file(left, "See https://half.exam");
    let listed = desk.run(&["links", "notes/*"]).ends(0);
    assert!(!listed.out.contains("half.exam"), "{}", listed.out);
    fix(&desk, &["notes/page.html"]).ends(1);
    assert!(desk.path(left).exists(), "a run that writes nothing removes nothing");
    let ran = fix(&desk, &["notes/page.html", "--write"]).ends(0);
    assert!(ran.err.contains("0123456789ab.part: removed") && !desk.path(left).exists(), "{}", ran.err);
}

#[test]
fn only_files_are_rewritten_and_what_cannot_be_read_is_named() {
    let web = site();
    let desk = Desk::new().file("page.html", notes(&web, "/old"));
    let ran = fix(&desk, &["page.html", "missing.html", "--write"]).ends(2);
    assert!(ran.err.contains("missing.html"), "{}", ran.err);
    assert_eq!(desk.read("page.html"), notes(&web, "/new?a=1&amp;b=2"), "the others are written nevertheless");
    let base = web.url("/");
    let mut arguments = vec!["fix", "--allow-private", "127.0.0.1", "--input-format", "html", "--write", "-"];
    arguments.extend(["--base-url", &base]);
    let ran = desk.pipe(&arguments, &notes(&web, "/old")).ends(2);
    assert!(ran.err.contains("(stdin): only files can be rewritten"), "{}", ran.err);
}

#[test]
fn a_dead_link_leads_to_the_copy_nearest_the_episode() {
    let captures = r#"[["timestamp","statuscode"],["20120301000000","200"],["20190101000000","200"]]"#;
    let reply = || web::answer("200 OK", "content-type: application/json\r\n", captures);
    let web = Web::new().on("/gone", [web::not_found()]);
    let gone = web.url("/gone");
    let encoded = gone.replace(':', "%3A").replace('/', "%2F");
    let query =
        |rest: &str| format!("/cdx?url={encoded}&output=json&fl=timestamp%2Cstatuscode&filter=statuscode%3A2..&{rest}");
    let web = web.on(&query("closest=20120214&sort=closest&limit=20"), [reply()]);
    let draft = format!("---\ndate: 2012-02-14\n---\n\n[x]({gone}#part)\n");
    let desk = Desk::new().file("draft.md", &draft);
    let endpoint = web.url("/cdx");
    let copy = format!("https://web.archive.org/web/20120301000000/{gone}#part");
    let ran = fix(&desk, &["draft.md", "--write", "--archive", "--archive-endpoint", &endpoint]).ends(0);
    assert_eq!(desk.read("draft.md"), draft.replace(&format!("{gone}#part"), &copy), "{}{}", ran.out, ran.err);
}

#[test]
fn trouble_with_the_archive_changes_nothing() {
    let web = Web::new().on("/gone", [web::not_found()]);
    let encoded = web.url("/gone").replace(':', "%3A").replace('/', "%2F");
    let query = format!("url={encoded}&output=json&fl=timestamp%2Cstatuscode&filter=statuscode%3A2..&limit=-20");
    let web = web.on(&format!("/cdx?{query}"), [web::not_found()]);
    let desk = Desk::new().file("draft.md", format!("[x]({})\n", web.url("/gone")));
    let endpoint = web.url("/cdx");
    let archive = ["--archive", "--archive-endpoint", &endpoint];
    let warning = format!("warning: {endpoint}: the archive can't say whether it has copies of 1 page: it answers 404");
    let ran = fix(&desk, &[&["draft.md"], &archive[..]].concat()).ends(0);
    assert!(ran.err.starts_with(&warning), "{}", ran.err);
    let check = ["check", "draft.md", "--allow-private", "127.0.0.1", "--format", "compact"];
    let ran = desk.run(&[&check, &archive[..]].concat()).ends(1);
    assert!(ran.out.contains("broken: ") && ran.out.contains("[not-found]"), "{}", ran.out);
    assert_eq!(ran.err.matches(&warning).count(), 1, "{}", ran.err);
}

#[test]
fn each_address_is_asked_about() {
    let web = Web::new();
    let web = web.on("/old", [web::redirect(301, "/new?a=1&b=2")]).on("/new?a=1&b=2", [web::ok()]);
    let draft = format!("[a]({})\n[b]({})\n[c]({1})\n", web.url("/old"), web.url("/old#b"));
    let desk = Desk::new().file("draft.md", &draft);
    let arguments = ["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"];
    let ran = desk.pipe(&arguments, "what\nkeep\nreplace\n").ends(0);
    assert!(ran.err.contains("\"what\": the answers are r, k, i, a and q\n"), "{}", ran.err);
    assert!(ran.err.contains("draft.md:2: ") && ran.err.contains(", 2 places\n"), "{}", ran.err);
    assert!(!ran.err.contains("draft.md:3: "), "a change is asked about once: {}", ran.err);
    assert!(ran.err.ends_with("1 address at 2 places in 1 file rewritten, 1 address left as it is\n"), "{}", ran.err);
    assert_eq!(desk.read("draft.md"), draft.replace("/old#b", "/new?a=1&b=2#b"));
}

#[test]
fn what_is_no_address_cannot_be_ignored() {
    let web = Web::new().on("/ok", [web::ok()]);
    let draft = format!("[a]({})\n", web.url("/ok").replacen("http", "htp", 1));
    let desk = Desk::new().file("draft.md", &draft);
    let arguments = ["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"];
    let ran = desk.pipe(&arguments, "i\nkeep\n").ends(0);
    assert!(ran.err.contains("\"i\": the answers are r, k, a and q\n"), "{}", ran.err);
    assert!(ran.err.contains("[r]eplace, [k]eep, replace [a]ll") && !ran.err.contains("[i]gnore"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_after_an_answer_says_that_nothing_is_written() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let draft = format!("[a]({})\n[b]({0}#b)\n", web.url("/old"));
    let desk = Desk::new().file("draft.md", &draft);
    let mut command = desk.command(&["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"r\n").unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("draft.md:2: ")));
    let id = child.id().to_string();
    // Before the second question waits for its answer, nobody listens.
    let ended = loop {
        std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert_eq!(ended.code(), Some(130));
    assert!(lines.any(|line| line == "interrupted: nothing is written"));
    assert_eq!(desk.read("draft.md"), draft);
}

#[test]
fn what_is_no_file_is_shown_without_a_promise() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let desk = Desk::new().file("draft.md", format!("[a]({})\n", web.url("/old")));
    let arguments = ["fix", "--allow-private", "127.0.0.1", "-"];
    let told = desk.pipe(&arguments, &desk.read("draft.md")).ends(1).err;
    assert_eq!(told, "1 address in 1 source to rewrite; only files can be written, so that is left to you\n");
    let told = desk.pipe(&[&arguments[..], &["draft.md"]].concat(), &desk.read("draft.md")).ends(1).err;
    assert_eq!(
        told,
        "1 address at 2 places in 2 sources to rewrite; --write does it in files, the rest is left to you\n"
    );
}

#[test]
fn an_address_counts_once_wherever_it_is_rewritten() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let draft = |more: &str| format!("[a]({})\n\n[b]({0})\n{more}", web.url("/old"));
    let desk = Desk::new().file("a.md", draft("")).file("b.md", draft(&format!("\n[c]({}#part)\n", web.url("/old"))));
    let ran = fix(&desk, &["a.md"]).ends(1);
    assert!(ran.err.contains("1 address at 2 places in 1 file to rewrite"), "{}", ran.err);
    let ran = fix(&desk, &["a.md", "b.md"]).ends(1);
    assert!(ran.err.contains("2 addresses at 5 places in 2 files to rewrite"), "{}", ran.err);
    let ran = desk.pipe(&["fix", "--allow-private", "127.0.0.1", "a.md", "--interactive"], "").ends(1);
    assert!(ran.err.ends_with("1 address left as it is\n"), "{}", ran.err);
}

#[test]
fn what_was_left_unanswered_still_waits() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let desk = Desk::new().file("draft.md", format!("[a]({})\n[b]({0}#b)\n", web.url("/old")));
    let arguments = ["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"];
    desk.pipe(&arguments, "keep\nquit\n").ends(1);
    desk.pipe(&arguments, "keep\n").ends(1);
    desk.pipe(&arguments, "keep\nkeep\n").ends(0);
}

#[test]
fn where_nobody_answers_nothing_is_rewritten() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let draft = format!("[a]({})\n[b]({0}#b)\n", web.url("/old"));
    let desk = Desk::new().file("draft.md", &draft);
    let ran = desk.pipe(&["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"], "").ends(1);
    assert!(ran.err.ends_with("2 addresses left as they are\n"), "{}", ran.err);
    assert_eq!(desk.read("draft.md"), draft);
}

#[test]
fn what_a_machine_nearby_answered_for_is_rewritten_without_network_too() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let draft = format!("[a]({})\n[b](http://no-such-host.invalid/)\n", web.url("/old"));
    let desk = Desk::new().file("draft.md", &draft);
    let arguments = ["fix", "draft.md", "--write", "--allow-private", "127.0.0.1", "--retries", "0", "--timeout", "2"];
    let ran = Ran::of(desk.command(&arguments).env("NO_PROXY", "*"));
    // Where the tester's machine has a way out, there is a network.
    assert!(matches!(ran.code, Some(0 | 3)), "{ran:?}");
    assert_eq!(desk.read("draft.md"), draft.replace("/old", "/new"));
    assert_eq!(ran.err.contains("doesn't work"), ran.code == Some(0), "of silence nothing is told: {}", ran.err);
}

#[test]
fn an_address_can_be_ignored_for_a_while_with_a_reason() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let draft = format!("[a]({})\n[b]({0})\n", web.url("/old"));
    let settings = "# ours\r\ntimeout = 20";
    let desk = Desk::new().file("draft.md", &draft).file("aircheck.toml", settings);
    let arguments = ["fix", "--allow-private", "127.0.0.1", "draft.md", "--interactive"];
    let ran = desk.pipe(&arguments, "i\n\ni\nlong ago\n2020-01-01\ni\nthey \"move\" back\n2999-12-31\n").ends(0);
    assert!(ran.err.contains("an ignore needs a reason"), "{}", ran.err);
    assert!(ran.err.contains("not a date to come, such as "), "{}", ran.err);
    assert!(ran.err.contains("aircheck.toml: ignored until 2999-12-31"), "{}", ran.err);
    let entry = format!("[[ignore]]\r\nmatch = \"{}\"\r\n", web.url("/old"));
    assert!(
        desk.read("aircheck.toml").starts_with(&format!("{settings}\r\n\r\n{entry}")),
        "{}",
        desk.read("aircheck.toml")
    );
    assert_eq!(desk.read("draft.md"), draft);
    let again = desk.run(&arguments[..4]).ends(0);
    assert_eq!((again.out.as_str(), again.err.as_str()), ("", "nothing to rewrite\n"));
    let checked = desk.run(&["check", "--allow-private", "127.0.0.1", "draft.md", "--no-store"]).ends(0);
    assert!(!checked.out.contains("redirected") && checked.out.contains("skipped"), "{}", checked.out);
}

#[test]
fn a_feed_and_a_page_are_compared() {
    let feed = |notes: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>S</title><item><title>7: Knots</title><description><![CDATA[{notes}]]></description></item>\
             <item><title>6: Sails</title><description><![CDATA[<a href=\"https://six.example/\">6</a>]]></description></item></channel></rss>"
        )
    };
    let both = "<p><a href=\"https://both.example/x\">Both</a></p>";
    let desk = Desk::new()
        .file("feed.xml", feed(&format!("{both}<a href=\"https://feed-only.example/\">F</a>")))
        .file("page.html", page(&format!("{both}<p><a href=\"https://page-only.example/\">P</a></p>")))
        .file("same.html", page(&format!("{both}<p><a href=\"http://feed-only.example\">F</a></p>")));
    let ran = desk.run(&["compare", "feed.xml", "page.html"]).ends(1);
    assert!(
        ran.out.contains("https://feed-only.example/") && ran.out.contains("https://page-only.example/"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("both.example") && !ran.out.contains("six.example"), "{}", ran.out);
    let json = desk.run(&["compare", "feed.xml", "page.html", "--format", "json"]).ends(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["episode"], &json["feed_links"], &json["page_links"]),
        (&"7: Knots".into(), &2.into(), &2.into())
    );
    assert_eq!(json["only_in_feed"][0]["url"], "https://feed-only.example/");
    assert_eq!(json["only_on_page"][0]["text"], "P");
    assert_eq!(desk.run(&["compare", "page.html", "feed.xml"]).ends(1).out, ran.out, "whatever is named first");
    desk.run(&["compare", "feed.xml", "same.html"]).ends(0);
    desk.run(&["compare", "feed.xml", "missing.html"]).ends(2);
    let ran = desk.run(&["compare", "feed.xml", "./feed.xml"]).ends(2);
    assert!(ran.err.contains("both are this one"), "{}", ran.err);
}

#[test]
fn what_has_nothing_in_common_is_not_compared() {
    let notes = |about: &str, link: &str| format!("---\n{about}\n---\nSee {link}\n");
    let desk = Desk::new()
        .file("sails.md", notes("title: Sails\ndate: 2026-03-01", "https://sails.example/"))
        .file("ropes.md", notes("title: Ropes\ndate: 2026-04-01", "https://ropes.example/"))
        .file("day.md", notes("title: All of sails\ndate: 2026-03-01", "https://other.example/"))
        .file("empty.md", notes("title: Draft", "you"));
    let ran = desk.run(&["compare", "sails.md", "ropes.md"]).ends(2);
    assert!(ran.err.contains("sails.md and ropes.md can't be compared") && ran.out.is_empty(), "{}", ran.err);
    for like in ["day.md", "empty.md"] {
        let ran = desk.run(&["compare", "sails.md", like]).ends(1);
        assert!(ran.out.contains("1 in sails.md, not on the page"), "{}", ran.out);
    }
}

#[test]
fn a_watched_draft_is_checked_again_when_it_is_saved() {
    let web = Web::new().on("/gone", [web::not_found()]).on("/lost", [web::not_found()]);
    let (gone, lost) = (web.url("/gone"), web.url("/lost"));
    let desk = Desk::new().file("draft.md", format!("[x]({gone})\n"));
    let arguments = ["check", "draft.md", "--watch", "--allow-private", "127.0.0.1", "--format", "compact"];
    let mut child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains(&gone));
    let asked = web.asked("/gone").len();
    let desk = desk.file("draft.md", format!("[y]({lost})\n[x]({gone})\n"));
    assert!(lines.by_ref().take(2).any(|line| line.contains(&lost)));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(web.asked("/gone").len(), asked, "what is known isn't asked again");
    drop(desk);
}

#[test]
fn a_watched_feed_that_is_saved_while_it_is_read_is_checked_again() {
    let gate = Web::new().on("/saved", [web::ok()]);
    let web = Web::new().on("/lost", [web::not_found()]);
    let chapters = web::answer("200 OK", "", "{\"version\": \"1.2.0\", \"chapters\": []}");
    let web = web.on("/chapters.json", [gate.after("/saved", chapters)]);
    let feed = |notes: &str| {
        let item = format!(
            "<title>7: Knots</title><podcast:chapters url='{}' type='application/json'/><description>{notes}</description>",
            web.url("/chapters.json")
        );
        format!(
            "<rss version='2.0' xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>S</title><item>{item}</item></channel></rss>"
        )
    };
    let desk = Desk::new().file("feed.xml", feed("None yet."));
    let arguments =
        ["check", "feed.xml", "--watch", "--allow-private", "127.0.0.1", "--allow-empty", "--format", "compact"];
    let mut child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    web.wait_for("/chapters.json");
    let desk = desk.file("feed.xml", feed(&web.url("/lost")));
    TcpStream::connect(("127.0.0.1", gate.port())).unwrap().write_all(b"GET /saved HTTP/1.1\r\n\r\n").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains(&web.url("/lost"))));
    child.kill().unwrap();
    child.wait().unwrap();
    drop(desk);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_watching() {
    let desk = Desk::new().file("draft.md", "[x](htp://a.example/)\n");
    let mut command = desk.command(&["check", "draft.md", "--watch", "--no-store"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.starts_with("watching")));
    let status = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    assert_eq!(child.wait().unwrap().code(), Some(130), "that is what an interrupted run ends with");
}
