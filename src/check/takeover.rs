//! Lapsed domains that somebody took over to advertise games of chance, loans and the like: their pages are long, well made, and have nothing of what they
//! had.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::PageFacts;

/// What such pages call themselves, in lower case, by trade.
const TRADES: &[&[&str]] = &[
    &[
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
        "casino without verification",
        "sports betting",
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
    ],
    &["payday loans"],
    &["essay writing"],
    &["disposable vapes", "vape shop", "cbd gummies", "cbd oil", "weight loss pills"],
    &["escort service"],
    &["replica watches"],
    &["buy followers", "instagram followers", "buy backlinks"],
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

/// A page on one trade has no word of so many others.
const MANY: usize = 3;

/// Whether a page's title and first heading advertise what lapsed domains are taken over for, or its beginning several such trades.
pub(super) fn advertises(facts: &PageFacts) -> bool {
    let lower = |texts: &[&str]| texts.join("\n").to_lowercase();
    let first = facts.headings.first().map_or("", String::as_str);
    let name = lower(&[&facts.title, first]);
    let begins = || lower(&[&facts.title, &facts.headings.join("\n"), &facts.text]);
    PLAIN.iter().any(|words| name.contains(words)) || seen(&name).len() >= ENOUGH || trades(&seen(&begins())) >= MANY
}

/// The words of a text, each with its trade.
fn seen(text: &str) -> BTreeSet<(usize, &'static str)> {
    static WORDS: LazyLock<Vec<(usize, &'static str)>> = LazyLock::new(|| {
        let words = |(trade, words): (usize, &&'static [&'static str])| words.iter().map(move |word| (trade, *word));
        TRADES.iter().enumerate().flat_map(words).collect()
    });
    static FINDER: LazyLock<AhoCorasick> =
        LazyLock::new(|| AhoCorasick::new(WORDS.iter().map(|(_, word)| word)).expect("the table is small"));
    FINDER.find_overlapping_iter(text).map(|hit| WORDS[hit.pattern().as_usize()]).collect()
}

fn trades(seen: &BTreeSet<(usize, &str)>) -> usize {
    seen.iter().map(|(trade, _)| trade).collect::<BTreeSet<_>>().len()
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

    #[test]
    fn a_page_on_one_trade_advertises_none() {
        let says =
            |text: &str| advertises(&PageFacts { title: "Research".into(), text: text.into(), ..PageFacts::default() });
        assert!(says("CBD gummies tested. See our payday loans, essay writing and online casino lists."));
        assert!(!says("How online casinos work: free spins, real money and the no deposit bonus, and who pays."));
    }
}
