//! Pages that are shown to some only, and say so.

use std::sync::LazyLock;

use crate::check::PageFacts;
use crate::text::PhraseBook;

/// A page that asks for access has less text than this, in characters.
const MOST: usize = 800;

/// What a title or a heading says, in lower case.
const WORDS: &[&str] = &[
    "you need access",
    "access needed",
    "request access",
    "this site is private",
    "this blog is private",
    "this website is private",
    "this page is private",
    "this wiki is private",
    "this substack is private",
    "this publication is private",
    "this newsletter is private",
    "this content is private",
    "this account is private",
    "this profile is private",
    "dieses profil ist privat",
    "dieses konto ist privat",
    "ce profil est privé",
    "ce compte est privé",
    "este perfil es privado",
    "esta cuenta es privada",
    "este perfil é privado",
    "esta conta é privada",
    "questo profilo è privato",
    "questo account è privato",
    "zugriff anfordern",
    "zugriff erforderlich",
    "diese website ist privat",
    "diese seite ist privat",
    "dieser blog ist privat",
    "ce site est privé",
    "ce blog est privé",
    "cette page est privée",
    "este sitio es privado",
    "este blog es privado",
    "este site é privado",
    "este blog é privado",
    "questo sito è privato",
    "questo blog è privato",
    "deze site is privé",
    "dit blog is privé",
    "den här sidan är privat",
    "den här webbplatsen är privat",
    "ta strona jest prywatna",
    "этот сайт закрыт",
    "このサイトは非公開です",
    "このブログは非公開です",
];

/// What is enough where it stands alone between the bars of a title.
const ALONE: &[&str] = &[
    "private video",
    "private site",
    "private website",
    "private blog",
    "private group",
    "members only",
    "privates video",
    "vidéo privée",
    "site privé",
    "vídeo privado",
    "sitio privado",
    "site privado",
    "video privato",
    "sito privato",
];

/// Whether a page is shown to members only, and says so in its title or a heading. An episode may be called so.
pub(super) fn is_asked_for(page: &PageFacts) -> bool {
    page.text_length < MOST && !page.is_name && (says(&page.title) || page.headings.iter().any(|heading| says(heading)))
}

/// Where words count.
#[derive(Clone, Copy)]
enum Counts {
    Anywhere,
    Alone,
}

fn says(text: &str) -> bool {
    static BOOK: LazyLock<PhraseBook<Counts>> =
        LazyLock::new(|| PhraseBook::of([(Counts::Anywhere, WORDS), (Counts::Alone, ALONE)]));
    let text = text.to_lowercase();
    BOOK.find(&text).any(|(counts, at)| match counts {
        // `This account is private: …` is the name of an article.
        Counts::Anywhere => !text[at.end..].starts_with(": "),
        Counts::Alone => is_part(&text[..at.start], &text[at.end..]),
    })
}

/// Whether what stands between two texts is a part of a title: between bars, or where it begins or ends.
fn is_part(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start_matches(['.', '!']).trim_start());
    (before.is_empty() || [" -", " –", " |"].iter().any(|bar| before.ends_with(bar)))
        && (after.is_empty() || ["- ", "– ", "| "].iter().any(|bar| after.starts_with(bar)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_episode_may_be_called_like_a_wall() {
        let page = |is_name| PageFacts {
            title: "Private Video | Salt".into(),
            text_length: 90,
            is_name,
            ..PageFacts::default()
        };
        assert!(is_asked_for(&page(false)) && !is_asked_for(&page(true)));
    }

    #[test]
    fn words_count_in_a_title_and_some_alone_between_its_bars() {
        for title in [
            "You need access",
            "The Peat Show – This account is private",
            "Private video",
            "Private video - The Peat Show",
            "The Peat Show | Members only!",
            "The Peat Show – Vidéo privée. | Peat",
        ] {
            assert!(says(title), "{title}");
        }
        for title in [
            "This account is private: a memoir",
            "A private video",
            "Private video games",
            "A semi-private site",
            "The private site",
        ] {
            assert!(!says(title), "{title}");
        }
    }
}
