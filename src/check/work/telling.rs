//! What single texts of a page tell of the work that it presents: its number, its length, what an error means.

use crate::text::words;

/// With what references of status codes explain them, in lower case; no server that answers with one does.
const EXPLAINING: &[&str] = &[
    "response status code",
    "status code indicates",
    "status code means",
    "indicates that the server",
    "indicates that the requested",
    "indicates that access",
    "rfc 9110",
    "rfc 7231",
    "rfc 2616",
    "returned with status",
    "error is returned",
    "is returned when",
    "is returned if",
    "this error occurs",
    "this error means",
];

/// Whether a heading begins with the number of an episode: "#88: …", "31. …", "Folge 20 – …". That of a status code is none.
pub(super) fn is_numbered(heading: &str) -> bool {
    let heading = heading.trim();
    let word = heading.find(|c: char| c == '#' || c.is_ascii_digit()).unwrap_or(heading.len());
    let is_short = heading[..word].split_whitespace().count() <= 1;
    let rest = heading[word..].trim_start_matches('#');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_episode =
        (1..=4).contains(&digits) && rest[..digits].parse().is_ok_and(|number: u16| !(400..600).contains(&number));
    is_short && is_episode && rest[digits..].trim_start().starts_with([':', '.', '-', '–', '—', '|', ')', '·'])
}

/// Whether a text tells how long something takes to hear: `41:07`, `1:02:33`.
pub(super) fn tells_length(text: &str) -> bool {
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_whitespace().any(|word| {
        let mut parts = word.trim_matches(['(', ')', ',', ';']).split(':');
        let first = parts.next().is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let rest = parts.clone().count();
        first && (1..=2).contains(&rest) && parts.all(is_number)
    })
}

/// Whether a short text tells when something was made, or how many minutes it takes: `May 12, 2024 • 38 min`, `12.05.2024`, `41:07`.
pub(super) fn tells_when(text: &str) -> bool {
    const SHORT: usize = 80;
    const MINUTES: &[&str] = &["min", "mins", "minutes", "minuten", "minuti", "minutos", "minuter", "minut"];
    let text = text.trim();
    if text.len() > SHORT || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    let all: Vec<&str> = words(&lower).collect();
    let number = |word: &str| word.parse::<u16>().ok();
    let is_year = |word: &&str| word.len() == 4 && number(word).is_some_and(|year| (1990..2100).contains(&year));
    let is_day = |word: &&str| {
        let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        word.len() <= 4 && number(day).is_some_and(|day| (1..=31).contains(&day))
    };
    let is_dated = all.iter().any(is_year) && all.iter().any(is_day);
    let takes = all.windows(2).any(|pair| number(pair[0]).is_some_and(|count| count > 0) && MINUTES.contains(&pair[1]));
    is_dated || takes || tells_length(text) && !text.starts_with("0:")
}

/// Whether what stands in code is an error that a program gets.
pub(super) fn shows_error(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    ["404", "410", "\"error\"", "not_found"].iter().any(|sign| code.contains(sign))
}

/// Whether a text explains a status code.
pub(super) fn explains(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    EXPLAINING.iter().any(|phrase| text.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_or_a_length_tells_when() {
        for text in [
            "May 12, 2024 • 38 min",
            "12.05.2024",
            "2024-05-12",
            "12. Mai 2024",
            "38 Minuten",
            "41:07",
            "May 12th 2024",
        ] {
            assert!(tells_when(text), "{text}");
        }
        for text in ["© 2024 Salt Wall", "0:00", "0:00 / 0:00", "12 episodes", "404", "In 2024 they were gone"] {
            assert!(!tells_when(text), "{text}");
        }
    }
}
