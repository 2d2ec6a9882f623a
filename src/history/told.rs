//! What the user was told about a link, so that news is told once.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::store::{Store, StoreError};

/// What was told about a link. The default: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The class that was told as confirmed, until it was told as recovered.
    pub trouble: Option<String>,
    /// Whether its move was told, until it was found in its old place again.
    pub moved: bool,
}

impl Store {
    /// What was told about each of these links.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn told<'a>(&self, links: impl IntoIterator<Item = &'a str>) -> Result<BTreeMap<String, Told>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT trouble, moved FROM told WHERE link = ?1")?;
        let mut told = BTreeMap::new();
        for link in links {
            let read = |row: &rusqlite::Row<'_>| Ok(Told { trouble: row.get(0)?, moved: row.get(1)? });
            if let Some(found) = statement.query_row([link], read).optional()? {
                told.insert(link.to_owned(), found);
            }
        }
        Ok(told)
    }

    /// Remembers what has been told now. To be called when the user has it: whoever is killed earlier is told again.
    ///
    /// # Errors
    /// If the store can't be written.
    pub fn tell(&mut self, news: &[(String, Told)]) -> Result<(), StoreError> {
        let now = Timestamp::now().as_millisecond();
        self.write(|transaction| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO told (link, at, trouble, moved) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (link) DO UPDATE SET
                 at = excluded.at, trouble = excluded.trouble, moved = excluded.moved",
            )?;
            for (link, told) in news {
                statement.execute(params![link, now, told.trouble, told.moved])?;
            }
            Ok(())
        })
    }
}
