//! Marks that challenge pages of bot walls bear, whatever their status code.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// A mark in the source of a page, and who puts it there.
const CHALLENGES: &[(&str, &str)] = &[
    ("_cf_chl_opt", "Cloudflare"),
    ("/cdn-cgi/challenge-platform/h/", "Cloudflare"),
    ("cf-browser-verification", "Cloudflare"),
    ("_Incapsula_Resource", "Imperva"),
    ("Incapsula incident ID", "Imperva"),
    ("geo.captcha-delivery.com", "DataDome"),
    ("captcha-delivery.com/c.js", "DataDome"),
    ("window._pxAppId", "PerimeterX"),
    ("px-captcha", "PerimeterX"),
    ("awswaf.com", "AWS WAF"),
    ("AwsWafIntegration", "AWS WAF"),
    ("gokuProps", "AWS WAF"),
    ("/.within.website/x/cmd/anubis", "Anubis"),
    ("anubis_challenge", "Anubis"),
    ("Making sure you&#39;re not a bot", "Anubis"),
    ("Making sure you're not a bot", "Anubis"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("Sucuri WebSite Firewall", "Sucuri"),
    ("ddos-guard.net", "DDoS-Guard"),
    ("/_sec/cp_challenge", "Akamai"),
    ("sec-if-cpt-container", "Akamai"),
    ("bm-verify", "Akamai"),
    ("/TSPD/", "F5"),
    ("The requested URL was rejected. Please consult with your administrator", "F5"),
    ("vercel.link/security-checkpoint", "Vercel"),
    ("Vercel Security Checkpoint", "Vercel"),
    ("kasada", "Kasada"),
    ("KPSDK", "Kasada"),
    ("Pardon Our Interruption", "Imperva"),
    ("api-services-support@amazon.com", "Amazon"),
    ("opfcaptcha.amazon", "Amazon"),
];

/// All marks at once.
static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(CHALLENGES.iter().map(|(mark, _)| mark)).expect("the table is small"));

/// Who challenges robots with this page, if anyone.
pub(super) fn challenge_marker(page: &str) -> Option<&'static str> {
    FINDER.find(page).map(|hit| CHALLENGES[hit.pattern().as_usize()].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_known_by_its_mark() {
        assert_eq!(challenge_marker("<script>window._cf_chl_opt={}</script>"), Some("Cloudflare"));
        assert_eq!(challenge_marker("<p>We talk about Cloudflare and captchas.</p>"), None);
    }
}
