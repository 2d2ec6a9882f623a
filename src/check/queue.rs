//! Whose turn it is: the host with the most targets left, so that the longest queue is never started last.

use std::collections::{BinaryHeap, HashMap};

use super::Ask;

/// A host in the queue.
pub(super) type HostId = usize;

/// Targets by host. A host has never more of them under way than it may have requests.
#[derive(Debug)]
pub(super) struct Queue {
    hosts: Vec<Host>,
    /// Hosts that may go on, by the number of targets left.
    ready: BinaryHeap<(usize, HostId)>,
    limit: usize,
}

/// Targets of a host that are started before any of them is settled. Each that settles makes room for one more than it took: where limits are high and answers quick, a
/// few connections that are used again cost less than many.
const FIRST: usize = 8;

#[derive(Debug, Default)]
struct Host {
    waiting: Vec<Ask>,
    under_way: usize,
    settled: usize,
}

impl Host {
    fn may_go_on(&self, limit: usize) -> bool {
        !self.waiting.is_empty() && self.under_way < self.window(limit)
    }

    fn window(&self, limit: usize) -> usize {
        limit.min(FIRST + self.settled)
    }
}

impl Queue {
    pub(super) fn new(asks: Vec<Ask>, limit: usize) -> Self {
        let mut ids: HashMap<String, HostId> = HashMap::new();
        let mut hosts: Vec<Host> = Vec::new();
        // Hosts pop from the end, so that each is asked in the order of its targets.
        for ask in asks.into_iter().rev() {
            let id = *ids.entry(ask.target.host().to_owned()).or_insert_with(|| {
                hosts.push(Host::default());
                hosts.len() - 1
            });
            hosts[id].waiting.push(ask);
        }
        let ready = hosts.iter().enumerate().map(|(id, host)| (host.waiting.len(), id)).collect();
        Self { hosts, ready, limit }
    }

    pub(super) fn has_next(&self) -> bool {
        !self.ready.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<(HostId, Ask)> {
        let (_, id) = self.ready.pop()?;
        let host = &mut self.hosts[id];
        let ask = host.waiting.pop()?;
        host.under_way += 1;
        self.offer(id);
        Some((id, ask))
    }

    /// A target of this host is settled.
    pub(super) fn done(&mut self, id: HostId) {
        let host = &mut self.hosts[id];
        let was_full = host.under_way >= host.window(self.limit);
        host.under_way -= 1;
        host.settled += 1;
        if was_full {
            self.offer(id);
        }
    }

    fn offer(&mut self, id: HostId) {
        let host = &self.hosts[id];
        if host.may_go_on(self.limit) {
            self.ready.push((host.waiting.len(), id));
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
            9,
        );
        let order = order(&mut queue);
        assert_eq!(order[0], "http://b/1");
        assert_eq!(order.len(), 6);
        assert!(order.iter().position(|url| url == "http://c/1") < order.iter().position(|url| url == "http://a/1"));
    }

    #[test]
    fn a_host_gets_more_at_once_as_it_answers() {
        let asks: Vec<Ask> = (0..40).map(|i| ask(&format!("http://a/{i}"))).collect();
        let mut queue = Queue::new(asks, 100);
        let first: Vec<HostId> = std::iter::from_fn(|| queue.next()).map(|(id, _)| id).collect();
        assert_eq!(first.len(), FIRST);
        for id in first {
            queue.done(id);
        }
        assert_eq!(order(&mut queue).len(), 2 * FIRST);
    }

    #[test]
    fn a_host_at_its_limit_waits_until_one_is_done() {
        let mut queue = Queue::new(["http://a/1", "http://a/2", "http://a/3"].map(ask).to_vec(), 2);
        let first = queue.next().unwrap().0;
        assert!(queue.next().is_some());
        assert!(queue.next().is_none() && !queue.has_next());
        queue.done(first);
        assert_eq!(order(&mut queue), ["http://a/3"]);
    }
}
