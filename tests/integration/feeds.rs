//! Feeds, sitemaps and lists of episodes: what is read of them, and how a catalogue is cut.

use std::io::Write;

use crate::driver::{Desk, page, repository};
use crate::report::{Report, Source};
use crate::web::{self, Reply, Web};

const LOCAL: [&str; 4] = ["--allow-private", "127.0.0.1", "--format", "json"];

fn xml(body: &str) -> Reply {
    typed("application/xml", body.as_bytes())
}

fn typed(media_type: &str, body: &[u8]) -> Reply {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n", body.len());
    let mut bytes = format!("{head}Connection: close\r\n\r\n").into_bytes();
    bytes.extend_from_slice(body);
    Reply::Bytes(bytes)
}

fn item(number: u32, inside: &str) -> String {
    format!(
        "<item><title>Ep {number}</title><pubDate>Sat, 0{number} Mar 2025 10:00:00 GMT</pubDate>\
         <description>Notes: https://notes.example/{number}</description>{inside}</item>\n"
    )
}

fn feed(items: &str) -> String {
    format!("<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Knots</title>\n{items}</channel></rss>\n")
}

#[test]
fn what_is_wrong_with_a_show_is_told_under_it_and_not_under_an_episode() {
    let web = Web::new().on("/", [web::not_found()]);
    let feed =
        feed(&format!("<link>{}</link>{}", web.url("/"), item(1, "").replace("https://notes.example/1", "nothing")));
    let desk = Desk::new().file("feed.xml", feed);
    let of = |format: &str| {
        let arguments = ["check", "feed.xml", "--no-store", "--allow-private", "127.0.0.1", "--format", format];
        desk.run(&arguments).ends(1).out
    };
    assert!(of("terminal").starts_with("The show itself\nfeed.xml\n\n! broken  (page)\n"), "{}", of("terminal"));
    for (format, told) in [
        ("html", "<h3>The show itself</h3>"),
        ("markdown", "\n### The show itself\n"),
        ("junit", "<testsuite name=\"The show itself: feed.xml\" tests=\"1\" failures=\"1\""),
    ] {
        let out = of(format);
        assert!(out.contains(told) && !out.contains("Ep 1"), "{out}");
    }
    assert!(of("csv").lines().nth(1).unwrap().contains(",,,,page,show,feed.xml,"), "{}", of("csv"));
    assert!(of("json").contains("\"group\":\"show\""), "{}", of("json"));
    let listed = desk.run(&["links", "feed.xml"]).ends(0).out;
    assert!(listed.starts_with("The show itself\nfeed.xml\n\n") && !listed.contains("Ep 1"), "{listed}");
}

fn listed(desk: &Desk, arguments: &[&str]) -> Report {
    Report::of(&desk.run(&[&["links", "--format", "json"], arguments].concat()).ends(0))
}

fn urls(report: &Report) -> Vec<&str> {
    report.links.iter().map(|link| link.url.as_str()).collect()
}

fn titles(report: &Report) -> Vec<&str> {
    report.episodes.iter().filter_map(|episode| episode.title.as_deref()).collect()
}

fn errors(report: &Report) -> Vec<&str> {
    report.sources.iter().filter_map(|source: &Source| source.error.as_deref()).collect()
}

#[test]
fn every_flavour_of_feed_is_read() {
    let folder = repository("fixtures/feeds");
    for name in
        ["fireside.xml", "buzzsprout.xml", "soundcloud.xml", "acast.xml", "megaphone.xml", "atom.xml", "feed.json"]
    {
        let report = listed(&Desk::new(), &[folder.join(name).to_str().unwrap()]);
        assert!(!report.episodes.is_empty() && report.links.iter().any(|link| link.kind == "notes"), "{name}");
    }
}

#[test]
fn a_link_in_two_fields_is_one_link_with_two_places() {
    let report = listed(&Desk::new(), &[repository("fixtures/feeds/fireside.xml").to_str().unwrap(), "--latest", "1"]);
    let heron = report.links.iter().find(|link| link.url == "https://herons.example/grey").unwrap();
    let fields: Vec<_> = heron.places.iter().map(|place| place.field.as_deref().unwrap()).collect();
    assert_eq!(fields, ["content:encoded", "itunes:summary"]);
}

#[test]
fn elements_are_ignored_in_feeds_too() {
    let fixture = repository("fixtures/feeds/acast.xml");
    let arguments = [fixture.to_str().unwrap(), "--kind", "notes", "--ignore-element", "p[style]"];
    assert_eq!(urls(&listed(&Desk::new(), &arguments)), ["https://pans.example/one"]);
}

#[test]
fn what_was_mended_is_said() {
    let fixture = repository("fixtures/feeds/broken.xml");
    let ran = Desk::new().run(&["links", fixture.to_str().unwrap()]).ends(0);
    let line: Vec<&str> = ran.out.split_whitespace().collect();
    let line = line.join(" ");
    assert!(line.contains("Mended to be read:") && line.contains("the prefix `itunes` isn't declared"), "{}", ran.out);
}

#[test]
fn kinds_choose_links() {
    let fixture = repository("fixtures/feeds/podcasting20.xml");
    let report = listed(&Desk::new(), &[fixture.to_str().unwrap(), "--kind", "person,content-link"]);
    assert_eq!(urls(&report), ["https://cy.example/", "https://video.example/3", "https://video.example/live"]);
}

#[test]
fn the_newest_episodes_are_cut_from_a_catalogue() {
    let desk = Desk::new()
        .file("feed.xml", feed(&[item(1, ""), item(3, ""), item(2, "")].concat()))
        .file("notes/a.md", "---\ntitle: A\ndate: 2025-03-01\n---\n<https://a.example/>\n")
        .file("notes/b.md", "---\ntitle: B\ndate: 2025-03-09\n---\n<https://b.example/>\n");
    let report = listed(&desk, &["feed.xml", "notes", "--latest", "1"]);
    assert_eq!(titles(&report), ["Ep 3", "B"]);
    assert_eq!(urls(&report), ["https://notes.example/3", "https://b.example/"]);
    assert_eq!(report.links.iter().map(|link| link.episode).collect::<Vec<_>>(), [1, 2]);
    let report = listed(&desk, &["feed.xml", "notes", "--since", "2025-03-02"]);
    assert_eq!(titles(&report), ["Ep 3", "Ep 2", "B"]);
}

#[test]
fn a_feed_that_breaks_off_gives_what_stands_before_and_is_an_error() {
    let whole = feed(&[item(1, ""), item(2, "")].concat());
    let desk = Desk::new().file("feed.xml", &whole[..whole.find("notes.example/2").unwrap()]);
    let ran = desk.run(&["links", "feed.xml", "--format", "json"]).ends(2);
    assert!(
        ran.err.contains("feed.xml: the feed breaks off at line 4; 1 episode before that could be read"),
        "{}",
        ran.err
    );
    assert_eq!(urls(&Report::of(&ran)), ["https://notes.example/1"]);
}

#[test]
fn a_feed_of_comments_is_no_feed_of_episodes() {
    let fixture = repository("fixtures/feeds/wordpress-comments.xml");
    let ran = Desk::new().run(&["links", fixture.to_str().unwrap()]).ends(2);
    assert!(ran.err.contains("this is a feed of comments, not of episodes"), "{}", ran.err);
}

#[test]
fn chapters_files_are_read_when_the_web_is_asked_anyway() {
    let web = Web::new().on("/found", [web::ok()]).on(
        "/chapters.json",
        [typed(
            "application/json+chapters",
            b"{\"version\": \"1.2.0\", \"chapters\": [{\"startTime\": 1, \"title\": \"Bends\", \"url\": \"/found\"}]}",
        )],
    );
    let tag = format!("<podcast:chapters url='{}' type='application/json+chapters'/>", web.url("/chapters.json"));
    let desk = Desk::new().file("feed.xml", feed(&item(1, &tag)));
    let offline = listed(&desk, &["feed.xml", "--kind", "chapter"]);
    assert_eq!(urls(&offline), [web.url("/chapters.json")], "a list of links asks nothing of the web");
    let arguments = [&["check", "feed.xml", "--kind", "chapter"], &LOCAL[..]].concat();
    let report = Report::of(&desk.run(&arguments).ends(0));
    assert_eq!(urls(&report), [web.url("/chapters.json"), web.url("/found")]);
    assert_eq!((report.links[1].text.as_str(), titles(&report)), ("Bends", vec!["Ep 1"]));
    assert_eq!(report.links[1].source, web.url("/chapters.json"), "the place is in that file");
}

#[test]
fn the_pages_of_a_feed_are_read_where_that_is_wanted() {
    let web = Web::new().on("/2", [web::answer("200 OK", "", &page("<a href='https://page.example/'>P</a>"))]);
    let item = |number| item(number, &format!("<link>{}</link>", web.url(&format!("/{number}"))));
    let desk = Desk::new().file("feed.xml", feed(&[item(1), item(2)].concat()));
    let report =
        listed(&desk, &["feed.xml", "--pages", "--latest", "1", "--kind", "notes", "--allow-private", "127.0.0.1"]);
    assert_eq!(urls(&report), ["https://notes.example/2", "https://page.example/"]);
}

#[test]
fn a_sitemap_leads_to_the_pages_that_are_followed() {
    let notes = |to: &str| web::answer("200 OK", "", &page(&format!("<a href='https://{to}.example/'>x</a>")));
    let web = Web::new().on("/ep/1", [notes("one")]).on("/ep/2", [notes("two")]);
    let entry = |path: &str, day: &str| format!("<url><loc>{}</loc><lastmod>{day}</lastmod></url>", web.url(path));
    let entries = [
        entry("/about", "2025-03-01"),
        entry("/ep/1", "2025-03-01"),
        entry("/ep/2", "2025-03-02"),
        entry("/ep/0", "2020-01-01"),
    ];
    let desk = Desk::new().file("sitemap.xml", format!("<urlset>{}</urlset>", entries.concat()));
    let common = ["sitemap.xml", "--allow-private", "127.0.0.1", "--follow"];
    let report = listed(&desk, &[&common[..], &["/ep/*", "--since", "2021-01-01"]].concat());
    assert_eq!(urls(&report), ["https://one.example/", "https://two.example/"]);
    assert_eq!(
        report.sources.iter().map(|source| source.kind.as_deref().unwrap()).collect::<Vec<_>>(),
        ["sitemap", "html", "html"]
    );
    let ran =
        desk.run(&[&["links"], &common[..], &["/ep/*", "--since", "2021-01-01", "--max-pages", "1"]].concat()).ends(2);
    assert!(ran.err.contains("leads to 2 pages, more than --max-pages 1"), "{}", ran.err);
    let ran = desk.run(&[&["links"], &common[..], &["/none/*"]].concat()).ends(2);
    assert!(ran.err.contains("it names no page that is wanted"), "{}", ran.err);
}

#[test]
fn an_index_of_sitemaps_is_read_packed_or_not() {
    let web = Web::new().on("/ep/1", [web::answer("200 OK", "", &page("<a href='https://one.example/'>x</a>"))]);
    let pages = format!("<urlset><url><loc>{}</loc></url></urlset>", web.url("/ep/1"));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(pages.as_bytes()).unwrap();
    let web = web.on("/1.xml.gz", [typed("application/gzip", &packed.finish().unwrap())]);
    let entry = |path: &str| format!("<sitemap><loc>{}</loc></sitemap>", web.url(path));
    let index = format!("<sitemapindex>{}{}</sitemapindex>", entry("/1.xml.gz"), entry("/2.xml"));
    let web = web.on("/2.xml", [xml("<html>gone</html>")]).on("/index.xml", [xml(&index)]);
    let report = Report::of(&Desk::new().run(&[&["links", &web.url("/index.xml")], &LOCAL[..]].concat()).ends(2));
    assert_eq!(urls(&report), ["https://one.example/"]);
    assert_eq!(errors(&report), ["not a sitemap: its outermost element is <html>"]);
}

#[test]
fn a_list_of_episodes_leads_to_their_pages() {
    let list = page("<a href='/ep/1'>One</a> <a href='/about'>About</a> <a href='/ep/1#x'>Again</a>");
    let web = Web::new().on("/", [web::answer("200 OK", "", &list)]).on(
        "/ep/1",
        [web::answer("200 OK", "", &page("<a href='https://one.example/'>x</a> <a href='/ep/2'>Two</a>"))],
    );
    let report =
        Report::of(&Desk::new().run(&[&["links", &web.url("/"), "--follow", "/ep/*"], &LOCAL[..]].concat()).ends(0));
    assert_eq!(urls(&report), ["https://one.example/".to_owned(), web.url("/ep/2")], "one level is followed");
}
