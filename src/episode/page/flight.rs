//! What Next.js hands to a page piece by piece, as `self.__next_f.push([1,"…"])`: rows, each of which may stand for a value in another.

use std::collections::HashMap;

use super::outline::Outline;
use crate::episode::dom::Dom;
use crate::text::json::{self, Data, Value};
use crate::text::{SourceMap, Span};

/// How such a script begins.
const MARK: &str = "__next_f";

/// The number of a piece that holds text.
const TEXT: &str = "1";

/// The length of a text has no more digits than this.
const LENGTH: usize = 8;

/// The text of all pieces of a page in order, and the way back to the file.
pub(super) fn text(dom: &Dom, outline: &Outline<'_>) -> Option<(String, SourceMap)> {
    let (mut text, mut map) = (String::new(), SourceMap::default());
    for node in outline.heads("script").filter_map(|script| script.first_child()) {
        let Some(source) = node.value().as_text().filter(|source| source.contains(MARK)) else { continue };
        let Some(at) = source.find("push([").map(|at| at + "push(".len()) else { continue };
        let parsed = json::parse_at(source, at).value;
        let [kind, piece] = parsed.as_ref().map(Value::elements).unwrap_or_default() else { continue };
        if source.get(kind.span.range()) == Some(TEXT)
            && let Some((part, inner)) = piece.mapped(source)
        {
            text.push_str(&part);
            map.append(&dom.text_map(node.id()).compose(&inner));
        }
    }
    (!text.is_empty()).then_some((text, map))
}

/// The rows of such a text that are values, and those that are plain text, by their names.
pub(super) fn rows(text: &str) -> (Value, HashMap<String, Value>) {
    let (mut values, mut texts) = (Vec::new(), HashMap::new());
    let mut at = 0;
    while let Some((name, _)) = text.get(at..).and_then(|rest| rest.split_once(':')) {
        let start = at + name.len() + 1;
        if let Some(span) = long_text(text, start) {
            at = span.end;
            texts.insert(format!("${}", name.trim()), Value { span, data: Data::String, complete: true });
        } else {
            at = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
            values.extend(json::parse_at(text, start).value);
        }
    }
    (Value { span: Span::new(0, text.len()), data: Data::Array(values), complete: true }, texts)
}

/// The text behind `T`, its length in bytes as a hexadecimal number, and a comma.
fn long_text(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?.strip_prefix('T')?;
    // No text is longer than so many digits say, and looking on for a comma costs as much as the page is long, row by row.
    let digits = rest.as_bytes().iter().take(LENGTH + 1).position(|byte| *byte == b',')?;
    let length = &rest[..digits];
    let start = at + 1 + length.len() + 1;
    let end = start.checked_add(usize::from_str_radix(length, 16).ok()?)?;
    let end = end.min(text.len());
    text.is_char_boundary(end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_values_or_texts() {
        let text = "1:\"$Sreact\"\n5:T9,<p>é\n:</7:I[12,[]]\n6:{\"a\":\"$5\"}\n";
        let (value, texts) = rows(text);
        assert_eq!(&text[texts["$5"].span.range()], "<p>é\n:</");
        assert_eq!(value.elements().last().unwrap().get("a").unwrap().text(text).as_deref(), Some("$5"));
        let text = "5:T000000001,a";
        assert_eq!(rows(text).1.len(), 0, "a length of nine digits");
        for strange in ["", ":", "1:", "5:Tffffffffffffffff,x", "5:Tz,x", "5:T2,é", "5:T1,é", "é"] {
            let _ = rows(strange);
        }
    }
}
