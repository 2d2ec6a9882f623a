//! Commands that the runners of CI systems read in logs, and how text from outside is kept from being one.
//!
//! GitHub's runner obeys `::name …::…` at the beginning of a line, behind white space, and `##[name]…` anywhere in one (actions/runner,
//! `ActionCommand.cs`); Azure's agent obeys `##vso[…]` anywhere in a line (azure-pipelines-agent, `Command.cs`), and `TeamCity` obeys `##teamcity[…]`.

use std::borrow::Cow;

/// What every command begins with, white space and other `#` before it left aside.
pub const COMMANDS: [&[u8]; 2] = [b"::", b"##"];

/// A line of a log as no runner obeys it: what begins a command loses its first character to an escape.
#[must_use]
pub fn inert(line: &str) -> Cow<'_, str> {
    let start = line.trim_start();
    if start.starts_with("::") {
        let blanks = &line[..line.len() - start.len()];
        return Cow::Owned(format!("{blanks}\\u{{3a}}{}", inert_within(&start[1..])));
    }
    inert_within(line)
}

/// The same for what stands in a line behind something else.
#[must_use]
pub fn inert_within(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut from = 0;
    for at in text.match_indices('#').map(|(at, _)| at).filter(|at| begins_command(&text[*at..])) {
        shown.extend([&text[from..at], "\\u{23}"]);
        from = at + 1;
    }
    if from == 0 { Cow::Borrowed(text) } else { Cow::Owned(shown + &text[from..]) }
}

/// Whether a command begins here, wherever in a line that is.
fn begins_command(text: &str) -> bool {
    let names_runner = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
    text.strip_prefix("##").is_some_and(names_runner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_as_a_command_is_none_any_more() {
        assert_eq!(inert("::error::x"), "\\u{3a}:error::x");
        assert_eq!(inert(" \u{a0}::error::x ##[y]"), " \u{a0}\\u{3a}:error::x \\u{23}#[y]");
        assert_eq!(inert_within("::error::x"), "::error::x");
    }

    #[test]
    fn what_runners_obey_anywhere_is_obeyed_nowhere() {
        assert_eq!(inert("x ##[add-mask]y"), "x \\u{23}#[add-mask]y");
        assert_eq!(
            inert("###vso[task.setvariable]x ##teamcity[y]"),
            "#\\u{23}#vso[task.setvariable]x \\u{23}#teamcity[y]"
        );
    }

    #[test]
    fn what_stands_within_a_line_is_left_alone() {
        for line in ["CSS ::before explained", "std::vector, C#, ## [x], ##", ":: is two", "a\n"] {
            let is_same = matches!(inert(line), Cow::Borrowed(same) if same == line);
            assert_eq!(is_same, !line.starts_with("::"), "{line}");
        }
    }
}
