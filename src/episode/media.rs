//! Recordings, known by the names of their files.

use crate::text::without_query;

/// How such names end, in lower case.
pub(super) const RECORDINGS: &[&str] = &["mp3", "m4a", "m4b", "opus", "ogg", "oga", "aac", "flac"];

/// How names of other files end that an author offers: no page of a site's own menus is one.
const DOCUMENTS: &[&str] = &[
    "pdf", "zip", "epub", "mobi", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp",
    "key", "txt", "srt", "vtt", "gpx", "kml", "ics", "jpg", "jpeg", "png", "mp4", "wav",
];

/// Whether an address is that of a recording, going by its path.
#[must_use]
pub fn is_recording(href: &str) -> bool {
    is_one_of(RECORDINGS, ending(href))
}

/// Whether an address is that of a file to keep that is no recording, such as a document.
pub(super) fn is_document(href: &str) -> bool {
    is_one_of(DOCUMENTS, ending(href))
}

fn ending(href: &str) -> &str {
    let path = without_query(href).trim();
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_one_of(known: &[&str], ending: &str) -> bool {
    known.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_known_by_its_ending() {
        assert!(is_recording("/a/4.MP3?x=1.html") && is_recording(" 4.opus "));
        assert!(is_document("/a/4.PDF?x=1") && !is_document("/4.mp3") && !is_document("/pdf"));
        assert!(!is_recording("/mp3") && !is_recording("/4.mp3/more") && !is_recording("/?file=4.mp3"));
    }
}
