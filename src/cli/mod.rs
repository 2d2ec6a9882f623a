//! The command line: what was typed, the environment and the configuration become settings; settings become each stage's own options.
//!
//! This is the only room that knows clap. The doc comments of `args` are the help.

mod args;
mod blame;
mod config;
mod examples;
mod options;
mod outputs;
mod policy;
mod precedence;
mod resolve;
mod settings;
mod show;
mod values;

pub use blame::strange_variables;
pub use outputs::Output;
pub use settings::{Fixing, Job, Judging, Memory, Notes, Reporting, Requests, Settings};

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, CommandFactory, FromArgMatches};

use args::Cli;
use config::Config;

use crate::text::unnumbered;

/// Reads the command line, the program's name first, and the configuration that holds.
///
/// # Errors
/// Wrong usage, a faulty configuration, and also `--help` and `--version`: clap's error knows what to print and to which stream.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Job, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let (mut matches, all) = precedence::parse(&arguments)?;
    let mut config = configuration(&matches).map_err(refuse)?;
    if let Some((name, own)) = matches.subcommand()
        && let Some(command) = all.find_subcommand(name)
    {
        config.yield_to(own, command);
    }
    if !config.options.is_empty() {
        let below = all.mut_subcommands(|command| command.mut_args(|arg| config.below(arg)));
        matches = below.try_get_matches_from(&arguments)?;
    }
    if let Some((name, own)) = matches.subcommand().filter(|(_, own)| is_set(own, "show_config")) {
        return show::show(name, own, &config).map(Job::ShowConfig).map_err(refuse);
    }
    let cli = Cli::from_arg_matches(&matches)?;
    Job::resolve(cli, &matches, &config)
}

/// An error that names its own cause.
fn refuse(message: String) -> clap::Error {
    clap::Error::raw(ErrorKind::ValueValidation, message + "\n")
}

/// Why a file can't be read, in words.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        _ => unnumbered(&error.to_string()),
    }
}

/// The whole command line, for help, completions and the manual.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| command.mut_args(with_environment))
}

/// Options of one command line: what one run does and where it writes. In an environment they would change runs that nobody meant.
const TYPED_ONLY: &[&str] = &["output", "watch", "write", "interactive", "force", "show-config"];

/// Other options can be set by the environment too: `--host-concurrency` by `AIRCHECK_HOST_CONCURRENCY`. What may be repeated stands in it separated by
/// commas where no value has any, else by line breaks.
fn with_environment(arg: Arg) -> Arg {
    let counted = matches!(arg.get_action(), ArgAction::Count | ArgAction::Help | ArgAction::HelpLong);
    let Some(long) = arg.get_long().filter(|long| !TYPED_ONLY.contains(long) && !counted) else { return arg };
    let name = variable(long);
    let is_list = matches!(arg.get_action(), ArgAction::Append) && arg.get_value_delimiter().is_none();
    let arg = if is_list { arg.value_delimiter('\n') } else { arg };
    // `--timeout -1` is a wrong number, not an unknown option.
    let takes_value = arg.get_action().takes_values();
    let arg = if takes_value { arg } else { arg.value_parser(values::switch) };
    arg.env(name).hide_env(true).allow_negative_numbers(takes_value)
}

/// The beginning of the names of all our variables.
const PREFIX: &str = "AIRCHECK_";

/// The variable that sets an option.
fn variable(long: &str) -> String {
    format!("{PREFIX}{}", long.to_uppercase().replace('-', "_"))
}

fn is_set(matches: &ArgMatches, flag: &str) -> bool {
    matches!(matches.try_get_one::<bool>(flag), Ok(Some(true)))
}

/// The configuration of a command, if it wants one and there is one.
fn configuration(matches: &ArgMatches) -> Result<Config, String> {
    let Some((_, own)) = matches.subcommand() else { return Ok(Config::default()) };
    let Ok(named) = own.try_get_one::<PathBuf>("config") else { return Ok(Config::default()) };
    if is_set(own, "no_config") {
        return Ok(Config::default());
    }
    let found = || config::find(&std::env::current_dir().ok()?);
    let Some(path) = named.cloned().or_else(found) else { return Ok(Config::default()) };
    Config::read(&shortened(path), &configurable())
}

/// The command that has every option that may stand in a configuration.
fn configurable() -> clap::Command {
    let all = command();
    all.find_subcommand("check").expect("there is a command to check").clone()
}

/// A path below the working folder, without what everybody knows.
fn shortened(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok().map(PathBuf::from)).unwrap_or(path)
}
