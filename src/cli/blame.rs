//! Whose fault a wrong value is: clap names the option, but it may be the environment that gave it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::policy::CREDENTIALS;
use super::{PREFIX, command, variable};
use crate::text::nearest;

/// The error of a command line, with the names that help most.
pub(super) fn named(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return error };
    let option = argument.split([' ', '=']).next().unwrap_or_default().to_owned();
    let is_typed = |word: &OsString| {
        let word = word.to_string_lossy();
        word == option || word.starts_with(&format!("{option}="))
    };
    let by_variable = variable(option.trim_start_matches('-'));
    if error.kind() == ErrorKind::UnknownArgument && option == "--output" && is_baseline(arguments) {
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::SuggestedArg, ContextValue::String("--baseline <FILE>".to_owned()));
    } else if !arguments.iter().any(is_typed) && std::env::var_os(&by_variable).is_some() {
        error.insert(ContextKind::InvalidArg, ContextValue::String(by_variable));
    }
    error
}

fn is_baseline(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|name| name == "baseline")
}

/// What is to be said of variables that look like ours and set nothing. One that is like none of ours is somebody else's.
pub fn strange_variables(names: impl Iterator<Item = OsString>) -> Vec<String> {
    let names = names.filter_map(|name| name.into_string().ok());
    let ours: Vec<String> = names.filter(|name| name.starts_with(PREFIX) && !name.starts_with(CREDENTIALS)).collect();
    if ours.is_empty() {
        // Most runs have none: the table of options isn't built for them.
        return Vec::new();
    }
    let command = command();
    let options = command.get_subcommands().flat_map(Command::get_arguments);
    let (known, typed): (Vec<&Arg>, Vec<&Arg>) = options.partition(|arg| arg.get_env().is_some());
    let names_of = |args: &[&Arg]| args.iter().filter_map(|arg| arg.get_long()).map(variable).collect::<Vec<_>>();
    let (known, typed) = (names_of(&known), names_of(&typed));
    let mut said: Vec<String> = ours.iter().filter_map(|name| strange(name, &known, &typed)).collect();
    said.sort();
    said
}

fn strange(name: &str, known: &[String], typed: &[String]) -> Option<String> {
    let is_one = |names: &[String]| names.iter().any(|known| known == name);
    if is_one(known) {
        return None;
    }
    if is_one(typed) {
        return Some(format!("{name}: sets nothing: its option is for the command line only"));
    }
    let known: Vec<&str> = known.iter().map(|known| known.trim_start_matches(PREFIX)).collect();
    let near = nearest(name.trim_start_matches(PREFIX), &known)?;
    Some(format!("{name}: unknown variable; did you mean {PREFIX}{near}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_and_what_others_set_is_left_alone() {
        let said = |name: &str| strange_variables(std::iter::once(name.into())).pop();
        let meant = "AIRCHECK_TIMEOT: unknown variable; did you mean AIRCHECK_TIMEOUT?";
        assert_eq!(said("AIRCHECK_TIMEOT").as_deref(), Some(meant));
        assert_eq!(
            said("AIRCHECK_OUTPUT").as_deref(),
            Some("AIRCHECK_OUTPUT: sets nothing: its option is for the command line only")
        );
        for name in ["AIRCHECK_TIMEOUT", "AIRCHECK_AUTH_SHOW", "AIRCHECK_VERSION", "AIRCHECK_CACHE_KEY", "TIMEOT"] {
            assert_eq!(said(name), None, "{name}");
        }
    }
}
