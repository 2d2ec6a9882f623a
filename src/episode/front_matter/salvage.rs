//! What can be told of lines that no parser of YAML understands: `key: value`, alone or in a list, whatever stands in the value.

use super::Entry;
use crate::text::Span;

/// A key is no longer than this, in bytes: more is a sentence.
const LONGEST: usize = 40;

/// The pairs and elements in `lines` of `text`, each on a line of its own; `last` is what stands before them.
pub(super) fn entries(text: &str, lines: Span, last: Option<&Entry>) -> Vec<Entry> {
    let mut place = last.map(Place::of).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = lines.start;
    for line in text[lines.range()].split_inclusive('\n') {
        found.extend(place.read(line, start));
        start += line.len();
    }
    found
}

/// Where a line stands: under which key of the top, and in which element of its list.
#[derive(Default)]
struct Place {
    top: String,
    element: Option<usize>,
}

impl Place {
    fn of(entry: &Entry) -> Self {
        let element = entry.path.get(1).and_then(|key| key.parse().ok());
        Self { top: entry.path.first().cloned().unwrap_or_default(), element }
    }

    /// The entry on a line that begins at `start`.
    fn read(&mut self, line: &str, start: usize) -> Option<Entry> {
        let rest = line.trim_start();
        let is_element = rest.starts_with("- ");
        let is_top = rest.len() == line.len() && !is_element;
        let (key, value) = pair(rest.trim_start_matches("- "));
        if is_element {
            self.element = Some(self.element.map_or(0, |element| element + 1));
        } else if is_top {
            *self = Self { top: key?.to_owned(), element: None };
        }
        let value = bare(value).filter(|_| !rest.starts_with('#') && (is_element || key.is_some()))?;
        let at = start + (value.as_ptr() as usize - line.as_ptr() as usize);
        let element = self.element.map(|element| element.to_string());
        let inner = key.filter(|_| !is_top).map(str::to_owned);
        Some(Entry::plain([Some(self.top.clone()), element, inner].into_iter().flatten().collect(), value, at))
    }
}

/// A key and its value; all is the value where there is no key.
fn pair(line: &str) -> (Option<&str>, &str) {
    let is_key = |key: &str| {
        !key.is_empty()
            && key.len() <= LONGEST
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
    };
    let parted = line.split_once(':').filter(|(key, value)| is_key(key) && value.starts_with(char::is_whitespace));
    parted.map_or((None, line), |(key, value)| (Some(key.trim_end()), value))
}

/// A value without its quotes and what is noted behind it; `None` if there is none, or it goes on in other lines.
fn bare(value: &str) -> Option<&str> {
    let value = value.split_once(" #").map_or(value, |(value, _)| value).trim();
    let quote = |c: char| matches!(c, '"' | '\'');
    let value = value.strip_prefix(quote).unwrap_or(value);
    let value = value.strip_suffix(quote).unwrap_or(value);
    (!value.is_empty() && !value.starts_with(['|', '>', '[', '{', '&', '*', '!'])).then_some(value)
}
