//! JSON front matter, as Hugo reads it: an object at the very start of the file.

use super::{DEPTH, Entry, Fault, FrontMatter, Quoting};
use crate::text::json::{self, Data, Value};
use crate::text::{Span, json_fault};

/// Reads the object in `block` of `text`. Where `body` isn't known, it begins behind the object.
pub(super) fn read(text: &str, block: Span, body: Option<usize>) -> Option<FrontMatter> {
    let source = &text[..block.end];
    // The parser reads from the start; what stands before the block is a fence.
    let padded = " ".repeat(block.start) + &source[block.start..];
    let value = json::parse(&padded).value.filter(|value| value.complete && matches!(value.data, Data::Object(_)))?;
    let fault =
        json_fault(&source[value.span.start..]).map(|(at, what)| Fault::new(text, value.span.start + at, &what));
    let mut matter = FrontMatter { body: body.unwrap_or(value.span.end), fault, ..FrontMatter::default() };
    walk(text, &value, &mut Vec::new(), &mut matter.entries);
    (!matter.entries.is_empty()).then_some(matter)
}

fn walk(text: &str, value: &Value, path: &mut Vec<String>, into: &mut Vec<Entry>) {
    if path.len() > DEPTH {
        return;
    }
    let mut inside = |key: String, value: &Value| {
        path.push(key);
        walk(text, value, path, into);
        path.pop();
    };
    match &value.data {
        Data::Object(members) => members.iter().for_each(|(key, value)| inside(key.clone(), value)),
        Data::Array(elements) => {
            elements.iter().enumerate().for_each(|(index, value)| inside(index.to_string(), value));
        }
        Data::String => {
            let Some((string, map)) = value.mapped(text) else { return };
            into.push(Entry { path: path.clone(), text: string, map, quoting: Quoting::Escaped });
        }
        Data::Number | Data::Word => into.push(Entry::plain(path.clone(), &text[value.span.range()], value.span.start)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::{entries, spelt};

    #[test]
    fn objects_and_arrays_are_read() {
        let text = "{\n  \"title\": \"Caf\\u00e9\",\n  \"episode\": 7,\n  \"links\": [{\"url\": \"https:\\/\\/a.example/\"}]\n}\n\nBody";
        let wanted = [("title", "Café"), ("episode", "7"), ("links.0.url", "https://a.example/")];
        assert_eq!(entries(text), wanted.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(spelt(text, "links.0.url"), "https:\\/\\/a.example/");
    }

    #[test]
    fn what_a_strict_parser_refuses_is_a_fault() {
        let fault = |text: &str| read(text).fault.map(|fault| (fault.at, fault.message));
        assert_eq!(fault("{\n \"url\": \"https://a.example/\"\n}\n\nBody"), None);
        let (at, message) = fault("{\n \"url\": \"https://a.example/?q=a\\yb\"\n}\n").unwrap();
        assert_eq!((at, message.as_str()), (34, "the front matter makes no sense at line 2: invalid escape"));
    }
}
