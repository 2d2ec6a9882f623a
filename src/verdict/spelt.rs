//! Whether an address spells out an apology that a title has: that is then the name of what stands there, `/mein-konto-wurde-geloescht`.

use crate::check::{Apology, BARS, apology_in};
use crate::text::{without_accent, words, written_out};

/// So many words are more than the kind of a thing: `/video`, `/konto`.
const ENOUGH: usize = 2;

/// Whether the last part of an address has the words of an apology in a title, in its letters or without accents.
pub(super) fn out(name: &str, title: &str, what: Apology) -> bool {
    let name = name.replace(['-', '_', '+'], " ").to_lowercase();
    apology_in(&name) == Some(what) || {
        let spelt: Vec<&str> = words(&name).collect();
        spelt.len() >= ENOUGH && parts(title).iter().any(|part| takes_apology(part, &spelt, what))
    }
}

/// Whether words are all those of a part of a title, which apologises no more without them.
fn takes_apology(part: &str, spelt: &[&str], what: Apology) -> bool {
    if apology_in(part) != Some(what) {
        return false;
    }
    let part = part.to_lowercase();
    let is_spelt = |word: &&str| spelt.iter().any(|spelt| is_same(word, spelt));
    let is_in_part = |spelt: &&str| words(&part).any(|word| is_same(word, spelt));
    let rest: Vec<&str> = words(&part).filter(|word| !is_spelt(word)).collect();
    spelt.iter().all(is_in_part) && apology_in(&rest.join(" ")).is_none()
}

fn parts(title: &str) -> Vec<&str> {
    BARS.iter().fold(vec![title], |parts, bar| parts.into_iter().flat_map(|part| part.split(bar)).collect())
}

/// Whether a word in an address is one of a title, whatever became of its accents.
fn is_same(word: &str, spelt: &str) -> bool {
    let plain = || word.chars().map(without_accent).eq(spelt.chars());
    let letters = |letter: char| written_out(letter).map_or_else(|| without_accent(letter).to_string(), str::to_owned);
    word == spelt
        || plain()
        || word.chars().flat_map(|letter| letters(letter).chars().collect::<Vec<_>>()).eq(spelt.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_lose_the_accents_of_a_title() {
        for (name, title) in [
            ("mein-konto-wurde-geloescht", "Mein Konto wurde gelöscht – Alte Spulen"),
            ("konto-geloscht", "„Mein Konto wurde gelöscht“ | Alte Spulen"),
            ("video-nicht-mehr-verfuegbar", "Warum das Video nicht mehr verfügbar ist"),
            ("cette-video-a-ete-supprimee", "Cette vidéo a été supprimée"),
            ("konto-zostalo-usuniete", "Konto zostało usunięte"),
            ("this-video-has-been-removed", "This video has been removed"),
        ] {
            assert!(out(name, title, Apology::Removed), "{name}");
        }
        assert!(out("pagina-no-encontrada", "Página no encontrada", Apology::NotFound));
    }

    #[test]
    fn the_name_of_what_was_removed_is_no_apology() {
        for (name, title) in [
            ("koncert-w-warszawie", "Koncert w Warszawie został usunięty"),
            ("dein-video", "Dein Video wurde gelöscht"),
            ("video-12", "Video nicht mehr verfügbar"),
            ("video", "Video nicht mehr verfügbar"),
            ("promo-code", "Promo code expired"),
            ("geloescht-und-vergessen", "Mein Konto wurde gelöscht"),
        ] {
            assert!(!out(name, title, Apology::Removed), "{name}");
        }
    }
}
