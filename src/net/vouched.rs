//! Certificate chains that were verified in this run: many hosts share one, such as the shows of a podcast host, and a busy host shows its own again and
//! again. Whether it names the host is looked at every time; what else a platform may ask of a chain and a host together, such as a stapled answer on its
//! revocation, only when the chain is first seen.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use ring::digest::{Context, SHA256};
use rustls::client::verify_server_name;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;

/// How long a chain counts as verified: one that is watched for days may expire meanwhile.
const TIME: Duration = Duration::from_mins(10);

/// The digests of chains that lead to a trusted root, and when that was seen.
#[derive(Debug, Default)]
pub(super) struct Vouched {
    known: RwLock<HashMap<[u8; 32], UnixTime>>,
}

impl Vouched {
    /// Whether this chain was verified before, and its certificate is for that host as well.
    pub(super) fn covers(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let digest = digest(end_entity, intermediates);
        let verified = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&digest).copied();
        verified.is_some_and(|then| is_fresh(then, now))
            && ParsedCertificate::try_from(end_entity).is_ok_and(|leaf| verify_server_name(&leaf, name).is_ok())
    }

    /// A chain has been verified.
    pub(super) fn add(&self, end_entity: &CertificateDer<'_>, intermediates: &[CertificateDer<'_>], now: UnixTime) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, then| is_fresh(*then, now));
        known.insert(digest(end_entity, intermediates), now);
    }
}

fn is_fresh(then: UnixTime, now: UnixTime) -> bool {
    now.as_secs().checked_sub(then.as_secs()).is_some_and(|seconds| seconds < TIME.as_secs())
}

/// The digest of a chain. Each certificate tells its own length, so that no two chains are the same bytes.
fn digest(end_entity: &CertificateDer<'_>, intermediates: &[CertificateDer<'_>]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(end_entity);
    for certificate in intermediates {
        context.update(certificate);
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(names: &[&str]) -> CertificateDer<'static> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        rcgen::generate_simple_self_signed(names).unwrap().cert.der().clone()
    }

    #[test]
    fn a_chain_vouches_for_the_hosts_that_it_names_once_it_was_verified() {
        let name = |text: &str| ServerName::try_from(text.to_owned()).unwrap();
        let (leaf, other) = (certificate(&["*.pods.example"]), certificate(&["*.pods.example"]));
        let (vouched, at) = (Vouched::default(), |minute: u64| UnixTime::since_unix_epoch(Duration::from_mins(minute)));
        assert!(!vouched.covers(&leaf, &[], &name("a.pods.example"), at(101)));
        vouched.add(&leaf, &[], at(100));
        assert!(vouched.covers(&leaf, &[], &name("b.pods.example"), at(101)));
        assert!(!vouched.covers(&leaf, &[], &name("b.example"), at(101)), "it doesn't name this host");
        assert!(!vouched.covers(&other, &[], &name("a.pods.example"), at(101)), "another certificate");
        assert!(!vouched.covers(&leaf, &[other], &name("a.pods.example"), at(101)), "another chain");
        assert!(!vouched.covers(&leaf, &[], &name("a.pods.example"), at(110)), "a while ago");
    }
}
