//! Lapsed domains that somebody took over to advertise games of chance, loans and the like: their pages are long, well made, and have nothing of what they
//! had.

mod pitch;

use std::collections::BTreeSet;
use std::slice;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use url::Url;

use self::pitch::{GAMES, LISTS, LURES, PLAIN, TRADES};
use super::page::Page;
use super::{PageFacts, Subject};
use crate::link::home::is_home;
use crate::text::{PhraseBook, words};

/// An advertisement has so many parts of words for games and lures, and one in so many words.
const LEAST: usize = 6;
const DENSITY: usize = 10;

/// One of them may be what a page is about; so many are an advertisement.
const ENOUGH: usize = 2;

/// A page on one trade has no word of so many others.
const MANY: usize = 3;

/// So many, where a page speaks of what its links say, be it by the name of its domain, which was bought with it.
const SURE: usize = 4;

/// Whether a page advertises what its links don't speak of.
pub(super) fn has_taken(page: &Page, subject: &Subject, url: &Url) -> bool {
    let (facts, host, name) = (&page.facts, site(url), name(&page.facts));
    if !advertises(facts, &name) && (!compares(facts, &name) || speaks_of_games(subject, host)) {
        return false;
    }
    let is_sure = is_plain(&name) || seen_on(facts).len() >= SURE;
    // Nobody but a gambler would link to a casino by its name, but at its home page.
    let is_by_name =
        || !is_home(url) && is_sure && !subject.is_met_beyond(host, &name) && !is_about(&name, subject, host);
    let is_open = || (is_home(url) || subject.is_empty()) && lists_games(facts, &name, subject, host);
    !page.on_subject || is_by_name() || is_open()
}

/// Whether a page compares places to play, and says nothing else.
fn compares(facts: &PageFacts, name: &str) -> bool {
    let lists = lists(name);
    lists > 0 && lists + seen(name).len() >= MANY && is_dense(&facts.text.to_lowercase())
}

/// Whether a name has words that say it all.
fn is_plain(name: &str) -> bool {
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(PLAIN));
    BOOK.is_in(name)
}

/// How many words of lists a name has.
fn lists(name: &str) -> usize {
    static BOOK: LazyLock<PhraseBook<&str>> =
        LazyLock::new(|| PhraseBook::of(LISTS.iter().map(|word| (*word, slice::from_ref(word)))));
    BOOK.find(name).map(|(word, _)| word).collect::<BTreeSet<_>>().len()
}

/// Whether a page is one long advertisement for games of chance, of which neither its host nor links speak. It may still bear the name of what it had.
fn lists_games(facts: &PageFacts, name: &str, subject: &Subject, host: &str) -> bool {
    if speaks_of_games(subject, host) || !is_dense(&facts.text.to_lowercase()) {
        return false;
    }
    let (own, other): (Vec<&str>, Vec<&str>) =
        parts(name).filter(|part| !part.trim().is_empty()).partition(|part| is_own(part, subject, host));
    let other = other.join("\n");
    let lists = lists(&other);
    let said = lists + seen(&other).len();
    is_plain(&other) || if own.is_empty() { said >= ENOUGH } else { lists > 0 && said >= MANY }
}

fn speaks_of_games(subject: &Subject, host: &str) -> bool {
    GAMES.iter().any(|part| host.contains(part)) || subject.has_part(GAMES)
}

/// The parts of a name between bars.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.lines().flat_map(|line| {
        [" - ", " – ", " — ", " | ", " · "]
            .iter()
            .fold(vec![line], |parts, bar| parts.into_iter().flat_map(|part| part.split(bar)).collect())
    })
}

/// Whether a part of a name is what the host or links are called, too; what any advertisement says doesn't count.
fn is_own(part: &str, subject: &Subject, host: &str) -> bool {
    let is_said = |word: &str| LISTS.iter().chain(TRADES[0]).any(|known| words(known).any(|known| known == word));
    let is_known = |word: &str| word.len() >= SHORTEST && !is_said(word) && host.contains(word);
    let whole: String = words(part).collect();
    let mut labels = host.rsplit('.').skip(1).map(|label| label.replace('-', ""));
    words(part).any(|word| is_known(word) || subject.has(word)) || labels.any(|label| whole.contains(&label))
}

fn is_dense(text: &str) -> bool {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        // "Better" is no bet.
        let parts = GAMES.iter().filter(|part| part.len() >= SHORTEST);
        AhoCorasick::new(parts.chain(LURES)).expect("the tables are small")
    });
    let hits = FINDER.find_iter(text).count();
    hits >= LEAST && hits * DENSITY >= words(text).count()
}

/// Whether the host, or what links say, has a word of what a page advertises in its name.
fn is_about(name: &str, subject: &Subject, host: &str) -> bool {
    let plain = PLAIN.iter().copied().filter(|words| name.contains(words));
    let terms = seen(name).into_iter().map(|(_, words)| words).chain(plain);
    terms.flat_map(words).any(|word| subject.has(word) || word.len() >= SHORTEST && host.contains(word))
}

/// Words of hosts with fewer bytes than this may be parts of any other.
const SHORTEST: usize = 4;

pub(super) fn site(url: &Url) -> &str {
    url.host_str().unwrap_or_default().trim_start_matches("www.")
}

/// A page's title and first heading, in lower case.
fn name(facts: &PageFacts) -> String {
    let first = facts.headings.first().map_or("", String::as_str);
    format!("{}\n{first}", facts.title).to_lowercase()
}

/// The words in the beginning of all that a page says.
fn seen_on(facts: &PageFacts) -> BTreeSet<(usize, &'static str)> {
    let texts = facts.headings.iter().chain([&facts.title, &facts.text]);
    // ASCII letters are found in any case.
    texts.flat_map(|text| if text.is_ascii() { seen(text) } else { seen(&text.to_lowercase()) }).collect()
}

/// Whether a page's title and first heading advertise what lapsed domains are taken over for, or its beginning several such trades.
fn advertises(facts: &PageFacts, name: &str) -> bool {
    is_plain(name) || seen(name).len() >= ENOUGH || trades(&seen_on(facts)) >= MANY
}

/// The words of a text, each with its trade.
fn seen(text: &str) -> BTreeSet<(usize, &'static str)> {
    static BOOK: LazyLock<PhraseBook<(usize, &str)>> = LazyLock::new(|| {
        let of = |(trade, words): (usize, &&'static [&'static str])| {
            words.iter().map(move |word| ((trade, *word), slice::from_ref(word)))
        };
        PhraseBook::of(TRADES.iter().enumerate().flat_map(of))
    });
    BOOK.find(text).map(|(word, _)| word).collect()
}

fn trades(seen: &BTreeSet<(usize, &str)>) -> usize {
    seen.iter().map(|(trade, _)| trade).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::page::read;

    fn told(facts: &PageFacts) -> bool {
        advertises(facts, &name(facts))
    }

    fn titled(title: &str) -> bool {
        told(&PageFacts { title: title.into(), ..PageFacts::default() })
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
            "Казино в Монте-Карло: история",
            "激安通販の裏側",
            "开云集团年报",
            "Nhà cái là gì?",
            "Les paris sportifs au Sénat",
        ] {
            assert!(!titled(title), "{title}");
        }
    }

    #[test]
    fn advertisements_are_known_in_many_languages() {
        for title in [
            "Казино Вулкан: играть в игровые автоматы на деньги",
            "BP88: Nhà cái uy tín số 1 Việt Nam",
            "开云体育官网登录入口",
            "スーパーコピー時計・バッグ激安通販専門店",
            "สล็อตเว็บตรง บาคาร่า เครดิตฟรี",
            "카지노사이트 | 바카라사이트 추천",
            "Canlı bahis ve casino siteleri",
            "Mostbet Uz – Onlayn Kazino va Bukmeker 2024",
            "Online Casino Test 2024 – Beste Echtgeld Casinos",
            "Apuestas deportivas y casino en línea",
            "Apostas esportivas e cassino online",
            "أفضل موقع مراهنات و ألعاب كازينو",
        ] {
            assert!(titled(title), "{title}");
        }
    }

    #[test]
    fn a_page_may_bear_the_name_of_the_domain_that_was_taken() {
        let taken = |url: &str, link: &str, title: &str| {
            let url = Url::parse(url).unwrap();
            let mut subject = Subject::of(&url);
            subject.add(link);
            let page = read(&format!("<title>{title}</title><h1>{title}</h1>"), false, &subject);
            has_taken(&page, &subject, &url)
        };
        let casino = "Puffin Diary: Казино Вулкан, игровые автоматы";
        assert!(taken("https://puffindiary.test/log", "Puffin Diary", casino));
        assert!(!taken("https://puffindiary.test/", "Puffin Diary", casino), "a sponsor is linked by its name");
        assert!(!taken("https://puffindiary.test/log", "Puffin Diary on казино", casino));
        assert!(!taken("https://puffindiary.test/log", "Puffin Diary", "Puffin Diary: the log"));
        let english = "Best online casino: free spins, real money, no deposit bonus";
        assert!(taken("https://bestnotes.test/log", "Best Notes", english));
        assert!(!taken("https://bestcasino.test/log", "Best Casino", english));
    }

    /// Whether a page with such a title and heading and so many sentences of advertisement, then of other text, was taken over.
    fn shows(url: &str, link: &str, (title, heading): (&str, &str), (pitch, more): (usize, usize)) -> bool {
        let url = Url::parse(url).unwrap();
        let mut subject = Subject::of(&url);
        subject.add(link);
        let pitch = "Best online casinos with free spins, slots and a welcome bonus without deposit. ".repeat(pitch);
        let more = "The river froze early that winter, and the ferry stayed on the north bank. ".repeat(more);
        let html = format!("<title>{title}</title><h1>{heading}</h1><p>{pitch}{more}</p>");
        has_taken(&read(&html, false, &subject), &subject, &url)
    }

    #[test]
    fn a_home_page_may_be_taken_over_under_its_name() {
        let heads = ("Best Online Casinos: Real Money Casino Sites – Pod Awards", "Best Online Casinos: Casino Sites");
        let gamstop = ("Non GamStop Casinos UK – Best Casinos Not on GamStop", "Non GamStop Casinos UK");
        let home = "https://podawards.test/";
        assert!(shows(home, "Pod Awards", heads, (4, 0)) && shows(home, "here", heads, (4, 0)));
        assert!(shows(home, "Pod Awards", gamstop, (4, 0)));
        assert!(!shows(home, "Pod Awards", heads, (1, 30)), "it has more to say");
        assert!(!shows(home, "Casino awards", heads, (4, 0)), "the link speaks of it");
        assert!(!shows("https://casinowatch.test/", "here", heads, (4, 0)), "the host speaks of it");
        let news = ("Valley News", "Online casinos face a tax");
        assert!(!shows("https://valleynews.test/", "Valley News", news, (1, 30)));
        assert!(!shows("https://valleynews.test/", "Valley News", news, (4, 0)));
    }

    #[test]
    fn a_list_of_places_to_play_is_enough() {
        let at = "https://podawards.test/2014/winners";
        assert!(shows(at, "here", ("Best Online Casinos 2024", "Best Online Casinos 2024"), (4, 0)));
        assert!(!shows(at, "here", ("Best Online Casinos 2024", "Best Online Casinos 2024"), (1, 20)));
        let gambler = "https://fairgambler.test/2014/winners";
        assert!(!shows(gambler, "here", ("Best Online Casinos 2024", "Best Online Casinos 2024"), (4, 0)));
        assert!(!shows(at, "here", ("Online casinos: a new tax", "Online casinos: a new tax"), (4, 0)));
    }

    #[test]
    fn a_place_to_play_has_its_own_name() {
        let heads = ("Silvervale – Online Casino with Free Spins", "Your welcome bonus and free spins");
        assert!(!shows("https://silvervale.test/", "Silvervale", heads, (4, 0)));
        assert!(!shows("https://silvervale.test/", "here", heads, (4, 0)));
        assert!(!shows("https://m88.test/", "here", ("M88: online casino, free spins", "M88"), (4, 0)));
    }

    #[test]
    fn a_link_that_says_nothing_is_to_no_casino() {
        let at = "https://fogsignal.test/e/3";
        assert!(shows(at, "here", ("Online Casino Bonus – Free Spins", "Online Casino Bonus"), (4, 0)));
        assert!(shows(at, "here", ("Казино Вулкан – игровые автоматы", "Казино Вулкан"), (4, 0)));
        assert!(!shows(at, "here", ("Casino (1995) – film review", "Casino (1995)"), (1, 20)));
        assert!(!shows(at, "here", ("Leaving the online casino", "How free spins hook us"), (1, 20)));
    }

    #[test]
    fn a_page_on_one_trade_advertises_none() {
        let says =
            |text: &str| told(&PageFacts { title: "Research".into(), text: text.into(), ..PageFacts::default() });
        assert!(says("CBD gummies tested. See our payday loans, essay writing and online casino lists."));
        assert!(!says("How online casinos work: free spins, real money and the no deposit bonus, and who pays."));
    }
}
