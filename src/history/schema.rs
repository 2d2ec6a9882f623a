//! The tables of the store, version by version.

use rusqlite::{Connection, Result, TransactionBehavior};

/// What marks the file as a store of aircheck: "air" and a check mark, as four bytes of ASCII (`PRAGMA application_id`).
pub(super) const APPLICATION: i32 = i32::from_be_bytes(*b"airC");

/// What leads from each version to the next; the version is the number of steps taken (`PRAGMA user_version`).
///
/// Times are milliseconds since 1970 in UTC.
const STEPS: &[&str] = &["
    CREATE TABLE targets (
        target TEXT NOT NULL PRIMARY KEY,  -- the URL without its fragment, user name and password
        first_asked INTEGER NOT NULL,
        last_asked INTEGER NOT NULL,
        last_run INTEGER NOT NULL,         -- the run that asked last
        last_ok INTEGER,
        first_failed INTEGER,              -- of the failures since then
        last_failed INTEGER,
        failing_runs INTEGER NOT NULL,     -- in a row
        class TEXT NOT NULL,               -- how it was judged last
        reason TEXT NOT NULL,
        final_url TEXT,                    -- where it led when it was last fine
        facts TEXT                         -- what was seen last, as JSON; only where that may be trusted for a while
    );
    CREATE TABLE told (
        link TEXT NOT NULL PRIMARY KEY,    -- the URL with its fragment, or what identifies a link without one
        at INTEGER NOT NULL,               -- when it was last said
        trouble TEXT,                      -- the class that was told as confirmed; NULL once it has recovered
        moved INTEGER NOT NULL             -- whether its move was told
    );
    CREATE INDEX targets_by_age ON targets (last_asked);
"];

/// The version that this program writes.
pub(super) const VERSION: u32 = 1;

/// The version of a store; 0 for an empty file.
pub(super) fn version(connection: &Connection) -> Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a store to this program's version. Two runs may try at once: the second finds nothing left to do.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    if version(connection)? == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = version(&transaction)?;
    for (_, step) in (0..).zip(STEPS).skip_while(|(number, _)| *number < taken) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_becomes_a_store_and_stays_one() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert_eq!(version(&connection), Ok(0));
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!((version(&connection), STEPS.len()), (Ok(VERSION), VERSION as usize));
    }
}
