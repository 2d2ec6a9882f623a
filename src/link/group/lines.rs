//! How far a paragraph of several lines is a sponsor's: `Sponsor: …` stands on one, `Guest: …` on the next.

use std::ops::Range;

use super::{Words, is_credit, of_paragraph};
use crate::link::Group;

/// A line of a paragraph.
#[derive(Clone, Debug)]
pub(in crate::link) struct Line<'a> {
    text: &'a str,
    /// The first address in it, as it is written.
    address: Option<&'a str>,
    /// Whether there are others in it: of them, sentences tell.
    has_more: bool,
    /// Whose its links are, if it says so itself.
    says: Option<Group>,
}

impl<'a> Line<'a> {
    /// What a reader sees, with these words of sponsors and these addresses.
    pub(in crate::link) fn new(text: &'a str, words: &Words, mut addresses: impl Iterator<Item = &'a str>) -> Self {
        let (address, has_more) = (addresses.next(), addresses.next().is_some());
        Self { text, address, has_more, says: of_paragraph(text, words) }
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
    let whole = lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
    let many = is_of_many(&whole) || announced.is_some_and(|announced| announced.many);
    let begins = |from: usize| {
        let rest = lines.iter().enumerate().skip(from).filter(|(at, line)| *at == 0 || !line.has_more);
        rest.into_iter().find_map(|(at, line)| Some((line.says?, at)))
    };
    let is_whole = || lines.len() > 1 && begins(0).is_none();
    let of_whole = is_whole().then(|| of_paragraph(&whole, &Words::of(&whole))).flatten();
    let inherited =
        announced.filter(|_| lines.first().is_some_and(|line| line.says.is_none() && !is_credit(line.text)));
    let mut next = of_whole.or(inherited.map(|_| Group::Sponsor)).map(|group| (group, 0)).or_else(|| begins(0));
    let mut reading = Reading::default();
    while let Some((group, start)) = next {
        let end = end(lines, start, many);
        reading.said.push((group, start..end));
        next = begins(end);
    }
    let has_address = lines.iter().any(|line| line.address.is_some());
    let goes_on = reading.said.last().is_some_and(|(group, at)| *group == Group::Sponsor && at.end == lines.len());
    let is_open = !has_address && inherited.is_none() || inherited.is_some() && many;
    reading.next = (goes_on && is_open).then_some(Announced { many });
    reading
}

/// Where what is said in the line at `start` ends: above a credit, and behind the line with the address of a single sponsor, and those that go on with it.
fn end(lines: &[Line<'_>], start: usize, many: bool) -> usize {
    let credit = (start + 1..lines.len()).find(|at| is_credit(lines[*at].text)).unwrap_or(lines.len());
    let named = (start..credit).find_map(|at| lines[at].address.map(|address| (at, host(address))));
    let Some((at, own)) = named.filter(|_| !many) else { return credit };
    let is_of_own = |line: &Line<'_>| line.address.is_some_and(|address| host(address).eq_ignore_ascii_case(own));
    (at + 1..credit).find(|at| !goes_on(lines[*at].text) && !is_of_own(&lines[*at])).unwrap_or(credit)
}

/// Whether a line goes on with the sentence of the one above.
fn goes_on(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !text.starts_with("http") && !text.starts_with("www.")
}

/// The host of an address, as far as it is spelt.
fn host(address: &str) -> &str {
    let named = address.split_once("//").map_or(address, |(_, named)| named);
    let host = &named[..named.find(['/', '?', '#', ':']).unwrap_or(named.len())];
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a text speaks of several sponsors.
fn is_of_many(text: &str) -> bool {
    text.to_lowercase().contains("sponsors")
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
