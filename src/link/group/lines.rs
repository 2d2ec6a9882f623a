//! How far a paragraph of several lines is a sponsor's: `Sponsor: …` stands on one, `Guest: …` on the next.

use std::cell::LazyCell;
use std::ops::Range;

use super::{Words, is_bare_heading, is_credit, of_paragraph};
use crate::link::Group;
use crate::text::host_and_rest;

/// A line of a paragraph.
#[derive(Clone, Debug)]
pub(in crate::link) struct Line<'a> {
    text: &'a str,
    /// The first address in it, as it is written.
    address: Option<&'a str>,
    /// Whether there are others in it: of them, sentences tell.
    has_more: bool,
    /// Whether it names a code for buyers.
    has_code: bool,
    /// Whose its links are, if it says so itself.
    says: Option<Group>,
}

impl<'a> Line<'a> {
    /// What a reader sees, with these words of sponsors and these addresses.
    pub(in crate::link) fn new(text: &'a str, words: &Words, mut addresses: impl Iterator<Item = &'a str>) -> Self {
        let (address, has_more) = (addresses.next(), addresses.next().is_some());
        // "Sponsors" that is a link leads to those who sell advertisements.
        let is_label = || address.is_none() && is_bare_heading(text);
        let says = of_paragraph(text, words).or_else(|| is_label().then_some(Group::Sponsor));
        Self { text, address, has_more, has_code: words.name_code(text), says }
    }
}

/// Sponsors whose addresses are still to come.
#[derive(Clone, Copy, Debug)]
pub(in crate::link) struct Announced {
    /// Whether there are several, each with a paragraph.
    many: bool,
}

/// What a paragraph says.
#[derive(Debug, Default)]
pub(in crate::link) struct Reading {
    /// Whose the links of some of its lines are.
    pub(in crate::link) said: Vec<(Group, Range<usize>)>,
    /// What it says of the next one.
    pub(in crate::link) next: Option<Announced>,
}

/// Reads the lines of a paragraph; the one before may have `announced` sponsors.
pub(in crate::link) fn read(lines: &[Line<'_>], announced: Option<Announced>) -> Reading {
    let whole = LazyCell::new(|| lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    let many = LazyCell::new(|| announced.is_some_and(|announced| announced.many) || is_of_many(&whole));
    let begins = |from: usize| {
        let mut rest = lines.iter().enumerate().skip(from);
        rest.find_map(|(at, line)| Some((line.says.filter(|_| at == 0 || stands_alone(line))?, at)))
    };
    let is_whole = || lines.len() > 1 && begins(0).is_none();
    let of_whole = is_whole().then(|| of_paragraph(&whole, &Words::of(&whole))).flatten();
    let inherited =
        announced.filter(|_| lines.first().is_some_and(|line| line.says.is_none() && !is_credit(line.text)));
    let mut next = of_whole.or(inherited.map(|_| Group::Sponsor)).map(|group| (group, 0)).or_else(|| begins(0));
    let credits = credits(lines);
    let mut reading = Reading::default();
    while let Some((group, start)) = next {
        let credit = credits[start];
        let end = if *many || announces(lines[start].text) { credit } else { end(lines, start, credit) };
        reading.said.push((group, start..end));
        let own = lines[start..end].iter().find_map(|line| line.address);
        let more = (end..credit).take(NEAR).filter(|at| lines[*at].says.is_none() && is_at(&lines[*at], own));
        reading.said.extend(more.map(|at| (group, at..at + 1)));
        next = begins(end);
    }
    let has_address = lines.iter().any(|line| line.address.is_some());
    let goes_on = reading.said.last().is_some_and(|(group, at)| *group == Group::Sponsor && at.end == lines.len());
    let is_open = !has_address && inherited.is_none() || inherited.is_some() && *many;
    reading.next = (goes_on && is_open).then(|| Announced { many: *many });
    reading
}

/// How many lines below its own a sponsor may be named again.
const NEAR: usize = 8;

/// Whether a line says of itself whose it is, as a part of a sentence doesn't. Of one with several addresses, sentences tell.
fn stands_alone(line: &Line<'_>) -> bool {
    !line.has_more && !goes_on(line.text)
}

/// The first credit below each line, or the end.
fn credits(lines: &[Line<'_>]) -> Vec<usize> {
    let mut credits = vec![lines.len(); lines.len()];
    let mut next = lines.len();
    for at in (0..lines.len()).rev() {
        credits[at] = next;
        if is_credit(lines[at].text) {
            next = at;
        }
    }
    credits
}

/// Where what a single sponsor's line says ends: behind the next line with an address, and those that go on with it.
fn end(lines: &[Line<'_>], start: usize, credit: usize) -> usize {
    let Some(at) = (start..credit).find(|at| lines[*at].address.is_some()) else { return credit };
    let goes = |next: usize| {
        let line = &lines[next];
        goes_on(line.text) || is_open(lines[next - 1].text) || line.has_code || is_at(line, lines[at].address)
    };
    (at + 1..credit).find(|next| lines[*next].says.is_some() || !goes(*next)).unwrap_or(credit)
}

/// Whether a line leads to the host of that address.
fn is_at(line: &Line<'_>, address: Option<&str>) -> bool {
    let of_own = |(one, other): (&str, &str)| host(one).eq_ignore_ascii_case(host(other));
    line.address.zip(address).is_some_and(of_own)
}

/// Whether a line goes on with the sentence of the one above.
fn goes_on(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !text.starts_with("http") && !text.starts_with("www.")
}

/// Whether a sentence goes on in the next line.
fn is_open(text: &str) -> bool {
    const JOINTS: &[&str] = &["and", "or", "und", "oder", "et", "y", "e", "en", "och", "og", "i", "и"];
    text.ends_with([',', '–', '—', '&', '+', '、'])
        || text.rsplit(' ').next().is_some_and(|word| JOINTS.contains(&word))
}

/// Whether a line announces those that are named below it: "Brought to you by".
pub(super) fn announces(text: &str) -> bool {
    const BY: &[&str] = &["by", "von", "durch", "par", "por", "da", "door", "av", "af", "przez"];
    text.ends_with([':', '：']) || text.rsplit(' ').next().is_some_and(|word| BY.contains(&word))
}

/// The host of an address, as far as it is spelt.
pub(in crate::link) fn host(address: &str) -> &str {
    let bare = || address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host_and_rest(address).map_or_else(bare, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a text speaks of several sponsors.
pub(super) fn is_of_many(text: &str) -> bool {
    const MANY: &[&str] = &[
        "sponsors",
        "our partners",
        "sponsoren",
        "werbepartner",
        "patrocinadores",
        "partenaires",
        "sponsorer",
        "sponsorzy",
        "спонсоры",
    ];
    let text = text.to_lowercase();
    MANY.iter().any(|many| text.contains(many))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &'static str, address: Option<&'static str>) -> Line<'static> {
        Line::new(text, &Words::of(text), address.into_iter())
    }

    /// Which of some lines are a sponsor's; `@` begins the address in one.
    fn theirs(lines: &[&'static str]) -> Vec<usize> {
        let address = |text: &str| text.find('@').map(|at| at + 1);
        let line = |text: &&'static str| line(text, address(text).map(|at| &text[at..]));
        read(&lines.iter().map(line).collect::<Vec<_>>(), None).said.into_iter().flat_map(|(_, lines)| lines).collect()
    }

    #[test]
    fn a_label_that_is_a_link_says_nothing_of_itself() {
        let says = |text, address| line(text, address).says;
        assert_eq!(says("▼提供", None), Some(Group::Sponsor));
        assert_eq!(says("Sponsors", None), Some(Group::Sponsor));
        assert_eq!(says("Sponsors", Some("https://show.example/sponsors")), None);
    }

    #[test]
    fn a_single_sponsor_has_a_line_with_an_address() {
        assert_eq!(theirs(&["Sponsor: Acme @acme.example", "Guest: @g.example"]), [0]);
        assert_eq!(
            theirs(&["Ann: @a.example", "Sponsored by Acme", "Try @acme.example/x", "Patreon: @p.example"]),
            [1, 2]
        );
        let goes_on =
            ["Sponsored by Acme: @acme.example", "and their shop.", "Mugs: @www.acme.example/mugs", "More: @b.example"];
        assert_eq!(theirs(&goes_on), [0, 1, 2]);
        assert_eq!(theirs(&["Sponsor: @acme.example", "Ann: @a.example", "Werbung: @w.example"]), [0, 2]);
    }

    #[test]
    fn a_sentence_goes_on_over_lines() {
        assert_eq!(
            theirs(&[
                "Sponsored by Acme (@a.example),",
                "Bell (@b.example) and",
                "Tea (@t.example).",
                "Ann: @c.example"
            ]),
            [0, 1, 2]
        );
        assert_eq!(theirs(&["Sponsor: Acme @a.example", "Use code POD at @shop.example", "Ann: @c.example"]), [0, 1]);
        assert_eq!(theirs(&["Sponsor: Acme @a.example", "Ann: @c.example", "Mugs: @a.example/mugs"]), [0, 2]);
        assert_eq!(theirs(&["Brought to you by", "Acme @a.example", "Bell @b.example"]), [0, 1, 2]);
        assert_eq!(theirs(&["We went with the", "sponsor - a bank - to see @s.example"]), [0_usize; 0]);
    }

    #[test]
    fn many_sponsors_take_linear_time() {
        let texts: Vec<String> = (0..50_000).map(|number| format!("Sponsor: https://a{number}.example")).collect();
        let line = |text: &'static str| line(text, text.split_once(' ').map(|(_, address)| address));
        let lines: Vec<Line<'_>> = texts.iter().map(|text| line(text.clone().leak())).collect();
        assert_eq!(read(&lines, None).said.len(), 50_000);
    }

    #[test]
    fn several_sponsors_end_above_a_credit() {
        let lines = [
            "Thanks to our sponsors:",
            "Acme @a.example",
            "Tea @t.example",
            "Music by Bell @b.example",
            "Ann @c.example",
        ];
        assert_eq!(theirs(&lines), [0, 1, 2]);
    }

    #[test]
    fn a_paragraph_without_an_address_announces_the_next() {
        let next_of = |text: &'static str| read(&[line(text, None)], None).next;
        let announced = next_of("This episode is sponsored by Acme.");
        let next = |text: &'static str| read(&[line(text, Some("https://a.example"))], announced).said;
        assert!(!next("Get a mug: https://a.example").is_empty());
        assert!(next("Music by Bell: https://a.example").is_empty());
        assert!(next_of("We talk of mugs.").is_none());
    }
}
