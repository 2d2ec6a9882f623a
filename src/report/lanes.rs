//! Writing a long list on all processors: each makes every n-th piece, and the pieces are written in their order.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread::{self, Scope};

/// The most threads that make pieces: more of them than that only wait for who writes.
const MOST: usize = 8;

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
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
    // A few pieces are made sooner than threads begin.
    if pieces.len() < 8 || threads == 1 {
        let mut bytes = Vec::new();
        return pieces.iter().try_for_each(|piece| {
            bytes.clear();
            make(piece, &mut bytes)?;
            out.write_all(&bytes)
        });
    }
    thread::scope(|scope| {
        let lanes: Vec<Lane> = (0..threads).map(|lane| Lane::begin(scope, pieces, (lane, threads), &make)).collect();
        for number in 0..pieces.len() {
            let lane = &lanes[number % threads];
            // A lane that ends early has panicked, and the scope says so.
            let Ok(piece) = lane.done.recv() else { break };
            let bytes = piece?;
            out.write_all(&bytes)?;
            lane.used.send(bytes).ok();
        }
        Ok(())
    })
}

/// One thread that makes pieces.
struct Lane {
    /// Its pieces, in their order.
    done: Receiver<io::Result<Vec<u8>>>,
    /// Where buffers go that were written.
    used: Sender<Vec<u8>>,
}

impl Lane {
    /// Begins the lane of that number among so many. It ends early where nobody wants its pieces any more.
    fn begin<'scope, 'a: 'scope, P: Sync>(
        scope: &'scope Scope<'scope, 'a>,
        pieces: &'a [P],
        (lane, lanes): (usize, usize),
        make: &'a (impl Fn(&P, &mut Vec<u8>) -> io::Result<()> + Sync),
    ) -> Self {
        let (sender, done) = sync_channel(2);
        let (used, again) = channel::<Vec<u8>>();
        scope.spawn(move || {
            pieces.iter().skip(lane).step_by(lanes).try_for_each(|piece| {
                let mut bytes = again.try_recv().unwrap_or_default();
                bytes.clear();
                sender.send(make(piece, &mut bytes).map(|()| bytes))
            })
        });
        Self { done, used }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_written_in_their_order() {
        for count in [0, 1, 3, 100] {
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
}
