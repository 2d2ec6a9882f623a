//! The command line: what was typed, and the environment, become settings; settings become each stage's own options.
//!
//! This is the only room that knows clap. The doc comments of `args` are the help.

mod args;
mod options;
mod outputs;
mod settings;
mod values;

pub use outputs::Output;
pub use settings::{Fixing, Job, Judging, Memory, Notes, Reporting, Requests, Settings};

use std::ffi::OsString;

use clap::{Arg, ArgAction, CommandFactory, FromArgMatches};

use args::Cli;

/// Reads the command line, the program's name first.
///
/// # Errors
/// Wrong usage, and also `--help` and `--version`: clap's error knows what to print and to which stream.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Job, clap::Error> {
    let matches = command().try_get_matches_from(arguments)?;
    let cli = Cli::from_arg_matches(&matches)?;
    Job::resolve(cli, &matches)
}

/// The whole command line, for help, completions and the manual.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| command.mut_args(with_environment))
}

/// Every option can be set by the environment too: `--host-concurrency` by `AIRCHECK_HOST_CONCURRENCY`.
///
/// `--output` and the counted flags belong to one command line, not to an environment.
fn with_environment(arg: Arg) -> Arg {
    let counted = matches!(arg.get_action(), ArgAction::Count | ArgAction::Help | ArgAction::HelpLong);
    let Some(long) = arg.get_long().filter(|long| *long != "output" && !counted) else { return arg };
    let name = format!("AIRCHECK_{}", long.to_uppercase().replace('-', "_"));
    arg.env(name).hide_env(true)
}
