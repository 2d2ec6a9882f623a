//! Work on many things that know nothing of each other, spread over all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many turns each thread takes, so that none waits long for another at the end.
const TURNS: usize = 8;

/// What `work` makes of each thing and its place, all in the order of the things. A thread is begun for no fewer than `worth` of them.
///
/// # Panics
/// If `work` does.
pub fn spread<T: Sync, R: Send>(things: &[T], worth: usize, work: impl Fn(usize, &T) -> Vec<R> + Sync) -> Vec<R> {
    // To ask how many processors there are takes longer than to do a few things.
    let threads = if things.len() < 2 * worth { 1 } else { processors().min(things.len() / worth) };
    let size = things.len().div_ceil(threads * TURNS).max(1);
    let turn = |turn: usize, part: &[T]| {
        let mut made = Vec::new();
        for (place, thing) in part.iter().enumerate() {
            made.append(&mut work(turn * size + place, thing));
        }
        made
    };
    if threads == 1 {
        return turn(0, things);
    }
    let (parts, next) = (things.chunks(size).collect::<Vec<_>>(), AtomicUsize::new(0));
    let take = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        parts.get(number).map(|part| (number, turn(number, part)))
    };
    let mut made: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(|| std::iter::from_fn(take).collect::<Vec<_>>())).collect();
        all.into_iter().flat_map(|thread| thread.join().expect("the work doesn't panic")).collect()
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    let mut all = Vec::with_capacity(made.iter().map(|(_, part)| part.len()).sum());
    for (_, part) in made {
        all.extend(part);
    }
    all
}

/// How many threads can work at once.
#[must_use]
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_things() {
        for count in [0, 1, 2, 100, 127, 128, 1000, 5001] {
            let things: Vec<usize> = (0..count).collect();
            let made = spread(&things, 64, |place, thing| vec![(place, *thing); place % 3]);
            let expected: Vec<_> = (0..count).flat_map(|place| vec![(place, place); place % 3]).collect();
            assert_eq!(made, expected);
        }
    }
}
