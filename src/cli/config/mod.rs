//! `aircheck.toml`: every option by its long name, and tables for what no option can say.
//!
//! The values of options are checked by the options' own parsers and stand where clap looks last: below flags and environment, above the defaults.

mod fault;
mod find;
mod options;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use crate::text::Lines;
use crate::verdict::Level;
use fault::Fault;

pub(super) use find::find;
pub(super) use options::{is_allowed, is_list, is_typable};
pub(super) use tables::{Ignore, Rule, known_code};

/// The tables of the file.
const TABLES: &[&str] = &["levels", "rule", "ignore"];

/// The longest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What a file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    /// The file; `None` where there is none.
    pub(super) path: Option<PathBuf>,
    /// Values of options, by their long names.
    pub(super) options: BTreeMap<String, Setting>,
    /// Levels of codes, each with its line.
    pub(super) levels: Vec<(u32, String, Level)>,
    /// Rules, each with its line.
    pub(super) rules: Vec<(u32, Rule)>,
    /// Ignores, each with its line.
    pub(super) ignores: Vec<(u32, Ignore)>,
}

/// A value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// As they would be typed; more than one where the option may be repeated.
    pub(super) values: Vec<String>,
    /// The line, from 1.
    pub(super) line: u32,
}

impl Config {
    /// Reads a file. `command` has every option that may stand in it.
    ///
    /// # Errors
    /// A sentence that names the file, the line, and what to write instead where that is clear.
    pub(super) fn read(path: &Path, command: &Command) -> Result<Self, String> {
        let shown = path.display();
        let size = fs::metadata(path).map_err(|error| format!("{shown}: {}", super::why(&error)))?.len();
        if size > LARGEST {
            return Err(format!("{shown}: too long for a configuration ({size} bytes)"));
        }
        let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {}", super::why(&error)))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder, command)
            .map(|config| Self { path: Some(path.to_owned()), ..config })
            .map_err(|fault| format!("{shown}:{}: {}", line(&text, fault.at), fault.message))
    }

    /// Reads the text of a file in `folder`.
    fn parse(text: &str, folder: &Path, command: &Command) -> Result<Self, Fault> {
        let table = toml::de::DeTable::parse(text).map_err(|error| Fault::of(&error))?.into_inner();
        let mut config = Self::default();
        let lines = Lines::new(text);
        let line = |at: usize| lines.position(text, at).line;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "levels" => {
                    let levels = tables::levels(&value)?;
                    config.levels = levels.into_iter().map(|(at, code, level)| (line(at), code, level)).collect();
                }
                "rule" => config.rules = numbered(tables::rules(value)?, line),
                "ignore" => config.ignores = numbered(tables::ignores(value)?, line),
                name => {
                    let values = options::read(&key, &value, folder, command)?;
                    let setting = Setting { values, line: line(key.span().start) };
                    config.options.insert(name.to_owned(), setting);
                    if let Some(other) = config.conflicting(name, command) {
                        return Err(Fault::new(key.span().start, format!("`{name}` can't be used with `{other}`")));
                    }
                }
            }
        }
        Ok(config)
    }

    /// An option of the file beside which this one means nothing.
    fn conflicting(&self, name: &str, command: &Command) -> Option<&str> {
        let others = self.options.keys().map(String::as_str).filter(|other| *other != name);
        let is_set = |name: &str| self.options[name].values != ["false"];
        let mut others = others.filter(|other| is_set(other) && is_set(name));
        others.find(|other| exclude(command, name, other))
    }

    /// Forgets what the command line or the environment excludes.
    pub(super) fn yield_to(&mut self, matches: &ArgMatches, command: &Command) {
        let is_typed = |arg: &&Arg| {
            let id = arg.get_id().as_str();
            let is_off = matches!(matches.try_get_one(id), Ok(Some(false)));
            let source = matches.value_source(id);
            !is_off && matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable))
        };
        let typed: Vec<&str> = command.get_arguments().filter(is_typed).filter_map(Arg::get_long).collect();
        self.options.retain(|name, _| !typed.iter().any(|typed| exclude(command, name, typed)));
    }

    /// An option of the command line, with what the file says where neither the command line nor the environment says anything.
    pub(super) fn below(&self, arg: Arg) -> Arg {
        let Some(setting) = arg.get_long().and_then(|long| self.options.get(long)) else { return arg };
        let values: Vec<clap::builder::OsStr> = setting.values.iter().map(|value| value.clone().into()).collect();
        if values.is_empty() { arg } else { arg.default_values(values) }
    }

    /// Where a line of the file is, for messages.
    pub(super) fn place(&self, line: u32) -> String {
        self.path.as_ref().map_or_else(|| format!("line {line}"), |path| format!("{}:{line}", path.display()))
    }
}

/// Whether one of two options means nothing beside the other.
pub(super) fn exclude(command: &Command, one: &str, other: &str) -> bool {
    let names = |one: &str, other: &str| {
        let arg = command.get_arguments().find(|arg| arg.get_long() == Some(one));
        let conflicts = arg.into_iter().flat_map(|arg| command.get_arg_conflicts_with(arg));
        conflicts.into_iter().any(|conflict| conflict.get_long() == Some(other))
    };
    names(one, other) || names(other, one)
}

/// Entries with their lines instead of their bytes.
fn numbered<T>(entries: Vec<(usize, T)>, line: impl Fn(usize) -> u32) -> Vec<(u32, T)> {
    entries.into_iter().map(|(at, entry)| (line(at), entry)).collect()
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> u32 {
    Lines::new(text).position(text, at.min(text.len())).line
}

#[cfg(test)]
mod tests;
