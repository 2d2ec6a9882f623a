//! Names in reports: written as they stand in the tables of the rooms, and read back only if they stand there.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::episode::LinkKind;
use crate::lint;
use crate::verdict::{Class, Level, Reason};

/// A name from one of the tables.
pub(super) type Name = &'static str;

const SOURCE_KINDS: &[Name] = &["html", "feed", "markdown", "text", "chapters", "sitemap"];

const RULES: &[Name] = &["selected", "known", "heading", "embedded", "main-content", "whole-page"];

const LEVELS: &[Name] = &["note", "warning", "error"];

const GROUPS: &[Name] = &["show", "editorial", "sponsor", "host"];

const SETTINGS: &[Name] = &["ignore-ended", "ignore-unused", "baseline-fixed", "baseline-unfit"];

const CHANGES: &[Name] = &["new", "known", "recovered", "moved"];

fn among<'de, D: Deserializer<'de>>(
    names: impl IntoIterator<Item = Name>,
    what: &str,
    deserializer: D,
) -> Result<Name, D::Error> {
    let name = String::deserialize(deserializer)?;
    find(names, what, &name)
}

fn maybe_among<'de, D: Deserializer<'de>>(
    names: &[Name],
    what: &str,
    deserializer: D,
) -> Result<Option<Name>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    name.map(|name| find(names.iter().copied(), what, &name)).transpose()
}

fn find<E: Error>(names: impl IntoIterator<Item = Name>, what: &str, name: &str) -> Result<Name, E> {
    let known = names.into_iter().find(|known| *known == name);
    known.ok_or_else(|| E::custom(format!("unknown {what} {name:?}: another version of aircheck wrote it")))
}

pub(super) fn source_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    maybe_among(SOURCE_KINDS, "kind of source", deserializer)
}

pub(super) fn rule<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    maybe_among(RULES, "rule", deserializer)
}

pub(super) fn change<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    maybe_among(CHANGES, "change", deserializer)
}

pub(super) fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    among(LEVELS.iter().copied(), "level", deserializer)
}

/// The code of a remark about the settings.
pub(super) fn settings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    among(SETTINGS.iter().copied(), "remark", deserializer)
}

pub(super) fn group<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    among(GROUPS.iter().copied(), "group", deserializer)
}

pub(super) fn link_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    among(LinkKind::ALL.iter().map(|kind| kind.name()), "kind of link", deserializer)
}

/// A rule's code, or the reason code of a flawed address.
pub(super) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    let code = String::deserialize(deserializer)?;
    let of_rule = lint::rule(&code).map(|rule| rule.code);
    let known = of_rule.or_else(|| Reason::from_code(&code).map(Reason::code));
    known.ok_or_else(|| D::Error::custom(format!("unknown code {code:?}: another version of aircheck wrote it")))
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Class {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| D::Error::custom(format!("unknown class {name:?}")))
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| D::Error::custom(format!("unknown level {name:?}")))
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let unknown = || D::Error::custom(format!("unknown reason {code:?}: another version of aircheck wrote it"));
        Self::from_code(&code).ok_or_else(unknown)
    }
}
