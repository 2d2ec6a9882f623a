//! Writes as outcomes arrive, on a thread of its own, so that no request waits for the disk or for another run.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::Sighting;
use super::store::{Store, StoreError};

/// As many as are written together.
const MOST: usize = 500;

/// Takes sightings and writes each as soon as the one before it is written.
#[derive(Debug)]
pub struct Recorder {
    sender: Sender<Sighting>,
    thread: JoinHandle<(Store, Option<StoreError>)>,
}

impl Recorder {
    /// A recorder for `store`.
    #[must_use]
    pub fn new(store: Store) -> Self {
        let (sender, receiver) = channel();
        Self { sender, thread: std::thread::spawn(move || write(store, &receiver)) }
    }

    /// Takes a sighting.
    pub fn note(&self, sighting: Sighting) {
        // The thread goes on for as long as there is a sender.
        self.sender.send(sighting).ok();
    }

    /// Waits until everything is written. Gives the store back, and what went wrong first: nothing was written after that.
    ///
    /// # Panics
    /// If the thread panicked.
    #[must_use]
    pub fn finish(self) -> (Store, Option<StoreError>) {
        drop(self.sender);
        self.thread.join().expect("writing doesn't panic")
    }
}

fn write(mut store: Store, receiver: &Receiver<Sighting>) -> (Store, Option<StoreError>) {
    let mut trouble = None;
    while let Ok(first) = receiver.recv() {
        let mut sightings = vec![first];
        sightings.extend(receiver.try_iter().take(MOST - 1));
        if trouble.is_none() {
            trouble = store.note(&sightings).err();
        }
    }
    (store, trouble)
}
