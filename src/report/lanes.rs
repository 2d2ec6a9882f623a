//! Writing a long list on all processors: each makes every n-th piece, and the pieces are written in their order.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};

/// The most threads that make pieces: more of them than that only wait for who writes.
const MOST: usize = 8;

/// Writes what `make` makes of each piece. No more than a few made pieces are held at a time.
///
/// # Errors
/// Those of `make` and `out`.
pub(super) fn write<P: Sync>(
    pieces: &[P],
    make: impl Fn(&P) -> io::Result<Vec<u8>> + Sync,
    out: &mut dyn Write,
) -> io::Result<()> {
    // A few pieces are made sooner than threads begin.
    let threads = if pieces.len() < 4 { 1 } else { thread::available_parallelism().map_or(1, NonZero::get).min(MOST) };
    if threads == 1 {
        return pieces.iter().try_for_each(|piece| out.write_all(&make(piece)?));
    }
    thread::scope(|scope| {
        let lanes: Vec<Made> = (0..threads).map(|lane| begin(scope, pieces, lane, threads, &make)).collect();
        for number in 0..pieces.len() {
            // A lane that ends early has panicked, and the scope says so.
            let Ok(made) = lanes[number % threads].recv() else { break };
            out.write_all(&made?)?;
        }
        Ok(())
    })
}

/// The pieces that one lane has made, in their order.
type Made = Receiver<io::Result<Vec<u8>>>;

/// Begins a lane, which ends early where nobody wants its pieces any more.
fn begin<'scope, 'a: 'scope, P: Sync>(
    scope: &'scope Scope<'scope, 'a>,
    pieces: &'a [P],
    lane: usize,
    lanes: usize,
    make: &'a (impl Fn(&P) -> io::Result<Vec<u8>> + Sync),
) -> Made {
    let (sender, made) = sync_channel(2);
    scope.spawn(move || pieces.iter().skip(lane).step_by(lanes).try_for_each(|piece| sender.send(make(piece))));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_written_in_their_order() {
        for count in [0, 1, 3, 100] {
            let pieces: Vec<usize> = (0..count).collect();
            let mut out = Vec::new();
            write(&pieces, |piece| Ok(format!("{piece},").into_bytes()), &mut out).unwrap();
            let expected: String = pieces.iter().map(|piece| format!("{piece},")).collect();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn an_error_ends_it() {
        let pieces: Vec<usize> = (0..100).collect();
        let make = |piece: &usize| if *piece == 50 { Err(io::Error::other("full")) } else { Ok(Vec::new()) };
        assert!(write(&pieces, make, &mut io::sink()).is_err());
    }
}
