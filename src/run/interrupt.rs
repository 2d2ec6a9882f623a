//! What ends a run early: Ctrl-C, and on Unix also SIGTERM, with which a CI job is stopped.

use std::io;

use tokio::signal;

/// Waits until somebody wants the run to end.
///
/// # Errors
/// If the system doesn't tell of signals.
#[cfg(unix)]
pub(super) async fn interrupted() -> io::Result<()> {
    use signal::unix::{SignalKind, signal};
    let mut stopped = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = signal::ctrl_c() => pressed,
        _ = stopped.recv() => Ok(()),
    }
}

/// Waits until somebody wants the run to end.
///
/// # Errors
/// If the system doesn't tell of signals.
#[cfg(not(unix))]
pub(super) async fn interrupted() -> io::Result<()> {
    signal::ctrl_c().await
}
