//! Answers that aren't the sound or pictures that were promised.

use url::Url;

use super::{Reason, site};
use crate::check::{End, Outcome, PageFacts, Start};
use crate::link::Link;
use crate::text::words;

/// How addresses of sound and pictures end.
const ENDINGS: &[&str] = &[".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".aac", ".mp4", ".m4v", ".webm"];

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
        "text/html" => promises_file(link, url) && !page.as_deref().is_some_and(|page| is_about(link, url, page)),
        _ if *start == Start::Html => promises_file(link, url) || is_media_type(kind),
        _ => is_no_media(kind, *start) && (promises_media(link, url) || is_media_type(kind)),
    };
    if is_wrong {
        return Some(Reason::NotMedia);
    }
    (*start == Start::Apology).then_some(Reason::SoftNotFound)
}

fn promises_media(link: &Link, url: &Url) -> bool {
    let declared = link.declared.as_deref();
    has_media_ending(url) || link.kind.is_media() && declared.is_none_or(is_media_type)
}

/// Whether anything but a page is promised.
fn promises_file(link: &Link, url: &Url) -> bool {
    let declared = link.declared.as_ref().is_some_and(|kind| kind.contains('/') && !kind.contains("html"));
    link.kind.is_media() || has_media_ending(url) || declared
}

/// Whether a page that answers a link in the notes is one about the file, with a player or a way to download it.
fn is_about(link: &Link, url: &Url, page: &PageFacts) -> bool {
    let is_note = !link.kind.is_media() && link.declared.is_none();
    is_note && (is_address_of_page(url) || page.apology.is_none() && names_file(page, url))
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
    let is_telling = stem.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_NAME && !site::is_name(url, stem);
    is_telling && (says(&page.title) || page.headings.first().is_some_and(|heading| says(heading)))
}

fn has_media_ending(url: &Url) -> bool {
    let path = url.path().as_bytes();
    let ends = |ending: &&str| {
        path.len().checked_sub(ending.len()).is_some_and(|at| path[at..].eq_ignore_ascii_case(ending.as_bytes()))
    };
    ENDINGS.iter().any(ends)
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
