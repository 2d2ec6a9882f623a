//! Front matter: the block of data at the head of a Markdown file, in YAML (`---`), TOML (`+++`) or JSON (`{`), as Hugo, Jekyll,
//! Eleventy and Astro read it.
//!
//! Every scalar is kept with the keys that lead to it and its bytes in the file. What a key means is said in `keys`.

mod escaped;
mod json;
pub(super) mod keys;
mod salvage;
mod toml;
mod yaml;

use crate::text::{SourceMap, Span};

/// How deep values may be nested; deeper ones are left out.
const DEPTH: usize = 24;

/// A scalar of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The keys and indices that lead to it.
    pub(super) path: Vec<String>,
    /// Its value: of a string the decoded text, of anything else its spelling.
    pub(super) text: String,
    /// From `text` to the file.
    pub(super) map: SourceMap,
    /// How it is quoted.
    pub(super) quoting: Quoting,
}

/// What quotes ask of the characters between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quoting {
    /// Each stands for itself.
    #[default]
    Bare,
    /// An apostrophe is doubled.
    Doubled,
    /// A backslash begins an escape.
    Escaped,
}

/// The first place at which a strict parser gives up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte of the file.
    pub(super) at: usize,
    /// What is wrong, for people.
    pub(super) message: String,
}

impl Fault {
    fn new(text: &str, at: usize, what: &str) -> Self {
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        Self { at, message: format!("the front matter makes no sense at line {line}: {what}") }
    }
}

impl Entry {
    /// An entry whose bytes stand in the file as they are, from `start` on.
    fn plain(path: Vec<String>, text: &str, start: usize) -> Self {
        Self::bare(path, text.to_owned(), SourceMap::identity(start, text.len()))
    }

    fn bare(path: Vec<String>, text: String, map: SourceMap) -> Self {
        Self { path, text, map, quoting: Quoting::Bare }
    }

    /// All its bytes in the file, if they can be told.
    pub(super) fn whole(&self) -> Option<Span> {
        self.map.to_file(Span::new(0, self.text.len()))
    }

    /// Its bytes in the file, white space around it left out, if they can be told.
    pub(super) fn span(&self) -> Option<Span> {
        let start = self.text.len() - self.text.trim_start().len();
        self.map.to_file(Span::new(start, start + self.text.trim().len()))
    }

    /// Whether that is its innermost key, in any case and with or without `-` and `_`.
    fn is_called(&self, name: &str) -> bool {
        self.path.last().is_some_and(|key| keys::letters(key).eq(name.chars()))
    }

    /// The innermost key, in lower case, without `-` and `_`.
    pub(super) fn key(&self) -> String {
        self.path.last().map_or_else(String::new, |key| keys::normal(key))
    }
}

/// What stands at the head of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Its scalars, in the order of the file.
    pub(super) entries: Vec<Entry>,
    /// The byte at which the body begins.
    pub(super) body: usize,
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
}

impl FrontMatter {
    /// The value of the first of `names`, at the top level.
    pub(super) fn top(&self, names: &[&str]) -> Option<&Entry> {
        let find = |name: &&str| self.entries.iter().find(|entry| entry.path.len() == 1 && entry.is_called(name));
        names.iter().find_map(find).filter(|entry| !entry.text.trim().is_empty())
    }
}

/// Splits a Markdown file into its front matter and its body.
pub(super) fn read(text: &str) -> FrontMatter {
    let head = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let rest = &text[head..];
    let language = rest.lines().next().unwrap_or("").trim_end();
    let found = match language {
        "---" | "---yaml" | "---yml" => {
            fenced(text, head, &["---", "..."]).and_then(|(block, body)| yaml::read(text, block, body))
        }
        "+++" | "---toml" => fenced(text, head, &[&language[..3]]).map(|(block, body)| toml::read(text, block, body)),
        "---json" => fenced(text, head, &["---"]).and_then(|(block, body)| json::read(text, block, Some(body))),
        _ if rest.starts_with('{') => json::read(text, Span::new(head, text.len()), None),
        _ => None,
    };
    found.unwrap_or_default()
}

/// The block between the first line at `head` and a line that is one of `fences`, and where the body begins.
fn fenced(text: &str, head: usize, fences: &[&str]) -> Option<(Span, usize)> {
    let start = head + text[head..].find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            return Some((Span::new(start, at), at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Path and text of every entry.
    pub(super) fn entries(text: &str) -> Vec<(String, String)> {
        let matter = read(text);
        for entry in &matter.entries {
            assert!(entry.map.len() == entry.text.len(), "{entry:?}");
        }
        matter.entries.into_iter().map(|entry| (entry.path.join("."), entry.text)).collect()
    }

    pub(super) fn spelt<'a>(text: &'a str, path: &str) -> &'a str {
        let matter = read(text);
        let entry = matter.entries.iter().find(|entry| entry.path.join(".") == path).unwrap();
        &text[entry.span().unwrap().range()]
    }

    fn body(text: &str) -> &str {
        &text[read(text).body..]
    }

    #[test]
    fn the_body_begins_behind_the_fence() {
        assert_eq!(body("---\ntitle: A\n---\nBody"), "Body");
        assert_eq!(body("---\r\ntitle: A\r\n---\r\nBody"), "Body");
        assert_eq!(body("+++\ntitle = 'A'\n+++\n\nBody"), "\nBody");
        assert_eq!(body("{\n \"title\": \"A\"\n}\n\nBody"), "\n\nBody");
        assert_eq!(body("---json\n{\"title\": \"A\"}\n---\nBody"), "Body");
        assert_eq!(body("---\n---\nBody"), "Body");
    }

    #[test]
    fn what_only_looks_like_front_matter_is_body() {
        for text in [
            "---\nnever closed: x\n",
            "---\n\nJust a rule.\n\n---\nx",
            "{{< player >}}\nx",
            "{% include x %}",
            "# Title",
            "",
        ] {
            assert_eq!(body(text), text);
        }
    }

    #[test]
    fn a_value_without_key_and_quotes_is_a_fault() {
        let text = "+++\n=ä\n+++\nBody";
        assert!(read(text).fault.is_some());
        assert_eq!(body(text), "Body");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "(---|\\+\\+\\+|\\{|\\}|\\[|\\]|: |- |\n|\"|'|[a-zä|>&*#=,\\\\ ]){0,50}") {
            for fence in ["---\n", "+++\n", ""] {
                let whole = format!("{fence}{text}\n{fence}x");
                let matter = read(&whole);
                prop_assert!(whole.get(matter.body..).is_some());
                for entry in matter.entries {
                    prop_assert_eq!(entry.map.len(), entry.text.len());
                    prop_assert!(entry.span().is_none_or(|span| whole.get(span.range()).is_some()));
                }
            }
        }
    }
}
