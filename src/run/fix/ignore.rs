//! "Ignore with a reason": an entry for the configuration. The bytes that are there stay; the entry goes to their end.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use jiff::civil::Date;
use toml::Value;

/// Appends an ignore to the configuration, which is made if there is none.
///
/// # Errors
/// If the file can't be read or written, or an entry at its end would mean something else.
pub(super) fn append(file: &Path, url: &str, reason: &str, until: Date) -> io::Result<()> {
    let old = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read?,
    };
    let added = addition(&old, url, reason, until);
    let all = format!("{old}{added}");
    if toml::from_str::<toml::Table>(&all).is_err() {
        return Err(io::Error::new(ErrorKind::InvalidData, "no [[ignore]] can stand at its end"));
    }
    let mut out = OpenOptions::new().create(true).append(true).open(file)?;
    out.write_all(added.as_bytes())
}

/// What is to be written behind `old`, with its line ends.
fn addition(old: &str, url: &str, reason: &str, until: Date) -> String {
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    let lines = [
        "[[ignore]]".to_owned(),
        format!("match = {}", text(url)),
        format!("reason = {}", text(reason)),
        format!("until = {until}"),
    ];
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let before = match old {
        "" => "",
        old if old.ends_with('\n') => end,
        _ => &end.repeat(2),
    };
    format!("{before}{}{end}", lines.join(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_there_stays_and_what_is_added_is_read_as_meant(
            old in "(# note\n)?(timeout = 3)?\r?\n?", url in "[ -~]{1,30}", reason in "\\PC{1,20}",
        ) {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("aircheck.toml");
            fs::write(&file, &old).unwrap();
            append(&file, &url, &reason, "2027-01-31".parse().unwrap()).unwrap();
            let new = fs::read_to_string(&file).unwrap();
            prop_assert!(new.starts_with(&old));
            let table: toml::Table = toml::from_str(&new).unwrap();
            let entry = &table["ignore"].as_array().unwrap()[0];
            prop_assert_eq!(entry["match"].as_str(), Some(url.as_str()));
            prop_assert_eq!(entry["reason"].as_str(), Some(reason.as_str()));
            prop_assert_eq!(entry["until"].to_string(), "2027-01-31");
        }
    }

    #[test]
    fn a_file_in_which_it_would_mean_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("aircheck.toml");
        fs::write(&file, "ignore = []\n").unwrap();
        assert!(append(&file, "https://a.test/", "why", "2027-01-31".parse().unwrap()).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "ignore = []\n");
    }
}
