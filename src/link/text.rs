//! Addresses in running text: URLs, and host names that stand without a scheme.
//!
//! Where a URL ends is GitHub's rule for extended autolinks (GFM 6.9), with brackets balanced everywhere and the quotation
//! marks of other languages taken as such. One pass over the text: time is linear.

use memchr::memchr;

use super::{Form, Hit};
use super::{domain, particle};
use crate::text::Span;

/// Schemes that podcast apps make clickable, and the ways in which they are most often mistyped.
const SCHEMES: &[&str] = &[
    "http", "https", "hhtp", "hhtps", "hhttp", "hhttps", "htp", "htps", "htpp", "htpps", "htttp", "htttps", "httpp",
    "httpps", "httpss", "httsp", "htttp", "ttp", "ttps",
];

/// Characters that never stand in a URL of running text, white space and controls apart.
const STOPS: &str = "<>\"`|\\“”„‟«»‹›—…⟨⟩「」『』（）【】《》〈〉〔〕〖〗〘〙〚〛［］｛｝｢｣＜＞、。，；：！？｜｡､\u{200b}\u{2060}\u{feff}";

/// Characters that belong to the sentence, not to the URL, where they end it (GFM 6.9, and their like). Other than there, `_` does only where it is one of
/// a pair: many names of accounts end in it, and podcast apps let it be. Titles of other languages hold their own marks, but don't end in them.
const TRAILING: &str = "?!.,:;*~'’‘–―‥・･〜～،؛؟۔।॥։၊။፡።፣፤፥፦፧๚៕។";

/// How deep brackets may nest in a URL; more are no URL, and this bounds the work for hostile text.
const DEPTH: usize = 16;

/// An address in brackets is shorter than this, in bytes, its zone included: a bracket that closes later doesn't close it.
const LONGEST_LITERAL: usize = 80;

/// Every address in `text`, in order, none inside another.
#[must_use]
pub fn addresses(text: &str) -> Vec<(Span, Form)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (colon, _) in text.match_indices("://") {
        if colon < from {
            continue;
        }
        let word = word_before(text, from, colon);
        let url = url_at(text, word, colon);
        domain::find(text, Span::new(from, word), &mut found);
        // What is no URL may be one that is mistyped.
        from = url.map_or(word, |span| span.end);
        found.extend(url.filter(|span| !is_template(text, colon + 3, span.end)).map(|span| (span, Form::Url)));
    }
    domain::find(text, Span::new(from, text.len()), &mut found);
    found
}

/// The same as hits, each with its own spelling as text. Spans are those of `text`.
#[must_use]
pub fn hits(text: &str) -> Vec<Hit> {
    let hit = |(span, form): (Span, Form)| {
        let href = &text[span.range()];
        Hit { text: href.to_owned(), ..Hit::new(href, Some(span), form) }
    };
    addresses(text).into_iter().map(hit).collect()
}

/// Where the word begins that ends at `end`; nothing before `from` belongs to it.
fn word_before(text: &str, from: usize, end: usize) -> usize {
    end - text.as_bytes()[from..end].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// The URL whose scheme begins at `start`, and whose `://` stands at `colon`.
fn url_at(text: &str, start: usize, colon: usize) -> Option<Span> {
    let scheme = &text[start..colon];
    if !SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let host = colon + 3;
    let length = authority(&text[host..]);
    if !text[host..host + length].contains(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let end = host + length + tail(&text[host + length..]);
    let url = trimmed(&text[start..end]);
    // Marks in pairs, as Markdown has them, and Obsidian.
    let mark = [("_", '_'), ("==", '=')].into_iter().find(|(mark, _)| text[..start].ends_with(mark));
    let end = start + mark.map_or(url, |(_, mark)| trimmed(url.trim_end_matches(mark))).len();
    (end > host).then(|| Span::new(start, end))
}

/// Whether a template engine fills in a part of the address: what stands here isn't what a listener sees. A tag that closes something isn't shown.
fn is_template(text: &str, host: usize, end: usize) -> bool {
    let rest = &text[end..];
    let opens = |s: &str| ["{{", "{%", "${", "<%"].iter().any(|mark| s.starts_with(mark));
    opens(rest) && !is_closing_tag(rest)
        || text[host..end].match_indices(['{', '$', '<']).any(|(at, _)| opens(&text[host + at..]))
}

/// Whether a text begins with the end of a block or a shortcode, or with the other branch of a condition: `{% endif %}`, `{{< /note >}}`.
fn is_closing_tag(text: &str) -> bool {
    const NAMES: &[&str] = &["end", "else", "elsif", "elif", "/"];
    let inner = ["{{<", "{{%", "{%"].iter().find_map(|mark| text.strip_prefix(mark));
    let inner = inner.map(|inner| inner.trim_start_matches(['-', '+']).trim_start());
    inner.is_some_and(|inner| NAMES.iter().any(|name| inner.starts_with(name)))
}

/// The length of the authority that `rest` begins with.
fn authority(rest: &str) -> usize {
    let literal = &rest.as_bytes()[..rest.len().min(LONGEST_LITERAL)];
    let bracket = if rest.starts_with('[') { memchr(b']', literal).map_or(0, |at| at + 1) } else { 0 };
    let after = &rest[bracket..];
    bracket + after.find(|c: char| !is_authority(c)).unwrap_or(after.len())
}

fn is_authority(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~%:@".contains(c) || (!c.is_ascii() && c.is_alphanumeric() && !is_kana(c))
}

/// Hiragana: grammar that follows a URL without a space in Japanese, hardly ever a part of it.
fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&c)
}

/// The length of path, query and fragment that `rest` begins with: up to white space, a stop, or a bracket that
/// closes or opens nothing.
pub(super) fn tail(rest: &str) -> usize {
    if !rest.starts_with(['/', '?', '#']) {
        return 0;
    }
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let stops = match c {
            '(' | '[' | '{' => {
                open.push((closing(c), at));
                open.len() > DEPTH
            }
            ')' | ']' | '}' => open.pop_if(|(wanted, _)| *wanted == c).is_none(),
            _ => c.is_whitespace() || c.is_control() || STOPS.contains(c) || is_kana(c),
        };
        if stops {
            end = at;
            break;
        }
    }
    let end = open.first().map_or(end, |(_, at)| *at);
    label(&rest[..end]).unwrap_or(end)
}

/// Where the text of a link begins at the end of `tail`, as `AsciiDoc` writes it: `https://a.example/x[text]`. What stands in a query may end so itself.
fn label(tail: &str) -> Option<usize> {
    let at = tail.find('[')?;
    let said = tail[at + 1..].trim_end_matches(|c| TRAILING.contains(c)).strip_suffix(']')?;
    let is_text = said.contains(char::is_alphabetic) && !said.contains(['[', ']']);
    (is_text && !tail[..at].contains(['?', '#'])).then_some(at)
}

fn closing(c: char) -> char {
    match c {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// `url` without the punctuation of the sentence around it, and its grammar.
pub(super) fn trimmed(url: &str) -> &str {
    let url = url.trim_end_matches(|c| TRAILING.contains(c));
    // `https://a.example’s page`.
    particle::without(url.strip_suffix("’s").unwrap_or(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn urls(text: &str) -> Vec<&str> {
        addresses(text)
            .into_iter()
            .filter(|(_, form)| *form == Form::Url)
            .map(|(span, _)| &text[span.range()])
            .collect()
    }

    #[test]
    fn the_sentence_keeps_its_punctuation() {
        let text = "See https://a.example/x. Or https://b.example/? (https://c.example/) **https://d.example/**, \
                    \"https://e.example/\"! <https://f.example/>; 'https://g.example/'… https://h.example/a;b;";
        let all = [
            "a.example/x",
            "b.example/",
            "c.example/",
            "d.example/",
            "e.example/",
            "f.example/",
            "g.example/",
            "h.example/a;b",
        ];
        assert_eq!(urls(text), all.map(|rest| format!("https://{rest}")));
    }

    #[test]
    fn an_underline_at_the_end_belongs_to_the_url_unless_it_is_one_of_a_pair() {
        assert_eq!(urls("Follow https://x.example/ann_1_ now"), ["https://x.example/ann_1_"]);
        assert_eq!(urls("Follow https://x.example/ann_."), ["https://x.example/ann_"]);
        assert_eq!(urls("Read _https://x.example/ann_ now"), ["https://x.example/ann"]);
        assert_eq!(urls("Read ==https://x.example/ann== now"), ["https://x.example/ann"]);
        assert_eq!(urls("Read https://x.example/?id=YQ== now"), ["https://x.example/?id=YQ=="]);
        assert_eq!(urls("on https://x.example/ann’s page"), ["https://x.example/ann"]);
    }

    #[test]
    fn brackets_belong_to_the_url_when_they_balance() {
        assert_eq!(
            urls("(see https://en.wikipedia.org/wiki/Rust_(language))"),
            ["https://en.wikipedia.org/wiki/Rust_(language)"]
        );
        assert_eq!(
            urls("https://a.example/x?a[]=1&b[c]=2 [https://b.example/]"),
            ["https://a.example/x?a[]=1&b[c]=2", "https://b.example/"]
        );
        assert_eq!(urls("https://a.example/x(see below)"), ["https://a.example/x"]);
        assert_eq!(
            urls("https://a.example/x/[Docs]. https://b.example/x[the docs]"),
            ["https://a.example/x/", "https://b.example/x"]
        );
        assert_eq!(
            urls("https://a.example/x_[1] https://b.example/?a[b]"),
            ["https://a.example/x_[1]", "https://b.example/?a[b]"]
        );
    }

    #[test]
    fn foreign_quotes_and_scripts_end_a_url() {
        assert_eq!(
            urls(
                "„https://a.example/seite“ ‹https://b.example/› 詳しくはhttps://c.example/を見て「https://d.example/」"
            ),
            ["https://a.example/seite", "https://b.example/", "https://c.example/", "https://d.example/"]
        );
        assert_eq!(urls("https://ru.example/wiki/Подкаст, да"), ["https://ru.example/wiki/Подкаст"]);
        assert_eq!(urls("〔https://a.example/〕・https://b.example/｡"), ["https://a.example/", "https://b.example/"]);
        assert_eq!(urls("شاهد https://a.example/x، و"), ["https://a.example/x"]);
        assert_eq!(urls("देखें https://a.example/x। और"), ["https://a.example/x"]);
        assert_eq!(urls("https://ja.example/wiki/ジョン・レノン・"), ["https://ja.example/wiki/ジョン・レノン"]);
        assert_eq!(
            urls(
                "https://ko.example/hanok에서 볼 https://ko.example은. https://ko.example/wiki/한옥 https://ko.example/K팝"
            ),
            [
                "https://ko.example/hanok",
                "https://ko.example",
                "https://ko.example/wiki/한옥",
                "https://ko.example/K팝"
            ]
        );
    }

    #[test]
    fn a_tag_that_closes_something_ends_a_url() {
        for text in [
            "{% if a %}https://a.example/x{% endif %}",
            "{% raw %}https://a.example/x{%- endraw %}",
            "{{< note >}}https://a.example/x{{< /note >}}",
            "{{% notice %}}https://a.example/x{{% /notice %}}",
        ] {
            assert_eq!(urls(text), ["https://a.example/x"], "{text}");
        }
        assert!(urls("https://a.example{% link a.md %} https://a.example/x{{< param y >}}").is_empty());
    }

    #[test]
    fn an_address_inside_an_address_is_one() {
        assert_eq!(
            urls("https://web.archive.org/web/2006/http://haveamint.com/ ok"),
            ["https://web.archive.org/web/2006/http://haveamint.com/"]
        );
    }

    #[test]
    fn what_has_no_host_or_is_filled_in_later_is_no_url() {
        assert!(
            urls(
                "https:// https://... https://<host>/ https://{{ site }}/x https://a.example/{{ x }} https://${host}/"
            )
            .is_empty()
        );
        assert!(urls("slack://channel?id=1 file:///etc abc://x").is_empty());
    }

    #[test]
    fn mistyped_schemes_are_found_to_be_mended() {
        assert_eq!(urls("htps://a.example/x and HTTP://b.example"), ["htps://a.example/x", "HTTP://b.example"]);
    }

    #[test]
    fn hosts_may_be_addresses() {
        assert_eq!(
            urls("http://127.0.0.1:80/a http://[::1]/b http://localhost:3000."),
            ["http://127.0.0.1:80/a", "http://[::1]/b", "http://localhost:3000"]
        );
        assert!(urls(&format!("http://[::1{} as in [1]", " and so on".repeat(20))).is_empty());
    }

    proptest! {
        #[test]
        fn spans_are_ordered_and_inside(text in "(https?://|www\\.|[a-z.(){}\\[\\]/ “”を…@:*_]|\\PC){0,60}") {
            let mut last = 0;
            for (span, _) in addresses(&text) {
                prop_assert!(span.start >= last && span.end <= text.len() && !span.is_empty());
                prop_assert!(text.get(span.range()).is_some());
                last = span.end;
            }
        }
    }
}
