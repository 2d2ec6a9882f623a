//! The lines of a plain text that stand for headings.

use crate::link::known::needs_no_sign;
use crate::text::words;

/// The longest line that is a heading, in bytes.
const LONGEST: usize = 60;

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Underlined with `=`.
    Title,
    /// Underlined with `-`.
    Part,
    /// In capitals, or with a colon: a speaker's name may look so.
    Line,
    /// With no sign of a heading, or one that has other meanings, too.
    Guess,
}

/// What a line without an address says as a heading: by the one `above` it, and by those below.
pub(super) fn of<'a>(line: &'a str, above: &str, below: &[&str]) -> Option<(Rank, &'a str)> {
    if line.len() > LONGEST || line.trim().is_empty() {
        return None;
    }
    let is_first = above.trim().is_empty();
    let marked = underlined(line, below.first().copied().unwrap_or_default()).filter(|_| is_first);
    let next = below.iter().map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or_default();
    let aloud = || said_aloud(line).map(|said| (Rank::Line, said));
    marked.or_else(aloud).or_else(|| alone(line, is_first, next).map(|said| (Rank::Guess, said)))
}

/// Whether a line begins with the sign of an entry in a list.
pub(super) fn begins_entry(line: &str) -> bool {
    ["- ", "* ", "• ", "– "].iter().any(|sign| line.starts_with(sign))
}

/// What a line says that has another of `=` or `-` below it.
fn underlined<'a>(line: &'a str, below: &str) -> Option<(Rank, &'a str)> {
    let said = line.trim().trim_end_matches([':', '：']).trim_end();
    let rank = if is_rule_of('=', below) { Rank::Title } else { Rank::Part };
    (said.contains(char::is_alphanumeric) && (rank == Rank::Title || is_rule_of('-', below))).then_some((rank, said))
}

fn is_rule_of(mark: char, line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.chars().all(|c| c == mark)
}

/// Whether a line is drawn: `---`.
pub(super) fn is_rule(line: &str) -> bool {
    ['-', '=', '_', '*', '—', '–', '~'].iter().any(|mark| is_rule_of(*mark, line))
}

/// What a line says that is in capitals or ends in a colon.
fn said_aloud(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(|c| "-=~*#_• ".contains(c));
    let shouts = line.chars().filter(|c| c.is_alphabetic()).count() > 2 && !line.contains(char::is_lowercase);
    let announces = line.ends_with([':', '：']);
    let said = line.trim_end_matches([':', '：']).trim_end();
    ((shouts && line.contains(char::is_uppercase) || announces) && !said.is_empty()).then_some(said)
}

/// What a line says that stands alone above a list, in decoration above what it names, or is a heading that everybody knows.
fn alone<'a>(line: &'a str, is_first: bool, next: &str) -> Option<&'a str> {
    const FEW: usize = 4;
    let line = line.trim();
    let said = line.trim_matches(|c: char| !c.is_alphanumeric());
    if said.is_empty() || line.ends_with(['.', '!', '?', ',', ';', '。', '！', '？']) {
        return None;
    }
    let is_known = needs_no_sign(said);
    let is_above = || begins_entry(next) || next.contains("://") || next.contains("www.");
    let is_short = || is_first && words(said).count() <= FEW && begins_entry(next);
    (is_known && (is_first || begins_entry(next) || is_decorated(line))
        || is_decorated(line) && is_above()
        || is_short())
    .then_some(said)
}

/// What stands before headings, in Japan above all.
const SIGNS: &[char] = &['▼', '▽', '■', '□', '◆', '◇', '●', '○', '★', '☆'];

/// Whether a line is written as a heading: in brackets or between marks, in bold, or behind those of Markdown.
fn is_decorated(line: &str) -> bool {
    const PAIRS: &[(&str, &str)] =
        &[("[", "]"), ("【", "】"), ("==", "=="), ("--", "--"), ("**", "**"), ("__", "__"), ("~~", "~~")];
    let level = line.len() - line.trim_start_matches('#').len();
    let is_marked = (1..=6).contains(&level) && line[level..].starts_with(' ');
    is_marked
        || line.starts_with(SIGNS)
        || PAIRS.iter().any(|(open, close)| line.starts_with(open) && line.ends_with(close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_everybody_knows_needs_no_sign() {
        let is_one = |line: &str| of(line, "", &["Acme https://a.example"]).is_some();
        for line in [
            "Sponsors",
            "🙏 Sponsors",
            "Our sponsors",
            "Shownotes",
            "Links",
            "▼提供",
            "【赞助】",
            "[Спонсор]",
            "== 협찬 ==",
            "## Books",
            "**Books**",
            "Werbung",
        ] {
            assert!(is_one(line), "{line}");
        }
        for line in ["Sponsor a child", "Hello there", "Sponsors and their ways", "Links!", "We talk of links"] {
            assert!(!is_one(line), "{line}");
        }
        assert_eq!(of("Books", "", &["", "- https://a.example"]), Some((Rank::Guess, "Books")));
        assert_eq!(of("Sponsors", "They said", &["Acme https://a.example"]), None);
    }
}
