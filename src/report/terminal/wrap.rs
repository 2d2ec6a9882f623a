//! Sentences in lines that fit; addresses are never broken, so that they can be copied.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Writes `text` in lines of at most `width` columns, each after `indent` blanks. A word that is longer stands alone.
pub(super) fn write(text: &str, indent: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(text, width.saturating_sub(indent)) {
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}

/// The same with a first word, `mark: text`, that stands out.
pub(super) fn write_marked(
    mark: &str,
    style: Style,
    text: &str,
    indent: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = format!("{mark}: {text}");
    for (number, line) in lines(&text, width.saturating_sub(indent)).iter().enumerate() {
        match line.strip_prefix(mark).filter(|_| number == 0) {
            Some(rest) => writeln!(out, "{:indent$}{style}{mark}{style:#}{rest}", "")?,
            None => writeln!(out, "{:indent$}{line}", "")?,
        }
    }
    Ok(())
}

/// `text` in lines of at most `width` columns. A word that is longer stands alone.
#[must_use]
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// `text` with at most `width` columns, cut at the end.
pub(super) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut clipped = String::new();
    for c in text.chars() {
        clipped.push(c);
        if clipped.width() >= width {
            clipped.pop();
            break;
        }
    }
    clipped.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_addresses_stay_whole() {
        let text = "Write https://example.com/a/very/long/address instead of it.";
        assert_eq!(lines(text, 20), ["Write", "https://example.com/a/very/long/address", "instead of it."]);
    }

    #[test]
    fn a_mark_takes_its_room_once() {
        let mut out = Vec::new();
        write_marked("hint", Style::new().bold(), "hint hint hint hint", 2, 16, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "  \x1b[1mhint\x1b[0m: hint\n  hint hint hint\n");
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(lines("日本 日本", 8), ["日本", "日本"]);
        assert_eq!(clip("日本語", 5), "日本…");
        assert_eq!(clip("short", 5), "short");
    }
}
