//! Whose turn it is: the host with the most targets left, so that the longest queue is never started last.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use foldhash::HashMap;
use url::Url;

use super::Ask;

/// A host in the queue.
type HostId = usize;

/// So many hosts are told of before they are begun, half of them at a time.
const FORESEEN: usize = 64;

/// No host starts with more requests at once than this, whatever the limit.
const WIDEST_START: usize = 8;

/// Targets by host. A host has never more of them under way than it may have requests.
///
/// Nor more than it needs: a run takes as long as its slowest host, so a host with a tenth of the busiest one's targets starts with about a fifth of its
/// requests at once, and the connections are used again. A window widens only while its host would take longer than half of what the slowest will.
/// Hosts are finished in the order of their sizes, so that few are under way at a time, and few connections idle.
#[derive(Debug, Default)]
pub(super) struct Queue {
    ids: HashMap<Box<str>, HostId>,
    hosts: Vec<Host>,
    /// Hosts that may go on, by the number of all their targets.
    ready: BinaryHeap<(usize, HostId)>,
    /// Hosts whose window is full.
    full: Vec<HostId>,
    ticks: u32,
    line: Line,
}

/// Hosts in the order in which they will be begun.
#[derive(Debug, Default)]
struct Line {
    hosts: Vec<HostId>,
    /// How many have been told of.
    told: usize,
    /// How many have been begun.
    begun: usize,
}

#[derive(Debug, Default)]
struct Host {
    waiting: Vec<Ask>,
    size: usize,
    under_way: usize,
    /// Those under way that wait for something else.
    resting: usize,
    window: usize,
    /// The widest window.
    limit: usize,
    stands: Stands,
    /// The tick at which it was first asked.
    begun: Option<u32>,
}

/// Where a host stands in the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stands {
    #[default]
    Nowhere,
    Ready,
    Full,
}

impl Host {
    fn has_room(&self) -> bool {
        self.under_way - self.resting.min(self.window) < self.window
    }

    /// How many ticks its other targets will take at its present pace; `None` before the first is settled.
    fn ticks_left(&self, now: u32) -> Option<f64> {
        let left = self.waiting.len() + self.under_way;
        let settled = u32::try_from(self.size - left).ok().filter(|settled| *settled > 0)?;
        let passed = now.saturating_sub(self.begun?);
        Some(f64::from(u32::try_from(left).ok()?) * f64::from(passed) / f64::from(settled))
    }
}

impl Queue {
    /// Adds targets; within one host they come before those that wait already.
    pub(super) fn add(&mut self, asks: Vec<Ask>, limit: impl Fn(&Url) -> usize) {
        let ids: Vec<HostId> = asks.iter().map(|ask| self.host(ask, &limit)).collect();
        let mut counts = vec![0; self.hosts.len()];
        for id in &ids {
            counts[*id] += 1;
        }
        for (host, count) in self.hosts.iter_mut().zip(counts) {
            // Most hosts have one target: no room for more.
            host.waiting.reserve_exact(count);
            host.size += count;
        }
        // Targets pop from the end, so that each host is asked in their order.
        for (ask, id) in asks.into_iter().zip(ids).rev() {
            self.hosts[id].waiting.push(ask);
        }
        let busiest = self.hosts.iter().map(|host| host.size).max().unwrap_or(1).max(1);
        for host in &mut self.hosts {
            let widest = host.limit.min(WIDEST_START);
            let window = (2 * widest * host.size).div_ceil(busiest).clamp(1, widest);
            host.window = host.window.max(window);
        }
        (0..self.hosts.len()).for_each(|id| self.place(id));
    }

    fn host(&mut self, ask: &Ask, limit: impl Fn(&Url) -> usize) -> HostId {
        if let Some(id) = self.ids.get(ask.target.host()) {
            return *id;
        }
        self.ids.insert(ask.target.host().into(), self.hosts.len());
        self.hosts.push(Host { limit: limit(ask.target.url()), ..Host::default() });
        self.hosts.len() - 1
    }

    /// Forgets the targets that still wait, and how quick hosts were: only what is under way counts from now on.
    pub(super) fn forget(&mut self) {
        self.ready.clear();
        self.full.clear();
        for host in &mut self.hosts {
            let Host { limit, under_way, resting, .. } = *host;
            *host = Host { limit, under_way, resting, size: under_way, ..Host::default() };
        }
    }

    /// Puts all hosts in line, none of which has been begun. Few are begun at once, and nothing is won by telling of them before.
    pub(super) fn line_up(&mut self) {
        if self.hosts.len() < FORESEEN {
            return;
        }
        let mut hosts: Vec<HostId> = (0..self.hosts.len()).filter(|id| !self.hosts[*id].waiting.is_empty()).collect();
        hosts.sort_unstable_by_key(|id| Reverse((self.hosts[*id].size, *id)));
        self.line = Line { hosts, ..Line::default() };
    }

    /// An address on each of the hosts whose turn will come soon, unless they have been told of.
    pub(super) fn foreseen(&mut self) -> Vec<Arc<Url>> {
        let Line { hosts, told, begun } = &mut self.line;
        if *told >= hosts.len().min(*begun + FORESEEN / 2) {
            return Vec::new();
        }
        let soon = *told..hosts.len().min(*begun + FORESEEN);
        *told = soon.end;
        soon.filter_map(|place| self.hosts[hosts[place]].waiting.last())
            .map(|ask| Arc::clone(ask.target.url()))
            .collect()
    }

    pub(super) fn has_next(&self) -> bool {
        !self.ready.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<Ask> {
        let (_, id) = self.ready.pop()?;
        let host = &mut self.hosts[id];
        host.stands = Stands::Nowhere;
        if host.begun.is_none() {
            host.begun = Some(self.ticks);
            self.line.begun += 1;
        }
        let ask = host.waiting.pop()?;
        if host.waiting.is_empty() {
            host.waiting = Vec::new();
        }
        host.under_way += 1;
        self.place(id);
        Some(ask)
    }

    /// A target of this host is settled.
    pub(super) fn done(&mut self, host: &str) {
        let Some(id) = self.ids.get(host).copied() else { return };
        self.hosts[id].under_way -= 1;
        self.place(id);
    }

    /// A target of this host waits for something else, and another may go on: no more than twice as many are under way for that.
    pub(super) fn rest(&mut self, host: &str) {
        let Some(id) = self.ids.get(host).copied() else { return };
        self.hosts[id].resting += 1;
        self.place(id);
    }

    /// A target of this host has rested.
    pub(super) fn wake(&mut self, host: &str) {
        let Some(id) = self.ids.get(host).copied() else { return };
        self.hosts[id].resting -= 1;
    }

    /// Some time has passed.
    pub(super) fn tick(&mut self) {
        self.ticks += 1;
        let full = std::mem::take(&mut self.full);
        let slowest = full.iter().filter_map(|id| self.hosts[*id].ticks_left(self.ticks)).fold(0.0, f64::max);
        for id in full {
            let host = &mut self.hosts[id];
            if host.stands == Stands::Full {
                host.stands = Stands::Nowhere;
                if host.ticks_left(self.ticks).is_none_or(|left| left * 2.0 >= slowest) {
                    host.window = host.limit.min(host.window + 1);
                }
                self.place(id);
            }
        }
    }

    /// Puts a host where it belongs, unless it stands there already.
    fn place(&mut self, id: HostId) {
        let host = &mut self.hosts[id];
        if host.waiting.is_empty() || host.stands == Stands::Ready {
            return;
        }
        if host.has_room() {
            host.stands = Stands::Ready;
            self.ready.push((host.size, id));
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
        Ask::of(Target::of(&Url::parse(url).unwrap().into()))
    }

    fn queue(asks: Vec<Ask>, limit: usize) -> Queue {
        let mut queue = Queue::default();
        queue.add(asks, |_| limit);
        queue
    }

    fn order(queue: &mut Queue) -> Vec<String> {
        std::iter::from_fn(|| queue.next()).map(|ask| ask.target.to_string()).collect()
    }

    #[test]
    fn the_longest_queue_goes_first() {
        let urls = ["http://a/1", "http://b/1", "http://b/2", "http://b/3", "http://c/1", "http://c/2"];
        let mut queue = queue(urls.map(ask).to_vec(), 9);
        let order = order(&mut queue);
        assert_eq!(
            order,
            ["http://b/1", "http://b/2", "http://b/3", "http://c/1", "http://c/2", "http://a/1"],
            "and is finished before the next one begins"
        );
    }

    fn many(host: &str, count: usize) -> Vec<Ask> {
        (0..count).map(|i| ask(&format!("http://{host}/{i}"))).collect()
    }

    #[test]
    fn a_host_starts_with_as_much_as_it_needs() {
        let mut queue = queue([many("busy", 40), many("small", 4)].concat(), 6);
        let started = order(&mut queue);
        let of = |host: &str| started.iter().filter(|url| url.contains(host)).count();
        assert_eq!((of("busy"), of("small")), (6, 2));
    }

    #[test]
    fn a_window_widens_with_time_where_nothing_is_heard() {
        let mut queue = queue([many("busy", 400), many("small", 9)].concat(), 6);
        let small = |queue: &mut Queue| order(queue).iter().filter(|url| url.contains("small")).count();
        assert_eq!(small(&mut queue), 1);
        queue.tick();
        assert_eq!(small(&mut queue), 1);
        queue.tick();
        assert_eq!(small(&mut queue), 1, "nothing is settled yet, so the host may be slow");
    }

    #[test]
    fn a_host_that_keeps_up_stays_as_narrow_as_it_is() {
        let mut queue = queue([many("busy", 400), many("small", 9)].concat(), 6);
        order(&mut queue);
        queue.tick();
        order(&mut queue);
        (0..3).for_each(|_| queue.done("busy"));
        queue.done("small");
        order(&mut queue);
        let window = |queue: &Queue, host: &str| queue.hosts[queue.ids[host]].window;
        let before = window(&queue, "small");
        (0..5).for_each(|_| queue.tick());
        assert_eq!(window(&queue, "small"), before);
        assert_eq!(window(&queue, "busy"), 6);
    }

    #[test]
    fn a_start_is_no_wider_for_a_high_limit() {
        let mut queue = queue([many("busy", 40), many("small", 4)].concat(), 1000);
        let started = order(&mut queue);
        let of = |host: &str| started.iter().filter(|url| url.contains(host)).count();
        assert_eq!((of("busy"), of("small")), (8, 2));
    }

    #[test]
    fn a_host_at_its_limit_waits_until_one_is_done() {
        let mut queue = queue(["http://a/1", "http://a/2", "http://a/3"].map(ask).to_vec(), 2);
        assert!(queue.next().is_some() && queue.next().is_some());
        assert!(queue.next().is_none() && !queue.has_next());
        queue.done("a");
        assert_eq!(order(&mut queue), ["http://a/3"]);
    }

    #[test]
    fn others_go_on_while_targets_rest() {
        let mut queue = queue(many("a", 9), 2);
        assert_eq!(order(&mut queue).len(), 2);
        queue.rest("a");
        assert_eq!(order(&mut queue).len(), 1);
        queue.wake("a");
        queue.done("a");
        assert!(!queue.has_next(), "three were under way");
        queue.done("a");
        assert_eq!(order(&mut queue).len(), 1);
        (0..2).for_each(|_| queue.rest("a"));
        assert_eq!(order(&mut queue).len(), 2);
        (0..2).for_each(|_| queue.rest("a"));
        assert!(!queue.has_next(), "twice the limit is enough");
    }

    #[test]
    fn hosts_are_told_of_once_and_before_they_are_begun() {
        let hosts = 200;
        let asks = (0..hosts).flat_map(|host| many(&format!("h{host}"), 1 + host % 3)).collect();
        let mut queue = queue(asks, 1);
        queue.line_up();
        let (mut told, mut begun) = (Vec::new(), Vec::new());
        loop {
            let foreseen = queue.foreseen();
            told.extend(foreseen.iter().map(|url| url.host_str().unwrap().to_owned()));
            let Some(ask) = queue.next() else { break };
            begun.push(ask.target.host().to_owned());
            let ahead = told.len() - begun.len().min(told.len());
            assert!(told.contains(begun.last().unwrap()) && ahead <= FORESEEN, "{ahead}");
        }
        assert_eq!(begun.len(), hosts);
        assert_eq!(told, begun, "in the same order, and no host twice");
    }

    #[test]
    fn what_is_forgotten_may_come_again_and_what_is_under_way_still_counts() {
        let mut queue = queue(many("a", 4), 2);
        assert!(queue.next().is_some() && queue.next().is_some());
        queue.forget();
        assert!(!queue.has_next());
        queue.add(many("a", 3), |_| 2);
        assert!(!queue.has_next(), "two are under way");
        queue.done("a");
        queue.done("a");
        assert_eq!(order(&mut queue).len(), 2);
        assert_eq!(queue.hosts[0].size, 5);
    }

    #[test]
    fn a_host_that_was_the_busiest_among_few_is_none_among_all() {
        let mut queue = queue(many("a", 1), 8);
        queue.next();
        (0..9).for_each(|_| queue.tick());
        queue.forget();
        queue.add([many("a", 4), many("busy", 64)].concat(), |_| 8);
        let host = &queue.hosts[queue.ids["a"]];
        assert_eq!((host.window, host.begun), (2, None));
    }
}
