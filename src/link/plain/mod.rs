//! Addresses in plain text, under the lines that stand for headings: `SPONSORS`, `Links:`, lines that are underlined.

mod heading;

use std::sync::Arc;

use self::heading::Rank;
use super::group::{self, Words, lines};
use super::known::is_known;
use super::{Group, Hit, text, wrapped};
use crate::episode::page::{is_aside, is_transcript};

/// What begins the entries of a list.
const BULLETS: &[char] = &['-', '*', '•', '–', '—', '·', '▪', '►', '→', ' ', '\t'];

/// Every address in a plain text, with the line above that names what it belongs to. A transcript isn't read.
pub(super) fn hits(source: &str) -> Vec<Hit> {
    let lines = lines_of(source);
    let groups = groups(&lines);
    let (mut found, mut under) = (Vec::new(), Under::default());
    for (mut line, group) in lines.into_iter().zip(groups) {
        under.read(&line);
        found.extend(std::mem::take(&mut line.hits).into_iter().filter_map(|hit| under.tell(hit, &line, group)));
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

    fn is_of_list(&self) -> bool {
        heading::begins_entry(self.text.trim_start())
    }

    /// What stands before its first address.
    fn lead(&self) -> Option<&str> {
        let span = self.hits.first()?.span?;
        self.text.get(..span.start - self.start)
    }

    /// Whether it begins another paragraph, or is none of any. "Learn more:" in the middle of one is a part of it.
    fn parts(&self) -> bool {
        self.is_blank() || self.heading.is_some_and(|(_, said)| is_known(said))
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

/// Whose the links of each line are, as far as its paragraph says.
fn groups(all: &[Line<'_>]) -> Vec<Option<Group>> {
    let mut groups = vec![None; all.len()];
    let mut from = 0;
    for part in all.chunk_by(|one, next| !one.is_blank() && !next.parts()) {
        let reading = lines::read(&part.iter().map(reading_line).collect::<Vec<_>>(), None);
        for (group, at) in reading.said {
            groups[from + at.start..from + at.end].fill(Some(group));
        }
        from += part.len();
    }
    groups
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
    /// How high the heading stands. One without any sign of a heading stands over one block.
    rank: Option<Rank>,
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
        let is_own = self.block == Block::Passed && self.rank >= Some(Rank::Line) && line.lead().is_some_and(names);
        let is_next =
            self.block == Block::Passed && self.rank == Some(Rank::Guess) && !line.is_blank() && !line.is_of_list();
        let is_drawn = !self.follows && self.block != Block::Empty && heading::is_rule(line.text);
        let is_left = (is_drawn || is_next) && group::is_sponsors(self.section.as_deref());
        if is_own || is_left || group::leaves(self.section.as_deref(), line.said()) {
            self.section = None;
        }
    }

    fn open(&mut self, rank: Rank, said: &str) {
        // What may be the name of a sponsor, or of who speaks, opens nothing else.
        let is_inside = self.aside.is_some() || group::is_sponsors(self.section.as_deref());
        if rank == Rank::Guess && is_inside && !is_known(said) {
            self.has_text = true;
            return;
        }
        (self.block, self.rank, self.has_text) = (Block::Empty, Some(rank), false);
        if self.aside.is_none_or(|aside| rank <= aside) {
            let is_aside = if rank >= Rank::Line { is_transcript(said) } else { is_aside(said) };
            self.aside = is_aside.then_some(rank);
        }
        self.section = Some(said.into());
    }

    /// An address with what is known of it, in a line that is somebody's; `None` if it is none of the notes.
    fn tell(&self, hit: Hit, line: &Line<'_>, group: Option<Group>) -> Option<Hit> {
        let said = || group::of_sentence(line.text, &line.words, hit.span?.start - line.start, "");
        let group = group.or_else(said).unwrap_or(hit.group);
        // A transcript may stand elsewhere: then its address is all that is below.
        let is_alone = self.block == Block::Held && !self.has_text && line.text.trim() == hit.href;
        let is_linked = is_alone && self.section.as_deref().is_some_and(is_transcript);
        (self.aside.is_none() || is_linked).then(|| Hit { section: self.section.clone(), group, ..hit })
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
    fn what_stands_under_sponsors_is_theirs_whatever_it_is_called() {
        let sections =
            |text: &str| hits(text).into_iter().map(|hit| hit.section.unwrap_or_default()).collect::<Vec<_>>();
        for name in ["Acme Tea\n- ", "● Acme\n", "**Acme**\n", "[Acme]\n"] {
            let text = format!("SPONSORS\n\n{name}https://a.example/\n\nLinks\n- https://b.example/\n");
            assert_eq!(sections(&text), ["SPONSORS".into(), Arc::<str>::from("Links")], "{name}");
        }
        let bare = "Sponsors\n- https://a.example/\n\nWe met Ann, https://b.example/, who plants trees.\n";
        assert_eq!(sections(bare), ["Sponsors".into(), Arc::<str>::from("")]);
        let ruled = "SPONSORS\n\n---\n\nhttps://a.example/\n\n---\n\nhttps://b.example/\n";
        assert_eq!(sections(ruled), ["SPONSORS".into(), Arc::<str>::from("")]);
        assert_eq!(sections("TRANSCRIPT\n\n[Music]\nGo to https://a.example/ now.\n").len(), 0);
    }

    #[test]
    fn a_list_of_sponsors_needs_no_empty_line_above() {
        let text = "Sponsor: https://a.example/\nGuest: https://g.example/\nSponsors\n- https://b.example/\n";
        let section = hits(text).pop().and_then(|hit| hit.section);
        assert_eq!(section.as_deref(), Some("Sponsors"));
    }

    #[test]
    fn an_announcement_may_have_its_address_under_another_line() {
        let groups = |text: &str| hits(text).into_iter().map(|hit| hit.group).collect::<Vec<_>>();
        for more in ["Try it here:", "USE CODE POD20:", "ACME TEA"] {
            let text = format!("This episode is sponsored by Acme.\n{more}\nhttps://a.example/\n");
            assert_eq!(groups(&text), [Group::Sponsor], "{more}");
        }
        assert_eq!(groups("Sponsor: Acme https://a.example/\nLINKS\nhttps://b.example/\n")[1], Group::Editorial);
        let said = "This show is brought to you by Acme Studios.\n\nHer book is at https://a.example/\n";
        assert_eq!(groups(said), [Group::Editorial]);
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
