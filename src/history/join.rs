//! Joining stores: those of a check that was split over machines, each of which began with the same store.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::schema;
use super::store::{Store, StoreError};

/// Of two rows for the same thing the later one is right: each machine asks its own hosts only.
const JOIN: &str = "
    INSERT INTO targets SELECT * FROM part.targets WHERE true ON CONFLICT (target) DO UPDATE SET
        first_asked = min(first_asked, excluded.first_asked), last_asked = excluded.last_asked, last_run = excluded.last_run,
        last_ok = excluded.last_ok, first_failed = excluded.first_failed, last_failed = excluded.last_failed,
        failing_runs = excluded.failing_runs, class = excluded.class, reason = excluded.reason,
        final_url = excluded.final_url, facts = excluded.facts
        WHERE excluded.last_asked > last_asked;
    INSERT INTO told SELECT * FROM part.told WHERE true ON CONFLICT (link) DO UPDATE SET
        at = excluded.at, trouble = excluded.trouble, moved = excluded.moved
        WHERE excluded.at > at;
";

impl Store {
    /// Takes over what the store at `path` knows later or alone.
    ///
    /// # Errors
    /// If that file isn't a store of this version, or one of the two can't be read or written.
    pub fn join(&mut self, path: &Path) -> Result<(), StoreError> {
        let part = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if schema::version(&part)? != schema::VERSION {
            return Err(StoreError::from(rusqlite::Error::InvalidPath(path.to_owned())));
        }
        drop(part);
        self.connection.execute("ATTACH DATABASE ?1 AS part", [path.to_string_lossy()])?;
        let joined = self.write(|transaction| transaction.execute_batch(JOIN));
        self.connection.execute("DETACH DATABASE part", [])?;
        joined
    }
}
