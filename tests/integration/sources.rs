//! Sources: what can be named, and what happens to those that can't be read.

use crate::driver::{Desk, Ran, page};
use crate::report::{Report, Summary};
use crate::web::{self, Web};

fn notes() -> String {
    page("<a href='https://a.example/'>A</a>")
}

#[test]
fn a_source_that_is_missing_is_named_and_the_others_are_read() {
    let desk = Desk::new().file("page.html", notes());
    let ran = desk.run(&["links", "missing.html", "page.html", "--format", "json"]).ends(2);
    assert!(ran.err.contains("missing.html"), "{}", ran.err);
    let report = Report::of(&ran);
    assert_eq!((report.summary.unread, report.summary.links), (1, 1));
    let failed = report.sources.iter().find(|source| source.error.is_some()).unwrap();
    assert!(failed.path.contains("missing.html") && failed.kind.is_none());
    assert_eq!(report.links[0].source, "page.html");
}

#[test]
fn findings_win_over_sources_that_cannot_be_read() {
    let web = Web::new().on("/gone", [web::not_found()]);
    let desk = Desk::new().file("page.html", page(&format!("<a href='{}'>A</a>", web.url("/gone"))));
    desk.run(&["check", "missing.html", "page.html", "--allow-private", "127.0.0.1"]).ends(1);
}

#[test]
fn a_page_without_notes_is_an_error_unless_that_is_allowed() {
    let desk = Desk::new().file("empty.html", "<title>Nothing</title><p>Nothing at all.");
    let ran = desk.run(&["links", "empty.html"]).ends(2);
    assert!(ran.err.contains("empty.html") && ran.err.contains("no show notes"), "{}", ran.err);
    assert!(ran.out.ends_with("0 links in 0 episodes\n"), "{}", ran.out);
    desk.run(&["links", "empty.html", "--allow-empty"]).ends(0);
    let both = desk.file("page.html", notes());
    let ran = both.run(&["links", "empty.html", "page.html", "--allow-empty", "--format", "json"]).ends(0);
    let Summary { sources, episodes, .. } = Report::of(&ran).summary;
    assert_eq!((sources, episodes), (2, 1));
}

#[test]
fn a_folder_that_gives_nothing_is_an_error_unless_that_is_allowed() {
    let desk = Desk::new().file("bare/x.png", "").file("other/package.json", "{}").file("other/c.json", "{\"a\": 1}");
    let desk = desk.file("built/.gitignore", "*\n").file("built/a.html", notes()).file("built/b/b.html", notes());
    for (folder, says) in [
        ("bare", "in this folder (.html, .md, .txt, .xml, .json)\n"),
        ("other", "in this folder (.html, .md, .txt, .xml, .json)\n"),
        ("./built", ", but for 2 left out by .gitignore"),
    ] {
        let ran = desk.run(&["check", folder, "--no-store"]).ends(2);
        assert!(ran.err.contains(says), "{}", ran.err);
        let report = Report::of(&desk.run(&["links", folder, "--allow-empty", "--format", "json"]).ends(0));
        assert_eq!((report.sources.len(), report.summary.unread), (1, 0));
        desk.run(&["check", folder, "--no-store", "--allow-empty"]).ends(0);
    }
    let both = desk.file("notes/c.json", "{}").file("notes/a.html", notes());
    both.run(&["links", "notes"]).ends(0);
    both.run(&["links", "notes", "other"]).ends(2);
}

#[test]
fn a_page_that_stands_in_for_an_episode_is_an_error() {
    let form = "<title>Log in</title><h1>Log in</h1><form action=/in><input name=who><input type=password></form>\
                <a href=https://a.example/privacy>Privacy</a> <a href=https://a.example/terms>Terms</a>";
    let gone = "<title>Page not found</title><h1>Page not found</h1><p>Try the <a href=https://a.example/>search</a>.";
    let episode = "<title>12: Kelp</title><h1>12: Kelp</h1><p>We eat it, with <a href=https://guest.example/>Ann</a>.";
    let web = Web::new()
        .on("/ep/1", [web::answer("302 Found", "Location: /signin?next=/ep/1\r\n", "")])
        .on("/signin?next=/ep/1", [web::answer("200 OK", "", form)])
        .on("/ep/2", [web::answer("200 OK", "", gone)])
        .on("/ep/3", [web::answer("200 OK", "", episode)]);
    let desk = Desk::new();
    let read = |path: &str, code| desk.run(&["links", &web.url(path), "--allow-private", "127.0.0.1"]).ends(code);
    for (path, says) in [("/ep/1", "login"), ("/ep/2", "no such page")] {
        let ran = read(path, 2);
        assert!(ran.err.to_lowercase().contains(says) && ran.err.contains("--select"), "{path}: {}", ran.err);
        assert!(!ran.out.contains("a.example"), "{path}: {}", ran.out);
    }
    assert!(read("/ep/3", 0).out.contains("guest.example"));
    // Who says where the notes are is believed.
    desk.run(&["links", &web.url("/ep/2"), "--allow-private", "127.0.0.1", "--select", "p"]).ends(0);
}

#[test]
fn a_file_without_a_letter_is_an_error_whatever_its_kind() {
    for name in ["draft.md", "draft.txt", "draft.html"] {
        let desk = Desk::new().file(name, "\n \n");
        let ran = desk.run(&["check", name, "--no-store"]).ends(2);
        assert!(ran.err.contains(name) && ran.err.contains("no show notes"), "{}", ran.err);
        desk.run(&["check", name, "--no-store", "--allow-empty"]).ends(0);
    }
}

#[test]
fn standard_input_is_a_source() {
    let desk = Desk::new();
    let arguments = ["links", "-", "--base-url", "https://show.example/42", "--format", "json"];
    let report = Report::of(&desk.pipe(&arguments, &page("<a href='guest'>Guest</a>")).ends(0));
    assert_eq!(report.links[0].url, "https://show.example/guest");
}

#[test]
fn a_page_on_the_web_is_a_source_and_links_resolve_against_it() {
    let body = page("<a href='guest'>Guest</a>");
    let web = Web::new().on("/ep/42", [web::answer("200 OK", "", &body)]);
    let desk = Desk::new();
    let arguments = ["links", &web.url("/ep/42"), "--allow-private", "127.0.0.1", "--format", "json"];
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert_eq!(report.links[0].url, web.url("/ep/guest"));
}

#[test]
fn a_page_on_the_web_that_is_gone_is_an_error() {
    let web = Web::new().on("/ep/43", [web::not_found()]);
    let ran = Desk::new().run(&["links", &web.url("/ep/43"), "--allow-private", "127.0.0.1"]).ends(2);
    assert!(ran.err.contains("/ep/43") && ran.err.contains("404"), "{}", ran.err);
}

#[test]
fn folders_and_globs_are_read_in_the_order_of_their_paths() {
    let desk = Desk::new().file("notes/b.html", notes()).file("notes/a.html", notes()).file("notes/x.png", "no page");
    for source in ["notes", "notes/*.html"] {
        let report = Report::of(&desk.run(&["links", source, "--format", "json"]).ends(0));
        let names: Vec<_> = report.sources.iter().map(|source| source.path.replace('\\', "/")).collect();
        assert_eq!(names, ["notes/a.html", "notes/b.html"], "{source}");
    }
}

#[test]
fn the_reports_of_a_run_are_no_sources_of_the_next() {
    let desk = Desk::new().file("notes/a.html", notes());
    for source in ["notes", "notes/*.html", "."] {
        for _ in 0..2 {
            desk.run(&["links", source, "--output", "notes/report.html"]).ends(0);
            let outputs = ["--format", "json", "--output", "notes/r.json"];
            let ran = desk.run(&[&["links", source, "--output", "./notes/report.html"], &outputs[..]].concat()).ends(0);
            assert!(ran.out.is_empty(), "{}", ran.out);
            let report: serde_json::Value = serde_json::from_str(&desk.read("notes/r.json")).unwrap();
            assert_eq!(report["sources"].as_array().unwrap().len(), 1, "{source}");
        }
    }
}

#[test]
fn the_reports_of_earlier_runs_are_no_sources() {
    let desk = Desk::new().file("notes/a.html", notes());
    for arguments in [&["--output", "notes/r.txt"][..], &["--format", "compact", "--output", "notes/c.txt"]] {
        desk.run(&[&["links", "notes/a.html"], arguments].concat()).ends(0);
    }
    desk.run(&["check", "notes/a.html", "--no-store", "--exclude", "*", "-q", "--output", "notes/q.txt"]).ends(0);
    for source in ["notes", "notes/*"] {
        let report = Report::of(&desk.run(&["links", source, "--format", "json"]).ends(0));
        assert_eq!(report.sources.len(), 1, "{source}: {:?}", report.sources);
    }
    let named = desk.run(&["links", "notes/r.txt", "--format", "json"]).ends(0);
    assert_eq!(Report::of(&named).sources.len(), 1, "who names it wants it");
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_anything_is_asked() {
    let web = Web::new().on("/knots", [web::ok()]);
    let desk = Desk::new().file("a.html", page(&format!("<a href='{}'>Knots</a>", web.url("/knots"))));
    desk.run(&["check", "a.html", "--allow-private", "127.0.0.1", "--output", "/proc/report.json"]).ends(2);
    assert!(web.asked("/knots").is_empty());
    desk.run(&["check", "a.html", "--allow-private", "127.0.0.1", "--output", "report.json"]).ends(0);
    assert!(desk.read("report.json").contains("aircheck/1"));
}

#[test]
fn a_report_never_overwrites_a_source() {
    let desk = Desk::new().file("a.html", notes());
    for command in ["check", "links"] {
        let ran = desk.run(&[command, "a.html", "--output", "./a.html"]).ends(2);
        assert!(ran.err.contains("a.html: the report would overwrite"), "{}", ran.err);
        assert_eq!(desk.read("a.html"), notes());
    }
    let ran = desk.run(&["merge", "a.html", "--output", "a.html"]).ends(2);
    assert!(ran.err.contains("a.html: the report would overwrite"), "{}", ran.err);
}

/// A feed of two episodes, the newest first, each with its page and one link.
fn feed(site: &str) -> String {
    let item = |number: u8, date: &str| {
        format!(
            "<item><title>{number}: Knots</title><link>{site}/ep/{number}</link><pubDate>{date}</pubDate>\
             <description><![CDATA[<p><a href=\"{site}/link/{number}\">Link {number}</a></p>]]></description></item>"
        )
    };
    let items = item(2, "Mon, 02 Feb 2026 10:00:00 GMT") + &item(1, "Thu, 01 Jan 2026 10:00:00 GMT");
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Show</title>{items}</channel></rss>")
}

#[test]
fn a_catalogue_is_cut_to_its_newest_episodes() {
    let desk = Desk::new().file("feed.xml", feed("https://show.example"));
    for cut in [["--latest", "1"], ["--since", "2026-01-15"]] {
        let arguments = [&["links", "feed.xml", "--format", "json", "--kind", "notes"], &cut[..]].concat();
        let report = Report::of(&desk.run(&arguments).ends(0));
        let urls: Vec<_> = report.links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(urls, ["https://show.example/link/2"], "{cut:?}");
        assert_eq!(report.episodes.len(), 1);
    }
}

#[test]
fn a_day_in_the_future_is_told() {
    let desk = Desk::new().file("feed.xml", feed("https://show.example"));
    let ran = desk.run(&["links", "feed.xml", "--since", "9000-01-01"]);
    assert!(ran.err.contains("--since 9000-01-01: this day is in the future"), "{}", ran.err);
    assert!(ran.err.contains("--since 9000-01-01: no episode is of this day or later"), "{}", ran.err);
    let undated = Desk::new().file("page.html", page("<a href='https://a.example/'>A</a>"));
    let ran = undated.run(&["links", "page.html", "--since", "9000-01-01"]).ends(0);
    assert!(ran.err.contains("and those without a date, are read") && !ran.err.contains("no episode"), "{}", ran.err);
    assert_eq!(desk.run(&["links", "feed.xml", "--since", "2026-01-15"]).ends(0).err, "");
}

#[test]
fn a_sitemap_leads_to_pages() {
    let web = Web::new();
    let map = format!(
        "<urlset><url><loc>{}</loc></url><url><loc>{}</loc></url></urlset>",
        web.url("/ep/1"),
        web.url("/about")
    );
    let web = web.on("/ep/1", [web::answer("200 OK", "", &notes())]);
    let desk = Desk::new().file("sitemap.xml", map);
    let arguments = ["links", "sitemap.xml", "--follow", "/ep/*", "--allow-private", "127.0.0.1", "--format", "json"];
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert_eq!(report.links.len(), 1);
    assert_eq!(report.links[0].source, web.url("/ep/1"));
}

#[test]
fn a_list_of_episodes_is_followed_and_a_limit_is_said_aloud() {
    let list = "<a href='/ep/1'>One</a> <a href='/ep/2'>Two</a> <a href='/about'>About</a>";
    let web = Web::new().on("/", [web::answer("200 OK", "", list)]).on("/ep/1", [web::answer("200 OK", "", &notes())]);
    let source = web.url("/");
    let more = ["--follow", "/ep/*", "--max-pages", "1", "--allow-private", "127.0.0.1", "--format", "json"];
    let ran = Desk::new().run(&[&["links", &source], &more[..]].concat()).ends(2);
    assert!(ran.err.contains("--max-pages 1"), "{}", ran.err);
    assert_eq!(Report::of(&ran).links.len(), 1);
}

#[test]
fn the_pages_of_a_feed_are_read_on_demand() {
    let web = Web::new();
    let desk = Desk::new().file("feed.xml", feed(&web.url("")));
    let web = web.on("/ep/2", [web::answer("200 OK", "", &notes())]);
    let arguments =
        ["links", "feed.xml", "--pages", "--latest", "1", "--allow-private", "127.0.0.1", "--format", "json"];
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert!(report.links.iter().any(|link| link.source == web.url("/ep/2")));
    assert_eq!(report.episodes.len(), 2);
}

#[test]
fn a_file_that_is_named_in_two_ways_is_read_once() {
    let desk = Desk::new().file("page.html", notes());
    let report = Report::of(&desk.run(&["links", "page.html", "./page.html", "--format", "json"]).ends(0));
    assert_eq!((report.summary.sources, report.summary.links), (1, 1));
}

#[test]
fn what_nobody_saves_cannot_be_watched() {
    let ran = Desk::new().run(&["check", "https://a.example/", "--watch"]).ends(2);
    assert!(ran.err.contains("name a file or a folder"), "{}", ran.err);
}

#[test]
fn a_status_code_is_explained_by_its_reason() {
    assert!(Desk::new().run(&["explain", "404"]).ends(0).out.starts_with("not-found (broken)"));
}

#[test]
fn json_that_breaks_off_is_told_with_its_place() {
    let desk = Desk::new().file("chapters.json", "{\"version\": \"1.2.0\",\n \"items").file("other.json", "{\"a\": 1}");
    let told = desk.run(&["links", "chapters.json", "other.json"]).ends(2).err;
    assert!(told.contains("chapters.json: the JSON makes no sense at line 2, column 8\n"), "{told}");
    assert!(
        told.contains("other.json: neither a page nor a feed nor notes; --input-format says what it is\n"),
        "{told}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_said_what_a_full_disk_could_not_take() {
    let desk = Desk::new().file("notes.md", "[x](htp://a.example/)\n");
    for (arguments, what) in [
        (["links", "notes.md"], "the report can't be written to standard output"),
        (["explain", "gone"], "the output can't be written"),
    ] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let mut command = desk.command(&arguments);
        let told = Ran::of(command.stdout(full)).ends(2).err;
        assert!(told.contains(&format!("error: {what}: ")) && !told.contains("os error"), "{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_said() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new().file("a.md", "# x\n");
    let mut command = desk.command(&["links", "a.md"]);
    let ran = Ran::of(command.arg(std::ffi::OsStr::from_bytes(b"caf\xe9.md"))).ends(2);
    assert!(ran.err.contains("isn't UTF-8: name the folder that holds the file"), "{}", ran.err);
}

#[test]
fn options_that_fit_nothing_are_told() {
    let page = page("<a href='https://a.example/'>A</a>");
    let desk = Desk::new().file("page.html", page).file("draft.md", "[A](https://a.example/)\n");
    let said = |source: &str, option: [&str; 2]| {
        desk.run(&["links", source, "--base-url", "https://s.example/", option[0], option[1]]).ends(0).err
    };
    assert_eq!(said("page.html", ["--kind", "chapter"]), "warning: no link is of --kind chapter\n");
    assert_eq!(said("page.html", ["--kind", "notes"]), "");
    let told = said("page.html", ["--follow", "/nowhere/*"]);
    let vain = "warning: --follow /nowhere/* leads to no page: ";
    let why = "no link to the same site matches; what was read counts as notes itself\n";
    assert_eq!(told, format!("{vain}{why}"));
    let told = said("draft.md", ["--follow", "/nowhere/*"]);
    assert_eq!(told, format!("{vain}it is for lists of episodes and sitemaps, and there is none\n"));
    let told = desk.run(&["links", "page.html", "--follow", "/nowhere/*"]).ends(0).err;
    assert_eq!(told, format!("{vain}where the list stands on the web isn't known; --base-url tells it\n"));
    let entry = "<urlset><url><loc>https://s.example/7</loc></url></urlset>";
    let desk = Desk::new().file("sitemap.xml", entry).file("draft.md", "[A](https://a.example/)\n");
    let told = desk.run(&["links", "sitemap.xml", "draft.md", "--follow", "/nowhere/*"]).ends(2).err;
    assert!(told.contains(&format!("{vain}the sitemap names none that matches\n")), "{told}");
}

#[test]
fn what_is_no_text_for_aircheck_is_not_green() {
    let text = "See https://a.example/ for more\n";
    let desk = Desk::new().file("notes.pdf", text).file("printed.txt", format!("%PDF-1.7\n{text}"));
    let ran = desk.run(&["links", "notes.pdf", "printed.txt"]).ends(2);
    assert!(ran.err.contains("notes.pdf: neither a page nor a feed nor notes"), "{}", ran.err);
    assert!(ran.err.contains("printed.txt: not a text"), "{}", ran.err);
    desk.run(&["links", "notes.pdf", "--input-format", "text"]).ends(0);
}

#[test]
fn a_markdown_address_with_a_blank_is_no_link() {
    let draft = "[x](https://a.example/a b) and [y](https://a.example/c \"title\")\n";
    let desk = Desk::new().file("draft.md", draft);
    let report = Report::of(&desk.run(&["links", "draft.md", "--format", "json"]).ends(0));
    let codes: Vec<_> = report.links.iter().map(|link| (link.url.as_str(), link.lints.len())).collect();
    assert_eq!(codes, [("https://a.example/a%20b", 1), ("https://a.example/c", 0)]);
}

#[test]
fn an_empty_file_is_not_told_to_be_taken_whole() {
    let ran = Desk::new().file("empty.html", "").run(&["links", "empty.html"]).ends(2);
    assert!(!ran.out.contains("--select"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_to_itself_is_there() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("loop", desk.path("loop")).unwrap();
    let ran = desk.run(&["links", "loop"]).ends(2);
    assert!(!ran.err.contains("no such file") && ran.err.contains("loop: "), "{}", ran.err);
}
