//! How many requests may be under way for the number of files that may be open: 1,024 in most shells, 256 in some.

/// As many descriptors as are asked for, if the system lets a process have more than it starts with.
const WANTED: u64 = 16_384;

/// Descriptors for everything but requests: input files, the store, reports, look-ups of names.
const OTHERS: usize = 128;

/// Hosts that idle connections are kept for besides those that are asked.
const IDLE: usize = 32;

/// Connections of more hosts than this aren't kept between two requests, however many are asked at once: each takes some 25 KiB.
const MOST_BUSY: usize = 128;

/// How many files may be open.
pub(super) fn open() -> usize {
    let files = rlimit::increase_nofile_limit(WANTED).unwrap_or(256);
    usize::try_from(files).unwrap_or(usize::MAX)
}

/// As many of `wanted` requests at once as there are descriptors for, each with an idle connection besides its own.
pub(super) fn places(wanted: usize, files: usize) -> usize {
    wanted.min(files.saturating_sub(OTHERS + IDLE) / 2).max(1)
}

/// Idle connections that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Idle {
    /// For so many hosts.
    pub(super) hosts: usize,
    /// For so many where other hosts of their client are being asked.
    pub(super) most_hosts: usize,
    /// For each of them.
    pub(super) each: usize,
}

impl Idle {
    /// Those that there are descriptors for beside `places` requests at once, `wanted` of them for a host.
    pub(super) fn beside(places: usize, wanted: usize, files: usize) -> Self {
        let hosts = places.min(MOST_BUSY) + IDLE;
        // A quarter of what is left for those that are being closed.
        let spare = files.saturating_sub(OTHERS + places) / 4 * 3;
        let each = (spare / hosts).clamp(1, wanted.max(1));
        Self { hosts, most_hosts: (spare / each).clamp(hosts, 4 * hosts), each }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_a_shell_is_enough_for_the_defaults() {
        assert_eq!(places(128, 1024), 128);
        for (wanted, files) in [(1000, 1024), (128, 256), (9, 0)] {
            let places = places(wanted, files);
            let Idle { hosts, most_hosts, each } = Idle::beside(places, 8, files);
            assert!(
                places == 1 || places + most_hosts * each + OTHERS <= files,
                "{wanted} {files}: {places} {most_hosts} {each}"
            );
            assert!(most_hosts >= hosts && each >= 1);
        }
    }
}
