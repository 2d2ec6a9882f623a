//! Flags win over the environment, also where a variable says the opposite of what was typed.

use std::env;
use std::ffi::OsString;

use clap::builder::Resettable;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory};

use super::args::Cli;
use super::{blame, command, config, values, variable};

/// Parses a command line. Also the command that did it, which knows no variable that gives way.
///
/// # Errors
/// Those of clap.
pub(super) fn parse(arguments: &[OsString]) -> Result<(ArgMatches, Command), clap::Error> {
    match command().try_get_matches_from(arguments) {
        Ok(matches) => Ok((matches, command())),
        // Clap doesn't ask which of two options that exclude each other was typed.
        Err(error) if error.kind() == ErrorKind::ArgumentConflict => {
            let yielding = yielding(arguments);
            let matches = yielding.clone().try_get_matches_from(arguments);
            Ok((matches.map_err(|error| blame::named(error, arguments))?, yielding))
        }
        Err(error) => Err(blame::named(error, arguments)),
    }
}

/// The command line without the variables of options that what was typed excludes.
fn yielding(arguments: &[OsString]) -> Command {
    // As far as it can be read without the environment.
    let typed = Cli::command().ignore_errors(true).try_get_matches_from(arguments).unwrap_or_default();
    let Some((name, own)) = typed.subcommand() else { return command() };
    let is_typed = |arg: &&Arg| own.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let all = command();
    let typed = all.find_subcommand(name).into_iter().flat_map(Command::get_arguments).filter(is_typed);
    let typed: Vec<String> = typed.filter_map(Arg::get_long).map(str::to_owned).collect();
    let one = all.find_subcommand(name).cloned().unwrap_or_default();
    let yields = |arg: &Arg| {
        let long = arg.get_long().unwrap_or_default();
        is_off(arg) || typed.iter().any(|typed| config::exclude(&one, long, typed))
    };
    all.mut_subcommand(name, |command| {
        command.mut_args(|arg| if yields(&arg) { arg.env(Resettable::Reset) } else { arg })
    })
}

/// Whether it is a switch whose variable says no, and so excludes nothing.
fn is_off(arg: &Arg) -> bool {
    let value = arg.get_long().and_then(|long| env::var(variable(long)).ok());
    !arg.get_action().takes_values() && value.is_some_and(|value| values::switch(&value) == Ok(false))
}
