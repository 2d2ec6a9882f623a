//! Addresses in plain text, under the lines that stand for headings: `SPONSORS`, `Links:`, lines that are underlined.

use std::sync::Arc;

use super::group::{self, Words};
use super::{Group, Hit, text, wrapped};
use crate::episode::page::{is_other_section, is_transcript};

/// The longest line that is a heading, in bytes.
const LONGEST: usize = 60;

/// Every address in a plain text, with the line above that names what it belongs to. A transcript isn't read.
pub(super) fn hits(source: &str) -> Vec<Hit> {
    let mut hits = wrapped::joined(source, text::hits(source)).into_iter().peekable();
    let (mut found, mut under, mut start) = (Vec::new(), Under::default(), 0);
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let end = start + line.len();
        let here = hits.peek().and_then(|hit| hit.span).filter(|span| span.start < end);
        let lead = here.map(|span| &line[..span.start - start]);
        let words = Words::of(line);
        under.read(line, &words, lead, lines.peek().copied().unwrap_or_default());
        while let Some(hit) = hits.next_if(|hit| hit.span.is_some_and(|span| span.start < end)) {
            found.extend(under.tell(hit, line, &words, start));
        }
        start = end;
    }
    found
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
    /// Whose the links of the paragraph are, if it says.
    group: Option<Group>,
    /// Whether the line before isn't blank.
    follows: bool,
    block: Block,
    /// Whether the heading is a mere line.
    is_announced: bool,
    /// Whether a line without an address was read below the heading.
    has_text: bool,
}

impl Under {
    /// Reads a line with these words of sponsors, of which `lead` stands before its first address, and which stands above `below`.
    fn read(&mut self, line: &str, words: &Words, lead: Option<&str>, below: &str) {
        let is_blank = line.trim().is_empty();
        self.block = match self.block {
            Block::Empty if lead.is_some() => Block::Held,
            Block::Held if is_blank => Block::Passed,
            block => block,
        };
        if let Some(lead) = lead {
            self.leave(lead);
        } else {
            let marked = underlined(line, below).filter(|_| !self.follows);
            match marked.or_else(|| heading(line)) {
                Some((rank, said)) => self.open(rank, said),
                None => self.has_text |= !is_blank,
            }
        }
        self.group = if is_blank { None } else { self.group.or_else(|| group::of_paragraph(line, words)) };
        self.follows = !is_blank;
    }

    /// Leaves the block under a line with a colon, where a line that follows names what its own address is: `Music: https://…`.
    fn leave(&mut self, lead: &str) {
        let names = lead.starts_with(char::is_alphanumeric) && lead.trim_end().ends_with([':', '：']);
        if self.block == Block::Passed && self.is_announced && names {
            self.section = None;
        }
    }

    fn open(&mut self, rank: Rank, said: &str) {
        (self.block, self.is_announced, self.has_text) = (Block::Empty, rank == Rank::Line, false);
        if self.aside.is_none_or(|aside| rank <= aside) {
            let is_aside = if rank == Rank::Line { is_transcript(said) } else { is_other_section(said) };
            self.aside = is_aside.then_some(rank);
        }
        self.section = Some(said.into());
    }

    /// An address with what is known of it; `None` if it is none of the notes.
    fn tell(&self, hit: Hit, line: &str, words: &Words, start: usize) -> Option<Hit> {
        let said = || group::of_sentence(line, words, hit.span?.start - start, "");
        let group = self.group.or_else(said).unwrap_or(hit.group);
        // A transcript may stand elsewhere: then its address is all that is below.
        let is_alone = self.block == Block::Held && !self.has_text && line.trim() == hit.href;
        let is_linked = is_alone && self.section.as_deref().is_some_and(is_transcript);
        (self.aside.is_none() || is_linked).then(|| Hit { section: self.section.clone(), group, ..hit })
    }
}

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Underlined with `=`.
    Title,
    /// Underlined with `-`.
    Part,
    /// In capitals, or with a colon: a speaker's name may look so.
    Line,
}

/// What a line says that has another of `=` or `-` below it.
fn underlined<'a>(line: &'a str, below: &str) -> Option<(Rank, &'a str)> {
    let is_rule = |mark: char| below.trim().len() > 2 && below.trim().chars().all(|c| c == mark);
    let said = line.trim().trim_end_matches([':', '：']).trim_end();
    let rank = if is_rule('=') { Rank::Title } else { Rank::Part };
    let is_one = line.len() <= LONGEST && said.contains(char::is_alphanumeric);
    (is_one && (rank == Rank::Title || is_rule('-'))).then_some((rank, said))
}

/// What a line says as a heading: one in capitals, or one that ends in a colon.
fn heading(line: &str) -> Option<(Rank, &str)> {
    let line = line.trim().trim_matches(|c| "-=~*#_• ".contains(c));
    let shouts = line.chars().filter(|c| c.is_alphabetic()).count() > 2 && !line.contains(char::is_lowercase);
    let announces = line.ends_with([':', '：']);
    let line_is_short = line.len() <= LONGEST && (shouts && line.contains(char::is_uppercase) || announces);
    let said = line.trim_end_matches([':', '：']).trim_end();
    (line_is_short && !said.is_empty()).then_some((Rank::Line, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_capitals_and_lines_with_a_colon_are_headings() {
        let text = "We talk about https://a.example/.\n\nLINKS\n- https://b.example/\n\nThanks to our sponsors:\n* Shaker: https://c.example/\n\n=== Music ===\nhttps://d.example/\n";
        let found: Vec<_> = hits(text).iter().map(|hit| (hit.href.clone(), hit.section.clone())).collect();
        let expected = [
            ("a", None),
            ("b", Some("LINKS")),
            ("c", Some("Thanks to our sponsors")),
            ("d", Some("Thanks to our sponsors")),
        ];
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
