//! `aircheck.toml`, the environment and flags: which holds, and what it does.

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Web};

fn link(url: &str) -> String {
    format!("<p><a href=\"{url}\">A link about knots</a></p>")
}

fn check(desk: &Desk, more: &[&str]) -> Ran {
    let usual = ["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--retries", "0"];
    desk.run(&[&usual[..], &["--no-store"], more].concat())
}

/// A page with a link to each of these paths, and a configuration.
fn desk(web: &Web, paths: &[&str], config: &str) -> Desk {
    let notes: String = paths.iter().map(|path| link(&web.url(path))).collect();
    let config = config.replace("HOST", &web.url("").trim_end_matches('/').replace("http://", ""));
    Desk::new().file("page.html", page(&notes)).file("aircheck.toml", config)
}

fn remarks(ran: &Ran) -> Vec<(String, u64)> {
    Report::of(ran).remarks.into_iter().map(|remark| (remark.code, remark.line.unwrap())).collect()
}

fn verdict(ran: &Ran, web: &Web, path: &str) -> String {
    Report::of(ran).link(&web.url(path)).verdict.clone().unwrap()
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_the_defaults() {
    let desk = Desk::new().file("aircheck.toml", "timeout = 11\nretries = 5\nconcurrency = 7\n");
    let mut command = desk.command(&["check", "--show-config", "--timeout", "13"]);
    let shown = Ran::of(command.env("AIRCHECK_TIMEOUT", "12").env("AIRCHECK_RETRIES", "6")).ends(0).out;
    for line in [
        "timeout = 13  # --timeout",
        "retries = 6  # AIRCHECK_RETRIES",
        "concurrency = 7  # aircheck.toml:3",
        "host-concurrency = 6  # default",
        "fail-on = [\"broken\", \"invalid\"]  # default",
        "no-anchors = false  # default",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
    }
    let again = Desk::new().file("aircheck.toml", &shown).run(&["check", "--show-config"]).ends(0).out;
    assert!(again.contains("timeout = 13  # aircheck.toml:"), "what is shown is a configuration itself: {again}");
}

#[test]
fn variables_hold_lists_and_nothing_of_one_command_line() {
    let desk = Desk::new().file("notes.md", "[x](https://a.example/)\n");
    let shown = |variables: &[(&str, &str)], more: &[&str]| {
        let mut command = desk.command(&[&["check", "--show-config"], more].concat());
        Ran::of(command.envs(variables.iter().copied())).ends(0)
    };
    let lists = shown(
        &[
            ("AIRCHECK_ACCEPT", "401, 403"),
            ("AIRCHECK_EXCLUDE", "https://a.test/x,y\nhttps://b.test/*"),
            ("AIRCHECK_LINT", "shortener,vague-text"),
            ("AIRCHECK_LEVEL", "not-found=note,gone=warning"),
            ("AIRCHECK_ORACLE", "youtube=off,vimeo=off"),
        ],
        &["-v"],
    )
    .out;
    for line in [
        "accept = [401, 403]  # AIRCHECK_ACCEPT",
        "exclude = [\"https://a.test/x,y\", \"https://b.test/*\"]  # AIRCHECK_EXCLUDE",
        "# lint: [\"shortener\", \"vague-text\"]  # AIRCHECK_LINT",
        "oracle = [\"youtube=off\", \"vimeo=off\"]  # AIRCHECK_ORACLE",
        "# verbose: 1  # --verbose",
        "gone = \"warning\"  # AIRCHECK_LEVEL",
        "not-found = \"note\"  # AIRCHECK_LEVEL",
    ] {
        assert!(lists.lines().any(|shown| shown == line), "{line}\n{lists}");
    }
    for name in ["AIRCHECK_WATCH", "AIRCHECK_WRITE", "AIRCHECK_INTERACTIVE", "AIRCHECK_FORCE", "AIRCHECK_OUTPUT"] {
        let said = shown(&[(name, "1")], &[]).err;
        assert_eq!(said, format!("warning: {name}: sets nothing: its option is for the command line only\n"));
    }
}

#[test]
fn what_is_shown_holds_again_where_it_is_the_configuration() {
    let file = "[levels]\nshortener = \"off\"\nvague-text = \"error\"\n";
    let typed = ["--lint", "shortener", "--lint", "empty-text", "--no-lint", "bare-domain", "--exclude", "007"];
    let desk = Desk::new().file("aircheck.toml", file);
    let shown = |desk: &Desk, more: &[&str]| desk.run(&[&["check", "--show-config"], more].concat()).ends(0).out;
    let settings = |shown: &str| -> Vec<String> {
        let lines = shown.lines().map(|line| line.split("  #").next().unwrap().to_owned());
        lines.filter(|line| !line.starts_with('#')).collect()
    };
    let first = shown(&desk, &typed);
    for line in
        ["bare-domain = \"off\"  # --no-lint", "empty-text = \"note\"  # --lint", "shortener = \"note\"  # --lint"]
    {
        assert!(first.lines().any(|shown| shown == line), "{line}\n{first}");
    }
    let again = Desk::new().file("aircheck.toml", &first);
    assert_eq!(settings(&first), settings(&shown(&again, &[])));
    let draft = "See www.a.example/x, [here](https://bit.ly/x) and [](https://b.example/)\n";
    let listed = |desk: Desk, more: &[&str]| {
        let links = ["links", "draft.md", "--format", "json"];
        let desk = desk.file("draft.md", draft);
        let report = Report::of(&desk.run(&[&links, more].concat()).ends(0));
        report.links.iter().map(|link| format!("{:?}", link.lints)).collect::<Vec<_>>()
    };
    assert_eq!(listed(desk, &typed), listed(again, &[]));
}

#[test]
fn secrets_are_not_shown() {
    let desk = Desk::new();
    let header = ["--header", "a.test=Authorization: Bearer hush", "--header", "Accept-Language: de"];
    let mut command = desk.command(&[&["check", "--show-config"], &header[..]].concat());
    command.env("AIRCHECK_AUTH_A", "a.test=ann:hush").env("AIRCHECK_ARCHIVE_ENDPOINT", "https://ann:hush@a.test/");
    let shown = Ran::of(&mut command).ends(0).out;
    assert!(!shown.contains("hush"), "{shown}");
    assert!(shown.contains("a.test=Authorization: ***") && shown.contains("Accept-Language: de"), "{shown}");
    assert!(shown.contains("# credentials for a.test  # AIRCHECK_AUTH_A"), "{shown}");
}

#[test]
fn a_faulty_configuration_ends_the_run_before_anything_is_asked() {
    let web = Web::new();
    let desk = desk(&web, &["/never"], "\nfial-on = [\"broken\"]\n");
    let ran = check(&desk, &[]).ends(2);
    assert_eq!(ran.err, "error: aircheck.toml:2: unknown key `fial-on`; did you mean `fail-on`?\n");
    assert!(web.asked("/never").is_empty());
    let named = check(&desk, &["--config", "elsewhere.toml"]).ends(2);
    assert!(named.err.starts_with("error: elsewhere.toml: "), "{}", named.err);
    let shown = desk.run(&["check", "--no-config", "--show-config"]).ends(0).out;
    assert!(shown.contains("no aircheck.toml"), "{shown}");
}

#[test]
fn a_configuration_above_holds_up_to_the_root_of_the_repository() {
    let desk = Desk::new()
        .file("repository/.git/HEAD", "")
        .file("repository/aircheck.toml", "timeout = 11\nstore = \"s.db\"\n");
    let deep = desk.file("repository/notes/new/draft.md", "");
    let mut command = deep.command(&["check", "--show-config"]);
    let shown = Ran::of(command.current_dir(deep.path("repository/notes/new"))).ends(0).out;
    assert!(shown.contains("timeout = 11  # "), "{shown}");
    assert!(shown.contains("repository/s.db\"  # "), "{shown}");
}

#[test]
fn levels_decide_what_fails_a_run_and_what_is_reported() {
    let web = Web::new().on("/gone", [web::not_found()]).on("/fine", [web::ok()]);
    let levels = |levels: &str| desk(&web, &["/gone", "/fine"], &format!("[levels]\n{levels}\n"));
    check(&levels(""), &[]).ends(1);
    check(&levels("not-found = \"warning\""), &[]).ends(0);
    let warned = check(&levels("not-found = \"warning\""), &[]).ends(0);
    assert_eq!(verdict(&warned, &web, "/gone"), "broken", "the verdict itself stays");
    let quiet = levels("not-found = \"off\"");
    let usual = ["check", "page.html", "--allow-private", "127.0.0.1", "--no-store", "--retries", "0"];
    assert!(!quiet.run(&usual).ends(0).out.contains("not-found"));
    check(&levels("not-found = \"off\""), &["--level", "not-found=error"]).ends(1);
    let draft = "# Knots\n\nTODO: the links\n";
    let desk = Desk::new().file("draft.md", draft).file("aircheck.toml", "[levels]\nplaceholder-text = \"error\"\n");
    desk.run(&["check", "draft.md", "--no-store", "--no-config"]).ends(0);
    let ran = desk.run(&["check", "draft.md", "--no-store", "--quiet"]).ends(1);
    assert!(ran.out.contains("[placeholder-text]"), "{}", ran.out);
}

#[test]
fn what_was_asked_for_by_name_is_shown_to_everybody() {
    let draft = "[Knots](https://bit.ly/knots), [loops](htp://a.example/)\n";
    let plain = Desk::new().file("draft.md", draft);
    let quiet = plain.run(&["links", "draft.md"]).ends(0).out;
    assert!(!quiet.contains("[shortener]") && quiet.contains("error: "), "{quiet}");
    let named = plain.run(&["links", "draft.md", "--lint", "shortener"]).ends(0).out;
    assert!(named.contains("note: ") && named.contains("[shortener]"), "{named}");
    let desk = plain.file("aircheck.toml", "[levels]\nshortener = \"note\"\n");
    assert!(desk.run(&["links", "draft.md"]).ends(0).out.contains("note: "));
    let grave = desk.file("aircheck.toml", "[levels]\nshortener = \"error\"\nmistyped-scheme = \"warning\"\n");
    let levels = |format: &str| grave.run(&["links", "draft.md", "--format", format]).ends(0).out;
    assert!(levels("terminal").contains("error: ") && levels("terminal").contains("warning: "));
    let count = |text: &str, what: &str| text.matches(what).count();
    let [json, sarif, github] = ["json", "sarif", "github"].map(levels);
    assert_eq!((count(&json, "\"level\":\"error\""), count(&json, "\"level\":\"warning\"")), (1, 1), "{json}");
    assert!(!json.contains("\"fails\":true"), "a list can't fail: {json}");
    let [errors, warnings] =
        ["error", "warning"].map(|level| format!("\"level\": \"{level}\",\n          \"message\""));
    assert_eq!((count(&sarif, &errors), count(&sarif, &warnings)), (1, 1), "{sarif}");
    assert_eq!((count(&github, "::error "), count(&github, "::warning ")), (1, 1), "{github}");
}

#[test]
fn an_unknown_level_is_wrong_usage() {
    let ran = Desk::new().run(&["check", "x.html", "--level", "not-fund=note"]).ends(2);
    assert!(ran.err.contains("did you mean `not-found`?"), "{}", ran.err);
}

#[test]
fn rules_accept_treat_and_skip() {
    let forbidden = || web::answer("422 Unprocessable Content", "", "");
    let web = Web::new().on("/tea", [forbidden()]).on("/pot", [forbidden()]).on("/slow", [web::not_found()]);
    let config = "[[rule]]\nmatch = \"http://HOST/tea\"\naccept = [422]\n\
        [[rule]]\nmatch = \"*/slow\"\ntreat-as = \"unverified\"\n\
        [[rule]]\nmatch = [\"*/logout\"]\nskip = \"it ends the session\"\n";
    let desk = desk(&web, &["/tea", "/pot", "/slow", "/logout"], config);
    let ran = check(&desk, &[]).ends(1);
    let verdicts = ["/tea", "/pot", "/slow", "/logout"].map(|path| verdict(&ran, &web, path));
    assert_eq!(verdicts, ["ok", "broken", "unverified", "skipped"]);
    assert!(web.asked("/logout").is_empty());
    assert!(ran.out.contains("it ends the session") && ran.out.contains("aircheck.toml:4"), "{}", ran.out);
    check(&desk, &["--accept", "422"]).ends(0);
}

#[test]
fn headers_of_a_rule_go_to_its_addresses_only() {
    let web = Web::new().on("/in", [web::redirect(302, "/out")]).on("/out", [web::ok()]);
    let desk = desk(&web, &["/in"], "[[rule]]\nmatch = \"*/in\"\nheaders = { X-Show = \"7\" }\n");
    check(&desk, &[]).ends(0);
    let sent = |path: &str| web.asked(path)[0].headers.get("x-show").is_some_and(|value| value == "7");
    assert!(sent("/in") && !sent("/out"));
}

#[test]
fn credentials_go_to_their_host_and_into_no_output() {
    let other = Web::new().on("/end", [web::ok()]);
    let web = Web::new().on("/start", [web::redirect(302, &other.url("/end"))]);
    let desk = desk(&web, &["/start"], "");
    let host = web.url("").trim_end_matches('/').to_owned();
    let mut command = desk.command(&[
        "check",
        "page.html",
        "--allow-private",
        "127.0.0.1",
        "--store",
        "store.db",
        "--format",
        "json",
        "-vv",
    ]);
    let ran = Ran::of(command.env("AIRCHECK_AUTH_SHOW", format!("{host}=Bearer hush-hush"))).ends(0);
    assert!(web.asked("/start")[0].headers["authorization"] == "Bearer hush-hush");
    assert!(!other.asked("/end")[0].headers.contains_key("authorization"));
    let store = std::fs::read(desk.path("store.db")).unwrap();
    assert!(!ran.out.contains("hush") && !ran.err.contains("hush"));
    assert!(!store.windows(4).any(|bytes| bytes == b"hush"));
    let mut command = desk.command(&["check", "page.html"]);
    let wrong = Ran::of(command.env("AIRCHECK_AUTH_SHOW", "hush-hush")).ends(2);
    assert_eq!(wrong.err, "error: AIRCHECK_AUTH_SHOW: write HOST=CREDENTIALS\n");
}

#[test]
fn an_ignore_hides_trouble_until_its_day_and_no_longer() {
    let web = Web::new().on("/gone", [web::not_found()]).on("/fine", [web::ok()]);
    let ignore = |path: &str, until: &str| {
        format!("[[ignore]]\nmatch = \"http://HOST{path}\"\nreason = \"being mended\"\nuntil = {until}\n")
    };
    let desk = |config: &str| desk(&web, &["/gone", "/fine"], config);
    let hidden = check(&desk(&ignore("/gone", "9999-12-31")), &[]).ends(0);
    assert_eq!((verdict(&hidden, &web, "/gone"), remarks(&hidden)), ("skipped".to_owned(), vec![]));
    assert!(hidden.out.contains("ignored until 9999-12-31: being mended (broken: not-found)"), "{}", hidden.out);
    let ended = check(&desk(&ignore("/gone", "2020-01-31")), &[]).ends(1);
    assert_eq!(remarks(&ended), [("ignore-ended".to_owned(), 1)]);
    let unused = ignore("/fine", "9999-12-31") + &ignore("/elsewhere", "9999-12-31");
    let unused = check(&desk(&unused), &[]).ends(1);
    assert_eq!(remarks(&unused), [("ignore-unused".to_owned(), 1), ("ignore-unused".to_owned(), 5)]);
    let narrow = ignore("/gone", "9999-12-31") + "codes = [\"timeout\"]\n";
    check(&desk(&narrow), &[]).ends(1);
}

#[test]
fn a_proxy_is_asked_for_everything_and_for_no_private_address() {
    // To a proxy, the path of a request is the whole URL (RFC 9112 §3.2.2).
    let web = Web::new().on("http://knots.example/a", [web::ok()]);
    let notes = link("http://knots.example/a") + &link("http://10.0.0.1/b") + &link("http://router.localhost/c");
    let desk = Desk::new().file("page.html", page(&notes));
    let usual = ["check", "page.html", "--no-store", "--format", "json", "--retries", "0", "--proxy"];
    let report = Report::of(&desk.run(&[&usual[..], &[&web.url("")]].concat()));
    assert_eq!(report.link("http://knots.example/a").verdict.as_deref(), Some("ok"));
    for private in ["http://10.0.0.1/b", "http://router.localhost/c"] {
        assert_eq!(report.link(private).reason.as_deref(), Some("private-address"), "{private}");
    }
    let wrong = desk.run(&[&usual[..], &["ftp://proxy.example"]].concat()).ends(2);
    assert!(wrong.err.contains("write http://, https://, socks5:// or socks5h://"), "{}", wrong.err);
    let secret =
        desk.file("aircheck.toml", "proxy = \"http://ann:hush@proxy.example\"\n").run(&["check", "page.html"]).ends(2);
    assert_eq!(
        secret.err,
        "error: aircheck.toml:1: `proxy`: this would put a secret into a file; AIRCHECK_PROXY may hold it\n"
    );
}

#[test]
fn a_wrong_variable_is_blamed_by_its_own_name_and_a_strange_one_is_told() {
    let desk = Desk::new().file("notes.md", "[x](htp://a.example/)\n");
    let set = |name: &str, value: &str, arguments: &[&str]| Ran::of(desk.command(arguments).env(name, value));
    let told = set("AIRCHECK_TIMEOUT", "soon", &["check", "notes.md"]).ends(2).err;
    assert!(told.contains("'soon' for 'AIRCHECK_TIMEOUT'") && !told.contains("--timeout"), "{told}");
    let told = set("AIRCHECK_TIMEOUT", "3", &["check", "notes.md", "--timeout", "soon"]).ends(2).err;
    assert!(told.contains("'soon' for '--timeout <SECONDS>'"), "{told}");
    let told = set("AIRCHECK_TIMEOT", "3", &["links", "notes.md"]).ends(0).err;
    assert_eq!(told, "warning: AIRCHECK_TIMEOT: unknown variable; did you mean AIRCHECK_TIMEOUT?\n");
    assert_eq!(set("AIRCHECK_VERSION", "3", &["links", "notes.md"]).ends(0).err, "", "that is somebody else's");
}

#[test]
fn what_was_most_likely_meant_is_named() {
    let desk = Desk::new().file("notes.md", "[x](htp://a.example/)\n");
    let told = desk.run(&["explain", "not-fuond"]).ends(2).err;
    assert!(told.contains("nor a code; did you mean not-found? "), "{told}");
    let told = desk.run(&["baseline", "notes.md", "--output", "known.json"]).ends(2).err;
    assert!(told.contains("a similar argument exists: '--baseline <FILE>'"), "{told}");
}

#[test]
fn settings_are_shown_without_naming_a_source() {
    for command in ["check", "links", "fix", "baseline", "compare", "explain"] {
        let out = Desk::new().run(&[command, "--show-config"]).ends(0).out;
        assert!(out.starts_with(&format!("# aircheck {command}: ")), "{out}");
    }
    Desk::new().run(&["compare", "feed.xml"]).ends(2);
}
