//! How many requests may be under way for the number of files that may be open: 1,024 in most shells, 256 in some.

/// As many descriptors as are asked for, if the system lets a process have more than it starts with.
const WANTED: u64 = 16_384;

/// Descriptors for everything but requests: input files, the store, reports, look-ups of names.
const OTHERS: usize = 128;

/// Hosts that idle connections are kept for besides those that are asked.
const IDLE: usize = 32;

/// Connections of more hosts than this aren't kept between two requests, however many are asked at once: each takes some 25 KiB.
const MOST_BUSY: usize = 128;

/// As many of `wanted` requests at once as there are descriptors for, each with an idle connection besides its own.
pub(super) fn places(wanted: usize) -> usize {
    let files = rlimit::increase_nofile_limit(WANTED).unwrap_or(256);
    within(wanted, usize::try_from(files).unwrap_or(usize::MAX))
}

fn within(wanted: usize, files: usize) -> usize {
    wanted.min(files.saturating_sub(OTHERS + IDLE) / 2).max(1)
}

/// The hosts that idle connections are kept for, where so many requests are under way at once.
pub(super) fn idle_hosts(places: usize) -> usize {
    places.min(MOST_BUSY) + IDLE
}

/// The hosts that idle connections may be kept for while others of their client are asked, and how many of `wanted` for each.
pub(super) fn most_idle(places: usize, wanted: usize) -> (usize, usize) {
    let files = rlimit::Resource::NOFILE.get_soft().map_or(256, |files| usize::try_from(files).unwrap_or(usize::MAX));
    most_within(places, wanted, files)
}

fn most_within(places: usize, wanted: usize, files: usize) -> (usize, usize) {
    // Half of what is left: a connection that is closed takes its time to go.
    let (idle, spare) = (idle_hosts(places), files.saturating_sub(OTHERS + places) / 2);
    let each = (spare / idle).clamp(1, wanted.max(1));
    ((spare / each).clamp(idle, 4 * idle), each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_a_shell_is_enough_for_the_defaults() {
        assert_eq!(within(128, 1024), 128);
        for (wanted, files) in [(1000, 1024), (128, 256), (9, 0)] {
            let places = within(wanted, files);
            let (hosts, each) = most_within(places, 8, files);
            assert!(
                places == 1 || places + hosts * each + OTHERS <= files,
                "{wanted} {files}: {places} {hosts} {each}"
            );
            assert!(hosts >= idle_hosts(places) && each >= 1);
        }
    }
}
