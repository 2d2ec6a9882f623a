//! "Did you mean": the known name that is most like a mistyped one.

/// The name among `known` that takes fewest changes to get from `name`; none if all are too far away.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace('_', "-");
    let name = plain(name);
    // A third of the letters: of a word of four, two would be half of it.
    let most = (name.chars().count() + 1) / 3;
    let measured = known.iter().map(|candidate| (distance(&name, &plain(candidate)), *candidate));
    measured.filter(|(distance, _)| *distance <= most).min().map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (row[j - 1] + 1).min(rows[i - 1][j] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_through_and_guesses_are_not_made() {
        let known = ["timeout", "retries", "fail-on", "host-concurrency"];
        for (typed, meant) in [("timeot", "timeout"), ("fial-on", "fail-on"), ("host_concurrency", "host-concurrency")]
        {
            assert_eq!(nearest(typed, &known), Some(meant));
        }
        assert_eq!(nearest("colour", &known), None);
        assert_eq!((nearest("nope", &["gone"]), nearest("gnoe", &["gone"])), (None, Some("gone")));
    }
}
