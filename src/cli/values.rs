//! Values of options: names from the tables of other rooms, numbers in their ranges, addresses.

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};
use http::{HeaderName, HeaderValue};
use ipnet::IpNet;
use jiff::civil::Date;
use scraper::Selector;
use url::Url;

use crate::check;
use crate::episode::LinkKind;
use crate::episode::onward::Follow;
use crate::lint;
use crate::net::HostHeader;
use crate::report::Format;
use crate::source::Kind;
use crate::verdict::{Class, Level};

use super::config;

/// A parser of values in a list, which may have blanks around them: `404, 410`.
#[derive(Clone)]
pub(super) struct Trimmed<P>(pub(super) P);

impl<P: TypedValueParser> TypedValueParser for Trimmed<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<P::Value, clap::Error> {
        let value = value.to_str().map_or(value, |text| OsStr::new(text.trim()));
        self.0.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// The longest time that one request may be given: an hour.
const LONGEST: f64 = 3600.0;

/// The longest time between runs that can be asked for, in hours: a year.
const MOST_HOURS: f64 = 8784.0;

/// The kinds of documents, by the names of `--input-format`.
const KINDS: &[(&str, Kind)] = &[
    ("html", Kind::Html),
    ("feed", Kind::Feed),
    ("markdown", Kind::Markdown),
    ("text", Kind::Text),
    ("chapters", Kind::Chapters),
    ("sitemap", Kind::Sitemap),
];

/// A flag, as people and CI systems write it in a variable; an empty one isn't set.
pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "t" | "1" => Ok(true),
        "false" | "no" | "off" | "n" | "f" | "0" | "" => Ok(false),
        _ => Err("write 1 or 0, yes or no, on or off, true or false".to_owned()),
    }
}

/// A parser of names that a table gives to values.
fn named<T: Clone + Send + Sync + 'static>(table: Vec<(&'static str, T)>) -> impl TypedValueParser<Value = T> {
    let names: Vec<PossibleValue> = table.iter().map(|(name, _)| PossibleValue::new(*name)).collect();
    PossibleValuesParser::new(names).map(move |typed| {
        let found = table.iter().find(|(name, _)| *name == typed);
        found.expect("only names of the table get here").1.clone()
    })
}

pub(super) fn class() -> impl TypedValueParser<Value = Class> {
    named(Class::ALL.iter().map(|class| (class.name(), *class)).collect())
}

pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    named(Format::all().map(|format| (format.name(), format)).collect())
}

/// A source as it is named on the command line.
pub(super) fn source() -> impl TypedValueParser<Value = String> {
    let problem = |name: OsString| {
        format!("the name {:?} isn't UTF-8: name the folder that holds the file instead", name.to_string_lossy())
    };
    OsStringValueParser::new().try_map(move |name| name.into_string().map_err(problem))
}

pub(super) fn kind() -> impl TypedValueParser<Value = Kind> {
    named(KINDS.to_vec())
}

pub(super) fn rule() -> impl TypedValueParser<Value = String> {
    named(lint::RULES.iter().map(|rule| (rule.code, rule.code.to_owned())).collect())
}

pub(super) fn link_kind() -> impl TypedValueParser<Value = LinkKind> {
    named(LinkKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect())
}

/// A whole number within bounds, which the message names.
fn whole<T: FromStr + PartialOrd + Display>(typed: &str, bounds: &RangeInclusive<T>) -> Result<T, String> {
    let number = typed.trim().parse().ok().filter(|number| bounds.contains(number));
    number.ok_or_else(|| format!("write a whole number from {} to {}", bounds.start(), bounds.end()))
}

/// A status code (RFC 9110 §15).
pub(super) fn status(typed: &str) -> Result<u16, String> {
    whole(typed, &(100..=999)).map_err(|_| "write a status code such as 403".to_owned())
}

/// `CODE=LEVEL`.
pub(super) fn level(typed: &str) -> Result<(String, Level), String> {
    let (code, level) = typed.split_once('=').ok_or("write CODE=LEVEL")?;
    config::known_code(code)?;
    let levels = Level::ALL.map(Level::name).join(", ");
    let level = Level::from_name(level).ok_or_else(|| format!("there is no level {level:?}, only {levels}"))?;
    Ok((code.to_owned(), level))
}

pub(super) fn date(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "write a day as in 2026-01-31".to_owned())
}

pub(super) fn follow(typed: &str) -> Result<Follow, String> {
    Follow::new(typed).map_err(|_| "write a pattern such as /episodes/*; brackets stand in pairs".to_owned())
}

/// A pattern of links. An empty one, as a blank line in a variable makes it, fits nothing that anybody means.
pub(super) fn pattern(typed: &str) -> Result<String, String> {
    if typed.trim().is_empty() {
        Err("write a pattern such as https://show.example/*".to_owned())
    } else {
        Ok(typed.to_owned())
    }
}

/// A CSS selector.
pub(super) fn css(typed: &str) -> Result<String, String> {
    let read = Selector::parse(typed).map(|_| typed.to_owned());
    read.map_err(|_| "write a CSS selector such as .show-notes or #notes".to_owned())
}

pub(super) fn count(typed: &str) -> Result<usize, String> {
    whole(typed, &(1..=100_000))
}

pub(super) fn retries(typed: &str) -> Result<u32, String> {
    whole(typed, &(0..=20))
}

pub(super) fn runs(typed: &str) -> Result<u32, String> {
    whole(typed, &(1..=100))
}

pub(super) fn seconds(typed: &str) -> Result<Duration, String> {
    let seconds = typed.trim().parse().ok().filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST);
    let seconds = seconds.ok_or_else(|| format!("write a number of seconds, more than 0 and at most {LONGEST}"))?;
    Ok(Duration::from_secs_f64(seconds))
}

pub(super) fn hours(typed: &str) -> Result<Duration, String> {
    let hours = typed.trim().parse::<f64>().ok().filter(|hours| (0.0..=MOST_HOURS).contains(hours));
    let hours = hours.ok_or_else(|| format!("write a number of hours from 0 to {MOST_HOURS}"))?;
    Ok(Duration::from_secs_f64(hours * 3600.0))
}

pub(super) fn web_url(typed: &str) -> Result<Url, String> {
    let url = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| "write a whole address such as https://show.example/episodes/42".to_owned())
}

/// A proxy's address.
pub(super) fn proxy(typed: &str) -> Result<Url, String> {
    let known = |url: &Url| matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") && url.has_host();
    let url = Url::parse(typed).ok().filter(known);
    url.ok_or_else(|| "write http://, https://, socks5:// or socks5h://, the host and its port".to_owned())
}

pub(super) fn network(typed: &str) -> Result<IpNet, String> {
    let single = || typed.parse::<IpAddr>().map(IpNet::from);
    typed
        .parse()
        .or_else(|_| single())
        .map_err(|_| "write an address or a range of addresses, such as 10.0.0.0/8".to_owned())
}

/// `NAME: VALUE`, or `HOST=NAME: VALUE`: a field name never holds `=` (RFC 9110 §5.6.2).
pub(super) fn header(typed: &str) -> Result<HostHeader, String> {
    let (name, value) = typed.split_once(':').ok_or("write NAME: VALUE, with a colon")?;
    let (host, name) = match name.split_once('=') {
        Some((host, name)) => (Some(host.trim().to_owned()), name),
        None => (None, name),
    };
    let name = HeaderName::from_bytes(name.trim().as_bytes());
    let name = name.map_err(|_| "write a name of letters, digits and hyphens before the colon".to_owned())?;
    if host.is_none() && [http::header::AUTHORIZATION, http::header::COOKIE].contains(&name) {
        return Err(format!("{name} is a secret: name the host that gets it, as in show.example={name}: ..."));
    }
    let value = header_value(value.trim())?;
    Ok(HostHeader { host, name, value })
}

/// `NAME=URL`, or `NAME=off`.
pub(super) fn oracle(typed: &str) -> Result<(String, Option<Url>), String> {
    let names = || check::oracle_names().collect::<Vec<_>>().join(", ");
    let (name, place) = typed.split_once('=').ok_or("write NAME=URL or NAME=off")?;
    if !check::oracle_names().any(|known| known == name) {
        return Err(format!("there is no oracle {name:?}, only {}", names()));
    }
    let url = if place == "off" { None } else { Some(web_url(place)?) };
    Ok((name.to_owned(), url))
}

pub(super) fn header_value(typed: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(typed).map_err(|_| "write it on one line, without control characters".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_a_network_or_one_address() {
        assert_eq!(network("10.0.0.0/8").unwrap().to_string(), "10.0.0.0/8");
        assert_eq!(network("::1").unwrap().to_string(), "::1/128");
        assert!(network("10.0.0.0/33").is_err() && network("intranet").is_err());
    }

    #[test]
    fn seconds_are_positive_and_bounded() {
        assert_eq!(seconds("1.5"), Ok(Duration::from_millis(1500)));
        for wrong in ["0", "-1", "NaN", "inf", "1e9", "soon"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
        assert_eq!(seconds("0"), Err("write a number of seconds, more than 0 and at most 3600".to_owned()));
    }

    #[test]
    fn whole_numbers_have_bounds_that_are_named() {
        assert_eq!((count("1"), retries("0"), runs("100"), status("403")), (Ok(1), Ok(0), Ok(100), Ok(403)));
        assert_eq!(count("-1"), Err("write a whole number from 1 to 100000".to_owned()));
        assert_eq!(retries("many"), Err("write a whole number from 0 to 20".to_owned()));
        assert!(runs("0").is_err() && status("99").is_err() && status("4xx").is_err());
    }

    #[test]
    fn hours_may_be_none_and_parts() {
        assert_eq!((hours("0"), hours("1.5")), (Ok(Duration::ZERO), Ok(Duration::from_mins(90))));
        for wrong in ["-1", "NaN", "inf", "1e9", "a day"] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_header_cannot_smuggle_a_second_one() {
        assert_eq!(header("Accept-Language: de").unwrap().value, "de");
        assert_eq!(header("show.example=Authorization: Bearer x").unwrap().host.as_deref(), Some("show.example"));
        assert!(header("X: a\r\nY: b").is_err() && header("no colon").is_err());
    }
}
