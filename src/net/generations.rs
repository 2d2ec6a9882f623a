//! Clients that follow each other, so that a run over thousands of hosts keeps few idle connections: each holds a descriptor and some 25 KiB.
//!
//! reqwest closes idle connections by age only. So hosts share a client in the order in which they come, and when there are too many clients the oldest goes,
//! with its idle connections. One that is in use stays, as far as there is room: its hosts would open new connections beside those that they have.

use std::collections::{HashSet, VecDeque};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use super::files::Idle;

/// How many clients are kept; more only while they are in use.
const KEPT: usize = 4;

/// A few clients of one kind, the oldest first.
#[derive(Debug)]
pub(super) struct Generations<C> {
    kept: Mutex<VecDeque<Generation<C>>>,
    /// How many hosts share a client.
    hosts: usize,
    /// How many clients there may be.
    most: usize,
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
    /// A client that is kept anyway.
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
        let hosts = idle.hosts.div_ceil(KEPT).max(1);
        Self { kept: Mutex::default(), hosts, most: (idle.most_hosts / hosts).max(KEPT) }
    }
}

impl<C: Clone> Generations<C> {
    /// The client that has asked `host` before, else the newest, made by `build` where that has enough hosts.
    pub(super) fn client(&self, host: &str, build: impl FnOnce() -> Result<C, Failure>) -> Result<Lease<C>, Failure> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().rev().find(|generation| generation.hosts.contains(host)) {
            return Ok(known.lease());
        }
        if kept.back().is_none_or(|newest| newest.hosts.len() >= self.hosts) {
            kept.push_back(Generation { client: build()?, hosts: HashSet::new(), users: Arc::default() });
        }
        if kept.len() > KEPT {
            // The oldest of those that the fewest use: who still does opens a new connection where the host comes back.
            let least = (0..kept.len() - 1).min_by_key(|index| kept[*index].users());
            let goes = least.filter(|index| kept[*index].users() == 0 || kept.len() > self.most);
            if let Some(index) = goes {
                kept.remove(index);
            }
        }
        let newest = kept.back_mut().expect("one has just been made");
        newest.hosts.insert(host.to_owned());
        Ok(newest.lease())
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

    fn counted() -> impl Fn() -> Result<i32, Failure> {
        let made = Cell::new(0);
        move || {
            made.set(made.get() + 1);
            Ok(made.get())
        }
    }

    fn client(generations: &Generations<i32>, host: &str, build: impl FnOnce() -> Result<i32, Failure>) -> i32 {
        *generations.client(host, build).unwrap()
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
        assert_eq!(client(&generations, "busy", &build), *busy);
        assert_eq!(generations.kept.lock().unwrap().len(), KEPT);
        drop(busy);
        client(&generations, "one more", &build);
        assert_eq!(client(&generations, "busy", &build), 12, "a new one");
    }

    #[test]
    fn a_new_host_finds_a_client_while_all_are_in_use() {
        let (generations, build) = (Generations::new(idle(4, 80)), counted());
        let busy: Vec<_> = (1..=9).map(|number| generations.client(&format!("h{number}"), &build).unwrap()).collect();
        assert!(busy.iter().map(|lease| **lease).eq(1..=9));
    }

    #[test]
    fn there_are_never_more_clients_than_there_may_be() {
        let (generations, build) = (Generations::new(idle(4, 7)), counted());
        let mut leases = Vec::new();
        for number in 0..30 {
            leases.push(generations.client(&format!("h{number}"), &build).unwrap());
            leases.push(generations.client("h2", &build).unwrap());
            assert!(generations.kept.lock().unwrap().len() <= 7);
        }
        assert_eq!(client(&generations, "h2", &build), *leases[5], "what most use stays");
    }

    #[test]
    fn a_client_that_cannot_be_made_is_a_failure() {
        let generations = Generations::<u8>::new(idle(1, 1));
        let failure = Failure::new(FailureKind::Other, "no");
        assert_eq!(generations.client("a", || Err(failure.clone())).unwrap_err(), failure);
        assert_eq!(*generations.client("a", || Ok(1)).unwrap(), 1);
    }
}
