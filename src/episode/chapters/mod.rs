//! Chapters files: Podcasting 2.0's JSON chapters, and Podlove's as JSON or XML.

mod podlove;

use super::{Episode, EpisodeError, LinkKind, Mention};
use crate::source::Document;
use crate::text::collapsed;
use crate::text::json::{Data, Value, parse};

/// Where a chapter's address may stand: JSON chapters 1.2, Podlove.
const ADDRESSES: [&str; 3] = ["url", "href", "link"];

/// Reads a chapters file: one episode, whose chapters' links it holds.
///
/// # Errors
/// If it breaks off ([`EpisodeError::CutOff`] holds the chapters before that) or is no chapters file.
pub fn read(document: &Document) -> Result<Vec<Episode>, EpisodeError> {
    let source = document.text.as_str();
    if source.trim_start().starts_with('<') {
        return podlove::read(document);
    }
    let parsed = parse(source);
    let list = parsed.value.as_ref().and_then(|value| value.get("chapters").or(Some(value)));
    let Some(chapters) = list.filter(|list| matches!(list.data, Data::Array(_))) else {
        let found = "there is no list of `chapters` in it".to_owned();
        return Err(EpisodeError::NotThat { wanted: "chapters file", found });
    };
    let title = parsed.value.as_ref().and_then(|value| value.get("title")?.text(source));
    let mentions = chapters.elements().iter().filter(|chapter| chapter.complete).filter_map(|c| mention(c, document));
    let episode = Episode { title, mentions: mentions.collect(), ..Episode::default() };
    match parsed.error.filter(|_| !chapters.complete) {
        Some(at) => {
            let line = document.position(at).line;
            Err(EpisodeError::CutOff { what: "chapters file", line, episodes: vec![episode] })
        }
        None => Ok(vec![episode]),
    }
}

fn mention(chapter: &Value, document: &Document) -> Option<Mention> {
    let source = document.text.as_str();
    let (name, value) = ADDRESSES.iter().find_map(|name| Some((*name, chapter.get(name)?)))?;
    let (text, map) = value.mapped(source)?;
    let start = text.len() - text.trim_start().len();
    let href = text.trim();
    (!href.is_empty()).then(|| Mention {
        kind: LinkKind::Chapter,
        href: href.to_owned(),
        text: label(chapter, source),
        field: Some(name),
        span: map.to_file((start..start + href.len()).into()),
        media_type: None,
        base: document.base.clone(),
        of_show: false,
    })
}

/// The chapter's title, or where it begins.
fn label(chapter: &Value, source: &str) -> String {
    let title = chapter.get("title").and_then(|title| title.text(source)).unwrap_or_default();
    let title = collapsed(&title);
    if !title.is_empty() {
        return title;
    }
    let start = ["startTime", "start"].iter().find_map(|name| chapter.get(name));
    let time = start.and_then(|start| start.text(source).or_else(|| Some(clock(start.number(source)?))));
    time.map_or_else(String::new, |time| format!("chapter at {time}"))
}

/// Seconds as hours, minutes and seconds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "out of range saturates, and a label may")]
fn clock(seconds: f64) -> String {
    let seconds = seconds as u64;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Kind, Origin};

    const CHAPTERS: &str = include_str!("../../../fixtures/chapters/chapters.json");
    const PODLOVE: &str = include_str!("../../../fixtures/chapters/podlove.json");

    fn document(text: &str) -> Document {
        Document::from_text(Origin::Stdin, Kind::Chapters, text.to_owned(), None)
    }

    fn labels(episodes: &[Episode]) -> Vec<(&str, &str)> {
        episodes[0].mentions.iter().map(|mention| (mention.text.as_str(), mention.href.as_str())).collect()
    }

    #[test]
    fn chapters_with_an_address_are_mentions() {
        let episodes = read(&document(CHAPTERS)).unwrap();
        let expected = [("Irons", "https://irons.example/?a=1&b=2"), ("chapter at 01:02:05", "https://flux.example/")];
        assert_eq!(labels(&episodes), expected);
        assert_eq!(episodes[0].title.as_deref(), Some("Solder"));
        let span = episodes[0].mentions[1].span.unwrap();
        assert_eq!(&CHAPTERS[span.range()], "https:\\/\\/flux.example\\/");
    }

    #[test]
    fn podlove_spells_them_otherwise() {
        let episodes = read(&document(PODLOVE)).unwrap();
        assert_eq!(labels(&episodes), [("chapter at 00:01:35.500", "https://irons.example/")]);
    }

    #[test]
    fn a_cut_leaves_the_chapters_before_it() {
        let cut = CHAPTERS.find("flux").unwrap();
        let mut error = read(&document(&CHAPTERS[..cut])).unwrap_err();
        assert_eq!(labels(&error.take_episodes()).len(), 1);
    }

    #[test]
    fn what_is_no_chapters_file_is_told() {
        for text in ["", "{}", "{\"items\": []}", "3"] {
            assert!(matches!(read(&document(text)), Err(EpisodeError::NotThat { .. })), "{text}");
        }
    }
}
