//! Tables of the file: `[levels]`, `[[rule]]` and `[[ignore]]`.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, unknown_name};
use super::options::is_secret_field;
use crate::cli::values;
use crate::lint;
use crate::text::Pattern;
use crate::verdict::{Class, Level, REASONS, Reason};

/// What trouble can be made to count as.
const TREATMENTS: &[Class] = &[Class::Broken, Class::Suspicious, Class::Unverified, Class::Ok];

/// `[[rule]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleTable {
    r#match: Words,
    headers: Option<BTreeMap<Spanned<String>, Spanned<String>>>,
    concurrency: Option<Spanned<i64>>,
    delay: Option<Spanned<f64>>,
    timeout: Option<Spanned<f64>>,
    accept: Option<Vec<Spanned<i64>>>,
    skip: Option<Spanned<String>>,
    treat_as: Option<Spanned<String>>,
    codes: Option<Vec<Spanned<String>>>,
}

/// `[[ignore]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoreTable {
    r#match: Words,
    reason: Spanned<String>,
    until: Spanned<toml::Value>,
    codes: Option<Vec<Spanned<String>>>,
}

/// One string, or a list of them.
struct Words(Vec<String>);

/// A `[[rule]]` that makes sense.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Rule {
    pub(in crate::cli) matches: Vec<Pattern>,
    pub(in crate::cli) headers: Vec<(HeaderName, HeaderValue)>,
    pub(in crate::cli) concurrency: Option<usize>,
    pub(in crate::cli) delay: Option<Duration>,
    pub(in crate::cli) timeout: Option<Duration>,
    pub(in crate::cli) accept: Vec<u16>,
    pub(in crate::cli) skip: Option<String>,
    pub(in crate::cli) treat_as: Option<Class>,
    pub(in crate::cli) codes: Vec<Reason>,
}

/// An `[[ignore]]` that makes sense.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Ignore {
    pub(in crate::cli) matches: Vec<Pattern>,
    pub(in crate::cli) reason: String,
    pub(in crate::cli) until: Date,
    pub(in crate::cli) codes: Vec<String>,
}

/// The entries of `[levels]`.
pub(super) fn levels(value: &Spanned<DeValue<'_>>) -> Result<Vec<(usize, String, Level)>, Fault> {
    let table = table_of(value, "levels")?;
    let one = |(code, level): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = code.get_ref();
        known_code(name).map_err(|said| Fault::new(code.span().start, said))?;
        let known = Level::ALL.map(Level::name);
        let written = level.get_ref().as_str().unwrap_or_default();
        let read = Level::from_name(written);
        let wrong = || Fault::new(level.span().start, format!("`{name}`: {}", unknown_name("level", written, &known)));
        Ok((code.span().start, name.to_string(), read.ok_or_else(wrong)?))
    };
    table.iter().map(one).collect()
}

fn table_of<'a, 'i>(value: &'a Spanned<DeValue<'i>>, name: &str) -> Result<&'a DeTable<'i>, Fault> {
    let wrong = || Fault::new(value.span().start, format!("`{name}` is a table: write [{name}]"));
    value.get_ref().as_table().ok_or_else(wrong)
}

/// Makes sure that a reason or a rule has that code.
pub(in crate::cli) fn known_code(name: &str) -> Result<(), String> {
    let known: Vec<&str> =
        REASONS.iter().map(|entry| entry.code).chain(lint::RULES.iter().map(|rule| rule.code)).collect();
    if known.contains(&name) { Ok(()) } else { Err(unknown_name("code", name, &known)) }
}

/// The entries of an array of tables, each with the place of its first byte.
fn entries<T: for<'de> Deserialize<'de>>(value: Spanned<DeValue<'_>>, name: &str) -> Result<Vec<(usize, T)>, Fault> {
    let at = value.span().start;
    let DeValue::Array(items) = value.into_inner() else {
        return Err(Fault::new(at, format!("`{name}` is a list of tables: write [[{name}]]")));
    };
    let one = |item: Spanned<DeValue<'_>>| {
        let at = item.span().start;
        let read = T::deserialize(toml::de::ValueDeserializer::from(item)).map_err(|error| {
            let fault = Fault::of(&error);
            if fault.at == 0 { Fault { at, ..fault } } else { fault }
        });
        Ok((at, read?))
    };
    items.into_iter().map(one).collect()
}

/// The entries of `[[rule]]`.
pub(super) fn rules(value: Spanned<DeValue<'_>>) -> Result<Vec<(usize, Rule)>, Fault> {
    entries::<RuleTable>(value, "rule")?.into_iter().map(|(at, table)| Ok((at, rule(at, table)?))).collect()
}

fn rule(at: usize, table: RuleTable) -> Result<Rule, Fault> {
    let matches = patterns(&table.r#match);
    let of_hosts = [table.concurrency.as_ref().map(Spanned::span), table.delay.as_ref().map(Spanned::span)];
    if let Some(span) = of_hosts.into_iter().flatten().next().filter(|_| matches.iter().any(|it| it.host().is_none())) {
        let said = "concurrency and delay hold for whole hosts: write match = \"example.com\"";
        return Err(Fault::new(span.start, said));
    }
    let rule = Rule {
        matches,
        headers: headers(table.headers.unwrap_or_default())?,
        concurrency: table.concurrency.map(|number| within(&number, 1, 1000)).transpose()?,
        delay: table.delay.map(|seconds| time(&seconds)).transpose()?,
        timeout: table.timeout.map(|seconds| time(&seconds)).transpose()?,
        accept: table
            .accept
            .unwrap_or_default()
            .iter()
            .map(|status| within(status, 100, 999))
            .collect::<Result<_, _>>()?,
        skip: table.skip.map(|reason| worded(reason, "skip")).transpose()?,
        treat_as: table.treat_as.map(|class| treatment(&class)).transpose()?,
        codes: table.codes.unwrap_or_default().iter().map(reason).collect::<Result<_, _>>()?,
    };
    if !rule.codes.is_empty() && rule.treat_as.is_none() {
        return Err(Fault::new(
            at,
            "`codes` says to which findings `treat-as` is restricted, but there is no `treat-as`",
        ));
    }
    Ok(rule)
}

fn headers(table: BTreeMap<Spanned<String>, Spanned<String>>) -> Result<Vec<(HeaderName, HeaderValue)>, Fault> {
    let one = |(name, value): (Spanned<String>, Spanned<String>)| {
        if is_secret_field(name.get_ref()) {
            let said = "this would put a secret into a file; AIRCHECK_AUTH_… variables hold credentials";
            return Err(Fault::new(name.span().start, said));
        }
        let field = HeaderName::from_bytes(name.get_ref().as_bytes());
        let text = HeaderValue::from_str(value.get_ref());
        Ok((
            field.map_err(|error| Fault::new(name.span().start, error.to_string()))?,
            text.map_err(|error| Fault::new(value.span().start, error.to_string()))?,
        ))
    };
    table.into_iter().map(one).collect()
}

fn within<T: TryFrom<i64>>(number: &Spanned<i64>, least: i64, most: i64) -> Result<T, Fault> {
    let value = *number.get_ref();
    let fits = (least..=most).contains(&value).then(|| T::try_from(value).ok()).flatten();
    fits.ok_or_else(|| Fault::new(number.span().start, format!("{value} is not between {least} and {most}")))
}

fn time(seconds: &Spanned<f64>) -> Result<Duration, Fault> {
    values::seconds(&seconds.get_ref().to_string()).map_err(|said| Fault::new(seconds.span().start, said))
}

fn treatment(class: &Spanned<String>) -> Result<Class, Fault> {
    let found = TREATMENTS.iter().find(|known| known.name() == class.get_ref()).copied();
    let known: Vec<&str> = TREATMENTS.iter().map(|class| class.name()).collect();
    found.ok_or_else(|| Fault::new(class.span().start, unknown_name("class", class.get_ref(), &known)))
}

fn reason(code: &Spanned<String>) -> Result<Reason, Fault> {
    let known: Vec<&str> = REASONS.iter().map(|entry| entry.code).collect();
    let wrong = || Fault::new(code.span().start, unknown_name("code", code.get_ref(), &known));
    Reason::from_code(code.get_ref()).ok_or_else(wrong)
}

/// A sentence that must say something.
fn worded(text: Spanned<String>, name: &str) -> Result<String, Fault> {
    if text.get_ref().trim().is_empty() {
        return Err(Fault::new(text.span().start, format!("`{name}` says why: write a few words")));
    }
    Ok(text.into_inner())
}

fn patterns(words: &Words) -> Vec<Pattern> {
    words.0.iter().map(|word| Pattern::from(word.trim())).collect()
}

/// The entries of `[[ignore]]`.
pub(super) fn ignores(value: Spanned<DeValue<'_>>) -> Result<Vec<(usize, Ignore)>, Fault> {
    let one = |(at, table): (usize, IgnoreTable)| {
        let codes = table.codes.unwrap_or_default().into_iter().map(|code| {
            known_code(code.get_ref()).map_err(|said| Fault::new(code.span().start, said))?;
            Ok(code.into_inner())
        });
        let ignore = Ignore {
            matches: patterns(&table.r#match),
            reason: worded(table.reason, "reason")?,
            until: date(&table.until)?,
            codes: codes.collect::<Result<_, _>>()?,
        };
        Ok((at, ignore))
    };
    entries::<IgnoreTable>(value, "ignore")?.into_iter().map(one).collect()
}

fn date(written: &Spanned<toml::Value>) -> Result<Date, Fault> {
    let text = match written.get_ref() {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(text) => text.clone(),
        _ => String::new(),
    };
    values::date(&text).map_err(|said| Fault::new(written.span().start, format!("`until`: {said}")))
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a pattern such as \"https://example.com/*\", or a list of them")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Words, E> {
                let empty = text.trim().is_empty();
                if empty {
                    Err(E::custom("an empty pattern matches nothing"))
                } else {
                    Ok(Words(vec![text.to_owned()]))
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(Words(more)) = items.next_element()? {
                    words.extend(more);
                }
                let none = || serde::de::Error::custom("an empty list matches nothing");
                if words.is_empty() { Err(none()) } else { Ok(Words(words)) }
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
