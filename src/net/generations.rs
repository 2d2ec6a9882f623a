//! Clients that follow each other, so that a run over thousands of hosts keeps few idle connections: each holds a descriptor and some 25 KiB.
//!
//! reqwest closes idle connections by age only. So hosts share a client in the order in which they come, and when there are too many clients the oldest goes,
//! with its idle connections. One that is in use stays: its hosts would open new connections beside those that they have. Where all are in use and there is no
//! room for one more, a new host gets a client that keeps no connections.

use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashSet;

use super::Failure;
use super::files::Idle;

/// How many clients are kept; more only while they are in use.
const KEPT: usize = 4;

/// A few clients of one kind, the oldest first. A host here is what a connection leads to: a name with a scheme and a port.
#[derive(Debug)]
pub(super) struct Generations<C> {
    kept: Mutex<VecDeque<Generation<C>>>,
    /// The client that keeps nothing.
    spare: OnceLock<C>,
    /// How many hosts share a client.
    hosts: usize,
    /// How many clients there may be.
    most: usize,
    /// How many idle connections a client keeps for a host.
    each: usize,
}

#[derive(Debug)]
struct Generation<C> {
    client: C,
    hosts: HashSet<String>,
    /// Held by those who use it.
    users: Arc<()>,
}

/// A client that is kept for as long as this is held.
#[derive(Debug)]
pub(super) struct Lease<C> {
    client: C,
    _user: Option<Arc<()>>,
}

impl<C> Lease<C> {
    /// A client that is kept in any case.
    pub(super) fn of(client: C) -> Self {
        Self { client, _user: None }
    }
}

impl<C> Deref for Lease<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.client
    }
}

impl<C: Clone> Generation<C> {
    fn lease(&self) -> Lease<C> {
        Lease { client: self.client.clone(), _user: Some(Arc::clone(&self.users)) }
    }

    /// How many use it.
    fn users(&self) -> usize {
        Arc::strong_count(&self.users) - 1
    }
}

impl<C> Generations<C> {
    /// Clients that keep the connections of as many hosts as `idle` says.
    pub(super) fn new(idle: Idle) -> Self {
        let hosts = (idle.hosts / KEPT).max(1);
        let most = (idle.most_hosts / hosts).max(KEPT);
        Self { kept: Mutex::default(), spare: OnceLock::new(), hosts, most, each: idle.each }
    }
}

impl<C: Clone> Generations<C> {
    /// The client that has asked `host` before, else the newest. `build` makes one that keeps as many idle connections for a host as it is told.
    pub(super) fn client(
        &self,
        host: &str,
        build: impl FnOnce(usize) -> Result<C, Failure>,
    ) -> Result<Lease<C>, Failure> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().rev().find(|generation| generation.hosts.contains(host)) {
            return Ok(known.lease());
        }
        if kept.back().is_none_or(|newest| newest.hosts.len() >= self.hosts) {
            if !self.has_room(&mut kept) {
                return self.spare(build);
            }
            kept.push_back(Generation { client: build(self.each)?, hosts: HashSet::default(), users: Arc::default() });
        }
        let newest = kept.back_mut().expect("one has just been made");
        newest.hosts.insert(host.to_owned());
        Ok(newest.lease())
    }

    /// Whether there may be one more client; the oldest that nobody uses make room.
    fn has_room(&self, kept: &mut VecDeque<Generation<C>>) -> bool {
        while kept.len() >= KEPT
            && let Some(unused) = kept.iter().position(|generation| generation.users() == 0)
        {
            kept.remove(unused);
        }
        kept.len() < self.most
    }

    fn spare(&self, build: impl FnOnce(usize) -> Result<C, Failure>) -> Result<Lease<C>, Failure> {
        if self.spare.get().is_none() {
            self.spare.set(build(0)?).ok();
        }
        Ok(Lease::of(self.spare.get().expect("one has just been made").clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::FailureKind;
    use std::cell::Cell;

    fn idle(hosts: usize, most_hosts: usize) -> Idle {
        Idle { hosts, most_hosts, each: 1 }
    }

    fn counted() -> impl Fn(usize) -> Result<(i32, usize), Failure> {
        let made = Cell::new(0);
        move |each| {
            made.set(made.get() + 1);
            Ok((made.get(), each))
        }
    }

    type Numbered = Generations<(i32, usize)>;

    fn client(generations: &Numbered, host: &str, build: impl FnOnce(usize) -> Result<(i32, usize), Failure>) -> i32 {
        generations.client(host, build).unwrap().0
    }

    #[test]
    fn a_host_keeps_its_client_while_that_is_kept() {
        let (generations, build) = (Generations::new(idle(8, 80)), counted());
        for number in 0..8 {
            assert_eq!(client(&generations, &format!("h{number}"), &build), number / 2 + 1);
        }
        assert_eq!(client(&generations, "h0", &build), 1);
        assert_eq!(client(&generations, "one more", &build), 5);
        assert_eq!(client(&generations, "h0", &build), 5, "the first client is gone");
        assert_eq!(client(&generations, "h2", &build), 2);
    }

    #[test]
    fn a_client_that_is_in_use_stays() {
        let (generations, build) = (Generations::new(idle(4, 80)), counted());
        let busy = generations.client("busy", &build).unwrap();
        for number in 0..9 {
            client(&generations, &format!("h{number}"), &build);
        }
        assert_eq!(client(&generations, "busy", &build), busy.0);
        assert_eq!(generations.kept.lock().unwrap().len(), KEPT);
        drop(busy);
        client(&generations, "one more", &build);
        assert_eq!(client(&generations, "busy", &build), 12, "a new one");
    }

    #[test]
    fn a_new_host_finds_a_client_that_keeps_nothing_while_all_are_in_use() {
        let (generations, build) = (Generations::new(idle(4, 7)), counted());
        let mut leases: Vec<_> = (1..=9).map(|n| generations.client(&format!("h{n}"), &build).unwrap()).collect();
        let kept = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 0), (8, 0)];
        assert!(leases.iter().map(|lease| **lease).eq(kept));
        assert_eq!(client(&generations, "h2", &build), 2);
        drop(leases.remove(3));
        assert_eq!(client(&generations, "h9", &build), 9, "now there is room");
        assert_eq!(client(&generations, "h4", &build), 10, "whose connections are closed");
    }

    #[test]
    fn a_client_that_cannot_be_made_is_a_failure() {
        let generations = Generations::<u8>::new(idle(1, 1));
        let failure = Failure::new(FailureKind::Other, "no");
        assert_eq!(generations.client("a", |_| Err(failure.clone())).unwrap_err(), failure);
        assert_eq!(*generations.client("a", |_| Ok(1)).unwrap(), 1);
    }
}
