//! Options in the file: the long name of each is its key, and its own parser checks the value.

use std::ops::Range;
use std::path::Path;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command, ValueHint};
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::TABLES;
use super::fault::{Fault, unknown_name};
use crate::text::without_userinfo;

/// Options of one command line alone: what is read and written, and where the file itself is.
const NOT_IN_FILES: &[&str] = &[
    "config",
    "no-config",
    "show-config",
    "format",
    "output",
    "watch",
    "write",
    "interactive",
    "quiet",
    "verbose",
    "input-format",
    "base-url",
    "lint",
    "no-lint",
    "level",
    "no-progress",
    "help",
];

/// Header fields that carry secrets. A file is committed sooner or later.
const SECRET_FIELDS: &[&str] = &["authorization", "cookie", "proxy-authorization"];

/// Whether an option may stand in a file.
pub(in crate::cli) fn is_allowed(arg: &Arg) -> bool {
    arg.get_long().is_some_and(|long| !NOT_IN_FILES.contains(&long))
}

/// The values of the option `key`, as they would be typed.
pub(super) fn read(
    key: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    folder: &Path,
    command: &Command,
) -> Result<Vec<String>, Fault> {
    let name = key.get_ref().as_ref();
    let arg = command.get_arguments().find(|arg| arg.get_long() == Some(name));
    let Some(arg) = arg else { return Err(unknown(name, key.span(), command)) };
    if !is_allowed(arg) {
        return Err(Fault::new(key.span().start, refusal(name)));
    }
    let values = match value.get_ref() {
        // Whoever writes it wants no run to fail, and would get the default.
        DeValue::Array(items) if items.is_empty() && name == "fail-on" => {
            let said =
                "`fail-on`: name a class, such as [\"broken\"]; what is to fail no run gets a level under [levels]";
            return Err(Fault::new(value.span().start, said.to_owned()));
        }
        DeValue::Array(items) if is_list(arg) => items.iter().map(|item| typed(arg, item)).collect::<Result<_, _>>()?,
        _ => vec![typed(arg, value)?],
    };
    let is_path = matches!(arg.get_value_hint(), ValueHint::FilePath);
    let placed = |value: String| if is_path { folder.join(value).to_string_lossy().into_owned() } else { value };
    Ok(values.into_iter().map(placed).collect())
}

fn unknown(name: &str, span: Range<usize>, command: &Command) -> Fault {
    let options = command.get_arguments().filter(|arg| is_allowed(arg)).filter_map(Arg::get_long);
    let known: Vec<&str> = options.chain(TABLES.iter().copied()).collect();
    Fault::new(span.start, unknown_name("key", name, &known))
}

fn refusal(name: &str) -> String {
    match name {
        "lint" | "no-lint" | "level" => format!("`{name}` is for the command line; write levels under [levels]"),
        _ => format!("`{name}` is for the command line only"),
    }
}

/// Whether an option may have more than one value.
pub(in crate::cli) fn is_list(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// One value as it would be typed, after its option's parser has seen it.
fn typed(arg: &Arg, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
    let name = arg.get_long().unwrap_or_default();
    let fault = |said: String| Fault::new(value.span().start, format!("`{name}`: {said}"));
    let is_flag = matches!(arg.get_action(), ArgAction::SetTrue);
    let text = match value.get_ref() {
        DeValue::Boolean(on) if is_flag => return Ok(on.to_string()),
        _ if is_flag => return Err(fault("write true or false".to_owned())),
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Boolean(_) => return Err(fault("neither true nor false has a meaning here".to_owned())),
        DeValue::Array(_) => return Err(fault("one value is wanted, not a list".to_owned())),
        DeValue::Table(_) => return Err(fault("a value is wanted, not a table".to_owned())),
    };
    if name == "header" && is_secret(&text) {
        return Err(fault(
            "this would put a secret into a file; AIRCHECK_AUTH_… variables hold credentials".to_owned(),
        ));
    }
    if name == "proxy" && matches!(without_userinfo(&text), std::borrow::Cow::Owned(_)) {
        return Err(fault("this would put a secret into a file; AIRCHECK_PROXY may hold it".to_owned()));
    }
    try_out(arg, &text).map_err(fault)?;
    Ok(text)
}

fn is_secret(header: &str) -> bool {
    let name = header.split(':').next().unwrap_or_default();
    is_secret_field(name.rsplit('=').next().unwrap_or(name))
}

/// Whether a header field carries a secret.
pub(in crate::cli) fn is_secret_field(name: &str) -> bool {
    SECRET_FIELDS.iter().any(|secret| name.trim().eq_ignore_ascii_case(secret))
}

/// Lets the option's own parser read a value.
fn try_out(arg: &Arg, value: &str) -> Result<(), String> {
    let name = arg.get_long().unwrap_or_default();
    let alone = Arg::new("value").long(name.to_owned()).value_parser(arg.get_value_parser().clone());
    let alone = match arg.get_value_delimiter() {
        Some(delimiter) => alone.action(ArgAction::Append).value_delimiter(delimiter),
        None => alone.action(ArgAction::Set),
    };
    let tried = Command::new("aircheck").arg(alone).try_get_matches_from(["aircheck", &format!("--{name}={value}")]);
    tried.map(drop).map_err(|error| complaint(value, &error))
}

/// What a parser says, in one line.
fn complaint(value: &str, error: &clap::Error) -> String {
    if let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        return unknown_name("value", value, &known);
    }
    let cause = std::error::Error::source(error).map(ToString::to_string);
    let told = error.to_string();
    let told = told.lines().next().unwrap_or_default().trim_start_matches("error: ");
    format!("`{value}`: {}", cause.unwrap_or_else(|| told.to_owned()))
}

/// Whether an option would take that text as its value.
pub(in crate::cli) fn is_typable(arg: &Arg, text: &str) -> bool {
    !text.contains(' ') && try_out(arg, text).is_ok()
}
