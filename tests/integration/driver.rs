//! Runs the real program in a folder and an environment of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A folder with the test's files, and the program to run in it.
pub struct Desk {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The variables of the tester's own environment that would change a run.
fn is_foreign(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_uppercase();
    let exact = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM", "CI", "GITHUB_TOKEN", "SSL_CERT_FILE"];
    name.starts_with("AIRCHECK") || name.ends_with("_PROXY") || exact.contains(&name.as_str())
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A file on the desk.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, ready to be given more arguments or variables.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aircheck"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_foreign(name)) {
            command.env_remove(name);
        }
        let home = self.folder.path();
        command.env("HOME", home).env("XDG_CACHE_HOME", home).env("XDG_CONFIG_HOME", home);
        command.env("NO_PROXY", "*").current_dir(home).args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// Runs the program with `input` on standard input.
    pub fn pipe<S: AsRef<OsStr>>(&self, arguments: &[S], input: &str) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::end_of(child)
    }
}

impl Ran {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn end_of(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The same run, which must have ended with `code`.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n--- stdout\n{}\n--- stderr\n{}", self.out, self.err);
        self
    }
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An episode page with these paragraphs as its notes.
pub fn page(notes: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>7: Knots</title></head>\n<body><main><h1>7: Knots</h1>\n\
         <h2>Show notes</h2>\n{notes}\n<h2>More episodes</h2>\n<a href=\"/other\">Other</a></main></body></html>\n"
    )
}
