//! Pages that are shown to some only, and say so.

use crate::check::PageFacts;

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

/// Whether a page is shown to members only, and says so in its title or a heading.
pub(super) fn is_asked_for(page: &PageFacts) -> bool {
    page.text_length < MOST && (says(&page.title) || page.headings.iter().any(|heading| says(heading)))
}

fn says(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_alone = |part: &str| ALONE.contains(&part.trim().trim_end_matches(['.', '!']));
    // `This account is private: …` is the name of an article.
    let goes_on = |words: &str| text.split_once(words).is_some_and(|(_, rest)| rest.starts_with(": "));
    WORDS.iter().any(|words| text.contains(words) && !goes_on(words))
        || [" - ", " – ", " | "].iter().any(|bar| text.split(bar).any(is_alone))
}
