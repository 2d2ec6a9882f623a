//! What is known of certain hosts, as data: whose job it is to redirect, and who answers robots as they please.

use std::iter;
use std::sync::OnceLock;

use foldhash::HashSet;
use url::Url;

use super::site;
use crate::link::prefix;
use crate::lint;

/// Services whose job it is to redirect, besides the shorteners that anybody can use and the measurement prefixes, which have tables of their own; a host
/// stands for those below it, too. (`podcast.md` counts them in real notes.)
static REDIRECTORS: Hosts = hosts(&[
    // Shorteners of certain sites, and services that lead on to one of many places.
    "youtu.be",
    "wp.me",
    "g.co",
    "msft.it",
    "redd.it",
    "flip.it",
    "ift.tt",
    "po.st",
    "qr.ae",
    "db.tt",
    "adbl.co",
    "nyti.ms",
    "wapo.st",
    "bbc.in",
    "on.ft.com",
    "econ.st",
    "hubs.ly",
    "hubs.li",
    "mailchi.mp",
    "eepurl.com",
    "smarturl.it",
    "linktr.ee",
    "lnk.to",
    "ffm.to",
    "pod.link",
    "fnd.us",
    "pxlme.me",
    "zcu.io",
    "page.link",
    "app.link",
    "onelink.me",
    "kit.co",
    "shrsl.com",
    "bloom.bg",
    "reut.rs",
    "cnn.it",
    "wrd.cm",
    "tcrn.ch",
    "tnw.to",
    "ebay.us",
    "etsy.me",
    "gofund.me",
    "pin.it",
    "vm.tiktok.com",
    "instagr.am",
    "discord.gg",
    "chn.ge",
    "skl.sh",
    // Persistent identifiers.
    "doi.org",
    "dx.doi.org",
    "hdl.handle.net",
    "purl.org",
    "w3id.org",
    "n2t.net",
    "perma.cc",
    // Affiliate networks.
    "go.skimresources.com",
    "anrdoezrs.net",
    "dpbolvw.net",
    "jdoqocy.com",
    "kqzyfj.com",
    "tkqlhce.com",
    "awin1.com",
    "shareasale.com",
    "click.linksynergy.com",
    "prf.hn",
    "sjv.io",
    "pxf.io",
    "evyy.net",
    "go2cloud.org",
    "impact.com",
    "rstyle.me",
    "avantlink.com",
    "partnerize.com",
    // Download counters of podcasts.
    "podsights.com",
    "swap.fm",
    "podcorn.com",
    "mowmedia.net",
    "vpixl.com",
    "backtracks.fm",
    "rss.art19.com",
    "sphinx.acast.com",
    "dovetail.prxu.org",
    "injector.simplecastaudio.com",
    "traffic.megaphone.fm",
    "traffic.libsyn.com",
    "traffic.omny.fm",
]);

/// Hosts of shows that redirect below one folder only; their other pages move as any site's.
const REDIRECTING_FOLDERS: &[(&str, &str)] = &[("anchor.fm", "/s/")];

static SHORTENERS: Hosts = hosts(lint::SHORTENERS);

/// Sites that answer robots at random, even with 404 or with an empty page.
static CAPRICIOUS: Hosts = hosts(&[
    "x.com",
    "twitter.com",
    "linkedin.com",
    "instagram.com",
    "facebook.com",
    "threads.net",
    "threads.com",
    "tiktok.com",
]);

/// Sites that turn robots away with errors that browsers don't see.
static WARY: Hosts = hosts(&[
    "amazon.com",
    "amazon.co.uk",
    "amazon.de",
    "amazon.ca",
    "amazon.fr",
    "amazon.es",
    "amazon.it",
    "amazon.co.jp",
    "reddit.com",
    "medium.com",
    "quora.com",
    "pinterest.com",
    "yelp.com",
    "glassdoor.com",
    "indeed.com",
    "udemy.com",
    "researchgate.net",
    "crunchbase.com",
    "etsy.com",
    "ticketmaster.com",
    "patreon.com",
    "npmjs.com",
]);

/// Where domains are sold and parked.
static MARKETS: Hosts = hosts(&[
    "sedo.com",
    "sedoparking.com",
    "dan.com",
    "afternic.com",
    "hugedomains.com",
    "buydomains.com",
    "parkingcrew.net",
    "bodis.com",
    "above.com",
    "undeveloped.com",
    "domainmarket.com",
    "brandbucket.com",
    "squadhelp.com",
    "atom.com",
    "godaddy.com",
    "uniregistry.com",
    "epik.com",
    "namecheap.com",
    "perfectdomain.com",
    "parklogic.com",
    "expireddomains.com",
    "domain-for-sale.com",
    "saw.com",
    "efty.com",
]);

/// Whether domains are sold or parked there.
pub(super) fn is_market(url: &Url) -> bool {
    is_one_of(url, &MARKETS)
}

/// Whether this URL is meant to redirect.
pub(super) fn is_redirector(url: &Url) -> bool {
    is_one_of(url, &REDIRECTORS)
        || is_one_of(url, &SHORTENERS)
        || is_in_redirecting_folder(url)
        || prefix::is_prefix(url)
}

fn is_in_redirecting_folder(url: &Url) -> bool {
    REDIRECTING_FOLDERS.iter().any(|(host, folder)| site::host(url) == *host && url.path().starts_with(folder))
}

/// Where shorteners live that have another home than their links.
const HOMES: &[(&str, &str)] = &[
    ("bit.ly", "bitly.com"),
    ("buff.ly", "buffer.com"),
    ("ow.ly", "hootsuite.com"),
    ("rebrand.ly", "rebrandly.com"),
    ("geni.us", "geniuslink.com"),
    ("lnk.to", "linkfire.com"),
];

/// Whether `last` is a page of the service to which `url` belongs, whose job it is to redirect elsewhere.
pub(super) fn is_redirectors_own(url: &Url, last: &Url) -> bool {
    let (from, to) = (site::host(url), site::host(last));
    is_redirector(url) && (from == to || HOMES.iter().any(|(short, home)| from == *short && to == *home))
}

/// Whether nothing that this site tells a robot can be trusted.
pub(super) fn is_capricious(url: &Url) -> bool {
    is_one_of(url, &CAPRICIOUS)
}

/// Whether this site's refusals and failures may be for robots only.
pub(super) fn is_wary(url: &Url) -> bool {
    is_one_of(url, &WARY)
}

/// Names of hosts, each of which stands for those below it.
struct Hosts {
    names: &'static [&'static str],
    /// The same, to be found: every link is looked up.
    index: OnceLock<HashSet<&'static str>>,
}

const fn hosts(names: &'static [&'static str]) -> Hosts {
    Hosts { names, index: OnceLock::new() }
}

fn is_one_of(url: &Url, hosts: &Hosts) -> bool {
    let index = hosts.index.get_or_init(|| hosts.names.iter().copied().collect());
    let host = url.host_str().map(|host| host.trim_end_matches('.'));
    iter::successors(host, |name: &&str| parent(name)).any(|name| index.contains(name))
}

/// The domain above a name, if it may be known: none with a single label is.
fn parent(name: &str) -> Option<&str> {
    name.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_stands_for_those_below_it() {
        let url = |text: &str| Url::parse(text).unwrap();
        assert!(is_redirector(&url("https://dts.podtrac.com/redirect.mp3/x")));
        assert!(is_redirector(&url("https://bit.ly/x")));
        assert!(!is_redirector(&url("https://rabbit.ly/x")));
        assert!(
            is_redirector(&url("https://anchor.fm/s/1a2b/podcast/play/3/x.mp3"))
                && !is_redirector(&url("https://anchor.fm/show/episodes/x"))
        );
        assert!(is_redirector(&url("https://clck.ru/x")) && is_redirector(&url("https://pfx.veritonicmetrics.com/x")));
        assert!(is_capricious(&url("https://www.linkedin.com/in/x")));
        assert!(!is_capricious(&url("https://netflix.com/")));
    }
}
