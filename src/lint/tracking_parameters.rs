//! Parameters that say who shared an address, or where it was copied.

use url::Url;

use super::{Findings, Level, Rule, Scene};
use crate::link::{Group, Link, LinkKind};
use crate::text::is_under;

pub(super) const CODE: &str = "tracking-parameters";

pub(super) const RULE: Rule = Rule {
    code: CODE,
    level: Level::Note,
    on: true,
    title: "parameters that track who shared the link",
    help: "The address carries parameters that the page doesn't need: they tell the site who copied the address and \
           where (?si=, fbclid, utm_source of a newsletter). Remove them. Sponsors' own parameters are left alone, \
           because they are how the sponsor knows the show.",
    check,
};

/// Parameters of no use to the page, on any site.
const ANYWHERE: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_eid",
    "mc_cid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "__s",
    "rb_clickid",
    "s_cid",
    "wickedid",
    "ref_src",
    "ref_url",
    "_branch_match_id",
];

/// Parameters of no use on some sites.
const SITES: &[(&str, &[&str])] = &[
    ("youtube.com", &["si", "feature", "pp", "ab_channel"]),
    ("youtu.be", &["si", "feature"]),
    ("spotify.com", &["si", "nd", "dlsi", "context"]),
    ("twitter.com", &["s", "t"]),
    ("x.com", &["s", "t"]),
    ("tiktok.com", &["_r", "_t", "is_copy_url", "is_from_webapp", "sender_device"]),
    ("linkedin.com", &["trk", "trackingId", "lipi", "rcm"]),
    ("reddit.com", &["share_id", "rdt"]),
];

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, link, url) in scene.web() {
        let Some(clean) = better(link, url) else { continue };
        let names: Vec<_> = parted(link, url).0.iter().map(|part| part.split('=').next().unwrap_or_default()).collect();
        found.link(
            index,
            format!("the page doesn't need {}: it tells who shared the link", names.join(", ")),
            Some(clean.into()),
        );
    }
}

/// The address without them.
pub(super) fn better(link: &Link, url: &Url) -> Option<Url> {
    let (tracks, keeps) = parted(link, url);
    let mut clean = url.clone();
    clean.set_query((!keeps.is_empty()).then(|| keeps.join("&")).as_deref());
    (!tracks.is_empty()).then_some(clean)
}

/// The parameters of an address that only track, and the others.
fn parted<'a>(link: &Link, url: &'a Url) -> (Vec<&'a str>, Vec<&'a str>) {
    let sponsor = link.group == Group::Sponsor || link.kind != LinkKind::Notes;
    let host = url.host_str().unwrap_or_default();
    url.query().into_iter().flat_map(|query| query.split('&')).partition(|part| tracks(part, host, sponsor))
}

/// Whether a parameter only tracks. What a sponsor hands out is left as it is.
fn tracks(part: &str, host: &str, sponsor: bool) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    let here = || SITES.iter().any(|(site, names)| is_under(host, site) && names.contains(&name));
    let campaign = name.starts_with("utm_") && !sponsor;
    campaign || ANYWHERE.contains(&name) || here()
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{flagged, in_markdown};

    #[test]
    fn the_address_without_them_is_offered() {
        let told = in_markdown(
            "tracking-parameters",
            "[a](https://youtu.be/x?t=5&si=abc) [b](https://b.example/?utm_source=news#c)",
        );
        assert_eq!(
            told[0],
            "https://youtu.be/x?t=5&si=abc: the page doesn't need si: it tells who shared the link → https://youtu.be/x?t=5"
        );
        assert!(told[1].ends_with("→ https://b.example/#c"));
    }

    #[test]
    fn sponsors_and_other_parameters_are_left_alone() {
        let notes = "## Sponsors\n\n[a](https://a.example/?utm_source=show)\n\n## Links\n\n[b](https://b.example/?si=x&s=1&feature=y)";
        assert!(flagged("tracking-parameters", notes).is_empty());
    }
}
