//! Host names in running text, `example.com/x`: a curated rule, because most words with a dot in them are no hosts.
//!
//! Of the tokens with a dot in real notes, more are names (Node.js, Sanity.io, Terminal.app, package.json) than hosts.
//! So a name counts only with a known top-level domain, in lower case, and on its own; one that begins with `www.` or
//! goes on with a path counts in any case.

mod tops;

use self::tops::{CLEAR, NAMES_TOO, is_known};
use super::Form;
use super::particle;
use super::resolve::is_host;
use super::text::{tail, trimmed};
use crate::text::Span;

/// Words after which an address follows, in lower case.
const LEADING: &[&str] = &[
    "at",
    "on",
    "to",
    "via",
    "visit",
    "see",
    "from",
    "out",
    "join",
    "read",
    "website",
    "site",
    "web",
    "url",
    "link",
    "links",
    "auf",
    "unter",
    "bei",
    "via:",
    "über",
    "siehe",
    "sur",
    "à",
    "voir",
    "en",
    "sitio",
    "página",
    "visita",
    "su",
    "em",
    "op",
    "på",
    "på:",
    "na",
    "на",
    "в",
    "сайт",
    "сайте",
];

/// Names of things that look like hosts and are hardly ever meant as such.
const NAMES: &[&str] = &["socket.io", "asp.net", "ado.net", "vb.net", "python.net", "ml.net", "draw.io", "paint.net"];

/// Labels that stand for somebody's own name: `yourname.dev`.
const STAND_INS: &[&str] = &[
    "example",
    "domain",
    "website",
    "yourname",
    "yourdomain",
    "yoursite",
    "yourwebsite",
    "yourcompany",
    "yourpodcast",
    "yourshow",
    "mydomain",
    "mysite",
    "mywebsite",
    "something",
    "whatever",
    "foo",
    "bar",
];

/// How much is looked at before a name and behind it for what leads to it, in bytes.
const AROUND: usize = 200;

/// Schemes that lack a colon or a slash, or have them otherwise: who wrote them meant an address, and whoever clicks goes astray.
const MANGLED: &[&str] = &[
    "http:/",
    "https:/",
    "http//",
    "https//",
    "http:///",
    "https:///",
    "http: //",
    "https: //",
    "http;//",
    "https;//",
    "http//:",
    "https//:",
    "http:",
    "https:",
];

/// Appends the host names between the bounds of `within`, with the path that follows and with a mangled scheme before them.
pub(super) fn find(text: &str, within: Span, found: &mut Vec<(Span, Form)>) {
    let mut from = within.start;
    while let Some(at) = text[from..within.end].find('.').map(|at| from + at) {
        let (name, run) = widen(text, from, at, within.end);
        from = run;
        let scheme = mangled_scheme(&text[within.start..name.start]);
        if let Some(end) = accept(text, within, name, scheme) {
            let form = if scheme > 0 { Form::Url } else { Form::Domain };
            found.push((Span::new(name.start - scheme, end), form));
            from = end.max(from);
        }
    }
}

/// The run of host characters around the dot at `at`, the dots and hyphens at its end left out, and where it ends with them.
fn widen(text: &str, from: usize, at: usize, until: usize) -> (Span, usize) {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > from && is_host_byte(bytes[start - 1]) {
        start -= 1;
    }
    let mut end = at;
    while end < until && is_host_byte(bytes[end]) {
        end += 1;
    }
    let run = end;
    while end > start && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    (Span::new(start, end), run)
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

/// The length of a mangled scheme that ends a text.
fn mangled_scheme(before: &str) -> usize {
    let ends = |scheme: &&&str| {
        let start = before.len().checked_sub(scheme.len());
        start.is_some_and(|start| before.as_bytes()[start..].eq_ignore_ascii_case(scheme.as_bytes()))
    };
    if before.ends_with(['/', ':']) { MANGLED.iter().find(ends).map_or(0, |scheme| scheme.len()) } else { 0 }
}

/// Where the address that begins with the host `name` ends, if it is one; so much of a scheme stands before that.
fn accept(text: &str, within: Span, name: Span, scheme: usize) -> Option<usize> {
    let host = &text[name.range()];
    let rest = &text[name.end..within.end];
    let before = &text[within.start..name.start - scheme];
    // A label may stand right before a scheme: `Shop:https//a.example`.
    let lead = if scheme > 0 { before.strip_suffix(':').map_or(before, |_| "") } else { before };
    // `https:main.com` may be any pair of words.
    let slashes = text[name.start - scheme..name.start].contains('/');
    if !stands_alone(lead, rest) || !is_host_name(host) || scheme > 0 && !slashes && !rest.starts_with('/') {
        return None;
    }
    // What isn't accepted is searched again, so that its tail is left alone.
    let is_meant = |top: &&str| is_known(top) || scheme > 0 && is_host(host, rest.starts_with('/'));
    let top = host.rsplit('.').next().filter(is_meant)?;
    let end = name.end + trimmed_tail(rest);
    // A number alone may be a line's: `notes.md:12`.
    let has_path = end > name.end + port(rest) + 1;
    let marked = host.len() > 4 && host[..4].eq_ignore_ascii_case("www.") || has_path || scheme > 0;
    (marked || is_clear(host, top, || is_led_to(before, rest))).then_some(end)
}

/// Whether nothing around the name makes it a part of something else, such as a mail address, a path or a call.
fn stands_alone(before: &str, after: &str) -> bool {
    let joined = |c: char| c.is_alphanumeric() || "@/\\#$_=&%+~:.-".contains(c);
    let calls = |c: char| c.is_alphanumeric() || "@(_=\\$".contains(c);
    let after = &after[particle::length(after)..];
    !before.ends_with(joined) && !after.starts_with(calls) && !after.starts_with("://")
}

/// Dots between labels of letters, digits and inner hyphens; `com.example.app` is the name of a package.
fn is_host_name(host: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.len() < 64 && !label.starts_with('-') && !label.ends_with('-');
    let mut labels = host.split('.');
    let package = labels.next().is_some_and(|first| ["com", "org", "net", "io", "dev"].contains(&first));
    host.len() < 254 && host.contains('.') && host.split('.').all(label) && !(package && labels.count() > 1)
}

/// Whether a name with neither `www.` nor a path is a host: written as one writes hosts, and not known as a thing.
fn is_clear(host: &str, top: &str, led_to: impl Fn() -> bool) -> bool {
    let lower = !host.starts_with(|c: char| c.is_ascii_uppercase()) && !top.contains(|c: char| c.is_ascii_uppercase());
    let worded = host.split('.').rev().nth(1).is_some_and(|label| label.contains(|c: char| c.is_ascii_alphabetic()));
    let stands_in = host.split('.').any(|label| STAND_INS.contains(&label));
    lower
        && worded
        && (CLEAR.contains(&top) || NAMES_TOO.contains(&top) && led_to())
        && !NAMES.contains(&host)
        && !stands_in
}

/// Whether what stands before a name, or that it stands alone, says that an address follows.
fn is_led_to(before: &str, after: &str) -> bool {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(AROUND))..];
    let after = &after[..after.floor_char_boundary(AROUND)];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let line = line.trim_end_matches([' ', '\t', '*', '_', '"', '“', '„', '(', '[']);
    let word = line.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let alone = line.trim_start_matches(['-', '*', '+', '•', ' ', '\t']).is_empty()
        && after.trim_start_matches(['.', ' ', '\t', '\r', ')', '*', '_']).chars().next().is_none_or(|c| c == '\n');
    alone || line.ends_with([':', '→', '➡', '👉', '>', '|', '=']) || LEADING.contains(&word.to_lowercase().as_str())
}

/// The length of a port, path and so on behind the host, the sentence's punctuation left out.
fn trimmed_tail(rest: &str) -> usize {
    let port = port(rest);
    trimmed(&rest[..port + tail(&rest[port..])]).len()
}

/// The length of a port with its colon.
fn port(rest: &str) -> usize {
    let digits = rest.strip_prefix(':').map_or(0, |port| port.bytes().take_while(u8::is_ascii_digit).count());
    if digits > 0 { digits + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::text::addresses;
    use super::*;

    #[test]
    fn a_file_and_a_line_in_it_are_no_address() {
        assert_eq!(domains("In n.md:3:5, foo.md:12 and 3.io:4"), [""; 0]);
        assert_eq!(domains("At a.shop.com:8080 and b.io:80/x"), ["a.shop.com:8080", "b.io:80/x"]);
    }

    fn domains(text: &str) -> Vec<&str> {
        addresses(text)
            .into_iter()
            .filter(|(_, form)| *form == Form::Domain)
            .map(|(span, _)| &text[span.range()])
            .collect()
    }

    #[test]
    fn hosts_as_people_write_them_are_found() {
        assert_eq!(
            domains("Learn more at backstage.io. Go to www.example.org/x, (99designs.com/reply) or mastodon.social!"),
            ["backstage.io", "www.example.org/x", "99designs.com/reply"]
        );
        assert_eq!(
            domains("youtube.com/@syntaxfm and WWW.Example.IT and docs.rs/regex and bit.ly/3abc"),
            ["youtube.com/@syntaxfm", "WWW.Example.IT", "docs.rs/regex", "bit.ly/3abc"]
        );
    }

    #[test]
    fn addresses_with_a_mangled_scheme_are_found_with_it() {
        let found = |text: &str| {
            addresses(text).iter().map(|(span, form)| (text[span.range()].to_owned(), *form)).collect::<Vec<_>>()
        };
        let text = "See http:/one.example.com/a, HTTPS//two.com or http//three.com.";
        let urls = ["http:/one.example.com/a", "HTTPS//two.com", "http//three.com"];
        assert_eq!(found(text), urls.map(|url| (url.to_owned(), Form::Url)));
        assert!(found("the folder https//notes.txt, xhttp:/one.com and a/http:/two.com").is_empty());
        let text = "See https: //one.com/x, https:///two.com/x http;//three.com, Shop:HTTPS//:four.com, (https:five.example/x) https:///www.six.es.";
        let urls = [
            "https: //one.com/x",
            "https:///two.com/x",
            "http;//three.com",
            "HTTPS//:four.com",
            "https:five.example/x",
            "https:///www.six.es",
        ];
        assert_eq!(found(text), urls.map(|url| (url.to_owned(), Form::Url)));
        assert!(found("https: a history. Of https:/// and https;//, https:e.g., http:foo.bar, https:main.com and HTTPS: Node.js").is_empty());
    }

    #[test]
    fn names_count_where_the_sentence_leads_to_them() {
        assert_eq!(
            domains("We love mixx.io and uses.tech. Web: mixx.io, auf **uses.tech**\n- sanity.io\n"),
            ["mixx.io", "uses.tech", "sanity.io"]
        );
    }

    #[test]
    fn what_leads_to_a_name_is_looked_for_nearby() {
        let long = "word ".repeat(AROUND);
        assert_eq!(
            domains(&format!("{long} mixx.io {long}see uses.tech {long}\n- sanity.io\n")),
            ["uses.tech", "sanity.io"]
        );
        assert_eq!(domains(&"a.zz/()".repeat(99)), [""; 0]);
    }

    #[test]
    fn a_long_hostile_text_takes_linear_time() {
        for piece in ["..", ".-", "a.-", "-.a"] {
            assert_eq!(domains(&piece.repeat(1_000_000)), [""; 0], "{piece}");
        }
    }

    #[test]
    fn names_and_files_are_left_alone() {
        let text = "Node.js, Next.js, package.json, docker-compose.yml, Terminal.app, v1.2.3, e.g. this, i.e. that, 12.30, U.S.A., \
                    main.rs, install.sh, README.md, Python.NET, ASP.NET, Sanity.io, socket.io, this.props, console.log(x), \
                    com.example.app, end.of, 1.5.com, yourname.dev, console.group/x?";
        assert!(domains(text).is_empty(), "{:?}", domains(text));
    }

    #[test]
    fn korean_writes_particles_on_to_names() {
        assert_eq!(domains("books.com에서 볼 www.one.kr/x의 길"), ["books.com", "www.one.kr/x"]);
        assert_eq!(domains("books.com한 a.com의자"), [""; 0]);
    }

    #[test]
    fn parts_of_other_things_are_left_alone() {
        assert!(domains("hello@example.org, @user.bsky.social, @me@mastodon.social, src/example.com, example.com(), x=example.com").is_empty());
        assert!(domains("https://example.com/about.example.org and git@github.com:a/b").is_empty());
    }
}
