//! Addresses in plain text, under the lines that stand for headings: `SPONSORS`, `Links:`, lines that are underlined.

mod heading;

use std::sync::Arc;

use self::heading::Rank;
use super::group::lines::{self, Announced};
use super::group::{self, Words};
use super::{Group, Hit, text, wrapped};
use crate::episode::page::{is_aside, is_transcript};

/// What begins the entries of a list.
const BULLETS: &[char] = &['-', '*', '•', '–', '—', '·', '▪', '►', '→', ' ', '\t'];

/// Every address in a plain text, with the line above that names what it belongs to. A transcript isn't read.
pub(super) fn hits(source: &str) -> Vec<Hit> {
    let lines = lines_of(source);
    let groups = groups(&lines);
    let (mut found, mut under) = (Vec::new(), Under::default());
    for (line, group) in lines.into_iter().zip(groups) {
        under.read(&line);
        let told = |hit: &Hit| under.tell(hit, &line, group);
        let told: Vec<_> = line.hits.iter().map(told).collect();
        found.extend(line.hits.into_iter().zip(told).filter_map(|(hit, told)| {
            let (section, group) = told?;
            Some(Hit { section, group, ..hit })
        }));
    }
    found
}

/// A line of the text.
struct Line<'a> {
    text: &'a str,
    /// Its first byte in the text.
    start: usize,
    /// The addresses in it.
    hits: Vec<Hit>,
    /// Words of sponsors in it.
    words: Words,
    /// What it says as a heading.
    heading: Option<(Rank, &'a str)>,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stands before its first address.
    fn lead(&self) -> Option<&str> {
        let span = self.hits.first()?.span?;
        self.text.get(..span.start - self.start)
    }

    /// What it says, the sign of a list apart.
    fn said(&self) -> &str {
        self.text.trim_start_matches(BULLETS).trim_end()
    }
}

fn lines_of(source: &str) -> Vec<Line<'_>> {
    let mut hits = wrapped::joined(source, text::hits(source)).into_iter().peekable();
    let texts: Vec<&str> = source.split_inclusive('\n').collect();
    let (mut lines, mut start) = (Vec::with_capacity(texts.len()), 0);
    for (at, text) in texts.iter().copied().enumerate() {
        let end = start + text.len();
        let own: Vec<Hit> =
            std::iter::from_fn(|| hits.next_if(|hit| hit.span.is_some_and(|span| span.start < end))).collect();
        let above = at.checked_sub(1).map_or("", |above| texts[above]);
        let heading = if own.is_empty() { heading::of(text, above, &texts[at + 1..]) } else { None };
        lines.push(Line { text, start, words: Words::of(text), hits: own, heading });
        start = end;
    }
    lines
}

/// Whose the links of each line are, as far as its paragraph says. Headings part paragraphs, and speak for themselves.
fn groups(all: &[Line<'_>]) -> Vec<Option<Group>> {
    let mut groups = vec![None; all.len()];
    let (mut announced, mut from): (Option<Announced>, usize) = (None, 0);
    for part in all.chunk_by(|one, next| is_inside(one) && is_inside(next)) {
        if part[0].heading.is_some() {
            announced = None;
        } else if is_inside(&part[0]) {
            let reading = lines::read(&part.iter().map(reading_line).collect::<Vec<_>>(), announced);
            for (group, at) in reading.said {
                groups[from + at.start..from + at.end].fill(Some(group));
            }
            announced = reading.next;
        }
        from += part.len();
    }
    groups
}

/// Whether a line is one of a paragraph.
fn is_inside(line: &Line<'_>) -> bool {
    !line.is_blank() && line.heading.is_none()
}

fn reading_line<'a>(line: &'a Line<'_>) -> lines::Line<'a> {
    lines::Line::new(line.said(), &line.words, line.hits.iter().map(|hit| hit.href.as_str()))
}

/// How much of what a heading governs was read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Block {
    /// No address.
    #[default]
    Empty,
    /// Some address.
    Held,
    /// A blank line behind that.
    Passed,
}

/// What the lines above say about a line.
#[derive(Default)]
struct Under {
    section: Option<Arc<str>>,
    /// How high the heading stands over what is none of the notes, if they are left.
    aside: Option<Rank>,
    /// Whether the line before isn't blank.
    follows: bool,
    block: Block,
    /// Whether the heading is a mere line.
    is_announced: bool,
    /// Whether a line without an address was read below the heading.
    has_text: bool,
}

impl Under {
    fn read(&mut self, line: &Line<'_>) {
        let is_blank = line.is_blank();
        self.block = match self.block {
            Block::Empty if !line.hits.is_empty() => Block::Held,
            Block::Held if is_blank => Block::Passed,
            block => block,
        };
        if let Some((rank, said)) = line.heading {
            self.open(rank, said);
        } else {
            self.leave(line);
            self.has_text |= !is_blank && line.hits.is_empty();
        }
        self.follows = !is_blank;
    }

    /// Leaves the block under a line with a colon, where a line that follows names what its own address is: `Music: https://…`. Sponsors are left at a line
    /// that is drawn, and where others are credited.
    fn leave(&mut self, line: &Line<'_>) {
        let names = |lead: &str| lead.starts_with(char::is_alphanumeric) && lead.trim_end().ends_with([':', '：']);
        let is_own = self.block == Block::Passed && self.is_announced && line.lead().is_some_and(names);
        let is_drawn = !self.follows && heading::is_rule(line.text) && group::is_sponsors(self.section.as_deref());
        if is_own || is_drawn || group::leaves(self.section.as_deref(), line.said()) {
            self.section = None;
        }
    }

    fn open(&mut self, rank: Rank, said: &str) {
        (self.block, self.is_announced, self.has_text) = (Block::Empty, rank == Rank::Line, false);
        if self.aside.is_none_or(|aside| rank <= aside) {
            let is_aside = if rank == Rank::Line { is_transcript(said) } else { is_aside(said) };
            self.aside = is_aside.then_some(rank);
        }
        self.section = Some(said.into());
    }

    /// What is known of an address in a line that is somebody's; `None` if it is none of the notes.
    fn tell(&self, hit: &Hit, line: &Line<'_>, group: Option<Group>) -> Option<(Option<Arc<str>>, Group)> {
        let said = || group::of_sentence(line.text, &line.words, hit.span?.start - line.start, "");
        let group = group.or_else(said).unwrap_or(hit.group);
        // A transcript may stand elsewhere: then its address is all that is below.
        let is_alone = self.block == Block::Held && !self.has_text && line.text.trim() == hit.href;
        let is_linked = is_alone && self.section.as_deref().is_some_and(is_transcript);
        (self.aside.is_none() || is_linked).then(|| (self.section.clone(), group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_capitals_and_lines_with_a_colon_are_headings() {
        let text = "We talk about https://a.example/.\n\nLINKS\n- https://b.example/\n\nThanks to our sponsors:\n* Shaker: https://c.example/\n\n=== Music ===\nhttps://d.example/\n";
        let found: Vec<_> = hits(text).iter().map(|hit| (hit.href.clone(), hit.section.clone())).collect();
        let expected = [("a", None), ("b", Some("LINKS")), ("c", Some("Thanks to our sponsors")), ("d", Some("Music"))];
        assert_eq!(
            found,
            expected.map(|(host, section)| (format!("https://{host}.example/"), section.map(Into::into)))
        );
    }

    #[test]
    fn a_line_that_is_underlined_is_a_heading() {
        let text = "Länkar\n======\nhttps://a.example/\n\nSponsorer:\n---\nhttps://b.example/\n\nIt ends\nhere\n----\nhttps://c.example/\n";
        let sections: Vec<_> = hits(text).into_iter().map(|hit| hit.section.unwrap_or_default()).collect();
        assert_eq!(sections, ["Länkar".into(), "Sponsorer".into(), Arc::<str>::from("Sponsorer")]);
    }

    #[test]
    fn a_transcript_is_none_of_the_notes() {
        let text = "https://a.example/\n\nTRANSCRIPT\n\nWe saw https://b.example/\n\nLinks:\nhttps://c.example/\n\nComments\n---\nhttps://d.example/\n\nAnn:\nhttps://e.example/\n";
        let hrefs: Vec<_> = hits(text).into_iter().map(|hit| hit.href).collect();
        assert_eq!(hrefs, ["https://a.example/", "https://c.example/"]);
    }

    #[test]
    fn an_address_below_the_word_is_where_the_transcript_stands() {
        let text = "Transcript:\nhttps://a.example/\n\nhttps://b.example/\n\nLinks:\nhttps://c.example/\n\nTranscript:\nHello.\nhttps://d.example/\n";
        let hrefs: Vec<_> = hits(text).into_iter().map(|hit| hit.href).collect();
        assert_eq!(hrefs, ["https://a.example/", "https://c.example/"]);
    }

    #[test]
    fn a_line_with_a_colon_governs_its_own_block() {
        let text =
            "Sponsors:\n\n* Tea: https://a.example/\n\n* Mugs: https://b.example/\n\nMusic: https://c.example/\n";
        let sections: Vec<_> = hits(text).into_iter().map(|hit| hit.section.unwrap_or_default()).collect();
        assert_eq!(sections, ["Sponsors".into(), "Sponsors".into(), Arc::<str>::from("")]);
    }

    #[test]
    fn a_sentence_tells_whose_its_addresses_are() {
        let text = "More at https://a.example/x. Avsnittet sponsras av Björkris – https://b.example/";
        assert_eq!(hits(text).iter().map(|hit| hit.group).collect::<Vec<_>>(), [Group::Editorial, Group::Sponsor]);
    }

    #[test]
    fn a_paragraph_that_thanks_a_sponsor_is_the_sponsors() {
        let text =
            "This week’s show is brought to you by Shaker.\nTry https://shaker.example/pod\n\nhttps://b.example/";
        assert_eq!(hits(text).iter().map(|hit| hit.group).collect::<Vec<_>>(), [Group::Sponsor, Group::Editorial]);
    }
}
