//! Writes as outcomes arrive, on a thread of its own, so that no request waits for the disk or for another run.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::store::{Store, StoreError};
use super::{Past, Sighting, Told};
use crate::link::Target;

/// As many as are written together.
const MOST: usize = 500;

/// What the store knows of a target now that a sighting of it is written.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The target.
    pub target: Target,
    /// What is known of it, this sighting included.
    pub past: Option<Past>,
    /// What was told about its links, by their names.
    pub told: BTreeMap<String, Told>,
}

/// Takes what is noted, on the recorder's thread.
pub type OnNoted = Box<dyn FnMut(Noted) + Send>;

/// Takes sightings and writes each as soon as the one before it is written.
#[derive(Debug)]
pub struct Recorder {
    sender: Sender<(Sighting, Vec<String>)>,
    thread: JoinHandle<(Store, Option<StoreError>)>,
}

struct Writer {
    store: Store,
    on_noted: Option<OnNoted>,
    /// What went wrong first: nothing is written after that.
    trouble: Option<StoreError>,
}

impl Recorder {
    /// A recorder for `store`. What is written is read again for `on_noted`, if there is one.
    #[must_use]
    pub fn new(store: Store, on_noted: Option<OnNoted>) -> Self {
        let (sender, receiver) = channel();
        let writer = Writer { store, on_noted, trouble: None };
        Self { sender, thread: std::thread::spawn(move || writer.run(&receiver)) }
    }

    /// Takes a sighting, and the names of the target's links if they are to be looked up.
    pub fn note(&self, sighting: Sighting, links: Vec<String>) {
        // The thread goes on for as long as there is a sender.
        self.sender.send((sighting, links)).ok();
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

impl Writer {
    fn run(mut self, receiver: &Receiver<(Sighting, Vec<String>)>) -> (Store, Option<StoreError>) {
        while let Ok(first) = receiver.recv() {
            let (sightings, links): (Vec<_>, Vec<_>) =
                std::iter::once(first).chain(receiver.try_iter().take(MOST - 1)).unzip();
            if self.trouble.is_none() {
                self.trouble = self.write(&sightings, &links).err();
            }
        }
        (self.store, self.trouble)
    }

    fn write(&mut self, sightings: &[Sighting], links: &[Vec<String>]) -> Result<(), StoreError> {
        self.store.note(sightings)?;
        let Some(on_noted) = &mut self.on_noted else { return Ok(()) };
        for (sighting, links) in sightings.iter().zip(links) {
            let target = sighting.target.clone();
            let past = self.store.pasts([&target])?.remove(&target);
            let told = self.store.told(links.iter().map(String::as_str))?;
            on_noted(Noted { target, past, told });
        }
        Ok(())
    }
}
