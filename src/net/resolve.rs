//! Names to addresses, by the system's own resolver, once a name and run.
//!
//! Names that will be asked for soon are looked up ahead: no request waits for them then, and few threads do it without ever being woken for a single one.

use std::collections::{HashSet, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use foldhash::HashMap;
use futures::FutureExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::timeout;
use url::{Host, Url};

use super::guard::Guard;
use super::{Failure, FailureKind, lookup};

/// Turns a name into addresses; blocks while it asks.
pub(super) type Lookup = dyn Fn(&str) -> Result<Vec<IpAddr>, Failure> + Send + Sync;

/// A resolver that remembers what it learnt and hands out only what the guard allows.
///
/// A failure isn't remembered: the next try may fare better.
pub(super) struct Resolver {
    lookup: Arc<Lookup>,
    guard: Arc<Guard>,
    /// Names of proxies, which may be in the own network.
    proxies: Vec<String>,
    known: Mutex<HashMap<String, Arc<Known>>>,
    /// What is looked up ahead.
    ahead: Mutex<Ahead>,
    /// Names that are left to the proxy: here they weren't found, or not in time, and nobody should wait for that again.
    left: Mutex<HashSet<String>>,
    /// Few threads are enough for names that are found at once; each costs memory.
    turns: Arc<Semaphore>,
}

/// What is known of a name.
#[derive(Debug, Default)]
struct Known {
    found: OnceCell<Vec<IpAddr>>,
    /// What went wrong when it was looked up ahead, for the first who asks.
    failed: Mutex<Option<Failure>>,
}

/// Names that will be asked for, and how many threads look them up.
#[derive(Debug, Default)]
struct Ahead {
    names: VecDeque<String>,
    threads: usize,
}

/// Threads that look up names ahead. Who can't wait for them asks himself.
const AHEAD: usize = 4;

/// Names that are looked up at once, those that take long apart.
const AT_ONCE: usize = 4;

/// How long a look-up may take that only tells whether a proxy must not be asked.
const BEHIND_PROXY: Duration = Duration::from_secs(2);

/// A look-up that takes longer gives up its turn: it waits for a name server, and nobody should wait for that but who asked.
const QUICK: Duration = Duration::from_millis(20);

impl Resolver {
    /// A resolver that asks the system.
    pub(super) fn system(guard: Arc<Guard>, proxies: Vec<String>) -> Self {
        let has_ipv6 = lookup::has_ipv6();
        Self { proxies, ..Self::new(guard, Arc::new(move |name: &str| lookup::ask_system(name, has_ipv6))) }
    }

    /// A resolver that asks `lookup`.
    pub(super) fn new(guard: Arc<Guard>, lookup: Arc<Lookup>) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        let (known, ahead, left) = Default::default();
        Self { lookup, guard, proxies: Vec::new(), known, ahead, left, turns }
    }

    /// Looks up names that will be asked for soon, in this order.
    pub(super) fn expect(self: &Arc<Self>, names: impl Iterator<Item = String>) {
        let mut ahead = self.ahead();
        ahead.names.extend(names);
        while ahead.threads < AHEAD.min(ahead.names.len()) {
            ahead.threads += 1;
            let this = Arc::clone(self);
            tokio::task::spawn_blocking(move || this.look_ahead());
        }
    }

    /// Looks up all that is expected.
    fn look_ahead(&self) {
        while let Some(name) = self.next_expected() {
            let known = self.known(&name);
            let ask = async || (self.lookup)(&name);
            // Nobody waits here: whoever is asking for it already will know it soon.
            if let Some(Err(failure)) = known.found.get_or_try_init(ask).now_or_never() {
                *known.failed() = Some(failure);
            }
        }
    }

    /// The next name; without one, the thread has ended.
    fn next_expected(&self) -> Option<String> {
        let mut ahead = self.ahead();
        let next = ahead.names.pop_front();
        if next.is_none() {
            ahead.threads -= 1;
        }
        next
    }

    fn ahead(&self) -> MutexGuard<'_, Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses a URL whose name this machine knows to be private. Behind a proxy that is all that can be told: the proxy looks the name up itself.
    ///
    /// # Errors
    /// [`FailureKind::PrivateAddress`]; a name that can't be looked up here, or not soon, is the proxy's matter.
    pub(super) async fn refuse_private(&self, url: &Url) -> Result<(), Failure> {
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        if self.left().contains(name) {
            return Ok(());
        }
        let known = self.known(name);
        let asked = Self::addresses(&known, Arc::clone(&self.lookup), &self.turns, name.to_owned());
        if let Ok(Ok(found)) = timeout(BEHIND_PROXY, asked).await {
            return self.guard.filter(name, found).map(drop);
        }
        self.left().insert(name.to_owned());
        Ok(())
    }

    fn left(&self) -> MutexGuard<'_, HashSet<String>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, name: &str) -> Arc<Known> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(name) {
            return Arc::clone(known);
        }
        Arc::clone(known.entry(name.to_owned()).or_default())
    }

    async fn addresses(
        known: &Known,
        lookup: Arc<Lookup>,
        turns: &Semaphore,
        name: String,
    ) -> Result<Vec<IpAddr>, Failure> {
        let ask = || async move {
            if let Some(failure) = known.failed().take() {
                return Err(failure);
            }
            let turn = turns.acquire().await;
            let mut asking = tokio::task::spawn_blocking(move || lookup(&name));
            let quick = timeout(QUICK, &mut asking).await;
            drop(turn);
            let asked = match quick {
                Ok(asked) => asked,
                Err(_) => asking.await,
            };
            asked.unwrap_or_else(|_| Err(Failure::new(FailureKind::DnsTemporary, "the look-up was interrupted")))
        };
        known.found.get_or_try_init(ask).await.cloned()
    }
}

impl Known {
    fn failed(&self) -> MutexGuard<'_, Option<Failure>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        let (known, lookup, guard) = (self.known(&name), Arc::clone(&self.lookup), Arc::clone(&self.guard));
        let turns = Arc::clone(&self.turns);
        let is_proxy = self.proxies.contains(&name);
        Box::pin(async move {
            let found = Self::addresses(&known, lookup, &turns, name.clone()).await?;
            let allowed = if is_proxy { found } else { guard.filter(&name, found)? };
            let addresses: Addrs = Box::new(allowed.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn behind_a_proxy_nobody_waits_twice_for_a_name_that_is_not_known_here() {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let lookup = move |name: &str| {
            count.fetch_add(1, Ordering::Relaxed);
            match name {
                "intranet.example" => Ok(vec![IpAddr::from([10, 0, 0, 1])]),
                _ => Err(Failure::new(FailureKind::DnsTemporary, "no answer")),
            }
        };
        let resolver = Resolver::new(Arc::new(Guard::default()), Arc::new(lookup));
        let url = |text: &str| Url::parse(text).unwrap();
        for path in ["1", "2", "3"] {
            assert!(resolver.refuse_private(&url(&format!("https://a.example/{path}"))).await.is_ok());
        }
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        assert!(resolver.refuse_private(&url("https://intranet.example/")).await.is_err());
    }

    #[tokio::test]
    async fn what_was_looked_up_ahead_is_not_looked_up_again() {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let lookup = move |name: &str| {
            count.fetch_add(1, Ordering::Relaxed);
            if name == "gone.example" {
                return Err(Failure::new(FailureKind::DnsNoName, "no such name"));
            }
            Ok(vec![IpAddr::from([192, 0, 2, 1])])
        };
        let resolver =
            Arc::new(Resolver::new(Arc::new(Guard::new(vec!["0.0.0.0/0".parse().unwrap()])), Arc::new(lookup)));
        let names: Vec<String> = (0..40).map(|i| format!("a{i}.example")).chain(["gone.example".to_owned()]).collect();
        resolver.expect(names.iter().cloned());
        while resolver.ahead().threads > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(asked.load(Ordering::Relaxed), names.len());
        for name in &names {
            let found = resolver.resolve(name.parse().unwrap()).await;
            assert_eq!(found.is_err(), name == "gone.example", "{name}");
        }
        assert_eq!(asked.load(Ordering::Relaxed), names.len());
        assert!(resolver.resolve("gone.example".parse().unwrap()).await.is_err());
        assert_eq!(asked.load(Ordering::Relaxed), names.len() + 1, "a failure is told once, then it is tried again");
    }
}
