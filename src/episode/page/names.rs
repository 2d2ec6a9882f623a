//! The words in an element's classes and id: `site-episode-showNotes` says *site*, *episode*, *show*, *notes*.

use scraper::node::Element;

/// Words in lower case, each between spaces, one space more between names: ` site  show notes  episode body `.
#[derive(Debug, Default)]
pub(super) struct Names(String);

/// The longest attribute that is read, in bytes.
const LONGEST: usize = 400;

/// Starts of classes that content management systems make of an author's own words.
const AUTHORS_WORDS: &[&str] = &[
    "tag-",
    "category-",
    "series-",
    "podcast-",
    "post-",
    "postid-",
    "format-",
    "type-",
    "status-",
    "guests-",
    "topic-",
];

impl Names {
    /// The names of an element.
    pub(super) fn of(element: &Element) -> Self {
        let mut words = String::new();
        let named = [element.attr("class"), element.attr("id")];
        for name in named.iter().flatten().flat_map(|value| head(value).split_ascii_whitespace()) {
            let is_post =
                element.attr("class").is_some_and(|class| class.contains("hentry") || class.contains("type-"));
            if is_post && AUTHORS_WORDS.iter().any(|start| name.starts_with(start)) {
                continue;
            }
            push_words(name, &mut words);
        }
        Self(words)
    }

    /// Whether one of the words is `word`.
    pub(super) fn has(&self, word: &str) -> bool {
        // A comparison of short words is cheaper than preparing a search for one.
        !self.0.is_empty() && self.0.as_bytes().split(|byte| *byte == b' ').any(|own| own == word.as_bytes())
    }

    /// Whether one of the words is among these.
    pub(super) fn has_any(&self, words: &[&str]) -> bool {
        !self.0.is_empty() && self.0.split(' ').any(|own| !own.is_empty() && words.contains(&own))
    }

    /// Whether one name holds `first` directly before one of `then`.
    pub(super) fn has_pair(&self, first: &str, then: &[&str]) -> bool {
        let mut previous = "";
        self.0.split(' ').any(|word| {
            let pair = previous == first && then.contains(&word);
            previous = word;
            pair
        })
    }

    /// Whether one name holds a word of each list, whatever stands between them.
    pub(super) fn has_both(&self, some: &[&str], others: &[&str]) -> bool {
        self.0.split("  ").any(|name| {
            let has = |list: &[&str]| name.split(' ').any(|word| list.contains(&word));
            has(some) && has(others)
        })
    }
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Appends the words of a name: split where it isn't a letter, and before capitals.
fn push_words(name: &str, into: &mut String) {
    into.push(' ');
    let mut before_lower = false;
    let mut in_word = false;
    for c in name.chars() {
        if c.is_alphabetic() {
            if c.is_uppercase() && before_lower {
                into.push(' ');
            }
            before_lower = c.is_lowercase();
            in_word = true;
            into.extend(c.to_lowercase());
        } else if in_word {
            into.push(' ');
            (in_word, before_lower) = (false, false);
        }
    }
    if in_word {
        into.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    fn names(class: &str) -> Names {
        let dom = Dom::fragment(&format!("<div class=\"{class}\">"));
        let div = dom.root().descendants().filter_map(|node| node.value().as_element()).last().unwrap();
        Names::of(div)
    }

    #[test]
    fn names_are_cut_into_words() {
        let found = names("site-episodeShowNotes Episode__Contents");
        assert!(["site", "episode", "show", "notes", "contents"].iter().all(|word| found.has(word)));
        assert!(!found.has("note") && !found.has("content"));
        assert!(found.has_pair("show", &["notes"]) && !found.has_pair("notes", &["episode"]));
        assert!(found.has_both(&["episode"], &["contents"]) && !found.has_both(&["site"], &["contents"]));
    }

    #[test]
    fn an_authors_own_words_say_nothing() {
        assert!(!names("post type-post tag-transcript hentry category-comments").has("transcript"));
    }
}
