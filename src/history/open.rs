//! Opening a store whatever state its file is in.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::schema;
use super::store::Store;

/// How long a run waits while another one writes.
const PATIENCE: Duration = Duration::from_secs(15);

/// A store, and what the user should know about it.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// That a damaged file was set aside, and where it is now.
    pub warning: Option<String>,
}

/// Why a file isn't used as a store. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A later version of aircheck has written it.
    #[error("the store {path} was written by a newer aircheck (version {found} of its tables, this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The highest version that this program knows.
        known: u32,
    },
    /// It is something else.
    #[error("{0} is not a store of aircheck's: it is left alone")]
    Foreign(PathBuf),
    /// It can't be opened or made.
    #[error("the store {path} can't be opened: {why}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// The cause.
        why: String,
    },
}

/// What is wrong with a file.
enum Fault {
    Damaged,
    Refused(Refusal),
}

/// Opens the store at `path`, and makes it if there is none. A damaged file is set aside and a new store begun.
///
/// # Errors
/// If the file can't be used as a store; a check can do without.
pub fn open(path: &Path) -> Result<Opened, Refusal> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| unusable(path, error))?;
    }
    match connect(path) {
        Ok(connection) => Ok(Opened { store: Store::new(connection, path), warning: None }),
        Err(Fault::Refused(refusal)) => Err(refusal),
        Err(Fault::Damaged) if !may_have_been_store(path) => Err(Refusal::Foreign(path.to_owned())),
        Err(Fault::Damaged) => renew(path),
    }
}

/// Opens the store at `path` to look at it. Nothing is made or changed, and a damaged file stays where it is.
///
/// # Errors
/// If it can't be read.
pub fn read(path: &Path) -> Result<Store, Refusal> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    let known = connection.and_then(|connection| Ok((schema::version(&connection)?, connection)));
    match known.map_err(|error| unusable(path, error))? {
        (schema::VERSION, connection) => Ok(Store::new(connection, path)),
        (found, _) if found > schema::VERSION => {
            Err(Refusal::Newer { path: path.to_owned(), found, known: schema::VERSION })
        }
        _ => Err(Refusal::Foreign(path.to_owned())),
    }
}

fn unusable(path: &Path, why: impl Display) -> Refusal {
    Refusal::Unusable { path: path.to_owned(), why: why.to_string() }
}

fn connect(path: &Path) -> Result<Connection, Fault> {
    let mut connection = Connection::open(path).map_err(|error| fault(path, &error))?;
    prepare(&mut connection).map_err(|error| fault(path, &error))?;
    let version = schema::version(&connection).map_err(|error| fault(path, &error))?;
    if version > schema::VERSION {
        let refusal = Refusal::Newer { path: path.to_owned(), found: version, known: schema::VERSION };
        return Err(Fault::Refused(refusal));
    }
    if is_foreign(&connection).map_err(|error| fault(path, &error))? {
        return Err(Fault::Refused(Refusal::Foreign(path.to_owned())));
    }
    schema::migrate(&mut connection).map_err(|error| fault(path, &error))?;
    // Where another run is busy with the file it stays as it is, which is slower and no less safe.
    connection.pragma_update(None, "journal_mode", "wal").ok();
    Ok(connection)
}

/// Looks whether the whole file makes sense; nothing is written yet.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    let sound: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if sound != "ok" {
        return Err(rusqlite::Error::InvalidQuery);
    }
    // With a write-ahead log, a kill loses nothing that was committed; a power cut may lose the last moments, and that is bearable.
    connection.pragma_update(None, "synchronous", "normal")
}

/// Whether another program's tables are in the file.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(application != schema::APPLICATION && tables > 0)
}

/// Only what SQLite says about the place of the file, its rights, its disk and other users of it is no damage.
fn fault(path: &Path, error: &rusqlite::Error) -> Fault {
    let elsewhere = [
        ErrorCode::CannotOpen,
        ErrorCode::DatabaseBusy,
        ErrorCode::DatabaseLocked,
        ErrorCode::DiskFull,
        ErrorCode::FileLockingProtocolFailed,
        ErrorCode::OutOfMemory,
        ErrorCode::PermissionDenied,
        ErrorCode::ReadOnly,
        ErrorCode::SystemIoFailure,
    ];
    match error.sqlite_error_code() {
        Some(code) if elsewhere.contains(&code) => Fault::Refused(unusable(path, error)),
        _ => Fault::Damaged,
    }
}

/// What every database of SQLite begins with (its file format, §1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether a file that can't be read as a store may once have been one: it begins as one, or with the nothing that a crash leaves behind, or is called
/// a database. Whatever else is named by a slip is somebody's.
fn may_have_been_store(path: &Path) -> bool {
    let mut start = Vec::new();
    let is_read = File::open(path).and_then(|file| file.take(1024).read_to_end(&mut start)).is_ok();
    let is_called_so = path.extension().is_some_and(|ending| ending == "db");
    let is_text =
        str::from_utf8(&start).map_or_else(|error| error.error_len().is_none(), |_| true) && !start.contains(&0);
    let is_empty = start.iter().all(|byte| *byte == 0);
    is_read && (start.starts_with(MAGIC) || is_empty || is_called_so && !is_text)
}

/// Sets a damaged store aside and begins a new one. Of two runs that find the damage at once, only one does: the other finds the new store.
fn renew(path: &Path) -> Result<Opened, Refusal> {
    let lock = File::create(beside(path, ".lock")).map_err(|error| unusable(path, error))?;
    lock.lock().map_err(|error| unusable(path, error))?;
    match connect(path) {
        Ok(connection) => return Ok(Opened { store: Store::new(connection, path), warning: None }),
        Err(Fault::Refused(refusal)) => return Err(refusal),
        Err(Fault::Damaged) => {}
    }
    let aside = set_aside(path).map_err(|error| unusable(path, error))?;
    let warning = format!(
        "the store {} was damaged: it is set aside as {}, and the history begins anew",
        path.display(),
        aside.display()
    );
    match connect(path) {
        Ok(connection) => Ok(Opened { store: Store::new(connection, path), warning: Some(warning) }),
        Err(Fault::Refused(refusal)) => Err(refusal),
        Err(Fault::Damaged) => Err(unusable(path, "a new file is damaged, too")),
    }
}

fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let when = Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let aside = beside(path, &format!(".damaged-{when}"));
    // The log belongs to the damaged file: a new store must not take it for its own.
    for log in ["-wal", "-shm", "-journal"] {
        let own = beside(path, log);
        if own.exists() {
            fs::rename(own, beside(&aside, log))?;
        }
    }
    fs::rename(path, &aside)?;
    Ok(aside)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
