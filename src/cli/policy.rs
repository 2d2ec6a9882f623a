//! Levels, rules and ignores: what the configuration says of codes and of links, for each stage that has to know it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::config::{Config, Rule};
use crate::lint;
use crate::net::{Applies, Credentials, Exception};
use crate::text::Pattern;
use crate::verdict::{self, Level, Policy};

/// Variables that hold credentials begin like this.
pub(super) const CREDENTIALS: &str = "AIRCHECK_AUTH_";

/// What is judged otherwise. `accept` and `levels` are those that were typed, if any.
pub(super) fn policy(accept: &[u16], levels: &[(String, Level)], config: &Config) -> Policy {
    Policy {
        accept: accept.to_vec(),
        levels: self::levels(levels, config).collect(),
        rules: config.rules.iter().map(|(line, rule)| judged(rule, config.place(*line))).collect(),
        ignores: config.ignores.iter().map(|(line, it)| ignore(it, *line, config)).collect(),
        today: today(config),
    }
}

/// The user's date. Where it decides nothing, that of UTC will do: looking for the local time zone takes a walk through hundreds of files.
fn today(config: &Config) -> Date {
    if config.ignores.is_empty() {
        return TimeZone::UTC.to_datetime(Timestamp::now()).date();
    }
    Zoned::now().date()
}

/// The levels of the file, then those that were typed, which replace them.
pub(super) fn levels<'a>(
    typed: &'a [(String, Level)],
    config: &'a Config,
) -> impl Iterator<Item = (String, Level)> + use<'a> {
    let of_file = config.levels.iter().map(|(_, code, level)| (code.clone(), *level));
    of_file.chain(typed.iter().cloned())
}

/// Which rules without network are applied: those that were typed, else as their levels say.
pub(super) fn lints(
    mut on: BTreeSet<String>,
    mut off: BTreeSet<String>,
    levels: impl Iterator<Item = (String, Level)>,
) -> lint::Options {
    let (typed_on, typed_off) = (on.clone(), off.clone());
    for (code, level) in levels.filter(|(code, _)| lint::rule(code).is_some()) {
        let (to, from) = if level == Level::Off { (&mut off, &mut on) } else { (&mut on, &mut off) };
        from.remove(&code);
        to.insert(code);
    }
    on.extend(typed_on.iter().cloned());
    off.retain(|code| !typed_on.contains(code));
    off.extend(typed_off);
    lint::Options { on, off, draft: false }
}

fn judged(rule: &Rule, place: String) -> verdict::Rule {
    verdict::Rule {
        matches: rule.matches.clone(),
        accept: rule.accept.clone(),
        treat_as: rule.treat_as,
        codes: rule.codes.clone(),
        place,
    }
}

fn ignore(ignore: &super::config::Ignore, line: u32, config: &Config) -> verdict::Ignore {
    verdict::Ignore {
        matches: ignore.matches.clone(),
        reason: ignore.reason.clone(),
        until: ignore.until,
        codes: ignore.codes.clone(),
        file: config.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default(),
        line,
    }
}

/// Links that are never asked, each with the reason.
pub(super) fn skips(config: &Config) -> Vec<(Pattern, String)> {
    let skipping = config.rules.iter().filter_map(|(_, rule)| Some((rule, rule.skip.as_ref()?)));
    skipping.flat_map(|(rule, reason)| rule.matches.iter().map(|it| (it.clone(), reason.clone()))).collect()
}

/// What holds for requests to some addresses.
pub(super) fn exceptions(config: &Config) -> Vec<Exception> {
    config.rules.iter().map(|(_, rule)| exception(rule)).collect()
}

fn exception(rule: &Rule) -> Exception {
    let matches = rule.matches.clone();
    Exception {
        applies: Applies::to(move |url| matches.iter().any(|pattern| pattern.fits(url.as_str()))),
        headers: rule.headers.clone(),
        timeout: rule.timeout,
        concurrency: rule.concurrency,
        delay: rule.delay,
    }
}

/// The credentials in the environment, with the names of their variables.
///
/// # Errors
/// A sentence that names the variable, and nothing of what it holds.
pub(super) fn credentials() -> Result<Vec<(String, Credentials)>, String> {
    let named = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let mut found: Vec<_> = named.filter(|(name, _)| name.starts_with(CREDENTIALS)).collect();
    found.sort();
    let read = |(name, value): (String, std::ffi::OsString)| {
        let text = value.to_str().ok_or_else(|| format!("{name}: no header can hold this"))?;
        let credentials = Credentials::parse(text).map_err(|said| format!("{name}: {said}"))?;
        Ok((name, credentials))
    };
    found.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lints_of(on: &[&str], off: &[&str], levels: &[(&str, Level)]) -> (Vec<String>, Vec<String>) {
        let set = |codes: &[&str]| codes.iter().map(ToString::to_string).collect();
        let levels = levels.iter().map(|(code, level)| ((*code).to_owned(), *level));
        let options = lints(set(on), set(off), levels);
        (options.on.into_iter().collect(), options.off.into_iter().collect())
    }

    #[test]
    fn levels_apply_rules_and_what_is_typed_wins() {
        let codes = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
        let noted = [("shortener", Level::Note), ("bare-domain", Level::Off), ("not-found", Level::Off)];
        assert_eq!(lints_of(&[], &[], &noted), (codes(&["shortener"]), codes(&["bare-domain"])));
        assert_eq!(lints_of(&["bare-domain"], &[], &noted).1, codes(&[]));
        assert_eq!(lints_of(&[], &["shortener"], &noted).1, codes(&["bare-domain", "shortener"]));
        let twice = [("shortener", Level::Note), ("shortener", Level::Off)];
        assert_eq!(lints_of(&[], &[], &twice), (codes(&[]), codes(&["shortener"])));
    }
}
