//! Names of sources as URI references (RFC 3986 §4.1): those of files relative, as they were named.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in a path; `:` is encoded too, so that a first segment is no scheme (§4.2).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\\');

/// The URI reference of a source: a path or a URL.
pub(super) fn of(source: &str) -> String {
    if source.starts_with("http://") || source.starts_with("https://") {
        return url::Url::parse(source).map_or_else(|_| encoded(source), Into::into);
    }
    let path = if cfg!(windows) { source.replace('\\', "/") } else { source.to_owned() };
    let path = path.trim_start_matches("./");
    match path.strip_prefix('/') {
        Some(rest) => format!("file:///{}", encoded(rest.trim_start_matches('/'))),
        None => encoded(path),
    }
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_relative_and_encoded() {
        assert_eq!(of("./notes/12 & more.md"), "notes/12%20&%20more.md");
        assert_eq!(of("a:b/c#d?e%f"), "a%3Ab/c%23d%3Fe%25f");
        assert_eq!(of("/srv/Größe.md"), "file:///srv/Gr%C3%B6%C3%9Fe.md");
    }

    #[test]
    fn urls_stay_what_they_are() {
        assert_eq!(of("https://show.example/feed?a=1"), "https://show.example/feed?a=1");
        assert_eq!(of("javascript:alert(1)"), "javascript%3Aalert(1)");
    }
}
