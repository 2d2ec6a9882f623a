//! Targets that wait for something else than an answer: their host is free for others meanwhile.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What happens to a target of a host.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// It waits.
    Begun(Box<str>),
    /// It goes on.
    Over(Box<str>),
}

/// Tells who begins its questions of targets that rest.
#[derive(Debug)]
pub(super) struct Resting(UnboundedSender<Rest>);

impl Resting {
    pub(super) fn new() -> (Self, UnboundedReceiver<Rest>) {
        let (tell, told) = unbounded_channel();
        (Self(tell), told)
    }

    /// Waits, and lets another target of the host go on for as long.
    pub(super) async fn during<T>(&self, host: &str, wait: impl Future<Output = T>) -> T {
        let _over = Begun::of(&self.0, host);
        wait.await
    }
}

/// A rest that is over when this is dropped.
struct Begun<'a> {
    tell: &'a UnboundedSender<Rest>,
    host: &'a str,
}

impl<'a> Begun<'a> {
    fn of(tell: &'a UnboundedSender<Rest>, host: &'a str) -> Self {
        // Where nobody listens any more, nothing is begun either.
        tell.send(Rest::Begun(host.into())).ok();
        Self { tell, host }
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.tell.send(Rest::Over(self.host.into())).ok();
    }
}
