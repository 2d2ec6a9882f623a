//! JSON in rows: the members of a document and the elements of its lists begin a line each, and what is in them stands on that line. So `grep`, `head`
//! and `diff` work, and a report of a catalogue is a third smaller than one that is all indented.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// What is nested so deep stands on one line.
const ROWS: usize = 2;

/// What stands between two values of a document: as much of it is written in one piece as is needed.
const BREAK: &[u8] = b",\n    ";

/// A layout, and how deep it is in the document.
pub(super) struct Rows {
    depth: usize,
    has_value: bool,
}

impl Rows {
    /// The layout of a whole document.
    pub(super) fn new() -> Self {
        Self { depth: 0, has_value: false }
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value && self.depth < ROWS {
            writer.write_all(&BREAK[1..2 + 2 * self.depth])?;
        }
        writer.write_all(bracket)
    }

    fn separate<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        let from = usize::from(first);
        let to = if self.depth > ROWS { 1 } else { 2 + 2 * self.depth };
        writer.write_all(&BREAK[from..to])
    }
}

impl Formatter for Rows {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.depth > ROWS { b":" } else { b": " })
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::ser::Serializer;
    use serde_json::{Value, json};

    use super::*;

    fn written(value: &Value) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Rows::new())).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_elements_of_a_document_are_its_lines() {
        let value = json!({"a": {"b": 1, "c": []}, "d": [], "e": [{"f": [1, 2], "g": {"h": {}}}, {}], "i": {}});
        let expected = r#"{
  "a": {
    "b": 1,
    "c": []
  },
  "d": [],
  "e": [
    {"f":[1,2],"g":{"h":{}}},
    {}
  ],
  "i": {}
}"#;
        assert_eq!(written(&value), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).unwrap(), value);
    }

    #[test]
    fn a_row_is_written_as_serde_json_writes_it_alone() {
        let part = json!({"a": [1, {"b": []}], "c": "d"});
        let whole = json!([[part]]);
        assert!(written(&whole).contains(&serde_json::to_string(&part).unwrap()));
    }
}
