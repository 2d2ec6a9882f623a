//! A share of the targets: one of several machines asks its own sites and no others.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::fnv::fnv;
use crate::link::Target;

/// The most machines that a check can be split over.
const MOST: u32 = 1000;

/// Second-level names under which countries register names, as in `bbc.co.uk`.
const REGISTRIES: &[&str] =
    &["ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "mil", "ne", "net", "or", "org", "sch"];

/// The `part`-th `of` so many shares. Each target is in exactly one of them, on every machine and in every version.
///
/// What belongs together is asked by one machine, so that hosts are asked as politely as by one run, and what one target teaches about its site serves the
/// others: all hosts below a registered name go together. Names are registered below the last label or, in many countries, the last two; no list of all
/// such rules is needed, as a site too coarse is only a larger piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share {
    /// Which one, from 1.
    pub part: u32,
    /// How many there are.
    pub of: u32,
}

impl Share {
    /// Whether a target is in this share.
    #[must_use]
    pub fn has(self, target: &Target) -> bool {
        hash(site(target.host())) % u64::from(self.of) + 1 == u64::from(self.part)
    }

    /// Whether this is the first share, which also has what needs no asking.
    #[must_use]
    pub fn is_first(self) -> bool {
        self.part == 1
    }
}

/// The registered name of a host; addresses stand for themselves. Ports make no difference: the machine is the same.
fn site(host: &str) -> &str {
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or(host) };
    let name = name.trim_end_matches('.');
    if name.parse::<std::net::Ipv4Addr>().is_ok() || name.starts_with('[') {
        return name.split_once(']').map_or(name, |(address, _)| address);
    }
    let mut dots = name.rmatch_indices('.').map(|(at, _)| at);
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    match (last, second) {
        (Some(last), Some(second)) if name.len() - last == 3 && REGISTRIES.contains(&&name[second + 1..last]) => {
            third.map_or(name, |third| &name[third + 1..])
        }
        (Some(_), Some(second)) => &name[second + 1..],
        _ => name,
    }
}

/// A hash that is the same everywhere, mixed by the finaliser of `SplitMix64`.
fn hash(text: &str) -> u64 {
    let fnv = fnv(text);
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("not a part such as 2/4, with at most {MOST} parts");
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (Ok(part), Ok(of)) = (part.parse(), of.parse()) else { return Err(wrong()) };
        if (1..=MOST).contains(&of) && (1..=of).contains(&part) { Ok(Self { part, of }) } else { Err(wrong()) }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn target(host: &str) -> Target {
        Target::of(&url::Url::parse(&format!("https://{host}/x")).unwrap().into())
    }

    /// The part of a host.
    fn part(host: &str, of: u32) -> u32 {
        let parts: Vec<u32> = (1..=of).filter(|part| Share { part: *part, of }.has(&target(host))).collect();
        assert_eq!(parts.len(), 1, "{host} is in the parts {parts:?} of {of}");
        parts[0]
    }

    #[test]
    fn what_belongs_together_is_in_one_share() {
        for (host, name) in [
            ("www.Example.com", "example.com"),
            ("a.b.example.com:8080", "example.com"),
            ("news.bbc.co.uk", "bbc.co.uk"),
            ("bbc.co.uk", "bbc.co.uk"),
            ("t.co", "t.co"),
            ("www.id.me", "id.me"),
            ("127.0.0.1:99", "127.0.0.1"),
            ("[::1]:99", "[::1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(site(target(host).host()), name);
        }
    }

    #[test]
    fn a_part_stays_what_it_is() {
        // Parts that change from version to version would part old stores from new ones.
        let parts =
            ["example.com", "example.org", "bbc.co.uk", "127.0.0.1", "t.co", "show.example"].map(|it| part(it, 4));
        assert_eq!(parts, [4, 4, 3, 3, 2, 4]);
    }

    #[test]
    fn parts_are_of_about_the_same_size() {
        let sizes = (0..4000).fold([0; 4], |mut sizes, number| {
            sizes[part(&format!("show-{number}.example"), 4) as usize - 1] += 1;
            sizes
        });
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    proptest! {
        #[test]
        fn every_target_is_in_exactly_one_share(name in "[a-z]{1,9}(\\.[a-z]{2,9}){0,3}(:[1-9][0-9]{0,3})?", of in 1_u32..20) {
            part(&name, of);
        }
    }

    #[test]
    fn a_share_is_written_as_a_fraction() {
        assert_eq!("2/4".parse(), Ok(Share { part: 2, of: 4 }));
        assert_eq!(Share { part: 2, of: 4 }.to_string(), "2/4");
        for wrong in ["0/4", "5/4", "1/0", "2", "a/b", "-1/4", "1/1001", "1/4/2"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }
}
