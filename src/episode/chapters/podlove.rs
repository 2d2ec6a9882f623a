//! Podlove Simple Chapters as a file of their own: <https://podlove.org/simple-chapters>.

use crate::episode::{Episode, EpisodeError, LinkKind, Mention};
use crate::source::Document;
use crate::text::collapsed;
use crate::text::xml::{Element, Tree};

/// Reads a file of chapters that is XML.
pub(super) fn read(document: &Document) -> Result<Vec<Episode>, EpisodeError> {
    let tree = Tree::parse(&document.text);
    let Some(root) = tree.root().filter(|root| root.local() == "chapters") else {
        let found = "its outermost element isn't <chapters>".to_owned();
        return Err(EpisodeError::NotThat { wanted: "chapters file", found });
    };
    let mentions = root.descendants().filter_map(|element| mention(element, document)).collect();
    let episode = Episode { mentions, ..Episode::default() };
    match tree.flaws.cut.filter(|_| !root.complete()) {
        Some(cut) => {
            let line = document.position(cut).line;
            Err(EpisodeError::CutOff { what: "chapters file", line, episodes: vec![episode] })
        }
        None => Ok(vec![episode]),
    }
}

fn mention(chapter: Element<'_, '_>, document: &Document) -> Option<Mention> {
    let is_whole = chapter.local() == "chapter" && chapter.complete();
    let href = chapter.attribute("href").filter(|href| is_whole && !href.trim().is_empty())?;
    Some(Mention {
        kind: LinkKind::Chapter,
        href: href.trim().to_owned(),
        text: label(chapter),
        field: Some("href"),
        span: chapter.attribute_span("href"),
        media_type: None,
        base: document.base.clone(),
        of_show: false,
    })
}

/// The chapter's title, or where it begins.
fn label(chapter: Element<'_, '_>) -> String {
    let title = chapter.attribute("title").map(|title| collapsed(&title)).filter(|title| !title.is_empty());
    let start = || Some(format!("chapter at {}", chapter.attribute("start")?.trim()));
    title.or_else(start).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::source::{Kind, Origin};

    const CHAPTERS: &str = "<?xml version='1.0'?>\n<psc:chapters version='1.2' xmlns:psc='http://podlove.org/simple-chapters'>\n\
        <psc:chapter start='00:00:00' title='Intro'/>\n<psc:chapter start='00:03:12' title='Bagger &amp; Co' href='https://bagger.example/?a=1&amp;b=2'/>\n\
        <psc:chapter start='00:09:00' href=' https://kran.example/ '/>\n</psc:chapters>\n";

    fn document(text: &str) -> Document {
        Document::from_text(Origin::Stdin, Kind::Chapters, text.to_owned(), None)
    }

    fn labels(episodes: &[Episode]) -> Vec<(&str, &str)> {
        episodes[0].mentions.iter().map(|mention| (&*mention.text, &*mention.href)).collect()
    }

    #[test]
    fn chapters_with_an_address_are_mentions() {
        let episodes = read(&document(CHAPTERS)).unwrap();
        let expected =
            [("Bagger & Co", "https://bagger.example/?a=1&b=2"), ("chapter at 00:09:00", "https://kran.example/")];
        assert_eq!(labels(&episodes), expected);
        let span = episodes[0].mentions[0].span.unwrap();
        assert_eq!(&CHAPTERS[span.range()], "https://bagger.example/?a=1&amp;b=2");
        let plain = "<chapters xmlns='http://podlove.org/simple-chapters'><chapter title='A' href='https://a.example/'/></chapters>";
        assert_eq!(labels(&read(&document(plain)).unwrap()), [("A", "https://a.example/")]);
    }

    #[test]
    fn a_cut_leaves_the_chapters_before_it() {
        let cut = CHAPTERS.find("kran").unwrap();
        let mut error = read(&document(&CHAPTERS[..cut])).unwrap_err();
        assert_eq!(error.to_string(), "the chapters file breaks off at line 5; 1 episode before that could be read");
        assert_eq!(labels(&error.take_episodes()).len(), 1);
    }

    #[test]
    fn other_xml_is_told() {
        assert!(matches!(read(&document("<rss/>")), Err(EpisodeError::NotThat { .. })));
    }
}
