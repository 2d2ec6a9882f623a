//! How many targets are asked at once: as many as it takes to keep the network busy, not as many as are allowed.

/// Enough for answers that take their time on most networks; more only where it turns out to be too few.
const START: usize = 128;

/// Widens while the network is what a run waits for. Where answers come faster than they can be read, more of them at once would only take room: each
/// holds a connection and its buffers.
#[derive(Debug)]
pub(super) struct Window {
    size: usize,
    /// Targets that were settled since the last tick.
    settled: usize,
}

impl Window {
    pub(super) fn new() -> Self {
        Self { size: START, settled: 0 }
    }

    pub(super) fn has_room(&self, under_way: usize) -> bool {
        under_way < self.size
    }

    /// A target is settled.
    pub(super) fn done(&mut self) {
        self.settled += 1;
    }

    /// Some time has passed, in which the window should have been filled twice.
    pub(super) fn tick(&mut self, under_way: usize) {
        if under_way >= self.size && self.settled < 2 * self.size {
            self.size *= 2;
        }
        self.settled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(ticks: usize, settled: usize) -> usize {
        let mut window = Window::new();
        for _ in 0..ticks {
            (0..settled).for_each(|_| window.done());
            window.tick(window.size);
        }
        window.size
    }

    #[test]
    fn it_widens_only_while_answers_are_waited_for() {
        assert_eq!(after(3, 10), 8 * START);
        assert_eq!(after(3, 2 * START), START);
    }

    #[test]
    fn a_window_that_is_not_full_stays() {
        let mut window = Window::new();
        window.tick(START - 1);
        assert!(window.has_room(START - 1) && !window.has_room(START));
    }
}
