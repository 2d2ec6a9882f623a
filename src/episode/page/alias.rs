//! Pages that only lead on to another: `<meta http-equiv=refresh content="0; url=…">` (WHATWG HTML §4.2.5.3).

use url::Url;

use super::outline::Outline;
use crate::episode::dom::attr;

/// The longest delay at which a page counts as leading on, in seconds.
const SOON: u32 = 10;

/// The most text that such a page holds, in characters.
const LITTLE: usize = 400;

/// Where the page leads on to at once, if it holds next to nothing itself.
pub(super) fn target(outline: &Outline<'_>, base: Option<&Url>) -> Option<String> {
    let little = outline.items.is_empty() || outline.all_text(0) < LITTLE;
    let metas = outline.heads("meta").filter_map(|node| node.value().as_element());
    let refresh = metas
        .filter(|meta| attr(meta, "http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")))
        .find_map(|meta| read(attr(meta, "content")?))?;
    let to = base.map_or_else(|| Url::parse(refresh).ok(), |base| base.join(refresh).ok());
    let elsewhere = to.as_ref() != base || base.is_none();
    (little && elsewhere).then(|| to.map_or_else(|| refresh.to_owned(), String::from))
}

/// The address in `0; url='…'`, if the delay is short.
fn read(content: &str) -> Option<&str> {
    let digits = content.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let delay: u32 = if end == 0 { 0 } else { digits[..end].parse().ok()? };
    let rest = digits[end..]
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ';' || c == ',' || c.is_whitespace());
    let rest = if rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("url")) {
        rest[3..].trim_start().strip_prefix('=')?.trim_start()
    } else {
        rest
    };
    let address = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest,
    };
    (delay <= SOON && !address.trim().is_empty()).then(|| address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn refreshes_are_read_as_browsers_read_them() {
        assert_eq!(read("0; url=/new"), Some("/new"));
        assert_eq!(read("0;URL='https://a.example/?a;b'"), Some("https://a.example/?a;b"));
        assert_eq!(read("1.5 , /x"), Some("/x"));
        assert_eq!(read("300; url=/new"), None);
        assert_eq!(read("30"), None);
    }

    #[test]
    fn only_a_page_without_content_leads_on() {
        let target = |html: &str| {
            let dom = Dom::page(html);
            target(&Outline::of(&dom), Url::parse("https://a.example/old").ok().as_ref())
        };
        let refresh = "<meta http-equiv=Refresh content='0; url=new'>";
        assert_eq!(target(refresh).as_deref(), Some("https://a.example/new"));
        assert_eq!(target(&format!("{refresh}<p>{}", "text ".repeat(200))), None);
        assert_eq!(target("<meta http-equiv=refresh content='0; url=old'>"), None);
    }
}
