//! Imports point down only: a module may use those that stand before it in the flow, never those behind it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, the lowest floor first; rooms of one floor don't know each other.
const FLOORS: &[&[&str]] = &[
    &["spread", "replace", "text", "net"],
    &["source"],
    &["episode"],
    &["link"],
    &["lint", "check"],
    &["history"],
    &["verdict"],
    &["report", "fix", "progress", "demo"],
    &["cli"],
    &["exit"],
    &["run"],
    &["main"],
];

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Every room that a source file names behind `crate::` or `aircheck::`, alone or with others in braces.
fn rooms_named(text: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for start in ["crate::", "aircheck::"] {
        for (at, _) in text.match_indices(start) {
            let rest = &text[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(list) => rooms.extend(listed(list)),
                None => rooms.push(first_name(rest)),
            }
        }
    }
    rooms
}

/// The first name of each path in a list that a brace ends.
fn listed(list: &str) -> Vec<&str> {
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        if depth == 0 && matches!(c, ',' | '}') {
            names.push(first_name(list[start..at].trim_start()));
            start = at + 1;
        }
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    // A comma may end a list.
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(path: &str) -> &str {
    &path[..path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(path.len())]
}

#[test]
fn rooms_in_braces_are_seen() {
    let text = "use crate::link::Link;\nuse crate::{\n    run::{self, Streams},\n    cli,\n};\nuse aircheck::{net};";
    assert_eq!(rooms_named(text), ["link", "run", "cli", "net"]);
}

#[test]
fn imports_point_down_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let relative = file.strip_prefix(&src).unwrap();
        let room = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" {
            continue;
        }
        let own = floor_of(room).unwrap_or_else(|| panic!("{room} stands on no floor: add it to FLOORS"));
        for named in rooms_named(&fs::read_to_string(file).unwrap()) {
            let below = named == room || floor_of(named).is_some_and(|floor| floor < own);
            if !below {
                wrong.push(format!("{} uses {named}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that point up or sideways:\n{}", wrong.join("\n"));
}
