//! Comments of Obsidian: `%% … %%`.

use super::extension::Code;
use crate::text::Span;

/// Marks of notes that are kept in Obsidian: only there is a percent sign more than that.
const MARKS: &[&str] = &["[[", "> [!"];

/// The comments of a text, in order: between lines of their own, and within lines where other marks show what wrote them.
pub(super) fn comments(source: &str, code: &Code) -> Vec<Span> {
    let is_vault = MARKS.iter().any(|mark| source.contains(mark));
    let (mut found, mut open) = (Vec::new(), None::<(usize, bool)>);
    let marks = source.match_indices("%%").map(|(at, _)| at).filter(|at| !code.holds(source, *at));
    for at in marks {
        let alone = stands_alone(source, at);
        match open {
            Some((start, opened_alone)) if opened_alone == alone || is_vault => {
                found.push(Span::new(start, at + 2));
                open = None;
            }
            None if alone || is_vault && begins(source, at) => open = Some((at, alone)),
            _ => {}
        }
    }
    found
}

fn stands_alone(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches([' ', '\t']);
    let behind = source[at + 2..].trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
}

/// Whether nothing before the mark makes it a part of something else, such as an address.
fn begins(source: &str, at: usize) -> bool {
    source[..at].chars().next_back().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::link::markdown::hits;

    fn hrefs(source: &str) -> Vec<String> {
        hits(source).into_iter().map(|hit| hit.href).collect()
    }

    #[test]
    fn comments_between_lines_are_not_shown() {
        let source = "[A](https://a.example/)\n\n%%\n[B](https://b.example/)\n\nhttps://c.example/\n%%\n\n[D](https://d.example/)";
        assert_eq!(hrefs(source), ["https://a.example/", "https://d.example/"]);
    }

    #[test]
    fn comments_within_lines_are_not_shown_where_other_marks_are_obsidians() {
        let text = "Ask %% see https://a.example/ %% for 100%% of https://b.example/";
        assert_eq!(hrefs(text), ["https://a.example/", "https://b.example/"]);
        assert_eq!(hrefs(&format!("Up: [[Season 3]]\n\n{text}")), ["https://b.example/"]);
    }
}
