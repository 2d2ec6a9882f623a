//! Reading what earlier runs saw.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::store::{Store, StoreError};
use super::{Past, Streak, facts, sighting};
use crate::check::{AnchorFact, Outcome};
use crate::link::Target;
use crate::text::without_userinfo;

/// A target and its past, for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The URL without its fragment, user name and password.
    pub target: String,
    /// What is known of it.
    pub past: Past,
    /// The places, behind `#`, that it lacked when it was last asked: what is known of it is known of the page, not of them.
    pub missing: Vec<String>,
}

const PAST: &str =
    "first_asked, last_asked, last_ok, first_failed, last_failed, failing_runs, class, reason, final_url, target";

impl Store {
    /// What is known of these targets; those that are new to the store are left out.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn pasts<'a>(
        &self,
        targets: impl IntoIterator<Item = &'a Target>,
    ) -> Result<BTreeMap<Target, Past>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {PAST} FROM targets WHERE target = ?1"))?;
        let mut pasts = BTreeMap::new();
        for target in targets {
            if let Some(past) = statement.query_row([sighting::key(target)], past).optional()? {
                pasts.insert(target.clone(), past);
            }
        }
        Ok(pasts)
    }

    /// The outcome of a target that may be trusted for a while, when it was asked, and the reason code by which it was judged.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn seen(&self, target: &Target) -> Result<Option<(Timestamp, Outcome, String)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT last_asked, facts, reason FROM targets WHERE target = ?1 AND facts IS NOT NULL")?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?));
        let found = statement.query_row([sighting::key(target)], read).optional()?;
        Ok(found.and_then(|(at, text, reason)| Some((time(at), facts::read(&text)?, reason))))
    }

    /// The targets that failed for `reason` when they were last asked, no longer ago than `age`; without user names and passwords.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn failing(&self, reason: &str, age: Duration) -> Result<HashSet<String>, StoreError> {
        let since = Timestamp::now().as_millisecond() - i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare(
            "SELECT target FROM targets WHERE reason = ?1 AND last_failed = last_asked AND last_asked >= ?2",
        )?;
        let names = statement.query_map((reason, since), |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Everything that is known, or what is known of one address: those that fail first, the longest failing of them first.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn rows(&self, of: Option<&str>) -> Result<Vec<Row>, StoreError> {
        let of = of.map(|url| without_userinfo(url.split('#').next().unwrap_or_default()).into_owned());
        let mut statement = self.connection.prepare(&format!(
            "SELECT {PAST}, facts FROM targets WHERE ?1 IS NULL OR target = ?1 ORDER BY first_failed IS NULL, first_failed, target"
        ))?;
        let read = |row: &rusqlite::Row<'_>| {
            let facts: Option<String> = row.get(10)?;
            Ok(Row { target: row.get(9)?, past: past(row)?, missing: missing(facts.as_deref()) })
        };
        let rows = statement.query_map([of], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn missing(facts: Option<&str>) -> Vec<String> {
    let outcome = facts.and_then(facts::read);
    let anchors = outcome.into_iter().flat_map(|outcome| outcome.anchors);
    anchors.filter(|(_, fact)| *fact == AnchorFact::Missing).map(|(name, _)| name).collect()
}

fn past(row: &rusqlite::Row<'_>) -> rusqlite::Result<Past> {
    let streak = match (row.get::<_, Option<i64>>(3)?, row.get::<_, Option<i64>>(4)?) {
        (Some(first), Some(last)) => Some(Streak { first: time(first), last: time(last), runs: row.get(5)? }),
        _ => None,
    };
    Ok(Past {
        first_asked: time(row.get(0)?),
        last_asked: time(row.get(1)?),
        last_ok: row.get::<_, Option<i64>>(2)?.map(time),
        failing: streak,
        class: row.get(6)?,
        reason: row.get(7)?,
        final_url: row.get(8)?,
    })
}

/// Milliseconds since 1970; what no calendar holds is read as 1970.
fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}
