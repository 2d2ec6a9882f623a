//! Writing what was seen, and forgetting what is old.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::{Sighting, Standing, sighting};

/// How long a target or a word is kept that no run has come upon.
const KEPT: Duration = Duration::from_hours(24 * 200);

/// Why a store can't be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(#[from] rusqlite::Error);

/// An open store.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
    /// Tells this run from others.
    run: i64,
}

impl Store {
    pub(super) fn new(connection: Connection, path: &Path) -> Self {
        let run = Timestamp::now().as_millisecond() * 4096 + i64::from(std::process::id() % 4096);
        Self { connection, path: path.to_owned(), run }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what was seen, all of it or nothing.
    ///
    /// # Errors
    /// If the store can't be written.
    pub fn note(&mut self, sightings: &[Sighting]) -> Result<(), StoreError> {
        let run = self.run;
        self.write(|transaction| {
            let mut statement = transaction.prepare_cached(NOTE)?;
            for seen in sightings {
                let standing = match seen.standing {
                    Standing::Fine => 0,
                    Standing::Failing => 1,
                    Standing::Unclear => 2,
                };
                let Sighting { target, at, class, reason, final_url, facts, .. } = seen;
                let target = sighting::key(target);
                statement.execute(params![target, at, run, standing, class, reason, final_url, facts])?;
            }
            Ok(())
        })
    }

    /// Forgets what no run has come upon for 200 days.
    ///
    /// # Errors
    /// If the store can't be written.
    pub fn prune(&mut self) -> Result<(), StoreError> {
        let kept = i64::try_from(KEPT.as_millis()).unwrap_or(i64::MAX);
        let before = Timestamp::now().as_millisecond() - kept;
        self.write(|transaction| {
            transaction.execute("DELETE FROM targets WHERE last_asked < ?1", [before])?;
            transaction.execute("DELETE FROM told WHERE at < ?1", [before])?;
            Ok(())
        })
    }

    /// Runs `work` as one transaction that waits for other writers first.
    pub(super) fn write(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        work(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// `?4` is the standing: 0 fine, 1 failing, 2 unclear. A failure counts once a run, however often the run asks.
const NOTE: &str = "
    INSERT INTO targets (target, first_asked, last_asked, last_run, last_ok, first_failed, last_failed, failing_runs,
                         class, reason, final_url, facts)
    VALUES (?1, ?2, ?2, ?3, iif(?4 = 0, ?2, NULL), iif(?4 = 1, ?2, NULL), iif(?4 = 1, ?2, NULL), ?4 = 1, ?5, ?6, ?7, ?8)
    ON CONFLICT (target) DO UPDATE SET
        last_asked = ?2,
        last_run = ?3,
        last_ok = iif(?4 = 0, ?2, last_ok),
        first_failed = CASE ?4 WHEN 0 THEN NULL WHEN 1 THEN coalesce(first_failed, ?2) ELSE first_failed END,
        last_failed = CASE ?4 WHEN 0 THEN NULL WHEN 1 THEN ?2 ELSE last_failed END,
        failing_runs = CASE ?4 WHEN 0 THEN 0 WHEN 1 THEN failing_runs + (failing_runs = 0 OR last_run <> ?3) ELSE failing_runs END,
        class = ?5,
        reason = ?6,
        final_url = coalesce(?7, final_url),
        facts = ?8";
