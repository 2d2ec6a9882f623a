//! What addresses mean, flawed and sound.

use super::*;
use proptest::prelude::*;

const PAGE: &str = "https://show.example.net/episodes/1";

fn on_page(href: &str) -> Address {
    resolve(href, Form::Link, Url::parse(PAGE).ok().as_ref())
}

fn web(href: &str) -> String {
    match on_page(href) {
        Address::Web(url) => url.to_string(),
        other => panic!("{href}: {other:?}"),
    }
}

#[track_caller]
fn flawed(href: &str, kind: FlawKind, resolved: &str, mended: &str) {
    let Address::Flawed(flaw) = on_page(href) else { panic!("{href}: {:?}", on_page(href)) };
    assert_eq!(flaw.kind, kind, "{href}");
    assert_eq!(flaw.resolved.map(String::from).unwrap_or_default(), resolved, "{href}");
    assert_eq!(flaw.mended.map(|url| url.to_string()).unwrap_or_default(), mended, "{href}");
}

#[test]
fn a_browser_on_the_page_decides() {
    assert_eq!(web("//en.wikipedia.org/wiki/X"), "https://en.wikipedia.org/wiki/X");
    assert_eq!(web("more.html"), "https://show.example.net/episodes/more.html");
    assert_eq!(web("/a?b"), "https://show.example.net/a?b");
    assert_eq!(web("?q"), "https://show.example.net/episodes/1?q");
    assert_eq!(web(" \n https://alpha.example/ok\n"), "https://alpha.example/ok");
    assert_eq!(web("HTTPS://Alpha.Example:443/P"), "https://alpha.example/P");
    assert_eq!(web("http:/sentry.io/x"), "http://sentry.io/x", "another scheme than the page's");
    assert_eq!(web("https://user:pass@alpha.example/"), "https://user:pass@alpha.example/");
    assert_eq!(web("feed:https://alpha.example/rss"), "https://alpha.example/rss");
    assert_eq!(web("pcast://alpha.example/rss"), "https://alpha.example/rss");
}

#[test]
fn a_page_may_link_to_its_own_times() {
    let is = |url: &str| is_time_of(&url.parse().unwrap(), &"https://v.example/watch?v=a1".parse().unwrap());
    assert!(is("https://v.example/watch?v=a1&t=60s") && is("https://v.example/watch?t=5&v=a1"));
    assert!(!is("https://v.example/watch?v=b2&t=60s") && !is("https://v.example/watch?v=a1"));
}

#[test]
fn schemes_that_are_never_asked() {
    for href in [
        "mailto:a@b.example",
        "TEL:+1",
        "irc://irc.freenode.net/x",
        "javascript:void(0)",
        "wss://nostr.example",
        "data:,x",
    ] {
        assert_eq!(on_page(href), Address::Other((*href).into()));
    }
}

#[test]
fn quotation_marks_that_close_others_belong_to_the_address() {
    assert_eq!(web("https://a.example/say-%22hi%22"), "https://a.example/say-%22hi%22");
    assert_eq!(web("https://a.example/%3Cx%3E"), "https://a.example/%3Cx%3E");
    assert_eq!(web("https://a.example/«x»"), "https://a.example/%C2%ABx%C2%BB");
    flawed("https://a.example/x%22", FlawKind::StrayPunctuation, "https://a.example/x%22", "https://a.example/x");
}

#[test]
fn fragments_stay_on_the_page_and_timestamps_are_known() {
    assert_eq!(on_page("#notes"), Address::SamePage(format!("{PAGE}#notes").into()));
    assert!(["#t=2m26s", "#t=00:34", "#00:34", "#t=1h2m", "?t=200"].iter().all(|href| is_timestamp(href)));
    assert!(is_time("#", "[01:35]") && is_time("#part-2", "1:02:03") && is_time("#t=95", "The start"));
    assert!(!is_time("#", "Psalm 23:1") && !is_time("/bible", "23:1") && !is_time("#", "Top"));
    assert!(!["#top", "#", "#2020", "t=3", "#t=intro"].iter().any(|href| is_timestamp(href)));
}

#[test]
fn missing_and_mangled_schemes_are_mended() {
    use FlawKind::{DoubledScheme, MissingScheme, MistypedScheme};
    let on = |rest: &str| format!("https://show.example.net/episodes/{rest}");
    flawed("www.sentry.io/syntax", MissingScheme, &on("www.sentry.io/syntax"), "https://www.sentry.io/syntax");
    flawed(
        "caniuse.com/#search=grid",
        MissingScheme,
        &on("caniuse.com/#search=grid"),
        "https://caniuse.com/#search=grid",
    );
    flawed("youtube.com/@syntaxfm", MissingScheme, &on("youtube.com/@syntaxfm"), "https://youtube.com/@syntaxfm");
    flawed("EpicAI.pro", MissingScheme, &on("EpicAI.pro"), "https://epicai.pro/");
    flawed("shop.example", MissingScheme, &on("shop.example"), "https://shop.example/");
    flawed("replyall.fail", MissingScheme, &on("replyall.fail"), "https://replyall.fail/");
    flawed("foo@bar.com", MissingScheme, &on("foo@bar.com"), "");
    flawed("example.com:8080/x", MissingScheme, "example.com:8080/x", "https://example.com:8080/x");
    flawed(
        "https:/sentry.io/syntax",
        MistypedScheme,
        "https://show.example.net/sentry.io/syntax",
        "https://sentry.io/syntax",
    );
    flawed("https//example.org/x", MistypedScheme, &on("https//example.org/x"), "https://example.org/x");
    flawed("https;//example.org/x", MistypedScheme, &on("https;//example.org/x"), "https://example.org/x");
    flawed("https:/a.example/x", MistypedScheme, "https://show.example.net/a.example/x", "https://a.example/x");
    flawed("https:127.0.0.1/x", MistypedScheme, &on("127.0.0.1/x"), "https://127.0.0.1/x");
    flawed("htp://example.org/x", MistypedScheme, "htp://example.org/x", "http://example.org/x");
    flawed("httos://example.org/x", MistypedScheme, "httos://example.org/x", "https://example.org/x");
    flawed("htttps://example.org/x", MistypedScheme, "htttps://example.org/x", "https://example.org/x");
    flawed("://example.org/x", MistypedScheme, &on("://example.org/x"), "https://example.org/x");
    flawed(
        "https://https://www.freecodecamp.org//",
        DoubledScheme,
        "https://https//www.freecodecamp.org//",
        "https://www.freecodecamp.org//",
    );
    flawed(
        "http://http//www.karenbduffin.com/",
        DoubledScheme,
        "http://http//www.karenbduffin.com/",
        "http://www.karenbduffin.com/",
    );
    flawed("https://www.https://npr.org/", DoubledScheme, "https://www.https//npr.org/", "https://npr.org/");
    flawed("https://http://example.org/", DoubledScheme, "https://http//example.org/", "http://example.org/");
}

#[test]
fn what_no_program_makes_a_link_of_is_mistyped() {
    for written in [
        "https:///a.example/x",
        "https: //a.example/x",
        "https;//a.example/x",
        "https//:a.example/x",
        "https:a.example/x",
    ] {
        let Address::Flawed(flaw) = resolve(written, Form::Url, None) else { panic!("{written}") };
        let mended = flaw.mended.map(|url| url.to_string());
        assert_eq!(
            (flaw.kind, mended.as_deref()),
            (FlawKind::MistypedScheme, Some("https://a.example/x")),
            "{written}"
        );
    }
    assert_eq!(web("https:///a.example/x"), "https://a.example/x");
}

#[test]
fn what_is_left_of_markup_is_taken_off() {
    use FlawKind::StrayPunctuation;
    flawed(
        "https://a.example/x](https://a.example/x",
        StrayPunctuation,
        "https://a.example/x](https://a.example/x",
        "https://a.example/x",
    );
    flawed("https://a.example/x**", StrayPunctuation, "https://a.example/x**", "https://a.example/x");
    flawed("https://a.example/x…", StrayPunctuation, "https://a.example/x%E2%80%A6", "https://a.example/x");
    flawed(
        "'https://a.example/x'",
        StrayPunctuation,
        "https://show.example.net/episodes/'https://a.example/x'",
        "https://a.example/x",
    );
}

#[test]
fn two_addresses_in_one_are_parted() {
    let parted = |href: &str| match on_page(href) {
        Address::Flawed(flaw) => flaw.mended.map(|url| url.to_string()).unwrap_or_default(),
        other => format!("{other:?}"),
    };
    assert_eq!(parted("https://a.example/x,https://b.example/"), "https://a.example/x");
    assert_eq!(parted("https://a.examplehttps://b.example/"), "https://a.example/");
    assert_eq!(parted("https://a.example/https://a.example/x"), "https://a.example/x");
    assert_eq!(parted("mailto:https://a.example/x"), "https://a.example/x");
    for sound in [
        "https://archive.example/web/2019/https://a.example/x",
        "https://a.example/https://b.example/x",
        "https://a.example/?to=https://a.example/x",
    ] {
        assert_eq!(web(sound), sound);
    }
}

#[test]
fn what_programs_write_for_nothing_is_a_placeholder() {
    for href in ["undefined", "null", "[object Object]", "about:blank", "%s"] {
        flawed_so(href, FlawKind::Placeholder);
    }
    assert_eq!(web("/null"), "https://show.example.net/null");
}

fn flawed_so(href: &str, kind: FlawKind) {
    let Address::Flawed(flaw) = on_page(href) else { panic!("{href}: {:?}", on_page(href)) };
    assert_eq!(flaw.kind, kind, "{href}");
}

#[test]
fn pasted_and_stray_characters_are_taken_out() {
    use FlawKind::{InvisibleCharacter, PastedText, StrayPunctuation};
    flawed("https://a.example/7LI7%20", PastedText, "https://a.example/7LI7%20", "https://a.example/7LI7");
    flawed(
        "%20https://a.example/88",
        PastedText,
        "https://show.example.net/episodes/%20https://a.example/88",
        "https://a.example/88",
    );
    flawed(
        "http://put/ it on another stand-along landing page",
        PastedText,
        "http://put/%20it%20on%20another%20stand-along%20landing%20page",
        "",
    );
    flawed("https://a.example/x (new link)", PastedText, "https://a.example/x%20(new%20link)", "https://a.example/x");
    flawed("\n https://a.example/a\n  b ", PastedText, "https://a.example/a%20%20b", "https://a.example/ab");
    flawed("https://a.example/\u{200b}", InvisibleCharacter, "https://a.example/%E2%80%8B", "https://a.example/");
    flawed("https://a.example/x%E2%80%8B", InvisibleCharacter, "https://a.example/x%E2%80%8B", "https://a.example/x");
    flawed(
        "https://t.example/3zbz3k1ggv”",
        StrayPunctuation,
        "https://t.example/3zbz3k1ggv%E2%80%9D",
        "https://t.example/3zbz3k1ggv",
    );
    flawed(
        "https://t.example/GBnZ3UpeXN\"",
        StrayPunctuation,
        "https://t.example/GBnZ3UpeXN%22",
        "https://t.example/GBnZ3UpeXN",
    );
    flawed(
        "https://dev.example/articles-23id]",
        StrayPunctuation,
        "https://dev.example/articles-23id]",
        "https://dev.example/articles-23id",
    );
    flawed(
        "“https://a.example/x”",
        StrayPunctuation,
        "https://show.example.net/episodes/%E2%80%9Chttps://a.example/x%E2%80%9D",
        "https://a.example/x",
    );
    flawed(
        "<www.a.example.com>",
        StrayPunctuation,
        "https://show.example.net/episodes/%3Cwww.a.example.com%3E",
        "https://www.a.example.com/",
    );
}

#[test]
fn what_leads_nowhere_is_said_so() {
    use FlawKind::{Empty, LocalFile, Malformed, NoHost, Placeholder, StrayPunctuation};
    flawed("", Empty, "", "");
    flawed("TODO", Placeholder, &format!("{}TODO", PAGE.trim_end_matches('1')), "");
    flawed("https://LINK", Placeholder, "https://link/", "");
    flawed("https://", NoHost, "", "");
    flawed("https://www,a.example.com/x", NoHost, "https://www,a.example.com/x", "https://www.a.example.com/x");
    flawed("https://www.example,com", NoHost, "https://www.example,com/", "https://www.example.com/");
    flawed("https://www..example.com/,x", NoHost, "https://www..example.com/,x", "https://www.example.com/,x");
    flawed("http://.example.com?a", NoHost, "http://.example.com/?a", "http://example.com/?a");
    flawed("https://a,b/x", NoHost, "https://a,b/x", "");
    flawed("file:///C:/x.html", LocalFile, "file:///C:/x.html", "");
    flawed("C:\\Users\\me\\x.html", LocalFile, "c:\\Users\\me\\x.html", "");
    flawed("https://example]org/x", Malformed, "", "");
    flawed("https://a.example/x).", StrayPunctuation, "https://a.example/x).", "https://a.example/x");
    flawed("@ann", Malformed, &format!("{}@ann", PAGE.trim_end_matches('1')), "");
    let relative = resolve("/x", Form::Link, None);
    assert_eq!(
        relative,
        Address::Flawed(Box::new(Flaw { kind: FlawKind::RelativeWithoutBase, resolved: None, mended: None }))
    );
}

#[test]
fn sound_addresses_are_left_alone() {
    for href in [
        "https://en.wikipedia.org/wiki/Wiz,_Inc.",
        "https://en.wikipedia.org/wiki/Google_LLC_v._Oracle_America,_Inc.",
        "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Statements/function*",
        "https://a.example/p#:~:text=The%20end,the%20voters.",
        "https://blog.linuxmint.com/?p=3978",
        "https://coderbytes.herokuapp.com/",
        "https://en.wikipedia.org/wiki/Rust_(programming_language)",
        "https://web.archive.org/web/20061101221801/http://haveamint.com/",
        "https://example.org:8443/a?x=1;y=2#z",
        "http://gimlet.media/RA99designs",
        "https://http.cat/404",
        "https://a.example./x,..y",
        "https://user,name@a.example/",
        "https://a.example/my file.pdf",
        "https://a.example/?u=https://b.example/",
        "https://a.example/x?ids[]=3",
        "https://a.example/wiki/[[x]]",
        "https://a.example/%20",
        "http://localhost:3000/x",
        "http://192.168.1.10/notes",
        "http://wiki/x",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://https.example/",
        "https://www.example.com/smth.",
        "https://пример.рф/путь",
    ] {
        assert!(matches!(on_page(href), Address::Web(_)), "{href}: {:?}", on_page(href));
    }
    for href in ["chapter.html", "../up.html", "ep.1/notes", "./a.b", "7.mp3", "README.md", "docs.v2", "a.b.c"] {
        assert!(matches!(on_page(href), Address::Web(_)), "{href}: {:?}", on_page(href));
    }
}

#[test]
fn host_names_in_text_mean_https() {
    let page = Url::parse(PAGE).ok();
    assert_eq!(
        resolve("backstage.io", Form::Domain, page.as_ref()),
        Address::Web(Url::parse("https://backstage.io/").unwrap().into())
    );
}

#[test]
fn a_long_hostile_address_takes_linear_time() {
    let pieces =
        ["https://", "https:", "https:www.", "http//", "https://www.", ")", ").", "}", "\"\"…", "%22%22…", "%20"];
    for piece in pieces {
        let hostile = piece.repeat(30_000);
        let _ = (on_page(&hostile), on_page(&format!("https://a.example/{hostile}")));
    }
}

proptest! {
    #[test]
    fn no_address_is_too_strange(href in "(https?:|www\\.|//|[a-z.%#?()\\[\\]”\u{200b} ]|\\PC){0,20}") {
        let _ = on_page(&href);
        let _ = resolve(&href, Form::Link, None);
    }

    #[test]
    fn what_is_plain_has_no_flaw(href in "https?://[a-z0-9.:/?=&#+~_@,;-]{0,24}") {
        let page = Url::parse(PAGE).ok();
        for base in [page.as_ref(), None] {
            if let Some(url) = plain::resolved(&href) {
                prop_assert_eq!(flaw(&href, &cleaned(&href), base), None);
                prop_assert_eq!(sound(&href, base), Address::Web(url.into()));
            }
        }
    }
}
