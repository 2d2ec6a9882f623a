//! The report for people, and the program's manners.

use std::io::Read;
use std::process::Stdio;

use crate::driver::{Desk, page};
use crate::web::{self, Web};

#[test]
fn a_clean_run_is_one_line() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>Knots</a>", web.url("/knots"))));
    let ran = desk.run(&["check", "page.html", "--allow-private", "127.0.0.1"]).ends(0);
    assert_eq!(ran.out, "1 link in 1 episode: all ok\n");
    assert_eq!(ran.err, "");
}

#[test]
fn a_finding_says_what_where_and_why() {
    let web = Web::new().on("/old", [web::redirect(302, "/gone")]).on("/gone", [web::not_found()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>All about knots</a>", web.url("/old"))));
    let ran = desk.run(&["check", "page.html", "--allow-private", "127.0.0.1"]).ends(1);
    for expected in
        ["7: Knots", "broken", "All about knots", &web.url("/old"), "page.html:5:10", &web.url("/gone"), "1 broken"]
    {
        assert!(ran.out.contains(expected), "{expected} is missing in\n{}", ran.out);
    }
}

#[test]
fn what_fails_the_run_is_seen_at_a_glance() {
    let web = Web::new().on("/gone", [web::not_found()]).on("/fine", [web::ok()]);
    let links = format!("<a href='{}'>Knots</a> <a href='{}'>Loops</a>", web.url("/gone"), web.url("/fine"));
    let desk = Desk::new().file("page.html", page(&links));
    let check = |more: &[&str]| {
        desk.run(&[&["check", "page.html", "--no-store", "--allow-private", "127.0.0.1"], more].concat())
    };
    let ran = check(&[]).ends(1).out;
    assert!(ran.contains("\n! broken  Knots\n"), "{ran}");
    assert!(ran.ends_with("1 broken, 1 ok\n1 to act on, marked with !: fails the run\n"), "{ran}");
    let ran = check(&["--level", "not-found=warning"]).ends(0).out;
    assert!(ran.contains("\n  broken  Knots\n") && ran.ends_with("1 broken, 1 ok\n"), "{ran}");
}

#[test]
fn who_wants_to_know_more_is_told_where_the_time_went() {
    let web = Web::new().on("/knots", [web::answer("503 Busy", "", ""), web::ok()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>Knots</a>", web.url("/knots"))));
    let ran = desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "-v"]).ends(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    let [heading, host, "", "1 link in 1 episode: all ok"] = lines[..] else { panic!("{}", ran.out) };
    assert_eq!(heading.split_whitespace().collect::<Vec<_>>().join(" "), "Slowest hosts requests waiting under way");
    assert!(host.trim_start().starts_with("127.0.0.1  "), "{}", ran.out);
    let [requests, waiting] = [1, 2].map(|at| host.split_whitespace().nth(at).unwrap().parse::<f64>().unwrap());
    assert!(requests >= 2.0 && waiting >= 0.5, "the pause before the second try counts: {}", ran.out);
}

#[test]
fn colours_are_for_terminals_only() {
    let desk = Desk::new().file("page.html", page("<a href='htp://a.example/'>A</a>"));
    let ran = desk.run(&["links", "page.html"]).ends(0);
    assert!(!ran.out.contains('\x1b'), "{}", ran.out);
}

#[test]
fn text_from_outside_cannot_steer_the_terminal() {
    let notes = "<a href='https://a.example/'>\u{1b}]0;owned\u{7}Knots \u{202e}gpj.exe &#x9b;31m</a>";
    let desk = Desk::new().file("page.html", page(notes));
    for format in ["terminal", "json"] {
        let ran = desk.run(&["links", "page.html", "--format", format]).ends(0);
        let steering = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(ran.out.contains("Knots") && !ran.out.contains(steering), "{:?}", ran.out);
    }
}

#[test]
fn a_fallback_is_said_aloud() {
    let desk = Desk::new().file("bare.html", "<a href='https://b.example/'>B</a>");
    let ran = desk.run(&["links", "bare.html"]).ends(0);
    assert!(ran.out.contains("--select"), "{}", ran.out);
    let ran = desk.run(&["links", "bare.html", "--scope", "page"]).ends(0);
    assert!(!ran.out.contains("--select"), "who asks for the whole page knows it\n{}", ran.out);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let notes =
        (0..5000).map(|n| format!("<a href='https://a.example/{n}'>Link {n}</a>\n")).collect::<Vec<_>>().concat();
    let desk = Desk::new().file("page.html", page(&notes));
    let mut command = desk.command(&["links", "page.html"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ran = crate::driver::Ran::end_of(child).ends(0);
    assert_eq!(ran.err, "");
}

#[test]
fn the_demo_shows_each_class_and_needs_no_internet() {
    let ran = Desk::new().run(&["demo"]).ends(0);
    for class in ["broken", "invalid", "suspicious", "redirected", "unverified", "ok", "skipped"] {
        assert!(ran.out.contains(&format!("1 {class}")), "{class} is missing in\n{}", ran.out);
    }
    assert!(ran.err.contains("aircheck check"), "{}", ran.err);
    let wide: Vec<_> = ran.out.lines().filter(|line| line.chars().count() > 80 && !line.contains("http")).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

#[test]
fn a_code_is_explained_and_a_wrong_one_is_not() {
    let ran = Desk::new().run(&["explain", "not-found", "--no-store"]).ends(0);
    assert!(ran.out.starts_with("not-found (broken)\n"), "{}", ran.out);
    let ran = Desk::new().run(&["explain", "show.example"]).ends(2);
    assert!(ran.err.contains("show.example: no http(s) URL; did you mean https://show.example/?"), "{}", ran.err);
    let ran = Desk::new().run(&["explain", "htp://foo"]).ends(2);
    assert!(ran.err.contains("htp://foo: no http(s) URL; "), "{}", ran.err);
    for (wrong, says) in [("not-fuond", "did you mean not-found?"), ("mystery", "\"mystery\": neither"), ("", "\"\": ")]
    {
        let ran = Desk::new().run(&["explain", wrong]).ends(2);
        assert!(ran.err.contains(says) && ran.err.contains("`aircheck explain` alone lists"), "{}", ran.err);
        assert!(ran.err.lines().count() == 1 && ran.err.len() < 150, "{}", ran.err);
    }
    let list = Desk::new().run(&["explain"]).ends(0).out;
    assert!(list.contains("\nbot-wall ") && list.contains("\ninsecure-http ") && list.lines().count() > 80, "{list}");
}

#[test]
fn a_link_is_explained_hop_by_hop() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let ran = Desk::new().run(&["explain", &web.url("/old"), "--allow-private", "127.0.0.1"]).ends(0);
    for expected in ["301", "200", &web.url("/old"), &web.url("/new"), "GET", "redirected"] {
        assert!(ran.out.contains(expected), "{expected} is missing in\n{}", ran.out);
    }
}

#[test]
fn an_address_in_which_something_is_wrong_is_explained_as_a_check_judges_it() {
    let web = Web::new().on("/knots", [web::ok()]);
    let address = format!("{}).", web.url("/knots"));
    let ran = Desk::new().run(&["explain", &address, "--allow-private", "127.0.0.1"]).ends(1);
    assert!(ran.out.contains("[stray-punctuation]"), "{}", ran.out);
    assert!(ran.out.contains(&format!("write {}\n", web.url("/knots"))), "{}", ran.out);
    let links = format!("<a href='{address}'>Knots</a>");
    let desk = Desk::new().file("page.html", page(&links));
    let checked = desk.run(&["check", "page.html", "--no-store", "--allow-private", "127.0.0.1"]).ends(1);
    assert!(checked.out.contains("[stray-punctuation]"), "{}", checked.out);
}

#[test]
fn what_a_check_would_remark_on_an_address_is_explained_with_it() {
    let web = Web::new().on("/knots?fbclid=1", [web::ok()]).on("/plain", [web::ok()]);
    let told = |path: &str| Desk::new().run(&["explain", &web.url(path), "--allow-private", "127.0.0.1"]).ends(0).out;
    let of_tracked = told("/knots?fbclid=1");
    assert!(of_tracked.contains("Remarks") && of_tracked.contains("[tracking-parameters]"), "{of_tracked}");
    let words: Vec<_> = of_tracked.split_whitespace().collect();
    assert!(words.join(" ").contains(&format!("write {} [", web.url("/knots"))), "{of_tracked}");
    let of_plain = told("/plain");
    assert!(!of_plain.contains("Remarks"), "{of_plain}");
}

#[test]
fn an_address_is_explained_as_the_configuration_wants_it() {
    let failure = web::answer("500 Internal Server Error", "", "");
    let web = Web::new().on("/fails", [failure]).on("/fine?fbclid=1", [web::ok()]);
    let web = web.on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let host = web.url("");
    let config = format!(
        "exclude = [\"{host}/private*\"]\nfail-on = [\"redirected\"]\n[levels]\ntracking-parameters = \"error\"\n\
         [[rule]]\nmatch = \"{host}/logout\"\nskip = \"it logs out\"\n\
         [[ignore]]\nmatch = \"{host}/fails\"\nreason = \"moving\"\nuntil = 9999-12-31\n"
    );
    let desk = Desk::new().file("aircheck.toml", config);
    let told = |path: &str, code| {
        let command = ["explain", &web.url(path), "--allow-private", "127.0.0.1", "--retries", "0"];
        desk.run(&command).ends(code).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told("/logout", 0).contains("ignored: it logs out"));
    assert!(told("/private?fbclid=1", 0).contains("ignored: excluded by"));
    assert!(web.asked("/logout").is_empty() && web.asked("/private?fbclid=1").is_empty());
    assert!(told("/fails", 0).contains("ignored until 9999-12-31: moving (broken: server-error)"));
    assert!(told("/fine?fbclid=1", 1).contains("error: "), "a remark fails the run");
    assert!(told("/old", 1).contains("redirected: "), "the file says what fails it");
}

#[test]
fn a_link_that_has_moved_is_proposed_once_without_what_tracks_it() {
    let web = Web::new().on("/old?id=1&fbclid=2", [web::redirect(301, "/new?id=1&fbclid=2")]);
    let web = web.on("/new?id=1&fbclid=2", [web::ok()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>Knots</a>", web.url("/old?id=1&fbclid=2"))));
    let proposed = |arguments: &[&str]| -> Vec<String> {
        let command = [&["check", "page.html", "--no-store", "--allow-private", "127.0.0.1"], arguments].concat();
        let words = desk.run(&command).ends(0).out.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        words.windows(2).filter(|pair| pair[0] == "write").map(|pair| pair[1].clone()).collect()
    };
    assert_eq!(proposed(&[]), [web.url("/new?id=1&fbclid=2")]);
    assert_eq!(proposed(&["-v"]), [web.url("/new?id=1")]);
}

#[test]
fn passwords_are_not_shown_on_the_way_nor_in_complaints() {
    let web = Web::new().on("/old", [web::redirect(301, "/new")]).on("/new", [web::ok()]);
    let secret = |path: &str| web.url(path).replace("http://", "http://ann:secret@");
    let explained = Desk::new().run(&["explain", &secret("/old"), "--allow-private", "127.0.0.1"]).ends(1);
    assert!(explained.out.contains("http://***@127.0.0.1"), "{}", explained.out);
    for command in ["check", "links", "fix"] {
        let ran = Desk::new().run(&[command, &secret("/notes")]).ends(2);
        assert!(ran.err.contains("http://***@127.0.0.1"), "{}", ran.err);
        assert!(!format!("{ran:?}{explained:?}").contains("secret"), "{ran:?}");
    }
}

#[test]
fn a_list_says_where_a_link_has_no_text_or_no_address() {
    let desk = Desk::new().file("page.html", page("<a href=''>A</a> <a href='https://a.example/'></a>"));
    let listed = desk.run(&["links", "page.html"]).ends(0).out;
    let lines: Vec<_> = listed.lines().map(str::trim).collect();
    assert!(lines.windows(2).any(|pair| pair[0].ends_with("  A") && pair[1] == "(no address)"), "{listed}");
    let bare = |pair: &[&str]| pair[0].ends_with("  (no text)") && pair[1] == "https://a.example/";
    assert!(lines.windows(2).any(bare), "{listed}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    desk.run(&["check"]).ends(2);
    desk.run(&["check", "x", "--no-such-option"]).ends(2);
    desk.run(&["check", "x", "--timeout", "0"]).ends(2);
    desk.run(&["--version"]).ends(0);
}

#[test]
fn the_environment_sets_options_and_flags_win() {
    let desk = Desk::new().file("page.html", page("<a href='https://a.example/'>A</a>"));
    let mut command = desk.command(&["links", "page.html"]);
    let ran = crate::driver::Ran::of(command.env("AIRCHECK_FORMAT", "json")).ends(0);
    assert!(ran.out.starts_with('{'), "{}", ran.out);
    let mut command = desk.command(&["check", "page.html", "--timeout", "1"]);
    crate::driver::Ran::of(command.env("AIRCHECK_CONCURRENCY", "none")).ends(2);
    for (value, is_on) in
        [("1", "true"), ("Yes", "true"), ("on", "true"), ("0", "false"), ("off", "false"), ("", "false")]
    {
        let mut command = desk.command(&["check", "--show-config"]);
        let ran = crate::driver::Ran::of(command.env("AIRCHECK_NO_ANCHORS", value)).ends(0);
        assert!(ran.out.contains(&format!("no-anchors = {is_on}  # AIRCHECK_NO_ANCHORS")), "{}", ran.out);
        let mut command = desk.command(&["links", "page.html"]);
        crate::driver::Ran::of(command.env("AIRCHECK_QUIET", value)).ends(0);
    }
    let ran = crate::driver::Ran::of(desk.command(&["check"]).env("AIRCHECK_QUIET", "maybe")).ends(2);
    assert!(ran.err.contains("AIRCHECK_QUIET") && ran.err.contains("write 1 or 0"), "{}", ran.err);
}

#[test]
fn flags_win_over_variables_that_say_the_opposite() {
    let desk = Desk::new().file("page.html", page("")).file("aircheck.toml", "timeout = 7").file("other.toml", "");
    let shown = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = desk.command(&[&["check", "--show-config", "--allow-empty"], flags].concat());
        crate::driver::Ran::of(command.envs(variables.iter().copied()))
    };
    let holds = |flags: &[&str], variable, line: &str| {
        let ran = shown(flags, &[variable]).ends(0);
        assert!(ran.out.lines().any(|shown| shown.trim_end() == line), "{line}\n{}", ran.out);
    };
    holds(&["--no-store"], ("AIRCHECK_STORE", "x.db"), "no-store = true  # --no-store");
    holds(&["--store", "x.db"], ("AIRCHECK_NO_STORE", "1"), "store = \"x.db\"  # --store");
    holds(&["--store", "x.db"], ("AIRCHECK_NO_STORE", "0"), "store = \"x.db\"  # --store");
    holds(&["-v"], ("AIRCHECK_QUIET", "1"), "# verbose: 1  # --verbose");
    holds(&["--config", "aircheck.toml"], ("AIRCHECK_NO_CONFIG", "1"), "timeout = 7  # aircheck.toml:1");
    let plain = shown(&["--no-config"], &[("AIRCHECK_CONFIG", "aircheck.toml")]).ends(0);
    assert!(!plain.out.contains("timeout = 7"), "{}", plain.out);
    let ran = shown(&[], &[("AIRCHECK_STORE", "x.db"), ("AIRCHECK_NO_STORE", "1")]).ends(2);
    assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
    shown(&[], &[("AIRCHECK_STORE", "x.db"), ("AIRCHECK_NO_STORE", "0")]).ends(0);
    shown(&["-q", "-v"], &[]).ends(2);
}

#[test]
fn completions_and_manual_are_printed() {
    let desk = Desk::new();
    assert!(desk.run(&["completions", "bash"]).ends(0).out.contains("_aircheck"));
    assert!(desk.run(&["man"]).ends(0).out.contains(".TH aircheck"));
    assert!(desk.run(&["man", "check"]).ends(0).out.contains("fail\\-on"));
}

#[test]
fn a_single_draft_is_told_what_listeners_will_see() {
    let web = Web::new().on("/knots", [web::ok()]).on("/shop", [web::ok()]);
    let (knots, shop) = (web.url("/knots"), web.url("/shop"));
    let words = "word ".repeat(800);
    let notes = format!("## Links\n\n[Knots]({knots})\n\n{words}\n\n[The shop]({shop})\n\n![A bowline](bowline.png)\n");
    let desk = Desk::new().file("draft.md", &notes).file("more/draft.md", &notes).file("more/short.md", "Short.\n");
    let check = |more: &[&str]| desk.run(&[&["check", "--allow-private", "127.0.0.1", "--no-store"], more].concat());
    let ran = check(&["draft.md"]).ends(0);
    let (remark, showings) = ran.out.split_once("What listeners will see\n").unwrap();
    assert!(remark.contains("\n  warning: the draft has 4") && remark.contains("[description-limit]"), "{remark}");
    let (size, rest) = showings.split_once(" bytes").unwrap();
    assert!(size.starts_with("  Apple Podcasts: 4,1"), "{}", ran.out);
    let expected = " as HTML, of which 4,000 are shown: the link “The
    shop” is cut off. Shorten the text, or move it up.
  Apple Podcasts, Spotify: 1 image isn't shown, only its alternative text: say
    in the text what matters, or link to it.

2 links in 1 episode: all ok
";
    assert_eq!(rest, expected, "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert!(check(&["draft.md", "-v"]).out.contains("headings come out as plain text."));
    for none in [&["draft.md", "-q"][..], &["more/"], &["more/short.md"]] {
        let out = check(none).out;
        assert!(!out.contains("listeners") && !out.contains("description-limit"), "{none:?}");
    }
    check(&["draft.md", "--level", "description-limit=error"]).ends(1);
    let silent = check(&["draft.md", "--no-lint", "description-limit"]).ends(0).out;
    assert!(silent.starts_with("What listeners will see\n"), "{silent}");
}

#[test]
fn a_wrong_value_is_told_what_to_write_instead() {
    let desk = Desk::new().file("page.html", page(""));
    for (option, value, expected) in [
        ("--since", "x", "2026-01-31"),
        ("--latest", "0", "write a whole number from 1 to"),
        ("--latest", "x", "write a whole number from 1 to"),
        ("--retries", "-1", "write a whole number from 0 to 20"),
        ("--timeout", "-1", "more than 0 and at most 3600"),
        ("--timeout", "soon", "more than 0 and at most 3600"),
        ("--max-age", "-1", "from 0 to"),
        ("--accept", "4xx", "such as 403"),
        ("--partition", "5/3", "such as 2/4"),
        ("--allow-private", "foo", "10.0.0.0/8"),
        ("--base-url", "show.example", "https://show.example"),
        ("--proxy", "localhost:8080", "socks5://"),
        ("--header", "Accept", "NAME: VALUE"),
        ("--header", "Ac cept: x", "letters, digits and hyphens"),
        ("--oracle", "youtube=here", "https://"),
        ("--level", "not-found", "CODE=LEVEL"),
        ("--follow", "/episodes/[", "/episodes/*"),
        ("--select", "div[", "such as"),
        ("--ignore-element", "..", "such as"),
        ("--archive-endpoint", "here", "https://"),
        ("--output", "report", "Put --format before it"),
        ("--ca-cert", "none.pem", "there is no such file"),
    ] {
        let ran = desk.run(&["check", "page.html", option, value]).ends(2);
        assert!(ran.err.contains(option) && ran.err.contains(expected), "{option} {value}\n{}", ran.err);
        for raw in ["invalid digit", "without a base", "to pass", "unclosed", "error parsing", "os error"] {
            assert!(!ran.err.contains(raw), "{option} {value}\n{}", ran.err);
        }
    }
}

#[test]
fn a_log_is_commanded_by_nobody_and_files_keep_their_text() {
    let notes = "<h1>::add-mask::x</h1>\n<a href='mailto:a@b.example'>CSS ::before and ##[error]x</a>";
    let desk = Desk::new().file("page.html", page(notes));
    for (format, file) in [("terminal", "r.txt"), ("csv", "r.csv"), ("junit", "r.xml")] {
        let arguments = ["links", "page.html", "--format", format];
        let log = desk.run(&arguments).ends(0).out;
        assert!(log.contains("CSS ::before and ") && !log.contains("##["), "{log}");
        assert!(log.lines().all(|line| !line.trim_start().starts_with("::")), "{log}");
        desk.run(&[&arguments[..], &["--output", file]].concat()).ends(0);
        let text = desk.read(file);
        assert!(text.contains("CSS ::before and ##[error]x") && !text.contains("\\u{"), "{text}");
    }
}
