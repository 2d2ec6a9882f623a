//! From names to files: paths, folders, globs.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use url::Url;

use super::{SourceError, kind};
use crate::replace::is_unfinished;

/// Files in folders that are made for machines.
const NOT_NOTES: &[&str] = &[
    "ads.txt",
    "app-ads.txt",
    "humans.txt",
    "llms.txt",
    "llms-full.txt",
    "robots.txt",
    "security.txt",
    "requirements.txt",
    "cname.txt",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "composer.json",
    "manifest.json",
    "changelog.md",
    "contributing.md",
    "code_of_conduct.md",
    "license.md",
    "license.txt",
    "security.md",
];

/// Something to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf, How),
    /// A page on the web.
    Url(Url),
}

/// How a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By its name.
    Named,
    /// By a pattern.
    Matched,
    /// In a folder.
    InFolder,
}

/// What the names lead to, in their order; a file that is named twice counts once. Files that are `apart` are found in
/// no folder and match no glob.
pub(super) fn find(names: &[String], apart: &[PathBuf]) -> Vec<Result<Found, SourceError>> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for name in names {
        for one in expand(name, apart) {
            let again = match &one {
                Ok(Found::File(path, How::InFolder)) if names.len() == 1 => !seen.insert(plain(path)),
                // One file may be named in several ways: from here, from the root, by a link.
                Ok(Found::File(path, _)) => !seen.insert(path.canonicalize().unwrap_or_else(|_| plain(path))),
                _ => false,
            };
            if !again {
                found.push(one);
            }
        }
    }
    found
}

/// A path without the dots that mean nothing: `./a.md` is `a.md`.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn expand(name: &str, apart: &[PathBuf]) -> Vec<Result<Found, SourceError>> {
    if name == "-" {
        return vec![Ok(Found::Stdin)];
    }
    if let Some(url) = web_url(name) {
        return vec![Ok(Found::Url(url))];
    }
    if name.trim().is_empty() {
        return vec![Err(SourceError::Missing { name: format!("{name:?}") })];
    }
    let path = Path::new(name);
    if path.is_dir() {
        return or_error(folder(path, apart), || nothing_in(name, apart));
    }
    if path.exists() {
        return vec![Ok(Found::File(path.to_owned(), How::Named))];
    }
    if let Err(error) = path.metadata()
        && path.is_symlink()
    {
        return vec![Err(SourceError::Unreadable { name: name.to_owned(), error })];
    }
    if !name.contains(['*', '?', '[', '{']) {
        return vec![Err(SourceError::Missing { name: name.to_owned() })];
    }
    match GlobBuilder::new(name.trim_start_matches("./")).literal_separator(true).build() {
        Ok(glob) => {
            or_error(matching(name, &glob.compile_matcher(), apart), || SourceError::NoMatch { name: name.to_owned() })
        }
        Err(error) => vec![Err(SourceError::BadGlob { name: name.to_owned(), error })],
    }
}

fn or_error(
    found: Vec<Result<Found, SourceError>>,
    error: impl Fn() -> SourceError,
) -> Vec<Result<Found, SourceError>> {
    if found.is_empty() { vec![Err(error())] } else { found }
}

/// A folder that can't be looked into. What is odd in a `.gitignore` is no trouble of the notes.
fn unreadable(error: ignore::Error) -> Option<SourceError> {
    let name = path_of(&error)?.display().to_string();
    // What the walk says names the path once more.
    let kind = error.into_io_error()?.kind();
    Some(SourceError::Unreadable { name, error: kind.into() })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn web_url(name: &str) -> Option<Url> {
    let scheme = name.split_once("://")?.0.to_ascii_lowercase();
    if matches!(scheme.as_str(), "http" | "https") { Url::parse(name).ok() } else { None }
}

/// The files of a folder that may hold notes, by path; what `.gitignore` names and what is hidden is left out.
fn folder(path: &Path, apart: &[PathBuf]) -> Vec<Result<Found, SourceError>> {
    let mut walk = WalkBuilder::new(path);
    walk.require_git(false).sort_by_file_path(Ord::cmp);
    walked(&walk, apart)
}

fn walked(walk: &WalkBuilder, apart: &[PathBuf]) -> Vec<Result<Found, SourceError>> {
    let is_wanted = |path: &PathBuf| may_hold_notes(path) && !is_among(path, apart);
    let found = walk.build().filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
            Some(entry.into_path()).filter(is_wanted).map(|path| Ok(Found::File(plain(&path), How::InFolder)))
        }
        Ok(_) => None,
        Err(error) => unreadable(error).map(Err),
    });
    found.collect()
}

/// That a folder gives nothing, and how many files it would give if nothing named them to be ignored.
pub(super) fn nothing_in(name: &str, apart: &[PathBuf]) -> SourceError {
    let mut all = WalkBuilder::new(name);
    all.standard_filters(false).hidden(true);
    let number = |found: Vec<Result<Found, SourceError>>| found.iter().filter(|found| found.is_ok()).count();
    let ignored = number(walked(&all, apart)).saturating_sub(number(folder(Path::new(name), apart)));
    SourceError::NothingInFolder { name: name.to_owned(), ignored }
}

/// The folders among the names, and what the paths of their files begin with.
pub(super) fn folders(names: &[String]) -> Vec<(&str, PathBuf)> {
    let folders = names.iter().map(|name| (name.as_str(), Path::new(name))).filter(|(_, path)| path.is_dir());
    folders.map(|(name, path)| (name, plain(path))).collect()
}

/// Whether `path` is one of the files, however they are spelled.
fn is_among(path: &Path, files: &[PathBuf]) -> bool {
    let namesakes = || files.iter().filter(|file| file.file_name() == path.file_name());
    namesakes().any(|file| file.canonicalize().is_ok_and(|file| path.canonicalize().is_ok_and(|path| path == file)))
}

fn may_hold_notes(path: &Path) -> bool {
    let Some(name) = path.file_name().map(OsStr::to_string_lossy) else { return false };
    kind::of_name(&name).is_some() && !NOT_NOTES.iter().any(|other| other.eq_ignore_ascii_case(&name))
}

/// The files that a glob matches, by path.
fn matching(name: &str, glob: &GlobMatcher, apart: &[PathBuf]) -> Vec<Result<Found, SourceError>> {
    let fixed = &name[..name.find(['*', '?', '[', '{']).unwrap_or(name.len())];
    let root = Path::new(fixed.rfind('/').map_or(".", |at| &fixed[..=at]));
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).sort_by_file_path(Ord::cmp);
    let files =
        walk.build().filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
    let paths = files.map(|entry| entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned());
    let wanted = paths.filter(|path| glob.is_match(path) && !is_unfinished(path) && !is_among(path, apart));
    wanted.map(|path| Ok(Found::File(path, How::Matched))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_looked_into_is_named() {
        let denied = || ignore::Error::Io(std::io::ErrorKind::PermissionDenied.into());
        let inner = ignore::Error::WithPath { path: "notes/secret".into(), err: Box::new(denied()) };
        let error = unreadable(ignore::Error::WithDepth { depth: 1, err: Box::new(inner) }).unwrap();
        assert_eq!(error.to_string(), "notes/secret: permission denied");
        assert!(unreadable(denied()).is_none());
    }

    #[test]
    fn names_are_told_apart() {
        let found = find(&["-", "HTTPS://a.example/x", "Cargo.toml", "Cargo.toml"].map(str::to_owned), &[]);
        let found: Vec<_> = found.into_iter().map(Result::unwrap).collect();
        let url = Found::Url(Url::parse("https://a.example/x").unwrap());
        assert_eq!(found, [Found::Stdin, url, Found::File("Cargo.toml".into(), How::Named)]);
    }

    #[test]
    fn a_file_counts_once_however_it_is_named() {
        let whole = Path::new("Cargo.toml").canonicalize().unwrap().display().to_string();
        assert_eq!(find(&["Cargo.toml".to_owned(), "./src/../Cargo.toml".to_owned(), whole], &[]).len(), 1);
    }

    #[test]
    fn what_leads_nowhere_is_said_with_its_name() {
        let said = |name: &str| find(&[name.to_owned()], &[]).remove(0).unwrap_err().to_string();
        assert_eq!(said("no/such"), "no/such: there is no such file or folder");
        assert_eq!(
            said("www.a.example"),
            "www.a.example: there is no such file or folder (a URL begins with https://)"
        );
        assert_eq!(said("show.example"), "show.example: there is no such file or folder (a URL begins with https://)");
        assert!(said("show.example/feed.xml").ends_with("(a URL begins with https://)"));
        assert!(said("ftp://a.example/x").ends_with("file or folder (aircheck reads http:// and https:// only)"));
        assert_eq!(said(""), "\"\": there is no such file or folder");
        for path in ["notes.md", "../no-such-notes", "no.such.html", ".hidden", "1.2"] {
            assert_eq!(said(path), format!("{path}: there is no such file or folder"));
        }
        assert_eq!(said("src/*.nothing"), "src/*.nothing: no file matches");
        assert_eq!(said("src/[.rs"), "src/[.rs: this is no pattern: unclosed character class; missing ']'");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_whose_name_is_no_text_is_found_in_its_folder() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(OsStr::from_bytes(b"caf\xe9.md")), "# x").unwrap();
        let found = find(&[folder.path().display().to_string()], &[]);
        assert!(matches!(&found[..], [Ok(Found::File(_, How::InFolder))]));
    }

    #[test]
    fn a_glob_matches_within_folders() {
        let found = find(&["src/source/d*.rs".to_owned()], &[]);
        let paths: Vec<_> = found.into_iter().map(Result::unwrap).collect();
        assert_eq!(
            paths,
            [
                Found::File("src/source/discover.rs".into(), How::Matched),
                Found::File("src/source/document.rs".into(), How::Matched)
            ]
        );
    }
    #[test]
    fn files_that_are_apart_are_found_in_no_folder_and_by_no_glob() {
        let apart = ["./src/../src/source/document.rs".into()];
        let found = find(&["src/source/d*.rs".to_owned()], &apart);
        assert_eq!(
            found.into_iter().map(Result::unwrap).collect::<Vec<_>>(),
            [Found::File("src/source/discover.rs".into(), How::Matched)]
        );
    }
}
