//! Inline directives: comments in the notes that ask aircheck to leave links out.
//!
//! `<!-- aircheck: ignore -->` stands before one link, `<!-- aircheck: ignore-start -->` and
//! `<!-- aircheck: ignore-end -->` around some. A reason may follow behind a colon or a dash:
//! `<!-- aircheck: ignore: comes online on Friday -->`. As other tools write it, `<!-- aircheck-ignore -->`, it is understood, too.

use memchr::memmem;

use super::Hit;
use crate::text::Span;

/// A comment that speaks to aircheck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole comment, in the text that was scanned.
    pub span: Span,
    /// What it asks for.
    pub word: Word,
    /// Why, as given; may be empty.
    pub reason: String,
}

/// What a directive asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Leave out the next link.
    Ignore,
    /// Leave out every link from here on.
    IgnoreStart,
    /// End of what is left out.
    IgnoreEnd,
    /// Something that aircheck doesn't know, most likely mistyped.
    Unknown(String),
    /// One of the above without the colon that makes it one.
    Uncoloned(String),
}

/// Every directive of a text, in order. Comments end at `-->`, as in HTML and CommonMark.
#[must_use]
pub fn scan(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = memmem::find(&text.as_bytes()[from..], b"<!--").map(|at| from + at) {
        let Some(end) = memmem::find(&text.as_bytes()[start + 4..], b"-->").map(|at| start + 4 + at + 3) else { break };
        let comment = text[start + 4..end - 3].trim();
        found.extend(read(comment).map(|(word, reason)| Directive { span: Span::new(start, end), word, reason }));
        from = end;
    }
    found
}

/// Reads what stands between `<!--` and `-->`.
fn read(comment: &str) -> Option<(Word, String)> {
    let said = comment.get(.."aircheck".len()).filter(|name| name.eq_ignore_ascii_case("aircheck"))?;
    let rest = comment[said.len()..].trim_start();
    let Some(said) = rest.strip_prefix([':', '-']).map(str::trim_start) else {
        let word = first_word(rest);
        let is_known = !matches!(word_of(word), Word::Unknown(_));
        return is_known.then(|| (Word::Uncoloned(word.to_owned()), String::new()));
    };
    let word = first_word(said);
    let reason = said[word.len()..].trim_start_matches(|c: char| c.is_whitespace() || ":-–—".contains(c)).trim_end();
    Some((word_of(word), reason.to_owned()))
}

fn first_word(said: &str) -> &str {
    let end = said.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(said.len());
    // A dash that opens the reason may touch the word: `ignore--see below`.
    said[..end].trim_end_matches('-')
}

fn word_of(word: &str) -> Word {
    match word.to_ascii_lowercase().as_str() {
        "ignore" | "ignore-next" => Word::Ignore,
        "ignore-start" => Word::IgnoreStart,
        "ignore-end" => Word::IgnoreEnd,
        _ => Word::Unknown(word.to_owned()),
    }
}

/// Marks the hits that the directives ask to leave out. Both are places in the same text; `hits` are in its order.
pub fn apply(directives: &[Directive], hits: &mut [Hit]) {
    let mut waiting = directives.iter().peekable();
    let (mut next, mut block): (Option<&str>, Option<&str>) = (None, None);
    for hit in hits {
        let Some(span) = hit.span else { continue };
        while let Some(directive) = waiting.next_if(|directive| directive.span.end <= span.start) {
            match directive.word {
                Word::Ignore => next = Some(&directive.reason),
                Word::IgnoreStart => block = Some(&directive.reason),
                Word::IgnoreEnd => block = None,
                Word::Unknown(_) | Word::Uncoloned(_) => {}
            }
        }
        if let Some(reason) = next.take().or(block) {
            hit.ignored = Some(reason.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::text;

    fn ignored(notes: &str) -> Vec<(String, String)> {
        let mut hits = text::hits(notes);
        apply(&scan(notes), &mut hits);
        hits.into_iter().filter_map(|hit| Some((hit.href, hit.ignored?))).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(href, reason)| ((*href).to_owned(), (*reason).to_owned())).collect()
    }

    #[test]
    fn ignore_takes_the_next_link_only() {
        let notes = "https://a.example/ <!-- aircheck: ignore --> https://b.example/ https://c.example/";
        assert_eq!(ignored(notes), pairs(&[("https://b.example/", "")]));
    }

    #[test]
    fn a_block_takes_all_links_in_it() {
        let notes = "<!-- aircheck: ignore-start: old site --> https://a.example/\n\nhttps://b.example/ <!--aircheck:ignore-end--> https://c.example/";
        assert_eq!(ignored(notes), pairs(&[("https://a.example/", "old site"), ("https://b.example/", "old site")]));
    }

    #[test]
    fn an_open_block_reaches_the_end() {
        assert_eq!(ignored("<!-- AirCheck: ignore-start --> https://a.example/"), pairs(&[("https://a.example/", "")]));
    }

    #[test]
    fn reasons_stand_behind_a_colon_or_a_dash() {
        let reason = |comment: &str| scan(comment).remove(0).reason;
        assert_eq!(reason("<!-- aircheck: ignore: comes on Friday -->"), "comes on Friday");
        assert_eq!(reason("<!-- aircheck: ignore - comes on Friday -->"), "comes on Friday");
        assert_eq!(reason("<!-- aircheck-ignore: comes on Friday -->"), "comes on Friday");
        assert_eq!(reason("<!-- aircheck: ignore — comes\non Friday -->"), "comes\non Friday");
    }

    #[test]
    fn other_words_and_other_comments_are_told_apart() {
        assert_eq!(scan("<!-- aircheck: ignroe x -->").remove(0).word, Word::Unknown("ignroe".to_owned()));
        assert_eq!(scan("<!-- aircheck ignore it -->").remove(0).word, Word::Uncoloned("ignore".to_owned()));
        assert!(scan("<!-- aircheck is great --> <!-- note --> <!-- aircheck: ignore").is_empty());
    }
}
