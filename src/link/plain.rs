//! Addresses in plain text, under the lines that stand for headings: `SPONSORS`, `Links:`.

use std::sync::Arc;

use super::{Group, Hit, group, text};

/// The longest line that is a heading, in bytes.
const LONGEST: usize = 60;

/// Every address in a plain text, with the line above that names what it belongs to.
pub(super) fn hits(source: &str) -> Vec<Hit> {
    let mut hits = text::hits(source);
    let (mut section, mut group): (Option<Arc<str>>, Option<Group>) = (None, None);
    let (mut start, mut next) = (0, 0);
    for line in source.split_inclusive('\n') {
        let end = start + line.len();
        let is_here = |hit: &Hit| hit.span.is_some_and(|span| span.start < end);
        let own = hits[next..].iter().take_while(|hit| is_here(hit)).count();
        if own == 0 {
            section = heading(line).map(Into::into).or(section);
        }
        group = if line.trim().is_empty() { None } else { group.or_else(|| group::of_paragraph(line)) };
        for hit in &mut hits[next..next + own] {
            hit.section.clone_from(&section);
            hit.group = group.unwrap_or(hit.group);
        }
        (start, next) = (end, next + own);
    }
    hits
}

/// What a line says as a heading: one in capitals, or one that ends in a colon.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(|c| "-=~*#_• ".contains(c));
    let shouts = line.chars().filter(|c| c.is_alphabetic()).count() > 2 && !line.contains(char::is_lowercase);
    let announces = line.ends_with([':', '：']);
    let line_is_short = line.len() <= LONGEST && (shouts && line.contains(char::is_uppercase) || announces);
    let said = line.trim_end_matches([':', '：']).trim_end();
    (line_is_short && !said.is_empty()).then_some(said)
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
    fn a_paragraph_that_thanks_a_sponsor_is_the_sponsors() {
        let text =
            "This week’s show is brought to you by Shaker.\nTry https://shaker.example/pod\n\nhttps://b.example/";
        assert_eq!(hits(text).iter().map(|hit| hit.group).collect::<Vec<_>>(), [Group::Sponsor, Group::Editorial]);
    }
}
