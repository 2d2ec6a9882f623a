//! JSON for eyes, as `serde_json` lays it out: two blanks a level. It can begin at any depth, so that parts of a document can be written apart.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// What stands between two values: as much of it is written in one piece as is needed.
const BREAK: &[u8] = b",\n                                                                ";

/// How many blanks a break holds.
const BLANKS: usize = BREAK.len() - 2;

/// A layout, and how deep it is in the document.
pub(super) struct Pretty {
    depth: usize,
    has_value: bool,
}

impl Pretty {
    /// The layout of values that are nested so deep.
    pub(super) fn at(depth: usize) -> Self {
        Self { depth, has_value: false }
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.break_line(writer, true)?;
        }
        writer.write_all(bracket)
    }

    fn break_line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        let blanks = 2 * self.depth;
        writer.write_all(&BREAK[usize::from(first)..2 + blanks.min(BLANKS)])?;
        (BLANKS..blanks).try_for_each(|_| writer.write_all(b" "))
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.break_line(writer, first)
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
        self.break_line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
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

    fn written(value: &Value, depth: usize) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Pretty::at(depth))).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn it_is_the_layout_of_serde_json() {
        let mut value = json!({"a": [1, [], {}, null, {"b": "c", "d": [[2]]}], "e": {}});
        for _ in 0..40 {
            assert_eq!(written(&value, 0), serde_json::to_string_pretty(&value).unwrap());
            value = json!([value, 1]);
        }
    }

    #[test]
    fn a_part_is_indented_as_in_the_whole() {
        let part = json!({"a": [1]});
        let whole = json!([[part]]);
        assert!(written(&whole, 0).contains(&written(&part, 2)));
    }
}
