//! `--show-config`: what is in force and where each setting comes from, as a file that could be used as it is. Secrets are left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches};
use toml::Value;

use super::config::{self, Config, Ignore, Rule};
use super::{command, policy, values, variable};
use crate::lint;
use crate::text::{Pattern, without_userinfo};
use crate::verdict::{Level, Reason};

/// Header fields whose values may be shown.
const HARMLESS: &[&str] =
    &["accept", "accept-language", "accept-encoding", "user-agent", "referer", "cache-control", "dnt"];

/// The settings of a subcommand.
///
/// # Errors
/// If a variable with credentials can't be read.
pub(super) fn show(name: &str, matches: &ArgMatches, config: &Config) -> Result<String, String> {
    let mut out = String::new();
    let file = config.path.as_ref().map_or_else(|| "no aircheck.toml".to_owned(), |path| path.display().to_string());
    writeln!(out, "# aircheck {name}: flags, environment, {file}, defaults; the first that says something holds\n")
        .ok();
    let all = command();
    for arg in own_of(&all, name).filter(|arg| config::is_allowed(arg)) {
        writeln!(out, "{}", option(arg, matches, config)).ok();
    }
    for arg in own_of(&all, name).filter(|arg| !config::is_allowed(arg)) {
        out.push_str(&typed_only(arg, matches));
    }
    for (variable, credentials) in policy::credentials()? {
        writeln!(out, "# credentials for {}  # {variable}", credentials.host()).ok();
    }
    levels(matches, config, &mut out);
    for (line, rule) in &config.rules {
        writeln!(out, "\n[[rule]]  # {}\n{}", config.place(*line), entries(&of_rule(rule))).ok();
    }
    for (line, ignore) in &config.ignores {
        writeln!(out, "\n[[ignore]]  # {}\n{}", config.place(*line), entries(&of_ignore(ignore))).ok();
    }
    Ok(out)
}

fn own_of<'a>(all: &'a clap::Command, name: &str) -> impl Iterator<Item = &'a Arg> {
    all.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments)
}

/// An option that no file may hold, if it is set, as a comment: what is shown is a file. Levels have a table of their own.
fn typed_only(arg: &Arg, matches: &ArgMatches) -> String {
    let long = arg.get_long().filter(|long| !["level", "show-config"].contains(long));
    let id = arg.get_id().as_str();
    let (Some(long), Some(origin)) = (long, said_by(arg, matches)) else { return String::new() };
    if matches!(arg.get_action(), ArgAction::Count) {
        return format!("# {long}: {}  # {origin}\n", matches.get_count(id));
    }
    format!("# {long}: {}  # {origin}\n", value(arg, &given(arg, matches)))
}

/// Who sets an option, if not a file.
fn said_by(arg: &Arg, matches: &ArgMatches) -> Option<String> {
    let long = arg.get_long()?;
    match matches.value_source(arg.get_id().as_str())? {
        ValueSource::CommandLine => Some(format!("--{long}")),
        ValueSource::EnvVariable => Some(variable(long)),
        _ => None,
    }
}

/// One line: the option, its value, and who says so.
fn option(arg: &Arg, matches: &ArgMatches, config: &Config) -> String {
    let long = arg.get_long().unwrap_or_default();
    let of_file = || config.options.get(long).filter(|setting| !setting.values.is_empty());
    let of_file = || of_file().map(|setting| config.place(setting.line));
    let Some(origin) = said_by(arg, matches).or_else(of_file) else { return default(arg) };
    format!("{long} = {}  # {origin}", value(arg, &given(arg, matches)))
}

/// What an option was given, without passwords; those of a list may have blanks around them.
fn given(arg: &Arg, matches: &ArgMatches) -> Vec<String> {
    let long = arg.get_long().unwrap_or_default();
    let raw = matches.get_raw(arg.get_id().as_str()).into_iter().flatten();
    let trimmed =
        |text: &str| if arg.get_value_delimiter() == Some(',') { text.trim().to_owned() } else { text.to_owned() };
    raw.map(|value| harmless(long, &trimmed(&value.to_string_lossy()))).collect()
}

/// What holds if nobody says anything: what the help names as default.
fn default(arg: &Arg) -> String {
    let long = arg.get_long().unwrap_or_default();
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return format!("{long} = false  # default");
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    match help.split_once("[default: ").and_then(|(_, rest)| rest.split_once(']')) {
        Some((text, _)) if config::is_typable(arg, text) => {
            let values: Vec<String> = text.split(',').map(str::to_owned).collect();
            format!("{long} = {}  # default", value(arg, &values))
        }
        Some((text, _)) => format!("# {long}: {text}  # default"),
        None => format!("# {long}: none  # default"),
    }
}

/// A value as TOML: a list where the option may be repeated, else a number or a string.
fn value(arg: &Arg, values: &[String]) -> Value {
    if config::is_list(arg) {
        return Value::Array(values.iter().map(|value| scalar(value)).collect());
    }
    let last = values.last().map(String::as_str).unwrap_or_default();
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        Value::Boolean(values::switch(last) == Ok(true))
    } else {
        scalar(last)
    }
}

/// A number only where it is read back as what was written: `007` is a text, and so is `inf`.
fn scalar(text: &str) -> Value {
    let integer = text.parse().ok().filter(|number: &i64| number.to_string() == text).map(Value::Integer);
    let float = || text.parse().ok().filter(|number: &f64| number.is_finite() && number.to_string() == text);
    integer.or_else(|| float().map(Value::Float)).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// A value without passwords.
fn harmless(long: &str, value: &str) -> String {
    if long != "header" {
        return without_userinfo(value).into_owned();
    }
    let (field, content) = value.split_once(':').unwrap_or((value, ""));
    let name = field.rsplit('=').next().unwrap_or(field).trim();
    format!("{field}: {}", harmless_field(name, content.trim()))
}

fn harmless_field(name: &str, content: &str) -> String {
    let shown = HARMLESS.iter().any(|harmless| name.eq_ignore_ascii_case(harmless));
    if shown { content.to_owned() } else { "***".to_owned() }
}

/// The levels of codes, each with who says so. What `--lint` and `--no-lint` say stands here, too: no file may hold these options.
fn levels(matches: &ArgMatches, config: &Config, out: &mut String) {
    let of_file = config.levels.iter().map(|(line, code, level)| (code.clone(), (*level, config.place(*line))));
    let mut levels: Levels = of_file.collect();
    for (code, level) in typed::<(String, Level)>(matches, "level") {
        levels.insert(code, (level, origin(matches, "level")));
    }
    for code in typed::<String>(matches, "lint").into_iter().filter(|code| Reason::from_code(code).is_none()) {
        let is_off = |known: &(Level, String)| known.0 == Level::Off;
        // Off and yet applied, it fails nothing; without a level, it has its own.
        let level = levels.get(&code).map_or(own_level(&code), |_| Level::Note);
        if levels.get(&code).is_none_or(is_off) {
            levels.insert(code, (level, origin(matches, "lint")));
        }
    }
    for code in typed::<String>(matches, "no-lint").into_iter().filter(|code| Reason::from_code(code).is_none()) {
        levels.insert(code, (Level::Off, origin(matches, "no-lint")));
    }
    if !levels.is_empty() {
        writeln!(out, "\n[levels]").ok();
    }
    for (code, (level, origin)) in levels {
        writeln!(out, "{code} = \"{}\"  # {origin}", level.name()).ok();
    }
}

/// Levels of codes, and who says so.
type Levels = BTreeMap<String, (Level, String)>;

/// What an option was given, where the subcommand has it.
fn typed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<T> {
    let given = matches.try_get_many::<T>(&id.replace('-', "_")).ok().flatten();
    given.into_iter().flatten().cloned().collect()
}

/// Who gave it: the command line or a variable.
fn origin(matches: &ArgMatches, long: &str) -> String {
    let is_variable = matches.value_source(&long.replace('-', "_")) == Some(ValueSource::EnvVariable);
    if is_variable { variable(long) } else { format!("--{long}") }
}

/// The level that a rule has by itself.
fn own_level(code: &str) -> Level {
    match lint::level_of(code) {
        lint::Level::Note => Level::Note,
        lint::Level::Warning => Level::Warning,
        lint::Level::Error => Level::Error,
    }
}

/// Keys with values, those of them that there are.
type Entries = Vec<(&'static str, Option<Value>)>;

fn entries(entries: &Entries) -> String {
    let lines = entries.iter().filter_map(|(key, value)| Some(format!("{key} = {}", value.as_ref()?)));
    lines.collect::<Vec<_>>().join("\n")
}

fn list<T>(items: &[T], one: impl Fn(&T) -> Value) -> Option<Value> {
    (!items.is_empty()).then(|| Value::Array(items.iter().map(one).collect()))
}

fn words(patterns: &[Pattern]) -> Option<Value> {
    list(patterns, |pattern| Value::String(without_userinfo(pattern.as_str()).into_owned()))
}

fn of_rule(rule: &Rule) -> Entries {
    let seconds = |time: std::time::Duration| Value::Float(time.as_secs_f64());
    let text = |text: &str| Value::String(text.to_owned());
    let fields = rule.headers.iter().map(|(name, value)| {
        let shown = harmless_field(name.as_str(), &String::from_utf8_lossy(value.as_bytes()));
        (name.to_string(), Value::String(shown))
    });
    let headers: toml::Table = fields.collect();
    vec![
        ("match", words(&rule.matches)),
        ("headers", (!headers.is_empty()).then_some(Value::Table(headers))),
        ("concurrency", rule.concurrency.and_then(|number| i64::try_from(number).ok()).map(Value::Integer)),
        ("delay", rule.delay.map(seconds)),
        ("timeout", rule.timeout.map(seconds)),
        ("accept", list(&rule.accept, |status| Value::Integer(i64::from(*status)))),
        ("skip", rule.skip.as_deref().map(text)),
        ("treat-as", rule.treat_as.map(|class| text(class.name()))),
        ("codes", list(&rule.codes, |code| text(code.code()))),
    ]
}

fn of_ignore(ignore: &Ignore) -> Entries {
    let until = ignore.until.to_string().parse().ok().map(Value::Datetime);
    vec![
        ("match", words(&ignore.matches)),
        ("reason", Some(Value::String(ignore.reason.clone()))),
        ("until", until),
        ("codes", list(&ignore.codes, |code| Value::String(code.clone()))),
    ]
}
