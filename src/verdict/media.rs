//! Answers that aren't the sound or pictures that were promised.

use url::Url;

use super::moved::is_permanent;
use super::naming::segments;
use super::{Reason, site};
use crate::check::{End, Outcome, PageFacts, Start};
use crate::link::Link;
use crate::text::words;

/// How addresses of sound and pictures end.
const ENDINGS: &[&str] = &[".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".aac", ".mp4", ".m4v", ".webm"];

/// How addresses of documents and of archives end, which browsers show by themselves or save.
const DOCUMENTS: &[&str] = &[
    ".pdf", ".epub", ".mobi", ".azw3", ".djvu", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt",
    ".pptx", ".odp", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".dmg", ".exe", ".msi", ".apk", ".deb",
    ".iso", ".torrent",
];

/// Names of files with fewer letters and digits than this may stand in any title.
const SHORTEST_NAME: usize = 4;

/// Why an answer isn't the file that was meant, if so.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> Option<Reason> {
    let End::Answered { status, media_type, start, page, .. } = &outcome.walk.end else { return None };
    if *start == Start::Nothing && *status == 200 {
        return Some(Reason::EmptyPage);
    }
    let kind = media_type.as_deref().unwrap_or_default();
    let is_wrong = match kind {
        "text/html" if promises_file(link, url) => !page.as_deref().is_some_and(|page| is_about(link, url, page)),
        "text/html" => {
            has_ending(url, DOCUMENTS) && page.as_deref().is_some_and(|page| !shows(link, url, outcome, page))
        }
        _ if *start == Start::Html => {
            promises_file(link, url) || is_media_type(kind) || is_document_type(kind) && has_ending(url, DOCUMENTS)
        }
        _ => is_no_media(kind, *start) && (promises_media(link, url) || is_media_type(kind)),
    };
    if is_wrong {
        return Some(Reason::NotMedia);
    }
    (*start == Start::Apology).then_some(Reason::SoftNotFound)
}

fn promises_media(link: &Link, url: &Url) -> bool {
    let declared = link.declared.as_deref();
    has_ending(url, ENDINGS) || link.kind.is_media() && declared.is_none_or(is_media_type)
}

/// Whether anything but a page is promised.
fn promises_file(link: &Link, url: &Url) -> bool {
    let declared = link.declared.as_ref().is_some_and(|kind| kind.contains('/') && !kind.contains("html"));
    link.kind.is_media() || has_ending(url, ENDINGS) || declared
}

/// Whether a page that answers a link in the notes is one about the file, with a player or a way to download it.
fn is_about(link: &Link, url: &Url, page: &PageFacts) -> bool {
    let is_note = !link.kind.is_media() && link.declared.is_none();
    is_note && (is_address_of_page(url) || page.apology.is_none() && (page.offers_file || names_file(page, url)))
}

/// Whether a page at the address of a document shows or offers it, or is most likely what a link means instead.
fn shows(link: &Link, url: &Url, outcome: &Outcome, page: &PageFacts) -> bool {
    // A script may show it.
    let is_shell = page.scripts > 0 && page.text_length < SHELL;
    is_about(link, url, page) || is_address_of_viewer(url) || is_shell || {
        page.apology.is_none() && (is_moved(outcome) || keeps_name(url, outcome) || is_told_of(link, page))
    }
}

/// A page with less visible text than this, in characters, and scripts is filled by them.
const SHELL: usize = 40;

/// Whether an address is one of those that archives give to pages on which a document is shown.
fn is_address_of_viewer(url: &Url) -> bool {
    const FOLDERS: &[&str] = &["details", "view", "viewer", "preview", "reader", "embed", "http:", "https:"];
    segments(url).any(|segment| FOLDERS.contains(&segment))
}

/// Whether the document was moved for good: whoever did that meant the page to which it leads.
fn is_moved(outcome: &Outcome) -> bool {
    outcome.walk.hops.first().is_some_and(is_permanent)
}

/// Whether a redirect leads to a page that has the document's name.
fn keeps_name(url: &Url, outcome: &Outcome) -> bool {
    let stem = |url: &Url| file_name(url).split('.').next().unwrap_or_default().to_owned();
    !outcome.walk.hops.is_empty() && stem(url) == stem(&outcome.walk.last) && !has_ending(&outcome.walk.last, DOCUMENTS)
}

/// Whether a page's title or first heading says what the link says, in two words or more.
fn is_told_of(link: &Link, page: &PageFacts) -> bool {
    let wanted: Vec<String> =
        words(&link.text).filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect();
    let told = format!("{} {}", page.title, page.headings.first().map_or("", String::as_str)).to_lowercase();
    let there = wanted.iter().filter(|word| words(&told).any(|said| said == word.as_str())).count();
    there >= 2 && there * 3 >= wanted.len() * 2
}

/// Whether an address that ends like a file is one of those that wikis, code hosts and file lockers give to their pages.
fn is_address_of_page(url: &Url) -> bool {
    let has_folder = url.path().split('/').any(|segment| matches!(segment, "src" | "blob" | "tree"));
    let shows_only = url.query_pairs().any(|(name, value)| name == "dl" && value == "0");
    let name = file_name(url);
    let kind = name.split_once(':').map(|(kind, _)| kind).unwrap_or_default();
    has_folder || shows_only || kind.chars().count() > 1 && kind.chars().all(char::is_alphabetic)
}

/// The last segment of a path, decoded, in lower case.
fn file_name(url: &Url) -> String {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().to_lowercase()
}

/// Whether a page's title or first heading has the file's name.
fn names_file(page: &PageFacts, url: &Url) -> bool {
    let name = file_name(url);
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let says = |text: &str| {
        let text = text.to_lowercase();
        words(stem).all(|word| words(&text).any(|said| said == word))
    };
    // With its ending, a name says enough.
    let is_whole = |text: &str| name.contains('.') && text.to_lowercase().contains(&*name);
    if is_whole(&page.title) || page.headings.first().is_some_and(|heading| is_whole(heading)) {
        return true;
    }
    let is_telling = stem.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_NAME && !site::is_name(url, stem);
    is_telling && (says(&page.title) || page.headings.first().is_some_and(|heading| says(heading)))
}

fn has_ending(url: &Url, endings: &[&str]) -> bool {
    let path = url.path().as_bytes();
    let ends = |ending: &&str| {
        path.len().checked_sub(ending.len()).is_some_and(|at| path[at..].eq_ignore_ascii_case(ending.as_bytes()))
    };
    endings.iter().any(ends)
}

/// Whether a media type is that of a document, or none in particular.
fn is_document_type(kind: &str) -> bool {
    kind.starts_with("application/")
}

fn is_media_type(kind: &str) -> bool {
    kind.starts_with("audio/") || kind.starts_with("video/")
}

/// Whether an answer of this type that begins so is neither sound nor video.
fn is_no_media(kind: &str, start: Start) -> bool {
    let is_playlist = kind.contains("mpegurl") || kind.contains("scpls");
    match start {
        Start::Apology => true,
        Start::Text if is_media_type(kind) || is_playlist => false,
        Start::Text if matches!(kind, "text/plain" | "application/octet-stream" | "binary/octet-stream") => true,
        _ => {
            let form = kind.rsplit(['/', '+']).next().unwrap_or_default();
            matches!(form, "json" | "xml") || kind.starts_with("image/")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Apology, Spot};
    use crate::episode::LinkKind;
    use crate::net::BodyEnd;
    use crate::verdict::samples::{after, answered, link, page};
    use crate::verdict::{Policy, judge};

    const MP3: &str = "https://media.test/heron/12.mp3";

    fn judged(link: &Link, kind: &str, start: Start) -> Reason {
        let end = End::Answered {
            status: 200,
            media_type: Some(kind.to_owned().into()),
            headers: Vec::new(),
            body: BodyEnd::Cut,
            start,
            page: None,
        };
        judge(link, Some(&after(&link.href, &[], end)), &Policy::default()).reason
    }

    fn enclosure(href: &str) -> Link {
        Link { kind: LinkKind::Enclosure, declared: Some("audio/mpeg".into()), ..link(href, "") }
    }

    #[test]
    fn what_is_called_audio_and_is_none_is_no_media() {
        for link in [link(MP3, "Listen"), enclosure(MP3), enclosure("https://media.test/play/12")] {
            for (kind, start) in [
                ("audio/mpeg", Start::Html),
                ("audio/mpeg", Start::Apology),
                ("application/octet-stream", Start::Html),
                ("text/plain", Start::Apology),
                ("text/plain", Start::Text),
                ("application/json", Start::Text),
                ("application/xml", Start::Text),
                ("text/xml", Start::Unknown),
                ("image/png", Start::Bytes),
            ] {
                assert_eq!(judged(&link, kind, start), Reason::NotMedia, "{kind} {start:?} {}", link.href);
            }
            assert_eq!(judged(&link, "audio/mpeg", Start::Nothing), Reason::EmptyPage);
        }
        assert_eq!(judged(&link("https://a.test/12", "The map"), "audio/mpeg", Start::Html), Reason::NotMedia);
    }

    #[test]
    fn audio_is_fine_under_many_names() {
        for kind in
            ["audio/mpeg", "audio/x-m4a", "application/octet-stream", "text/plain", "video/mp4", "application/ogg"]
        {
            for start in [Start::Bytes, Start::Unknown] {
                assert_eq!(judged(&link(MP3, "Listen"), kind, start), Reason::Ok, "{kind}");
                assert_eq!(judged(&enclosure(MP3), kind, start), Reason::Ok, "{kind}");
            }
        }
        assert_eq!(judged(&enclosure("https://radio.test/live"), "audio/x-mpegurl", Start::Text), Reason::Ok);
    }

    #[test]
    fn a_page_about_a_file_is_what_a_note_means() {
        for (address, title) in [
            ("https://wiki.test/wiki/File:Common_loon.ogg", "Loon calls"),
            ("https://wiki.test/wiki/Datei%3ASeetaucher.ogg", "Wiki"),
            ("https://locker.test/s/k2/keynote.mp4?dl=0", "Locker"),
            ("https://code.test/ann/reeds/src/branch/main/take1.wav", "ann/reeds"),
            ("https://code.test/ann/reeds/blob/main/take1.wav", "ann/reeds"),
            ("https://cloud.test/s/kJ2xS/bonus.mp3", "bonus.mp3 – Cloud"),
            ("https://cloud.test/s/kJ2xS/the-bonus_track.mp3", "The bonus track"),
        ] {
            let end = || answered(200, &[], page(title, &"Play or download. ".repeat(20)));
            let judge = |link: &Link| judge(link, Some(&after(address, &[], end())), &Policy::default()).reason;
            assert_eq!(judge(&link(address, "Bonus")), Reason::Ok, "{address}");
            assert_eq!(judge(&enclosure(address)), Reason::NotMedia, "{address}");
        }
    }

    /// What a page with such a title at a document's address is taken for.
    fn at_document(address: &str, hops: &[(u16, &str)], text: &str, page: PageFacts) -> Reason {
        let outcome = after(address, hops, answered(200, &[], page));
        judge(&link(address, text), Some(&outcome), &Policy::default()).reason
    }

    #[test]
    fn a_page_at_a_document_s_address_is_another_one() {
        let ordinary = |title: &str| page(title, &"Some text. ".repeat(90));
        for address in ["https://a.test/minutes/2018-04.pdf", "https://a.test/x.EPUB", "https://a.test/files/font.zip"]
        {
            assert_eq!(
                at_document(address, &[], "the file", ordinary("Society of Bells")),
                Reason::NotMedia,
                "{address}"
            );
        }
        let sent = [(302, "https://a.test/documents")];
        let list = at_document("https://a.test/minutes/2018-04.pdf", &sent, "the minutes", ordinary("Documents"));
        assert_eq!(list, Reason::NotMedia);
    }

    #[test]
    fn a_page_that_shows_a_document_is_what_is_meant() {
        let ordinary = |title: &str| page(title, &"Some text. ".repeat(90));
        let offering = PageFacts { offers_file: true, ..ordinary("Minutes") };
        for (address, page) in [
            ("https://code.test/ann/docs/blob/main/tuning.pdf", ordinary("docs")),
            ("https://wiki.test/wiki/File:Ferry.pdf", ordinary("Wiki")),
            ("https://cloud.test/s/9/tuning.pdf?dl=0", ordinary("Cloud")),
            ("https://cloud.test/s/9/tuning.pdf", ordinary("tuning.pdf – Cloud")),
            ("https://cloud.test/s/9/t1.pdf", ordinary("t1.pdf")),
            ("https://archive.test/details/ferry/e3.pdf", ordinary("Ferry")),
            ("https://a.test/minutes/2018-04.pdf", offering),
            ("https://a.test/minutes/2018-04.pdf", ordinary("The minutes of April")),
            ("https://a.test/minutes/2018-04.pdf", PageFacts { scripts: 1, ..page("Viewer", "") }),
        ] {
            assert_eq!(at_document(address, &[], "Minutes of April", page), Reason::Ok, "{address}");
        }
        let moved = at_document(
            "https://a.test/pdf/12.pdf",
            &[(302, "https://a.test/abs/12")],
            "the paper",
            ordinary("Ferries"),
        );
        assert_eq!(moved, Reason::TemporaryRedirect);
        let moved = [(301, "https://b.test/papers/7")];
        let moved = at_document("https://a.test/pdf/12.pdf", &moved, "the paper", ordinary("Ferries"));
        assert_eq!(moved, Reason::MovedPermanently);
    }

    #[test]
    fn a_page_with_a_player_of_the_file_is_what_a_note_means() {
        let player = PageFacts { offers_file: true, ..page("Ferry", "A page.") };
        assert_eq!(at_document("https://archive.test/ferry/e3.mp3", &[], "Ferry", player), Reason::Ok);
    }

    #[test]
    fn a_page_that_says_nothing_of_the_file_is_not_meant() {
        for (address, title) in [
            (MP3, "Heron media"),
            ("https://heron.test/heron.mp3", "Heron"),
            ("https://a.test/12.mp3", "12 tips"),
            ("https://a.test/take1.wav?dl=1", "A"),
        ] {
            let end = answered(200, &[], page(title, &"Some text. ".repeat(20)));
            let reason = judge(&link(address, "Listen"), Some(&after(address, &[], end)), &Policy::default()).reason;
            assert_eq!(reason, Reason::NotMedia, "{address}");
        }
        let mut sorry = page("bonus.mp3 not found", "Sorry.");
        sorry.apology = Some((Apology::Oops, Spot::Title));
        let address = "https://cloud.test/s/bonus.mp3";
        let outcome = after(address, &[], answered(200, &[], sorry));
        assert_eq!(judge(&link(address, "Bonus"), Some(&outcome), &Policy::default()).reason, Reason::NotMedia);
    }

    #[test]
    fn other_files_are_what_they_are() {
        let map = link("https://a.test/map", "The map");
        for kind in ["application/json", "image/png", "text/plain", "application/xml"] {
            assert_eq!(judged(&map, kind, Start::Text), Reason::Ok, "{kind}");
        }
        assert_eq!(judged(&map, "application/json", Start::Apology), Reason::SoftNotFound);
        let transcript = Link { declared: Some("text/vtt".into()), ..link("https://a.test/12.vtt", "") };
        assert_eq!(judged(&transcript, "text/vtt", Start::Text), Reason::Ok);
        assert_eq!(judged(&transcript, "text/vtt", Start::Html), Reason::NotMedia);
        assert_eq!(judged(&link("https://a.test/page.txt", ""), "text/plain", Start::Html), Reason::Ok);
        let leaflet = Link { declared: Some("application/pdf".into()), ..enclosure("https://a.test/leaflet") };
        assert_eq!(judged(&leaflet, "application/pdf", Start::Text), Reason::Ok);
    }
}
