//! What an `href` means: as a browser reads it on that page (WHATWG URL), and whether any listener can use it.
//!
//! An address is flawed only where that is certain without asking: a browser would go elsewhere than was meant, or nowhere. Where a doubtful address may
//! well work (a comma at its end, a blank in a file name), the web is asked instead.

mod account;
mod characters;
mod host;
mod plain;
mod scheme;

use std::sync::Arc;

use url::{ParseError, Url};

use super::{Address, Flaw, FlawKind, Form};

/// What a rule says: what is wrong, and what was most likely meant.
type Found = Option<(FlawKind, Option<String>)>;

/// Schemes by which podcast apps are told of a feed that lies on the web.
const FEED_SCHEMES: &[&str] = &["feed", "pcast", "itpc"];

/// Words that stand for an address which is still to come, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "todo",
    "tbd",
    "tba",
    "tk",
    "xxx",
    "xxxx",
    "fixme",
    "url",
    "link",
    "href",
    "add link",
    "add link here",
    "add url",
    "link here",
    "insert link",
    "insert link here",
    "insert url",
    "insert url here",
    "link to come",
    "link tbd",
    "put link here",
    "url here",
    "your link here",
    "your-link-here",
    "coming soon",
    "undefined",
    "null",
    "nan",
    "none",
    "object object",
    "about:blank",
    "%s",
];

/// What `href` means on a page whose links resolve against `base`.
#[must_use]
pub fn resolve(href: &str, form: Form, base: Option<&Url>) -> Address {
    let base = if form == Form::Link { base } else { None };
    if let Some(url) = plain::resolved(href).filter(|_| form != Form::Domain) {
        return Address::Web(url.into());
    }
    let written = if form == Form::Domain { format!("https://{href}") } else { href.to_owned() };
    let cleaned = cleaned(&written);
    if cleaned.starts_with('#') {
        return same_page(&cleaned, base);
    }
    if let Some((kind, mended)) = flaw(&written, &cleaned, base) {
        let resolved = parse(&cleaned, base).ok().filter(|_| kind != FlawKind::Empty);
        let mended = mended.and_then(|text| usable(&text)).map(Arc::new);
        return Address::Flawed(Box::new(Flaw { kind, resolved, mended }));
    }
    sound(&cleaned, base)
}

/// A timestamp such as `#t=12:30`, which players understand.
#[must_use]
pub fn is_timestamp(href: &str) -> bool {
    let href = href.trim();
    if let Some(time) = href.strip_prefix("?t=") {
        return !time.is_empty() && time.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(fragment) = href.strip_prefix('#') else { return false };
    let time = fragment.strip_prefix("t=").unwrap_or(fragment);
    let digits = time.starts_with(|c: char| c.is_ascii_digit());
    digits
        && (time.len() < fragment.len() || time.contains(':'))
        && time.bytes().all(|b| b"0123456789:.,hms".contains(&b))
}

/// Whether a link starts the player at a time: by its address, or because its text is a time, and it leads nowhere but to a place on its page.
#[must_use]
pub fn is_time(href: &str, text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let says_time = || text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || b":.".contains(&byte));
    is_timestamp(href) || href.trim_start().starts_with('#') && says_time()
}

/// Whether it is a button in the form of a link, which leads nowhere.
#[must_use]
pub fn is_script(href: &str) -> bool {
    if !href.trim_start_matches(|c: char| c <= ' ').starts_with(['j', 'J']) {
        return false;
    }
    cleaned(href.get(..20).unwrap_or(href)).get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"))
}

/// What a URL parser removes before it looks: outer controls and blanks, all tabs and line breaks (WHATWG URL §4.4).
fn cleaned(href: &str) -> String {
    let outer = href.trim_matches(|c: char| c <= ' ');
    outer.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

fn same_page(href: &str, base: Option<&Url>) -> Address {
    let resolved = base.and_then(|base| base.join(href).ok());
    Address::SamePage(resolved.map_or_else(|| href.into(), |url| String::from(url).into()))
}

/// Reads an address without a flaw.
fn sound(href: &str, base: Option<&Url>) -> Address {
    let feed = without_feed_scheme(href);
    match parse(feed.as_deref().unwrap_or(href), base) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Address::Web(url.into()),
        Ok(_) => Address::Other(href.into()),
        Err(error) => {
            let kind = match error {
                ParseError::RelativeUrlWithoutBase => FlawKind::RelativeWithoutBase,
                ParseError::EmptyHost => FlawKind::NoHost,
                _ => FlawKind::Malformed,
            };
            Address::Flawed(Box::new(Flaw { kind, resolved: None, mended: None }))
        }
    }
}

fn parse(href: &str, base: Option<&Url>) -> Result<Url, ParseError> {
    if base.is_none() && href.starts_with("//") {
        // Only the scheme is missing, and there is hardly a page without TLS that it could come from.
        return Url::parse(&format!("https:{href}"));
    }
    Url::options().base_url(base).parse(href)
}

/// `feed:https://x` and `pcast://x` as the web address that they wrap.
fn without_feed_scheme(href: &str) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    if !FEED_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    Some(if rest.starts_with("//") { format!("https:{rest}") } else { rest.to_owned() })
}

/// What is wrong with an address, and what was most likely meant.
fn flaw(written: &str, cleaned: &str, base: Option<&Url>) -> Found {
    if cleaned.is_empty() {
        return Some((FlawKind::Empty, None));
    }
    if is_placeholder(cleaned) {
        return Some((FlawKind::Placeholder, None));
    }
    let rules: [&dyn Fn() -> Found; 12] = [
        &|| scheme::local(cleaned),
        &|| characters::invisible(cleaned),
        &|| characters::markup(cleaned),
        &|| characters::stray(cleaned),
        &|| scheme::doubled(cleaned),
        &|| scheme::glued(cleaned),
        &|| scheme::behind_another(cleaned),
        &|| scheme::mistyped(cleaned, base),
        &|| account::alone(cleaned, base),
        &|| characters::pasted(written, cleaned),
        &|| host::impossible(cleaned),
        &|| host::missing_scheme(cleaned, base),
    ];
    let (kind, mended) = rules.iter().find_map(|rule| rule())?;
    Some((kind, mended.map(|text| mended_further(text, base))))
}

/// Mends a second flaw under the first, such as a missing scheme behind stray quotes.
fn mended_further(text: String, base: Option<&Url>) -> String {
    let again =
        scheme::doubled(&text).or_else(|| scheme::mistyped(&text, base)).or_else(|| host::missing_scheme(&text, base));
    again.and_then(|(_, mended)| mended).unwrap_or(text)
}

/// A mended address that can be asked: of the web, with a host that looks like one.
fn usable(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    (web && host::is_plausible(&url)).then_some(url)
}

fn is_placeholder(href: &str) -> bool {
    let word = href.to_lowercase();
    let bare = word.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let bare = bare.trim_matches(|c: char| "[]<>(){}*_!.?".contains(c));
    let template = ["{{", "{%", "%7b%7b", "<%", "${", "$%7b", "*|"].iter().any(|mark| word.contains(mark));
    template
        || PLACEHOLDERS.contains(&bare)
        || PLACEHOLDERS.contains(&&*bare.replace(['_', '-'], " ").replace("%20", " "))
}

#[cfg(test)]
mod tests {
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
        flawed(
            "https://a.example/x (new link)",
            PastedText,
            "https://a.example/x%20(new%20link)",
            "https://a.example/x",
        );
        flawed("\n https://a.example/a\n  b ", PastedText, "https://a.example/a%20%20b", "https://a.example/ab");
        flawed("https://a.example/\u{200b}", InvisibleCharacter, "https://a.example/%E2%80%8B", "https://a.example/");
        flawed(
            "https://a.example/x%E2%80%8B",
            InvisibleCharacter,
            "https://a.example/x%E2%80%8B",
            "https://a.example/x",
        );
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
}
