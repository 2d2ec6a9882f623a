//! Clients that follow each other, so that a run over thousands of hosts keeps few idle connections: each holds a descriptor and some 25 KiB.
//!
//! reqwest closes idle connections by age only. So hosts share a client in the order in which they come, and when there are too many clients the oldest goes,
//! with its idle connections. Requests under way end in peace; a host that is still busy opens a new connection at the newest client.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::Failure;

/// How many clients are kept.
const KEPT: usize = 4;

/// A few clients of one kind, the oldest first.
#[derive(Debug)]
pub(super) struct Generations<C> {
    kept: Mutex<VecDeque<Generation<C>>>,
    /// How many hosts share a client.
    hosts: usize,
}

#[derive(Debug)]
struct Generation<C> {
    client: C,
    hosts: HashSet<String>,
}

impl<C> Generations<C> {
    /// Clients that keep the connections of `hosts` hosts, in all.
    pub(super) fn new(hosts: usize) -> Self {
        Self { kept: Mutex::default(), hosts: hosts.div_ceil(KEPT).max(1) }
    }
}

impl<C: Clone> Generations<C> {
    /// The client that has asked `host` before, else the newest, made by `build` where that has enough hosts.
    pub(super) fn client(&self, host: &str, build: impl FnOnce() -> Result<C, Failure>) -> Result<C, Failure> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().rev().find(|generation| generation.hosts.contains(host)) {
            return Ok(known.client.clone());
        }
        if kept.back().is_none_or(|newest| newest.hosts.len() >= self.hosts) {
            kept.push_back(Generation { client: build()?, hosts: HashSet::new() });
        }
        if kept.len() > KEPT {
            kept.pop_front();
        }
        let newest = kept.back_mut().expect("one has just been made");
        newest.hosts.insert(host.to_owned());
        Ok(newest.client.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::FailureKind;
    use std::cell::Cell;

    #[test]
    fn a_host_keeps_its_client_while_that_is_kept() {
        let made = Cell::new(0);
        let build = || {
            made.set(made.get() + 1);
            Ok(made.get())
        };
        let generations = Generations::new(8);
        for number in 0..8 {
            assert_eq!(generations.client(&format!("h{number}"), build), Ok(number / 2 + 1));
        }
        assert_eq!(generations.client("h0", build), Ok(1));
        assert_eq!(generations.client("one more", build), Ok(KEPT + 1));
        assert_eq!(generations.client("h0", build), Ok(KEPT + 1), "the first client is gone");
        assert_eq!(generations.client("h2", build), Ok(2));
    }

    #[test]
    fn a_client_that_cannot_be_made_is_a_failure() {
        let generations = Generations::<u8>::new(1);
        let failure = Failure::new(FailureKind::Other, "no");
        assert_eq!(generations.client("a", || Err(failure.clone())), Err(failure.clone()));
        assert_eq!(generations.client("a", || Ok(1)), Ok(1));
    }
}
