//! Where the address of a link stands: the parser tells only where the whole link does.

use crate::text::Span;

/// The address of an inline link; `rest` begins where its text ends, and ends with the link.
pub(super) fn of_inline(source: &str, rest: Span) -> Option<Span> {
    let inner = source.get(rest.range())?;
    let start = rest.start + inner.find("](")? + 2;
    Some(address(source, Span::new(start, rest.end.checked_sub(1)?)))
}

/// The address of a reference definition, `[label]: address "title"`.
pub(super) fn of_definition(source: &str, definition: Span) -> Option<Span> {
    let inner = source.get(definition.range())?;
    let start = definition.start + inner.find("]:")? + 2;
    Some(address(source, Span::new(start, definition.end)))
}

/// The address that `rest` begins with, after white space and the marks of a block quote (CommonMark 0.31, 6.3 and 4.7).
fn address(source: &str, rest: Span) -> Span {
    let inner = source.get(rest.range()).unwrap_or("");
    let line = inner.trim_start();
    let quoted = if line.len() < inner.len() { line.trim_start_matches(['>', ' ', '\t']) } else { line };
    let start = rest.end - quoted.len();
    match quoted.strip_prefix('<') {
        Some(pointed) => Span::new(start + 1, start + 1 + ends(pointed, |c, _| c == '>')),
        None => {
            Span::new(start, start + ends(quoted, |c, depth| c.is_ascii_whitespace() || c.is_control() || depth < 0))
        }
    }
}

/// Where the first character stands, not escaped, at which `stop` holds. It is told how many brackets are open after it.
fn ends(text: &str, stop: impl Fn(char, i32) -> bool) -> usize {
    let (mut escaped, mut depth) = (false, 0);
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if stop(c, depth) {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(text: &str) -> &str {
        &text[of_inline(text, Span::new(0, text.len())).unwrap().range()]
    }

    #[test]
    fn every_spelling_of_an_inline_address_is_found() {
        assert_eq!(inline("](https://a.example/x_(y))"), "https://a.example/x_(y)");
        assert_eq!(inline("](<https://a.example/a b> 'title')"), "https://a.example/a b");
        assert_eq!(inline("](\n> https://a.example/ \"](no)\")"), "https://a.example/");
        assert_eq!(inline(r"](https://a.example/\)x)"), r"https://a.example/\)x");
        assert_eq!(inline("]()"), "");
    }

    #[test]
    fn definitions_may_be_pointed_and_titled() {
        let definition = |text: &'static str| &text[of_definition(text, Span::new(0, text.len())).unwrap().range()];
        assert_eq!(definition("[a]: https://a.example/ \"title\""), "https://a.example/");
        assert_eq!(definition("[a]:\n  <https://a.example/>\n"), "https://a.example/");
    }
}
