//! Numbers with their nouns.

/// A number with its noun: `1 link`, `2 links`, `2 addresses`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if noun.ends_with('s') { "es" } else { "s" };
    format!("{number} {noun}{}", if number == 1 { "" } else { plural })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_counted() {
        let said =
            [(1, "link"), (0, "link"), (2, "address"), (1, "address")].map(|(number, noun)| counted(number, noun));
        assert_eq!(said, ["1 link", "0 links", "2 addresses", "1 address"]);
    }
}
