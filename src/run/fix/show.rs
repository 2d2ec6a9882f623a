//! A mended document as a diff: for a terminal in colours and harmless, for everybody else byte by byte, so that it can be applied.

use std::env;
use std::io::{self, Write};
use std::path::{Component, Path};

use anstyle::{AnsiColor, Style};

use crate::fix::diff::{self, Cut, Line};
use crate::fix::{self, Files, Mended};
use crate::report::plain;
use crate::source::{Document, Origin};

use super::super::{Streams, masked};

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();
const TITLE: Style = Style::new().bold();

/// Shows what is different.
///
/// # Errors
/// If standard output can't be written.
pub(super) fn show(document: &Document, mended: &Mended, streams: &mut Streams) -> io::Result<()> {
    match &mut streams.raw {
        Some(out) => bare(document, mended, out),
        None => coloured(document, mended, &mut streams.out),
    }
}

fn coloured(document: &Document, mended: &Mended, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = names(&document.origin).map(|name| plain(&String::from_utf8_lossy(&name)).into_owned());
    writeln!(out, "{TITLE}--- {old}{TITLE:#}\n{TITLE}+++ {new}{TITLE:#}")?;
    for line in diff::lines(document.text.as_bytes(), mended.text.as_bytes(), &cuts(mended)) {
        match line {
            Line::Hunk { old, new } => {
                writeln!(out, "{HUNK}@@ -{},{} +{},{} @@{HUNK:#}", old.0, old.1, new.0, new.1)?;
            }
            Line::Both(text) => writeln!(out, " {}", shown(text))?,
            Line::Old(text) => writeln!(out, "{OLD}-{}{OLD:#}", shown(text))?,
            Line::New(text) => writeln!(out, "{NEW}+{}{NEW:#}", shown(text))?,
            Line::NoEnd => writeln!(out, "\\ No newline at end of file")?,
        }
    }
    Ok(())
}

fn cuts(mended: &Mended) -> Vec<Cut> {
    mended.edits.iter().map(|edit| Cut { old: edit.span, new: edit.new.len() }).collect()
}

/// A line of the user's file, harmless for a terminal; tabs stay.
fn shown(line: &[u8]) -> String {
    let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
    line.split('\t').map(plain).collect::<Vec<_>>().join("\t")
}

fn bare(document: &Document, mended: &Mended, out: &mut dyn Write) -> io::Result<()> {
    // What isn't read from a file need not follow from its text.
    let as_text =
        || Files { old: document.text.clone().into_bytes(), new: mended.text.clone().into_bytes(), cuts: cuts(mended) };
    let files = fix::files(document, mended).unwrap_or_else(as_text);
    for (mark, name) in ["---", "+++"].into_iter().zip(names(&document.origin)) {
        out.write_all(&[mark.as_bytes(), b" ", &name, b"\n"].concat())?;
    }
    for line in diff::lines(&files.old, &files.new, &files.cuts) {
        match line {
            Line::Hunk { old, new } => writeln!(out, "@@ -{},{} +{},{} @@", old.0, old.1, new.0, new.1)?,
            Line::Both(line) => out.write_all(&[b" ", line, b"\n"].concat())?,
            Line::Old(line) => out.write_all(&[b"-", line, b"\n"].concat())?,
            Line::New(line) => out.write_all(&[b"+", line, b"\n"].concat())?,
            Line::NoEnd => writeln!(out, "\\ No newline at end of file")?,
        }
    }
    Ok(())
}

/// The names in the head of a diff, old and new: `a/…` and `b/…` for files below the working folder, as `git apply` and `patch -p1` want them.
fn names(origin: &Origin) -> [Vec<u8>; 2] {
    let Origin::File(path) = origin else {
        let name = masked(&origin.to_string()).into_bytes();
        return [name.clone(), name];
    };
    let whole = path.as_os_str().as_encoded_bytes();
    match below(path) {
        Some(name) => [b"a/", b"b/"].map(|prefix| quoted(&[prefix, &name[..]].concat())),
        None => [quoted(whole), quoted(whole)],
    }
}

/// The path from the working folder, if the file lies below it.
fn below(path: &Path) -> Option<Vec<u8>> {
    let folder = env::current_dir().unwrap_or_default();
    let mut name: Vec<u8> = Vec::new();
    for part in path.strip_prefix(folder).unwrap_or(path).components() {
        match part {
            Component::Normal(part) if name.is_empty() => name.extend(part.as_encoded_bytes()),
            Component::Normal(part) => name.extend([b"/", part.as_encoded_bytes()].concat()),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(name)
}

/// A name as Git spells it: with white space in it, a tab ends it; with characters that could end the line, it stands in quotes.
fn quoted(name: &[u8]) -> Vec<u8> {
    let is_strange = |byte: &u8| byte.is_ascii_control() || matches!(byte, b'"' | b'\\');
    if !name.iter().any(is_strange) && str::from_utf8(name).is_ok() {
        let end: &[u8] = if name.contains(&b' ') { b"\t" } else { b"" };
        return [name, end].concat();
    }
    let mut spelt = vec![b'"'];
    for byte in name {
        match byte {
            b'"' | b'\\' => spelt.extend([b'\\', *byte]),
            b' '..=b'~' => spelt.push(*byte),
            _ => spelt.extend(format!("\\{byte:03o}").into_bytes()),
        }
    }
    spelt.push(b'"');
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old_name(path: &str) -> String {
        String::from_utf8(names(&Origin::File(path.into()))[0].clone()).unwrap()
    }

    #[test]
    fn names_are_those_that_patch_and_git_take() {
        let here = env::current_dir().unwrap();
        assert_eq!(old_name("./notes/./ep 7.md"), "a/notes/ep 7.md\t");
        assert_eq!(old_name(&here.join("é.md").to_string_lossy()), "a/é.md");
        assert_eq!(old_name("a\"b\n\u{1b}.md"), "\"a/a\\\"b\\012\\033.md\"");
        assert_eq!(old_name("../x.md"), "../x.md");
        assert_eq!(old_name("/no/such/folder/x.md"), "/no/such/folder/x.md");
    }
}
