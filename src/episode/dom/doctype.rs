//! The doctype, from which the tree builder tells quirks (WHATWG HTML §13.2.5.53 to §13.2.5.68).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Doctype;

/// Reads what stands between `<!doctype` and `>`.
pub(super) fn doctype(text: &str) -> Doctype {
    let text = text.trim_start_matches(is_space);
    let (name, rest) = text.split_at(text.find(is_space).unwrap_or(text.len()));
    let rest = rest.trim_start_matches(is_space);
    let mut found = Doctype {
        name: (!name.is_empty()).then(|| StrTendril::from(name.to_ascii_lowercase())),
        force_quirks: name.is_empty(),
        ..Doctype::default()
    };
    let keyword = rest.get(..6).unwrap_or_default();
    let is_read = if keyword.eq_ignore_ascii_case("public") {
        public(&rest[6..], &mut found)
    } else if keyword.eq_ignore_ascii_case("system") {
        system(&rest[6..], &mut found, true)
    } else {
        rest.is_empty().then_some(())
    };
    found.force_quirks |= is_read.is_none();
    found
}

/// The public identifier and the system identifier that may follow it. `None` where one is broken.
fn public(rest: &str, found: &mut Doctype) -> Option<()> {
    let rest = quoted(rest, &mut found.public_id)?;
    system(rest, found, false)
}

/// The system identifier. `None` where it is broken, or isn't there and should be.
fn system(rest: &str, found: &mut Doctype, should_be: bool) -> Option<()> {
    if !should_be && rest.trim_start_matches(is_space).is_empty() {
        return Some(());
    }
    // Whatever stands behind it doesn't count.
    quoted(rest, &mut found.system_id).map(|_| ())
}

/// Takes the string in quotes that a text begins with; returns what follows it. `None` where it doesn't end.
fn quoted<'a>(rest: &'a str, into: &mut Option<StrTendril>) -> Option<&'a str> {
    let rest = rest.trim_start_matches(is_space);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (text, behind) = match rest[1..].split_once(quote) {
        Some((text, behind)) => (text, Some(behind)),
        None => (&rest[1..], None),
    };
    *into = Some(StrTendril::from_slice(text));
    behind
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_parts_are_told_apart() {
        let read = |text| {
            let found = doctype(text);
            let part = |part: Option<StrTendril>| part.map_or_else(|| "-".to_owned(), |part| part.to_string());
            let quirks = if found.force_quirks { " quirks" } else { "" };
            format!("{} {} {}{quirks}", part(found.name), part(found.public_id), part(found.system_id))
        };
        assert_eq!(read(" HTML"), "html - -");
        assert_eq!(read("html  "), "html - -");
        assert_eq!(read(" html PUBLIC \"-//W3C//DTD\" 'about:blank' x"), "html -//W3C//DTD about:blank");
        assert_eq!(read(" html public'a'"), "html a -");
        assert_eq!(read(" html SYSTEM \"about:legacy-compat\""), "html - about:legacy-compat");
        assert_eq!(read(""), "- - - quirks");
        assert_eq!(read(" html x"), "html - - quirks");
        assert_eq!(read(" html PUBLIC \"a"), "html a - quirks");
        assert_eq!(read(" html SYSTEM"), "html - - quirks");
    }
}
