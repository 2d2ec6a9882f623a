//! Recordings, known by the names of their files.

/// How such names end, in lower case.
pub(super) const RECORDINGS: &[&str] = &["mp3", "m4a", "m4b", "opus", "ogg", "oga", "aac", "flac"];

/// Whether an address is that of a recording, going by its path.
#[must_use]
pub fn is_recording(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().trim();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    RECORDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_known_by_its_ending() {
        assert!(is_recording("/a/4.MP3?x=1.html") && is_recording(" 4.opus "));
        assert!(!is_recording("/mp3") && !is_recording("/4.mp3/more") && !is_recording("/?file=4.mp3"));
    }
}
