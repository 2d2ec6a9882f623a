//! The names of tags and attributes. A page has few, each many times, and to find one in html5ever's table takes longer than to know it again.

use html5ever::LocalName;

/// How many names are known again at once.
const SLOTS: usize = 128;

/// The names that were met last.
#[derive(Debug)]
pub(super) struct LocalNames {
    known: Vec<LocalName>,
}

impl Default for LocalNames {
    fn default() -> Self {
        Self { known: vec![LocalName::default(); SLOTS] }
    }
}

impl LocalNames {
    /// A name as the tree knows it: in lower case.
    pub(super) fn of(&mut self, name: &str) -> LocalName {
        let known = &mut self.known[slot(name.as_bytes())];
        if **known != *name {
            *known = in_lower_case(name);
        }
        known.clone()
    }
}

/// Where a name is kept; names that share a slot take turns.
fn slot(name: &[u8]) -> usize {
    let byte = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    (name.len() + 7 * byte(name.first()) + 31 * byte(name.last())) % SLOTS
}

fn in_lower_case(name: &str) -> LocalName {
    if name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'\0') {
        return LocalName::from(name.to_ascii_lowercase().replace('\0', "\u{fffd}"));
    }
    LocalName::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_a_slot_are_told_apart() {
        let mut names = LocalNames::default();
        for name in ["div", "dzv", "DIV", "div", "", "x\0", "div", "data-x", "é"] {
            assert_eq!(names.of(name), in_lower_case(name), "{name:?}");
        }
    }
}
