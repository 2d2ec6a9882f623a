//! Lapsed domains that somebody took over to advertise games of chance, loans and the like: their pages are long, well made, and have nothing of what they
//! had.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::PageFacts;

/// What such pages call themselves, in lower case.
const WORDS: &[&str] = &[
    "situs judi",
    "judi online",
    "judi bola",
    "judi slot",
    "slot gacor",
    "slot online",
    "slot88",
    "maxwin",
    "togel",
    "sbobet",
    "poker online",
    "casino online",
    "online casino",
    "casino bonus",
    "best casino",
    "no deposit bonus",
    "real money",
    "free spins",
    "betting site",
    "crypto casino",
    "casino ohne oasis",
    "payday loans",
    "essay writing service",
    "disposable vapes",
    "vape shop",
    "escort service",
    "replica watches",
    "1xbet",
    "онлайн казино",
    "казино онлайн",
    "игровые автоматы",
    "ставки на спорт",
    "먹튀",
    "토토사이트",
    "바카라",
    "온라인카지노",
    "娱乐城",
    "博彩",
    "百家乐",
    "老虎机",
];

/// What such pages call themselves, and hardly any other that doesn't speak of what its links say. One is enough.
const PLAIN: &[&str] = &[
    "deneme bonusu",
    "bonus veren siteler",
    "not on gamstop",
    "free porn",
    "porn videos",
    "buy viagra",
    "viagra online",
    "cialis online",
    "buy essay",
    "crypto casinos",
    "вавада",
    "вулкан казино",
];

/// One of them may be what a page is about; so many are an advertisement.
const ENOUGH: usize = 2;

/// Whether a page's title and first heading advertise what lapsed domains are taken over for.
pub(super) fn advertises(facts: &PageFacts) -> bool {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(WORDS).expect("the table is small"));
    let said = std::iter::once(&facts.title).chain(facts.headings.iter().take(1));
    let said = said.map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n");
    if PLAIN.iter().any(|words| said.contains(words)) {
        return true;
    }
    let mut seen: Vec<_> = FINDER.find_overlapping_iter(&said).map(|hit| hit.pattern()).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> bool {
        advertises(&PageFacts { title: title.into(), ..PageFacts::default() })
    }

    #[test]
    fn an_advertisement_says_it_more_than_once() {
        assert!(titled("Best Online Casinos 2026 – Real Money Slots & No Deposit Bonus"));
        assert!(titled("Buy Essay Online | From $9 a page") && titled("Deneme Bonusu Veren Siteler 2026"));
        assert!(titled("SLOT GACOR: Situs Judi Slot Online Terpercaya Maxwin"));
        for title in [
            "Payday loans: new cap",
            "Ohne Oasis kein Blur",
            "The history of the slot machine",
            "What is slot gacor?",
            "Real money, fake news",
            "Casino Royale",
        ] {
            assert!(!titled(title), "{title}");
        }
    }
}
