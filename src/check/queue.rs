//! Whose turn it is: the host with the most targets left, so that the longest queue is never started last.

use std::collections::{BinaryHeap, HashMap};

use url::Url;

use super::Ask;

/// A host in the queue.
pub(super) type HostId = usize;

/// No host starts with more requests at once than this, whatever the limit.
const WIDEST_START: usize = 8;

/// Targets by host. A host has never more of them under way than it may have requests.
///
/// Nor more than it needs: a run takes as long as its busiest host, so a host with a tenth of those targets starts with about a fifth of its requests at
/// once, and the connections are used again. Its window widens with every answer, and with time, in case the host is slow.
#[derive(Debug)]
pub(super) struct Queue {
    hosts: Vec<Host>,
    /// Hosts that may go on, by the number of targets left.
    ready: BinaryHeap<(usize, HostId)>,
    /// Hosts whose window is full.
    full: Vec<HostId>,
}

#[derive(Debug, Default)]
struct Host {
    waiting: Vec<Ask>,
    under_way: usize,
    window: usize,
    /// The widest window.
    limit: usize,
    stands: Stands,
}

/// Where a host stands in the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stands {
    #[default]
    Nowhere,
    Ready,
    Full,
}

impl Queue {
    pub(super) fn new(asks: Vec<Ask>, limit: impl Fn(&Url) -> usize) -> Self {
        let mut ids: HashMap<String, HostId> = HashMap::new();
        let mut hosts: Vec<Host> = Vec::new();
        // Targets pop from the end, so that each host is asked in their order.
        for ask in asks.into_iter().rev() {
            let id = *ids.entry(ask.target.host().to_owned()).or_insert_with(|| {
                hosts.push(Host { limit: limit(&ask.target.url()), ..Host::default() });
                hosts.len() - 1
            });
            hosts[id].waiting.push(ask);
        }
        let busiest = hosts.iter().map(|host| host.waiting.len()).max().unwrap_or(1);
        for host in &mut hosts {
            let share = (2 * host.limit * host.waiting.len()).div_ceil(busiest);
            host.window = share.clamp(1, host.limit.min(WIDEST_START));
        }
        let mut queue = Self { hosts, ready: BinaryHeap::new(), full: Vec::new() };
        (0..queue.hosts.len()).for_each(|id| queue.place(id));
        queue
    }

    pub(super) fn has_next(&self) -> bool {
        !self.ready.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<(HostId, Ask)> {
        let (_, id) = self.ready.pop()?;
        let host = &mut self.hosts[id];
        host.stands = Stands::Nowhere;
        let ask = host.waiting.pop()?;
        host.under_way += 1;
        self.place(id);
        Some((id, ask))
    }

    /// A target of this host is settled.
    pub(super) fn done(&mut self, id: HostId) {
        self.hosts[id].under_way -= 1;
        self.widen(id);
    }

    /// Some time has passed.
    pub(super) fn tick(&mut self) {
        for id in std::mem::take(&mut self.full) {
            if self.hosts[id].stands == Stands::Full {
                self.hosts[id].stands = Stands::Nowhere;
                self.widen(id);
            }
        }
    }

    fn widen(&mut self, id: HostId) {
        let host = &mut self.hosts[id];
        host.window = host.limit.min(host.window + 1);
        self.place(id);
    }

    /// Puts a host where it belongs, unless it stands there already.
    fn place(&mut self, id: HostId) {
        let host = &mut self.hosts[id];
        if host.waiting.is_empty() || host.stands == Stands::Ready {
            return;
        }
        if host.under_way < host.window {
            host.stands = Stands::Ready;
            self.ready.push((host.waiting.len(), id));
        } else if host.stands != Stands::Full {
            host.stands = Stands::Full;
            self.full.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Target;

    fn ask(url: &str) -> Ask {
        Ask::of(Target::of(&url.parse().unwrap()))
    }

    fn order(queue: &mut Queue) -> Vec<String> {
        std::iter::from_fn(|| queue.next()).map(|(_, ask)| ask.target.to_string()).collect()
    }

    #[test]
    fn the_longest_queue_goes_first() {
        let mut queue = Queue::new(
            ["http://a/1", "http://b/1", "http://b/2", "http://b/3", "http://c/1", "http://c/2"].map(ask).to_vec(),
            |_| 9,
        );
        let order = order(&mut queue);
        assert_eq!(order[0], "http://b/1");
        assert_eq!(order.len(), 6);
        assert!(order.iter().position(|url| url == "http://c/1") < order.iter().position(|url| url == "http://a/1"));
    }

    fn many(host: &str, count: usize) -> Vec<Ask> {
        (0..count).map(|i| ask(&format!("http://{host}/{i}"))).collect()
    }

    #[test]
    fn a_host_starts_with_as_much_as_it_needs() {
        let mut queue = Queue::new([many("busy", 40), many("small", 4)].concat(), |_| 6);
        let started = order(&mut queue);
        let of = |host: &str| started.iter().filter(|url| url.contains(host)).count();
        assert_eq!((of("busy"), of("small")), (6, 2));
    }

    #[test]
    fn a_host_gets_more_at_once_as_it_answers_and_as_time_goes_by() {
        let mut queue = Queue::new([many("busy", 400), many("small", 9)].concat(), |_| 6);
        let small = |queue: &mut Queue| order(queue).iter().filter(|url| url.contains("small")).count();
        assert_eq!(small(&mut queue), 1);
        queue.tick();
        assert_eq!(small(&mut queue), 1);
        let (host, _) =
            (0..queue.hosts.len()).map(|id| (id, &queue.hosts[id])).min_by_key(|(_, host)| host.waiting.len()).unwrap();
        queue.done(host);
        assert_eq!(small(&mut queue), 2, "one place is free again, and one is new");
    }

    #[test]
    fn a_host_at_its_limit_waits_until_one_is_done() {
        let mut queue = Queue::new(["http://a/1", "http://a/2", "http://a/3"].map(ask).to_vec(), |_| 2);
        let first = queue.next().unwrap().0;
        assert!(queue.next().is_some());
        assert!(queue.next().is_none() && !queue.has_next());
        queue.done(first);
        assert_eq!(order(&mut queue), ["http://a/3"]);
    }
}
