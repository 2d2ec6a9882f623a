//! What platforms say of a thing that they don't show any more, in their few words: "Episode unavailable", "Cet épisode a été retiré par son auteur".
//!
//! There are too many such sentences for a list. They are all made alike: a thing, what became of it, and small words. A sentence with any other word is
//! about something else.

mod languages;
mod lexicon;

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use memchr::{memchr_iter, memchr3_iter};

use self::languages::{LANGUAGES, LESSER, LONGEST, Language, MORE, UNSPACED};
use super::phrases::in_lower_case;
use super::sense::BARS;
use super::{Apology, sense};

/// What a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The page, or what it shows.
    Page,
    /// What may be a part of it only.
    Lesser,
}

/// What a word, in lower case, names that may be gone.
pub(super) fn part(word: &str) -> Option<Part> {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lists = LANGUAGES.iter().flat_map(|language| [language.things, language.pages]);
        lists.chain([MORE]).flat_map(str::split_whitespace).collect()
    });
    let word = word.strip_prefix("l'").unwrap_or(word);
    if LESSER.contains(&word) {
        return Some(Part::Lesser);
    }
    NAMES.contains(word).then_some(Part::Page)
}

/// Whether a word, in lower case, is one of those beside a thing, or names one.
pub(super) fn is_known(word: &str) -> bool {
    static SMALL: LazyLock<HashSet<&str>> =
        LazyLock::new(|| LANGUAGES.iter().flat_map(|language| language.small.split_whitespace()).collect());
    SMALL.contains(word) || part(word).is_some()
}

/// What a title or a heading says of a thing, if it says no more. One that goes on to ask is that of a guide: "Channel deactivated – what now?"
pub(super) fn in_name(name: &str) -> Option<Apology> {
    parts(name).find_map(in_sentence).filter(|_| !name.trim_end().ends_with('?'))
}

/// What the first sentences of a text say of a thing; the second one only if it can't be of something else, or the first one is no more than a cry.
pub(super) fn in_text(text: &str) -> Option<Apology> {
    let mut sentences = sentences(text);
    let first = sentences.next()?;
    let is_cry = || first.split_whitespace().count() <= CRY;
    let is_lesser = |sentence: &str| sense::words(&in_lower_case(sentence)).any(|word| LESSER.contains(&word));
    let second = || {
        let second = sentences.next()?;
        in_sentence(second).filter(|_| is_cry() || !is_lesser(second))
    };
    in_sentence(first).or_else(second)
}

/// The same of a sentence in any case.
fn in_sentence(sentence: &str) -> Option<Apology> {
    if may_begin(sentence) { says(&in_lower_case(sentence)) } else { None }
}

/// A cry has no more words than this: "Oh no, sorry!"
const CRY: usize = 3;

/// The parts of a name between bars.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let name = rest?;
        let bar_at = |at: usize| BARS.iter().find(|bar| name[at..].starts_with(**bar)).map(|bar| (at, bar.len()));
        let bar = memchr_iter(b' ', name.as_bytes()).find_map(bar_at);
        rest = bar.map(|(at, length)| &name[at + length..]);
        Some(bar.map_or(name, |(at, _)| &name[..at]))
    })
}

/// The sentences of a text without the signs that end them; a question stays one.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let end = memchr3_iter(b'.', b'!', b'?', bytes).find(|at| bytes.get(at + 1) == Some(&b' '));
        rest = end.map(|at| &text[at + 2..]);
        Some(end.map_or(text, |at| &text[..at + usize::from(bytes[at] == b'?')]))
    })
}

/// What a sentence says of a thing; it may go on to tell why.
fn says(sentence: &str) -> Option<Apology> {
    let sentence = sentence.trim();
    if sentence.contains(['"', '“', '«', '„', ':']) || sentence.ends_with('?') {
        return None;
    }
    if is_unspaced(sentence) {
        return Some(Apology::Removed);
    }
    let words: Vec<&str> = words_of(sentence).collect();
    let may_read = languages_of(&words);
    let mut likely = (0..LANGUAGES.len()).filter(|number| may_read >> number & 1 == 1);
    likely.find_map(|number| lexicon::of(number).reads(&words))
}

/// The words of a sentence.
fn words_of(sentence: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '…' | '(' | ')' | '¡');
    sentence.split(is_between).filter(|word| !word.is_empty())
}

/// Whether any language knows the first word of a sentence, whatever its case; of most sentences, none does. Those beyond ASCII aren't looked at.
fn may_begin(sentence: &str) -> bool {
    let knows = |word: &str| beginning(&word.to_ascii_lowercase()) != 0;
    !sentence.is_ascii() || words_of(sentence).next().is_some_and(knows)
}

/// The languages that begin sentences with this word, which is in lower case.
fn beginning(word: &str) -> u64 {
    static BEGINNINGS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| index(Language::beginnings));
    let of = |word: &str| BEGINNINGS.get(word).copied().unwrap_or(0);
    of(word) | word.strip_prefix("l'").map_or(0, of)
}

/// The languages, a bit each, that know how a sentence begins and what is gone in it: of most sentences, none.
fn languages_of(words: &[&str]) -> u64 {
    static ENDS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| index(Language::ends));
    let begin = words.first().map_or(0, |first| beginning(first));
    let end = |word: &&str| ENDS.get(word).copied().unwrap_or(0);
    if begin == 0 { 0 } else { words.iter().fold(0, |found, word| found | end(word)) & begin }
}

/// In which languages a word is one of those.
fn index<I: Iterator<Item = &'static str>>(words: fn(&Language) -> I) -> HashMap<&'static str, u64> {
    const { assert!(LANGUAGES.len() <= 64, "a language is a bit") };
    let mut index = HashMap::default();
    for (number, language) in LANGUAGES.iter().enumerate() {
        words(language).for_each(|word| *index.entry(word).or_insert(0) |= 1 << number);
    }
    index
}

/// The first words of the phrases of a list.
fn firsts(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').filter_map(|phrase| phrase.split_whitespace().next())
}

fn is_unspaced(sentence: &str) -> bool {
    let is_short = !sentence.is_ascii() && sentence.chars().count() <= LONGEST;
    let says = |(things, gone): &(&str, &str)| {
        things.split_whitespace().any(|thing| sentence.contains(thing))
            && gone.split(',').any(|gone| sentence.contains(gone.trim_start()))
    };
    is_short && UNSPACED.iter().any(says)
}

impl Language {
    /// The words with which a sentence may begin.
    fn beginnings(&self) -> impl Iterator<Item = &'static str> + use<> {
        let words =
            [self.things, self.offers, self.owned, self.pages, self.small].into_iter().flat_map(str::split_whitespace);
        words.chain([self.lost, self.nothing].into_iter().flat_map(firsts))
    }

    /// The words with which begins what says that something is gone.
    fn ends(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.gone, self.lost, self.nothing, self.ended].into_iter().flat_map(firsts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_and_what_became_of_it_are_enough() {
        for said in [
            "Episode unavailable",
            "This track was removed by its creator.",
            "Sorry, this post was removed",
            "Night Radio | Sorry, that playlist is no longer available right now",
            "This offer has expired",
            "We couldn’t find that video",
            "This record does not exist",
            "Der Eintrag wurde nicht gefunden",
            "Épisode indisponible",
            "Cet épisode a été retiré par son auteur",
            "Diese Sendung steht leider nicht mehr zur Verfügung",
            "Folge nicht verfügbar – Klangpost",
            "El documento solicitado ya no está disponible",
            "Este episódio foi removido pelo autor",
            "Questa puntata non è più disponibile",
            "Deze uitzending is verwijderd",
            "Avsnittet är inte tillgängligt",
            "Det här avsnittet har tagits bort",
            "Denne episoden er fjernet",
            "Jakso ei ole enää saatavilla",
            "Ten odcinek został usunięty",
            "Tato epizoda již není k dispozici",
            "Этот выпуск был удалён автором",
            "Bu bölüm artık mevcut değil",
            "このエピソードは削除されました",
            "该视频已被删除",
            "삭제된 동영상: 파일을 찾을 수 없습니다".split(": ").last().unwrap(),
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        assert_eq!(in_name("El registro ya no está disponible"), None, "one cannot register any more");
        assert_eq!(in_name("We can’t find that page"), Some(Apology::NotFound));
    }

    #[test]
    fn what_was_switched_off_isn_t_there_either() {
        for said in [
            "That file isn’t here anymore",
            "This podcast has been deactivated",
            "Sorry, this channel was disabled",
            "This account has been deactivated by its owner",
            "Dieser Podcast wurde deaktiviert",
            "Die Datei ist nicht mehr hier",
            "Dieses Profil wurde gelöscht",
            "L'émission a été désactivée",
            "Este programa ha sido dado de baja",
            "Esta cuenta ha sido desactivada",
            "Este podcast foi desativado",
            "Questo canale è stato disattivato",
            "Deze podcast is gedeactiveerd",
            "Podden har inaktiverats",
            "Denne kanalen er deaktivert",
            "Tämä kanava on poistettu käytöstä",
            "Ten podcast został dezaktywowany",
            "Tento podcast byl deaktivován",
            "Этот канал был отключён",
            "Bu podcast devre dışı bırakıldı",
            "L'episodi ja no està disponible",
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        for said in [
            "Account deactivated",
            "Your account has been deactivated",
            "Konto gelöscht – was nun?",
            "Podcast deaktiviert – und jetzt?",
            "Compte désactivé",
            "The alarm has been deactivated",
            "Anna isn’t here anymore",
            "How our podcast was deactivated",
            "Bomba desactivada en el puerto",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn what_is_sought_needs_no_name() {
        for said in [
            "¡Vaya! No encontramos lo que buscas – Voces",
            "La página que intentas visitar no existe o ha cambiado de dirección",
            "No hemos podido encontrar la página solicitada",
            "No pudimos encontrar la página que busca",
            "Nous n'avons pas trouvé ce que vous cherchez",
            "La page à laquelle vous tentez d'accéder n'existe pas",
            "Non siamo riusciti a trovare quello che stai cercando",
            "La pagina che stai cercando di raggiungere non esiste",
            "Não conseguimos encontrar o que você procura",
            "A página que está tentando acessar não existe",
            "No hem pogut trobar el que busques",
            "La pàgina que busqueu no existeix",
            "¡Uy! Aquí no hay nada: no encontramos la página".split(": ").last().unwrap(),
        ] {
            assert_eq!(in_name(said), Some(Apology::NotFound), "{said}");
        }
        assert_eq!(in_name("¡Uy! Aquí no hay nada"), Some(Apology::Oops));
        for said in
            ["Hier ist leider nichts", "Hier gibt's nichts | Salz", "Ups, nic tu nie ma", "Niczego nie znaleziono"]
        {
            assert_eq!(in_name(said), Some(Apology::Oops), "{said}");
        }
        assert_eq!(in_name("Strona, której szukasz, nie istnieje"), Some(Apology::NotFound));
        for said in ["Hier gibt es nichts zu sehen", "Nichts gefunden als Salz", "Nic tu nie ma poza solą"] {
            assert_eq!(in_name(said), None, "{said}");
        }
        for said in [
            "Lo que buscas no existe",
            "Aquí no hay nada que celebrar",
            "Por qué no encontramos lo que buscamos",
            "¿No encuentras lo que buscas?",
            "La página que nadie escribió no existe",
            "Ce que vous cherchez",
            "Tudo o que você procura em Lisboa",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn what_is_offered_ends() {
        for said in [
            "This promotion has ended",
            "Sorry, this coupon code is no longer valid",
            "Promo code expired",
            "Die Aktion ist leider beendet",
            "Der Rabattcode ist nicht mehr gültig",
            "Cette offre est terminée",
            "La promoción ha finalizado",
            "A promoção terminou",
            "La promozione è conclusa",
            "Deze actie is voorbij",
            "Den här kampanjen är avslutad",
            "Promocja zakończyła się",
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        for said in [
            "This event has ended",
            "This campaign has ended",
            "The code is missing",
            "Promo code",
            "The war has ended",
            "Our code is valid",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn who_took_it_away_may_be_said_first() {
        for said in
            ["The author deleted this Longread story", "The author has deleted this post", "작성자가 삭제한 글입니다"]
        {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        assert_eq!(in_name("The author deleted this chapter of her life"), None);
    }

    #[test]
    fn any_other_word_is_about_something_else() {
        for said in [
            "Removed",
            "Unavailable",
            "Deleted scenes",
            "The missing episode",
            "31: The phone that was unavailable",
            "Why this video was removed",
            "Is this video unavailable?",
            "“Video unavailable”",
            "This object has been removed from display for conservation",
            "This book is no longer available in hardcover",
            "Some episodes are not available on Spotify",
            "The CD is no longer available",
            "Why the episode on kelp was removed by its host",
            "Film: Gone",
            "動画の作り方と、削除されたファイルを元に戻す方法について詳しく説明していきますので、どうぞご覧ください",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn a_text_says_so_at_once() {
        let said = "Sorry, the file you have requested does not exist. Make sure that you have the correct URL.";
        assert_eq!(in_text(said), Some(Apology::Removed));
        assert_eq!(
            in_text("We couldn't find that video. It may have been deleted by its owner."),
            Some(Apology::Removed)
        );
        let said = "Vaya La página que intentas visitar no existe o ha cambiado de dirección.";
        assert_eq!(in_text(said), Some(Apology::NotFound));
        assert_eq!(in_text("Ferry bell, 1911. Bronze. This episode has been removed."), None);
        assert_eq!(in_text("Is this video unavailable? Here is what to do."), None);
        assert_eq!(in_text("Ferry bell This episode has been removed."), None);
    }
}
