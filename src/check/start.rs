//! The first bytes of an answer that isn't a page: servers call much `audio/mpeg` that isn't.

use super::bare::is_bare_error;
use crate::net::{Body, BodyEnd, Response};

/// Fewer bytes than this don't tell text from sound.
const FEWEST: usize = 16;

/// What the first bytes of an answer look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// They weren't read.
    #[default]
    Unknown,
    /// There are none: it is empty.
    Nothing,
    /// A web page.
    Html,
    /// All of it is a sentence that says that there is nothing.
    Apology,
    /// An object for programs that says that a login is needed.
    Login,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// How an answer begins that isn't a page.
pub(super) fn of(response: &Response) -> Start {
    let Body { bytes, end } = &response.body;
    match end {
        _ if response.is_page() => Start::Unknown,
        BodyEnd::Complete if bytes.is_empty() => Start::Nothing,
        BodyEnd::Unread | BodyEnd::Broken => Start::Unknown,
        BodyEnd::Complete | BodyEnd::Cut if bytes.is_empty() => Start::Unknown,
        BodyEnd::Complete | BodyEnd::Cut => of_bytes(bytes),
    }
}

fn of_bytes(bytes: &[u8]) -> Start {
    let Some(text) = as_text(bytes) else { return Start::Bytes };
    let text = text.trim_start_matches('\u{feff}').trim();
    let begins = |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if begins("<!doctype html") || begins("<html") {
        return Start::Html;
    }
    if is_bare_error(text) {
        return Start::Apology;
    }
    if asks_for_login(text) {
        return Start::Login;
    }
    // Some servers send a byte or two, whatever range they are asked for: any may be a letter.
    if bytes.len() < FEWEST { Start::Unknown } else { Start::Text }
}

/// Whether an object says so with the code that platforms use.
fn asks_for_login(text: &str) -> bool {
    /// What is the matter stands at the beginning, in bytes: a specification may have the code as an example.
    const BEGINNING: usize = 500;
    const CODES: [&str; 2] = ["\"LOGIN_REQUIRED\"", "\"login_required\""];
    let beginning = &text[..text.floor_char_boundary(BEGINNING)];
    let is_value = |at: usize| beginning[..at].trim_end().ends_with(':');
    let mut found = CODES.iter().filter_map(|code| beginning.find(code));
    text.starts_with('{') && found.any(is_value)
}

/// Bytes as text, if they are; a character may be cut at the end.
fn as_text(bytes: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let is_odd = |c: char| c.is_control() && !c.is_whitespace();
    (!text.contains(is_odd)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_from_pages_and_text() {
        assert_eq!(of_bytes(b"ID3\x04\0\0\0\0"), Start::Bytes);
        assert_eq!(of_bytes(b"\xff\xfb\x90\x64"), Start::Bytes);
        assert_eq!(of_bytes(b"\r\n <!DOCTYPE html><title>x"), Start::Html);
        assert_eq!(of_bytes("\u{feff}<HTML lang=en>".as_bytes()), Start::Html);
        assert_eq!(of_bytes(b"#EXTM3U\nhttp://a.example/1.mp3"), Start::Text);
        assert_eq!(of_bytes(&"Every heron жжж".as_bytes()[..17]), Start::Text, "a character is cut");
        assert_eq!(of_bytes(b"I"), Start::Unknown);
    }

    #[test]
    fn an_object_says_that_a_login_is_needed() {
        assert_eq!(of_bytes(b"{\"playabilityStatus\": {\"status\": \"LOGIN_REQUIRED\"}}"), Start::Login);
        assert_eq!(of_bytes(b"[\"LOGIN_REQUIRED\", \"OK\", \"ERROR\"]"), Start::Text, "a list of codes");
        assert_eq!(of_bytes(b"{\"status\": \"OK\", \"login\": 7}"), Start::Text);
        assert_eq!(of_bytes(b"{\"codes\": [\"OK\", \"LOGIN_REQUIRED\"]}"), Start::Text);
    }

    #[test]
    fn a_sentence_that_says_that_there_is_nothing_is_an_apology() {
        for text in ["File not found", "Not Found\n", "{\"error\":\"not_found\",\"id\":12}", "No input file specified."]
        {
            assert_eq!(of_bytes(text.as_bytes()), Start::Apology, "{text}");
        }
        assert_eq!(of_bytes(b"00:01 What was lost and not found in the reeds, we say."), Start::Text);
    }
}
