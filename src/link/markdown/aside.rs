//! Transcripts, comments and lists of other episodes, which are none of the notes, as far as the next heading of their rank. Whatever else stands in a draft, its
//! author wrote for it: "Newsletter" may be about one.

use pulldown_cmark::HeadingLevel;

use crate::episode::page::is_aside;

/// Whether what is read stands in such a section.
#[derive(Default)]
pub(super) struct Aside(Option<HeadingLevel>);

impl Aside {
    /// A heading ends. What heads the whole text is its title, whatever it says.
    pub(super) fn read(&mut self, level: HeadingLevel, heading: Option<&str>, is_first: bool) {
        if self.0.is_none_or(|open| level <= open) {
            let is_title = is_first && level == HeadingLevel::H1;
            self.0 = heading.is_some_and(|text| !is_title && is_aside(text)).then_some(level);
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::link::markdown::hits;

    #[test]
    fn a_transcript_reaches_as_far_as_the_next_heading_of_its_rank() {
        let source = "[A](https://a.example)\n\n## Transcript\n\n[B](https://b.example) https://c.example/x\n\n### Part two\n\n\
                      <a href='https://d.example'>D</a>\n\n<p><a href='https://e.example'>E</a></p>\n\n## Links\n\n[F](https://f.example)";
        let hrefs: Vec<_> = hits(source).into_iter().map(|hit| hit.href).collect();
        assert_eq!(hrefs, ["https://a.example", "https://f.example"]);
    }

    #[test]
    fn a_heading_about_transcripts_is_none_over_one() {
        let hrefs = |heading: &str| hits(&format!("{heading}\n\n[A](https://a.example)")).len();
        assert_eq!(hrefs("## 文字起こし"), 0);
        assert_eq!(hrefs("## How we make transcripts"), 1);
        assert_eq!(hrefs("# Transcript"), 1);
        assert_eq!((hrefs("## More episodes"), hrefs("## Newsletter"), hrefs("## Subscribe")), (0, 1, 1));
    }
}
