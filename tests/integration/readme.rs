//! What the README shows is what the program does.

use std::fs;

use crate::driver::{Desk, repository};

const BEGIN: &str = "<!-- help: begin -->\n";
const END: &str = "<!-- help: end -->";

/// With `UPDATE_README=1` the test writes the help into the README instead of comparing.
#[test]
fn the_help_in_the_readme_is_the_real_one() {
    let help = Desk::new().run(&["check", "--help"]).ends(0).out;
    let expected = format!("```text\n{}\n```\n", help.trim_end());
    let path = repository("README.md");
    let readme = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(shown, expected, "run with UPDATE_README=1 to write the help into the README");
}

#[test]
fn every_class_and_exit_code_is_in_the_readme() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    for class in aircheck::verdict::Class::ALL {
        assert!(readme.contains(&format!("| `{}` |", class.name())), "{}", class.name());
    }
    for code in [0, 1, 2, 3, 130] {
        assert!(readme.contains(&format!("\n| {code} | ")), "{code}");
    }
}

#[test]
fn the_commands_that_the_help_promises_exist() {
    let help = Desk::new().run(&["--help"]).ends(0).out;
    for command in [
        "check",
        "baseline",
        "init",
        "links",
        "fix",
        "compare",
        "explain",
        "history",
        "merge",
        "demo",
        "completions",
        "man",
    ] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command}");
        Desk::new().run(&[command, "--help"]).ends(0);
    }
}

#[test]
fn the_settings_in_the_readme_are_ones_that_work() {
    let readme = fs::read_to_string(repository("README.md")).unwrap().replace("\r\n", "\n");
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let shown = Desk::new().file("aircheck.toml", example).run(&["check", "--show-config"]).ends(0).out;
    assert!(shown.contains("timeout = 30  # aircheck.toml:3\n"), "{shown}");
    assert!(shown.contains("[[ignore]]  # aircheck.toml:"), "{shown}");
    let bare = Desk::new().run(&["check", "--show-config"]).ends(0).out;
    let default = example.lines().find(|line| line.ends_with("# the default")).unwrap();
    let default = default.split('#').next().unwrap().trim_end();
    assert!(bare.contains(&format!("{default}  # default\n")), "{bare}");
}
