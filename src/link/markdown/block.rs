//! A paragraph, a list item or a quote: what it says of its links.

use std::ops::RangeInclusive;

use crate::link::group::{self, Words, lines};
use crate::link::{Group, Hit};
use crate::text::words;

/// How much of a block is looked at for words such as "Sponsored by", in bytes.
const BEGINNING: usize = 60;

/// How much of a block is kept for the sentences in it, in bytes.
const LONGEST: usize = 2000;

/// A block that may say whose its links are.
#[derive(Default)]
pub(super) struct Block {
    text: String,
    /// Its links, by their places among all, and where they stand in the text.
    links: Vec<(usize, usize)>,
    /// Where lines end that are written so, which a reader sees as blanks.
    written: Vec<usize>,
}

impl Block {
    /// Adds text; a reader sees that lines end at `\n`.
    pub(super) fn push(&mut self, text: &str) {
        if self.text.len() < LONGEST {
            self.text.push_str(&text[..text.floor_char_boundary(LONGEST)]);
        }
    }

    /// Ends a line as it is written.
    pub(super) fn push_break(&mut self) {
        if self.text.len() < LONGEST {
            self.written.push(self.text.len());
            self.text.push(' ');
        }
    }

    /// A link stands here, the `link`th of all; `text` is what it says, if that was read already.
    pub(super) fn note(&mut self, link: usize, text: &str) {
        let from = self.links.last().map_or(0, |(_, at)| *at);
        let read = if text.is_empty() { None } else { self.text[from..].find(text) };
        self.links.push((link, read.map_or(self.text.len(), |at| from + at)));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn beginning(&self) -> &str {
        &self.text[..self.text.floor_char_boundary(BEGINNING)]
    }

    /// Whose its links are, as far as it says; `hits` are all so far.
    pub(super) fn groups(mut self, hits: &[Hit]) -> Vec<(usize, Group)> {
        if self.links.is_empty() {
            return Vec::new();
        }
        self.part();
        let words = Words::of(&self.text);
        let theirs = self.theirs(&words, hits);
        let one = |(link, at): &(usize, usize)| {
            let line = theirs.iter().find(|(_, line)| line.contains(at)).map(|(group, _)| *group);
            let said = line.or_else(|| group::of_sentence(&self.text, &words, *at, ""))?;
            Some((*link, said))
        };
        self.links.iter().filter_map(one).collect()
    }

    /// Parts lines as they are written where one begins with what it names: many sites show them so.
    fn part(&mut self) {
        for at in std::mem::take(&mut self.written) {
            if is_labelled(&self.text[at + 1..]) {
                self.text.replace_range(at..=at, "\n");
            }
        }
    }

    /// The lines that are somebody's.
    fn theirs(&self, words: &Words, hits: &[Hit]) -> Vec<(Group, RangeInclusive<usize>)> {
        let spans = self.lines();
        if spans.len() < 2 {
            let all = group::of_paragraph(&self.text, words);
            return all.map(|group| (group, 0..=self.text.len())).into_iter().collect();
        }
        let line = |span: &RangeInclusive<usize>| {
            let text = self.text[*span.start()..*span.end()].trim();
            let links = self.links.iter().filter(|(_, at)| span.contains(at));
            lines::Line::new(text, &Words::of(text), links.filter_map(|(link, _)| Some(hits.get(*link)?.href.as_str())))
        };
        let reading = lines::read(&spans.iter().map(line).collect::<Vec<_>>(), None);
        let span =
            |(group, at): (Group, std::ops::Range<usize>)| (group, *spans[at.start].start()..=*spans[at.end - 1].end());
        reading.said.into_iter().map(span).collect()
    }

    /// Where its lines stand that aren't empty, up to what ends them.
    fn lines(&self) -> Vec<RangeInclusive<usize>> {
        let mut start = 0;
        let all = self.text.split('\n').map(|line| {
            let span = start..=start + line.len();
            start += line.len() + 1;
            span
        });
        all.filter(|line| line.start() < line.end()).collect()
    }
}

/// Whether a line begins with what it names, or with a credit: `Guest:`, `Music by`.
fn is_labelled(line: &str) -> bool {
    const LABEL: usize = 30;
    const FEW: usize = 2;
    let begin = &line[..line.floor_char_boundary(LABEL)];
    let label = begin.split_once([':', '：']).filter(|(label, rest)| !rest.starts_with("//") && !label.is_empty());
    label.is_some_and(|(label, _)| words(label).count() <= FEW) || group::is_credit(line)
}

#[cfg(test)]
mod tests {
    use crate::link::Group::{self, Editorial, Sponsor};
    use crate::link::markdown::hits;

    fn groups(source: &str) -> Vec<Group> {
        hits(source).into_iter().map(|hit| hit.group).collect()
    }

    #[test]
    fn a_sponsors_line_says_nothing_of_the_next() {
        assert_eq!(groups("**Sponsor:** [A](//a)  \n**Guest:** [G](//g)"), [Sponsor, Editorial]);
        assert_eq!(groups("Sponsor: [A](//a)\nGuest: [G](//g)"), [Sponsor, Editorial]);
        assert_eq!(groups("This episode is brought to you by\n[A](//a) and by [B](//b)."), [Sponsor, Sponsor]);
        assert_eq!(groups("[G](//g)\\\nSponsored by [A](//a)"), [Editorial, Sponsor]);
        assert_eq!(groups("Sponsored by [A](//a).\nThe best part: [mugs](//b)."), [Sponsor, Sponsor]);
    }

    #[test]
    fn what_announces_a_list_ends_with_it() {
        let sections =
            |source: &str| hits(source).into_iter().map(|hit| hit.section.unwrap_or_default()).collect::<Vec<_>>();
        let list = |above: &str| sections(&format!("{above}\n\n- [A](//a)\n\n[B](//b)"));
        assert_eq!(list("Sponsored by:")[1], "".into());
        assert_eq!(list("Sponsors")[1], "".into());
        assert_eq!(list("## Sponsors\n\nThanks to our sponsors:")[1], "Sponsors".into());
        assert_eq!(list("Links:")[1], "Links".into());
        assert_eq!(sections("Werbung\n\n[A](//a)\n\nIn dieser Folge: [B](//b)")[1], "".into());
        assert_eq!(sections("## Sponsors\n\n**Acme**\n[A](//a)"), ["Sponsors".into()]);
    }

    #[test]
    fn the_title_of_a_link_is_no_label() {
        assert_eq!(groups("- [Werbung – Wikipedia](//a)\n- [Реклама — Википедия](//b)"), [Editorial, Editorial]);
    }
}
