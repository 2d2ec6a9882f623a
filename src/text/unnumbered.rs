//! What the system says of an error, for people.

/// A message without the numbers of the system's errors: `Permission denied (os error 13)`.
#[must_use]
pub fn unnumbered(message: &str) -> String {
    let mut parts = message.split(" (os error ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once(')') {
        Some((number, rest)) if number.parse::<i32>().is_ok() => text + rest,
        _ => text + " (os error " + part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_errors_are_left_out_and_nothing_else() {
        assert_eq!(unnumbered("x: Permission denied (os error 13): y"), "x: Permission denied: y");
        for text in ["(os error", "x (os error y) z", "x (1)"] {
            assert_eq!(unnumbered(text), text);
        }
    }
}
