//! TOML front matter, as Hugo and Zola write it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{DEPTH, Entry, Fault, FrontMatter, Quoting, escaped};
use crate::text::{SourceMap, Span};

/// Reads the TOML in `block` of `text`, as far as it makes sense.
pub(super) fn read(text: &str, block: Span, body: usize) -> FrontMatter {
    let (table, errors) = DeTable::parse_recoverable(&text[block.range()]);
    let fault = errors.first().map(|error| {
        let at = block.start + error.span().map_or(0, |span| span.start);
        Fault::new(text, at, error.message())
    });
    let mut reader = Reader { text, start: block.start, path: Vec::new(), entries: Vec::new() };
    reader.table(table.get_ref());
    reader.entries.sort_by_key(|entry| entry.map.to_file(Span::new(0, entry.text.len())));
    FrontMatter { entries: reader.entries, body, fault }
}

struct Reader<'a> {
    text: &'a str,
    start: usize,
    path: Vec<String>,
    entries: Vec<Entry>,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.inside(key.get_ref().to_string(), value);
        }
    }

    fn inside(&mut self, key: String, value: &Spanned<DeValue<'_>>) {
        if self.path.len() >= DEPTH {
            return;
        }
        self.path.push(key);
        match value.get_ref() {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.inside(index.to_string(), value);
                }
            }
            scalar => self.scalar(scalar, Span::from(value.span()).shifted(self.start)),
        }
        self.path.pop();
    }

    fn scalar(&mut self, scalar: &DeValue<'_>, place: Span) {
        let Some(raw) = self.text.get(place.range()) else { return };
        let path = self.path.clone();
        let entry = match scalar {
            DeValue::String(value) => string(path, value, raw, place),
            _ => Entry::plain(path, raw, place.start),
        };
        self.entries.push(entry);
    }
}

fn string(path: Vec<String>, value: &str, raw: &str, place: Span) -> Entry {
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let inner = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or("");
    let cut = inner.len() - inner.strip_prefix("\r\n").or(inner.strip_prefix('\n')).unwrap_or(inner).len();
    let cut = if quotes == 3 { cut } else { 0 };
    let start = place.start + quotes + cut;
    let quoting = if raw.starts_with('"') { Quoting::Escaped } else { Quoting::Bare };
    let inner = inner.get(cut..).unwrap_or("");
    if inner == value {
        return Entry { quoting, ..Entry::plain(path, value, start) };
    }
    let decoded = Some(escaped::decode(inner, start)).filter(|(decoded, _)| decoded == value);
    let (text, map) = decoded.unwrap_or_else(|| {
        let mut map = SourceMap::default();
        map.push_spelt(place, value.len());
        (value.to_owned(), map)
    });
    Entry { path, text, map, quoting }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::{entries, spelt};

    #[test]
    fn tables_arrays_and_dates_are_read() {
        let text = "+++\ntitle = \"A \\\"b\\\"\"\ndate = 2024-05-01\nepisode = 7\n[[guests]]\nname = 'Ann'\nlinks = [\"https://a.example/\"]\n+++\n";
        let wanted = [
            ("title", "A \"b\""),
            ("date", "2024-05-01"),
            ("episode", "7"),
            ("guests.0.name", "Ann"),
            ("guests.0.links.0", "https://a.example/"),
        ];
        assert_eq!(entries(text), wanted.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(spelt(text, "guests.0.links.0"), "https://a.example/");
    }

    #[test]
    fn long_strings_keep_their_places() {
        let text = "+++\nnotes = \"\"\"\n* [A](https://a.example/)\"\"\"\n+++\n";
        assert_eq!(spelt(text, "notes"), "* [A](https://a.example/)");
    }

    #[test]
    fn a_fault_is_named_and_the_rest_is_read() {
        let matter = read("+++\ntitle = 'A'\nbad = = 1\nlink = 'https://a.example/'\n+++\n");
        assert!(matter.fault.unwrap().message.contains("line 3"));
        assert!(matter.entries.iter().any(|entry| entry.text == "https://a.example/"));
    }
}
