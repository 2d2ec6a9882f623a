//! Episode pages in the shapes that hosts and site builders give them: exactly their notes' links are found, at their places.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use aircheck::episode::{self, EpisodeError, ScopeRule};
use aircheck::link::{self, Address, Group, Link};
use aircheck::source::{Document, Kind, Origin};
use url::Url;

fn document(html: &str) -> Document {
    let base = Url::parse("https://show.example/episodes/1").ok();
    Document::from_text(Origin::Stdin, Kind::Html, html.to_owned(), base)
}

fn rule(rule: Option<&ScopeRule>) -> String {
    match rule {
        Some(ScopeRule::Known(name)) => format!("known: {name}"),
        Some(ScopeRule::Heading(text)) => format!("heading: {text}"),
        Some(ScopeRule::Embedded(name)) => format!("embedded: {name}"),
        Some(ScopeRule::MainContent) => "main content".to_owned(),
        Some(ScopeRule::WholePage) => "whole page".to_owned(),
        Some(ScopeRule::Selected(css)) => format!("selected: {css}"),
        None => "none".to_owned(),
    }
}

fn line(link: &Link) -> String {
    let places: Vec<_> =
        link.places.iter().map(|place| format!("{}:{}", place.position.line, place.position.column)).collect();
    let address = match &link.address {
        Address::Web(url) => url.to_string(),
        Address::Other(url) | Address::SamePage(url) => format!("({}) {url}", link.kind.name()),
        Address::Flawed(flaw) => {
            format!("{} {} -> {}", flaw.kind.code(), link.href, flaw.mended.as_deref().map_or("?", Url::as_str))
        }
    };
    let group = match link.group {
        Group::Show => " [show]",
        Group::Editorial => "",
        Group::Sponsor => " [sponsor]",
        Group::Host => " [host]",
    };
    format!("{} {address} | {}{group}", places.join(" "), link.text)
}

fn found(html: &str) -> String {
    let document = document(html);
    let episodes = episode::read(&document, &episode::Options::default()).unwrap();
    let links = link::extract(&document, 0, &episodes, 0, &link::Options::default());
    let mut text = rule(episodes[0].rule.as_ref()) + "\n";
    for link in &links {
        writeln!(text, "{}", line(link)).unwrap();
    }
    text
}

/// With `BLESS` in the environment, what is found becomes what is expected: read the difference before you commit it.
#[test]
fn every_fixture_gives_exactly_its_links() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut pages = 0;
    let mut wrong = String::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let found = found(&fs::read_to_string(&path).unwrap());
        let links = path.with_extension("links");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&links, &found).unwrap();
        }
        let expected = fs::read_to_string(&links).unwrap_or_default();
        if found != expected {
            writeln!(wrong, "{}\nfound:\n{found}expected:\n{expected}", path.display()).unwrap();
        }
        pages += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(pages >= 12, "{pages} pages");
}

#[test]
fn a_link_covers_exactly_its_address_in_the_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let html = fs::read_to_string(folder.join("transistor.html")).unwrap();
    let document = document(&html);
    let episodes = episode::read(&document, &episode::Options::default()).unwrap();
    for link in link::extract(&document, 0, &episodes, 0, &link::Options::default()) {
        for place in &link.places {
            let spelt = &html[place.span.unwrap().range()];
            assert_eq!(spelt.replace("&amp;", "&"), *link.href);
        }
    }
}

#[test]
fn a_page_that_scripts_fill_names_its_feed() {
    let shell = "<link rel=alternate type=application/rss+xml href=/feed.xml><body><div id=app></div><script src=app.js></script>";
    let error = episode::read(&document(shell), &episode::Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this page renders its notes with JavaScript; check the feed instead: https://show.example/feed.xml"
    );
}

#[test]
fn a_page_that_only_leads_on_says_where() {
    let alias =
        "<!doctype html><title>moved</title><meta http-equiv=refresh content='0; url=https://show.example/new/'>";
    let error = episode::read(&document(alias), &episode::Options::default()).unwrap_err();
    assert!(matches!(error, EpisodeError::Alias { to } if to == "https://show.example/new/"));
}

#[test]
fn notes_that_are_still_to_come_have_no_links() {
    let page = "<body><h1>Ep 1</h1><a href=https://show.example/1.mp3>Listen</a><p>Show notes coming soon!</p></body>";
    assert_eq!(found(page), "heading: Show notes coming soon!\n");
}

#[test]
fn links_stand_in_document_order_under_their_own_headings() {
    let sections = |html: &str| {
        let document = document(html);
        let episodes = episode::read(&document, &episode::Options::default()).unwrap();
        let links = link::extract(&document, 0, &episodes, 0, &link::Options::default());
        let of = |link: &Link| (link.text.clone(), link.section.as_deref().unwrap_or("-").to_owned());
        links.iter().map(of).map(|(text, section)| format!("{text}: {section}")).collect::<Vec<_>>()
    };
    let intro = "<p>We talk about ducts with <a href='https://a.example/'>A</a> today, and for long.</p><h2>Shownotes</h2>\
                 <div class=shownotes><h3>Digging</h3><p><a href='https://b.example/'>B</a></p></div>";
    assert_eq!(sections(&format!("<article><h1>Ducts</h1>{intro}</article>")), ["A: -", "B: Digging"]);
    let editor = |text: &str| format!("<div class=elementor-widget-text-editor><p>{text}</p></div>");
    let parts = [editor("See <a href='https://a.example/'>A</a>"), editor("<a href='https://b.example/'>B</a>")];
    let html = format!("<div><h1>Ducts</h1>{}<div><h3>Our thanks</h3></div>{}</div>", parts[0], parts[1]);
    assert_eq!(sections(&html), ["A: -", "B: Our thanks"]);
}

#[test]
fn the_users_selector_wins_and_elements_can_be_ignored() {
    let page =
        document("<div class=show-notes><a href=/a>A</a></div><p id=x><a href=/b>B</a><i><a href=/c>C</a></i></p>");
    let read = |select: &[&str], ignore: &[&str]| {
        let own = |list: &[&str]| list.iter().map(|css| (*css).to_owned()).collect();
        let options = episode::Options { select: own(select), ignore: own(ignore), ..episode::Options::default() };
        let episodes = episode::read(&page, &options)?;
        let links = link::extract(&page, 0, &episodes, 0, &link::Options::default());
        Ok::<_, EpisodeError>(links.into_iter().map(|link| link.href.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(read(&["#x"], &["i"]).unwrap(), ["/b"]);
    assert_eq!(read(&["#x", "p a"], &[]).unwrap(), ["/b", "/c"]);
    assert_eq!(read(&[".none"], &[]).unwrap_err().to_string(), "nothing on this page matches --select \".none\"");
    assert!(read(&["p["], &[]).unwrap_err().to_string().starts_with("\"p[\" is no CSS selector: "));
}

/// The links of a page with their groups, without the rule and their places.
fn links(html: &str) -> Vec<String> {
    let found = found(html);
    found.lines().skip(1).filter_map(|line| Some(line.split_once(' ')?.1.to_owned())).collect()
}

#[test]
fn what_stands_beside_and_between_containers_of_notes_is_told_apart() {
    let text = "We went over the fen by boat, with the woman who cuts the reeds there. ".repeat(4);
    let block = |html: &str| format!("<div class=sqs-block><div class=sqs-html-content><p>{html}</p></div></div>");
    let page = format!(
        "<main><h1>Reeds</h1><div>{}<div class=image-block><a href=https://b.example/>Book</a></div>{}</div>\
         <section class=sponsor-card><a href=https://s.example/>Acme</a></section></main>",
        block(&format!("{text}<a href=https://a.example/>A</a>")),
        block("<a href=https://c.example/>C</a>")
    );
    let expected = [
        "https://a.example/ | A",
        "https://b.example/ | Book",
        "https://c.example/ | C",
        "https://s.example/ | Acme [sponsor]",
    ];
    assert_eq!(links(&page), expected);
    let page = format!(
        "<table><tr><td><h1>Reeds</h1><p>{text}<a href=https://a.example/>A</a></p><p><b>About the show</b></p>\
         <p>Made by <a href=https://x.example/>X</a></p></td><td><b>Links</b><br><a href=https://y.example/>Y</a>\
         <h3>Archives</h3><a href=/1>May</a></td></tr></table>"
    );
    assert_eq!(links(&page), ["https://a.example/ | A"]);
}

#[test]
fn notes_that_are_handed_to_a_script_are_found_at_their_places() {
    let page = "<title>Reeds</title><div id=app\n data-page=\"{&quot;component&quot;:&quot;E&quot;,&quot;props&quot;:{&quot;title&quot;:&quot;Reeds&quot;,\n\
                &quot;description&quot;:&quot;&lt;a href='https://a.example/'&gt;A&lt;\\/a&gt;&quot;}}\"></div>";
    assert_eq!(found(page), "embedded: Inertia\n3:43 https://a.example/ | A\n");
    let page = "<title>Reeds</title><div id=root></div><script>self.__next_f.push([1,\"5:T22,\"])</script>\n\
                <script>self.__next_f.push([1,\"\\u003ca href='https://a.example/'>A\\u003c/a>\"])</script>\n\
                <script>self.__next_f.push([1,\"6:{\\\"title\\\":\\\"Reeds\\\",\\\"description\\\":\\\"$5\\\"}\\n\"])</script>";
    assert_eq!(found(page), "embedded: Next.js\n2:46 https://a.example/ | A\n");
}
