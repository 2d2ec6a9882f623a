//! Fields that a host shortened: where an ellipsis cuts an address off, what is left of it is no link.

use crate::episode::{Content, Fragment};

/// Leaves out the stump of an address at the end of a plain text, where another field holds the whole of it.
///
/// Without that proof it stays: three dots behind a whole address are a way to write, too.
pub(super) fn leave_out_stumps(notes: &mut [Fragment]) {
    for at in 0..notes.len() {
        let Some(stump) = stump_of(&notes[at]).map(str::to_owned) else { continue };
        let whole = notes.iter().enumerate().any(|(other, fragment)| other != at && goes_on(fragment, &stump));
        if let Some(Content::Text { text, .. }) = whole.then(|| &mut notes[at].content) {
            let end = text.rfind(&stump).unwrap_or(text.len());
            text.truncate(end);
        }
    }
}

/// The address at the end of a plain text that an ellipsis follows.
pub(super) fn stump_of(fragment: &Fragment) -> Option<&str> {
    let Content::Text { text, .. } = &fragment.content else { return None };
    let last = text.split_whitespace().next_back()?;
    let stump = last.strip_suffix("...").or_else(|| last.strip_suffix('…'))?;
    stump.find("http").map(|at| &stump[at..]).filter(|stump| stump.contains("://"))
}

/// Whether a field holds a longer address that begins like this.
fn goes_on(fragment: &Fragment, stump: &str) -> bool {
    let (Content::Html { text, .. } | Content::Text { text, .. }) = &fragment.content else { return false };
    let goes_on = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | ')' | '.' | '…' | ',');
    text.match_indices(stump).any(|(at, _)| text[at + stump.len()..].starts_with(goes_on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    fn text(text: &str) -> Fragment {
        let content = Content::Text { text: text.to_owned(), map: SourceMap::identity(0, text.len()) };
        Fragment { field: None, base: None, content }
    }

    fn left(first: &str, second: &str) -> String {
        let mut notes = [text(first), text(second)];
        leave_out_stumps(&mut notes);
        let Content::Text { text, .. } = &notes[0].content else { panic!("it was text") };
        text.clone()
    }

    #[test]
    fn a_stump_of_what_another_field_holds_is_left_out() {
        assert_eq!(left("See https://a.example/lo...", "See https://a.example/long/way"), "See ");
        assert_eq!(left("See https://a.example/lo…\n", "See https://a.example/long/way"), "See ");
    }

    #[test]
    fn an_ellipsis_alone_proves_nothing() {
        for (first, second) in [
            ("See https://a.example/...", "See https://a.example/ and more"),
            ("See https://a.example/...", "See something else"),
            ("https://a.example/ and so on...", "https://a.example/long"),
        ] {
            assert_eq!(left(first, second), first);
        }
    }
}
