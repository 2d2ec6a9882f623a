//! Writing a long list on all processors: several threads make pieces, and one writes them in their order. Who writes makes pieces, too, while the next
//! one isn't there yet.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::spread::processors;

/// The most threads that make pieces: more of them than that only wait for who writes.
const MOST: usize = 8;

/// How many pieces may be made ahead of the one that is written, for each thread.
const AHEAD: usize = 3;

/// Writes what `make` appends to an empty buffer for each piece. No more than a few buffers are held, and they are used again: to the system, fresh
/// memory is dear.
///
/// # Errors
/// Those of `make` and `out`.
pub(super) fn write<P: Sync>(
    pieces: &[P],
    make: impl Fn(&P, &mut Vec<u8>) -> io::Result<()> + Sync,
    out: &mut dyn Write,
) -> io::Result<()> {
    let threads = processors().min(MOST);
    // A few pieces are made sooner than threads begin.
    let helpers = if pieces.len() < 8 { 0 } else { threads - 1 };
    let bench = Bench { state: Mutex::default(), changed: Condvar::new(), ahead: AHEAD * threads, pieces, make };
    thread::scope(|scope| {
        let _end = End(&bench);
        // Where the system has no more threads, who writes makes all pieces.
        let _ = (0..helpers).try_for_each(|_| thread::Builder::new().spawn_scoped(scope, || bench.help()).map(drop));
        (0..pieces.len()).try_for_each(|number| bench.write(number, out))
    })
}

/// Where pieces are made.
struct Bench<'a, P, F> {
    state: Mutex<State>,
    /// Told whenever a piece is made or written.
    changed: Condvar,
    /// How many pieces may be there at once.
    ahead: usize,
    pieces: &'a [P],
    make: F,
}

#[derive(Default)]
struct State {
    /// The first piece that nobody makes yet.
    next: usize,
    /// How many are written.
    written: usize,
    made: BTreeMap<usize, io::Result<Vec<u8>>>,
    /// Buffers that were written.
    spare: Vec<Vec<u8>>,
    /// Whether nobody wants more.
    ended: bool,
}

impl<P: Sync, F: Fn(&P, &mut Vec<u8>) -> io::Result<()> + Sync> Bench<'_, P, F> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a piece to make, if there is one and room for it.
    fn take(&self, state: &mut State) -> Option<(usize, Vec<u8>)> {
        let number = state.next;
        if number == self.pieces.len() || number >= state.written + self.ahead {
            return None;
        }
        state.next += 1;
        Some((number, state.spare.pop().unwrap_or_default()))
    }

    fn make(&self, number: usize, mut bytes: Vec<u8>) {
        bytes.clear();
        let guard = End(self);
        let made = (self.make)(&self.pieces[number], &mut bytes).map(|()| bytes);
        std::mem::forget(guard);
        self.put(number, made);
    }

    fn put(&self, number: usize, made: io::Result<Vec<u8>>) {
        self.state().made.insert(number, made);
        self.changed.notify_all();
    }

    /// Makes a piece; waits for a change where there is none to make.
    fn make_or_wait<'g>(&'g self, mut state: MutexGuard<'g, State>) -> MutexGuard<'g, State> {
        let Some((number, bytes)) = self.take(&mut state) else {
            return self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        };
        drop(state);
        self.make(number, bytes);
        self.state()
    }

    /// Makes pieces until there are no more.
    fn help(&self) {
        let mut state = self.state();
        while !state.ended && state.next < self.pieces.len() {
            state = self.make_or_wait(state);
        }
    }

    /// Writes a piece once it is there, and makes others until then.
    fn write(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut state = self.state();
        let bytes = loop {
            if let Some(made) = state.made.remove(&number) {
                break made?;
            }
            if state.ended {
                return Err(io::Error::other("a part of the report could not be made"));
            }
            state = self.make_or_wait(state);
        };
        drop(state);
        out.write_all(&bytes)?;
        let mut state = self.state();
        state.written += 1;
        state.spare.push(bytes);
        self.changed.notify_all();
        Ok(())
    }
}

/// Tells all threads that nobody wants more, also where that is for a panic: it goes on where they are joined.
struct End<'a, 'b, P: Sync, F: Fn(&P, &mut Vec<u8>) -> io::Result<()> + Sync>(&'a Bench<'b, P, F>);

impl<P: Sync, F: Fn(&P, &mut Vec<u8>) -> io::Result<()> + Sync> Drop for End<'_, '_, P, F> {
    fn drop(&mut self) {
        self.0.state().ended = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_written_in_their_order() {
        for count in [0, 1, 3, 100, 1000] {
            let pieces: Vec<usize> = (0..count).collect();
            let mut out = Vec::new();
            write(&pieces, |piece, bytes| write!(bytes, "{piece},"), &mut out).unwrap();
            let written = String::from_utf8(out).unwrap();
            assert!(written.split_terminator(',').eq(pieces.iter().map(ToString::to_string)), "{written}");
        }
    }

    #[test]
    fn an_error_ends_it() {
        let pieces: Vec<usize> = (0..100).collect();
        let make = |piece: &usize, _: &mut Vec<u8>| if *piece == 50 { Err(io::Error::other("full")) } else { Ok(()) };
        assert!(write(&pieces, make, &mut io::sink()).is_err());
    }

    #[test]
    fn who_cannot_write_says_so() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let pieces: Vec<usize> = (0..1000).collect();
        let written = write(&pieces, |_, bytes| bytes.write_all(b"piece"), &mut Full(500));
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn a_panic_is_handed_on_and_nobody_waits_for_ever() {
        let pieces: Vec<usize> = (0..100).collect();
        let make = |piece: &usize, _: &mut Vec<u8>| {
            assert!(*piece != 50, "as told");
            Ok(())
        };
        assert!(std::panic::catch_unwind(|| write(&pieces, make, &mut io::sink())).is_err());
    }
}
